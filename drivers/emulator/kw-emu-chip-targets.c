/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-chip-private.h"

#include "kw-emu-timing.h"

#include <string.h>

#define SAK_ISO_DEP 0x20
#define BAUD_TYPE_A 0x00
#define CASCADE_TAG 0x88
/* A card that was left ACTIVE drops to IDLE at the first request and answers the second. */
#define TRIES_PER_ROUND 2

/* Target types of InAutoPoll, UM0701-02 7.3.13. */
#define POLL_TYPE_A 0x00
#define POLL_TYPE_MIFARE 0x10
#define POLL_TYPE_ISO_DEP 0x20

typedef struct
{
  gboolean is_any;
  guint8 uid[KW_EMU_UID_MAX_LEN];
  gsize uid_len;
} Wanted;

/* The host may name a card by its UID, of 7 bytes with the cascade tag in front (7.3.5). */
static void
read_wanted_uid (const guint8 *bytes, gsize n_bytes, Wanted *wanted)
{
  memset (wanted, 0, sizeof *wanted);
  wanted->is_any = n_bytes == 0;
  if (n_bytes == 8 && bytes[0] == CASCADE_TAG)
    {
      bytes++;
      n_bytes--;
    }
  wanted->uid_len = MIN (n_bytes, sizeof wanted->uid);
  memcpy (wanted->uid, bytes, wanted->uid_len);
}

static KwEmuCard *
try_select (KwEmuChip *chip, const Wanted *wanted, KwEmuReply *reply)
{
  KwEmuCard *card = kw_emu_field_request (chip->field, /* wake= */ !wanted->is_any,
                                          wanted->is_any ? NULL : wanted->uid, wanted->uid_len,
                                          /* out_n_ready= */ NULL);

  reply->busy_us += card == NULL
                        ? KW_EMU_TIMING_EMPTY_TRY_US
                        : kw_emu_timing_select_us (card->uid_len) - KW_EMU_TIMING_FRAME_DELAY_US;
  return card;
}

/* Target data as in 7.3.5: number, ATQA, SAK, UID and, for ISO 14443-4, the ATS. */
static void
append_target (KwEmuChip *chip, guint8 number, KwEmuCard *card, KwEmuReply *reply)
{
  kw_emu_chip_append_byte (reply, number);
  kw_emu_chip_append (reply, card->atqa, 2);
  kw_emu_chip_append_byte (reply, card->sak);
  kw_emu_chip_append_byte (reply, (guint8)card->uid_len);
  kw_emu_chip_append (reply, card->uid, card->uid_len);
  if ((card->sak & SAK_ISO_DEP) == 0 || (chip->parameters & KW_EMU_PARAMETER_AUTO_RATS) == 0)
    return;
  if (reply->ats_at == 0)
    reply->ats_at = reply->n_bytes;
  kw_emu_chip_append (reply, card->ats, card->ats[0]);
}

static void
adopt_target (KwEmuChip *chip, guint8 number, KwEmuCard *card, KwEmuReply *reply)
{
  if ((card->sak & SAK_ISO_DEP) != 0 && (chip->parameters & KW_EMU_PARAMETER_AUTO_RATS) != 0)
    {
      card->state = KW_EMU_CARD_STATE_PROTOCOL;
      reply->busy_us += kw_emu_timing_bytes_us (4) + kw_emu_timing_bytes_us (card->ats[0] + 2u);
    }
  chip->targets[number - 1] = card;
  chip->current = card;
}

/* The chip keeps two targets apart by halting the one it does not speak to. */
static void
park (KwEmuCard *card)
{
  if (card->state != KW_EMU_CARD_STATE_ACTIVE)
    return;
  kw_emu_card_reset (card);
  card->state = KW_EMU_CARD_STATE_HALT;
}

static void
begin_listening (KwEmuChip *chip)
{
  if (!kw_emu_field_is_on (chip->field))
    kw_emu_field_set_power (chip->field, TRUE);
  kw_emu_chip_forget_targets (chip);
  chip->ciu[KW_EMU_CIU_TX_MODE] &= (guint8)~0x03;
  chip->ciu[KW_EMU_CIU_RX_MODE] &= (guint8)~0x03;
}

KwEmuRun
kw_emu_chip_try_list (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes, KwEmuReply *reply)
{
  guint n_wanted = CLAMP (parameters[0], 1, KW_EMU_CHIP_MAX_TARGETS);
  gboolean is_endless = chip->max_retries == KW_EMU_RETRIES_FOR_EVER;
  guint n_tries = is_endless ? TRIES_PER_ROUND : chip->max_retries + 1u;
  gsize count_at = reply->n_bytes;
  guint8 n_found = 0;
  Wanted wanted;

  read_wanted_uid (parameters + 2, n_bytes - 2, &wanted);
  if (!wanted.is_any)
    n_wanted = 1;
  begin_listening (chip);
  kw_emu_chip_append_byte (reply, 0);
  for (guint i = 0; i < n_tries && n_found < n_wanted; i++)
    {
      KwEmuCard *card = NULL;

      if (parameters[1] == BAUD_TYPE_A)
        card = try_select (chip, &wanted, reply);
      else
        reply->busy_us += KW_EMU_TIMING_EMPTY_TRY_US;
      if (card == NULL)
        continue;
      adopt_target (chip, ++n_found, card, reply);
      append_target (chip, n_found, card, reply);
      if (n_found < n_wanted)
        park (card);
    }
  if (n_found == 0 && is_endless)
    {
      reply->n_bytes = count_at;
      return KW_EMU_RUN_PENDING;
    }
  /* Looking for a second one halted the first: wake it, it is the one to speak to. */
  if (n_found == 1 && n_wanted > 1 && chip->targets[0]->state == KW_EMU_CARD_STATE_HALT)
    chip->targets[0]->state = KW_EMU_CARD_STATE_ACTIVE;
  reply->bytes[count_at] = n_found;
  return KW_EMU_RUN_REPLY;
}

static gboolean
is_polled (const KwEmuCard *card, guint8 type)
{
  gboolean is_iso_dep = (card->sak & SAK_ISO_DEP) != 0;

  return type == POLL_TYPE_A || (type == POLL_TYPE_MIFARE && !is_iso_dep) ||
         (type == POLL_TYPE_ISO_DEP && is_iso_dep);
}

KwEmuRun
kw_emu_chip_try_auto_poll (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes,
                           KwEmuReply *reply)
{
  static const Wanted anything = { .is_any = TRUE };
  KwEmuCard *card = NULL;

  begin_listening (chip);
  for (guint i = 0; i < TRIES_PER_ROUND && card == NULL; i++)
    card = try_select (chip, &anything, reply);
  if (card == NULL)
    return KW_EMU_RUN_PENDING;
  for (gsize i = 2; i < n_bytes; i++)
    {
      gsize length_at;

      if (!is_polled (card, parameters[i]))
        continue;
      adopt_target (chip, 1, card, reply);
      kw_emu_chip_append_byte (reply, 1);
      kw_emu_chip_append_byte (reply, parameters[i]);
      length_at = reply->n_bytes;
      kw_emu_chip_append_byte (reply, 0);
      append_target (chip, 1, card, reply);
      reply->bytes[length_at] = (guint8)(reply->n_bytes - length_at - 1);
      return KW_EMU_RUN_REPLY;
    }
  kw_emu_card_drop_out (card);
  return KW_EMU_RUN_PENDING;
}

static gboolean
listens (const KwEmuChip *chip, const KwEmuCard *card)
{
  return kw_emu_field_is_on (chip->field) && kw_emu_field_has (chip->field, card) &&
         (card->state == KW_EMU_CARD_STATE_ACTIVE || card->state == KW_EMU_CARD_STATE_PROTOCOL);
}

gboolean
kw_emu_chip_has_target (const KwEmuChip *chip)
{
  return chip->current != NULL && listens (chip, chip->current);
}

KwEmuCard *
kw_emu_chip_get_target (const KwEmuChip *chip)
{
  return kw_emu_field_has (chip->field, chip->current) ? chip->current : NULL;
}

/* Makes @card the one that listens, when the chip has two. */
static void
switch_target (KwEmuChip *chip, KwEmuCard *card, KwEmuReply *reply)
{
  if (chip->current == card || !kw_emu_field_has (chip->field, card))
    return;
  if (chip->current != NULL && kw_emu_field_has (chip->field, chip->current))
    park (chip->current);
  if (card->state == KW_EMU_CARD_STATE_HALT)
    {
      card->state = KW_EMU_CARD_STATE_ACTIVE;
      card->was_halted = TRUE;
      reply->busy_us += kw_emu_timing_select_us (card->uid_len);
    }
  chip->current = card;
}

static void
append_silence (KwEmuChip *chip, KwEmuReply *reply)
{
  kw_emu_chip_append_byte (reply, KW_EMU_STATUS_TIMEOUT);
  reply->busy_us += kw_emu_timing_timeout_us (chip->timeout_code);
}

static void
append_answer (KwEmuChip *chip, const KwEmuAnswer *answer, KwEmuReply *reply)
{
  reply->busy_us += MAX (answer->air_us - KW_EMU_TIMING_FRAME_DELAY_US, 0) + answer->eeprom_us;
  switch (answer->kind)
    {
    case KW_EMU_ANSWER_DATA:
      kw_emu_chip_append_byte (reply, KW_EMU_STATUS_OK);
      kw_emu_chip_append (reply, answer->bytes, answer->n_bytes);
      break;
    case KW_EMU_ANSWER_NAK:
      kw_emu_chip_append_byte (reply, KW_EMU_STATUS_NAK);
      break;
    case KW_EMU_ANSWER_AUTH_FAILED:
      kw_emu_chip_append_byte (reply, KW_EMU_STATUS_AUTH_FAILED);
      break;
    case KW_EMU_ANSWER_NONE:
      append_silence (chip, reply);
      break;
    }
}

static gboolean
is_halt (const guint8 *command, gsize n_bytes)
{
  return n_bytes == 2 && command[0] == 0x50 && command[1] == 0x00;
}

static void
halt (KwEmuCard *card)
{
  kw_emu_card_reset (card);
  card->state = KW_EMU_CARD_STATE_HALT;
}

KwEmuRun
kw_emu_chip_exchange (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes, KwEmuReply *reply)
{
  guint target = parameters[0] & 0x3f;
  KwEmuCard *card;
  KwEmuAnswer answer;

  if (target < 1 || target > KW_EMU_CHIP_MAX_TARGETS || chip->targets[target - 1] == NULL)
    {
      kw_emu_chip_append_byte (reply, KW_EMU_STATUS_CONTEXT);
      return KW_EMU_RUN_REPLY;
    }
  card = chip->targets[target - 1];
  switch_target (chip, card, reply);
  if (!listens (chip, card) || n_bytes < 2)
    {
      append_silence (chip, reply);
      return KW_EMU_RUN_REPLY;
    }
  if (card->state == KW_EMU_CARD_STATE_ACTIVE && is_halt (parameters + 1, n_bytes - 1))
    {
      halt (card);
      append_silence (chip, reply);
      return KW_EMU_RUN_REPLY;
    }
  kw_emu_card_exchange (card, parameters + 1, n_bytes - 1, /* is_crypto= */ TRUE, &answer);
  append_answer (chip, &answer, reply);
  return KW_EMU_RUN_REPLY;
}

KwEmuRun
kw_emu_chip_deselect (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes, KwEmuReply *reply)
{
  for (guint i = 0; i < KW_EMU_CHIP_MAX_TARGETS; i++)
    {
      KwEmuCard *card = chip->targets[i];

      if (card == NULL || (parameters[0] != 0 && parameters[0] != i + 1) ||
          !kw_emu_field_has (chip->field, card) || card->state != KW_EMU_CARD_STATE_PROTOCOL)
        continue;
      halt (card);
      reply->busy_us += 2 * kw_emu_timing_iso_dep_us (0);
    }
  kw_emu_chip_append_byte (reply, KW_EMU_STATUS_OK);
  return KW_EMU_RUN_REPLY;
}
