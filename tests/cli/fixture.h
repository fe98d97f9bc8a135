/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-property.h"

/**
 * make_property:
 *
 * Two buildings with a room 101 each. Main has two elevators that both have a landing 1, Annex has
 * one of its own, and one elevator serves both.
 *
 * Returns: (transfer full): the hotel
 */
static inline KwProperty *
make_property (void)
{
  static const KwBuilding buildings[] = { { 1, "Main" }, { 2, "Annex" }, { 3, "Barn" } };
  static const KwFloor floors[] = {
    { 1, 1, "EG" },
    { 1, 2, "1" },
    { 2, 1, "EG" },
    { 3, 1, "EG" },
  };
  static const KwDoor doors[] = {
    { 1, 1, 101, "101" }, { 1, 2, 102, "102" }, { 1, 2, 103, "103" },
    { 2, 1, 101, "101" }, { 2, 1, 201, "201" }, { 3, 1, 301, "301" },
  };
  static const KwArea areas[] = { { 0, "pool", 1, 1, TRUE }, { 5, "Grüner Salon", 1, 2, FALSE } };
  static const KwLanding left[] = { { 0, "EG", 1, 1 }, { 1, "1", 1, 2 }, { 2, "roof", 0, 0 } };
  static const KwLanding right[] = { { 0, "EG", 1, 1 }, { 1, "1", 1, 2 } };
  static const KwLanding annex[] = { { 0, "EG", 2, 1 }, { 1, "A/B", 0, 0 } };
  static const KwBank banks[] = {
    { 1, "Left", 1, G_N_ELEMENTS (left), left },
    { 2, "Right", 1, G_N_ELEMENTS (right), right },
    { 3, "Annex", 2, G_N_ELEMENTS (annex), annex },
  };
  const KwProperty fields = {
    .site = 7,
    .name = "Test House",
    .time_zone = "Europe/Berlin",
    .check_in_minute = 15 * 60,
    .check_out_minute = 11 * 60,
    .n_buildings = G_N_ELEMENTS (buildings),
    .buildings = buildings,
    .n_floors = G_N_ELEMENTS (floors),
    .floors = floors,
    .n_doors = G_N_ELEMENTS (doors),
    .doors = doors,
    .n_areas = G_N_ELEMENTS (areas),
    .areas = areas,
    .n_banks = G_N_ELEMENTS (banks),
    .banks = banks,
  };
  g_autoptr (GError) error = NULL;
  KwProperty *property = kw_property_new (&fields, &error);

  g_assert_no_error (error);
  return property;
}
