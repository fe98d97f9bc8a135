/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-stays-page.h"

#include "kw-desk-stay-list.h"
#include "kw-gradual-list.h"
#include "kw-list-details.h"
#include "kw-stay-line.h"
#include "kw-stay-panel.h"
#include "kw-steady-list.h"

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
  KwListDetails *details;
  KwDeskStayFilter filter;
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

static gboolean
get_subject (gpointer item, KwSubject *subject)
{
  const KwStay *stay = kw_desk_stay_row_get_stay (item);

  if (stay == NULL)
    return FALSE;
  *subject = (KwSubject){ .stay_id = stay->id };
  return TRUE;
}

static gboolean
is_same (const KwSubject *a, const KwSubject *b)
{
  return a->stay_id == b->stay_id;
}

static gboolean
find (gpointer page, const KwSubject *subject, guint *position)
{
  KwStaysPage *self = page;

  return kw_desk_stay_list_find (self->lists[self->filter], subject->stay_id, position);
}

static GtkWidget *
make_panel (gpointer page, KwSession *session, const KwSubject *subject)
{
  return kw_stay_panel_new (session, subject->stay_id);
}

static gboolean
show_in (GtkWidget *panel, const KwSubject *subject)
{
  if (!KW_IS_STAY_PANEL (panel))
    return FALSE;
  kw_stay_panel_set_stay (KW_STAY_PANEL (panel), subject->stay_id);
  return TRUE;
}

static void
do_suggested (GtkWidget *panel)
{
  if (KW_IS_STAY_PANEL (panel))
    kw_stay_panel_do_suggested (KW_STAY_PANEL (panel));
}

static const KwListDetailsFuncs details_funcs = {
  .get_subject = get_subject,
  .is_same = is_same,
  .find = find,
  .make_panel = make_panel,
  .show_in = show_in,
  .do_suggested = do_suggested,
};

/* Lists */

static void
on_list_changed_cb (KwStaysPage *self)
{
  show_counts (self);
  show_stack (self);
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
  gtk_toggle_button_set_active (get_tab (self, filter), TRUE);
  kw_list_details_set_rows (self->details, G_LIST_MODEL (lines));
  show_stack (self);
}

static void
on_tab_toggled_cb (KwStaysPage *self, GtkToggleButton *tab)
{
  if (!gtk_toggle_button_get_active (tab))
    return;
  for (int i = 0; i < KW_DESK_STAY_FILTER_N; i++)
    if (get_tab (self, (KwDeskStayFilter)i) == tab && i != (int)self->filter)
      show_filter (self, (KwDeskStayFilter)i);
}

static void
on_setup_cb (KwStaysPage *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, kw_stay_line_new (self->session));
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

  adw_bin_set_child (ADW_BIN (self), NULL); /* before its template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_STAYS_PAGE);
  g_clear_object (&self->details);
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
  self->details = kw_list_details_new (GTK_WIDGET (self), GTK_WIDGET (self->list), session,
                                       &details_funcs);
  ensure_list (self, KW_DESK_STAY_FILTER_ARRIVALS);
  ensure_list (self, KW_DESK_STAY_FILTER_IN_HOUSE);
  ensure_list (self, KW_DESK_STAY_FILTER_DEPARTURES);
  show_filter (self, KW_DESK_STAY_FILTER_ARRIVALS);
  show_counts (self);
  return GTK_WIDGET (self);
}

void
kw_stays_page_show_stay (KwStaysPage *self, const KwStay *stay)
{
  const KwSubject subject = { .stay_id = stay->id };

  if (!kw_list_details_show (self->details, &subject))
    return;
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
}
