/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <gio/gio.h>

#include "kw-clock.h"
#include "kw-desk-error.h"
#include "kw-property.h"
#include "kw-secret.h"

G_BEGIN_DECLS

/**
 * KwDeskConfig:
 * @data_dir: folder of the register and the vault file; made if it is missing
 * @encoder: (nullable): connection string of the encoder, e.g. `pn532_uart:/dev/ttyUSB0`
 * @worker_path: the program keywright-encoder-worker
 * @clock: where the time comes from; must outlive the desk
 * @operator_name: who works the desk
 * @is_clock_confirmed: the operator has checked the computer's clock and says that it is right
 * @use_secret_service: %TRUE: keys in the Secret Service if one answers; %FALSE: always in a sealed
 *   file
 *
 * How a desk is opened. A plain value, borrowed during the call.
 */
typedef struct
{
  const char *data_dir;
  const char *encoder;
  const char *worker_path;
  const KwClock *clock;
  const char *operator_name;
  gboolean is_clock_confirmed;
  gboolean use_secret_service;
} KwDeskConfig;

#define KW_TYPE_DESK (kw_desk_get_type ())
/**
 * KwDesk:
 *
 * The station's desk: register, vault and encoder, and the jobs that need all three. Lives on the
 * thread that opened it; every function but open and close returns at once and calls back there.
 */
G_DECLARE_FINAL_TYPE (KwDesk, kw_desk, KW, DESK, GObject)

/**
 * kw_desk_open:
 * @config: how
 * @error: a `KW_DESK_ERROR`: STORE, DISK_FULL
 *
 * Opens the data folder, migrating the register if it is older. Blocks for as long as that takes.
 * The encoder is started the first time a job needs it.
 *
 * Returns: (transfer full) (nullable): the desk; kw_desk_close() before the last unref
 */
KwDesk *kw_desk_open (const KwDeskConfig *config, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_close:
 * @self: a desk without a job under way
 *
 * Ends the encoder's worker and the database thread, wipes the keys. Blocks until they have ended.
 */
void kw_desk_close (KwDesk *self);

/**
 * kw_desk_get_property:
 * @self: a desk
 *
 * Returns: (transfer none) (nullable): the property, %NULL before one was imported; borrowed until
 *   the next import
 */
const KwProperty *kw_desk_get_property (KwDesk *self);

/**
 * kw_desk_require_property:
 * @self: a desk
 * @error: a `KW_DESK_ERROR`: NOT_SET_UP
 *
 * Returns: (transfer none) (nullable): the property, as kw_desk_get_property(), or %NULL with
 * @error
 */
const KwProperty *kw_desk_require_property (KwDesk *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_get_now_unix_s:
 * @self: a desk
 *
 * Returns: the time of the desk's clock
 */
gint64 kw_desk_get_now_unix_s (KwDesk *self);

/**
 * kw_desk_get_station:
 * @self: a desk
 *
 * Returns: the number of this station, 1..8388607
 */
guint kw_desk_get_station (KwDesk *self);

/* Property */

/**
 * kw_desk_import_property_async:
 * @self: a desk
 * @path: a property file, see docs/property-file.md
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * Takes over the map of the hotel and the stays in the file, all or nothing. Numbers that stand on
 * cards keep their meaning: a door that is gone is retired, and a number is never given to another
 * door.
 */
void kw_desk_import_property_async (KwDesk *self, const char *path, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_import_property_finish:
 * @self: a desk
 * @result: the result
 * @out_n_stays: (out) (optional): how many stays the file brought
 * @error: a `KW_DESK_ERROR`: FILE, NOT_ALLOWED, CLOCK_SUSPECT, STORE, DISK_FULL
 *
 * Returns: %TRUE if kw_desk_get_property() is the new one
 */
gboolean kw_desk_import_property_finish (KwDesk *self, GAsyncResult *result, guint *out_n_stays,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Keys */

/**
 * kw_desk_needs_passphrase:
 * @self: a desk
 *
 * Returns: %TRUE if the keys are, or would be, in a file sealed with a passphrase, and none was
 * given yet
 */
gboolean kw_desk_needs_passphrase (KwDesk *self);

/**
 * kw_desk_set_passphrase:
 * @self: a desk
 * @passphrase: (transfer full): opens the vault file; whether it does shows when the keys are
 * needed
 */
void kw_desk_set_passphrase (KwDesk *self, KwSecret *passphrase);

/**
 * kw_desk_create_keys_async:
 * @self: a desk with a property
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * Makes the first keys of the property and puts them into the vault.
 */
void kw_desk_create_keys_async (KwDesk *self, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_create_keys_finish:
 * @self: a desk
 * @result: the result
 * @out_key_version: (out) (optional): version of the keys
 * @error: a `KW_DESK_ERROR`: ALREADY_SET_UP, NOT_SET_UP, PASSPHRASE_NEEDED, PASSPHRASE_WRONG,
 * VAULT, CLOCK_SUSPECT, STORE
 *
 * Returns: %TRUE if the keys are in the vault
 */
gboolean kw_desk_create_keys_finish (KwDesk *self, GAsyncResult *result, guint *out_key_version,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_export_lock_bundle_async:
 * @self: a desk with keys
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * Makes the document that a lock is given, see docs/card-format.md, "Lock bundle".
 */
void kw_desk_export_lock_bundle_async (KwDesk *self, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_export_lock_bundle_finish:
 * @self: a desk
 * @result: the result
 * @error: a `KW_DESK_ERROR`: NOT_SET_UP, PASSPHRASE_NEEDED, PASSPHRASE_WRONG, VAULT, CLOCK_SUSPECT,
 *   STORE
 *
 * Returns: (transfer full) (nullable): JSON text ending in a line end; a secret
 */
KwSecret *kw_desk_export_lock_bundle_finish (KwDesk *self, GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Encoder */

/**
 * kw_desk_probe_encoder_async:
 * @self: a desk
 * @cancellable: (nullable): as usual
 * @callback: called when the encoder is ready, or known not to be
 * @user_data: for @callback
 */
void kw_desk_probe_encoder_async (KwDesk *self, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_probe_encoder_finish:
 * @self: a desk
 * @result: the result
 * @error: a `KW_DESK_ERROR`: the ENCODER ones
 *
 * Returns: (transfer full) (nullable): what the encoder calls itself
 */
char *kw_desk_probe_encoder_finish (KwDesk *self, GAsyncResult *result,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
