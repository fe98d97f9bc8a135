/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/wire only: bytes of a file that somebody named. */

#include "kw-wire-problem.h"

G_BEGIN_DECLS

/**
 * kw_wire_file_load:
 * @path: (type filename): any path
 * @max_bytes: larger files are refused, a device too
 * @watcher: (nullable): who waits; the file counts for a third of the work
 * @problems: what is wrong is added here, as FILE or EMPTY
 * @out_size_bytes: (out): how many bytes
 *
 * Blocks while it reads.
 *
 * Returns: (transfer full) (nullable): the bytes; %NULL without a problem if @watcher stopped it
 */
char *kw_wire_file_load (const char *path, gsize max_bytes, const KwWireWatcher *watcher,
                         KwWireProblems *problems, gsize *out_size_bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
