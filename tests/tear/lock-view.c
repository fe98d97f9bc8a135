/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "kw-card-crypto.h"
#include "kw-card-media.h"
#include "kw-hex.h"
#include "kw-lock-bundle-file.h"
#include "kw-lock-decide.h"

/*
 * lock-view BUNDLE BUILDING FLOOR DOOR [remember]
 * lock-view BUNDLE elevator BANK LANDINGS
 *
 * What a lock that never met the station makes of a card's raw memory: with the lock bundle alone,
 * no driver and no register. One card per line of standard input,
 *
 *   classic1k UID IMAGE            1024 bytes, in hex
 *   desfire UID [KEY DATA]         application key 2 and file 1, in hex, where there are any
 *
 * one answer per line of standard output,
 *
 *   ANSWER CREDENTIAL REVISION KEYS [GRANTED]
 *
 * CREDENTIAL is 0 where no slot counts. KEYS: one letter per sector or key, o ours and open to this
 * lock, f as made in factory, x neither. GRANTED: of an elevator, the landings, in hex. The lock
 * forgets after each line unless it is told to remember.
 */
#define CLASSIC_BYTES 1024
#define SECTOR_BYTES 64
#define FIRST_SECTOR 1 /* of the demo hotel */
#define SLOT_DATA_BYTES (KW_CARD_CLASSIC_BLOCKS_PER_SECTOR * KW_CARD_CLASSIC_BLOCK_BYTES)

typedef struct
{
  guint8 sealed[KW_CARD_CLASSIC_N_SLOTS][KW_CARD_SEALED_BYTES];
  char keys[KW_CARD_CLASSIC_N_SECTORS + 1];
  KwLockCard card;
} View;

static gboolean
load_bundle (const char *path, KwLockBundle *out_bundle)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  KwLockBundleFile file;
  gsize size_bytes;

  if (!g_file_get_contents (path, &text, &size_bytes, &error) ||
      !kw_lock_bundle_file_decode (path, text, size_bytes, &file, &error))
    {
      fprintf (stderr, "lock-view: %s\n", error->message);
      return FALSE;
    }

  *out_bundle = (KwLockBundle){ .site = file.site, .n_keys = 1 };
  out_bundle->keys[0].key_version = (guint8)file.current.key_version;
  memcpy (out_bundle->keys[0].read_key, file.current.read_key, KW_LOCK_KEY_BYTES);
  memcpy (out_bundle->keys[0].public_key, file.current.public_key, KW_LOCK_PUBLIC_KEY_BYTES);
  return TRUE;
}

static void
derive (const KwLockBundle *bundle, const KwCardUid *uid, KwLockDerivation derivation,
        guint8 *out_key)
{
  derivation.uid = uid->bytes;
  derivation.uid_size = uid->size_bytes;
  derivation.site = bundle->site;
  derivation.key_version = bundle->keys[0].key_version;
  if (!kw_lock_derive_key (kw_card_get_crypto (), bundle->keys[0].read_key, &derivation, out_key))
    g_error ("no key was derived");
}

static char
judge_trailer (const KwLockBundle *bundle, const KwCardUid *uid, guint sector,
               const guint8 *trailer)
{
  const guint8 *access = trailer + KW_CARD_CLASSIC_KEY_BYTES;
  guint8 key[KW_LOCK_KEY_BYTES];

  derive (bundle, uid,
          (KwLockDerivation){ .purpose = KW_LOCK_PURPOSE_CLASSIC, .sector = (guint8)sector }, key);
  if (memcmp (trailer, key, KW_CARD_CLASSIC_KEY_BYTES) == 0 &&
      memcmp (access, kw_card_classic_access_ours, sizeof kw_card_classic_access_ours) == 0)
    return 'o';
  if (memcmp (trailer, kw_card_classic_key_factory, KW_CARD_CLASSIC_KEY_BYTES) == 0 &&
      memcmp (access, kw_card_classic_access_factory, sizeof kw_card_classic_access_factory) == 0 &&
      memcmp (trailer + 10, kw_card_classic_key_factory, KW_CARD_CLASSIC_KEY_BYTES) == 0)
    return 'f';
  return 'x';
}

/* A sector that is not open to the lock gives it nothing: what it read of the slot makes no sense.
 */
static void
look_at_classic (const KwLockBundle *bundle, const KwCardUid *uid, const guint8 *image,
                 View *out_view)
{
  static const guint8 empty[KW_CARD_CLASSIC_BLOCK_BYTES];

  out_view->card.n_slots = KW_CARD_CLASSIC_N_SLOTS;
  out_view->card.is_cloneable = true;
  for (guint i = 0; i < KW_CARD_CLASSIC_N_SECTORS; i++)
    {
      const guint slot = i / KW_CARD_CLASSIC_SECTORS_PER_SLOT;
      const guint nth = i % KW_CARD_CLASSIC_SECTORS_PER_SLOT;
      const guint8 *sector = image + (FIRST_SECTOR + i) * SECTOR_BYTES;

      out_view->keys[i] = judge_trailer (bundle, uid, FIRST_SECTOR + i, sector + SLOT_DATA_BYTES);
      if (out_view->keys[i] != 'o')
        continue;
      memcpy (out_view->sealed[slot] + nth * SLOT_DATA_BYTES, sector, SLOT_DATA_BYTES);
      if (nth == 0)
        out_view->card.slots[slot].is_empty = memcmp (sector, empty, sizeof empty) == 0;
    }
}

static void
look_at_desfire (const KwLockBundle *bundle, const KwCardUid *uid, const guint8 *key,
                 const guint8 *data, View *out_view)
{
  static const guint8 factory[KW_CARD_DESFIRE_KEY_BYTES];
  guint8 ours[KW_LOCK_KEY_BYTES];

  out_view->card.n_slots = 1;
  derive (bundle, uid,
          (KwLockDerivation){ .purpose = KW_LOCK_PURPOSE_DESFIRE_READ,
                              .application = KW_CARD_DESFIRE_APPLICATION },
          ours);
  out_view->keys[0] = memcmp (key, ours, sizeof ours) == 0         ? 'o'
                      : memcmp (key, factory, sizeof factory) == 0 ? 'f'
                                                                   : 'x';
  if (out_view->keys[0] == 'o')
    memcpy (out_view->sealed[0], data, KW_CARD_SEALED_BYTES);
}

/* FALSE if the line is none. */
static gboolean
look (const KwLockBundle *bundle, char **words, KwCardUid *out_uid, View *out_view)
{
  const guint n_words = g_strv_length (words);
  guint8 image[CLASSIC_BYTES];
  guint8 key[KW_CARD_DESFIRE_KEY_BYTES];

  memset (out_view, 0, sizeof *out_view);
  if (n_words < 2 || strlen (words[1]) / 2 > KW_CARD_UID_MAX_BYTES)
    return FALSE;
  out_uid->size_bytes = (guint8)(strlen (words[1]) / 2);
  if (!kw_hex_decode (words[1], out_uid->bytes, out_uid->size_bytes))
    return FALSE;
  out_view->card.uid = out_uid->bytes;
  out_view->card.uid_size = out_uid->size_bytes;
  for (guint slot = 0; slot < KW_CARD_CLASSIC_N_SLOTS; slot++)
    out_view->card.slots[slot].sealed = out_view->sealed[slot];

  if (g_str_equal (words[0], "classic1k") && n_words == 3 &&
      kw_hex_decode (words[2], image, CLASSIC_BYTES))
    look_at_classic (bundle, out_uid, image, out_view);
  else if (g_str_equal (words[0], "desfire") && n_words == 4 &&
           kw_hex_decode (words[2], key, sizeof key) &&
           kw_hex_decode (words[3], image, KW_CARD_SEALED_BYTES))
    look_at_desfire (bundle, out_uid, key, image, out_view);
  else if (g_str_equal (words[0], "desfire") && n_words == 2)
    out_view->keys[0] = '-';
  else
    return FALSE;
  return TRUE;
}

static void
answer (const KwLock *lock, const View *view, KwLockMemory *memory)
{
  const KwLockMoment moment = { .is_set = true, .now_unix_s = (guint32)time (NULL) };
  uint64_t granted = 0;
  KwLockBody body = { 0 };
  const KwLockAnswer word = kw_lock_decide (kw_card_get_crypto (), lock, memory, &view->card,
                                            &moment, &granted, &body);
  g_autofree char *credential = kw_hex_encode_u64 (body.credential);

  printf ("%s %s %u %s", kw_lock_answer_to_string (word), credential, body.revision, view->keys);
  if (lock->place.kind == KW_LOCK_PLACE_ELEVATOR)
    printf (" %" G_GINT64_MODIFIER "x", (guint64)granted);
  putchar ('\n');
  fflush (stdout);
}

static guint
read_number (const char *word)
{
  return (guint)g_ascii_strtoull (word, NULL, 10);
}

static KwLockPlace
read_place (char **words)
{
  if (g_str_equal (words[0], "elevator"))
    return (KwLockPlace){ .kind = KW_LOCK_PLACE_ELEVATOR,
                          .bank = (guint8)read_number (words[1]),
                          .n_landings = (guint8)read_number (words[2]) };
  return (KwLockPlace){ .kind = KW_LOCK_PLACE_GUEST,
                        .building = (guint8)read_number (words[0]),
                        .floor = (guint8)read_number (words[1]),
                        .door = (guint16)read_number (words[2]) };
}

int
main (int argc, char **argv)
{
  const gboolean is_remembering = argc == 6 && g_str_equal (argv[5], "remember");
  KwLock lock = { 0 };
  KwLockMemory memory = { 0 };
  char line[4096];

  if (argc != 5 && !is_remembering)
    {
      fputs ("usage: lock-view BUNDLE BUILDING FLOOR DOOR [remember]\n"
             "       lock-view BUNDLE elevator BANK LANDINGS\n",
             stderr);
      return 2;
    }
  lock.place = read_place (argv + 2);
  if (!load_bundle (argv[1], &lock.bundle))
    return 1;

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_auto (GStrv) words = g_strsplit (g_strchomp (line), " ", -1);
      KwCardUid uid = { 0 };
      View view;

      if (!look (&lock.bundle, words, &uid, &view))
        {
          fprintf (stderr, "lock-view: not a card: %.40s\n", line);
          return 1;
        }
      if (!is_remembering)
        memset (&memory, 0, sizeof memory);
      answer (&lock, &view, &memory);
    }
  return 0;
}
