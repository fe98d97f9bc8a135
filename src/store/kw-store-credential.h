/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-credential.h"
#include "kw-door-ref.h"
#include "kw-store.h"

G_BEGIN_DECLS

/* What is, was or may be written on cards. All functions: inside a KwStoreFunc only; other errors
 * as kw_store_run_finish(). */

/**
 * KwStoreDoorState:
 * @KW_STORE_DOOR_STATE_ALIVE: opens the door, as far as the register knows
 * @KW_STORE_DOOR_STATE_SUPERSEDED: a newer card stops it there when it is first shown; or a renewal
 *   took the door off it
 * @KW_STORE_DOOR_STATE_CANCELLED: a cancel card was shown there
 *
 * What a tenant credential is at one of its guest doors.
 */
typedef enum
{
  KW_STORE_DOOR_STATE_ALIVE,
  KW_STORE_DOOR_STATE_SUPERSEDED,
  KW_STORE_DOOR_STATE_CANCELLED,
} KwStoreDoorState;

#define KW_STORE_DOOR_STATE_N 3

/**
 * kw_store_door_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): the stored form: "alive", "superseded", "cancelled"
 */
const char *kw_store_door_state_to_string (KwStoreDoorState state);

/**
 * KwStoreCredentialDoor:
 * @door: a guest door
 * @state: what the credential is there
 *
 * A plain value.
 */
typedef struct
{
  KwDoorRef door;
  KwStoreDoorState state;
} KwStoreCredentialDoor;

/**
 * KwStoreCredentialFilter:
 * @stay_id: of this stay; 0 = do not look
 * @card_id: on this card; 0 = do not look
 * @door: naming this guest door; {0, 0} = do not look
 * @is_alive_at_door: with @door: only those that are ALIVE there
 * @states: bit 1 << KwCredentialState for each wanted state; 0 = every
 *
 * Which credentials. At most one of @stay_id, @card_id and @door; if none, @states must be given.
 */
typedef struct
{
  gint64 stay_id;
  gint64 card_id;
  KwDoorRef door;
  gboolean is_alive_at_door;
  guint32 states;
} KwStoreCredentialFilter;

/**
 * kw_store_credential_put:
 * @store: the store
 * @credential: a new one
 * @error: a `KW_STORE_ERROR`: CONSTRAINT if its number exists, or card or stay do not
 *
 * A tenant credential becomes ALIVE at its doors, whatever its state.
 *
 * Returns: %TRUE if it was put
 */
gboolean kw_store_credential_put (KwStore *store, const KwCredential *credential,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_credential_update:
 * @store: the store
 * @credential: a stored one as it is to be
 * @error: a `KW_STORE_ERROR`: NOT_FOUND; STATE if kw_credential_state_can_follow() forbids it, or
 * if what it opens is to change although a cancel card names it, or the mark of that is to go
 *
 * Doors it newly names become ALIVE; those it no longer names SUPERSEDED.
 *
 * Returns: %TRUE if it was changed
 */
gboolean kw_store_credential_update (KwStore *store, const KwCredential *credential,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_credential_load:
 * @store: the store
 * @number: which
 * @error: a `KW_STORE_ERROR`: NOT_FOUND, CORRUPT
 *
 * Returns: (transfer full): the credential, or %NULL
 */
KwCredential *kw_store_credential_load (KwStore *store, guint64 number,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_credential_load_newest:
 * @store: the store
 * @card_id: a card
 * @error: a `KW_STORE_ERROR`: NOT_FOUND if none was ever written on it
 *
 * Returns: (transfer full): the credential last written on it, failed ones aside; or %NULL
 */
KwCredential *kw_store_credential_load_newest (KwStore *store, gint64 card_id,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_credential_list:
 * @store: the store
 * @filter: which
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: (transfer full) (element-type KwCredential): by number; or %NULL
 */
GPtrArray *kw_store_credential_list (KwStore *store, const KwStoreCredentialFilter *filter,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_credential_list_doors:
 * @store: the store
 * @number: which credential
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: (transfer full) (element-type KwStoreCredentialDoor): its guest doors; empty if it is no
 *   tenant's; or %NULL
 */
GArray *kw_store_credential_list_doors (KwStore *store, guint64 number,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_credential_put_door:
 * @store: the store
 * @number: which credential
 * @door: one of its guest doors
 * @state: what it is there from now on
 * @error: a `KW_STORE_ERROR`: NOT_FOUND if it does not name that door
 *
 * Returns: %TRUE if it was put
 */
gboolean kw_store_credential_put_door (KwStore *store, guint64 number, KwDoorRef door,
                                       KwStoreDoorState state,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_credential_supersede:
 * @store: the store
 * @door: where a new credential was issued for
 * @generation: of the new one
 * @out_superseded: (out) (transfer full) (element-type KwCredential): those that are not alive at
 *   @door any more, as they are now
 * @error: a `KW_STORE_ERROR`
 *
 * Marks every credential of a lower generation that is alive at @door as superseded there. A LIVE
 * one that is alive at no door any more becomes SUPERSEDED.
 *
 * Returns: %TRUE if it was done
 */
gboolean kw_store_credential_supersede (KwStore *store, KwDoorRef door, guint32 generation,
                                        GPtrArray **out_superseded,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_credential_load_highest_generation:
 * @store: the store
 * @doors: (array length=n_doors): guest doors
 * @n_doors: length of @doors
 * @begins_by_unix_s: only stays that begin no later
 * @highest: generations above it are left out
 * @out_generation: (out): the highest known, 0 if none
 * @error: a `KW_STORE_ERROR`
 *
 * For the generation of a NEW issue: docs/card-format.md, Generation.
 *
 * Returns: %TRUE if it was looked up
 */
gboolean kw_store_credential_load_highest_generation (KwStore *store, const KwDoorRef *doors,
                                                      guint n_doors, gint64 begins_by_unix_s,
                                                      gint64 highest, guint32 *out_generation,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
