/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-wire-error.h"

G_DEFINE_QUARK (KwWireError, kw_wire_error)
