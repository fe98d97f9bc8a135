/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/store only. */

#include "kw-store-personal.h"

#include "kw-journal-entry.h"

/* Stores @text under a new salt. @stay_id: whose erasure takes it along, 0 = none. @is_name: it is
 * found by name. @out_salt may be NULL. */
gboolean kw_store_personal_put (KwStore *store, const char *text, gint64 stay_id, gboolean is_name,
                                gint64 *out_personal_id, guint8 out_salt[KW_JOURNAL_SALT_BYTES],
                                GError **error);

/* Erases the names of a stay's tenants, as kw_store_personal_erase(). */
gboolean kw_store_personal_erase_tenants (KwStore *store, gint64 stay_id, GError **error);
