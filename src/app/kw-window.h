/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-panel.h"
#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_WINDOW (kw_window_get_type ())
/**
 * KwWindow:
 *
 * The frame: header with search and lamps, sidebar, one page at a time, the pane beside it, and the
 * bar that says what card lies on the encoder.
 */
G_DECLARE_FINAL_TYPE (KwWindow, kw_window, KW, WINDOW, AdwApplicationWindow)

/**
 * kw_window_new:
 * @application: the application
 * @settings: size of the window and the last page
 *
 * Returns: (transfer none): a window that says that the station is being opened
 */
KwWindow *kw_window_new (GtkApplication *application, GSettings *settings);

/**
 * kw_window_get_from:
 * @widget: a widget
 *
 * Returns: (transfer none) (nullable): the window it is in
 */
KwWindow *kw_window_get_from (GtkWidget *widget);

/**
 * kw_window_prepare:
 * @self: a window without a session
 * @session: the open station
 *
 * Makes the page that kw_window_set_session() shows first, so that it need not do both at once.
 */
void kw_window_prepare (KwWindow *self, KwSession *session);

/**
 * kw_window_set_session:
 * @self: a window
 * @session: the open station: its pages are shown
 */
void kw_window_set_session (KwWindow *self, KwSession *session);

/**
 * kw_window_show_assistant:
 * @self: a window with a session
 * @assistant: (nullable) (transfer floating): a #KwFirstRun, shown in place of the pages; %NULL:
 *   the pages
 *
 * While it is shown, panels are shown in it. To ask for a page takes it away, unless something is
 * under way in it.
 *
 * Returns: %FALSE if the assistant that is there has to stay
 */
gboolean kw_window_show_assistant (KwWindow *self, GtkWidget *assistant);

/**
 * kw_window_get_assistant:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the assistant that is shown
 */
GtkWidget *kw_window_get_assistant (KwWindow *self);

/**
 * kw_window_get_session:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the open station
 */
KwSession *kw_window_get_session (KwWindow *self);

/**
 * kw_window_show_failure:
 * @self: a window
 * @error: a `KW_DESK_ERROR`: why the station could not be opened
 *
 * Shows the sentence in place of the pages, with one button: what is to be done.
 */
void kw_window_show_failure (KwWindow *self, const GError *error);

/**
 * kw_window_show_read_only:
 * @self: a window with a session
 *
 * Says, in place of the pages, that this user may only read the data folder. The button leads to
 * the pages; that nothing can be changed stays in the title.
 */
void kw_window_show_read_only (KwWindow *self);

/**
 * kw_window_show_page:
 * @self: a window with a session
 * @name: `rooms`, `stays`, `cards`, `staff`, `journal`, `property` or `preferences`
 *
 * Returns: (transfer none) (nullable): the page, %NULL if there is none of that name
 */
GtkWidget *kw_window_show_page (KwWindow *self, const char *name);

/**
 * kw_window_get_page:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the page that is shown
 */
GtkWidget *kw_window_get_page (KwWindow *self);

/**
 * kw_window_show_panel:
 * @self: a window with a session
 * @panel: (nullable) (transfer floating): a #KwPanel; %NULL: the one that is there is done
 *
 * Puts @panel into the pane beside the page in place of the one there, which is asked first: while
 * a card is being written it stays, and @panel is dropped. Details that were covered by what is
 * done come back; if there are none the pane closes.
 *
 * Returns: %TRUE if @panel is shown
 */
gboolean kw_window_show_panel (KwWindow *self, GtkWidget *panel);

/**
 * kw_window_get_panel:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the panel in the pane
 */
GtkWidget *kw_window_get_panel (KwWindow *self);

/**
 * kw_window_get_covered:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): the details that come back when the panel in front of them
 * is done
 */
GtkWidget *kw_window_get_covered (KwWindow *self);

/**
 * kw_window_tell:
 * @self: a window
 * @sentence: what happened; of several lines the first is shown
 *
 * Shows it at once, for some seconds and without taking the focus, in place of what was told
 * before.
 */
void kw_window_tell (KwWindow *self, const char *sentence);

/**
 * kw_window_offer:
 * @self: a window
 * @sentence: something that can be gone on with
 * @label: of the button
 * @action: the action that the button activates, with its target, as g_action_print_detailed_name()
 * gives it
 *
 * As kw_window_tell(), but it stays until the button is pressed, it is closed, or something else is
 * told.
 */
void kw_window_offer (KwWindow *self, const char *sentence, const char *label, const char *action);

/**
 * kw_window_withdraw:
 * @self: a window
 * @action: as in kw_window_offer()
 *
 * Takes back what was offered with @action, if it still stands there: it was gone on with, or is
 * offered elsewhere.
 */
void kw_window_withdraw (KwWindow *self, const char *action);

G_END_DECLS
