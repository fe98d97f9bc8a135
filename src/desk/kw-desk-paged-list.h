/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KW_TYPE_DESK_PAGED_LIST (kw_desk_paged_list_get_type ())
/**
 * KwDeskPagedList:
 *
 * What the long lists of the register have in common: a #GListModel that holds the order and some
 * thousand rows, and reads others when they are asked for. It follows the register: a row that
 * changed is replaced in its place. On the desk's thread.
 *
 * Properties, read-only: `n-items` (uint), `is-loading` (boolean: the filter was changed and what
 * it gives is not there yet).
 */
G_DECLARE_DERIVABLE_TYPE (KwDeskPagedList, kw_desk_paged_list, KW, DESK_PAGED_LIST, GObject)

/**
 * KwDeskPagedListClass:
 * @item_type: of the rows; set by the class
 */
struct _KwDeskPagedListClass
{
  GObjectClass parent_class;

  GType item_type;
};

G_END_DECLS
