/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-chip-private.h"

#include "kw-emu-crypt.h"
#include "kw-emu-timing.h"

#include <string.h>

#define SAK_ISO_DEP 0x20
#define SAK_UID_INCOMPLETE 0x04
#define CASCADE_TAG 0x88
#define REQA 0x26
#define WUPA 0x52
#define SELECT_LEVEL_1 0x93
#define SELECT_LEVEL_2 0x95
#define NVB_ANTICOLLISION 0x20
#define NVB_SELECT 0x70
#define RATS 0xe0
#define ACK_BITS 0x0a
#define N_ACK_BITS 4

/* ISO 14443-4 block types that a host sends by hand. */
#define BLOCK_R_MASK 0xe6
#define BLOCK_R 0xa2
#define BLOCK_S_DESELECT 0xc2
#define BLOCK_I_MASK 0xe2
#define BLOCK_I 0x02

static guint
tx_last_bits (const KwEmuChip *chip)
{
  return chip->ciu[KW_EMU_CIU_BIT_FRAMING] & 7;
}

static void
set_rx_last_bits (KwEmuChip *chip, guint n_bits)
{
  guint8 *control = &chip->ciu[KW_EMU_CIU_CONTROL];

  *control = (guint8)((*control & ~7u) | n_bits);
}

/* The right data, the right CRC: bytes that reach a type A card as a frame it understands. */
static gboolean
is_type_a (const KwEmuChip *chip)
{
  return (chip->ciu[KW_EMU_CIU_TX_MODE] & 3) == 0 && (chip->ciu[KW_EMU_CIU_MANUAL_RCV] & 0x10) == 0;
}

/* What the antenna hears, CRC stripped or added as the chip was told. */
static void
append_frame (KwEmuChip *chip, const guint8 *bytes, gsize n_bytes, gboolean has_crc,
              KwEmuReply *reply)
{
  kw_emu_chip_append_byte (reply, KW_EMU_STATUS_OK);
  kw_emu_chip_append (reply, bytes, n_bytes);
  if (has_crc && (chip->ciu[KW_EMU_CIU_RX_MODE] & 0x80) == 0)
    {
      guint16 crc = kw_emu_crypt_crc16 (bytes, n_bytes);
      const guint8 tail[] = { crc & 0xff, crc >> 8 };

      kw_emu_chip_append (reply, tail, sizeof tail);
    }
  set_rx_last_bits (chip, 0);
}

static void
append_bits (KwEmuChip *chip, guint8 bits, guint n_bits, KwEmuReply *reply)
{
  kw_emu_chip_append_byte (reply, KW_EMU_STATUS_OK);
  kw_emu_chip_append_byte (reply, bits);
  set_rx_last_bits (chip, n_bits);
}

static gboolean
request (KwEmuChip *chip, guint8 command, KwEmuReply *reply)
{
  kw_emu_chip_forget_targets (chip);
  chip->anticol = kw_emu_field_request (chip->field, command == WUPA, NULL, 0, NULL);
  if (chip->anticol == NULL)
    return FALSE;
  append_frame (chip, (const guint8[]){ chip->anticol->atqa[1], chip->anticol->atqa[0] }, 2,
                /* has_crc= */ FALSE, reply);
  return TRUE;
}

/* The four UID bytes of a cascade level and their check byte (ISO 14443-3, 6.5.3). */
static gboolean
find_level (const KwEmuCard *card, guint8 command, guint8 level[5])
{
  if (command == SELECT_LEVEL_1 && card->uid_len == 4)
    memcpy (level, card->uid, 4);
  else if (command == SELECT_LEVEL_1)
    {
      level[0] = CASCADE_TAG;
      memcpy (level + 1, card->uid, 3);
    }
  else if (card->uid_len == 7)
    memcpy (level, card->uid + 3, 4);
  else
    return FALSE;
  level[4] = level[0] ^ level[1] ^ level[2] ^ level[3];
  return TRUE;
}

static gboolean
anticollide (KwEmuChip *chip, const guint8 *frame, gsize n_bytes, KwEmuReply *reply)
{
  KwEmuCard *card = chip->anticol;
  guint8 level[5], sak;

  if (!kw_emu_field_has (chip->field, card) || !find_level (card, frame[0], level))
    return FALSE;
  if (n_bytes == 2 && frame[1] == NVB_ANTICOLLISION)
    {
      append_frame (chip, level, sizeof level, /* has_crc= */ FALSE, reply);
      return TRUE;
    }
  if (n_bytes < 7 || frame[1] != NVB_SELECT || memcmp (frame + 2, level, sizeof level) != 0)
    return FALSE;
  sak = card->sak;
  if (frame[0] == SELECT_LEVEL_1 && card->uid_len == 7)
    sak = SAK_UID_INCOMPLETE;
  else
    {
      chip->targets[0] = chip->current = card;
      chip->anticol = NULL;
    }
  append_frame (chip, &sak, 1, /* has_crc= */ TRUE, reply);
  return TRUE;
}

static gboolean
exchange_block (KwEmuChip *chip, KwEmuCard *card, const guint8 *frame, gsize n_bytes,
                KwEmuReply *reply)
{
  KwEmuAnswer answer;
  guint8 block[1 + KW_EMU_ANSWER_MAX_BYTES];

  if (frame[0] == BLOCK_S_DESELECT)
    {
      append_frame (chip, frame, 1, /* has_crc= */ TRUE, reply);
      kw_emu_card_reset (card);
      card->state = KW_EMU_CARD_STATE_HALT;
      return TRUE;
    }
  if ((frame[0] & BLOCK_R_MASK) == BLOCK_R)
    {
      block[0] = BLOCK_R | (frame[0] & 1); /* R(ACK): I am here */
      append_frame (chip, block, 1, /* has_crc= */ TRUE, reply);
      return TRUE;
    }
  if ((frame[0] & BLOCK_I_MASK) != BLOCK_I || n_bytes < 2)
    return FALSE;
  kw_emu_card_exchange (card, frame + 1, n_bytes - 1, /* is_crypto= */ FALSE, &answer);
  reply->busy_us += answer.air_us + answer.eeprom_us;
  if (answer.kind != KW_EMU_ANSWER_DATA)
    return FALSE;
  block[0] = frame[0];
  memcpy (block + 1, answer.bytes, answer.n_bytes);
  append_frame (chip, block, answer.n_bytes + 1, /* has_crc= */ TRUE, reply);
  return TRUE;
}

static gboolean
exchange_active (KwEmuChip *chip, KwEmuCard *card, const guint8 *frame, gsize n_bytes,
                 KwEmuReply *reply)
{
  KwEmuAnswer answer;

  if (n_bytes == 2 && frame[0] == 0x50 && frame[1] == 0x00)
    {
      kw_emu_card_reset (card);
      card->state = KW_EMU_CARD_STATE_HALT;
      return FALSE; /* HLTA is acknowledged by silence */
    }
  if (frame[0] == RATS && (card->sak & SAK_ISO_DEP) != 0)
    {
      card->state = KW_EMU_CARD_STATE_PROTOCOL;
      append_frame (chip, card->ats, card->ats[0], /* has_crc= */ TRUE, reply);
      return TRUE;
    }
  kw_emu_card_exchange (card, frame, n_bytes, /* is_crypto= */ FALSE, &answer);
  reply->busy_us += answer.air_us + answer.eeprom_us;
  switch (answer.kind)
    {
    case KW_EMU_ANSWER_DATA:
      if (answer.n_bytes == 0)
        append_bits (chip, ACK_BITS, N_ACK_BITS, reply);
      else
        append_frame (chip, answer.bytes, answer.n_bytes, /* has_crc= */ TRUE, reply);
      return TRUE;
    case KW_EMU_ANSWER_NAK:
      kw_emu_chip_append_byte (reply, KW_EMU_STATUS_NAK);
      return TRUE;
    case KW_EMU_ANSWER_AUTH_FAILED:
    case KW_EMU_ANSWER_NONE:
      return FALSE;
    }
  return FALSE;
}

static gboolean
send_frame (KwEmuChip *chip, const guint8 *frame, gsize n_bytes, KwEmuReply *reply)
{
  if (n_bytes == 0 || !is_type_a (chip) || !kw_emu_field_is_on (chip->field))
    return FALSE;
  if (tx_last_bits (chip) == 7 && n_bytes == 1)
    return (frame[0] == REQA || frame[0] == WUPA) && request (chip, frame[0], reply);
  if (tx_last_bits (chip) != 0)
    return FALSE;
  if ((frame[0] == SELECT_LEVEL_1 || frame[0] == SELECT_LEVEL_2) && chip->anticol != NULL)
    return anticollide (chip, frame, n_bytes, reply);
  if ((chip->ciu[KW_EMU_CIU_TX_MODE] & 0x80) == 0)
    {
      /* The host made the CRC itself. */
      if (n_bytes < 3 || kw_emu_crypt_crc16 (frame, n_bytes - 2) !=
                             (guint16)(frame[n_bytes - 2] | frame[n_bytes - 1] << 8))
        return FALSE;
      n_bytes -= 2;
    }
  if (!kw_emu_chip_has_target (chip))
    return FALSE;
  return chip->current->state == KW_EMU_CARD_STATE_PROTOCOL
             ? exchange_block (chip, chip->current, frame, n_bytes, reply)
             : exchange_active (chip, chip->current, frame, n_bytes, reply);
}

KwEmuRun
kw_emu_chip_thru (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes, KwEmuReply *reply)
{
  reply->busy_us += kw_emu_timing_bytes_us (n_bytes);
  if (send_frame (chip, parameters, n_bytes, reply))
    {
      reply->busy_us += kw_emu_timing_bytes_us (reply->n_bytes - 1);
      return KW_EMU_RUN_REPLY;
    }
  kw_emu_chip_append_byte (reply, KW_EMU_STATUS_TIMEOUT);
  reply->busy_us += kw_emu_timing_timeout_us (chip->timeout_code);
  return KW_EMU_RUN_REPLY;
}
