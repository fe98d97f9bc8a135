/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-practice.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KW_TYPE_PRACTICE_TILE (kw_practice_tile_get_type ())
/**
 * KwPracticeTile:
 *
 * A virtual card as a button that is pressed in while the card lies on the encoder.
 */
G_DECLARE_FINAL_TYPE (KwPracticeTile, kw_practice_tile, KW, PRACTICE_TILE, GtkToggleButton)

/**
 * kw_practice_tile_new:
 * @card: a card
 *
 * Returns: (transfer floating): a tile that follows it
 */
GtkWidget *kw_practice_tile_new (KwPracticeCard *card);

/**
 * kw_practice_tile_get_card:
 * @self: a tile
 *
 * Returns: (transfer none): its card
 */
KwPracticeCard *kw_practice_tile_get_card (KwPracticeTile *self);

/**
 * kw_practice_tile_update:
 * @self: a tile
 *
 * Shows where the card is, whatever was pressed.
 */
void kw_practice_tile_update (KwPracticeTile *self);

/**
 * kw_practice_tile_compare:
 * @self: a tile
 * @other: another
 *
 * Returns: as strcmp() would: by name, numbers in it as numbers
 */
int kw_practice_tile_compare (KwPracticeTile *self, KwPracticeTile *other);

G_END_DECLS
