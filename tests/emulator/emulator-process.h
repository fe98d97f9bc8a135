/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EmulatorProcess:
 * @connstring: what nfc_open() wants
 * @link: the link to its port
 *
 * A keywright-emulator of a test's own, in a folder of its own. It ends with the test, whatever
 * happens. Every wait has a limit; what goes wrong ends the test with a sentence.
 */
typedef struct
{
  char *connstring;
  char *link;
  /*< private >*/
  char *folder;
  char *control;
  GPid pid;
  int socket_fd;
} EmulatorProcess;

/**
 * emulator_process_start:
 * @program: path of keywright-emulator
 * @timing: "none" or "model"
 *
 * Blocks until it is ready.
 *
 * Returns: (transfer full): the process
 */
EmulatorProcess *emulator_process_start (const char *program, const char *timing);

/**
 * emulator_process_stop:
 * @process: (nullable) (transfer full): ended; it must leave cleanly, nothing may be left over
 */
void emulator_process_stop (EmulatorProcess *process);

/**
 * emulator_process_do:
 * @process: the process
 * @format: a control line that must work
 *
 * Returns: (transfer full): what it answered after "ok"
 */
char *emulator_process_do (EmulatorProcess *process, const char *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * emulator_process_run:
 * @process: the process
 * @format: a control line that must work
 *
 * Like emulator_process_do() for those who do not care for the answer.
 */
void emulator_process_run (EmulatorProcess *process, const char *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * emulator_process_get_stat:
 * @process: the process
 * @name: a word of the stats line
 *
 * Returns: its number
 */
guint64 emulator_process_get_stat (EmulatorProcess *process, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EmulatorProcess, emulator_process_stop)

G_END_DECLS
