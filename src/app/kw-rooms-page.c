/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-rooms-page.h"

#include "kw-desk-room-list.h"
#include "kw-gradual-list.h"
#include "kw-list-details.h"
#include "kw-room-panel.h"
#include "kw-room-tile.h"
#include "kw-steady-list.h"

#include <glib/gi18n.h>

struct _KwRoomsPage
{
  AdwBin parent_instance;

  GtkWidget *building_group;
  GtkDropDown *building;
  GtkWidget *floor_group;
  GtkDropDown *floor;
  GtkDropDown *state;
  GtkLabel *count;
  GtkStack *stack;
  GtkGridView *grid;

  KwSession *session;
  KwDeskRoomList *rooms;
  KwListDetails *details;
  KwSubject wanted;    /* its door is to be shown when it is known; {0, 0} = none */
  KwAwaited *awaited;  /* (nullable): the same, as long as it may come at any moment */
  gboolean is_settled; /* the filters are not being set by ourselves */
};

G_DEFINE_FINAL_TYPE (KwRoomsPage, kw_rooms_page, ADW_TYPE_BIN)

static KwDesk *
get_desk (KwRoomsPage *self)
{
  return kw_session_get_desk (self->session);
}

static guint64
get_key (gpointer item)
{
  const KwDoorRef door = kw_desk_room_get_door (item);

  return (guint64)door.building << 32 | door.door;
}

/* Filters */

/* The building that the list is about: the chosen one, or the only one. 0 = every. */
static const KwBuilding *
get_building (KwRoomsPage *self)
{
  const KwProperty *property = kw_desk_get_property (get_desk (self));
  const guint i = gtk_drop_down_get_selected (self->building);

  if (property == NULL)
    return NULL;
  if (property->n_buildings == 1)
    return &property->buildings[0];
  return i == 0 || i > property->n_buildings ? NULL : &property->buildings[i - 1];
}

/* The floor at place @i of the drop-down behind "every floor". */
static const KwFloor *
get_floor (KwRoomsPage *self, guint i)
{
  const KwProperty *property = kw_desk_get_property (get_desk (self));
  const KwBuilding *building = get_building (self);

  for (guint n = 0; building != NULL && n < property->n_floors; n++)
    if (property->floors[n].building == building->number && i-- == 0)
      return &property->floors[n];
  return NULL;
}

static void
fill_floors (KwRoomsPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const KwFloor *floor_;

  gtk_string_list_append (names, _ ("Every floor"));
  for (guint i = 0; (floor_ = get_floor (self, i)) != NULL; i++)
    {
      /* Translators: the name of a floor */
      g_autofree char *name = g_strdup_printf (_ ("Floor %s"), floor_->name);

      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (self->floor, G_LIST_MODEL (names));
  gtk_widget_set_sensitive (GTK_WIDGET (self->floor), get_building (self) != NULL);
}

static void
fill_buildings (KwRoomsPage *self)
{
  const KwProperty *property = kw_desk_get_property (get_desk (self));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Every building"));
  for (guint i = 0; property != NULL && i < property->n_buildings; i++)
    gtk_string_list_append (names, property->buildings[i].name);
  gtk_drop_down_set_model (self->building, G_LIST_MODEL (names));
  gtk_widget_set_visible (self->building_group, property != NULL && property->n_buildings > 1);
}

static void
apply_filters (KwRoomsPage *self)
{
  const KwBuilding *building = get_building (self);
  const guint n_floor = gtk_drop_down_get_selected (self->floor);
  const KwFloor *floor_ = n_floor == 0 || n_floor == GTK_INVALID_LIST_POSITION
                              ? NULL
                              : get_floor (self, n_floor - 1);

  kw_desk_room_list_set_building (self->rooms, building != NULL ? building->number : 0);
  kw_desk_room_list_set_floor (self->rooms, floor_ != NULL ? floor_->number : 0);
  kw_desk_room_list_set_state (self->rooms, (int)gtk_drop_down_get_selected (self->state) - 1);
}

static void
on_filter_changed_cb (KwRoomsPage *self, GParamSpec *spec, GtkDropDown *filter)
{
  if (!self->is_settled)
    return;
  self->is_settled = FALSE;
  if (filter == self->building)
    fill_floors (self);
  apply_filters (self);
  self->is_settled = TRUE;
}

static void
clear_filters (KwRoomsPage *self)
{
  self->is_settled = FALSE;
  gtk_drop_down_set_selected (self->building, 0);
  fill_floors (self);
  gtk_drop_down_set_selected (self->state, 0);
  apply_filters (self);
  self->is_settled = TRUE;
}

static void
on_clear_clicked_cb (KwRoomsPage *self)
{
  clear_filters (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
on_property_changed_cb (KwRoomsPage *self)
{
  self->is_settled = FALSE;
  fill_buildings (self);
  fill_floors (self);
  apply_filters (self);
  self->is_settled = TRUE;
}

/* Selection */

static gboolean
get_subject (gpointer item, KwSubject *subject)
{
  *subject = (KwSubject){ .door = kw_desk_room_get_door (item) };
  return TRUE;
}

static gboolean
is_same (const KwSubject *a, const KwSubject *b)
{
  return kw_door_ref_equal (a->door, b->door);
}

static gboolean
find (gpointer page, const KwSubject *subject, guint *position)
{
  return kw_desk_room_list_find (KW_ROOMS_PAGE (page)->rooms, subject->door, position);
}

static GtkWidget *
make_panel (gpointer page, KwSession *session, const KwSubject *subject)
{
  GtkWidget *panel = kw_room_panel_new (session, KW_ROOMS_PAGE (page)->rooms);

  kw_room_panel_set_room (KW_ROOM_PANEL (panel), subject->door, subject->stay_id);
  return panel;
}

static gboolean
show_in (GtkWidget *panel, const KwSubject *subject)
{
  if (!KW_IS_ROOM_PANEL (panel))
    return FALSE;
  kw_room_panel_set_room (KW_ROOM_PANEL (panel), subject->door, subject->stay_id);
  return TRUE;
}

static void
do_suggested (GtkWidget *panel)
{
  if (KW_IS_ROOM_PANEL (panel))
    kw_room_panel_do_suggested (KW_ROOM_PANEL (panel));
}

static const KwListDetailsFuncs details_funcs = {
  .get_subject = get_subject,
  .is_same = is_same,
  .find = find,
  .make_panel = make_panel,
  .show_in = show_in,
  .do_suggested = do_suggested,
};

static gboolean
is_in_room (KwDeskRoom *room, gint64 stay_id)
{
  return stay_id == kw_desk_room_get_stay_id (room) ||
         (stay_id != 0 && stay_id == kw_desk_room_get_other_stay_id (room));
}

/* The room that is meant has another stay now. */
static void
follow_subject (KwRoomsPage *self)
{
  const KwSubject *subject = kw_session_get_subject (self->session);
  KwDeskRoom *room = kw_desk_room_list_get_room (self->rooms, subject->door);

  if (subject->door.door != 0 && subject->credential == 0 && room != NULL &&
      kw_list_details_get_selected (self->details) != NULL && !is_in_room (room, subject->stay_id))
    {
      const KwSubject now = { .door = subject->door, .stay_id = kw_desk_room_get_stay_id (room) };

      kw_session_set_subject (self->session, &now);
    }
}

/* Showing */

static void
show_stack (KwRoomsPage *self)
{
  const KwProperty *property = kw_desk_get_property (get_desk (self));
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rooms));
  g_autofree char *count = g_strdup_printf (ngettext ("%u room", "%u rooms", n), n);
  gboolean is_loading = FALSE;

  g_object_get (self->rooms, "is-loading", &is_loading, NULL);
  gtk_label_set_label (self->count, n > 0 ? count : "");
  if (n > 0)
    gtk_stack_set_visible_child_name (self->stack, "rooms");
  else if (property == NULL || property->n_doors == 0)
    gtk_stack_set_visible_child_name (self->stack, "empty");
  else if (!is_loading)
    gtk_stack_set_visible_child_name (self->stack, "none");
}

static void
on_rooms_changed_cb (KwRoomsPage *self)
{
  const KwSubject wanted = self->wanted;

  show_stack (self);
  if (wanted.door.door != 0 && kw_desk_room_list_get_room (self->rooms, wanted.door) != NULL)
    kw_rooms_page_show_room (self, wanted.door, wanted.stay_id);
  follow_subject (self);
}

static void
on_loaded_cb (KwRoomsPage *self)
{
  show_stack (self);
  g_clear_pointer (&self->awaited, kw_awaited_end);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer unused)
{
  gtk_list_item_set_child (item, kw_room_tile_new ());
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer unused)
{
  kw_room_tile_set_slot (KW_ROOM_TILE (gtk_list_item_get_child (item)),
                         gtk_list_item_get_item (item));
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer unused)
{
  kw_room_tile_set_slot (KW_ROOM_TILE (gtk_list_item_get_child (item)), NULL);
}

/* Object */

static void
kw_rooms_page_dispose (GObject *object)
{
  KwRoomsPage *self = KW_ROOMS_PAGE (object);

  self->is_settled = FALSE;
  g_clear_pointer (&self->awaited, kw_awaited_end);
  adw_bin_set_child (ADW_BIN (self), NULL); /* before its template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_ROOMS_PAGE);
  g_clear_object (&self->details);
  g_clear_object (&self->rooms);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_rooms_page_parent_class)->dispose (object);
}

static void
kw_rooms_page_class_init (KwRoomsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_rooms_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-rooms-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwRoomsPage, building_group);
  gtk_widget_class_bind_template_child (widget_class, KwRoomsPage, building);
  gtk_widget_class_bind_template_child (widget_class, KwRoomsPage, floor_group);
  gtk_widget_class_bind_template_child (widget_class, KwRoomsPage, floor);
  gtk_widget_class_bind_template_child (widget_class, KwRoomsPage, state);
  gtk_widget_class_bind_template_child (widget_class, KwRoomsPage, count);
  gtk_widget_class_bind_template_child (widget_class, KwRoomsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KwRoomsPage, grid);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind_cb);
}

static void
kw_rooms_page_init (KwRoomsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
make_model (KwRoomsPage *self)
{
  g_autoptr (KwSteadyList) steady = NULL;
  g_autoptr (KwGradualList) tiles = NULL;

  self->rooms = kw_desk_room_list_new (get_desk (self));
  steady = kw_steady_list_new (G_LIST_MODEL (self->rooms), get_key);
  tiles = kw_gradual_list_new (G_LIST_MODEL (steady), /* n_made= */ G_MAXUINT);
  self->details = kw_list_details_new (GTK_WIDGET (self), GTK_WIDGET (self->grid), self->session,
                                       &details_funcs);
  kw_list_details_set_rows (self->details, G_LIST_MODEL (tiles));
}

GtkWidget *
kw_rooms_page_new (KwSession *session)
{
  KwRoomsPage *self = g_object_new (KW_TYPE_ROOMS_PAGE, NULL);

  self->session = g_object_ref (session);
  make_model (self);
  g_signal_connect_object (self->rooms, "items-changed", G_CALLBACK (on_rooms_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rooms, "notify::is-loading", G_CALLBACK (on_loaded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_desk (self), "notify::property", G_CALLBACK (on_property_changed_cb),
                           self, G_CONNECT_SWAPPED);
  on_property_changed_cb (self);
  show_stack (self);
  return GTK_WIDGET (self);
}

/* They come for certain, with the room or without it. */
static void
await_rooms (KwRoomsPage *self)
{
  gboolean is_loading = FALSE;

  g_object_get (self->rooms, "is-loading", &is_loading, NULL);
  if (is_loading)
    self->awaited = kw_session_await (self->session);
}

void
kw_rooms_page_show_room (KwRoomsPage *self, KwDoorRef door, gint64 stay_id)
{
  const KwSubject subject = { .door = door, .stay_id = stay_id };
  KwDeskRoom *room = kw_desk_room_list_get_room (self->rooms, door);
  g_autoptr (KwAwaited) awaited = g_steal_pointer (&self->awaited); /* until it is shown */
  guint position;

  self->wanted = room == NULL ? subject : (KwSubject){ 0 };
  if (room == NULL)
    {
      await_rooms (self);
      return;
    }
  if (!kw_desk_room_list_find (self->rooms, door, &position))
    clear_filters (self);
  kw_list_details_show (self->details, &subject);
}
