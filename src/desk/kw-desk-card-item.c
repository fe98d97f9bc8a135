/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-card-item-private.h"

#include "kw-desk-register.h"

struct _KwDeskCardItem
{
  GObject parent_instance;

  KwStoreCardPageRow *row; /* (nullable) */
  char *label;
  char *place;
};

G_DEFINE_FINAL_TYPE (KwDeskCardItem, kw_desk_card_item, G_TYPE_OBJECT)

enum
{
  PROP_LABEL = 1,
  PROP_MEDIUM,
  PROP_KIND,
  PROP_STATE,
  PROP_PLACE,
  PROP_HOLDER,
  PROP_TENANT,
  PROP_CREDENTIAL_NUMBER,
  PROP_STAY_ID,
  PROP_ISSUED_AT_UNIX_S,
  PROP_UNTIL_UNIX_S,
  PROP_MAY_LIVE_UNTIL_UNIX_S,
  PROP_IS_NEWEST,
  PROP_IS_DISCARDED,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

char *
kw_desk_dup_grant_place (KwDesk *desk, const KwGrant *grant)
{
  const KwProperty *property = kw_desk_get_property (desk);
  const KwBuilding *building = NULL;
  const KwFloor *floor = NULL;

  if (grant->door != 0)
    return g_strdup (
        kw_desk_register_get_door_label (desk, (KwDoorRef){ grant->building, grant->door }));
  if (property == NULL || grant->building == 0)
    return g_strdup ("");
  building = kw_property_get_building (property, grant->building);
  if (grant->floor == 0)
    return g_strdup (building != NULL ? building->name : "");
  floor = kw_property_get_floor (property, grant->building, grant->floor);
  if (floor == NULL || building == NULL)
    return g_strdup_printf ("#%u", grant->floor);
  return property->n_buildings == 1 ? g_strdup (floor->name)
                                    : g_strconcat (building->name, "/", floor->name, NULL);
}

static void
get_property_of_row (const KwStoreCardPageRow *row, guint id, GValue *value)
{
  const KwCredential *credential = row->credential;

  switch (id)
    {
    case PROP_MEDIUM:
      g_value_set_int (value, (int)row->card->medium);
      break;
    case PROP_KIND:
      g_value_set_int (value, (int)credential->grant->kind);
      break;
    case PROP_STATE:
      g_value_set_int (value, (int)credential->state);
      break;
    case PROP_HOLDER:
      g_value_set_string (value, credential->holder);
      break;
    case PROP_TENANT:
      g_value_set_string (value, row->tenant);
      break;
    case PROP_CREDENTIAL_NUMBER:
      g_value_set_uint64 (value, credential->number);
      break;
    case PROP_STAY_ID:
      g_value_set_int64 (value, credential->stay_id);
      break;
    case PROP_ISSUED_AT_UNIX_S:
      g_value_set_int64 (value, credential->issued_at_unix_s);
      break;
    case PROP_UNTIL_UNIX_S:
      g_value_set_int64 (value, credential->grant->valid_until_unix_s);
      break;
    case PROP_MAY_LIVE_UNTIL_UNIX_S:
      g_value_set_int64 (value, credential->may_live_until_unix_s);
      break;
    case PROP_IS_NEWEST:
      g_value_set_boolean (value, row->is_newest);
      break;
    case PROP_IS_DISCARDED:
      g_value_set_boolean (value, row->card->is_discarded);
      break;
    }
}

static void
kw_desk_card_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KwDeskCardItem *self = KW_DESK_CARD_ITEM (object);

  if (id == PROP_LABEL)
    g_value_set_string (value, self->label);
  else if (id == PROP_PLACE)
    g_value_set_string (value, self->place);
  else if (self->row != NULL)
    get_property_of_row (self->row, id, value);
  else
    g_param_value_set_default (pspec, value);
}

static void
kw_desk_card_item_finalize (GObject *object)
{
  KwDeskCardItem *self = KW_DESK_CARD_ITEM (object);

  kw_store_card_page_row_free (self->row);
  g_free (self->label);
  g_free (self->place);
  G_OBJECT_CLASS (kw_desk_card_item_parent_class)->finalize (object);
}

static void
kw_desk_card_item_class_init (KwDeskCardItemClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->get_property = kw_desk_card_item_get_property;
  G_OBJECT_CLASS (klass)->finalize = kw_desk_card_item_finalize;

  props[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "", flags);
  props[PROP_MEDIUM] = g_param_spec_int ("medium", NULL, NULL, 0, KW_MEDIUM_N - 1, 0, flags);
  props[PROP_KIND] = g_param_spec_int ("kind", NULL, NULL, 0, KW_GRANT_KIND_N - 1, 0, flags);
  props[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, KW_CREDENTIAL_STATE_N - 1, 0,
                                        flags);
  props[PROP_PLACE] = g_param_spec_string ("place", NULL, NULL, "", flags);
  props[PROP_HOLDER] = g_param_spec_string ("holder", NULL, NULL, NULL, flags);
  props[PROP_TENANT] = g_param_spec_string ("tenant", NULL, NULL, NULL, flags);
  props[PROP_CREDENTIAL_NUMBER] = g_param_spec_uint64 ("credential-number", NULL, NULL, 0,
                                                       G_MAXUINT64, 0, flags);
  props[PROP_STAY_ID] = g_param_spec_int64 ("stay-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_ISSUED_AT_UNIX_S] = g_param_spec_int64 ("issued-at-unix-s", NULL, NULL, 0, G_MAXINT64,
                                                     0, flags);
  props[PROP_UNTIL_UNIX_S] = g_param_spec_int64 ("until-unix-s", NULL, NULL, 0, G_MAXINT64, 0,
                                                 flags);
  props[PROP_MAY_LIVE_UNTIL_UNIX_S] = g_param_spec_int64 ("may-live-until-unix-s", NULL, NULL, 0,
                                                          G_MAXINT64, 0, flags);
  props[PROP_IS_NEWEST] = g_param_spec_boolean ("is-newest", NULL, NULL, FALSE, flags);
  props[PROP_IS_DISCARDED] = g_param_spec_boolean ("is-discarded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
kw_desk_card_item_init (KwDeskCardItem *self)
{
}

KwDeskCardItem *
kw_desk_card_item_new (KwDesk *desk, KwStoreCardPageRow *row)
{
  KwDeskCardItem *self = g_object_new (KW_TYPE_DESK_CARD_ITEM, NULL);

  self->row = row;
  self->label = row != NULL ? kw_card_dup_label (row->card) : g_strdup ("");
  self->place = row != NULL ? kw_desk_dup_grant_place (desk, row->credential->grant)
                            : g_strdup ("");
  return self;
}

const KwStoreCardPageRow *
kw_desk_card_item_get_row (KwDeskCardItem *self)
{
  return self->row;
}

const KwCard *
kw_desk_card_item_get_card (KwDeskCardItem *self)
{
  g_return_val_if_fail (KW_IS_DESK_CARD_ITEM (self), NULL);
  return self->row != NULL ? self->row->card : NULL;
}

const KwCredential *
kw_desk_card_item_get_credential (KwDeskCardItem *self)
{
  g_return_val_if_fail (KW_IS_DESK_CARD_ITEM (self), NULL);
  return self->row != NULL ? self->row->credential : NULL;
}

const char *
kw_desk_card_item_get_label (KwDeskCardItem *self)
{
  g_return_val_if_fail (KW_IS_DESK_CARD_ITEM (self), NULL);
  return self->label;
}

const char *
kw_desk_card_item_get_place (KwDeskCardItem *self)
{
  g_return_val_if_fail (KW_IS_DESK_CARD_ITEM (self), NULL);
  return self->place;
}

const char *
kw_desk_card_item_get_holder (KwDeskCardItem *self)
{
  g_return_val_if_fail (KW_IS_DESK_CARD_ITEM (self), NULL);
  return self->row != NULL ? self->row->credential->holder : NULL;
}

const char *
kw_desk_card_item_get_tenant (KwDeskCardItem *self)
{
  g_return_val_if_fail (KW_IS_DESK_CARD_ITEM (self), NULL);
  return self->row != NULL ? self->row->tenant : NULL;
}

gboolean
kw_desk_card_item_get_is_newest (KwDeskCardItem *self)
{
  g_return_val_if_fail (KW_IS_DESK_CARD_ITEM (self), FALSE);
  return self->row != NULL && self->row->is_newest;
}
