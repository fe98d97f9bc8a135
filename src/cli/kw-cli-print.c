/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli-print.h"

#include "kw-local-time.h"

static const char *const weekday_names[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
                                             "Friday", "Saturday", "Sunday" };

static GDateTime *
get_local (const KwCliVoice *voice, gint64 unix_s)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (unix_s);

  if (utc == NULL || voice->property == NULL)
    return g_steal_pointer (&utc);
  return g_date_time_to_timezone (utc, voice->property->zone);
}

char *
kw_cli_print_dup_time (const KwCliVoice *voice, gint64 unix_s)
{
  if (voice->property == NULL)
    return g_strdup ("an unknown time");
  return kw_local_time_dup_words (voice->property, voice->now_unix_s, unix_s);
}

char *
kw_cli_print_dup_short_time (const KwCliVoice *voice, gint64 unix_s)
{
  g_autoptr (GDateTime) time = unix_s == 0 ? NULL : get_local (voice, unix_s);

  return time == NULL ? g_strdup ("-") : g_date_time_format (time, "%Y-%m-%d %H:%M");
}

char *
kw_cli_print_dup_count (guint n, const char *one, const char *many)
{
  return g_strdup_printf ("%u %s", n, n == 1 ? one : many);
}

char *
kw_cli_print_dup_list (const GPtrArray *items)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (list, "%s%s",
                            i == 0                ? ""
                            : i + 1 == items->len ? " and "
                                                  : ", ",
                            (const char *)items->pdata[i]);
  if (items->len == 0)
    g_string_append (list, "nothing");
  return g_string_free (g_steal_pointer (&list), FALSE);
}

char *
kw_cli_print_dup_card (const KwCard *card)
{
  g_autofree char *label = card == NULL ? NULL : kw_card_dup_label (card);

  return label == NULL ? g_strdup ("This card") : g_strdup_printf ("Card %s", label);
}

static void
add_rooms (GPtrArray *items, const KwProperty *property, const KwGrant *grant)
{
  for (guint i = 0; i <= KW_GRANT_N_EXTRA_DOORS; i++)
    {
      const KwDoorRef door = { grant->building, i == 0 ? grant->door : grant->extra_doors[i - 1] };
      g_autofree char *label = NULL;

      if (door.door == 0)
        continue;
      label = kw_property_dup_door_label (property, door);
      g_ptr_array_add (items, g_strdup_printf ("room %s", label));
    }
}

static void
add_areas (GPtrArray *items, const KwProperty *property, guint32 areas)
{
  for (guint i = 0; i < property->n_areas; i++)
    if ((areas >> property->areas[i].number & 1) != 0)
      g_ptr_array_add (items, g_strdup_printf ("the %s", property->areas[i].name));
}

/* Names of landings; of bank 0 the numbers, because each bank has its own names. */
static GPtrArray *
list_landings (const KwProperty *property, guint bank_number, guint64 floors)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const KwBank *bank = bank_number == 0 ? NULL : kw_property_get_bank (property, bank_number);

  for (guint n = 0; n < KW_BANK_N_LANDINGS_MAX; n++)
    {
      const KwLanding *landing = bank == NULL ? NULL : kw_bank_get_landing (bank, n);

      if ((floors >> n & 1) != 0)
        g_ptr_array_add (names,
                         landing == NULL ? g_strdup_printf ("#%u", n) : g_strdup (landing->name));
    }
  return names;
}

static void
add_elevator (GPtrArray *items, const KwProperty *property, const KwGrant *grant)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *list = NULL;

  if (grant->has_every_landing)
    g_ptr_array_add (items, g_strdup ("every landing"));
  if (grant->has_every_landing || grant->floors == 0)
    return;
  names = list_landings (property, grant->bank, grant->floors);
  list = kw_cli_print_dup_list (names);
  g_ptr_array_add (items,
                   g_strdup_printf ("%s %s", names->len == 1 ? "landing" : "landings", list));
}

/* "every room on floor 3 of Main", as far as the grant narrows it. */
static char *
dup_scope (const KwProperty *property, const KwGrant *grant)
{
  const KwBuilding *building = kw_property_get_building (property, grant->building);
  const KwFloor *floor_ = kw_property_get_floor (property, grant->building, grant->floor);

  if (grant->building == 0)
    return g_strdup ("EVERY room of the hotel");
  if (grant->floor == 0)
    return g_strdup_printf ("every room of %s",
                            building == NULL ? "a building that is gone" : building->name);
  return g_strdup_printf ("every room on floor %s of %s",
                          floor_ == NULL ? "that is gone" : floor_->name,
                          building == NULL ? "a building that is gone" : building->name);
}

char *
kw_cli_print_dup_opens (const KwCliVoice *voice, const KwGrant *grant)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);

  switch (grant->kind)
    {
    case KW_GRANT_KIND_TENANT:
      add_rooms (items, voice->property, grant);
      break;
    case KW_GRANT_KIND_FLOOR:
    case KW_GRANT_KIND_BUILDING:
    case KW_GRANT_KIND_MASTER:
    case KW_GRANT_KIND_EMERGENCY:
      g_ptr_array_add (items, dup_scope (voice->property, grant));
      break;
    case KW_GRANT_KIND_CANCEL:
      return g_strdup ("nothing");
    }
  add_areas (items, voice->property, grant->areas);
  add_elevator (items, voice->property, grant);
  return kw_cli_print_dup_list (items);
}

char *
kw_cli_print_dup_place (const KwCliVoice *voice, const KwDeskPlace *place)
{
  const KwArea *area;
  const KwBank *bank;

  switch (place->kind)
    {
    case KW_DESK_PLACE_DOOR:
      {
        g_autofree char *label = kw_property_dup_door_label (voice->property, place->door);

        return g_strdup_printf ("room %s", label);
      }
    case KW_DESK_PLACE_AREA:
      area = kw_property_get_area (voice->property, place->number);
      return area == NULL ? g_strdup_printf ("area #%u", place->number)
                          : g_strdup_printf ("the %s", area->name);
    case KW_DESK_PLACE_ELEVATOR:
      bank = kw_property_get_bank (voice->property, place->number);
      return bank == NULL ? g_strdup_printf ("elevator #%u", place->number)
                          : g_strdup_printf ("the elevator %s", bank->name);
    }
  g_return_val_if_reached (g_strdup ("a place"));
}

static void
append_weekdays (GString *out, guint weekdays)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;
  guint first = 0;
  guint n_run = 0;

  for (guint i = 0; i < G_N_ELEMENTS (weekday_names); i++)
    if ((weekdays >> i & 1) != 0)
      g_ptr_array_add (names, (gpointer)weekday_names[i]);
  while (first < G_N_ELEMENTS (weekday_names) && (weekdays >> first & 1) == 0)
    first++;
  while ((weekdays >> (first + n_run) & 1) != 0)
    n_run++;
  if (n_run == names->len && n_run > 2)
    g_string_append_printf (out, "%s to %s", weekday_names[first],
                            weekday_names[first + n_run - 1]);
  else
    {
      list = kw_cli_print_dup_list (names);
      g_string_append (out, list);
    }
}

/* ", Monday to Friday, 07:00 to 19:00, also when locked from inside" */
static void
append_limits (GString *out, const KwGrant *grant)
{
  if (grant->weekdays != 0)
    {
      g_string_append (out, ", ");
      append_weekdays (out, grant->weekdays);
    }
  if (grant->day_start_minute != grant->day_end_minute)
    g_string_append_printf (out, ", %02u:%02u to %02u:%02u", grant->day_start_minute / 60,
                            grant->day_start_minute % 60, grant->day_end_minute / 60,
                            grant->day_end_minute % 60);
  if (grant->can_override_deadbolt || grant->kind == KW_GRANT_KIND_EMERGENCY)
    g_string_append (out, ", also when locked from inside");
}

/* " opens …, from … until …" */
void
kw_cli_print_append_opens (const KwCliVoice *voice, const KwGrant *grant)
{
  g_autofree char *opens = kw_cli_print_dup_opens (voice, grant);
  g_autofree char *until = kw_cli_print_dup_time (voice, grant->valid_until_unix_s);

  gsize len_before;

  g_string_append (voice->out, opens);
  len_before = voice->out->len;
  append_limits (voice->out, grant);
  if (voice->out->len > len_before)
    g_string_append_c (voice->out, ',');
  if (grant->valid_from_unix_s > voice->now_unix_s)
    {
      g_autofree char *from = kw_cli_print_dup_time (voice, grant->valid_from_unix_s);

      g_string_append_printf (voice->out, " from %s", from);
    }
  g_string_append_printf (voice->out, " until %s", until);
}

static void
append_superseded (const KwCliVoice *voice, const KwDeskOutcome *outcome)
{
  const char *it = outcome->n_superseded == 1 ? "it" : "them";
  const char *they = outcome->n_superseded == 1 ? "it expires" : "they expire";

  if (outcome->n_superseded == 0)
    return;
  g_string_append_printf (
      voice->out, "%u older %s working when this one is first shown at the door",
      outcome->n_superseded, outcome->n_superseded == 1 ? "card stops" : "cards stop");
  if (outcome->has_area_access)
    g_string_append_printf (voice->out, "; areas and elevators stay open to %s until %s", it, they);
  g_string_append (voice->out, ".\n");
}

/* Only guest doors know newer cards: nothing but its end stops a staff card there. */
static void
append_remedy (const KwCliVoice *voice, const KwDeskOutcome *outcome)
{
  if (outcome->credential != NULL && outcome->credential->grant->kind == KW_GRANT_KIND_TENANT)
    g_string_append (voice->out, "; a NEW card for the room stops that at its door");
  g_string_append (voice->out, ".\n");
}

static void
append_may_live (const KwCliVoice *voice, const KwDeskOutcome *outcome, const char *sentence)
{
  g_autofree char *until = NULL;

  if (outcome->may_live_until_unix_s == 0)
    return;
  until = kw_cli_print_dup_time (voice, outcome->may_live_until_unix_s);
  g_string_append_printf (voice->out, "%s until %s", sentence, until);
  if (outcome->operation == KW_ISSUE_OPERATION_ISSUE)
    g_string_append (voice->out, ".\n");
  else
    append_remedy (voice, outcome);
}

static void
append_finished (const KwCliVoice *voice, const KwDeskOutcome *outcome)
{
  if (outcome->is_finished)
    g_string_append (voice->out, "An earlier job with this card had been interrupted; it is "
                                 "finished now.\n");
}

void
kw_cli_print_issued (const KwCliVoice *voice, const KwDeskOutcome *outcome)
{
  g_autofree char *card = kw_cli_print_dup_card (outcome->card);
  const KwCredential *credential = outcome->credential;

  g_return_if_fail (credential != NULL);

  g_string_append (voice->out, card);
  if (credential->holder != NULL)
    g_string_append_printf (voice->out, ", carried by %s,", credential->holder);
  g_string_append (voice->out, " opens ");
  kw_cli_print_append_opens (voice, credential->grant);
  g_string_append (voice->out, ".\n");
  if (outcome->operation == KW_ISSUE_OPERATION_ISSUE && credential->grant->is_copy)
    g_string_append (voice->out, "It is a copy: the other cards of the stay work on.\n");
  if (outcome->stay != NULL && outcome->other_stay != NULL)
    g_string_append_printf (voice->out,
                            "It is for stay %" G_GINT64_FORMAT "; the room has another open stay, "
                            "%" G_GINT64_FORMAT ": name one with --stay.\n",
                            outcome->stay->id, outcome->other_stay->id);
  append_superseded (voice, outcome);
  append_may_live (voice, outcome,
                   outcome->operation == KW_ISSUE_OPERATION_MOVE
                       ? "A copy of it may go on opening the old door"
                       : "A copy of it may go on opening what it opened before");
  append_finished (voice, outcome);
}

void
kw_cli_print_returned (const KwCliVoice *voice, const KwDeskOutcome *outcome, gboolean is_absent)
{
  g_autofree char *card = kw_cli_print_dup_card (outcome->card);

  if (is_absent)
    {
      g_string_append_printf (voice->out, "%s is listed as returned without the card.\n", card);
      if (outcome->credential != NULL &&
          outcome->credential->grant->valid_until_unix_s > voice->now_unix_s)
        {
          g_string_append (voice->out, "Whoever has it can open ");
          kw_cli_print_append_opens (voice, outcome->credential->grant);
          append_remedy (voice, outcome);
        }
      return;
    }
  g_string_append_printf (voice->out, "%s is blank again and can be used for anything.\n", card);
  append_may_live (voice, outcome, "A copy of it may go on opening what it opened");
  append_finished (voice, outcome);
}

/* More rooms than a sentence can name are counted; `--json` names them all. */
#define N_ROOMS_NAMED_MAX 8

static char *
dup_visits (const KwCliVoice *voice, const GArray *visits)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  guint n_rooms = 0;

  for (guint i = 0; visits != NULL && i < visits->len; i++)
    n_rooms += g_array_index (visits, KwDeskPlace, i).kind == KW_DESK_PLACE_DOOR;
  if (n_rooms > N_ROOMS_NAMED_MAX)
    g_ptr_array_add (items, g_strdup_printf ("each of the %u rooms it opens", n_rooms));

  for (guint i = 0; visits != NULL && i < visits->len; i++)
    if (n_rooms <= N_ROOMS_NAMED_MAX ||
        g_array_index (visits, KwDeskPlace, i).kind != KW_DESK_PLACE_DOOR)
      g_ptr_array_add (items,
                       kw_cli_print_dup_place (voice, &g_array_index (visits, KwDeskPlace, i)));
  return kw_cli_print_dup_list (items);
}

void
kw_cli_print_lost (const KwCliVoice *voice, const KwDeskOutcome *outcome)
{
  g_autofree char *card = kw_cli_print_dup_card (outcome->card);
  const KwGrant *grant = outcome->credential == NULL ? NULL : outcome->credential->grant;

  g_string_append_printf (voice->out, "%s is reported lost.\n", card);
  if (grant == NULL || grant->valid_until_unix_s <= voice->now_unix_s)
    {
      g_string_append (voice->out, "It opens nothing any more.\n");
      return;
    }
  g_string_append (voice->out, "It opens ");
  kw_cli_print_append_opens (voice, grant);
  g_string_append (voice->out, ".\n");
  if (grant->kind == KW_GRANT_KIND_TENANT)
    g_string_append_printf (
        voice->out,
        "A NEW card for the room stops it at the door when it is first shown there%s.\n",
        outcome->has_area_access ? "; areas and elevators stay open to it until it expires" : "");
  if (outcome->visits != NULL && outcome->visits->len > 0)
    {
      g_autofree char *visits = dup_visits (voice, outcome->visits);

      g_string_append_printf (voice->out, "A cancel card stops it where it is shown: at %s.\n",
                              visits);
    }
}

void
kw_cli_print_cancel_card (const KwCliVoice *voice, const KwDeskOutcome *outcome,
                          const GArray *visits)
{
  g_autofree char *card = kw_cli_print_dup_card (outcome->card);
  const GArray *places = visits != NULL ? visits : outcome->visits;

  g_string_append_printf (voice->out, "%s is a cancel card", card);
  if (outcome->credential != NULL)
    {
      g_autofree char *until = kw_cli_print_dup_time (
          voice, outcome->credential->grant->valid_until_unix_s);

      g_string_append_printf (voice->out, " until %s", until);
    }
  g_string_append (voice->out, ".\n");
  if (places != NULL && places->len > 0)
    {
      g_autofree char *list = dup_visits (voice, places);

      g_string_append_printf (voice->out, "Show it at %s.\n", list);
    }
  append_finished (voice, outcome);
}

void
kw_cli_print_blanked (const KwCliVoice *voice, const KwDeskOutcome *outcome)
{
  g_autofree char *card = kw_cli_print_dup_card (outcome->card);

  g_string_append_printf (voice->out, "%s is blank.\n", card);
  append_may_live (voice, outcome, "A copy of it may go on opening what it opened");
  append_finished (voice, outcome);
}
