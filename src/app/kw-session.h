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
 * Properties: `subject` (#KwSubject, boxed), read-write with notify: never %NULL; `is-awaiting`
 * (boolean), read-only with notify: see kw_session_await().
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

/**
 * KwAwaited:
 *
 * Something that the user asked for and that is not on the screen yet.
 */
typedef struct _KwAwaited KwAwaited;

/**
 * kw_session_await:
 * @self: a session
 *
 * To be called in the turn of the main loop in which the user asks for something that can't be
 * shown in the same turn: the keys that come until it is there are meant for it.
 *
 * Returns: (transfer full): to be ended with kw_awaited_end() when the keys have somewhere to go,
 * or when nothing comes
 */
KwAwaited *kw_session_await (KwSession *self);

/**
 * kw_awaited_end:
 * @awaited: (transfer full): of kw_session_await(); the session may be gone
 */
void kw_awaited_end (KwAwaited *awaited);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwAwaited, kw_awaited_end)

/**
 * kw_session_is_awaiting:
 * @self: a session
 *
 * Returns: %TRUE while anything is awaited
 */
gboolean kw_session_is_awaiting (KwSession *self);

G_END_DECLS
