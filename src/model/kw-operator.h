/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-model-error.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * KwOperator:
 * @name: who works the desk
 * @role: (nullable): stored form of the role; %NULL while there are none
 *
 * Immutable and reference counted: treat every field as const. On the stack it is only the argument
 * of kw_operator_new(): never ref such a one. Any thread.
 */
typedef struct
{
  const char *name;
  const char *role;
} KwOperator;

#define KW_TYPE_OPERATOR (kw_operator_get_type ())
GType kw_operator_get_type (void);

/**
 * kw_operator_new:
 * @fields: who it is; borrowed, texts are copied
 * @error: a `KW_MODEL_ERROR`: MISSING or TEXT, the message starting with the field
 *
 * Returns: (transfer full): an immutable copy of @fields, or %NULL if it would not be valid
 */
KwOperator *kw_operator_new (const KwOperator *fields, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_operator_ref:
 * @operator_: made by kw_operator_new()
 *
 * Returns: (transfer full): @operator_
 */
KwOperator *kw_operator_ref (const KwOperator *operator_);

/**
 * kw_operator_unref:
 * @operator_: (transfer full): made by kw_operator_new()
 */
void kw_operator_unref (KwOperator *operator_);

/**
 * kw_operator_equal:
 * @a: an operator
 * @b: another
 *
 * Returns: %TRUE if name and role are the same
 */
gboolean kw_operator_equal (const KwOperator *a, const KwOperator *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwOperator, kw_operator_unref)

G_END_DECLS
