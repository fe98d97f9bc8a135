/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-staff-page.h"

#include "kw-card-panel.h"
#include "kw-desk-card-list.h"
#include "kw-desk-staff.h"
#include "kw-gradual-list.h"
#include "kw-list-details.h"
#include "kw-staff-line.h"
#include "kw-steady-list.h"

struct _KwStaffPage
{
  AdwBin parent_instance;

  GtkDropDown *which;
  GtkDropDown *kind;
  GtkDropDown *order;
  GtkWidget *clear_filters;
  GtkStack *stack;
  GtkListView *list;

  KwSession *session;
  KwDeskCardList *cards;
  KwSteadyList *steady;
  KwListDetails *details;
};

G_DEFINE_FINAL_TYPE (KwStaffPage, kw_staff_page, ADW_TYPE_BIN)

#define STATE(name) (1u << KW_CREDENTIAL_STATE_##name)

/* In the order of the drop-down. */
static const struct
{
  guint32 states;
  guint expires_within_days;
} which_cards[] = {
  { STATE (LIVE) | STATE (LOST) | STATE (PENDING) | STATE (UNCERTAIN), 0 },
  { 0, KW_DESK_STAFF_SOON_DAYS },
  { 0, 0 },
};

/* In the order of the drop-down. */
static const guint32 kinds[] = {
  KW_DESK_CARD_KINDS_STAFF,   1u << KW_GRANT_KIND_FLOOR,     1u << KW_GRANT_KIND_BUILDING,
  1u << KW_GRANT_KIND_MASTER, 1u << KW_GRANT_KIND_EMERGENCY,
};

/* In the order of the drop-down. */
static const KwDeskCardOrder orders[] = {
  KW_DESK_CARD_ORDER_ENDING,
  KW_DESK_CARD_ORDER_HOLDER,
};

static guint64
get_key (gpointer item)
{
  const KwCredential *credential = kw_desk_card_item_get_credential (item);

  return credential == NULL ? 0 : credential->number;
}

/* Showing */

static gboolean
is_filtered (KwStaffPage *self)
{
  return gtk_drop_down_get_selected (self->which) > 0 ||
         gtk_drop_down_get_selected (self->kind) > 0;
}

static void
show_stack (KwStaffPage *self)
{
  gboolean is_loading = FALSE;

  g_object_get (self->cards, "is-loading", &is_loading, NULL);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->cards)) > 0)
    gtk_stack_set_visible_child_name (self->stack, "cards");
  else if (!is_loading)
    gtk_stack_set_visible_child_name (self->stack, is_filtered (self) ? "none" : "empty");
}

static KwDeskCardFilter
get_filter (KwStaffPage *self)
{
  const guint which = gtk_drop_down_get_selected (self->which);

  return (KwDeskCardFilter){
    .states = which_cards[which].states,
    .expires_within_days = which_cards[which].expires_within_days,
    .kinds = kinds[gtk_drop_down_get_selected (self->kind)],
    .order = orders[gtk_drop_down_get_selected (self->order)],
  };
}

/* Filters */

static void
on_filter_changed_cb (KwStaffPage *self)
{
  KwDeskCardFilter filter;

  if (self->cards == NULL)
    return;
  filter = get_filter (self);
  gtk_widget_set_visible (self->clear_filters, is_filtered (self));
  kw_desk_card_list_set_filter (self->cards, &filter);
  show_stack (self);
}

static void
on_clear_clicked_cb (KwStaffPage *self)
{
  gtk_drop_down_set_selected (self->which, 0);
  gtk_drop_down_set_selected (self->kind, 0);
}

/* Lines */

static void
on_setup_cb (KwStaffPage *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, kw_staff_line_new (self->session));
}

static void
on_bind_cb (KwStaffPage *self, GtkListItem *item)
{
  kw_staff_line_set_slot (KW_STAFF_LINE (gtk_list_item_get_child (item)),
                          gtk_list_item_get_item (item));
}

static void
on_unbind_cb (KwStaffPage *self, GtkListItem *item)
{
  kw_staff_line_set_slot (KW_STAFF_LINE (gtk_list_item_get_child (item)), NULL);
}

/* Object */

static void
kw_staff_page_dispose (GObject *object)
{
  KwStaffPage *self = KW_STAFF_PAGE (object);

  adw_bin_set_child (ADW_BIN (self), NULL); /* before its template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_STAFF_PAGE);
  g_clear_object (&self->details);
  g_clear_object (&self->steady);
  g_clear_object (&self->cards);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_staff_page_parent_class)->dispose (object);
}

static void
kw_staff_page_class_init (KwStaffPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_staff_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-staff-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwStaffPage, which);
  gtk_widget_class_bind_template_child (widget_class, KwStaffPage, kind);
  gtk_widget_class_bind_template_child (widget_class, KwStaffPage, order);
  gtk_widget_class_bind_template_child (widget_class, KwStaffPage, clear_filters);
  gtk_widget_class_bind_template_child (widget_class, KwStaffPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KwStaffPage, list);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind_cb);
}

static void
kw_staff_page_init (KwStaffPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kw_staff_page_new (KwSession *session)
{
  KwStaffPage *self = g_object_new (KW_TYPE_STAFF_PAGE, NULL);
  const KwDeskCardFilter filter = get_filter (self);
  g_autoptr (KwGradualList) lines = NULL;

  self->session = g_object_ref (session);
  self->cards = kw_desk_card_list_new (kw_session_get_desk (session), &filter);
  self->steady = kw_steady_list_new (G_LIST_MODEL (self->cards), get_key);
  lines = kw_gradual_list_new (G_LIST_MODEL (self->steady), KW_GRADUAL_LIST_N_ROWS);
  self->details = kw_list_details_new (GTK_WIDGET (self), GTK_WIDGET (self->list), session,
                                       &kw_card_panel_details);
  kw_list_details_set_rows (self->details, G_LIST_MODEL (lines));
  g_signal_connect_object (self->cards, "items-changed", G_CALLBACK (show_stack), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->cards, "notify::is-loading", G_CALLBACK (show_stack), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "day-changed", G_CALLBACK (kw_steady_list_tell_again),
                           self->steady, G_CONNECT_SWAPPED);
  show_stack (self);
  return GTK_WIDGET (self);
}
