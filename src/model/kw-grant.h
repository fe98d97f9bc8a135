/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-model-error.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  KW_GRANT_KIND_TENANT,
  KW_GRANT_KIND_FLOOR,
  KW_GRANT_KIND_BUILDING,
  KW_GRANT_KIND_MASTER,
  KW_GRANT_KIND_EMERGENCY,
  KW_GRANT_KIND_CANCEL,
} KwGrantKind;

#define KW_GRANT_KIND_N 6

#define KW_GRANT_N_EXTRA_DOORS 4
#define KW_GRANT_N_CANCELLED 4

/**
 * KwGrant:
 * @kind: what sort of card
 * @can_override_deadbolt: opens a door that is locked from inside
 * @is_copy: one more card beside live ones; only TENANT
 * @is_from_first_use: the validity counts from the first use at each door; only TENANT with one
 *   door, no area, no landing
 * @is_one_opening: opens each lock once; as @is_from_first_use
 * @has_every_landing: all landings of @bank (0: of every bank)
 * @building: 1..255, 0 = every
 * @floor: 1..255, 0 = every
 * @door: 1..65535, 0 = every
 * @extra_doors: up to four more doors of @building; 0 = none; only TENANT
 * @areas: bit n = common area n
 * @bank: the elevator bank that @floors speaks of, 1..255; 0 = every bank
 * @floors: bit n = landing n of @bank
 * @weekdays: bit 0 Monday … bit 6 Sunday; 0 = every day
 * @day_start_minute: minute of the local day 0..1439, inclusive
 * @day_end_minute: 0..1440, exclusive; both 0 = all day; a start after the end runs over midnight
 * @valid_from_unix_s: inclusive
 * @valid_until_unix_s: exclusive, after @valid_from_unix_s
 * @cancelled: only CANCEL, which has none of the fields from @areas to @day_end_minute nor
 *   @extra_doors: the credential numbers that locks are to refuse, left-packed, 0 = none, at least
 *   one
 *
 * What a credential opens, and when, in the hotel's words. TENANT names building, floor and door;
 * FLOOR building and floor; BUILDING the building; MASTER nothing; EMERGENCY and CANCEL are wild
 * from the right only. Immutable and reference counted: treat every field as const. On the stack it
 * is only the argument of kw_grant_new(): never ref such a one. Any thread.
 */
typedef struct
{
  KwGrantKind kind;
  gboolean can_override_deadbolt;
  gboolean is_copy;
  gboolean is_from_first_use;
  gboolean is_one_opening;
  gboolean has_every_landing;
  guint building;
  guint floor;
  guint door;
  guint extra_doors[KW_GRANT_N_EXTRA_DOORS];
  guint32 areas;
  guint bank;
  guint64 floors;
  guint weekdays;
  guint day_start_minute;
  guint day_end_minute;
  gint64 valid_from_unix_s;
  gint64 valid_until_unix_s;
  guint64 cancelled[KW_GRANT_N_CANCELLED];
} KwGrant;

#define KW_TYPE_GRANT (kw_grant_get_type ())
GType kw_grant_get_type (void);

/**
 * kw_grant_new:
 * @fields: what the grant shall say; borrowed
 * @error: a `KW_MODEL_ERROR`: RANGE, RULE or TIME, the message starting with the field
 *
 * Returns: (transfer full): an immutable copy of @fields, or %NULL if a lock would not accept it or
 *   the station may not write it
 */
KwGrant *kw_grant_new (const KwGrant *fields, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_grant_ref:
 * @grant: made by kw_grant_new()
 *
 * Returns: (transfer full): @grant
 */
KwGrant *kw_grant_ref (const KwGrant *grant);

/**
 * kw_grant_unref:
 * @grant: (transfer full): made by kw_grant_new()
 */
void kw_grant_unref (KwGrant *grant);

/**
 * kw_grant_equal:
 * @a: a grant
 * @b: another
 *
 * Returns: %TRUE if every field is the same
 */
gboolean kw_grant_equal (const KwGrant *a, const KwGrant *b);

/**
 * kw_grant_kind_to_string:
 * @kind: a kind
 *
 * Returns: (transfer none): the stored form: "tenant", "floor", "building", "master", "emergency",
 *   "cancel"
 */
const char *kw_grant_kind_to_string (KwGrantKind kind);

/**
 * kw_grant_kind_from_string:
 * @string: (nullable): a stored form
 * @out_kind: (out): untouched on failure
 *
 * Returns: %TRUE if @string is one
 */
gboolean kw_grant_kind_from_string (const char *string,
                                    KwGrantKind *out_kind) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwGrant, kw_grant_unref)

G_END_DECLS
