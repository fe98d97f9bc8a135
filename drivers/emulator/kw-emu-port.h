/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-emulator.h"

G_BEGIN_DECLS

/**
 * KwEmuTimingMode:
 * @KW_EMU_TIMING_NONE: everything at once
 * @KW_EMU_TIMING_MODEL: every reply when a real one would come
 */
typedef enum
{
  KW_EMU_TIMING_NONE,
  KW_EMU_TIMING_MODEL,
} KwEmuTimingMode;

/**
 * KwEmuPort:
 *
 * The serial front end: a PN532 on a high speed UART, played on a pseudo-terminal that a symbolic
 * link names. Lives in the default main context; never blocks.
 */
typedef struct _KwEmuPort KwEmuPort;

/**
 * kw_emu_port_new:
 * @emulator: (transfer none): what hangs on the line; must outlive the port
 * @link: path of the symbolic link; a link that stands there is replaced, anything else refused
 * @timing: how long things take
 *
 * Not plugged in yet.
 *
 * Returns: (transfer full): the port
 */
KwEmuPort *kw_emu_port_new (KwEmulator *emulator, const char *link, KwEmuTimingMode timing);

/**
 * kw_emu_port_free:
 * @port: (nullable) (transfer full): unplugged and released, its link removed
 */
void kw_emu_port_free (KwEmuPort *port);

/**
 * kw_emu_port_plug:
 * @port: the port
 * @error: a `KW_EMU_ERROR`
 *
 * Opens a new pseudo-terminal, points the link to it and powers the encoder up.
 *
 * Returns: %TRUE if a host can open the link now
 */
gboolean kw_emu_port_plug (KwEmuPort *port, GError **error);

/**
 * kw_emu_port_unplug:
 * @port: the port
 * @error: %KW_EMU_ERROR_STATE if it is not plugged in
 *
 * Hangs the line up under whoever has it open, and removes the link.
 *
 * Returns: %TRUE if it was plugged in
 */
gboolean kw_emu_port_unplug (KwEmuPort *port, GError **error);

/**
 * kw_emu_port_is_plugged:
 * @port: the port
 *
 * Returns: %TRUE if it is plugged in
 */
gboolean kw_emu_port_is_plugged (KwEmuPort *port);

/**
 * kw_emu_port_on_field_changed:
 * @port: the port
 *
 * Cards came: a command that waits for one may go on.
 */
void kw_emu_port_on_field_changed (KwEmuPort *port);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwEmuPort, kw_emu_port_free)

G_END_DECLS
