/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-vault-private.h"

#include "kw-blocking.h"
#include "kw-error.h"

/* Paths in place of objects: to make one of these leaves a reference behind in libsecret 0.20. */
#define SECRET_API_SUBJECT_TO_CHANGE
#include <libsecret/secret.h>
#include <sodium.h>
#include <string.h>

KW_DEFINE_THROW (KwVaultError, KW_VAULT_ERROR)

/* A secret travels as base64 text: not every keyring keeps zero bytes. */
#define BASE64 sodium_base64_VARIANT_ORIGINAL

/* A name that is never stored: asking for it tells whether anybody answers. */
#define PROBE_NAME "probe"

typedef struct
{
  KwVault parent;
  char *scope;
} ServiceVault;

static const SecretSchema schema = {
  KW_APPLICATION_ID ".Secret",
  SECRET_SCHEMA_NONE,
  { { "scope", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "name", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

/* Takes libsecret's error and raises ours. */
static gboolean
throw_service_error (GError *cause, GError **error)
{
  g_autoptr (GError) owned = cause;

  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return throw (error, KW_VAULT_ERROR_CANCELLED, "keyring: cancelled");
  if (g_error_matches (owned, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return throw (error, KW_VAULT_ERROR_LOCKED, "keyring: it stays locked");
  return throw (error, KW_VAULT_ERROR_UNAVAILABLE, "keyring: it does not answer (%s)",
                owned->message);
}

static KwSecret *
decode_value (SecretValue *value)
{
  g_autoptr (KwSecret) buffer = NULL;
  gsize n_chars = 0;
  const char *text = secret_value_get (value, &n_chars);
  gsize size_bytes = 0;

  if (n_chars == 0)
    return NULL;

  buffer = kw_secret_new (n_chars);
  if (sodium_base642bin (kw_secret_get_bytes (buffer), n_chars, text, n_chars, NULL, &size_bytes,
                         NULL, BASE64) != 0 ||
      size_bytes == 0)
    return NULL;
  return kw_secret_new_take (kw_secret_get_bytes (buffer), size_bytes);
}

/* libsecret finds nothing where a keyring stays locked, and raises no error. A search without
 * unlocking tells both apart. Always FALSE. */
static gboolean
throw_absent (ServiceVault *self, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable)
      attributes = secret_attributes_build (&schema, "scope", self->scope, "name", name, NULL);
  g_autoptr (SecretService) service = NULL;
  g_auto (GStrv) locked = NULL;
  GError *cause = NULL;

  service = secret_service_get_sync (SECRET_SERVICE_NONE, cancellable, &cause);
  if (service == NULL ||
      !secret_service_search_for_dbus_paths_sync (service, &schema, attributes, cancellable,
                                                  /* unlocked= */ NULL, &locked, &cause))
    return throw_service_error (cause, error);
  if (locked != NULL && *locked != NULL)
    return throw (error, KW_VAULT_ERROR_LOCKED, "keyring: it stays locked");
  return throw (error, KW_VAULT_ERROR_NOT_FOUND, "keyring: there is no \"%s\" in it", name);
}

static KwSecret *
load_from_service (KwVault *vault, const char *name, GCancellable *cancellable, GError **error)
{
  ServiceVault *self = (ServiceVault *)vault;
  GError *cause = NULL;
  SecretValue *value = secret_password_lookup_binary_sync (&schema, cancellable, &cause, "scope",
                                                           self->scope, "name", name, NULL);
  KwSecret *secret = NULL;

  if (cause != NULL)
    {
      throw_service_error (cause, error);
      return NULL;
    }
  if (value == NULL)
    {
      throw_absent (self, name, cancellable, error);
      return NULL;
    }

  secret = decode_value (value);
  secret_value_unref (value);
  if (secret == NULL)
    throw (error, KW_VAULT_ERROR_DAMAGED, "keyring: \"%s\" is not what we stored", name);
  return secret;
}

static gboolean
store_text (ServiceVault *self, const char *name, KwSecret *text, GCancellable *cancellable,
            GError **error)
{
  g_autofree char *label = g_strdup_printf ("Keywright: %s", name);
  SecretValue *value = secret_value_new_full (
      (char *)kw_secret_get_bytes (text), (gssize)strlen ((const char *)kw_secret_get_bytes (text)),
      "text/plain", NULL);
  GError *cause = NULL;

  secret_password_store_binary_sync (&schema, SECRET_COLLECTION_DEFAULT, label, value, cancellable,
                                     &cause, "scope", self->scope, "name", name, NULL);
  secret_value_unref (value);
  return cause == NULL || throw_service_error (cause, error);
}

static gboolean
store_in_service (KwVault *vault, const char *name, KwSecret *secret, GCancellable *cancellable,
                  GError **error)
{
  ServiceVault *self = (ServiceVault *)vault;
  gsize size_bytes = kw_secret_get_size_bytes (secret);
  gsize text_bytes = sodium_base64_encoded_len (size_bytes, BASE64);
  g_autoptr (KwSecret) text = kw_secret_new (text_bytes);
  g_autoptr (KwSecret) stored = NULL;

  sodium_bin2base64 ((char *)kw_secret_get_bytes (text), text_bytes, kw_secret_get_bytes (secret),
                     size_bytes, BASE64);
  if (!store_text (self, name, text, cancellable, error))
    return FALSE;

  stored = load_from_service (vault, name, cancellable, error);
  if (stored == NULL)
    return FALSE;
  return kw_secret_equal (stored, secret) ||
         throw (error, KW_VAULT_ERROR_FAILED, "keyring: it gives \"%s\" back changed", name);
}

static gboolean
remove_from_service (KwVault *vault, const char *name, GCancellable *cancellable, GError **error)
{
  ServiceVault *self = (ServiceVault *)vault;
  GError *cause = NULL;
  gboolean is_removed = secret_password_clear_sync (&schema, cancellable, &cause, "scope",
                                                    self->scope, "name", name, NULL);

  if (cause != NULL)
    return throw_service_error (cause, error);
  return is_removed ||
         throw (error, KW_VAULT_ERROR_NOT_FOUND, "keyring: there is no \"%s\" in it", name);
}

static void
free_service (KwVault *vault)
{
  ServiceVault *self = (ServiceVault *)vault;

  g_free (self->scope);
  g_free (self);
}

KwVault *
kw_vault_open_secret_service (const char *scope, GCancellable *cancellable, GError **error)
{
  static const KwVaultBackend backend = { KW_VAULT_KIND_SECRET_SERVICE, load_from_service,
                                          store_in_service, remove_from_service, free_service };
  g_autoptr (KwVault) vault = NULL;
  g_autoptr (KwSecret) probe = NULL;
  g_autoptr (GError) probe_error = NULL;
  ServiceVault *self = NULL;

  g_return_val_if_fail (scope != NULL, NULL);
  KW_BLOCKING ("the Secret Service");

  self = g_new0 (ServiceVault, 1);
  self->parent.backend = &backend;
  self->scope = g_strdup (scope);
  vault = &self->parent;
  probe = load_from_service (vault, PROBE_NAME, cancellable, &probe_error);
  if (probe == NULL && !g_error_matches (probe_error, KW_VAULT_ERROR, KW_VAULT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&probe_error));
      return NULL;
    }
  return g_steal_pointer (&vault);
}
