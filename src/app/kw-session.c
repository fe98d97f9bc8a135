/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-session.h"

#include "kw-local-time.h"

struct _KwSession
{
  GObject parent_instance;

  KwDesk *desk;
  KwDeskWatch *watch;
  GSettings *settings;
  char *demo_hotel; /* (nullable) */
  KwSubject *subject;
  GDate today; /* in the hotel; not valid without a property */
  guint n_awaited;
};

struct _KwAwaited
{
  KwSession *session; /* (nullable) weak */
};

enum
{
  PROP_SUBJECT = 1,
  PROP_IS_AWAITING,
  PROP_N
};

static GParamSpec *properties[PROP_N];

enum
{
  DAY_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwSession, kw_session, G_TYPE_OBJECT)

/* The register says so every minute too. */
static void
on_register_changed_cb (KwSession *self)
{
  const KwProperty *property = kw_desk_get_property (self->desk);
  const GDate before = self->today;

  if (property == NULL)
    return;
  kw_local_time_get_day (property, kw_desk_get_now_unix_s (self->desk), &self->today);
  if (g_date_valid (&before) && g_date_compare (&before, &self->today) != 0)
    g_signal_emit (self, signals[DAY_CHANGED], 0);
}

static void
kw_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  KwSession *self = KW_SESSION (object);

  if (id == PROP_SUBJECT)
    g_value_set_boxed (value, self->subject);
  else if (id == PROP_IS_AWAITING)
    g_value_set_boolean (value, kw_session_is_awaiting (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
kw_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_SUBJECT)
    kw_session_set_subject (KW_SESSION (object), g_value_get_boxed (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
kw_session_dispose (GObject *object)
{
  KwSession *self = KW_SESSION (object);

  if (self->watch != NULL)
    kw_desk_watch_set_active (self->watch, FALSE);
  g_clear_object (&self->watch);
  G_OBJECT_CLASS (kw_session_parent_class)->dispose (object);
}

static void
kw_session_finalize (GObject *object)
{
  KwSession *self = KW_SESSION (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->demo_hotel, g_free);
  g_clear_pointer (&self->subject, kw_subject_free);
  G_OBJECT_CLASS (kw_session_parent_class)->finalize (object);
}

static void
kw_session_class_init (KwSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kw_session_get_property;
  object_class->set_property = kw_session_set_property;
  object_class->dispose = kw_session_dispose;
  object_class->finalize = kw_session_finalize;

  properties[PROP_SUBJECT] = g_param_spec_boxed ("subject", NULL, NULL, KW_TYPE_SUBJECT,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                     G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_AWAITING] = g_param_spec_boolean ("is-awaiting", NULL, NULL, FALSE,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, PROP_N, properties);
  signals[DAY_CHANGED] = g_signal_new ("day-changed", KW_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
kw_session_init (KwSession *self)
{
  self->subject = g_new0 (KwSubject, 1);
  g_date_clear (&self->today, 1);
}

KwSession *
kw_session_new (KwDesk *desk, GSettings *settings)
{
  KwSession *self = g_object_new (KW_TYPE_SESSION, NULL);

  self->desk = g_object_ref (desk);
  self->settings = g_object_ref (settings);
  self->watch = kw_desk_watch_new (desk);
  kw_desk_watch_set_active (self->watch, TRUE);
  g_signal_connect_object (desk, "register-changed", G_CALLBACK (on_register_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_register_changed_cb (self);
  return self;
}

KwDesk *
kw_session_get_desk (KwSession *self)
{
  return self->desk;
}

KwDeskWatch *
kw_session_get_watch (KwSession *self)
{
  return self->watch;
}

GSettings *
kw_session_get_settings (KwSession *self)
{
  return self->settings;
}

void
kw_session_set_demo_hotel (KwSession *self, const char *path)
{
  g_free (self->demo_hotel);
  self->demo_hotel = g_strdup (path);
}

const char *
kw_session_get_demo_hotel (KwSession *self)
{
  return self->demo_hotel;
}

const KwSubject *
kw_session_get_subject (KwSession *self)
{
  return self->subject;
}

void
kw_session_set_subject (KwSession *self, const KwSubject *subject)
{
  const KwSubject nothing = { 0 };
  const KwSubject *wanted = subject != NULL ? subject : &nothing;

  if (kw_subject_equal (self->subject, wanted))
    return;
  kw_subject_free (self->subject);
  self->subject = kw_subject_copy (wanted);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBJECT]);
}

/* What is awaited */

gboolean
kw_session_is_awaiting (KwSession *self)
{
  return self->n_awaited > 0;
}

KwAwaited *
kw_session_await (KwSession *self)
{
  KwAwaited *awaited = g_new0 (KwAwaited, 1);

  g_set_weak_pointer (&awaited->session, self);
  if (self->n_awaited++ == 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_AWAITING]);
  return awaited;
}

void
kw_awaited_end (KwAwaited *awaited)
{
  KwSession *session = awaited->session;

  if (session != NULL && --session->n_awaited == 0)
    g_object_notify_by_pspec (G_OBJECT (session), properties[PROP_IS_AWAITING]);
  g_clear_weak_pointer (&awaited->session);
  g_free (awaited);
}
