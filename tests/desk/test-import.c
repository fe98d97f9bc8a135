/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* What a file would change, and that it changes just that. */
#include "config.h"

#include "register.h"
#include "turns.h"

#include "kw-desk-import.h"
#include "kw-desk-journal.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char *
write_file (Fixture *fixture, const char *name, const char *text)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

/* The demo hotel with changes: pairs of what is replaced by what, NULL at the end. */
G_GNUC_NULL_TERMINATED
static char *
write_hotel (Fixture *fixture, const char *name, ...)
{
  g_autofree char *demo = g_test_build_filename (G_TEST_DIST, "..", "data", "demo", "hotel.json",
                                                 NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;
  const char *from = NULL;
  va_list args;

  g_assert_true (g_file_get_contents (demo, &text, NULL, NULL));
  changed = g_string_new (text);
  va_start (args, name);
  while ((from = va_arg (args, const char *)) != NULL)
    g_assert_cmpuint (g_string_replace (changed, from, va_arg (args, const char *), 1), ==, 1);
  va_end (args);
  return write_file (fixture, name, changed->str);
}

static KwDeskImport *
preview_with (KwDesk *desk, const KwDeskImportRequest *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_preview_import_async (desk, request, NULL, NULL, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  return kw_desk_preview_import_finish (desk, result, error);
}

static KwDeskImport *
preview (KwDesk *desk, const char *path)
{
  const KwDeskImportRequest request = { .path = path };
  g_autoptr (GError) error = NULL;
  KwDeskImport *import = preview_with (desk, &request, &error);

  g_assert_no_error (error);
  return import;
}

static gboolean
apply (KwDesk *desk, KwDeskImport *import, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_apply_import_async (desk, import, NULL, NULL, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  return kw_desk_apply_import_finish (desk, result, error);
}

/* "change part number name place [field: old -> new]", a line each. */
static char *
list_items (KwDeskImport *import)
{
  GListModel *items = kw_desk_import_get_items (import);
  GString *list = g_string_new (NULL);

  g_assert_true (kw_desk_import_changes_anything (import) ==
                 (g_list_model_get_n_items (items) > kw_desk_import_get_n_left_stays (import)));
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (KwDeskImportItem) item = g_list_model_get_item (items, i);
      const char *building = kw_desk_import_item_get_building (item);
      const char *floor_ = kw_desk_import_item_get_floor (item);
      const char *bank = kw_desk_import_item_get_bank (item);

      g_string_append_printf (
          list, "%s %s %u %s",
          kw_desk_import_change_to_string (kw_desk_import_item_get_change (item)),
          kw_desk_import_part_to_string (kw_desk_import_item_get_part (item)),
          kw_desk_import_item_get_number (item), kw_desk_import_item_get_name (item));
      if (building != NULL)
        g_string_append_printf (list, " in %s", building);
      if (floor_ != NULL)
        g_string_append_printf (list, " on %s", floor_);
      if (bank != NULL)
        g_string_append_printf (list, " of %s", bank);
      if (kw_desk_import_item_get_field (item) != KW_DESK_IMPORT_FIELD_NONE)
        g_string_append_printf (
            list, " %s: %s -> %s",
            kw_desk_import_field_to_string (kw_desk_import_item_get_field (item)),
            kw_desk_import_item_get_old_text (item), kw_desk_import_item_get_new_text (item));
      g_string_append_c (list, '\n');
    }
  return g_string_free (list, FALSE);
}

static char *
list_problems (KwDeskImport *import)
{
  GListModel *problems = kw_desk_import_get_problems (import);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (problems); i++)
    {
      g_autoptr (KwDeskImportProblem) problem = g_list_model_get_item (problems, i);

      g_string_append_printf (
          list, "%u %s %s: %s\n", kw_desk_import_problem_get_line (problem),
          kw_desk_import_problem_get_field (problem),
          kw_desk_import_code_to_string (kw_desk_import_problem_get_code (problem)),
          kw_desk_import_problem_get_text (problem));
    }
  return g_string_free (list, FALSE);
}

static void
assert_items (KwDeskImport *import, const char *expected)
{
  g_autofree char *items = list_items (import);
  g_autofree char *problems = list_problems (import);

  g_assert_cmpstr (problems, ==, "");
  g_assert_cmpstr (items, ==, expected);
}

static void
assert_problems (KwDesk *desk, KwDeskImport *import, KwDeskError code, const char *expected)
{
  g_autofree char *problems = list_problems (import);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (problems, ==, expected);
  g_assert_cmpuint (kw_desk_import_get_n_problems (import), >, 0);
  g_assert_null (kw_desk_import_get_property (import));
  g_assert_false (apply (desk, import, &error));
  g_assert_error (error, KW_DESK_ERROR, (int)code);
}

static void
test_the_same_file_again_changes_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = write_hotel (fixture, "same.json", NULL);
  g_autoptr (KwDeskImport) import = preview (fixture->desk, path);

  assert_items (import, "");
  g_assert_false (kw_desk_import_is_first (import));
  g_assert_cmpuint (kw_desk_import_get_n_known_stays (import), ==, 60);
  g_assert_true (kw_property_equal (kw_desk_import_get_property (import),
                                    kw_desk_get_property (fixture->desk)));
}

static void
test_a_first_import_adds_everything (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = write_hotel (fixture, "first.json", NULL);
  g_autofree char *folder = g_build_filename (fixture->folder, "other", NULL);
  KwDesk *desk = fixture_open_another (fixture, folder);
  g_autoptr (KwDeskImport) import = preview (desk, path);
  const guint expected[KW_DESK_IMPORT_PART_N] = {
    [KW_DESK_IMPORT_PART_PROPERTY] = 1, [KW_DESK_IMPORT_PART_BUILDING] = 2,
    [KW_DESK_IMPORT_PART_FLOOR] = 12,   [KW_DESK_IMPORT_PART_ROOM] = 180,
    [KW_DESK_IMPORT_PART_BANK] = 2,     [KW_DESK_IMPORT_PART_STAY] = 60,
  };
  g_autoptr (GError) error = NULL;

  g_assert_true (kw_desk_import_is_first (import));
  g_assert_null (kw_desk_get_property (desk));
  for (guint part = 0; part < KW_DESK_IMPORT_PART_N; part++)
    {
      const guint n = kw_desk_import_get_n (import, (KwDeskImportPart)part,
                                            KW_DESK_IMPORT_CHANGE_ADDED);

      if (expected[part] != 0)
        g_assert_cmpuint (n, ==, expected[part]);
      else
        g_assert_cmpuint (n, >, 0);
    }
  g_assert_true (apply (desk, import, &error));
  g_assert_cmpuint (kw_desk_get_property (desk)->n_doors, ==, 180);
  fixture_close (desk);
}

/* Every change once; what was retired comes back. Stays that end at the check-out hour of the file
 * are known by their references. */
static void
test_every_kind_of_change_is_shown_and_made (Fixture *fixture, gconstpointer unused)
{
  const KwProperty *before = kw_desk_get_property (fixture->desk);
  g_autofree char *old_name = g_strdup_printf ("\"name\": \"%s\"", before->name);
  g_autofree char *text = NULL;
  g_autofree char *larger = write_hotel (
      fixture, "a.json", old_name, "\"name\": \"Kranichsee, new\"", "\"check_out\": \"11:00\"",
      "\"check_out\": \"10:30\"", "\"rooms\": [\n",
      "\"rooms\": [\n{\"building\": \"Seehaus\", \"floor\": \"1\", \"number\": 9001, \"name\": "
      "\"Suite\"},\n",
      NULL);
  g_autofree char *same = write_hotel (fixture, "b.json", NULL);
  g_autofree char *seen = NULL;
  g_autoptr (KwDeskImport) first = preview (fixture->desk, larger);
  g_autoptr (KwDeskImport) second = NULL;
  g_autoptr (KwDeskImport) third = NULL;
  g_autoptr (GError) error = NULL;

  text = g_strdup_printf ("changed property 0 Kranichsee, new name: %s -> Kranichsee, new\n"
                          "changed property 0 Kranichsee, new check_out: 11:00 -> 10:30\n"
                          "added room 9001 Suite in Seehaus on 1\n",
                          before->name);
  seen = list_items (first);
  g_assert_cmpuint (
      kw_desk_import_get_n (first, KW_DESK_IMPORT_PART_STAY, KW_DESK_IMPORT_CHANGE_KEPT), >, 0);
  g_assert_true (g_str_has_prefix (seen, text));
  g_assert_cmpuint (
      kw_desk_import_get_n (first, KW_DESK_IMPORT_PART_PROPERTY, KW_DESK_IMPORT_CHANGE_CHANGED), ==,
      1);
  g_assert_true (apply (fixture->desk, first, &error));
  g_assert_nonnull (kw_property_find_door (kw_desk_get_property (fixture->desk), "Suite", NULL));

  second = preview (fixture->desk, same);
  g_assert_cmpuint (
      kw_desk_import_get_n (second, KW_DESK_IMPORT_PART_ROOM, KW_DESK_IMPORT_CHANGE_RETIRED), ==,
      1);
  g_assert_true (apply (fixture->desk, second, &error));
  g_assert_null (kw_property_find_door (kw_desk_get_property (fixture->desk), "Suite", NULL));

  third = preview (fixture->desk, larger);
  g_assert_cmpuint (
      kw_desk_import_get_n (third, KW_DESK_IMPORT_PART_ROOM, KW_DESK_IMPORT_CHANGE_RETURNED), ==,
      1);
  g_assert_cmpuint (
      kw_desk_import_get_n (third, KW_DESK_IMPORT_PART_STAY, KW_DESK_IMPORT_CHANGE_ADDED), ==, 0);
}

static void
test_a_number_that_was_given_keeps_its_name (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = write_hotel (fixture, "taken.json", "\"name\": \"306\"",
                                       "\"name\": \"306 B\"", NULL);
  g_autoptr (KwDeskImport) import = preview (fixture->desk, path);
  g_autofree char *problems = list_problems (import);
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (fixture->desk), "306", NULL);
  g_autofree char *text = g_strdup_printf (
      ".number number-taken: %u was given to \"306\" and cannot become \"306 B\"\n", door->number);

  g_assert_true (g_str_has_suffix (problems, text));
  g_assert_true (strstr (problems, " rooms[") != NULL && problems[0] != '0');
  assert_problems (fixture->desk, import, KW_DESK_ERROR_NOT_ALLOWED, problems);
}

static void
test_another_hotel_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = write_hotel (fixture, "other.json", "\"site\": 20260305", "\"site\": 7",
                                       NULL);
  g_autoptr (KwDeskImport) import = preview (fixture->desk, path);

  assert_problems (fixture->desk, import, KW_DESK_ERROR_NOT_ALLOWED,
                   "3 site other-site: is 7, and this station belongs to site 20260305; use "
                   "another data folder for another hotel\n");
}

static void
test_every_problem_is_listed (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = write_file (fixture, "bad.json",
                                      "{\"format\": 1, \"site\": 1,\n\"name\": \"\",\n"
                                      "\"buildings\": [], \"floors\": 1, \"rooms\": []}");
  g_autoptr (KwDeskImport) import = preview (fixture->desk, path);
  g_autoptr (KwDeskImport) none = preview (fixture->desk, "/nonexistent/x.json");

  assert_problems (fixture->desk, import, KW_DESK_ERROR_FILE,
                   "1 time_zone missing: is missing\n"
                   "1 check_in missing: is missing\n"
                   "1 check_out missing: is missing\n"
                   "2 name missing: must not be empty\n"
                   "3 floors value: must be a list in [ ]\n"
                   "3 buildings missing: a property has at least one\n");
  assert_problems (fixture->desk, none, KW_DESK_ERROR_FILE,
                   "0  file: cannot be opened: No such file or directory\n");
}

static void
test_what_was_shown_is_what_happens_or_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *larger = write_hotel (
      fixture, "a.json", "\"rooms\": [\n",
      "\"rooms\": [\n{\"building\": \"Seehaus\", \"floor\": \"1\", \"number\": 9001, \"name\": "
      "\"Suite\"},\n",
      NULL);
  g_autofree char *with_stay = write_hotel (
      fixture, "b.json", "\"stays\": [\n",
      "\"stays\": [\n{\"room\": \"306\", \"from_day\": 900, \"until_day\": 901, "
      "\"reference\": \"late\"},\n",
      NULL);
  g_autoptr (KwDeskImport) first = preview (fixture->desk, larger);
  g_autoptr (KwDeskImport) second = preview (fixture->desk, larger);
  g_autoptr (KwDeskImport) third = NULL;
  g_autoptr (KwDeskImport) fourth = NULL;
  g_autoptr (GError) error = NULL;

  g_remove (larger); /* it is not read again */
  g_assert_true (apply (fixture->desk, first, &error));
  g_assert_false (apply (fixture->desk, second, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  g_assert_nonnull (kw_property_find_door (kw_desk_get_property (fixture->desk), "Suite", NULL));

  third = preview (fixture->desk, with_stay);
  fourth = preview (fixture->desk, with_stay);
  g_assert_cmpuint (
      kw_desk_import_get_n (third, KW_DESK_IMPORT_PART_STAY, KW_DESK_IMPORT_CHANGE_ADDED), ==, 1);
  g_assert_true (apply (fixture->desk, third, &error));
  g_assert_false (apply (fixture->desk, fourth, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_ALLOWED);
}

/* A stay that somebody opened meanwhile does not matter to a file without it. */
static void
test_what_does_not_matter_does_not_hinder (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *larger = write_hotel (
      fixture, "a.json", "\"rooms\": [\n",
      "\"rooms\": [\n{\"building\": \"Seehaus\", \"floor\": \"1\", \"number\": 9001, \"name\": "
      "\"Suite\"},\n",
      NULL);
  g_autoptr (KwDeskImport) import = preview (fixture->desk, larger);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = fixture_open_stay (fixture, "306", 0, 24, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (apply (fixture->desk, import, &error));
}

static void
test_a_booking_is_known_by_reference_or_time (Fixture *fixture, gconstpointer unused)
{
#define STAY(fields) "{\"room\": \"306\", " fields "},\n"
#define FROM_900 "\"from_day\": 900, \"until_day\": 901"
#define FROM_910 "\"from_day\": 910, \"until_day\": 911"
  static const struct
  {
    const char *stays;
    guint n_new;
  } cases[] = {
    { STAY (FROM_900 ", \"reference\": \"R\"") STAY (FROM_910 ", \"reference\": \"R\""), 1 },
    { STAY (FROM_900 ", \"reference\": \"R\"") STAY (FROM_910 ", \"reference\": \"Q\""), 2 },
    { STAY (FROM_900 ", \"reference\": \"R\"") "{\"room\": \"307\", " FROM_900
                                               ", \"reference\": \"R\"},\n",
      2 },
    { STAY (FROM_900 ", \"reference\": \"R\"") STAY (FROM_900), 1 },
    { STAY (FROM_900) STAY (FROM_900 ", \"reference\": \"R\""), 1 },
    { STAY (FROM_900) STAY (FROM_910), 2 },
    { STAY (FROM_900) STAY (FROM_900), 1 },
    { STAY (FROM_900) "{\"rooms\": [\"306\", \"307\"], " FROM_900 "},\n", 1 },
    { "{\"rooms\": [\"306\", \"307\"], " FROM_900 "},\n{\"room\": \"307\", " FROM_900 "},\n", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *stays = g_strconcat ("\"stays\": [\n", cases[i].stays, NULL);
      g_autofree char *path = write_hotel (fixture, "a.json", "\"stays\": [\n", stays, NULL);
      g_autoptr (KwDeskImport) import = preview (fixture->desk, path);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpuint (
          kw_desk_import_get_n (import, KW_DESK_IMPORT_PART_STAY, KW_DESK_IMPORT_CHANGE_ADDED), ==,
          cases[i].n_new);
    }
}

/* Stays over a house in use */

static guint
count_stays (KwDeskImport *import, KwDeskImportChange change)
{
  return kw_desk_import_get_n (import, KW_DESK_IMPORT_PART_STAY, change);
}

/* "change rooms tenant: other's rooms other's tenant", a line each. */
static void
assert_stays (KwDeskImport *import, const char *expected)
{
  GListModel *items = kw_desk_import_get_items (import);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (KwDeskImportItem) item = g_list_model_get_item (items, i);
      const KwStay *stay = kw_desk_import_item_get_stay (item);
      const KwStay *other = kw_desk_import_item_get_other (item);
      g_autofree char *door = NULL;

      g_assert_nonnull (stay);
      g_string_append_printf (
          list, "%s %s %s", kw_desk_import_change_to_string (kw_desk_import_item_get_change (item)),
          kw_desk_import_item_get_name (item), stay->tenants[0]);
      if (other != NULL)
        {
          door = kw_property_dup_door_label (kw_desk_import_get_property (import), other->doors[0]);
          g_string_append_printf (list, ": %s %s", door, other->tenants[0]);
        }
      g_string_append_c (list, '\n');
    }
  g_assert_cmpstr (list->str, ==, expected);
}

#define BOOKED "\"from_day\": 100, \"until_day\": 103"
#define ADA "\"tenants\": [\"Ada\"]"
#define BOB "\"tenants\": [\"Bob\"]"

static KwDeskImport *
preview_stays (Fixture *fixture, const char *stays)
{
  g_autofree char *text = g_strconcat ("\"stays\": [\n", stays, NULL);
  g_autofree char *path = write_hotel (fixture, "stays.json", "\"stays\": [\n", text, NULL);

  return preview (fixture->desk, path);
}

static void
import_stays (Fixture *fixture, const char *stays)
{
  g_autoptr (KwDeskImport) import = preview_stays (fixture, stays);
  g_autoptr (GError) error = NULL;

  apply (fixture->desk, import, &error);
  g_assert_no_error (error);
}

static void
test_a_booking_that_moved_is_not_entered_again (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *moved = write_hotel (fixture, "moved.json", "\"room\": \"413\"",
                                        "\"room\": \"306\"", NULL);
  g_autoptr (KwDeskImport) import = preview (fixture->desk, moved);
  g_autoptr (GError) error = NULL;

  assert_stays (import, "kept 306 Łukasz Wójcik: 413 Łukasz Wójcik\n");
  g_assert_false (kw_desk_import_changes_anything (import));
  g_assert_cmpuint (kw_desk_import_get_n_left_stays (import), ==, 1);
  g_assert_cmpuint (kw_desk_import_get_n_known_stays (import), ==, 59);
  g_assert_true (apply (fixture->desk, import, &error));
  assert_stays (import, "kept 306 Łukasz Wójcik: 413 Łukasz Wójcik\n");
}

static void
test_a_booking_that_ended_is_not_entered_again (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDeskImport) import = NULL;

  import_stays (fixture, "{\"room\": \"307\", \"from_day\": -9, \"until_day\": -7, \"state\": "
                         "\"closed\", \"reference\": \"R\", " ADA "},\n");
  import = preview_stays (fixture,
                          "{\"room\": \"306\", " BOOKED ", \"reference\": \"R\", " ADA "},\n");
  assert_stays (import, "kept 306 Ada: 307 Ada\n");
}

/* Who has the room still is found first; what is left over has moved; what is more is new. */
static void
test_a_group_is_known_room_by_room (Fixture *fixture, gconstpointer unused)
{
#define GROUP(room, tenant)                                                                        \
  "{\"room\": \"" room "\", " BOOKED ", \"reference\": \"G\", \"tenants\": [\"" tenant "\"]},\n"
  g_autoptr (KwDeskImport) again = NULL;
  g_autoptr (KwDeskImport) import = NULL;

  import_stays (fixture, GROUP ("306", "Ada") GROUP ("307", "Bob"));
  again = preview_stays (fixture, GROUP ("306", "Ada") GROUP ("307", "Bob"));
  assert_stays (again, "");
  import = preview_stays (fixture, GROUP ("308", "Ada") GROUP ("307", "Bob") GROUP ("311", "Cleo"));
  assert_stays (import, "kept 308 Ada: 306 Ada\nadded 311 Cleo\n");
#undef GROUP
}

static void
test_a_booking_that_differs_is_shown_and_kept (Fixture *fixture, gconstpointer unused)
{
#define KNOWN "{\"room\": \"306\", " BOOKED ", \"reference\": \"R\", "
  static const struct
  {
    const char *stay;
    gboolean differs;
  } cases[] = {
    { KNOWN ADA "},\n", FALSE },
    { KNOWN "\"tenants\": []},\n", FALSE },
    { KNOWN BOB "},\n", TRUE },
    { KNOWN "\"tenants\": [\"Ada\", \"Bob\"]},\n", TRUE },
    { "{\"rooms\": [\"306\", \"307\"], " BOOKED ", \"reference\": \"R\", " ADA "},\n", TRUE },
    { "{\"room\": \"306\", \"from_day\": 100, \"until_day\": 104, \"reference\": \"R\", " ADA
      "},\n",
      TRUE },
    { "{\"room\": \"306\", \"from_day\": 101, \"until_day\": 103, \"reference\": \"R\", " ADA
      "},\n",
      TRUE },
    { "{\"room\": \"306\", " BOOKED ", " BOB "},\n", TRUE },
  };

  import_stays (fixture, cases[0].stay);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwDeskImport) import = preview_stays (fixture, cases[i].stay);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpuint (count_stays (import, KW_DESK_IMPORT_CHANGE_KEPT), ==, cases[i].differs);
      g_assert_cmpuint (kw_desk_import_get_n_known_stays (import), ==, 61 - cases[i].differs);
      g_assert_false (kw_desk_import_changes_anything (import));
    }
#undef KNOWN
}

/* They are left out, each with the name of one that is there; the first of a file is there. */
static void
test_stays_that_overlap_are_left_out (Fixture *fixture, gconstpointer unused)
{
#define IN(rooms, from, until, who)                                                                \
  "{\"rooms\": [" rooms "], \"from_day\": " #from ", \"until_day\": " #until                       \
  ", \"tenants\": [\"" who "\"]},\n"
  /* In 413 somebody is until the fifth day. */
  static const char stays[] = IN ("\"413\"", 4, 9, "Ada") IN ("\"413\"", 5, 9, "Bob")
      IN ("\"306\", \"307\"", 100, 120, "Long") IN ("\"308\", \"307\"", 110, 113, "Ada")
          IN ("\"308\"", 110, 112, "Bob") IN ("\"306\"", 90, 100, "Ada")
              IN ("\"306\"", 80, 200, "Bob") "{\"room\": \"306\", \"from_day\": 101, "
                                             "\"until_day\": 102, \"state\": \"closed\", " BOB
                                             "},\n";
  static const char left[] = "overlapping 413 Ada: 413 Łukasz Wójcik\n"
                             "overlapping 308, 307 Ada: 306 Long\n"
                             "overlapping 306 Bob: 306 Long\n";
  g_autofree char *all = g_strconcat (left,
                                      "added 413 Bob\nadded 306, 307 Long\nadded 308 Bob\n"
                                      "added 306 Ada\nadded 306 Bob\n",
                                      NULL);
  g_autoptr (KwDeskImport) import = preview_stays (fixture, stays);
  g_autoptr (KwDeskImport) again = NULL;
  g_autoptr (GError) error = NULL;

  assert_stays (import, all);
  g_assert_cmpuint (kw_desk_import_get_n_left_stays (import), ==, 3);
  g_assert_true (apply (fixture->desk, import, &error));
  again = preview_stays (fixture, stays);
  assert_stays (again, "overlapping 413 Ada: 413 Bob\n"
                       "overlapping 308, 307 Ada: 308 Bob\n"
                       "overlapping 306 Bob: 306 Long\n");
  g_assert_cmpuint (kw_desk_import_get_n_known_stays (again), ==, 65);
}

/* Who goes on longest is not who began last. */
static void
test_a_long_stay_behind_short_ones_is_found (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDeskImport) import = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) longest = fixture_open_stay (fixture, "306", 24 * 100, 24 * 200, NULL, &error);
  g_autoptr (KwStay)
      shorter = fixture_open_stay (fixture, "306", 24 * 110, 24 * 112, "twins", &error);

  g_assert_no_error (error);
  import = preview_stays (fixture, IN ("\"306\"", 150, 151, "Ada"));
  g_assert_cmpuint (count_stays (import, KW_DESK_IMPORT_CHANGE_OVERLAPPING), ==, 1);
#undef IN
}

/* Whoever did not leave has the room; who is expected may still hope. */
static void
test_who_is_late_to_leave_has_the_room (Fixture *fixture, gconstpointer unused)
{
  static const char stays[] =
      "{\"room\": \"220\", \"from_day\": 0, \"from_time\": \"11:00\", \"until_day\": 3, "
      "\"state\": \"open\", " ADA "},\n"
      "{\"room\": \"106\", \"from_day\": 0, \"from_time\": \"11:00\", \"until_day\": 3, " BOB
      "},\n";
  g_autoptr (KwDeskImport) import = preview_stays (fixture, stays);

  assert_stays (import, "overlapping 220 Ada: 220 Liam O’Connor\nadded 106 Bob\n");
}

static void
test_stays_that_are_over_are_left_out (Fixture *fixture, gconstpointer unused)
{
#define OVER "{\"room\": \"311\", \"from_day\": -10, \"until_day\": -5, "
  g_autoptr (KwDeskImport) import = preview_stays (
      fixture, OVER ADA "},\n" OVER "\"state\": \"open\", " ADA "},\n" OVER
                        "\"state\": \"closed\", " BOB "},\n"
                        "{\"room\": \"306\", \"from_day\": -10, \"until_day\": 0, "
                        "\"until_time\": \"00:00\", " ADA "},\n"
                        "{\"room\": \"307\", \"from_day\": -10, \"until_day\": 0, "
                        "\"until_time\": \"00:01\", " ADA "},\n");
  g_autoptr (GError) error = NULL;

  assert_stays (import, "over 311 Ada\nover 311 Ada\nover 306 Ada\n"
                        "added 311 Bob\nadded 307 Ada\n");
  g_assert_true (apply (fixture->desk, import, &error));
#undef OVER
}

/* Somebody took the room between the preview and the import. */
static void
test_what_overlaps_meanwhile_is_not_entered (Fixture *fixture, gconstpointer unused)
{
  static const char stays[] = "{\"room\": \"306\", " BOOKED ", " ADA "},\n";
  g_autoptr (KwDeskImport) import = preview_stays (fixture, stays);
  g_autoptr (KwDeskImport) again = NULL;
  g_autoptr (KwStay) stay = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_stays (import, KW_DESK_IMPORT_CHANGE_ADDED), ==, 1);
  stay = fixture_open_stay (fixture, "306", 24 * 101, 24 * 102, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (apply (fixture->desk, import, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_ALLOWED);
  again = preview_stays (fixture, stays);
  g_assert_cmpuint (count_stays (again, KW_DESK_IMPORT_CHANGE_OVERLAPPING), ==, 1);
}

/* Rooms */

static KwDeskImport *
preview_rooms (Fixture *fixture, const char *text, gboolean retires_rooms)
{
  g_autofree char *path = write_file (fixture, "Rooms.CSV", text);
  const KwDeskImportRequest request = { .path = path, .retires_rooms = retires_rooms };
  g_autoptr (GError) error = NULL;
  KwDeskImport *import = preview_with (fixture->desk, &request, &error);

  g_assert_no_error (error);
  g_assert_cmpint (kw_desk_import_get_format (import), ==, KW_DESK_IMPORT_FORMAT_ROOMS);
  return import;
}

static void
test_an_empty_file_is_called_empty (Fixture *fixture, gconstpointer unused)
{
  static const char *const names[] = { "empty.csv", "empty.json" };
  static const char *const texts[] = { "", "\xef\xbb\xbf", " \r\n\n" };

  for (guint i = 0; i < G_N_ELEMENTS (names) * G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = write_file (fixture, names[i % 2], texts[i / 2]);
      const KwDeskImportRequest request = { .path = path };
      g_autoptr (GError) error = NULL;
      g_autoptr (KwDeskImport) import = preview_with (fixture->desk, &request, &error);
      g_autoptr (KwDeskImportProblem) problem = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (kw_desk_import_get_n_problems (import), ==, 1);
      problem = g_list_model_get_item (kw_desk_import_get_problems (import), 0);
      g_assert_cmpint (kw_desk_import_problem_get_code (problem), ==, KW_DESK_IMPORT_CODE_EMPTY);
      g_assert_cmpuint (kw_desk_import_problem_get_line (problem), ==, 0);
    }
}

static void
test_rooms_are_added_moved_and_kept (Fixture *fixture, gconstpointer unused)
{
  const guint n_doors = kw_desk_get_property (fixture->desk)->n_doors;
  const KwDoor *moved = kw_property_find_door (kw_desk_get_property (fixture->desk), "306", NULL);
  guint highest = 0;
  g_autoptr (KwDeskImport) import = preview_rooms (fixture,
                                                   "\xef\xbb\xbf"
                                                   "Room;Building;Floor;Remark\r\n"
                                                   "306;Seehaus;2;\r\n"
                                                   "307;Seehaus;3;\"a; \"\"b\"\"\r\nc\"\r\n"
                                                   "\r\n"
                                                   "Suite;Seehaus;1;x\r\n"
                                                   "Attic;Seehaus;3;x",
                                                   FALSE);
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_doors; i++)
    if (kw_desk_get_property (fixture->desk)->doors[i].building == moved->building)
      highest = MAX (highest, kw_desk_get_property (fixture->desk)->doors[i].number);
  expected = g_strdup_printf ("added room %u Suite in Seehaus on 1\n"
                              "added room %u Attic in Seehaus on 3\n"
                              "changed room %u 306 in Seehaus on 2 place: Seehaus/3 -> Seehaus/2\n",
                              highest + 1, highest + 2, moved->number);
  assert_items (import, expected);
  g_assert_true (apply (fixture->desk, import, &error));
  g_assert_cmpuint (kw_desk_get_property (fixture->desk)->n_doors, ==, n_doors + 2);
}

static void
test_rooms_are_retired_only_when_asked (Fixture *fixture, gconstpointer unused)
{
  static const char rooms[] = "building,floor,room\nSeehaus,3,306\n";
  g_autoptr (KwDeskImport) careful = preview_rooms (fixture, rooms, FALSE);
  g_autoptr (KwDeskImport) import = preview_rooms (fixture, rooms, TRUE);
  g_autoptr (KwDeskImport) back = NULL;
  g_autoptr (GError) error = NULL;
  guint number = kw_property_find_door (kw_desk_get_property (fixture->desk), "307", NULL)->number;
  g_autofree char *expected = g_strdup_printf ("returned room %u 307 in Seehaus on 3\n", number);

  assert_items (careful, "");
  g_assert_cmpuint (
      kw_desk_import_get_n (import, KW_DESK_IMPORT_PART_ROOM, KW_DESK_IMPORT_CHANGE_RETIRED), ==,
      179);
  g_assert_true (apply (fixture->desk, import, &error));
  g_assert_cmpuint (kw_desk_get_property (fixture->desk)->n_doors, ==, 1);

  back = preview_rooms (fixture, "building,floor,room\nSeehaus,3,307\n", FALSE);
  assert_items (back, expected);
}

static gboolean
is_room (KwDeskImportItem *item, const char *name)
{
  return g_str_equal (kw_desk_import_item_get_name (item), name);
}

static void
test_a_room_that_goes_away_says_who_would_miss_it (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDeskImport) import = NULL;
  g_autoptr (KwStay) stay = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *items = NULL;
  guint n_found = 0;

  register_put_card (fixture, 1, "413", 0);
  register_put_card (fixture, 2, "413", 0);
  register_put_card (fixture, 3, "414", 0);
  stay = fixture_open_stay (fixture, "414", 24 * 400, 24 * 401, NULL, &error);
  g_assert_no_error (error);

  import = preview_rooms (fixture, "building,floor,room\nSeehaus,4,414\n", TRUE);
  items = kw_desk_import_get_items (import);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (KwDeskImportItem) item = g_list_model_get_item (items, i);

      if (is_room (item, "414"))
        g_assert_not_reached (); /* it stays */
      if (is_room (item, "413"))
        {
          g_assert_cmpuint (kw_desk_import_item_get_n_cards (item), ==, 2);
          g_assert_cmpuint (kw_desk_import_item_get_n_stays (item), >=, 2);
          n_found++;
        }
    }
  g_assert_cmpuint (n_found, ==, 1);

  g_clear_object (&import);
  import = preview_rooms (fixture, "building,floor,room\nSeehaus,4,413\n", TRUE);
  items = kw_desk_import_get_items (import);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (KwDeskImportItem) item = g_list_model_get_item (items, i);

      if (is_room (item, "414"))
        {
          g_assert_cmpuint (kw_desk_import_item_get_n_cards (item), ==, 1);
          g_assert_cmpuint (kw_desk_import_item_get_n_stays (item), >=, 2);
          n_found++;
        }
    }
  g_assert_cmpuint (n_found, ==, 2);
}

static void
test_wrong_rooms_are_named (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDeskImport) import = preview_rooms (fixture,
                                                   "building,floor,room\n"
                                                   "Seehaus,99,1\n"
                                                   "Nowhere,1,2\n"
                                                   "Seehaus,1, 3\n"
                                                   "Seehaus,1,\"4,5\"\n"
                                                   "Seehaus,1\n"
                                                   "Seehaus,1,7\n"
                                                   "Seehaus,1,7\n",
                                                   FALSE);

  assert_problems (fixture->desk, import, KW_DESK_ERROR_FILE,
                   "2 floor not-found: there is no floor \"99\" in building \"Seehaus\"\n"
                   "3 building not-found: there is no building \"Nowhere\"\n"
                   "4 room value: starts or ends with a blank\n"
                   "5 room value: \"4,5\" has a comma, which separates names in lists\n"
                   "6  syntax: has 2 fields, the first line has 3\n"
                   "8 room duplicate: \"7\" is given twice\n");
}

static void
test_rooms_need_a_hotel (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = write_file (fixture, "rooms.csv", "building,floor,room\nA,1,1\n");
  g_autofree char *folder = g_build_filename (fixture->folder, "other", NULL);
  KwDesk *desk = fixture_open_another (fixture, folder);
  const KwDeskImportRequest request = { .path = path };
  g_autoptr (GError) error = NULL;

  g_assert_null (preview_with (desk, &request, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_SET_UP);
  fixture_close (desk);
}

/* Large files */

typedef struct
{
  GCancellable *cancellable;
  goffset last_bytes;
  guint n_calls;
  gboolean is_over;
} Watch;

static void
on_progress_cb (goffset done_bytes, goffset total_bytes, gpointer user_data)
{
  Watch *watch = user_data;

  g_assert_false (watch->is_over);
  g_assert_cmpint (done_bytes, >=, watch->last_bytes);
  g_assert_cmpint (done_bytes, <=, total_bytes);
  watch->last_bytes = done_bytes;
  if (++watch->n_calls == 2 && watch->cancellable != NULL)
    g_cancellable_cancel (watch->cancellable);
}

static char *
write_large_hotel (Fixture *fixture)
{
  const KwProperty *property = kw_desk_get_property (fixture->desk);
  const guint n_doors = property->n_doors;
  g_autoptr (GString) stays = g_string_new ("\"stays\": [\n");

  for (guint i = 0; i < 60000; i++)
    g_string_append_printf (stays,
                            "{\"room\": \"%s\", \"from_day\": %u, \"until_day\": %u, "
                            "\"reference\": \"R%u\", \"tenants\": [\"Some Body %u\"]},\n",
                            property->doors[i % n_doors].name, 900 + i / n_doors, 901 + i / n_doors,
                            i, i);
  return write_hotel (fixture, "large.json", "\"stays\": [\n", stays->str, NULL);
}

static void
test_a_large_file_tells_how_far_it_is_and_can_be_stopped (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = write_large_hotel (fixture);
  const KwDeskImportRequest request = { .path = path };

  for (guint stops = 0; stops < 2; stops++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (KwDeskImport) import = NULL;
      g_autoptr (GError) error = NULL;
      Watch watch = { .cancellable = stops ? cancellable : NULL };

      kw_desk_preview_import_async (fixture->desk, &request, on_progress_cb, &watch, cancellable,
                                    fixture_take_result_cb, &result);
      fixture_wait (&result);
      watch.is_over = TRUE;
      import = kw_desk_preview_import_finish (fixture->desk, result, &error);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_cmpuint (watch.n_calls, >=, 2);
      if (stops)
        {
          g_assert_null (import);
          g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED);
        }
      else
        {
          g_assert_no_error (error);
          g_assert_cmpuint (
              kw_desk_import_get_n (import, KW_DESK_IMPORT_PART_STAY, KW_DESK_IMPORT_CHANGE_ADDED),
              ==, 60000);
        }
    }
}

static void
test_a_large_import_can_be_stopped_and_changes_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = write_large_hotel (fixture);
  g_autoptr (KwDeskImport) import = preview (fixture->desk, path);
  g_autoptr (KwDeskImport) again = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Watch watch = { .cancellable = cancellable };

  kw_desk_apply_import_async (fixture->desk, import, on_progress_cb, &watch, cancellable,
                              fixture_take_result_cb, &result);
  fixture_wait (&result);
  watch.is_over = TRUE;
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (kw_desk_apply_import_finish (fixture->desk, result, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED);
  g_assert_cmpint (watch.last_bytes, >, 0); /* stays, here */
  g_assert_cmpint (watch.last_bytes, <, 60000);

  again = preview (fixture->desk, path);
  g_assert_cmpuint (
      kw_desk_import_get_n (again, KW_DESK_IMPORT_PART_STAY, KW_DESK_IMPORT_CHANGE_ADDED), ==,
      60000);
}

/* A program that is killed in the middle of an import
 */

static void
on_progress_die_cb (goffset n_done, goffset n_total, gpointer unused)
{
  kill (getpid (), SIGKILL);
}

/* That program. */
static int
run_child (const char *folder, const char *path, const char *now)
{
  Fixture fixture = { .folder = (char *)folder };
  g_autoptr (KwDeskImport) import = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  fixture.now_unix_s = g_ascii_strtoll (now, NULL, 10);
  fixture_init_clock (&fixture);
  fixture.desk = fixture_open_another (&fixture, folder);
  import = preview (fixture.desk, path);
  kw_desk_apply_import_async (fixture.desk, import, on_progress_die_cb, NULL, NULL,
                              fixture_take_result_cb, &result);
  fixture_wait (&result);
  return 1; /* it should not live */
}

static char *program;

static char *
load_digest (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *hash = NULL;

  kw_desk_digest_async (fixture->desk, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  hash = kw_desk_digest_finish (fixture->desk, result, &error);
  g_assert_no_error (error);
  return hash;
}

static void
test_a_killed_import_changes_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = write_large_hotel (fixture);
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->now_unix_s);
  const char *const words[] = { program, "--child", fixture->folder, path, now, NULL };
  g_autofree char *before = load_digest (fixture);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **)words, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  fixture_reopen (fixture);
  after = load_digest (fixture);
  g_assert_cmpstr (after, ==, before);
}

static gboolean
on_tick_cb (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

/* Its thread must be free while a file is read. */
static void
test_the_desk_is_not_held_up (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = write_large_hotel (fixture);
  g_autoptr (Turns) turns = turns_start ();
  const guint source = g_timeout_add (2, on_tick_cb, NULL);
  g_autoptr (KwDeskImport) import = preview (fixture->desk, path);

  turns_stop (turns);
  g_source_remove (source);
  g_assert_cmpuint (kw_desk_import_get_n_problems (import), ==, 0);
  turns_assert_short (turns);
}

int
main (int argc, char **argv)
{
  if (argc == 5 && strcmp (argv[1], "--child") == 0)
    return run_child (argv[2], argv[3], argv[4]);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/desk/import/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("the-same-file-again-changes-nothing", test_the_same_file_again_changes_nothing);
  ADD ("a-first-import-adds-everything", test_a_first_import_adds_everything);
  ADD ("every-kind-of-change-is-shown-and-made", test_every_kind_of_change_is_shown_and_made);
  ADD ("a-number-that-was-given-keeps-its-name", test_a_number_that_was_given_keeps_its_name);
  ADD ("another-hotel-is-refused", test_another_hotel_is_refused);
  ADD ("every-problem-is-listed", test_every_problem_is_listed);
  ADD ("what-was-shown-is-what-happens-or-nothing", test_what_was_shown_is_what_happens_or_nothing);
  ADD ("what-does-not-matter-does-not-hinder", test_what_does_not_matter_does_not_hinder);
  ADD ("a-booking-is-known-by-reference-or-time", test_a_booking_is_known_by_reference_or_time);
  ADD ("a-booking-that-moved-is-not-entered-again", test_a_booking_that_moved_is_not_entered_again);
  ADD ("a-booking-that-ended-is-not-entered-again", test_a_booking_that_ended_is_not_entered_again);
  ADD ("a-group-is-known-room-by-room", test_a_group_is_known_room_by_room);
  ADD ("a-booking-that-differs-is-shown-and-kept", test_a_booking_that_differs_is_shown_and_kept);
  ADD ("stays-that-overlap-are-left-out", test_stays_that_overlap_are_left_out);
  ADD ("a-long-stay-behind-short-ones-is-found", test_a_long_stay_behind_short_ones_is_found);
  ADD ("who-is-late-to-leave-has-the-room", test_who_is_late_to_leave_has_the_room);
  ADD ("stays-that-are-over-are-left-out", test_stays_that_are_over_are_left_out);
  ADD ("what-overlaps-meanwhile-is-not-entered", test_what_overlaps_meanwhile_is_not_entered);
  ADD ("an-empty-file-is-called-empty", test_an_empty_file_is_called_empty);
  ADD ("rooms-are-added-moved-and-kept", test_rooms_are_added_moved_and_kept);
  ADD ("rooms-are-retired-only-when-asked", test_rooms_are_retired_only_when_asked);
  ADD ("a-room-that-goes-away-says-who-would-miss-it",
       test_a_room_that_goes_away_says_who_would_miss_it);
  ADD ("wrong-rooms-are-named", test_wrong_rooms_are_named);
  ADD ("rooms-need-a-hotel", test_rooms_need_a_hotel);
  ADD ("a-large-file-tells-how-far-it-is-and-can-be-stopped",
       test_a_large_file_tells_how_far_it_is_and_can_be_stopped);
  ADD ("a-large-import-can-be-stopped-and-changes-nothing",
       test_a_large_import_can_be_stopped_and_changes_nothing);
  ADD ("a-killed-import-changes-nothing", test_a_killed_import_changes_nothing);
  ADD ("the-desk-is-not-held-up", test_the_desk_is_not_held_up);
#undef ADD
  return g_test_run ();
}
