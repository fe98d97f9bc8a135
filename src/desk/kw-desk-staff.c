/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-staff.h"

#include "kw-card.h"
#include "kw-desk-register.h"
#include "kw-local-time.h"

#define DEFAULT_DAYS 30
#define DAY_S 86400

gboolean
kw_desk_staff_needs_uncloneable (const KwProperty *property, KwGrantKind kind)
{
  return (kind == KW_GRANT_KIND_MASTER || kind == KW_GRANT_KIND_EMERGENCY) &&
         !property->allow_cloneable_master;
}

gboolean
kw_desk_staff_takes_medium (const KwProperty *property, KwGrantKind kind, const char *medium_name)
{
  KwMedium medium;

  return !kw_desk_staff_needs_uncloneable (property, kind) ||
         !kw_medium_from_string (medium_name, &medium) || medium == KW_MEDIUM_DESFIRE;
}

gint64
kw_desk_staff_get_default_until_unix_s (const KwProperty *property, gint64 now_unix_s,
                                        const KwGrant *grant)
{
  const gint64 from_unix_s = grant != NULL ? MAX (now_unix_s, grant->valid_until_unix_s)
                                           : now_unix_s;
  GDate day;

  kw_local_time_get_day (property, from_unix_s, &day);
  g_date_add_days (&day, DEFAULT_DAYS);
  return kw_local_time_to_unix_s (property, &day, KW_DESK_STAFF_LAST_MINUTE);
}

gboolean
kw_desk_staff_ends_soon (KwDesk *self, const KwCredential *credential)
{
  const gint64 now_unix_s = kw_desk_get_now_unix_s (self);
  const gint64 until_unix_s = credential->grant->valid_until_unix_s;

  return credential->state == KW_CREDENTIAL_STATE_LIVE && until_unix_s >= now_unix_s &&
         until_unix_s <
             kw_desk_register_get_day_end_unix_s (kw_desk_get_property (self), now_unix_s) +
                 KW_DESK_STAFF_SOON_DAYS * DAY_S;
}
