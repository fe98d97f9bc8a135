/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-model-error.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  KW_MEDIUM_CLASSIC_1K,
  KW_MEDIUM_CLASSIC_4K,
  KW_MEDIUM_DESFIRE,
  KW_MEDIUM_ULTRALIGHT_C,
} KwMedium;

#define KW_MEDIUM_N 4

#define KW_CARD_UID_MAX_BYTES 10

/**
 * KwCard:
 * @id: the register's number, 0 = not stored yet
 * @number_station: the station that saw it first, 1..8388607
 * @number_counter: that station's counter of cards, from 1; people read both as "7-42"
 * @uid: the chip's number; bytes after @uid_len are 0
 * @uid_len: 4, 7 or 10 bytes
 * @medium: what sort of chip
 * @is_discarded: taken out of use
 *
 * A piece of plastic. Immutable and reference counted: treat every field as const. On the stack it
 * is only the argument of kw_card_new(): never ref such a one. Any thread.
 */
typedef struct
{
  gint64 id;
  guint number_station;
  guint64 number_counter;
  guint8 uid[KW_CARD_UID_MAX_BYTES];
  guint uid_len;
  KwMedium medium;
  gboolean is_discarded;
} KwCard;

#define KW_TYPE_CARD (kw_card_get_type ())
GType kw_card_get_type (void);

/**
 * kw_card_new:
 * @fields: what the card is; borrowed
 * @error: a `KW_MODEL_ERROR`, the message starting with the field
 *
 * Returns: (transfer full): an immutable copy of @fields, or %NULL if it would not be valid
 */
KwCard *kw_card_new (const KwCard *fields, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_card_ref:
 * @card: made by kw_card_new()
 *
 * Returns: (transfer full): @card
 */
KwCard *kw_card_ref (const KwCard *card);

/**
 * kw_card_unref:
 * @card: (transfer full): made by kw_card_new()
 */
void kw_card_unref (KwCard *card);

/**
 * kw_card_equal:
 * @a: a card
 * @b: another
 *
 * Returns: %TRUE if every field is the same
 */
gboolean kw_card_equal (const KwCard *a, const KwCard *b);

/**
 * kw_card_dup_label:
 * @card: a card
 *
 * Returns: (transfer full): its number as people read it, "7-42"
 */
char *kw_card_dup_label (const KwCard *card);

/**
 * kw_card_parse_label:
 * @label: "7-42"
 * @out_station: (out): untouched on failure
 * @out_counter: (out): untouched on failure
 * @error: a `KW_MODEL_ERROR`: TEXT or RANGE
 *
 * Returns: %TRUE if @label is the number of a card
 */
gboolean kw_card_parse_label (const char *label, guint *out_station, guint64 *out_counter,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_medium_to_string:
 * @medium: a medium
 *
 * Returns: (transfer none): the stored form: "classic-1k", "classic-4k", "desfire", "ultralight-c"
 */
const char *kw_medium_to_string (KwMedium medium);

/**
 * kw_medium_from_string:
 * @string: (nullable): a stored form
 * @out_medium: (out): untouched on failure
 *
 * Returns: %TRUE if @string is one
 */
gboolean kw_medium_from_string (const char *string, KwMedium *out_medium) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwCard, kw_card_unref)

G_END_DECLS
