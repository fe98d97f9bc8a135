/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only: questions to the register about credentials; on the database thread. */

#include "kw-desk-private.h"
#include "kw-stay.h"
#include "kw-store-card.h"
#include "kw-store-credential.h"

G_BEGIN_DECLS

/* Clocks of locks differ from the station's: docs/card-format.md, "Station rules". */
#define KW_DESK_CLOCK_MARGIN_S (15 * 60)

/* How far ahead of the time it is meant for a generation may be: "Generation". */
#define KW_DESK_GENERATION_AHEAD_MAX_S 86400

/* The card of that number, "7-42"; BAD_VALUE, NOT_FOUND. */
KwCard *kw_desk_load_card (KwStore *store, const char *label, GError **error);

/* What was written on @card last; NOT_ALLOWED if nothing ever was. @label: its number. */
KwCredential *kw_desk_load_newest (KwStore *store, const KwCard *card, const char *label,
                                   GError **error);

/* Whether a card that is not here can become @state: LOST, or RETURNED without the card. */
gboolean kw_desk_credential_can_be_absent (const KwCredential *credential, KwCredentialState state,
                                           gint64 now_unix_s);

/* Credentials of a stay that open something now, as far as the register knows. */
GPtrArray *kw_desk_list_live (KwStore *store, gint64 stay_id, gint64 now_unix_s, GError **error);

/* The same at a door, of anybody. */
GPtrArray *kw_desk_list_live_at (KwStore *store, KwDoorRef door, gint64 now_unix_s, GError **error);

/* TRUE if a card with it opens something at @now_unix_s, as far as the register knows. */
gboolean kw_desk_credential_is_live (const KwCredential *credential, gint64 now_unix_s);

/* A copy in another state. */
KwCredential *kw_desk_credential_with_state (const KwCredential *credential,
                                             KwCredentialState state, GError **error);

/* Until when a clone of the card, made before it was erased or changed, may open; 0 if the medium
 * cannot be cloned or the credential is over. */
gint64 kw_desk_credential_get_clone_end (const KwCredential *credential, const KwCard *card,
                                         gint64 now_unix_s);

/* TRUE if it opens more than guest doors, where no newer card stops it. */
gboolean kw_desk_grant_has_area_access (const KwGrant *grant);

/* Sets the generation for a card that is to supersede every older one at @doors:
 * docs/card-format.md, "Generation". */
gboolean kw_desk_choose_generation (KwStore *store, const KwDoorRef *doors, guint n_doors,
                                    const KwStay *stay, gint64 now_unix_s, guint32 *out_generation,
                                    GError **error);

G_END_DECLS
