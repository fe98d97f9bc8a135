/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-batch.h"

#include "kw-desk-batch-plan.h"
#include "kw-desk-batch-rows.h"
#include "kw-desk-stay-rules.h"
#include "kw-desk-work.h"
#include "kw-error.h"
#include "kw-store-batch.h"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

/* What one call needs and gives; begins with the context. */
typedef struct
{
  KwDeskContext context;
  KwBatchKind kind;
  GArray *cards; /* of KwBatchCard */
  gint64 batch_id;
  gint64 card_id;
  KwDeskBatchMark mark;
  char *problem;
  KwBatch *batch;     /* out */
  GPtrArray *batches; /* out */
} BatchWork;

static void
batch_work_free (BatchWork *work)
{
  kw_desk_context_clear (&work->context);
  g_clear_pointer (&work->cards, g_array_unref);
  g_free (work->problem);
  g_clear_pointer (&work->batch, kw_batch_unref);
  g_clear_pointer (&work->batches, g_ptr_array_unref);
  g_free (work);
}

static BatchWork *
batch_work_new (KwDesk *desk)
{
  BatchWork *work = g_new0 (BatchWork, 1);

  kw_desk_context_init (&work->context, desk);
  return work;
}

static gboolean
load (KwStore *store, BatchWork *work, gint64 id, GError **error)
{
  g_clear_pointer (&work->batch, kw_batch_unref);
  work->batch = kw_store_batch_load (store, id, error);
  return work->batch != NULL;
}

/* Creating */

static gboolean
check_room (KwStore *store, const KwBatchCard *card, GError **error)
{
  g_autoptr (KwStay) stay = kw_desk_stay_load_for_door (store, card->stay_id, card->door, error);

  return stay != NULL;
}

static gboolean
check_staff (const BatchWork *work, const KwBatchCard *card, GError **error)
{
  const KwProperty *property = work->context.property;

  if (card->holder == NULL || *card->holder == '\0')
    return throw (error, KW_DESK_ERROR_BAD_VALUE, "Say who carries the card.");
  if (card->until_unix_s <= work->context.now_unix_s)
    return throw (error, KW_DESK_ERROR_BAD_VALUE, "A staff card needs an end in the future.");
  if (kw_property_get_building (property, card->building) == NULL)
    return throw (error, KW_DESK_ERROR_NOT_FOUND, "There is no such building.");
  if (card->kind == KW_GRANT_KIND_FLOOR &&
      kw_property_get_floor (property, card->building, card->floor) == NULL)
    return throw (error, KW_DESK_ERROR_NOT_FOUND, "There is no such floor.");
  return TRUE;
}

static gboolean
check_card (KwStore *store, const BatchWork *work, const KwBatchCard *card, GError **error)
{
  switch (work->kind)
    {
    case KW_BATCH_KIND_ROOMS:
      return check_room (store, card, error);
    case KW_BATCH_KIND_STAFF:
      return check_staff (work, card, error);
    case KW_BATCH_KIND_BLANK:
      return TRUE;
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
create_batch (KwStore *store, gpointer data, GError **error)
{
  BatchWork *work = data;
  const KwBatch fields = {
    .kind = work->kind,
    .created_at_unix_s = work->context.now_unix_s,
    .n_cards = work->cards->len,
    .cards = (const KwBatchCard *)(gpointer)work->cards->data,
  };
  g_autoptr (KwBatch) batch = NULL;
  gint64 id = 0;

  if (!kw_desk_check_clock (store, &work->context, error))
    return FALSE;
  if (fields.n_cards == 0)
    return throw (error, KW_DESK_ERROR_BAD_VALUE, "Choose at least one card to write.");
  if (fields.n_cards > KW_BATCH_N_CARDS_MAX)
    /* Translators: a number of cards */
    return throw (error, KW_DESK_ERROR_BAD_VALUE, "A batch has at most %d cards; make several.",
                  KW_BATCH_N_CARDS_MAX);
  for (guint i = 0; i < fields.n_cards; i++)
    if (!check_card (store, work, &fields.cards[i], error))
      return FALSE;
  batch = kw_batch_new (&fields, error);
  return batch != NULL && kw_store_batch_put (store, batch, &id, error) &&
         load (store, work, id, error) &&
         kw_desk_batch_append_row (store, &work->context, KW_JOURNAL_EVENT_BATCH_CREATED,
                                   work->batch, /* card= */ NULL, /* problem= */ NULL, error);
}

static void
clear_card (gpointer data)
{
  g_free ((char *)((KwBatchCard *)data)->holder);
}

/* A broken number of cards is refused where the others are, but must not fill the memory before. */
static void
add_cards (GArray *cards, KwBatchKind kind, const KwDeskBatchWish *wish)
{
  const KwDeskIssueRequest *issue = &wish->issue;

  for (guint i = 0; i < wish->n_cards && cards->len <= KW_BATCH_N_CARDS_MAX; i++)
    {
      KwBatchCard card = { .kind = KW_GRANT_KIND_TENANT };

      if (kind == KW_BATCH_KIND_ROOMS)
        {
          card.stay_id = issue->stay_id;
          card.door = issue->door;
        }
      else if (kind == KW_BATCH_KIND_STAFF)
        {
          card.kind = issue->kind;
          card.building = issue->building;
          card.floor = issue->floor;
          card.until_unix_s = issue->until_unix_s;
          card.holder = g_strdup (issue->holder);
        }
      g_array_append_val (cards, card);
    }
}

void
kw_desk_create_batch_async (KwDesk *self, KwBatchKind kind, const KwDeskBatchWish *wishes,
                            guint n_wishes, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  BatchWork *work = batch_work_new (self);

  work->kind = kind;
  work->cards = g_array_new (FALSE, FALSE, sizeof (KwBatchCard));
  g_array_set_clear_func (work->cards, clear_card);
  for (guint i = 0; i < n_wishes; i++)
    add_cards (work->cards, kind, &wishes[i]);
  kw_desk_work_start_with_property (self, /* is_writing= */ TRUE, create_batch, work,
                                    (GDestroyNotify)batch_work_free, cancellable, callback,
                                    user_data);
}

/* Looking */

static gboolean
list_batches (KwStore *store, gpointer data, GError **error)
{
  BatchWork *work = data;

  work->batches = kw_store_batch_list_open (store, error);
  return work->batches != NULL;
}

void
kw_desk_list_batches_async (KwDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  kw_desk_work_start (self, /* is_writing= */ FALSE, list_batches, batch_work_new (self),
                      (GDestroyNotify)batch_work_free, cancellable, callback, user_data);
}

GPtrArray *
kw_desk_list_batches_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  BatchWork *work = kw_desk_work_finish (result, error);

  return work != NULL ? g_steal_pointer (&work->batches) : NULL;
}

static gboolean
load_batch (KwStore *store, gpointer data, GError **error)
{
  BatchWork *work = data;

  return load (store, work, work->batch_id, error);
}

void
kw_desk_load_batch_async (KwDesk *self, gint64 batch_id, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  BatchWork *work = batch_work_new (self);

  work->batch_id = batch_id;
  kw_desk_work_start (self, /* is_writing= */ FALSE, load_batch, work,
                      (GDestroyNotify)batch_work_free, cancellable, callback, user_data);
}

/* Changing */

static gboolean
append_row (KwStore *store, const BatchWork *work, KwJournalEvent event, const KwBatchCard *card,
            GError **error)
{
  return kw_desk_batch_append_row (store, &work->context, event, work->batch, card, work->problem,
                                   error);
}

static void
start (KwDesk *self, BatchWork *work, KwStoreFunc func, GCancellable *cancellable,
       GAsyncReadyCallback callback, gpointer user_data)
{
  kw_desk_work_start_with_property (self, /* is_writing= */ TRUE, func, work,
                                    (GDestroyNotify)batch_work_free, cancellable, callback,
                                    user_data);
}

static void
take_problem (BatchWork *work, const GError *reason)
{
  if (reason != NULL && reason->domain == KW_DESK_ERROR)
    work->problem = g_strdup (kw_desk_error_to_string ((KwDeskError)reason->code));
}

/* Nothing is written for a card any more that is done already. */
static gboolean
skip_card (KwStore *store, const BatchWork *work, const KwBatchCard *card, GError **error)
{
  switch (card->state)
    {
    case KW_BATCH_CARD_STATE_OPEN:
    case KW_BATCH_CARD_STATE_UNCERTAIN:
      return kw_store_batch_put_skipped (store, card->id, TRUE, work->problem, error) &&
             append_row (store, work, KW_JOURNAL_EVENT_BATCH_CARD_SKIPPED, card, error);
    case KW_BATCH_CARD_STATE_DONE:
    case KW_BATCH_CARD_STATE_SKIPPED:
      return TRUE;
    }
  g_return_val_if_reached (FALSE);
}

/* A card that was begun and passed over keeps the act of writing that it names: only through that
 * is it ever found again. */
static gboolean
take_up_card (KwStore *store, const BatchWork *work, const KwBatchCard *card, GError **error)
{
  switch (card->state)
    {
    case KW_BATCH_CARD_STATE_SKIPPED:
      return kw_store_batch_put_skipped (store, card->id, FALSE, NULL, error) &&
             append_row (store, work, KW_JOURNAL_EVENT_BATCH_SKIPPED_TAKEN_UP, card, error);
    case KW_BATCH_CARD_STATE_DONE:
      return kw_store_batch_forget_issue (store, card->id, error) &&
             append_row (store, work, KW_JOURNAL_EVENT_BATCH_CARD_REDONE, card, error);
    case KW_BATCH_CARD_STATE_OPEN:
    case KW_BATCH_CARD_STATE_UNCERTAIN:
      return TRUE;
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
mark_card (KwStore *store, gpointer data, GError **error)
{
  BatchWork *work = data;
  const KwBatchCard *card = NULL;

  if (!kw_desk_check_clock (store, &work->context, error))
    return FALSE;
  work->batch = kw_store_batch_load_by_card (store, work->card_id, error);
  if (work->batch == NULL || !kw_desk_batch_check_open (work->batch, error))
    return FALSE;
  card = kw_batch_find (work->batch, work->card_id);
  if (!(work->mark == KW_DESK_BATCH_MARK_SKIPPED ? skip_card (store, work, card, error)
                                                 : take_up_card (store, work, card, error)))
    return FALSE;
  return load (store, work, work->batch->id, error);
}

void
kw_desk_mark_batch_card_async (KwDesk *self, gint64 card_id, KwDeskBatchMark mark,
                               const GError *reason, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  BatchWork *work = batch_work_new (self);

  work->card_id = card_id;
  work->mark = mark;
  take_problem (work, reason);
  start (self, work, mark_card, cancellable, callback, user_data);
}

static gboolean
take_up_skipped (KwStore *store, gpointer data, GError **error)
{
  BatchWork *work = data;

  if (!kw_desk_check_clock (store, &work->context, error) ||
      !load (store, work, work->batch_id, error) || !kw_desk_batch_check_open (work->batch, error))
    return FALSE;
  if (work->batch->n_skipped == 0)
    return TRUE;
  return kw_store_batch_take_up_skipped (store, work->batch_id, error) &&
         append_row (store, work, KW_JOURNAL_EVENT_BATCH_SKIPPED_TAKEN_UP, NULL, error) &&
         load (store, work, work->batch_id, error);
}

void
kw_desk_take_up_skipped_async (KwDesk *self, gint64 batch_id, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  BatchWork *work = batch_work_new (self);

  work->batch_id = batch_id;
  start (self, work, take_up_skipped, cancellable, callback, user_data);
}

/* A card of the batch whose turn is still to come. */
static const KwBatchCard *
find_waiting (const KwBatch *batch, gint64 card_id)
{
  const KwBatchCard *card = kw_batch_find (batch, card_id);

  return card != NULL && (card->state == KW_BATCH_CARD_STATE_OPEN ||
                          card->state == KW_BATCH_CARD_STATE_UNCERTAIN)
             ? card
             : NULL;
}

static gboolean
stop_batch (KwStore *store, gpointer data, GError **error)
{
  BatchWork *work = data;
  const KwBatchCard *card = NULL;

  if (!kw_desk_check_clock (store, &work->context, error) ||
      !load (store, work, work->batch_id, error))
    return FALSE;
  if (work->batch->ended_at_unix_s != 0)
    return TRUE;
  if (work->problem != NULL)
    card = find_waiting (work->batch, work->card_id);
  if (card != NULL && !kw_store_batch_put_skipped (store, card->id, FALSE, work->problem, error))
    return FALSE;
  return append_row (store, work, KW_JOURNAL_EVENT_BATCH_STOPPED, card, error) &&
         load (store, work, work->batch_id, error);
}

void
kw_desk_stop_batch_async (KwDesk *self, gint64 batch_id, gint64 card_id, const GError *reason,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  BatchWork *work = batch_work_new (self);

  work->batch_id = batch_id;
  work->card_id = card_id;
  take_problem (work, reason);
  start (self, work, stop_batch, cancellable, callback, user_data);
}

static gboolean
end_batch (KwStore *store, gpointer data, GError **error)
{
  BatchWork *work = data;
  KwBatch fields;
  KwBatch *ended = NULL;

  if (!load (store, work, work->batch_id, error))
    return FALSE;
  if (work->batch->ended_at_unix_s != 0)
    return TRUE;
  if (!kw_desk_check_clock (store, &work->context, error) ||
      !kw_desk_batch_end (store, &work->context, work->batch, error))
    return FALSE;
  fields = *work->batch; /* with the names, which the register has forgotten now */
  fields.ended_at_unix_s = work->context.now_unix_s;
  ended = kw_batch_new (&fields, error);
  if (ended == NULL)
    return FALSE;
  kw_batch_unref (work->batch);
  work->batch = ended;
  return TRUE;
}

void
kw_desk_end_batch_async (KwDesk *self, gint64 batch_id, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  BatchWork *work = batch_work_new (self);

  work->batch_id = batch_id;
  start (self, work, end_batch, cancellable, callback, user_data);
}

KwBatch *
kw_desk_batch_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  BatchWork *work = kw_desk_work_finish (result, error);

  return work != NULL ? g_steal_pointer (&work->batch) : NULL;
}

/* The job */

KwDeskIssueRequest
kw_desk_batch_card_get_request (const KwBatchCard *card)
{
  return (KwDeskIssueRequest){
    .kind = card->kind,
    .mode = KW_DESK_ISSUE_MODE_AUTO,
    .door = card->door,
    .stay_id = card->stay_id,
    .building = card->building,
    .floor = card->floor,
    .until_unix_s = card->until_unix_s,
    .holder = card->holder,
  };
}

void
kw_desk_require_lift (KwDesk *self)
{
  kw_desk_spend_card (self);
}
