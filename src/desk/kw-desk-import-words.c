/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-import.h"

const char *
kw_desk_import_part_to_string (KwDeskImportPart part)
{
  static const char *const names[KW_DESK_IMPORT_PART_N] = {
    [KW_DESK_IMPORT_PART_PROPERTY] = "property", [KW_DESK_IMPORT_PART_BUILDING] = "building",
    [KW_DESK_IMPORT_PART_FLOOR] = "floor",       [KW_DESK_IMPORT_PART_ROOM] = "room",
    [KW_DESK_IMPORT_PART_AREA] = "area",         [KW_DESK_IMPORT_PART_BANK] = "elevator",
    [KW_DESK_IMPORT_PART_LANDING] = "landing",   [KW_DESK_IMPORT_PART_STAY] = "stay",
  };

  return names[part];
}

const char *
kw_desk_import_change_to_string (KwDeskImportChange change)
{
  static const char *const names[KW_DESK_IMPORT_CHANGE_N] = {
    [KW_DESK_IMPORT_CHANGE_ADDED] = "added",
    [KW_DESK_IMPORT_CHANGE_CHANGED] = "changed",
    [KW_DESK_IMPORT_CHANGE_RETIRED] = "retired",
    [KW_DESK_IMPORT_CHANGE_RETURNED] = "returned",
    [KW_DESK_IMPORT_CHANGE_KEPT] = "kept",
    [KW_DESK_IMPORT_CHANGE_OVERLAPPING] = "overlapping",
    [KW_DESK_IMPORT_CHANGE_OVER] = "over",
  };

  return names[change];
}

const char *
kw_desk_import_field_to_string (KwDeskImportField field)
{
  static const char *const names[KW_DESK_IMPORT_FIELD_N] = {
    [KW_DESK_IMPORT_FIELD_NONE] = "none",
    [KW_DESK_IMPORT_FIELD_NAME] = "name",
    [KW_DESK_IMPORT_FIELD_TIME_ZONE] = "time_zone",
    [KW_DESK_IMPORT_FIELD_CHECK_IN] = "check_in",
    [KW_DESK_IMPORT_FIELD_CHECK_OUT] = "check_out",
    [KW_DESK_IMPORT_FIELD_CLONEABLE_MASTER] = "allow_cloneable_master",
    [KW_DESK_IMPORT_FIELD_DESFIRE_APPLICATION] = "desfire_application",
    [KW_DESK_IMPORT_FIELD_CLASSIC_SECTOR] = "classic_first_sector",
    [KW_DESK_IMPORT_FIELD_PLACE] = "place",
    [KW_DESK_IMPORT_FIELD_DEFAULT] = "default",
  };

  return names[field];
}

const char *
kw_desk_import_code_to_string (KwDeskImportCode code)
{
  static const char *const names[KW_DESK_IMPORT_CODE_N] = {
    [KW_DESK_IMPORT_CODE_FILE] = "file",
    [KW_DESK_IMPORT_CODE_EMPTY] = "empty",
    [KW_DESK_IMPORT_CODE_SYNTAX] = "syntax",
    [KW_DESK_IMPORT_CODE_MISSING] = "missing",
    [KW_DESK_IMPORT_CODE_VALUE] = "value",
    [KW_DESK_IMPORT_CODE_DUPLICATE] = "duplicate",
    [KW_DESK_IMPORT_CODE_NOT_FOUND] = "not-found",
    [KW_DESK_IMPORT_CODE_LIMIT] = "limit",
    [KW_DESK_IMPORT_CODE_NUMBER_TAKEN] = "number-taken",
    [KW_DESK_IMPORT_CODE_OTHER_SITE] = "other-site",
  };

  return names[code];
}
