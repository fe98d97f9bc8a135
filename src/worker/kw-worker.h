/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-encoder-driver.h"

G_BEGIN_DECLS

/**
 * kw_worker_run:
 * @driver: how to talk to the encoder
 * @connstring: which encoder
 * @fd: SOCK_SEQPACKET socket to the station
 *
 * Opens the encoder and serves the station until the socket closes or the encoder is lost: tells
 * what lies on it, does one job after the other, shows a sign of life every 250 ms in between.
 * Blocks; single-threaded. Keys are wiped after each job.
 *
 * Returns: %TRUE if the station closed the socket, %FALSE if the encoder was lost
 */
gboolean kw_worker_run (const KwEncoderDriver *driver, const char *connstring, int fd);

G_END_DECLS
