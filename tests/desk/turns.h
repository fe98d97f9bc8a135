/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the turns of the default main loop cost while something goes on, whoever runs the loop. In
 * processor time, so that other programs do not count; and beside what the whole process used in
 * the same time, so that neither a slow computer nor a sanitizer does. */
typedef struct
{
  GSource source;
  guint n_turns;
  gint64 turn_began_ns; /* processor time of the thread that runs the loop */
  gint64 longest_ns;
  gint64 began_ns; /* processor time of all threads */
  gint64 whole_ns; /* after turns_stop () */
} Turns;

Turns *turns_start (void);
void turns_stop (Turns *turns);
void turns_free (Turns *turns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Turns, turns_free)

/* Fails the test if there were few turns, or if one of them took a large part of the whole work. */
void turns_assert_short (const Turns *turns);

G_END_DECLS
