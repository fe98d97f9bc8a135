/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only: where a lost card opens, and where a cancel card must be shown. */

#include "kw-desk-job.h"
#include "kw-desk-private.h"

G_BEGIN_DECLS

/* (element-type KwDeskPlace): every guest door, area and elevator that @grant opens; the scope of a
 * staff card is spelled out. */
GArray *kw_desk_visits_list_places (const KwProperty *property, const KwGrant *grant);

/* Puts the walk-list of @cancel_card into the register, and its places into @outcome. */
gboolean kw_desk_visits_add (KwStore *store, const KwDeskContext *context,
                             const KwCredential *cancel_card, KwDeskOutcome *outcome,
                             GError **error);

G_END_DECLS
