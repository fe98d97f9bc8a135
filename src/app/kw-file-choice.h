/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Files that a page asks for, or that are dropped on it. Main thread. */

/**
 * KwFileTaken:
 * @widget: what asked for a file
 * @path: a file of this computer
 *
 * Called for a file that was chosen or dropped; not when nothing was chosen, nor when @widget is
 * gone by then.
 */
typedef void (*KwFileTaken) (GtkWidget *widget, const char *path);

/**
 * kw_file_choice_open:
 * @widget: in a window
 * @title: of the dialog
 * @kind: what such files are called
 * @suffixes: (array zero-terminated=1): how their names end, without the dot
 * @on_taken: called with the file
 *
 * Asks for a file that is there.
 */
void kw_file_choice_open (GtkWidget *widget, const char *title, const char *kind,
                          const char *const *suffixes, KwFileTaken on_taken);

/**
 * kw_file_choice_save:
 * @widget: in a window
 * @title: of the dialog
 * @name: what is proposed as the file's name
 * @on_taken: called with the file
 *
 * Asks where to write a file.
 */
void kw_file_choice_save (GtkWidget *widget, const char *title, const char *name,
                          KwFileTaken on_taken);

/**
 * kw_file_choice_take_drops:
 * @widget: what files may be dropped on
 * @on_taken: called with each
 */
void kw_file_choice_take_drops (GtkWidget *widget, KwFileTaken on_taken);

G_END_DECLS
