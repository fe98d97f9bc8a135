/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-room-list.h"

#include "list-probe.h"

#define N_SHOWN 400

/* Nobody is anywhere. */
static void
empty_set_up (Fixture *fixture, gconstpointer unused)
{
  fixture_set_up (fixture, unused);
  register_exec (fixture, "DELETE FROM tenant; DELETE FROM stay_door; DELETE FROM stay");
}

static ListProbe *
new_probe (Fixture *fixture)
{
  ListProbe *probe = list_probe_new (kw_desk_room_list_new (fixture->desk), N_SHOWN);

  list_probe_wait_loaded (probe);
  return probe;
}

static KwDoorRef
find_door (Fixture *fixture, const char *name)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (fixture->desk), name, NULL);

  return (KwDoorRef){ door->building, door->number };
}

static KwDeskRoom *
get_room (ListProbe *probe, Fixture *fixture, const char *name)
{
  return kw_desk_room_list_get_room (KW_DESK_ROOM_LIST (probe->model), find_door (fixture, name));
}

static void
open_stay (Fixture *fixture, const char *room, int from_h, int until_h)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = fixture_open_stay (fixture, room, from_h, until_h, "a test", &error);

  g_assert_no_error (error);
}

static void
test_every_room_is_shown_by_floor_and_name (Fixture *fixture, gconstpointer unused)
{
  const KwProperty *property = kw_desk_get_property (fixture->desk);
  g_autoptr (ListProbe) probe = new_probe (fixture);

  g_assert_cmpuint (g_list_model_get_n_items (probe->model), ==, property->n_doors);
  for (guint i = 1; i < probe->items->len; i++)
    {
      KwDeskRoom *before = probe->items->pdata[i - 1];
      KwDeskRoom *room = probe->items->pdata[i];
      const KwDoorRef a = kw_desk_room_get_door (before);
      const KwDoorRef b = kw_desk_room_get_door (room);

      g_assert_cmpuint (a.building, <=, b.building);
      if (a.building == b.building)
        g_assert_cmpuint (kw_desk_room_get_floor (before), <=, kw_desk_room_get_floor (room));
      if (a.building == b.building &&
          kw_desk_room_get_floor (before) == kw_desk_room_get_floor (room))
        g_assert_cmpint (atoi (kw_desk_room_get_name (before)), <=,
                         atoi (kw_desk_room_get_name (room)));
    }
}

/* The fixture's day is Sunday, 13:00 in Berlin. */
static void
test_a_room_is_what_its_stays_say (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ListProbe) probe = NULL;

  open_stay (fixture, "301", 0, 24);  /* until tomorrow */
  open_stay (fixture, "302", 0, 10);  /* until today, 23:00 */
  open_stay (fixture, "303", 0, 1);   /* until today, over in two hours */
  open_stay (fixture, "304", 3, 48);  /* from today */
  open_stay (fixture, "305", 14, 48); /* from tomorrow */
  open_stay (fixture, "302", 9, 48);  /* both */
  fixture->now_unix_s += 2 * 3600;
  probe = new_probe (fixture);

  g_assert_cmpint (kw_desk_room_get_state (get_room (probe, fixture, "301")), ==,
                   KW_DESK_ROOM_STATE_IN_HOUSE);
  g_assert_cmpint (kw_desk_room_get_state (get_room (probe, fixture, "302")), ==,
                   KW_DESK_ROOM_STATE_DUE_OUT);
  g_assert_cmpint (kw_desk_room_get_state (get_room (probe, fixture, "303")), ==,
                   KW_DESK_ROOM_STATE_OVERDUE);
  g_assert_cmpint (kw_desk_room_get_state (get_room (probe, fixture, "304")), ==,
                   KW_DESK_ROOM_STATE_EXPECTED);
  g_assert_cmpint (kw_desk_room_get_state (get_room (probe, fixture, "305")), ==,
                   KW_DESK_ROOM_STATE_FREE);
  g_assert_cmpint (kw_desk_room_get_state (get_room (probe, fixture, "306")), ==,
                   KW_DESK_ROOM_STATE_FREE);
  g_assert_cmpint (kw_desk_room_get_expected_stay_id (get_room (probe, fixture, "302")), >, 0);
  g_assert_cmpint (kw_desk_room_get_expected_stay_id (get_room (probe, fixture, "302")), !=,
                   kw_desk_room_get_stay_id (get_room (probe, fixture, "302")));
  g_assert_cmpint (kw_desk_room_get_stay_id (get_room (probe, fixture, "305")), ==, 0);
}

static void
test_a_room_tells_of_both_that_are_in (Fixture *fixture, gconstpointer unused)
{
  const KwDeskStayRequest request = { .n_doors = 1,
                                      .doors = { find_door (fixture, "301") },
                                      .until_unix_s = fixture->now_unix_s + 48 * 3600,
                                      .tenants = (const char *const[]){ "Zoë", NULL },
                                      .overlap_reason = "a test" };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) other = NULL;
  g_autoptr (ListProbe) probe = NULL;
  KwDeskRoom *room = NULL;

  kw_desk_put_stay_async (fixture->desk, &request, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  other = kw_desk_put_stay_finish (fixture->desk, result, &error);
  g_assert_no_error (error);
  open_stay (fixture, "301", 0, 24);
  open_stay (fixture, "302", 0, 24);
  probe = new_probe (fixture);

  room = get_room (probe, fixture, "301");
  g_assert_cmpint (kw_desk_room_get_stay_id (room), >, other->id);
  g_assert_cmpint (kw_desk_room_get_other_stay_id (room), ==, other->id);
  g_assert_cmpstr (kw_desk_room_get_other_tenant (room), ==, "Zoë");
  g_assert_cmpint (kw_desk_room_get_other_stay_id (get_room (probe, fixture, "302")), ==, 0);
}

static void
test_a_change_replaces_the_room_that_changed (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ListProbe) probe = new_probe (fixture);
  guint position = 0;

  g_assert_true (kw_desk_room_list_find (KW_DESK_ROOM_LIST (probe->model),
                                         find_door (fixture, "310"), &position));
  probe->n_signals = 0;
  open_stay (fixture, "310", 0, 24);
  WAIT_UNTIL (probe->n_signals > 0);

  g_assert_cmpuint (probe->n_signals, ==, 1);
  g_assert_cmpuint (probe->n_changed, ==, 1);
  g_assert_cmpint (kw_desk_room_get_state (probe->items->pdata[position]), ==,
                   KW_DESK_ROOM_STATE_IN_HOUSE);
  list_probe_check (probe);
}

static void
test_filters_leave_what_they_say (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ListProbe) probe = NULL;

  open_stay (fixture, "310", 0, 24);
  open_stay (fixture, "401", 0, 24);
  probe = new_probe (fixture);
  g_object_set (probe->model, "building", 1, "state", KW_DESK_ROOM_STATE_IN_HOUSE, NULL);
  list_probe_check (probe);
  g_assert_cmpuint (probe->items->len, ==, 2);
  kw_desk_room_list_set_floor (KW_DESK_ROOM_LIST (probe->model),
                               kw_desk_room_get_floor (get_room (probe, fixture, "310")));
  list_probe_check (probe);

  g_assert_cmpuint (probe->items->len, ==, 1);
  g_assert_cmpstr (kw_desk_room_get_name (probe->items->pdata[0]), ==, "310");
  open_stay (fixture, "311", 0, 24);
  WAIT_UNTIL (probe->items->len == 2);
  list_probe_check (probe);
}

static void
test_a_room_renamed_by_another_program_is_shown_so (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ListProbe) probe = new_probe (fixture);
  const KwDoorRef door = find_door (fixture, "310");
  const guint n_before = probe->items->len;

  register_exec (fixture, "UPDATE door SET name = '310 Suite' WHERE name = '310';"
                          "UPDATE setting SET value = '99' WHERE key = 'property-version'");
  WAIT_UNTIL (strcmp (kw_desk_room_get_name (
                          kw_desk_room_list_get_room (KW_DESK_ROOM_LIST (probe->model), door)),
                      "310 Suite") == 0);

  g_assert_cmpuint (probe->items->len, ==, n_before);
  list_probe_check (probe);
}

static gint64
count (Fixture *fixture, KwDoorRef door, const char *state, const char *bound)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT count(*) FROM credential_door d JOIN credential c ON c.number = d.credential"
      " JOIN access_grant g ON g.id = c.grant_id WHERE d.state = 'alive' AND c.state = '%s'"
      " AND d.building = %u AND d.door = %u AND %s > %" G_GINT64_FORMAT,
      state, door.building, door.door, bound, fixture->now_unix_s);

  return register_query (fixture, sql);
}

static void
test_live_and_lost_cards_are_counted_at_their_doors (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ListProbe) probe = NULL;
  guint n_live = 0;
  guint n_lost = 0;

  register_fill (fixture, 2000);
  register_exec (fixture, "UPDATE credential SET state = 'lost', may_live_until_unix_s = 1795348801"
                          " WHERE state = 'live' AND number % 7 = 0;"
                          "UPDATE credential SET may_live_until_unix_s = 1 WHERE state = 'lost'"
                          " AND number % 14 = 0");
  probe = new_probe (fixture);

  for (guint i = 0; i < probe->items->len; i++)
    {
      KwDeskRoom *room = probe->items->pdata[i];
      const KwDoorRef door = kw_desk_room_get_door (room);

      g_assert_cmpint (kw_desk_room_get_n_live_cards (room), ==,
                       count (fixture, door, "live", "g.valid_until_unix_s"));
      g_assert_cmpint (kw_desk_room_get_n_lost_cards (room), ==,
                       count (fixture, door, "lost", "c.may_live_until_unix_s"));
      n_live += kw_desk_room_get_n_live_cards (room);
      n_lost += kw_desk_room_get_n_lost_cards (room);
    }
  g_assert_cmpuint (n_live, >, 50);
  g_assert_cmpuint (n_lost, >, 5);
}

#define ADD(name, set_up, function)                                                                \
  g_test_add ("/desk/room-list/" name, Fixture, NULL, set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("every-room-is-shown-by-floor-and-name", fixture_set_up,
       test_every_room_is_shown_by_floor_and_name);
  ADD ("a-room-is-what-its-stays-say", empty_set_up, test_a_room_is_what_its_stays_say);
  ADD ("a-room-tells-of-both-that-are-in", empty_set_up, test_a_room_tells_of_both_that_are_in);
  ADD ("a-change-replaces-the-room-that-changed", empty_set_up,
       test_a_change_replaces_the_room_that_changed);
  ADD ("filters-leave-what-they-say", empty_set_up, test_filters_leave_what_they_say);
  ADD ("a-room-renamed-by-another-program-is-shown-so", fixture_set_up,
       test_a_room_renamed_by_another_program_is_shown_so);
  ADD ("live-and-lost-cards-are-counted-at-their-doors", empty_set_up,
       test_live_and_lost_cards_are_counted_at_their_doors);
  return g_test_run ();
}
