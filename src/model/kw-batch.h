/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-door-ref.h"
#include "kw-grant.h"
#include "kw-model-error.h"

G_BEGIN_DECLS

/* Enough for the largest group; keeps a mistyped number small. */
#define KW_BATCH_N_CARDS_MAX 2000

/**
 * KwBatchKind:
 * @KW_BATCH_KIND_ROOMS: cards for the stays of rooms
 * @KW_BATCH_KIND_STAFF: floor and building cards, each for somebody
 * @KW_BATCH_KIND_BLANK: cards are erased
 *
 * What many cards in a row are for.
 */
typedef enum
{
  KW_BATCH_KIND_ROOMS,
  KW_BATCH_KIND_STAFF,
  KW_BATCH_KIND_BLANK,
} KwBatchKind;
#define KW_BATCH_KIND_N (KW_BATCH_KIND_BLANK + 1)

/**
 * kw_batch_kind_to_string:
 * @kind: a kind
 *
 * Returns: (transfer none): its stored form, e.g. `rooms`
 */
const char *kw_batch_kind_to_string (KwBatchKind kind);

/**
 * kw_batch_kind_from_string:
 * @string: (nullable): a stored form
 * @out_kind: (out): untouched on failure
 *
 * Returns: %TRUE if it is one
 */
gboolean kw_batch_kind_from_string (const char *string,
                                    KwBatchKind *out_kind) G_GNUC_WARN_UNUSED_RESULT;

/**
 * KwBatchCardState:
 * @KW_BATCH_CARD_STATE_OPEN: its turn has not come, or no card was changed for it
 * @KW_BATCH_CARD_STATE_UNCERTAIN: a card was begun for it, and how that ended is open
 * @KW_BATCH_CARD_STATE_DONE: written, or erased, and read back
 * @KW_BATCH_CARD_STATE_SKIPPED: passed over
 *
 * What became of one card of a batch.
 */
typedef enum
{
  KW_BATCH_CARD_STATE_OPEN,
  KW_BATCH_CARD_STATE_UNCERTAIN,
  KW_BATCH_CARD_STATE_DONE,
  KW_BATCH_CARD_STATE_SKIPPED,
} KwBatchCardState;
#define KW_BATCH_CARD_STATE_N (KW_BATCH_CARD_STATE_SKIPPED + 1)

/**
 * KwBatchCard:
 * @id: number in the register; 0 = not stored yet
 * @state: what became of it
 * @kind: ROOMS: TENANT; STAFF: FLOOR or BUILDING
 * @stay_id: ROOMS: whose card it is
 * @door: ROOMS: the main door
 * @building: STAFF
 * @floor: STAFF: FLOOR
 * @until_unix_s: STAFF: the end
 * @holder: (nullable): STAFF: who carries it; %NULL when the batch has ended
 * @n: which card for the same stay or holder and place it is, from 1
 * @n_alike: of how many
 * @issue: the act of writing that was begun last for it; 0 = none
 * @card_label: (nullable): number of the plastic of @issue, "7-42"
 * @problem: (nullable): what stood in its way, a name of a `KW_DESK_ERROR`
 *
 * One card of a batch.
 */
typedef struct
{
  gint64 id;
  KwBatchCardState state;
  KwGrantKind kind;
  gint64 stay_id;
  KwDoorRef door;
  guint building;
  guint floor;
  gint64 until_unix_s;
  const char *holder;
  guint n;
  guint n_alike;
  gint64 issue;
  const char *card_label;
  const char *problem;
} KwBatchCard;

#define KW_TYPE_BATCH (kw_batch_get_type ())
GType kw_batch_get_type (void);

/**
 * KwBatch:
 * @id: number in the register; 0 = not stored yet
 * @kind: what the cards are for
 * @created_at_unix_s: when it was made
 * @ended_at_unix_s: when it was ended; 0 = it is open
 * @n_cards: how many cards, 1 to KW_BATCH_N_CARDS_MAX
 * @cards: (array length=n_cards): the cards, in their order
 * @n_done: how many of them are done
 * @n_skipped: how many were passed over
 * @n_uncertain: of how many it is open whether they were written
 *
 * Many cards in a row. Immutable and reference counted.
 */
typedef struct
{
  gint64 id;
  KwBatchKind kind;
  gint64 created_at_unix_s;
  gint64 ended_at_unix_s;
  guint n_cards;
  const KwBatchCard *cards;
  guint n_done;
  guint n_skipped;
  guint n_uncertain;
} KwBatch;

/**
 * kw_batch_new:
 * @fields: what it is to be; copied, texts included; what can be counted is counted: @n_done to
 *   @n_uncertain, and @n and @n_alike of the cards
 * @error: a `KW_MODEL_ERROR`: RANGE, LIMIT, MISSING, TEXT
 *
 * Returns: (transfer full) (nullable): the batch
 */
KwBatch *kw_batch_new (const KwBatch *fields, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_batch_ref:
 * @batch: a batch
 *
 * Returns: (transfer full): @batch
 */
KwBatch *kw_batch_ref (const KwBatch *batch);

/**
 * kw_batch_unref:
 * @batch: (transfer full): a batch
 */
void kw_batch_unref (KwBatch *batch);

/**
 * kw_batch_get_next:
 * @batch: a batch
 *
 * Returns: (transfer none) (nullable): the first card that is neither done nor skipped: one whose
 *   writing is open comes in its turn; %NULL if there is none
 */
const KwBatchCard *kw_batch_get_next (const KwBatch *batch);

/**
 * kw_batch_find:
 * @batch: a batch
 * @card_id: number of a card
 *
 * Returns: (transfer none) (nullable): that card
 */
const KwBatchCard *kw_batch_find (const KwBatch *batch, gint64 card_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwBatch, kw_batch_unref)

G_END_DECLS
