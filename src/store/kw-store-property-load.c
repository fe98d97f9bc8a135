/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-property.h"

#include "kw-error.h"
#include "kw-store-query.h"

KW_DEFINE_THROW (KwStoreError, KW_STORE_ERROR)

enum
{
  SQL_HEAD,
  SQL_BUILDINGS,
  SQL_FLOORS,
  SQL_DOORS,
  SQL_RETIRED_DOORS,
  SQL_AREAS,
  SQL_BANKS,
  SQL_LANDINGS,
  SQL_DOOR_NAME,
  SQL_GIVEN,
};

static const char *const sql[] = {
  [SQL_HEAD] = "SELECT site, name, time_zone, check_in_minute, check_out_minute,"
               " allow_cloneable_master, desfire_application, classic_first_sector FROM property",
  [SQL_BUILDINGS] = "SELECT number, name FROM building WHERE is_retired = 0",
  [SQL_FLOORS] = "SELECT building, number, name FROM floor WHERE is_retired = 0",
  [SQL_DOORS] = "SELECT building, floor, number, name FROM door WHERE is_retired = 0",
  [SQL_RETIRED_DOORS] = "SELECT building, floor, number, name FROM door WHERE is_retired = 1",
  [SQL_AREAS] = "SELECT number, name, building, floor, is_default FROM area WHERE is_retired = 0",
  [SQL_BANKS] = "SELECT number, name, building FROM bank WHERE is_retired = 0",
  [SQL_LANDINGS] = "SELECT number, name, building, floor FROM landing"
                   " WHERE bank = :bank AND is_retired = 0 ORDER BY number",
  [SQL_GIVEN] = "SELECT 'building', 0, number, name, is_retired FROM building"
                " UNION ALL SELECT 'floor', building, number, name, is_retired FROM floor"
                " UNION ALL SELECT 'door', building, number, name, is_retired FROM door"
                " UNION ALL SELECT 'area', 0, number, name, is_retired FROM area"
                " UNION ALL SELECT 'bank', 0, number, name, is_retired FROM bank"
                " UNION ALL SELECT 'landing', bank, number, name, is_retired FROM landing",
  [SQL_DOOR_NAME] = "SELECT name FROM door WHERE building = :building AND number = :number",
};

/* What is read stays here until the value is made of it. */
typedef struct
{
  KwStore *store;
  GStringChunk *strings;
  GArray *buildings;
  GArray *floors;
  GArray *doors;
  GArray *retired_doors;
  GArray *areas;
  GArray *banks;
  GPtrArray *landings; /* of GArray, one for each bank */
} Loading;

static void
start_loading (Loading *loading, KwStore *store)
{
  loading->store = store;
  loading->strings = g_string_chunk_new (4096);
  loading->buildings = g_array_new (FALSE, TRUE, sizeof (KwBuilding));
  loading->floors = g_array_new (FALSE, TRUE, sizeof (KwFloor));
  loading->doors = g_array_new (FALSE, TRUE, sizeof (KwDoor));
  loading->retired_doors = g_array_new (FALSE, TRUE, sizeof (KwDoor));
  loading->areas = g_array_new (FALSE, TRUE, sizeof (KwArea));
  loading->banks = g_array_new (FALSE, TRUE, sizeof (KwBank));
  loading->landings = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
}

static void
clear_loading (Loading *loading)
{
  g_ptr_array_unref (loading->landings);
  g_array_unref (loading->banks);
  g_array_unref (loading->areas);
  g_array_unref (loading->doors);
  g_array_unref (loading->retired_doors);
  g_array_unref (loading->floors);
  g_array_unref (loading->buildings);
  g_string_chunk_free (loading->strings);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loading, clear_loading)

static guint
read_number (KwStoreQuery *query, int column)
{
  return (guint)kw_store_query_get_int64 (query, column);
}

static const char *
read_name (Loading *loading, KwStoreQuery *query, int column)
{
  return g_string_chunk_insert (loading->strings, kw_store_query_get_text (query, column));
}

static gboolean
load_buildings (Loading *loading, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (loading->store, sql[SQL_BUILDINGS]);

  while (kw_store_query_next (query))
    {
      const KwBuilding building = { .number = read_number (query, 0),
                                    .name = read_name (loading, query, 1) };

      g_array_append_val (loading->buildings, building);
    }
  return kw_store_query_finish (query, error);
}

static gboolean
load_floors (Loading *loading, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (loading->store, sql[SQL_FLOORS]);

  while (kw_store_query_next (query))
    {
      const KwFloor floor = { .building = read_number (query, 0),
                              .number = read_number (query, 1),
                              .name = read_name (loading, query, 2) };

      g_array_append_val (loading->floors, floor);
    }
  return kw_store_query_finish (query, error);
}

static gboolean
load_doors (Loading *loading, const char *text, GArray *doors, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (loading->store, text);

  while (kw_store_query_next (query))
    {
      const KwDoor door = { .building = read_number (query, 0),
                            .floor = read_number (query, 1),
                            .number = read_number (query, 2),
                            .name = read_name (loading, query, 3) };

      g_array_append_val (doors, door);
    }
  return kw_store_query_finish (query, error);
}

static gboolean
load_areas (Loading *loading, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (loading->store, sql[SQL_AREAS]);

  while (kw_store_query_next (query))
    {
      const KwArea area = { .number = read_number (query, 0),
                            .name = read_name (loading, query, 1),
                            .building = read_number (query, 2),
                            .floor = read_number (query, 3),
                            .is_default = kw_store_query_get_int64 (query, 4) != 0 };

      g_array_append_val (loading->areas, area);
    }
  return kw_store_query_finish (query, error);
}

static gboolean
load_landings (Loading *loading, KwBank *bank, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (loading->store, sql[SQL_LANDINGS]);
  GArray *landings = g_array_new (FALSE, TRUE, sizeof (KwLanding));

  g_ptr_array_add (loading->landings, landings);
  kw_store_query_bind_int64 (query, ":bank", bank->number);
  while (kw_store_query_next (query))
    {
      const KwLanding landing = { .number = read_number (query, 0),
                                  .name = read_name (loading, query, 1),
                                  .building = read_number (query, 2),
                                  .floor = read_number (query, 3) };

      g_array_append_val (landings, landing);
    }
  bank->n_landings = landings->len;
  bank->landings = (const KwLanding *)landings->data;
  return kw_store_query_finish (query, error);
}

static gboolean
load_banks (Loading *loading, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (loading->store, sql[SQL_BANKS]);

  while (kw_store_query_next (query))
    {
      KwBank bank = { .number = read_number (query, 0),
                      .name = read_name (loading, query, 1),
                      .building = read_number (query, 2) };

      if (!load_landings (loading, &bank, error))
        return FALSE;
      g_array_append_val (loading->banks, bank);
    }
  return kw_store_query_finish (query, error);
}

static KwProperty *
make_property (Loading *loading, KwStoreQuery *head, GError **error)
{
  const KwProperty fields = {
    .site = (guint32)kw_store_query_get_int64 (head, 0),
    .name = read_name (loading, head, 1),
    .time_zone = read_name (loading, head, 2),
    .check_in_minute = read_number (head, 3),
    .check_out_minute = read_number (head, 4),
    .allow_cloneable_master = kw_store_query_get_int64 (head, 5) != 0,
    .desfire_application = (guint32)kw_store_query_get_int64 (head, 6),
    .classic_first_sector = read_number (head, 7),
    .n_buildings = loading->buildings->len,
    .buildings = (const KwBuilding *)loading->buildings->data,
    .n_floors = loading->floors->len,
    .floors = (const KwFloor *)loading->floors->data,
    .n_doors = loading->doors->len,
    .doors = (const KwDoor *)loading->doors->data,
    .n_retired_doors = loading->retired_doors->len,
    .retired_doors = (const KwDoor *)loading->retired_doors->data,
    .n_areas = loading->areas->len,
    .areas = (const KwArea *)loading->areas->data,
    .n_banks = loading->banks->len,
    .banks = (const KwBank *)loading->banks->data,
  };
  GError *cause = NULL;
  KwProperty *property = kw_property_new (&fields, &cause);

  if (property == NULL)
    kw_store_throw_row ("property", cause, error);
  return property;
}

KwProperty *
kw_store_property_load (KwStore *store, GError **error)
{
  g_autoptr (KwStoreQuery) head = kw_store_query_new (store, sql[SQL_HEAD]);
  g_auto (Loading) loading = { 0 };

  start_loading (&loading, store);
  if (!kw_store_query_next (head))
    {
      if (kw_store_query_finish (head, error))
        throw (error, KW_STORE_ERROR_NOT_FOUND, "register: no property was imported yet");
      return NULL;
    }
  if (!load_buildings (&loading, error) || !load_floors (&loading, error) ||
      !load_doors (&loading, sql[SQL_DOORS], loading.doors, error) ||
      !load_doors (&loading, sql[SQL_RETIRED_DOORS], loading.retired_doors, error) ||
      !load_areas (&loading, error) || !load_banks (&loading, error))
    return NULL;
  return make_property (&loading, head, error);
}

char *
kw_store_property_load_door_name (KwStore *store, KwDoorRef door, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_DOOR_NAME]);
  g_autofree char *name = NULL;

  kw_store_query_bind_int64 (query, ":building", door.building);
  kw_store_query_bind_int64 (query, ":number", door.door);
  if (kw_store_query_next (query))
    name = g_strdup (kw_store_query_get_text (query, 0));
  if (!kw_store_query_finish (query, error))
    return NULL;
  if (name == NULL)
    throw (error, KW_STORE_ERROR_NOT_FOUND, "register: there is no door %u in building %u",
           door.door, door.building);
  return g_steal_pointer (&name);
}

static KwPropertyPart
read_part (KwStoreQuery *query)
{
  static const char *const names[KW_PROPERTY_PART_N] = {
    [KW_PROPERTY_PART_PROPERTY] = "",       [KW_PROPERTY_PART_BUILDING] = "building",
    [KW_PROPERTY_PART_FLOOR] = "floor",     [KW_PROPERTY_PART_DOOR] = "door",
    [KW_PROPERTY_PART_AREA] = "area",       [KW_PROPERTY_PART_BANK] = "bank",
    [KW_PROPERTY_PART_LANDING] = "landing",
  };
  const char *name = kw_store_query_get_text (query, 0);

  for (guint i = 0; i < KW_PROPERTY_PART_N; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return (KwPropertyPart)i;
  return KW_PROPERTY_PART_PROPERTY;
}

gboolean
kw_store_property_list_given (KwStore *store, KwStoreGivenFunc func, gpointer user_data,
                              GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_GIVEN]);

  while (kw_store_query_next (query))
    func (read_part (query), read_number (query, 1), read_number (query, 2),
          kw_store_query_get_text (query, 3), kw_store_query_get_int64 (query, 4) != 0, user_data);
  return kw_store_query_finish (query, error);
}
