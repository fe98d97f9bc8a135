/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only: what the desk writes into the journal; on the database thread, in the
 * transaction of the act itself. */

#include "kw-credential.h"
#include "kw-desk-private.h"
#include "kw-journal-data.h"
#include "kw-journal-entry.h"
#include "kw-stay.h"

G_BEGIN_DECLS

/* Appends a row without personal text. */
gboolean kw_desk_append_row (KwStore *store, const KwDeskContext *context, KwJournalEvent event,
                             const KwJournalData *data, GError **error);

/* As kw_desk_append_row(), with @texts (NULL-terminated) as salted hashes in the row. */
gboolean kw_desk_append_personal_row (KwStore *store, const KwDeskContext *context,
                                      KwJournalEvent event, const KwJournalData *data,
                                      gint64 stay_id, const char *const *texts, GError **error);

/* What a grant opens, for the data of a row. */
void kw_desk_put_grant (KwJournalData *data, const char *key, const KwGrant *grant);

/* A stay's facts without its tenants. */
KwJournalData *kw_desk_make_stay_data (const KwStay *stay);

G_END_DECLS
