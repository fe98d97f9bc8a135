/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-practice-private.h"

struct _KwPracticeCard
{
  GObject parent_instance;

  char *name;
  KwPracticeMedium medium;
  char *uid;
  gboolean is_on_encoder;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_MEDIUM,
  PROP_UID,
  PROP_IS_ON_ENCODER,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_TYPE (KwPracticeCard, kw_practice_card, G_TYPE_OBJECT)

static void
kw_practice_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  KwPracticeCard *self = KW_PRACTICE_CARD (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_MEDIUM:
      g_value_set_uint (value, self->medium);
      break;
    case PROP_UID:
      g_value_set_string (value, self->uid);
      break;
    case PROP_IS_ON_ENCODER:
      g_value_set_boolean (value, self->is_on_encoder);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
kw_practice_card_finalize (GObject *object)
{
  KwPracticeCard *self = KW_PRACTICE_CARD (object);

  g_free (self->name);
  g_free (self->uid);
  G_OBJECT_CLASS (kw_practice_card_parent_class)->finalize (object);
}

static void
kw_practice_card_class_init (KwPracticeCardClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->get_property = kw_practice_card_get_property;
  G_OBJECT_CLASS (klass)->finalize = kw_practice_card_finalize;
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  props[PROP_MEDIUM] = g_param_spec_uint ("medium", NULL, NULL, 0, KW_PRACTICE_MEDIUM_N - 1, 0,
                                          flags);
  props[PROP_UID] = g_param_spec_string ("uid", NULL, NULL, NULL, flags);
  props[PROP_IS_ON_ENCODER] = g_param_spec_boolean ("is-on-encoder", NULL, NULL, FALSE,
                                                    flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
kw_practice_card_init (KwPracticeCard *self)
{
}

KwPracticeCard *
kw_practice_card_new (const char *name, KwPracticeMedium medium, const char *uid,
                      gboolean is_on_encoder)
{
  KwPracticeCard *self = g_object_new (KW_TYPE_PRACTICE_CARD, NULL);

  self->name = g_strdup (name);
  self->medium = medium;
  self->uid = g_strdup (uid);
  self->is_on_encoder = is_on_encoder;
  return self;
}

void
kw_practice_card_set_on_encoder (KwPracticeCard *self, gboolean is_on_encoder)
{
  if (self->is_on_encoder == is_on_encoder)
    return;
  self->is_on_encoder = is_on_encoder;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_ON_ENCODER]);
}

const char *
kw_practice_card_get_name (KwPracticeCard *self)
{
  return self->name;
}

KwPracticeMedium
kw_practice_card_get_medium (KwPracticeCard *self)
{
  return self->medium;
}

const char *
kw_practice_card_get_uid (KwPracticeCard *self)
{
  return self->uid;
}

gboolean
kw_practice_card_is_on_encoder (KwPracticeCard *self)
{
  return self->is_on_encoder;
}
