/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <gio/gio.h>

#include "kw-secret.h"

G_BEGIN_DECLS

/**
 * KwVaultError:
 * @KW_VAULT_ERROR_WRONG_PASSPHRASE: the file is whole, but this passphrase does not open it (or
 *   somebody changed it on purpose and corrected its checksum)
 * @KW_VAULT_ERROR_DAMAGED: the file is cut or changed, or is not a vault
 * @KW_VAULT_ERROR_NOT_FOUND: no secret of that name
 * @KW_VAULT_ERROR_UNAVAILABLE: there is no Secret Service here, or it does not answer
 * @KW_VAULT_ERROR_LOCKED: the Secret Service answers but stays locked: nobody was there to unlock
 *   it, or whoever was asked declined
 * @KW_VAULT_ERROR_NO_RIGHT: the file may not be read
 * @KW_VAULT_ERROR_READ_ONLY: the file or its folder may not be written
 * @KW_VAULT_ERROR_FULL: the disk is full; the vault is as before
 * @KW_VAULT_ERROR_CANCELLED: the caller cancelled
 * @KW_VAULT_ERROR_FAILED: anything else
 */
typedef enum
{
  KW_VAULT_ERROR_WRONG_PASSPHRASE,
  KW_VAULT_ERROR_DAMAGED,
  KW_VAULT_ERROR_NOT_FOUND,
  KW_VAULT_ERROR_UNAVAILABLE,
  KW_VAULT_ERROR_LOCKED,
  KW_VAULT_ERROR_NO_RIGHT,
  KW_VAULT_ERROR_READ_ONLY,
  KW_VAULT_ERROR_FULL,
  KW_VAULT_ERROR_CANCELLED,
  KW_VAULT_ERROR_FAILED,
} KwVaultError;

#define KW_VAULT_ERROR (kw_vault_error_quark ())
GQuark kw_vault_error_quark (void);

/**
 * KwVaultKind:
 * @KW_VAULT_KIND_FILE: a file of ours, sealed with a passphrase
 * @KW_VAULT_KIND_SECRET_SERVICE: the desktop's keyring
 *
 * Where a vault keeps its secrets.
 */
typedef enum
{
  KW_VAULT_KIND_FILE,
  KW_VAULT_KIND_SECRET_SERVICE,
} KwVaultKind;

#define KW_VAULT_KIND_N 2

/**
 * KwVaultCost:
 * @n_passes: Argon2id passes, 1 to 16
 * @memory_kib: Argon2id memory in KiB, 8 to 1 Mi
 *
 * How hard a passphrase is to guess. It is stored in the file; a file made at one cost opens
 * whatever cost is given, and gets the given one when it is next written.
 */
typedef struct
{
  guint32 n_passes;
  guint32 memory_kib;
} KwVaultCost;

/* libsodium's two recommendations (crypto_pwhash(3)). */
extern const KwVaultCost kw_vault_cost_interactive;
extern const KwVaultCost kw_vault_cost_moderate;

/**
 * KwVault:
 *
 * Secrets at rest, by name. Names are 1 to 64 of a-z, 0-9 and hyphens; a secret has at most 64 KiB.
 * Every function blocks (file, key derivation, session bus); one thread at a time. Two programs may
 * use the same vault.
 */
typedef struct _KwVault KwVault;

#define KW_VAULT_MAX_SECRET_BYTES 65536

/**
 * kw_vault_open_file:
 * @path: the file; it is made by the first kw_vault_store()
 * @passphrase: (transfer full): what it is sealed with; kept until the vault is freed
 * @cost: (nullable): cost of guessing, for what is written; %NULL: interactive
 * @error: a `KW_VAULT_ERROR`: WRONG_PASSPHRASE, DAMAGED, FAILED
 *
 * Opens a sealed file, and proves the passphrase if the file is there. Argon2id, then
 * XChaCha20-Poly1305 over everything, with a new salt and a new nonce at each writing; a written
 * file replaces the old one in one step, after it reached the disk.
 *
 * Returns: (transfer full) (nullable): the vault
 */
KwVault *kw_vault_open_file (const char *path, KwSecret *passphrase, const KwVaultCost *cost,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_vault_open_secret_service:
 * @scope: which installation's secrets, e.g. a random name; two scopes share nothing
 * @cancellable: (nullable): for the caller's deadline
 * @error: a `KW_VAULT_ERROR`: UNAVAILABLE if there is no session bus or nobody answers on it
 *
 * Opens the desktop's keyring through libsecret (inside a sandbox, its portal).
 *
 * Returns: (transfer full) (nullable): the vault
 */
KwVault *kw_vault_open_secret_service (const char *scope, GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_vault_free:
 * @vault: (nullable) (transfer full): a vault; wiped
 */
void kw_vault_free (KwVault *vault);

/**
 * kw_vault_get_kind:
 * @vault: a vault
 *
 * Returns: where it keeps its secrets, for telling the user
 */
KwVaultKind kw_vault_get_kind (const KwVault *vault);

/**
 * kw_vault_load:
 * @vault: a vault
 * @name: which secret
 * @cancellable: (nullable): for the caller's deadline; the keyring may ask its user something
 * @error: a `KW_VAULT_ERROR`: NOT_FOUND, DAMAGED, WRONG_PASSPHRASE (the file was replaced by one
 *   of another passphrase), UNAVAILABLE, CANCELLED, FAILED
 *
 * Returns: (transfer full) (nullable): the secret
 */
KwSecret *kw_vault_load (KwVault *vault, const char *name, GCancellable *cancellable,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_vault_store:
 * @vault: a vault
 * @name: which secret
 * @secret: (transfer none): its new content; replaces the old one
 * @cancellable: (nullable): for the caller's deadline
 * @error: a `KW_VAULT_ERROR`: as kw_vault_load(), and FULL, READ_ONLY
 *
 * Returns: %TRUE if it is durable; otherwise the vault is as before
 */
gboolean kw_vault_store (KwVault *vault, const char *name, KwSecret *secret,
                         GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_vault_remove:
 * @vault: a vault
 * @name: which secret
 * @cancellable: (nullable): for the caller's deadline
 * @error: a `KW_VAULT_ERROR`: as kw_vault_store(), and NOT_FOUND
 *
 * Returns: %TRUE if it is gone
 */
gboolean kw_vault_remove (KwVault *vault, const char *name, GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_vault_change_passphrase:
 * @vault: a sealed file
 * @passphrase: (transfer full): what it is sealed with from now on
 * @error: a `KW_VAULT_ERROR`: as kw_vault_store()
 *
 * Seals everything anew. An older copy of the file still opens with the old passphrase.
 *
 * Returns: %TRUE if it is durable; otherwise the vault is as before
 */
gboolean kw_vault_change_passphrase (KwVault *vault, KwSecret *passphrase,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwVault, kw_vault_free)

G_END_DECLS
