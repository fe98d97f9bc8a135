/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KwEmuError:
 * @KW_EMU_ERROR_SYNTAX: a control line that means nothing
 * @KW_EMU_ERROR_UNKNOWN: no such card or medium
 * @KW_EMU_ERROR_STATE: makes no sense now: the card lies there already, the port is plugged
 * @KW_EMU_ERROR_IMAGE: a file that is no image of this medium
 * @KW_EMU_ERROR_SYSTEM: the operating system refused
 */
typedef enum
{
  KW_EMU_ERROR_SYNTAX,
  KW_EMU_ERROR_UNKNOWN,
  KW_EMU_ERROR_STATE,
  KW_EMU_ERROR_IMAGE,
  KW_EMU_ERROR_SYSTEM,
} KwEmuError;

#define KW_EMU_ERROR (kw_emu_error_quark ())
GQuark kw_emu_error_quark (void);

G_END_DECLS
