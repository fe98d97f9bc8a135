/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <gio/gio.h>

#include "kw-store-error.h"

G_BEGIN_DECLS

/* The database in the data folder. */
#define KW_STORE_FILE_NAME "register.db"

#define KW_TYPE_STORE (kw_store_get_type ())
G_DECLARE_FINAL_TYPE (KwStore, kw_store, KW, STORE, GObject)

/**
 * KwStore:
 *
 * The register: `register.db` in the data folder, with a thread of its own that owns the
 * connection. Work is handed over as a function that runs there inside one transaction; the table
 * functions (kw_store_stay_put() and so on) are called only inside such a function, and assert it.
 * Several programs may have the same register open. End with kw_store_close().
 *
 * Signal `committed`: something that kw_store_run_async() was asked for is in the file. On the main
 * context of who asked, before its callback.
 */

/**
 * KwStoreFunc:
 * @store: the store, to call table functions on
 * @data: what was handed over; the function has it for itself while it runs
 * @error: why it failed
 *
 * Runs on the database thread inside one transaction. It may not take references on objects of
 * other threads, and waits for nothing but the database.
 *
 * Returns: %TRUE to commit, %FALSE with @error set to roll back
 */
typedef gboolean (*KwStoreFunc) (KwStore *store, gpointer data, GError **error);

/**
 * kw_store_open:
 * @folder: the data folder; must exist
 * @error: a `KW_STORE_ERROR`: BUSY, FULL, CORRUPT, NEWER, READ_ONLY, FAILED
 *
 * Opens, makes or updates the register. Blocks; the variant for threads that may wait.
 *
 * Returns: (transfer full) (nullable): the store
 */
KwStore *kw_store_open (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_open_to_read:
 * @folder: the data folder, which this program may not write
 * @error: a `KW_STORE_ERROR`: READ_ONLY if somebody who may write must open it once; BUSY, CORRUPT,
 *   NEWER, FAILED
 *
 * Opens the register for reading; kw_store_run() fails with READ_ONLY. Blocks.
 *
 * Returns: (transfer full) (nullable): the store
 */
KwStore *kw_store_open_to_read (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_open_async:
 * @folder: the data folder; must exist
 * @cancellable: (nullable): only looked at before the work starts
 * @callback: called on the caller's main context; its source object is %NULL
 * @user_data: handed to @callback
 *
 * As kw_store_open(), without blocking.
 */
void kw_store_open_async (const char *folder, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_store_open_finish:
 * @result: what the callback got
 * @error: as kw_store_open(), and `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable): the store
 */
KwStore *kw_store_open_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_close:
 * @store: a store; nothing happens if it is closed already
 *
 * Lets the work that was handed over come to its end, closes the database and joins its thread.
 * Callbacks of that work still come when their main contexts run. Not on the database thread.
 * Blocks. Must be called before the last reference is dropped.
 */
void kw_store_close (KwStore *store);

/**
 * kw_store_get_path:
 * @store: a store
 *
 * Returns: (transfer none): the path of the database file; any thread
 */
const char *kw_store_get_path (KwStore *store);

/**
 * kw_store_run_async:
 * @store: a store
 * @func: (scope async): what to do, on the database thread, in one writing transaction
 * @data: (transfer full): handed to @func
 * @destroy: (nullable): frees @data, on the caller's main context, after @callback
 * @cancellable: (nullable): until the commit starts, cancelling rolls back
 * @callback: (nullable): called on the main context that is the caller's default one now
 * @user_data: handed to @callback
 *
 * Work is done in the order in which it was handed over. Any thread with a main context.
 */
void kw_store_run_async (KwStore *store, KwStoreFunc func, gpointer data, GDestroyNotify destroy,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data);

/**
 * kw_store_read_async:
 * @store: a store
 * @func: (scope async): what to read, on the database thread, in one reading transaction
 * @data: (transfer full): handed to @func
 * @destroy: (nullable): frees @data, on the caller's main context, after @callback
 * @cancellable: (nullable): cancelling before the end fails it
 * @callback: (nullable): called on the main context that is the caller's default one now
 * @user_data: handed to @callback
 *
 * As kw_store_run_async(), but it sees one state, takes no lock, and a write in it fails.
 */
void kw_store_read_async (KwStore *store, KwStoreFunc func, gpointer data, GDestroyNotify destroy,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);

/**
 * kw_store_rehearse_async:
 * @store: a store
 * @func: (scope async): what to do, on the database thread, in one writing transaction that is
 *   rolled back in any case
 * @data: (transfer full): handed to @func
 * @destroy: (nullable): frees @data, on the caller's main context, after @callback
 * @cancellable: (nullable): looked at before @func runs
 * @callback: (nullable): called on the main context that is the caller's default one now
 * @user_data: handed to @callback
 *
 * To find out what something would do. End with kw_store_run_finish().
 */
void kw_store_rehearse_async (KwStore *store, KwStoreFunc func, gpointer data,
                              GDestroyNotify destroy, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_store_run_finish:
 * @store: the store
 * @result: what the callback got, of kw_store_run_async() or kw_store_read_async()
 * @error: what the function raised; a `KW_STORE_ERROR` of begin or commit: BUSY, FULL, CLOSED; or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Returns: %TRUE if it is committed, and durable
 */
gboolean kw_store_run_finish (KwStore *store, GAsyncResult *result,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_run:
 * @store: a store
 * @func: (scope call): what to do, on the database thread, in one writing transaction
 * @data: handed to @func
 * @error: as kw_store_run_finish()
 *
 * Blocks until it is done. Any thread but the database's.
 *
 * Returns: %TRUE if it is committed, and durable
 */
gboolean kw_store_run (KwStore *store, KwStoreFunc func, gpointer data,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_read:
 * @store: a store
 * @func: (scope call): what to read, on the database thread, in one reading transaction
 * @data: handed to @func
 * @error: as kw_store_run_finish()
 *
 * Blocks until it is done. Any thread but the database's.
 *
 * Returns: %TRUE if @func did
 */
gboolean kw_store_read (KwStore *store, KwStoreFunc func, gpointer data,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_look:
 * @store: a store that is not closed
 * @func: (scope call): what to read; it runs on the calling thread
 * @data: handed to @func
 * @error: what the function raised; or a `KW_STORE_ERROR`: BUSY if another program holds the file
 *   at this moment, FAILED
 *
 * Reads at once, in one reading transaction of a second, read-only connection, which belongs to the
 * thread that calls this first; every other call comes from there. Only for lookups that an index
 * answers, some hundred rows at most: no thread may wait long for a list.
 *
 * Returns: %TRUE if @func did
 */
gboolean kw_store_look (KwStore *store, KwStoreFunc func, gpointer data,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_look_for_changes:
 * @store: a store that is not closed
 * @out_has_changed: (out): %TRUE if somebody, this program or another, committed something since
 *   the last call; %TRUE the first time
 * @error: a `KW_STORE_ERROR`
 *
 * On the thread of kw_store_look(). Some microseconds.
 *
 * Returns: %TRUE if it was looked up
 */
gboolean kw_store_look_for_changes (KwStore *store, gboolean *out_has_changed,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_close_reader:
 * @store: a store
 *
 * Closes the connection of kw_store_look(), if there is one, on its thread. Before
 * kw_store_close().
 */
void kw_store_close_reader (KwStore *store);

G_END_DECLS
