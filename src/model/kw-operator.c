/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-operator.h"

#include "kw-model-check.h"

static void
clear_operator (gpointer data)
{
  KwOperator *operator_ = data;

  g_free ((char *)operator_->name);
  g_free ((char *)operator_->role);
}

KwOperator *
kw_operator_new (const KwOperator *fields, GError **error)
{
  KwOperator *operator_ = NULL;

  g_return_val_if_fail (fields != NULL, NULL);

  if (!kw_model_check_text ("name", fields->name, KW_MODEL_NAME_MAX, error) ||
      !kw_model_check_optional_text ("role", fields->role, KW_MODEL_NAME_MAX, error))
    return NULL;

  operator_ = g_atomic_rc_box_new (KwOperator);
  operator_->name = g_strdup (fields->name);
  operator_->role = g_strdup (fields->role);
  return operator_;
}

KwOperator *
kw_operator_ref (const KwOperator *operator_)
{
  return g_atomic_rc_box_acquire ((KwOperator *)operator_);
}

void
kw_operator_unref (KwOperator *operator_)
{
  g_atomic_rc_box_release_full (operator_, clear_operator);
}

gboolean
kw_operator_equal (const KwOperator *a, const KwOperator *b)
{
  return g_strcmp0 (a->name, b->name) == 0 && g_strcmp0 (a->role, b->role) == 0;
}

G_DEFINE_BOXED_TYPE (KwOperator, kw_operator, kw_operator_ref, kw_operator_unref)
