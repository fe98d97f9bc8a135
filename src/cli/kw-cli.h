/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-clock.h"

G_BEGIN_DECLS

/**
 * kw_cli_run:
 * @argv: (array zero-terminated=1): the command line with the program's name
 * @worker_path: the program keywright-encoder-worker
 * @clock: where the time comes from
 *
 * Does what the command line says: reads it, opens the desk, prints the answer, closes the desk.
 * Blocks. Main thread.
 *
 * Returns: what the program ends with: 0 done, 1 failed, 2 usage, 3 try again with the card, 4
 *   refused by a rule
 */
int kw_cli_run (char *const *argv, const char *worker_path, const KwClock *clock);

G_END_DECLS
