/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-file-choice.h"
#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_IMPORT_VIEW (kw_import_view_get_type ())
/**
 * KwImportView:
 *
 * One file on its way into the register: reading it, what it would change or what is wrong in it,
 * and applying it. Escape goes back; while the register is changed it does nothing.
 *
 * Signal `ended (KwImportView *view, const char *done)`: the user went back, and @done is %NULL, or
 * the file was applied, and @done says what was done.
 */
G_DECLARE_FINAL_TYPE (KwImportView, kw_import_view, KW, IMPORT_VIEW, AdwBin)

/**
 * kw_import_view_start:
 * @self: a view
 * @session: the open station
 * @path: a property file, or rooms as CSV
 *
 * Reads @path and shows what it would change. Nothing is changed before the user says so.
 */
void kw_import_view_start (KwImportView *self, KwSession *session, const char *path);

/**
 * kw_import_view_is_applying:
 * @self: a view
 *
 * Returns: %TRUE while the register is being changed
 */
gboolean kw_import_view_is_applying (KwImportView *self);

/**
 * kw_import_view_back:
 * @self: a view
 *
 * As if "Back" had been pressed. While the register is being changed that stops: what was changed
 * is undone, and it says again what the file would change.
 */
void kw_import_view_back (KwImportView *self);

/**
 * kw_import_view_choose_file:
 * @widget: where the user is
 * @on_chosen: called with the file
 *
 * Asks for a property file or rooms as CSV.
 */
void kw_import_view_choose_file (GtkWidget *widget, KwFileTaken on_chosen);

G_END_DECLS
