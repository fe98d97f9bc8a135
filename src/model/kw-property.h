/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-door-ref.h"
#include "kw-model-error.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define KW_PROPERTY_N_BUILDINGS_MAX 255
#define KW_PROPERTY_N_FLOORS_MAX 255 /* in one building */
#define KW_PROPERTY_N_DOORS_MAX 65535
#define KW_PROPERTY_N_AREAS_MAX 32
#define KW_PROPERTY_N_BANKS_MAX 255
#define KW_BANK_N_LANDINGS_MAX 64

#define KW_PROPERTY_DEFAULT_DESFIRE_APPLICATION 0xF5A701u
#define KW_PROPERTY_DEFAULT_CLASSIC_FIRST_SECTOR 1u

/**
 * KwBuilding:
 * @number: 1..255, given once
 * @name: what people call it, unique
 */
typedef struct
{
  guint number;
  const char *name;
} KwBuilding;

/**
 * KwFloor:
 * @building: number of its building
 * @number: 1..255, given once, unique in the building
 * @name: what people call it, "UG", "EG", "1", "12A"; unique in the building
 */
typedef struct
{
  guint building;
  guint number;
  const char *name;
} KwFloor;

/**
 * KwDoor:
 * @building: number of its building
 * @floor: number of its floor in that building
 * @number: 1..65535, given once, unique in the building
 * @name: what people call it, "0305A"; unique in the building
 *
 * A guest door.
 */
typedef struct
{
  guint building;
  guint floor;
  guint number;
  const char *name;
} KwDoor;

/**
 * KwArea:
 * @number: 0..31, the bit on the card, given once
 * @name: what people call it, unique
 * @building: number of its building
 * @floor: number of its floor in that building
 * @is_default: every tenant card gets it
 *
 * A common area: pool, gym, garage.
 */
typedef struct
{
  guint number;
  const char *name;
  guint building;
  guint floor;
  gboolean is_default;
} KwArea;

/**
 * KwLanding:
 * @number: 0..63, the bit on the card, lowest landing 0, given once
 * @name: the button's label, unique in the bank
 * @building: number of the building it leads to, 0 = none in particular
 * @floor: number of the floor it leads to, 0 = none in particular
 */
typedef struct
{
  guint number;
  const char *name;
  guint building;
  guint floor;
} KwLanding;

/**
 * KwBank:
 * @number: 1..255, given once
 * @name: what people call it, unique
 * @building: number of its building, 0 = serves more than one
 * @n_landings: 1..64
 * @landings: (array length=n_landings): by number
 *
 * An elevator bank.
 */
typedef struct
{
  guint number;
  const char *name;
  guint building;
  guint n_landings;
  const KwLanding *landings;
} KwBank;

/**
 * KwProperty:
 * @site: the number on every card, not 0
 * @name: what people call the house
 * @time_zone: IANA name, "Europe/Berlin"
 * @check_in_minute: of the local day, 0..1439
 * @check_out_minute: of the local day, 0..1439
 * @allow_cloneable_master: policy: master and emergency cards on media that can be cloned
 * @desfire_application: 1..0xFFFFFF; 0 given to the constructor means 0xF5A701
 * @classic_first_sector: 1..10; 0 given to the constructor means 1
 * @n_buildings: 1..255
 * @buildings: (array length=n_buildings): by number
 * @n_floors: at most 255 in one building
 * @floors: (array length=n_floors): by building and number
 * @n_doors: at most 65535
 * @doors: (array length=n_doors): by building and number
 * @n_areas: at most 32
 * @areas: (array length=n_areas): by number
 * @n_banks: at most 255
 * @banks: (array length=n_banks): by number
 * @n_retired_doors: how many @retired_doors
 * @retired_doors: (array length=n_retired_doors): doors that the house has no longer, by building
 *   and number: only names for stays and cards of before; no part of what is compared or searched
 * @zone: the loaded @time_zone; not read by the constructor
 * @strings: inner, not read by the constructor
 *
 * The map of the hotel. Numbers stand on cards and in locks: each is given once and never reused.
 * Names are text for people: one line of at most 64 characters, without a comma (a comma separates
 * names in lists). Immutable and reference counted: treat every field as const. On the stack it is
 * only the argument of kw_property_new(): never ref such a one. Any thread.
 */
typedef struct
{
  guint32 site;
  const char *name;
  const char *time_zone;
  guint check_in_minute;
  guint check_out_minute;
  gboolean allow_cloneable_master;
  guint32 desfire_application;
  guint classic_first_sector;
  guint n_buildings;
  const KwBuilding *buildings;
  guint n_floors;
  const KwFloor *floors;
  guint n_doors;
  const KwDoor *doors;
  guint n_areas;
  const KwArea *areas;
  guint n_banks;
  const KwBank *banks;
  guint n_retired_doors;
  const KwDoor *retired_doors;
  /*< private >*/
  GTimeZone *zone;
  GStringChunk *strings;
} KwProperty;

typedef enum
{
  KW_PROPERTY_PART_PROPERTY,
  KW_PROPERTY_PART_BUILDING,
  KW_PROPERTY_PART_FLOOR,
  KW_PROPERTY_PART_DOOR,
  KW_PROPERTY_PART_AREA,
  KW_PROPERTY_PART_BANK,
  KW_PROPERTY_PART_LANDING,
} KwPropertyPart;

#define KW_PROPERTY_PART_N 7

/**
 * KwPropertyFault:
 * @part: which list
 * @index: place in that list as it was given, for LANDING that of the bank
 * @landing: place in the bank's landings, only for LANDING
 * @field: (nullable): name of the field, as in the message; %NULL if it is none in particular
 *
 * Where the constructor found something wrong, for whoever can show the place.
 */
typedef struct
{
  KwPropertyPart part;
  guint index;
  guint landing;
  const char *field;
} KwPropertyFault;

#define KW_TYPE_PROPERTY (kw_property_get_type ())
GType kw_property_get_type (void);

/**
 * kw_property_new:
 * @fields: the map; borrowed, arrays in any order; everything is copied
 * @error: a `KW_MODEL_ERROR`, the message starting with place and field, "doors[12].name: …"
 *
 * Returns: (transfer full): an immutable copy of @fields with sorted arrays, or %NULL if it would
 *   not be valid
 */
KwProperty *kw_property_new (const KwProperty *fields, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_property_new_with_fault:
 * @fields: the map; borrowed, arrays in any order; everything is copied
 * @out_fault: (out): where the fault is; written only on failure
 * @error: a `KW_MODEL_ERROR`, the message starting with the field alone, "name: …"
 *
 * As kw_property_new(), for whoever read @fields from a document and knows its lines.
 *
 * Returns: (transfer full): an immutable copy of @fields with sorted arrays, or %NULL
 */
KwProperty *kw_property_new_with_fault (const KwProperty *fields, KwPropertyFault *out_fault,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * KwPropertyFaultFunc:
 * @fault: where it is
 * @problem: what is wrong, a `KW_MODEL_ERROR`, the message starting with the field alone
 * @user_data: what kw_property_find_faults() was given
 *
 * Returns: %TRUE to look for more
 */
typedef gboolean (*KwPropertyFaultFunc) (const KwPropertyFault *fault, const GError *problem,
                                         gpointer user_data);

/**
 * kw_property_find_faults:
 * @fields: a map, arrays in any order; every name may be %NULL
 * @func: called for each fault
 * @user_data: for @func
 *
 * Tells everything that kw_property_new() would refuse, in the order in which it looks. What only
 * follows from another fault is told too where the two cannot be told apart.
 */
void kw_property_find_faults (const KwProperty *fields, KwPropertyFaultFunc func,
                              gpointer user_data);

/**
 * kw_property_ref:
 * @property: made by kw_property_new()
 *
 * Returns: (transfer full): @property
 */
KwProperty *kw_property_ref (const KwProperty *property);

/**
 * kw_property_unref:
 * @property: (transfer full): made by kw_property_new()
 */
void kw_property_unref (KwProperty *property);

/**
 * kw_property_equal:
 * @a: a property
 * @b: another
 *
 * Returns: %TRUE if both say the same
 */
gboolean kw_property_equal (const KwProperty *a, const KwProperty *b);

/**
 * kw_property_get_building:
 * @property: made by kw_property_new()
 * @number: a number
 *
 * Returns: (transfer none) (nullable): the building
 */
const KwBuilding *kw_property_get_building (const KwProperty *property, guint number);

/**
 * kw_property_get_floor:
 * @property: made by kw_property_new()
 * @building: number of the building
 * @number: number of the floor
 *
 * Returns: (transfer none) (nullable): the floor
 */
const KwFloor *kw_property_get_floor (const KwProperty *property, guint building, guint number);

/**
 * kw_property_get_door:
 * @property: made by kw_property_new()
 * @door: building and number
 *
 * Returns: (transfer none) (nullable): the door
 */
const KwDoor *kw_property_get_door (const KwProperty *property, KwDoorRef door);

/**
 * kw_property_get_area:
 * @property: made by kw_property_new()
 * @number: 0..31
 *
 * Returns: (transfer none) (nullable): the area
 */
const KwArea *kw_property_get_area (const KwProperty *property, guint number);

/**
 * kw_property_get_bank:
 * @property: made by kw_property_new()
 * @number: a number
 *
 * Returns: (transfer none) (nullable): the bank
 */
const KwBank *kw_property_get_bank (const KwProperty *property, guint number);

/**
 * kw_property_get_default_areas:
 * @property: made by kw_property_new()
 *
 * Returns: mask of the areas that every tenant card gets
 */
guint32 kw_property_get_default_areas (const KwProperty *property);

/**
 * kw_property_find_building:
 * @property: made by kw_property_new()
 * @name: its name; upper and lower case are one where that leaves no doubt
 * @error: a `KW_MODEL_ERROR`: NOT_FOUND or AMBIGUOUS, the message naming @name
 *
 * Returns: (transfer none): the building, or %NULL
 */
const KwBuilding *kw_property_find_building (const KwProperty *property, const char *name,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_property_find_floor:
 * @property: made by kw_property_new()
 * @building: number of the building; 0 = look in every one
 * @name: its name; upper and lower case are one where that leaves no doubt
 * @error: a `KW_MODEL_ERROR`: NOT_FOUND or AMBIGUOUS, the message naming @name
 *
 * Returns: (transfer none): the floor, or %NULL
 */
const KwFloor *kw_property_find_floor (const KwProperty *property, guint building, const char *name,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_property_find_door:
 * @property: made by kw_property_new()
 * @name: its name, or BUILDING/NAME where the name alone is not unique; upper and lower case are
 *   one where that leaves no doubt
 * @error: a `KW_MODEL_ERROR`: NOT_FOUND or AMBIGUOUS, the message naming @name
 *
 * Returns: (transfer none): the door, or %NULL
 */
const KwDoor *kw_property_find_door (const KwProperty *property, const char *name,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_property_find_area:
 * @property: made by kw_property_new()
 * @name: its name; upper and lower case are one where that leaves no doubt
 * @error: a `KW_MODEL_ERROR`: NOT_FOUND or AMBIGUOUS, the message naming @name
 *
 * Returns: (transfer none): the area, or %NULL
 */
const KwArea *kw_property_find_area (const KwProperty *property, const char *name,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_property_find_bank:
 * @property: made by kw_property_new()
 * @name: its name; upper and lower case are one where that leaves no doubt
 * @error: a `KW_MODEL_ERROR`: NOT_FOUND or AMBIGUOUS, the message naming @name
 *
 * Returns: (transfer none): the bank, or %NULL
 */
const KwBank *kw_property_find_bank (const KwProperty *property, const char *name,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_property_dup_door_label:
 * @property: made by kw_property_new()
 * @door: building and number
 *
 * Returns: (transfer full): the door's name, as BUILDING/NAME where the name alone is not unique;
 *   "#305" if the property has no such door any more
 */
char *kw_property_dup_door_label (const KwProperty *property, KwDoorRef door);

/**
 * kw_property_list_door_labels:
 * @property: made by kw_property_new()
 *
 * What kw_property_dup_door_label() says of each door, in one walk: that one looks through all of
 * them each time.
 *
 * Returns: (transfer full) (array zero-terminated=1): in the order of its doors
 */
char **kw_property_list_door_labels (const KwProperty *property);

/**
 * kw_bank_find_landing:
 * @bank: of a property made by kw_property_new()
 * @name: the landing's name; upper and lower case are one where that leaves no doubt
 * @error: a `KW_MODEL_ERROR`: NOT_FOUND or AMBIGUOUS, the message naming @name
 *
 * Returns: (transfer none): the landing, or %NULL
 */
const KwLanding *kw_bank_find_landing (const KwBank *bank, const char *name,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_bank_get_landing:
 * @bank: of a property made by kw_property_new()
 * @number: 0..63
 *
 * Returns: (transfer none) (nullable): the landing
 */
const KwLanding *kw_bank_get_landing (const KwBank *bank, guint number);

/**
 * kw_bank_get_landing_of_floor:
 * @bank: of a property made by kw_property_new()
 * @building: number of a building
 * @floor: number of a floor in it
 *
 * Returns: (transfer none) (nullable): the lowest landing that leads to that floor
 */
const KwLanding *kw_bank_get_landing_of_floor (const KwBank *bank, guint building, guint floor);

/**
 * kw_bank_get_mask:
 * @bank: of a property made by kw_property_new()
 *
 * Returns: bit n = the bank has landing n
 */
guint64 kw_bank_get_mask (const KwBank *bank);

/**
 * kw_bank_get_lock_landings:
 * @bank: of a property made by kw_property_new()
 *
 * Returns: how many landings the elevator's reader must know: highest number + 1
 */
guint kw_bank_get_lock_landings (const KwBank *bank);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwProperty, kw_property_unref)

G_END_DECLS
