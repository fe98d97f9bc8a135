/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "kw-encoder-frame.h"

/*
 * A worker that SIGKILL does not end at once, as one that sleeps in the kernel: the socket stays
 * open in a second process, so nobody hears that the first is gone. Named "silent" it never says
 * that it is ready.
 */

#define LIFE_S 20

int
main (int argc, char **argv)
{
  KwEncoderFrame frame = { .type = KW_ENCODER_FRAME_OPENED };

  alarm (LIFE_S);
  if (fork () == 0)
    alarm (LIFE_S);
  else if (argc > 1 && strcmp (argv[1], "silent") != 0)
    {
      g_strlcpy (frame.text, "stuck", sizeof frame.text);
      if (!kw_encoder_frame_send (KW_ENCODER_WORKER_FD, &frame))
        return 1;
    }
  for (;;)
    pause ();
}
