/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <gio/gio.h>

#include "kw-db-error.h"

G_BEGIN_DECLS

/**
 * kw_db_migrations_load:
 * @resource: the bundle the .sql files are in
 * @folder: their folder in it, with a slash at its end; each file's name starts with its number and
 *   a hyphen: "0001-first.sql"
 * @error: a `KW_DB_ERROR`: FAILED if a number is missing or there twice
 *
 * Returns: (transfer full) (nullable): the texts in order, for #KwDbSchema
 */
char **kw_db_migrations_load (GResource *resource, const char *folder,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
