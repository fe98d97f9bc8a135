/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-stay-row-private.h"

#include "kw-desk-register.h"

struct _KwDeskStayRow
{
  GObject parent_instance;

  KwStoreStayPageRow *row; /* (nullable) */
  char *rooms;
  char *tenants;
};

G_DEFINE_FINAL_TYPE (KwDeskStayRow, kw_desk_stay_row, G_TYPE_OBJECT)

enum
{
  PROP_STAY_ID = 1,
  PROP_FROM_UNIX_S,
  PROP_UNTIL_UNIX_S,
  PROP_STATE,
  PROP_ROOMS,
  PROP_TENANTS,
  PROP_REFERENCE,
  PROP_N_LIVE_CARDS,
  PROP_N_CARDS_AT_OLD_DOOR,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
get_property_of_row (const KwStoreStayPageRow *row, guint id, GValue *value)
{
  switch (id)
    {
    case PROP_STAY_ID:
      g_value_set_int64 (value, row->stay->id);
      break;
    case PROP_FROM_UNIX_S:
      g_value_set_int64 (value, row->stay->from_unix_s);
      break;
    case PROP_UNTIL_UNIX_S:
      g_value_set_int64 (value, row->stay->until_unix_s);
      break;
    case PROP_STATE:
      g_value_set_int (value, (int)row->stay->state);
      break;
    case PROP_REFERENCE:
      g_value_set_string (value, row->stay->reference);
      break;
    case PROP_N_LIVE_CARDS:
      g_value_set_uint (value, row->n_live_cards);
      break;
    case PROP_N_CARDS_AT_OLD_DOOR:
      g_value_set_uint (value, row->n_cards_at_old_door);
      break;
    }
}

static void
kw_desk_stay_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KwDeskStayRow *self = KW_DESK_STAY_ROW (object);

  if (id == PROP_ROOMS)
    g_value_set_string (value, self->rooms);
  else if (id == PROP_TENANTS)
    g_value_set_string (value, self->tenants);
  else if (self->row != NULL)
    get_property_of_row (self->row, id, value);
  else
    g_param_value_set_default (pspec, value);
}

static void
kw_desk_stay_row_finalize (GObject *object)
{
  KwDeskStayRow *self = KW_DESK_STAY_ROW (object);

  kw_store_stay_page_row_free (self->row);
  g_free (self->rooms);
  g_free (self->tenants);
  G_OBJECT_CLASS (kw_desk_stay_row_parent_class)->finalize (object);
}

static void
kw_desk_stay_row_class_init (KwDeskStayRowClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->get_property = kw_desk_stay_row_get_property;
  G_OBJECT_CLASS (klass)->finalize = kw_desk_stay_row_finalize;

  props[PROP_STAY_ID] = g_param_spec_int64 ("stay-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_FROM_UNIX_S] = g_param_spec_int64 ("from-unix-s", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_UNTIL_UNIX_S] = g_param_spec_int64 ("until-unix-s", NULL, NULL, 0, G_MAXINT64, 0,
                                                 flags);
  props[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, KW_STAY_STATE_N - 1, 0, flags);
  props[PROP_ROOMS] = g_param_spec_string ("rooms", NULL, NULL, "", flags);
  props[PROP_TENANTS] = g_param_spec_string ("tenants", NULL, NULL, "", flags);
  props[PROP_REFERENCE] = g_param_spec_string ("reference", NULL, NULL, NULL, flags);
  props[PROP_N_LIVE_CARDS] = g_param_spec_uint ("n-live-cards", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_N_CARDS_AT_OLD_DOOR] = g_param_spec_uint ("n-cards-at-old-door", NULL, NULL, 0,
                                                       G_MAXUINT, 0, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
kw_desk_stay_row_init (KwDeskStayRow *self)
{
}

static char *
dup_rooms (KwDesk *desk, const KwStay *stay)
{
  GString *rooms = g_string_new (NULL);

  for (guint i = 0; i < stay->n_doors; i++)
    g_string_append_printf (rooms, "%s%s", i > 0 ? ", " : "",
                            kw_desk_register_get_door_label (desk, stay->doors[i]));
  return g_string_free (rooms, /* free_segment= */ FALSE);
}

KwDeskStayRow *
kw_desk_stay_row_new (KwDesk *desk, KwStoreStayPageRow *row)
{
  KwDeskStayRow *self = g_object_new (KW_TYPE_DESK_STAY_ROW, NULL);

  self->row = row;
  self->rooms = row != NULL ? dup_rooms (desk, row->stay) : g_strdup ("");
  self->tenants = row != NULL ? g_strjoinv (", ", (char **)row->stay->tenants) : g_strdup ("");
  return self;
}

const KwStoreStayPageRow *
kw_desk_stay_row_get_row (KwDeskStayRow *self)
{
  return self->row;
}

const KwStay *
kw_desk_stay_row_get_stay (KwDeskStayRow *self)
{
  g_return_val_if_fail (KW_IS_DESK_STAY_ROW (self), NULL);
  return self->row != NULL ? self->row->stay : NULL;
}

const char *
kw_desk_stay_row_get_rooms (KwDeskStayRow *self)
{
  g_return_val_if_fail (KW_IS_DESK_STAY_ROW (self), NULL);
  return self->rooms;
}

const char *
kw_desk_stay_row_get_tenants (KwDeskStayRow *self)
{
  g_return_val_if_fail (KW_IS_DESK_STAY_ROW (self), NULL);
  return self->tenants;
}

guint
kw_desk_stay_row_get_n_live_cards (KwDeskStayRow *self)
{
  g_return_val_if_fail (KW_IS_DESK_STAY_ROW (self), 0);
  return self->row != NULL ? self->row->n_live_cards : 0;
}

guint
kw_desk_stay_row_get_n_cards_at_old_door (KwDeskStayRow *self)
{
  g_return_val_if_fail (KW_IS_DESK_STAY_ROW (self), 0);
  return self->row != NULL ? self->row->n_cards_at_old_door : 0;
}
