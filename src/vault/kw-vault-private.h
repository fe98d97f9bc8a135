/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-vault.h"

/* One kind of vault. The functions get checked names and sizes. */
typedef struct
{
  KwVaultKind kind;
  KwSecret *(*load) (KwVault *vault, const char *name, GCancellable *cancellable, GError **error);
  gboolean (*store) (KwVault *vault, const char *name, KwSecret *secret, GCancellable *cancellable,
                     GError **error);
  gboolean (*remove) (KwVault *vault, const char *name, GCancellable *cancellable, GError **error);
  void (*free) (KwVault *vault);
} KwVaultBackend;

/* First member of each back end's own struct. */
struct _KwVault
{
  const KwVaultBackend *backend;
};

/* A key that was derived once and fits as long as the file keeps its salt. */
typedef struct
{
  guint8 salt[16];
  KwVaultCost cost;
  KwSecret *key; /* (nullable) */
} KwVaultKey;

/* Seals @plain under a new salt and nonce; remembers the derived key in @key. NULL if there is not
 * enough memory for @cost. */
GBytes *kw_vault_seal (KwSecret *plain, KwSecret *passphrase, const KwVaultCost *cost,
                       KwVaultKey *key, GError **error);

/* Opens what kw_vault_seal() made: DAMAGED, WRONG_PASSPHRASE. Derives a key only if @key does not
 * fit. */
KwSecret *kw_vault_unseal (const guint8 *bytes, gsize size_bytes, KwSecret *passphrase,
                           KwVaultKey *key, GError **error);

/* The most bytes that a sealed file can have. */
#define KW_VAULT_MAX_FILE_BYTES (4 * 1024 * 1024)
