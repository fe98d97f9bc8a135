/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/store only: rows of access_grant, which belong to credentials and issues. */

#include "kw-grant.h"
#include "kw-store-query.h"

/* The columns of one grant, of the table under the alias g, in the order that
 * kw_store_grant_read() reads. */
#define KW_STORE_GRANT_COLUMNS                                                                     \
  "g.kind, g.can_override_deadbolt, g.is_copy, g.is_from_first_use, g.is_one_opening,"             \
  " g.has_every_landing, g.building, g.floor, g.door, g.extra_door_1, g.extra_door_2,"             \
  " g.extra_door_3, g.extra_door_4, g.areas, g.bank, g.floors, g.weekdays, g.day_start_minute,"    \
  " g.day_end_minute, g.valid_from_unix_s, g.valid_until_unix_s, g.cancelled_1, g.cancelled_2,"    \
  " g.cancelled_3, g.cancelled_4"

/* Reads them from a row, @first_column on. */
KwGrant *kw_store_grant_read (KwStoreQuery *query, int first_column, GError **error);

KwGrant *kw_store_grant_load (KwStore *store, gint64 id, GError **error);

/* A new row; *out_id is 0 for no grant. */
gboolean kw_store_grant_insert (KwStore *store, const KwGrant *grant, gint64 *out_id,
                                GError **error);

/* Changes a row to say @grant. */
gboolean kw_store_grant_update (KwStore *store, gint64 id, const KwGrant *grant, GError **error);
