/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-steady-list.h"

struct _KwSlot
{
  GObject parent_instance;

  KwSteadyList *list; /* NULL when the list forgot it */
  GObject *item;
  guint64 key;
  guint position;
};

struct _KwSteadyList
{
  GObject parent_instance;

  GListModel *source;
  KwSteadyListKey get_key;
  GHashTable *slots; /* by position; those that somebody holds */
};

enum
{
  PROP_ITEM = 1,
  PROP_N
};

static GParamSpec *properties[PROP_N];

static void kw_steady_list_init_model (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (KwSlot, kw_slot, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (KwSteadyList, kw_steady_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, kw_steady_list_init_model))

/* Slot */

static void
kw_slot_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_ITEM)
    g_value_set_object (value, KW_SLOT (object)->item);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
kw_slot_finalize (GObject *object)
{
  KwSlot *self = KW_SLOT (object);

  if (self->list != NULL)
    g_hash_table_remove (self->list->slots, GUINT_TO_POINTER (self->position));
  g_clear_object (&self->item);
  G_OBJECT_CLASS (kw_slot_parent_class)->finalize (object);
}

static void
kw_slot_class_init (KwSlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kw_slot_get_property;
  object_class->finalize = kw_slot_finalize;
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, G_TYPE_OBJECT,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, PROP_N, properties);
}

static void
kw_slot_init (KwSlot *self)
{
}

gpointer
kw_slot_get_item (KwSlot *self)
{
  return self->item;
}

/* List */

static GType
get_item_type (GListModel *model)
{
  return KW_TYPE_SLOT;
}

static guint
get_n_items (GListModel *model)
{
  KwSteadyList *self = KW_STEADY_LIST (model);

  return self->source == NULL ? 0 : g_list_model_get_n_items (self->source);
}

static gpointer
get_item (GListModel *model, guint position)
{
  KwSteadyList *self = KW_STEADY_LIST (model);
  KwSlot *slot = g_hash_table_lookup (self->slots, GUINT_TO_POINTER (position));
  g_autoptr (GObject) item = NULL;

  if (slot != NULL)
    return g_object_ref (slot);
  item = g_list_model_get_item (self->source, position);
  if (item == NULL)
    return NULL;
  slot = g_object_new (KW_TYPE_SLOT, NULL);
  slot->list = self;
  slot->key = self->get_key (item);
  slot->item = g_steal_pointer (&item);
  slot->position = position;
  g_hash_table_insert (self->slots, GUINT_TO_POINTER (position), slot);
  return slot;
}

static void
kw_steady_list_init_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* Slots of @position on: those that are gone are forgotten, those behind move. */
static void
shift_slots (KwSteadyList *self, guint position, guint n_removed, guint n_added)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&self->slots);
  GHashTableIter iter;
  gpointer value;

  self->slots = g_hash_table_new (NULL, NULL);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      KwSlot *slot = value;

      if (slot->position >= position && slot->position - position < n_removed)
        {
          slot->list = NULL;
          continue;
        }
      if (slot->position >= position)
        slot->position += n_added - n_removed;
      g_hash_table_insert (self->slots, GUINT_TO_POINTER (slot->position), slot);
    }
}

static int
compare_slots (gconstpointer a, gconstpointer b)
{
  const KwSlot *x = *(KwSlot *const *)a;
  const KwSlot *y = *(KwSlot *const *)b;

  return x->position < y->position ? -1 : x->position > y->position;
}

/* (transfer container): the slots in that range, held, in order. */
static GPtrArray *
list_slots (KwSteadyList *self, guint position, guint n)
{
  GPtrArray *slots = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      KwSlot *slot = value;

      if (slot->position >= position && slot->position - position < n)
        g_ptr_array_add (slots, g_object_ref (slot));
    }
  g_ptr_array_sort (slots, compare_slots);
  return slots;
}

/* As many rows as before: whoever is still about the same thing takes the newer row, and views are
 * told only of those that are about another one. A place that nobody holds is asked for again. */
static void
renew_slots (KwSteadyList *self, guint position, guint n)
{
  g_autoptr (GPtrArray) slots = list_slots (self, position, n);

  for (guint i = 0; i < slots->len; i++)
    {
      KwSlot *slot = slots->pdata[i];
      g_autoptr (GObject) item = NULL;

      if (slot->list != self) /* somebody changed the list while it was told of */
        continue;
      item = g_list_model_get_item (self->source, slot->position);
      if (item != NULL && self->get_key (item) == slot->key)
        {
          if (g_set_object (&slot->item, item))
            g_object_notify_by_pspec (G_OBJECT (slot), properties[PROP_ITEM]);
          continue;
        }
      shift_slots (self, slot->position, 1, 1);
      g_list_model_items_changed (G_LIST_MODEL (self), slot->position, 1, 1);
    }
}

static void
on_items_changed_cb (KwSteadyList *self, guint position, guint n_removed, guint n_added,
                     GListModel *source)
{
  if (n_removed == n_added)
    {
      renew_slots (self, position, n_added);
      return;
    }
  shift_slots (self, position, n_removed, n_added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

static void
kw_steady_list_dispose (GObject *object)
{
  KwSteadyList *self = KW_STEADY_LIST (object);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    KW_SLOT (value)->list = NULL;
  g_hash_table_remove_all (self->slots);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (kw_steady_list_parent_class)->dispose (object);
}

static void
kw_steady_list_finalize (GObject *object)
{
  g_hash_table_unref (KW_STEADY_LIST (object)->slots);
  G_OBJECT_CLASS (kw_steady_list_parent_class)->finalize (object);
}

static void
kw_steady_list_class_init (KwSteadyListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kw_steady_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = kw_steady_list_finalize;
}

static void
kw_steady_list_init (KwSteadyList *self)
{
  self->slots = g_hash_table_new (NULL, NULL);
}

KwSteadyList *
kw_steady_list_new (GListModel *source, KwSteadyListKey get_key)
{
  KwSteadyList *self = g_object_new (KW_TYPE_STEADY_LIST, NULL);

  self->source = g_object_ref (source);
  self->get_key = get_key;
  g_signal_connect_object (source, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
kw_steady_list_tell_again (KwSteadyList *self)
{
  g_autoptr (GPtrArray) slots = list_slots (self, 0, G_MAXUINT);

  for (guint i = 0; i < slots->len; i++)
    g_object_notify_by_pspec (slots->pdata[i], properties[PROP_ITEM]);
}
