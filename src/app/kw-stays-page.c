/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-stays-page.h"

#include "kw-desk-stay-list.h"
#include "kw-gradual-list.h"
#include "kw-stay-line.h"
#include "kw-stay-panel.h"
#include "kw-steady-list.h"
#include "kw-window.h"

#include <glib/gi18n.h>

struct _KwStaysPage
{
  AdwBin parent_instance;

  GtkToggleButton *arrivals;
  GtkToggleButton *in_house;
  GtkToggleButton *departures;
  GtkToggleButton *all;
  GtkStack *stack;
  AdwStatusPage *empty;
  GtkListView *list;

  KwSession *session;
  KwDeskStayList *lists[KW_DESK_STAY_FILTER_N]; /* that of all stays is made when first shown */
  KwSteadyList *steady[KW_DESK_STAY_FILTER_N];
  GtkSingleSelection *selection;
  KwDeskStayFilter filter;
  gint64 wanted_id;    /* to be selected when it is in the list; 0 = none */
  gboolean is_settled; /* the selection is not being set by ourselves */
};

G_DEFINE_FINAL_TYPE (KwStaysPage, kw_stays_page, ADW_TYPE_BIN)

static guint64
get_key (gpointer item)
{
  const KwStay *stay = kw_desk_stay_row_get_stay (item);

  return stay == NULL ? 0 : (guint64)stay->id;
}

static GtkToggleButton *
get_tab (KwStaysPage *self, KwDeskStayFilter filter)
{
  switch (filter)
    {
    case KW_DESK_STAY_FILTER_ARRIVALS:
      return self->arrivals;
    case KW_DESK_STAY_FILTER_IN_HOUSE:
      return self->in_house;
    case KW_DESK_STAY_FILTER_DEPARTURES:
      return self->departures;
    case KW_DESK_STAY_FILTER_ALL:
      return self->all;
    }
  g_return_val_if_reached (NULL);
}

static guint
count (KwStaysPage *self, KwDeskStayFilter filter)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->lists[filter]));
}

/* Showing */

static void
show_counts (KwStaysPage *self)
{
  /* Translators: a list and how many stays are in it: "Arrivals 12" */
  g_autofree char *arrivals = g_strdup_printf (_ ("Arri_vals %u"),
                                               count (self, KW_DESK_STAY_FILTER_ARRIVALS));
  /* Translators: a list and how many stays are in it */
  g_autofree char *in_house = g_strdup_printf (_ ("In _House %u"),
                                               count (self, KW_DESK_STAY_FILTER_IN_HOUSE));
  /* Translators: a list and how many stays are in it */
  g_autofree char *departures = g_strdup_printf (_ ("_Departures %u"),
                                                 count (self, KW_DESK_STAY_FILTER_DEPARTURES));

  gtk_button_set_label (GTK_BUTTON (self->arrivals), arrivals);
  gtk_button_set_label (GTK_BUTTON (self->in_house), in_house);
  gtk_button_set_label (GTK_BUTTON (self->departures), departures);
}

static void
set_empty (KwStaysPage *self)
{
  static const struct
  {
    const char *title;
    const char *description;
  } texts[KW_DESK_STAY_FILTER_N] = {
    [KW_DESK_STAY_FILTER_ARRIVALS] = { N_ ("No arrivals"),
                                       N_ ("Stays that begin later wait here. Without a "
                                           "reservation, check in at once.") },
    [KW_DESK_STAY_FILTER_IN_HOUSE] = { N_ ("Nobody is in house"),
                                       N_ ("Whoever is checked in stands here.") },
    [KW_DESK_STAY_FILTER_DEPARTURES] = { N_ ("No departures today"),
                                         N_ ("Stays that end today stand here, and those that "
                                             "should have ended.") },
    [KW_DESK_STAY_FILTER_ALL] = { N_ ("No stays yet"),
                                  N_ ("Stays come with the property file, or by checking in.") },
  };

  adw_status_page_set_title (self->empty, _ (texts[self->filter].title));
  adw_status_page_set_description (self->empty, _ (texts[self->filter].description));
}

static void
show_stack (KwStaysPage *self)
{
  gboolean is_loading = FALSE;

  g_object_get (self->lists[self->filter], "is-loading", &is_loading, NULL);
  set_empty (self);
  if (count (self, self->filter) > 0)
    gtk_stack_set_visible_child_name (self->stack, "stays");
  else if (!is_loading)
    gtk_stack_set_visible_child_name (self->stack, "empty");
}

/* Selection */

static KwDeskStayRow *
get_selected (KwStaysPage *self)
{
  KwSlot *slot = gtk_single_selection_get_selected_item (self->selection);

  return slot == NULL ? NULL : kw_slot_get_item (slot);
}

static void
set_subject (KwStaysPage *self, const KwStay *stay)
{
  const KwSubject subject = { .door = stay->doors[0], .stay_id = stay->id };

  kw_session_set_subject (self->session, &subject);
}

static void
select_stay (KwStaysPage *self, gint64 stay_id)
{
  guint position = GTK_INVALID_LIST_POSITION;

  if (stay_id == 0 || !kw_desk_stay_list_find (self->lists[self->filter], stay_id, &position))
    position = GTK_INVALID_LIST_POSITION;
  else if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    {
      self->wanted_id = stay_id; /* once its line is there */
      position = GTK_INVALID_LIST_POSITION;
    }
  self->is_settled = FALSE;
  gtk_single_selection_set_selected (self->selection, position);
  self->is_settled = TRUE;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

/* Shows the stay beside the page and leaves the focus where it is. FALSE if the pane is not free.
 */
static gboolean
show_panel (KwStaysPage *self, gint64 stay_id)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));
  GtkWidget *panel = window == NULL ? NULL : kw_window_get_panel (window);
  g_autoptr (GtkWidget) focus = NULL; /* held: it may be in the panel that goes */

  if (window == NULL)
    return FALSE;
  if (panel != NULL && KW_IS_STAY_PANEL (panel))
    {
      kw_stay_panel_set_stay (KW_STAY_PANEL (panel), stay_id);
      return TRUE;
    }
  g_set_object (&focus, gtk_root_get_focus (GTK_ROOT (window)));
  if (!kw_window_show_panel (window, kw_stay_panel_new (self->session, stay_id)))
    return FALSE;
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    gtk_widget_grab_focus (focus);
  return TRUE;
}

static void
show_selected (KwStaysPage *self)
{
  KwDeskStayRow *row = get_selected (self);
  const KwStay *stay = row == NULL ? NULL : kw_desk_stay_row_get_stay (row);

  if (stay == NULL)
    return;
  if (show_panel (self, stay->id))
    set_subject (self, stay);
  else
    select_stay (self, kw_session_get_subject (self->session)->stay_id);
}

/* Comes once more when the selection is put back in here, then for the stay before. */
static void
on_selected_cb (KwStaysPage *self)
{
  KwDeskStayRow *row = get_selected (self);
  const KwStay *stay = row == NULL ? NULL : kw_desk_stay_row_get_stay (row);

  if (self->is_settled && stay != NULL &&
      stay->id != kw_session_get_subject (self->session)->stay_id)
    show_selected (self);
}

/* A click on the stay that is selected already brings its panel back. */
static void
on_line_released_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  GtkWidget *line = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  KwStaysPage *self = KW_STAYS_PAGE (gtk_widget_get_ancestor (line, KW_TYPE_STAYS_PAGE));
  KwWindow *window = kw_window_get_from (line);

  if (window != NULL && kw_window_get_panel (window) == NULL)
    show_selected (self);
}

static void
on_activated_cb (KwStaysPage *self, guint position)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));
  GtkWidget *panel;

  gtk_single_selection_set_selected (self->selection, position);
  show_selected (self);
  panel = window == NULL ? NULL : kw_window_get_panel (window);
  if (panel != NULL && KW_IS_STAY_PANEL (panel))
    kw_stay_panel_do_suggested (KW_STAY_PANEL (panel));
}

static void
on_subject_changed_cb (KwStaysPage *self)
{
  KwDeskStayRow *row = get_selected (self);
  const KwStay *stay = row == NULL ? NULL : kw_desk_stay_row_get_stay (row);
  const gint64 stay_id = kw_session_get_subject (self->session)->stay_id;

  if (stay != NULL && stay->id != stay_id)
    select_stay (self, stay_id);
}

static void
take_wanted (KwStaysPage *self)
{
  const gint64 stay_id = self->wanted_id;
  guint position;

  if (stay_id == 0 || !kw_desk_stay_list_find (self->lists[self->filter], stay_id, &position))
    return;
  self->wanted_id = 0;
  select_stay (self, stay_id);
}

/* Lists */

static void
on_list_changed_cb (KwStaysPage *self)
{
  show_counts (self);
  show_stack (self);
  take_wanted (self);
}

static void
ensure_list (KwStaysPage *self, KwDeskStayFilter filter)
{
  if (self->lists[filter] != NULL)
    return;
  self->lists[filter] = kw_desk_stay_list_new (kw_session_get_desk (self->session), filter);
  self->steady[filter] = kw_steady_list_new (G_LIST_MODEL (self->lists[filter]), get_key);
  g_signal_connect_object (self->lists[filter], "items-changed", G_CALLBACK (on_list_changed_cb),
                           self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->session, "day-changed", G_CALLBACK (kw_steady_list_tell_again),
                           self->steady[filter], G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lists[filter], "notify::is-loading",
                           G_CALLBACK (on_list_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
show_filter (KwStaysPage *self, KwDeskStayFilter filter)
{
  g_autoptr (KwGradualList) lines = NULL;

  ensure_list (self, filter);
  lines = kw_gradual_list_new (G_LIST_MODEL (self->steady[filter]), KW_GRADUAL_LIST_N_ROWS);
  self->filter = filter;
  self->is_settled = FALSE;
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (lines));
  gtk_toggle_button_set_active (get_tab (self, filter), TRUE);
  self->is_settled = TRUE;
  show_stack (self);
  select_stay (self, kw_session_get_subject (self->session)->stay_id);
}

static void
on_tab_toggled_cb (KwStaysPage *self, GtkToggleButton *tab)
{
  if (!self->is_settled || !gtk_toggle_button_get_active (tab))
    return;
  for (int i = 0; i < KW_DESK_STAY_FILTER_N; i++)
    if (get_tab (self, (KwDeskStayFilter)i) == tab)
      show_filter (self, (KwDeskStayFilter)i);
}

static void
on_setup_cb (KwStaysPage *self, GtkListItem *item)
{
  GtkWidget *line = kw_stay_line_new (self->session);
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (click, "released", G_CALLBACK (on_line_released_cb), NULL);
  gtk_widget_add_controller (line, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, line);
}

static void
on_bind_cb (KwStaysPage *self, GtkListItem *item)
{
  kw_stay_line_set_slot (KW_STAY_LINE (gtk_list_item_get_child (item)),
                         gtk_list_item_get_item (item));
}

static void
on_unbind_cb (KwStaysPage *self, GtkListItem *item)
{
  kw_stay_line_set_slot (KW_STAY_LINE (gtk_list_item_get_child (item)), NULL);
}

/* Object */

static void
kw_stays_page_dispose (GObject *object)
{
  KwStaysPage *self = KW_STAYS_PAGE (object);

  self->is_settled = FALSE;
  adw_bin_set_child (ADW_BIN (self), NULL); /* before its template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_STAYS_PAGE);
  g_clear_object (&self->selection);
  for (int i = 0; i < KW_DESK_STAY_FILTER_N; i++)
    {
      g_clear_object (&self->steady[i]);
      g_clear_object (&self->lists[i]);
    }
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_stays_page_parent_class)->dispose (object);
}

static void
kw_stays_page_class_init (KwStaysPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_stays_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-stays-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwStaysPage, arrivals);
  gtk_widget_class_bind_template_child (widget_class, KwStaysPage, in_house);
  gtk_widget_class_bind_template_child (widget_class, KwStaysPage, departures);
  gtk_widget_class_bind_template_child (widget_class, KwStaysPage, all);
  gtk_widget_class_bind_template_child (widget_class, KwStaysPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KwStaysPage, empty);
  gtk_widget_class_bind_template_child (widget_class, KwStaysPage, list);
  gtk_widget_class_bind_template_callback (widget_class, on_tab_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind_cb);
}

static void
kw_stays_page_init (KwStaysPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kw_stays_page_new (KwSession *session)
{
  KwStaysPage *self = g_object_new (KW_TYPE_STAYS_PAGE, NULL);

  self->session = g_object_ref (session);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  ensure_list (self, KW_DESK_STAY_FILTER_ARRIVALS);
  ensure_list (self, KW_DESK_STAY_FILTER_IN_HOUSE);
  ensure_list (self, KW_DESK_STAY_FILTER_DEPARTURES);
  show_filter (self, KW_DESK_STAY_FILTER_ARRIVALS);
  show_counts (self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (take_wanted), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::subject", G_CALLBACK (on_subject_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
kw_stays_page_show_stay (KwStaysPage *self, const KwStay *stay)
{
  if (!show_panel (self, stay->id))
    return;
  set_subject (self, stay);
  self->wanted_id = stay->id;
  switch (stay->state)
    {
    case KW_STAY_STATE_EXPECTED:
      show_filter (self, KW_DESK_STAY_FILTER_ARRIVALS);
      break;
    case KW_STAY_STATE_OPEN:
      show_filter (self, KW_DESK_STAY_FILTER_IN_HOUSE);
      break;
    case KW_STAY_STATE_CLOSED:
      show_filter (self, KW_DESK_STAY_FILTER_ALL);
      break;
    }
  take_wanted (self);
}
