/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-batch-places.h"

#include <glib/gi18n.h>

static void
add_place (GArray *places, GtkStringList *names, guint building, guint floor, const char *name)
{
  const KwBatchPlace place = { building, floor };

  g_array_append_val (places, place);
  gtk_string_list_append (names, name);
}

static void
add_floor (GArray *places, GtkStringList *names, const KwProperty *property, const KwFloor *floor_,
           const KwBuilding *building)
{
  g_autofree char *name = NULL;

  if (property->n_buildings == 1)
    /* Translators: the name of a floor */
    name = g_strdup_printf (_ ("Floor %s"), floor_->name);
  else
    /* Translators: the name of a building and that of a floor */
    name = g_strdup_printf (_ ("%s, floor %s"), building->name, floor_->name);
  add_place (places, names, building->number, floor_->number, name);
}

static void
add_building (GArray *places, GtkStringList *names, const KwProperty *property,
              const KwBuilding *building, gboolean has_all)
{
  if (!has_all || property->n_buildings > 1)
    {
      /* Translators: the name of a building: every floor of it */
      g_autofree char *name = g_strdup_printf (_ ("All of %s"), building->name);

      add_place (places, names, building->number, 0, name);
    }
  for (guint i = 0; i < property->n_floors; i++)
    if (property->floors[i].building == building->number)
      add_floor (places, names, property, &property->floors[i], building);
}

GArray *
kw_batch_places_fill (GtkDropDown *drop_down, const KwProperty *property, gboolean has_all)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (KwBatchPlace));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (has_all)
    add_place (places, names, 0, 0, _ ("Every floor"));
  for (guint i = 0; property != NULL && i < property->n_buildings; i++)
    add_building (places, names, property, &property->buildings[i], has_all);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (names));
  return places;
}
