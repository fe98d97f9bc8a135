/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-card-site-keys.h"

#include <string.h>

#include "kw-bytes.h"
#include "kw-card-crypto.h"
#include "kw-card-error.h"
#include "kw-error.h"

#define STORED_VERSION 1
#define STORED_HEADER_BYTES (4 + 1 + 4 + 1)
#define STORED_KEYS_BYTES (1 + KW_CARD_KEY_MATERIAL_BYTES)

static const guint8 stored_magic[4] = { 'K', 'W', 'S', 'K' };
static const guint8 seal_magic[4] = { 'K', 'C', 'F', '1' };

/* The lock bundle is kept ready beside the material, so it lives in locked memory as well. */
struct _KwCardSiteKeys
{
  guint32 site;
  guint8 n_keys;
  KwSecret *materials[2];
  KwSecret *bundle;
};

G_DEFINE_QUARK (KwCardError, kw_card_error)
KW_DEFINE_THROW (KwCardError, KW_CARD_ERROR)

static const guint8 *
get_read_key (const KwCardSiteKeys *keys, guint version_index)
{
  return kw_secret_get_bytes (keys->materials[version_index]);
}

static const guint8 *
get_write_key (const KwCardSiteKeys *keys, guint version_index)
{
  return get_read_key (keys, version_index) + KW_CARD_ROOT_KEY_BYTES;
}

static const guint8 *
get_signing_seed (const KwCardSiteKeys *keys, guint version_index)
{
  return get_write_key (keys, version_index) + KW_CARD_ROOT_KEY_BYTES;
}

static KwLockBundle *
get_bundle (const KwCardSiteKeys *keys)
{
  return (KwLockBundle *)kw_secret_get_bytes (keys->bundle);
}

static gboolean
take_material (KwCardSiteKeys *keys, guint8 key_version, KwSecret *material, GError **error)
{
  g_autoptr (KwSecret) owned = material;
  KwLockBundle *bundle = get_bundle (keys);
  KwLockKeys *lock_keys = &bundle->keys[keys->n_keys];

  if (kw_secret_get_size_bytes (owned) != KW_CARD_KEY_MATERIAL_BYTES || key_version == 0)
    return throw (error, KW_CARD_ERROR_KEYS, "key material has a wrong length or version");

  keys->materials[keys->n_keys] = g_steal_pointer (&owned);
  lock_keys->key_version = key_version;
  memcpy (lock_keys->read_key, get_read_key (keys, keys->n_keys), KW_CARD_ROOT_KEY_BYTES);
  if (!kw_card_crypto_get_public_key (get_signing_seed (keys, keys->n_keys), lock_keys->public_key))
    return throw (error, KW_CARD_ERROR_CRYPTO, "the public key could not be computed");

  keys->n_keys++;
  bundle->n_keys = keys->n_keys;
  return TRUE;
}

KwCardSiteKeys *
kw_card_site_keys_new (guint32 site, guint8 key_version, KwSecret *material, GError **error)
{
  g_autoptr (KwCardSiteKeys) keys = g_new0 (KwCardSiteKeys, 1);

  keys->site = site;
  keys->bundle = kw_secret_new (sizeof (KwLockBundle));
  get_bundle (keys)->site = site;
  if (!take_material (keys, key_version, material, error))
    return NULL;
  return g_steal_pointer (&keys);
}

gboolean
kw_card_site_keys_add_previous (KwCardSiteKeys *keys, guint8 key_version, KwSecret *material,
                                GError **error)
{
  g_return_val_if_fail (keys->n_keys == 1, FALSE);

  if (key_version == get_bundle (keys)->keys[0].key_version)
    {
      kw_secret_free (material);
      return throw (error, KW_CARD_ERROR_KEYS, "both key versions are %u", key_version);
    }
  return take_material (keys, key_version, material, error);
}

KwCardSiteKeys *
kw_card_site_keys_new_decode (KwSecret *stored, GError **error)
{
  KwByteReader reader = KW_BYTE_READER_INIT (kw_secret_get_bytes (stored),
                                             kw_secret_get_size_bytes (stored));
  g_autoptr (KwCardSiteKeys) keys = NULL;
  guint8 magic[4];
  guint8 version = 0;
  guint32 site = 0;
  guint8 n_keys = 0;

  kw_byte_reader_get_bytes (&reader, magic, sizeof magic);
  version = kw_byte_reader_get_u8 (&reader);
  site = kw_byte_reader_get_u32 (&reader);
  n_keys = kw_byte_reader_get_u8 (&reader);
  if (reader.failed || memcmp (magic, stored_magic, sizeof magic) != 0 ||
      version != STORED_VERSION || n_keys < 1 || n_keys > 2)
    {
      throw (error, KW_CARD_ERROR_KEYS, "these are no site keys of a known version");
      return NULL;
    }

  for (guint i = 0; i < n_keys; i++)
    {
      const guint8 key_version = kw_byte_reader_get_u8 (&reader);
      g_autoptr (KwSecret) material = kw_secret_new (KW_CARD_KEY_MATERIAL_BYTES);

      kw_byte_reader_get_bytes (&reader, kw_secret_get_bytes (material),
                                KW_CARD_KEY_MATERIAL_BYTES);
      if (i == 0)
        keys = kw_card_site_keys_new (site, key_version, g_steal_pointer (&material), error);
      if (keys == NULL || (i == 1 && !kw_card_site_keys_add_previous (
                                         keys, key_version, g_steal_pointer (&material), error)))
        return NULL;
    }
  if (!kw_byte_reader_is_finished (&reader))
    {
      throw (error, KW_CARD_ERROR_KEYS, "the stored site keys have a wrong length");
      return NULL;
    }
  return g_steal_pointer (&keys);
}

KwSecret *
kw_card_site_keys_encode (const KwCardSiteKeys *keys)
{
  const gsize size_bytes = STORED_HEADER_BYTES + keys->n_keys * STORED_KEYS_BYTES;
  g_autoptr (KwSecret) stored = kw_secret_new (size_bytes);
  KwByteWriter writer = KW_BYTE_WRITER_INIT (kw_secret_get_bytes (stored), size_bytes);

  kw_byte_writer_put_bytes (&writer, stored_magic, sizeof stored_magic);
  kw_byte_writer_put_u8 (&writer, STORED_VERSION);
  kw_byte_writer_put_u32 (&writer, keys->site);
  kw_byte_writer_put_u8 (&writer, keys->n_keys);
  for (guint i = 0; i < keys->n_keys; i++)
    {
      kw_byte_writer_put_u8 (&writer, get_bundle (keys)->keys[i].key_version);
      kw_byte_writer_put_bytes (&writer, kw_secret_get_bytes (keys->materials[i]),
                                KW_CARD_KEY_MATERIAL_BYTES);
    }
  g_assert (!writer.failed && writer.offset_bytes == size_bytes);
  return g_steal_pointer (&stored);
}

void
kw_card_site_keys_free (KwCardSiteKeys *keys)
{
  if (keys == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (keys->materials); i++)
    g_clear_pointer (&keys->materials[i], kw_secret_free);
  g_clear_pointer (&keys->bundle, kw_secret_free);
  g_free (keys);
}

const KwLockBundle *
kw_card_site_keys_get_lock_bundle (const KwCardSiteKeys *keys)
{
  return get_bundle (keys);
}

static gboolean
check_uid (const KwCardUid *uid, GError **error)
{
  if (!kw_card_uid_is_usable (uid))
    return throw (error, KW_CARD_ERROR_UID,
                  "the card shows a new number each time; nothing can be bound to it");
  return TRUE;
}

static gboolean
derive_classic (KwLockDerivation *derivation, const guint8 *root, guint8 sector, guint8 *out_key)
{
  guint8 key[KW_LOCK_KEY_BYTES];

  derivation->purpose = KW_LOCK_PURPOSE_CLASSIC;
  derivation->sector = sector;
  if (!kw_lock_derive_key (kw_card_get_crypto (), root, derivation, key))
    return FALSE;
  memcpy (out_key, key, KW_CARD_CLASSIC_KEY_BYTES);
  kw_secret_wipe_bytes (key, sizeof key);
  return TRUE;
}

static gboolean
derive_media_keys (const KwCardSiteKeys *keys, guint version_index, const KwCardUid *uid,
                   guint8 classic_first_sector, guint32 desfire_application,
                   KwCardMediaKeys *out_keys)
{
  static const guint8 desfire_purposes[KW_CARD_DESFIRE_N_KEYS] = {
    [KW_CARD_DESFIRE_KEY_MASTER] = KW_LOCK_PURPOSE_DESFIRE_MASTER,
    [KW_CARD_DESFIRE_KEY_WRITE] = KW_LOCK_PURPOSE_DESFIRE_WRITE,
    [KW_CARD_DESFIRE_KEY_READ] = KW_LOCK_PURPOSE_DESFIRE_READ,
  };
  const guint8 *read_key = get_read_key (keys, version_index);
  const guint8 *write_key = get_write_key (keys, version_index);
  KwLockDerivation derivation = {
    .uid = uid->bytes,
    .uid_size = uid->size_bytes,
    .site = keys->site,
    .key_version = get_bundle (keys)->keys[version_index].key_version,
  };

  out_keys->key_version = derivation.key_version;
  for (guint8 i = 0; i < KW_CARD_CLASSIC_N_SECTORS; i++)
    {
      const guint8 sector = (guint8)(classic_first_sector + i);

      if (!derive_classic (&derivation, read_key, sector, out_keys->classic_a[i]) ||
          !derive_classic (&derivation, write_key, sector, out_keys->classic_b[i]))
        return FALSE;
    }

  derivation.sector = 0;
  derivation.purpose = KW_LOCK_PURPOSE_ULTRALIGHT_C;
  if (!kw_lock_derive_key (kw_card_get_crypto (), read_key, &derivation, out_keys->ultralight_c))
    return FALSE;

  derivation.application = desfire_application;
  for (guint i = 0; i < KW_CARD_DESFIRE_N_KEYS; i++)
    {
      derivation.purpose = desfire_purposes[i];
      if (!kw_lock_derive_key (kw_card_get_crypto (),
                               i == KW_CARD_DESFIRE_KEY_READ ? read_key : write_key, &derivation,
                               out_keys->desfire[i]))
        return FALSE;
    }
  return TRUE;
}

gboolean
kw_card_site_keys_derive_access (const KwCardSiteKeys *keys, const KwCardUid *uid,
                                 guint8 classic_first_sector, guint32 desfire_application,
                                 KwCardAccess *out_access, GError **error)
{
  g_return_val_if_fail (classic_first_sector >= KW_CARD_CLASSIC_FIRST_SECTOR_MIN &&
                            classic_first_sector <= KW_CARD_CLASSIC_FIRST_SECTOR_MAX,
                        FALSE);

  if (!check_uid (uid, error))
    return FALSE;

  memset (out_access, 0, sizeof *out_access);
  out_access->n_keys = keys->n_keys;
  out_access->classic_first_sector = classic_first_sector;
  out_access->desfire_application = desfire_application;
  for (guint i = 0; i < keys->n_keys; i++)
    if (!derive_media_keys (keys, i, uid, classic_first_sector, desfire_application,
                            &out_access->keys[i]))
      return throw (error, KW_CARD_ERROR_CRYPTO, "the keys of the card could not be derived");
  return TRUE;
}

/* "KCF1", UID length, UID: how the associated data and the signed message start. */
static void
put_binding (KwByteWriter *writer, const KwCardUid *uid)
{
  kw_byte_writer_put_bytes (writer, seal_magic, sizeof seal_magic);
  kw_byte_writer_put_u8 (writer, uid->size_bytes);
  kw_byte_writer_put_bytes (writer, uid->bytes, uid->size_bytes);
}

static gboolean
sign_body (const KwCardSiteKeys *keys, const KwCardUid *uid, const guint8 *body,
           guint8 *out_signature)
{
  guint8 message[sizeof seal_magic + 1 + KW_CARD_UID_MAX_BYTES + KW_LOCK_BODY_BYTES];
  KwByteWriter writer = KW_BYTE_WRITER_INIT (message, sizeof message);

  put_binding (&writer, uid);
  kw_byte_writer_put_bytes (&writer, body, KW_LOCK_BODY_BYTES);
  return kw_card_crypto_sign (get_signing_seed (keys, 0), message, writer.offset_bytes,
                              out_signature);
}

gboolean
kw_card_site_keys_seal (const KwCardSiteKeys *keys, const KwCardUid *uid, const KwLockBody *body,
                        guint8 *out_sealed, GError **error)
{
  const KwLockKeys *current = &get_bundle (keys)->keys[0];
  guint8 ad[sizeof seal_magic + 1 + KW_CARD_UID_MAX_BYTES + 4 + 1];
  KwByteWriter writer = KW_BYTE_WRITER_INIT (ad, sizeof ad);
  guint8 plain[KW_LOCK_PLAIN_BYTES];
  guint8 siv_key[KW_LOCK_SIV_KEY_BYTES];
  guint8 sealed[KW_LOCK_SEALED_BYTES];
  gboolean is_sealed = FALSE;

  if (!check_uid (uid, error))
    return FALSE;
  if (!kw_lock_body_is_supported (body) || body->site != keys->site)
    return throw (error, KW_CARD_ERROR_BODY, "the credential breaks a rule of the card format");

  put_binding (&writer, uid);
  kw_byte_writer_put_u32 (&writer, keys->site);
  kw_byte_writer_put_u8 (&writer, current->key_version);
  kw_lock_body_encode (body, plain);
  is_sealed = sign_body (keys, uid, plain, plain + KW_LOCK_BODY_BYTES) &&
              kw_lock_derive_siv_key (kw_card_get_crypto (), current->read_key, keys->site,
                                      current->key_version, uid->bytes, uid->size_bytes, siv_key) &&
              kw_card_crypto_seal_siv (siv_key, ad, writer.offset_bytes, plain, sealed);
  kw_secret_wipe_bytes (siv_key, sizeof siv_key);
  if (!is_sealed)
    return throw (error, KW_CARD_ERROR_CRYPTO, "the credential could not be sealed");

  memcpy (out_sealed, sealed, sizeof sealed);
  return TRUE;
}
