/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-private.h"

#include "kw-error.h"
#include "kw-store-property.h"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

void
kw_desk_context_init (KwDeskContext *context, KwDesk *desk)
{
  kw_desk_context_clear (context);
  context->property = desk->property != NULL ? kw_property_ref (desk->property) : NULL;
  context->property_version = desk->property_version;
  context->station = desk->station;
  context->clock = desk->clock;
  kw_desk_context_take_time (context);
  context->operator_name = g_strdup (desk->operator_name);
  context->owner = g_strdup (desk->owner);
  context->owners_dir = kw_desk_dup_owners_dir (desk->data_dir);
  context->is_clock_confirmed = desk->is_clock_confirmed;
}

void
kw_desk_context_clear (KwDeskContext *context)
{
  g_clear_pointer (&context->property, kw_property_unref);
  g_clear_pointer (&context->operator_name, g_free);
  g_clear_pointer (&context->owner, g_free);
  g_clear_pointer (&context->owners_dir, g_free);
}

void
kw_desk_context_free (KwDeskContext *context)
{
  kw_desk_context_clear (context);
  g_free (context);
}

void
kw_desk_context_take_time (KwDeskContext *context)
{
  context->now_unix_s = kw_clock_get_now_unix_s (context->clock);
}

gboolean
kw_desk_context_refresh (KwStore *store, KwDeskContext *context, GError **error)
{
  guint64 version = 0;
  KwProperty *property = NULL;

  kw_desk_context_take_time (context);
  if (!kw_store_property_load_version (store, &version, error))
    return FALSE;
  if (version == context->property_version)
    return TRUE;

  property = kw_store_property_load (store, error);
  if (property == NULL)
    return FALSE;
  g_clear_pointer (&context->property, kw_property_unref);
  context->property = property;
  context->property_version = version;
  return TRUE;
}

gboolean
kw_desk_context_require_property (const KwDeskContext *context, GError **error)
{
  return context->property != NULL ||
         throw (error, KW_DESK_ERROR_NOT_SET_UP,
                "This station does not know the hotel yet; import a property file.");
}
