/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-secret.h"
#include "kw-wire-error.h"

G_BEGIN_DECLS

#define KW_LOCK_BUNDLE_FILE_READ_KEY_BYTES 16
#define KW_LOCK_BUNDLE_FILE_PUBLIC_KEY_BYTES 32

/**
 * KwLockBundleFileKeys:
 * @key_version: 1..255
 * @read_key: reads every card of the site, and with it cards can be cloned: a secret
 * @public_key: Ed25519, checks what the station signed
 */
typedef struct
{
  guint key_version;
  guint8 read_key[KW_LOCK_BUNDLE_FILE_READ_KEY_BYTES];
  guint8 public_key[KW_LOCK_BUNDLE_FILE_PUBLIC_KEY_BYTES];
} KwLockBundleFileKeys;

/**
 * KwLockBundleFile:
 * @site: the number on every card, not 0
 * @current: the keys of now
 * @has_previous: keys are being rolled
 * @previous: the keys before, accepted until the roll ends; of another version than @current
 *
 * What a lock is given. Caller-allocated; wipe it with kw_secret_wipe_bytes() after use.
 */
typedef struct
{
  guint32 site;
  KwLockBundleFileKeys current;
  gboolean has_previous;
  KwLockBundleFileKeys previous;
} KwLockBundleFile;

/**
 * kw_lock_bundle_file_encode:
 * @bundle: a valid bundle
 *
 * Returns: (transfer full): the document, JSON with a line end at its end and without a 0 byte; a
 *   secret until it is in its file
 */
KwSecret *kw_lock_bundle_file_encode (const KwLockBundleFile *bundle);

/**
 * kw_lock_bundle_file_decode:
 * @name: the file's name, for messages
 * @text: (array length=size_bytes): its bytes; anything at all is survived
 * @size_bytes: length of @text
 * @out_bundle: (out caller-allocates): untouched on failure
 * @error: a `KW_WIRE_ERROR`, the message starting with "FILE:LINE: FIELD: " and never holding a key
 *
 * Copies of the read keys stay in freed memory: a lock's side of the house, for tests and for lock
 * makers, not for the station.
 *
 * Returns: %TRUE if @text is a lock bundle
 */
gboolean kw_lock_bundle_file_decode (const char *name, const char *text, gsize size_bytes,
                                     KwLockBundleFile *out_bundle,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
