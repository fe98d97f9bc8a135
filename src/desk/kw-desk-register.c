/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-register.h"

#include "kw-error.h"
#include "kw-local-time.h"
#include "kw-store-property.h"

KW_DEFINE_THROW (KwStoreError, KW_STORE_ERROR)

#define POLL_S 1
#define TICK_S 60
#define MINUTES_OF_DAY (24 * 60)

/* Anything of the register may be different. */
static void
tell (KwDesk *self)
{
  g_autoptr (KwDesk) guard = g_object_ref (self);

  g_signal_emit_by_name (self, "register-changed");
}

/* Takes note of what is there, so that it is not told again. FALSE if the register cannot be looked
 * at: the next time may work. */
static gboolean
has_changed (KwDesk *self)
{
  g_autoptr (GError) error = NULL;
  gboolean is_changed = FALSE;

  if (!kw_store_look_for_changes (self->store, &is_changed, &error))
    {
      g_debug ("looking for changes: %s", error->message);
      return FALSE;
    }
  return is_changed;
}

static gboolean
on_told_cb (gpointer data)
{
  KwDesk *self = data;

  g_clear_pointer (&self->register_told, g_source_unref);
  if (self->register_poll != NULL)
    (void)has_changed (self);
  tell (self);
  return G_SOURCE_REMOVE;
}

/* The desk may have been opened on another thread than the one that it lives on. */
static void
attach (KwDesk *self, GSource *source, GSourceFunc func)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  g_source_set_callback (source, func, self, NULL);
  g_source_attach (source, context);
}

/* Several commits of one act are told once, after it. */
static void
on_committed_cb (KwStore *store, KwDesk *self)
{
  if (self->register_told != NULL)
    return;
  self->register_told = g_idle_source_new ();
  g_source_set_priority (self->register_told, G_PRIORITY_DEFAULT);
  attach (self, self->register_told, on_told_cb);
}

/* The property that another program has imported */

typedef struct
{
  KwDesk *desk;
  KwDeskContext context;
} Refresh;

static void
refresh_free (Refresh *refresh)
{
  kw_desk_context_clear (&refresh->context);
  g_object_unref (refresh->desk);
  g_free (refresh);
}

static gboolean
load_property (KwStore *store, gpointer data, GError **error)
{
  Refresh *refresh = data;

  return kw_desk_context_refresh (store, &refresh->context, error);
}

/* An import of our own has been taken over by now: it was committed before this read. */
static void
on_property_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Refresh *refresh = user_data;
  KwDesk *self = refresh->desk;
  g_autoptr (GError) error = NULL;

  if (!kw_store_run_finish (KW_STORE (source), result, &error))
    g_debug ("looking at the property: %s", error->message); /* the next job tells */
  else if (refresh->context.property_version > self->property_version)
    {
      kw_desk_take_property (self, &refresh->context);
      g_signal_emit_by_name (self, "property-replaced");
    }
  refresh_free (refresh);
}

static gboolean
load_version (KwStore *store, gpointer out_version, GError **error)
{
  return kw_store_property_load_version (store, out_version, error);
}

static void
refresh_property (KwDesk *self)
{
  g_autoptr (GError) error = NULL;
  guint64 version = 0;
  Refresh *refresh = NULL;

  if (!kw_desk_register_look (self, load_version, &version, &error) ||
      version <= self->property_version)
    return;
  refresh = g_new0 (Refresh, 1);
  refresh->desk = g_object_ref (self);
  kw_desk_context_init (&refresh->context, self);
  kw_store_read_async (self->store, load_property, refresh, NULL, NULL, on_property_loaded_cb,
                       refresh);
}

static gboolean
on_poll_cb (gpointer data)
{
  KwDesk *self = data;
  const gint64 tick = kw_desk_get_now_unix_s (self) / TICK_S;
  const gboolean is_due = tick != self->register_tick;
  const gboolean is_changed = has_changed (self);

  self->register_tick = tick;
  if (is_changed)
    refresh_property (self);
  if (is_changed || is_due)
    tell (self);
  return G_SOURCE_CONTINUE;
}

void
kw_desk_register_start (KwDesk *self)
{
  g_signal_connect (self->store, "committed", G_CALLBACK (on_committed_cb), self);
}

void
kw_desk_register_follow (KwDesk *self)
{
  if (self->register_poll != NULL || !kw_desk_register_is_open (self))
    return;
  (void)has_changed (self);
  self->register_tick = kw_desk_get_now_unix_s (self) / TICK_S;
  self->register_poll = g_timeout_source_new_seconds (POLL_S);
  attach (self, self->register_poll, on_poll_cb);
}

static void
drop_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

void
kw_desk_register_stop (KwDesk *self)
{
  drop_source (&self->register_poll);
  drop_source (&self->register_told);
  if (self->store != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->store, self);
      kw_store_close_reader (self->store);
    }
  g_clear_pointer (&self->door_labels, g_hash_table_unref);
  g_clear_pointer (&self->door_labels_of, kw_property_unref);
}

gboolean
kw_desk_register_is_open (KwDesk *self)
{
  return self->store != NULL && !self->is_closing;
}

gboolean
kw_desk_register_look (KwDesk *self, KwStoreFunc func, gpointer data, GError **error)
{
  if (!kw_desk_register_is_open (self))
    return throw (error, KW_STORE_ERROR_CLOSED, "register: it is closed");
  return kw_store_look (self->store, func, data, error);
}

gint64
kw_desk_register_get_day_end_unix_s (const KwProperty *property, gint64 now_unix_s)
{
  GDate day;

  kw_local_time_get_day (property, now_unix_s, &day);
  return kw_local_time_to_unix_s (property, &day, MINUTES_OF_DAY);
}

static void
make_door_labels (KwDesk *self)
{
  const KwProperty *property = self->property;
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  g_clear_pointer (&self->door_labels, g_hash_table_unref);
  g_clear_pointer (&self->door_labels_of, kw_property_unref);
  self->door_labels = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  if (property == NULL)
    return;

  self->door_labels_of = kw_property_ref (property);
  for (guint i = 0; i < property->n_doors; i++)
    {
      gpointer name = (gpointer)property->doors[i].name;
      const guint n_same = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));

      g_hash_table_insert (counts, name, GUINT_TO_POINTER (n_same + 1));
    }
  for (guint i = 0; i < property->n_doors; i++)
    {
      const KwDoor *door = &property->doors[i];
      const guint n_same = GPOINTER_TO_UINT (g_hash_table_lookup (counts, door->name));
      const char *building = kw_property_get_building (property, door->building)->name;

      g_hash_table_insert (
          self->door_labels, GUINT_TO_POINTER (door->building << 16 | door->number),
          n_same == 1 ? g_strdup (door->name) : g_strconcat (building, "/", door->name, NULL));
    }
}

const char *
kw_desk_register_get_door_label (KwDesk *self, KwDoorRef door)
{
  const gpointer key = GUINT_TO_POINTER (door.building << 16 | door.door);
  char *label = NULL;

  if (self->door_labels == NULL || self->door_labels_of != self->property)
    make_door_labels (self);
  label = g_hash_table_lookup (self->door_labels, key);
  if (label == NULL)
    {
      label = g_strdup_printf ("#%u", door.door);
      g_hash_table_insert (self->door_labels, key, label);
    }
  return label;
}
