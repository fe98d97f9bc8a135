/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <gio/gio.h>

/* How long the keyring's daemon may take to start. */
#define KEYRING_DEADLINE_MS 10000

/* A session bus and a real keyring daemon of the test's own; their files are in a folder that goes.
 * Nothing of the process may have asked for the session bus before. @is_unlocked: with a keyring
 * whose password is known to the daemon; else nobody has unlocked one, or made it. FALSE if they do
 * not start here. */
gboolean keyring_start (gboolean is_unlocked);
void keyring_stop (void);

/* Locks the keyring, as a screen that is left for long does; nobody is there to be asked for its
 * password. */
void keyring_lock (void);

/* Ends the daemon: nobody answers any more. */
void keyring_kill (void);
