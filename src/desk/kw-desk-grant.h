/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only: the hotel's words into the card format's numbers and back. */

#include "kw-credential.h"
#include "kw-lock-body.h"
#include "kw-stay.h"

G_BEGIN_DECLS

/**
 * kw_desk_grant_to_body:
 * @grant: what the card opens
 * @site: the property's number
 * @credential: the credential's number
 * @generation: see docs/card-format.md
 * @revision: 0 at issue; ignored for cancel cards, which have none
 *
 * Returns: the credential as card format 1 has it
 */
KwLockBody kw_desk_grant_to_body (const KwGrant *grant, guint32 site, guint64 credential,
                                  guint32 generation, guint revision);

/**
 * kw_desk_grant_new_from_body:
 * @body: a credential that kw_lock_body_is_supported()
 *
 * Returns: (transfer full) (nullable): what it opens; %NULL if this station would not write such a
 *   card, which another station of another version may have done
 */
KwGrant *kw_desk_grant_new_from_body (const KwLockBody *body);

/**
 * kw_desk_grant_get_end_unix_s:
 * @grant: a grant
 *
 * Returns: from when on no lock opens for it any more, whenever it is first used
 */
gint64 kw_desk_grant_get_end_unix_s (const KwGrant *grant);

/**
 * kw_desk_grant_has_door:
 * @grant: a TENANT grant
 * @door: a guest door
 *
 * Returns: %TRUE if @grant names @door
 */
gboolean kw_desk_grant_has_door (const KwGrant *grant, KwDoorRef door);

/**
 * kw_desk_grant_list_doors:
 * @grant: a grant
 * @out_doors: (out caller-allocates): room for KW_STAY_N_DOORS_MAX doors
 *
 * Returns: how many guest doors a TENANT grant names, the main one first; 0 for other kinds
 */
guint kw_desk_grant_list_doors (const KwGrant *grant, KwDoorRef *out_doors);

G_END_DECLS
