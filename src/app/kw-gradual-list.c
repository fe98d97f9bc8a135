/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-gradual-list.h"

/* Of a frame of 16 ms this much may go into new rows, told a few at a time. */
#define SLICE_US 4000
#define N_STEP 4

/* More than a window shows of a list that changes at every letter; and told before there is a view
 * whose time could be measured. */
#define N_FIRST 16

struct _KwGradualList
{
  GObject parent_instance;

  GListModel *source;
  guint n_made;
  guint pause_ms;
  guint n_shown; /* the first ones of the source */
  guint growth;  /* source id; 0 = everything is shown */
};

static void kw_gradual_list_init_model (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KwGradualList, kw_gradual_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      kw_gradual_list_init_model))

static GType
get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (KW_GRADUAL_LIST (model)->source);
}

static guint
get_n_items (GListModel *model)
{
  return KW_GRADUAL_LIST (model)->n_shown;
}

static gpointer
get_item (GListModel *model, guint position)
{
  KwGradualList *self = KW_GRADUAL_LIST (model);

  return position < self->n_shown ? g_list_model_get_item (self->source, position) : NULL;
}

static void
kw_gradual_list_init_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static guint
count_hidden (KwGradualList *self)
{
  return g_list_model_get_n_items (self->source) - self->n_shown;
}

static void
show_more (KwGradualList *self, guint n_wanted)
{
  const gint64 end_mono_us = g_get_monotonic_time () + SLICE_US;

  while (count_hidden (self) > 0 && self->n_shown < n_wanted)
    {
      const guint position = self->n_shown;
      const guint n = position + N_STEP >= self->n_made ? count_hidden (self)
                                                        : MIN (N_STEP, count_hidden (self));

      self->n_shown += n;
      g_list_model_items_changed (G_LIST_MODEL (self), position, 0, n);
      if (g_get_monotonic_time () >= end_mono_us)
        break;
    }
}

static gboolean
on_idle_cb (gpointer data)
{
  KwGradualList *self = data;

  show_more (self, G_MAXUINT);
  if (count_hidden (self) > 0)
    return G_SOURCE_CONTINUE;
  self->growth = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
on_pause_over_cb (gpointer data)
{
  KwGradualList *self = data;

  self->growth = g_idle_add (on_idle_cb, self);
  return G_SOURCE_REMOVE;
}

static void
grow_later (KwGradualList *self)
{
  if (self->pause_ms > 0)
    g_clear_handle_id (&self->growth, g_source_remove); /* the pause begins anew */
  if (self->growth == 0 && count_hidden (self) > 0)
    self->growth = self->pause_ms > 0 ? g_timeout_add (self->pause_ms, on_pause_over_cb, self)
                                      : g_idle_add (on_idle_cb, self);
}

/* Of a list that is filled some are told now, the rest when those were painted. */
static void
on_items_changed_cb (KwGradualList *self, guint position, guint n_removed, guint n_added,
                     GListModel *source)
{
  const guint n_gone = position < self->n_shown ? MIN (n_removed, self->n_shown - position) : 0;
  const gboolean is_refilled = n_gone == self->n_shown && n_added > N_STEP;
  const guint n_come = position < self->n_shown && !is_refilled ? n_added : 0;

  if (n_gone > 0 || n_come > 0)
    {
      self->n_shown += n_come - n_gone;
      g_list_model_items_changed (G_LIST_MODEL (self), position, n_gone, n_come);
    }
  if (self->pause_ms > 0)
    show_more (self, N_FIRST);
  else if (self->growth == 0)
    show_more (self, G_MAXUINT);
  grow_later (self);
}

static void
kw_gradual_list_dispose (GObject *object)
{
  KwGradualList *self = KW_GRADUAL_LIST (object);

  g_clear_handle_id (&self->growth, g_source_remove);
  self->n_shown = 0;
  G_OBJECT_CLASS (kw_gradual_list_parent_class)->dispose (object);
}

static void
kw_gradual_list_finalize (GObject *object)
{
  g_clear_object (&KW_GRADUAL_LIST (object)->source);
  G_OBJECT_CLASS (kw_gradual_list_parent_class)->finalize (object);
}

static void
kw_gradual_list_class_init (KwGradualListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kw_gradual_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = kw_gradual_list_finalize;
}

static void
kw_gradual_list_init (KwGradualList *self)
{
}

KwGradualList *
kw_gradual_list_new (GListModel *source, guint n_made)
{
  KwGradualList *self = g_object_new (KW_TYPE_GRADUAL_LIST, NULL);

  self->source = g_object_ref (source);
  self->n_made = n_made;
  g_signal_connect_object (source, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->n_shown = MIN (N_FIRST, g_list_model_get_n_items (source));
  grow_later (self);
  return self;
}

void
kw_gradual_list_set_pause_ms (KwGradualList *self, guint pause_ms)
{
  self->pause_ms = pause_ms;
  g_clear_handle_id (&self->growth, g_source_remove);
  grow_later (self);
}
