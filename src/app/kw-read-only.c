/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-read-only.h"

#include "kw-tooltip.h"

#include <glib/gi18n.h>

/* What writes, and the key of it, as in kw-application.c. */
static const struct
{
  const char *action;
  guint key;
  GdkModifierType modifiers;
} verbs[] = {
  { "win.issue", GDK_KEY_F2, 0 },
  { "win.renew", GDK_KEY_F3, 0 },
  { "win.return", GDK_KEY_F4, 0 },
  { "win.lost", GDK_KEY_F6, 0 },
  { "win.move", GDK_KEY_F7, 0 },
  { "win.batch", GDK_KEY_F8, 0 },
  { "win.check-in", GDK_KEY_n, GDK_CONTROL_MASK },
  { "win.change-stay", 0, 0 },
  { "win.move-stay", 0, 0 },
  { "win.check-out", 0, 0 },
  { "win.set-up", 0, 0 },
  { "bar.renew", 0, 0 },
  { "bar.return", 0, 0 },
  { "bar.move", 0, 0 },
  { "bar.lost", 0, 0 },
  { "card.return-absent", 0, 0 },
  { "card.discard", 0, 0 },
  { "card.replace", 0, 0 },
};

static const char *
get_reason (void)
{
  return _ ("Nothing can be changed here: this user may only read the data folder.");
}

gboolean
kw_read_only_tell (GtkWidget *widget)
{
  KwWindow *window = kw_window_get_from (widget);
  KwSession *session = window != NULL ? kw_window_get_session (window) : NULL;

  if (session == NULL || !kw_desk_is_read_only (kw_session_get_desk (session)))
    return FALSE;
  kw_window_tell (window, get_reason ());
  return TRUE;
}

static gboolean
on_key_cb (GtkWidget *widget, GVariant *arguments, gpointer unused)
{
  return kw_read_only_tell (widget);
}

void
kw_read_only_install (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (verbs[i].key != 0)
      gtk_widget_class_add_binding (widget_class, verbs[i].key, verbs[i].modifiers, on_key_cb,
                                    NULL);
}

static gboolean
is_writing (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_strcmp0 (verbs[i].action, action) == 0)
      return TRUE;
  return FALSE;
}

/* Of a button or of what is in it. */
static gboolean
is_of_grey_button (GtkWidget *widget)
{
  GtkWidget *button = widget != NULL ? gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON) : NULL;
  const char *action = button != NULL ? gtk_actionable_get_action_name (GTK_ACTIONABLE (button))
                                      : NULL;

  return is_writing (action) && !gtk_widget_is_sensitive (button);
}

static gboolean
on_tooltip_wanted_cb (GtkWidget *window, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip,
                      gpointer unused)
{
  if (is_keyboard || !is_of_grey_button (gtk_widget_pick (window, x, y, GTK_PICK_INSENSITIVE)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, get_reason ());
  return TRUE;
}

void
kw_read_only_start (KwWindow *self)
{
  KwDesk *desk = kw_session_get_desk (kw_window_get_session (self));

  if (!kw_desk_is_read_only (desk))
    return;
  kw_read_only_disable (GTK_WIDGET (self), desk, "win.");
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_tooltip_wanted_cb), NULL);
}

void
kw_read_only_disable (GtkWidget *widget, KwDesk *desk, const char *prefix)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs) && kw_desk_is_read_only (desk); i++)
    if (g_str_has_prefix (verbs[i].action, prefix))
      gtk_widget_action_set_enabled (widget, verbs[i].action, FALSE);
}

void
kw_read_only_grey (GtkWidget *widget, KwDesk *desk)
{
  if (!kw_desk_is_read_only (desk))
    return;
  gtk_widget_set_sensitive (widget, FALSE);
  kw_tooltip_set (widget, get_reason ());
}
