/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

#include "kw-db.h"

G_BEGIN_DECLS

/**
 * KwDbTxn:
 *
 * A transaction; freeing it rolls it back. There is at most one at a time on a database.
 */
typedef struct _KwDbTxn KwDbTxn;

/**
 * kw_db_begin_write:
 * @db: a database outside a transaction
 * @error: a `KW_DB_ERROR`: BUSY
 *
 * Takes the write lock at once, so that what is read inside is still true when it is written.
 *
 * Returns: (transfer full) (nullable): the transaction
 */
KwDbTxn *kw_db_begin_write (KwDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_db_begin_read:
 * @db: a database outside a transaction
 * @error: a `KW_DB_ERROR`
 *
 * Everything read inside is one state; a write inside fails.
 *
 * Returns: (transfer full) (nullable): the transaction
 */
KwDbTxn *kw_db_begin_read (KwDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_db_txn_commit:
 * @txn: (transfer full): set to %NULL, whatever comes
 * @error: a `KW_DB_ERROR`: FULL; the transaction is rolled back then
 *
 * Returns: %TRUE if it is durable
 */
gboolean kw_db_txn_commit (KwDbTxn **txn, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_db_txn_rollback:
 * @txn: (nullable) (transfer full): a transaction; nothing of it stays
 */
void kw_db_txn_rollback (KwDbTxn *txn);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDbTxn, kw_db_txn_rollback)

G_END_DECLS
