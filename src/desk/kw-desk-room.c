/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-room-private.h"

struct _KwDeskRoom
{
  GObject parent_instance;

  KwDoorRef door;
  guint floor;
  char *name;
  char *name_key;
  char *building_name;
  char *floor_name;
  KwDeskRoomState state;
  guint n_live_cards;
  guint n_lost_cards;
  gint64 stay_id;
  gint64 expected_stay_id;
  gint64 until_unix_s;
  char *tenant;
  char *expected_tenant;
  gint64 other_stay_id;
  char *other_tenant;
};

G_DEFINE_FINAL_TYPE (KwDeskRoom, kw_desk_room, G_TYPE_OBJECT)

enum
{
  PROP_BUILDING = 1,
  PROP_DOOR,
  PROP_NAME,
  PROP_BUILDING_NAME,
  PROP_FLOOR,
  PROP_FLOOR_NAME,
  PROP_STATE,
  PROP_N_LIVE_CARDS,
  PROP_N_LOST_CARDS,
  PROP_STAY_ID,
  PROP_EXPECTED_STAY_ID,
  PROP_UNTIL_UNIX_S,
  PROP_TENANT,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
kw_desk_room_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KwDeskRoom *self = KW_DESK_ROOM (object);

  switch (id)
    {
    case PROP_BUILDING:
      g_value_set_uint (value, self->door.building);
      break;
    case PROP_DOOR:
      g_value_set_uint (value, self->door.door);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_BUILDING_NAME:
      g_value_set_string (value, self->building_name);
      break;
    case PROP_FLOOR:
      g_value_set_uint (value, self->floor);
      break;
    case PROP_FLOOR_NAME:
      g_value_set_string (value, self->floor_name);
      break;
    case PROP_STATE:
      g_value_set_int (value, (int)self->state);
      break;
    case PROP_N_LIVE_CARDS:
      g_value_set_uint (value, self->n_live_cards);
      break;
    case PROP_N_LOST_CARDS:
      g_value_set_uint (value, self->n_lost_cards);
      break;
    case PROP_STAY_ID:
      g_value_set_int64 (value, self->stay_id);
      break;
    case PROP_EXPECTED_STAY_ID:
      g_value_set_int64 (value, self->expected_stay_id);
      break;
    case PROP_UNTIL_UNIX_S:
      g_value_set_int64 (value, self->until_unix_s);
      break;
    case PROP_TENANT:
      g_value_set_string (value, self->tenant);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kw_desk_room_finalize (GObject *object)
{
  KwDeskRoom *self = KW_DESK_ROOM (object);

  g_free (self->name);
  g_free (self->name_key);
  g_free (self->building_name);
  g_free (self->floor_name);
  g_free (self->tenant);
  g_free (self->expected_tenant);
  g_free (self->other_tenant);
  G_OBJECT_CLASS (kw_desk_room_parent_class)->finalize (object);
}

static void
kw_desk_room_class_init (KwDeskRoomClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->get_property = kw_desk_room_get_property;
  G_OBJECT_CLASS (klass)->finalize = kw_desk_room_finalize;

  props[PROP_BUILDING] = g_param_spec_uint ("building", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_DOOR] = g_param_spec_uint ("door", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  props[PROP_BUILDING_NAME] = g_param_spec_string ("building-name", NULL, NULL, NULL, flags);
  props[PROP_FLOOR] = g_param_spec_uint ("floor", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_FLOOR_NAME] = g_param_spec_string ("floor-name", NULL, NULL, NULL, flags);
  props[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, KW_DESK_ROOM_STATE_N - 1, 0, flags);
  props[PROP_N_LIVE_CARDS] = g_param_spec_uint ("n-live-cards", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_N_LOST_CARDS] = g_param_spec_uint ("n-lost-cards", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_STAY_ID] = g_param_spec_int64 ("stay-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_EXPECTED_STAY_ID] = g_param_spec_int64 ("expected-stay-id", NULL, NULL, 0, G_MAXINT64,
                                                     0, flags);
  props[PROP_UNTIL_UNIX_S] = g_param_spec_int64 ("until-unix-s", NULL, NULL, 0, G_MAXINT64, 0,
                                                 flags);
  props[PROP_TENANT] = g_param_spec_string ("tenant", NULL, NULL, NULL, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
kw_desk_room_init (KwDeskRoom *self)
{
}

static KwDeskRoomState
choose_state (const KwStoreRoom *row, gint64 now_unix_s, gint64 day_end_unix_s)
{
  if (row->open.id == 0)
    return row->expected.id != 0 ? KW_DESK_ROOM_STATE_EXPECTED : KW_DESK_ROOM_STATE_FREE;
  if (row->open.until_unix_s <= now_unix_s)
    return KW_DESK_ROOM_STATE_OVERDUE;
  return row->open.until_unix_s < day_end_unix_s ? KW_DESK_ROOM_STATE_DUE_OUT
                                                 : KW_DESK_ROOM_STATE_IN_HOUSE;
}

KwDeskRoom *
kw_desk_room_new (const KwProperty *property, const KwStoreRoom *row, gint64 now_unix_s,
                  gint64 day_end_unix_s)
{
  KwDeskRoom *self = g_object_new (KW_TYPE_DESK_ROOM, NULL);
  const KwDoor *door = kw_property_get_door (property, row->door);
  const KwStoreRoomStay *stay = row->open.id != 0 ? &row->open : &row->expected;

  self->door = row->door;
  self->floor = door->floor;
  self->name = g_strdup (door->name);
  self->name_key = g_utf8_collate_key_for_filename (door->name, -1);
  self->building_name = g_strdup (kw_property_get_building (property, door->building)->name);
  self->floor_name = g_strdup (kw_property_get_floor (property, door->building, door->floor)->name);
  self->state = choose_state (row, now_unix_s, day_end_unix_s);
  self->n_live_cards = row->n_live_cards;
  self->n_lost_cards = row->n_lost_cards;
  self->stay_id = stay->id;
  self->expected_stay_id = row->expected.id;
  self->until_unix_s = stay->until_unix_s;
  self->tenant = g_strdup (stay->tenant);
  self->expected_tenant = g_strdup (row->expected.tenant);
  self->other_stay_id = row->other.id;
  self->other_tenant = g_strdup (row->other.tenant);
  return self;
}

gboolean
kw_desk_room_equal (KwDeskRoom *a, KwDeskRoom *b)
{
  return kw_door_ref_equal (a->door, b->door) && a->floor == b->floor &&
         strcmp (a->name, b->name) == 0 && strcmp (a->building_name, b->building_name) == 0 &&
         strcmp (a->floor_name, b->floor_name) == 0 && a->state == b->state &&
         a->n_live_cards == b->n_live_cards && a->n_lost_cards == b->n_lost_cards &&
         a->stay_id == b->stay_id && a->expected_stay_id == b->expected_stay_id &&
         a->until_unix_s == b->until_unix_s && g_strcmp0 (a->tenant, b->tenant) == 0 &&
         g_strcmp0 (a->expected_tenant, b->expected_tenant) == 0 &&
         a->other_stay_id == b->other_stay_id && g_strcmp0 (a->other_tenant, b->other_tenant) == 0;
}

int
kw_desk_room_compare (KwDeskRoom *a, KwDeskRoom *b)
{
  int names = 0;

  if (a->door.building != b->door.building)
    return a->door.building < b->door.building ? -1 : 1;
  if (a->floor != b->floor)
    return a->floor < b->floor ? -1 : 1;
  names = strcmp (a->name_key, b->name_key);
  return names != 0 ? names : (int)a->door.door - (int)b->door.door;
}

KwDoorRef
kw_desk_room_get_door (KwDeskRoom *self)
{
  g_return_val_if_fail (KW_IS_DESK_ROOM (self), (KwDoorRef){ 0 });
  return self->door;
}

const char *
kw_desk_room_get_name (KwDeskRoom *self)
{
  g_return_val_if_fail (KW_IS_DESK_ROOM (self), NULL);
  return self->name;
}

const char *
kw_desk_room_get_building_name (KwDeskRoom *self)
{
  g_return_val_if_fail (KW_IS_DESK_ROOM (self), NULL);
  return self->building_name;
}

guint
kw_desk_room_get_floor (KwDeskRoom *self)
{
  g_return_val_if_fail (KW_IS_DESK_ROOM (self), 0);
  return self->floor;
}

const char *
kw_desk_room_get_floor_name (KwDeskRoom *self)
{
  g_return_val_if_fail (KW_IS_DESK_ROOM (self), NULL);
  return self->floor_name;
}

KwDeskRoomState
kw_desk_room_get_state (KwDeskRoom *self)
{
  g_return_val_if_fail (KW_IS_DESK_ROOM (self), KW_DESK_ROOM_STATE_FREE);
  return self->state;
}

guint
kw_desk_room_get_n_live_cards (KwDeskRoom *self)
{
  g_return_val_if_fail (KW_IS_DESK_ROOM (self), 0);
  return self->n_live_cards;
}

guint
kw_desk_room_get_n_lost_cards (KwDeskRoom *self)
{
  g_return_val_if_fail (KW_IS_DESK_ROOM (self), 0);
  return self->n_lost_cards;
}

gint64
kw_desk_room_get_stay_id (KwDeskRoom *self)
{
  g_return_val_if_fail (KW_IS_DESK_ROOM (self), 0);
  return self->stay_id;
}

gint64
kw_desk_room_get_expected_stay_id (KwDeskRoom *self)
{
  g_return_val_if_fail (KW_IS_DESK_ROOM (self), 0);
  return self->expected_stay_id;
}

const char *
kw_desk_room_get_expected_tenant (KwDeskRoom *self)
{
  g_return_val_if_fail (KW_IS_DESK_ROOM (self), NULL);
  return self->expected_tenant;
}

gint64
kw_desk_room_get_other_stay_id (KwDeskRoom *self)
{
  g_return_val_if_fail (KW_IS_DESK_ROOM (self), 0);
  return self->other_stay_id;
}

const char *
kw_desk_room_get_other_tenant (KwDeskRoom *self)
{
  g_return_val_if_fail (KW_IS_DESK_ROOM (self), NULL);
  return self->other_tenant;
}

gint64
kw_desk_room_get_until_unix_s (KwDeskRoom *self)
{
  g_return_val_if_fail (KW_IS_DESK_ROOM (self), 0);
  return self->until_unix_s;
}

const char *
kw_desk_room_get_tenant (KwDeskRoom *self)
{
  g_return_val_if_fail (KW_IS_DESK_ROOM (self), NULL);
  return self->tenant;
}
