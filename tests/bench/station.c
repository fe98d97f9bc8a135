/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "bench.h"
#include "kw-card-crypto.h"
#include "kw-card-site-keys.h"
#include "kw-lock-open.h"
#include "kw-secret.h"

/*
 * Usage: bench-encode-station none|model TRACE
 *
 * The product's own path from a card laid down to a card written: KwEncoder and its worker, keys,
 * seal and the decision which slot counts by src/card and src/lock; no register, no vault. Lines on
 * standard input:
 *
 *   new MEDIUM UID      a card from the factory is at hand
 *   do issue|rewrite|return
 *                       lays it down, does the job, takes it away; TRACE then holds every exchange
 *                       since before it lay there. Answers "done MICROSECONDS", the monotonic time
 *                       at which the station knew that all was written and read back.
 *   quit
 */

#define SITE 4711
#define CLASSIC_FIRST_SECTOR 1
#define LINE_BYTES 256

typedef struct
{
  Bench *bench;
  KwCardSiteKeys *keys;
  char *trace_path;
  char *uid_hex;
  guint n_cards;
  guint n_credentials;
} Station;

static KwCardSiteKeys *
make_keys (void)
{
  guint8 bytes[KW_CARD_KEY_MATERIAL_BYTES];
  g_autoptr (GError) error = NULL;
  KwCardSiteKeys *keys;

  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8)(i * 37 + 11);
  keys = kw_card_site_keys_new (SITE, /* key_version= */ 1,
                                kw_secret_new_take (bytes, sizeof bytes), &error);
  g_assert_no_error (error);
  return keys;
}

static KwLockBody
make_body (Station *station)
{
  const gint64 now_unix_s = g_get_real_time () / G_USEC_PER_SEC;

  station->n_credentials++;
  return (KwLockBody){ .format = KW_LOCK_FORMAT,
                       .kind = KW_LOCK_KIND_TENANT,
                       .site = SITE,
                       .credential = (guint64)1 << 40 | station->n_credentials,
                       .generation = (guint32)now_unix_s + station->n_credentials,
                       .valid_from_unix_s = (guint32)now_unix_s,
                       .valid_until_unix_s = (guint32)now_unix_s + 86400,
                       .building = 1,
                       .floor = 3,
                       .door = 305 };
}

/* Which slot the locks obey; KW_ENCODER_SLOT_NONE if they obey none. */
static guint8
find_counting_slot (Station *station, const KwEncoderReading *reading)
{
  KwLockCard card = { .uid = reading->uid.bytes,
                      .uid_size = reading->uid.size_bytes,
                      .is_cloneable = kw_card_medium_is_cloneable (reading->medium),
                      .n_slots = reading->n_slots };
  KwLockBody body;
  unsigned slot = 0;

  for (guint i = 0; i < reading->n_slots; i++)
    {
      card.slots[i].is_empty = !reading->slots[i].is_present;
      card.slots[i].sealed = reading->slots[i].sealed;
    }
  return kw_lock_open_card (kw_card_get_crypto (),
                            kw_card_site_keys_get_lock_bundle (station->keys), &card,
                            /* allow_cloneable= */ false, &body, &slot) == KW_LOCK_OPENED_COUNTS
             ? (guint8)slot
             : KW_ENCODER_SLOT_NONE;
}

static KwEncoderOperation
parse_operation (const char *word)
{
  if (g_str_equal (word, "issue"))
    return KW_ENCODER_OPERATION_PREPARE;
  if (g_str_equal (word, "rewrite"))
    return KW_ENCODER_OPERATION_REWRITE;
  if (g_str_equal (word, "return"))
    return KW_ENCODER_OPERATION_ERASE;
  g_error ("no job is called '%s'", word);
}

static KwEncoderWrite
plan_write (Station *station, KwEncoderOperation operation, const KwEncoderReading *reading,
            const KwCardAccess *access)
{
  const guint8 counting = find_counting_slot (station, reading);
  const KwLockBody body = make_body (station);
  g_autoptr (GError) error = NULL;
  KwEncoderWrite write = { .operation = operation,
                           .uid = bench_uid (station->uid_hex),
                           .access = *access };

  g_assert_cmpint (reading->condition, ==,
                   operation == KW_ENCODER_OPERATION_PREPARE ? KW_ENCODER_CONDITION_BLANK
                                                             : KW_ENCODER_CONDITION_OURS);
  if (operation == KW_ENCODER_OPERATION_ERASE)
    write.slot = counting;
  else if (!kw_card_site_keys_seal (station->keys, &write.uid, &body, write.sealed, &error))
    g_error ("seal: %s", error->message);
  if (operation == KW_ENCODER_OPERATION_REWRITE)
    write.slot = counting == 0 ? 1 : 0;
  return write;
}

/* The job of a desk, from the moment the encoder tells of the card. */
static void
work (Station *station, KwEncoderOperation operation)
{
  const KwCardUid uid = bench_uid (station->uid_hex);
  g_autoptr (KwEncoderReading) reading = NULL;
  g_autoptr (KwEncoderWritten) written = NULL;
  g_autoptr (GError) error = NULL;
  KwCardAccess access;
  KwEncoderWrite write;

  if (!kw_card_site_keys_derive_access (station->keys, &uid, CLASSIC_FIRST_SECTOR,
                                        KW_CARD_DESFIRE_APPLICATION, &access, &error))
    g_error ("keys: %s", error->message);
  reading = bench_read (station->bench, station->uid_hex, &access, &error);
  if (reading == NULL)
    g_error ("read: %s", error->message);
  write = plan_write (station, operation, reading, &access);
  written = bench_write (station->bench, &write, &error);
  if (written == NULL)
    g_error ("write: %s", error->message);
}

static void
do_new (Station *station, const char *medium, const char *uid_hex)
{
  g_free (station->uid_hex);
  station->uid_hex = g_strdup (uid_hex);
  bench_order (station->bench, "new %s %s card%u", medium, uid_hex, ++station->n_cards);
  g_print ("ok\n");
}

static void
do_job (Station *station, const char *job)
{
  const KwEncoderOperation operation = parse_operation (job);
  gint64 done_us;

  bench_order (station->bench, "trace '%s'", station->trace_path);
  bench_order (station->bench, "put card%u", station->n_cards);
  bench_wait_card (station->bench, station->uid_hex);
  work (station, operation);
  done_us = g_get_monotonic_time ();
  bench_order (station->bench, "trace");
  bench_lift (station->bench);
  g_print ("done %" G_GINT64_FORMAT "\n", done_us);
}

static void
obey (Station *station, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  if (g_strv_length (words) == 3 && g_str_equal (words[0], "new"))
    do_new (station, words[1], words[2]);
  else if (g_strv_length (words) == 2 && g_str_equal (words[0], "do"))
    do_job (station, words[1]);
  else
    g_error ("what is '%s'?", line);
  (void)fflush (stdout);
}

int
main (int argc, char **argv)
{
  Station station = { 0 };
  char line[LINE_BYTES];

  if (argc != 3)
    {
      g_printerr ("usage: bench-encode-station none|model TRACE\n");
      return 2;
    }
  station.bench = bench_new (argv[1]);
  station.keys = make_keys ();
  station.trace_path = argv[2];
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_strchomp (line);
      if (g_str_equal (line, "quit"))
        break;
      obey (&station, line);
    }
  bench_free (station.bench);
  kw_card_site_keys_free (station.keys);
  g_free (station.uid_hex);
  return 0;
}
