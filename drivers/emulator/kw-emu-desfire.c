/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-desfire.h"

#include "kw-emu-desfire-private.h"
#include "kw-emu-timing.h"

#include <string.h>

#define CLA_WRAPPED 0x90
#define SW1_WRAPPED 0x91
#define BLOCK_BYTES 16 /* what statistics count */
#define COMMAND_MORE 0xaf
#define COMMAND_WRITE_DATA 0x3d
#define COMMAND_WRITE_RECORD 0x3b

/* Who takes care of a command's protection: nobody, the dispatcher (plain), or the handler. */
typedef enum
{
  PROTECTION_NONE,
  PROTECTION_PLAIN,
  PROTECTION_OWN,
} Protection;

static const struct
{
  guint8 instruction;
  Protection protection;
  KwEmuDesfireHandler handle;
} commands[] = {
  { 0x54, PROTECTION_OWN, kw_emu_desfire_change_key_settings },
  { 0xc4, PROTECTION_OWN, kw_emu_desfire_change_key },
  { 0x64, PROTECTION_PLAIN, kw_emu_desfire_get_key_version },
  { 0x45, PROTECTION_PLAIN, kw_emu_desfire_get_key_settings },
  { 0x51, PROTECTION_PLAIN, kw_emu_desfire_get_card_uid },
  { 0xca, PROTECTION_PLAIN, kw_emu_desfire_create_app },
  { 0xda, PROTECTION_PLAIN, kw_emu_desfire_delete_app },
  { 0x6a, PROTECTION_PLAIN, kw_emu_desfire_get_app_ids },
  { 0x6d, PROTECTION_PLAIN, kw_emu_desfire_get_df_names },
  { 0x6e, PROTECTION_PLAIN, kw_emu_desfire_free_memory },
  { 0x5a, PROTECTION_NONE, kw_emu_desfire_select_app },
  { 0xfc, PROTECTION_PLAIN, kw_emu_desfire_format },
  { 0x60, PROTECTION_PLAIN, kw_emu_desfire_get_version },
  { 0xcd, PROTECTION_PLAIN, kw_emu_desfire_create_data_file },
  { 0xcb, PROTECTION_PLAIN, kw_emu_desfire_create_backup_file },
  { 0xcc, PROTECTION_PLAIN, kw_emu_desfire_create_value_file },
  { 0xc1, PROTECTION_PLAIN, kw_emu_desfire_create_linear_file },
  { 0xc0, PROTECTION_PLAIN, kw_emu_desfire_create_cyclic_file },
  { 0xdf, PROTECTION_PLAIN, kw_emu_desfire_delete_file },
  { 0x6f, PROTECTION_PLAIN, kw_emu_desfire_get_file_ids },
  { 0x61, PROTECTION_PLAIN, kw_emu_desfire_get_iso_file_ids },
  { 0xf5, PROTECTION_PLAIN, kw_emu_desfire_get_file_settings },
  { 0x5f, PROTECTION_OWN, kw_emu_desfire_change_file_settings },
  { 0xbd, PROTECTION_PLAIN, kw_emu_desfire_read_data },
  { COMMAND_WRITE_DATA, PROTECTION_OWN, kw_emu_desfire_write_data },
  { 0x6c, PROTECTION_PLAIN, kw_emu_desfire_get_value },
  { 0x0c, PROTECTION_OWN, kw_emu_desfire_credit },
  { 0xdc, PROTECTION_OWN, kw_emu_desfire_debit },
  { 0x1c, PROTECTION_OWN, kw_emu_desfire_limited_credit },
  { COMMAND_WRITE_RECORD, PROTECTION_OWN, kw_emu_desfire_write_record },
  { 0xbb, PROTECTION_PLAIN, kw_emu_desfire_read_records },
  { 0xeb, PROTECTION_PLAIN, kw_emu_desfire_clear_records },
  { 0xc7, PROTECTION_PLAIN, kw_emu_desfire_commit },
  { 0xa7, PROTECTION_PLAIN, kw_emu_desfire_abort },
};

KwEmuFate
kw_emu_desfire_ask_write (KwEmuDesfire *desfire, gsize n_bytes)
{
  gsize n_pages = (n_bytes + KW_EMU_TIMING_DESFIRE_PAGE_BYTES - 1) /
                  KW_EMU_TIMING_DESFIRE_PAGE_BYTES;
  KwEmuFate fate = kw_emu_card_ask_write (&desfire->card,
                                          (guint)((n_bytes + BLOCK_BYTES - 1) / BLOCK_BYTES));

  desfire->eeprom_us += (gint64)n_pages * KW_EMU_TIMING_DESFIRE_PAGE_US;
  desfire->is_refused = fate == KW_EMU_FATE_NAK;
  desfire->is_silent = fate == KW_EMU_FATE_BEFORE || fate == KW_EMU_FATE_MIDDLE ||
                       fate == KW_EMU_FATE_AFTER;
  return fate;
}

gboolean
kw_emu_desfire_is_done (KwEmuFate fate)
{
  return fate == KW_EMU_FATE_DONE || fate == KW_EMU_FATE_AFTER || fate == KW_EMU_FATE_FLIP;
}

void
kw_emu_desfire_say (KwEmuDesfire *desfire, const guint8 *bytes, gsize n_bytes)
{
  g_byte_array_append (desfire->reply, bytes, (guint)n_bytes);
}

void
kw_emu_desfire_say_number (KwEmuDesfire *desfire, guint32 number, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8)(number >> 8 * i);

      kw_emu_desfire_say (desfire, &byte, 1);
    }
}

void
kw_emu_desfire_cut_here (KwEmuDesfire *desfire)
{
  guint n_before = 0;

  g_assert (desfire->n_frame_sizes < G_N_ELEMENTS (desfire->frame_sizes));
  for (guint i = 0; i < desfire->n_frame_sizes; i++)
    n_before += desfire->frame_sizes[i];
  desfire->frame_sizes[desfire->n_frame_sizes++] = (guint8)(desfire->reply->len - n_before);
}

guint32
kw_emu_desfire_read_number (const guint8 *bytes, gsize n_bytes)
{
  guint32 number = 0;

  while (n_bytes-- > 0)
    number = number << 8 | bytes[n_bytes];
  return number;
}

gboolean
kw_emu_desfire_is_master (const KwEmuDesfire *desfire)
{
  return desfire->scheme != KW_EMU_DESFIRE_SCHEME_NONE && desfire->key_no == 0;
}

gboolean
kw_emu_desfire_at_picc (const KwEmuDesfire *desfire)
{
  return desfire->selected == &desfire->picc;
}

void
kw_emu_desfire_end_session (KwEmuDesfire *desfire)
{
  desfire->scheme = KW_EMU_DESFIRE_SCHEME_NONE;
  desfire->key_no = KW_EMU_DESFIRE_NO_KEY;
  desfire->auth_command = 0;
  memset (&desfire->session_key, 0, sizeof desfire->session_key);
  memset (desfire->iv, 0, sizeof desfire->iv);
}

static void
reset (KwEmuCard *card)
{
  KwEmuDesfire *desfire = (KwEmuDesfire *)card;

  kw_emu_desfire_drop_drafts (desfire);
  kw_emu_desfire_end_session (desfire);
  desfire->selected = &desfire->picc;
  desfire->n_input_expected = 0;
  g_byte_array_set_size (desfire->output, 0);
  desfire->output_at = 0;
}

/* After an error nobody is authenticated, and what was not committed is lost; an old session
 * outlives what is not its own error. */
static void
fail_command (KwEmuDesfire *desfire, KwEmuDesfireStatus status)
{
  gboolean was_legacy = desfire->scheme == KW_EMU_DESFIRE_SCHEME_LEGACY;

  g_byte_array_set_size (desfire->reply, 0);
  if (desfire->keeps_session)
    return;
  kw_emu_desfire_drop_drafts (desfire);
  if (!was_legacy || status == KW_EMU_DESFIRE_INTEGRITY_ERROR ||
      status == KW_EMU_DESFIRE_AUTHENTICATION_ERROR)
    kw_emu_desfire_end_session (desfire);
}

static KwEmuDesfireStatus
handle_command (KwEmuDesfire *desfire)
{
  const guint8 *command = desfire->input->data;
  gsize n_bytes = desfire->input->len;
  KwEmuDesfireStatus status = KW_EMU_DESFIRE_ILLEGAL_COMMAND;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (commands[i].instruction != command[0])
        continue;
      if (commands[i].protection == PROTECTION_PLAIN)
        kw_emu_desfire_note_command (desfire, command, n_bytes);
      status = commands[i].handle (desfire, command + 1, n_bytes - 1);
      break;
    }
  if (desfire->is_refused)
    status = KW_EMU_DESFIRE_EEPROM_ERROR;
  if (status != KW_EMU_DESFIRE_OK)
    {
      fail_command (desfire, status);
      return status;
    }
  kw_emu_desfire_seal_reply (desfire, status);
  return status;
}

/* A reply longer than a frame waits in the output; every further frame is asked for. */
static KwEmuDesfireStatus
cut_frame (KwEmuDesfire *desfire)
{
  gsize n_left = desfire->output->len - desfire->output_at;
  gsize n_frame = KW_EMU_DESFIRE_FRAME_BYTES;

  if (desfire->frame_at < desfire->n_frame_sizes)
    n_frame = desfire->frame_sizes[desfire->frame_at++];
  n_frame = MIN (n_frame, n_left);
  g_byte_array_set_size (desfire->reply, 0);
  kw_emu_desfire_say (desfire, desfire->output->data + desfire->output_at, n_frame);
  desfire->output_at += n_frame;
  if (n_frame < n_left)
    return KW_EMU_DESFIRE_ADDITIONAL_FRAME;
  g_byte_array_set_size (desfire->output, 0);
  desfire->output_at = 0;
  return KW_EMU_DESFIRE_OK;
}

static KwEmuDesfireStatus
finish_input (KwEmuDesfire *desfire)
{
  KwEmuDesfireStatus status = handle_command (desfire);

  desfire->n_input_expected = 0;
  if (status != KW_EMU_DESFIRE_OK)
    return status;
  g_byte_array_set_size (desfire->output, 0);
  g_byte_array_append (desfire->output, desfire->reply->data, desfire->reply->len);
  desfire->output_at = 0;
  return cut_frame (desfire);
}

static KwEmuDesfireStatus
take_more (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  if (desfire->auth_command != 0)
    {
      KwEmuDesfireStatus status = kw_emu_desfire_finish_authentication (desfire, data, n_bytes);

      if (status != KW_EMU_DESFIRE_OK)
        fail_command (desfire, status);
      return status;
    }
  if (desfire->n_input_expected > 0)
    {
      g_byte_array_append (desfire->input, data, (guint)n_bytes);
      return desfire->input->len < desfire->n_input_expected && n_bytes > 0
                 ? KW_EMU_DESFIRE_ADDITIONAL_FRAME
                 : finish_input (desfire);
    }
  if (desfire->output_at > 0)
    return cut_frame (desfire);
  fail_command (desfire, KW_EMU_DESFIRE_ILLEGAL_COMMAND);
  return KW_EMU_DESFIRE_ILLEGAL_COMMAND;
}

static KwEmuDesfireStatus
take_command (KwEmuDesfire *desfire, const guint8 *frame, gsize n_bytes)
{
  if (frame[0] == COMMAND_MORE)
    return take_more (desfire, frame + 1, n_bytes - 1);

  desfire->auth_command = 0;
  desfire->n_frame_sizes = desfire->frame_at = 0;
  g_byte_array_set_size (desfire->output, 0);
  desfire->output_at = 0;
  if (frame[0] == 0x0a || frame[0] == 0x1a || frame[0] == 0xaa)
    {
      KwEmuDesfireStatus status = kw_emu_desfire_begin_authentication (desfire, frame[0], frame + 1,
                                                                       n_bytes - 1);

      if (status != KW_EMU_DESFIRE_ADDITIONAL_FRAME)
        fail_command (desfire, status);
      return status;
    }
  g_byte_array_set_size (desfire->input, 0);
  g_byte_array_append (desfire->input, frame, (guint)n_bytes);
  desfire->n_input_expected = n_bytes;
  if (frame[0] == COMMAND_WRITE_DATA || frame[0] == COMMAND_WRITE_RECORD)
    desfire->n_input_expected = kw_emu_desfire_measure_write (desfire, frame, n_bytes);
  return n_bytes < desfire->n_input_expected ? KW_EMU_DESFIRE_ADDITIONAL_FRAME
                                             : finish_input (desfire);
}

/* 90 INS 00 00 [Lc data] 00: what a native command looks like in an ISO 7816-4 coat. */
static gboolean
unwrap (const guint8 *apdu, gsize n_bytes, guint8 *frame, gsize *out_n_frame)
{
  if (n_bytes < 5 || apdu[2] != 0 || apdu[3] != 0)
    return FALSE;
  frame[0] = apdu[1];
  *out_n_frame = 1;
  if (n_bytes == 5)
    return TRUE;
  if (n_bytes != 6u + apdu[4])
    return FALSE;
  memcpy (frame + 1, apdu + 5, apdu[4]);
  *out_n_frame += apdu[4];
  return TRUE;
}

static void
answer_wrapped (KwEmuAnswer *answer, guint8 sw1, guint8 sw2)
{
  answer->bytes[answer->n_bytes++] = sw1;
  answer->bytes[answer->n_bytes++] = sw2;
}

static void
exchange (KwEmuCard *card, const guint8 *command, gsize n_bytes, gboolean is_crypto,
          KwEmuAnswer *answer)
{
  KwEmuDesfire *desfire = (KwEmuDesfire *)card;
  gboolean is_wrapped = command[0] == CLA_WRAPPED;
  guint8 frame[256 + 1];
  gsize n_frame = n_bytes;
  KwEmuDesfireStatus status;

  answer->air_us = kw_emu_timing_iso_dep_us (n_bytes);
  if (is_wrapped ? !unwrap (command, n_bytes, frame, &n_frame) : n_bytes > sizeof frame)
    {
      answer_wrapped (answer, SW1_WRAPPED, KW_EMU_DESFIRE_LENGTH_ERROR);
      return;
    }
  if (!is_wrapped)
    memcpy (frame, command, n_bytes);
  if (!is_wrapped && command[0] == 0x00)
    {
      answer_wrapped (answer, 0x6e, 0x00); /* ISO 7816-4 proper: class not supported */
      return;
    }

  g_byte_array_set_size (desfire->reply, 0);
  desfire->reply_mode = KW_EMU_DESFIRE_MODE_PLAIN;
  desfire->reply_pad = desfire->is_silent = desfire->is_refused = FALSE;
  desfire->keeps_session = FALSE;
  desfire->eeprom_us = 0;
  status = take_command (desfire, frame, n_frame);
  answer->eeprom_us = desfire->eeprom_us;
  if (desfire->is_silent)
    {
      answer->kind = KW_EMU_ANSWER_NONE;
      return;
    }
  if (!is_wrapped)
    answer->bytes[answer->n_bytes++] = (guint8)status;
  memcpy (answer->bytes + answer->n_bytes, desfire->reply->data, desfire->reply->len);
  answer->n_bytes += desfire->reply->len;
  if (is_wrapped)
    answer_wrapped (answer, SW1_WRAPPED, (guint8)status);
  answer->air_us += kw_emu_timing_iso_dep_us (answer->n_bytes);
}

static void
free_desfire (KwEmuCard *card)
{
  KwEmuDesfire *desfire = (KwEmuDesfire *)card;

  kw_emu_desfire_drop_apps (desfire);
  g_byte_array_unref (desfire->input);
  g_byte_array_unref (desfire->output);
  g_byte_array_unref (desfire->reply);
  g_free (desfire);
}

KwEmuCard *
kw_emu_desfire_new_ev1_4k (const guint8 *uid, gsize uid_len, const char *name)
{
  static const KwEmuCardClass klass = { .medium = "desfire",
                                        .reset = reset,
                                        .exchange = exchange,
                                        .load = kw_emu_desfire_load,
                                        .dup_image = kw_emu_desfire_dup_image,
                                        .free = free_desfire };
  /* TL, T0 (FSCI 5: frames of 64 bytes), TA, TB, TC and one historical byte */
  static const guint8 ats[] = { 0x06, 0x75, 0x77, 0x81, 0x02, 0x80 };
  KwEmuDesfire *desfire = g_new0 (KwEmuDesfire, 1);

  kw_emu_card_init (&desfire->card, &klass, uid, uid_len, name);
  desfire->card.atqa[0] = 0x03;
  desfire->card.atqa[1] = 0x44;
  desfire->card.sak = 0x20;
  memcpy (desfire->card.ats, ats, sizeof ats);
  /* With room from the start: their data are never NULL, not even when they are empty. */
  desfire->input = g_byte_array_sized_new (KW_EMU_ANSWER_MAX_BYTES);
  desfire->output = g_byte_array_sized_new (KW_EMU_ANSWER_MAX_BYTES);
  desfire->reply = g_byte_array_sized_new (KW_EMU_ANSWER_MAX_BYTES);
  desfire->picc.settings = KW_EMU_DESFIRE_MAY_CHANGE_MASTER | KW_EMU_DESFIRE_MAY_LIST |
                           KW_EMU_DESFIRE_MAY_CREATE | KW_EMU_DESFIRE_MAY_CONFIGURE;
  desfire->picc.n_keys = 1;
  desfire->selected = &desfire->picc;
  kw_emu_desfire_end_session (desfire);
  return &desfire->card;
}
