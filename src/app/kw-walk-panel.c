/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-walk-panel.h"

#include "kw-error-words.h"
#include "kw-gradual-list.h"
#include "kw-loss-words.h"
#include "kw-panel.h"
#include "kw-time-words.h"
#include "kw-visit-item.h"
#include "kw-visit-row.h"
#include "kw-walk-print.h"
#include "kw-watchdog.h"
#include "kw-weak.h"
#include "kw-window.h"

#include <glib/gi18n.h>

struct _KwWalkPanel
{
  AdwBin parent_instance;

  KwSession *session;
  GCancellable *cancellable; /* of the question under way */
  guint64 credential;        /* 0 = all */
  GListStore *items;         /* (element-type KwVisitItem) */
  gboolean is_shown;         /* has the focus been taken once */

  GtkStack *stack;
  GtkLabel *summary;
  GtkLabel *problem;
  GtkListView *view;
  GtkWidget *print;
};

static void kw_walk_panel_panel_init (KwPanelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KwWalkPanel, kw_walk_panel, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KW_TYPE_PANEL, kw_walk_panel_panel_init))

static char *
kw_walk_panel_dup_title (KwPanel *panel)
{
  return g_strdup (_ ("Walk-List"));
}

static void
kw_walk_panel_panel_init (KwPanelInterface *iface)
{
  iface->dup_title = kw_walk_panel_dup_title;
}

static KwDesk *
get_desk (KwWalkPanel *self)
{
  return kw_session_get_desk (self->session);
}

static guint
count_items (KwWalkPanel *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

/* The list keeps it alive. */
static KwVisitItem *
get_item (KwWalkPanel *self, guint i)
{
  g_autoptr (KwVisitItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

  return item;
}

/* Rows */

static void
show_row (GtkListItem *list_item)
{
  KwVisitItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);
  KwWalkPanel *self = KW_WALK_PANEL (gtk_widget_get_ancestor (row, KW_TYPE_WALK_PANEL));
  const KwProperty *property;
  KwDeskVisit *visit;
  g_autofree char *place = NULL;
  g_autofree char *line = NULL;

  if (self == NULL || item == NULL)
    return;
  property = kw_desk_get_property (get_desk (self));
  visit = kw_visit_item_get_visit (item);
  place = kw_loss_words_dup_place (property, &visit->place);
  line = kw_loss_words_dup_visit_line (property, kw_desk_get_now_unix_s (get_desk (self)), visit);
  kw_visit_row_show (KW_VISIT_ROW (row), place, line, visit);
}

static void
on_row_ticked_cb (GtkListItem *list_item, KwDeskVisit *visit)
{
  KwVisitItem *item = gtk_list_item_get_item (list_item);

  if (item != NULL && kw_visit_item_get_visit (item)->id == visit->id)
    kw_visit_item_set_visit (item, visit);
}

static void
on_setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, KwWalkPanel *self)
{
  GtkWidget *row = kw_visit_row_new (self->session);

  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_selectable (list_item, FALSE);
  gtk_list_item_set_child (list_item, row);
  g_signal_connect_object (row, "ticked", G_CALLBACK (on_row_ticked_cb), list_item,
                           G_CONNECT_SWAPPED);
}

static void
on_bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, KwWalkPanel *self)
{
  g_signal_connect_object (gtk_list_item_get_item (list_item), "notify::visit",
                           G_CALLBACK (show_row), list_item, G_CONNECT_SWAPPED);
  show_row (list_item);
}

static void
on_unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item, KwWalkPanel *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), show_row, list_item);
}

/* Showing */

static char *
dup_summary (KwWalkPanel *self)
{
  gint64 until_unix_s = 0;
  guint n_left = 0;
  g_autofree char *until = NULL;

  for (guint i = 0; i < count_items (self); i++)
    {
      const KwDeskVisit *visit = kw_visit_item_get_visit (get_item (self, i));

      if (visit->visited_at_unix_s != 0)
        continue;
      n_left++;
      until_unix_s = MAX (until_unix_s, visit->may_live_until_unix_s);
    }
  if (n_left == 0)
    return g_strdup (_ ("Every place was visited."));
  until = kw_time_words_dup (kw_desk_get_property (get_desk (self)),
                             kw_desk_get_now_unix_s (get_desk (self)), until_unix_s);
  /* Translators: how many places, and the end of the card that opens longest: "Sunday 11:00" */
  return g_strdup_printf (ngettext ("%u place is left. What is lost opens until %s at the latest.",
                                    "%u places are left. What is lost opens until %s at the "
                                    "latest.",
                                    n_left),
                          n_left, until);
}

static void
show (KwWalkPanel *self)
{
  g_autofree char *summary = dup_summary (self);

  gtk_label_set_label (self->summary, summary);
  gtk_stack_set_visible_child_name (self->stack, count_items (self) > 0 ? "list" : "empty");
  if (!self->is_shown && count_items (self) > 0)
    gtk_widget_grab_focus (self->print);
  self->is_shown = TRUE;
}

/* Loading */

/* By number: of a master card there are as many as the hotel has doors. */
static GHashTable *
index_visits (const GPtrArray *visits)
{
  GHashTable *by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < visits->len; i++)
    {
      KwDeskVisit *visit = visits->pdata[i];

      g_hash_table_insert (by_id, &visit->id, visit);
    }
  return by_id;
}

/* Takes out of @by_id what the list has already. Of all lost cards the register lists what is left:
 * what was ticked here stays to be seen, what is over for another reason goes. */
static void
update_items (KwWalkPanel *self, GHashTable *by_id)
{
  for (guint i = count_items (self); i-- > 0;)
    {
      KwVisitItem *item = get_item (self, i);
      KwDeskVisit *visit = g_hash_table_lookup (by_id, &kw_visit_item_get_visit (item)->id);

      if (visit != NULL)
        {
          g_hash_table_remove (by_id, &visit->id);
          kw_visit_item_set_visit (item, visit);
        }
      else if (kw_visit_item_get_visit (item)->visited_at_unix_s == 0)
        g_list_store_remove (self->items, i);
    }
}

static void
add_items (KwWalkPanel *self, const GPtrArray *visits, GHashTable *by_id)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < visits->len; i++)
    if (g_hash_table_contains (by_id, &((KwDeskVisit *)visits->pdata[i])->id))
      g_ptr_array_add (items, kw_visit_item_new (visits->pdata[i]));
  g_list_store_splice (self->items, count_items (self), 0, items->pdata, items->len);
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwWalkPanel) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) visits = kw_desk_list_walk_finish (KW_DESK (source), result, &error);
  g_autoptr (GHashTable) by_id = NULL;
  g_autofree char *sentence = NULL;

  if (self == NULL || self->session == NULL ||
      g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED))
    return;
  if (visits != NULL)
    {
      by_id = index_visits (visits);
      update_items (self, by_id);
      add_items (self, visits, by_id);
      show (self);
      return;
    }
  sentence = kw_error_words_dup_sentence (error);
  gtk_label_set_label (self->problem, sentence);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static void
stop_asking (KwWalkPanel *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
load (KwWalkPanel *self)
{
  stop_asking (self);
  self->cancellable = g_cancellable_new ();
  kw_desk_list_walk_async (get_desk (self), self->credential, self->cancellable, on_listed_cb,
                           kw_weak_new (self));
}

/* Printing */

GtkPrintOperation *
kw_walk_panel_print (KwWalkPanel *self)
{
  g_autoptr (GPtrArray) visits = g_ptr_array_new ();

  for (guint i = 0; i < count_items (self); i++)
    g_ptr_array_add (visits, kw_visit_item_get_visit (get_item (self, i)));
  return visits->len == 0 ? NULL
                          : kw_walk_print_new (kw_desk_get_property (get_desk (self)),
                                               kw_desk_get_now_unix_s (get_desk (self)), visits);
}

static void
on_print_clicked_cb (KwWalkPanel *self)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));
  g_autoptr (GtkPrintOperation) operation = kw_walk_panel_print (self);
  GtkPrintOperationResult result;
  g_autoptr (GError) error = NULL;

  if (operation == NULL || window == NULL)
    return;
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE); /* of many pages, after a second */
  kw_watchdog_enter_dialog ("print");
  result = gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                                    GTK_WINDOW (window), &error);
  kw_watchdog_leave_dialog ();
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    kw_window_tell (window, _ ("The walk-list cannot be printed."));
}

/* Object */

static void
kw_walk_panel_dispose (GObject *object)
{
  KwWalkPanel *self = KW_WALK_PANEL (object);

  stop_asking (self);
  adw_bin_set_child (ADW_BIN (self), NULL); /* before its template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_WALK_PANEL);
  g_clear_object (&self->items);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_walk_panel_parent_class)->dispose (object);
}

static void
kw_walk_panel_class_init (KwWalkPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_walk_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-walk-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KwWalkPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, KwWalkPanel, summary);
  gtk_widget_class_bind_template_child (widget_class, KwWalkPanel, problem);
  gtk_widget_class_bind_template_child (widget_class, KwWalkPanel, view);
  gtk_widget_class_bind_template_child (widget_class, KwWalkPanel, print);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_print_clicked_cb);
}

static void
kw_walk_panel_init (KwWalkPanel *self)
{
  self->items = g_list_store_new (KW_TYPE_VISIT_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_panel_set_default (KW_PANEL (self), self->print);
}

GtkWidget *
kw_walk_panel_new (KwSession *session, guint64 credential)
{
  KwWalkPanel *self = g_object_new (KW_TYPE_WALK_PANEL, NULL);
  g_autoptr (KwGradualList) rows = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;

  self->session = g_object_ref (session);
  self->credential = credential;
  rows = kw_gradual_list_new (G_LIST_MODEL (self->items), KW_GRADUAL_LIST_N_ROWS);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&rows)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (get_desk (self), "register-changed", G_CALLBACK (load), self,
                           G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}
