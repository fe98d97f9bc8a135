/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-digest.h"

#include "fixture.h"

static gboolean
load (KwStore *store, gpointer out_digest, GError **error)
{
  *(char **)out_digest = kw_store_digest_load (store, error);
  return *(char **)out_digest != NULL;
}

static char *
load_digest (KwStore *store)
{
  char *digest = NULL;

  run (store, load, &digest);
  return digest;
}

/* Two stays with a card each. What another station saw in another order is the same. */
static gboolean
put_two (KwStore *store, gpointer is_reversed, GError **error)
{
  const guint doors[] = { 305, 306 };
  gint64 stay_ids[2] = { 0 };

  for (guint n = 0; n < 2; n++)
    {
      guint i = is_reversed != NULL ? 1 - n : n;

      stay_ids[i] = put_stay (store, doors[i], 0, 2);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (KwCard) card = ensure_card (store, (guint8)i);
      g_autoptr (KwCredential)
          credential = put_credential (store, card->id, stay_ids[i], doors[i], 0, i + 1);

      g_assert_nonnull (credential);
    }
  return TRUE;
}

static void
test_order_of_arrival_does_not_matter (Fixture *fixture, gconstpointer unused)
{
  Fixture other = { NULL };
  g_autofree char *digest = NULL;
  g_autofree char *other_digest = NULL;

  fixture_set_up (&other, NULL);
  run (fixture->store, put_two, NULL);
  run (other.store, put_two, GINT_TO_POINTER (TRUE));
  digest = load_digest (fixture->store);
  other_digest = load_digest (other.store);
  fixture_tear_down (&other, NULL);

  g_assert_cmpuint (strlen (digest), ==, 64);
  g_assert_cmpstr (digest, ==, other_digest);
}

static void
test_any_change_of_state_changes_it (Fixture *fixture, gconstpointer unused)
{
  static const char *const changes[] = {
    "UPDATE stay SET until_unix_s = until_unix_s + 1 WHERE id = 1",
    "UPDATE stay SET state = 'closed', closed_at_unix_s = 1 WHERE id = 1",
    "UPDATE stay_door SET door = 307 WHERE stay_id = 1",
    "UPDATE credential SET state = 'lost' WHERE generation = 1",
    "UPDATE credential SET revision = 1 WHERE generation = 1",
    "UPDATE credential_door SET state = 'cancelled' WHERE door = 305",
    "UPDATE access_grant SET areas = 0 WHERE door = 305",
    "UPDATE card SET is_discarded = 1 WHERE id = 1",
    "UPDATE credential SET stay_id = 2 WHERE stay_id = 1",
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  run (fixture->store, put_two, NULL);
  g_hash_table_add (seen, load_digest (fixture->store));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      run_sql (fixture->path, changes[i]);
      g_assert_true (g_hash_table_add (seen, load_digest (fixture->store)));
    }
}

static void
test_names_and_settings_do_not_matter (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  run (fixture->store, put_two, NULL);
  before = load_digest (fixture->store);
  run_sql (fixture->path, "UPDATE personal SET text = NULL, salt = NULL;"
                          "INSERT INTO setting (key, value) VALUES ('x', 'y');");
  after = load_digest (fixture->store);

  g_assert_cmpstr (before, ==, after);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TO ("digest", "order-of-arrival-does-not-matter", test_order_of_arrival_does_not_matter);
  ADD_TO ("digest", "any-change-of-state-changes-it", test_any_change_of_state_changes_it);
  ADD_TO ("digest", "names-and-settings-do-not-matter", test_names_and_settings_do_not_matter);
  return g_test_run ();
}
