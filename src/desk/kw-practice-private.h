/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only. */

#include "kw-practice.h"

G_BEGIN_DECLS

KwPracticeCard *kw_practice_card_new (const char *name, KwPracticeMedium medium, const char *uid,
                                      gboolean is_on_encoder);
void kw_practice_card_set_on_encoder (KwPracticeCard *self, gboolean is_on_encoder);

/* A hand on an open connection to a control socket, which it takes; without cards yet. */
KwPractice *kw_practice_new (GIOStream *stream);

/* Ends the connection: what is under way fails. Nothing happens the second time. */
void kw_practice_close (KwPractice *self);

/* The control socket that belongs to an encoder's name, or NULL. */
char *kw_practice_dup_control_path (const char *connstring);

G_END_DECLS
