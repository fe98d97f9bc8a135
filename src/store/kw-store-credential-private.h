/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/store only. */

#include "kw-store-credential.h"
#include "kw-store-grant.h"

/* The columns of one credential under the alias c, in the order that kw_store_credential_read()
 * reads; from after c come the joins. */
#define KW_STORE_CREDENTIAL_COLUMNS                                                                \
  "c.number, c.card_id, c.generation, c.revision, c.key_version, c.stay_id, p.text, c.state,"      \
  " c.issued_at_unix_s, c.may_live_until_unix_s, c.is_on_cancel_card, c.grant_id,"                 \
  " " KW_STORE_GRANT_COLUMNS

#define KW_STORE_CREDENTIAL_JOINS                                                                  \
  " JOIN access_grant g ON g.id = c.grant_id"                                                      \
  " LEFT JOIN personal p ON p.id = c.holder_personal_id"

/* Reads them from a row, @first column on. */
KwCredential *kw_store_credential_read (KwStoreQuery *query, int first, GError **error);

/* Brings credential_door in line with the credential's grant: doors that it names and that @old
 * (NULL = there was none) did not are ALIVE, doors it no longer names SUPERSEDED. */
gboolean kw_store_credential_put_doors (KwStore *store, const KwCredential *old,
                                        const KwCredential *credential, GError **error);
