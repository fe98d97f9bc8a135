/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-window-open.h"

#include "kw-weak.h"

#include <glib/gi18n.h>

typedef struct
{
  gpointer weak; /* of kw_weak_new(): the window */
  char *uri;
} Opening;

static void
offer_address (KwWindow *self, const char *uri)
{
  g_autofree char *path = g_filename_from_uri (uri, /* hostname= */ NULL, NULL);
  g_autoptr (GVariant)
      target = g_variant_ref_sink (g_variant_new_string (path != NULL ? path : uri));
  g_autofree char *action = g_action_print_detailed_name ("win.copy", target);

  kw_window_offer (self,
                   path != NULL ? _ ("No program on this computer shows folders.")
                                : _ ("No program on this computer shows web pages."),
                   _ ("_Copy Address"), action);
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Opening *opening = user_data;
  g_autofree char *uri = opening->uri;
  g_autoptr (KwWindow) self = kw_weak_take (opening->weak);
  g_autoptr (GError) error = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) || self == NULL)
    return;
  g_debug ("%s: %s", uri, error->message);
  offer_address (self, uri);
}

static void
open_uri (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->weak = kw_weak_new (widget);
  opening->uri = g_variant_dup_string (parameter, NULL);
  gtk_show_uri_full (GTK_WINDOW (widget), opening->uri, GDK_CURRENT_TIME, /* cancellable= */ NULL,
                     on_opened_cb, opening);
}

static void
copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          g_variant_get_string (parameter, NULL));
}

void
kw_window_open_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.open-uri", "s", open_uri);
  gtk_widget_class_install_action (klass, "win.copy", "s", copy);
}
