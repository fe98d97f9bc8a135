/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-model-error.h"

G_DEFINE_QUARK (KwModelError, kw_model_error)
