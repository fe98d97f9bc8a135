/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/model only. */

#include "kw-property.h"

G_BEGIN_DECLS

/**
 * kw_property_check_each:
 * @fields: a map, arrays in any order
 * @func: called for each fault
 * @user_data: for @func
 *
 * Looks at everything but the time zone.
 *
 * Returns: %TRUE unless @func wanted no more
 */
gboolean kw_property_check_each (const KwProperty *fields, KwPropertyFaultFunc func,
                                 gpointer user_data);

G_END_DECLS
