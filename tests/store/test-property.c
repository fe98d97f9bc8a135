/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-property.h"

#include "fixture.h"

static gboolean
check_property_comes_back (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwProperty) expected = new_test_property ();
  g_autoptr (KwProperty) property = kw_store_property_load (store, error);

  g_assert_nonnull (property);
  g_assert_true (kw_property_equal (property, expected));
  return TRUE;
}

static void
test_property_comes_back (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_property_comes_back, NULL);
}

/* The test property with its doors replaced. */
static gboolean
put_with_doors (KwStore *store, const KwDoor *doors, guint n_doors, GError **error)
{
  g_autoptr (KwProperty) property = new_test_property ();
  g_autoptr (KwProperty) changed = NULL;
  KwProperty fields = *property;

  fields.doors = doors;
  fields.n_doors = n_doors;
  changed = kw_property_new (&fields, error);
  g_assert_nonnull (changed);
  return kw_store_property_put (store, changed, error);
}

static gboolean
retire_a_door (KwStore *store, gpointer unused, GError **error)
{
  const KwDoor doors[] = { { 1, 3, 305, "0305A" } };
  g_autoptr (KwProperty) property = NULL;
  g_autofree char *name = NULL;

  g_assert_true (put_with_doors (store, doors, G_N_ELEMENTS (doors), error));
  property = kw_store_property_load (store, error);
  g_assert_cmpuint (property->n_doors, ==, 1);
  name = kw_store_property_load_door_name (store, (KwDoorRef){ 1, 306 }, error);
  g_assert_cmpstr (name, ==, "0306");
  return TRUE;
}

static void
test_a_door_that_vanished_is_retired (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, retire_a_door, NULL);
  g_assert_cmpint (query_int64 (fixture->path, "SELECT count(*) FROM door"), ==, 4);

  run (fixture->store, set_up_house, NULL);
  run (fixture->store, check_property_comes_back, NULL);
}

static gboolean
reuse_a_number (KwStore *store, gpointer unused, GError **error)
{
  const KwDoor doors[] = { { 1, 3, 305, "0399" } };

  return put_with_doors (store, doors, G_N_ELEMENTS (doors), error);
}

static void
test_a_number_is_never_given_to_another_name (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  run (fixture->store, retire_a_door, NULL);
  g_assert_false (kw_store_run (fixture->store, reuse_a_number, NULL, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_CONSTRAINT);
  g_assert_nonnull (strstr (error->message, "0305A"));
  g_assert_nonnull (strstr (error->message, "0399"));
  g_assert_cmpint (query_int64 (fixture->path, "SELECT count(*) FROM door WHERE NOT is_retired"),
                   ==, 1);
}

static gboolean
load_nothing (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwProperty) property = kw_store_property_load (store, error);

  return property != NULL;
}

static void
test_no_property_is_not_found (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  run_sql (fixture->path, "DELETE FROM property");
  g_assert_false (kw_store_read (fixture->store, load_nothing, NULL, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND);
}

static void
test_a_row_that_makes_no_sense_is_reported (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  run_sql (fixture->path, "UPDATE property SET time_zone = 'Atlantis/Lost'");
  g_assert_false (kw_store_read (fixture->store, load_nothing, NULL, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_CORRUPT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TO ("property", "it-comes-back-as-it-was-put", test_property_comes_back);
  ADD_TO ("property", "a-door-that-vanished-is-retired", test_a_door_that_vanished_is_retired);
  ADD_TO ("property", "a-number-is-never-given-to-another-name",
          test_a_number_is_never_given_to_another_name);
  ADD_TO ("property", "no-property-is-not-found", test_no_property_is_not_found);
  ADD_TO ("property", "a-row-that-makes-no-sense-is-reported",
          test_a_row_that_makes_no_sense_is_reported);
  return g_test_run ();
}
