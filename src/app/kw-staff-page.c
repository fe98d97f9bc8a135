/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-staff-page.h"

#include "kw-card-panel.h"
#include "kw-desk-card-list.h"
#include "kw-desk-staff.h"
#include "kw-gradual-list.h"
#include "kw-staff-line.h"
#include "kw-steady-list.h"
#include "kw-window.h"

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
  GtkSingleSelection *selection;
  gboolean is_settled; /* the selection is not being set by ourselves */
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

/* Selection */

static KwDeskCardItem *
get_selected (KwStaffPage *self)
{
  KwSlot *slot = gtk_single_selection_get_selected_item (self->selection);

  return slot == NULL ? NULL : kw_slot_get_item (slot);
}

static gboolean
is_subject (KwStaffPage *self, KwDeskCardItem *item)
{
  return g_strcmp0 (kw_session_get_subject (self->session)->card_label,
                    kw_desk_card_item_get_label (item)) == 0;
}

static void
select_nothing (KwStaffPage *self)
{
  self->is_settled = FALSE;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->is_settled = TRUE;
}

/* Shows the card beside the page and leaves the focus where it is. */
static void
show_selected (KwStaffPage *self)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));
  KwDeskCardItem *item = get_selected (self);
  g_autoptr (GtkWidget) panel = NULL;
  g_autoptr (GtkWidget) focus = NULL; /* held: it may be in the panel that goes */
  g_autoptr (KwSubject) before = NULL;

  if (window == NULL || item == NULL || kw_desk_card_item_get_card (item) == NULL)
    return;
  before = kw_subject_copy (kw_session_get_subject (self->session));
  g_set_object (&focus, gtk_root_get_focus (GTK_ROOT (window)));
  panel = g_object_ref_sink (kw_card_panel_new (self->session, kw_desk_card_item_get_label (item)));
  if (!kw_window_show_panel (window, panel))
    {
      kw_session_set_subject (self->session, before);
      select_nothing (self);
      return;
    }
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    gtk_widget_grab_focus (focus);
}

static void
on_selected_cb (KwStaffPage *self)
{
  KwDeskCardItem *item = get_selected (self);

  if (self->is_settled && item != NULL && !is_subject (self, item))
    show_selected (self);
}

static void
on_activated_cb (KwStaffPage *self, guint position)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));

  gtk_single_selection_set_selected (self->selection, position);
  if (window != NULL && kw_window_get_panel (window) == NULL)
    show_selected (self);
}

/* A click on the card that is selected already brings its panel back. */
static void
on_line_released_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  GtkWidget *line = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  KwStaffPage *self = KW_STAFF_PAGE (gtk_widget_get_ancestor (line, KW_TYPE_STAFF_PAGE));
  KwWindow *window = kw_window_get_from (line);

  if (window != NULL && kw_window_get_panel (window) == NULL)
    show_selected (self);
}

static void
on_subject_changed_cb (KwStaffPage *self)
{
  KwDeskCardItem *item = get_selected (self);

  if (item != NULL && !is_subject (self, item))
    select_nothing (self);
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
  GtkWidget *line = kw_staff_line_new (self->session);
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (click, "released", G_CALLBACK (on_line_released_cb), NULL);
  gtk_widget_add_controller (line, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, line);
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

  self->is_settled = FALSE;
  adw_bin_set_child (ADW_BIN (self), NULL); /* before its template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_STAFF_PAGE);
  g_clear_object (&self->selection);
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
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
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
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (lines));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  self->is_settled = TRUE;
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cards, "items-changed", G_CALLBACK (show_stack), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->cards, "notify::is-loading", G_CALLBACK (show_stack), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::subject", G_CALLBACK (on_subject_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "day-changed", G_CALLBACK (kw_steady_list_tell_again),
                           self->steady, G_CONNECT_SWAPPED);
  show_stack (self);
  return GTK_WIDGET (self);
}
