/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "list-probe.h"

#include "../bench/fill.h"

#include <sqlite3.h>

static void
look (ListProbe *probe, guint position)
{
  gpointer *slot = &probe->items->pdata[position];

  g_clear_object (slot);
  *slot = g_list_model_get_item (probe->model, position);
  g_assert_nonnull (*slot);
  probe->n_asked++;
}

static void
on_items_changed_cb (GListModel *model, guint position, guint n_removed, guint n_added,
                     ListProbe *probe)
{
  probe->n_signals++;
  if (n_removed == n_added)
    probe->n_changed += n_removed;
  g_assert_cmpuint (position + n_removed, <=, probe->items->len);
  if (n_removed > 0)
    g_ptr_array_remove_range (probe->items, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (probe->items, (int)(position + i), NULL);
  g_assert_cmpuint (probe->items->len, ==, g_list_model_get_n_items (model));
  for (guint i = position; i < MIN (position + n_added, probe->n_shown); i++)
    look (probe, i);
}

static void
clear_item (gpointer item)
{
  if (item != NULL)
    g_object_unref (item);
}

ListProbe *
list_probe_new (gpointer model, guint n_shown)
{
  ListProbe *probe = g_new0 (ListProbe, 1);

  probe->model = model;
  probe->n_shown = n_shown;
  probe->items = g_ptr_array_new_with_free_func (clear_item);
  g_ptr_array_set_size (probe->items, (int)g_list_model_get_n_items (model));
  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed_cb), probe);
  return probe;
}

void
list_probe_free (ListProbe *probe)
{
  g_signal_handlers_disconnect_by_data (probe->model, probe);
  g_ptr_array_unref (probe->items);
  /* A read that is under way may hold it for a moment. */
  g_object_add_weak_pointer (G_OBJECT (probe->model), (gpointer *)&probe->model);
  g_object_unref (probe->model);
  WAIT_UNTIL (probe->model == NULL);
  g_free (probe);
}

void
list_probe_check (ListProbe *probe)
{
  g_assert_cmpuint (probe->items->len, ==, g_list_model_get_n_items (probe->model));
  for (guint i = 0; i < probe->items->len; i++)
    if (probe->items->pdata[i] != NULL)
      {
        g_autoptr (GObject) item = g_list_model_get_item (probe->model, i);

        g_assert_true (item == probe->items->pdata[i]);
      }
}

static gboolean
is_loading (ListProbe *probe)
{
  gboolean is_loading = FALSE;

  g_object_get (probe->model, "is-loading", &is_loading, NULL);
  return is_loading;
}

void
list_probe_wait_loaded (ListProbe *probe)
{
  WAIT_UNTIL (!is_loading (probe));
}

static sqlite3 *
open_register (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "register.db", NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 5000);
  return db;
}

void
register_exec (Fixture *fixture, const char *sql)
{
  sqlite3 *db = open_register (fixture);
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

GArray *
register_list (Fixture *fixture, const char *sql)
{
  sqlite3 *db = open_register (fixture);
  sqlite3_stmt *stmt = NULL;
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (db), sql);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      const gint64 number = sqlite3_column_int64 (stmt, 0);

      g_array_append_val (numbers, number);
    }
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return numbers;
}

gint64
register_query (Fixture *fixture, const char *sql)
{
  g_autoptr (GArray) numbers = register_list (fixture, sql);

  g_assert_cmpuint (numbers->len, ==, 1);
  return g_array_index (numbers, gint64, 0);
}

void
register_fill (Fixture *fixture, guint n_cards)
{
  g_autofree char *path = g_build_filename (fixture->folder, "register.db", NULL);

  bench_fill (path, n_cards, fixture->now_unix_s);
}
