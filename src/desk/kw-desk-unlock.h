/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk.h"

G_BEGIN_DECLS

/**
 * kw_desk_passphrase_load:
 * @path: a file; its first line without the line end is the passphrase
 * @error: a `KW_DESK_ERROR`: FILE
 *
 * Blocks. What was read is wiped.
 *
 * Returns: (transfer full) (nullable): the passphrase
 */
KwSecret *kw_desk_passphrase_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_find_sealed_keys_async:
 * @self: a desk
 * @cancellable: (nullable): as usual
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Looks whether there are keys that only a passphrase opens. kw_desk_needs_passphrase() is %TRUE
 * also before any were made.
 */
void kw_desk_find_sealed_keys_async (KwDesk *self, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_find_sealed_keys_finish:
 * @self: a desk
 * @result: the result
 *
 * Returns: %TRUE if there are some and they are not open
 */
gboolean kw_desk_find_sealed_keys_finish (KwDesk *self, GAsyncResult *result);

/**
 * kw_desk_unlock_async:
 * @self: a desk
 * @passphrase: (transfer full): opens the vault file
 * @cancellable: (nullable): ends the waiting, not the opening
 * @callback: called when done
 * @user_data: for @callback
 *
 * As kw_desk_set_passphrase(), and loads the keys. A passphrase that does not open them is
 * forgotten, so that kw_desk_needs_passphrase() is %TRUE again. That it opened them or was refused
 * is put into the journal, if that takes a row now.
 */
void kw_desk_unlock_async (KwDesk *self, KwSecret *passphrase, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_unlock_file_async:
 * @self: a desk
 * @path: as for kw_desk_passphrase_load(); read on a thread of its own
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * As kw_desk_unlock_async(), but that it opened the keys, as at each start, is not put into the
 * journal. Ends with kw_desk_unlock_finish().
 */
void kw_desk_unlock_file_async (KwDesk *self, const char *path, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_unlock_finish:
 * @self: a desk
 * @result: the result of either
 * @error: a `KW_DESK_ERROR`: PASSPHRASE_WRONG, VAULT, STORE, FILE; NOT_SET_UP, where the passphrase
 *   is kept for the keys to come
 *
 * Returns: %TRUE if the keys are there
 */
gboolean kw_desk_unlock_finish (KwDesk *self, GAsyncResult *result,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
