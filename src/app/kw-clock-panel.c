/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-clock-panel.h"

#include "kw-error-words.h"
#include "kw-panel.h"
#include "kw-sheet.h"
#include "kw-time-words.h"
#include "kw-weak.h"
#include "kw-window.h"

#include <glib/gi18n.h>

#define TICK_MS 1000
#define SET_MIN_S 30 /* a clock that goes so far in no time was set */

struct _KwClockPanel
{
  AdwBin parent_instance;

  KwSession *session;
  GtkWidget *next; /* (nullable) */
  guint tick_id;
  gint64 shown_unix_s;
  gint64 shown_at_us; /* monotonic */

  KwSheet *sheet;
  GtkLabel *moment;
  GtkWidget *button;
};

static void kw_clock_panel_init_panel (KwPanelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KwClockPanel, kw_clock_panel, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KW_TYPE_PANEL, kw_clock_panel_init_panel))

static KwDesk *
get_desk (KwClockPanel *self)
{
  return kw_session_get_desk (self->session);
}

/* With the year, whichever it is. */
static char *
dup_moment (KwDesk *desk, gint64 unix_s)
{
  const KwProperty *property = kw_desk_get_property (desk);
  g_autoptr (GDateTime) moment = NULL;

  if (property != NULL)
    return kw_time_words_dup_full (property, /* now_unix_s= */ 0, unix_s);
  moment = g_date_time_new_from_unix_local (unix_s);
  return moment != NULL ? g_date_time_format (moment, "%c") : NULL;
}

static void
show_moment (KwClockPanel *self)
{
  g_autofree char *moment = NULL;

  self->shown_unix_s = kw_desk_get_now_unix_s (get_desk (self));
  self->shown_at_us = g_get_monotonic_time ();
  moment = dup_moment (get_desk (self), self->shown_unix_s);
  if (g_strcmp0 (moment, gtk_label_get_label (self->moment)) != 0)
    gtk_label_set_label (self->moment, moment != NULL ? moment : "");
}

static void
go_on (KwClockPanel *self)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));
  g_autoptr (GtkWidget) next = g_steal_pointer (&self->next);

  if (window != NULL && kw_window_get_panel (window) == GTK_WIDGET (self))
    kw_window_show_panel (window, next);
}

/* Whether somebody has set the clock since it was shown. */
static gboolean
is_set (KwClockPanel *self)
{
  const gint64 elapsed_s = (g_get_monotonic_time () - self->shown_at_us) / G_USEC_PER_SEC;
  const gint64 gone_s = kw_desk_get_now_unix_s (get_desk (self)) - self->shown_unix_s;

  return ABS (gone_s - elapsed_s) >= SET_MIN_S;
}

static gboolean
on_tick_cb (gpointer user_data)
{
  KwClockPanel *self = user_data;

  if (!is_set (self))
    {
      show_moment (self);
      return G_SOURCE_CONTINUE;
    }
  self->tick_id = 0;
  go_on (self);
  return G_SOURCE_REMOVE;
}

static void
on_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwClockPanel) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  const gboolean is_done = kw_desk_confirm_clock_finish (KW_DESK (source), result, &error);
  g_autofree char *sentence = NULL;

  if (self == NULL || self->session == NULL)
    return;
  gtk_widget_set_sensitive (self->button, TRUE);
  if (is_done)
    {
      go_on (self);
      return;
    }
  sentence = kw_error_words_dup_sentence (error);
  kw_sheet_refuse (self->sheet, NULL, sentence);
}

static void
on_button_clicked_cb (KwClockPanel *self)
{
  if (is_set (self)) /* it is not what was seen that is right */
    {
      show_moment (self);
      return;
    }
  gtk_widget_set_sensitive (self->button, FALSE);
  kw_desk_confirm_clock_async (get_desk (self), NULL, on_confirmed_cb, kw_weak_new (self));
}

/* Panel */

static char *
dup_title (KwPanel *panel)
{
  return g_strdup (_ ("Check the Clock"));
}

static gboolean
take_back (KwPanel *panel)
{
  KwClockPanel *self = KW_CLOCK_PANEL (panel);

  if (self->next == NULL)
    return FALSE;
  go_on (self);
  return TRUE;
}

static gboolean
can_leave (KwPanel *panel)
{
  return TRUE;
}

static void
kw_clock_panel_init_panel (KwPanelInterface *iface)
{
  iface->dup_title = dup_title;
  iface->take_back = take_back;
  iface->can_leave = can_leave;
}

/* Object */

static void
kw_clock_panel_dispose (GObject *object)
{
  KwClockPanel *self = KW_CLOCK_PANEL (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->next);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_CLOCK_PANEL);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_clock_panel_parent_class)->dispose (object);
}

static void
kw_clock_panel_class_init (KwClockPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_clock_panel_dispose;
  g_type_ensure (KW_TYPE_SHEET);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-clock-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KwClockPanel, sheet);
  gtk_widget_class_bind_template_child (widget_class, KwClockPanel, moment);
  gtk_widget_class_bind_template_child (widget_class, KwClockPanel, button);
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked_cb);
}

static void
kw_clock_panel_init (KwClockPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_panel_set_default (KW_PANEL (self), self->button);
}

/* The action */

static void
check_clock (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *window = KW_WINDOW (widget);
  GtkWidget *before = kw_window_get_panel (window);
  KwClockPanel *self = NULL;

  if (kw_window_get_session (window) == NULL || KW_IS_CLOCK_PANEL (before))
    return;
  self = g_object_new (KW_TYPE_CLOCK_PANEL, NULL);
  self->session = g_object_ref (kw_window_get_session (window));
  self->next = before != NULL ? g_object_ref (before) : NULL;
  show_moment (self);
  self->tick_id = g_timeout_add (TICK_MS, on_tick_cb, self);
  kw_window_show_panel (window, GTK_WIDGET (self));
}

void
kw_clock_panel_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.check-clock", NULL, check_clock);
}

gboolean
kw_clock_panel_heed (GtkWidget *widget, const GError *error)
{
  return error != NULL && kw_error_words_get_action (error) == KW_ERROR_ACTION_CHECK_CLOCK &&
         gtk_widget_activate_action (widget, "win.check-clock", NULL);
}
