/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk.h"
#include "kw-stay.h"

G_BEGIN_DECLS

/**
 * KwDeskStayRequest:
 * @stay_id: which stay to change; 0 = open a new one
 * @n_doors: how many @doors; 0 when changing = keep those it has
 * @doors: the doors of the stay, the main one first
 * @from_unix_s: check-in; 0 = now for a new stay, unchanged for an old one
 * @until_unix_s: check-out; 0 = unchanged; a new stay needs one
 * @tenants: (array zero-terminated=1) (nullable): names; %NULL = unchanged
 * @reference: (nullable): the hotel's own number or text; %NULL = unchanged, empty when changing =
 *   none
 * @overlap_reason: (nullable): why another stay may have the door in the same time
 *
 * A stay to open or to change. A plain value, copied by the call.
 */
typedef struct
{
  gint64 stay_id;
  guint n_doors;
  KwDoorRef doors[KW_STAY_N_DOORS_MAX];
  gint64 from_unix_s;
  gint64 until_unix_s;
  const char *const *tenants;
  const char *reference;
  const char *overlap_reason;
} KwDeskStayRequest;

/**
 * KwDeskStayField:
 * @KW_DESK_STAY_FIELD_ROOMS: `doors`
 * @KW_DESK_STAY_FIELD_TENANTS: `tenants`
 * @KW_DESK_STAY_FIELD_UNTIL: `until_unix_s`
 * @KW_DESK_STAY_FIELD_REFERENCE: `reference`
 *
 * A part of #KwDeskStayRequest that can be wrong by itself.
 */
typedef enum
{
  KW_DESK_STAY_FIELD_ROOMS,
  KW_DESK_STAY_FIELD_TENANTS,
  KW_DESK_STAY_FIELD_UNTIL,
  KW_DESK_STAY_FIELD_REFERENCE,
} KwDeskStayField;

/**
 * kw_desk_check_stay:
 * @self: a desk with a property
 * @request: what to open or change
 * @out_field: (out) (optional): what is wrong; untouched if nothing is
 * @error: a `KW_DESK_ERROR`: BAD_VALUE
 *
 * Says before anything is asked of the register what kw_desk_put_stay_async() would refuse whatever
 * stands there. Does not block.
 *
 * Returns: %TRUE if nothing is wrong with @request by itself
 */
gboolean kw_desk_check_stay (KwDesk *self, const KwDeskStayRequest *request,
                             KwDeskStayField *out_field, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_put_stay_async:
 * @self: a desk with a property
 * @request: what to open or change
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * Opens a stay (checks somebody in) or changes one. Cards are not touched: a stay with other doors
 * or dates needs its cards renewed or moved.
 */
void kw_desk_put_stay_async (KwDesk *self, const KwDeskStayRequest *request,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);

/**
 * kw_desk_put_stay_finish:
 * @self: a desk
 * @result: the result
 * @error: a `KW_DESK_ERROR`: NOT_SET_UP, STAY_MISSING, STAY_OVERLAP, BAD_VALUE, CLOCK_SUSPECT,
 * STORE
 *
 * Returns: (transfer full) (nullable): the stay as it is now
 */
KwStay *kw_desk_put_stay_finish (KwDesk *self, GAsyncResult *result,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_close_stay_async:
 * @self: a desk
 * @stay_id: which
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * Checks a stay out. Cards that were not returned go on opening until they expire or a NEW card of
 * the next tenant is shown; kw_desk_list_cards_async() lists them.
 */
void kw_desk_close_stay_async (KwDesk *self, gint64 stay_id, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_close_stay_finish:
 * @self: a desk
 * @result: the result
 * @out_n_live_cards: (out) (optional): how many cards of the stay are still out
 * @error: a `KW_DESK_ERROR`: STAY_MISSING, CLOCK_SUSPECT, STORE
 *
 * Returns: (transfer full) (nullable): the stay as it is now
 */
KwStay *kw_desk_close_stay_finish (KwDesk *self, GAsyncResult *result, guint *out_n_live_cards,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_load_stay_async:
 * @self: a desk
 * @stay_id: which
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 */
void kw_desk_load_stay_async (KwDesk *self, gint64 stay_id, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_load_stay_finish:
 * @self: a desk
 * @result: the result
 * @error: a `KW_DESK_ERROR`: STAY_MISSING, STORE
 *
 * Returns: (transfer full) (nullable): the stay as it is now
 */
KwStay *kw_desk_load_stay_finish (KwDesk *self, GAsyncResult *result,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_count_old_cards_async:
 * @self: a desk
 * @stay_id: which stay
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * Counts the live cards of a stay that open a room which is not the stay's any more: they need a
 * move.
 */
void kw_desk_count_old_cards_async (KwDesk *self, gint64 stay_id, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_count_old_cards_finish:
 * @self: a desk
 * @result: the result
 * @out_n_cards: (out): how many
 * @error: a `KW_DESK_ERROR`: STAY_MISSING, STORE
 *
 * Returns: (transfer full) (nullable): the stay as it is now
 */
KwStay *kw_desk_count_old_cards_finish (KwDesk *self, GAsyncResult *result, guint *out_n_cards,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_list_stays_async:
 * @self: a desk
 * @limit: at most so many; 0 = all
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 */
void kw_desk_list_stays_async (KwDesk *self, guint limit, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_list_stays_finish:
 * @self: a desk
 * @result: the result
 * @out_n_more: (out) (optional): how many there are that the limit left out
 * @error: a `KW_DESK_ERROR`: STORE
 *
 * Returns: (transfer full) (element-type KwStay) (nullable): expected and open stays first by
 *   check-in, then closed ones, the latest first
 */
GPtrArray *kw_desk_list_stays_finish (KwDesk *self, GAsyncResult *result, guint *out_n_more,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
