/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-import-words.h"

#include "kw-stay-words.h"
#include "kw-time-words.h"

#include <glib/gi18n.h>

const char *
kw_import_words_get_group (KwDeskImportPart part, KwDeskImportChange change)
{
  static const char *const headings[KW_DESK_IMPORT_PART_N][KW_DESK_IMPORT_CHANGE_N] = {
    [KW_DESK_IMPORT_PART_PROPERTY] = { N_ ("The hotel is new"), N_ ("The hotel changes") },
    [KW_DESK_IMPORT_PART_BUILDING] = { N_ ("New buildings"), N_ ("Buildings that change"),
                                       N_ ("Buildings that go away"),
                                       N_ ("Buildings that come back") },
    [KW_DESK_IMPORT_PART_FLOOR] = { N_ ("New floors"), N_ ("Floors that change"),
                                    N_ ("Floors that go away"), N_ ("Floors that come back") },
    [KW_DESK_IMPORT_PART_ROOM] = { N_ ("New rooms"), N_ ("Rooms that change"),
                                   N_ ("Rooms that go away"), N_ ("Rooms that come back") },
    [KW_DESK_IMPORT_PART_AREA] = { N_ ("New areas"), N_ ("Areas that change"),
                                   N_ ("Areas that go away"), N_ ("Areas that come back") },
    [KW_DESK_IMPORT_PART_BANK] = { N_ ("New elevators"), N_ ("Elevators that change"),
                                   N_ ("Elevators that go away"), N_ ("Elevators that come back") },
    [KW_DESK_IMPORT_PART_LANDING] = { N_ ("New landings"), N_ ("Landings that change"),
                                      N_ ("Landings that go away"),
                                      N_ ("Landings that come back") },
    [KW_DESK_IMPORT_PART_STAY] = {
        [KW_DESK_IMPORT_CHANGE_ADDED] = N_ ("New stays"),
        [KW_DESK_IMPORT_CHANGE_KEPT] = N_ ("Stays that differ here and are left as they are"),
        [KW_DESK_IMPORT_CHANGE_OVERLAPPING] =
            N_ ("Stays that overlap another one and are left out"),
        [KW_DESK_IMPORT_CHANGE_OVER] = N_ ("Stays that are over and are left out"),
    },
  };
  const char *heading = headings[part][change];

  g_return_val_if_fail (heading != NULL, "");
  return _ (heading);
}

static gboolean
is_yes (const char *text)
{
  return g_strcmp0 (text, "yes") == 0;
}

/* One field becomes another one. */
static char *
dup_change (KwDeskImportItem *item)
{
  const char *old_text = kw_desk_import_item_get_old_text (item);
  const char *new_text = kw_desk_import_item_get_new_text (item);

  switch (kw_desk_import_item_get_field (item))
    {
    case KW_DESK_IMPORT_FIELD_NAME:
      /* Translators: the new name of the hotel, and the old one */
      return g_strdup_printf (_ ("Its name becomes “%s”; it was “%s”."), new_text, old_text);
    case KW_DESK_IMPORT_FIELD_TIME_ZONE:
      /* Translators: the new time zone, "Europe/Berlin", and the old one */
      return g_strdup_printf (_ ("The time zone becomes %s; it was %s."), new_text, old_text);
    case KW_DESK_IMPORT_FIELD_CHECK_IN:
      /* Translators: the new hour, "15:00", and the old one */
      return g_strdup_printf (_ ("Check-in is at %s; it was at %s."), new_text, old_text);
    case KW_DESK_IMPORT_FIELD_CHECK_OUT:
      /* Translators: the new hour, "11:00", and the old one */
      return g_strdup_printf (_ ("Check-out is at %s; it was at %s."), new_text, old_text);
    case KW_DESK_IMPORT_FIELD_CLONEABLE_MASTER:
      return g_strdup (is_yes (new_text)
                           ? _ ("Master cards may be written on cards that can be copied.")
                           : _ ("Master cards need a card that cannot be copied."));
    case KW_DESK_IMPORT_FIELD_DESFIRE_APPLICATION:
      /* Translators: six hexadecimal digits each: the new number and the old one */
      return g_strdup_printf (
          _ ("New DESFire cards use application %s; cards in use keep application %s."), new_text,
          old_text);
    case KW_DESK_IMPORT_FIELD_CLASSIC_SECTOR:
      /* Translators: a number each: the new sector and the old one */
      return g_strdup_printf (
          _ ("New MIFARE Classic cards use sector %s; cards in use keep sector %s."), new_text,
          old_text);
    case KW_DESK_IMPORT_FIELD_PLACE:
      /* Translators: building and floor each, "Main building/3": the new place and the old one */
      return g_strdup_printf (_ ("It is in %s; it was in %s."), new_text, old_text);
    case KW_DESK_IMPORT_FIELD_DEFAULT:
      return g_strdup (is_yes (new_text) ? _ ("Every tenant card opens it.")
                                         : _ ("A tenant card opens it only if that is chosen."));
    case KW_DESK_IMPORT_FIELD_NONE:
      break;
    }
  return NULL;
}

static char *
dup_place (KwDeskImportItem *item)
{
  const char *building = kw_desk_import_item_get_building (item);
  const char *floor_ = kw_desk_import_item_get_floor (item);
  const char *bank = kw_desk_import_item_get_bank (item);

  if (bank != NULL)
    /* Translators: the name of an elevator bank, beside the name of one of its landings */
    return g_strdup_printf (_ ("Elevator %s"), bank);
  if (building != NULL && floor_ != NULL)
    /* Translators: the name of a building and of a floor */
    return g_strdup_printf (_ ("%s, floor %s"), building, floor_);
  return g_strdup (building);
}

/* Where a room was that goes away, and who would miss it: whole sentences, a line each. */
static char *
dup_loss (KwDeskImportItem *item)
{
  guint n_cards = kw_desk_import_item_get_n_cards (item);
  guint n_stays = kw_desk_import_item_get_n_stays (item);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  char *place = dup_place (item);

  if (place != NULL)
    g_ptr_array_add (lines, place);
  if (n_cards > 0)
    g_ptr_array_add (lines, g_strdup_printf (
                                /* Translators: a room that goes away from the hotel's map */
                                ngettext ("%u card still opens it until the card expires.",
                                          "%u cards still open it until they expire.", n_cards),
                                n_cards));
  if (n_stays > 0)
    g_ptr_array_add (lines, g_strdup_printf (
                                /* Translators: a room that goes away from the hotel's map */
                                ngettext ("%u stay is there; give it another room.",
                                          "%u stays are there; give them other rooms.", n_stays),
                                n_stays));
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **)lines->pdata);
}

static char *
dup_stay (const KwProperty *property, gint64 now_unix_s, const KwStay *stay)
{
  g_autofree char *from = kw_time_words_dup (property, now_unix_s, stay->from_unix_s);
  g_autofree char *until = kw_time_words_dup (property, now_unix_s, stay->until_unix_s);

  if (stay->tenants != NULL && stay->tenants[0] != NULL)
    /* Translators: a stay: the first tenant, then from when until when */
    return g_strdup_printf (_ ("%s, from %s until %s"), stay->tenants[0], from, until);
  /* Translators: a stay: from when until when */
  return g_strdup_printf (_ ("From %s until %s"), from, until);
}

/* With everything that may differ. */
static char *
dup_whole_stay (const KwProperty *property, gint64 now_unix_s, const KwStay *stay)
{
  g_autofree char *rooms = kw_stay_words_dup_rooms (property, stay->doors, stay->n_doors);
  g_autofree char *tenants = g_strjoinv (", ", (char **)stay->tenants);
  g_autofree char *from = kw_time_words_dup (property, now_unix_s, stay->from_unix_s);
  g_autofree char *until = kw_time_words_dup (property, now_unix_s, stay->until_unix_s);

  if (*tenants == '\0')
    /* Translators: a stay: its rooms, "305 and 306", then from when until when */
    return g_strdup_printf (C_ ("stay", "%s, from %s until %s"), rooms, from, until);
  /* Translators: a stay: its rooms, "305 and 306", its tenants, then from when until when */
  return g_strdup_printf (_ ("%s, %s, from %s until %s"), rooms, tenants, from, until);
}

/* Two stays, and what to do: a line each. */
static char *
dup_kept_stay (const KwProperty *property, gint64 now_unix_s, const KwStay *stay,
               const KwStay *other)
{
  g_autofree char *whole = dup_whole_stay (property, now_unix_s, stay);
  g_autofree char *other_whole = dup_whole_stay (property, now_unix_s, other);
  /* Translators: a stay as the register has it: rooms, tenants, from when until when */
  g_autofree char *here = g_strdup_printf (_ ("Here: %s"), other_whole);
  /* Translators: a stay as a file has it: rooms, tenants, from when until when */
  g_autofree char *there = g_strdup_printf (_ ("File: %s"), whole);

  return g_strjoin ("\n", here, there, _ ("If the file is right, change the stay by hand."), NULL);
}

static char *
dup_overlapping_stay (const KwProperty *property, gint64 now_unix_s, const KwStay *stay,
                      const KwStay *other)
{
  g_autofree char *line = dup_stay (property, now_unix_s, stay);
  g_autofree char *whole = dup_whole_stay (property, now_unix_s, other);
  /* Translators: another stay in the same room: rooms, tenants, from when until when */
  g_autofree char *overlap = g_strdup_printf (_ ("It overlaps: %s"), whole);

  return g_strjoin ("\n", line, overlap, _ ("Enter it by hand, with a reason."), NULL);
}

char *
kw_import_words_dup_detail (const KwProperty *property, gint64 now_unix_s, KwDeskImportItem *item)
{
  const KwStay *stay = kw_desk_import_item_get_stay (item);
  const KwStay *other = kw_desk_import_item_get_other (item);

  switch (kw_desk_import_item_get_change (item))
    {
    case KW_DESK_IMPORT_CHANGE_KEPT:
      return dup_kept_stay (property, now_unix_s, stay, other);
    case KW_DESK_IMPORT_CHANGE_OVERLAPPING:
      return dup_overlapping_stay (property, now_unix_s, stay, other);
    case KW_DESK_IMPORT_CHANGE_OVER:
      return dup_stay (property, now_unix_s, stay);
    case KW_DESK_IMPORT_CHANGE_CHANGED:
      return dup_change (item);
    case KW_DESK_IMPORT_CHANGE_RETIRED:
      return dup_loss (item);
    case KW_DESK_IMPORT_CHANGE_ADDED:
    case KW_DESK_IMPORT_CHANGE_RETURNED:
      return stay != NULL ? dup_stay (property, now_unix_s, stay) : dup_place (item);
    }
  g_return_val_if_reached (NULL);
}

char *
kw_import_words_dup_done (KwDeskImport *import)
{
  const guint n_left = kw_desk_import_get_n_left_stays (import);
  const guint n_new = kw_desk_import_get_n (import, KW_DESK_IMPORT_PART_STAY,
                                            KW_DESK_IMPORT_CHANGE_ADDED);
  g_autofree char *done = NULL;
  g_autofree char *left = NULL;

  if (n_left == 0)
    return g_strdup (_ ("The register has the hotel as the file says."));
  done = n_new == 0
             ? g_strdup (_ ("The map of the hotel is as the file says."))
             : g_strdup_printf (ngettext ("%u stay was entered.", "%u stays were entered.", n_new),
                                n_new);
  left = g_strdup_printf (ngettext ("%u stay of the file was left out or left as it is.",
                                    "%u stays of the file were left out or left as they are.",
                                    n_left),
                          n_left);
  /* Translators: what an import did, and what it did not: two whole sentences */
  return g_strdup_printf (C_ ("import", "%s %s"), done, left);
}

char *
kw_import_words_dup_line (KwDeskImportProblem *problem)
{
  guint line = kw_desk_import_problem_get_line (problem);

  /* Translators: a line of a text file */
  return line > 0 ? g_strdup_printf (_ ("Line %u"), line) : g_strdup (_ ("The whole file"));
}

const char *
kw_import_words_get_problem (KwDeskImportCode code)
{
  switch (code)
    {
    case KW_DESK_IMPORT_CODE_FILE:
      return _ ("The file cannot be read.");
    case KW_DESK_IMPORT_CODE_EMPTY:
      return _ ("The file is empty.");
    case KW_DESK_IMPORT_CODE_SYNTAX:
      return _ ("This is not what such a file has here.");
    case KW_DESK_IMPORT_CODE_MISSING:
      return _ ("Something is missing here.");
    case KW_DESK_IMPORT_CODE_VALUE:
      return _ ("This value cannot stand here.");
    case KW_DESK_IMPORT_CODE_DUPLICATE:
      return _ ("This number or name is given twice.");
    case KW_DESK_IMPORT_CODE_NOT_FOUND:
      return _ ("Nothing has this name.");
    case KW_DESK_IMPORT_CODE_LIMIT:
      return _ ("There is more of this than is possible.");
    case KW_DESK_IMPORT_CODE_NUMBER_TAKEN:
      return _ ("This number was given to something of another name.");
    case KW_DESK_IMPORT_CODE_OTHER_SITE:
      return _ ("This file is that of another hotel.");
    }
  g_return_val_if_reached ("");
}

const char *
kw_import_words_get_remedy (KwDeskImportCode code)
{
  switch (code)
    {
    case KW_DESK_IMPORT_CODE_FILE:
      return _ ("Look whether it is there, is yours to read and has at most 64 MB.");
    case KW_DESK_IMPORT_CODE_EMPTY:
      return _ ("Choose another file, or save it again in the program it comes from.");
    case KW_DESK_IMPORT_CODE_SYNTAX:
      return _ ("Save it again in the program it comes from, as JSON or as CSV.");
    case KW_DESK_IMPORT_CODE_MISSING:
      return _ ("Fill it in.");
    case KW_DESK_IMPORT_CODE_VALUE:
      return _ ("Correct it.");
    case KW_DESK_IMPORT_CODE_DUPLICATE:
      return _ ("Give each one once.");
    case KW_DESK_IMPORT_CODE_NOT_FOUND:
      return _ ("Correct the name, or add what it names.");
    case KW_DESK_IMPORT_CODE_LIMIT:
      return _ ("Take some of it out.");
    case KW_DESK_IMPORT_CODE_NUMBER_TAKEN:
      return _ ("Numbers stand on cards and in locks: choose one that nothing ever had.");
    case KW_DESK_IMPORT_CODE_OTHER_SITE:
      return _ ("Use another data folder for another hotel.");
    }
  g_return_val_if_reached ("");
}
