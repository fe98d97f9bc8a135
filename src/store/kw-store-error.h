/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KwStoreError:
 * @KW_STORE_ERROR_BUSY: another program kept the register locked; try again
 * @KW_STORE_ERROR_FULL: the disk is full; nothing was changed
 * @KW_STORE_ERROR_CORRUPT: the file is damaged, is not a register, or holds a row that makes no
 *   sense
 * @KW_STORE_ERROR_NEWER: a newer version of the program wrote it
 * @KW_STORE_ERROR_READ_ONLY: the file or its folder may not be written, or a write inside a read
 * @KW_STORE_ERROR_CONSTRAINT: a rule of the register refused it
 * @KW_STORE_ERROR_NOT_FOUND: no such row
 * @KW_STORE_ERROR_STATE: the row's state cannot become that one
 * @KW_STORE_ERROR_CHAIN: the journal was tampered with; the message names the first bad row
 * @KW_STORE_ERROR_CLOSED: the store was closed
 * @KW_STORE_ERROR_FAILED: anything else
 */
typedef enum
{
  KW_STORE_ERROR_BUSY,
  KW_STORE_ERROR_FULL,
  KW_STORE_ERROR_CORRUPT,
  KW_STORE_ERROR_NEWER,
  KW_STORE_ERROR_READ_ONLY,
  KW_STORE_ERROR_CONSTRAINT,
  KW_STORE_ERROR_NOT_FOUND,
  KW_STORE_ERROR_STATE,
  KW_STORE_ERROR_CHAIN,
  KW_STORE_ERROR_CLOSED,
  KW_STORE_ERROR_FAILED,
} KwStoreError;

#define KW_STORE_ERROR (kw_store_error_quark ())
GQuark kw_store_error_quark (void);

G_END_DECLS
