/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KwModelError:
 * @KW_MODEL_ERROR_MISSING: a required field is absent or empty
 * @KW_MODEL_ERROR_TEXT: a text is not UTF-8, holds control characters or outer blanks, or is too
 * long
 * @KW_MODEL_ERROR_RANGE: a number outside its field
 * @KW_MODEL_ERROR_LIMIT: more of something than a property or a card can have
 * @KW_MODEL_ERROR_DUPLICATE: a number or a name that is given twice
 * @KW_MODEL_ERROR_NOT_FOUND: nothing has that name or number
 * @KW_MODEL_ERROR_AMBIGUOUS: more than one thing has that name
 * @KW_MODEL_ERROR_RULE: fields that are each valid but contradict each other
 * @KW_MODEL_ERROR_TIME: not a date, not a time, or an end that is not after its start
 * @KW_MODEL_ERROR_TIME_RANGE: a time outside the years that a card can hold
 * @KW_MODEL_ERROR_TIME_ZONE: not a time zone this computer knows
 * @KW_MODEL_ERROR_CHAIN: a journal row that is not canonical or does not follow the one before
 *
 * What is wrong with a value. Every message starts with the field's name.
 */
typedef enum
{
  KW_MODEL_ERROR_MISSING,
  KW_MODEL_ERROR_TEXT,
  KW_MODEL_ERROR_RANGE,
  KW_MODEL_ERROR_LIMIT,
  KW_MODEL_ERROR_DUPLICATE,
  KW_MODEL_ERROR_NOT_FOUND,
  KW_MODEL_ERROR_AMBIGUOUS,
  KW_MODEL_ERROR_RULE,
  KW_MODEL_ERROR_TIME,
  KW_MODEL_ERROR_TIME_RANGE,
  KW_MODEL_ERROR_TIME_ZONE,
  KW_MODEL_ERROR_CHAIN,
} KwModelError;

#define KW_MODEL_ERROR (kw_model_error_quark ())
GQuark kw_model_error_quark (void);

G_END_DECLS
