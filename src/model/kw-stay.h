/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-door-ref.h"
#include "kw-model-error.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  KW_STAY_STATE_EXPECTED,
  KW_STAY_STATE_OPEN,
  KW_STAY_STATE_CLOSED,
} KwStayState;

#define KW_STAY_STATE_N 3

/* A card has room for its own door and four more. */
#define KW_STAY_N_DOORS_MAX 5

/* More names than a group could ever put into five rooms; keeps a broken document small. */
#define KW_STAY_N_TENANTS_MAX 100

/**
 * KwStay:
 * @id: the register's number, 0 = not stored yet
 * @state: EXPECTED until check-in, OPEN until check-out
 * @n_doors: 1..5
 * @doors: the doors of the stay, the main one first, none twice
 * @tenants: (array zero-terminated=1) (nullable): their names; %NULL and empty are the same
 * @from_unix_s: check-in
 * @until_unix_s: check-out, after @from_unix_s
 * @opened_at_unix_s: when it became OPEN, 0 = never; OPEN needs one, EXPECTED has none
 * @closed_at_unix_s: when it became CLOSED, 0 = not; CLOSED needs one, the others have none
 * @reference: (nullable): the booking's number or another text of the hotel
 *
 * Tenants in one or more doors from check-in to check-out. Immutable and reference counted: treat
 * every field as const. On the stack it is only the argument of kw_stay_new(): never ref such a
 * one. To change one, copy the structure, change fields, and make a new one of it. Any thread.
 */
typedef struct
{
  gint64 id;
  KwStayState state;
  guint n_doors;
  KwDoorRef doors[KW_STAY_N_DOORS_MAX];
  const char *const *tenants;
  gint64 from_unix_s;
  gint64 until_unix_s;
  gint64 opened_at_unix_s;
  gint64 closed_at_unix_s;
  const char *reference;
} KwStay;

#define KW_TYPE_STAY (kw_stay_get_type ())
GType kw_stay_get_type (void);

/**
 * kw_stay_new:
 * @fields: what the stay shall say; borrowed, texts are copied
 * @error: a `KW_MODEL_ERROR`, the message starting with the field
 *
 * Returns: (transfer full): an immutable copy of @fields with @tenants never %NULL, or %NULL if it
 *   would not be valid
 */
KwStay *kw_stay_new (const KwStay *fields, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_stay_ref:
 * @stay: made by kw_stay_new()
 *
 * Returns: (transfer full): @stay
 */
KwStay *kw_stay_ref (const KwStay *stay);

/**
 * kw_stay_unref:
 * @stay: (transfer full): made by kw_stay_new()
 */
void kw_stay_unref (KwStay *stay);

/**
 * kw_stay_equal:
 * @a: a stay
 * @b: another
 *
 * Returns: %TRUE if every field is the same
 */
gboolean kw_stay_equal (const KwStay *a, const KwStay *b);

/**
 * kw_stay_has_door:
 * @stay: a stay
 * @door: a door
 *
 * Returns: %TRUE if @door is one of the stay's
 */
gboolean kw_stay_has_door (const KwStay *stay, KwDoorRef door);

/**
 * kw_stay_state_can_follow:
 * @from: the state before
 * @to: the state after
 *
 * Returns: %TRUE if a stay may go from @from to @to
 */
gboolean kw_stay_state_can_follow (KwStayState from, KwStayState to);

/**
 * kw_stay_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): the stored form: "expected", "open", "closed"
 */
const char *kw_stay_state_to_string (KwStayState state);

/**
 * kw_stay_state_from_string:
 * @string: (nullable): a stored form
 * @out_state: (out): untouched on failure
 *
 * Returns: %TRUE if @string is one
 */
gboolean kw_stay_state_from_string (const char *string,
                                    KwStayState *out_state) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwStay, kw_stay_unref)

G_END_DECLS
