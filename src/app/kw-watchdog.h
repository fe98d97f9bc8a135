/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kw_watchdog_start:
 * @limit_ms: how much processor time one turn of the main loop may take; a frame of a 60 Hz screen
 *   is 16 ms
 *
 * From the first frame of the first window on, every turn of the default main context that takes
 * longer is written to standard error if something of ours took part: one line "keywright:
 * watchdog: ... ms in one turn of the main loop" and a call stack of it. The stack is looked at so
 * often that whatever of ours takes longer than the limit is seen. It is the processor time of the
 * calling thread, so a busy machine does not count; what the toolkit spends on laying out and
 * painting frames does not count either, nor a turn in which it is alone. Uses SIGPROF. Main
 * thread, once, before the main loop runs. Does nothing in a build without the guard of
 * kw-blocking.h.
 */
void kw_watchdog_start (guint limit_ms);

/**
 * kw_watchdog_enter_dialog:
 * @dialog: (not nullable): which one, for the reader of the output; not translated
 *
 * What comes until kw_watchdog_leave_dialog() is a dialog of the toolkit's own that it makes in one
 * call, which cannot be parted: it is taken off this turn, and told as what it is if it takes
 * longer than the limit, "keywright: watchdog: ... ms of the toolkit's own: @dialog". For nothing
 * else. Main thread; not nested; the main loop must not run in between.
 */
void kw_watchdog_enter_dialog (const char *dialog);

/**
 * kw_watchdog_leave_dialog:
 *
 * What comes now is ours again.
 */
void kw_watchdog_leave_dialog (void);

G_END_DECLS
