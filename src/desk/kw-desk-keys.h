/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk.h"

G_BEGIN_DECLS

/**
 * KwDeskKeyState:
 * @key_version: version of the keys that this station made; 0 = none yet
 * @is_in_file: they are, or would be, in a file sealed with a passphrase; %FALSE: in the keyring
 * @is_open: the desk has them at hand
 *
 * What there is of the hotel's keys.
 */
typedef struct
{
  guint key_version;
  gboolean is_in_file;
  gboolean is_open;
} KwDeskKeyState;

/**
 * kw_desk_load_key_state_async:
 * @self: a desk
 * @cancellable: (nullable): as usual
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Asks the register, not the vault: nobody is asked for a passphrase.
 */
void kw_desk_load_key_state_async (KwDesk *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_load_key_state_finish:
 * @self: a desk
 * @result: the result
 * @out_state: (out caller-allocates): untouched on failure
 * @error: a `KW_DESK_ERROR`: STORE, CANCELLED
 *
 * Returns: %TRUE if it is known
 */
gboolean kw_desk_load_key_state_finish (KwDesk *self, GAsyncResult *result,
                                        KwDeskKeyState *out_state,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_change_passphrase_async:
 * @self: a desk
 * @current: (transfer full): what the keys are sealed with now
 * @next: (transfer full): what they are to be sealed with
 * @cancellable: (nullable): looked at before the work starts
 * @callback: called when done
 * @user_data: for @callback
 *
 * Seals the keys anew and notes it in the journal. A copy of the old file still opens with the old
 * passphrase.
 */
void kw_desk_change_passphrase_async (KwDesk *self, KwSecret *current, KwSecret *next,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * kw_desk_change_passphrase_finish:
 * @self: a desk
 * @result: the result
 * @error: a `KW_DESK_ERROR`: PASSPHRASE_WRONG if @current does not open them, NOT_SET_UP if there
 *   are none in a file, CLOCK_SUSPECT, VAULT, DISK_FULL, CANCELLED; then the file is as before.
 *   STORE, if the journal could not take it down: then it says what the file is
 *
 * Returns: %TRUE if only the next one opens them now
 */
gboolean kw_desk_change_passphrase_finish (KwDesk *self, GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_save_lock_bundle_async:
 * @self: a desk with keys
 * @path: a file; replaced if it is there
 * @cancellable: (nullable): heeded until the file is written
 * @callback: called when done
 * @user_data: for @callback
 *
 * Writes what kw_desk_export_lock_bundle_async() makes for this user's own eyes only (0600), all or
 * nothing, on a thread of its own.
 */
void kw_desk_save_lock_bundle_async (KwDesk *self, const char *path, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_save_lock_bundle_finish:
 * @self: a desk
 * @result: the result
 * @error: a `KW_DESK_ERROR`: as kw_desk_export_lock_bundle_finish(), and FILE, DISK_FULL
 *
 * Returns: %TRUE if @path is that file now
 */
gboolean kw_desk_save_lock_bundle_finish (KwDesk *self, GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
