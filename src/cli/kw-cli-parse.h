/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-cli-error.h"
#include "kw-property.h"

G_BEGIN_DECLS

/**
 * KwCliLandings:
 * @bank: number of the bank @floors speaks of; 0 = every one
 * @floors: bit n = landing n
 * @has_every_landing: every landing
 *
 * What --floors says. A plain value.
 */
typedef struct
{
  guint bank;
  guint64 floors;
  gboolean has_every_landing;
} KwCliLandings;

/**
 * kw_cli_parse_number:
 * @option: what is read, for the message: "--wait"
 * @text: decimal digits
 * @max: the greatest number that makes sense
 * @out_number: (out): untouched on failure
 * @error: a `KW_CLI_ERROR`: BAD_VALUE
 *
 * Returns: %TRUE if @text is a whole number from 0 to @max
 */
gboolean kw_cli_parse_number (const char *option, const char *text, guint64 max,
                              guint64 *out_number, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_parse_from:
 * @property: the hotel
 * @text: as kw_local_time_parse_from()
 * @out_unix_s: (out): untouched on failure
 * @error: a `KW_CLI_ERROR`: BAD_VALUE
 *
 * Returns: %TRUE if @text is a time
 */
gboolean kw_cli_parse_from (const KwProperty *property, const char *text, gint64 *out_unix_s,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_parse_until:
 * @property: the hotel
 * @text: as kw_local_time_parse_until()
 * @out_unix_s: (out): untouched on failure
 * @error: a `KW_CLI_ERROR`: BAD_VALUE
 *
 * Returns: %TRUE if @text is a time
 */
gboolean kw_cli_parse_until (const KwProperty *property, const char *text, gint64 *out_unix_s,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_parse_moment:
 * @property: the hotel
 * @text: as kw_local_time_parse(); a date alone means noon
 * @out_unix_s: (out): untouched on failure
 * @error: a `KW_CLI_ERROR`: BAD_VALUE
 *
 * Returns: %TRUE if @text is a time
 */
gboolean kw_cli_parse_moment (const KwProperty *property, const char *text, gint64 *out_unix_s,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_parse_room:
 * @property: the hotel
 * @text: a room's name, or BUILDING/NAME
 * @out_room: (out): untouched on failure
 * @error: a `KW_CLI_ERROR`: NOT_FOUND, also if more than one room has that name
 *
 * Returns: %TRUE if @text names one room
 */
gboolean kw_cli_parse_room (const KwProperty *property, const char *text, KwDoorRef *out_room,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_parse_rooms:
 * @property: the hotel
 * @text: names with commas between them: "306,307"; a name alone is looked for in @building first
 * @building: number of the building of the main room
 * @n_max: how many there may be
 * @out_rooms: (out caller-allocates) (array length=n_max): the rooms; undefined on failure
 * @out_n_rooms: (out): how many; untouched on failure
 * @error: a `KW_CLI_ERROR`: NOT_FOUND, BAD_VALUE
 *
 * Returns: %TRUE if every name names a room and there are at most @n_max
 */
gboolean kw_cli_parse_rooms (const KwProperty *property, const char *text, guint building,
                             guint n_max, KwDoorRef *out_rooms, guint *out_n_rooms,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_parse_areas:
 * @property: the hotel
 * @text: names with commas between them: "pool,gym"; "none" for no area
 * @out_areas: (out): bit n = area n; untouched on failure
 * @error: a `KW_CLI_ERROR`: NOT_FOUND, BAD_VALUE
 *
 * Returns: %TRUE if every name names an area
 */
gboolean kw_cli_parse_areas (const KwProperty *property, const char *text, guint32 *out_areas,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_parse_landings:
 * @property: the hotel
 * @building: number of the room's building
 * @text: names of landings with commas between them: "1,3", or "all", or "none"; behind BANK/ where
 *   more than one bank serves the building
 * @out_landings: (out): untouched on failure
 * @error: a `KW_CLI_ERROR`: NOT_FOUND, BAD_VALUE
 *
 * "all" of a building with one bank is all of that bank; all of every bank only where every bank of
 * the hotel serves the building.
 *
 * Returns: %TRUE if the names are landings of one bank that serves the building
 */
gboolean kw_cli_parse_landings (const KwProperty *property, guint building, const char *text,
                                KwCliLandings *out_landings,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_parse_weekdays:
 * @text: "mon-fri", "mon,wed", "sat-sun", "fri-mon"
 * @out_weekdays: (out): bit 0 Monday … bit 6 Sunday; untouched on failure
 * @error: a `KW_CLI_ERROR`: BAD_VALUE
 *
 * Returns: %TRUE if @text names weekdays
 */
gboolean kw_cli_parse_weekdays (const char *text, guint *out_weekdays,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_parse_hours:
 * @text: "07:00-19:00"; "22:00-06:00" runs over midnight
 * @out_start_minute: (out): of the local day, 0..1439; untouched on failure
 * @out_end_minute: (out): of the local day, 1..1440, or 0 for midnight; untouched on failure
 * @error: a `KW_CLI_ERROR`: BAD_VALUE
 *
 * Returns: %TRUE if @text is a span of hours
 */
gboolean kw_cli_parse_hours (const char *text, guint *out_start_minute, guint *out_end_minute,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_parse_building:
 * @property: the hotel
 * @text: a building's name
 * @out_building: (out): its number; untouched on failure
 * @error: a `KW_CLI_ERROR`: NOT_FOUND, BAD_VALUE
 *
 * Returns: %TRUE if @text names one building
 */
gboolean kw_cli_parse_building (const KwProperty *property, const char *text, guint *out_building,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_parse_floor:
 * @property: the hotel
 * @building: number of the building to look in; 0 = every one
 * @text: a floor's name
 * @out_building: (out): number of its building; untouched on failure
 * @out_floor: (out): its number; untouched on failure
 * @error: a `KW_CLI_ERROR`: NOT_FOUND, BAD_VALUE
 *
 * Returns: %TRUE if @text names one floor
 */
gboolean kw_cli_parse_floor (const KwProperty *property, guint building, const char *text,
                             guint *out_building, guint *out_floor,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_parse_area:
 * @property: the hotel
 * @text: a common area's name
 * @out_area: (out): its number; untouched on failure
 * @error: a `KW_CLI_ERROR`: NOT_FOUND, BAD_VALUE
 *
 * Returns: %TRUE if @text names one area
 */
gboolean kw_cli_parse_area (const KwProperty *property, const char *text, guint *out_area,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_parse_bank:
 * @property: the hotel
 * @text: an elevator bank's name
 * @out_bank: (out): its number; untouched on failure
 * @error: a `KW_CLI_ERROR`: NOT_FOUND, BAD_VALUE
 *
 * Returns: %TRUE if @text names one elevator bank
 */
gboolean kw_cli_parse_bank (const KwProperty *property, const char *text, guint *out_bank,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_parse_stay_id:
 * @text: "12"
 * @out_id: (out): the number; untouched on failure
 * @error: a `KW_CLI_ERROR`: BAD_VALUE
 *
 * Returns: %TRUE if @text can be the number of a stay
 */
gboolean kw_cli_parse_stay_id (const char *text, gint64 *out_id,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_cli_parse_card_label:
 * @text: "7-42"
 * @error: a `KW_CLI_ERROR`: BAD_VALUE
 *
 * Returns: %TRUE if @text is the number of a card
 */
gboolean kw_cli_parse_card_label (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
