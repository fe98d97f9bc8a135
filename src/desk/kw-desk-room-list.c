/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-room-list.h"

#include "kw-desk-register.h"
#include "kw-desk-room-private.h"

struct _KwDeskRoomList
{
  GObject parent_instance;

  KwDesk *desk;
  GPtrArray *rooms; /* of KwDeskRoom, every one, sorted */
  GPtrArray *shown; /* of KwDeskRoom, those that the filter lets through */
  guint building;
  guint floor;
  int state;
  gboolean is_loading; /* until rooms came for the first time */
  gboolean is_under_way;
  gboolean is_stale; /* the register changed while it was read */
};

static void kw_desk_room_list_init_model (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KwDeskRoomList, kw_desk_room_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      kw_desk_room_list_init_model))

enum
{
  PROP_BUILDING = 1,
  PROP_FLOOR,
  PROP_STATE,
  PROP_N_ITEMS,
  PROP_IS_LOADING,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

/* Travels to the database thread and back. */
typedef struct
{
  KwDeskRoomList *list;
  KwDeskContext context; /* another program's property is met here too */
  gint64 day_end_unix_s;
  GPtrArray *rows; /* out */
} Load;

static void start_load (KwDeskRoomList *self);

/* What is shown
 * */

static gboolean
is_shown (KwDeskRoomList *self, KwDeskRoom *room)
{
  return (self->building == 0 || kw_desk_room_get_door (room).building == self->building) &&
         (self->floor == 0 || kw_desk_room_get_floor (room) == self->floor) &&
         (self->state < 0 || (int)kw_desk_room_get_state (room) == self->state);
}

static void
announce (KwDeskRoomList *self, guint position, guint n_removed, guint n_added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
  if (n_removed != n_added)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ITEMS]);
}

/* Both are sorted alike: a step at a time, each told as it is done. */
static void
show (KwDeskRoomList *self)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  guint position = 0;

  for (guint i = 0; i < self->rooms->len; i++)
    if (is_shown (self, self->rooms->pdata[i]))
      g_ptr_array_add (wanted, g_object_ref (self->rooms->pdata[i]));

  while (position < wanted->len || position < self->shown->len)
    {
      KwDeskRoom *new = position < wanted->len ? wanted->pdata[position] : NULL;
      KwDeskRoom *old = position < self->shown->len ? self->shown->pdata[position] : NULL;
      const int order = new == NULL ? 1 : old == NULL ? -1 : kw_desk_room_compare (new, old);

      if (new == old)
        position++;
      else if (order < 0)
        {
          g_ptr_array_insert (self->shown, (int)position, g_object_ref (new));
          announce (self, position++, 0, 1);
        }
      else if (order > 0)
        {
          g_ptr_array_remove_index (self->shown, position);
          announce (self, position, 1, 0);
        }
      else
        {
          g_object_unref (self->shown->pdata[position]);
          self->shown->pdata[position] = g_object_ref (new);
          announce (self, position++, 1, 1);
        }
    }
}

/* Another filter shows other rooms: all at once, in two steps as a view wants it. */
static void
show_anew (KwDeskRoomList *self)
{
  const guint n_before = self->shown->len;

  g_ptr_array_set_size (self->shown, 0);
  if (n_before > 0)
    announce (self, 0, n_before, 0);
  for (guint i = 0; i < self->rooms->len; i++)
    if (is_shown (self, self->rooms->pdata[i]))
      g_ptr_array_add (self->shown, g_object_ref (self->rooms->pdata[i]));
  if (self->shown->len > 0)
    announce (self, 0, 0, self->shown->len);
}

/* Loading
 * */

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->rows, g_ptr_array_unref);
  kw_desk_context_clear (&load->context);
  g_object_unref (load->list);
  g_free (load);
}

static gboolean
load_rooms (KwStore *store, gpointer data, GError **error)
{
  Load *load = data;

  if (!kw_desk_context_refresh (store, &load->context, error))
    return FALSE;
  load->day_end_unix_s = load->context.now_unix_s;
  if (load->context.property != NULL)
    load->day_end_unix_s = kw_desk_register_get_day_end_unix_s (load->context.property,
                                                                load->context.now_unix_s);
  load->rows = kw_store_room_list (store, load->context.now_unix_s, load->day_end_unix_s, error);
  return load->rows != NULL;
}

static int
compare_rooms (gconstpointer a, gconstpointer b)
{
  return kw_desk_room_compare (*(KwDeskRoom *const *)a, *(KwDeskRoom *const *)b);
}

static KwDeskRoom *
find_room (const GPtrArray *rooms, KwDeskRoom *like)
{
  guint first = 0;
  guint end = rooms->len;

  while (first < end)
    {
      const guint middle = first + (end - first) / 2;
      const int order = kw_desk_room_compare (like, rooms->pdata[middle]);

      if (order == 0)
        return rooms->pdata[middle];
      if (order < 0)
        end = middle;
      else
        first = middle + 1;
    }
  return NULL;
}

/* A room that did not change stays the object it is. */
static void
take_rows (KwDeskRoomList *self, const Load *load)
{
  const KwProperty *property = kw_desk_get_property (self->desk);
  GPtrArray *rooms = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; property != NULL && i < load->rows->len; i++)
    {
      const KwStoreRoom *row = load->rows->pdata[i];
      g_autoptr (KwDeskRoom) room = NULL;
      KwDeskRoom *old = NULL;

      if (kw_property_get_door (property, row->door) == NULL)
        continue; /* of a property that is being imported */
      room = kw_desk_room_new (property, row, load->context.now_unix_s, load->day_end_unix_s);
      old = find_room (self->rooms, room);
      g_ptr_array_add (rooms,
                       g_object_ref (old != NULL && kw_desk_room_equal (old, room) ? old : room));
    }
  g_ptr_array_sort (rooms, compare_rooms);
  g_ptr_array_unref (self->rooms);
  self->rooms = rooms;
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Load *load = user_data;
  KwDeskRoomList *self = load->list;
  g_autoptr (GError) error = NULL;

  self->is_under_way = FALSE;
  if (!kw_store_run_finish (KW_STORE (source), result, &error))
    {
      g_debug ("rooms: %s", error->message); /* read anew at the next change, or minute */
      return;
    }

  kw_desk_take_property (self->desk, &load->context);
  take_rows (self, load);
  if (self->shown->len == 0)
    show_anew (self);
  else
    show (self);
  if (self->is_loading)
    {
      self->is_loading = FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_LOADING]);
    }
  if (self->is_stale)
    start_load (self);
}

static void
start_load (KwDeskRoomList *self)
{
  Load *load = NULL;

  self->is_stale = self->is_under_way;
  if (self->is_under_way || !kw_desk_register_is_open (self->desk))
    return;

  load = g_new0 (Load, 1);
  load->list = g_object_ref (self);
  kw_desk_context_init (&load->context, self->desk);
  self->is_under_way = TRUE;
  kw_store_read_async (self->desk->store, load_rooms, load, free_load, NULL, on_loaded_cb, load);
}

/* The list model, and the object
 * */

static GType
kw_desk_room_list_get_item_type (GListModel *model)
{
  return KW_TYPE_DESK_ROOM;
}

static guint
kw_desk_room_list_get_n_items (GListModel *model)
{
  return KW_DESK_ROOM_LIST (model)->shown->len;
}

static gpointer
kw_desk_room_list_get_item (GListModel *model, guint position)
{
  KwDeskRoomList *self = KW_DESK_ROOM_LIST (model);

  return position < self->shown->len ? g_object_ref (self->shown->pdata[position]) : NULL;
}

static void
kw_desk_room_list_init_model (GListModelInterface *iface)
{
  iface->get_item_type = kw_desk_room_list_get_item_type;
  iface->get_n_items = kw_desk_room_list_get_n_items;
  iface->get_item = kw_desk_room_list_get_item;
}

static void
kw_desk_room_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KwDeskRoomList *self = KW_DESK_ROOM_LIST (object);

  switch (id)
    {
    case PROP_BUILDING:
      g_value_set_uint (value, self->building);
      break;
    case PROP_FLOOR:
      g_value_set_uint (value, self->floor);
      break;
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->shown->len);
      break;
    case PROP_IS_LOADING:
      g_value_set_boolean (value, self->is_loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kw_desk_room_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KwDeskRoomList *self = KW_DESK_ROOM_LIST (object);

  switch (id)
    {
    case PROP_BUILDING:
      kw_desk_room_list_set_building (self, g_value_get_uint (value));
      break;
    case PROP_FLOOR:
      kw_desk_room_list_set_floor (self, g_value_get_uint (value));
      break;
    case PROP_STATE:
      kw_desk_room_list_set_state (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kw_desk_room_list_finalize (GObject *object)
{
  KwDeskRoomList *self = KW_DESK_ROOM_LIST (object);

  g_clear_object (&self->desk);
  g_ptr_array_unref (self->rooms);
  g_ptr_array_unref (self->shown);
  G_OBJECT_CLASS (kw_desk_room_list_parent_class)->finalize (object);
}

static void
kw_desk_room_list_class_init (KwDeskRoomListClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags set = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->get_property = kw_desk_room_list_get_property;
  G_OBJECT_CLASS (klass)->set_property = kw_desk_room_list_set_property;
  G_OBJECT_CLASS (klass)->finalize = kw_desk_room_list_finalize;

  props[PROP_BUILDING] = g_param_spec_uint ("building", NULL, NULL, 0, G_MAXUINT, 0, set);
  props[PROP_FLOOR] = g_param_spec_uint ("floor", NULL, NULL, 0, G_MAXUINT, 0, set);
  props[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, -1, KW_DESK_ROOM_STATE_N - 1, -1, set);
  props[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_IS_LOADING] = g_param_spec_boolean ("is-loading", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
kw_desk_room_list_init (KwDeskRoomList *self)
{
  self->rooms = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->state = -1;
  self->is_loading = TRUE;
}

KwDeskRoomList *
kw_desk_room_list_new (KwDesk *desk)
{
  KwDeskRoomList *self = NULL;

  g_return_val_if_fail (KW_IS_DESK (desk), NULL);

  self = g_object_new (KW_TYPE_DESK_ROOM_LIST, NULL);
  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "register-changed", G_CALLBACK (start_load), self,
                           G_CONNECT_SWAPPED);
  kw_desk_register_follow (desk);
  start_load (self);
  return self;
}

void
kw_desk_room_list_set_building (KwDeskRoomList *self, guint building)
{
  g_return_if_fail (KW_IS_DESK_ROOM_LIST (self));

  if (self->building == building)
    return;
  self->building = building;
  show_anew (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUILDING]);
}

void
kw_desk_room_list_set_floor (KwDeskRoomList *self, guint floor)
{
  g_return_if_fail (KW_IS_DESK_ROOM_LIST (self));

  if (self->floor == floor)
    return;
  self->floor = floor;
  show_anew (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FLOOR]);
}

void
kw_desk_room_list_set_state (KwDeskRoomList *self, int state)
{
  g_return_if_fail (KW_IS_DESK_ROOM_LIST (self));
  g_return_if_fail (state >= -1 && state < KW_DESK_ROOM_STATE_N);

  if (self->state == state)
    return;
  self->state = state;
  show_anew (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

gboolean
kw_desk_room_list_find (KwDeskRoomList *self, KwDoorRef door, guint *out_position)
{
  g_return_val_if_fail (KW_IS_DESK_ROOM_LIST (self) && out_position != NULL, FALSE);

  for (guint i = 0; i < self->shown->len; i++)
    if (kw_door_ref_equal (kw_desk_room_get_door (self->shown->pdata[i]), door))
      {
        *out_position = i;
        return TRUE;
      }
  return FALSE;
}

KwDeskRoom *
kw_desk_room_list_get_room (KwDeskRoomList *self, KwDoorRef door)
{
  g_return_val_if_fail (KW_IS_DESK_ROOM_LIST (self), NULL);

  for (guint i = 0; i < self->rooms->len; i++)
    if (kw_door_ref_equal (kw_desk_room_get_door (self->rooms->pdata[i]), door))
      return self->rooms->pdata[i];
  return NULL;
}
