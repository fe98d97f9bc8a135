/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-room-row.h"

#include "kw-desk-names.h"
#include "kw-desk-room-list.h"
#include "kw-tooltip.h"

#include <glib/gi18n.h>

struct _KwRoomRow
{
  AdwEntryRow parent_instance;

  GtkMenuButton *button;
  GtkPopover *popover;
  GtkStack *stack;
  GtkListView *list;

  KwDesk *desk;
};

G_DEFINE_FINAL_TYPE (KwRoomRow, kw_room_row, ADW_TYPE_ENTRY_ROW)

static const char *
get_text (KwRoomRow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self));
}

static char *
dup_not_found (const KwProperty *property, const char *name, const GError *error)
{
  if (g_error_matches (error, KW_MODEL_ERROR, KW_MODEL_ERROR_AMBIGUOUS))
    /* Translators: the name of a room twice, the name of a building between */
    return g_strdup_printf (
        _ ("There is more than one room “%s”. Write its building before it: “%s/%s”."), name,
        property->n_buildings > 0 ? property->buildings[0].name : "", name);
  /* Translators: what was typed as the name of a room */
  return g_strdup_printf (_ ("There is no room “%s”."), name);
}

/* How many rooms the text names, or 0 with @out_problem. */
static guint
read_doors (KwRoomRow *self, KwDoorRef *doors, char **out_problem)
{
  const KwProperty *property = self->desk == NULL ? NULL : kw_desk_get_property (self->desk);
  g_auto (GStrv) names = kw_desk_split_names (get_text (self));
  guint n = 0;

  for (guint i = 0; names[i] != NULL && property != NULL; i++)
    {
      const char *name = names[i];
      g_autoptr (GError) error = NULL;
      const KwDoor *door;

      door = kw_property_find_door (property, name, &error);
      if (door == NULL)
        {
          *out_problem = dup_not_found (property, name, error);
          return 0;
        }
      if (n == KW_STAY_N_DOORS_MAX)
        {
          *out_problem = g_strdup (_ ("A stay has at most five rooms."));
          return 0;
        }
      doors[n++] = (KwDoorRef){ door->building, door->number };
    }
  return n;
}

static void
on_changed_cb (KwRoomRow *self)
{
  g_autofree char *problem = kw_room_row_dup_problem (self);

  /* Half a name is no mistake while it is being typed. */
  if (problem == NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

static void
on_focus_left_cb (KwRoomRow *self)
{
  g_autofree char *problem = kw_room_row_dup_problem (self);

  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
}

/* The list of free rooms */

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer unused)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer unused)
{
  KwDeskRoom *room = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  /* Translators: in a list of free rooms: the name of a room, of its floor and of its building */
  g_autofree char *text = g_strdup_printf (
      C_ ("free room", "%s · floor %s, %s"), kw_desk_room_get_name (room),
      kw_desk_room_get_floor_name (room), kw_desk_room_get_building_name (room));

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (label)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
take_room (KwRoomRow *self, KwDoorRef door)
{
  g_autofree char *label = kw_property_dup_door_label (kw_desk_get_property (self->desk), door);
  const char *text = get_text (self);
  const char *end = text + strlen (text);
  g_autofree char *before = NULL;
  g_autofree char *joined = NULL;

  while (end > text && !kw_desk_is_between_names (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  before = g_strndup (text, (gsize)(end - text));
  joined = g_strdup_printf ("%s%s%s", before, *before != '\0' ? " " : "", label);
  gtk_editable_set_text (GTK_EDITABLE (self), joined);
}

static void
on_list_activated_cb (KwRoomRow *self, guint position)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->list));
  g_autoptr (KwDeskRoom) room = g_list_model_get_item (model, position);

  if (room == NULL)
    return;
  take_room (self, kw_desk_room_get_door (room));
  gtk_popover_popdown (self->popover);
}

static void
show_list_or_hint (KwRoomRow *self, guint position, guint n_removed, guint n_added,
                   GListModel *rooms)
{
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (rooms) > 0 ? "rooms" : "none");
}

static void
on_popover_shown_cb (KwRoomRow *self)
{
  g_autoptr (KwDeskRoomList) rooms = NULL;
  g_autoptr (GtkSingleSelection) selection = NULL;

  if (self->desk == NULL)
    return;
  rooms = kw_desk_room_list_new (self->desk);
  kw_desk_room_list_set_state (rooms, KW_DESK_ROOM_STATE_FREE);
  selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (rooms)));
  g_signal_connect_object (rooms, "items-changed", G_CALLBACK (show_list_or_hint), self,
                           G_CONNECT_SWAPPED);
  show_list_or_hint (self, 0, 0, 0, G_LIST_MODEL (rooms));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

static void
on_popover_closed_cb (KwRoomRow *self)
{
  gtk_list_view_set_model (self->list, NULL);
}

static gboolean
open_list (GtkWidget *widget, GVariant *unused, gpointer user_data)
{
  gtk_menu_button_popup (KW_ROOM_ROW (widget)->button);
  return GDK_EVENT_STOP;
}

static void
kw_room_row_dispose (GObject *object)
{
  KwRoomRow *self = KW_ROOM_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_ROOM_ROW);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (kw_room_row_parent_class)->dispose (object);
}

static void
kw_room_row_class_init (KwRoomRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_room_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, KW_APP_RESOURCES "/ui/kw-room-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KwRoomRow, button);
  gtk_widget_class_bind_template_child (widget_class, KwRoomRow, popover);
  gtk_widget_class_bind_template_child (widget_class, KwRoomRow, stack);
  gtk_widget_class_bind_template_child (widget_class, KwRoomRow, list);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_closed_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, open_list, NULL);
}

static void
kw_room_row_init (KwRoomRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_tooltip_set (GTK_WIDGET (self->button), _ ("Pick a free room"));
}

void
kw_room_row_set_desk (KwRoomRow *self, KwDesk *desk)
{
  g_set_object (&self->desk, desk);
}

void
kw_room_row_set_doors (KwRoomRow *self, const KwDoorRef *doors, guint n_doors)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_doors; i++)
    {
      g_autofree char *label = kw_property_dup_door_label (kw_desk_get_property (self->desk),
                                                           doors[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", label);
    }
  gtk_editable_set_text (GTK_EDITABLE (self), text->str);
}

guint
kw_room_row_get_doors (KwRoomRow *self, KwDoorRef out_doors[KW_STAY_N_DOORS_MAX])
{
  g_autofree char *problem = NULL;

  return read_doors (self, out_doors, &problem);
}

char *
kw_room_row_dup_problem (KwRoomRow *self)
{
  KwDoorRef doors[KW_STAY_N_DOORS_MAX];
  char *problem = NULL;

  return read_doors (self, doors, &problem) > 0 ? NULL : problem;
}
