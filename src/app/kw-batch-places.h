/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-property.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KwBatchPlace:
 * @building: number of a building; 0 = every one
 * @floor: number of a floor of it; 0 = every one
 */
typedef struct
{
  guint building;
  guint floor;
} KwBatchPlace;

/**
 * kw_batch_places_fill:
 * @drop_down: gets the names of the places
 * @property: (nullable): the hotel
 * @has_all: the first place is all of it
 *
 * Returns: (transfer full) (element-type KwBatchPlace): the buildings, each followed by its floors,
 *   in the order of @drop_down
 */
GArray *kw_batch_places_fill (GtkDropDown *drop_down, const KwProperty *property, gboolean has_all);

G_END_DECLS
