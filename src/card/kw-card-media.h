/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KwCardMedium:
 * @KW_CARD_MEDIUM_CLASSIC_1K: MIFARE Classic 1K, 16 sectors of 4 blocks
 * @KW_CARD_MEDIUM_CLASSIC_4K: MIFARE Classic 4K; only sectors below 32 are ever used
 * @KW_CARD_MEDIUM_DESFIRE: MIFARE DESFire EV1 or later
 * @KW_CARD_MEDIUM_ULTRALIGHT_C: MIFARE Ultralight C
 * @KW_CARD_MEDIUM_UNSUPPORTED: anything else that answers
 *
 * What kind of chip a card has.
 */
typedef enum
{
  KW_CARD_MEDIUM_CLASSIC_1K,
  KW_CARD_MEDIUM_CLASSIC_4K,
  KW_CARD_MEDIUM_DESFIRE,
  KW_CARD_MEDIUM_ULTRALIGHT_C,
  KW_CARD_MEDIUM_UNSUPPORTED,
} KwCardMedium;
#define KW_CARD_MEDIUM_N (KW_CARD_MEDIUM_UNSUPPORTED + 1)

/**
 * kw_card_medium_to_string:
 * @medium: a medium
 *
 * Returns: (transfer none): its stored form, e.g. `classic-1k`
 */
const char *kw_card_medium_to_string (KwCardMedium medium);

/**
 * kw_card_medium_is_cloneable:
 * @medium: a medium
 *
 * Master and emergency cards are refused on media that can be copied, unless the property's policy
 * allows it.
 *
 * Returns: %TRUE for every medium but DESFire
 */
gboolean kw_card_medium_is_cloneable (KwCardMedium medium);

#define KW_CARD_UID_MAX_BYTES 10

/**
 * KwCardUid:
 * @bytes: the UID, first byte as the card sends it; the rest zero
 * @size_bytes: 4, 7 or 10
 *
 * The number a chip was made with.
 */
typedef struct
{
  guint8 bytes[KW_CARD_UID_MAX_BYTES];
  guint8 size_bytes;
} KwCardUid;

/**
 * kw_card_uid_equal:
 * @a: a UID
 * @b: another
 *
 * Returns: %TRUE if both are the same
 */
gboolean kw_card_uid_equal (const KwCardUid *a, const KwCardUid *b);

/**
 * kw_card_uid_is_usable:
 * @uid: a UID
 *
 * A four-byte UID that starts with 08 is drawn anew each time the card wakes up: nothing can be
 * bound to it (NXP AN10927, section 2.1.1).
 *
 * Returns: %FALSE for a random UID or a length that no card has
 */
gboolean kw_card_uid_is_usable (const KwCardUid *uid);

/* A sealed credential, the same on every medium: synthetic IV 16, body 64, signature 64. */
#define KW_CARD_SEALED_BYTES 144

/* MIFARE Classic */

#define KW_CARD_CLASSIC_BLOCK_BYTES 16
#define KW_CARD_CLASSIC_KEY_BYTES 6
#define KW_CARD_CLASSIC_N_SLOTS 2
#define KW_CARD_CLASSIC_SECTORS_PER_SLOT 3
#define KW_CARD_CLASSIC_BLOCKS_PER_SECTOR 3 /* data blocks; the fourth is the trailer */
#define KW_CARD_CLASSIC_N_SECTORS (KW_CARD_CLASSIC_N_SLOTS * KW_CARD_CLASSIC_SECTORS_PER_SLOT)
#define KW_CARD_CLASSIC_FIRST_SECTOR_MIN 1
#define KW_CARD_CLASSIC_FIRST_SECTOR_MAX 10

/* Access bytes 6..9 of a trailer (NXP MF1S50yyX/V1, section 8.7): data blocks 100 (read A or B,
 * write B), trailer 011 (B writes everything, A reads the access bytes); and as made in factory. */
extern const guint8 kw_card_classic_access_ours[4];
extern const guint8 kw_card_classic_access_factory[4];
extern const guint8 kw_card_classic_key_factory[KW_CARD_CLASSIC_KEY_BYTES];

/**
 * kw_card_classic_block:
 * @first_sector: the property's first sector, 1..10
 * @slot: 0 (A) or 1 (B)
 * @index: 0..8, which 16 bytes of the sealed credential
 *
 * Returns: the absolute number of the data block that holds them
 */
guint8 kw_card_classic_block (guint8 first_sector, guint slot, guint index);

/**
 * kw_card_classic_sector_block:
 * @first_sector: the property's first sector, 1..10
 * @sector: 0..5, counted from that
 * @index: 0..2 a data block, 3 the trailer
 *
 * Returns: the absolute number of the block
 */
guint8 kw_card_classic_sector_block (guint first_sector, guint sector, guint index);

/**
 * kw_card_classic_trailer:
 * @key_a: 6 bytes
 * @access: 4 bytes
 * @key_b: 6 bytes
 * @out_block: (out caller-allocates): 16 bytes, the sector trailer
 */
void kw_card_classic_trailer (const guint8 *key_a, const guint8 *access, const guint8 *key_b,
                              guint8 *out_block);

/* MIFARE DESFire */

#define KW_CARD_DESFIRE_KEY_BYTES 16
#define KW_CARD_DESFIRE_KEY_MASTER 0
#define KW_CARD_DESFIRE_KEY_WRITE 1
#define KW_CARD_DESFIRE_KEY_READ 2
#define KW_CARD_DESFIRE_N_KEYS 3
#define KW_CARD_DESFIRE_APPLICATION 0xF5A701u /* default; a property may have its own */
#define KW_CARD_DESFIRE_APPLICATION_SETTINGS 0x0B
#define KW_CARD_DESFIRE_APPLICATION_KEYS 0x83 /* three AES keys */
#define KW_CARD_DESFIRE_FILE 1
#define KW_CARD_DESFIRE_FILE_ACCESS 0x2110 /* read 2, write 1, read+write 1, change 0 */
#define KW_CARD_DESFIRE_FREE_BYTES_MIN 640

/* MIFARE Ultralight C */

#define KW_CARD_ULTRALIGHT_C_FIRST_PAGE 4
#define KW_CARD_ULTRALIGHT_C_KEY_PAGE 44
#define KW_CARD_ULTRALIGHT_C_KEY_BYTES 16
extern const guint8 kw_card_ultralight_c_key_factory[KW_CARD_ULTRALIGHT_C_KEY_BYTES];

/**
 * kw_card_ultralight_c_key_pages:
 * @key: 16 bytes
 * @out_pages: (out caller-allocates): 16 bytes: pages 44 to 47
 *
 * Orders a key as its pages hold it: 44 = K7..K4, 45 = K3..K0, 46 = K15..K12, 47 = K11..K8 (NXP
 * MF0ICU2, section 7.5.5).
 */
void kw_card_ultralight_c_key_pages (const guint8 *key, guint8 *out_pages);

/* What it takes to get at our data on one card */

/**
 * KwCardMediaKeys:
 * @key_version: 1..255, the site keys these come from
 * @classic_a: key A of the six sectors, lowest sector first
 * @classic_b: key B of the same
 * @desfire: application keys by number: 0 master, 1 write, 2 read
 * @ultralight_c: the 2TDEA key
 *
 * The keys of one card at one version. They are derived for its UID and open nothing else, so they
 * may travel to the encoder's worker; wipe after use.
 */
typedef struct
{
  guint8 key_version;
  guint8 classic_a[KW_CARD_CLASSIC_N_SECTORS][KW_CARD_CLASSIC_KEY_BYTES];
  guint8 classic_b[KW_CARD_CLASSIC_N_SECTORS][KW_CARD_CLASSIC_KEY_BYTES];
  guint8 desfire[KW_CARD_DESFIRE_N_KEYS][KW_CARD_DESFIRE_KEY_BYTES];
  guint8 ultralight_c[KW_CARD_ULTRALIGHT_C_KEY_BYTES];
} KwCardMediaKeys;

/**
 * KwCardAccess:
 * @n_keys: 1 or 2
 * @keys: current version first, then the previous one
 * @classic_first_sector: 1..10
 * @desfire_application: application number, 24 bit
 *
 * Everything a driver needs to read and write our data on one card. Wipe after use.
 */
typedef struct
{
  guint8 n_keys;
  KwCardMediaKeys keys[2];
  guint8 classic_first_sector;
  guint32 desfire_application;
} KwCardAccess;

G_END_DECLS
