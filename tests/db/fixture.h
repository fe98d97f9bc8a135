/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-db.h"

#include <errno.h>
#include <glib/gstdio.h>

/* A folder of one test's own, with the path of a database that is not there yet. */
typedef struct
{
  char *folder;
  char *path;
} Fixture;

#define TEST_APPLICATION_ID 0x4b575465

static const char *const first_version[] = {
  "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, data BLOB) STRICT;", NULL
};

static inline void
fixture_set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = g_dir_make_tmp ("kw-db-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->path = g_build_filename (fixture->folder, "test.db", NULL);
}

static inline void
fixture_tear_down (Fixture *fixture, gconstpointer unused)
{
  GDir *dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_dir_close (dir);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static inline KwDb *
open_first_version (const char *path)
{
  const KwDbSchema schema = { TEST_APPLICATION_ID, first_version };
  g_autoptr (GError) error = NULL;
  KwDb *db = kw_db_open (path, &schema, &error);

  g_assert_no_error (error);
  return db;
}
