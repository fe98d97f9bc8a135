/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-property.h"

G_BEGIN_DECLS

/**
 * KwTimeTextContext:
 * @property: the hotel, for its time zone
 * @now_unix_s: the present
 * @shown_unix_s: the moment whose day a time of day alone is on; 0 = the next such time
 * @start_unix_s: the moment that "+2" counts from; 0 = the present
 * @day_minute: what a day alone means, 0..1439
 *
 * What a text is read against. A plain value, @property is borrowed.
 */
typedef struct
{
  const KwProperty *property;
  gint64 now_unix_s;
  gint64 shown_unix_s;
  gint64 start_unix_s;
  guint day_minute;
} KwTimeTextContext;

/**
 * kw_time_text_parse:
 * @context: what the text is read against
 * @text: as people write a time: "Sunday", "Sunday 11:00", "tomorrow", "+3", "24 Nov", "24.11.",
 *   "2026-11-24 11:00", "6 pm"; what kw_time_words_dup() and kw_time_words_dup_full() give
 * @out_unix_s: (out): untouched on failure
 *
 * Reads a moment in the user's language and in English. A word that is not understood, or a weekday
 * that is not that of the date, makes the whole text not understood: nothing is guessed.
 *
 * Returns: %TRUE if @text is a moment that a card can hold
 */
gboolean kw_time_text_parse (const KwTimeTextContext *context, const char *text,
                             gint64 *out_unix_s) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_time_text_parse_minute:
 * @text: as people write a time of day: "7", "07:00", "7.30", "6 pm", "24:00"
 * @out_minute: (out): of the day, 0..1440; untouched on failure
 *
 * Returns: %TRUE if @text is a time of day, and nothing else
 */
gboolean kw_time_text_parse_minute (const char *text, guint *out_minute) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
