/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-cancel-visit.h"

#include "fixture.h"

static GArray *
list (KwStore *store, guint64 lost)
{
  g_autoptr (GError) error = NULL;
  GArray *visits = kw_store_cancel_visit_list (store, lost, &error);

  g_assert_no_error (error);
  return visits;
}

static gboolean
check_walk_list (KwStore *store, gpointer unused, GError **error)
{
  gint64 stay_id = put_stay (store, 305, 0, 2);
  g_autoptr (KwCard) card = ensure_card (store, 1);
  g_autoptr (KwCredential) lost = put_credential (store, card->id, stay_id, 305, 306, 1);
  g_autoptr (KwCredential) cancel = put_credential (store, card->id, stay_id, 307, 0, 1);
  g_autoptr (GArray) visits = NULL;
  g_autoptr (GArray) open = NULL;
  g_autoptr (GArray) doors = NULL;
  const KwStoreCancelVisit *visit = NULL;

  g_assert_true (kw_store_cancel_visit_put (store, lost->number, 0, (KwDoorRef){ 1, 305 }, error));
  g_assert_true (kw_store_cancel_visit_put (store, lost->number, 0, (KwDoorRef){ 1, 306 }, error));
  g_assert_true (kw_store_cancel_visit_put (store, lost->number, cancel->number,
                                            (KwDoorRef){ 1, 305 }, error));
  visits = list (store, lost->number);
  g_assert_cmpuint (visits->len, ==, 2);
  visit = &g_array_index (visits, KwStoreCancelVisit, 0);
  g_assert_cmpuint (visit->door.door, ==, 305);
  g_assert_cmpuint (visit->cancel_credential, ==, cancel->number);

  g_assert_true (kw_store_cancel_visit_tick (store, visit->id, TEST_NOW_UNIX_S, error));
  open = list (store, 0);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpuint (g_array_index (open, KwStoreCancelVisit, 0).door.door, ==, 306);
  doors = kw_store_credential_list_doors (store, lost->number, error);
  g_assert_cmpint (g_array_index (doors, KwStoreCredentialDoor, 0).state, ==,
                   KW_STORE_DOOR_STATE_CANCELLED);
  g_assert_cmpint (g_array_index (doors, KwStoreCredentialDoor, 1).state, ==,
                   KW_STORE_DOOR_STATE_ALIVE);
  return TRUE;
}

static void
test_a_visited_door_leaves_the_walk_list (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_walk_list, NULL);
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
  ADD_TO ("cancel-visit", "a-visited-door-leaves-the-walk-list",
          test_a_visited_door_leaves_the_walk_list);
  ADD_TO ("cancel-visit", "a-visit-nobody-planned-is-not-found",
          test_a_visit_nobody_planned_is_not_found);
  return g_test_run ();
}
