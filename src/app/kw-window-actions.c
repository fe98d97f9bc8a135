/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-window-actions.h"

#include "kw-desk-stays.h"
#include "kw-desk-unlock.h"
#include "kw-encode-panel.h"
#include "kw-encoder-lamp.h"
#include "kw-error-words.h"
#include "kw-passphrase-panel.h"
#include "kw-staff-form.h"
#include "kw-staff-page.h"
#include "kw-weak.h"
#include "kw-window-stays.h"
#include "kw-words.h"

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
show_order (KwWindow *self, const KwFlowOrder *order, guint n_cards)
{
  kw_window_show_panel (self, kw_encode_panel_new (kw_window_get_session (self), order, n_cards));
}

/* Forms */

typedef struct
{
  GWeakRef window;
  GtkWidget *form;
  KwAwaited *awaited;
} Coming;

static gboolean
on_form_due_cb (gpointer data)
{
  Coming *coming = data;
  g_autoptr (KwWindow) self = g_weak_ref_get (&coming->window);

  if (self != NULL && kw_window_get_session (self) != NULL && /* not closed meanwhile */
      kw_window_show_panel (self, coming->form))
    gtk_widget_grab_focus (coming->form);
  return G_SOURCE_REMOVE;
}

static void
coming_free (gpointer data)
{
  Coming *coming = data;

  g_weak_ref_clear (&coming->window);
  kw_awaited_end (coming->awaited);
  g_object_unref (coming->form);
  g_free (coming);
}

void
kw_window_show_form (KwWindow *self, GtkWidget *form)
{
  Coming *coming = g_new0 (Coming, 1);

  g_weak_ref_init (&coming->window, self);
  coming->form = g_object_ref_sink (form);
  coming->awaited = kw_session_await (kw_window_get_session (self));
  g_idle_add_full (G_PRIORITY_HIGH, on_form_due_cb, coming, coming_free);
}

/* Issue */

static void
issue_for_door (KwWindow *self, KwDoorRef door)
{
  const KwFlowOrder order = {
    .kind = KW_FLOW_KIND_ISSUE,
    .issue = { .kind = KW_GRANT_KIND_TENANT, .door = door },
  };

  show_order (self, &order, /* n_cards= */ 1);
}

/* One card opens rooms of one building only: those of the main one's. */
static void
issue_for_stay (KwWindow *self, const KwStay *stay)
{
  KwFlowOrder order = {
    .kind = KW_FLOW_KIND_ISSUE,
    .issue = { .kind = KW_GRANT_KIND_TENANT, .door = stay->doors[0], .stay_id = stay->id },
  };

  for (guint i = 1; i < stay->n_doors && order.issue.n_extra_doors < KW_GRANT_N_EXTRA_DOORS; i++)
    if (stay->doors[i].building == stay->doors[0].building)
      order.issue.extra_doors[order.issue.n_extra_doors++] = stay->doors[i];
  show_order (self, &order, /* n_cards= */ 1);
}

static void
issue (KwWindow *self)
{
  const KwSubject *subject = get_subject (self);
  const KwDeskOutcome *card = get_card (self);

  if (KW_IS_STAFF_PAGE (kw_window_get_page (self)))
    kw_window_show_form (self, kw_staff_form_new (kw_window_get_session (self)));
  else if (subject->stay_id != 0)
    kw_window_with_stay (self, subject->stay_id, issue_for_stay);
  else if (subject->door.door != 0)
    issue_for_door (self, subject->door);
  else if (card != NULL && card->stay != NULL)
    issue_for_stay (self, card->stay);
  else
    kw_window_tell (self, _ ("Choose a room or a stay first."));
}

/* The others */

/* (nullable): the card that lies there, if it is known, and one that the subject may mean */
static const KwDeskOutcome *
get_card_in_question (KwWindow *self)
{
  const KwSubject *subject = get_subject (self);
  const KwDeskOutcome *card = get_card (self);

  if (card == NULL || !card->is_known || card->credential == NULL)
    return NULL;
  if (subject->credential != 0)
    return subject->credential == card->credential->number ? card : NULL;
  return subject->stay_id == 0 || subject->stay_id == card->credential->stay_id ? card : NULL;
}

/* What is said of the subject; its credential is 0 if that shows when the card is laid down. */
static KwFlowOrder
make_order (KwWindow *self, KwFlowKind kind)
{
  const KwSubject *subject = get_subject (self);
  const KwDeskOutcome *card = get_card_in_question (self);

  return (KwFlowOrder){
    .kind = kind,
    .issue = { .door = subject->door },
    .credential = subject->credential != 0 || card == NULL ? subject->credential
                                                           : card->credential->number,
    .stay_id = subject->stay_id,
  };
}

/* A card that lies there already is called by its name. */
static void
take_back (KwWindow *self)
{
  KwFlowOrder order = make_order (self, KW_FLOW_KIND_RETURN);
  const KwDeskOutcome *card = get_card_in_question (self);
  g_autofree char *label = NULL;
  g_autofree char *purpose = NULL;

  if (card != NULL && card->card != NULL)
    {
      label = kw_card_dup_label (card->card);
      purpose = kw_words_dup_purpose (kw_desk_get_property (get_desk (self)),
                                      card->credential->grant, card->credential->holder);
    }
  order.card_label = label;
  order.card_purpose = purpose;
  show_order (self, &order, /* n_cards= */ 1);
}

static void
renew (KwWindow *self)
{
  KwFlowOrder order = make_order (self, KW_FLOW_KIND_RENEW);
  const KwDeskOutcome *card = get_card_in_question (self);

  if (card != NULL &&
      card->stay != NULL) /* what is proposed is in sight, also where it is refused */
    order.until_unix_s = card->stay->until_unix_s;
  if (card == NULL || card->stay == NULL || card->stay->state != KW_STAY_STATE_CLOSED)
    {
      show_order (self, &order, /* n_cards= */ 1);
      return;
    }
  take_back (self);
  kw_window_tell (self, _ ("The stay of this card has ended; return the card."));
}

/* Moving: first the stay gets its other room, then its cards. */

typedef struct
{
  gpointer window; /* weak */
  KwAwaited *awaited;
} Counting;

static void
on_old_cards_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Counting *counting = user_data;
  g_autoptr (KwAwaited) awaited = counting->awaited; /* until it is shown, or was told of */
  g_autoptr (KwWindow) self = kw_weak_take (counting->window);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = NULL;
  guint n_cards = 0;

  stay = kw_desk_count_old_cards_finish (KW_DESK (source), result, &n_cards, &error);
  if (self == NULL || kw_window_get_session (self) == NULL) /* closed meanwhile */
    return;
  if (stay == NULL)
    tell (self, error);
  else if (n_cards == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.move-stay", "x", stay->id);
  else
    {
      KwFlowOrder order = make_order (self, KW_FLOW_KIND_MOVE);

      order.issue.door = stay->doors[0];
      order.stay_id = stay->id;
      show_order (self, &order, n_cards);
    }
}

static void
count_old_cards (KwWindow *self, gint64 stay_id)
{
  Counting *counting = g_new0 (Counting, 1);

  counting->window = kw_weak_new (self);
  counting->awaited = kw_session_await (kw_window_get_session (self));
  kw_desk_count_old_cards_async (get_desk (self), stay_id, NULL, on_old_cards_counted_cb, counting);
}

static void
move (KwWindow *self)
{
  const KwFlowOrder order = make_order (self, KW_FLOW_KIND_MOVE);
  const KwDeskOutcome *card = get_card_in_question (self);
  const gint64 stay_id = order.stay_id != 0 || card == NULL ? order.stay_id
                                                            : card->credential->stay_id;

  if (stay_id != 0)
    count_old_cards (self, stay_id);
  else
    show_order (self, &order, /* n_cards= */ 1); /* whichever card is laid down */
}

/* Looking again */

static void
identify (KwWindow *self)
{
  KwSession *session = kw_window_get_session (self);
  KwDeskWatch *watch = kw_session_get_watch (session);
  g_autofree char *sentence = NULL;

  if (kw_desk_watch_get_phase (watch) != KW_DESK_WATCH_PHASE_EMPTY)
    {
      kw_desk_watch_refresh (watch);
      return;
    }
  sentence = kw_encoder_lamp_dup_advice (get_desk (self));
  kw_window_tell (self, sentence);
}

static void
act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);

  if (!kw_window_ensure_hotel (self))
    return;
  if (g_str_equal (name, "win.issue"))
    issue (self);
  else if (g_str_equal (name, "win.renew"))
    renew (self);
  else if (g_str_equal (name, "win.return"))
    take_back (self);
  else if (g_str_equal (name, "win.move"))
    move (self);
  else
    identify (self);
}

gboolean
kw_window_ensure_hotel (KwWindow *self)
{
  KwSession *session = kw_window_get_session (self);

  if (session == NULL) /* it is just being opened */
    return FALSE;
  if (kw_desk_get_property (kw_session_get_desk (session)) != NULL)
    return TRUE;
  kw_window_tell (self, _ ("First this station needs the property file of the hotel."));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.set-up", NULL);
  return FALSE;
}

/* Starting */

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
  open_keys (self);
}

void
kw_window_actions_install (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_class_install_action (widget_class, names[i], NULL, act);
}
