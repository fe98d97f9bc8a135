/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <gio/gio.h>

#include "kw-encoder-frame.h"

G_BEGIN_DECLS

/**
 * KwEncoderLink:
 *
 * A worker process and the socket to it. Belongs to the thread that made it and its default main
 * context. Internal to the encoder layer.
 */
typedef struct _KwEncoderLink KwEncoderLink;

/**
 * KwEncoderLinkFuncs:
 * @frame: a frame came; borrowed for the call
 * @ended: the worker is gone or talks nonsense (then @error says what; else %NULL); comes once, all
 *   frames it had sent have been delivered before
 *
 * Either may free the link.
 */
typedef struct
{
  void (*frame) (const KwEncoderFrame *frame, gpointer user_data);
  void (*ended) (const GError *error, gpointer user_data);
} KwEncoderLinkFuncs;

/**
 * kw_encoder_link_start:
 * @worker_path: the program
 * @connstring: its argument
 * @funcs: (transfer none): called from the main context; static
 * @user_data: for @funcs
 * @error: a `KW_ENCODER_ERROR`: NO_PROGRAM, if the program cannot be started
 *
 * Starts a worker with /dev/null as standard input and output, the socket as descriptor 3, no
 * other descriptor of ours, and libnfc's own configuration kept out of it.
 *
 * Returns: (transfer full) (nullable): the link
 */
KwEncoderLink *kw_encoder_link_start (const char *worker_path, const char *connstring,
                                      const KwEncoderLinkFuncs *funcs, gpointer user_data,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_encoder_link_set_farewell:
 * @link: a link
 * @farewell_ms: how long its worker may take to exit after kw_encoder_link_free(); 1 s unless set
 */
void kw_encoder_link_set_farewell (KwEncoderLink *link, guint farewell_ms);

/**
 * kw_encoder_link_free:
 * @link: (nullable) (transfer full): its worker sees the socket close and exits; one that does not
 *   in time is killed. No function is called any more.
 */
void kw_encoder_link_free (KwEncoderLink *link);

/**
 * kw_encoder_link_send:
 * @link: a link
 * @frame: for the worker
 *
 * Returns: %FALSE if the worker is gone or does not read
 */
gboolean kw_encoder_link_send (KwEncoderLink *link,
                               const KwEncoderFrame *frame) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_encoder_link_receive:
 * @link: a link
 *
 * Delivers what has arrived, now rather than from the main loop. May end with the link freed.
 */
void kw_encoder_link_receive (KwEncoderLink *link);

/**
 * kw_encoder_link_kill:
 * @link: a link
 *
 * SIGKILL; the end is delivered as usual, when the process is gone.
 */
void kw_encoder_link_kill (KwEncoderLink *link);

/**
 * kw_encoder_link_end:
 * @link: a link
 *
 * Delivers the end now, whether the worker is gone or not. May end with the link freed.
 */
void kw_encoder_link_end (KwEncoderLink *link);

/**
 * kw_encoder_link_get_pid:
 * @link: a link
 *
 * Returns: the process id, 0 when the process has been waited for
 */
int kw_encoder_link_get_pid (KwEncoderLink *link);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwEncoderLink, kw_encoder_link_free)

G_END_DECLS
