/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/store only. */

#include "kw-store-credential.h"

/* Brings credential_door in line with the credential's grant: doors that it names and that @old
 * (NULL = there was none) did not are ALIVE, doors it no longer names SUPERSEDED. */
gboolean kw_store_credential_put_doors (KwStore *store, const KwCredential *old,
                                        const KwCredential *credential, GError **error);
