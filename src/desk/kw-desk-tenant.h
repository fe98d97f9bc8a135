/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only: making a tenant's card; on the database thread. */

#include "kw-desk-plan.h"

G_BEGIN_DECLS

/* Works out grant and generation of a card for @stay, stores credential and intent, and sets the
 * plan up to write it. With mode AUTO it joins the live cards of the stay at the same door, if
 * there are any. */
gboolean kw_desk_tenant_store (KwStore *store, KwDeskPlan *plan, KwIssueOperation operation,
                               const KwDeskIssueRequest *request, const KwStay *stay,
                               GError **error);

G_END_DECLS
