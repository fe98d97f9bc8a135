/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-db-txn.h"

#include "kw-db-private.h"
#include "kw-error.h"

KW_DEFINE_THROW (KwDbError, KW_DB_ERROR)

struct _KwDbTxn
{
  KwDb *db;
  gboolean is_read_only;
};

static KwDbTxn *
begin (KwDb *db, const char *sql, gboolean is_read_only, GError **error)
{
  KwDbTxn *txn = NULL;

  g_assert (db->thread == g_thread_self ());
  g_return_val_if_fail (!db->has_txn, NULL);

  if (!kw_db_exec (db, sql, error))
    return NULL;

  db->has_txn = TRUE;
  txn = g_new0 (KwDbTxn, 1);
  txn->db = db;
  txn->is_read_only = is_read_only;
  return txn;
}

KwDbTxn *
kw_db_begin_write (KwDb *db, GError **error)
{
  return begin (db, "BEGIN IMMEDIATE", /* is_read_only= */ FALSE, error);
}

KwDbTxn *
kw_db_begin_read (KwDb *db, GError **error)
{
  g_autoptr (KwDbTxn) txn = begin (db, "BEGIN", /* is_read_only= */ TRUE, error);

  /* A reader's file is open for reading alone. */
  if (txn == NULL || (!db->is_reader && !kw_db_exec (db, "PRAGMA query_only = ON", error)))
    return NULL;
  return g_steal_pointer (&txn);
}

static void
leave (KwDbTxn *txn)
{
  if (txn->is_read_only && !txn->db->is_reader)
    sqlite3_exec (txn->db->handle, "PRAGMA query_only = OFF", NULL, NULL, NULL);
  txn->db->has_txn = FALSE;
  g_free (txn);
}

gboolean
kw_db_txn_commit (KwDbTxn **txn, GError **error)
{
  g_autoptr (KwDbTxn) taken = g_steal_pointer (txn);

  g_assert (taken->db->thread == g_thread_self ());
  if (sqlite3_get_autocommit (taken->db->handle))
    return throw (error, KW_DB_ERROR_FAILED, "%s: the transaction was already rolled back",
                  taken->db->name);
  if (!kw_db_exec (taken->db, "COMMIT", error))
    return FALSE;

  leave (g_steal_pointer (&taken));
  return TRUE;
}

void
kw_db_txn_rollback (KwDbTxn *txn)
{
  if (txn == NULL)
    return;

  g_assert (txn->db->thread == g_thread_self ());
  if (!sqlite3_get_autocommit (txn->db->handle))
    sqlite3_exec (txn->db->handle, "ROLLBACK", NULL, NULL, NULL);
  leave (txn);
}
