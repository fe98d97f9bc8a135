/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "kw-vault.h"

/* Argon2id's lowest cost: hundreds of commands in a row open this vault. */
static const KwVaultCost lowest = { .n_passes = 1, .memory_kib = 8 };

/* reseal VAULT PASSPHRASE SECRET: seals a vault's file anew, at the lowest cost there is. */
int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwVault) vault = NULL;
  g_autoptr (KwSecret) secret = NULL;

  if (argc != 4)
    {
      fputs ("usage: reseal VAULT PASSPHRASE SECRET\n", stderr);
      return 2;
    }

  vault = kw_vault_open_file (argv[1], kw_secret_new_take ((guint8 *)argv[2], strlen (argv[2])),
                              &lowest, &error);
  if (vault != NULL)
    secret = kw_vault_load (vault, argv[3], NULL, &error);
  if (secret == NULL || !kw_vault_store (vault, argv[3], secret, NULL, &error))
    {
      fprintf (stderr, "reseal: %s\n", error->message);
      return 1;
    }
  return 0;
}
