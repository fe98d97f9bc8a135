/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-walk.h"

G_BEGIN_DECLS

#define KW_TYPE_VISIT_ITEM (kw_visit_item_get_type ())
/**
 * KwVisitItem:
 *
 * A line of the walk-list in a #GListModel. It stays the same object while what is known of it
 * changes.
 *
 * Property `visit` (#KwDeskVisit, boxed), read-write with notify: never %NULL.
 */
G_DECLARE_FINAL_TYPE (KwVisitItem, kw_visit_item, KW, VISIT_ITEM, GObject)

/**
 * kw_visit_item_new:
 * @visit: what is known
 *
 * Returns: (transfer full): the line
 */
KwVisitItem *kw_visit_item_new (KwDeskVisit *visit);

/**
 * kw_visit_item_get_visit:
 * @self: a line
 *
 * Returns: (transfer none): what is known
 */
KwDeskVisit *kw_visit_item_get_visit (KwVisitItem *self);

/**
 * kw_visit_item_set_visit:
 * @self: a line
 * @visit: what is known now
 */
void kw_visit_item_set_visit (KwVisitItem *self, KwDeskVisit *visit);

G_END_DECLS
