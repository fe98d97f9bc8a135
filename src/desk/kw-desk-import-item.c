/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-import-private.h"

/* Its texts are borrowed from the import's data, but for those that are made up. */
struct _KwDeskImportItem
{
  GObject parent_instance;

  KwDeskImportData *data;
  KwDeskImportEntry entry;
  guint number;
  const char *building;
  const char *floor;
  const char *bank;
  char *name;
  char *old_text;
  char *new_text;
};

enum
{
  PROP_0,
  PROP_CHANGE,
  PROP_PART,
  PROP_FIELD,
  PROP_NUMBER,
  PROP_NAME,
  PROP_BUILDING,
  PROP_FLOOR,
  PROP_BANK,
  PROP_OLD_TEXT,
  PROP_NEW_TEXT,
  N_PROPS,
};

G_DEFINE_TYPE (KwDeskImportItem, kw_desk_import_item, G_TYPE_OBJECT)

/* What a thing is where it is listed */

static const char *
get_building_name (const KwProperty *property, guint number)
{
  const KwBuilding *building = kw_property_get_building (property, number);

  return building != NULL ? building->name : NULL;
}

static const char *
get_floor_name (const KwProperty *property, guint building, guint number)
{
  const KwFloor *floor_ = kw_property_get_floor (property, building, number);

  return floor_ != NULL ? floor_->name : NULL;
}

static char *
dup_place (const KwProperty *property, guint building, guint floor_)
{
  const char *building_name = get_building_name (property, building);
  const char *floor_name = get_floor_name (property, building, floor_);

  return g_strconcat (building_name != NULL ? building_name : "",
                      building_name != NULL && floor_name != NULL ? "/" : "", floor_name, NULL);
}

static const char *
get_yes_or_no (gboolean value)
{
  return value ? "yes" : "no";
}

static char *
dup_property_text (const KwProperty *property, KwDeskImportField field)
{
  switch (field)
    {
    case KW_DESK_IMPORT_FIELD_NAME:
      return g_strdup (property->name);
    case KW_DESK_IMPORT_FIELD_TIME_ZONE:
      return g_strdup (property->time_zone);
    case KW_DESK_IMPORT_FIELD_CHECK_IN:
      return g_strdup_printf ("%02u:%02u", property->check_in_minute / 60,
                              property->check_in_minute % 60);
    case KW_DESK_IMPORT_FIELD_CHECK_OUT:
      return g_strdup_printf ("%02u:%02u", property->check_out_minute / 60,
                              property->check_out_minute % 60);
    case KW_DESK_IMPORT_FIELD_CLONEABLE_MASTER:
      return g_strdup (get_yes_or_no (property->allow_cloneable_master));
    case KW_DESK_IMPORT_FIELD_DESFIRE_APPLICATION:
      return g_strdup_printf ("%06X", property->desfire_application);
    case KW_DESK_IMPORT_FIELD_CLASSIC_SECTOR:
      return g_strdup_printf ("%u", property->classic_first_sector);
    case KW_DESK_IMPORT_FIELD_NONE:
    case KW_DESK_IMPORT_FIELD_PLACE:
    case KW_DESK_IMPORT_FIELD_DEFAULT:
      break;
    }
  return NULL;
}

/* @old: (nullable): the same thing as it is now */
static void
describe_area (KwDeskImportItem *self, const KwProperty *property, const KwArea *area)
{
  const KwArea *old = NULL;

  self->number = area->number;
  self->name = g_strdup (area->name);
  self->building = get_building_name (property, area->building);
  self->floor = get_floor_name (property, area->building, area->floor);
  if (self->entry.change != KW_DESK_IMPORT_CHANGE_CHANGED)
    return;

  old = kw_property_get_area (self->data->base, area->number);
  if (self->entry.field == KW_DESK_IMPORT_FIELD_DEFAULT)
    {
      self->old_text = g_strdup (get_yes_or_no (old->is_default));
      self->new_text = g_strdup (get_yes_or_no (area->is_default));
      return;
    }
  self->old_text = dup_place (self->data->base, old->building, old->floor);
  self->new_text = dup_place (property, area->building, area->floor);
}

static void
describe_room (KwDeskImportItem *self, const KwProperty *property, const KwDoor *door)
{
  const KwDoor *old = NULL;

  self->number = door->number;
  self->name = g_strdup (door->name);
  self->building = get_building_name (property, door->building);
  self->floor = get_floor_name (property, door->building, door->floor);
  if (self->entry.change != KW_DESK_IMPORT_CHANGE_CHANGED)
    return;

  old = kw_property_get_door (self->data->base, (KwDoorRef){ door->building, door->number });
  self->old_text = dup_place (self->data->base, old->building, old->floor);
  self->new_text = dup_place (property, door->building, door->floor);
}

static void
describe_bank (KwDeskImportItem *self, const KwProperty *property, const KwBank *bank)
{
  const KwBank *old = NULL;

  self->number = bank->number;
  self->name = g_strdup (bank->name);
  self->building = get_building_name (property, bank->building);
  if (self->entry.change != KW_DESK_IMPORT_CHANGE_CHANGED)
    return;

  old = kw_property_get_bank (self->data->base, bank->number);
  self->old_text = dup_place (self->data->base, old->building, 0);
  self->new_text = dup_place (property, bank->building, 0);
}

static void
describe_landing (KwDeskImportItem *self, const KwProperty *property, const KwBank *bank)
{
  const KwLanding *landing = &bank->landings[self->entry.landing];
  const KwLanding *old = NULL;

  self->number = landing->number;
  self->name = g_strdup (landing->name);
  self->bank = bank->name;
  self->building = get_building_name (property, landing->building);
  self->floor = get_floor_name (property, landing->building, landing->floor);
  if (self->entry.change != KW_DESK_IMPORT_CHANGE_CHANGED)
    return;

  old = kw_bank_get_landing (kw_property_get_bank (self->data->base, bank->number),
                             landing->number);
  self->old_text = dup_place (self->data->base, old->building, old->floor);
  self->new_text = dup_place (property, landing->building, landing->floor);
}

static void
describe_stay (KwDeskImportItem *self, const KwProperty *property, const KwStay *stay)
{
  GString *rooms = g_string_new (NULL);

  for (guint i = 0; i < stay->n_doors; i++)
    {
      g_autofree char *room = kw_property_dup_door_label (property, stay->doors[i]);

      g_string_append_printf (rooms, "%s%s", i > 0 ? ", " : "", room);
    }
  self->name = g_string_free (rooms, FALSE);
}

static void
describe (KwDeskImportItem *self)
{
  const KwDeskImportEntry *entry = &self->entry;
  const KwProperty *property = entry->change == KW_DESK_IMPORT_CHANGE_RETIRED
                                   ? self->data->base
                                   : self->data->property;

  switch (entry->part)
    {
    case KW_DESK_IMPORT_PART_PROPERTY:
      self->name = g_strdup (property->name);
      if (entry->change == KW_DESK_IMPORT_CHANGE_CHANGED)
        {
          self->old_text = dup_property_text (self->data->base, entry->field);
          self->new_text = dup_property_text (property, entry->field);
        }
      break;
    case KW_DESK_IMPORT_PART_BUILDING:
      self->number = property->buildings[entry->index].number;
      self->name = g_strdup (property->buildings[entry->index].name);
      break;
    case KW_DESK_IMPORT_PART_FLOOR:
      self->number = property->floors[entry->index].number;
      self->name = g_strdup (property->floors[entry->index].name);
      self->building = get_building_name (property, property->floors[entry->index].building);
      break;
    case KW_DESK_IMPORT_PART_ROOM:
      describe_room (self, property, &property->doors[entry->index]);
      break;
    case KW_DESK_IMPORT_PART_AREA:
      describe_area (self, property, &property->areas[entry->index]);
      break;
    case KW_DESK_IMPORT_PART_BANK:
      describe_bank (self, property, &property->banks[entry->index]);
      break;
    case KW_DESK_IMPORT_PART_LANDING:
      describe_landing (self, property, &property->banks[entry->index]);
      break;
    case KW_DESK_IMPORT_PART_STAY:
      describe_stay (self, property, self->data->stays->pdata[entry->index]);
      break;
    }
}

/* Object */

static void
kw_desk_import_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  KwDeskImportItem *self = KW_DESK_IMPORT_ITEM (object);
  const guint numbers[N_PROPS] = {
    [PROP_CHANGE] = self->entry.change,
    [PROP_PART] = self->entry.part,
    [PROP_FIELD] = self->entry.field,
    [PROP_NUMBER] = self->number,
  };
  const char *const texts[N_PROPS] = {
    [PROP_NAME] = self->name, [PROP_BUILDING] = self->building, [PROP_FLOOR] = self->floor,
    [PROP_BANK] = self->bank, [PROP_OLD_TEXT] = self->old_text, [PROP_NEW_TEXT] = self->new_text,
  };

  if (id <= PROP_NUMBER)
    g_value_set_uint (value, numbers[id]);
  else
    g_value_set_string (value, texts[id]);
}

static void
kw_desk_import_item_finalize (GObject *object)
{
  KwDeskImportItem *self = KW_DESK_IMPORT_ITEM (object);

  g_clear_pointer (&self->data, kw_desk_import_data_unref);
  g_free (self->name);
  g_free (self->old_text);
  g_free (self->new_text);
  G_OBJECT_CLASS (kw_desk_import_item_parent_class)->finalize (object);
}

static void
kw_desk_import_item_class_init (KwDeskImportItemClass *klass)
{
  static const char *const names[N_PROPS] = {
    [PROP_CHANGE] = "change",     [PROP_PART] = "part", [PROP_FIELD] = "field",
    [PROP_NUMBER] = "number",     [PROP_NAME] = "name", [PROP_BUILDING] = "building",
    [PROP_FLOOR] = "floor",       [PROP_BANK] = "bank", [PROP_OLD_TEXT] = "old-text",
    [PROP_NEW_TEXT] = "new-text",
  };
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->get_property = kw_desk_import_item_get_property;
  G_OBJECT_CLASS (klass)->finalize = kw_desk_import_item_finalize;
  for (guint id = PROP_CHANGE; id < N_PROPS; id++)
    g_object_class_install_property (
        G_OBJECT_CLASS (klass), id,
        id <= PROP_NUMBER ? g_param_spec_uint (names[id], NULL, NULL, 0, G_MAXUINT, 0, flags)
                          : g_param_spec_string (names[id], NULL, NULL, NULL, flags));
}

static void
kw_desk_import_item_init (KwDeskImportItem *self)
{
}

static KwDeskImportItem *
item_new (KwDeskImportData *data, const KwDeskImportEntry *entry)
{
  KwDeskImportItem *self = g_object_new (KW_TYPE_DESK_IMPORT_ITEM, NULL);

  self->data = kw_desk_import_data_ref (data);
  self->entry = *entry;
  describe (self);
  return self;
}

KwDeskImportChange
kw_desk_import_item_get_change (KwDeskImportItem *self)
{
  return self->entry.change;
}

KwDeskImportPart
kw_desk_import_item_get_part (KwDeskImportItem *self)
{
  return self->entry.part;
}

KwDeskImportField
kw_desk_import_item_get_field (KwDeskImportItem *self)
{
  return self->entry.field;
}

guint
kw_desk_import_item_get_number (KwDeskImportItem *self)
{
  return self->number;
}

const char *
kw_desk_import_item_get_name (KwDeskImportItem *self)
{
  return self->name;
}

const char *
kw_desk_import_item_get_building (KwDeskImportItem *self)
{
  return self->building;
}

const char *
kw_desk_import_item_get_floor (KwDeskImportItem *self)
{
  return self->floor;
}

const char *
kw_desk_import_item_get_bank (KwDeskImportItem *self)
{
  return self->bank;
}

const char *
kw_desk_import_item_get_old_text (KwDeskImportItem *self)
{
  return self->old_text;
}

const char *
kw_desk_import_item_get_new_text (KwDeskImportItem *self)
{
  return self->new_text;
}

guint
kw_desk_import_item_get_n_cards (KwDeskImportItem *self)
{
  return self->entry.n_cards;
}

guint
kw_desk_import_item_get_n_stays (KwDeskImportItem *self)
{
  return self->entry.n_stays;
}

const KwStay *
kw_desk_import_item_get_stay (KwDeskImportItem *self)
{
  return self->entry.part == KW_DESK_IMPORT_PART_STAY ? self->data->stays->pdata[self->entry.index]
                                                      : NULL;
}

const KwStay *
kw_desk_import_item_get_other (KwDeskImportItem *self)
{
  return self->entry.part == KW_DESK_IMPORT_PART_STAY
             ? self->data->judgement.others->pdata[self->entry.index]
             : NULL;
}

/* List of them: a file may bring hundreds of thousands, and nobody looks at all. */

#define KW_TYPE_DESK_IMPORT_ITEM_LIST (kw_desk_import_item_list_get_type ())
G_DECLARE_FINAL_TYPE (KwDeskImportItemList, kw_desk_import_item_list, KW, DESK_IMPORT_ITEM_LIST,
                      GObject)

struct _KwDeskImportItemList
{
  GObject parent_instance;
  KwDeskImportData *data;
};

static void item_list_init_model (GListModelInterface *iface);

G_DEFINE_TYPE_WITH_CODE (KwDeskImportItemList, kw_desk_import_item_list, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, item_list_init_model))

static GType
get_item_type (GListModel *list)
{
  return KW_TYPE_DESK_IMPORT_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return KW_DESK_IMPORT_ITEM_LIST (list)->data->entries->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  KwDeskImportData *data = KW_DESK_IMPORT_ITEM_LIST (list)->data;

  return position < data->entries->len
             ? item_new (data, &g_array_index (data->entries, KwDeskImportEntry, position))
             : NULL;
}

static void
item_list_init_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
kw_desk_import_item_list_finalize (GObject *object)
{
  kw_desk_import_data_unref (KW_DESK_IMPORT_ITEM_LIST (object)->data);
  G_OBJECT_CLASS (kw_desk_import_item_list_parent_class)->finalize (object);
}

static void
kw_desk_import_item_list_class_init (KwDeskImportItemListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kw_desk_import_item_list_finalize;
}

static void
kw_desk_import_item_list_init (KwDeskImportItemList *self)
{
}

GListModel *
kw_desk_import_item_list_new (KwDeskImportData *data)
{
  KwDeskImportItemList *self = g_object_new (KW_TYPE_DESK_IMPORT_ITEM_LIST, NULL);

  self->data = kw_desk_import_data_ref (data);
  return G_LIST_MODEL (self);
}
