/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-card.h"

#include "kw-emu-classic.h"
#include "kw-emu-desfire.h"
#include "kw-emu-ntag.h"
#include "kw-error.h"

#include <string.h>

G_DEFINE_QUARK (KwEmuError, kw_emu_error)
KW_DEFINE_THROW (KwEmuError, KW_EMU_ERROR)

KwEmuCard *
kw_emu_card_new (const char *medium, const guint8 *uid, gsize uid_len, const char *name,
                 GError **error)
{
  static const struct
  {
    const char *medium;
    KwEmuCard *(*make) (const guint8 *uid, gsize uid_len, const char *name);
    gsize min_uid_len;
  } models[] = {
    { "classic1k", kw_emu_classic_new_1k, 4 },
    { "classic4k", kw_emu_classic_new_4k, 4 },
    { "ntag213", kw_emu_ntag_new_213, 7 },
    { "desfire", kw_emu_desfire_new_ev1_4k, 7 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      if (strcmp (medium, models[i].medium) != 0)
        continue;
      if ((uid_len != 4 && uid_len != 7) || uid_len < models[i].min_uid_len)
        {
          throw (error, KW_EMU_ERROR_SYNTAX, "a %s has a UID of %s", medium,
                 models[i].min_uid_len == 4 ? "4 or 7 bytes" : "7 bytes");
          return NULL;
        }
      return models[i].make (uid, uid_len, name);
    }
  throw (error, KW_EMU_ERROR_UNKNOWN, "no medium is called '%s'", medium);
  return NULL;
}

void
kw_emu_card_free (KwEmuCard *card)
{
  if (card == NULL)
    return;
  g_free (card->name);
  card->klass->free (card);
}

void
kw_emu_card_init (KwEmuCard *card, const KwEmuCardClass *klass, const guint8 *uid, gsize uid_len,
                  const char *name)
{
  g_assert (uid_len <= sizeof card->uid);

  card->klass = klass;
  card->name = g_strdup (name);
  memcpy (card->uid, uid, uid_len);
  card->uid_len = uid_len;
}

KwEmuFate
kw_emu_card_ask_write (KwEmuCard *card, guint n_blocks)
{
  if (card->gate.ask == NULL)
    return KW_EMU_FATE_DONE;
  return card->gate.ask (card, n_blocks, card->gate.user_data);
}

void
kw_emu_card_program (guint8 *memory, const guint8 *bytes, gsize n_bytes, KwEmuFate fate)
{
  switch (fate)
    {
    case KW_EMU_FATE_DONE:
    case KW_EMU_FATE_AFTER:
      memcpy (memory, bytes, n_bytes);
      break;
    case KW_EMU_FATE_FLIP:
      memcpy (memory, bytes, n_bytes);
      if (n_bytes > 0)
        memory[n_bytes / 2] ^= 0x10;
      break;
    case KW_EMU_FATE_MIDDLE:
      memcpy (memory, bytes, n_bytes / 2);
      break;
    case KW_EMU_FATE_BEFORE:
    case KW_EMU_FATE_NAK:
      break;
    }
}

void
kw_emu_card_answer_write (KwEmuFate fate, KwEmuAnswer *answer)
{
  switch (fate)
    {
    case KW_EMU_FATE_DONE:
    case KW_EMU_FATE_FLIP:
      answer->kind = KW_EMU_ANSWER_DATA;
      break;
    case KW_EMU_FATE_NAK:
      answer->kind = KW_EMU_ANSWER_NAK;
      break;
    case KW_EMU_FATE_BEFORE:
    case KW_EMU_FATE_MIDDLE:
    case KW_EMU_FATE_AFTER:
      answer->kind = KW_EMU_ANSWER_NONE;
      break;
    }
}

void
kw_emu_card_drop_out (KwEmuCard *card)
{
  if (card->klass->reset != NULL)
    card->klass->reset (card);
  card->state = card->was_halted ? KW_EMU_CARD_STATE_HALT : KW_EMU_CARD_STATE_IDLE;
}

void
kw_emu_card_reset (KwEmuCard *card)
{
  card->state = KW_EMU_CARD_STATE_IDLE;
  card->was_halted = FALSE;
  if (card->klass->reset != NULL)
    card->klass->reset (card);
}

void
kw_emu_card_exchange (KwEmuCard *card, const guint8 *command, gsize n_bytes, gboolean is_crypto,
                      KwEmuAnswer *answer)
{
  g_return_if_fail (n_bytes > 0);

  memset (answer, 0, sizeof *answer);
  card->klass->exchange (card, command, n_bytes, is_crypto, answer);
}

gboolean
kw_emu_card_load (KwEmuCard *card, const guint8 *image, gsize n_bytes, GError **error)
{
  return card->klass->load (card, image, n_bytes, error);
}

GBytes *
kw_emu_card_dup_image (KwEmuCard *card)
{
  return card->klass->dup_image (card);
}
