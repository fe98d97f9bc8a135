/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/model only. */

#include "kw-property.h"

G_BEGIN_DECLS

/**
 * kw_property_check:
 * @fields: a map, arrays in any order
 * @out_fault: (out): where the fault is; written only on failure
 * @error: a `KW_MODEL_ERROR`, the message starting with the field
 *
 * Returns: %TRUE if @fields is a valid map
 */
gboolean kw_property_check (const KwProperty *fields, KwPropertyFault *out_fault,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
