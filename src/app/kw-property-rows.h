/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-property.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The parts of the hotel as rows of a preferences group. Main thread. */

/**
 * kw_property_rows_new_building:
 * @property: the hotel; a reference is taken
 * @building: one of its buildings
 *
 * Returns: (transfer floating): an expander with its floors, which are made when it is opened
 */
GtkWidget *kw_property_rows_new_building (const KwProperty *property, const KwBuilding *building);

/**
 * kw_property_rows_new_area:
 * @property: the hotel
 * @area: one of its areas
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *kw_property_rows_new_area (const KwProperty *property, const KwArea *area);

/**
 * kw_property_rows_new_bank:
 * @property: the hotel
 * @bank: one of its elevator banks
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *kw_property_rows_new_bank (const KwProperty *property, const KwBank *bank);

G_END_DECLS
