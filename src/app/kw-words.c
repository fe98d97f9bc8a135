/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-words.h"

#include "kw-time-words.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

#define N_WEEKDAYS 7
#define FIRST_STRONG_ISOLATE "\xe2\x81\xa8"
#define POP_DIRECTIONAL_ISOLATE "\xe2\x81\xa9"

/* A name may be in a script of the other direction, which its neighbours must not follow. */
static char *
dup_item (const char *text)
{
  if (gtk_widget_get_default_direction () != GTK_TEXT_DIR_RTL)
    return g_strdup (text);
  return g_strconcat (FIRST_STRONG_ISOLATE, text, POP_DIRECTIONAL_ISOLATE, NULL);
}

char *
kw_words_dup_list (const GPtrArray *items)
{
  g_autofree char *list = NULL;

  if (items->len == 0)
    /* Translators: what a card opens that opens nothing */
    return g_strdup (_ ("nothing"));
  list = dup_item (items->pdata[0]);
  for (guint i = 1; i < items->len; i++)
    {
      g_autofree char *item = dup_item (items->pdata[i]);
      char *longer = i + 1 == items->len
                         /* Translators: the last two of a list: "A, B and C" */
                         ? g_strdup_printf (C_ ("list", "%s and %s"), list, item)
                         /* Translators: the next of a list: "A, B" */
                         : g_strdup_printf (C_ ("list", "%s, %s"), list, item);

      g_free (list);
      list = longer;
    }
  return g_steal_pointer (&list);
}

void
kw_words_add_line (GString *lines, char *sentence)
{
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  g_string_append (lines, sentence);
  g_free (sentence);
}

char *
kw_words_dup_room (const KwProperty *property, KwDoorRef door)
{
  g_autofree char *label = kw_property_dup_door_label (property, door);

  /* Translators: the name of a room, in the middle of a sentence: "room 305" */
  return g_strdup_printf (_ ("room %s"), label);
}

char *
kw_words_dup_place (const KwProperty *property, const KwDeskPlace *place)
{
  const KwArea *area;
  const KwBank *bank;

  switch (place->kind)
    {
    case KW_DESK_PLACE_DOOR:
      return kw_words_dup_room (property, place->door);
    case KW_DESK_PLACE_AREA:
      area = kw_property_get_area (property, place->number);
      /* Translators: a common area that is no longer in the hotel's map */
      return g_strdup (area != NULL ? area->name : _ ("an area that is gone"));
    case KW_DESK_PLACE_ELEVATOR:
      bank = kw_property_get_bank (property, place->number);
      if (bank == NULL)
        return g_strdup (_ ("an elevator that is gone"));
      /* Translators: the name of an elevator bank, in the middle of a sentence */
      return g_strdup_printf (_ ("elevator %s"), bank->name);
    }
  g_return_val_if_reached (g_strdup (""));
}

static void
add_rooms (GPtrArray *items, const KwProperty *property, const KwGrant *grant)
{
  for (guint i = 0; i <= KW_GRANT_N_EXTRA_DOORS; i++)
    {
      const KwDoorRef door = { grant->building, i == 0 ? grant->door : grant->extra_doors[i - 1] };

      if (door.door != 0)
        g_ptr_array_add (items, kw_words_dup_room (property, door));
    }
}

static void
add_areas (GPtrArray *items, const KwProperty *property, guint32 areas)
{
  for (guint i = 0; i < property->n_areas; i++)
    if ((areas >> property->areas[i].number & 1) != 0)
      g_ptr_array_add (items, g_strdup (property->areas[i].name));
}

/* Of bank 0 the numbers, because each bank has its own names. */
static void
add_landings (GPtrArray *items, const KwProperty *property, const KwGrant *grant)
{
  const KwBank *bank = grant->bank == 0 ? NULL : kw_property_get_bank (property, grant->bank);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  if (grant->has_every_landing)
    {
      g_ptr_array_add (items, g_strdup (_ ("every elevator landing")));
      return;
    }
  for (guint n = 0; n < KW_BANK_N_LANDINGS_MAX; n++)
    {
      const KwLanding *landing = bank == NULL ? NULL : kw_bank_get_landing (bank, n);

      if ((grant->floors >> n & 1) != 0)
        g_ptr_array_add (names,
                         landing == NULL ? g_strdup_printf ("#%u", n) : g_strdup (landing->name));
    }
  if (names->len == 0)
    return;
  list = kw_words_dup_list (names);
  g_ptr_array_add (items,
                   /* Translators: elevator landings by name, in a list of what a card opens:
                      "landings 1 and 3" */
                   g_strdup_printf (ngettext ("landing %s", "landings %s", names->len), list));
}

char *
kw_words_dup_landings (const KwProperty *property, const KwGrant *grant)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);

  add_landings (items, property, grant);
  return items->len == 0 ? NULL : g_strdup (items->pdata[0]);
}

static char *
dup_rooms_of (const KwProperty *property, const KwGrant *grant)
{
  const KwBuilding *building = kw_property_get_building (property, grant->building);
  const KwFloor *floor_ = kw_property_get_floor (property, grant->building, grant->floor);

  if (grant->building == 0)
    return g_strdup (_ ("EVERY room of the hotel"));
  if (building == NULL || (grant->floor != 0 && floor_ == NULL))
    return g_strdup (_ ("rooms that are gone"));
  if (grant->floor == 0)
    /* Translators: the name of a building */
    return g_strdup_printf (_ ("every room of %s"), building->name);
  /* Translators: the name of a floor and of its building */
  return g_strdup_printf (_ ("every room on floor %s of %s"), floor_->name, building->name);
}

char *
kw_words_dup_scope (const KwProperty *property, const KwGrant *grant)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);

  switch (grant->kind)
    {
    case KW_GRANT_KIND_TENANT:
      add_rooms (items, property, grant);
      break;
    case KW_GRANT_KIND_FLOOR:
    case KW_GRANT_KIND_BUILDING:
    case KW_GRANT_KIND_MASTER:
    case KW_GRANT_KIND_EMERGENCY:
      g_ptr_array_add (items, dup_rooms_of (property, grant));
      break;
    case KW_GRANT_KIND_CANCEL:
      return g_strdup (_ ("nothing"));
    }
  add_areas (items, property, grant->areas);
  add_landings (items, property, grant);
  return kw_words_dup_list (items);
}

static char *
dup_weekdays (guint weekdays)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint first = 0;
  guint n_run = 0;

  for (guint i = 0; i < N_WEEKDAYS; i++)
    if ((weekdays >> i & 1) != 0)
      g_ptr_array_add (names, (gpointer)kw_time_words_get_weekday (i));
  while (first < N_WEEKDAYS && (weekdays >> first & 1) == 0)
    first++;
  while ((weekdays >> (first + n_run) & 1) != 0)
    n_run++;
  if (n_run == names->len && n_run > 2)
    /* Translators: a run of weekdays: "Monday to Friday" */
    return g_strdup_printf (C_ ("weekdays", "%s to %s"), kw_time_words_get_weekday (first),
                            kw_time_words_get_weekday (first + n_run - 1));
  return kw_words_dup_list (names);
}

char *
kw_words_dup_hours (const KwGrant *grant)
{
  g_autofree char *days = grant->weekdays == 0 ? NULL : dup_weekdays (grant->weekdays);
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  g_autofree char *hours = NULL;

  if (grant->day_start_minute == grant->day_end_minute)
    return g_steal_pointer (&days);
  start = kw_time_words_dup_minute (grant->day_start_minute);
  end = kw_time_words_dup_minute (grant->day_end_minute);
  /* Translators: hours of a day: "07:00 to 19:00" */
  hours = g_strdup_printf (C_ ("hours", "%s to %s"), start, end);
  if (days == NULL)
    return g_steal_pointer (&hours);
  /* Translators: weekdays and hours: "Monday to Friday, 07:00 to 19:00" */
  return g_strdup_printf (C_ ("days and hours", "%s, %s"), days, hours);
}

char *
kw_words_dup_opens (const KwProperty *property, gint64 now_unix_s, const KwGrant *grant)
{
  g_autofree char *scope = kw_words_dup_scope (property, grant);
  g_autofree char *hours = kw_words_dup_hours (grant);
  g_autofree char *until = kw_time_words_dup_full (property, now_unix_s, grant->valid_until_unix_s);
  g_autofree char *from = NULL;

  if (grant->kind == KW_GRANT_KIND_CANCEL)
    return g_strdup (_ ("Opens nothing. It tells locks which lost cards to refuse."));
  if (grant->valid_from_unix_s <= now_unix_s && hours == NULL)
    /* Translators: what a card opens and when it ends: "Opens room 305 and Pool, until Sunday 24
     * November, 11:00." */
    return g_strdup_printf (_ ("Opens %s, until %s."), scope, until);
  if (grant->valid_from_unix_s <= now_unix_s)
    /* Translators: what a card opens, on which days and hours, and when it ends */
    return g_strdup_printf (_ ("Opens %s, %s, until %s."), scope, hours, until);
  from = kw_time_words_dup_full (property, now_unix_s, grant->valid_from_unix_s);
  if (hours == NULL)
    /* Translators: what a card opens, from when and until when */
    return g_strdup_printf (_ ("Opens %s, from %s until %s."), scope, from, until);
  /* Translators: what a card opens, on which days and hours, from when and until when */
  return g_strdup_printf (_ ("Opens %s, %s, from %s until %s."), scope, hours, from, until);
}

char *
kw_words_dup_purpose (const KwProperty *property, const KwGrant *grant, const char *holder)
{
  g_autofree char *room = NULL;

  if (grant->kind != KW_GRANT_KIND_TENANT && holder == NULL)
    return g_strdup (kw_words_get_kind (grant->kind));
  if (grant->kind != KW_GRANT_KIND_TENANT)
    /* Translators: a kind of staff card and who carries it: "Master card, Maria Weiß" */
    return g_strdup_printf (C_ ("card and holder", "%s, %s"), kw_words_get_kind (grant->kind),
                            holder);
  room = kw_property_dup_door_label (property, (KwDoorRef){ grant->building, grant->door });
  /* Translators: the name of a room */
  return grant->is_copy ? g_strdup_printf (_ ("Room %s, copy"), room)
                        /* Translators: the name of a room, at the start of a line */
                        : g_strdup_printf (_ ("Room %s"), room);
}

const char *
kw_words_get_kind (KwGrantKind kind)
{
  switch (kind)
    {
    case KW_GRANT_KIND_TENANT:
      return _ ("Tenant card");
    case KW_GRANT_KIND_FLOOR:
      return _ ("Floor card");
    case KW_GRANT_KIND_BUILDING:
      return _ ("Building card");
    case KW_GRANT_KIND_MASTER:
      return _ ("Master card");
    case KW_GRANT_KIND_EMERGENCY:
      return _ ("Emergency card");
    case KW_GRANT_KIND_CANCEL:
      return _ ("Cancel card");
    }
  g_return_val_if_reached ("");
}

const char *
kw_words_get_medium (const char *medium_name)
{
  static const struct
  {
    const char *name;
    const char *words;
  } media[] = {
    { "classic-1k", "MIFARE Classic 1K" },
    { "classic-4k", "MIFARE Classic 4K" },
    { "desfire", "MIFARE DESFire" },
    { "ultralight-c", "MIFARE Ultralight C" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (media); i++)
    if (g_strcmp0 (media[i].name, medium_name) == 0)
      return media[i].words;
  return _ ("Unknown chip");
}

const char *
kw_words_get_credential_state (KwCredentialState state)
{
  switch (state)
    {
    case KW_CREDENTIAL_STATE_PENDING:
      return C_ ("card", "being written");
    case KW_CREDENTIAL_STATE_LIVE:
      return C_ ("card", "live");
    case KW_CREDENTIAL_STATE_RETURNED:
      return C_ ("card", "returned");
    case KW_CREDENTIAL_STATE_LOST:
      return C_ ("card", "lost");
    case KW_CREDENTIAL_STATE_SUPERSEDED:
      return C_ ("card", "superseded");
    case KW_CREDENTIAL_STATE_EXPIRED:
      return C_ ("card", "expired");
    case KW_CREDENTIAL_STATE_REWRITTEN:
      return C_ ("card", "rewritten");
    case KW_CREDENTIAL_STATE_FAILED:
      return C_ ("card", "not written");
    case KW_CREDENTIAL_STATE_DAMAGED:
      return C_ ("card", "damaged");
    case KW_CREDENTIAL_STATE_UNCERTAIN:
      return C_ ("card", "uncertain");
    }
  g_return_val_if_reached ("");
}

const char *
kw_words_get_stay_state (KwStayState state)
{
  switch (state)
    {
    case KW_STAY_STATE_EXPECTED:
      return C_ ("stay", "expected");
    case KW_STAY_STATE_OPEN:
      return C_ ("stay", "in house");
    case KW_STAY_STATE_CLOSED:
      return C_ ("stay", "left");
    }
  g_return_val_if_reached ("");
}

const char *
kw_words_get_why_not (const char *answer)
{
  static const struct
  {
    const char *answer;
    const char *sentence;
  } sentences[] = {
    { "OPEN", N_ ("The card opens the door.") },
    { "CANCEL_LEARNED", N_ ("The lock refuses the lost cards from now on.") },
    { "BLANK", N_ ("The card is blank.") },
    { "FOREIGN", N_ ("The card belongs to another system.") },
    { "FORGED", N_ ("The card carries something that this hotel did not sign.") },
    { "UNSUPPORTED", N_ ("The lock does not accept this sort of card.") },
    { "WRONG_SITE", N_ ("The card belongs to another hotel.") },
    { "CANCELLED", N_ ("A cancel card has stopped this card here.") },
    { "NO_CLOCK", N_ ("The lock does not know the time.") },
    { "NOT_YET", N_ ("The card is not valid yet.") },
    { "EXPIRED", N_ ("The card has expired.") },
    { "OUT_OF_HOURS", N_ ("The card does not open at this hour or on this day.") },
    { "WRONG_PLACE", N_ ("The card is for another place.") },
    { "SUPERSEDED", N_ ("A newer card was shown here.") },
    { "PRIVACY", N_ ("The door is locked from inside.") },
    { "USED", N_ ("The card opens once, and has.") },
    { "DENY_FULL", N_ ("The lock can hold no more lost cards.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_strcmp0 (sentences[i].answer, answer) == 0)
      return _ (sentences[i].sentence);
  return _ ("The card does not open.");
}

const char *
kw_words_get_condition (KwDeskCondition condition)
{
  switch (condition)
    {
    case KW_DESK_CONDITION_BLANK:
      return _ ("This card is blank.");
    case KW_DESK_CONDITION_OURS:
      return _ ("This is one of our cards.");
    case KW_DESK_CONDITION_EMPTY:
      return _ ("This card is prepared for us and opens nothing.");
    case KW_DESK_CONDITION_UNFINISHED:
      return _ ("This card was not finished and opens nothing.");
    case KW_DESK_CONDITION_FOREIGN:
      return _ ("This card belongs to another system.");
    case KW_DESK_CONDITION_DAMAGED:
      return _ ("This card is worn or damaged and can't be used any more.");
    case KW_DESK_CONDITION_UNSUPPORTED:
      return _ ("This sort of card can't be used here.");
    }
  g_return_val_if_reached ("");
}
