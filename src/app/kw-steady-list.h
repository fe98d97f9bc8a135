/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KW_TYPE_SLOT (kw_slot_get_type ())
/**
 * KwSlot:
 *
 * A place of a #KwSteadyList: the row that stands there now.
 *
 * Property `item` (#GObject), read-only with notify.
 */
G_DECLARE_FINAL_TYPE (KwSlot, kw_slot, KW, SLOT, GObject)

/**
 * kw_slot_get_item:
 * @self: a slot
 *
 * Returns: (transfer none): the row as it is now
 */
gpointer kw_slot_get_item (KwSlot *self);

/**
 * KwSteadyListKey:
 * @item: a row
 *
 * Returns: what the row is about: rows with one key are one thing at different times
 */
typedef guint64 (*KwSteadyListKey) (gpointer item);

#define KW_TYPE_STEADY_LIST (kw_steady_list_get_type ())
/**
 * KwSteadyList:
 *
 * A #GListModel of #KwSlot over one of immutable rows. When a row is replaced by a newer one about
 * the same thing, the slot stays and tells the new `item`; a view then keeps its selection, its
 * focus and its place, which `items-changed` would cost it.
 */
G_DECLARE_FINAL_TYPE (KwSteadyList, kw_steady_list, KW, STEADY_LIST, GObject)

/**
 * kw_steady_list_new:
 * @source: the rows
 * @get_key: what a row is about
 *
 * Returns: (transfer full): the list
 */
KwSteadyList *kw_steady_list_new (GListModel *source, KwSteadyListKey get_key);

/**
 * kw_steady_list_tell_again:
 * @self: a list
 *
 * Notifies the `item` of every slot that somebody holds: what is said of the rows depends on
 * something else too, the day for example.
 */
void kw_steady_list_tell_again (KwSteadyList *self);

G_END_DECLS
