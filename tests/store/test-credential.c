/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-credential.h"

#include "fixture.h"

static void
assert_doors (KwStore *store, guint64 number, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) doors = kw_store_credential_list_doors (store, number, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < doors->len; i++)
    {
      const KwStoreCredentialDoor *door = &g_array_index (doors, KwStoreCredentialDoor, i);

      g_string_append_printf (text, "%s%u %s", i > 0 ? ", " : "", door->door.door,
                              kw_store_door_state_to_string (door->state));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static gboolean
check_it_comes_back (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwCard) card = ensure_card (store, 1);
  g_autoptr (KwCredential)
      put = put_credential (store, card->id, put_stay (store, 305, 0, 2), 305, 306, G_MAXUINT32);
  g_autoptr (KwCredential) loaded = kw_store_credential_load (store, put->number, error);
  g_autoptr (KwCredential) newest = kw_store_credential_load_newest (store, card->id, error);

  g_assert_true (kw_credential_equal (loaded, put));
  g_assert_true (kw_credential_equal (newest, put));
  assert_doors (store, put->number, "305 alive, 306 alive");
  return TRUE;
}

static void
test_a_tenants_comes_back (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_it_comes_back, NULL);
}

static gboolean
check_staff_comes_back (KwStore *store, gpointer unused, GError **error)
{
  const KwGrant grant_fields = { .kind = KW_GRANT_KIND_MASTER,
                                 .can_override_deadbolt = TRUE,
                                 .weekdays = 31,
                                 .day_start_minute = 420,
                                 .day_end_minute = 1140,
                                 .valid_from_unix_s = TEST_NOW_UNIX_S,
                                 .valid_until_unix_s = TEST_NOW_UNIX_S + DAY_S };
  g_autoptr (KwGrant) grant = kw_grant_new (&grant_fields, error);
  g_autoptr (KwCard) card = ensure_card (store, 1);
  KwCredential fields = { .card_id = card->id,
                          .grant = grant,
                          .generation = 1,
                          .key_version = 2,
                          .holder = "Oyelaran Adébáyọ̀",
                          .issued_at_unix_s = TEST_NOW_UNIX_S,
                          .may_live_until_unix_s = TEST_NOW_UNIX_S + DAY_S };
  g_autoptr (KwCredential) put = NULL;
  g_autoptr (KwCredential) loaded = NULL;

  g_assert_true (kw_store_number_take_credential (store, &fields.number, error));
  put = new_credential (&fields);
  g_assert_true (kw_store_credential_put (store, put, error));
  loaded = kw_store_credential_load (store, fields.number, error);
  g_assert_true (kw_credential_equal (loaded, put));
  assert_doors (store, put->number, "");
  return TRUE;
}

static void
test_a_staff_members_comes_back (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_staff_comes_back, NULL);
}

/* @credential with changes. */
static gboolean
update (KwStore *store, const KwCredential *fields, GError **error)
{
  g_autoptr (KwCredential) changed = new_credential (fields);
  g_autoptr (KwCredential) loaded = NULL;

  if (!kw_store_credential_update (store, changed, error))
    return FALSE;
  loaded = kw_store_credential_load (store, changed->number, error);
  g_assert_true (kw_credential_equal (loaded, changed));
  return TRUE;
}

static gboolean
move_it (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwCard) card = ensure_card (store, 1);
  g_autoptr (KwCredential)
      put = put_credential (store, card->id, put_stay (store, 305, 0, 2), 305, 306, 1);
  g_autoptr (KwGrant) grant = new_tenant_grant (307, 306);
  KwCredential fields = *put;

  fields.grant = grant;
  fields.revision = 1;
  g_assert_true (update (store, &fields, error));
  assert_doors (store, put->number, "305 superseded, 306 alive, 307 alive");
  fields.grant = put->grant;
  fields.revision = 2;
  g_assert_true (update (store, &fields, error));
  assert_doors (store, put->number, "305 alive, 306 alive, 307 superseded");
  return TRUE;
}

static void
test_a_door_it_left_is_superseded (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, move_it, NULL);
}

static gboolean
revive_a_rewritten_one (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwCard) card = ensure_card (store, 1);
  g_autoptr (KwCredential)
      put = put_credential (store, card->id, put_stay (store, 305, 0, 2), 305, 0, 1);
  KwCredential fields = *put;

  fields.state = KW_CREDENTIAL_STATE_REWRITTEN;
  g_assert_true (update (store, &fields, error));
  fields.state = KW_CREDENTIAL_STATE_LIVE;
  return update (store, &fields, error);
}

static void
test_a_state_only_follows_its_table (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_store_run (fixture->store, revive_a_rewritten_one, NULL, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_STATE);
}

static gboolean
rewrite_a_cancelled_one (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwCard) card = ensure_card (store, 1);
  g_autoptr (KwCredential)
      put = put_credential (store, card->id, put_stay (store, 305, 0, 2), 305, 0, 1);
  KwCredential fields = *put;

  fields.is_on_cancel_card = TRUE;
  fields.state = KW_CREDENTIAL_STATE_LOST;
  g_assert_true (update (store, &fields, error));
  fields.state = KW_CREDENTIAL_STATE_RETURNED;
  g_assert_true (update (store, &fields, error));
  fields.revision++;
  return update (store, &fields, error);
}

static void
test_what_a_cancel_card_names_is_never_rewritten (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_store_run (fixture->store, rewrite_a_cancelled_one, NULL, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_STATE);
}

static gboolean
check_supersede (KwStore *store, gpointer unused, GError **error)
{
  gint64 stay_id = put_stay (store, 305, 0, 2);
  g_autoptr (KwCard) card = ensure_card (store, 1);
  g_autoptr (KwCredential) one_door = put_credential (store, card->id, stay_id, 305, 0, 10);
  g_autoptr (KwCredential) two_doors = put_credential (store, card->id, stay_id, 305, 306, 10);
  g_autoptr (KwCredential) newer = put_credential (store, card->id, stay_id, 305, 0, 11);
  g_autoptr (KwCredential) loaded = NULL;
  g_autoptr (GPtrArray) superseded = NULL;
  const KwCredential *first = NULL;

  g_assert_true (
      kw_store_credential_supersede (store, (KwDoorRef){ 1, 305 }, 11, &superseded, error));
  g_assert_cmpuint (superseded->len, ==, 2);
  first = superseded->pdata[0];
  g_assert_cmpint (first->state, ==, KW_CREDENTIAL_STATE_SUPERSEDED);
  assert_doors (store, one_door->number, "305 superseded");
  assert_doors (store, two_doors->number, "305 superseded, 306 alive");
  assert_doors (store, newer->number, "305 alive");
  loaded = kw_store_credential_load (store, two_doors->number, error);
  g_assert_cmpint (loaded->state, ==, KW_CREDENTIAL_STATE_LIVE);

  g_clear_pointer (&superseded, g_ptr_array_unref);
  g_assert_true (
      kw_store_credential_supersede (store, (KwDoorRef){ 1, 305 }, 11, &superseded, error));
  g_assert_cmpuint (superseded->len, ==, 0);
  return TRUE;
}

static void
test_a_newer_generation_supersedes_older_ones (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_supersede, NULL);
}

static void
assert_highest (KwStore *store, int begins_by_day, gint64 highest, guint32 expected)
{
  const KwDoorRef doors[] = { { 1, 305 }, { 1, 306 } };
  g_autoptr (GError) error = NULL;
  guint32 generation = 99;

  g_assert_true (kw_store_credential_load_highest_generation (
      store, doors, G_N_ELEMENTS (doors), TEST_NOW_UNIX_S + begins_by_day * DAY_S, highest,
      &generation, &error));
  g_assert_cmpuint (generation, ==, expected);
}

static gboolean
check_highest (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwCard) card = ensure_card (store, 1);
  g_autoptr (KwCredential)
      now = put_credential (store, card->id, put_stay (store, 305, 0, 2), 305, 0, 100);
  g_autoptr (KwCredential)
      later = put_credential (store, card->id, put_stay (store, 306, 2, 4), 306, 0, 200);
  g_autoptr (KwCredential)
      elsewhere = put_credential (store, card->id, put_stay (store, 307, 0, 2), 307, 0, 300);

  assert_highest (store, 0, G_MAXINT64, 100);
  assert_highest (store, 2, G_MAXINT64, 200);
  assert_highest (store, 2, 199, 100);
  assert_highest (store, -1, G_MAXINT64, 0);
  return TRUE;
}

static void
test_the_highest_generation_looks_at_doors_and_beginnings (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_highest, NULL);
}

static guint
count (KwStore *store, KwStoreCredentialFilter filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) credentials = kw_store_credential_list (store, &filter, &error);

  g_assert_no_error (error);
  return credentials->len;
}

static gboolean
check_filters (KwStore *store, gpointer unused, GError **error)
{
  const guint32 live = 1u << KW_CREDENTIAL_STATE_LIVE;
  const guint32 lost = 1u << KW_CREDENTIAL_STATE_LOST;
  const KwDoorRef door = { 1, 305 };
  gint64 stay_id = put_stay (store, 305, 0, 2);
  g_autoptr (KwCard) card = ensure_card (store, 1);
  g_autoptr (KwCard) other_card = ensure_card (store, 2);
  g_autoptr (KwCredential) one = put_credential (store, card->id, stay_id, 305, 0, 1);
  g_autoptr (KwCredential) two = put_credential (store, other_card->id, stay_id, 305, 306, 1);
  KwCredential fields = *two;

  fields.state = KW_CREDENTIAL_STATE_LOST;
  g_assert_true (update (store, &fields, error));
  g_assert_true (kw_store_credential_put_door (store, two->number, door,
                                               KW_STORE_DOOR_STATE_CANCELLED, error));
  g_assert_cmpuint (count (store, (KwStoreCredentialFilter){ .stay_id = stay_id }), ==, 2);
  g_assert_cmpuint (count (store, (KwStoreCredentialFilter){ .stay_id = stay_id, .states = live }),
                    ==, 1);
  g_assert_cmpuint (count (store, (KwStoreCredentialFilter){ .card_id = card->id }), ==, 1);
  g_assert_cmpuint (count (store, (KwStoreCredentialFilter){ .card_id = card->id, .states = lost }),
                    ==, 0);
  g_assert_cmpuint (count (store, (KwStoreCredentialFilter){ .door = door }), ==, 2);
  g_assert_cmpuint (
      count (store, (KwStoreCredentialFilter){ .door = door, .is_alive_at_door = TRUE }), ==, 1);
  g_assert_cmpuint (count (store, (KwStoreCredentialFilter){ .states = live | lost }), ==, 2);
  return TRUE;
}

static void
test_each_filter_narrows_the_list (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_filters, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TO ("credential", "a-tenants-comes-back-as-it-was-put", test_a_tenants_comes_back);
  ADD_TO ("credential", "a-staff-members-comes-back-as-it-was-put",
          test_a_staff_members_comes_back);
  ADD_TO ("credential", "a-door-it-left-is-superseded", test_a_door_it_left_is_superseded);
  ADD_TO ("credential", "a-state-only-follows-its-table", test_a_state_only_follows_its_table);
  ADD_TO ("credential", "what-a-cancel-card-names-is-never-rewritten",
          test_what_a_cancel_card_names_is_never_rewritten);
  ADD_TO ("credential", "a-newer-generation-supersedes-older-ones",
          test_a_newer_generation_supersedes_older_ones);
  ADD_TO ("credential", "the-highest-generation-looks-at-doors-and-beginnings",
          test_the_highest_generation_looks_at_doors_and_beginnings);
  ADD_TO ("credential", "each-filter-narrows-the-list", test_each_filter_narrows_the_list);
  return g_test_run ();
}
