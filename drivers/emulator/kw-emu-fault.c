/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-fault.h"

#include "kw-error.h"

#include <string.h>

#define ALL (-1)
#define MAX_DELAY_MS (24 * 60 * 60 * 1000)

KW_DEFINE_THROW (KwEmuError, KW_EMU_ERROR)

/* Which keys a kind has besides command, op, block, after and count. */
enum
{
  KEY_WRITE = 1 << 0,
  KEY_WHEN = 1 << 1,
  KEY_HOW = 1 << 2,
  KEY_VALUE = 1 << 3,
  KEY_RUN = 1 << 4,
  KEY_MS = 1 << 5,
  KEY_CHUNK = 1 << 6,
};

static const struct
{
  const char *word;
  guint keys;
  int default_count;
} kinds[KW_EMU_FAULT_N] = {
  [KW_EMU_FAULT_REMOVE] = { "remove", KEY_WRITE | KEY_WHEN, 1 },
  [KW_EMU_FAULT_NAK] = { "nak", KEY_WRITE, 1 },
  [KW_EMU_FAULT_FLIP] = { "flip", KEY_WRITE, 1 },
  [KW_EMU_FAULT_DEAD] = { "dead", 0, ALL },
  [KW_EMU_FAULT_NACK] = { "nack", 0, 1 },
  [KW_EMU_FAULT_ERROR] = { "error", 0, 1 },
  [KW_EMU_FAULT_SILENCE] = { "silence", KEY_WRITE, 1 },
  [KW_EMU_FAULT_STATUS] = { "status", KEY_WRITE | KEY_VALUE | KEY_RUN, 1 },
  [KW_EMU_FAULT_ATS] = { "ats", KEY_VALUE, 1 },
  [KW_EMU_FAULT_CORRUPT] = { "corrupt", KEY_WRITE | KEY_HOW, 1 },
  [KW_EMU_FAULT_LATE] = { "late", KEY_WRITE | KEY_MS, 1 },
  [KW_EMU_FAULT_DRIBBLE] = { "dribble", KEY_WRITE | KEY_MS | KEY_CHUNK, 1 },
  [KW_EMU_FAULT_UNPLUG] = { "unplug", KEY_WRITE | KEY_WHEN | KEY_MS, 1 },
};

const char *
kw_emu_fault_kind_to_string (KwEmuFaultKind kind)
{
  return kinds[kind].word;
}

static gboolean
read_number (const char *text, guint base, gint64 max, gint64 *out_number)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, base, 0, (guint64)max, &number, NULL))
    return FALSE;
  *out_number = (gint64)number;
  return TRUE;
}

static gboolean
read_choice (const char *text, const char *const *choices, gint64 *out_number)
{
  for (gint64 i = 0; choices[i] != NULL; i++)
    if (strcmp (text, choices[i]) == 0)
      {
        *out_number = i;
        return TRUE;
      }
  return FALSE;
}

/* The conditions, and how often; every kind has them. */
static gboolean
apply_condition (KwEmuFault *fault, const char *key, const char *value, gboolean *out_is_known)
{
  gint64 number = 0;
  gboolean is_good = FALSE;

  *out_is_known = TRUE;
  if (strcmp (key, "command") == 0 && (is_good = read_number (value, 16, 0xff, &number)))
    fault->command = (int)number;
  else if (strcmp (key, "op") == 0 && (is_good = read_number (value, 16, 0xff, &number)))
    fault->op = (int)number;
  else if (strcmp (key, "block") == 0 && (is_good = read_number (value, 10, 0xff, &number)))
    fault->block = (int)number;
  else if (strcmp (key, "after") == 0 && (is_good = read_number (value, 10, G_MAXINT, &number)))
    fault->n_after = (guint)number;
  else if (strcmp (key, "count") == 0 && strcmp (value, "all") == 0)
    {
      is_good = TRUE;
      fault->n_left = ALL;
    }
  else if (strcmp (key, "count") == 0 && (is_good = read_number (value, 10, G_MAXINT, &number)))
    fault->n_left = (int)number;
  else
    {
      static const char *const keys[] = { "command", "op", "block", "after", "count", NULL };

      *out_is_known = g_strv_contains (keys, key);
    }
  return is_good;
}

static gboolean
apply_effect (KwEmuFault *fault, const char *key, const char *value, gboolean *out_is_known)
{
  static const char *const whens[] = { "before", "middle", "after", "answered", NULL };
  static const char *const hows[] = { "checksum", "length", "truncate", "garbage", NULL };
  static const char *const no_yes[] = { "no", "yes", NULL };
  guint keys = kinds[fault->kind].keys;
  gint64 number = 0;

  *out_is_known = TRUE;
  if ((keys & KEY_WRITE) != 0 && strcmp (key, "write") == 0)
    {
      if (!read_number (value, 10, G_MAXINT, &number) || number == 0)
        return FALSE;
      fault->is_write = TRUE;
      fault->n_after = (guint)number - 1;
      return TRUE;
    }
  if ((keys & KEY_WHEN) != 0 && strcmp (key, "when") == 0)
    {
      gboolean is_good = read_choice (value, whens, &number);

      fault->when = (KwEmuFaultWhen)number;
      return is_good;
    }
  if ((keys & KEY_HOW) != 0 && strcmp (key, "how") == 0)
    {
      gboolean is_good = read_choice (value, hows, &number);

      fault->corruption = (KwEmuCorruption)number;
      return is_good;
    }
  if ((keys & KEY_VALUE) != 0 && strcmp (key, "value") == 0)
    {
      gboolean is_good = read_number (value, 16, 0xff, &number);

      fault->value = (guint8)number;
      return is_good;
    }
  if ((keys & KEY_RUN) != 0 && strcmp (key, "run") == 0)
    {
      gboolean is_good = read_choice (value, no_yes, &number);

      fault->run = number == 1;
      return is_good;
    }
  if ((keys & KEY_MS) != 0 && strcmp (key, "ms") == 0)
    {
      gboolean is_good = read_number (value, 10, MAX_DELAY_MS, &number);

      fault->delay_us = number * 1000;
      return is_good;
    }
  if ((keys & KEY_CHUNK) != 0 && strcmp (key, "chunk") == 0)
    {
      gboolean is_good = read_number (value, 10, 1000, &number) && number > 0;

      fault->chunk_bytes = (guint)number;
      return is_good;
    }
  if ((keys & KEY_CHUNK) != 0 && strcmp (key, "endless") == 0)
    {
      gboolean is_good = read_choice (value, no_yes, &number);

      fault->is_endless = number == 1;
      return is_good;
    }
  *out_is_known = FALSE;
  return FALSE;
}

static gboolean
apply_word (KwEmuFault *fault, const char *word, GError **error)
{
  const char *kind = kinds[fault->kind].word;
  const char *equals = strchr (word, '=');
  g_autofree char *key = NULL;
  gboolean is_known = FALSE;

  if (equals == NULL)
    return throw (error, KW_EMU_ERROR_SYNTAX, "'%s' should be KEY=VALUE", word);
  key = g_strndup (word, (gsize)(equals - word));
  if (apply_condition (fault, key, equals + 1, &is_known))
    return TRUE;
  if (!is_known && apply_effect (fault, key, equals + 1, &is_known))
    return TRUE;
  return is_known ? throw (error, KW_EMU_ERROR_SYNTAX, "'%s' is no value for %s", equals + 1, key)
                  : throw (error, KW_EMU_ERROR_SYNTAX, "fault %s does not take %s", kind, key);
}

static gboolean
is_consistent (const KwEmuFault *fault, GError **error)
{
  if (fault->kind == KW_EMU_FAULT_FLIP && !fault->is_write)
    return throw (error, KW_EMU_ERROR_SYNTAX, "fault flip needs write=N");
  if (fault->kind == KW_EMU_FAULT_REMOVE && fault->when == KW_EMU_FAULT_WHEN_MIDDLE &&
      !fault->is_write)
    return throw (error, KW_EMU_ERROR_SYNTAX, "fault remove when=middle needs write=N");
  if (fault->kind == KW_EMU_FAULT_STATUS && !fault->run && fault->is_write)
    return throw (error, KW_EMU_ERROR_SYNTAX, "fault status run=no cannot take write=N");
  if (fault->kind == KW_EMU_FAULT_UNPLUG && fault->when == KW_EMU_FAULT_WHEN_MIDDLE)
    return throw (error, KW_EMU_ERROR_SYNTAX, "fault unplug does not take when=middle");
  if (fault->kind == KW_EMU_FAULT_UNPLUG && fault->when == KW_EMU_FAULT_WHEN_BEFORE &&
      fault->is_write)
    return throw (error, KW_EMU_ERROR_SYNTAX, "fault unplug when=before cannot take write=N");
  return TRUE;
}

gboolean
kw_emu_fault_parse (char **words, KwEmuFault *out_fault, GError **error)
{
  KwEmuFault fault = {
    .command = ALL, .op = ALL, .block = ALL, .run = TRUE, .delay_us = 0, .chunk_bytes = 1
  };
  gsize kind = 0;

  while (kind < KW_EMU_FAULT_N && g_strcmp0 (words[0], kinds[kind].word) != 0)
    kind++;
  if (kind == KW_EMU_FAULT_N)
    return throw (error, KW_EMU_ERROR_SYNTAX, "no fault is called '%s'",
                  words[0] != NULL ? words[0] : "");
  fault.kind = (KwEmuFaultKind)kind;
  fault.n_left = kinds[kind].default_count;
  for (gsize i = 1; words[i] != NULL; i++)
    if (!apply_word (&fault, words[i], error))
      return FALSE;
  if (!is_consistent (&fault, error))
    return FALSE;
  *out_fault = fault;
  return TRUE;
}

KwEmuFaultPhase
kw_emu_fault_get_phase (const KwEmuFault *fault)
{
  switch (fault->kind)
    {
    case KW_EMU_FAULT_DEAD:
    case KW_EMU_FAULT_NACK:
    case KW_EMU_FAULT_ERROR:
      return KW_EMU_FAULT_PHASE_COMMAND;
    case KW_EMU_FAULT_REMOVE:
    case KW_EMU_FAULT_NAK:
      if (fault->is_write)
        return KW_EMU_FAULT_PHASE_WRITE;
      return fault->when >= KW_EMU_FAULT_WHEN_AFTER ? KW_EMU_FAULT_PHASE_REPLY
                                                    : KW_EMU_FAULT_PHASE_COMMAND;
    case KW_EMU_FAULT_FLIP:
      return KW_EMU_FAULT_PHASE_WRITE;
    case KW_EMU_FAULT_STATUS:
      return fault->run ? KW_EMU_FAULT_PHASE_REPLY : KW_EMU_FAULT_PHASE_COMMAND;
    case KW_EMU_FAULT_UNPLUG:
      return fault->when == KW_EMU_FAULT_WHEN_BEFORE ? KW_EMU_FAULT_PHASE_COMMAND
                                                     : KW_EMU_FAULT_PHASE_REPLY;
    case KW_EMU_FAULT_SILENCE:
    case KW_EMU_FAULT_ATS:
    case KW_EMU_FAULT_CORRUPT:
    case KW_EMU_FAULT_LATE:
    case KW_EMU_FAULT_DRIBBLE:
      return KW_EMU_FAULT_PHASE_REPLY;
    }
  return KW_EMU_FAULT_PHASE_COMMAND;
}

gboolean
kw_emu_fault_matches (KwEmuFault *fault, const KwEmuFaultContext *context)
{
  if (kw_emu_fault_is_spent (fault) ||
      (fault->command != ALL && fault->command != context->command) ||
      (fault->op != ALL && fault->op != context->op) ||
      (fault->block != ALL && fault->block != context->block) ||
      (fault->is_write && !context->is_write))
    return FALSE;
  if (fault->n_after > 0)
    {
      fault->n_after--;
      return FALSE;
    }
  if (fault->n_left > 0)
    fault->n_left--;
  return TRUE;
}

gboolean
kw_emu_fault_is_spent (const KwEmuFault *fault)
{
  return fault->n_left == 0;
}
