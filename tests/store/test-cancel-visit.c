/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-cancel-visit.h"

#include "fixture.h"

static const KwStorePlace door_305 = { KW_STORE_PLACE_DOOR, 1, 305 };
static const KwStorePlace door_306 = { KW_STORE_PLACE_DOOR, 1, 306 };
static const KwStorePlace pool = { KW_STORE_PLACE_AREA, 0, 0 };
static const KwStorePlace elevator = { KW_STORE_PLACE_ELEVATOR, 0, 1 };

/* A lost card of doors 305 and 306, and the cancel card for it. */
typedef struct
{
  KwCredential *lost;
  KwCredential *cancel;
} Loss;

static void
make_loss (KwStore *store, Loss *loss)
{
  const gint64 stay_id = put_stay (store, 305, 0, 2);
  g_autoptr (KwCard) card = ensure_card (store, 1);
  g_autoptr (KwCredential) live = put_credential (store, card->id, stay_id, 305, 306, 1);
  g_autoptr (GError) error = NULL;
  KwCredential fields = *live;

  fields.state = KW_CREDENTIAL_STATE_LOST;
  fields.may_live_until_unix_s = live->grant->valid_until_unix_s;
  loss->lost = new_credential (&fields);
  g_assert_true (kw_store_credential_update (store, loss->lost, &error));
  loss->cancel = put_credential (store, card->id, stay_id, 307, 0, 1);
}

static void
clear_loss (Loss *loss)
{
  kw_credential_unref (loss->lost);
  kw_credential_unref (loss->cancel);
}

static void
put (KwStore *store, const Loss *loss, const KwStorePlace *place, gboolean has_cancel_card)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kw_store_cancel_visit_put (
      store, loss->lost->number, has_cancel_card ? loss->cancel->number : 0, place, &error));
}

static gint64
find (KwStore *store, const Loss *loss, const KwStorePlace *place)
{
  g_autoptr (GError) error = NULL;
  gint64 id = -1;

  g_assert_true (kw_store_cancel_visit_find (store, loss->lost->number, place, &id, &error));
  return id;
}

static void
tick (KwStore *store, const Loss *loss, const KwStorePlace *place, gint64 at_unix_s)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kw_store_cancel_visit_tick (store, find (store, loss, place), at_unix_s, &error));
}

static KwStoreCancelVisit
load (KwStore *store, const Loss *loss, const KwStorePlace *place)
{
  g_autoptr (GError) error = NULL;
  KwStoreCancelVisit visit;

  g_assert_true (kw_store_cancel_visit_load (store, find (store, loss, place), &visit, &error));
  return visit;
}

/* "306 area 0 elevator 1 ": the numbers of the places, in order. */
static void
assert_open (KwStore *store, gint64 now_unix_s, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) visits = kw_store_cancel_visit_list_open (store, now_unix_s, &error);
  g_autoptr (GString) words = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < visits->len; i++)
    {
      const KwStorePlace *place = &g_array_index (visits, KwStoreCancelVisit, i).place;

      g_string_append_printf (words, "%s %u ", kw_store_place_kind_to_string (place->kind),
                              place->number);
    }
  g_assert_cmpstr (words->str, ==, expected);
}

static KwStoreDoorState
get_door_state (KwStore *store, const Loss *loss, guint number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) doors = kw_store_credential_list_doors (store, loss->lost->number, &error);

  for (guint i = 0; i < doors->len; i++)
    if (g_array_index (doors, KwStoreCredentialDoor, i).door.door == number)
      return g_array_index (doors, KwStoreCredentialDoor, i).state;
  g_assert_not_reached ();
}

static gboolean
check_walk_list (KwStore *store, gpointer unused, GError **error)
{
  Loss loss;

  make_loss (store, &loss);
  put (store, &loss, &elevator, TRUE);
  put (store, &loss, &pool, TRUE);
  put (store, &loss, &door_306, TRUE);
  put (store, &loss, &door_305, TRUE);
  assert_open (store, TEST_NOW_UNIX_S, "door 305 door 306 area 0 elevator 1 ");
  g_assert_cmpuint (load (store, &loss, &pool).cancel_credential, ==, loss.cancel->number);
  g_assert_cmpuint (load (store, &loss, &pool).card_station, ==, TEST_STATION);
  g_assert_cmpuint (load (store, &loss, &pool).card_counter, ==, 1);

  tick (store, &loss, &door_305, TEST_NOW_UNIX_S);
  tick (store, &loss, &pool, TEST_NOW_UNIX_S);
  assert_open (store, TEST_NOW_UNIX_S, "door 306 elevator 1 ");
  g_assert_cmpint (get_door_state (store, &loss, 305), ==, KW_STORE_DOOR_STATE_CANCELLED);
  g_assert_cmpint (get_door_state (store, &loss, 306), ==, KW_STORE_DOOR_STATE_ALIVE);

  tick (store, &loss, &door_305, 0);
  assert_open (store, TEST_NOW_UNIX_S, "door 305 door 306 elevator 1 ");
  g_assert_cmpint (get_door_state (store, &loss, 305), ==, KW_STORE_DOOR_STATE_ALIVE);
  clear_loss (&loss);
  return TRUE;
}

static void
test_a_visited_place_leaves_the_walk_list (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_walk_list, NULL);
}

static gboolean
check_end_of_need (KwStore *store, gpointer unused, GError **error)
{
  KwCredential fields;
  g_autoptr (KwCredential) found = NULL;
  g_autoptr (GArray) visits = NULL;
  Loss loss;

  make_loss (store, &loss);
  put (store, &loss, &door_305, FALSE);
  assert_open (store, loss.lost->may_live_until_unix_s - 1, "door 305 ");
  assert_open (store, loss.lost->may_live_until_unix_s, "");

  fields = *loss.lost;
  fields.state = KW_CREDENTIAL_STATE_RETURNED;
  found = new_credential (&fields);
  g_assert_true (kw_store_credential_update (store, found, error));
  assert_open (store, TEST_NOW_UNIX_S, "");
  visits = kw_store_cancel_visit_list (store, loss.lost->number, error);
  g_assert_cmpuint (visits->len, ==, 1);
  clear_loss (&loss);
  return TRUE;
}

static void
test_nobody_walks_for_a_card_that_is_found_or_over (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_end_of_need, NULL);
}

static gboolean
check_cancel_card_later (KwStore *store, gpointer unused, GError **error)
{
  Loss loss;

  make_loss (store, &loss);
  put (store, &loss, &door_305, FALSE);
  tick (store, &loss, &door_305, TEST_NOW_UNIX_S);
  g_assert_cmpint (get_door_state (store, &loss, 305), ==, KW_STORE_DOOR_STATE_ALIVE);

  put (store, &loss, &door_305, TRUE);
  assert_open (store, TEST_NOW_UNIX_S, "door 305 ");
  tick (store, &loss, &door_305, TEST_NOW_UNIX_S);
  put (store, &loss, &door_305, FALSE);
  put (store, &loss, &door_305, TRUE);
  assert_open (store, TEST_NOW_UNIX_S, "");
  g_assert_cmpuint (load (store, &loss, &door_305).cancel_credential, ==, loss.cancel->number);
  clear_loss (&loss);
  return TRUE;
}

static void
test_a_lock_learns_from_a_cancel_card_once (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_cancel_card_later, NULL);
}

static gboolean
put_unknown (KwStore *store, gpointer data, GError **error)
{
  gboolean is_put = FALSE;
  Loss loss;

  make_loss (store, &loss);
  is_put = kw_store_cancel_visit_put (store, loss.lost->number, 0, data, error);
  clear_loss (&loss);
  return is_put;
}

static void
test_a_place_the_property_does_not_know_is_refused (Fixture *fixture, gconstpointer unused)
{
  KwStorePlace places[] = { { KW_STORE_PLACE_DOOR, 1, 999 },
                            { KW_STORE_PLACE_DOOR, 0, 305 },
                            { KW_STORE_PLACE_AREA, 0, 7 },
                            { KW_STORE_PLACE_AREA, 1, 0 },
                            { KW_STORE_PLACE_ELEVATOR, 0, 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (kw_store_run (fixture->store, put_unknown, &places[i], &error));
      g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_CONSTRAINT);
    }
}

static gboolean
tick_nothing (KwStore *store, gpointer unused, GError **error)
{
  return kw_store_cancel_visit_tick (store, 99, TEST_NOW_UNIX_S, error);
}

static void
test_a_visit_nobody_planned_is_not_found (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_store_run (fixture->store, tick_nothing, NULL, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TO ("cancel-visit", "a-visited-place-leaves-the-walk-list",
          test_a_visited_place_leaves_the_walk_list);
  ADD_TO ("cancel-visit", "nobody-walks-for-a-card-that-is-found-or-over",
          test_nobody_walks_for_a_card_that_is_found_or_over);
  ADD_TO ("cancel-visit", "a-lock-learns-from-a-cancel-card-once",
          test_a_lock_learns_from_a_cancel_card_once);
  ADD_TO ("cancel-visit", "a-place-the-property-does-not-know-is-refused",
          test_a_place_the_property_does_not_know_is_refused);
  ADD_TO ("cancel-visit", "a-visit-nobody-planned-is-not-found",
          test_a_visit_nobody_planned_is_not_found);
  return g_test_run ();
}
