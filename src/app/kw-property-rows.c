/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-property-rows.h"

#include "kw-words.h"

#include <glib/gi18n.h>

/* Names of this many rooms are read out; nobody reads more in a row. */
#define N_ROOMS_SHOWN 60

static GtkWidget *
new_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title_text = g_markup_escape_text (title, -1);
  g_autofree char *subtitle_text = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle_text);
  return row;
}

static char *
dup_numbered (guint number)
{
  /* Translators: the number of a building, floor, area or elevator on cards and in locks */
  return g_strdup_printf (_ ("Number %u"), number);
}

static char *
dup_n_rooms (guint n)
{
  return g_strdup_printf (ngettext ("%u room", "%u rooms", n), n);
}

/* Takes @first and @second. */
static char *
join (char *first, char *second)
{
  g_autofree char *own_first = first;
  g_autofree char *own_second = second;

  /* Translators: two short facts side by side: "Number 3 · 24 rooms" */
  return g_strdup_printf (C_ ("two facts", "%s · %s"), first, second);
}

static GtkWidget *
new_floor_row (const KwProperty *property, const KwFloor *floor_)
{
  g_autoptr (GString) rooms = g_string_new (NULL);
  g_autofree char *facts = NULL;
  g_autofree char *subtitle = NULL;
  /* Translators: the name of a floor */
  g_autofree char *title = g_strdup_printf (_ ("Floor %s"), floor_->name);
  guint n = 0;

  for (guint i = 0; i < property->n_doors; i++)
    {
      const KwDoor *door = &property->doors[i];

      if (door->building != floor_->building || door->floor != floor_->number)
        continue;
      if (n < N_ROOMS_SHOWN)
        g_string_append_printf (rooms, "%s%s", n > 0 ? ", " : "", door->name);
      else if (n == N_ROOMS_SHOWN)
        g_string_append (rooms, " …");
      n++;
    }
  facts = join (dup_numbered (floor_->number), dup_n_rooms (n));
  subtitle = n > 0 ? g_strconcat (facts, "\n", rooms->str, NULL) : g_strdup (facts);
  return new_row (title, subtitle);
}

static void
on_expanded_cb (AdwExpanderRow *row, GParamSpec *pspec, gpointer user_data)
{
  const KwProperty *property = g_object_get_data (G_OBJECT (row), "property");
  guint building = GPOINTER_TO_UINT (user_data);

  if (property == NULL || !adw_expander_row_get_expanded (row))
    return;
  for (guint i = 0; i < property->n_floors; i++)
    if (property->floors[i].building == building)
      adw_expander_row_add_row (row, new_floor_row (property, &property->floors[i]));
  g_object_set_data (G_OBJECT (row), "property", NULL);
}

GtkWidget *
kw_property_rows_new_building (const KwProperty *property, const KwBuilding *building)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *title = g_markup_escape_text (building->name, -1);
  g_autofree char *subtitle = NULL;
  guint n_floors = 0;
  guint n_rooms = 0;

  for (guint i = 0; i < property->n_floors; i++)
    n_floors += property->floors[i].building == building->number;
  for (guint i = 0; i < property->n_doors; i++)
    n_rooms += property->doors[i].building == building->number;
  subtitle = join (join (dup_numbered (building->number),
                         g_strdup_printf (ngettext ("%u floor", "%u floors", n_floors), n_floors)),
                   dup_n_rooms (n_rooms));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  g_object_set_data_full (G_OBJECT (row), "property", kw_property_ref (property),
                          (GDestroyNotify)kw_property_unref);
  g_signal_connect (row, "notify::expanded", G_CALLBACK (on_expanded_cb),
                    GUINT_TO_POINTER (building->number));
  return row;
}

GtkWidget *
kw_property_rows_new_area (const KwProperty *property, const KwArea *area)
{
  const KwBuilding *building = kw_property_get_building (property, area->building);
  const KwFloor *floor_ = kw_property_get_floor (property, area->building, area->floor);
  g_autofree char *facts = NULL;
  g_autofree char *subtitle = NULL;
  char *place = NULL;

  /* Translators: the name of a building and of a floor */
  place = g_strdup_printf (_ ("%s, floor %s"), building != NULL ? building->name : "",
                           floor_ != NULL ? floor_->name : "");
  facts = join (dup_numbered (area->number), place);
  subtitle = g_strconcat (facts, "\n",
                          area->is_default ? _ ("Every tenant card opens it.")
                                           : _ ("A tenant card opens it only if that is chosen."),
                          NULL);
  return new_row (area->name, subtitle);
}

GtkWidget *
kw_property_rows_new_bank (const KwProperty *property, const KwBank *bank)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;
  g_autofree char *subtitle = NULL;
  char *landings = NULL;

  for (guint i = 0; i < bank->n_landings; i++)
    g_ptr_array_add (names, (gpointer)bank->landings[i].name);
  list = kw_words_dup_list (names);
  landings = g_strdup_printf (
      /* Translators: how many landings an elevator bank has, and their names */
      ngettext ("%u landing: %s", "%u landings: %s", bank->n_landings), bank->n_landings, list);
  subtitle = join (dup_numbered (bank->number), landings);
  return new_row (bank->name, subtitle);
}
