/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-practice-tile.h"

#include "kw-session.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KwPracticeTile
{
  GtkToggleButton parent_instance;

  KwPracticeCard *card;
  char *key; /* to sort by */

  GtkLabel *name;
  GtkLabel *medium;
  GtkLabel *place;
};

G_DEFINE_FINAL_TYPE (KwPracticeTile, kw_practice_tile, GTK_TYPE_TOGGLE_BUTTON)

/* Short: it stands in a tile. */
static const char *
get_medium_word (KwPracticeMedium medium)
{
  switch (medium)
    {
    case KW_PRACTICE_MEDIUM_CLASSIC_1K:
      return "Classic 1K";
    case KW_PRACTICE_MEDIUM_CLASSIC_4K:
      return "Classic 4K";
    case KW_PRACTICE_MEDIUM_DESFIRE:
      return "DESFire";
    case KW_PRACTICE_MEDIUM_NTAG213:
      break;
    }
  return "NTAG213";
}

static void
kw_practice_tile_dispose (GObject *object)
{
  KwPracticeTile *self = KW_PRACTICE_TILE (object);

  gtk_button_set_child (GTK_BUTTON (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_PRACTICE_TILE);
  g_clear_object (&self->card);
  G_OBJECT_CLASS (kw_practice_tile_parent_class)->dispose (object);
}

static void
kw_practice_tile_finalize (GObject *object)
{
  g_free (KW_PRACTICE_TILE (object)->key);
  G_OBJECT_CLASS (kw_practice_tile_parent_class)->finalize (object);
}

static void
kw_practice_tile_class_init (KwPracticeTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_practice_tile_dispose;
  G_OBJECT_CLASS (klass)->finalize = kw_practice_tile_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-practice-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, KwPracticeTile, name);
  gtk_widget_class_bind_template_child (widget_class, KwPracticeTile, medium);
  gtk_widget_class_bind_template_child (widget_class, KwPracticeTile, place);
}

static void
kw_practice_tile_init (KwPracticeTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kw_practice_tile_new (KwPracticeCard *card)
{
  KwPracticeTile *self = g_object_new (KW_TYPE_PRACTICE_TILE, NULL);
  const char *name = kw_practice_card_get_name (card);

  self->card = g_object_ref (card);
  self->key = g_utf8_collate_key_for_filename (name, -1);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->medium, get_medium_word (kw_practice_card_get_medium (card)));
  g_signal_connect_object (card, "notify::is-on-encoder", G_CALLBACK (kw_practice_tile_update),
                           self, G_CONNECT_SWAPPED);
  kw_practice_tile_update (self);
  return GTK_WIDGET (self);
}

KwPracticeCard *
kw_practice_tile_get_card (KwPracticeTile *self)
{
  return self->card;
}

void
kw_practice_tile_update (KwPracticeTile *self)
{
  const gboolean is_there = kw_practice_card_is_on_encoder (self->card);
  const char *place = is_there ? C_ ("card", "on the encoder") : C_ ("card", "put aside");
  g_autofree char *spoken = NULL;

  gtk_label_set_label (self->place, place);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self), is_there);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               is_there ? _ ("Lift it off the encoder") : _ ("Lay it down"));
  /* Translators: a practice card for who cannot see it: its name, and where it is */
  spoken = g_strdup_printf (C_ ("practice card", "%s, %s"), kw_practice_card_get_name (self->card),
                            place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

int
kw_practice_tile_compare (KwPracticeTile *self, KwPracticeTile *other)
{
  return strcmp (self->key, other->key);
}
