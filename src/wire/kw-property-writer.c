/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-property-file.h"

#include <json-glib/json-glib.h>

/* The text of one list: an item a line, "  {…},". */
static void
append_list (GString *text, const char *name, JsonArray *items, gboolean is_last)
{
  g_string_append_printf (text, "  \"%s\": [", name);
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      g_autofree char *line = json_to_string (json_array_get_element (items, i), FALSE);

      g_string_append_printf (text, "%s\n    %s", i > 0 ? "," : "", line);
    }
  g_string_append_printf (text, "%s]%s\n", json_array_get_length (items) > 0 ? "\n  " : "",
                          is_last ? "" : ",");
}

static void
append_value (GString *text, const char *name, JsonNode *value)
{
  g_autoptr (JsonNode) node = value;
  g_autofree char *line = json_to_string (node, FALSE);

  g_string_append_printf (text, "  \"%s\": %s,\n", name, line);
}

static JsonNode *
make_text (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *
make_number (gint64 number)
{
  return json_node_init_int (json_node_alloc (), number);
}

static JsonNode *
make_minute (guint minute)
{
  g_autofree char *text = g_strdup_printf ("%02u:%02u", minute / 60, minute % 60);

  return make_text (text);
}

static void
set_building (JsonObject *item, const KwProperty *property, guint building)
{
  json_object_set_string_member (item, "building",
                                 kw_property_get_building (property, building)->name);
}

static void
set_floor (JsonObject *item, const KwProperty *property, guint building, guint floor)
{
  json_object_set_string_member (item, "floor",
                                 kw_property_get_floor (property, building, floor)->name);
}

static void
append_head (GString *text, const KwProperty *property)
{
  g_autofree char *application = g_strdup_printf ("%06X", property->desfire_application);

  append_value (text, "format", make_number (1));
  append_value (text, "site", make_number (property->site));
  append_value (text, "name", make_text (property->name));
  append_value (text, "time_zone", make_text (property->time_zone));
  append_value (text, "check_in", make_minute (property->check_in_minute));
  append_value (text, "check_out", make_minute (property->check_out_minute));
  append_value (text, "allow_cloneable_master",
                json_node_init_boolean (json_node_alloc (), property->allow_cloneable_master));
  append_value (text, "desfire_application", make_text (application));
  append_value (text, "classic_first_sector", make_number (property->classic_first_sector));
}

static void
append_buildings_and_floors (GString *text, const KwProperty *property)
{
  g_autoptr (JsonArray) buildings = json_array_new ();
  g_autoptr (JsonArray) floors = json_array_new ();

  for (guint i = 0; i < property->n_buildings; i++)
    {
      JsonObject *item = json_object_new ();

      json_object_set_int_member (item, "number", property->buildings[i].number);
      json_object_set_string_member (item, "name", property->buildings[i].name);
      json_array_add_object_element (buildings, item);
    }
  for (guint i = 0; i < property->n_floors; i++)
    {
      const KwFloor *floor_ = &property->floors[i];
      JsonObject *item = json_object_new ();

      set_building (item, property, floor_->building);
      json_object_set_int_member (item, "number", floor_->number);
      json_object_set_string_member (item, "name", floor_->name);
      json_array_add_object_element (floors, item);
    }
  append_list (text, "buildings", buildings, FALSE);
  append_list (text, "floors", floors, FALSE);
}

static void
append_rooms_and_areas (GString *text, const KwProperty *property)
{
  g_autoptr (JsonArray) rooms = json_array_new ();
  g_autoptr (JsonArray) areas = json_array_new ();

  for (guint i = 0; i < property->n_doors; i++)
    {
      const KwDoor *door = &property->doors[i];
      JsonObject *item = json_object_new ();

      set_building (item, property, door->building);
      set_floor (item, property, door->building, door->floor);
      json_object_set_int_member (item, "number", door->number);
      json_object_set_string_member (item, "name", door->name);
      json_array_add_object_element (rooms, item);
    }
  for (guint i = 0; i < property->n_areas; i++)
    {
      const KwArea *area = &property->areas[i];
      JsonObject *item = json_object_new ();

      json_object_set_int_member (item, "number", area->number);
      json_object_set_string_member (item, "name", area->name);
      set_building (item, property, area->building);
      set_floor (item, property, area->building, area->floor);
      json_object_set_boolean_member (item, "default", area->is_default);
      json_array_add_object_element (areas, item);
    }
  append_list (text, "rooms", rooms, FALSE);
  append_list (text, "areas", areas, FALSE);
}

static JsonArray *
make_landings (const KwProperty *property, const KwBank *bank)
{
  JsonArray *landings = json_array_new ();

  for (guint i = 0; i < bank->n_landings; i++)
    {
      const KwLanding *landing = &bank->landings[i];
      JsonObject *item = json_object_new ();

      json_object_set_int_member (item, "number", landing->number);
      json_object_set_string_member (item, "name", landing->name);
      if (landing->building != 0)
        set_building (item, property, landing->building);
      if (landing->floor != 0)
        set_floor (item, property, landing->building, landing->floor);
      json_array_add_object_element (landings, item);
    }
  return landings;
}

static void
append_banks (GString *text, const KwProperty *property)
{
  g_autoptr (JsonArray) banks = json_array_new ();

  for (guint i = 0; i < property->n_banks; i++)
    {
      const KwBank *bank = &property->banks[i];
      JsonObject *item = json_object_new ();

      json_object_set_int_member (item, "number", bank->number);
      json_object_set_string_member (item, "name", bank->name);
      if (bank->building != 0)
        set_building (item, property, bank->building);
      json_object_set_array_member (item, "landings", make_landings (property, bank));
      json_array_add_object_element (banks, item);
    }
  append_list (text, "banks", banks, TRUE);
}

char *
kw_property_file_encode (const KwProperty *property)
{
  GString *text = g_string_new ("{\n");

  append_head (text, property);
  append_buildings_and_floors (text, property);
  append_rooms_and_areas (text, property);
  append_banks (text, property);
  g_string_append (text, "}\n");
  return g_string_free (text, FALSE);
}
