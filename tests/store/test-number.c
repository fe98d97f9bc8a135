/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-number.h"

#include "fixture.h"
#include "kw-store-lock-memory.h"
#include "kw-store-setting.h"

static gboolean
take (KwStore *store, gpointer out_number, GError **error)
{
  return kw_store_number_take_credential (store, out_number, error);
}

static void
test_numbers_begin_with_the_station (Fixture *fixture, gconstpointer unused)
{
  guint64 number = 0;

  run (fixture->store, take, &number);
  g_assert_cmpuint (number, ==, kw_credential_number_make (TEST_STATION, 1));
  run (fixture->store, take, &number);
  g_assert_cmpuint (number, ==, kw_credential_number_make (TEST_STATION, 2));
}

static void
test_numbers_go_on_after_a_restart (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint64 number = 0;

  run (fixture->store, take, &number);
  close_store (fixture);
  fixture->store = kw_store_open (fixture->folder, &error);
  run (fixture->store, take, &number);

  g_assert_cmpuint (number, ==, kw_credential_number_make (TEST_STATION, 2));
}

static gboolean
put_one (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwCard) card = ensure_card (store, 1);
  g_autoptr (KwCredential)
      credential = put_credential (store, card->id, put_stay (store, 305, 0, 2), 305, 0, 1);

  return TRUE;
}

static void
test_a_counter_put_back_by_hand_repeats_nothing (Fixture *fixture, gconstpointer unused)
{
  guint64 number = 0;

  run (fixture->store, put_one, NULL);
  run_sql (fixture->path, "DELETE FROM setting WHERE key LIKE '%counter'");
  run (fixture->store, take, &number);

  g_assert_cmpuint (number, ==, kw_credential_number_make (TEST_STATION, 2));
}

static void
test_the_last_number_is_the_last (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint64 number = 0;

  run_sql (fixture->path,
           "INSERT INTO setting (key, value) VALUES ('credential_counter', '1099511627774')");
  run (fixture->store, take, &number);
  g_assert_cmpuint (kw_credential_number_get_counter (number), ==, KW_CREDENTIAL_COUNTER_MAX);
  g_assert_false (kw_store_run (fixture->store, take, &number, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_FAILED);
}

static void
test_without_a_station_there_is_no_number (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint64 number = 0;

  run_sql (fixture->path, "DELETE FROM setting");
  g_assert_false (kw_store_run (fixture->store, take, &number, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND);
}

static gboolean
check_settings (KwStore *store, gpointer unused, GError **error)
{
  g_autofree char *value = NULL;

  g_assert_true (kw_store_setting_put (store, "greeting", "hello", error));
  g_assert_true (kw_store_setting_put (store, "greeting", "grüß Gott", error));
  value = kw_store_setting_load (store, "greeting", error);
  g_assert_cmpstr (value, ==, "grüß Gott");
  g_assert_true (kw_store_setting_remove (store, "greeting", error));
  return kw_store_setting_remove (store, "greeting", error);
}

static void
test_settings_come_and_go (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_store_run (fixture->store, check_settings, NULL, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND);
}

static gboolean
check_lock_memory (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (GBytes) put = g_bytes_new_static ("\0\1\2", 3);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) loaded = NULL;
  g_autoptr (GBytes) loaded_empty = NULL;
  g_autoptr (GBytes) nothing = NULL;

  g_assert_true (kw_store_lock_memory_put (store, "door 1/305", empty, error));
  loaded_empty = kw_store_lock_memory_load (store, "door 1/305", error);
  g_assert_cmpuint (g_bytes_get_size (loaded_empty), ==, 0);
  g_assert_true (kw_store_lock_memory_put (store, "door 1/305", put, error));
  loaded = kw_store_lock_memory_load (store, "door 1/305", error);
  g_assert_true (g_bytes_equal (loaded, put));
  nothing = kw_store_lock_memory_load (store, "door 1/306", error);
  return nothing != NULL;
}

static void
test_a_lock_remembers_its_own (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_store_run (fixture->store, check_lock_memory, NULL, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TO ("number", "numbers-begin-with-the-station", test_numbers_begin_with_the_station);
  ADD_TO ("number", "numbers-go-on-after-a-restart", test_numbers_go_on_after_a_restart);
  ADD_TO ("number", "a-counter-put-back-by-hand-repeats-nothing",
          test_a_counter_put_back_by_hand_repeats_nothing);
  ADD_TO ("number", "the-last-number-is-the-last", test_the_last_number_is_the_last);
  ADD_TO ("number", "without-a-station-there-is-no-number",
          test_without_a_station_there_is_no_number);
  ADD_TO ("number", "settings-come-and-go", test_settings_come_and_go);
  ADD_TO ("number", "a-lock-remembers-its-own", test_a_lock_remembers_its_own);
  return g_test_run ();
}
