/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-paged-list.h"

#include "kw-desk-paged-list-private.h"

typedef struct
{
  KwDeskPager *pager;
} KwDeskPagedListPrivate;

static void kw_desk_paged_list_init_model (GListModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (KwDeskPagedList, kw_desk_paged_list, G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (KwDeskPagedList)
                                      G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                             kw_desk_paged_list_init_model))

enum
{
  PROP_N_ITEMS = 1,
  PROP_IS_LOADING,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static KwDeskPager *
get_pager (gpointer list)
{
  KwDeskPagedListPrivate *priv = kw_desk_paged_list_get_instance_private (
      KW_DESK_PAGED_LIST (list));

  return priv->pager;
}

static GType
kw_desk_paged_list_get_item_type (GListModel *model)
{
  return KW_DESK_PAGED_LIST_GET_CLASS (model)->item_type;
}

static guint
kw_desk_paged_list_get_n_items (GListModel *model)
{
  return kw_desk_pager_get_n_items (get_pager (model));
}

static gpointer
kw_desk_paged_list_get_item (GListModel *model, guint position)
{
  return kw_desk_pager_get_item (get_pager (model), position);
}

static void
kw_desk_paged_list_init_model (GListModelInterface *iface)
{
  iface->get_item_type = kw_desk_paged_list_get_item_type;
  iface->get_n_items = kw_desk_paged_list_get_n_items;
  iface->get_item = kw_desk_paged_list_get_item;
}

static void
kw_desk_paged_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_N_ITEMS:
      g_value_set_uint (value, kw_desk_pager_get_n_items (get_pager (object)));
      break;
    case PROP_IS_LOADING:
      g_value_set_boolean (value, kw_desk_pager_is_loading (get_pager (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kw_desk_paged_list_dispose (GObject *object)
{
  KwDeskPagedListPrivate *priv = kw_desk_paged_list_get_instance_private (
      KW_DESK_PAGED_LIST (object));

  if (priv->pager != NULL)
    g_signal_handlers_disconnect_by_data (kw_desk_pager_get_desk (priv->pager), object);
  g_clear_pointer (&priv->pager, kw_desk_pager_free);
  G_OBJECT_CLASS (kw_desk_paged_list_parent_class)->dispose (object);
}

static void
kw_desk_paged_list_class_init (KwDeskPagedListClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->get_property = kw_desk_paged_list_get_property;
  G_OBJECT_CLASS (klass)->dispose = kw_desk_paged_list_dispose;

  props[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_IS_LOADING] = g_param_spec_boolean ("is-loading", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
kw_desk_paged_list_init (KwDeskPagedList *self)
{
}

KwDeskPager *
kw_desk_paged_list_start (KwDeskPagedList *self, const KwDeskPagerClass *klass, KwDesk *desk)
{
  KwDeskPagedListPrivate *priv = kw_desk_paged_list_get_instance_private (self);

  g_assert (priv->pager == NULL);
  priv->pager = kw_desk_pager_new (klass, desk, G_LIST_MODEL (self));
  return priv->pager;
}
