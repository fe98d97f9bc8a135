/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-card-media.h"
#include "kw-lock-open.h"
#include "kw-secret.h"

G_BEGIN_DECLS

#define KW_CARD_ROOT_KEY_BYTES 16
#define KW_CARD_SIGNING_SEED_BYTES 32

/* Read key, write key, signing seed: what must be random in one version of the site keys. */
#define KW_CARD_KEY_MATERIAL_BYTES (2 * KW_CARD_ROOT_KEY_BYTES + KW_CARD_SIGNING_SEED_BYTES)

/**
 * KwCardSiteKeys:
 *
 * The keys of a property as a station holds them: the current version and, while a key roll lasts,
 * the previous one. Whoever holds this can make any card of the property. One owner, wiped when
 * freed; any thread, one at a time.
 */
typedef struct _KwCardSiteKeys KwCardSiteKeys;

/**
 * kw_card_site_keys_new:
 * @site: the property's number
 * @key_version: 1..255
 * @material: (transfer full): KW_CARD_KEY_MATERIAL_BYTES random bytes
 * @error: a `KW_CARD_ERROR`: KEYS or CRYPTO
 *
 * Returns: (transfer full) (nullable): the keys
 */
KwCardSiteKeys *kw_card_site_keys_new (guint32 site, guint8 key_version, KwSecret *material,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_card_site_keys_add_previous:
 * @keys: keys with one version
 * @key_version: 1..255, another one
 * @material: (transfer full): as for kw_card_site_keys_new()
 * @error: a `KW_CARD_ERROR`: KEYS or CRYPTO
 *
 * Adds the version that readers still accept.
 *
 * Returns: %TRUE if @keys now hold two versions
 */
gboolean kw_card_site_keys_add_previous (KwCardSiteKeys *keys, guint8 key_version,
                                         KwSecret *material,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_card_site_keys_new_decode:
 * @stored: what kw_card_site_keys_encode() gave; borrowed
 * @error: a `KW_CARD_ERROR`: KEYS or CRYPTO
 *
 * Returns: (transfer full) (nullable): the keys
 */
KwCardSiteKeys *kw_card_site_keys_new_decode (KwSecret *stored,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_card_site_keys_encode:
 * @keys: keys
 *
 * Returns: (transfer full): the bytes to keep in a vault
 */
KwSecret *kw_card_site_keys_encode (const KwCardSiteKeys *keys);

/**
 * kw_card_site_keys_free:
 * @keys: (nullable) (transfer full): wiped and released
 */
void kw_card_site_keys_free (KwCardSiteKeys *keys);

/**
 * kw_card_site_keys_get_lock_bundle:
 * @keys: keys
 *
 * Returns: (transfer none): the part of them that a lock is given; it reads and checks, and cannot
 *   make a card. Still a secret.
 */
const KwLockBundle *kw_card_site_keys_get_lock_bundle (const KwCardSiteKeys *keys);

/**
 * kw_card_site_keys_derive_access:
 * @keys: keys
 * @uid: the card's UID
 * @classic_first_sector: the property's, 1..10
 * @desfire_application: the property's
 * @out_access: (out caller-allocates): the keys of this card; wipe after use
 * @error: a `KW_CARD_ERROR`: UID or CRYPTO
 *
 * Returns: %TRUE if @out_access is complete
 */
gboolean kw_card_site_keys_derive_access (const KwCardSiteKeys *keys, const KwCardUid *uid,
                                          guint8 classic_first_sector, guint32 desfire_application,
                                          KwCardAccess *out_access,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_card_site_keys_seal:
 * @keys: keys; the current version seals
 * @uid: the card's UID
 * @body: the credential; its site must be that of @keys
 * @out_sealed: (out caller-allocates): KW_CARD_SEALED_BYTES bytes; untouched on failure
 * @error: a `KW_CARD_ERROR`: BODY, UID or CRYPTO
 *
 * Signs @body for this card and encrypts both. The same input gives the same bytes.
 *
 * Returns: %TRUE if @out_sealed is complete
 */
gboolean kw_card_site_keys_seal (const KwCardSiteKeys *keys, const KwCardUid *uid,
                                 const KwLockBody *body, guint8 *out_sealed,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwCardSiteKeys, kw_card_site_keys_free)

G_END_DECLS
