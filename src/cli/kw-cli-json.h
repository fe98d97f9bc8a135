/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-cards.h"
#include "kw-desk-job.h"
#include "kw-journal-entry.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The documents of docs/cli.md. Every function adds to the object that @builder is in; names come
 * first, and a member is there, as null, also when there is nothing to say. */

/**
 * kw_cli_json_append:
 * @out: where to append
 * @builder: a complete document
 *
 * Appends the document as one line without its end.
 */
void kw_cli_json_append (GString *out, JsonBuilder *builder);

/**
 * kw_cli_json_add_string:
 * @builder: inside an object
 * @name: the member
 * @value: (nullable): %NULL is written as null
 */
void kw_cli_json_add_string (JsonBuilder *builder, const char *name, const char *value);

/**
 * kw_cli_json_add_int:
 * @builder: inside an object
 * @name: the member
 * @value: a number
 */
void kw_cli_json_add_int (JsonBuilder *builder, const char *name, gint64 value);

/**
 * kw_cli_json_add_boolean:
 * @builder: inside an object
 * @name: the member
 * @value: yes or no
 */
void kw_cli_json_add_boolean (JsonBuilder *builder, const char *name, gboolean value);

/**
 * kw_cli_json_add_u64:
 * @builder: inside an object
 * @name: the member
 * @value: written as 16 hex digits; 0 is written as null
 */
void kw_cli_json_add_u64 (JsonBuilder *builder, const char *name, guint64 value);

/**
 * kw_cli_json_add_time:
 * @builder: inside an object
 * @name: the member
 * @property: (nullable): whose local time; %NULL: UTC
 * @unix_s: a moment; 0 is written as null
 */
void kw_cli_json_add_time (JsonBuilder *builder, const char *name, const KwProperty *property,
                           gint64 unix_s);

/**
 * kw_cli_json_add_card:
 * @builder: inside an object
 * @name: (nullable): the member; %NULL inside an array
 * @card: (nullable): the plastic; only the end of its UID is written
 */
void kw_cli_json_add_card (JsonBuilder *builder, const char *name, const KwCard *card);

/**
 * kw_cli_json_add_credential:
 * @builder: inside an object
 * @name: the member
 * @property: the hotel
 * @credential: (nullable): what is written on a card
 * @is_known: its state is from the register; otherwise it is written as null
 */
void kw_cli_json_add_credential (JsonBuilder *builder, const char *name, const KwProperty *property,
                                 const KwCredential *credential, gboolean is_known);

/**
 * kw_cli_json_add_stay:
 * @builder: inside an object, or an array
 * @name: (nullable): the member; %NULL inside an array
 * @property: the hotel
 * @stay: (nullable): a stay
 */
void kw_cli_json_add_stay (JsonBuilder *builder, const char *name, const KwProperty *property,
                           const KwStay *stay);

/**
 * kw_cli_json_add_place:
 * @builder: inside an object, or an array
 * @name: (nullable): the member; %NULL inside an array
 * @property: the hotel
 * @place: a place with a lock
 */
void kw_cli_json_add_place (JsonBuilder *builder, const char *name, const KwProperty *property,
                            const KwDeskPlace *place);

/**
 * kw_cli_json_add_outcome:
 * @builder: inside an object
 * @property: the hotel
 * @outcome: how a job with a card ended; not that of a door try
 */
void kw_cli_json_add_outcome (JsonBuilder *builder, const KwProperty *property,
                              const KwDeskOutcome *outcome);

/**
 * kw_cli_json_add_landings:
 * @builder: inside an object
 * @name: the member
 * @bank: (nullable): the bank; %NULL writes an empty array
 * @floors: bit n = landing n; written as names
 */
void kw_cli_json_add_landings (JsonBuilder *builder, const char *name, const KwBank *bank,
                               guint64 floors);

/**
 * kw_cli_json_add_property:
 * @builder: inside an object
 * @property: the whole map of the hotel, in the format of docs/property-file.md
 */
void kw_cli_json_add_property (JsonBuilder *builder, const KwProperty *property);

/**
 * kw_cli_json_add_error:
 * @builder: inside an object
 * @error: what went wrong
 */
void kw_cli_json_add_error (JsonBuilder *builder, const GError *error);

G_END_DECLS
