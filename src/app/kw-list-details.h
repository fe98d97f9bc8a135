/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KwListDetailsFuncs:
 * @get_subject: tells what a row is about, with texts that stay its own; %FALSE if that is not
 *   known yet
 * @is_same: whether two subjects have one row
 * @find: (nullable): finds where among the rows a subject stands; %NULL: it is not looked for
 * @make_panel: makes the panel with the details of a subject
 * @show_in: (nullable): shows them in a panel that is there already; %FALSE if it is of another
 *   kind
 * @do_suggested: (nullable): Enter on a row: does what its panel suggests, if it is of the kind
 *
 * What a list with details knows of its rows. @page is the widget that was given with them.
 */
typedef struct
{
  gboolean (*get_subject) (gpointer item, KwSubject *subject);
  gboolean (*is_same) (const KwSubject *a, const KwSubject *b);
  gboolean (*find) (gpointer page, const KwSubject *subject, guint *position);
  GtkWidget *(*make_panel) (gpointer page, KwSession *session, const KwSubject *subject);
  gboolean (*show_in) (GtkWidget *panel, const KwSubject *subject);
  void (*do_suggested) (GtkWidget *panel);
} KwListDetailsFuncs;

#define KW_TYPE_LIST_DETAILS (kw_list_details_get_type ())
/**
 * KwListDetails:
 *
 * Keeps a list view, the pane beside the page and the subject of the session together: what is
 * selected in the list stands in the pane and is what F2 to F7 are about; the focus stays in the
 * list. A row whose panel can't be shown now is not left selected; nor is one whose subject went
 * elsewhere. A click on the row that is selected already brings its panel back.
 */
G_DECLARE_FINAL_TYPE (KwListDetails, kw_list_details, KW, LIST_DETAILS, GObject)

/**
 * kw_list_details_new:
 * @page: the widget with the list; it outlives the object
 * @view: its #GtkListView, #GtkGridView or #GtkColumnView, without a model
 * @session: the session
 * @funcs: what the rows are; static
 *
 * Returns: (transfer full): the object, without rows
 */
KwListDetails *kw_list_details_new (GtkWidget *page, GtkWidget *view, KwSession *session,
                                    const KwListDetailsFuncs *funcs);

/**
 * kw_list_details_set_rows:
 * @self: a list with details
 * @rows: the rows, or #KwSlot with them
 *
 * Shows them in the view and selects the one that is the subject.
 */
void kw_list_details_set_rows (KwListDetails *self, GListModel *rows);

/**
 * kw_list_details_get_selected:
 * @self: a list with details
 *
 * Returns: (transfer none) (nullable): the row that is selected
 */
gpointer kw_list_details_get_selected (KwListDetails *self);

/**
 * kw_list_details_show:
 * @self: a list with details
 * @subject: what is to be shown, in the list or not
 *
 * Shows it in the pane, makes it the subject of the session, and selects and scrolls to its row as
 * soon as there is one.
 *
 * Returns: %FALSE if the pane is not free: all is as before
 */
gboolean kw_list_details_show (KwListDetails *self, const KwSubject *subject);

G_END_DECLS
