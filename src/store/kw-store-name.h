/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/store only. */

#include <glib.h>

/* What the index of names is asked for to find every name that, for each word of @text, has a word
 * that begins so; NULL if there is no word in it. */
char *kw_store_name_dup_match (const char *text);
