/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emulator.h"

#include "kw-error.h"
#include "kw-hex.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define CLA_WRAPPED 0x90 /* DESFire's native commands in ISO 7816-4 clothes */

struct _KwEmulator
{
  KwEmuField *field;
  KwEmuChip *chip;
  GHashTable *cards; /* name → KwEmuCard, owned */
  GArray *faults;    /* of KwEmuFault, in the order they were armed */
  KwEmulatorStats stats;
  KwEmulatorFrontEnd front_end;
  KwEmuFaultContext context; /* of the command under way */
  KwEmuCard *pulled;         /* leaves the field when the command is done */
  FILE *trace;               /* NULL: nobody wants one */
};

KW_DEFINE_THROW (KwEmuError, KW_EMU_ERROR)

KwEmulator *
kw_emulator_new (void)
{
  KwEmulator *emulator = g_new0 (KwEmulator, 1);

  emulator->field = kw_emu_field_new ();
  emulator->chip = kw_emu_chip_new (emulator->field);
  emulator->cards = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                           (GDestroyNotify)kw_emu_card_free);
  emulator->faults = g_array_new (FALSE, FALSE, sizeof (KwEmuFault));
  return emulator;
}

void
kw_emulator_free (KwEmulator *emulator)
{
  if (emulator == NULL)
    return;
  g_clear_pointer (&emulator->trace, fclose);
  kw_emu_chip_free (emulator->chip);
  kw_emu_field_free (emulator->field);
  g_hash_table_unref (emulator->cards);
  g_array_unref (emulator->faults);
  g_free (emulator);
}

void
kw_emulator_set_front_end (KwEmulator *emulator, const KwEmulatorFrontEnd *front_end)
{
  memset (&emulator->front_end, 0, sizeof emulator->front_end);
  if (front_end != NULL)
    emulator->front_end = *front_end;
}

const KwEmulatorFrontEnd *
kw_emulator_get_front_end (KwEmulator *emulator)
{
  return &emulator->front_end;
}

void
kw_emulator_power_up (KwEmulator *emulator)
{
  kw_emu_chip_power_up (emulator->chip);
  for (guint i = emulator->faults->len; i > 0; i--)
    if (g_array_index (emulator->faults, KwEmuFault, i - 1).kind == KW_EMU_FAULT_DEAD)
      g_array_remove_index (emulator->faults, i - 1);
}

static KwEmuFaultContext
find_context (const guint8 *command, gsize n_bytes)
{
  KwEmuFaultContext context = { .command = command[0], .op = -1, .block = -1 };
  gsize at = 0;

  if (command[0] == KW_EMU_COMMAND_IN_DATA_EXCHANGE)
    at = 2;
  else if (command[0] == KW_EMU_COMMAND_IN_COMMUNICATE_THRU)
    at = 1;
  if (at == 0 || n_bytes <= at)
    return context;
  context.op = command[at];
  if (n_bytes > at + 1)
    context.block = command[at + 1];
  if (context.op == CLA_WRAPPED && n_bytes > at + 1)
    {
      context.op = command[at + 1];
      context.block = n_bytes > at + 6 ? command[at + 5] : -1;
    }
  return context;
}

/* The first fault of @phase that strikes now; spent ones are swept away on the next command. */
static const KwEmuFault *
strike (KwEmulator *emulator, KwEmuFaultPhase phase, guint *index)
{
  while (*index < emulator->faults->len)
    {
      KwEmuFault *fault = &g_array_index (emulator->faults, KwEmuFault, (*index)++);

      if (kw_emu_fault_get_phase (fault) == phase &&
          kw_emu_fault_matches (fault, &emulator->context))
        {
          emulator->stats.n_faults++;
          return fault;
        }
    }
  return NULL;
}

static void
sweep_faults (KwEmulator *emulator)
{
  for (guint i = emulator->faults->len; i > 0; i--)
    if (kw_emu_fault_is_spent (&g_array_index (emulator->faults, KwEmuFault, i - 1)))
      g_array_remove_index (emulator->faults, i - 1);
}

static KwEmuFate
fate_of (const KwEmuFault *fault)
{
  if (fault->kind == KW_EMU_FAULT_NAK)
    return KW_EMU_FATE_NAK;
  if (fault->kind == KW_EMU_FAULT_FLIP)
    return KW_EMU_FATE_FLIP;
  switch (fault->when)
    {
    case KW_EMU_FAULT_WHEN_BEFORE:
      return KW_EMU_FATE_BEFORE;
    case KW_EMU_FAULT_WHEN_MIDDLE:
      return KW_EMU_FATE_MIDDLE;
    case KW_EMU_FAULT_WHEN_AFTER:
      return KW_EMU_FATE_AFTER;
    case KW_EMU_FAULT_WHEN_ANSWERED:
      return KW_EMU_FATE_DONE;
    }
  return KW_EMU_FATE_DONE;
}

static KwEmuFate
on_card_write_cb (KwEmuCard *card, guint n_blocks, gpointer user_data)
{
  KwEmulator *emulator = user_data;
  KwEmuFate fate = KW_EMU_FATE_DONE;
  const KwEmuFault *fault;
  guint index = 0;

  emulator->stats.n_writes++;
  emulator->context.is_write = TRUE;
  while ((fault = strike (emulator, KW_EMU_FAULT_PHASE_WRITE, &index)) != NULL)
    {
      fate = fate_of (fault);
      if (fault->kind == KW_EMU_FAULT_REMOVE)
        emulator->pulled = card;
    }
  if (fate != KW_EMU_FATE_BEFORE && fate != KW_EMU_FATE_NAK)
    emulator->stats.n_blocks += n_blocks;
  return fate;
}

/* The card the host speaks to; if there is none, whatever lies there. */
static void
pull_card (KwEmulator *emulator)
{
  kw_emulator_take (emulator, kw_emu_chip_get_target (emulator->chip));
}

static void
answer_status (KwEmuOutcome *outcome, guint8 command, guint8 status)
{
  outcome->run = KW_EMU_RUN_REPLY;
  outcome->reply.bytes[0] = (guint8)(command + 1);
  outcome->reply.bytes[1] = status;
  outcome->reply.n_bytes = 2;
}

/* Faults that strike before the chip does anything. Returns whether it still does. */
static gboolean
pass_command_faults (KwEmulator *emulator, guint8 command, KwEmuOutcome *outcome)
{
  const KwEmuFault *fault;
  guint index = 0;

  while ((fault = strike (emulator, KW_EMU_FAULT_PHASE_COMMAND, &index)) != NULL)
    {
      if (fault->kind == KW_EMU_FAULT_REMOVE)
        {
          pull_card (emulator);
          continue;
        }
      if (fault->kind == KW_EMU_FAULT_DEAD)
        outcome->ack = KW_EMU_ACK_NONE;
      else if (fault->kind == KW_EMU_FAULT_NACK)
        outcome->ack = KW_EMU_ACK_NACK;
      else if (fault->kind == KW_EMU_FAULT_ERROR)
        outcome->run = KW_EMU_RUN_SYNTAX_ERROR;
      else if (fault->kind == KW_EMU_FAULT_STATUS)
        answer_status (outcome, command, fault->value);
      else if (fault->kind == KW_EMU_FAULT_NAK)
        {
          KwEmuCard *card = kw_emu_chip_get_target (emulator->chip);

          if (card != NULL)
            kw_emu_card_drop_out (card);
          answer_status (outcome, command, KW_EMU_STATUS_NAK);
        }
      else if (fault->kind == KW_EMU_FAULT_UNPLUG)
        {
          outcome->ack = KW_EMU_ACK_NONE;
          outcome->unplug = TRUE;
          outcome->replug_us = fault->delay_us;
        }
      return FALSE;
    }
  return TRUE;
}

static void
apply_reply_fault (KwEmulator *emulator, const KwEmuFault *fault, KwEmuOutcome *outcome)
{
  KwEmuReply *reply = &outcome->reply;

  if (fault->kind == KW_EMU_FAULT_SILENCE)
    outcome->is_silent = TRUE;
  else if (fault->kind == KW_EMU_FAULT_REMOVE)
    {
      pull_card (emulator);
      if (fault->when == KW_EMU_FAULT_WHEN_AFTER)
        answer_status (outcome, (guint8)emulator->context.command, KW_EMU_STATUS_TIMEOUT);
    }
  else if (fault->kind == KW_EMU_FAULT_STATUS)
    {
      if (reply->n_bytes < 2)
        reply->n_bytes = 2;
      reply->bytes[1] = fault->value;
    }
  else if (fault->kind == KW_EMU_FAULT_ATS)
    {
      if (reply->ats_at > 0)
        reply->bytes[reply->ats_at] = fault->value;
    }
  else if (fault->kind == KW_EMU_FAULT_CORRUPT)
    {
      outcome->is_corrupt = TRUE;
      outcome->corruption = fault->corruption;
    }
  else if (fault->kind == KW_EMU_FAULT_LATE)
    outcome->extra_us += fault->delay_us;
  else if (fault->kind == KW_EMU_FAULT_DRIBBLE)
    {
      outcome->chunk_bytes = fault->chunk_bytes;
      outcome->chunk_gap_us = fault->delay_us;
      outcome->is_endless = fault->is_endless;
    }
  else if (fault->kind == KW_EMU_FAULT_UNPLUG)
    {
      outcome->unplug = TRUE;
      outcome->is_silent |= fault->when == KW_EMU_FAULT_WHEN_AFTER;
      outcome->replug_us = fault->delay_us;
    }
}

/* The chip is done with the command: what was pulled leaves, and the reply may suffer. */
static void
finish_command (KwEmulator *emulator, KwEmuOutcome *outcome)
{
  const KwEmuFault *fault;
  guint index = 0;

  if (emulator->pulled != NULL)
    kw_emulator_take (emulator, emulator->pulled);
  emulator->pulled = NULL;
  if (outcome->run != KW_EMU_RUN_REPLY)
    return;
  while ((fault = strike (emulator, KW_EMU_FAULT_PHASE_REPLY, &index)) != NULL)
    apply_reply_fault (emulator, fault, outcome);
}

static void
run_command (KwEmulator *emulator, const guint8 *command, gsize n_bytes, gint64 now_us,
             KwEmuOutcome *outcome)
{
  emulator->stats.n_exchanges++;
  sweep_faults (emulator);
  kw_emu_chip_abort (emulator->chip);
  emulator->context = find_context (command, n_bytes);
  if (!pass_command_faults (emulator, command[0], outcome))
    return;
  outcome->run = kw_emu_chip_run (emulator->chip, command, n_bytes, now_us, &outcome->reply);
  finish_command (emulator, outcome);
}

static void
trace_command (KwEmulator *emulator, const guint8 *command, gsize n_bytes, gint64 now_us,
               const KwEmuOutcome *outcome)
{
  const gboolean is_answered = outcome->ack == KW_EMU_ACK_ACK && !outcome->is_silent &&
                               outcome->run == KW_EMU_RUN_REPLY;
  g_autofree char *command_hex = kw_hex_encode (command, n_bytes);
  g_autofree char *reply_hex = is_answered
                                   ? kw_hex_encode (outcome->reply.bytes, outcome->reply.n_bytes)
                                   : g_strdup ("-");

  fprintf (emulator->trace, "%" G_GINT64_FORMAT " %s %s\n", now_us, command_hex, reply_hex);
}

void
kw_emulator_run (KwEmulator *emulator, const guint8 *command, gsize n_bytes, gint64 now_us,
                 KwEmuOutcome *out_outcome)
{
  g_return_if_fail (n_bytes > 0);

  memset (out_outcome, 0, sizeof *out_outcome);
  out_outcome->ack = KW_EMU_ACK_ACK;
  run_command (emulator, command, n_bytes, now_us, out_outcome);
  if (emulator->trace != NULL)
    trace_command (emulator, command, n_bytes, now_us, out_outcome);
}

gboolean
kw_emulator_resume (KwEmulator *emulator, gint64 now_us, KwEmuOutcome *out_outcome)
{
  memset (out_outcome, 0, sizeof *out_outcome);
  out_outcome->run = kw_emu_chip_resume (emulator->chip, now_us, &out_outcome->reply);
  if (out_outcome->run == KW_EMU_RUN_PENDING)
    return FALSE;
  finish_command (emulator, out_outcome);
  return TRUE;
}

void
kw_emulator_abort (KwEmulator *emulator)
{
  kw_emu_chip_abort (emulator->chip);
}

gint64
kw_emulator_get_deadline_us (KwEmulator *emulator)
{
  return kw_emu_chip_get_deadline_us (emulator->chip);
}

void
kw_emulator_count_bytes (KwEmulator *emulator, gsize n_in, gsize n_out)
{
  emulator->stats.n_bytes_in += n_in;
  emulator->stats.n_bytes_out += n_out;
}

const KwEmulatorStats *
kw_emulator_get_stats (KwEmulator *emulator)
{
  return &emulator->stats;
}

void
kw_emulator_reset_stats (KwEmulator *emulator)
{
  memset (&emulator->stats, 0, sizeof emulator->stats);
}

gboolean
kw_emulator_trace (KwEmulator *emulator, const char *path, GError **error)
{
  FILE *trace = NULL;

  if (path != NULL)
    {
      trace = fopen (path, "we");
      if (trace == NULL)
        return throw (error, KW_EMU_ERROR_STATE, "'%s' cannot be written: %s", path,
                      g_strerror (errno));
      setvbuf (trace, NULL, _IOLBF, BUFSIZ);
    }
  g_clear_pointer (&emulator->trace, fclose);
  emulator->trace = trace;
  return TRUE;
}

gboolean
kw_emulator_add_card (KwEmulator *emulator, KwEmuCard *card, GError **error)
{
  if (g_hash_table_contains (emulator->cards, card->name))
    {
      throw (error, KW_EMU_ERROR_STATE, "there is a card called '%s'", card->name);
      kw_emu_card_free (card);
      return FALSE;
    }
  card->gate = (KwEmuWriteGate){ on_card_write_cb, emulator };
  g_hash_table_insert (emulator->cards, card->name, card);
  return TRUE;
}

KwEmuCard *
kw_emulator_find_card (KwEmulator *emulator, const char *name, GError **error)
{
  KwEmuCard *card = g_hash_table_lookup (emulator->cards, name);

  if (card == NULL)
    throw (error, KW_EMU_ERROR_UNKNOWN, "no card is called '%s'", name);
  return card;
}

KwEmuField *
kw_emulator_get_field (KwEmulator *emulator)
{
  return emulator->field;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (((const KwEmuCard *)a)->name, ((const KwEmuCard *)b)->name);
}

GList *
kw_emulator_list_cards (KwEmulator *emulator)
{
  return g_list_sort (g_hash_table_get_values (emulator->cards), compare_names);
}

static void
tell_field_changed (KwEmulator *emulator)
{
  if (emulator->front_end.on_field_changed != NULL)
    emulator->front_end.on_field_changed (emulator->front_end.user_data);
}

gboolean
kw_emulator_put (KwEmulator *emulator, KwEmuCard *card, GError **error)
{
  if (kw_emu_field_has (emulator->field, card))
    return throw (error, KW_EMU_ERROR_STATE, "'%s' lies there already", card->name);
  kw_emu_field_put (emulator->field, card);
  tell_field_changed (emulator);
  return TRUE;
}

guint
kw_emulator_take (KwEmulator *emulator, KwEmuCard *card)
{
  guint n_taken = 0;

  if (card != NULL)
    return kw_emu_field_take (emulator->field, card) ? 1 : 0;
  while (kw_emu_field_get_n_cards (emulator->field) > 0)
    {
      kw_emu_field_take (emulator->field, kw_emu_field_get_card (emulator->field, 0));
      n_taken++;
    }
  return n_taken;
}

void
kw_emulator_add_fault (KwEmulator *emulator, const KwEmuFault *fault)
{
  g_array_append_val (emulator->faults, *fault);
}

void
kw_emulator_clear_faults (KwEmulator *emulator)
{
  g_array_set_size (emulator->faults, 0);
}

guint
kw_emulator_get_n_faults (KwEmulator *emulator)
{
  sweep_faults (emulator);
  return emulator->faults->len;
}
