/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-property.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KwLandings:
 * @bank: number of the bank that @floors speaks of; 0 = every one
 * @floors: bit n = landing n
 * @has_every_landing: every landing of @bank
 *
 * To which floors a card lets one ride. A card speaks of one bank, or of all of them alike.
 */
typedef struct
{
  guint bank;
  guint64 floors;
  gboolean has_every_landing;
} KwLandings;

#define KW_TYPE_LANDING_CHOOSER (kw_landing_chooser_get_type ())
/**
 * KwLandingChooser:
 *
 * A row that says to which landings a card lets one ride, and opens to change that: for each
 * elevator bank its landings by name, and every floor.
 *
 * Signal `changed`: the user made another choice.
 */
G_DECLARE_FINAL_TYPE (KwLandingChooser, kw_landing_chooser, KW, LANDING_CHOOSER, AdwExpanderRow)

/**
 * kw_landing_chooser_set_property:
 * @self: a chooser
 * @property: the hotel; later calls change nothing
 *
 * Hides itself if the hotel has no elevator.
 */
void kw_landing_chooser_set_property (KwLandingChooser *self, const KwProperty *property);

/**
 * kw_landing_chooser_set_landings:
 * @self: a chooser with a property
 * @landings: what is chosen now
 */
void kw_landing_chooser_set_landings (KwLandingChooser *self, const KwLandings *landings);

/**
 * kw_landing_chooser_get_landings:
 * @self: a chooser
 * @out_landings: (out): what is chosen now
 */
void kw_landing_chooser_get_landings (KwLandingChooser *self, KwLandings *out_landings);

G_END_DECLS
