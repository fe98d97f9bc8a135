/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-credentials.h"

#include "kw-desk-grant.h"
#include "kw-error.h"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

gboolean
kw_desk_credential_is_live (const KwCredential *credential, gint64 now_unix_s)
{
  return credential->state == KW_CREDENTIAL_STATE_LIVE &&
         kw_desk_grant_get_end_unix_s (credential->grant) > now_unix_s;
}

KwCard *
kw_desk_load_card (KwStore *store, const char *label, GError **error)
{
  g_autoptr (GError) cause = NULL;
  guint64 counter = 0;
  guint station = 0;
  KwCard *card = NULL;

  if (!kw_card_parse_label (label, &station, &counter, error))
    return NULL;
  card = kw_store_card_load_by_number (store, station, counter, &cause);
  if (card == NULL && g_error_matches (cause, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND))
    throw (error, KW_DESK_ERROR_NOT_FOUND, "There is no card %s.", label);
  else if (card == NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return card;
}

KwCredential *
kw_desk_load_newest (KwStore *store, const KwCard *card, const char *label, GError **error)
{
  g_autoptr (GError) cause = NULL;
  KwCredential *credential = kw_store_credential_load_newest (store, card->id, &cause);

  if (credential == NULL && g_error_matches (cause, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND))
    throw (error, KW_DESK_ERROR_NOT_ALLOWED, "Card %s was never issued.", label);
  else if (credential == NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return credential;
}

gboolean
kw_desk_credential_can_be_absent (const KwCredential *credential, KwCredentialState state,
                                  gint64 now_unix_s)
{
  return credential->state != state && kw_credential_state_can_follow (credential->state, state) &&
         (credential->state != KW_CREDENTIAL_STATE_RETURNED ||
          credential->may_live_until_unix_s > now_unix_s);
}

static GPtrArray *
list_live (KwStore *store, const KwStoreCredentialFilter *filter, gint64 now_unix_s, GError **error)
{
  GPtrArray *live = kw_store_credential_list (store, filter, error);

  for (guint i = live != NULL ? live->len : 0; i-- > 0;)
    if (!kw_desk_credential_is_live (g_ptr_array_index (live, i), now_unix_s))
      g_ptr_array_remove_index (live, i);
  return live;
}

GPtrArray *
kw_desk_list_live (KwStore *store, gint64 stay_id, gint64 now_unix_s, GError **error)
{
  const KwStoreCredentialFilter filter = {
    .stay_id = stay_id,
    .states = 1u << KW_CREDENTIAL_STATE_LIVE,
  };

  return list_live (store, &filter, now_unix_s, error);
}

GPtrArray *
kw_desk_list_live_at (KwStore *store, KwDoorRef door, gint64 now_unix_s, GError **error)
{
  const KwStoreCredentialFilter filter = {
    .door = door,
    .is_alive_at_door = TRUE,
    .states = 1u << KW_CREDENTIAL_STATE_LIVE,
  };

  return list_live (store, &filter, now_unix_s, error);
}

KwCredential *
kw_desk_credential_with_state (const KwCredential *credential, KwCredentialState state,
                               GError **error)
{
  KwCredential fields = *credential;

  fields.state = state;
  return kw_credential_new (&fields, error);
}

gint64
kw_desk_credential_get_clone_end (const KwCredential *credential, const KwCard *card,
                                  gint64 now_unix_s)
{
  const gint64 end_unix_s = kw_desk_grant_get_end_unix_s (credential->grant);

  if (card->medium == KW_MEDIUM_DESFIRE || end_unix_s <= now_unix_s)
    return 0;
  return end_unix_s;
}

gboolean
kw_desk_grant_has_area_access (const KwGrant *grant)
{
  return grant->areas != 0 || grant->floors != 0 || grant->has_every_landing;
}

gboolean
kw_desk_choose_generation (KwStore *store, const KwDoorRef *doors, guint n_doors,
                           const KwStay *stay, gint64 now_unix_s, guint32 *out_generation,
                           GError **error)
{
  const gint64 meant_unix_s = MAX (now_unix_s, stay->from_unix_s);
  guint32 highest = 0;

  if (!kw_store_credential_load_highest_generation (store, doors, n_doors, stay->from_unix_s,
                                                    meant_unix_s + KW_DESK_GENERATION_AHEAD_MAX_S,
                                                    &highest, error))
    return FALSE;
  *out_generation = (guint32)MAX (meant_unix_s, (gint64)highest + 1);
  return TRUE;
}
