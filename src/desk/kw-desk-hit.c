/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-hit-private.h"

struct _KwDeskHit
{
  GObject parent_instance;

  KwDeskHitKind kind;
  char *title;
  char *place;
  KwDoorRef door;
  KwStay *stay;
  char *card_label;
  KwCredential *credential;
};

G_DEFINE_FINAL_TYPE (KwDeskHit, kw_desk_hit, G_TYPE_OBJECT)

enum
{
  PROP_KIND = 1,
  PROP_TITLE,
  PROP_PLACE,
  PROP_CARD_LABEL,
  PROP_STAY_ID,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
kw_desk_hit_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KwDeskHit *self = KW_DESK_HIT (object);

  switch (id)
    {
    case PROP_KIND:
      g_value_set_int (value, (int)self->kind);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_PLACE:
      g_value_set_string (value, self->place);
      break;
    case PROP_CARD_LABEL:
      g_value_set_string (value, self->card_label);
      break;
    case PROP_STAY_ID:
      g_value_set_int64 (value, self->stay != NULL ? self->stay->id : 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kw_desk_hit_finalize (GObject *object)
{
  KwDeskHit *self = KW_DESK_HIT (object);

  g_free (self->title);
  g_free (self->place);
  g_free (self->card_label);
  g_clear_pointer (&self->stay, kw_stay_unref);
  g_clear_pointer (&self->credential, kw_credential_unref);
  G_OBJECT_CLASS (kw_desk_hit_parent_class)->finalize (object);
}

static void
kw_desk_hit_class_init (KwDeskHitClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->get_property = kw_desk_hit_get_property;
  G_OBJECT_CLASS (klass)->finalize = kw_desk_hit_finalize;

  props[PROP_KIND] = g_param_spec_int ("kind", NULL, NULL, 0, KW_DESK_HIT_KIND_N - 1, 0, flags);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  props[PROP_PLACE] = g_param_spec_string ("place", NULL, NULL, "", flags);
  props[PROP_CARD_LABEL] = g_param_spec_string ("card-label", NULL, NULL, NULL, flags);
  props[PROP_STAY_ID] = g_param_spec_int64 ("stay-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
kw_desk_hit_init (KwDeskHit *self)
{
}

KwDeskHit *
kw_desk_hit_new (const KwDeskHitParts *parts)
{
  KwDeskHit *self = g_object_new (KW_TYPE_DESK_HIT, NULL);

  self->kind = parts->kind;
  self->title = g_strdup (parts->title);
  self->place = g_strdup (parts->place);
  self->door = parts->door;
  self->stay = parts->stay != NULL ? kw_stay_ref (parts->stay) : NULL;
  self->card_label = parts->card != NULL ? kw_card_dup_label (parts->card) : NULL;
  self->credential = parts->credential != NULL ? kw_credential_ref (parts->credential) : NULL;
  return self;
}

KwDeskHitKind
kw_desk_hit_get_kind (KwDeskHit *self)
{
  g_return_val_if_fail (KW_IS_DESK_HIT (self), KW_DESK_HIT_KIND_ROOM);
  return self->kind;
}

const char *
kw_desk_hit_get_title (KwDeskHit *self)
{
  g_return_val_if_fail (KW_IS_DESK_HIT (self), NULL);
  return self->title;
}

const char *
kw_desk_hit_get_place (KwDeskHit *self)
{
  g_return_val_if_fail (KW_IS_DESK_HIT (self), NULL);
  return self->place;
}

KwDoorRef
kw_desk_hit_get_door (KwDeskHit *self)
{
  g_return_val_if_fail (KW_IS_DESK_HIT (self), (KwDoorRef){ 0 });
  return self->door;
}

const KwStay *
kw_desk_hit_get_stay (KwDeskHit *self)
{
  g_return_val_if_fail (KW_IS_DESK_HIT (self), NULL);
  return self->stay;
}

const char *
kw_desk_hit_get_card_label (KwDeskHit *self)
{
  g_return_val_if_fail (KW_IS_DESK_HIT (self), NULL);
  return self->card_label;
}

const KwCredential *
kw_desk_hit_get_credential (KwDeskHit *self)
{
  g_return_val_if_fail (KW_IS_DESK_HIT (self), NULL);
  return self->credential;
}
