/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-cards.h"
#include "kw-desk-job.h"
#include "kw-journal-entry.h"

G_BEGIN_DECLS

/**
 * KwCliVoice:
 * @out: where to append
 * @property: (nullable): the hotel: its names, its local time
 * @now_unix_s: decides whether a year is said
 *
 * What a sentence for a clerk needs. A plain value; everything in it is borrowed.
 */
typedef struct
{
  GString *out;
  const KwProperty *property;
  gint64 now_unix_s;
} KwCliVoice;

/**
 * kw_cli_print_dup_time:
 * @voice: the voice, with a property
 * @unix_s: a moment
 *
 * Returns: (transfer full): "Sunday 24 November, 11:00", with its year if it is not this one, in
 *   the hotel's local time
 */
char *kw_cli_print_dup_time (const KwCliVoice *voice, gint64 unix_s);

/**
 * kw_cli_print_dup_short_time:
 * @voice: the voice
 * @unix_s: a moment
 *
 * Returns: (transfer full): "2026-11-24 11:00", in the hotel's local time, in UTC without a hotel
 */
char *kw_cli_print_dup_short_time (const KwCliVoice *voice, gint64 unix_s);

/**
 * kw_cli_print_dup_count:
 * @n: how many
 * @one: what one is called, "room"
 * @many: what several are called, "rooms"
 *
 * Returns: (transfer full): "1 room", "2 rooms"
 */
char *kw_cli_print_dup_count (guint n, const char *one, const char *many);

/**
 * kw_cli_print_dup_list:
 * @items: (element-type utf8): words
 *
 * Returns: (transfer full): "a", "a and b", "a, b and c"; "nothing" for none
 */
char *kw_cli_print_dup_list (const GPtrArray *items);

/**
 * kw_cli_print_dup_card:
 * @card: (nullable): the plastic
 *
 * Returns: (transfer full): "Card 1-7", or "This card" if the register does not know it
 */
char *kw_cli_print_dup_card (const KwCard *card);

/**
 * kw_cli_print_dup_opens:
 * @voice: the voice, with a property
 * @grant: what a credential opens
 *
 * Returns: (transfer full): "room 0305, the pool and landing 3", without the times
 */
char *kw_cli_print_dup_opens (const KwCliVoice *voice, const KwGrant *grant);

/**
 * kw_cli_print_append_opens:
 * @voice: where to; what is appended starts with a place and ends with a time, without a full stop
 * @grant: any but CANCEL
 *
 * What it opens, on which days and hours, from when and until when.
 */
void kw_cli_print_append_opens (const KwCliVoice *voice, const KwGrant *grant);

/**
 * kw_cli_print_dup_place:
 * @voice: the voice, with a property
 * @place: a place with a lock
 *
 * Returns: (transfer full): "room 0305", "the pool", "the elevator Main"
 */
char *kw_cli_print_dup_place (const KwCliVoice *voice, const KwDeskPlace *place);

/**
 * kw_cli_print_issued:
 * @voice: the voice, with a property
 * @outcome: of an issue, a renewal or a move
 *
 * Says what the card opens, until when, and what becomes of older cards.
 */
void kw_cli_print_issued (const KwCliVoice *voice, const KwDeskOutcome *outcome);

/**
 * kw_cli_print_returned:
 * @voice: the voice, with a property
 * @outcome: of a return
 * @is_absent: the card was not there
 */
void kw_cli_print_returned (const KwCliVoice *voice, const KwDeskOutcome *outcome,
                            gboolean is_absent);

/**
 * kw_cli_print_lost:
 * @voice: the voice, with a property
 * @outcome: of a report
 *
 * Says what the card still opens, until when, and what stops it.
 */
void kw_cli_print_lost (const KwCliVoice *voice, const KwDeskOutcome *outcome);

/**
 * kw_cli_print_cancel_card:
 * @voice: the voice, with a property
 * @outcome: of writing a cancel card
 * @visits: (nullable) (element-type KwDeskPlace): where it is to be shown
 */
void kw_cli_print_cancel_card (const KwCliVoice *voice, const KwDeskOutcome *outcome,
                               const GArray *visits);

/**
 * kw_cli_print_blanked:
 * @voice: the voice, with a property
 * @outcome: of blanking
 */
void kw_cli_print_blanked (const KwCliVoice *voice, const KwDeskOutcome *outcome);

/**
 * kw_cli_print_identified:
 * @voice: the voice, with a property
 * @outcome: of an identification
 */
void kw_cli_print_identified (const KwCliVoice *voice, const KwDeskOutcome *outcome);

/**
 * kw_cli_print_tried:
 * @voice: the voice, with a property
 * @place: where the card was shown
 * @outcome: of a door try
 *
 * The first line is the lock's word alone.
 */
void kw_cli_print_tried (const KwCliVoice *voice, const KwDeskPlace *place,
                         const KwDeskOutcome *outcome);

/**
 * kw_cli_print_stay:
 * @voice: the voice, with a property
 * @stay: a stay
 */
void kw_cli_print_stay (const KwCliVoice *voice, const KwStay *stay);

G_END_DECLS
