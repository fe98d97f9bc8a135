/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "kw-lock-open.h"

#include <string.h>

static const uint8_t magic[4] = { 'K', 'C', 'F', '1' };

/* "KCF1", length and bytes of the UID: how both the associated data and the signed message start.
 * Returns the number of bytes written. */
static size_t
put_binding (uint8_t *out, const uint8_t *uid, size_t uid_size)
{
  memcpy (out, magic, sizeof magic);
  out[sizeof magic] = (uint8_t)uid_size;
  memcpy (out + sizeof magic + 1, uid, uid_size);
  return sizeof magic + 1 + uid_size;
}

/* A four-byte UID that starts with 08 is drawn anew each time the chip wakes up. */
static bool
uid_can_be_bound (const uint8_t *uid, size_t uid_size)
{
  return (uid_size == 4 && uid[0] != 0x08) || uid_size == 7 || uid_size == 10;
}

static bool
open_siv (const KwLockCrypto *crypto, uint32_t site, const KwLockKeys *keys, const uint8_t *uid,
          size_t uid_size, const uint8_t *sealed, uint8_t *out_plain)
{
  uint8_t siv_key[KW_LOCK_SIV_KEY_BYTES];
  uint8_t ad[sizeof magic + 1 + KW_LOCK_UID_MAX_BYTES + 4 + 1];
  size_t ad_size = put_binding (ad, uid, uid_size);
  bool is_open = false;

  for (int shift = 24; shift >= 0; shift -= 8)
    ad[ad_size++] = (uint8_t)(site >> shift);
  ad[ad_size++] = keys->key_version;

  is_open = kw_lock_derive_siv_key (crypto, keys->read_key, site, keys->key_version, uid, uid_size,
                                    siv_key) &&
            crypto->open_siv (siv_key, ad, ad_size, sealed, out_plain);
  crypto->wipe (siv_key, sizeof siv_key);
  return is_open;
}

static bool
signature_is_ours (const KwLockCrypto *crypto, const KwLockKeys *keys, const uint8_t *uid,
                   size_t uid_size, const uint8_t *plain)
{
  uint8_t message[sizeof magic + 1 + KW_LOCK_UID_MAX_BYTES + KW_LOCK_BODY_BYTES];
  const size_t size = put_binding (message, uid, uid_size);

  memcpy (message + size, plain, KW_LOCK_BODY_BYTES);
  return crypto->verify_signature (keys->public_key, message, size + KW_LOCK_BODY_BYTES,
                                   plain + KW_LOCK_BODY_BYTES);
}

KwLockOpened
kw_lock_open_sealed (const KwLockCrypto *crypto, const KwLockBundle *bundle, const uint8_t *uid,
                     size_t uid_size, const uint8_t *sealed, KwLockBody *out_body,
                     uint8_t *out_key_version)
{
  uint8_t plain[KW_LOCK_PLAIN_BYTES];
  const KwLockKeys *keys = NULL;
  KwLockBody body;

  if (!uid_can_be_bound (uid, uid_size))
    return KW_LOCK_OPENED_FOREIGN;

  for (uint8_t i = 0; i < bundle->n_keys && keys == NULL; i++)
    if (open_siv (crypto, bundle->site, &bundle->keys[i], uid, uid_size, sealed, plain))
      keys = &bundle->keys[i];
  if (keys == NULL)
    return KW_LOCK_OPENED_FOREIGN;
  if (!signature_is_ours (crypto, keys, uid, uid_size, plain))
    return KW_LOCK_OPENED_FORGED;

  kw_lock_body_decode (plain, &body);
  if (out_body != NULL)
    *out_body = body;
  if (out_key_version != NULL)
    *out_key_version = keys->key_version;
  return kw_lock_body_is_supported (&body) ? KW_LOCK_OPENED_COUNTS : KW_LOCK_OPENED_UNSUPPORTED;
}

static bool
kind_needs_a_safe_medium (const KwLockBody *body)
{
  return body->kind == KW_LOCK_KIND_MASTER || body->kind == KW_LOCK_KIND_EMERGENCY;
}

KwLockOpened
kw_lock_open_card (const KwLockCrypto *crypto, const KwLockBundle *bundle, const KwLockCard *card,
                   bool allow_cloneable, KwLockBody *out_body, unsigned *out_slot)
{
  KwLockOpened furthest = KW_LOCK_OPENED_EMPTY;
  KwLockBody best;
  unsigned best_slot = 0;

  for (unsigned i = 0; i < card->n_slots; i++)
    {
      KwLockOpened opened;
      KwLockBody body;

      if (card->slots[i].is_empty)
        continue;

      opened = kw_lock_open_sealed (crypto, bundle, card->uid, card->uid_size,
                                    card->slots[i].sealed, &body, NULL);
      if (opened == KW_LOCK_OPENED_COUNTS && card->is_cloneable && !allow_cloneable &&
          kind_needs_a_safe_medium (&body))
        opened = KW_LOCK_OPENED_UNSUPPORTED;

      if (opened == KW_LOCK_OPENED_COUNTS &&
          (furthest != KW_LOCK_OPENED_COUNTS || kw_lock_body_is_newer (&body, &best)))
        {
          best = body;
          best_slot = i;
        }
      if (opened > furthest)
        furthest = opened;
    }

  if (furthest == KW_LOCK_OPENED_COUNTS)
    {
      *out_body = best;
      if (out_slot != NULL)
        *out_slot = best_slot;
    }
  return furthest;
}
