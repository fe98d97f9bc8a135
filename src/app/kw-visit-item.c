/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-visit-item.h"

struct _KwVisitItem
{
  GObject parent_instance;

  KwDeskVisit *visit;
};

enum
{
  PROP_VISIT = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KwVisitItem, kw_visit_item, G_TYPE_OBJECT)

static void
kw_visit_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_VISIT)
    g_value_set_boxed (value, KW_VISIT_ITEM (object)->visit);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
kw_visit_item_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_VISIT)
    kw_visit_item_set_visit (KW_VISIT_ITEM (object), g_value_get_boxed (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
kw_visit_item_finalize (GObject *object)
{
  kw_desk_visit_unref (KW_VISIT_ITEM (object)->visit);
  G_OBJECT_CLASS (kw_visit_item_parent_class)->finalize (object);
}

static void
kw_visit_item_class_init (KwVisitItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kw_visit_item_get_property;
  object_class->set_property = kw_visit_item_set_property;
  object_class->finalize = kw_visit_item_finalize;
  properties[PROP_VISIT] = g_param_spec_boxed ("visit", NULL, NULL, KW_TYPE_DESK_VISIT,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                   G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kw_visit_item_init (KwVisitItem *self)
{
}

KwVisitItem *
kw_visit_item_new (KwDeskVisit *visit)
{
  return g_object_new (KW_TYPE_VISIT_ITEM, "visit", visit, NULL);
}

KwDeskVisit *
kw_visit_item_get_visit (KwVisitItem *self)
{
  return self->visit;
}

void
kw_visit_item_set_visit (KwVisitItem *self, KwDeskVisit *visit)
{
  kw_desk_visit_ref (visit);
  g_clear_pointer (&self->visit, kw_desk_visit_unref);
  self->visit = visit;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VISIT]);
}
