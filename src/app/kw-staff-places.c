/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-staff-places.h"

#include "kw-words.h"

#include <glib/gi18n.h>

struct _KwStaffPlaces
{
  GObject parent_instance;

  KwDesk *desk;
  AdwComboRow *kind;     /* borrowed */
  AdwComboRow *building; /* borrowed */
  AdwComboRow *floor;    /* borrowed */
  GArray *buildings;     /* (element-type guint) the numbers that the row offers; 0 = every one */
  GArray *floors;        /* (element-type guint) as @buildings */
  gboolean is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwStaffPlaces, kw_staff_places, G_TYPE_OBJECT)

/* In the order of the row. */
static const KwGrantKind kinds[] = {
  KW_GRANT_KIND_FLOOR,
  KW_GRANT_KIND_BUILDING,
  KW_GRANT_KIND_MASTER,
  KW_GRANT_KIND_EMERGENCY,
};

static const KwProperty *
get_property (KwStaffPlaces *self)
{
  return kw_desk_get_property (self->desk);
}

KwGrantKind
kw_staff_places_get_kind (KwStaffPlaces *self)
{
  return kinds[MIN (adw_combo_row_get_selected (self->kind), G_N_ELEMENTS (kinds) - 1)];
}

static guint
get_chosen (AdwComboRow *row, const GArray *numbers)
{
  const guint position = adw_combo_row_get_selected (row);

  return position < numbers->len ? g_array_index (numbers, guint, position) : 0;
}

static gboolean
has_building (KwStaffPlaces *self)
{
  return kw_staff_places_get_kind (self) != KW_GRANT_KIND_MASTER;
}

guint
kw_staff_places_get_building (KwStaffPlaces *self)
{
  return has_building (self) ? get_chosen (self->building, self->buildings) : 0;
}

/* An emergency card for the whole hotel has no floor to choose. */
static gboolean
has_floor (KwStaffPlaces *self)
{
  const KwGrantKind kind = kw_staff_places_get_kind (self);

  return kind == KW_GRANT_KIND_FLOOR ||
         (kind == KW_GRANT_KIND_EMERGENCY && kw_staff_places_get_building (self) != 0);
}

guint
kw_staff_places_get_floor (KwStaffPlaces *self)
{
  return has_floor (self) ? get_chosen (self->floor, self->floors) : 0;
}

/* Offering */

static void
offer (AdwComboRow *row, GArray *numbers, GPtrArray *names, guint chosen)
{
  g_autoptr (GtkStringList) model = NULL;
  guint position = 0;

  g_ptr_array_add (names, NULL);
  model = gtk_string_list_new ((const char *const *)names->pdata);
  for (guint i = 0; i < numbers->len; i++)
    if (g_array_index (numbers, guint, i) == chosen)
      position = i;
  adw_combo_row_set_model (row, G_LIST_MODEL (model));
  adw_combo_row_set_selected (row, position);
}

static void
offer_floors (KwStaffPlaces *self, guint chosen)
{
  const KwProperty *property = get_property (self);
  const guint building = kw_staff_places_get_building (self);
  const guint every = 0;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_array_set_size (self->floors, 0);
  if (kw_staff_places_get_kind (self) == KW_GRANT_KIND_EMERGENCY)
    {
      g_array_append_val (self->floors, every);
      g_ptr_array_add (names, (gpointer)_ ("Every floor"));
    }
  for (guint i = 0; i < property->n_floors; i++)
    if (property->floors[i].building == building)
      {
        g_array_append_val (self->floors, property->floors[i].number);
        g_ptr_array_add (names, (gpointer)property->floors[i].name);
      }
  offer (self->floor, self->floors, names, chosen);
}

static void
offer_buildings (KwStaffPlaces *self, guint chosen)
{
  const KwProperty *property = get_property (self);
  const guint every = 0;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_array_set_size (self->buildings, 0);
  if (kw_staff_places_get_kind (self) == KW_GRANT_KIND_EMERGENCY)
    {
      g_array_append_val (self->buildings, every);
      g_ptr_array_add (names, (gpointer)_ ("Every building"));
    }
  for (guint i = 0; i < property->n_buildings; i++)
    {
      g_array_append_val (self->buildings, property->buildings[i].number);
      g_ptr_array_add (names, (gpointer)property->buildings[i].name);
    }
  offer (self->building, self->buildings, names, chosen);
}

static void
offer_kinds (KwStaffPlaces *self, KwGrantKind chosen)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  guint position = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gtk_string_list_append (model, kw_words_get_kind (kinds[i]));
      if (kinds[i] == chosen)
        position = i;
    }
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (model));
  adw_combo_row_set_selected (self->kind, position);
}

static void
show_rows (KwStaffPlaces *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->building), has_building (self));
  gtk_widget_set_visible (GTK_WIDGET (self->floor), has_floor (self));
}

static void
take_change (KwStaffPlaces *self)
{
  show_rows (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* An emergency card is for the whole hotel unless somebody says less. */
static void
on_kind_changed_cb (KwStaffPlaces *self)
{
  guint building;

  if (self->is_filling)
    return;
  self->is_filling = TRUE;
  building = kw_staff_places_get_kind (self) == KW_GRANT_KIND_EMERGENCY
                 ? 0
                 : get_chosen (self->building, self->buildings);
  offer_buildings (self, building);
  offer_floors (self, building == 0 ? 0 : get_chosen (self->floor, self->floors));
  self->is_filling = FALSE;
  take_change (self);
}

static void
on_building_changed_cb (KwStaffPlaces *self)
{
  if (self->is_filling)
    return;
  self->is_filling = TRUE;
  offer_floors (self, get_chosen (self->floor, self->floors));
  self->is_filling = FALSE;
  take_change (self);
}

static void
on_floor_changed_cb (KwStaffPlaces *self)
{
  if (!self->is_filling)
    take_change (self);
}

/* Object */

static void
kw_staff_places_finalize (GObject *object)
{
  KwStaffPlaces *self = KW_STAFF_PLACES (object);

  g_clear_pointer (&self->buildings, g_array_unref);
  g_clear_pointer (&self->floors, g_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (kw_staff_places_parent_class)->finalize (object);
}

static void
kw_staff_places_class_init (KwStaffPlacesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kw_staff_places_finalize;
  signals[CHANGED] = g_signal_new ("changed", KW_TYPE_STAFF_PLACES, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
kw_staff_places_init (KwStaffPlaces *self)
{
  self->buildings = g_array_new (FALSE, FALSE, sizeof (guint));
  self->floors = g_array_new (FALSE, FALSE, sizeof (guint));
}

KwStaffPlaces *
kw_staff_places_new (KwDesk *desk, AdwComboRow *kind, AdwComboRow *building, AdwComboRow *floor)
{
  KwStaffPlaces *self = g_object_new (KW_TYPE_STAFF_PLACES, NULL);

  self->desk = g_object_ref (desk);
  self->kind = kind;
  self->building = building;
  self->floor = floor;
  g_signal_connect_object (kind, "notify::selected", G_CALLBACK (on_kind_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (building, "notify::selected", G_CALLBACK (on_building_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (floor, "notify::selected", G_CALLBACK (on_floor_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
kw_staff_places_set (KwStaffPlaces *self, KwGrantKind kind, guint building, guint floor)
{
  self->is_filling = TRUE;
  offer_kinds (self, kind);
  offer_buildings (self, building);
  offer_floors (self, floor);
  self->is_filling = FALSE;
  show_rows (self);
}
