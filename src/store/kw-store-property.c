/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-property.h"

#include "kw-error.h"
#include "kw-store-query.h"
#include "kw-store-setting.h"

/* Raised with every import. */
#define VERSION_SETTING "property-version"

KW_DEFINE_THROW (KwStoreError, KW_STORE_ERROR)

enum
{
  SQL_PUT,
  SQL_RETIRE_BUILDINGS,
  SQL_RETIRE_FLOORS,
  SQL_RETIRE_DOORS,
  SQL_RETIRE_AREAS,
  SQL_RETIRE_BANKS,
  SQL_RETIRE_LANDINGS,
  SQL_FIND_BUILDING,
  SQL_FIND_FLOOR,
  SQL_FIND_DOOR,
  SQL_FIND_AREA,
  SQL_FIND_BANK,
  SQL_FIND_LANDING,
  SQL_PUT_BUILDING,
  SQL_PUT_FLOOR,
  SQL_PUT_DOOR,
  SQL_PUT_AREA,
  SQL_PUT_BANK,
  SQL_PUT_LANDING,
};

static const char *const sql[] = {
  [SQL_PUT] = "INSERT INTO property (id, site, name, time_zone, check_in_minute, check_out_minute,"
              " allow_cloneable_master, desfire_application, classic_first_sector)"
              " VALUES (1, :site, :name, :time_zone, :check_in_minute, :check_out_minute,"
              " :allow_cloneable_master, :desfire_application, :classic_first_sector)"
              " ON CONFLICT (id) DO UPDATE SET site = excluded.site, name = excluded.name,"
              " time_zone = excluded.time_zone, check_in_minute = excluded.check_in_minute,"
              " check_out_minute = excluded.check_out_minute,"
              " allow_cloneable_master = excluded.allow_cloneable_master,"
              " desfire_application = excluded.desfire_application,"
              " classic_first_sector = excluded.classic_first_sector",
  [SQL_RETIRE_BUILDINGS] = "UPDATE building SET is_retired = 1",
  [SQL_RETIRE_FLOORS] = "UPDATE floor SET is_retired = 1",
  [SQL_RETIRE_DOORS] = "UPDATE door SET is_retired = 1",
  [SQL_RETIRE_AREAS] = "UPDATE area SET is_retired = 1",
  [SQL_RETIRE_BANKS] = "UPDATE bank SET is_retired = 1",
  [SQL_RETIRE_LANDINGS] = "UPDATE landing SET is_retired = 1",
  [SQL_FIND_BUILDING] = "SELECT name FROM building WHERE :parent = 0 AND number = :number",
  [SQL_FIND_FLOOR] = "SELECT name FROM floor WHERE building = :parent AND number = :number",
  [SQL_FIND_DOOR] = "SELECT name FROM door WHERE building = :parent AND number = :number",
  [SQL_FIND_AREA] = "SELECT name FROM area WHERE :parent = 0 AND number = :number",
  [SQL_FIND_BANK] = "SELECT name FROM bank WHERE :parent = 0 AND number = :number",
  [SQL_FIND_LANDING] = "SELECT name FROM landing WHERE bank = :parent AND number = :number",
  [SQL_PUT_BUILDING] = "INSERT INTO building (number, name, is_retired) VALUES (:number, :name, 0)"
                       " ON CONFLICT (number) DO UPDATE SET is_retired = 0",
  [SQL_PUT_FLOOR] = "INSERT INTO floor (building, number, name, is_retired)"
                    " VALUES (:building, :number, :name, 0)"
                    " ON CONFLICT (building, number) DO UPDATE SET is_retired = 0",
  [SQL_PUT_DOOR] =
      "INSERT INTO door (building, number, floor, name, is_retired)"
      " VALUES (:building, :number, :floor, :name, 0)"
      " ON CONFLICT (building, number) DO UPDATE SET is_retired = 0, floor = excluded.floor",
  [SQL_PUT_AREA] =
      "INSERT INTO area (number, name, building, floor, is_default, is_retired)"
      " VALUES (:number, :name, :building, :floor, :is_default, 0)"
      " ON CONFLICT (number) DO UPDATE SET is_retired = 0, building = excluded.building,"
      " floor = excluded.floor, is_default = excluded.is_default",
  [SQL_PUT_BANK] =
      "INSERT INTO bank (number, name, building, is_retired) VALUES (:number, :name, :building, 0)"
      " ON CONFLICT (number) DO UPDATE SET is_retired = 0, building = excluded.building",
  [SQL_PUT_LANDING] =
      "INSERT INTO landing (bank, number, name, building, floor, is_retired)"
      " VALUES (:bank, :number, :name, :building, :floor, 0)"
      " ON CONFLICT (bank, number) DO UPDATE SET is_retired = 0, building = excluded.building,"
      " floor = excluded.floor",
};

static gboolean
run_plain (KwStore *store, const char *text, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, text);

  return kw_store_query_run (query, error);
}

static gboolean
retire_all (KwStore *store, GError **error)
{
  for (guint i = SQL_RETIRE_BUILDINGS; i <= SQL_RETIRE_LANDINGS; i++)
    if (!run_plain (store, sql[i], error))
      return FALSE;
  return TRUE;
}

/* A number stands on cards and in locks: it means one thing for ever. @parent: number of the
 * building or bank it is counted in, 0 = in the property. */
static gboolean
check_name (KwStoreQuery *find, const char *what, guint parent, guint number, const char *name,
            GError **error)
{
  g_autofree char *given_name = NULL;

  kw_store_query_bind_int64 (find, ":parent", parent);
  kw_store_query_bind_int64 (find, ":number", number);
  if (kw_store_query_next (find))
    given_name = g_strdup (kw_store_query_get_text (find, 0));
  if (!kw_store_query_finish (find, error))
    return FALSE;
  return given_name == NULL || g_str_equal (given_name, name) ||
         throw (error, KW_STORE_ERROR_CONSTRAINT,
                "register: %s number %u was given to \"%s\" and cannot become \"%s\"", what, number,
                given_name, name);
}

static gboolean
put_head (KwStore *store, const KwProperty *property, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_PUT]);

  kw_store_query_bind_int64 (query, ":site", property->site);
  kw_store_query_bind_text (query, ":name", property->name);
  kw_store_query_bind_text (query, ":time_zone", property->time_zone);
  kw_store_query_bind_int64 (query, ":check_in_minute", property->check_in_minute);
  kw_store_query_bind_int64 (query, ":check_out_minute", property->check_out_minute);
  kw_store_query_bind_int64 (query, ":allow_cloneable_master",
                             property->allow_cloneable_master != 0);
  kw_store_query_bind_int64 (query, ":desfire_application", property->desfire_application);
  kw_store_query_bind_int64 (query, ":classic_first_sector", property->classic_first_sector);
  return kw_store_query_run (query, error);
}

static gboolean
put_buildings (KwStore *store, const KwProperty *property, GError **error)
{
  g_autoptr (KwStoreQuery) find = kw_store_query_new (store, sql[SQL_FIND_BUILDING]);
  g_autoptr (KwStoreQuery) put = kw_store_query_new (store, sql[SQL_PUT_BUILDING]);

  for (guint i = 0; i < property->n_buildings; i++)
    {
      const KwBuilding *building = &property->buildings[i];

      kw_store_query_bind_int64 (put, ":number", building->number);
      kw_store_query_bind_text (put, ":name", building->name);
      if (!check_name (find, "building", 0, building->number, building->name, error) ||
          !kw_store_query_run (put, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_floors (KwStore *store, const KwProperty *property, GError **error)
{
  g_autoptr (KwStoreQuery) find = kw_store_query_new (store, sql[SQL_FIND_FLOOR]);
  g_autoptr (KwStoreQuery) put = kw_store_query_new (store, sql[SQL_PUT_FLOOR]);

  for (guint i = 0; i < property->n_floors; i++)
    {
      const KwFloor *floor = &property->floors[i];

      kw_store_query_bind_int64 (put, ":building", floor->building);
      kw_store_query_bind_int64 (put, ":number", floor->number);
      kw_store_query_bind_text (put, ":name", floor->name);
      if (!check_name (find, "floor", floor->building, floor->number, floor->name, error) ||
          !kw_store_query_run (put, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_doors (KwStore *store, const KwProperty *property, GError **error)
{
  g_autoptr (KwStoreQuery) find = kw_store_query_new (store, sql[SQL_FIND_DOOR]);
  g_autoptr (KwStoreQuery) put = kw_store_query_new (store, sql[SQL_PUT_DOOR]);

  for (guint i = 0; i < property->n_doors; i++)
    {
      const KwDoor *door = &property->doors[i];

      kw_store_query_bind_int64 (put, ":building", door->building);
      kw_store_query_bind_int64 (put, ":number", door->number);
      kw_store_query_bind_int64 (put, ":floor", door->floor);
      kw_store_query_bind_text (put, ":name", door->name);
      if (!check_name (find, "door", door->building, door->number, door->name, error) ||
          !kw_store_query_run (put, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_areas (KwStore *store, const KwProperty *property, GError **error)
{
  g_autoptr (KwStoreQuery) find = kw_store_query_new (store, sql[SQL_FIND_AREA]);
  g_autoptr (KwStoreQuery) put = kw_store_query_new (store, sql[SQL_PUT_AREA]);

  for (guint i = 0; i < property->n_areas; i++)
    {
      const KwArea *area = &property->areas[i];

      kw_store_query_bind_int64 (put, ":number", area->number);
      kw_store_query_bind_text (put, ":name", area->name);
      kw_store_query_bind_int64 (put, ":building", area->building);
      kw_store_query_bind_int64 (put, ":floor", area->floor);
      kw_store_query_bind_int64 (put, ":is_default", area->is_default != 0);
      if (!check_name (find, "area", 0, area->number, area->name, error) ||
          !kw_store_query_run (put, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_landings (KwStore *store, const KwBank *bank, GError **error)
{
  g_autoptr (KwStoreQuery) find = kw_store_query_new (store, sql[SQL_FIND_LANDING]);
  g_autoptr (KwStoreQuery) put = kw_store_query_new (store, sql[SQL_PUT_LANDING]);

  for (guint i = 0; i < bank->n_landings; i++)
    {
      const KwLanding *landing = &bank->landings[i];

      kw_store_query_bind_int64 (put, ":bank", bank->number);
      kw_store_query_bind_int64 (put, ":number", landing->number);
      kw_store_query_bind_text (put, ":name", landing->name);
      kw_store_query_bind_int64 (put, ":building", landing->building);
      kw_store_query_bind_int64 (put, ":floor", landing->floor);
      if (!check_name (find, "landing", bank->number, landing->number, landing->name, error) ||
          !kw_store_query_run (put, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_banks (KwStore *store, const KwProperty *property, GError **error)
{
  g_autoptr (KwStoreQuery) find = kw_store_query_new (store, sql[SQL_FIND_BANK]);
  g_autoptr (KwStoreQuery) put = kw_store_query_new (store, sql[SQL_PUT_BANK]);

  for (guint i = 0; i < property->n_banks; i++)
    {
      const KwBank *bank = &property->banks[i];

      kw_store_query_bind_int64 (put, ":number", bank->number);
      kw_store_query_bind_text (put, ":name", bank->name);
      kw_store_query_bind_int64 (put, ":building", bank->building);
      if (!check_name (find, "elevator bank", 0, bank->number, bank->name, error) ||
          !kw_store_query_run (put, error) || !put_landings (store, bank, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kw_store_property_load_version (KwStore *store, guint64 *out_version, GError **error)
{
  g_autoptr (GError) missing = NULL;
  g_autofree char *text = kw_store_setting_load (store, VERSION_SETTING, &missing);

  if (text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, out_version, NULL))
    return TRUE;
  if (text != NULL)
    return kw_store_throw_row ("setting", NULL, error);
  if (!g_error_matches (missing, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&missing));
      return FALSE;
    }
  *out_version = 0;
  return TRUE;
}

static gboolean
raise_version (KwStore *store, GError **error)
{
  g_autofree char *text = NULL;
  guint64 version = 0;

  if (!kw_store_property_load_version (store, &version, error))
    return FALSE;
  text = g_strdup_printf ("%" G_GUINT64_FORMAT, version + 1);
  return kw_store_setting_put (store, VERSION_SETTING, text, error);
}

gboolean
kw_store_property_put (KwStore *store, const KwProperty *property, GError **error)
{
  return put_head (store, property, error) && retire_all (store, error) &&
         put_buildings (store, property, error) && put_floors (store, property, error) &&
         put_doors (store, property, error) && put_areas (store, property, error) &&
         put_banks (store, property, error) && raise_version (store, error);
}
