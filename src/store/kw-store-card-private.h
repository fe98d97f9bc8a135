/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/store only. */

#include "kw-store-card.h"
#include "kw-store-query.h"

/* The columns of one card under the alias k, in the order that kw_store_card_read() reads, as the
 * first of a row. */
#define KW_STORE_CARD_COLUMNS                                                                      \
  "k.id, k.number_station, k.number_counter, k.uid, k.medium, k.is_discarded"
#define KW_STORE_CARD_N_COLUMNS 6

KwCard *kw_store_card_read (KwStoreQuery *query, GError **error);
