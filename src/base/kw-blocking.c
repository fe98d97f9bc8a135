/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-blocking.h"

static _Thread_local gboolean is_forbidden;

void
kw_blocking_forbid_here (void)
{
#ifdef KW_BLOCKING_GUARD
  is_forbidden = TRUE;
#endif
}

gboolean
kw_blocking_is_forbidden_here (void)
{
  return is_forbidden;
}

void
kw_blocking_check (const char *what, const char *function)
{
  if (is_forbidden)
    g_error ("%s waits for %s on a thread that must not block", function, what);
}
