/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-file-choice.h"

#include "kw-watchdog.h"
#include "kw-weak.h"
#include "kw-window.h"

#include <glib/gi18n.h>

#define CHOOSER "file chooser" /* for the watchdog */

typedef struct
{
  gpointer weak; /* of kw_weak_new() */
  KwFileTaken on_taken;
} Choice;

/* Pages read and write by path: a file of a phone or of another computer has none. */
static gboolean
take (GtkWidget *widget, GFile *file, KwFileTaken on_taken)
{
  g_autofree char *path = g_file_get_path (file);
  KwWindow *window = kw_window_get_from (widget);

  if (path != NULL)
    on_taken (widget, path);
  else if (window != NULL)
    kw_window_tell (window, _ ("This file is not on this computer. Copy it here first."));
  return path != NULL;
}

static void
on_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autofree Choice *choice = user_data;
  g_autoptr (GtkNativeDialog) owned = dialog;
  g_autoptr (GtkWidget) widget = kw_weak_take (choice->weak);
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (widget != NULL && file != NULL)
    take (widget, file, choice->on_taken);
}

/* The dialog goes with its answer. */
static GtkFileChooser *
ask (GtkWidget *widget, const char *title, GtkFileChooserAction action, KwFileTaken on_taken)
{
  GtkFileChooserNative *dialog;
  Choice *choice = g_new0 (Choice, 1);

  kw_watchdog_enter_dialog (CHOOSER);
  dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (widget)), action,
                                        /* accept_label= */ NULL, /* cancel_label= */ NULL);
  kw_watchdog_leave_dialog ();
  choice->weak = kw_weak_new (widget);
  choice->on_taken = on_taken;
  g_signal_connect (dialog, "response", G_CALLBACK (on_response_cb), choice);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  return GTK_FILE_CHOOSER (dialog);
}

static void
show (GtkFileChooser *dialog)
{
  kw_watchdog_enter_dialog (CHOOSER);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
  kw_watchdog_leave_dialog ();
}

void
kw_file_choice_open (GtkWidget *widget, const char *title, const char *kind,
                     const char *const *suffixes, KwFileTaken on_taken)
{
  GtkFileChooser *dialog = ask (widget, title, GTK_FILE_CHOOSER_ACTION_OPEN, on_taken);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, kind);
  for (guint i = 0; suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  gtk_file_chooser_add_filter (dialog, filter);
  show (dialog);
}

void
kw_file_choice_save (GtkWidget *widget, const char *title, const char *name, KwFileTaken on_taken)
{
  GtkFileChooser *dialog = ask (widget, title, GTK_FILE_CHOOSER_ACTION_SAVE, on_taken);

  gtk_file_chooser_set_current_name (dialog, name);
  show (dialog);
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer on_taken)
{
  GFile *file = g_value_get_object (value);

  return file != NULL && take (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)),
                               file, (KwFileTaken)on_taken);
}

void
kw_file_choice_take_drops (GtkWidget *widget, KwFileTaken on_taken)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), (gpointer)on_taken);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
