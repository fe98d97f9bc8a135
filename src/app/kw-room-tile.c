/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-room-tile.h"

#include "kw-desk-room.h"
#include "kw-session.h"
#include "kw-stay-words.h"
#include "kw-tooltip.h"

#include <glib/gi18n.h>

#define N_DOTS_MAX 4
#define DOT "▮"

struct _KwRoomTile
{
  AdwBin parent_instance;

  GtkLabel *name;
  GtkLabel *mark;
  GtkLabel *word;
  GtkLabel *cards;

  KwSlot *slot;
};

G_DEFINE_FINAL_TYPE (KwRoomTile, kw_room_tile, ADW_TYPE_BIN)

/* One dot a card, or a dot and a number. */
static char *
dup_dots (guint n)
{
  GString *dots = NULL;

  if (n > N_DOTS_MAX)
    return g_strdup_printf ("%s %u", DOT, n);
  dots = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    g_string_append (dots, DOT);
  return g_string_free (dots, FALSE);
}

static void
set_style (GtkWidget *widget, KwDeskRoomState state)
{
  for (int i = 0; i < KW_DESK_ROOM_STATE_N; i++)
    {
      const char *style = kw_stay_words_get_room_style ((KwDeskRoomState)i);

      if (style != NULL)
        gtk_widget_remove_css_class (widget, style);
    }
  if (kw_stay_words_get_room_style (state) != NULL)
    gtk_widget_add_css_class (widget, kw_stay_words_get_room_style (state));
}

static void
show_room (KwRoomTile *self)
{
  KwDeskRoom *room = self->slot == NULL ? NULL : kw_slot_get_item (self->slot);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *dots = NULL;
  g_autofree char *cards = NULL;
  g_autofree char *label = NULL;
  g_autofree char *tip = NULL;
  KwDeskRoomState state;

  if (room == NULL)
    return;
  state = kw_desk_room_get_state (room);
  dots = dup_dots (kw_desk_room_get_n_live_cards (room));
  cards = kw_stay_words_dup_cards (kw_desk_room_get_n_live_cards (room));
  gtk_label_set_label (self->name, kw_desk_room_get_name (room));
  gtk_label_set_label (self->mark, kw_stay_words_get_room_mark (state));
  gtk_label_set_label (self->word, kw_stay_words_get_room_state (state));
  gtk_label_set_label (self->cards, dots);
  set_style (GTK_WIDGET (self->mark), state);

  /* Translators: a room for who cannot see it: its name, its state ("in house"), its cards ("2 live
     cards") */
  label = g_strdup_printf (C_ ("room tile", "%s, %s, %s"), kw_desk_room_get_name (room),
                           kw_stay_words_get_room_state (state), cards);
  /* Translators: the name of a building and of a floor */
  tip = g_strdup_printf (_ ("%s, floor %s"), kw_desk_room_get_building_name (room),
                         kw_desk_room_get_floor_name (room));
  kw_tooltip_set (GTK_WIDGET (self), tip);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                    -1);
}

static void
kw_room_tile_dispose (GObject *object)
{
  KwRoomTile *self = KW_ROOM_TILE (object);

  kw_room_tile_set_slot (self, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL); /* before its template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_ROOM_TILE);
  G_OBJECT_CLASS (kw_room_tile_parent_class)->dispose (object);
}

static void
kw_room_tile_class_init (KwRoomTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_room_tile_dispose;
  gtk_widget_class_set_css_name (widget_class, "roomtile");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-room-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, KwRoomTile, name);
  gtk_widget_class_bind_template_child (widget_class, KwRoomTile, mark);
  gtk_widget_class_bind_template_child (widget_class, KwRoomTile, word);
  gtk_widget_class_bind_template_child (widget_class, KwRoomTile, cards);
}

static void
kw_room_tile_init (KwRoomTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kw_room_tile_new (void)
{
  return g_object_new (KW_TYPE_ROOM_TILE, NULL);
}

void
kw_room_tile_set_slot (KwRoomTile *self, KwSlot *slot)
{
  if (self->slot != NULL)
    g_signal_handlers_disconnect_by_func (self->slot, show_room, self);
  g_set_object (&self->slot, slot);
  if (slot == NULL)
    return;
  g_signal_connect_object (slot, "notify::item", G_CALLBACK (show_room), self, G_CONNECT_SWAPPED);
  show_room (self);
}
