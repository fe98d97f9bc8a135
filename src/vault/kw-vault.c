/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-vault-private.h"

#include <string.h>

#include "kw-blocking.h"

#define MAX_NAME_CHARS 64

G_DEFINE_QUARK (KwVaultError, kw_vault_error)

static gboolean
is_name (const char *name)
{
  gsize n_chars = name != NULL ? strlen (name) : 0;

  return n_chars >= 1 && n_chars <= MAX_NAME_CHARS &&
         strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-") == n_chars;
}

void
kw_vault_free (KwVault *vault)
{
  if (vault != NULL)
    vault->backend->free (vault);
}

KwVaultKind
kw_vault_get_kind (const KwVault *vault)
{
  return vault->backend->kind;
}

KwSecret *
kw_vault_load (KwVault *vault, const char *name, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (vault != NULL && is_name (name), NULL);
  KW_BLOCKING ("the vault");

  return vault->backend->load (vault, name, cancellable, error);
}

gboolean
kw_vault_store (KwVault *vault, const char *name, KwSecret *secret, GCancellable *cancellable,
                GError **error)
{
  g_return_val_if_fail (vault != NULL && is_name (name) && secret != NULL, FALSE);
  g_return_val_if_fail (kw_secret_get_size_bytes (secret) <= KW_VAULT_MAX_SECRET_BYTES, FALSE);
  KW_BLOCKING ("the vault");

  return vault->backend->store (vault, name, secret, cancellable, error);
}

gboolean
kw_vault_remove (KwVault *vault, const char *name, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (vault != NULL && is_name (name), FALSE);
  KW_BLOCKING ("the vault");

  return vault->backend->remove (vault, name, cancellable, error);
}
