/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk.h"
#include "kw-stay.h"

G_BEGIN_DECLS

/**
 * KwDeskImportFormat:
 * @KW_DESK_IMPORT_FORMAT_BY_NAME: rooms if the file's name ends in .csv, else a property file
 * @KW_DESK_IMPORT_FORMAT_PROPERTY: the whole hotel, JSON
 * @KW_DESK_IMPORT_FORMAT_ROOMS: rooms of the hotel that is known, CSV
 *
 * What a file is; docs/property-file.md describes both.
 */
typedef enum
{
  KW_DESK_IMPORT_FORMAT_BY_NAME,
  KW_DESK_IMPORT_FORMAT_PROPERTY,
  KW_DESK_IMPORT_FORMAT_ROOMS,
} KwDeskImportFormat;

/**
 * KwDeskImportRequest:
 * @path: the file
 * @format: what it is
 * @retires_rooms: only for rooms: a room that is not in the file is retired; otherwise it stays
 *
 * What to look at. A plain value, borrowed during the call.
 */
typedef struct
{
  const char *path;
  KwDeskImportFormat format;
  gboolean retires_rooms;
} KwDeskImportRequest;

/**
 * KwDeskImportPart:
 * @KW_DESK_IMPORT_PART_PROPERTY: the house itself: its name, hours and policies
 * @KW_DESK_IMPORT_PART_BUILDING: a building
 * @KW_DESK_IMPORT_PART_FLOOR: a floor
 * @KW_DESK_IMPORT_PART_ROOM: a guest room
 * @KW_DESK_IMPORT_PART_AREA: a common area
 * @KW_DESK_IMPORT_PART_BANK: an elevator bank
 * @KW_DESK_IMPORT_PART_LANDING: a landing of a bank
 * @KW_DESK_IMPORT_PART_STAY: a stay
 *
 * What an item is about.
 */
typedef enum
{
  KW_DESK_IMPORT_PART_PROPERTY,
  KW_DESK_IMPORT_PART_BUILDING,
  KW_DESK_IMPORT_PART_FLOOR,
  KW_DESK_IMPORT_PART_ROOM,
  KW_DESK_IMPORT_PART_AREA,
  KW_DESK_IMPORT_PART_BANK,
  KW_DESK_IMPORT_PART_LANDING,
  KW_DESK_IMPORT_PART_STAY,
} KwDeskImportPart;
#define KW_DESK_IMPORT_PART_N 8

/**
 * KwDeskImportChange:
 * @KW_DESK_IMPORT_CHANGE_ADDED: it is new
 * @KW_DESK_IMPORT_CHANGE_CHANGED: one field of it is another one; see the item's field
 * @KW_DESK_IMPORT_CHANGE_RETIRED: it goes; its number stays given
 * @KW_DESK_IMPORT_CHANGE_RETURNED: it was retired and comes back under its number
 * @KW_DESK_IMPORT_CHANGE_KEPT: a stay that the register has otherwise, and that is left as it is
 * there
 * @KW_DESK_IMPORT_CHANGE_OVERLAPPING: a new stay that has a room together with another one, which
 * needs a reason: it is left out
 * @KW_DESK_IMPORT_CHANGE_OVER: a new stay that ended before today and is not closed: it is left out
 *
 * What happens to it; the last three are nothing, and somebody has to know. Nothing is ever
 * renamed: a number that comes with another name is a problem.
 */
typedef enum
{
  KW_DESK_IMPORT_CHANGE_ADDED,
  KW_DESK_IMPORT_CHANGE_CHANGED,
  KW_DESK_IMPORT_CHANGE_RETIRED,
  KW_DESK_IMPORT_CHANGE_RETURNED,
  KW_DESK_IMPORT_CHANGE_KEPT,
  KW_DESK_IMPORT_CHANGE_OVERLAPPING,
  KW_DESK_IMPORT_CHANGE_OVER,
} KwDeskImportChange;
#define KW_DESK_IMPORT_CHANGE_N 7

/**
 * KwDeskImportField:
 * @KW_DESK_IMPORT_FIELD_NONE: the item as a whole
 * @KW_DESK_IMPORT_FIELD_NAME: the property's name
 * @KW_DESK_IMPORT_FIELD_TIME_ZONE: the property's time zone
 * @KW_DESK_IMPORT_FIELD_CHECK_IN: the hour of check-in, "15:00"
 * @KW_DESK_IMPORT_FIELD_CHECK_OUT: the hour of check-out, "11:00"
 * @KW_DESK_IMPORT_FIELD_CLONEABLE_MASTER: whether master cards may be copyable: "yes" or "no"
 * @KW_DESK_IMPORT_FIELD_DESFIRE_APPLICATION: six hex digits; cards in use keep the old one
 * @KW_DESK_IMPORT_FIELD_CLASSIC_SECTOR: first sector on MIFARE Classic cards
 * @KW_DESK_IMPORT_FIELD_PLACE: building and floor of a room, area or landing; building of a bank
 * @KW_DESK_IMPORT_FIELD_DEFAULT: whether every tenant card opens an area: "yes" or "no"
 *
 * What of it changes.
 */
typedef enum
{
  KW_DESK_IMPORT_FIELD_NONE,
  KW_DESK_IMPORT_FIELD_NAME,
  KW_DESK_IMPORT_FIELD_TIME_ZONE,
  KW_DESK_IMPORT_FIELD_CHECK_IN,
  KW_DESK_IMPORT_FIELD_CHECK_OUT,
  KW_DESK_IMPORT_FIELD_CLONEABLE_MASTER,
  KW_DESK_IMPORT_FIELD_DESFIRE_APPLICATION,
  KW_DESK_IMPORT_FIELD_CLASSIC_SECTOR,
  KW_DESK_IMPORT_FIELD_PLACE,
  KW_DESK_IMPORT_FIELD_DEFAULT,
} KwDeskImportField;
#define KW_DESK_IMPORT_FIELD_N 10

/**
 * KwDeskImportCode:
 * @KW_DESK_IMPORT_CODE_FILE: the file cannot be read, or is too large
 * @KW_DESK_IMPORT_CODE_EMPTY: it has nothing in it
 * @KW_DESK_IMPORT_CODE_SYNTAX: it is not of its format, from there on it was not read
 * @KW_DESK_IMPORT_CODE_MISSING: a required field is absent or empty
 * @KW_DESK_IMPORT_CODE_VALUE: a value that the field cannot have
 * @KW_DESK_IMPORT_CODE_DUPLICATE: a number or name that is given twice in the file
 * @KW_DESK_IMPORT_CODE_NOT_FOUND: a name that nothing has
 * @KW_DESK_IMPORT_CODE_LIMIT: more of something than is possible
 * @KW_DESK_IMPORT_CODE_NUMBER_TAKEN: the number was given to something of another name
 * @KW_DESK_IMPORT_CODE_OTHER_SITE: the file is that of another hotel
 *
 * What sort of problem.
 */
typedef enum
{
  KW_DESK_IMPORT_CODE_FILE,
  KW_DESK_IMPORT_CODE_EMPTY,
  KW_DESK_IMPORT_CODE_SYNTAX,
  KW_DESK_IMPORT_CODE_MISSING,
  KW_DESK_IMPORT_CODE_VALUE,
  KW_DESK_IMPORT_CODE_DUPLICATE,
  KW_DESK_IMPORT_CODE_NOT_FOUND,
  KW_DESK_IMPORT_CODE_LIMIT,
  KW_DESK_IMPORT_CODE_NUMBER_TAKEN,
  KW_DESK_IMPORT_CODE_OTHER_SITE,
} KwDeskImportCode;
#define KW_DESK_IMPORT_CODE_N 10

/* So many problems are kept; kw_desk_import_get_n_problems() counts all. */
#define KW_DESK_IMPORT_N_PROBLEMS_MAX 1000

const char *kw_desk_import_part_to_string (KwDeskImportPart part);
const char *kw_desk_import_change_to_string (KwDeskImportChange change);
const char *kw_desk_import_field_to_string (KwDeskImportField field);
const char *kw_desk_import_code_to_string (KwDeskImportCode code);

#define KW_TYPE_DESK_IMPORT_ITEM (kw_desk_import_item_get_type ())
/**
 * KwDeskImportItem:
 *
 * One thing that would change. Immutable; has the properties `change`, `part`, `field` (as numbers
 * of their enums), `number`, `name`, `building`, `floor`, `bank`, `old-text`, `new-text`.
 */
G_DECLARE_FINAL_TYPE (KwDeskImportItem, kw_desk_import_item, KW, DESK_IMPORT_ITEM, GObject)

KwDeskImportChange kw_desk_import_item_get_change (KwDeskImportItem *self);
KwDeskImportPart kw_desk_import_item_get_part (KwDeskImportItem *self);
KwDeskImportField kw_desk_import_item_get_field (KwDeskImportItem *self);

/**
 * kw_desk_import_item_get_number:
 * @self: an item
 *
 * Returns: the number on cards and in locks; 0 for the property and for stays
 */
guint kw_desk_import_item_get_number (KwDeskImportItem *self);

/**
 * kw_desk_import_item_get_name:
 * @self: an item
 *
 * Returns: (transfer none): what people call it; of a stay its rooms, "305, 306"
 */
const char *kw_desk_import_item_get_name (KwDeskImportItem *self);

/**
 * kw_desk_import_item_get_building:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): name of the building it is in, as the file has it
 */
const char *kw_desk_import_item_get_building (KwDeskImportItem *self);

/**
 * kw_desk_import_item_get_floor:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): name of the floor it is on
 */
const char *kw_desk_import_item_get_floor (KwDeskImportItem *self);

/**
 * kw_desk_import_item_get_bank:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): of a landing, name of its bank
 */
const char *kw_desk_import_item_get_bank (KwDeskImportItem *self);

/**
 * kw_desk_import_item_get_old_text:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): of a change, what the field says now
 */
const char *kw_desk_import_item_get_old_text (KwDeskImportItem *self);

/**
 * kw_desk_import_item_get_new_text:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): of a change, what it will say
 */
const char *kw_desk_import_item_get_new_text (KwDeskImportItem *self);

/**
 * kw_desk_import_item_get_stay:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): of a stay, the stay; its id is 0
 */
const KwStay *kw_desk_import_item_get_stay (KwDeskImportItem *self);

/**
 * kw_desk_import_item_get_other:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): of a stay that is kept, as the register has it; of one that
 *   overlaps, which one; its id is 0 if that is of the file too
 */
const KwStay *kw_desk_import_item_get_other (KwDeskImportItem *self);

/**
 * kw_desk_import_item_get_n_cards:
 * @self: an item
 *
 * Returns: of a room that is retired, how many cards may still open it; otherwise 0
 */
guint kw_desk_import_item_get_n_cards (KwDeskImportItem *self);

/**
 * kw_desk_import_item_get_n_stays:
 * @self: an item
 *
 * Returns: of a room that is retired, how many stays there are open or expected; otherwise 0
 */
guint kw_desk_import_item_get_n_stays (KwDeskImportItem *self);

#define KW_TYPE_DESK_IMPORT_PROBLEM (kw_desk_import_problem_get_type ())
/**
 * KwDeskImportProblem:
 *
 * One thing that is wrong in the file. Immutable; has the properties `line`, `code`, `field`,
 * `text`.
 */
G_DECLARE_FINAL_TYPE (KwDeskImportProblem, kw_desk_import_problem, KW, DESK_IMPORT_PROBLEM, GObject)

/**
 * kw_desk_import_problem_get_line:
 * @self: a problem
 *
 * Returns: the line it is in, from 1; 0 if it is none in particular
 */
guint kw_desk_import_problem_get_line (KwDeskImportProblem *self);

KwDeskImportCode kw_desk_import_problem_get_code (KwDeskImportProblem *self);

/**
 * kw_desk_import_problem_get_field:
 * @self: a problem
 *
 * Returns: (transfer none): where in the line: "rooms[12].name" in a property file, "room" in CSV;
 *   empty if nowhere in particular
 */
const char *kw_desk_import_problem_get_field (KwDeskImportProblem *self);

/**
 * kw_desk_import_problem_get_text:
 * @self: a problem
 *
 * Returns: (transfer none): what is wrong, behind file, line and field: "there is no floor "13" in
 *   building "Haupthaus""; harmless for a terminal
 */
const char *kw_desk_import_problem_get_text (KwDeskImportProblem *self);

#define KW_TYPE_DESK_IMPORT (kw_desk_import_get_type ())
/**
 * KwDeskImport:
 *
 * A file that was read and compared with the register, and not applied yet. Immutable, holds no
 * lock, and costs as much memory as what the file says.
 */
G_DECLARE_FINAL_TYPE (KwDeskImport, kw_desk_import, KW, DESK_IMPORT, GObject)

/**
 * kw_desk_import_get_name:
 * @self: a preview
 *
 * Returns: (transfer none): the file's path, for people
 */
const char *kw_desk_import_get_name (KwDeskImport *self);

/**
 * kw_desk_import_get_format:
 * @self: a preview
 *
 * Returns: what the file was taken for, never BY_NAME
 */
KwDeskImportFormat kw_desk_import_get_format (KwDeskImport *self);

/**
 * kw_desk_import_is_first:
 * @self: a preview
 *
 * Returns: %TRUE if the station knew no hotel yet
 */
gboolean kw_desk_import_is_first (KwDeskImport *self);

/**
 * kw_desk_import_get_property:
 * @self: a preview
 *
 * Returns: (transfer none) (nullable): the hotel as it would be, %NULL if there are problems
 */
const KwProperty *kw_desk_import_get_property (KwDeskImport *self);

/**
 * kw_desk_import_get_n:
 * @self: a preview
 * @part: of what
 * @change: what happens to it
 *
 * Returns: how many of them; a thing of which two fields change counts once
 */
guint kw_desk_import_get_n (KwDeskImport *self, KwDeskImportPart part, KwDeskImportChange change);

/**
 * kw_desk_import_get_n_known_stays:
 * @self: a preview
 *
 * Returns: stays of the file that the register has already as the file says
 */
guint kw_desk_import_get_n_known_stays (KwDeskImport *self);

/**
 * kw_desk_import_get_n_left_stays:
 * @self: a preview
 *
 * Returns: stays that are left out or, otherwise than the file says, left as they are: those that
 *   are KEPT, OVERLAPPING or OVER
 */
guint kw_desk_import_get_n_left_stays (KwDeskImport *self);

/**
 * kw_desk_import_get_n_problems:
 * @self: a preview
 *
 * Returns: how many problems the file has; with any, it cannot be applied
 */
guint kw_desk_import_get_n_problems (KwDeskImport *self);

/**
 * kw_desk_import_changes_anything:
 * @self: a preview
 *
 * Returns: %TRUE if applying it would change the register
 */
gboolean kw_desk_import_changes_anything (KwDeskImport *self);

/**
 * kw_desk_import_get_items:
 * @self: a preview
 *
 * Returns: (transfer none): a GListModel of KwDeskImportItem, by part, change and place, what is
 *   left before what is done; items are made when they are asked for
 */
GListModel *kw_desk_import_get_items (KwDeskImport *self);

/**
 * kw_desk_import_get_problems:
 * @self: a preview
 *
 * Returns: (transfer none): a GListModel of KwDeskImportProblem, by line; at most
 *   %KW_DESK_IMPORT_N_PROBLEMS_MAX
 */
GListModel *kw_desk_import_get_problems (KwDeskImport *self);

/**
 * kw_desk_preview_import_async:
 * @self: a desk
 * @request: what to look at
 * @progress: (nullable) (scope notified): told now and then, on the desk's thread, how many bytes
 *   of how many were read; no more once @callback was called
 * @progress_data: for @progress
 * @cancellable: (nullable): heeded at any time
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the file on a thread of its own and compares it with the register. Changes nothing.
 */
void kw_desk_preview_import_async (KwDesk *self, const KwDeskImportRequest *request,
                                   GFileProgressCallback progress, gpointer progress_data,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * kw_desk_preview_import_finish:
 * @self: a desk
 * @result: the result
 * @error: a `KW_DESK_ERROR`: NOT_SET_UP for rooms of a hotel that is not known, STORE, CANCELLED;
 *   what is wrong with the file is no error but a problem in the preview
 *
 * Returns: (transfer full) (nullable): what the file would change
 */
KwDeskImport *kw_desk_preview_import_finish (KwDesk *self, GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_desk_apply_import_async:
 * @self: the desk that made the preview
 * @import: a preview
 * @progress: (nullable) (scope notified): told now and then, on the desk's thread, how many stays
 * of how many are put into the register; no more once @callback was called
 * @progress_data: for @progress
 * @cancellable: (nullable): heeded until the commit; then nothing was changed
 * @callback: called when done
 * @user_data: for @callback
 *
 * Changes in the register exactly what @import shows, all or nothing. The file is not read again.
 */
void kw_desk_apply_import_async (KwDesk *self, KwDeskImport *import, GFileProgressCallback progress,
                                 gpointer progress_data, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);

/**
 * kw_desk_apply_import_finish:
 * @self: a desk
 * @result: the result
 * @error: a `KW_DESK_ERROR`: FILE if @import has problems; NOT_ALLOWED if the register changed
 * since so that something else would happen than was shown: make the preview again; CLOCK_SUSPECT,
 *   STORE, DISK_FULL, CANCELLED
 *
 * Returns: %TRUE if kw_desk_get_property() is the new one
 */
gboolean kw_desk_apply_import_finish (KwDesk *self, GAsyncResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
