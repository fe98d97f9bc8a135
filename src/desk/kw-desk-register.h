/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only: the register as the lists of a window see it. */

#include "kw-desk-private.h"

G_BEGIN_DECLS

/* Looks from now on about every second whether another program changed the register, and tells it
 * by `register-changed`; the same once a minute, because what rooms and cards are depends on the
 * time. Our own commits are told in any case. */
void kw_desk_register_follow (KwDesk *self);

/* FALSE from the moment on that the desk is being closed: nothing is read any more. */
gboolean kw_desk_register_is_open (KwDesk *self);

/* As kw_store_look(); a `KW_STORE_ERROR`: CLOSED after kw_desk_close(). */
gboolean kw_desk_register_look (KwDesk *self, KwStoreFunc func, gpointer data,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* kw_desk_open() and kw_desk_close() call them: the store is there, the store is about to go.
 * The latter on the desk's thread. */
void kw_desk_register_start (KwDesk *self);
void kw_desk_register_stop (KwDesk *self);

/* The first moment of the property's day after @now_unix_s. */
gint64 kw_desk_register_get_day_end_unix_s (const KwProperty *property, gint64 now_unix_s);

/* As kw_property_dup_door_label(), for many doors: what is ambiguous is counted once for a
 * property. Borrowed until the property changes. */
const char *kw_desk_register_get_door_label (KwDesk *self, KwDoorRef door);

G_END_DECLS
