/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-card-item.h"
#include "kw-desk-paged-list.h"
#include "kw-desk.h"

G_BEGIN_DECLS

/**
 * KwDeskCardOrder:
 * @KW_DESK_CARD_ORDER_NEWEST: last issued first
 * @KW_DESK_CARD_ORDER_ENDING: staff cards: those that still open, next to end first, then those
 *   that have ended, last ended first
 * @KW_DESK_CARD_ORDER_HOLDER: staff cards: by holder, each holder's as ENDING
 *
 * How a list of cards is sorted.
 */
typedef enum
{
  KW_DESK_CARD_ORDER_NEWEST,
  KW_DESK_CARD_ORDER_ENDING,
  KW_DESK_CARD_ORDER_HOLDER,
} KwDeskCardOrder;

/**
 * KwDeskCardFilter:
 * @door: only cards that name this guest door; {0, 0} = do not look
 * @states: bit 1 << KwCredentialState for each wanted state; 0 = every
 * @kinds: bit 1 << KwGrantKind for each wanted kind; 0 = every
 * @holder: (nullable): only staff cards whose holder has words that begin like this
 * @stay_id: every credential of one stay; 0 = do not look
 * @card_label: (nullable): every credential ever written on one card, "7-42"
 * @expires_within_days: only live staff cards that end within so many days; 0 = do not look
 * @order: how they are sorted; but for NEWEST the list has staff cards only, and @door, @holder,
 *   @stay_id and @card_label must not be given
 *
 * Which cards. All zeros: every card with what was written on it last. With @stay_id or @card_label
 * also what was written before. A plain value, copied by the call.
 */
typedef struct
{
  KwDoorRef door;
  guint32 states;
  guint32 kinds;
  const char *holder;
  gint64 stay_id;
  const char *card_label;
  guint expires_within_days;
  KwDeskCardOrder order;
} KwDeskCardFilter;

/* For @kinds: everything that somebody of the staff carries. */
#define KW_DESK_CARD_KINDS_TENANT (1u << KW_GRANT_KIND_TENANT)
#define KW_DESK_CARD_KINDS_STAFF                                                                   \
  (1u << KW_GRANT_KIND_FLOOR | 1u << KW_GRANT_KIND_BUILDING | 1u << KW_GRANT_KIND_MASTER |         \
   1u << KW_GRANT_KIND_EMERGENCY)

#define KW_TYPE_DESK_CARD_LIST (kw_desk_card_list_get_type ())
/**
 * KwDeskCardList:
 *
 * The register of cards as a #GListModel of #KwDeskCardItem, sorted as its filter says. Paged: the
 * list holds the order and some thousand rows, and reads others when they are asked for. It follows
 * the register: a row that changed is replaced in its place. A new filter empties the list before
 * it fills it. On the desk's thread.
 *
 * Properties, read-only: `n-items` (uint), `is-loading` (boolean: the filter was changed and what
 * it gives is not there yet).
 */
G_DECLARE_FINAL_TYPE (KwDeskCardList, kw_desk_card_list, KW, DESK_CARD_LIST, KwDeskPagedList)

/**
 * kw_desk_card_list_new:
 * @desk: a desk
 * @filter: (nullable): which cards; %NULL = every
 *
 * Starts to load; the rows come with `items-changed`.
 *
 * Returns: (transfer full): the list, empty
 */
KwDeskCardList *kw_desk_card_list_new (KwDesk *desk, const KwDeskCardFilter *filter);

/**
 * kw_desk_card_list_set_filter:
 * @self: a list
 * @filter: (nullable): which cards; %NULL = every
 *
 * Nothing happens if it is the filter it has.
 */
void kw_desk_card_list_set_filter (KwDeskCardList *self, const KwDeskCardFilter *filter);

/**
 * kw_desk_card_list_find:
 * @self: a list
 * @credential_number: which row
 * @out_position: (out): where it is in the list now
 *
 * Returns: %TRUE if the list has it
 */
gboolean kw_desk_card_list_find (KwDeskCardList *self, guint64 credential_number,
                                 guint *out_position);

G_END_DECLS
