/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only. */

#include "kw-desk-hit.h"
#include "kw-desk.h"

/* What a hit is made of; borrowed. */
typedef struct
{
  KwDeskHitKind kind;
  const char *title;
  const char *place;
  KwDoorRef door;
  const KwStay *stay;             /* (nullable) */
  const KwCard *card;             /* (nullable) */
  const KwCredential *credential; /* (nullable) */
} KwDeskHitParts;

KwDeskHit *kw_desk_hit_new (const KwDeskHitParts *parts);
