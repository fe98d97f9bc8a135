/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <json-glib/json-glib.h>

#include "kw-card-site-keys.h"

/* The published vectors of the card format, as the tests of this layer need them. A missing or
 * malformed member ends the test. */

/* Reads the document; it stays until the program ends. */
JsonObject *vectors_get (void);

/* Fills `size_bytes` bytes from the hex member `name`. */
void vectors_get_bytes (JsonObject *object, const char *name, guint8 *out_bytes, gsize size_bytes);

guint64 vectors_get_u64 (const char *hex);
KwCardUid vectors_get_uid (JsonObject *object);

/* `name`: "v1", "v2" (rolled, previous kept) or "v2only" */
KwCardSiteKeys *vectors_make_site_keys (const char *name);

/* The keys that the case was sealed with. */
KwCardSiteKeys *vectors_make_site_keys_of_case (JsonObject *one);

/* The case called `name`. */
JsonObject *vectors_find_case (const char *name);
