/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-job.h"

G_BEGIN_DECLS

/* The walk-list: where somebody has to go because of a lost card, and where somebody was. Reporting
 * a card lost puts every place it opens on the list; a cancel card for it is named there. */

/**
 * KwDeskVisit:
 * @id: for kw_desk_tick_visit_async()
 * @card_label: number of the lost card, "7-42"
 * @lost_credential: what was on it
 * @cancel_credential: the cancel card to show there; 0 = none was written: only a newer card stops
 *   the lost one, and only at a guest door
 * @place: where
 * @visited_at_unix_s: when somebody was there; 0 = not yet
 * @may_live_until_unix_s: until when the lost card may open there
 *
 * One line of the walk-list. Immutable and reference counted: treat every field as const. Any
 * thread.
 */
typedef struct
{
  gint64 id;
  char *card_label;
  guint64 lost_credential;
  guint64 cancel_credential;
  KwDeskPlace place;
  gint64 visited_at_unix_s;
  gint64 may_live_until_unix_s;
} KwDeskVisit;

#define KW_TYPE_DESK_VISIT (kw_desk_visit_get_type ())
GType kw_desk_visit_get_type (void);

/**
 * kw_desk_visit_ref:
 * @visit: a visit
 *
 * Returns: (transfer full): @visit
 */
KwDeskVisit *kw_desk_visit_ref (KwDeskVisit *visit);

/**
 * kw_desk_visit_unref:
 * @visit: (nullable) (transfer full): a visit
 */
void kw_desk_visit_unref (KwDeskVisit *visit);

/**
 * kw_desk_list_walk_async:
 * @self: a desk
 * @credential: number of a lost credential; 0 = of all cards that are still lost and open something
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 */
void kw_desk_list_walk_async (KwDesk *self, guint64 credential, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_list_walk_finish:
 * @self: a desk
 * @result: the result
 * @error: a `KW_DESK_ERROR`: STORE
 *
 * Returns: (transfer full) (element-type KwDeskVisit) (nullable): card by card, doors before areas
 *   before elevators. Of one credential all places; of all cards only those not visited yet.
 */
GPtrArray *kw_desk_list_walk_finish (KwDesk *self, GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_tick_visit_async:
 * @self: a desk
 * @visit_id: which visit
 * @is_visited: %TRUE: somebody was there; %FALSE: nobody was, after all
 * @cancellable: (nullable): as usual
 * @callback: called when done
 * @user_data: for @callback
 *
 * A door try at which a lock learns a cancel card ticks its visit by itself.
 */
void kw_desk_tick_visit_async (KwDesk *self, gint64 visit_id, gboolean is_visited,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * kw_desk_tick_visit_finish:
 * @self: a desk
 * @result: the result
 * @error: a `KW_DESK_ERROR`: NOT_FOUND, CLOCK_SUSPECT, STORE, DISK_FULL
 *
 * Returns: (transfer full) (nullable): the visit as it is now, also if it was so before
 */
KwDeskVisit *kw_desk_tick_visit_finish (KwDesk *self, GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDeskVisit, kw_desk_visit_unref)

G_END_DECLS
