/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli-json.h"

#include "kw-cli-error.h"
#include "kw-hex.h"
#include "kw-local-time.h"

#include <string.h>

#define PROPERTY_FILE_FORMAT 1
#define UID_SHOWN_BYTES 2 /* never the whole UID */

void
kw_cli_json_append (GString *out, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, /* pretty= */ FALSE);

  g_string_append (out, text);
}

void
kw_cli_json_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  /* A path or a word of the command line may hold any byte; JSON may not. */
  g_autofree char *text = value == NULL ? NULL : g_utf8_make_valid (value, -1);

  json_builder_set_member_name (builder, name);
  if (text == NULL)
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, text);
}

void
kw_cli_json_add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
kw_cli_json_add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

void
kw_cli_json_add_u64 (JsonBuilder *builder, const char *name, guint64 value)
{
  g_autofree char *hex = value == 0 ? NULL : kw_hex_encode_u64 (value);

  kw_cli_json_add_string (builder, name, hex);
}

void
kw_cli_json_add_time (JsonBuilder *builder, const char *name, const KwProperty *property,
                      gint64 unix_s)
{
  g_autofree char *text = NULL;

  if (unix_s != 0 && property != NULL)
    text = kw_local_time_dup_text (property, unix_s);
  else if (unix_s != 0)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (unix_s);

      text = time == NULL ? NULL : g_date_time_format (time, "%Y-%m-%dT%H:%M:%S+00:00");
    }
  kw_cli_json_add_string (builder, name, text);
}

static void
begin_value (JsonBuilder *builder, const char *name)
{
  if (name != NULL)
    json_builder_set_member_name (builder, name);
}

/* TRUE: an object is open now; FALSE: null was written. */
static gboolean
begin_object (JsonBuilder *builder, const char *name, gboolean is_there)
{
  begin_value (builder, name);
  if (is_there)
    json_builder_begin_object (builder);
  else
    json_builder_add_null_value (builder);
  return is_there;
}

static void
begin_array (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
}

void
kw_cli_json_add_card (JsonBuilder *builder, const char *name, const KwCard *card)
{
  g_autofree char *label = NULL;
  g_autofree char *uid_end = NULL;

  if (!begin_object (builder, name, card != NULL))
    return;
  label = kw_card_dup_label (card);
  uid_end = kw_hex_encode (card->uid + card->uid_len - UID_SHOWN_BYTES, UID_SHOWN_BYTES);
  kw_cli_json_add_string (builder, "number", label);
  kw_cli_json_add_string (builder, "uid_end", uid_end);
  kw_cli_json_add_string (builder, "medium", kw_medium_to_string (card->medium));
  kw_cli_json_add_boolean (builder, "discarded", card->is_discarded);
  json_builder_end_object (builder);
}

void
kw_cli_json_add_landings (JsonBuilder *builder, const char *name, const KwBank *bank,
                          guint64 floors)
{
  begin_array (builder, name);
  for (guint i = 0; bank != NULL && i < bank->n_landings; i++)
    if ((floors >> bank->landings[i].number & 1) != 0)
      json_builder_add_string_value (builder, bank->landings[i].name);
  json_builder_end_array (builder);
}

static void
add_areas (JsonBuilder *builder, const KwProperty *property, guint32 areas)
{
  begin_array (builder, "areas");
  for (guint i = 0; i < property->n_areas; i++)
    if ((areas >> property->areas[i].number & 1) != 0)
      json_builder_add_string_value (builder, property->areas[i].name);
  json_builder_end_array (builder);
}

static void
add_rooms (JsonBuilder *builder, const KwProperty *property, const KwGrant *grant)
{
  begin_array (builder, "rooms");
  for (guint i = 0; i <= KW_GRANT_N_EXTRA_DOORS; i++)
    {
      const KwDoorRef door = { grant->building, i == 0 ? grant->door : grant->extra_doors[i - 1] };
      g_autofree char *label = NULL;

      if (door.door == 0)
        continue;
      label = kw_property_dup_door_label (property, door);
      json_builder_add_string_value (builder, label);
    }
  json_builder_end_array (builder);
}

static void
add_times_of_week (JsonBuilder *builder, const KwGrant *grant)
{
  static const char *const names[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
  g_autofree char *hours = NULL;

  begin_array (builder, "weekdays");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((grant->weekdays >> i & 1) != 0)
      json_builder_add_string_value (builder, names[i]);
  json_builder_end_array (builder);
  if (grant->day_start_minute != grant->day_end_minute)
    hours = g_strdup_printf ("%02u:%02u-%02u:%02u", grant->day_start_minute / 60,
                             grant->day_start_minute % 60, grant->day_end_minute / 60,
                             grant->day_end_minute % 60);
  kw_cli_json_add_string (builder, "hours", hours);
}

static void
add_elevator (JsonBuilder *builder, const KwProperty *property, const KwGrant *grant)
{
  const KwBank *bank = grant->bank == 0 ? NULL : kw_property_get_bank (property, grant->bank);

  kw_cli_json_add_string (builder, "elevator", bank == NULL ? NULL : bank->name);
  if (bank == NULL && grant->bank == 0 && grant->floors != 0 && property->n_banks > 0)
    bank = &property->banks[0]; /* every bank: the numbers mean the same in each */
  kw_cli_json_add_landings (builder, "landings", bank, grant->floors);
  kw_cli_json_add_boolean (builder, "every_landing", grant->has_every_landing);
}

static void
add_grant (JsonBuilder *builder, const KwProperty *property, const KwGrant *grant)
{
  const KwBuilding *building = kw_property_get_building (property, grant->building);
  const KwFloor *floor_ = kw_property_get_floor (property, grant->building, grant->floor);

  json_builder_set_member_name (builder, "grant");
  json_builder_begin_object (builder);
  kw_cli_json_add_time (builder, "valid_from", property, grant->valid_from_unix_s);
  kw_cli_json_add_time (builder, "valid_until", property, grant->valid_until_unix_s);
  kw_cli_json_add_string (builder, "building", building == NULL ? NULL : building->name);
  kw_cli_json_add_string (builder, "floor", floor_ == NULL ? NULL : floor_->name);
  add_rooms (builder, property, grant);
  add_areas (builder, property, grant->areas);
  add_elevator (builder, property, grant);
  add_times_of_week (builder, grant);
  kw_cli_json_add_boolean (builder, "copy", grant->is_copy);
  kw_cli_json_add_boolean (builder, "deadbolt", grant->can_override_deadbolt);
  kw_cli_json_add_boolean (builder, "from_first_use", grant->is_from_first_use);
  kw_cli_json_add_boolean (builder, "one_opening", grant->is_one_opening);
  begin_array (builder, "cancels");
  for (guint i = 0; i < KW_GRANT_N_CANCELLED; i++)
    {
      g_autofree char *hex = kw_hex_encode_u64 (grant->cancelled[i]);

      if (grant->cancelled[i] != 0)
        json_builder_add_string_value (builder, hex);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

void
kw_cli_json_add_credential (JsonBuilder *builder, const char *name, const KwProperty *property,
                            const KwCredential *credential, gboolean is_known)
{
  if (!begin_object (builder, name, credential != NULL))
    return;
  kw_cli_json_add_u64 (builder, "number", credential->number);
  kw_cli_json_add_string (builder, "kind", kw_grant_kind_to_string (credential->grant->kind));
  kw_cli_json_add_string (builder, "state",
                          is_known ? kw_credential_state_to_string (credential->state) : NULL);
  kw_cli_json_add_int (builder, "generation", credential->generation);
  kw_cli_json_add_int (builder, "revision", credential->revision);
  kw_cli_json_add_int (builder, "key_version", credential->key_version);
  kw_cli_json_add_string (builder, "holder", credential->holder);
  kw_cli_json_add_time (builder, "issued_at", property, credential->issued_at_unix_s);
  kw_cli_json_add_time (builder, "may_live_until", property, credential->may_live_until_unix_s);
  kw_cli_json_add_boolean (builder, "on_cancel_card", credential->is_on_cancel_card);
  add_grant (builder, property, credential->grant);
  json_builder_end_object (builder);
}

void
kw_cli_json_add_stay (JsonBuilder *builder, const char *name, const KwProperty *property,
                      const KwStay *stay)
{
  if (!begin_object (builder, name, stay != NULL))
    return;
  kw_cli_json_add_int (builder, "id", stay->id);
  kw_cli_json_add_string (builder, "state", kw_stay_state_to_string (stay->state));
  begin_array (builder, "rooms");
  for (guint i = 0; i < stay->n_doors; i++)
    {
      g_autofree char *label = kw_property_dup_door_label (property, stay->doors[i]);

      json_builder_add_string_value (builder, label);
    }
  json_builder_end_array (builder);
  kw_cli_json_add_time (builder, "from", property, stay->from_unix_s);
  kw_cli_json_add_time (builder, "until", property, stay->until_unix_s);
  begin_array (builder, "tenants");
  for (guint i = 0; stay->tenants != NULL && stay->tenants[i] != NULL; i++)
    json_builder_add_string_value (builder, stay->tenants[i]);
  json_builder_end_array (builder);
  kw_cli_json_add_string (builder, "reference", stay->reference);
  kw_cli_json_add_time (builder, "opened_at", property, stay->opened_at_unix_s);
  kw_cli_json_add_time (builder, "closed_at", property, stay->closed_at_unix_s);
  json_builder_end_object (builder);
}

void
kw_cli_json_add_place (JsonBuilder *builder, const char *name, const KwProperty *property,
                       const KwDeskPlace *place)
{
  g_autofree char *label = NULL;
  const char *kind = NULL;

  switch (place->kind)
    {
    case KW_DESK_PLACE_DOOR:
      kind = "room";
      label = kw_property_dup_door_label (property, place->door);
      break;
    case KW_DESK_PLACE_AREA:
      {
        const KwArea *area = kw_property_get_area (property, place->number);

        kind = "area";
        label = area == NULL ? g_strdup_printf ("#%u", place->number) : g_strdup (area->name);
        break;
      }
    case KW_DESK_PLACE_ELEVATOR:
      {
        const KwBank *bank = kw_property_get_bank (property, place->number);

        kind = "elevator";
        label = bank == NULL ? g_strdup_printf ("#%u", place->number) : g_strdup (bank->name);
        break;
      }
    }
  begin_value (builder, name);
  json_builder_begin_object (builder);
  kw_cli_json_add_string (builder, "kind", kind);
  kw_cli_json_add_string (builder, "name", label);
  json_builder_end_object (builder);
}

void
kw_cli_json_add_outcome (JsonBuilder *builder, const KwProperty *property,
                         const KwDeskOutcome *outcome)
{
  kw_cli_json_add_string (builder, "condition", kw_desk_condition_to_string (outcome->condition));
  kw_cli_json_add_string (builder, "medium", outcome->medium_name);
  kw_cli_json_add_card (builder, "card", outcome->card);
  kw_cli_json_add_credential (builder, "credential", property, outcome->credential,
                              outcome->is_known);
  kw_cli_json_add_boolean (builder, "known", outcome->is_known);
  kw_cli_json_add_stay (builder, "stay", property, outcome->stay);
  kw_cli_json_add_stay (builder, "other_stay", property, outcome->other_stay);
  kw_cli_json_add_int (builder, "superseded", outcome->n_superseded);
  kw_cli_json_add_boolean (builder, "areas_stay_open", outcome->has_area_access);
  kw_cli_json_add_time (builder, "may_live_until", property, outcome->may_live_until_unix_s);
  begin_array (builder, "visits");
  for (guint i = 0; outcome->visits != NULL && i < outcome->visits->len; i++)
    kw_cli_json_add_place (builder, NULL, property,
                           &g_array_index (outcome->visits, KwDeskPlace, i));
  json_builder_end_array (builder);
  kw_cli_json_add_string (builder, "why_not", outcome->why_not);
  kw_cli_json_add_boolean (builder, "finished_earlier_job", outcome->is_finished);
  kw_cli_json_add_int (builder, "exchanges", outcome->n_exchanges);
}

static void
add_optional (JsonBuilder *builder, const char *name, const char *value)
{
  if (value != NULL)
    kw_cli_json_add_string (builder, name, value);
}

static const char *
get_building_name (const KwProperty *property, guint number)
{
  const KwBuilding *building = kw_property_get_building (property, number);

  return building == NULL ? NULL : building->name;
}

static const char *
get_floor_name (const KwProperty *property, guint building, guint number)
{
  const KwFloor *floor_ = kw_property_get_floor (property, building, number);

  return floor_ == NULL ? NULL : floor_->name;
}

static void
add_landing (JsonBuilder *builder, const KwProperty *property, const KwBank *bank,
             const KwLanding *landing)
{
  json_builder_begin_object (builder);
  kw_cli_json_add_int (builder, "number", landing->number);
  kw_cli_json_add_string (builder, "name", landing->name);
  add_optional (builder, "floor", get_floor_name (property, landing->building, landing->floor));
  if (landing->building != bank->building)
    add_optional (builder, "building", get_building_name (property, landing->building));
  json_builder_end_object (builder);
}

static void
add_banks (JsonBuilder *builder, const KwProperty *property)
{
  begin_array (builder, "banks");
  for (guint i = 0; i < property->n_banks; i++)
    {
      const KwBank *bank = &property->banks[i];

      json_builder_begin_object (builder);
      kw_cli_json_add_int (builder, "number", bank->number);
      kw_cli_json_add_string (builder, "name", bank->name);
      add_optional (builder, "building", get_building_name (property, bank->building));
      begin_array (builder, "landings");
      for (guint j = 0; j < bank->n_landings; j++)
        add_landing (builder, property, bank, &bank->landings[j]);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* The members that everything on the map has, in an object that stays open. */
static void
begin_thing (JsonBuilder *builder, const KwProperty *property, guint building, guint floor_number,
             guint number, const char *name)
{
  json_builder_begin_object (builder);
  add_optional (builder, "building", get_building_name (property, building));
  add_optional (builder, "floor", get_floor_name (property, building, floor_number));
  kw_cli_json_add_int (builder, "number", number);
  kw_cli_json_add_string (builder, "name", name);
}

static void
add_things (JsonBuilder *builder, const KwProperty *property)
{
  begin_array (builder, "buildings");
  for (guint i = 0; i < property->n_buildings; i++)
    {
      begin_thing (builder, property, 0, 0, property->buildings[i].number,
                   property->buildings[i].name);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  begin_array (builder, "floors");
  for (guint i = 0; i < property->n_floors; i++)
    {
      const KwFloor *floor_ = &property->floors[i];

      begin_thing (builder, property, floor_->building, 0, floor_->number, floor_->name);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  begin_array (builder, "rooms");
  for (guint i = 0; i < property->n_doors; i++)
    {
      const KwDoor *door = &property->doors[i];

      begin_thing (builder, property, door->building, door->floor, door->number, door->name);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  begin_array (builder, "areas");
  for (guint i = 0; i < property->n_areas; i++)
    {
      const KwArea *area = &property->areas[i];

      begin_thing (builder, property, area->building, area->floor, area->number, area->name);
      kw_cli_json_add_boolean (builder, "default", area->is_default);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
kw_cli_json_add_property (JsonBuilder *builder, const KwProperty *property)
{
  g_autofree char *check_in = g_strdup_printf ("%02u:%02u", property->check_in_minute / 60,
                                               property->check_in_minute % 60);
  g_autofree char *check_out = g_strdup_printf ("%02u:%02u", property->check_out_minute / 60,
                                                property->check_out_minute % 60);
  g_autofree char *application = g_strdup_printf ("%06X", property->desfire_application);

  kw_cli_json_add_int (builder, "format", PROPERTY_FILE_FORMAT);
  kw_cli_json_add_int (builder, "site", property->site);
  kw_cli_json_add_string (builder, "name", property->name);
  kw_cli_json_add_string (builder, "time_zone", property->time_zone);
  kw_cli_json_add_string (builder, "check_in", check_in);
  kw_cli_json_add_string (builder, "check_out", check_out);
  kw_cli_json_add_boolean (builder, "allow_cloneable_master", property->allow_cloneable_master);
  kw_cli_json_add_string (builder, "desfire_application", application);
  kw_cli_json_add_int (builder, "classic_first_sector", property->classic_first_sector);
  add_things (builder, property);
  add_banks (builder, property);
}

void
kw_cli_json_add_error (JsonBuilder *builder, const GError *error)
{
  g_autofree char *sentence = kw_cli_error_dup_sentence (error);

  begin_object (builder, "error", TRUE);
  kw_cli_json_add_string (builder, "code", kw_cli_error_get_name (error));
  kw_cli_json_add_string (builder, "kind",
                          kw_cli_error_kind_to_string (kw_cli_error_get_kind (error)));
  kw_cli_json_add_string (builder, "message", sentence);
  json_builder_end_object (builder);
}
