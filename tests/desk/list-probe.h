/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "fixture.h"

/* Stands where a view would: keeps its own copy of what the model said, item by item, and finds the
 * model out when it does not add up. Counts the rows it was made to ask for. */
typedef struct
{
  GListModel *model;
  GPtrArray *items; /* only those that were looked at; NULL the others */
  guint n_signals;
  guint n_changed; /* rows that were announced as other ones in the same place */
  guint n_asked;
  guint n_shown; /* asks for so many rows from the first on, as a window of that height */
} ListProbe;

/* Takes @model. */
ListProbe *list_probe_new (gpointer model, guint n_shown);
void list_probe_free (ListProbe *probe);

/* The model says what the probe knows: length, and each item that was looked at, in its place. */
void list_probe_check (ListProbe *probe);

/* Runs the main loop until the model has told that it is loaded, and has been quiet. */
void list_probe_wait_loaded (ListProbe *probe);

/* Runs the main loop until @condition holds; fails after ten seconds. */
#define WAIT_UNTIL(condition)                                                                      \
  do                                                                                               \
    {                                                                                              \
      const gint64 give_up_us = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;                     \
                                                                                                   \
      while (!(condition) && g_get_monotonic_time () < give_up_us)                                 \
        if (!g_main_context_iteration (NULL, FALSE))                                               \
          g_usleep (1000);                                                                         \
      g_assert_true (condition);                                                                   \
    }                                                                                              \
  while (0)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ListProbe, list_probe_free)

/* Of the register of @fixture, past the program: as another program would. */
void register_exec (Fixture *fixture, const char *sql);

/* The numbers of the first column of each row. */
GArray *register_list (Fixture *fixture, const char *sql);
gint64 register_query (Fixture *fixture, const char *sql);

/* Fills it: see tests/bench/fill.h. */
void register_fill (Fixture *fixture, guint n_cards);
