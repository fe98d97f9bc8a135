/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

/* Fills a register that has a property and nothing else but what an import brought: @n_cards cards,
 * each with one credential, the stays and tenants they were cut for over the years before
 * @now_unix_s, some staff, and a journal that verifies. The last stay of each room is there today:
 * in house, due out, overdue or expected. Past the program, through the real schema with its
 * triggers; the same every time. Aborts on any failure. */
void bench_fill (const char *register_path, guint n_cards, gint64 now_unix_s);
