/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-grant.h"
#include "kw-model-error.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* A credential's number is station (24 bit) ‖ that station's counter (40 bit). The top bit of the
 * station's number stays 0, so that a database can keep the whole as a signed number. */
#define KW_STATION_MAX 8388607
#define KW_CREDENTIAL_COUNTER_MAX ((G_GUINT64_CONSTANT (1) << 40) - 1)
#define KW_CREDENTIAL_REVISION_MAX 65535

typedef enum
{
  KW_CREDENTIAL_STATE_PENDING,
  KW_CREDENTIAL_STATE_LIVE,
  KW_CREDENTIAL_STATE_RETURNED,
  KW_CREDENTIAL_STATE_LOST,
  KW_CREDENTIAL_STATE_SUPERSEDED,
  KW_CREDENTIAL_STATE_EXPIRED,
  KW_CREDENTIAL_STATE_REWRITTEN,
  KW_CREDENTIAL_STATE_FAILED,
  KW_CREDENTIAL_STATE_DAMAGED,
  KW_CREDENTIAL_STATE_UNCERTAIN,
} KwCredentialState;

#define KW_CREDENTIAL_STATE_N 10

/**
 * KwCredential:
 * @number: never 0, never reused; see kw_credential_number_make()
 * @card_id: the plastic it was written on, KwCard's id, 0 = not stored yet
 * @grant: what it opens, and when
 * @generation: the card format's generation
 * @revision: 0 at issue, +1 at each renewal or change, at most 65535; 0 on a cancel card
 * @key_version: of the keys it was made with, 1..255
 * @stay_id: the stay of a tenant card, 0 = none
 * @holder: (nullable): who carries it, for staff cards
 * @state: where in its life it is
 * @issued_at_unix_s: when it was written
 * @may_live_until_unix_s: until when a copy of it, or the card itself out of our hands, may still
 *   open; 0 = no such thing
 * @is_on_cancel_card: a cancel card names it: never rewrite it
 *
 * What is written on a card. Immutable and reference counted: treat every field as const. On the
 * stack it is only the argument of kw_credential_new(): never ref such a one. To change one, copy
 * the structure, change fields, and make a new one of it. Any thread.
 */
typedef struct
{
  guint64 number;
  gint64 card_id;
  const KwGrant *grant;
  guint32 generation;
  guint revision;
  guint key_version;
  gint64 stay_id;
  const char *holder;
  KwCredentialState state;
  gint64 issued_at_unix_s;
  gint64 may_live_until_unix_s;
  gboolean is_on_cancel_card;
} KwCredential;

#define KW_TYPE_CREDENTIAL (kw_credential_get_type ())
GType kw_credential_get_type (void);

/**
 * kw_credential_new:
 * @fields: what the credential is; borrowed: the grant is referenced, texts are copied. Its grant
 *   was made by kw_grant_new()
 * @error: a `KW_MODEL_ERROR`, the message starting with the field
 *
 * Returns: (transfer full): an immutable copy of @fields, or %NULL if it would not be valid
 */
KwCredential *kw_credential_new (const KwCredential *fields,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_credential_ref:
 * @credential: made by kw_credential_new()
 *
 * Returns: (transfer full): @credential
 */
KwCredential *kw_credential_ref (const KwCredential *credential);

/**
 * kw_credential_unref:
 * @credential: (transfer full): made by kw_credential_new()
 */
void kw_credential_unref (KwCredential *credential);

/**
 * kw_credential_equal:
 * @a: a credential
 * @b: another
 *
 * Returns: %TRUE if every field is the same, the grant compared by value
 */
gboolean kw_credential_equal (const KwCredential *a, const KwCredential *b);

/**
 * kw_credential_number_make:
 * @station: 1..8388607
 * @counter: 0..2^40-1
 *
 * Returns: the credential's number
 */
guint64 kw_credential_number_make (guint station, guint64 counter);

/**
 * kw_credential_number_get_station:
 * @number: a credential's number
 *
 * Returns: the number of the station that made it
 */
guint kw_credential_number_get_station (guint64 number);

/**
 * kw_credential_number_get_counter:
 * @number: a credential's number
 *
 * Returns: that station's counter
 */
guint64 kw_credential_number_get_counter (guint64 number);

/**
 * kw_credential_number_is_valid:
 * @number: anything
 *
 * Returns: %TRUE if a station can have made @number
 */
gboolean kw_credential_number_is_valid (guint64 number);

/**
 * kw_credential_state_can_follow:
 * @from: the state before
 * @to: the state after; the same state counts as a step only for LIVE (renewed) and RETURNED (first
 *   without the card, then with it)
 *
 * Returns: %TRUE if a credential may go from @from to @to
 */
gboolean kw_credential_state_can_follow (KwCredentialState from, KwCredentialState to);

/**
 * kw_credential_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): the stored form: "pending", "live", "returned", "lost", "superseded",
 *   "expired", "rewritten", "failed", "damaged", "uncertain"
 */
const char *kw_credential_state_to_string (KwCredentialState state);

/**
 * kw_credential_state_from_string:
 * @string: (nullable): a stored form
 * @out_state: (out): untouched on failure
 *
 * Returns: %TRUE if @string is one
 */
gboolean kw_credential_state_from_string (const char *string,
                                          KwCredentialState *out_state) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwCredential, kw_credential_unref)

G_END_DECLS
