/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_BATCH_STAFF (kw_batch_staff_get_type ())
/**
 * KwBatchStaff:
 *
 * Who gets a staff card for which floor or building, one after the other, and until when they all
 * work.
 *
 * Signal `changed`: something else is chosen.
 */
G_DECLARE_FINAL_TYPE (KwBatchStaff, kw_batch_staff, KW, BATCH_STAFF, AdwBin)

/**
 * kw_batch_staff_set_session:
 * @self: a chooser
 * @session: the session; once
 */
void kw_batch_staff_set_session (KwBatchStaff *self, KwSession *session);

/**
 * kw_batch_staff_get_n_cards:
 * @self: a chooser
 *
 * Returns: how many cards are listed
 */
guint kw_batch_staff_get_n_cards (KwBatchStaff *self);

/**
 * kw_batch_staff_dup_wishes:
 * @self: a chooser
 *
 * Returns: (transfer full) (element-type KwDeskBatchWish): the cards; their texts belong to @self
 *   and live until the next change
 */
GArray *kw_batch_staff_dup_wishes (KwBatchStaff *self);

/**
 * kw_batch_staff_dup_problem:
 * @self: a chooser
 *
 * Returns: (transfer full) (nullable): what is missing although cards are listed, a sentence
 */
char *kw_batch_staff_dup_problem (KwBatchStaff *self);

/**
 * kw_batch_staff_clear:
 * @self: a chooser
 *
 * Nothing is listed any more.
 */
void kw_batch_staff_clear (KwBatchStaff *self);

G_END_DECLS
