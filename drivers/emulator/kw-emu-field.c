/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-field.h"

#include <string.h>

struct _KwEmuField
{
  GPtrArray *cards; /* borrowed KwEmuCard, in the order of UIDs */
  gboolean is_on;
};

static int
compare_uids (gconstpointer a, gconstpointer b)
{
  const KwEmuCard *left = *(const KwEmuCard *const *)a;
  const KwEmuCard *right = *(const KwEmuCard *const *)b;
  int order = memcmp (left->uid, right->uid, MIN (left->uid_len, right->uid_len));

  return order != 0 ? order : (int)left->uid_len - (int)right->uid_len;
}

KwEmuField *
kw_emu_field_new (void)
{
  KwEmuField *field = g_new0 (KwEmuField, 1);

  field->cards = g_ptr_array_new ();
  return field;
}

void
kw_emu_field_free (KwEmuField *field)
{
  if (field == NULL)
    return;
  g_ptr_array_unref (field->cards);
  g_free (field);
}

void
kw_emu_field_put (KwEmuField *field, KwEmuCard *card)
{
  g_return_if_fail (!kw_emu_field_has (field, card));

  kw_emu_card_reset (card);
  g_ptr_array_add (field->cards, card);
  g_ptr_array_sort (field->cards, compare_uids);
}

gboolean
kw_emu_field_take (KwEmuField *field, KwEmuCard *card)
{
  if (!g_ptr_array_remove (field->cards, card))
    return FALSE;
  kw_emu_card_reset (card);
  return TRUE;
}

gboolean
kw_emu_field_has (const KwEmuField *field, const KwEmuCard *card)
{
  return card != NULL && g_ptr_array_find (field->cards, card, NULL);
}

guint
kw_emu_field_get_n_cards (const KwEmuField *field)
{
  return field->cards->len;
}

KwEmuCard *
kw_emu_field_get_card (const KwEmuField *field, guint index)
{
  return g_ptr_array_index (field->cards, index);
}

void
kw_emu_field_set_power (KwEmuField *field, gboolean is_on)
{
  field->is_on = is_on;
  if (is_on)
    return;
  for (guint i = 0; i < field->cards->len; i++)
    kw_emu_card_reset (kw_emu_field_get_card (field, i));
}

gboolean
kw_emu_field_is_on (const KwEmuField *field)
{
  return field->is_on;
}

/* Whether @card answers, and what the request does to it if it does not. */
static gboolean
answers_request (KwEmuCard *card, gboolean wake)
{
  switch (card->state)
    {
    case KW_EMU_CARD_STATE_IDLE:
      return TRUE;
    case KW_EMU_CARD_STATE_HALT:
      return wake;
    case KW_EMU_CARD_STATE_ACTIVE:
      kw_emu_card_drop_out (card);
      return FALSE;
    case KW_EMU_CARD_STATE_PROTOCOL:
      return FALSE;
    }
  return FALSE;
}

KwEmuCard *
kw_emu_field_request (KwEmuField *field, gboolean wake, const guint8 *uid, gsize uid_len,
                      guint *out_n_ready)
{
  KwEmuCard *selected = NULL;
  guint n_ready = 0;

  if (field->is_on)
    for (guint i = 0; i < field->cards->len; i++)
      {
        KwEmuCard *card = kw_emu_field_get_card (field, i);

        if (!answers_request (card, wake))
          continue;
        n_ready++;
        if (selected == NULL &&
            (uid == NULL || (uid_len == card->uid_len && memcmp (uid, card->uid, uid_len) == 0)))
          selected = card;
      }
  if (selected != NULL)
    {
      selected->was_halted = selected->state == KW_EMU_CARD_STATE_HALT;
      selected->state = KW_EMU_CARD_STATE_ACTIVE;
    }
  if (out_n_ready != NULL)
    *out_n_ready = n_ready;
  return selected;
}
