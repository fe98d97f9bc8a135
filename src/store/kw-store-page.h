/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KwStoreCursor:
 * @is_set: %FALSE: before the first row
 * @at_unix_s: the time that the rows are sorted by, of the last row that was given
 * @key: that row's key
 * @is_end: there is nothing behind it
 *
 * How far a list was walked. A plain value; all zeros: from the start. Each function that takes one
 * moves it on.
 */
typedef struct
{
  gboolean is_set;
  gint64 at_unix_s;
  guint64 key;
  gboolean is_end;
} KwStoreCursor;

G_END_DECLS
