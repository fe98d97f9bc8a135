/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KW_BLOCKING:
 * @what: (type utf8): what is waited for, e.g. "sqlite"; a literal
 *
 * Stands first in every function that may wait for a disk, a database, another program or another
 * thread, or that computes for long. Ends the program with a sentence if the calling thread said
 * kw_blocking_forbid_here(). Nothing in a build without debugging or with
 * -Dblocking_guard=disabled.
 */
#ifdef KW_BLOCKING_GUARD
#define KW_BLOCKING(what) kw_blocking_check ((what), G_STRFUNC)
#else
#define KW_BLOCKING(what) ((void)0)
#endif

/**
 * kw_blocking_forbid_here:
 *
 * From now on the calling thread must not block: for the thread that draws the window. Cannot be
 * taken back. Does nothing in a build without the guard.
 */
void kw_blocking_forbid_here (void);

/**
 * kw_blocking_is_forbidden_here:
 *
 * Returns: %TRUE if kw_blocking_forbid_here() was called on this thread, in a build with the guard
 */
gboolean kw_blocking_is_forbidden_here (void);

/**
 * kw_blocking_check:
 * @what: what is waited for
 * @function: who waits
 *
 * Use KW_BLOCKING() instead.
 */
void kw_blocking_check (const char *what, const char *function);

G_END_DECLS
