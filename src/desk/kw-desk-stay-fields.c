/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-names.h"
#include "kw-desk-stay-rules.h"
#include "kw-error.h"

#include <glib/gi18n-lib.h>

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

static gboolean
check_doors (const KwProperty *property, const KwDeskStayRequest *request, GError **error)
{
  if (request->n_doors == 0 && request->stay_id == 0)
    return throw (error, KW_DESK_ERROR_BAD_VALUE, "Say which room the stay is in.");
  for (guint i = 0; i < request->n_doors; i++)
    for (guint j = 0; j < i; j++)
      if (kw_door_ref_equal (request->doors[i], request->doors[j]))
        {
          g_autofree char *label = kw_property_dup_door_label (property, request->doors[i]);

          /* Translators: the name of a room */
          return throw (error, KW_DESK_ERROR_BAD_VALUE, "Room %s is named twice.", label);
        }
  return TRUE;
}

static gboolean
check_tenants (const KwDeskStayRequest *request, GError **error)
{
  for (guint i = 0; request->tenants != NULL && request->tenants[i] != NULL; i++)
    {
      if (i == KW_STAY_N_TENANTS_MAX)
        return throw (error, KW_DESK_ERROR_BAD_VALUE,
                      /* Translators: a number */
                      "Tenants: at most %d names are possible.", KW_STAY_N_TENANTS_MAX);
      if (!kw_desk_check_name (_ ("Tenants"), request->tenants[i], error))
        return FALSE;
    }
  return TRUE;
}

/* Of an old stay only what is changed is known here. */
static gboolean
check_until (gint64 now_unix_s, const KwDeskStayRequest *request, GError **error)
{
  const gboolean is_new = request->stay_id == 0;
  const gint64 from_unix_s = request->from_unix_s == 0 && is_new ? now_unix_s
                                                                 : request->from_unix_s;

  if (is_new && request->until_unix_s == 0)
    return throw (error, KW_DESK_ERROR_BAD_VALUE, "Say until when the stay is.");
  if (is_new && request->until_unix_s <= now_unix_s)
    return throw (error, KW_DESK_ERROR_BAD_VALUE,
                  "The stay would have ended already; give a later end.");
  if (from_unix_s != 0 && request->until_unix_s != 0 && request->until_unix_s <= from_unix_s)
    return throw (error, KW_DESK_ERROR_BAD_VALUE, "The stay would end before it begins.");
  return TRUE;
}

gboolean
kw_desk_stay_check_fields (const KwProperty *property, gint64 now_unix_s,
                           const KwDeskStayRequest *request, KwDeskStayField *out_field,
                           GError **error)
{
  KwDeskStayField field;

  if (!check_doors (property, request, error))
    field = KW_DESK_STAY_FIELD_ROOMS;
  else if (!check_tenants (request, error))
    field = KW_DESK_STAY_FIELD_TENANTS;
  else if (!check_until (now_unix_s, request, error))
    field = KW_DESK_STAY_FIELD_UNTIL;
  else if (request->reference != NULL && *request->reference != '\0' &&
           !kw_desk_check_name (_ ("Reference"), request->reference, error))
    field = KW_DESK_STAY_FIELD_REFERENCE;
  else
    return TRUE;
  if (out_field != NULL)
    *out_field = field;
  return FALSE;
}

gboolean
kw_desk_check_stay (KwDesk *self, const KwDeskStayRequest *request, KwDeskStayField *out_field,
                    GError **error)
{
  return kw_desk_stay_check_fields (kw_desk_get_property (self), kw_desk_get_now_unix_s (self),
                                    request, out_field, error);
}
