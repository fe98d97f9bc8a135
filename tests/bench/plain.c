/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <freefare.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Usage: bench-encode-plain CONNSTRING
 *
 * The same work as the product's, as a program that simply uses libfreefare does it: find the tags,
 * connect, authenticate each sector when its turn comes, write block by block and read each one
 * back at once. The order that card format 1 wants is kept; nothing is saved by knowing what was
 * just read. Lines on standard input, the card lies there:
 *
 *   classic issue|rewrite|return
 *   desfire issue|rewrite|return
 *                       answered by "done STARTED MICROSECONDS": monotonic times
 *   quit
 */

#define N_SECTORS 6
#define SECTORS_PER_SLOT 3
#define BLOCKS_PER_SECTOR 3
#define SLOT_BLOCKS (SECTORS_PER_SLOT * BLOCKS_PER_SECTOR)
#define SEALED_BYTES 144
#define FIRST_SECTOR 1
#define TRAILER 3
#define APPLICATION 0xf5a701
#define FILE_NUMBER 1
#define KEY_VERSION 1
#define LINE_BYTES 64

static MifareClassicKey factory_key = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };
static const guint8 access_ours[4] = { 0x78, 0x77, 0x88, 0x69 };
static const guint8 access_factory[4] = { 0xff, 0x07, 0x80, 0x69 };
static const MifareClassicBlock zero_block;

typedef struct
{
  nfc_device *device;
  MifareTag *tags;
  MifareTag tag;
  guint counting_slot;
  guint8 sealed[SEALED_BYTES];
  guint n_jobs;
} Plain;

static void
must (Plain *plain, int result, const char *what)
{
  if (result < 0)
    g_error ("%s: %s", what, plain->tag != NULL ? freefare_strerror (plain->tag) : "failed");
}

static void
find_tag (Plain *plain)
{
  plain->tags = freefare_get_tags (plain->device);
  if (plain->tags == NULL || plain->tags[0] == NULL)
    g_error ("no card");
  plain->tag = plain->tags[0];
}

static void
make_credential (Plain *plain)
{
  plain->n_jobs++;
  for (guint i = 0; i < SEALED_BYTES; i++)
    plain->sealed[i] = (guint8)(i * 13 + plain->n_jobs * 7 + 1);
}

/* --- MIFARE Classic ------------------------------------------------------------------------ */

static void
make_key (guint sector, MifareClassicKeyType type, MifareClassicKey out_key)
{
  for (guint i = 0; i < sizeof (MifareClassicKey); i++)
    out_key[i] = (guint8)(0x10 * (sector + 1) + i + (type == MFC_KEY_B ? 0x80 : 0));
}

static MifareClassicBlockNumber
get_block (guint sector, guint index)
{
  return (MifareClassicBlockNumber)((FIRST_SECTOR + sector) * 4 + index);
}

static int
try_sector (Plain *plain, guint sector, MifareClassicKeyType type)
{
  MifareClassicKey key;

  make_key (sector, type, key);
  return mifare_classic_authenticate (plain->tag, get_block (sector, TRAILER), key, type);
}

static void
open_sector (Plain *plain, guint sector, MifareClassicKeyType type)
{
  must (plain, try_sector (plain, sector, type), "authenticate");
}

static void
open_blank_sector (Plain *plain, guint sector)
{
  must (
      plain,
      mifare_classic_authenticate (plain->tag, get_block (sector, TRAILER), factory_key, MFC_KEY_A),
      "authenticate with the factory's key");
}

static void
read_block (Plain *plain, guint sector, guint index, MifareClassicBlock *out_block)
{
  must (plain, mifare_classic_read (plain->tag, get_block (sector, index), out_block), "read");
}

static void
write_block (Plain *plain, guint sector, guint index, const guint8 *bytes)
{
  MifareClassicBlock block, there;

  memcpy (block, bytes, sizeof block);
  must (plain, mifare_classic_write (plain->tag, get_block (sector, index), block), "write");
  read_block (plain, sector, index, &there);
  if (memcmp (there, block, sizeof block) != 0)
    g_error ("what was read back is not what was written");
}

static void
write_slot (Plain *plain, guint slot, gboolean is_blank)
{
  for (guint i = 0; i < SLOT_BLOCKS; i++)
    {
      const guint sector = slot * SECTORS_PER_SLOT + i / BLOCKS_PER_SECTOR;

      if (i % BLOCKS_PER_SECTOR == 0 && is_blank)
        open_blank_sector (plain, sector);
      else if (i % BLOCKS_PER_SECTOR == 0)
        open_sector (plain, sector, MFC_KEY_B);
      write_block (plain, sector, i % BLOCKS_PER_SECTOR, plain->sealed + i * 16);
    }
}

static void
read_slots (Plain *plain)
{
  MifareClassicBlock block;

  for (guint sector = 0; sector < N_SECTORS; sector++)
    {
      if (sector / SECTORS_PER_SLOT != plain->counting_slot && sector % SECTORS_PER_SLOT != 0)
        continue; /* its first block is zero, no more is read of an empty slot */
      open_sector (plain, sector, MFC_KEY_B);
      read_block (plain, sector, 0, &block);
      for (guint i = 1; i < BLOCKS_PER_SECTOR && sector / SECTORS_PER_SLOT == plain->counting_slot;
           i++)
        read_block (plain, sector, i, &block);
    }
}

static void
put_trailer (Plain *plain, guint sector, const guint8 *key_a, const guint8 *access,
             const guint8 *key_b)
{
  MifareClassicBlock trailer;

  memcpy (trailer, key_a, 6);
  memcpy (trailer + 6, access, 4);
  memcpy (trailer + 10, key_b, 6);
  must (plain, mifare_classic_write (plain->tag, get_block (sector, TRAILER), trailer), "trailer");
}

static void
check_access (Plain *plain, guint sector, const guint8 *access)
{
  MifareClassicBlock there;

  read_block (plain, sector, TRAILER, &there);
  if (memcmp (there + 6, access, 4) != 0)
    g_error ("the access bits are not those written");
}

static void
issue_classic (Plain *plain)
{
  /* Whose is it? A wrong key puts the card out. */
  if (try_sector (plain, 0, MFC_KEY_B) == 0)
    g_error ("the card is not blank");
  must (plain, mifare_classic_connect (plain->tag), "connect again");

  write_slot (plain, 0, /* is_blank= */ TRUE);
  for (guint sector = SECTORS_PER_SLOT; sector < N_SECTORS; sector++)
    {
      open_blank_sector (plain, sector);
      for (guint i = 0; i < BLOCKS_PER_SECTOR; i++)
        write_block (plain, sector, i, zero_block);
    }
  for (guint sector = 0; sector < N_SECTORS; sector++)
    {
      MifareClassicKey key_a, key_b;

      make_key (sector, MFC_KEY_A, key_a);
      make_key (sector, MFC_KEY_B, key_b);
      open_blank_sector (plain, sector);
      put_trailer (plain, sector, key_a, access_ours, key_b);
      open_sector (plain, sector, MFC_KEY_A);
      check_access (plain, sector, access_ours);
      open_sector (plain, sector, MFC_KEY_B);
    }
  plain->counting_slot = 0;
}

static void
zero_first_block (Plain *plain, guint slot)
{
  open_sector (plain, slot * SECTORS_PER_SLOT, MFC_KEY_B);
  write_block (plain, slot * SECTORS_PER_SLOT, 0, zero_block);
}

static void
rewrite_classic (Plain *plain)
{
  const guint other = 1 - plain->counting_slot;

  read_slots (plain);
  write_slot (plain, other, /* is_blank= */ FALSE);
  zero_first_block (plain, plain->counting_slot);
  plain->counting_slot = other;
}

static void
return_classic (Plain *plain)
{
  read_slots (plain);
  zero_first_block (plain, plain->counting_slot);
  for (guint sector = 0; sector < N_SECTORS; sector++)
    {
      open_sector (plain, sector, MFC_KEY_B);
      for (guint i = 0; i < BLOCKS_PER_SECTOR; i++)
        write_block (plain, sector, i, zero_block);
    }
  for (guint sector = 0; sector < N_SECTORS; sector++)
    {
      open_sector (plain, sector, MFC_KEY_B);
      put_trailer (plain, sector, factory_key, access_factory, factory_key);
      open_blank_sector (plain, sector);
      check_access (plain, sector, access_factory);
    }
}

static void
do_classic (Plain *plain, const char *job)
{
  find_tag (plain);
  must (plain, mifare_classic_connect (plain->tag), "connect");
  if (g_str_equal (job, "issue"))
    issue_classic (plain);
  else if (g_str_equal (job, "rewrite"))
    rewrite_classic (plain);
  else
    return_classic (plain);
  must (plain, mifare_classic_disconnect (plain->tag), "disconnect");
}

/* --- MIFARE DESFire ------------------------------------------------------------------------ */

static MifareDESFireKey
make_desfire_key (guint number, gboolean is_ours)
{
  guint8 bytes[16] = { 0 };

  for (guint i = 0; i < sizeof bytes && is_ours; i++)
    bytes[i] = (guint8)(0x30 * (number + 1) + i);
  return is_ours ? mifare_desfire_aes_key_new_with_version (bytes, KEY_VERSION)
                 : mifare_desfire_aes_key_new (bytes);
}

static int
select_application (Plain *plain, guint32 number)
{
  MifareDESFireAID aid = mifare_desfire_aid_new (number);
  const int result = mifare_desfire_select_application (plain->tag, aid);

  free (aid);
  return result;
}

static void
authenticate (Plain *plain, guint number, gboolean is_ours)
{
  MifareDESFireKey key = make_desfire_key (number, is_ours);

  must (plain, mifare_desfire_authenticate_aes (plain->tag, (guint8)number, key), "authenticate");
  mifare_desfire_key_free (key);
}

static void
change_key (Plain *plain, guint number)
{
  MifareDESFireKey old_key = make_desfire_key (number, FALSE);
  MifareDESFireKey new_key = make_desfire_key (number, TRUE);

  must (plain, mifare_desfire_change_key (plain->tag, (guint8)number, new_key, old_key),
        "change key");
  mifare_desfire_key_free (old_key);
  mifare_desfire_key_free (new_key);
}

static void
read_file (Plain *plain, guint8 *out_bytes)
{
  guint8 buffer[SEALED_BYTES + 64];

  if (mifare_desfire_read_data_ex (plain->tag, FILE_NUMBER, 0, SEALED_BYTES, buffer,
                                   MDCM_ENCIPHERED) != SEALED_BYTES)
    must (plain, -1, "read");
  memcpy (out_bytes, buffer, SEALED_BYTES);
}

static void
write_file (Plain *plain)
{
  must (plain,
        (int)mifare_desfire_write_data_ex (plain->tag, FILE_NUMBER, 0, SEALED_BYTES, plain->sealed,
                                           MDCM_ENCIPHERED),
        "write");
  must (plain, mifare_desfire_commit_transaction (plain->tag), "commit");
}

static void
check_file (Plain *plain)
{
  guint8 there[SEALED_BYTES];

  read_file (plain, there);
  if (memcmp (there, plain->sealed, sizeof there) != 0)
    g_error ("what was read back is not what was written");
}

static void
issue_desfire (Plain *plain)
{
  MifareDESFireAID aid = mifare_desfire_aid_new (APPLICATION);
  uint32_t n_free_bytes = 0;

  if (select_application (plain, APPLICATION) == 0)
    g_error ("the card is not blank");
  must (plain, mifare_desfire_free_mem (plain->tag, &n_free_bytes), "free memory");
  must (plain, mifare_desfire_create_application_aes (plain->tag, aid, 0x0b, 3), "create");
  free (aid);
  must (plain, select_application (plain, APPLICATION), "select");
  authenticate (plain, 0, /* is_ours= */ FALSE);
  must (plain,
        mifare_desfire_create_backup_data_file (plain->tag, FILE_NUMBER, MDCM_ENCIPHERED, 0x2110,
                                                SEALED_BYTES),
        "create file");
  change_key (plain, 1);
  change_key (plain, 2);
  change_key (plain, 0);
  authenticate (plain, 1, /* is_ours= */ TRUE);
  write_file (plain);
  authenticate (plain, 2, /* is_ours= */ TRUE);
  check_file (plain);
}

static void
open_file (Plain *plain)
{
  guint8 there[SEALED_BYTES];

  must (plain, select_application (plain, APPLICATION), "select");
  authenticate (plain, 1, /* is_ours= */ TRUE);
  read_file (plain, there);
}

static void
return_desfire (Plain *plain)
{
  MifareDESFireAID *aids = NULL;
  guint8 zeros[8] = { 0 };
  MifareDESFireKey key = mifare_desfire_des_key_new_with_version (zeros);
  size_t n_aids = 0;

  open_file (plain);
  must (plain, select_application (plain, 0), "select the card");
  must (plain, mifare_desfire_get_application_ids (plain->tag, &aids, &n_aids), "list");
  if (n_aids != 1)
    g_error ("somebody else's application is on the card");
  mifare_desfire_free_application_ids (aids);
  must (plain, mifare_desfire_authenticate (plain->tag, 0, key), "authenticate the card");
  mifare_desfire_key_free (key);
  must (plain, mifare_desfire_format_picc (plain->tag), "format");
  if (select_application (plain, APPLICATION) == 0)
    g_error ("the application is still there");
}

static void
do_desfire (Plain *plain, const char *job)
{
  find_tag (plain);
  must (plain, mifare_desfire_connect (plain->tag), "connect");
  if (g_str_equal (job, "issue"))
    issue_desfire (plain);
  else if (g_str_equal (job, "rewrite"))
    {
      open_file (plain);
      write_file (plain);
      check_file (plain);
    }
  else
    return_desfire (plain);
  must (plain, mifare_desfire_disconnect (plain->tag), "disconnect");
}

static void
obey (Plain *plain, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  const gint64 started_us = g_get_monotonic_time ();

  if (g_strv_length (words) != 2)
    g_error ("what is '%s'?", line);
  make_credential (plain);
  if (g_str_equal (words[0], "classic"))
    do_classic (plain, words[1]);
  else
    do_desfire (plain, words[1]);
  freefare_free_tags (plain->tags);
  plain->tags = NULL;
  plain->tag = NULL;
  g_print ("done %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", started_us, g_get_monotonic_time ());
  (void)fflush (stdout);
}

int
main (int argc, char **argv)
{
  nfc_context *context = NULL;
  Plain plain = { 0 };
  char line[LINE_BYTES];

  if (argc != 2)
    {
      g_printerr ("usage: bench-encode-plain CONNSTRING\n");
      return 2;
    }
  nfc_init (&context);
  if (context == NULL || (plain.device = nfc_open (context, argv[1])) == NULL)
    g_error ("the encoder cannot be opened");
  g_print ("open\n");
  (void)fflush (stdout);
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_strchomp (line);
      if (g_str_equal (line, "quit"))
        break;
      obey (&plain, line);
    }
  nfc_close (plain.device);
  nfc_exit (context);
  return 0;
}
