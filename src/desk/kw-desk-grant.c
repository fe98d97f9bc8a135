/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-grant.h"

static const KwLockKind lock_kinds[KW_GRANT_KIND_N] = {
  [KW_GRANT_KIND_TENANT] = KW_LOCK_KIND_TENANT,       [KW_GRANT_KIND_FLOOR] = KW_LOCK_KIND_FLOOR,
  [KW_GRANT_KIND_BUILDING] = KW_LOCK_KIND_BUILDING,   [KW_GRANT_KIND_MASTER] = KW_LOCK_KIND_MASTER,
  [KW_GRANT_KIND_EMERGENCY] = KW_LOCK_KIND_EMERGENCY, [KW_GRANT_KIND_CANCEL] = KW_LOCK_KIND_CANCEL,
};

static guint16
get_flags (const KwGrant *grant)
{
  return (guint16)((grant->can_override_deadbolt ? KW_LOCK_FLAG_DEADBOLT : 0) |
                   (grant->is_copy ? KW_LOCK_FLAG_COPY : 0) |
                   (grant->is_from_first_use ? KW_LOCK_FLAG_FROM_FIRST_USE : 0) |
                   (grant->is_one_opening ? KW_LOCK_FLAG_ONE_OPENING : 0) |
                   (grant->has_every_landing ? KW_LOCK_FLAG_EVERY_LANDING : 0));
}

KwLockBody
kw_desk_grant_to_body (const KwGrant *grant, guint32 site, guint64 credential, guint32 generation,
                       guint revision)
{
  KwLockBody body = {
    .format = KW_LOCK_FORMAT,
    .kind = (guint8)lock_kinds[grant->kind],
    .flags = get_flags (grant),
    .site = site,
    .credential = credential,
    .generation = generation,
    .valid_from_unix_s = (guint32)grant->valid_from_unix_s,
    .valid_until_unix_s = (guint32)grant->valid_until_unix_s,
    .building = (guint8)grant->building,
    .floor = (guint8)grant->floor,
    .door = (guint16)grant->door,
  };

  if (grant->kind == KW_GRANT_KIND_CANCEL)
    {
      for (guint i = 0; i < KW_LOCK_N_CANCELLED; i++)
        body.cancelled[i] = grant->cancelled[i];
      return body;
    }

  body.weekdays = (guint8)grant->weekdays;
  body.bank = (guint8)grant->bank;
  body.day_start_minute = (guint16)grant->day_start_minute;
  body.day_end_minute = (guint16)grant->day_end_minute;
  body.revision = (guint16)revision;
  body.floors = grant->floors;
  body.areas = grant->areas;
  for (guint i = 0; i < KW_LOCK_N_EXTRA_DOORS; i++)
    body.extra_doors[i] = (guint16)grant->extra_doors[i];
  return body;
}

KwGrant *
kw_desk_grant_new_from_body (const KwLockBody *body)
{
  KwGrant fields = {
    .can_override_deadbolt = (body->flags & KW_LOCK_FLAG_DEADBOLT) != 0,
    .is_copy = (body->flags & KW_LOCK_FLAG_COPY) != 0,
    .is_from_first_use = (body->flags & KW_LOCK_FLAG_FROM_FIRST_USE) != 0,
    .is_one_opening = (body->flags & KW_LOCK_FLAG_ONE_OPENING) != 0,
    .has_every_landing = (body->flags & KW_LOCK_FLAG_EVERY_LANDING) != 0,
    .building = body->building,
    .floor = body->floor,
    .door = body->door,
    .areas = body->areas,
    .bank = body->bank,
    .floors = body->floors,
    .weekdays = body->weekdays,
    .day_start_minute = body->day_start_minute,
    .day_end_minute = body->day_end_minute,
    .valid_from_unix_s = body->valid_from_unix_s,
    .valid_until_unix_s = body->valid_until_unix_s,
  };

  while (fields.kind < KW_GRANT_KIND_N && lock_kinds[fields.kind] != body->kind)
    fields.kind++;
  if (fields.kind == KW_GRANT_KIND_N)
    return NULL;

  for (guint i = 0; i < KW_LOCK_N_EXTRA_DOORS; i++)
    fields.extra_doors[i] = body->extra_doors[i];
  for (guint i = 0; i < KW_LOCK_N_CANCELLED; i++)
    fields.cancelled[i] = body->cancelled[i];
  return kw_grant_new (&fields, NULL);
}

gint64
kw_desk_grant_get_end_unix_s (const KwGrant *grant)
{
  const gint64 length_s = grant->valid_until_unix_s - grant->valid_from_unix_s;

  return grant->valid_until_unix_s + (grant->is_from_first_use ? length_s : 0);
}

gboolean
kw_desk_grant_has_door (const KwGrant *grant, KwDoorRef door)
{
  KwDoorRef doors[KW_STAY_N_DOORS_MAX];
  const guint n_doors = kw_desk_grant_list_doors (grant, doors);

  for (guint i = 0; i < n_doors; i++)
    if (kw_door_ref_equal (doors[i], door))
      return TRUE;
  return FALSE;
}

guint
kw_desk_grant_list_doors (const KwGrant *grant, KwDoorRef *out_doors)
{
  guint n_doors = 0;

  if (grant->kind != KW_GRANT_KIND_TENANT)
    return 0;

  out_doors[n_doors++] = (KwDoorRef){ grant->building, grant->door };
  for (guint i = 0; i < KW_GRANT_N_EXTRA_DOORS; i++)
    if (grant->extra_doors[i] != 0)
      out_doors[n_doors++] = (KwDoorRef){ grant->building, grant->extra_doors[i] };
  return n_doors;
}
