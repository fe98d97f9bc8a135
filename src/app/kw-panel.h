/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KW_TYPE_PANEL (kw_panel_get_type ())
/**
 * KwPanel:
 *
 * What may stand in the pane beside the page: the details of what is selected, a form, the writing
 * of a card. One at a time; the window shows the title and a way out.
 */
G_DECLARE_INTERFACE (KwPanel, kw_panel, KW, PANEL, GtkWidget)

/**
 * KwPanelInterface:
 * @dup_title: (nullable): the heading of the pane
 * @take_back: (nullable): Escape or "back" was pressed. %TRUE if the panel dealt with it, because
 * it went one step back itself or must not be left now (it says so itself); %FALSE: the window may
 *   take it away.
 * @can_leave: (nullable): whether another panel may take its place, or the window may close, at
 *   once; %NULL: as if "back" had been pressed
 * @take_subject: (nullable): makes what the panel shows the subject of the session. A panel that
 *   has it shows details of something: what covers it gives the place back to it.
 */
struct _KwPanelInterface
{
  GTypeInterface parent_interface;

  char *(*dup_title) (KwPanel *self);
  gboolean (*take_back) (KwPanel *self);
  gboolean (*can_leave) (KwPanel *self);
  void (*take_subject) (KwPanel *self);
};

/**
 * kw_panel_dup_title:
 * @self: a panel
 *
 * Returns: (transfer full) (nullable): its heading
 */
char *kw_panel_dup_title (KwPanel *self);

/**
 * kw_panel_take_back:
 * @self: a panel
 *
 * Returns: %TRUE if it stays
 */
gboolean kw_panel_take_back (KwPanel *self);

/**
 * kw_panel_can_leave:
 * @self: a panel
 *
 * Returns: %TRUE if another one may take its place; if not, it says why
 */
gboolean kw_panel_can_leave (KwPanel *self);

/**
 * kw_panel_is_detail:
 * @self: a panel
 *
 * Returns: %TRUE if it shows details of something and is to come back when what covers it is done
 */
gboolean kw_panel_is_detail (KwPanel *self);

/**
 * kw_panel_take_subject:
 * @self: a panel with details
 *
 * Makes what it shows the subject of the session.
 */
void kw_panel_take_subject (KwPanel *self);

/**
 * kw_panel_set_default:
 * @self: a panel
 * @button: (nullable): its suggested action: Enter presses it while the panel is shown; %NULL: none
 *
 * In details the button gets the focus too when it comes into sight, unless that is at work
 * elsewhere.
 */
void kw_panel_set_default (KwPanel *self, GtkWidget *button);

/**
 * kw_panel_grab_focus:
 * @self: a panel in sight
 *
 * Moves the focus to its suggested action if it shows details, or else to the first thing in it
 * that takes it.
 */
void kw_panel_grab_focus (KwPanel *self);

G_END_DECLS
