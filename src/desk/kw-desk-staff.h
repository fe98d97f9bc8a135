/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-credential.h"
#include "kw-desk.h"

G_BEGIN_DECLS

/* What holds for the cards of the staff. */

/* How long before its end a card is said to end soon. */
#define KW_DESK_STAFF_SOON_DAYS 14

/* A day alone as the end of a card is the whole of that day. */
#define KW_DESK_STAFF_LAST_MINUTE (24 * 60 - 1)

/**
 * kw_desk_staff_needs_uncloneable:
 * @property: the hotel
 * @kind: a kind of card
 *
 * Any thread.
 *
 * Returns: %TRUE if such a card may be written only on a chip that cannot be copied
 */
gboolean kw_desk_staff_needs_uncloneable (const KwProperty *property, KwGrantKind kind);

/**
 * kw_desk_staff_takes_medium:
 * @property: the hotel
 * @kind: a kind of card
 * @medium_name: (nullable): a chip as #KwDeskOutcome names it; %NULL: nobody knows
 *
 * Returns: %FALSE if @kind may not be written on that chip, because it can be copied
 */
gboolean kw_desk_staff_takes_medium (const KwProperty *property, KwGrantKind kind,
                                     const char *medium_name);

/**
 * kw_desk_staff_get_default_until_unix_s:
 * @property: the hotel
 * @now_unix_s: the present
 * @grant: (nullable): what a card to renew opens; %NULL: it is a new one
 *
 * Any thread.
 *
 * Returns: the end that is proposed: thirty days more than now, or than the card has, to the last
 *   minute of that day
 */
gint64 kw_desk_staff_get_default_until_unix_s (const KwProperty *property, gint64 now_unix_s,
                                               const KwGrant *grant);

/**
 * kw_desk_staff_ends_soon:
 * @self: a desk with a property
 * @credential: what a staff card carries
 *
 * As #KwDeskCardFilter with `expires_within_days` %KW_DESK_STAFF_SOON_DAYS.
 *
 * Returns: %TRUE if it is live and opens, but not for much longer
 */
gboolean kw_desk_staff_ends_soon (KwDesk *self, const KwCredential *credential);

G_END_DECLS
