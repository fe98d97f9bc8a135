/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-chip-private.h"

#include "kw-emu-timing.h"

#include <string.h>

/* Defaults of UM0701-02: 7.3.1 item 2 (51.2 ms) and item 5 (for ever). */
#define DEFAULT_TIMEOUT_CODE 0x0a
#define COMMAND_IN_RELEASE 0x52

void
kw_emu_chip_append (KwEmuReply *reply, const guint8 *bytes, gsize n_bytes)
{
  n_bytes = MIN (n_bytes, sizeof reply->bytes - reply->n_bytes);
  memcpy (reply->bytes + reply->n_bytes, bytes, n_bytes);
  reply->n_bytes += n_bytes;
}

void
kw_emu_chip_append_byte (KwEmuReply *reply, guint8 byte)
{
  kw_emu_chip_append (reply, &byte, 1);
}

void
kw_emu_chip_forget_targets (KwEmuChip *chip)
{
  memset (chip->targets, 0, sizeof chip->targets);
  chip->current = NULL;
  chip->anticol = NULL;
}

static KwEmuRun
diagnose (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes, KwEmuReply *reply)
{
  switch (parameters[0])
    {
    case 0x00: /* communication line: everything back */
      kw_emu_chip_append (reply, parameters, n_bytes);
      return KW_EMU_RUN_REPLY;
    case 0x01: /* ROM, RAM: fine */
    case 0x02:
    case 0x07: /* antenna: fine */
      kw_emu_chip_append_byte (reply, 0x00);
      return KW_EMU_RUN_REPLY;
    case 0x06: /* is the card still there? */
      kw_emu_chip_append_byte (reply, kw_emu_chip_has_target (chip) ? KW_EMU_STATUS_OK
                                                                    : KW_EMU_STATUS_TIMEOUT);
      return KW_EMU_RUN_REPLY;
    default:
      return KW_EMU_RUN_SYNTAX_ERROR;
    }
}

static KwEmuRun
get_firmware_version (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes, KwEmuReply *reply)
{
  /* PN532, firmware 1.6, type A and B and ISO 18092 */
  static const guint8 version[] = { 0x32, 0x01, 0x06, 0x07 };

  kw_emu_chip_append (reply, version, sizeof version);
  return KW_EMU_RUN_REPLY;
}

static KwEmuRun
get_general_status (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes, KwEmuReply *reply)
{
  gsize count_at;

  kw_emu_chip_append_byte (reply, 0x00);
  kw_emu_chip_append_byte (reply, kw_emu_field_is_on (chip->field) ? 1 : 0);
  count_at = reply->n_bytes;
  kw_emu_chip_append_byte (reply, 0);
  for (guint8 i = 0; i < KW_EMU_CHIP_MAX_TARGETS; i++)
    if (chip->targets[i] != NULL)
      {
        const guint8 target[] = { i + 1, 0x00, 0x00, 0x00 };

        kw_emu_chip_append (reply, target, sizeof target);
        reply->bytes[count_at]++;
      }
  kw_emu_chip_append_byte (reply, 0x00);
  return KW_EMU_RUN_REPLY;
}

static gboolean
is_ciu_register (guint address)
{
  return address >= KW_EMU_CIU_FIRST && address < KW_EMU_CIU_FIRST + KW_EMU_CIU_N;
}

static KwEmuRun
read_registers (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes, KwEmuReply *reply)
{
  for (gsize i = 0; i + 2 <= n_bytes; i += 2)
    {
      guint address = (guint)parameters[i] << 8 | parameters[i + 1];

      kw_emu_chip_append_byte (
          reply, is_ciu_register (address) ? chip->ciu[address - KW_EMU_CIU_FIRST] : 0x00);
    }
  return KW_EMU_RUN_REPLY;
}

static KwEmuRun
write_registers (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes, KwEmuReply *reply)
{
  for (gsize i = 0; i + 3 <= n_bytes; i += 3)
    {
      guint address = (guint)parameters[i] << 8 | parameters[i + 1];

      if (is_ciu_register (address))
        chip->ciu[address - KW_EMU_CIU_FIRST] = parameters[i + 2];
    }
  return KW_EMU_RUN_REPLY;
}

static KwEmuRun
read_gpio (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes, KwEmuReply *reply)
{
  static const guint8 ports[] = { 0x3f, 0x07, 0x00 };

  kw_emu_chip_append (reply, ports, sizeof ports);
  return KW_EMU_RUN_REPLY;
}

/* Commands whose effect nobody can see from here: serial speed, GPIO, SAM. */
static KwEmuRun
accept (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes, KwEmuReply *reply)
{
  return KW_EMU_RUN_REPLY;
}

static KwEmuRun
set_parameters (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes, KwEmuReply *reply)
{
  chip->parameters = parameters[0];
  return KW_EMU_RUN_REPLY;
}

static KwEmuRun
power_down (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes, KwEmuReply *reply)
{
  kw_emu_chip_append_byte (reply, KW_EMU_STATUS_OK);
  kw_emu_field_set_power (chip->field, FALSE);
  kw_emu_chip_forget_targets (chip);
  reply->sleeps = TRUE;
  return KW_EMU_RUN_REPLY;
}

static KwEmuRun
configure_rf (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes, KwEmuReply *reply)
{
  switch (parameters[0])
    {
    case 0x01: /* field */
      if ((parameters[1] & 1) != 0 && !kw_emu_field_is_on (chip->field))
        reply->busy_us += KW_EMU_TIMING_FIELD_ON_US;
      kw_emu_field_set_power (chip->field, (parameters[1] & 1) != 0);
      break;
    case 0x02: /* time-outs */
      if (n_bytes < 4)
        return KW_EMU_RUN_SYNTAX_ERROR;
      chip->timeout_code = parameters[3];
      break;
    case 0x05: /* retries */
      if (n_bytes < 4)
        return KW_EMU_RUN_SYNTAX_ERROR;
      chip->max_retries = parameters[3];
      break;
    default:
      break;
    }
  return KW_EMU_RUN_REPLY;
}

static KwEmuRun
answer_ok (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes, KwEmuReply *reply)
{
  kw_emu_chip_append_byte (reply, KW_EMU_STATUS_OK);
  return KW_EMU_RUN_REPLY;
}

static KwEmuRun
select_target (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes, KwEmuReply *reply)
{
  guint target = parameters[0];
  gboolean is_known = target >= 1 && target <= KW_EMU_CHIP_MAX_TARGETS &&
                      chip->targets[target - 1] != NULL;

  kw_emu_chip_append_byte (reply, is_known ? KW_EMU_STATUS_OK : KW_EMU_STATUS_CONTEXT);
  return KW_EMU_RUN_REPLY;
}

static KwEmuRun
release (KwEmuChip *chip, const guint8 *parameters, gsize n_bytes, KwEmuReply *reply)
{
  KwEmuRun run = kw_emu_chip_deselect (chip, parameters, n_bytes, reply);

  kw_emu_chip_forget_targets (chip);
  return run;
}

static const struct
{
  guint8 command;
  guint8 min_parameters;
  KwEmuChipHandler handle;
} commands[] = {
  { KW_EMU_COMMAND_DIAGNOSE, 1, diagnose },
  { KW_EMU_COMMAND_GET_FIRMWARE_VERSION, 0, get_firmware_version },
  { 0x04, 0, get_general_status },
  { 0x06, 2, read_registers },
  { 0x08, 3, write_registers },
  { 0x0c, 0, read_gpio },
  { 0x0e, 2, accept }, /* WriteGPIO */
  { 0x10, 1, accept }, /* SetSerialBaudRate */
  { 0x12, 1, set_parameters },
  { 0x14, 1, accept }, /* SAMConfiguration */
  { KW_EMU_COMMAND_POWER_DOWN, 1, power_down },
  { 0x32, 2, configure_rf },
  { KW_EMU_COMMAND_IN_DATA_EXCHANGE, 1, kw_emu_chip_exchange },
  { KW_EMU_COMMAND_IN_COMMUNICATE_THRU, 0, kw_emu_chip_thru },
  { 0x44, 1, kw_emu_chip_deselect },
  { KW_EMU_COMMAND_IN_LIST_PASSIVE_TARGET, 2, kw_emu_chip_try_list },
  { 0x4e, 1, answer_ok }, /* InPSL: 106 kbit/s is all there is */
  { COMMAND_IN_RELEASE, 1, release },
  { 0x54, 1, select_target },
  { KW_EMU_COMMAND_IN_AUTO_POLL, 3, kw_emu_chip_try_auto_poll },
};

static KwEmuRun
dispatch (KwEmuChip *chip, const guint8 *command, gsize n_bytes, KwEmuReply *reply)
{
  memset (reply, 0, sizeof *reply);
  reply->busy_us = KW_EMU_TIMING_COMMAND_US;
  kw_emu_chip_append_byte (reply, (guint8)(command[0] + 1));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].command == command[0])
      return n_bytes - 1 < commands[i].min_parameters
                 ? KW_EMU_RUN_SYNTAX_ERROR
                 : commands[i].handle (chip, command + 1, n_bytes - 1, reply);
  return KW_EMU_RUN_SYNTAX_ERROR;
}

/* InAutoPoll gives up after so many rounds over all types of 150 ms units (UM0701-02 7.3.13). */
static gint64
find_deadline (const guint8 *command, gsize n_bytes, gint64 now_us)
{
  if (command[0] != KW_EMU_COMMAND_IN_AUTO_POLL || command[1] == 0xff)
    return -1;
  return now_us + (gint64)command[1] * command[2] * 150000 * (gint64)(n_bytes - 3);
}

KwEmuChip *
kw_emu_chip_new (KwEmuField *field)
{
  KwEmuChip *chip = g_new0 (KwEmuChip, 1);

  chip->field = field;
  kw_emu_chip_power_up (chip);
  return chip;
}

void
kw_emu_chip_free (KwEmuChip *chip)
{
  g_free (chip);
}

void
kw_emu_chip_power_up (KwEmuChip *chip)
{
  KwEmuField *field = chip->field;

  memset (chip, 0, sizeof *chip);
  chip->field = field;
  chip->ciu[KW_EMU_CIU_TX_MODE] = 0x80;
  chip->ciu[KW_EMU_CIU_RX_MODE] = 0x80;
  chip->parameters = KW_EMU_PARAMETER_AUTO_RATS;
  chip->max_retries = KW_EMU_RETRIES_FOR_EVER;
  chip->timeout_code = DEFAULT_TIMEOUT_CODE;
  chip->deadline_us = -1;
  kw_emu_field_set_power (field, FALSE);
}

KwEmuRun
kw_emu_chip_run (KwEmuChip *chip, const guint8 *command, gsize n_bytes, gint64 now_us,
                 KwEmuReply *out_reply)
{
  KwEmuRun run;

  g_return_val_if_fail (n_bytes > 0, KW_EMU_RUN_SYNTAX_ERROR);

  kw_emu_chip_abort (chip);
  if (n_bytes > sizeof chip->pending)
    return KW_EMU_RUN_SYNTAX_ERROR;
  run = dispatch (chip, command, n_bytes, out_reply);
  if (run == KW_EMU_RUN_PENDING)
    {
      memcpy (chip->pending, command, n_bytes);
      chip->n_pending = n_bytes;
      chip->deadline_us = find_deadline (command, n_bytes, now_us);
    }
  return run;
}

KwEmuRun
kw_emu_chip_resume (KwEmuChip *chip, gint64 now_us, KwEmuReply *out_reply)
{
  KwEmuRun run;

  if (chip->n_pending == 0)
    return KW_EMU_RUN_PENDING;
  run = dispatch (chip, chip->pending, chip->n_pending, out_reply);
  if (run == KW_EMU_RUN_PENDING && chip->deadline_us >= 0 && now_us >= chip->deadline_us)
    {
      kw_emu_chip_append_byte (out_reply, 0x00); /* no target */
      run = KW_EMU_RUN_REPLY;
    }
  if (run != KW_EMU_RUN_PENDING)
    kw_emu_chip_abort (chip);
  return run;
}

gboolean
kw_emu_chip_is_pending (const KwEmuChip *chip)
{
  return chip->n_pending > 0;
}

gint64
kw_emu_chip_get_deadline_us (const KwEmuChip *chip)
{
  return chip->n_pending > 0 ? chip->deadline_us : -1;
}

void
kw_emu_chip_abort (KwEmuChip *chip)
{
  chip->n_pending = 0;
  chip->deadline_us = -1;
}

void
kw_emu_chip_forget_card (KwEmuChip *chip, const KwEmuCard *card)
{
  for (gsize i = 0; i < KW_EMU_CHIP_MAX_TARGETS; i++)
    if (chip->targets[i] == card)
      chip->targets[i] = NULL;
  if (chip->current == card)
    chip->current = NULL;
  if (chip->anticol == card)
    chip->anticol = NULL;
}
