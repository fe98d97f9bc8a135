/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <adwaita.h>

#include "kw-desk-job.h"

G_BEGIN_DECLS

#define KW_TYPE_ENCODE_STEPS (kw_encode_steps_get_type ())
/**
 * KwEncodeSteps:
 *
 * What stands in the pane while a card is written: how far it is.
 */
G_DECLARE_FINAL_TYPE (KwEncodeSteps, kw_encode_steps, KW, ENCODE_STEPS, AdwBin)

/**
 * kw_encode_steps_show:
 * @self: the steps
 * @step: the one under way; those before it are done
 */
void kw_encode_steps_show (KwEncodeSteps *self, KwDeskJobStep step);

/**
 * kw_encode_steps_set_is_stopping:
 * @self: the steps
 * @is_stopping: whether it stops after this card; then it says so
 */
void kw_encode_steps_set_is_stopping (KwEncodeSteps *self, gboolean is_stopping);

G_END_DECLS
