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
 * thread that opened it; every function but kw_desk_open() and kw_desk_close() returns at once and
 * calls back there.
 *
 * Properties, read-only with notify: `property` (#KwProperty or %NULL), which changes when this or
 * another program of the station has imported one; `encoder-state` (#KwDeskEncoderState) and
 * `encoder-name` (string or %NULL), see kw_desk_watch_encoder().
 *
 * Signal `register-changed`: something was committed to the register, by this desk or, while there
 * is a list or a search of it, by another program (at most a second ago); and once a minute then,
 * because what rooms and cards are depends on the time. The lists follow it by themselves.
 *
 * Signal `property-replaced`: `property` is one that another program has imported while this desk
 * was looked at; after the notify, and not for an import of this desk's own.
 *
 * Signal `keys-changed`: what kw_desk_needs_passphrase() or kw_desk_has_open_keys() says may be
 * different: a passphrase was given or turned out to be wrong, or the keys were opened or made,
 * whoever asked for it; also when a property came.
 */
G_DECLARE_FINAL_TYPE (KwDesk, kw_desk, KW, DESK, GObject)

/**
 * kw_desk_open:
 * @config: how
 * @error: a `KW_DESK_ERROR`: DATA_FOLDER, REGISTER_MISSING, REGISTER_DAMAGED, REGISTER_NEWER,
 *   READ_ONLY, STORE, VAULT, DISK_FULL
 *
 * Opens the data folder, migrating the register if it is older. Blocks for as long as that takes. A
 * folder that this user may only read is opened for reading: kw_desk_is_read_only().
 * The encoder is started the first time a job needs it.
 *
 * Returns: (transfer full) (nullable): the desk; kw_desk_close() before the last unref
 */
KwDesk *kw_desk_open (const KwDeskConfig *config, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_open_async:
 * @config: how; copied, but the clock must outlive the desk
 * @cancellable: (nullable): looked at before the work starts
 * @callback: called on this thread; its source object is %NULL
 * @user_data: for @callback
 *
 * As kw_desk_open(), without blocking. The desk lives on the thread that calls this.
 */
void kw_desk_open_async (const KwDeskConfig *config, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_open_finish:
 * @result: the result
 * @error: as kw_desk_open(), and CANCELLED
 *
 * Returns: (transfer full) (nullable): the desk; kw_desk_close() or kw_desk_close_async() before
 *   the last unref
 */
KwDesk *kw_desk_open_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_close:
 * @self: a desk without a job under way
 *
 * Ends the encoder's worker and the database thread, wipes the keys. Blocks until they have ended.
 */
void kw_desk_close (KwDesk *self);

/**
 * kw_desk_close_async:
 * @self: a desk
 * @callback: called when everything has ended
 * @user_data: for @callback
 *
 * As kw_desk_close(), without blocking. A job that waits for its card ends with CANCELLED; one that
 * writes is let come to its end first. A new job, and work of the register that has not begun,
 * fails with CANCELLED.
 */
void kw_desk_close_async (KwDesk *self, GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_close_finish:
 * @self: a desk
 * @result: the result
 */
void kw_desk_close_finish (KwDesk *self, GAsyncResult *result);

/**
 * kw_desk_get_property:
 * @self: a desk
 *
 * Returns: (transfer none) (nullable): the property, %NULL before one was imported; borrowed as
 *   long as the desk, though no longer the newest one after the next notify of `property`
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
 * kw_desk_is_read_only:
 * @self: a desk
 *
 * Returns: %TRUE if this user may only read the data folder: lists, verification and what else only
 *   reads works; everything else fails with `KW_DESK_ERROR_READ_ONLY` and the sentence
 */
gboolean kw_desk_is_read_only (KwDesk *self);

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

/**
 * kw_desk_get_data_dir:
 * @self: a desk
 *
 * Returns: (transfer none): the data folder, absolute
 */
const char *kw_desk_get_data_dir (KwDesk *self);

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
 * @out_n_stays: (out) (optional): how many stays the register did not have
 * @error: a `KW_DESK_ERROR`: FILE, NOT_ALLOWED, CLOCK_SUSPECT, STORE, DISK_FULL
 *
 * Returns: %TRUE if kw_desk_get_property() is the new one
 */
gboolean kw_desk_import_property_finish (KwDesk *self, GAsyncResult *result, guint *out_n_stays,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Clock */

/**
 * kw_desk_confirm_clock_async:
 * @self: a desk
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * The operator has seen what the computer's clock shows and says that it is right: after
 * `KW_DESK_ERROR_CLOCK_SUSPECT`. Goes into the journal, from whose last entry on the clock is
 * trusted again; nothing is written if it was not suspect.
 */
void kw_desk_confirm_clock_async (KwDesk *self, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_confirm_clock_finish:
 * @self: a desk
 * @result: the result
 * @error: a `KW_DESK_ERROR`: CLOCK_SUSPECT if the clock shows no usable date, READ_ONLY, STORE,
 *   DISK_FULL
 *
 * Returns: %TRUE if the clock is trusted now
 */
gboolean kw_desk_confirm_clock_finish (KwDesk *self, GAsyncResult *result,
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
 * needed, and one that does not is forgotten then
 */
void kw_desk_set_passphrase (KwDesk *self, KwSecret *passphrase);

/**
 * kw_desk_has_open_keys:
 * @self: a desk
 *
 * Returns: %TRUE if the keys are at hand: nothing has to be opened for the next card
 */
gboolean kw_desk_has_open_keys (KwDesk *self);

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
 * KwDeskEncoderState:
 * @KW_DESK_ENCODER_STATE_NONE: no encoder was named
 * @KW_DESK_ENCODER_STATE_STARTING: nothing is known of it yet
 * @KW_DESK_ENCODER_STATE_READY: it works
 * @KW_DESK_ENCODER_STATE_MISSING: it is not plugged in
 * @KW_DESK_ENCODER_STATE_BUSY: another program uses it
 * @KW_DESK_ENCODER_STATE_NO_PERMISSION: this user may not open it
 * @KW_DESK_ENCODER_STATE_NOT_RESPONDING: it does not answer, or answers nonsense
 *
 * How the encoder is. Whatever is wrong, it is tried again and again: plugging it in is enough.
 */
typedef enum
{
  KW_DESK_ENCODER_STATE_NONE,
  KW_DESK_ENCODER_STATE_STARTING,
  KW_DESK_ENCODER_STATE_READY,
  KW_DESK_ENCODER_STATE_MISSING,
  KW_DESK_ENCODER_STATE_BUSY,
  KW_DESK_ENCODER_STATE_NO_PERMISSION,
  KW_DESK_ENCODER_STATE_NOT_RESPONDING,
} KwDeskEncoderState;
#define KW_DESK_ENCODER_STATE_N (KW_DESK_ENCODER_STATE_NOT_RESPONDING + 1)

#define KW_TYPE_DESK_ENCODER_STATE (kw_desk_encoder_state_get_type ())
GType kw_desk_encoder_state_get_type (void);

/**
 * kw_desk_encoder_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): its name, e.g. `not-responding`
 */
const char *kw_desk_encoder_state_to_string (KwDeskEncoderState state);

/**
 * kw_desk_watch_encoder:
 * @self: a desk
 *
 * Starts the encoder, if one was named, and keeps it until the desk is closed. Otherwise the first
 * job starts it, and `encoder-state` is STARTING until then.
 */
void kw_desk_watch_encoder (KwDesk *self);

/**
 * kw_desk_get_encoder_state:
 * @self: a desk
 *
 * Returns: how the encoder is
 */
KwDeskEncoderState kw_desk_get_encoder_state (KwDesk *self);

/**
 * kw_desk_get_encoder_name:
 * @self: a desk
 *
 * Returns: (transfer none) (nullable): what the encoder calls itself; %NULL until it was READY once
 */
const char *kw_desk_get_encoder_name (KwDesk *self);

/**
 * kw_desk_get_encoder_problem:
 * @self: a desk
 *
 * Returns: (transfer none) (nullable): a `KW_DESK_ERROR` with the sentence of what is wrong and
 *   what to do: ENCODER_MISSING, ENCODER_UNKNOWN, ENCODER_UNPLUGGED, ENCODER_BUSY,
 *   ENCODER_PERMISSION, ENCODER_NOT_RESPONDING, ENCODER_PROGRAM; %NULL while it is STARTING or
 * READY. Until the next notify of `encoder-state`.
 */
const GError *kw_desk_get_encoder_problem (KwDesk *self);

/**
 * kw_desk_get_encoder:
 * @self: a desk
 *
 * Returns: (transfer none) (nullable): connection string of the encoder; until the next change
 */
const char *kw_desk_get_encoder (KwDesk *self);

/**
 * kw_desk_change_encoder_async:
 * @self: a desk
 * @encoder: (nullable): connection string of another encoder; %NULL = none
 * @cancellable: (nullable): heeded while a job has the encoder
 * @callback: called when the other one has taken its place
 * @user_data: for @callback
 *
 * A job that reads or writes is let come to its end first. The other encoder is started if the old
 * one was; what becomes of it shows in `encoder-state`, and kw_desk_probe_encoder_async() tells.
 */
void kw_desk_change_encoder_async (KwDesk *self, const char *encoder, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_change_encoder_finish:
 * @self: a desk
 * @result: the result
 * @error: a `KW_DESK_ERROR`: CANCELLED
 *
 * Returns: %TRUE if @encoder is the desk's encoder now
 */
gboolean kw_desk_change_encoder_finish (KwDesk *self, GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

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
