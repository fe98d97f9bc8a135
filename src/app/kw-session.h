/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-watch.h"
#include "kw-subject.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where everything compiled into the program stands. */
#define KW_APP_RESOURCES "/io/github/keywright/Keywright"

#define KW_TYPE_SESSION (kw_session_get_type ())
/**
 * KwSession:
 *
 * An open station as the widgets share it: its desk, the settings of the window, and what the user
 * has before him (the subject). Lives on the main thread.
 *
 * Property `subject` (#KwSubject, boxed), read-write with notify: never %NULL.
 *
 * Signal `day-changed`: it is another day in the hotel: "tomorrow" is not what it was.
 */
G_DECLARE_FINAL_TYPE (KwSession, kw_session, KW, SESSION, GObject)

/**
 * kw_session_new:
 * @desk: an open desk
 * @settings: the settings of the window
 *
 * Returns: (transfer full): a session without a subject
 */
KwSession *kw_session_new (KwDesk *desk, GSettings *settings);

/**
 * kw_session_get_desk:
 * @self: a session
 *
 * Returns: (transfer none): its desk
 */
KwDesk *kw_session_get_desk (KwSession *self);

/**
 * kw_session_get_watch:
 * @self: a session
 *
 * Returns: (transfer none): the watch over the encoder, active as long as the session lives
 */
KwDeskWatch *kw_session_get_watch (KwSession *self);

/**
 * kw_session_get_settings:
 * @self: a session
 *
 * Returns: (transfer none): the settings of the window
 */
GSettings *kw_session_get_settings (KwSession *self);

/**
 * kw_session_set_demo_hotel:
 * @self: a session
 * @path: (nullable): the property file of the demo hotel
 */
void kw_session_set_demo_hotel (KwSession *self, const char *path);

/**
 * kw_session_get_demo_hotel:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the property file of the demo hotel
 */
const char *kw_session_get_demo_hotel (KwSession *self);

/**
 * kw_session_get_subject:
 * @self: a session
 *
 * Returns: (transfer none): what the user has before him
 */
const KwSubject *kw_session_get_subject (KwSession *self);

/**
 * kw_session_set_subject:
 * @self: a session
 * @subject: (nullable): what the user has before him now; copied; %NULL = nothing
 */
void kw_session_set_subject (KwSession *self, const KwSubject *subject);

G_END_DECLS
