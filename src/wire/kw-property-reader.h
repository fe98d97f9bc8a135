/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/wire only: the two halves of reading a property file. */

#include "kw-document.h"
#include "kw-property.h"

G_BEGIN_DECLS

/**
 * kw_property_reader_read_map:
 * @root: the document's object
 * @error: a `KW_WIRE_ERROR`
 *
 * Returns: (transfer full): everything but the stays, or %NULL
 */
KwProperty *kw_property_reader_read_map (const KwRecord *root,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_property_reader_read_stays:
 * @root: the document's object
 * @property: what the stays' rooms belong to
 * @now_unix_s: the moment of import
 * @error: a `KW_WIRE_ERROR`
 *
 * Returns: (transfer full) (element-type KwStay): the stays, none if the file has no such list, or
 *   %NULL
 */
GPtrArray *kw_property_reader_read_stays (const KwRecord *root, const KwProperty *property,
                                          gint64 now_unix_s,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_property_reader_throw:
 * @record: where the fault is
 * @field: (nullable): in which field
 * @problem: (transfer full): a `KW_MODEL_ERROR`; its message may begin with a field's name
 * @model_field: (nullable): that field's name, which is left out
 * @error: raised as a `KW_WIRE_ERROR` with the fitting code
 *
 * Returns: %FALSE
 */
gboolean kw_property_reader_throw (const KwRecord *record, const char *field, GError *problem,
                                   const char *model_field, GError **error);

G_END_DECLS
