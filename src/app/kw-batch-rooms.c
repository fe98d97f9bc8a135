/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-batch-rooms.h"

#include "kw-batch-places.h"
#include "kw-batch-room-row.h"
#include "kw-desk-batch.h"
#include "kw-desk-room-list.h"
#include "kw-gradual-list.h"
#include "kw-steady-list.h"

#include <glib/gi18n.h>

typedef enum
{
  WHICH_ARRIVALS,
  WHICH_IN_HOUSE,
  WHICH_ALL,
} Which;

struct _KwBatchRooms
{
  AdwBin parent_instance;

  KwSession *session;
  KwDeskRoomList *rooms;
  GtkFilterListModel *shown;
  GtkCustomFilter *filter;
  GHashTable *chosen; /* door to the stay that the cards are for */
  GPtrArray *items;   /* of GtkListItem: those that are bound */
  GArray *places;
  gboolean is_settled;
  gpointer anchor;          /* (nullable): door that was toggled last; a range begins there */
  gboolean is_range_wanted; /* of the click under way: Shift was held */

  GtkDropDown *which;
  GtkDropDown *place;
  GtkButton *all;
  GtkSpinButton *n_each;
  GtkStack *stack;
  GtkListView *list;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwBatchRooms, kw_batch_rooms, ADW_TYPE_BIN)

static KwDesk *
get_desk (KwBatchRooms *self)
{
  return kw_session_get_desk (self->session);
}

static guint64
get_key (gpointer item)
{
  const KwDoorRef door = kw_desk_room_get_door (item);

  return (guint64)door.building << 32 | door.door;
}

static gpointer
make_key (KwDeskRoom *room)
{
  const KwDoorRef door = kw_desk_room_get_door (room);

  return GUINT_TO_POINTER (door.building << 16 | door.door);
}

static Which
get_which (KwBatchRooms *self)
{
  return (Which)gtk_drop_down_get_selected (self->which);
}

/* The stay that a card for the room would be for; 0 = none. One that should have ended gets no
 * cards. */
static gint64
get_stay (KwBatchRooms *self, KwDeskRoom *room)
{
  if (get_which (self) == WHICH_ARRIVALS)
    return kw_desk_room_get_expected_stay_id (room);
  return kw_desk_room_get_state (room) == KW_DESK_ROOM_STATE_OVERDUE
             ? 0
             : kw_desk_room_get_stay_id (room);
}

static gboolean
is_chosen (KwBatchRooms *self, KwDeskRoom *room)
{
  return g_hash_table_contains (self->chosen, make_key (room));
}

/* Rows */

static void
show_row (KwBatchRooms *self, GtkListItem *item)
{
  KwDeskRoom *room = kw_slot_get_item (gtk_list_item_get_item (item));

  kw_batch_room_row_show (KW_BATCH_ROOM_ROW (gtk_list_item_get_child (item)), room,
                          kw_desk_get_property (get_desk (self)), get_stay (self, room),
                          is_chosen (self, room));
}

static void
show_rows (KwBatchRooms *self)
{
  for (guint i = 0; i < self->items->len; i++)
    show_row (self, g_ptr_array_index (self->items, i));
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer unused)
{
  gtk_list_item_set_child (item, kw_batch_room_row_new ());
}

static void
on_item_changed_cb (KwBatchRooms *self, GParamSpec *spec, KwSlot *slot)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->items, i);

      if (gtk_list_item_get_item (item) == slot)
        show_row (self, item);
    }
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  KwBatchRooms *self = user_data;

  g_ptr_array_add (self->items, item);
  g_signal_connect_object (gtk_list_item_get_item (item), "notify::item",
                           G_CALLBACK (on_item_changed_cb), self, G_CONNECT_SWAPPED);
  show_row (self, item);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  KwBatchRooms *self = user_data;

  g_ptr_array_remove_fast (self->items, item);
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), on_item_changed_cb, self);
}

/* Choosing */

static void
tell_changed (KwBatchRooms *self)
{
  show_rows (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
choose (KwBatchRooms *self, KwDeskRoom *room, gboolean is_wanted)
{
  const gint64 stay_id = get_stay (self, room);

  if (is_wanted && stay_id != 0)
    g_hash_table_insert (self->chosen, make_key (room), GSIZE_TO_POINTER ((gsize)stay_id));
  else
    g_hash_table_remove (self->chosen, make_key (room));
}

/* (transfer full) (nullable) */
static KwDeskRoom *
dup_shown (KwBatchRooms *self, guint position)
{
  g_autoptr (KwSlot) slot = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  return slot != NULL ? g_object_ref (kw_slot_get_item (slot)) : NULL;
}

static void
choose_range (KwBatchRooms *self, guint from, guint to, gboolean is_wanted)
{
  for (guint i = MIN (from, to); i <= MAX (from, to); i++)
    {
      g_autoptr (KwDeskRoom) room = dup_shown (self, i);

      if (room != NULL)
        choose (self, room, is_wanted);
    }
}

static void
toggle (KwBatchRooms *self, guint position)
{
  g_autoptr (KwDeskRoom) room = dup_shown (self, position);

  if (room == NULL)
    return;
  choose (self, room, !is_chosen (self, room));
  self->anchor = make_key (room);
  tell_changed (self);
}

/* From the room that was toggled last to this one: all as that one is. */
static void
extend (KwBatchRooms *self, guint position)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KwDeskRoom) room = dup_shown (self, i);

      if (room == NULL || make_key (room) != self->anchor)
        continue;
      choose_range (self, i, position, is_chosen (self, room));
      tell_changed (self);
      return;
    }
  toggle (self, position);
}

static void
on_list_pressed_cb (KwBatchRooms *self, int n_press, double x, double y, GtkGesture *gesture)
{
  const GdkModifierType state = gtk_event_controller_get_current_event_state (
      GTK_EVENT_CONTROLLER (gesture));

  self->is_range_wanted = (state & GDK_SHIFT_MASK) != 0;
}

static void
on_activated_cb (KwBatchRooms *self, guint position)
{
  const gboolean is_range_wanted = self->is_range_wanted;

  self->is_range_wanted = FALSE;
  if (is_range_wanted)
    extend (self, position);
  else
    toggle (self, position);
}

static void
choose_shown (KwBatchRooms *self, gboolean is_wanted)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  if (n > 0)
    choose_range (self, 0, n - 1, is_wanted);
  tell_changed (self);
}

static void
on_all_clicked_cb (KwBatchRooms *self)
{
  choose_shown (self, TRUE);
}

static void
on_none_clicked_cb (KwBatchRooms *self)
{
  choose_shown (self, FALSE);
}

/* Keys */

/* FALSE if no row has the focus. */
static gboolean
find_focus (KwBatchRooms *self, guint *out_position)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < self->items->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->items, i);

      if (gtk_widget_get_parent (gtk_list_item_get_child (item)) == focus)
        {
          *out_position = gtk_list_item_get_position (item);
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
on_toggle_cb (GtkWidget *widget, GVariant *is_range, gpointer user_data)
{
  KwBatchRooms *self = user_data;
  guint position = 0;

  if (!find_focus (self, &position))
    return FALSE;
  if (g_variant_get_boolean (is_range))
    extend (self, position);
  else
    toggle (self, position);
  return TRUE;
}

/* The list moves the focus itself. */
static gboolean
on_step_cb (GtkWidget *widget, GVariant *step, gpointer user_data)
{
  KwBatchRooms *self = user_data;
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  g_autoptr (KwDeskRoom) room = NULL;
  guint position = 0;
  guint next = 0;

  if (!find_focus (self, &position))
    return FALSE;
  next = position + (guint)g_variant_get_int32 (step); /* above the first: too large */
  if (next >= n)
    return FALSE;
  choose_range (self, position, next, TRUE);
  room = dup_shown (self, next);
  self->anchor = make_key (room);
  tell_changed (self);
  return FALSE;
}

static gboolean
on_choose_shown_cb (GtkWidget *widget, GVariant *is_wanted, gpointer user_data)
{
  KwBatchRooms *self = user_data;

  choose_shown (self, g_variant_get_boolean (is_wanted));
  return TRUE;
}

static void
add_key (KwBatchRooms *self, GtkEventController *keys, guint keyval, GdkModifierType modifiers,
         GtkShortcutFunc func, GVariant *argument)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keyval, modifiers),
                                            gtk_callback_action_new (func, self, NULL));

  gtk_shortcut_set_arguments (shortcut, argument);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
}

/* Before the list sees them: it would select. */
static void
add_keys (KwBatchRooms *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (self, keys, GDK_KEY_space, 0, on_toggle_cb, g_variant_new_boolean (FALSE));
  add_key (self, keys, GDK_KEY_space, GDK_SHIFT_MASK, on_toggle_cb, g_variant_new_boolean (TRUE));
  add_key (self, keys, GDK_KEY_Return, GDK_SHIFT_MASK, on_toggle_cb, g_variant_new_boolean (TRUE));
  add_key (self, keys, GDK_KEY_a, GDK_CONTROL_MASK, on_choose_shown_cb,
           g_variant_new_boolean (TRUE));
  add_key (self, keys, GDK_KEY_a, GDK_CONTROL_MASK | GDK_SHIFT_MASK, on_choose_shown_cb,
           g_variant_new_boolean (FALSE));
  add_key (self, keys, GDK_KEY_Up, GDK_SHIFT_MASK, on_step_cb, g_variant_new_int32 (-1));
  add_key (self, keys, GDK_KEY_Down, GDK_SHIFT_MASK, on_step_cb, g_variant_new_int32 (1));
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_list_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));
}

static void
on_n_each_changed_cb (KwBatchRooms *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Filtering */

/* (nullable): %NULL while every floor is shown. */
static const KwBatchPlace *
get_place (KwBatchRooms *self)
{
  const guint i = gtk_drop_down_get_selected (self->place);
  const KwBatchPlace *place = NULL;

  if (self->places == NULL || i >= self->places->len)
    return NULL;
  place = &g_array_index (self->places, KwBatchPlace, i);
  return place->building == 0 ? NULL : place;
}

static gboolean
is_of_place (KwBatchRooms *self, KwDeskRoom *room)
{
  const KwBatchPlace *place = get_place (self);

  return place == NULL || (place->building == kw_desk_room_get_door (room).building &&
                           (place->floor == 0 || place->floor == kw_desk_room_get_floor (room)));
}

static char *
dup_all_label (KwBatchRooms *self)
{
  const KwProperty *property = kw_desk_get_property (get_desk (self));
  const KwBatchPlace *place = get_place (self);
  const KwBuilding *building = NULL;
  const KwFloor *floor_ = NULL;

  if (place == NULL || property == NULL)
    return g_strdup (_ ("Choose _All"));
  building = kw_property_get_building (property, place->building);
  floor_ = kw_property_get_floor (property, place->building, place->floor);
  if (floor_ != NULL)
    /* Translators: a button that chooses every room of the list; the name of a floor */
    return g_strdup_printf (_ ("Choose _All of Floor %s"), floor_->name);
  /* Translators: a button that chooses every room of the list; the name of a building */
  return g_strdup_printf (_ ("Choose _All of %s"), building != NULL ? building->name : "");
}

static gboolean
is_in_house (KwDeskRoom *room)
{
  switch (kw_desk_room_get_state (room))
    {
    case KW_DESK_ROOM_STATE_FREE:
    case KW_DESK_ROOM_STATE_EXPECTED:
      return FALSE;
    case KW_DESK_ROOM_STATE_IN_HOUSE:
    case KW_DESK_ROOM_STATE_DUE_OUT:
    case KW_DESK_ROOM_STATE_OVERDUE:
      return TRUE;
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  KwBatchRooms *self = user_data;
  KwDeskRoom *room = kw_slot_get_item (item);

  if (!is_of_place (self, room))
    return FALSE;
  switch (get_which (self))
    {
    case WHICH_ARRIVALS:
      return kw_desk_room_get_expected_stay_id (room) != 0;
    case WHICH_IN_HOUSE:
      return is_in_house (room);
    case WHICH_ALL:
      return TRUE;
    }
  return TRUE;
}

static void
show_stack (KwBatchRooms *self)
{
  gtk_stack_set_visible_child_name (
      self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0 ? "rooms" : "none");
}

static void
refilter (KwBatchRooms *self)
{
  g_autofree char *label = dup_all_label (self);

  gtk_button_set_label (self->all, label);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_stack (self);
  tell_changed (self); /* how many of the chosen ones are not in the list */
}

static void
on_filter_changed_cb (KwBatchRooms *self)
{
  if (!self->is_settled)
    return;
  refilter (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
}

/* A room that is gone, or whose stay is gone, is not meant any more. */
static void
drop_gone (KwBatchRooms *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rooms));
  g_autoptr (GHashTable) before = g_steal_pointer (&self->chosen);

  self->chosen = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < n && g_hash_table_size (before) > 0; i++)
    {
      g_autoptr (KwDeskRoom) room = g_list_model_get_item (G_LIST_MODEL (self->rooms), i);
      gpointer stay_id = g_hash_table_lookup (before, make_key (room));

      if (stay_id != NULL &&
          ((gint64)GPOINTER_TO_SIZE (stay_id) == kw_desk_room_get_stay_id (room) ||
           (gint64)GPOINTER_TO_SIZE (stay_id) == kw_desk_room_get_expected_stay_id (room)))
        g_hash_table_insert (self->chosen, make_key (room), stay_id);
    }
}

static void
on_rooms_changed_cb (KwBatchRooms *self)
{
  drop_gone (self);
  refilter (self);
}

static void
on_property_changed_cb (KwBatchRooms *self)
{
  self->is_settled = FALSE;
  g_clear_pointer (&self->places, g_array_unref);
  self->places = kw_batch_places_fill (self->place, kw_desk_get_property (get_desk (self)),
                                       /* has_all= */ TRUE);
  self->is_settled = TRUE;
  refilter (self);
}

/* Object */

static void
kw_batch_rooms_dispose (GObject *object)
{
  KwBatchRooms *self = KW_BATCH_ROOMS (object);

  self->is_settled = FALSE;
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL); /* its rows go while there is somebody to tell */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_BATCH_ROOMS);
  g_clear_object (&self->shown);
  g_clear_object (&self->rooms);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_batch_rooms_parent_class)->dispose (object);
}

static void
kw_batch_rooms_finalize (GObject *object)
{
  KwBatchRooms *self = KW_BATCH_ROOMS (object);

  g_hash_table_unref (self->chosen);
  g_ptr_array_unref (self->items);
  g_clear_pointer (&self->places, g_array_unref);
  G_OBJECT_CLASS (kw_batch_rooms_parent_class)->finalize (object);
}

static void
kw_batch_rooms_class_init (KwBatchRoomsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_batch_rooms_dispose;
  G_OBJECT_CLASS (klass)->finalize = kw_batch_rooms_finalize;
  signals[CHANGED] = g_signal_new ("changed", KW_TYPE_BATCH_ROOMS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-batch-rooms.ui");
  gtk_widget_class_bind_template_child (widget_class, KwBatchRooms, which);
  gtk_widget_class_bind_template_child (widget_class, KwBatchRooms, place);
  gtk_widget_class_bind_template_child (widget_class, KwBatchRooms, all);
  gtk_widget_class_bind_template_child (widget_class, KwBatchRooms, n_each);
  gtk_widget_class_bind_template_child (widget_class, KwBatchRooms, stack);
  gtk_widget_class_bind_template_child (widget_class, KwBatchRooms, list);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_all_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_none_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_n_each_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind_cb);
}

static void
kw_batch_rooms_init (KwBatchRooms *self)
{
  self->chosen = g_hash_table_new (NULL, NULL);
  self->items = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_keys (self);
}

void
kw_batch_rooms_set_session (KwBatchRooms *self, KwSession *session)
{
  GtkNoSelection *selection = NULL;

  self->session = g_object_ref (session);
  self->rooms = kw_desk_room_list_new (get_desk (self));
  self->filter = gtk_custom_filter_new (is_shown, self, NULL);
  self->shown = gtk_filter_list_model_new (
      G_LIST_MODEL (kw_steady_list_new (G_LIST_MODEL (self->rooms), get_key)),
      GTK_FILTER (self->filter));
  selection = gtk_no_selection_new (
      G_LIST_MODEL (kw_gradual_list_new (G_LIST_MODEL (self->shown), KW_GRADUAL_LIST_N_ROWS)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  g_signal_connect_object (self->rooms, "items-changed", G_CALLBACK (on_rooms_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_desk (self), "notify::property", G_CALLBACK (on_property_changed_cb),
                           self, G_CONNECT_SWAPPED);
  on_property_changed_cb (self);
}

guint
kw_batch_rooms_get_n_rooms (KwBatchRooms *self)
{
  return g_hash_table_size (self->chosen);
}

guint
kw_batch_rooms_get_n_hidden (KwBatchRooms *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  guint n_hidden = g_hash_table_size (self->chosen);

  for (guint i = 0; i < n && n_hidden > 0; i++)
    {
      g_autoptr (KwDeskRoom) room = dup_shown (self, i);

      n_hidden -= is_chosen (self, room);
    }
  return n_hidden;
}

guint
kw_batch_rooms_get_n_each (KwBatchRooms *self)
{
  return (guint)gtk_spin_button_get_value_as_int (self->n_each);
}

GArray *
kw_batch_rooms_dup_wishes (KwBatchRooms *self)
{
  GArray *wishes = g_array_new (FALSE, TRUE, sizeof (KwDeskBatchWish));
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rooms));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KwDeskRoom) room = g_list_model_get_item (G_LIST_MODEL (self->rooms), i);
      const KwDeskBatchWish wish = {
        .issue = { .stay_id = (gint64)GPOINTER_TO_SIZE (
                       g_hash_table_lookup (self->chosen, make_key (room))),
                   .door = kw_desk_room_get_door (room) },
        .n_cards = kw_batch_rooms_get_n_each (self),
      };

      if (wish.issue.stay_id != 0)
        g_array_append_val (wishes, wish);
    }
  return wishes;
}

void
kw_batch_rooms_clear (KwBatchRooms *self)
{
  g_hash_table_remove_all (self->chosen);
  tell_changed (self);
}
