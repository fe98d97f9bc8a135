/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only: where a lost card opens, and where a cancel card must be shown. */

#include "kw-desk-job.h"
#include "kw-desk-private.h"
#include "kw-lock-body.h"
#include "kw-store-cancel-visit.h"

G_BEGIN_DECLS

/* (element-type KwDeskPlace): every guest door, area and elevator that @grant opens; the scope of a
 * staff card is spelled out. */
GArray *kw_desk_visits_list_places (const KwProperty *property, const KwGrant *grant);

KwDeskPlace kw_desk_visits_get_place (const KwStorePlace *stored);

/* Puts @places (element-type KwDeskPlace) on the walk-list of the lost credential @lost.
 * @cancel_card: the cancel card to show there; 0 = none. */
gboolean kw_desk_visits_put (KwStore *store, guint64 lost, guint64 cancel_card,
                             const GArray *places, GError **error);

/* Puts the walk-list of @cancel_card into the register, and its places into @outcome. */
gboolean kw_desk_visits_add (KwStore *store, const KwDeskContext *context,
                             const KwCredential *cancel_card, KwDeskOutcome *outcome,
                             GError **error);

/* Ticks a visit off, or takes that back, with its row of the journal; nothing if it is so already.
 * The clock is checked. NOT_FOUND. */
gboolean kw_desk_visits_tick (KwStore *store, const KwDeskContext *context, gint64 id,
                              gboolean is_visited, GError **error);

/* The lock at @place has learned @cancel_card: ticks off what that was for. CLOCK_SUSPECT. */
gboolean kw_desk_visits_learn (KwStore *store, KwDeskContext *context,
                               const KwLockBody *cancel_card, const KwDeskPlace *place,
                               GError **error);

G_END_DECLS
