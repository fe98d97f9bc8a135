/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-batch.h"

#include "kw-error.h"
#include "kw-model-check.h"

KW_DEFINE_THROW (KwModelError, KW_MODEL_ERROR)

static const char *const kind_names[KW_BATCH_KIND_N] = {
  [KW_BATCH_KIND_ROOMS] = "rooms",
  [KW_BATCH_KIND_STAFF] = "staff",
  [KW_BATCH_KIND_BLANK] = "blank",
};

static gboolean
check_staff_card (const KwBatch *batch, const KwBatchCard *card, GError **error)
{
  if (card->kind != KW_GRANT_KIND_FLOOR && card->kind != KW_GRANT_KIND_BUILDING)
    return throw (error, KW_MODEL_ERROR_RULE, "kind: many at once are floor or building cards");
  if (!kw_model_check_range ("building", card->building, 1, 255, error) ||
      !kw_model_check_range ("floor", card->floor, card->kind == KW_GRANT_KIND_FLOOR ? 1 : 0,
                             card->kind == KW_GRANT_KIND_FLOOR ? 255 : 0, error) ||
      !kw_model_check_range ("until", card->until_unix_s, 1, KW_MODEL_TIME_MAX_UNIX_S, error))
    return FALSE;
  return batch->ended_at_unix_s != 0 ||
         kw_model_check_text ("holder", card->holder, KW_MODEL_TEXT_MAX, error);
}

static gboolean
check_card (const KwBatch *batch, const KwBatchCard *card, GError **error)
{
  if ((guint)card->state >= KW_BATCH_CARD_STATE_N)
    return throw (error, KW_MODEL_ERROR_RANGE, "state: %u is no state of a card of a batch",
                  (guint)card->state);
  switch (batch->kind)
    {
    case KW_BATCH_KIND_ROOMS:
      if (card->kind != KW_GRANT_KIND_TENANT)
        return throw (error, KW_MODEL_ERROR_RULE, "kind: cards for rooms are a tenant's");
      return kw_model_check_range ("stay", card->stay_id, 1, G_MAXINT64, error) &&
             kw_model_check_range ("building", card->door.building, 1, 255, error) &&
             kw_model_check_range ("door", card->door.door, 1, 65535, error);
    case KW_BATCH_KIND_STAFF:
      return check_staff_card (batch, card, error);
    case KW_BATCH_KIND_BLANK:
      return TRUE;
    }
  return throw (error, KW_MODEL_ERROR_RANGE, "kind: %u is no kind of batch", (guint)batch->kind);
}

static gboolean
check_batch (const KwBatch *batch, GError **error)
{
  if (batch->n_cards == 0)
    return throw (error, KW_MODEL_ERROR_MISSING, "cards: a batch needs at least one");
  if (batch->n_cards > KW_BATCH_N_CARDS_MAX)
    return throw (error, KW_MODEL_ERROR_LIMIT, "cards: a batch has at most %d",
                  KW_BATCH_N_CARDS_MAX);
  for (guint i = 0; i < batch->n_cards; i++)
    if (!check_card (batch, &batch->cards[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
is_alike (const KwBatchCard *a, const KwBatchCard *b)
{
  return a->kind == b->kind && a->stay_id == b->stay_id && kw_door_ref_equal (a->door, b->door) &&
         a->building == b->building && a->floor == b->floor &&
         g_strcmp0 (a->holder, b->holder) == 0;
}

/* Cards that are alike stand side by side. */
static void
count_alike (KwBatchCard *cards, guint n_cards)
{
  guint end = 0;

  for (guint first = 0; first < n_cards; first = end)
    {
      for (end = first + 1; end < n_cards && is_alike (&cards[first], &cards[end]);)
        end++;
      for (guint i = first; i < end; i++)
        {
          cards[i].n = i - first + 1;
          cards[i].n_alike = end - first;
        }
    }
}

static void
count_state (KwBatch *batch, KwBatchCardState state)
{
  switch (state)
    {
    case KW_BATCH_CARD_STATE_OPEN:
      return;
    case KW_BATCH_CARD_STATE_UNCERTAIN:
      batch->n_uncertain++;
      return;
    case KW_BATCH_CARD_STATE_DONE:
      batch->n_done++;
      return;
    case KW_BATCH_CARD_STATE_SKIPPED:
      batch->n_skipped++;
      return;
    }
}

KwBatch *
kw_batch_new (const KwBatch *fields, GError **error)
{
  KwBatch *batch = NULL;
  KwBatchCard *cards = NULL;

  g_return_val_if_fail (fields != NULL, NULL);

  if (!check_batch (fields, error))
    return NULL;
  cards = g_memdup2 (fields->cards, fields->n_cards * sizeof *cards);
  batch = g_atomic_rc_box_new (KwBatch);
  *batch = *fields;
  batch->cards = cards;
  batch->n_done = 0;
  batch->n_skipped = 0;
  batch->n_uncertain = 0;
  for (guint i = 0; i < batch->n_cards; i++)
    {
      cards[i].holder = g_strdup (cards[i].holder);
      cards[i].card_label = g_strdup (cards[i].card_label);
      cards[i].problem = g_strdup (cards[i].problem);
      count_state (batch, cards[i].state);
    }
  count_alike (cards, batch->n_cards);
  return batch;
}

static void
clear_batch (gpointer data)
{
  KwBatch *batch = data;

  for (guint i = 0; i < batch->n_cards; i++)
    {
      g_free ((char *)batch->cards[i].holder);
      g_free ((char *)batch->cards[i].card_label);
      g_free ((char *)batch->cards[i].problem);
    }
  g_free ((KwBatchCard *)batch->cards);
}

KwBatch *
kw_batch_ref (const KwBatch *batch)
{
  return g_atomic_rc_box_acquire ((KwBatch *)batch);
}

void
kw_batch_unref (KwBatch *batch)
{
  g_atomic_rc_box_release_full (batch, clear_batch);
}

const KwBatchCard *
kw_batch_get_next (const KwBatch *batch)
{
  for (guint i = 0; i < batch->n_cards; i++)
    if (batch->cards[i].state == KW_BATCH_CARD_STATE_OPEN ||
        batch->cards[i].state == KW_BATCH_CARD_STATE_UNCERTAIN)
      return &batch->cards[i];
  return NULL;
}

const KwBatchCard *
kw_batch_find (const KwBatch *batch, gint64 card_id)
{
  for (guint i = 0; i < batch->n_cards; i++)
    if (batch->cards[i].id == card_id)
      return &batch->cards[i];
  return NULL;
}

const char *
kw_batch_kind_to_string (KwBatchKind kind)
{
  g_return_val_if_fail ((guint)kind < KW_BATCH_KIND_N, NULL);
  return kind_names[kind];
}

gboolean
kw_batch_kind_from_string (const char *string, KwBatchKind *out_kind)
{
  guint index = 0;

  if (!kw_model_find_name (kind_names, KW_BATCH_KIND_N, string, &index))
    return FALSE;
  *out_kind = (KwBatchKind)index;
  return TRUE;
}

G_DEFINE_BOXED_TYPE (KwBatch, kw_batch, kw_batch_ref, kw_batch_unref)
