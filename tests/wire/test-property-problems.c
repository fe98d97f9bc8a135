/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* Everything that is wrong in a property file, in little memory. */
#include "config.h"

#include "kw-property-file.h"

#include <string.h>
#include <sys/resource.h>

#define NOON_UNIX_S 1795345200 /* 2026-11-22T12:00+01:00 */

#define HEAD                                                                                       \
  "{\"format\": 1, \"site\": 7, \"name\": \"Hotel\", \"time_zone\": \"Europe/Berlin\","            \
  " \"check_in\": \"15:00\", \"check_out\": \"11:00\""
#define GOOD                                                                                       \
  HEAD ",\n\"buildings\": [{\"number\": 1, \"name\": \"Haus\"}],\n"                                \
       "\"floors\": [{\"building\": \"Haus\", \"number\": 1, \"name\": \"EG\"}],\n"                \
       "\"rooms\": [{\"building\": \"Haus\", \"floor\": \"EG\", \"number\": 7, \"name\": "         \
       "\"101\"}],\n"                                                                              \
       "\"banks\": [{\"number\": 3, \"name\": \"Lift\", \"landings\": [\n"                         \
       "{\"number\": 0, \"name\": \"E\"}]}]"

/* All problems as "line field code\n" with the texts behind. */
static char *
list_problems (const char *text)
{
  g_autoptr (KwWireProblems) problems = kw_wire_problems_new ();
  g_autoptr (KwPropertyFile)
      file = kw_property_file_decode_all (text, strlen (text), NOON_UNIX_S, NULL, problems);
  GString *list = g_string_new (NULL);

  g_assert_true ((file == NULL) == (problems->n > 0));
  kw_wire_problems_sort (problems);
  for (guint i = 0; i < problems->list->len; i++)
    {
      const KwWireProblem *problem = problems->list->pdata[i];

      g_string_append_printf (list, "%u %s: %s\n", problem->line, problem->field, problem->text);
    }
  return g_string_free (list, FALSE);
}

static void
check (const char *text, const char *expected)
{
  g_autofree char *list = list_problems (text);

  g_assert_cmpstr (list, ==, expected);
}

static void
test_every_problem_of_every_record_is_told (void)
{
  check ("{\"format\": 1, \"site\": 0,\n"
         "\"name\": \"\",\n"
         "\"time_zone\": \"Mars/Base\", \"check_in\": \"24:00\",\n"
         "\"buildings\": [\n"
         "{\"number\": 300, \"name\": \"A\"},\n"
         "{\"number\": 2, \"name\": \"B,C\"}, 7],\n"
         "\"floors\": [\n"
         "{\"building\": \"A\", \"number\": 1, \"name\": \"1\"},\n"
         "{\"building\": \"X\", \"number\": \"1\", \"name\": \"\"}],\n"
         "\"rooms\": [\n"
         "{\"building\": \"A\", \"floor\": \"1\", \"number\": 1},\n"
         "{\"building\": \"Y\", \"floor\": \"1\",\n"
         "\"number\": -1, \"name\": \"5\"}]}",
         "1 site: is 0, must be 1 to 4294967295\n"
         "1 check_out: is missing\n"
         "2 name: must not be empty\n"
         "3 check_in: must be before midnight, 00:00 to 23:59\n"
         "3 time_zone: this computer knows no time zone of that name; it must be one like "
         "Europe/Berlin\n"
         "5 buildings[0].number: is 300, must be 1 to 255\n"
         "6 buildings[2]: must be an object in { }\n"
         "6 buildings[1].name: \"B,C\" has a comma, which separates names in lists\n"
         "9 floors[1].building: there is no building \"X\"\n"
         "9 floors[1].number: must be a whole number\n"
         "9 floors[1].name: must not be empty\n"
         "11 rooms[0].name: is missing\n"
         "12 rooms[1].building: there is no building \"Y\"\n"
         "13 rooms[1].number: is -1, must be 0 to 4294967295\n");
}

static void
test_what_follows_from_a_problem_is_not_told (void)
{
  /* The floor and the rooms of the broken building, the landing of the broken bank. */
  check (HEAD ",\n\"buildings\": [{\"number\": 0, \"name\": \"A\"}],\n"
              "\"floors\": [{\"building\": \"A\", \"number\": 1, \"name\": \"1\"}],\n"
              "\"rooms\": [{\"building\": \"A\", \"floor\": \"1\", \"number\": 1, \"name\": "
              "\"1\"}],\n"
              "\"banks\": [{\"number\": 1, \"name\": \"L\", \"building\": \"Z\", \"landings\": ["
              "{\"number\": 0, \"name\": \"E\", \"floor\": \"1\"}]}]}",
         "2 buildings[0].number: is 0, must be 1 to 255\n"
         "5 banks[0].building: there is no building \"Z\"\n");
  check (HEAD ",\n\"buildings\": [{\"number\": 1}], \"floors\": [], \"rooms\": []}",
         "2 buildings[0].name: is missing\n");
}

static void
test_stays_of_a_broken_map_are_looked_at (void)
{
  check (GOOD ",\n\"areas\": [{\"number\": 32, \"name\": \"Pool\", \"building\": \"Haus\", "
              "\"floor\": \"EG\"}],\n"
              "\"stays\": [\n"
              "{\"room\": \"101\", \"from_day\": 0, \"until_day\": 1},\n"
              "{\"room\": \"102\", \"from_day\": 0, \"until_day\": 1},\n"
              "{\"rooms\": [\"Haus/101\"], \"from_day\": 2, \"until_day\": 1, \"state\": \"x\"}]}",
         "7 areas[0].number: is 32, must be 0 to 31\n"
         "10 stays[1].room: there is no \"102\"\n"
         "11 stays[2].until_day: the stay ends before it begins\n"
         "11 stays[2].state: is \"x\", must be expected, open or closed\n");
}

static void
test_another_format_is_not_read_on (void)
{
  check ("{\"format\": 2, \"rooms\": [1, 2]}", "1 format: is 2, this program reads 1\n");
}

static void
test_more_problems_than_anybody_reads_are_counted (void)
{
  g_autoptr (GString)
      text = g_string_new (HEAD ", \"buildings\": [], \"floors\": [], \"rooms\": [0");
  g_autoptr (KwWireProblems) problems = kw_wire_problems_new ();

  for (guint i = 1; i < 5000; i++)
    g_string_append (text, ",\n0");
  g_string_append (text, "]}");
  g_assert_null (kw_property_file_decode_all (text->str, text->len, NOON_UNIX_S, NULL, problems));
  g_assert_cmpuint (problems->n, ==, 5001);
  g_assert_cmpuint (problems->list->len, ==, KW_WIRE_N_PROBLEMS_MAX);
}

static void
test_numbers_are_found_again_in_the_file (void)
{
  g_autoptr (KwWireProblems) problems = kw_wire_problems_new ();
  g_autoptr (KwPropertyFile)
      file = kw_property_file_decode_all (GOOD "}", strlen (GOOD "}"), NOON_UNIX_S, NULL, problems);
  const struct
  {
    KwPropertyPart part;
    guint parent;
    guint number;
    const char *field;
    guint line;
  } cases[] = {
    { KW_PROPERTY_PART_BUILDING, 0, 1, "buildings[0].number", 2 },
    { KW_PROPERTY_PART_FLOOR, 1, 1, "floors[0].number", 3 },
    { KW_PROPERTY_PART_DOOR, 1, 7, "rooms[0].number", 4 },
    { KW_PROPERTY_PART_BANK, 0, 3, "banks[0].number", 5 },
    { KW_PROPERTY_PART_LANDING, 3, 0, "banks[0].landings[0].number", 6 },
    { KW_PROPERTY_PART_DOOR, 1, 8, "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint line = 99;
      g_autofree char *field = kw_property_file_find_place (file, cases[i].part, cases[i].parent,
                                                            cases[i].number, &line);

      g_assert_cmpstr (field, ==, cases[i].field);
      g_assert_cmpuint (line, ==, cases[i].line);
    }
}

typedef struct
{
  gsize last_bytes;
  guint n_calls;
  guint n_allowed;
} Watch;

static gboolean
on_progress (gsize done_bytes, gsize total_bytes, gpointer user_data)
{
  Watch *watch = user_data;

  g_assert_cmpuint (done_bytes, >=, watch->last_bytes);
  g_assert_cmpuint (done_bytes, <=, total_bytes);
  watch->last_bytes = done_bytes;
  return ++watch->n_calls <= watch->n_allowed;
}

static char *
make_large_file (void)
{
  GString *text = g_string_new (GOOD ", \"stays\": [");

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (
        text, "%s\n{\"room\": \"101\", \"from_day\": 0, \"until_day\": 1, \"reference\": \"R%u\"}",
        i > 0 ? "," : "", i);
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

static void
test_progress_is_told_and_can_be_stopped_anywhere (void)
{
  g_autofree char *text = make_large_file ();
  guint n_calls = G_MAXUINT;

  for (guint n_allowed = G_MAXUINT; n_allowed == G_MAXUINT || n_allowed < n_calls;
       n_allowed = n_allowed == G_MAXUINT ? 0 : n_allowed + 1)
    {
      Watch watch = { 0, 0, n_allowed };
      const KwWireWatcher watcher = { on_progress, &watch };
      g_autoptr (KwWireProblems) problems = kw_wire_problems_new ();
      g_autoptr (KwPropertyFile)
          file = kw_property_file_decode_all (text, strlen (text), NOON_UNIX_S, &watcher, problems);

      g_assert_cmpuint (problems->n, ==, 0);
      g_assert_true ((file != NULL) == (n_allowed == G_MAXUINT));
      if (n_allowed == G_MAXUINT)
        {
          g_assert_cmpuint (file->stays->len, ==, 20000);
          n_calls = watch.n_calls;
          g_assert_cmpuint (n_calls, >=, 6);
        }
      else
        g_assert_cmpuint (watch.n_calls, ==, n_allowed + 1);
    }
}

static gsize
get_peak_kb (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (gsize)usage.ru_maxrss;
}

/* 8 MB of it each: a tree of that would take 400 MB and 5 s. */
static void
test_junk_is_refused_in_little_memory (void)
{
  static const struct
  {
    const char *before;
    const char *unit;
    const char *after;
  } cases[] = {
    { "[", "0,", "0]" },
    { "{\"x\": [", "0,", "0]}" },
    { "{\"format\": 1, \"rooms\": [", "0,", "0]}" },
    { "{\"format\": 1, \"stays\": [", "{},", "{}]}" },
    { "{\"format\": 1, \"rooms\": [{\"a\": [", "0,", "0]}]}" },
    { "{\"format\": 1, \"rooms\": [{\"name\": [", "0,", "0]}]}" },
    { "{\"format\": [", "0,", "0]}" },
    { "{\"x\": [", "[{\"a\":[[[0]]]}],", "0]}" },
    { "{\"format\": 1, \"rooms\": [", "[{\"a\":[[[0]]]}],", "0]}" },
    { "{\"x\": \"", "aaaaaaaa", "\"}" },
  };

#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("the address sanitizer needs memory of its own");
  return;
#endif
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gsize n_units = 8 * 1024 * 1024 / strlen (cases[i].unit);
      g_autoptr (GString) text = g_string_sized_new (9 * 1024 * 1024);
      g_autoptr (KwWireProblems) problems = kw_wire_problems_new ();
      gsize before_kb = 0;

      g_string_append (text, cases[i].before);
      for (gsize j = 0; j < n_units; j++)
        g_string_append (text, cases[i].unit);
      g_string_append (text, cases[i].after);
      before_kb = get_peak_kb ();
      g_assert_null (
          kw_property_file_decode_all (text->str, text->len, NOON_UNIX_S, NULL, problems));
      g_assert_cmpuint (problems->n, >, 0);
      g_test_message ("case %" G_GSIZE_FORMAT ": %" G_GSIZE_FORMAT " kB", i,
                      get_peak_kb () - before_kb);
      g_assert_cmpuint (get_peak_kb () - before_kb, <, 40 * 1024);
    }
}

static void
test_an_object_of_too_many_fields_is_refused (void)
{
  g_autoptr (GString) text = g_string_new ("{\"x\": {\"k0\": 0");

  for (guint i = 1; i <= 1000; i++)
    g_string_append_printf (text, ",\n\"k%u\": 0", i);
  g_string_append (text, "}}");
  check (text->str, "1001 x.k1000: is one field more than the 1000 possible\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add_func ("/wire/property-problems/" name, func)
  ADD ("every-problem-of-every-record-is-told", test_every_problem_of_every_record_is_told);
  ADD ("what-follows-from-a-problem-is-not-told", test_what_follows_from_a_problem_is_not_told);
  ADD ("stays-of-a-broken-map-are-looked-at", test_stays_of_a_broken_map_are_looked_at);
  ADD ("another-format-is-not-read-on", test_another_format_is_not_read_on);
  ADD ("more-problems-than-anybody-reads-are-counted",
       test_more_problems_than_anybody_reads_are_counted);
  ADD ("numbers-are-found-again-in-the-file", test_numbers_are_found_again_in_the_file);
  ADD ("progress-is-told-and-can-be-stopped-anywhere",
       test_progress_is_told_and_can_be_stopped_anywhere);
  ADD ("junk-is-refused-in-little-memory", test_junk_is_refused_in_little_memory);
  ADD ("an-object-of-too-many-fields-is-refused", test_an_object_of_too_many_fields_is_refused);
  return g_test_run ();
}
