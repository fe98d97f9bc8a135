/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-visit-row.h"

#include "kw-clock-panel.h"
#include "kw-error-words.h"
#include "kw-read-only.h"
#include "kw-tooltip.h"
#include "kw-weak.h"
#include "kw-window.h"

#include <glib/gi18n.h>

struct _KwVisitRow
{
  AdwBin parent_instance;

  GtkLabel *place;
  GtkLabel *line;
  GtkToggleButton *tick;

  KwSession *session;
  KwDeskVisit *visit; /* (nullable) */
  gboolean is_filling;
};

enum
{
  TICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwVisitRow, kw_visit_row, ADW_TYPE_BIN)

static void
show_tick (KwVisitRow *self, gboolean is_visited)
{
  self->is_filling = TRUE;
  gtk_toggle_button_set_active (self->tick, is_visited);
  self->is_filling = FALSE;
  gtk_button_set_icon_name (GTK_BUTTON (self->tick),
                            is_visited ? "checkbox-checked-symbolic" : "checkbox-symbolic");
}

static void
on_ticked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwVisitRow) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskVisit) visit = kw_desk_tick_visit_finish (KW_DESK (source), result, &error);
  KwWindow *window = self == NULL ? NULL : kw_window_get_from (GTK_WIDGET (self));
  g_autofree char *sentence = NULL;

  if (window == NULL)
    return;
  if (visit != NULL)
    {
      g_signal_emit (self, signals[TICKED], 0, visit);
      return;
    }
  sentence = kw_error_words_dup_sentence (error);
  if (!kw_clock_panel_heed (GTK_WIDGET (self), error))
    kw_window_tell (window, sentence);
  if (self->visit != NULL)
    show_tick (self, self->visit->visited_at_unix_s != 0);
}

static void
on_toggled_cb (KwVisitRow *self)
{
  const gboolean is_visited = gtk_toggle_button_get_active (self->tick);

  if (self->is_filling || self->visit == NULL)
    return;
  show_tick (self, is_visited);
  kw_desk_tick_visit_async (kw_session_get_desk (self->session), self->visit->id, is_visited, NULL,
                            on_ticked_cb, kw_weak_new (self));
}

static void
kw_visit_row_dispose (GObject *object)
{
  KwVisitRow *self = KW_VISIT_ROW (object);

  g_clear_pointer (&self->visit, kw_desk_visit_unref);
  adw_bin_set_child (ADW_BIN (self), NULL); /* before its template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_VISIT_ROW);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_visit_row_parent_class)->dispose (object);
}

static void
kw_visit_row_class_init (KwVisitRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_visit_row_dispose;
  signals[TICKED] = g_signal_new ("ticked", KW_TYPE_VISIT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, KW_TYPE_DESK_VISIT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-visit-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KwVisitRow, place);
  gtk_widget_class_bind_template_child (widget_class, KwVisitRow, line);
  gtk_widget_class_bind_template_child (widget_class, KwVisitRow, tick);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled_cb);
}

static void
kw_visit_row_init (KwVisitRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kw_visit_row_new (KwSession *session)
{
  KwVisitRow *self = g_object_new (KW_TYPE_VISIT_ROW, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
kw_visit_row_show (KwVisitRow *self, const char *place, const char *line, KwDeskVisit *visit)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  /* Translators: a place with a lock and what a lost card does there, for who cannot see it */
  g_autofree char *name = g_strdup_printf (C_ ("visit", "%s, %s"), place, line);
  /* Translators: the name of a place; says that somebody was there */
  g_autofree char *tick = g_strdup_printf (_ ("%s was visited"), place);

  g_clear_pointer (&self->visit, kw_desk_visit_unref);
  self->visit = visit == NULL ? NULL : kw_desk_visit_ref (visit);
  gtk_label_set_label (self->place, place);
  gtk_label_set_label (self->line, line);
  gtk_widget_set_visible (GTK_WIDGET (self->tick), visit != NULL);
  show_tick (self, visit != NULL && visit->visited_at_unix_s != 0);
  kw_tooltip_set (GTK_WIDGET (self->tick), tick);
  kw_read_only_grey (GTK_WIDGET (self->tick), kw_session_get_desk (self->session));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tick), GTK_ACCESSIBLE_PROPERTY_LABEL, tick,
                                  -1);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
}
