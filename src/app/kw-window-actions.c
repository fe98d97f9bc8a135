/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-window-actions.h"

#include "kw-desk-stays.h"
#include "kw-desk-unlock.h"
#include "kw-encode-panel.h"
#include "kw-error-words.h"
#include "kw-passphrase-panel.h"
#include "kw-staff-form.h"
#include "kw-staff-page.h"
#include "kw-weak.h"

#include <glib/gi18n.h>

static const char *const names[] = { "win.issue", "win.renew", "win.return", "win.identify",
                                     "win.move" };

static KwDesk *
get_desk (KwWindow *self)
{
  return kw_session_get_desk (kw_window_get_session (self));
}

static const KwSubject *
get_subject (KwWindow *self)
{
  return kw_session_get_subject (kw_window_get_session (self));
}

/* (nullable) */
static const KwDeskOutcome *
get_card (KwWindow *self)
{
  return kw_desk_watch_get_outcome (kw_session_get_watch (kw_window_get_session (self)));
}

static void
tell (KwWindow *self, const GError *error)
{
  g_autofree char *sentence = kw_error_words_dup_sentence (error);

  kw_window_tell (self, sentence);
}

static void
show_order (KwWindow *self, const KwFlowOrder *order)
{
  kw_window_show_panel (
      self, kw_encode_panel_new (kw_window_get_session (self), order, /* n_cards= */ 1));
}

/* Issue */

static void
issue_for_door (KwWindow *self, KwDoorRef door)
{
  const KwFlowOrder order = {
    .kind = KW_FLOW_KIND_ISSUE,
    .issue = { .kind = KW_GRANT_KIND_TENANT, .door = door },
  };

  show_order (self, &order);
}

/* One card opens rooms of one building only: those of the main one's. */
static void
issue_for_stay (KwWindow *self, const KwStay *stay)
{
  KwFlowOrder order = {
    .kind = KW_FLOW_KIND_ISSUE,
    .issue = { .kind = KW_GRANT_KIND_TENANT, .door = stay->doors[0] },
  };

  for (guint i = 1; i < stay->n_doors && order.issue.n_extra_doors < KW_GRANT_N_EXTRA_DOORS; i++)
    if (stay->doors[i].building == stay->doors[0].building)
      order.issue.extra_doors[order.issue.n_extra_doors++] = stay->doors[i];
  show_order (self, &order);
}

static void
on_stay_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwWindow) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = kw_desk_load_stay_finish (KW_DESK (source), result, &error);

  if (self == NULL || kw_window_get_session (self) == NULL) /* closed meanwhile */
    return;
  if (stay == NULL)
    tell (self, error);
  else
    issue_for_stay (self, stay);
}

static void
issue (KwWindow *self)
{
  const KwSubject *subject = get_subject (self);
  const KwDeskOutcome *card = get_card (self);

  if (KW_IS_STAFF_PAGE (kw_window_get_page (self)))
    kw_window_show_panel (self, kw_staff_form_new (kw_window_get_session (self)));
  else if (subject->stay_id != 0)
    kw_desk_load_stay_async (get_desk (self), subject->stay_id, NULL, on_stay_loaded_cb,
                             kw_weak_new (self));
  else if (subject->door.door != 0)
    issue_for_door (self, subject->door);
  else if (card != NULL && card->stay != NULL)
    issue_for_stay (self, card->stay);
  else
    kw_window_tell (self, _ ("Choose a room or a stay first."));
}

/* The others */

/* The credential that the card in question carries; 0 = that shows when it is laid down. */
static guint64
get_credential (KwWindow *self)
{
  const KwSubject *subject = get_subject (self);
  const KwDeskOutcome *card = get_card (self);

  if (subject->credential != 0)
    return subject->credential;
  return card != NULL && card->is_known && card->credential != NULL ? card->credential->number : 0;
}

static void
show_kind (KwWindow *self, KwFlowKind kind)
{
  const KwFlowOrder order = {
    .kind = kind,
    .issue = { .door = get_subject (self)->door },
    .credential = get_credential (self),
    .stay_id = get_subject (self)->stay_id,
  };

  show_order (self, &order);
}

static void
act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);

  if (kw_window_get_session (self) == NULL)
    return;
  if (g_str_equal (name, "win.issue"))
    issue (self);
  else if (g_str_equal (name, "win.renew"))
    show_kind (self, KW_FLOW_KIND_RENEW);
  else if (g_str_equal (name, "win.return"))
    show_kind (self, KW_FLOW_KIND_RETURN);
  else if (g_str_equal (name, "win.move"))
    show_kind (self, KW_FLOW_KIND_MOVE);
  else
    kw_desk_watch_refresh (kw_session_get_watch (kw_window_get_session (self)));
}

/* Starting */

static void
update (KwWindow *self)
{
  KwSession *session = kw_window_get_session (self);
  const gboolean is_set_up = session != NULL &&
                             kw_desk_get_property (kw_session_get_desk (session)) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], is_set_up);
}

static void
on_unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwWindow) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  GtkWidget *panel = NULL;

  if (kw_desk_unlock_finish (KW_DESK (source), result, &error) ||
      g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_SET_UP) || self == NULL ||
      kw_window_get_session (self) == NULL)
    return;
  panel = kw_passphrase_panel_new (kw_window_get_session (self), /* next= */ NULL);
  kw_passphrase_panel_show_problem (KW_PASSPHRASE_PANEL (panel), error);
  kw_window_show_panel (self, panel);
}

static void
on_sealed_keys_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwWindow) self = kw_weak_take (user_data);
  KwSession *session = self != NULL ? kw_window_get_session (self) : NULL;

  if (kw_desk_find_sealed_keys_finish (KW_DESK (source), result) && session != NULL)
    kw_window_show_panel (self, kw_passphrase_panel_new (session, /* next= */ NULL));
}

static void
open_keys (KwWindow *self)
{
  const char *path = g_getenv ("KEYWRIGHT_PASSPHRASE_FILE");
  KwDesk *desk = get_desk (self);

  if (!kw_desk_needs_passphrase (desk))
    return;
  if (path != NULL && *path != '\0')
    kw_desk_unlock_file_async (desk, path, NULL, on_unlocked_cb, kw_weak_new (self));
  else
    kw_desk_find_sealed_keys_async (desk, NULL, on_sealed_keys_found_cb, kw_weak_new (self));
}

void
kw_window_actions_start (KwWindow *self)
{
  g_signal_connect_object (get_desk (self), "notify::property", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  open_keys (self);
}

void
kw_window_actions_install (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_class_install_action (widget_class, names[i], NULL, act);
}
