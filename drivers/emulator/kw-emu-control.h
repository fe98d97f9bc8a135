/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-emulator.h"

G_BEGIN_DECLS

/**
 * kw_emu_control_run:
 * @emulator: the emulator
 * @line: a command of the control language, without its line end; see docs/emulator.md
 *
 * Carries out one line. Reads and writes files for load and save.
 *
 * Returns: (transfer full): the answer, one line without its end: "ok …" or "error …"
 */
char *kw_emu_control_run (KwEmulator *emulator, const char *line);

G_END_DECLS
