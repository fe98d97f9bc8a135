/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "kw-blocking.h"

/* Sunday 22 November 2026, 12:00 UTC */
#define START_UNIX_S 1795348800

static gint64
get_now (gpointer user_data)
{
  return *(const gint64 *)user_data;
}

static gint64
get_mono (gpointer user_data)
{
  return g_get_monotonic_time ();
}

void
fixture_take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

void
fixture_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

KwDesk *
fixture_open_another (Fixture *fixture, const char *folder)
{
  const KwDeskConfig config = {
    .data_dir = folder,
    .encoder = fixture->encoder,
    .worker_path = fixture->worker_path != NULL ? fixture->worker_path : "/nonexistent",
    .clock = &fixture->clock,
    .operator_name = "tester",
    .is_clock_confirmed = fixture->is_clock_confirmed,
    .use_secret_service = fixture->use_secret_service,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KwDesk *desk = NULL;

  kw_desk_open_async (&config, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  desk = kw_desk_open_finish (result, &error);
  g_assert_no_error (error);
  return desk;
}

void
fixture_close (KwDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_close_async (desk, fixture_take_result_cb, &result);
  fixture_wait (&result);
  kw_desk_close_finish (desk, result);
  g_object_unref (desk);
}

static void
open_desk (Fixture *fixture)
{
  fixture->desk = fixture_open_another (fixture, fixture->folder);
}

void
fixture_reopen (Fixture *fixture)
{
  fixture_close (g_steal_pointer (&fixture->desk));
  open_desk (fixture);
}

void
fixture_init_clock (Fixture *fixture)
{
  fixture->clock = (KwClock){ get_now, get_mono, &fixture->now_unix_s };
}

void
fixture_set_up (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *hotel = g_test_build_filename (G_TEST_DIST, "..", "data", "demo", "hotel.json",
                                                  NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_stays = 0;

  kw_blocking_forbid_here ();
  fixture->folder = g_dir_make_tmp ("keywright-desk-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->now_unix_s = START_UNIX_S;
  fixture_init_clock (fixture);
  open_desk (fixture);

  kw_desk_import_property_async (fixture->desk, hotel, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  g_assert_true (kw_desk_import_property_finish (fixture->desk, result, &n_stays, &error));
  g_assert_cmpuint (n_stays, ==, 60);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer unused)
{
  fixture_close (g_steal_pointer (&fixture->desk));
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

KwSecret *
fixture_make_secret (const char *text)
{
  g_autofree char *copy = g_strdup (text);

  return kw_secret_new_take ((guint8 *)copy, strlen (text));
}

void
fixture_create_keys (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  kw_desk_set_passphrase (fixture->desk, fixture_make_secret ("correct horse"));
  kw_desk_create_keys_async (fixture->desk, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  g_assert_true (kw_desk_create_keys_finish (fixture->desk, result, NULL, &error));
  g_assert_no_error (error);
}

KwStay *
fixture_open_stay (Fixture *fixture, const char *room, int from_h, int until_h, const char *reason,
                   GError **error)
{
  const KwProperty *property = kw_desk_get_property (fixture->desk);
  const KwDoor *door = kw_property_find_door (property, room, NULL);
  const KwDeskStayRequest request = {
    .n_doors = 1,
    .doors = { { door->building, door->number } },
    .from_unix_s = fixture->now_unix_s + from_h * 3600,
    .until_unix_s = fixture->now_unix_s + until_h * 3600,
    .overlap_reason = reason,
  };
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_put_stay_async (fixture->desk, &request, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  return kw_desk_put_stay_finish (fixture->desk, result, error);
}
