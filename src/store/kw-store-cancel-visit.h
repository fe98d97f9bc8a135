/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-door-ref.h"
#include "kw-store.h"

G_BEGIN_DECLS

/* The walk-list: doors somebody has to go to because of a lost card. All functions: inside a
 * KwStoreFunc only; other errors as kw_store_run_finish(). */

/**
 * KwStoreCancelVisit:
 * @id: the register's number
 * @lost_credential: because of which
 * @cancel_credential: the cancel card to show there; 0 = none was made
 * @door: where
 * @visited_at_unix_s: when somebody was there; 0 = not yet
 *
 * A plain value.
 */
typedef struct
{
  gint64 id;
  guint64 lost_credential;
  guint64 cancel_credential;
  KwDoorRef door;
  gint64 visited_at_unix_s;
} KwStoreCancelVisit;

/**
 * kw_store_cancel_visit_put:
 * @store: the store
 * @lost_credential: because of which
 * @cancel_credential: the cancel card to show there; 0 = none was made
 * @door: where
 * @error: a `KW_STORE_ERROR`: CONSTRAINT if credential or door are not known
 *
 * A door already on the list for @lost_credential stays on it once, not visited, and gets
 * @cancel_credential.
 *
 * Returns: %TRUE if it was put
 */
gboolean kw_store_cancel_visit_put (KwStore *store, guint64 lost_credential,
                                    guint64 cancel_credential, KwDoorRef door,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_cancel_visit_list:
 * @store: the store
 * @lost_credential: only because of this one; 0 = all that are not visited yet
 * @error: a `KW_STORE_ERROR`
 *
 * Returns: (transfer full) (element-type KwStoreCancelVisit): by building and door; or %NULL
 */
GArray *kw_store_cancel_visit_list (KwStore *store, guint64 lost_credential,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_store_cancel_visit_tick:
 * @store: the store
 * @id: which visit
 * @at_unix_s: when it was done
 * @error: a `KW_STORE_ERROR`: NOT_FOUND
 *
 * With a cancel card, the lost credential becomes CANCELLED at that door.
 *
 * Returns: %TRUE if it was ticked off
 */
gboolean kw_store_cancel_visit_tick (KwStore *store, gint64 id, gint64 at_unix_s,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
