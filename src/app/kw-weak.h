/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The user data of a callback that comes once and must not keep its widget: the desk tells what was
 * done also to somebody who has cancelled. */

/**
 * kw_weak_new:
 * @object: who waits for the callback
 *
 * Returns: (transfer full): for kw_weak_take()
 */
static inline gpointer
kw_weak_new (gpointer object)
{
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_weak_ref_init (weak, object);
  return weak;
}

/**
 * kw_weak_take:
 * @weak: (transfer full): of kw_weak_new()
 *
 * Returns: (transfer full) (nullable): who waited, %NULL if it is gone
 */
static inline gpointer
kw_weak_take (gpointer weak)
{
  gpointer object = g_weak_ref_get ((GWeakRef *)weak);

  g_weak_ref_clear ((GWeakRef *)weak);
  g_free (weak);
  return object;
}

G_END_DECLS
