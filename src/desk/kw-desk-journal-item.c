/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-journal-item-private.h"

struct _KwDeskJournalItem
{
  GObject parent_instance;

  KwStoreJournalPageRow *row; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (KwDeskJournalItem, kw_desk_journal_item, G_TYPE_OBJECT)

enum
{
  PROP_NUMBER = 1,
  PROP_AT_UNIX_S,
  PROP_OPERATOR_NAME,
  PROP_EVENT,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
kw_desk_journal_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  const KwJournalEntry *entry = kw_desk_journal_item_get_entry (KW_DESK_JOURNAL_ITEM (object));

  if (entry == NULL)
    g_param_value_set_default (pspec, value);
  else if (id == PROP_NUMBER)
    g_value_set_uint64 (value, entry->number);
  else if (id == PROP_AT_UNIX_S)
    g_value_set_int64 (value, entry->at_unix_s);
  else if (id == PROP_OPERATOR_NAME)
    g_value_set_string (value, entry->operator_name);
  else if (id == PROP_EVENT)
    g_value_set_int (value, (int)entry->event);
}

static void
kw_desk_journal_item_finalize (GObject *object)
{
  kw_store_journal_page_row_free (KW_DESK_JOURNAL_ITEM (object)->row);
  G_OBJECT_CLASS (kw_desk_journal_item_parent_class)->finalize (object);
}

static void
kw_desk_journal_item_class_init (KwDeskJournalItemClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->get_property = kw_desk_journal_item_get_property;
  G_OBJECT_CLASS (klass)->finalize = kw_desk_journal_item_finalize;

  props[PROP_NUMBER] = g_param_spec_uint64 ("number", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  props[PROP_AT_UNIX_S] = g_param_spec_int64 ("at-unix-s", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_OPERATOR_NAME] = g_param_spec_string ("operator-name", NULL, NULL, "", flags);
  props[PROP_EVENT] = g_param_spec_int ("event", NULL, NULL, 0, KW_JOURNAL_EVENT_N - 1, 0, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
kw_desk_journal_item_init (KwDeskJournalItem *self)
{
}

KwDeskJournalItem *
kw_desk_journal_item_new (KwStoreJournalPageRow *row)
{
  KwDeskJournalItem *self = g_object_new (KW_TYPE_DESK_JOURNAL_ITEM, NULL);

  self->row = row;
  return self;
}

const KwStoreJournalPageRow *
kw_desk_journal_item_get_row (KwDeskJournalItem *self)
{
  return self->row;
}

const KwJournalEntry *
kw_desk_journal_item_get_entry (KwDeskJournalItem *self)
{
  g_return_val_if_fail (KW_IS_DESK_JOURNAL_ITEM (self), NULL);
  return self->row != NULL ? self->row->entry : NULL;
}

const char *
kw_desk_journal_item_get_card_label (KwDeskJournalItem *self)
{
  g_return_val_if_fail (KW_IS_DESK_JOURNAL_ITEM (self), NULL);
  return self->row != NULL ? self->row->card_label : NULL;
}

guint
kw_desk_journal_item_get_n_personal (KwDeskJournalItem *self)
{
  g_return_val_if_fail (KW_IS_DESK_JOURNAL_ITEM (self), 0);
  return self->row != NULL ? self->row->personal->len : 0;
}

const char *
kw_desk_journal_item_get_personal (KwDeskJournalItem *self, guint index)
{
  g_return_val_if_fail (KW_IS_DESK_JOURNAL_ITEM (self), NULL);
  g_return_val_if_fail (index < kw_desk_journal_item_get_n_personal (self), NULL);
  return self->row->personal->pdata[index];
}
