/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-list-details.h"

#include "kw-panel.h"
#include "kw-steady-list.h"
#include "kw-window.h"

struct _KwListDetails
{
  GObject parent_instance;

  GtkWidget *page; /* owns this object */
  GtkWidget *view;
  KwSession *session;
  const KwListDetailsFuncs *funcs;
  GtkSingleSelection *selection;
  gboolean is_selecting; /* by ourselves: nobody chose a row */
  gboolean is_awaited;   /* the subject's row is not in the list yet */
};

G_DEFINE_FINAL_TYPE (KwListDetails, kw_list_details, G_TYPE_OBJECT)

static const KwSubject *
get_subject (KwListDetails *self)
{
  return kw_session_get_subject (self->session);
}

gpointer
kw_list_details_get_selected (KwListDetails *self)
{
  gpointer item = gtk_single_selection_get_selected_item (self->selection);

  return KW_IS_SLOT (item) ? kw_slot_get_item (item) : item;
}

static void
select_position (KwListDetails *self, guint position)
{
  self->is_selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->is_selecting = FALSE;
}

/* The view has fewer rows than there are as long as their widgets are being made. */
static gboolean
find_subject (KwListDetails *self, guint *position)
{
  return self->funcs->find != NULL &&
         self->funcs->find (self->page, get_subject (self), position) &&
         *position < g_list_model_get_n_items (G_LIST_MODEL (self->selection));
}

static void
select_subject (KwListDetails *self)
{
  guint position;

  self->is_awaited = !find_subject (self, &position);
  select_position (self, self->is_awaited ? GTK_INVALID_LIST_POSITION : position);
  if (!self->is_awaited)
    gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", position);
}

static void
on_rows_changed_cb (KwListDetails *self)
{
  guint position;

  if (self->is_awaited && find_subject (self, &position))
    select_subject (self);
}

static gboolean
show_in (KwListDetails *self, GtkWidget *panel, const KwSubject *subject)
{
  return panel != NULL && self->funcs->show_in != NULL && self->funcs->show_in (panel, subject);
}

/* Shows the subject beside the page, in details that are there already if it can: those in the pane
 * or those behind it. The panel that goes may hold the focus. */
static gboolean
show_panel (KwListDetails *self, KwWindow *window, const KwSubject *subject)
{
  GtkWidget *panel = kw_window_get_panel (window);
  g_autoptr (GtkWidget) focus = NULL;

  if (show_in (self, panel, subject))
    {
      kw_panel_take_subject (KW_PANEL (panel));
      return TRUE;
    }
  g_set_object (&focus, gtk_root_get_focus (GTK_ROOT (window)));
  panel = kw_window_get_covered (window);
  if (!show_in (self, panel, subject))
    panel = self->funcs->make_panel (self->page, self->session, subject);
  if (!kw_window_show_panel (window, panel))
    return FALSE;
  if (focus != NULL && gtk_widget_is_ancestor (focus, self->view))
    gtk_widget_grab_focus (focus);
  return TRUE;
}

gboolean
kw_list_details_show (KwListDetails *self, const KwSubject *subject)
{
  KwWindow *window = kw_window_get_from (self->page);
  const gboolean is_shown = window != NULL && show_panel (self, window, subject);

  select_subject (self);
  return is_shown;
}

static void
show_selected (KwListDetails *self)
{
  gpointer item = kw_list_details_get_selected (self);
  KwSubject subject = { 0 };

  if (item != NULL && self->funcs->get_subject (item, &subject))
    kw_list_details_show (self, &subject);
}

static gboolean
is_subject_selected (KwListDetails *self)
{
  gpointer item = kw_list_details_get_selected (self);
  KwSubject subject = { 0 };

  return item != NULL && self->funcs->get_subject (item, &subject) &&
         self->funcs->is_same (&subject, get_subject (self));
}

static void
on_selected_cb (KwListDetails *self)
{
  if (!self->is_selecting && !is_subject_selected (self))
    show_selected (self);
}

static void
on_activated_cb (KwListDetails *self, guint position)
{
  KwWindow *window = kw_window_get_from (self->page);

  gtk_single_selection_set_selected (self->selection, position);
  show_selected (self);
  if (window != NULL && self->funcs->do_suggested != NULL && is_subject_selected (self))
    self->funcs->do_suggested (kw_window_get_panel (window));
}

/* A click on the row that is selected already. */
static void
on_released_cb (KwListDetails *self, int n_press, double x, double y)
{
  KwWindow *window = kw_window_get_from (self->page);
  GtkWidget *row = gtk_widget_pick (self->view, x, y, GTK_PICK_DEFAULT);

  if (window != NULL && row != NULL && row != self->view && kw_window_get_panel (window) == NULL)
    show_selected (self);
}

/* What is marked here must not look as if it were still meant. */
static void
on_subject_changed_cb (KwListDetails *self)
{
  if (kw_list_details_get_selected (self) == NULL)
    self->is_awaited = FALSE;
  else if (!is_subject_selected (self))
    select_subject (self);
}

static void
kw_list_details_dispose (GObject *object)
{
  KwListDetails *self = KW_LIST_DETAILS (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_list_details_parent_class)->dispose (object);
}

static void
kw_list_details_class_init (KwListDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kw_list_details_dispose;
}

static void
kw_list_details_init (KwListDetails *self)
{
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
}

KwListDetails *
kw_list_details_new (GtkWidget *page, GtkWidget *view, KwSession *session,
                     const KwListDetailsFuncs *funcs)
{
  KwListDetails *self = g_object_new (KW_TYPE_LIST_DETAILS, NULL);
  GtkGesture *click = gtk_gesture_click_new ();

  self->page = page;
  self->view = view;
  self->session = g_object_ref (session);
  self->funcs = funcs;
  g_object_set (view, "model", self->selection, NULL);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (click, "released", G_CALLBACK (on_released_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "activate", G_CALLBACK (on_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (on_rows_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::subject", G_CALLBACK (on_subject_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
kw_list_details_set_rows (KwListDetails *self, GListModel *rows)
{
  self->is_selecting = TRUE;
  gtk_single_selection_set_model (self->selection, rows);
  self->is_selecting = FALSE;
  select_subject (self);
}
