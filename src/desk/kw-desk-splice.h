/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only. */

#include "kw-desk-packed-keys.h"

G_BEGIN_DECLS

/**
 * KwDeskSplice:
 * @old_position: where, in the old list
 * @n_removed: how many go there
 * @new_position: where, in the new list
 * @n_added: how many come there
 */
typedef struct
{
  guint old_position;
  guint n_removed;
  guint new_position;
  guint n_added;
} KwDeskSplice;

/* Appends to @splices (element type KwDeskSplice) what turns @old into @new, in order; what is
 * between two splices is the same. Changes that are small and far apart are found apart, in linear
 * time; anything else is one large splice. */
void kw_desk_splice_find (const KwDeskPackedKeys *old, const KwDeskPackedKeys *new,
                          GArray *splices);

G_END_DECLS
