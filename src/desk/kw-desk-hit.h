/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-card.h"
#include "kw-credential.h"
#include "kw-stay.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KwDeskHitKind:
 * @KW_DESK_HIT_KIND_ROOM: a guest door, by its name
 * @KW_DESK_HIT_KIND_CARD: a card, by its number
 * @KW_DESK_HIT_KIND_REFERENCE: a stay, by the hotel's own number
 * @KW_DESK_HIT_KIND_TENANT: a stay, by the name of a tenant
 * @KW_DESK_HIT_KIND_HOLDER: a staff card, by the name of who carries it
 */
typedef enum
{
  KW_DESK_HIT_KIND_ROOM,
  KW_DESK_HIT_KIND_CARD,
  KW_DESK_HIT_KIND_REFERENCE,
  KW_DESK_HIT_KIND_TENANT,
  KW_DESK_HIT_KIND_HOLDER,
} KwDeskHitKind;
#define KW_DESK_HIT_KIND_N (KW_DESK_HIT_KIND_HOLDER + 1)

#define KW_TYPE_DESK_HIT (kw_desk_hit_get_type ())
/**
 * KwDeskHit:
 *
 * Something that #KwDeskSearch found. Immutable.
 *
 * Properties, read-only: `kind` (#KwDeskHitKind as int), `title`, `place`, `card-label` (strings),
 * `stay-id` (int64).
 */
G_DECLARE_FINAL_TYPE (KwDeskHit, kw_desk_hit, KW, DESK_HIT, GObject)

/**
 * kw_desk_hit_get_kind:
 * @self: a hit
 *
 * Returns: what was found, and so where to go
 */
KwDeskHitKind kw_desk_hit_get_kind (KwDeskHit *self);

/**
 * kw_desk_hit_get_title:
 * @self: a hit
 *
 * Returns: (transfer none): what matched: the room's name, the card's number, the reference, the
 *   person's name
 */
const char *kw_desk_hit_get_title (KwDeskHit *self);

/**
 * kw_desk_hit_get_place:
 * @self: a hit
 *
 * Returns: (transfer none): for a room its building; otherwise the main room, floor or building of
 *   the stay or the card; empty for a card of the whole hotel
 */
const char *kw_desk_hit_get_place (KwDeskHit *self);

/**
 * kw_desk_hit_get_door:
 * @self: a hit
 *
 * Returns: the room, or the main room of the stay or the card; {0, 0} = none
 */
KwDoorRef kw_desk_hit_get_door (KwDeskHit *self);

/**
 * kw_desk_hit_get_stay:
 * @self: a hit
 *
 * Returns: (transfer none) (nullable): REFERENCE, TENANT, and CARD of a tenant: the stay
 */
const KwStay *kw_desk_hit_get_stay (KwDeskHit *self);

/**
 * kw_desk_hit_get_card_label:
 * @self: a hit
 *
 * Returns: (transfer none) (nullable): CARD and HOLDER: the card's number, "7-42"
 */
const char *kw_desk_hit_get_card_label (KwDeskHit *self);

/**
 * kw_desk_hit_get_credential:
 * @self: a hit
 *
 * Returns: (transfer none) (nullable): CARD and HOLDER: what was written on it last; %NULL if
 *   nothing was
 */
const KwCredential *kw_desk_hit_get_credential (KwDeskHit *self);

G_END_DECLS
