/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-room-panel.h"

#include "kw-panel.h"
#include "kw-stay-box.h"
#include "kw-stay-words.h"
#include "kw-verb-button.h"
#include "kw-window-stays.h"

#include <glib/gi18n.h>

struct _KwRoomPanel
{
  AdwBin parent_instance;

  GtkLabel *name;
  GtkLabel *place;
  GtkLabel *mark;
  GtkLabel *line;
  GtkLabel *cards;
  GtkLabel *lost;
  KwVerbButton *check_in;
  KwVerbButton *other;
  KwVerbButton *next;
  KwStayBox *stay;

  KwSession *session;
  KwDeskRoomList *rooms;
  KwDoorRef door;
  gint64 put_stay_id;    /* that was put just now: until the list has it; 0 = ask the list */
  gboolean is_put_other; /* the list has it, behind another one of the room */
};

static void kw_room_panel_init_panel (KwPanelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KwRoomPanel, kw_room_panel, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KW_TYPE_PANEL, kw_room_panel_init_panel))

static void
show_heading (KwRoomPanel *self, KwDeskRoom *room)
{
  KwDesk *desk = kw_session_get_desk (self->session);
  /* Translators: the name of a building and of a floor */
  g_autofree char *place = g_strdup_printf (_ ("%s, floor %s"),
                                            kw_desk_room_get_building_name (room),
                                            kw_desk_room_get_floor_name (room));
  g_autofree char *line = kw_stay_words_dup_room_line (kw_desk_get_property (desk),
                                                       kw_desk_get_now_unix_s (desk), room);
  g_autofree char *cards = kw_stay_words_dup_cards (kw_desk_room_get_n_live_cards (room));
  const guint n_lost = kw_desk_room_get_n_lost_cards (room);
  g_autofree char *lost = n_lost > 0 ? kw_stay_words_dup_lost (n_lost) : NULL;

  gtk_label_set_label (self->name, kw_desk_room_get_name (room));
  gtk_label_set_label (self->place, place);
  gtk_label_set_label (self->mark, kw_stay_words_get_room_mark (kw_desk_room_get_state (room)));
  gtk_label_set_label (self->line, line);
  gtk_label_set_label (self->cards, cards);
  gtk_label_set_label (self->lost, lost != NULL ? lost : "");
  gtk_widget_set_visible (GTK_WIDGET (self->lost), lost != NULL);
}

static gint64
get_stay_id (KwRoomPanel *self, KwDeskRoom *room)
{
  return self->put_stay_id != 0 ? self->put_stay_id : kw_desk_room_get_stay_id (room);
}

/* The second stay of the room was just put, and stays in sight. */
static gboolean
is_other_shown (KwRoomPanel *self, KwDeskRoom *room)
{
  return self->put_stay_id != 0 && self->put_stay_id == kw_desk_room_get_other_stay_id (room);
}

static gint64
get_other_stay_id (KwRoomPanel *self, KwDeskRoom *room)
{
  return is_other_shown (self, room) ? kw_desk_room_get_stay_id (room)
                                     : kw_desk_room_get_other_stay_id (room);
}

static char *
dup_other_label (KwRoomPanel *self, KwDeskRoom *room)
{
  const char *tenant = is_other_shown (self, room) ? NULL : kw_desk_room_get_other_tenant (room);
  g_auto (GStrv) parts = NULL;
  g_autofree char *name = NULL;

  if (tenant == NULL)
    return g_strdup (_ ("_Also in House: Another Stay"));
  parts = g_strsplit (tenant, "_", -1);
  name = g_strjoinv ("__", parts); /* no mnemonic in a name */
  /* Translators: the name of a tenant who has the room too */
  return g_strdup_printf (_ ("_Also in House: %s"), name);
}

/* What leads away from the stay is not there before the stay is: it would be what Enter presses. */
static void
show_others (KwRoomPanel *self)
{
  KwDeskRoom *room = kw_desk_room_list_get_room (self->rooms, self->door);
  const gboolean is_known = gtk_widget_get_visible (GTK_WIDGET (self->stay));
  const gint64 next_id = room != NULL ? kw_desk_room_get_expected_stay_id (room) : 0;
  const gint64 other_id = room != NULL ? get_other_stay_id (self, room) : 0;

  gtk_widget_set_visible (GTK_WIDGET (self->next),
                          is_known && next_id != 0 && next_id != get_stay_id (self, room));
  gtk_widget_set_visible (GTK_WIDGET (self->other), is_known && other_id != 0);
  if (next_id != 0)
    kw_verb_button_set_verb (self->next, _ ("Show the _Next Arrival"), NULL, "win.show-stay",
                             g_variant_new_int64 (next_id));
  if (other_id != 0)
    {
      g_autofree char *label = dup_other_label (self, room);

      kw_verb_button_set_verb (self->other, label, NULL, "win.show-stay",
                               g_variant_new_int64 (other_id));
    }
}

static void
show_verbs (KwRoomPanel *self, KwDeskRoom *room)
{
  const gint64 stay_id = get_stay_id (self, room);
  g_autofree char *door = kw_window_stays_dup_door (self->door);

  kw_verb_button_set_verb (self->check_in, _ ("Check _In"), NULL, "win.check-in",
                           g_variant_new_string (door));
  gtk_widget_set_visible (GTK_WIDGET (self->check_in), stay_id == 0);
  show_others (self);
  kw_panel_set_default (KW_PANEL (self), stay_id == 0 ? GTK_WIDGET (self->check_in)
                                                      : kw_stay_box_get_suggested (self->stay));
}

static void
show_room (KwRoomPanel *self)
{
  KwDeskRoom *room = kw_desk_room_list_get_room (self->rooms, self->door);

  if (room == NULL)
    return;
  show_heading (self, room);
  kw_stay_box_set_stay (self->stay, self->session, get_stay_id (self, room));
  show_verbs (self, room);
}

/* The second stay of a room stays in sight until it is over. */
static void
heed_list (KwRoomPanel *self, KwDeskRoom *room)
{
  const gboolean was_other = self->is_put_other;

  self->is_put_other = is_other_shown (self, room);
  if (kw_desk_room_get_stay_id (room) == self->put_stay_id || (was_other && !self->is_put_other))
    self->put_stay_id = 0;
}

static void
on_rooms_changed_cb (KwRoomPanel *self)
{
  KwDeskRoom *room = kw_desk_room_list_get_room (self->rooms, self->door);

  if (room != NULL && self->put_stay_id != 0)
    heed_list (self, room);
  show_room (self);
}

/* Panel */

static char *
kw_room_panel_dup_title (KwPanel *panel)
{
  return g_strdup (_ ("Room"));
}

static void
kw_room_panel_take_subject (KwPanel *panel)
{
  KwRoomPanel *self = KW_ROOM_PANEL (panel);
  KwDeskRoom *room = kw_desk_room_list_get_room (self->rooms, self->door);
  const KwSubject subject = { .door = self->door,
                              .stay_id = room != NULL ? get_stay_id (self, room) : 0 };

  kw_session_set_subject (self->session, &subject);
}

static void
kw_room_panel_init_panel (KwPanelInterface *iface)
{
  iface->dup_title = kw_room_panel_dup_title;
  iface->take_subject = kw_room_panel_take_subject;
}

/* Object */

static void
kw_room_panel_dispose (GObject *object)
{
  KwRoomPanel *self = KW_ROOM_PANEL (object);

  adw_bin_set_child (ADW_BIN (self), NULL); /* before its template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_ROOM_PANEL);
  g_clear_object (&self->rooms);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_room_panel_parent_class)->dispose (object);
}

static void
kw_room_panel_class_init (KwRoomPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_room_panel_dispose;
  g_type_ensure (KW_TYPE_STAY_BOX);
  g_type_ensure (KW_TYPE_VERB_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-room-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KwRoomPanel, name);
  gtk_widget_class_bind_template_child (widget_class, KwRoomPanel, place);
  gtk_widget_class_bind_template_child (widget_class, KwRoomPanel, mark);
  gtk_widget_class_bind_template_child (widget_class, KwRoomPanel, line);
  gtk_widget_class_bind_template_child (widget_class, KwRoomPanel, cards);
  gtk_widget_class_bind_template_child (widget_class, KwRoomPanel, lost);
  gtk_widget_class_bind_template_child (widget_class, KwRoomPanel, check_in);
  gtk_widget_class_bind_template_child (widget_class, KwRoomPanel, other);
  gtk_widget_class_bind_template_child (widget_class, KwRoomPanel, next);
  gtk_widget_class_bind_template_child (widget_class, KwRoomPanel, stay);
}

static void
kw_room_panel_init (KwRoomPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_stay_box_hide_line (self->stay);
  g_signal_connect_object (self->stay, "notify::visible", G_CALLBACK (show_others), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
kw_room_panel_new (KwSession *session, KwDeskRoomList *rooms)
{
  KwRoomPanel *self = g_object_new (KW_TYPE_ROOM_PANEL, NULL);

  self->session = g_object_ref (session);
  self->rooms = g_object_ref (rooms);
  g_signal_connect_object (rooms, "items-changed", G_CALLBACK (on_rooms_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
kw_room_panel_set_room (KwRoomPanel *self, KwDoorRef door, gint64 stay_id)
{
  self->door = door;
  self->put_stay_id = stay_id;
  self->is_put_other = FALSE;
  on_rooms_changed_cb (self); /* they may have it already */
}

void
kw_room_panel_do_suggested (KwRoomPanel *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->check_in)))
    kw_verb_button_do (self->check_in);
  else
    kw_stay_box_do_suggested (self->stay);
}
