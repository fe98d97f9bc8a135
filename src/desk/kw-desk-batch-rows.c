/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-batch-rows.h"

#include "kw-desk-journal-rows.h"
#include "kw-store-batch.h"

static void
put_card (KwJournalData *data, KwBatchKind kind, const KwBatchCard *card, guint position)
{
  const gint64 building = card->door.building;
  const gint64 door = card->door.door;

  kw_journal_data_put_int (data, "position", position);
  if (card->issue != 0)
    kw_journal_data_put_int (data, "issue", card->issue);
  switch (kind)
    {
    case KW_BATCH_KIND_ROOMS:
      kw_journal_data_put_int (data, "stay", card->stay_id);
      kw_journal_data_put_ints (data, "buildings", &building, 1);
      kw_journal_data_put_ints (data, "doors", &door, 1);
      return;
    case KW_BATCH_KIND_STAFF:
      kw_journal_data_put_string (data, "grant_kind", kw_grant_kind_to_string (card->kind));
      kw_journal_data_put_int (data, "building", card->building);
      kw_journal_data_put_int (data, "floor", card->floor);
      return;
    case KW_BATCH_KIND_BLANK:
      return;
    }
}

gboolean
kw_desk_batch_append_row (KwStore *store, const KwDeskContext *context, KwJournalEvent event,
                          const KwBatch *batch, const KwBatchCard *card, const char *problem,
                          GError **error)
{
  g_autoptr (KwJournalData) data = kw_journal_data_new ();

  kw_journal_data_put_int (data, "batch", batch->id);
  kw_journal_data_put_string (data, "kind", kw_batch_kind_to_string (batch->kind));
  kw_journal_data_put_int (data, "cards", batch->n_cards);
  kw_journal_data_put_int (data, "done", batch->n_done);
  kw_journal_data_put_int (data, "skipped", batch->n_skipped);
  if (card != NULL)
    put_card (data, batch->kind, card, (guint)(card - batch->cards) + 1);
  if (problem != NULL)
    kw_journal_data_put_string (data, "problem", problem);
  return kw_desk_append_row (store, context, event, data, error);
}

gboolean
kw_desk_batch_end (KwStore *store, const KwDeskContext *context, const KwBatch *batch,
                   GError **error)
{
  return kw_store_batch_end (store, batch->id, context->now_unix_s, error) &&
         kw_desk_batch_append_row (store, context, KW_JOURNAL_EVENT_BATCH_ENDED, batch,
                                   /* card= */ NULL, /* problem= */ NULL, error);
}

gboolean
kw_desk_batch_end_if_finished (KwStore *store, const KwDeskContext *context, gint64 card_id,
                               GError **error)
{
  g_autoptr (KwBatch) batch = NULL;
  gint64 id = 0;

  if (!kw_store_batch_find_finished (store, card_id, &id, error))
    return FALSE;
  if (id == 0)
    return TRUE;
  batch = kw_store_batch_load (store, id, error);
  return batch != NULL && kw_desk_batch_end (store, context, batch, error);
}

gboolean
kw_desk_batch_take_settled (KwStore *store, const KwDeskContext *context, gint64 issue,
                            GError **error)
{
  gint64 card_id = 0;

  return kw_store_batch_find_card_of_issue (store, issue, &card_id, error) &&
         (card_id == 0 || kw_desk_batch_end_if_finished (store, context, card_id, error));
}
