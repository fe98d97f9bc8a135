/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-classic.h"

#include "kw-emu-timing.h"
#include "kw-error.h"

#include <string.h>

#define BLOCK_BYTES 16
#define KEY_BYTES 6
#define SMALL_SECTORS 32
#define MAX_BYTES 4096
#define NO_SECTOR (-1)

/* Commands of the data sheet, table 9. */
#define COMMAND_AUTH_A 0x60
#define COMMAND_AUTH_B 0x61
#define COMMAND_READ 0x30
#define COMMAND_WRITE 0xa0
#define COMMAND_DECREMENT 0xc0
#define COMMAND_INCREMENT 0xc1
#define COMMAND_RESTORE 0xc2
#define COMMAND_TRANSFER 0xb0

typedef struct
{
  KwEmuCard card;
  gsize n_bytes;
  guint8 memory[MAX_BYTES];
  int auth_sector;
  guint8 auth_key; /* KEY_A or KEY_B */
  gboolean has_value;
  guint8 value_block[BLOCK_BYTES]; /* the transfer buffer of the data sheet, 8.6.3 */
  gboolean sent_nonce;
} Classic;

KW_DEFINE_THROW (KwEmuError, KW_EMU_ERROR)

enum
{
  KEY_A = 1,
  KEY_B = 2,
  KEY_AB = KEY_A | KEY_B,
};

/* Which key may do what to a data block; index is C1 C2 C3. Data sheet, table 8. */
static const struct
{
  guint8 read;
  guint8 write;
  guint8 increment;
  guint8 decrement; /* transfer and restore too */
} data_rights[8] = {
  { KEY_AB, KEY_AB, KEY_AB, KEY_AB },
  { KEY_AB, 0, 0, KEY_AB },
  { KEY_AB, 0, 0, 0 },
  { KEY_B, KEY_B, 0, 0 },
  { KEY_AB, KEY_B, 0, 0 },
  { KEY_B, 0, 0, 0 },
  { KEY_AB, KEY_B, KEY_B, KEY_AB },
  { 0, 0, 0, 0 },
};

/* The same for the sector trailer. Data sheet, table 7. Key A is never readable. */
static const struct
{
  guint8 write_a;
  guint8 read_access;
  guint8 write_access;
  guint8 read_b;
  guint8 write_b;
} trailer_rights[8] = {
  { KEY_A, KEY_A, 0, KEY_A, KEY_A },
  { KEY_A, KEY_A, KEY_A, KEY_A, KEY_A },
  { 0, KEY_A, 0, KEY_A, 0 },
  { KEY_B, KEY_AB, KEY_B, 0, KEY_B },
  { KEY_B, KEY_AB, 0, 0, KEY_B },
  { 0, KEY_AB, KEY_B, 0, 0 },
  { 0, KEY_AB, 0, 0, 0 },
  { 0, KEY_AB, 0, 0, 0 },
};

static int
sector_of (guint block)
{
  return block < SMALL_SECTORS * 4 ? (int)block / 4
                                   : SMALL_SECTORS + ((int)block - SMALL_SECTORS * 4) / 16;
}

static guint
trailer_of (int sector)
{
  return sector < SMALL_SECTORS ? (guint)sector * 4 + 3
                                : SMALL_SECTORS * 4 + (guint)(sector - SMALL_SECTORS) * 16 + 15;
}

static gboolean
is_trailer (guint block)
{
  return trailer_of (sector_of (block)) == block;
}

static guint8 *
block_at (Classic *classic, guint block)
{
  return classic->memory + block * BLOCK_BYTES;
}

static gboolean
has_block (const Classic *classic, guint block)
{
  return (block + 1) * BLOCK_BYTES <= classic->n_bytes;
}

/* Bytes 6..8 hold every access bit twice, once inverted; data sheet, figure 10. */
static gboolean
access_bits_are_sound (const guint8 *trailer)
{
  guint c1 = trailer[7] >> 4, c2 = trailer[8] & 15, c3 = trailer[8] >> 4;

  return (trailer[6] & 15) == (~c1 & 15) && trailer[6] >> 4 == (~c2 & 15) &&
         (trailer[7] & 15) == (~c3 & 15);
}

static guint
access_condition (const guint8 *trailer, guint group)
{
  guint c1 = trailer[7] >> 4, c2 = trailer[8] & 15, c3 = trailer[8] >> 4;

  return (c1 >> group & 1) << 2 | (c2 >> group & 1) << 1 | (c3 >> group & 1);
}

static guint
group_of (guint block)
{
  if (block < SMALL_SECTORS * 4)
    return block % 4;
  return (block % 16) / 5;
}

static gboolean
key_b_is_readable (const guint8 *trailer)
{
  return trailer_rights[access_condition (trailer, 3)].read_b != 0;
}

/* The rights index of @block for the key in use, or -1 if the session allows nothing there. */
static int
condition_in_session (Classic *classic, guint block)
{
  const guint8 *trailer;

  if (!has_block (classic, block) || classic->auth_sector != sector_of (block))
    return -1;
  trailer = block_at (classic, trailer_of (classic->auth_sector));
  if (!access_bits_are_sound (trailer))
    return -1;
  /* A key B that anybody could read out may not be used for anything (table 7, remark 1). */
  if (classic->auth_key == KEY_B && key_b_is_readable (trailer))
    return -1;
  return (int)access_condition (trailer, group_of (block));
}

static void
refuse (Classic *classic, KwEmuAnswer *answer, KwEmuAnswerKind kind)
{
  answer->kind = kind;
  kw_emu_card_drop_out (&classic->card);
}

static void
authenticate (Classic *classic, const guint8 *command, gsize n_bytes, KwEmuAnswer *answer)
{
  guint block = command[1];
  const guint8 *uid_tail = classic->card.uid + classic->card.uid_len - 4;
  const guint8 *trailer;
  const guint8 *key;

  answer->air_us = kw_emu_timing_bytes_us (4) * 3 + kw_emu_timing_bytes_us (8);
  classic->auth_sector = NO_SECTOR;
  classic->has_value = FALSE;
  if (n_bytes != 2 + KEY_BYTES + 4 || !has_block (classic, block))
    {
      refuse (classic, answer, KW_EMU_ANSWER_AUTH_FAILED);
      return;
    }
  trailer = block_at (classic, trailer_of (sector_of (block)));
  key = command[0] == COMMAND_AUTH_A ? trailer : trailer + 10;
  if (!access_bits_are_sound (trailer) || memcmp (command + 2, key, KEY_BYTES) != 0 ||
      memcmp (command + 2 + KEY_BYTES, uid_tail, 4) != 0)
    {
      refuse (classic, answer, KW_EMU_ANSWER_AUTH_FAILED);
      return;
    }
  classic->auth_sector = sector_of (block);
  classic->auth_key = command[0] == COMMAND_AUTH_A ? KEY_A : KEY_B;
}

static void
read_block (Classic *classic, guint block, KwEmuAnswer *answer)
{
  int condition = condition_in_session (classic, block);

  answer->air_us = kw_emu_timing_bytes_us (4) + kw_emu_timing_bytes_us (BLOCK_BYTES + 2);
  if (condition < 0 || (!is_trailer (block) && !(data_rights[condition].read & classic->auth_key)))
    {
      refuse (classic, answer, KW_EMU_ANSWER_NAK);
      return;
    }
  memcpy (answer->bytes, block_at (classic, block), BLOCK_BYTES);
  answer->n_bytes = BLOCK_BYTES;
  if (!is_trailer (block))
    return;
  memset (answer->bytes, 0, KEY_BYTES);
  if (!(trailer_rights[condition].read_access & classic->auth_key))
    memset (answer->bytes + 6, 0, 4);
  if (!(trailer_rights[condition].read_b & classic->auth_key))
    memset (answer->bytes + 10, 0, KEY_BYTES);
}

/* What the trailer would be after a write of @bytes, or %FALSE if none of it may be written. */
static gboolean
merge_trailer (Classic *classic, guint block, int condition, const guint8 *bytes, guint8 *merged)
{
  guint8 may_a = trailer_rights[condition].write_a & classic->auth_key;
  guint8 may_access = trailer_rights[condition].write_access & classic->auth_key;
  guint8 may_b = trailer_rights[condition].write_b & classic->auth_key;

  if (!may_a && !may_access && !may_b)
    return FALSE;
  memcpy (merged, block_at (classic, block), BLOCK_BYTES);
  if (may_a)
    memcpy (merged, bytes, KEY_BYTES);
  if (may_access)
    memcpy (merged + 6, bytes + 6, 4);
  if (may_b)
    memcpy (merged + 10, bytes + 10, KEY_BYTES);
  return TRUE;
}

static void
program_block (Classic *classic, guint block, const guint8 *bytes, KwEmuAnswer *answer)
{
  KwEmuFate fate = kw_emu_card_ask_write (&classic->card, 1);

  kw_emu_card_program (block_at (classic, block), bytes, BLOCK_BYTES, fate);
  kw_emu_card_answer_write (fate, answer);
  answer->eeprom_us = KW_EMU_TIMING_CLASSIC_BLOCK_US;
  if (answer->kind != KW_EMU_ANSWER_DATA)
    kw_emu_card_drop_out (&classic->card);
}

static void
write_block (Classic *classic, const guint8 *command, gsize n_bytes, KwEmuAnswer *answer)
{
  guint block = command[1];
  int condition = condition_in_session (classic, block);
  guint8 merged[BLOCK_BYTES];

  answer->air_us = kw_emu_timing_bytes_us (4) + kw_emu_timing_bytes_us (BLOCK_BYTES + 2) +
                   kw_emu_timing_frame_us (4) * 2;
  /* Block 0 holds the manufacturer's data and is locked in the factory. */
  if (n_bytes != 2 + BLOCK_BYTES || condition < 0 || block == 0)
    {
      refuse (classic, answer, KW_EMU_ANSWER_NAK);
      return;
    }
  if (is_trailer (block) ? !merge_trailer (classic, block, condition, command + 2, merged)
                         : !(data_rights[condition].write & classic->auth_key))
    {
      refuse (classic, answer, KW_EMU_ANSWER_NAK);
      return;
    }
  program_block (classic, block, is_trailer (block) ? merged : command + 2, answer);
}

static gboolean
is_value_block (const guint8 *block)
{
  for (gsize i = 0; i < 4; i++)
    if (block[i] != block[i + 8] || (block[i] ^ block[i + 4]) != 0xff)
      return FALSE;
  return block[12] == block[14] && block[13] == block[15] && (block[12] ^ block[13]) == 0xff;
}

static void
set_value (guint8 *block, guint32 value)
{
  for (gsize i = 0; i < 4; i++)
    {
      block[i] = block[i + 8] = (guint8)(value >> 8 * i);
      block[i + 4] = (guint8)~block[i];
    }
}

static void
change_value (Classic *classic, const guint8 *command, gsize n_bytes, KwEmuAnswer *answer)
{
  guint block = command[1];
  int condition = condition_in_session (classic, block);
  guint8 right = 0;
  const guint8 *bytes;
  guint32 value, operand;

  answer->air_us = kw_emu_timing_bytes_us (4) + kw_emu_timing_frame_us (4) +
                   kw_emu_timing_bytes_us (6);
  if (condition >= 0 && !is_trailer (block))
    right = command[0] == COMMAND_INCREMENT ? data_rights[condition].increment
                                            : data_rights[condition].decrement;
  if (n_bytes != 6 || !(right & classic->auth_key) || !is_value_block (block_at (classic, block)))
    {
      refuse (classic, answer, KW_EMU_ANSWER_NAK);
      return;
    }
  bytes = block_at (classic, block);
  value = (guint32)bytes[0] | (guint32)bytes[1] << 8 | (guint32)bytes[2] << 16 |
          (guint32)bytes[3] << 24;
  operand = (guint32)command[2] | (guint32)command[3] << 8 | (guint32)command[4] << 16 |
            (guint32)command[5] << 24;
  if (command[0] == COMMAND_INCREMENT)
    value += operand;
  else if (command[0] == COMMAND_DECREMENT)
    value -= operand;
  memcpy (classic->value_block, bytes, BLOCK_BYTES);
  set_value (classic->value_block, value);
  classic->has_value = TRUE;
}

static void
transfer_value (Classic *classic, guint block, KwEmuAnswer *answer)
{
  int condition = condition_in_session (classic, block);

  answer->air_us = kw_emu_timing_bytes_us (4) + kw_emu_timing_frame_us (4);
  if (condition < 0 || is_trailer (block) || block == 0 || !classic->has_value ||
      !(data_rights[condition].decrement & classic->auth_key))
    {
      refuse (classic, answer, KW_EMU_ANSWER_NAK);
      return;
    }
  classic->has_value = FALSE;
  program_block (classic, block, classic->value_block, answer);
}

/* Bytes as they are: without CRYPTO1 the card gives its nonce and then understands nothing. */
static void
exchange_raw (Classic *classic, const guint8 *command, gsize n_bytes, KwEmuAnswer *answer)
{
  static const guint8 nonce[4] = { 0x01, 0x20, 0x01, 0x45 };

  answer->air_us = kw_emu_timing_bytes_us (n_bytes + 2);
  if (classic->auth_sector == NO_SECTOR && !classic->sent_nonce && n_bytes == 2 &&
      (command[0] == COMMAND_AUTH_A || command[0] == COMMAND_AUTH_B))
    {
      memcpy (answer->bytes, nonce, sizeof nonce);
      answer->n_bytes = sizeof nonce;
      answer->air_us += kw_emu_timing_bytes_us (sizeof nonce);
      classic->sent_nonce = TRUE;
      return;
    }
  refuse (classic, answer, KW_EMU_ANSWER_NONE);
}

static void
exchange (KwEmuCard *card, const guint8 *command, gsize n_bytes, gboolean is_crypto,
          KwEmuAnswer *answer)
{
  Classic *classic = (Classic *)card;

  if (!is_crypto)
    {
      exchange_raw (classic, command, n_bytes, answer);
      return;
    }
  if (n_bytes < 2)
    {
      refuse (classic, answer, KW_EMU_ANSWER_NAK);
      return;
    }
  switch (command[0])
    {
    case COMMAND_AUTH_A:
    case COMMAND_AUTH_B:
      authenticate (classic, command, n_bytes, answer);
      break;
    case COMMAND_READ:
      read_block (classic, command[1], answer);
      break;
    case COMMAND_WRITE:
      write_block (classic, command, n_bytes, answer);
      break;
    case COMMAND_INCREMENT:
    case COMMAND_DECREMENT:
    case COMMAND_RESTORE:
      change_value (classic, command, n_bytes, answer);
      break;
    case COMMAND_TRANSFER:
      transfer_value (classic, command[1], answer);
      break;
    default:
      refuse (classic, answer, KW_EMU_ANSWER_NAK);
    }
}

static void
reset (KwEmuCard *card)
{
  Classic *classic = (Classic *)card;

  classic->auth_sector = NO_SECTOR;
  classic->has_value = FALSE;
  classic->sent_nonce = FALSE;
}

static gboolean
load (KwEmuCard *card, const guint8 *image, gsize n_bytes, GError **error)
{
  Classic *classic = (Classic *)card;
  gsize n_kept = 0;

  if (n_bytes != classic->n_bytes)
    return throw (error, KW_EMU_ERROR_IMAGE, "a dump of a %s has %" G_GSIZE_FORMAT " bytes",
                  card->klass->medium, classic->n_bytes);
  /* As with a writer: the manufacturer's block of another card cannot be written. */
  if (memcmp (image, card->uid, card->uid_len) != 0)
    n_kept = BLOCK_BYTES;
  memcpy (classic->memory + n_kept, image + n_kept, n_bytes - n_kept);
  return TRUE;
}

static GBytes *
dup_image (KwEmuCard *card)
{
  Classic *classic = (Classic *)card;

  return g_bytes_new (classic->memory, classic->n_bytes);
}

static void
free_classic (KwEmuCard *card)
{
  g_free (card);
}

static void
format_memory (Classic *classic)
{
  static const guint8 trailer[BLOCK_BYTES] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x07,
                                               0x80, 0x69, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };
  guint8 *block0 = classic->memory;
  gsize at = classic->card.uid_len;

  memcpy (block0, classic->card.uid, at);
  if (at == 4)
    block0[at++] = block0[0] ^ block0[1] ^ block0[2] ^ block0[3];
  block0[at++] = classic->card.sak;
  block0[at++] = classic->card.atqa[1];
  block0[at++] = classic->card.atqa[0];
  for (guint block = 0; has_block (classic, block); block++)
    if (is_trailer (block))
      memcpy (block_at (classic, block), trailer, BLOCK_BYTES);
}

static KwEmuCard *
new_classic (const KwEmuCardClass *klass, gsize n_bytes, guint8 sak, guint8 atqa_low,
             const guint8 *uid, gsize uid_len, const char *name)
{
  Classic *classic = g_new0 (Classic, 1);

  kw_emu_card_init (&classic->card, klass, uid, uid_len, name);
  classic->card.sak = sak;
  classic->card.atqa[1] = (guint8)(atqa_low | (uid_len == 7 ? 0x40 : 0));
  classic->n_bytes = n_bytes;
  format_memory (classic);
  reset (&classic->card);
  return &classic->card;
}

KwEmuCard *
kw_emu_classic_new_1k (const guint8 *uid, gsize uid_len, const char *name)
{
  static const KwEmuCardClass klass = {
    "classic1k", reset, exchange, load, dup_image, free_classic
  };

  return new_classic (&klass, 1024, 0x08, 0x04, uid, uid_len, name);
}

KwEmuCard *
kw_emu_classic_new_4k (const guint8 *uid, gsize uid_len, const char *name)
{
  static const KwEmuCardClass klass = {
    "classic4k", reset, exchange, load, dup_image, free_classic
  };

  return new_classic (&klass, 4096, 0x18, 0x02, uid, uid_len, name);
}
