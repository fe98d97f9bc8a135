/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-emulator.h"

G_BEGIN_DECLS

/**
 * KwEmuServer:
 *
 * Who may give commands: standard input, answered on standard output, and everybody who connects
 * to a Unix socket. Lives in the default main context; never blocks on a peer.
 */
typedef struct _KwEmuServer KwEmuServer;

/**
 * kw_emu_server_new:
 * @emulator: (transfer none): carries the lines out; must outlive the server
 *
 * Returns: (transfer full): a server that listens to nobody
 */
KwEmuServer *kw_emu_server_new (KwEmulator *emulator);

/**
 * kw_emu_server_free:
 * @server: (nullable) (transfer full): closed, its socket file removed
 */
void kw_emu_server_free (KwEmuServer *server);

/**
 * kw_emu_server_listen:
 * @server: the server
 * @path: where the socket goes; a socket that stands there is replaced, anything else refused
 * @error: a `KW_EMU_ERROR`
 *
 * Only the own user may connect.
 *
 * Returns: %TRUE if it listens
 */
gboolean kw_emu_server_listen (KwEmuServer *server, const char *path,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_emu_server_watch_stdin:
 * @server: the server
 * @on_end: called when standard input ends
 * @user_data: handed to it
 *
 * Takes commands from standard input.
 */
void kw_emu_server_watch_stdin (KwEmuServer *server, void (*on_end) (gpointer user_data),
                                gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwEmuServer, kw_emu_server_free)

G_END_DECLS
