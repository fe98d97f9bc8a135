/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "fixture.h"

#include "kw-desk-room-list.h"

#include <string.h>

/* The demo hotel with @from replaced by @to, as a file of its own; its path. */
static char *
make_hotel (Fixture *fixture, const char *name, const char *from, const char *to)
{
  g_autofree char *demo = g_test_build_filename (G_TEST_DIST, "..", "data", "demo", "hotel.json",
                                                 NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_get_contents (demo, &text, NULL, &error));
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, from, to, 1), ==, 1);
  g_assert_true (g_file_set_contents (path, changed->str, -1, &error));
  return path;
}

static gboolean
import_into (KwDesk *desk, const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_import_property_async (desk, path, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  return kw_desk_import_property_finish (desk, result, NULL, error);
}

static char *
make_larger_hotel (Fixture *fixture)
{
  return make_hotel (fixture, "larger.json", "\"rooms\": [\n",
                     "\"rooms\": [\n"
                     "    {\"building\": \"Seehaus\", \"floor\": \"1\", \"number\": 9001, "
                     "\"name\": \"Suite\"},\n");
}

static void
on_property_cb (KwDesk *desk, GParamSpec *pspec, gpointer user_data)
{
  g_autoptr (KwProperty) property = NULL;

  g_object_get (desk, "property", &property, NULL);
  g_assert_true (property == kw_desk_get_property (desk));
  (*(guint *)user_data)++;
}

/* The desk of the fixture; the other program; and a stay of a room that only the other knows. */
static void
test_what_another_program_imported_counts_at_once (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *larger = make_larger_hotel (fixture);
  KwDesk *other = fixture_open_another (fixture, fixture->folder);
  const KwProperty *before = kw_desk_get_property (fixture->desk);
  const KwProperty *after = NULL;
  const KwDoor *suite = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = NULL;
  guint n_notified = 0;

  g_signal_connect (fixture->desk, "notify::property", G_CALLBACK (on_property_cb), &n_notified);
  g_assert_true (import_into (other, larger, &error));
  g_assert_true (before == kw_desk_get_property (fixture->desk));

  stay = fixture_open_stay (fixture, "306", 0, 24, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_notified, ==, 1);
  after = kw_desk_get_property (fixture->desk);
  suite = kw_property_find_door (after, "Suite", NULL);
  g_assert_nonnull (suite);
  g_assert_null (kw_property_find_door (before, "Suite", NULL)); /* and it is still there */

  g_clear_pointer (&stay, kw_stay_unref);
  stay = fixture_open_stay (fixture, "Suite", 0, 24, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_notified, ==, 1);
  fixture_close (other);
}

static void
count_cb (KwDesk *desk, gpointer user_data)
{
  (*(guint *)user_data)++;
}

/* Nothing is asked of the desk: a window shows it. */
static void
test_what_another_program_imported_is_shown_by_itself (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *larger = make_larger_hotel (fixture);
  g_autofree char *own = make_hotel (fixture, "own.json", "Hotel", "House");
  g_autoptr (KwDeskRoomList) rooms = kw_desk_room_list_new (fixture->desk);
  KwDesk *other = fixture_open_another (fixture, fixture->folder);
  guint n_replaced = 0;
  g_autoptr (GError) error = NULL;

  g_signal_connect (fixture->desk, "property-replaced", G_CALLBACK (count_cb), &n_replaced);
  g_assert_true (import_into (other, larger, &error));
  while (n_replaced == 0) /* the test's own time-out ends it */
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (kw_property_find_door (kw_desk_get_property (fixture->desk), "Suite", NULL));

  g_assert_true (import_into (fixture->desk, own, &error));
  g_assert_true (import_into (fixture->desk, larger, &error));
  g_assert_no_error (error);
  for (gint64 end_us = g_get_monotonic_time () + 2500 * G_TIME_SPAN_MILLISECOND;
       g_get_monotonic_time () < end_us; g_usleep (10000))
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (n_replaced, ==, 1); /* one's own is no news */
  fixture_close (other);
}

static void
test_an_import_of_its_own_is_told_once (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *larger = make_larger_hotel (fixture);
  g_autoptr (GError) error = NULL;
  guint n_notified = 0;

  g_signal_connect (fixture->desk, "notify::property", G_CALLBACK (on_property_cb), &n_notified);
  g_assert_true (import_into (fixture->desk, larger, &error));

  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_nonnull (kw_property_find_door (kw_desk_get_property (fixture->desk), "Suite", NULL));
}

static void
test_two_first_imports_of_different_sites_do_not_mix (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "empty", NULL);
  g_autofree char *first = make_hotel (fixture, "a.json", "\"site\": 20260305", "\"site\": 1");
  g_autofree char *second = make_hotel (fixture, "b.json", "\"site\": 20260305", "\"site\": 2");
  KwDesk *one = fixture_open_another (fixture, folder);
  KwDesk *two = fixture_open_another (fixture, folder);
  g_autoptr (GError) error = NULL;

  g_assert_true (import_into (one, first, &error));
  g_assert_false (import_into (two, second, &error));

  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_ALLOWED);
  g_assert_cmpuint (kw_desk_get_property (one)->site, ==, 1);
  fixture_close (one);
  fixture_close (two);
}

static void
test_a_first_import_of_another_program_sets_the_desk_up (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "empty", NULL);
  g_autofree char *hotel = make_larger_hotel (fixture);
  KwDesk *one = fixture_open_another (fixture, folder);
  KwDesk *two = fixture_open_another (fixture, folder);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) stays = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (import_into (one, hotel, &error));
  g_assert_null (kw_desk_get_property (two));
  kw_desk_list_stays_async (two, /* limit= */ 0, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  stays = kw_desk_list_stays_finish (two, result, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (stays->len, ==, 60);
  g_assert_nonnull (kw_desk_get_property (two));
  fixture_close (one);
  fixture_close (two);
}

/* Its stay and its card were made out for the number before. */
static void
test_a_room_with_a_new_number_keeps_its_name_on_the_old_one (Fixture *fixture, gconstpointer unused)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (fixture->desk), "306", NULL);
  const KwDoorRef old_ref = { door->building, door->number };
  g_autofree char *old_text = g_strdup_printf ("\"number\": %u, \"name\": \"306\"", door->number);
  g_autofree char *hotel = make_hotel (fixture, "renumbered.json", old_text,
                                       "\"number\": 9306, \"name\": \"306\"");
  const KwProperty *property = NULL;
  g_autofree char *old_label = NULL;
  g_autofree char *new_label = NULL;
  g_autofree char *no_label = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (import_into (fixture->desk, hotel, &error));
  property = kw_desk_get_property (fixture->desk);
  old_label = kw_property_dup_door_label (property, old_ref);
  new_label = kw_property_dup_door_label (property, (KwDoorRef){ 1, 9306 });
  no_label = kw_property_dup_door_label (property, (KwDoorRef){ 1, 9999 });

  g_assert_cmpstr (old_label, ==, "306");
  g_assert_cmpstr (new_label, ==, "306");
  g_assert_cmpstr (no_label, ==, "#9999");
  g_assert_null (kw_property_get_door (property, old_ref));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/desk/property/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("what-another-program-imported-counts-at-once",
       test_what_another_program_imported_counts_at_once);
  ADD ("what-another-program-imported-is-shown-by-itself",
       test_what_another_program_imported_is_shown_by_itself);
  ADD ("an-import-of-its-own-is-told-once", test_an_import_of_its_own_is_told_once);
  ADD ("two-first-imports-of-different-sites-do-not-mix",
       test_two_first_imports_of_different_sites_do_not_mix);
  ADD ("a-first-import-of-another-program-sets-the-desk-up",
       test_a_first_import_of_another_program_sets_the_desk_up);
  ADD ("a-room-with-a-new-number-keeps-its-name-on-the-old-one",
       test_a_room_with_a_new_number_keeps_its_name_on_the_old_one);
#undef ADD
  return g_test_run ();
}
