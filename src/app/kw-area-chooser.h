/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-property.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_AREA_CHOOSER (kw_area_chooser_get_type ())
/**
 * KwAreaChooser:
 *
 * A row that says which common areas a card opens, and opens to change that.
 *
 * Signal `changed`: the user made another choice.
 */
G_DECLARE_FINAL_TYPE (KwAreaChooser, kw_area_chooser, KW, AREA_CHOOSER, AdwExpanderRow)

/**
 * kw_area_chooser_set_property:
 * @self: a chooser
 * @property: the hotel; later calls with another one change nothing
 *
 * Hides itself if the hotel has no areas.
 */
void kw_area_chooser_set_property (KwAreaChooser *self, const KwProperty *property);

/**
 * kw_area_chooser_set_areas:
 * @self: a chooser with a property
 * @areas: bit n = area n is opened
 */
void kw_area_chooser_set_areas (KwAreaChooser *self, guint32 areas);

/**
 * kw_area_chooser_get_areas:
 * @self: a chooser
 *
 * Returns: bit n = area n is opened
 */
guint32 kw_area_chooser_get_areas (KwAreaChooser *self);

G_END_DECLS
