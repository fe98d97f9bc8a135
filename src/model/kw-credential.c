/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-credential.h"

#include "kw-error.h"
#include "kw-model-check.h"

KW_DEFINE_THROW (KwModelError, KW_MODEL_ERROR)

static const char *const state_names[KW_CREDENTIAL_STATE_N] = {
  [KW_CREDENTIAL_STATE_PENDING] = "pending",       [KW_CREDENTIAL_STATE_LIVE] = "live",
  [KW_CREDENTIAL_STATE_RETURNED] = "returned",     [KW_CREDENTIAL_STATE_LOST] = "lost",
  [KW_CREDENTIAL_STATE_SUPERSEDED] = "superseded", [KW_CREDENTIAL_STATE_EXPIRED] = "expired",
  [KW_CREDENTIAL_STATE_REWRITTEN] = "rewritten",   [KW_CREDENTIAL_STATE_FAILED] = "failed",
  [KW_CREDENTIAL_STATE_DAMAGED] = "damaged",       [KW_CREDENTIAL_STATE_UNCERTAIN] = "uncertain",
};

#define BIT(state) (1u << (state))

/* What can happen to plastic that still carries the credential, whatever the register calls it: it
 * comes back, is written anew, is torn or destroyed while that is done. */
#define CARD_IN_HAND                                                                               \
  (BIT (KW_CREDENTIAL_STATE_RETURNED) | BIT (KW_CREDENTIAL_STATE_REWRITTEN) |                      \
   BIT (KW_CREDENTIAL_STATE_DAMAGED) | BIT (KW_CREDENTIAL_STATE_UNCERTAIN))

static const guint32 may_follow[KW_CREDENTIAL_STATE_N] = {
  [KW_CREDENTIAL_STATE_PENDING] = BIT (KW_CREDENTIAL_STATE_LIVE) |
                                  BIT (KW_CREDENTIAL_STATE_FAILED) |
                                  BIT (KW_CREDENTIAL_STATE_DAMAGED) |
                                  BIT (KW_CREDENTIAL_STATE_UNCERTAIN),
  [KW_CREDENTIAL_STATE_LIVE] = CARD_IN_HAND | BIT (KW_CREDENTIAL_STATE_LIVE) |
                               BIT (KW_CREDENTIAL_STATE_LOST) |
                               BIT (KW_CREDENTIAL_STATE_SUPERSEDED) |
                               BIT (KW_CREDENTIAL_STATE_EXPIRED),
  [KW_CREDENTIAL_STATE_RETURNED] = CARD_IN_HAND | BIT (KW_CREDENTIAL_STATE_LOST),
  [KW_CREDENTIAL_STATE_LOST] = CARD_IN_HAND | BIT (KW_CREDENTIAL_STATE_EXPIRED),
  [KW_CREDENTIAL_STATE_SUPERSEDED] = CARD_IN_HAND | BIT (KW_CREDENTIAL_STATE_LOST) |
                                     BIT (KW_CREDENTIAL_STATE_EXPIRED),
  /* A renewal revives an expired card. */
  [KW_CREDENTIAL_STATE_EXPIRED] = CARD_IN_HAND | BIT (KW_CREDENTIAL_STATE_LIVE) |
                                  BIT (KW_CREDENTIAL_STATE_LOST),
  [KW_CREDENTIAL_STATE_REWRITTEN] = 0,
  [KW_CREDENTIAL_STATE_FAILED] = 0,
  [KW_CREDENTIAL_STATE_DAMAGED] = 0,
  /* Resolved when the card is next laid down: back to what it was, or on to what was meant. */
  [KW_CREDENTIAL_STATE_UNCERTAIN] = BIT (KW_CREDENTIAL_STATE_LIVE) |
                                    BIT (KW_CREDENTIAL_STATE_RETURNED) |
                                    BIT (KW_CREDENTIAL_STATE_LOST) |
                                    BIT (KW_CREDENTIAL_STATE_SUPERSEDED) |
                                    BIT (KW_CREDENTIAL_STATE_EXPIRED) |
                                    BIT (KW_CREDENTIAL_STATE_REWRITTEN) |
                                    BIT (KW_CREDENTIAL_STATE_FAILED) |
                                    BIT (KW_CREDENTIAL_STATE_DAMAGED),
};

static gboolean
check_fields (const KwCredential *credential, GError **error)
{
  if (!kw_credential_number_is_valid (credential->number))
    return throw (error, KW_MODEL_ERROR_RANGE,
                  "number: no station can have made %016" G_GINT64_MODIFIER "x",
                  credential->number);
  if (credential->grant == NULL)
    return throw (error, KW_MODEL_ERROR_MISSING, "grant: is missing");
  if ((guint)credential->state >= KW_CREDENTIAL_STATE_N)
    return throw (error, KW_MODEL_ERROR_RANGE, "state: %u is no state of a credential",
                  (guint)credential->state);
  if (!kw_model_check_range ("card_id", credential->card_id, 0, G_MAXINT64, error) ||
      !kw_model_check_range ("revision", credential->revision, 0, KW_CREDENTIAL_REVISION_MAX,
                             error) ||
      !kw_model_check_range ("key_version", credential->key_version, 1, 255, error) ||
      !kw_model_check_range ("stay_id", credential->stay_id, 0, G_MAXINT64, error) ||
      !kw_model_check_range ("issued_at", credential->issued_at_unix_s, 0, KW_MODEL_TIME_MAX_UNIX_S,
                             error) ||
      /* A card that counts from its first use can live longer than the card's own field can say. */
      !kw_model_check_range ("may_live_until", credential->may_live_until_unix_s, 0,
                             2 * KW_MODEL_TIME_MAX_UNIX_S, error) ||
      !kw_model_check_optional_text ("holder", credential->holder, KW_MODEL_TEXT_MAX, error))
    return FALSE;
  return TRUE;
}

static gboolean
check_rules (const KwCredential *credential, GError **error)
{
  if (credential->stay_id != 0 && credential->grant->kind != KW_GRANT_KIND_TENANT)
    return throw (error, KW_MODEL_ERROR_RULE, "stay_id: only a tenant card belongs to a stay");
  if (credential->grant->kind == KW_GRANT_KIND_CANCEL && credential->revision != 0)
    return throw (error, KW_MODEL_ERROR_RULE, "revision: a cancel card has none");
  return TRUE;
}

static void
clear_credential (gpointer data)
{
  KwCredential *credential = data;

  kw_grant_unref ((KwGrant *)credential->grant);
  g_free ((char *)credential->holder);
}

KwCredential *
kw_credential_new (const KwCredential *fields, GError **error)
{
  KwCredential *credential = NULL;

  g_return_val_if_fail (fields != NULL, NULL);

  if (!check_fields (fields, error) || !check_rules (fields, error))
    return NULL;

  credential = g_atomic_rc_box_new (KwCredential);
  *credential = *fields;
  credential->grant = kw_grant_ref (fields->grant);
  credential->holder = g_strdup (fields->holder);
  return credential;
}

KwCredential *
kw_credential_ref (const KwCredential *credential)
{
  return g_atomic_rc_box_acquire ((KwCredential *)credential);
}

void
kw_credential_unref (KwCredential *credential)
{
  g_atomic_rc_box_release_full (credential, clear_credential);
}

gboolean
kw_credential_equal (const KwCredential *a, const KwCredential *b)
{
  return a->number == b->number && a->card_id == b->card_id &&
         kw_grant_equal (a->grant, b->grant) && a->generation == b->generation &&
         a->revision == b->revision && a->key_version == b->key_version &&
         a->stay_id == b->stay_id && g_strcmp0 (a->holder, b->holder) == 0 &&
         a->state == b->state && a->issued_at_unix_s == b->issued_at_unix_s &&
         a->may_live_until_unix_s == b->may_live_until_unix_s &&
         !a->is_on_cancel_card == !b->is_on_cancel_card;
}

guint64
kw_credential_number_make (guint station, guint64 counter)
{
  g_return_val_if_fail (station >= 1 && station <= KW_STATION_MAX, 0);
  g_return_val_if_fail (counter <= KW_CREDENTIAL_COUNTER_MAX, 0);
  return (guint64)station << 40 | counter;
}

guint
kw_credential_number_get_station (guint64 number)
{
  return (guint)(number >> 40);
}

guint64
kw_credential_number_get_counter (guint64 number)
{
  return number & KW_CREDENTIAL_COUNTER_MAX;
}

gboolean
kw_credential_number_is_valid (guint64 number)
{
  const guint station = kw_credential_number_get_station (number);

  return station >= 1 && station <= KW_STATION_MAX;
}

gboolean
kw_credential_state_can_follow (KwCredentialState from, KwCredentialState to)
{
  g_return_val_if_fail ((guint)from < KW_CREDENTIAL_STATE_N && (guint)to < KW_CREDENTIAL_STATE_N,
                        FALSE);
  return (may_follow[from] & BIT (to)) != 0;
}

const char *
kw_credential_state_to_string (KwCredentialState state)
{
  g_return_val_if_fail ((guint)state < KW_CREDENTIAL_STATE_N, NULL);
  return state_names[state];
}

gboolean
kw_credential_state_from_string (const char *string, KwCredentialState *out_state)
{
  guint index = 0;

  if (!kw_model_find_name (state_names, KW_CREDENTIAL_STATE_N, string, &index))
    return FALSE;
  *out_state = (KwCredentialState)index;
  return TRUE;
}

G_DEFINE_BOXED_TYPE (KwCredential, kw_credential, kw_credential_ref, kw_credential_unref)
