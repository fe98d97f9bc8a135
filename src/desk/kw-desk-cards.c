/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-cards.h"

#include "kw-desk-credentials.h"
#include "kw-desk-grant.h"
#include "kw-desk-journal-rows.h"
#include "kw-desk-visits.h"
#include "kw-desk-work.h"
#include "kw-error.h"
#include "kw-local-time.h"
#include "kw-store-card-page.h"
#include "kw-store-card.h"
#include "kw-store-stay.h"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

void
kw_desk_card_row_free (KwDeskCardRow *row)
{
  if (row == NULL)
    return;

  g_clear_pointer (&row->card, kw_card_unref);
  g_clear_pointer (&row->credential, kw_credential_unref);
  g_clear_pointer (&row->stay, kw_stay_unref);
  g_free (row);
}

#define N_COUNTED_AT_ONCE 8192

typedef struct
{
  KwDeskContext context;
  KwStoreCardQuery query;
  guint limit;
  char *label;
  char *reason;           /* (nullable) */
  GPtrArray *rows;        /* out */
  guint n_more;           /* out */
  KwDeskOutcome *outcome; /* out */
} CardWork;

static void
card_work_free (CardWork *work)
{
  kw_desk_context_clear (&work->context);
  g_free (work->label);
  g_free (work->reason);
  g_clear_pointer (&work->rows, g_ptr_array_unref);
  g_clear_pointer (&work->outcome, kw_desk_outcome_free);
  g_free (work);
}

static CardWork *
card_work_new (KwDesk *desk, const char *label)
{
  CardWork *work = g_new0 (CardWork, 1);

  kw_desk_context_init (&work->context, desk);
  work->label = g_strdup (label);
  work->outcome = g_new0 (KwDeskOutcome, 1);
  return work;
}

static KwDeskOutcome *
finish_card_work (GAsyncResult *result, GError **error)
{
  CardWork *work = kw_desk_work_finish (result, error);

  return work != NULL ? g_steal_pointer (&work->outcome) : NULL;
}

/* List
 * */

/* Keys that are only counted are not kept. */
static gboolean
count_more (KwStore *store, CardWork *work, KwStoreCursor *cursor, GError **error)
{
  while (!cursor->is_end)
    {
      g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));

      if (!kw_store_card_list_keys (store, &work->query, cursor, N_COUNTED_AT_ONCE, keys, error))
        return FALSE;
      work->n_more += keys->len;
    }
  return TRUE;
}

static gboolean
add_row (KwStore *store, const KwStoreCardPageRow *from, GPtrArray *rows, GError **error)
{
  KwDeskCardRow *row = g_new0 (KwDeskCardRow, 1);

  g_ptr_array_add (rows, row);
  row->card = kw_card_ref (from->card);
  row->credential = kw_credential_ref (from->credential);
  if (row->credential->stay_id == 0)
    return TRUE;
  row->stay = kw_store_stay_load (store, row->credential->stay_id, error);
  return row->stay != NULL;
}

static gboolean
list_cards (KwStore *store, gpointer data, GError **error)
{
  CardWork *work = data;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GPtrArray)
      stored = g_ptr_array_new_with_free_func ((GDestroyNotify)kw_store_card_page_row_free);
  KwStoreCursor cursor = { FALSE };

  if (!kw_store_card_list_keys (store, &work->query, &cursor,
                                work->limit != 0 ? work->limit : G_MAXINT, keys, error) ||
      !count_more (store, work, &cursor, error) ||
      !kw_store_card_load_page (store, (const guint64 *)(gpointer)keys->data, keys->len, stored,
                                error))
    return FALSE;
  work->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)kw_desk_card_row_free);
  for (guint i = 0; i < stored->len; i++)
    if (stored->pdata[i] != NULL && !add_row (store, stored->pdata[i], work->rows, error))
      return FALSE;
  return TRUE;
}

void
kw_desk_list_cards_async (KwDesk *self, const KwDoorRef *door, const KwCredentialState *state,
                          guint limit, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  CardWork *work = card_work_new (self, NULL);

  if (door != NULL)
    work->query.door = *door;
  if (state != NULL)
    work->query.states = 1u << *state;
  work->limit = limit;
  kw_desk_work_start_with_property (self, /* is_writing= */ FALSE, list_cards, work,
                                    (GDestroyNotify)card_work_free, cancellable, callback,
                                    user_data);
}

GPtrArray *
kw_desk_list_cards_finish (KwDesk *self, GAsyncResult *result, guint *out_n_more, GError **error)
{
  CardWork *work = kw_desk_work_finish (result, error);

  if (work == NULL)
    return NULL;
  if (out_n_more != NULL)
    *out_n_more = work->n_more;
  return g_steal_pointer (&work->rows);
}

/* Cards that are not here
 * */

static gboolean
append_absent_row (KwStore *store, const CardWork *work, KwJournalEvent event,
                   const KwCredential *credential, GError **error)
{
  g_autoptr (KwJournalData) data = kw_journal_data_new ();
  const char *texts[] = { work->reason, NULL };

  kw_journal_data_put_int (data, "card", credential->card_id);
  kw_journal_data_put_u64 (data, "credential", credential->number);
  kw_journal_data_put_int (data, "may_live_until", credential->may_live_until_unix_s);
  return kw_desk_append_personal_row (store, &work->context, event, data, /* stay_id= */ 0, texts,
                                      error);
}

static gboolean
tell_absent (KwStore *store, CardWork *work, const KwCard *card, const KwCredential *credential,
             GError **error)
{
  KwDeskOutcome *outcome = work->outcome;

  outcome->condition = KW_DESK_CONDITION_OURS;
  outcome->medium_name = g_strdup (kw_medium_to_string (card->medium));
  outcome->card = kw_card_ref (card);
  outcome->credential = kw_credential_ref (credential);
  outcome->is_known = TRUE;
  outcome->has_area_access = kw_desk_grant_has_area_access (credential->grant);
  outcome->may_live_until_unix_s = credential->may_live_until_unix_s;
  if (credential->stay_id == 0)
    return TRUE;
  outcome->stay = kw_store_stay_load (store, credential->stay_id, error);
  return outcome->stay != NULL;
}

/* The card is out of our hands: it goes on opening until its end. */
static gboolean
put_absent (KwStore *store, CardWork *work, KwCredentialState state, KwJournalEvent event,
            GError **error)
{
  g_autoptr (KwCard) card = NULL;
  g_autoptr (KwCredential) old = NULL;
  g_autoptr (KwCredential) changed = NULL;
  gint64 end_unix_s = 0;
  KwCredential fields;

  if (!kw_desk_check_clock (store, &work->context, error))
    return FALSE;
  card = kw_desk_load_card (store, work->label, error);
  old = card != NULL ? kw_desk_load_newest (store, card, work->label, error) : NULL;
  if (old == NULL)
    return FALSE;
  /* Told twice, it is still lost: the second time may be for the cancel card. */
  if (old->state == state && state == KW_CREDENTIAL_STATE_LOST)
    return tell_absent (store, work, card, old, error);
  if (old->state == KW_CREDENTIAL_STATE_LOST)
    return throw (error, KW_DESK_ERROR_NOT_ALLOWED,
                  "Card %s is reported lost and stays so until it is laid down.", work->label);
  if (!kw_desk_credential_can_be_absent (old, state, work->context.now_unix_s))
    return throw (error, KW_DESK_ERROR_NOT_ALLOWED,
                  old->state == KW_CREDENTIAL_STATE_RETURNED
                      ? "Card %s is returned already."
                      : "Card %s opens nothing any more; nothing was changed.",
                  work->label);

  end_unix_s = kw_desk_grant_get_end_unix_s (old->grant);
  fields = *old;
  fields.state = state;
  if (end_unix_s > work->context.now_unix_s)
    fields.may_live_until_unix_s = MAX (fields.may_live_until_unix_s, end_unix_s);
  changed = kw_credential_new (&fields, error);
  return changed != NULL && kw_store_credential_update (store, changed, error) &&
         append_absent_row (store, work, event, changed, error) &&
         tell_absent (store, work, card, changed, error);
}

static gboolean
return_absent (KwStore *store, gpointer data, GError **error)
{
  return put_absent (store, data, KW_CREDENTIAL_STATE_RETURNED,
                     KW_JOURNAL_EVENT_CARD_RETURNED_ABSENT, error);
}

void
kw_desk_return_absent_async (KwDesk *self, const char *card_label, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  kw_desk_work_start_with_property (
      self, /* is_writing= */ TRUE, return_absent, card_work_new (self, card_label),
      (GDestroyNotify)card_work_free, cancellable, callback, user_data);
}

KwDeskOutcome *
kw_desk_return_absent_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  return finish_card_work (result, error);
}

static gboolean
report_lost (KwStore *store, gpointer data, GError **error)
{
  CardWork *work = data;

  if (!put_absent (store, work, KW_CREDENTIAL_STATE_LOST, KW_JOURNAL_EVENT_CARD_LOST, error))
    return FALSE;
  work->outcome->visits = kw_desk_visits_list_places (work->context.property,
                                                      work->outcome->credential->grant);
  return kw_desk_visits_put (store, work->outcome->credential->number, /* cancel_card= */ 0,
                             work->outcome->visits, error);
}

void
kw_desk_report_lost_async (KwDesk *self, const char *card_label, const char *reason,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  CardWork *work = card_work_new (self, card_label);

  work->reason = reason != NULL && *reason != '\0' ? g_strdup (reason) : NULL;
  kw_desk_work_start_with_property (self, /* is_writing= */ TRUE, report_lost, work,
                                    (GDestroyNotify)card_work_free, cancellable, callback,
                                    user_data);
}

KwDeskOutcome *
kw_desk_report_lost_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  return finish_card_work (result, error);
}

/* Out of use
 * */

/* Nobody can say of plastic in the dustbin that it opens nothing. */
static gboolean
check_opens_nothing (KwStore *store, const CardWork *work, const KwCard *card, GError **error)
{
  const guint32 may_open = 1u << KW_CREDENTIAL_STATE_PENDING | 1u << KW_CREDENTIAL_STATE_LIVE |
                           1u << KW_CREDENTIAL_STATE_UNCERTAIN;
  const KwStoreCredentialFilter filter = { .card_id = card->id, .states = may_open };
  g_autoptr (GPtrArray) credentials = kw_store_credential_list (store, &filter, error);

  if (credentials == NULL)
    return FALSE;
  for (guint i = 0; i < credentials->len; i++)
    {
      const KwCredential *credential = credentials->pdata[i];
      const gint64 end_unix_s = kw_desk_grant_get_end_unix_s (credential->grant);

      if (end_unix_s > work->context.now_unix_s)
        {
          g_autofree char *until = kw_local_time_dup_words (work->context.property,
                                                            work->context.now_unix_s, end_unix_s);

          return throw (error, KW_DESK_ERROR_NOT_ALLOWED,
                        "Card %s may open something until %s; take it back or report it lost "
                        "before it is discarded.",
                        work->label, until);
        }
    }
  return TRUE;
}

static gboolean
discard_card (KwStore *store, gpointer user_data, GError **error)
{
  CardWork *work = user_data;
  g_autoptr (KwCard) card = NULL;
  g_autoptr (KwJournalData) data = kw_journal_data_new ();

  if (!kw_desk_check_clock (store, &work->context, error))
    return FALSE;
  card = kw_desk_load_card (store, work->label, error);
  if (card == NULL)
    return FALSE;
  if (card->is_discarded)
    return throw (error, KW_DESK_ERROR_NOT_ALLOWED, "Card %s is discarded already.", work->label);
  if (!check_opens_nothing (store, work, card, error))
    return FALSE;

  kw_journal_data_put_int (data, "card", card->id);
  if (!kw_store_card_put_discarded (store, card->id, TRUE, error) ||
      !kw_desk_append_row (store, &work->context, KW_JOURNAL_EVENT_CARD_DISCARDED, data, error))
    return FALSE;
  work->outcome->card = kw_store_card_load (store, card->id, error);
  return work->outcome->card != NULL;
}

void
kw_desk_discard_card_async (KwDesk *self, const char *card_label, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  kw_desk_work_start_with_property (
      self, /* is_writing= */ TRUE, discard_card, card_work_new (self, card_label),
      (GDestroyNotify)card_work_free, cancellable, callback, user_data);
}

KwCard *
kw_desk_discard_card_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  CardWork *work = kw_desk_work_finish (result, error);

  return work != NULL ? g_steal_pointer (&work->outcome->card) : NULL;
}
