/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-card.h"

#include "kw-credential.h"
#include "kw-error.h"
#include "kw-model-check.h"

#include <string.h>

KW_DEFINE_THROW (KwModelError, KW_MODEL_ERROR)

static const char *const medium_names[KW_MEDIUM_N] = {
  [KW_MEDIUM_CLASSIC_1K] = "classic-1k",
  [KW_MEDIUM_CLASSIC_4K] = "classic-4k",
  [KW_MEDIUM_DESFIRE] = "desfire",
  [KW_MEDIUM_ULTRALIGHT_C] = "ultralight-c",
};

KwCard *
kw_card_new (const KwCard *fields, GError **error)
{
  KwCard *card = NULL;

  g_return_val_if_fail (fields != NULL, NULL);

  if (!kw_model_check_range ("id", fields->id, 0, G_MAXINT64, error) ||
      !kw_model_check_range ("number", fields->number_station, 1, KW_STATION_MAX, error) ||
      !kw_model_check_range ("number", (gint64)MIN (fields->number_counter, G_MAXINT64), 1,
                             (gint64)KW_CREDENTIAL_COUNTER_MAX, error))
    return NULL;
  if (fields->uid_len != 4 && fields->uid_len != 7 && fields->uid_len != 10)
    {
      throw (error, KW_MODEL_ERROR_RANGE, "uid: has %u bytes, must have 4, 7 or 10",
             fields->uid_len);
      return NULL;
    }
  if ((guint)fields->medium >= KW_MEDIUM_N)
    {
      throw (error, KW_MODEL_ERROR_RANGE, "medium: %u is no medium", (guint)fields->medium);
      return NULL;
    }

  card = g_atomic_rc_box_new0 (KwCard);
  *card = *fields;
  memset (card->uid + card->uid_len, 0, KW_CARD_UID_MAX_BYTES - card->uid_len);
  return card;
}

KwCard *
kw_card_ref (const KwCard *card)
{
  return g_atomic_rc_box_acquire ((KwCard *)card);
}

void
kw_card_unref (KwCard *card)
{
  g_atomic_rc_box_release (card);
}

gboolean
kw_card_equal (const KwCard *a, const KwCard *b)
{
  return a->id == b->id && a->number_station == b->number_station &&
         a->number_counter == b->number_counter && a->uid_len == b->uid_len &&
         memcmp (a->uid, b->uid, a->uid_len) == 0 && a->medium == b->medium &&
         !a->is_discarded == !b->is_discarded;
}

char *
kw_card_dup_label (const KwCard *card)
{
  return g_strdup_printf ("%u-%" G_GUINT64_FORMAT, card->number_station, card->number_counter);
}

gboolean
kw_card_parse_label (const char *label, guint *out_station, guint64 *out_counter, GError **error)
{
  const char *dash = strchr (label, '-');
  g_autofree char *station_text = NULL;
  guint64 station = 0;
  guint64 counter = 0;

  if (dash == NULL)
    return throw (error, KW_MODEL_ERROR_TEXT, "card: a card's number has two parts, as in 7-42");

  station_text = g_strndup (label, (gsize)(dash - label));
  if (!g_ascii_string_to_unsigned (station_text, 10, 1, KW_STATION_MAX, &station, NULL) ||
      !g_ascii_string_to_unsigned (dash + 1, 10, 1, KW_CREDENTIAL_COUNTER_MAX, &counter, NULL))
    return throw (error, KW_MODEL_ERROR_RANGE, "card: the number must look like 7-42");

  *out_station = (guint)station;
  *out_counter = counter;
  return TRUE;
}

const char *
kw_medium_to_string (KwMedium medium)
{
  g_return_val_if_fail ((guint)medium < KW_MEDIUM_N, NULL);
  return medium_names[medium];
}

gboolean
kw_medium_from_string (const char *string, KwMedium *out_medium)
{
  guint index = 0;

  if (!kw_model_find_name (medium_names, KW_MEDIUM_N, string, &index))
    return FALSE;
  *out_medium = (KwMedium)index;
  return TRUE;
}

G_DEFINE_BOXED_TYPE (KwCard, kw_card, kw_card_ref, kw_card_unref)
