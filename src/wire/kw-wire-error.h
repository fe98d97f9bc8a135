/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KwWireError:
 * @KW_WIRE_ERROR_FILE: the file cannot be read, or is too large
 * @KW_WIRE_ERROR_SYNTAX: not JSON, or not UTF-8
 * @KW_WIRE_ERROR_MISSING: a required field is absent or empty
 * @KW_WIRE_ERROR_VALUE: a field of the wrong type, or with a value it cannot have
 * @KW_WIRE_ERROR_DUPLICATE: a number or a name that is given twice
 * @KW_WIRE_ERROR_NOT_FOUND: a name that nothing in the document has
 * @KW_WIRE_ERROR_LIMIT: more of something than is possible
 * @KW_WIRE_ERROR_EMPTY: the file has nothing in it
 *
 * What is wrong with a document. Every message but FILE's and EMPTY's starts with "FILE:LINE:
 * FIELD: ".
 */
typedef enum
{
  KW_WIRE_ERROR_FILE,
  KW_WIRE_ERROR_SYNTAX,
  KW_WIRE_ERROR_MISSING,
  KW_WIRE_ERROR_VALUE,
  KW_WIRE_ERROR_DUPLICATE,
  KW_WIRE_ERROR_NOT_FOUND,
  KW_WIRE_ERROR_LIMIT,
  KW_WIRE_ERROR_EMPTY,
} KwWireError;

#define KW_WIRE_ERROR (kw_wire_error_quark ())
GQuark kw_wire_error_quark (void);

G_END_DECLS
