/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-private.h"

#include "kw-blocking.h"
#include "kw-desk-register.h"
#include "kw-desk-watch.h"
#include "kw-error.h"
#include "kw-practice-private.h"
#include "kw-store-number.h"
#include "kw-store-property.h"

/* A station that was not enrolled with a backend is number 1. */
#define STATION_ALONE 1

G_DEFINE_TYPE (KwDesk, kw_desk, G_TYPE_OBJECT)
KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

enum
{
  PROP_PROPERTY = 1,
  PROP_ENCODER_STATE,
  PROP_ENCODER_NAME,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static gboolean
load_station (KwStore *store, KwDesk *self, GError **error)
{
  g_autoptr (GError) missing = NULL;

  if (kw_store_number_load_station (store, &self->station, &missing))
    return TRUE;
  if (!g_error_matches (missing, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&missing));
      return FALSE;
    }

  self->station = STATION_ALONE;
  return self->is_read_only || kw_store_number_put_station (store, self->station, error);
}

/* Nobody else has the desk yet, so the database thread may fill it while this one waits. */
static gboolean
load_start (KwStore *store, gpointer data, GError **error)
{
  KwDesk *self = data;
  g_autoptr (GError) cause = NULL;

  if (!load_station (store, self, error) ||
      !kw_desk_load_vault_scope (store, self->is_read_only, &self->vault_scope, &self->had_keys,
                                 error) ||
      !kw_store_property_load_version (store, &self->property_version, error))
    return FALSE;

  self->property = kw_store_property_load (store, &cause);
  if (self->property != NULL || g_error_matches (cause, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

static gboolean
open_folder (KwDesk *self, GError **error)
{
  g_autofree char *owners_dir = kw_desk_dup_owners_dir (self->data_dir);

  if (!kw_desk_folder_prepare (self->data_dir, &self->is_read_only, error))
    return FALSE;
  return self->is_read_only ||
         kw_desk_owner_take (owners_dir, &self->owner, &self->owner_fd, error);
}

static gboolean
load_register (KwDesk *self, GError **error)
{
  if (self->is_read_only)
    {
      self->store = kw_store_open_to_read (self->data_dir, error);
      return self->store != NULL && kw_store_read (self->store, load_start, self, error);
    }
  self->store = kw_store_open (self->data_dir, error);
  return self->store != NULL && kw_store_run (self->store, load_start, self, error);
}

static gboolean
open_register (KwDesk *self, GError **error)
{
  g_autofree char *owners_dir = kw_desk_dup_owners_dir (self->data_dir);
  GError *cause = NULL;

  if (!load_register (self, &cause))
    {
      if (!self->is_read_only || !g_error_matches (cause, KW_STORE_ERROR, KW_STORE_ERROR_READ_ONLY))
        return kw_desk_throw_cause (self->data_dir, cause, error);
      g_error_free (cause);
      return throw (error, KW_DESK_ERROR_READ_ONLY,
                    "The data folder %s can only be read here, and its register was not closed or "
                    "is of an older version; open it once where it may be written.",
                    self->data_dir);
    }
  if (!self->is_read_only)
    kw_desk_owner_sweep (self->store, owners_dir);
  kw_desk_register_start (self);
  return TRUE;
}

KwDesk *
kw_desk_open (const KwDeskConfig *config, GError **error)
{
  g_autoptr (KwDesk) self = g_object_new (KW_TYPE_DESK, NULL);

  KW_BLOCKING ("the register");
  self->data_dir = g_canonicalize_filename (config->data_dir, NULL);
  self->connstring = g_strdup (config->encoder);
  self->encoder_state = config->encoder != NULL ? KW_DESK_ENCODER_STATE_STARTING
                                                : KW_DESK_ENCODER_STATE_NONE;
  self->worker_path = g_strdup (config->worker_path);
  self->clock = config->clock;
  self->operator_name = g_strdup (config->operator_name);
  self->is_clock_confirmed = config->is_clock_confirmed;

  if (!open_folder (self, error) || !open_register (self, error))
    {
      kw_desk_close (self);
      return NULL;
    }
  self->vault_kind = kw_desk_choose_vault (self->data_dir, self->had_keys,
                                           config->use_secret_service);
  return g_steal_pointer (&self);
}

void
kw_desk_close_encoder (KwDesk *self)
{
  self->is_closing = TRUE;
  kw_desk_register_stop (self);
  if (self->watch != NULL)
    kw_desk_watch_set_active (self->watch, FALSE);
  kw_desk_refuse_turns (self);
  if (self->encoder != NULL)
    {
      kw_desk_unfollow_encoder (self);
      kw_encoder_close (self->encoder);
    }
  if (self->practice != NULL)
    kw_practice_close (self->practice);
  g_clear_object (&self->practice);
}

void
kw_desk_close_register (KwDesk *self)
{
  if (self->store != NULL)
    kw_store_close (self->store);
  if (self->owner != NULL)
    {
      g_autofree char *owners_dir = kw_desk_dup_owners_dir (self->data_dir);

      kw_desk_owner_drop (owners_dir, self->owner, self->owner_fd);
    }
}

void
kw_desk_forget (KwDesk *self)
{
  g_clear_object (&self->encoder);
  g_clear_pointer (&self->keys, kw_card_site_keys_free);
  g_clear_pointer (&self->passphrase, kw_secret_free);
  g_clear_pointer (&self->owner, g_free);
  self->is_closed = TRUE;
}

void
kw_desk_close (KwDesk *self)
{
  KW_BLOCKING ("the register");
  if (self->is_closed)
    return;
  kw_desk_close_encoder (self);
  kw_desk_close_register (self);
  kw_desk_forget (self);
}

const KwProperty *
kw_desk_get_property (KwDesk *self)
{
  return self->property;
}

const KwProperty *
kw_desk_require_property (KwDesk *self, GError **error)
{
  if (self->property == NULL)
    throw (error, KW_DESK_ERROR_NOT_SET_UP,
           "This station does not know the hotel yet; import a property file.");
  return self->property;
}

gboolean
kw_desk_is_read_only (KwDesk *self)
{
  return self->is_read_only;
}

gint64
kw_desk_get_now_unix_s (KwDesk *self)
{
  return kw_clock_get_now_unix_s (self->clock);
}

guint
kw_desk_get_station (KwDesk *self)
{
  return self->station;
}

const char *
kw_desk_get_data_dir (KwDesk *self)
{
  return self->data_dir;
}

void
kw_desk_take_property (KwDesk *self, const KwDeskContext *context)
{
  if (context->property_version <= self->property_version)
    return;

  if (self->property != NULL)
    g_ptr_array_add (self->old_properties, self->property);
  self->property = kw_property_ref (context->property);
  self->property_version = context->property_version;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROPERTY]);
  kw_desk_tell_keys_changed (self);
}

static void
kw_desk_get_property_value (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KwDesk *self = KW_DESK (object);

  switch (id)
    {
    case PROP_PROPERTY:
      g_value_set_boxed (value, self->property);
      break;
    case PROP_ENCODER_STATE:
      g_value_set_enum (value, (int)self->encoder_state);
      break;
    case PROP_ENCODER_NAME:
      g_value_set_string (value, kw_desk_get_encoder_name (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kw_desk_finalize (GObject *object)
{
  KwDesk *self = KW_DESK (object);

  g_warn_if_fail (self->is_closed); /* kw_desk_close() first */
  g_clear_object (&self->store);
  g_clear_error (&self->encoder_problem);
  g_clear_pointer (&self->keys, kw_card_site_keys_free); /* what came after it was closed */
  g_clear_pointer (&self->passphrase, kw_secret_free);
  g_clear_pointer (&self->property, kw_property_unref);
  g_clear_pointer (&self->old_properties, g_ptr_array_unref);
  g_clear_pointer (&self->data_dir, g_free);
  g_clear_pointer (&self->connstring, g_free);
  g_clear_pointer (&self->vault_scope, g_free);
  g_clear_pointer (&self->worker_path, g_free);
  g_clear_pointer (&self->operator_name, g_free);
  G_OBJECT_CLASS (kw_desk_parent_class)->finalize (object);
}

static void
kw_desk_class_init (KwDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kw_desk_get_property_value;
  object_class->finalize = kw_desk_finalize;
  properties[PROP_PROPERTY] = g_param_spec_boxed ("property", NULL, NULL, KW_TYPE_PROPERTY, flags);
  properties[PROP_ENCODER_STATE] = g_param_spec_enum (
      "encoder-state", NULL, NULL, KW_TYPE_DESK_ENCODER_STATE, KW_DESK_ENCODER_STATE_NONE, flags);
  properties[PROP_ENCODER_NAME] = g_param_spec_string ("encoder-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_signal_new ("register-changed", KW_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("keys-changed", KW_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                0);
  g_signal_new ("property-replaced", KW_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
kw_desk_init (KwDesk *self)
{
  self->owner_fd = -1;
  self->old_properties = g_ptr_array_new_with_free_func ((GDestroyNotify)kw_property_unref);
  g_queue_init (&self->turns);
}
