/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/store only. */

#include "kw-store-personal.h"

#include "kw-journal-entry.h"

/* Stores @text under a new salt. @stay_id: whose erasure takes it along, 0 = none. @out_salt may be
 * NULL. */
gboolean kw_store_personal_put (KwStore *store, const char *text, gint64 stay_id,
                                gint64 *out_personal_id, guint8 out_salt[KW_JOURNAL_SALT_BYTES],
                                GError **error);
