/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KwDbError:
 * @KW_DB_ERROR_BUSY: another program kept the database locked for longer than the time-out
 * @KW_DB_ERROR_FULL: the disk (or a quota) is full; the transaction is gone, the file is as before
 * @KW_DB_ERROR_CORRUPT: the file is damaged, no database at all, or another program's
 * @KW_DB_ERROR_NEWER: a newer version of the program wrote the file
 * @KW_DB_ERROR_READ_ONLY: the file or its folder may not be written
 * @KW_DB_ERROR_CONSTRAINT: a rule of the schema refused the row
 * @KW_DB_ERROR_FAILED: anything else
 *
 * What can go wrong with a database. Every message begins with the file's name and is a sentence.
 */
typedef enum
{
  KW_DB_ERROR_BUSY,
  KW_DB_ERROR_FULL,
  KW_DB_ERROR_CORRUPT,
  KW_DB_ERROR_NEWER,
  KW_DB_ERROR_READ_ONLY,
  KW_DB_ERROR_CONSTRAINT,
  KW_DB_ERROR_FAILED,
} KwDbError;

#define KW_DB_ERROR (kw_db_error_quark ())
GQuark kw_db_error_quark (void);

G_END_DECLS
