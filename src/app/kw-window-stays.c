/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-window-stays.h"

#include "kw-check-out-form.h"
#include "kw-desk-stays.h"
#include "kw-error-words.h"
#include "kw-rooms-page.h"
#include "kw-stay-form.h"
#include "kw-stay-panel.h"
#include "kw-stays-page.h"
#include "kw-weak.h"
#include "kw-window-actions.h"

#include <glib/gi18n.h>
#include <stdio.h>

typedef struct
{
  gpointer window; /* weak */
  KwWindowStayFunc func;
  KwAwaited *awaited;
} StayCall;

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree StayCall *call = user_data;
  g_autoptr (KwAwaited) awaited = call->awaited; /* until it is shown, or was told of */
  g_autoptr (KwWindow) self = kw_weak_take (call->window);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = kw_desk_load_stay_finish (KW_DESK (source), result, &error);
  g_autofree char *sentence = NULL;

  if (self == NULL || kw_window_get_session (self) == NULL) /* closed meanwhile */
    return;
  if (stay != NULL)
    {
      call->func (self, stay);
      return;
    }
  sentence = kw_error_words_dup_sentence (error);
  kw_window_tell (self, sentence);
}

void
kw_window_with_stay (KwWindow *self, gint64 stay_id, KwWindowStayFunc func)
{
  KwSession *session = kw_window_get_session (self);
  StayCall *call;

  if (session == NULL)
    return;
  call = g_new0 (StayCall, 1);
  call->window = kw_weak_new (self);
  call->func = func;
  call->awaited = kw_session_await (session);
  kw_desk_load_stay_async (kw_session_get_desk (session), stay_id, NULL, on_loaded_cb, call);
}

static void
with_stay (GtkWidget *widget, GVariant *stay_id, KwWindowStayFunc func)
{
  kw_window_with_stay (KW_WINDOW (widget), g_variant_get_int64 (stay_id), func);
}

static void
set_subject (KwWindow *self, KwDoorRef door, gint64 stay_id)
{
  const KwSubject subject = { .door = door, .stay_id = stay_id };

  kw_session_set_subject (kw_window_get_session (self), &subject);
}

/* {0, 0} if it is none. */
static KwDoorRef
read_door (GVariant *parameter)
{
  KwDoorRef door = { 0, 0 };
  int n_read = 0;

  if (sscanf (g_variant_get_string (parameter, NULL), "%u:%u%n", &door.building, &door.door,
              &n_read) != 2 ||
      g_variant_get_string (parameter, NULL)[n_read] != '\0')
    return (KwDoorRef){ 0, 0 };
  return door;
}

/* Actions */

static void
show_room (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const KwDoorRef door = read_door (parameter);
  GtkWidget *page = kw_window_show_page (KW_WINDOW (widget), "rooms");

  if (page != NULL && door.door != 0)
    kw_rooms_page_show_room (KW_ROOMS_PAGE (page), door, /* stay_id= */ 0);
}

static void
show_loaded_stay (KwWindow *self, const KwStay *stay)
{
  GtkWidget *page = kw_window_show_page (self, "stays");

  if (page != NULL)
    kw_stays_page_show_stay (KW_STAYS_PAGE (page), stay);
}

static void
show_stay (GtkWidget *widget, const char *action, GVariant *parameter)
{
  with_stay (widget, parameter, show_loaded_stay);
}

static void
check_in (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  KwSession *session = kw_window_get_session (self);
  const KwSubject *subject = NULL;
  KwDoorRef door = read_door (parameter);

  if (!kw_window_ensure_hotel (self))
    return;
  subject = kw_session_get_subject (session);
  if (door.door == 0 && subject->stay_id == 0)
    door = subject->door; /* the room that is selected, if nobody is in */
  kw_window_show_form (self, kw_stay_form_new_check_in (session, door));
}

static void
change_loaded_stay (KwWindow *self, const KwStay *stay)
{
  set_subject (self, stay->doors[0], stay->id);
  kw_window_show_form (
      self, kw_stay_form_new (kw_window_get_session (self), KW_STAY_FORM_KIND_CHANGE, stay));
}

static void
change_stay (GtkWidget *widget, const char *action, GVariant *parameter)
{
  with_stay (widget, parameter, change_loaded_stay);
}

static void
move_loaded_stay (KwWindow *self, const KwStay *stay)
{
  if (stay->state == KW_STAY_STATE_CLOSED)
    {
      kw_window_tell (self, _ ("This stay has ended; its cards can only be returned."));
      return;
    }
  set_subject (self, stay->doors[0], stay->id);
  kw_window_show_form (
      self, kw_stay_form_new (kw_window_get_session (self), KW_STAY_FORM_KIND_MOVE, stay));
}

static void
move_stay (GtkWidget *widget, const char *action, GVariant *parameter)
{
  with_stay (widget, parameter, move_loaded_stay);
}

static void
check_out_loaded_stay (KwWindow *self, const KwStay *stay)
{
  set_subject (self, stay->doors[0], stay->id);
  kw_window_show_form (self, kw_check_out_form_new (kw_window_get_session (self), stay));
}

static void
check_out (GtkWidget *widget, const char *action, GVariant *parameter)
{
  with_stay (widget, parameter, check_out_loaded_stay);
}

void
kw_window_stays_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.show-room", "s", show_room);
  gtk_widget_class_install_action (klass, "win.show-stay", "x", show_stay);
  gtk_widget_class_install_action (klass, "win.check-in", "s", check_in);
  gtk_widget_class_install_action (klass, "win.change-stay", "x", change_stay);
  gtk_widget_class_install_action (klass, "win.move-stay", "x", move_stay);
  gtk_widget_class_install_action (klass, "win.check-out", "x", check_out);
}

char *
kw_window_stays_dup_door (KwDoorRef door)
{
  return g_strdup_printf ("%u:%u", door.building, door.door);
}

void
kw_window_show_stay_details (KwWindow *self, const KwStay *stay)
{
  GtkWidget *page = kw_window_get_page (self);

  set_subject (self, stay->doors[0], stay->id);
  if (page != NULL && KW_IS_ROOMS_PAGE (page))
    kw_rooms_page_show_room (KW_ROOMS_PAGE (page), stay->doors[0],
                             stay->state == KW_STAY_STATE_OPEN ? stay->id : 0);
  else
    kw_window_show_panel (self, kw_stay_panel_new (kw_window_get_session (self), stay->id));
}
