/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-batch.h"
#include "station.h"

/* Many cards in a row, for tests with the real worker at the emulated encoder. */

#define BATCH_N_NAMES 3

/* Names of blank cards that the emulator has. */
extern const char *const batch_names[BATCH_N_NAMES];

#define BATCH_TEST(name, function)                                                                 \
  g_test_add ("/desk/batch/" name, Station, NULL, batch_set_up, function, station_tear_down)

/* A station with those cards. */
void batch_set_up (Station *station, gconstpointer unused);
KwDoorRef batch_get_door (Station *station, const char *room);
gint64 batch_open_stay_from (Station *station, const char *room, const char *other_room,
                             gint64 from_unix_s);
gint64 batch_open_stay (Station *station, const char *room);
KwBatch *batch_take (Station *station, GAsyncResult **result, GError **error);
KwBatch *batch_create (Station *station, KwBatchKind kind, const KwDeskBatchWish *wishes,
                       guint n_wishes, GError **error);
KwDeskBatchWish batch_wish_for (Station *station, const char *room, gint64 stay_id, guint n_cards);
/* Two cards for 310, one for 311. */
KwBatch *batch_create_rooms (Station *station);
/* Puts the batch as it is now in place of the old one. */
void batch_reload (Station *station, KwBatch **batch);
KwDeskJob *batch_make_job (Station *station, const KwBatch *batch, const KwBatchCard *card,
                           gboolean is_other);
/* Lifts what lies there, and lays @name down when that was noticed. */
KwDeskOutcome *batch_try_write (Station *station, const KwBatch *batch, guint position,
                                const char *name, gboolean is_other, GError **error);
void batch_write_card (Station *station, KwBatch **batch, guint position, const char *name);
/* What lies there, as a fresh look at it says. */
KwDeskOutcome *batch_identify (Station *station);
void batch_assert_lying_there (Station *station, const char *room, gboolean is_copy);
/* How many cards live for the first stay of the batch. */
guint batch_count_live (Station *station, const KwBatch *batch);
KwBatch *batch_create_blank (Station *station, guint n_cards);
void batch_mark (Station *station, KwBatch **batch, guint position, KwDeskBatchMark mark,
                 const GError *reason);
void batch_assert_state (const KwBatch *batch, guint position, KwBatchCardState state);
void batch_reopen_station (Station *station);
GPtrArray *batch_list_open (Station *station);
/* Stops at a card. */
void batch_stop (Station *station, KwBatch **batch, guint position, const GError *reason);
/* The batch as it was when it ended. */
KwBatch *batch_end (Station *station, gint64 id);
