/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-vault.h"

/*
 * What a sealed file contains: a byte 1 (this format), then for each secret the length of its name
 * (1 byte), the name, its size (4 bytes, big-endian) and its bytes.
 */

/* Finds @name. NOT_FOUND, or DAMAGED if the content makes no sense. */
KwSecret *kw_vault_content_get (KwSecret *content, const char *name, GError **error);

/* A new content: @content (NULL = none yet) without @name, and with @secret as @name if that is not
 * NULL. DAMAGED if @content makes no sense. */
KwSecret *kw_vault_content_replace (KwSecret *content, const char *name, KwSecret *secret,
                                    GError **error);
