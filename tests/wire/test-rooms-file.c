/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-rooms-file.h"

#include <glib/gstdio.h>
#include <string.h>

#define HEADER "building,floor,room\n"

/* "LINE BUILDING|FLOOR|ROOM" of every row, then "LINE FIELD CODE: TEXT" of every problem. */
static char *
decode (const char *text, gsize size_bytes)
{
  g_autoptr (KwWireProblems) problems = kw_wire_problems_new ();
  g_autoptr (KwRoomsFile) file = kw_rooms_file_decode (text, size_bytes, NULL, problems);
  GString *list = g_string_new (NULL);

  for (guint i = 0; file != NULL && i < file->rows->len; i++)
    {
      const KwRoomsFileRow *row = &g_array_index (file->rows, KwRoomsFileRow, i);

      g_string_append_printf (list, "%u %s|%s|%s\n", row->line, row->building, row->floor,
                              row->room);
    }
  for (guint i = 0; i < problems->list->len; i++)
    {
      const KwWireProblem *problem = problems->list->pdata[i];

      g_string_append_printf (list, "%u %s %d: %s\n", problem->line, problem->field, problem->code,
                              problem->text);
    }
  return g_string_free (list, FALSE);
}

typedef struct
{
  const char *text;
  const char *expected;
} Case;

static void
check (const Case *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *list = decode (cases[i].text, strlen (cases[i].text));

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (list, ==, cases[i].expected);
    }
}

static void
test_what_spreadsheets_write_is_read (void)
{
  static const Case cases[] = {
    { HEADER, "" },
    { HEADER "A,1,101\n", "2 A|1|101\n" },
    { HEADER "A,1,101", "2 A|1|101\n" },
    { "\xef\xbb\xbf" HEADER "A,1,101\r\nA,1,102\r\n", "2 A|1|101\n3 A|1|102\n" },
    { "building,floor,room\rA,1,101\rA,1,102\r", "2 A|1|101\n3 A|1|102\n" },
    { "Room ; FLOOR;Building\n101;1;A\n", "2 A|1|101\n" },
    { "building;floor;room\nA, old;1;101\n", "2 A, old|1|101\n" },
    { "x,building,y,floor,room\n,A,\"1\n2\",1,101\n,A,,1,102\n", "2 A|1|101\n4 A|1|102\n" },
    { HEADER "\"A \"\"x\"\"\",\"1\",\"10,1\"\n", "2 A \"x\"|1|10,1\n" },
    { HEADER "\n\r\n\nA,1,101\n\n", "5 A|1|101\n" },
    { "\"building\",\"floor\",\"room\"\n\"A\",\"1\",\"101\"", "2 A|1|101\n" },
    { HEADER "Zoë,1,101\nB,1,101\n", "2 Zoë|1|101\n3 B|1|101\n" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_what_is_wrong_is_named_with_line_and_field (void)
{
  static const Case cases[] = {
    { "",
      "1 building 2: there is no such column; the first line must name building, floor and room\n"
      "1 floor 2: there is no such column; the first line must name building, floor and room\n"
      "1 room 2: there is no such column; the first line must name building, floor and room\n" },
    { "A,1,101\n",
      "1 building 2: there is no such column; the first line must name building, floor and room\n"
      "1 floor 2: there is no such column; the first line must name building, floor and room\n"
      "1 room 2: there is no such column; the first line must name building, floor and room\n" },
    { "building,floor\nA,1\n",
      "1 room 2: there is no such column; the first line must name building, floor and room\n" },
    { "building,floor,room,Room\n", "1 room 4: there is more than one such column\n" },
    { HEADER "A,1\nA,1,2,3\nA,1,4\n", "4 A|1|4\n2  1: has 2 fields, the first line has 3\n"
                                      "3  1: has 4 fields, the first line has 3\n" },
    { HEADER ",1,\nA,1,2\n", "3 A|1|2\n2 building 2: is missing\n2 room 2: is missing\n" },
    { HEADER "A,1,\xff\nA,1,2\n", "3 A|1|2\n2 room 1: is not valid UTF-8 (byte ff)\n" },
    { HEADER "A,1,2\nA,2,2\nB,1,2\n", "2 A|1|2\n4 B|1|2\n3 room 4: \"2\" is given twice\n" },
    { HEADER "A,1,\"2\n3\n4", "2  1: a quote opens here and is never closed\n" },
    { HEADER "A,1,\"2\"3\nA,1,4\n", "3 A|1|4\n2  1: something stands behind a closing quote\n" },
    { HEADER "A,1,2\"\nA,1,4\n",
      "3 A|1|4\n2  1: a quote stands in a field that does not begin with one\n" },
    { "\"building\nfloor", "1  1: a quote opens here and is never closed\n" },
    { HEADER "A,1,\x1b[31m\nA,1,\x1b[31m\n",
      "2 A|1|\x1b[31m\n3 room 4: \"\\u001b[31m\" is given twice\n" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_a_zero_byte_is_refused (void)
{
  static const char text[] = HEADER "A,1,\0";
  g_autofree char *list = decode (text, sizeof text);

  g_assert_cmpstr (list, ==, "1  1: holds a zero byte; it must be a text in UTF-8\n");
}

static void
test_more_than_a_card_can_say_is_refused (void)
{
  g_autoptr (GString) rooms = g_string_new (HEADER);
  g_autoptr (GString) columns = g_string_new ("building,floor,room");
  g_autofree char *field = g_strnfill (5000, 'x');
  g_autofree char *long_text = g_strconcat (HEADER "A,1,", field, "\nA,1,2\n", NULL);
  g_autofree char *long_quoted = g_strconcat (HEADER "A,1,\"", field, "\"\nA,1,2\n", NULL);
  g_autofree char *list = NULL;

  for (guint i = 1; i <= 65537; i++)
    g_string_append_printf (rooms, "A,1,%u\n", i);
  list = decode (rooms->str, rooms->len);
  g_assert_nonnull (strstr (list, "65536 A|1|65535\n65537  6: is one room more than the 65535 "
                                  "possible; from here on nothing was read\n"));
  g_clear_pointer (&list, g_free);
  list = decode (long_text, strlen (long_text));
  g_assert_cmpstr (list, ==, "3 A|1|2\n2  6: a field is longer than 4096 bytes\n");
  g_clear_pointer (&list, g_free);
  list = decode (long_quoted, strlen (long_quoted));
  g_assert_cmpstr (list, ==, "3 A|1|2\n2  6: a field is longer than 4096 bytes\n");
  for (guint i = 0; i < 98; i++)
    g_string_append_c (columns, ',');
  g_clear_pointer (&list, g_free);
  list = decode (columns->str, columns->len);
  g_assert_cmpstr (list, ==, "1  6: has more than 100 fields\n");
}

static void
test_every_cut_and_every_changed_byte_is_survived (void)
{
  static const char text[] = "\xef\xbb\xbf"
                             "room;floor;building;\"x;\"\r\n"
                             "101;1;A;\"a\"\"b\r\n\"\r\n102;1;Zoë;\r\n";
  const gsize size_bytes = sizeof text - 1;

  for (gsize cut = 0; cut <= size_bytes; cut++)
    {
      g_autofree char *part = g_memdup2 (text, cut > 0 ? cut : 1);
      g_autofree char *list = decode (part, cut);

      g_assert_true (g_utf8_validate (list, -1, NULL));
    }
  for (gsize at = 0; at < size_bytes; at++)
    for (guint byte = 0; byte < 256; byte++)
      {
        g_autofree char *part = g_memdup2 (text, size_bytes);
        g_autofree char *list = NULL;

        part[at] = (char)byte;
        list = decode (part, size_bytes);
        g_assert_true (g_utf8_validate (list, -1, NULL));
      }
}

static void
test_files_that_cannot_be_read_say_so (void)
{
  static const struct
  {
    const char *path;
    const char *text;
  } cases[] = {
    { "/nonexistent/rooms.csv", "cannot be opened: No such file or directory" },
    { "/", "cannot be read: Is a directory" },
    { "/dev/zero", "is larger than 64 MB" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwWireProblems) problems = kw_wire_problems_new ();
      const KwWireProblem *problem = NULL;

      g_assert_null (kw_rooms_file_load (cases[i].path, NULL, problems));
      g_assert_cmpuint (problems->n, ==, 1);
      problem = problems->list->pdata[0];
      g_assert_cmpint (problem->code, ==, KW_WIRE_ERROR_FILE);
      g_assert_cmpstr (problem->text, ==, cases[i].text);
    }
}

static gboolean
on_progress (gsize done_bytes, gsize total_bytes, gpointer user_data)
{
  g_assert_cmpuint (done_bytes, <=, total_bytes);
  return --*(int *)user_data >= 0;
}

static void
test_the_work_can_be_stopped (void)
{
  g_autoptr (GString) rooms = g_string_new (HEADER);

  for (guint i = 1; i <= 60000; i++)
    g_string_append_printf (rooms, "The other building,1,%u\n", i);
  for (int n_allowed = 0; n_allowed < 10; n_allowed += 9)
    {
      int n_left = n_allowed;
      const KwWireWatcher watcher = { on_progress, &n_left };
      g_autoptr (KwWireProblems) problems = kw_wire_problems_new ();
      g_autoptr (KwRoomsFile)
          file = kw_rooms_file_decode (rooms->str, rooms->len, &watcher, problems);

      g_assert_cmpuint (problems->n, ==, 0);
      g_assert_true ((file != NULL) == (n_allowed > 0));
      g_assert_cmpint (n_left, <, n_allowed);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add_func ("/wire/rooms-file/" name, func)
  ADD ("what-spreadsheets-write-is-read", test_what_spreadsheets_write_is_read);
  ADD ("what-is-wrong-is-named-with-line-and-field",
       test_what_is_wrong_is_named_with_line_and_field);
  ADD ("a-zero-byte-is-refused", test_a_zero_byte_is_refused);
  ADD ("more-than-a-card-can-say-is-refused", test_more_than_a_card_can_say_is_refused);
  ADD ("every-cut-and-every-changed-byte-is-survived",
       test_every_cut_and_every_changed_byte_is_survived);
  ADD ("files-that-cannot-be-read-say-so", test_files_that_cannot_be_read_say_so);
  ADD ("the-work-can-be-stopped", test_the_work_can_be_stopped);
  return g_test_run ();
}
