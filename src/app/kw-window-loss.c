/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-window-loss.h"

#include "kw-loss-panel.h"
#include "kw-walk-panel.h"
#include "kw-window-actions.h"

#include <glib/gi18n.h>

/* (nullable) (transfer full) */
static char *
dup_label_on_encoder (KwSession *session)
{
  const KwDeskOutcome *outcome = kw_desk_watch_get_outcome (kw_session_get_watch (session));

  return outcome == NULL || outcome->card == NULL || !outcome->is_known
             ? NULL
             : kw_card_dup_label (outcome->card);
}

static gboolean
is_about_something (const KwSubject *subject)
{
  return subject->card_label != NULL || subject->stay_id != 0 || subject->door.door != 0;
}

static void
report_lost (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  KwSession *session = kw_window_get_session (self);
  g_autoptr (KwSubject) subject = NULL;

  if (!kw_window_ensure_hotel (self))
    return;
  subject = kw_subject_copy (kw_session_get_subject (session));
  if (!is_about_something (subject))
    subject->card_label = dup_label_on_encoder (session);
  if (is_about_something (subject))
    kw_window_show_panel (self, kw_loss_panel_new (session, subject));
  else
    kw_window_tell (self, _ ("Choose a card, a stay or a room first."));
}

static void
show_walk_list (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);

  if (kw_window_ensure_hotel (self))
    kw_window_show_panel (self,
                          kw_walk_panel_new (kw_window_get_session (self), /* credential= */ 0));
}

void
kw_window_loss_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.lost", NULL, report_lost);
  gtk_widget_class_install_action (klass, "win.show-walk-list", NULL, show_walk_list);
}
