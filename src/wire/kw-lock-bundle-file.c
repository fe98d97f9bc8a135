/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-lock-bundle-file.h"

#include "kw-document.h"
#include "kw-hex.h"

#include <stdio.h>
#include <string.h>

/* Room for both sets of keys in their longest form; the format's own length is checked in tests. */
#define DOCUMENT_MAX_BYTES 1024

static void
append_hex (KwSecret *secret, gsize *offset_bytes, const guint8 *bytes, gsize size_bytes)
{
  static const char digits[] = "0123456789abcdef";
  guint8 *out = kw_secret_get_bytes (secret);

  /* Not kw_hex_encode (): its text would stay behind in freed memory. */
  for (gsize i = 0; i < size_bytes; i++)
    {
      out[(*offset_bytes)++] = (guint8)digits[bytes[i] >> 4];
      out[(*offset_bytes)++] = (guint8)digits[bytes[i] & 15];
    }
}

G_GNUC_PRINTF (3, 4)
static void
append_text (KwSecret *secret, gsize *offset_bytes, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  *offset_bytes += (gsize)vsnprintf ((char *)kw_secret_get_bytes (secret) + *offset_bytes,
                                     DOCUMENT_MAX_BYTES - *offset_bytes, format, args);
  va_end (args);
}

static void
append_keys (KwSecret *secret, gsize *offset_bytes, const char *name,
             const KwLockBundleFileKeys *keys)
{
  append_text (secret, offset_bytes,
               ",\n  \"%s\": {\n    \"key_version\": %u,\n    \"read_key\": \"", name,
               keys->key_version);
  append_hex (secret, offset_bytes, keys->read_key, sizeof keys->read_key);
  append_text (secret, offset_bytes, "\",\n    \"public_key\": \"");
  append_hex (secret, offset_bytes, keys->public_key, sizeof keys->public_key);
  append_text (secret, offset_bytes, "\"\n  }");
}

KwSecret *
kw_lock_bundle_file_encode (const KwLockBundleFile *bundle)
{
  g_autoptr (KwSecret) draft = kw_secret_new (DOCUMENT_MAX_BYTES);
  KwSecret *document = NULL;
  gsize size_bytes = 0;

  append_text (draft, &size_bytes, "{\n  \"site\": %u", bundle->site);
  append_keys (draft, &size_bytes, "current", &bundle->current);
  if (bundle->has_previous)
    append_keys (draft, &size_bytes, "previous", &bundle->previous);
  append_text (draft, &size_bytes, "\n}\n");

  document = kw_secret_new (size_bytes);
  memcpy (kw_secret_get_bytes (document), kw_secret_get_bytes (draft), size_bytes);
  return document;
}

static gboolean
read_key (const KwRecord *record, const char *field, guint8 *out_key, gsize size_bytes,
          GError **error)
{
  const char *hex = NULL;

  if (!kw_record_read_text (record, field, &hex, error))
    return FALSE;
  if (!kw_hex_decode (hex, out_key, size_bytes))
    return kw_record_throw (record, field, error, KW_WIRE_ERROR_VALUE,
                            "must be %" G_GSIZE_FORMAT " hex digits", 2 * size_bytes);
  return TRUE;
}

static gboolean
read_keys (const KwRecord *root, const char *field, KwLockBundleFileKeys *out_keys, GError **error)
{
  KwRecord record;
  gint64 key_version = 0;

  if (!kw_record_read_object (root, field, &record, error) ||
      !kw_record_read_int (&record, "key_version", 1, 255, &key_version, error) ||
      !read_key (&record, "read_key", out_keys->read_key, sizeof out_keys->read_key, error) ||
      !read_key (&record, "public_key", out_keys->public_key, sizeof out_keys->public_key, error))
    return FALSE;
  out_keys->key_version = (guint)key_version;
  return TRUE;
}

static gboolean
read_bundle (const KwRecord *root, KwLockBundleFile *bundle, GError **error)
{
  gint64 site = 0;

  if (!kw_record_read_int (root, "site", 1, G_MAXUINT32, &site, error) ||
      !read_keys (root, "current", &bundle->current, error))
    return FALSE;
  bundle->site = (guint32)site;
  bundle->has_previous = kw_record_has (root, "previous");
  if (!bundle->has_previous)
    return TRUE;

  if (!read_keys (root, "previous", &bundle->previous, error))
    return FALSE;
  if (bundle->previous.key_version == bundle->current.key_version)
    return kw_record_throw (root, "previous.key_version", error, KW_WIRE_ERROR_DUPLICATE,
                            "is that of the current keys");
  return TRUE;
}

gboolean
kw_lock_bundle_file_decode (const char *name, const char *text, gsize size_bytes,
                            KwLockBundleFile *out_bundle, GError **error)
{
  g_auto (KwDocument) document = { 0 };
  KwLockBundleFile bundle = { 0 };
  KwRecord root;
  gboolean is_valid = FALSE;

  if (!kw_document_open (&document, name, text, size_bytes, error))
    return FALSE;

  root = kw_document_get_root (&document);
  is_valid = read_bundle (&root, &bundle, error);
  if (is_valid)
    *out_bundle = bundle;
  kw_secret_wipe_bytes (&bundle, sizeof bundle);
  return is_valid;
}
