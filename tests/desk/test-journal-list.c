/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-journal-list.h"

#include "list-probe.h"

#include <glib/gstdio.h>

#define N_SHOWN 100
#define EVENT(event) (G_GUINT64_CONSTANT (1) << KW_JOURNAL_EVENT_##event)

static void
filled_set_up (Fixture *fixture, gconstpointer unused)
{
  fixture_set_up (fixture, unused);
  register_fill (fixture, 4000);
}

static void
assert_shows (ListProbe *probe, Fixture *fixture, const char *sql)
{
  g_autoptr (GArray) expected = register_list (fixture, sql);

  g_assert_cmpuint (expected->len, >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (probe->model), ==, expected->len);
  for (guint i = 0; i < expected->len; i++)
    {
      g_autoptr (KwDeskJournalItem) item = g_list_model_get_item (probe->model, i);

      g_assert_cmpint ((gint64)kw_desk_journal_item_get_entry (item)->number, ==,
                       g_array_index (expected, gint64, i));
    }
}

typedef struct
{
  KwDeskJournalFilter filter;
  const char *where;
} FilterCase;

static const FilterCase filter_cases[] = {
  { { 0 }, "1" },
  { { .events = EVENT (STAY_OPENED) }, "event = 'stay-opened'" },
  { { .events = EVENT (STAY_OPENED) | EVENT (CARD_ISSUED) | EVENT (CARD_LOST) },
    "event IN ('stay-opened', 'card-issued', 'card-lost')" },
  { { .operator_name = "chen" }, "operator = 'chen'" },
  { { .operator_name = "chen", .events = EVENT (STAY_OPENED) },
    "operator = 'chen' AND event = 'stay-opened'" },
  { { .from_unix_s = 1795348800 - 20 * 86400, .until_unix_s = 1795348800 - 5 * 86400 },
    "at_unix_s BETWEEN 1795348800 - 20 * 86400 AND 1795348800 - 5 * 86400 - 1" },
  { { .from_unix_s = 1795348800 - 20 * 86400, .events = EVENT (CARD_ISSUED) },
    "at_unix_s >= 1795348800 - 20 * 86400 AND event = 'card-issued'" },
};

static void
test_each_filter_gives_what_plain_sql_gives (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ListProbe)
      probe = list_probe_new (kw_desk_journal_list_new (fixture->desk, NULL), N_SHOWN);

  for (guint i = 0; i < G_N_ELEMENTS (filter_cases); i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT number FROM journal WHERE %s ORDER BY number DESC", filter_cases[i].where);

      kw_desk_journal_list_set_filter (KW_DESK_JOURNAL_LIST (probe->model),
                                       &filter_cases[i].filter);
      list_probe_wait_loaded (probe);
      list_probe_check (probe);
      assert_shows (probe, fixture, sql);
    }
}

static void
test_a_new_row_comes_at_the_top (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ListProbe)
      probe = list_probe_new (kw_desk_journal_list_new (fixture->desk, NULL), N_SHOWN);
  g_autoptr (KwStay) stay = NULL;
  guint n_before = 0;
  KwDeskJournalItem *top = NULL;

  list_probe_wait_loaded (probe);
  n_before = probe->items->len;
  probe->n_signals = 0;
  stay = fixture_open_stay (fixture, "310", 0, 24, "because of Mallory", NULL);
  g_assert_nonnull (stay);
  WAIT_UNTIL (probe->items->len == n_before + 1);

  g_assert_cmpuint (probe->n_signals, ==, 1);
  list_probe_check (probe);
  top = probe->items->pdata[0];
  g_assert_cmpint (kw_desk_journal_item_get_entry (top)->event, ==, KW_JOURNAL_EVENT_STAY_OPENED);
  g_assert_cmpuint (kw_desk_journal_item_get_n_personal (top), ==, 1);
  g_assert_cmpstr (kw_desk_journal_item_get_personal (top, 0), ==, "because of Mallory");
}

static void
test_an_erased_text_goes_from_its_row (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ListProbe) probe = NULL;
  g_autoptr (KwStay) stay = fixture_open_stay (fixture, "310", 0, 24, "because of Mallory", NULL);

  probe = list_probe_new (kw_desk_journal_list_new (fixture->desk, NULL), N_SHOWN);
  list_probe_wait_loaded (probe);
  probe->n_changed = 0;
  register_exec (fixture,
                 "UPDATE personal SET salt = NULL, text = NULL WHERE text LIKE '%Mallory'");
  WAIT_UNTIL (probe->n_changed > 0);

  g_assert_cmpuint (probe->n_changed, ==, 1);
  g_assert_cmpuint (kw_desk_journal_item_get_n_personal (probe->items->pdata[0]), ==, 1);
  g_assert_null (kw_desk_journal_item_get_personal (probe->items->pdata[0], 0));
}

/* Export */

static void
on_progress_cb (guint64 n_done, guint64 n_total, gpointer user_data)
{
  guint64 *last = user_data;

  g_assert_cmpuint (n_done, >=, *last);
  g_assert_cmpuint (n_done, <=, n_total);
  *last = n_done;
}

static gboolean export(Fixture *fixture, const char *path, const KwDeskJournalFilter *filter,
                       GCancellable *cancellable, guint64 *out_n_rows, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint64 n_told = 0;

  kw_desk_export_journal_async (fixture->desk, path, filter, on_progress_cb, &n_told, cancellable,
                                fixture_take_result_cb, &result);
  fixture_wait (&result);
  if (!kw_desk_export_journal_finish (fixture->desk, result, out_n_rows, error))
    return FALSE;
  g_assert_cmpuint (n_told, ==, *out_n_rows);
  return TRUE;
}

static void
test_the_export_has_every_row (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "journal.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint64 n_rows = 0;

  g_assert_true (export(fixture, path, NULL, NULL, &n_rows, &error));
  g_assert_cmpint ((gint64)n_rows, ==, register_query (fixture, "SELECT count(*) FROM journal"));
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  lines = g_strsplit (text, "\r\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, n_rows + 2);
  g_assert_cmpstr (lines[0], ==,
                   "\xef\xbb\xbf"
                   "number,time,station,operator,event,personal,data");
  g_assert_true (g_str_has_prefix (lines[1], "1,\"2026-11-22T13:00:00+01:00\",1,\"tester\","
                                             "\"property-imported\",\"\",\"{\"\"n_doors"));
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
test_the_export_obeys_its_filter_and_quotes (Fixture *fixture, gconstpointer unused)
{
  const KwDeskJournalFilter filter = { .events = EVENT (STAY_OPENED) };
  g_autofree char *path = g_build_filename (fixture->folder, "journal.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = fixture_open_stay (fixture, "310", 0, 24, "=1+\"x\"", NULL);
  guint64 n_rows = 0;

  g_assert_true (export(fixture, path, &filter, NULL, &n_rows, &error));
  g_assert_cmpint ((gint64)n_rows, ==,
                   register_query (fixture, "SELECT count(*) FROM journal"
                                            " WHERE event = 'stay-opened'"));
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));

  g_assert_nonnull (strstr (text, ",\"'=1+\"\"x\"\"\","));
}

static guint
count_files (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (dir) != NULL)
    n_files++;
  g_dir_close (dir);
  return n_files;
}

static void
test_a_cancelled_export_leaves_the_old_file (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "journal.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_files = 0;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  n_files = count_files (fixture->folder);
  kw_desk_export_journal_async (fixture->desk, path, NULL, NULL, NULL, cancellable,
                                fixture_take_result_cb, &result);
  for (int i = 0; i < 3; i++)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  fixture_wait (&result);

  g_assert_false (kw_desk_export_journal_finish (fixture->desk, result, NULL, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED);
  g_clear_object (&result);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
  g_assert_cmpuint (count_files (fixture->folder), ==, n_files);
}

static void
test_an_export_into_nowhere_fails (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint64 n_rows = 0;

  g_assert_false (export(fixture, "/nonexistent/journal.csv", NULL, NULL, &n_rows, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_FILE);
}

#define ADD(name, set_up, function)                                                                \
  g_test_add ("/desk/journal-list/" name, Fixture, NULL, set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("each-filter-gives-what-plain-sql-gives", filled_set_up,
       test_each_filter_gives_what_plain_sql_gives);
  ADD ("a-new-row-comes-at-the-top", fixture_set_up, test_a_new_row_comes_at_the_top);
  ADD ("an-erased-text-goes-from-its-row", fixture_set_up, test_an_erased_text_goes_from_its_row);
  ADD ("the-export-has-every-row", filled_set_up, test_the_export_has_every_row);
  ADD ("the-export-obeys-its-filter-and-quotes", fixture_set_up,
       test_the_export_obeys_its_filter_and_quotes);
  ADD ("a-cancelled-export-leaves-the-old-file", filled_set_up,
       test_a_cancelled_export_leaves_the_old_file);
  ADD ("an-export-into-nowhere-fails", fixture_set_up, test_an_export_into_nowhere_fails);
  return g_test_run ();
}
