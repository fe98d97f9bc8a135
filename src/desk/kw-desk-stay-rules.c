/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-stay-rules.h"

#include "kw-desk-credentials.h"
#include "kw-desk-grant.h"
#include "kw-desk-journal-rows.h"
#include "kw-error.h"
#include "kw-local-time.h"
#include "kw-store-stay.h"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

KwStay *
kw_desk_stay_load (KwStore *store, gint64 stay_id, GError **error)
{
  g_autoptr (GError) cause = NULL;
  KwStay *stay = kw_store_stay_load (store, stay_id, &cause);

  if (stay == NULL && g_error_matches (cause, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND))
    throw (error, KW_DESK_ERROR_STAY_MISSING, "There is no stay %ld.", (glong)stay_id);
  else if (stay == NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return stay;
}

static gboolean
is_current (const KwDeskContext *context, const KwStay *stay, gint64 at_unix_s)
{
  GDate day_of_card;
  GDate day_of_stay;

  if (stay->state == KW_STAY_STATE_CLOSED)
    return FALSE;
  if (stay->from_unix_s <= at_unix_s)
    return TRUE;
  kw_local_time_get_day (context->property, at_unix_s, &day_of_card);
  kw_local_time_get_day (context->property, stay->from_unix_s, &day_of_stay);
  return g_date_compare (&day_of_stay, &day_of_card) == 0;
}

gboolean
kw_desk_stay_find_current (KwStore *store, const KwDeskContext *context, KwDoorRef door,
                           gint64 at_unix_s, KwStay **out_stay, KwStay **out_other, GError **error)
{
  /* An end that has passed is due out, not over: a new tenant needs the old one checked out. */
  const KwStoreStayFilter filter = { .door = door, .from_unix_s = at_unix_s };
  g_autoptr (GPtrArray) stays = kw_store_stay_list (store, &filter, error);
  const KwStay *found = NULL;
  const KwStay *other = NULL;

  if (stays == NULL)
    return FALSE;
  for (guint i = 0; i < stays->len; i++)
    {
      const KwStay *stay = g_ptr_array_index (stays, i);

      if (is_current (context, stay, at_unix_s) &&
          (found == NULL ||
           (found->state != KW_STAY_STATE_OPEN && stay->state == KW_STAY_STATE_OPEN)))
        found = stay;
      else if (is_current (context, stay, at_unix_s) && stay->state == KW_STAY_STATE_OPEN)
        other = stay;
    }
  *out_stay = found != NULL ? kw_stay_ref (found) : NULL;
  *out_other = other != NULL ? kw_stay_ref (other) : NULL;
  return TRUE;
}

KwStay *
kw_desk_stay_load_for_door (KwStore *store, gint64 stay_id, KwDoorRef door, GError **error)
{
  g_autoptr (KwStay) stay = kw_desk_stay_load (store, stay_id, error);

  if (stay == NULL)
    return NULL;
  if (stay->state == KW_STAY_STATE_CLOSED || !kw_stay_has_door (stay, door))
    {
      throw (error, KW_DESK_ERROR_STAY_MISSING,
             stay->state == KW_STAY_STATE_CLOSED
                 ? "The stay has ended; no more cards are issued for it."
                 : "The stay does not have this room any more; look at the stay again.");
      return NULL;
    }
  return g_steal_pointer (&stay);
}

static gboolean
is_open (const KwStay *stay)
{
  return stay != NULL && stay->state == KW_STAY_STATE_OPEN;
}

gboolean
kw_desk_stay_find_overlap (KwStore *store, const KwDeskContext *context, const KwStay *stay,
                           KwStay **out_other, KwDoorRef *out_door, GError **error)
{
  g_autoptr (KwStay) found = NULL;

  *out_other = NULL;
  for (guint i = 0; i < stay->n_doors && !is_open (found); i++)
    {
      g_autoptr (GPtrArray) others = kw_store_stay_list_overlapping (
          store, stay->doors[i], stay->from_unix_s, stay->until_unix_s, context->now_unix_s,
          stay->id, error);
      KwStay *other = NULL;

      if (others == NULL)
        return FALSE;
      other = others->len > 0 ? g_ptr_array_index (others, 0) : NULL;
      if (other != NULL && (found == NULL || is_open (other)))
        {
          g_clear_pointer (&found, kw_stay_unref);
          found = kw_stay_ref (other);
          *out_door = stay->doors[i];
        }
    }
  *out_other = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
throw_overlap (const KwDeskContext *context, const KwStay *other, KwDoorRef door, GError **error)
{
  g_autofree char *label = kw_property_dup_door_label (context->property, door);
  g_autofree char *from = kw_local_time_dup_words (context->property, context->now_unix_s,
                                                   other->from_unix_s);
  g_autofree char *until = kw_local_time_dup_words (context->property, context->now_unix_s,
                                                    other->until_unix_s);

  if (other->state == KW_STAY_STATE_OPEN && other->until_unix_s <= context->now_unix_s)
    return throw (error, KW_DESK_ERROR_STAY_OVERLAP,
                  "Somebody is still in room %s (stay %ld), due out %s; check them out first, or "
                  "give a reason for the overlap.",
                  label, (glong)other->id, until);
  return throw (
      error, KW_DESK_ERROR_STAY_OVERLAP,
      "Room %s has another stay (%ld) from %s until %s; end that one, or give a reason for the "
      "overlap.",
      label, (glong)other->id, from, until);
}

/* @of_open: only by one that is open. */
static gboolean
check_overlap (KwStore *store, const KwDeskContext *context, const KwStay *stay, gboolean of_open,
               const char *reason, GError **error)
{
  g_autoptr (KwStay) other = NULL;
  KwDoorRef door;

  if (reason != NULL && *reason != '\0')
    return TRUE;
  if (!kw_desk_stay_find_overlap (store, context, stay, &other, &door, error))
    return FALSE;
  return other == NULL || (of_open && other->state != KW_STAY_STATE_OPEN) ||
         throw_overlap (context, other, door, error);
}

gboolean
kw_desk_stay_check_overlap (KwStore *store, const KwDeskContext *context, const KwStay *stay,
                            const char *reason, GError **error)
{
  return check_overlap (store, context, stay, /* of_open= */ FALSE, reason, error);
}

/* A reason is free text and may name somebody: it goes where it can be erased. */
static gboolean
append_stay_row (KwStore *store, const KwDeskContext *context, KwJournalEvent event,
                 const KwStay *stay, const char *overlap_reason, GError **error)
{
  g_autoptr (KwJournalData) data = kw_desk_make_stay_data (stay);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  g_strv_builder_addv (builder, (const char **)stay->tenants);
  if (overlap_reason != NULL && *overlap_reason != '\0')
    g_strv_builder_add (builder, overlap_reason);
  texts = g_strv_builder_end (builder);
  kw_journal_data_put_boolean (data, "has_reason", overlap_reason != NULL);
  return kw_desk_append_personal_row (store, context, event, data, stay->id,
                                      (const char *const *)texts, error);
}

KwStay *
kw_desk_stay_open (KwStore *store, const KwDeskContext *context, const KwDeskStayRequest *request,
                   GError **error)
{
  const gboolean is_later = request->from_unix_s > context->now_unix_s;
  KwStay fields = {
    .state = is_later ? KW_STAY_STATE_EXPECTED : KW_STAY_STATE_OPEN,
    .n_doors = request->n_doors,
    .tenants = request->tenants,
    .from_unix_s = request->from_unix_s != 0 ? request->from_unix_s : context->now_unix_s,
    .until_unix_s = request->until_unix_s,
    .opened_at_unix_s = is_later ? 0 : context->now_unix_s,
    .reference = request->reference,
  };
  g_autoptr (KwStay) stay = NULL;
  g_autoptr (KwStay) stored = NULL;
  gint64 id = 0;

  for (guint i = 0; i < request->n_doors; i++)
    fields.doors[i] = request->doors[i];
  if (!kw_desk_stay_check_fields (context->property, context->now_unix_s, request, NULL, error))
    return NULL;

  stay = kw_stay_new (&fields, error);
  if (stay == NULL ||
      !kw_desk_stay_check_overlap (store, context, stay, request->overlap_reason, error) ||
      !kw_store_stay_put (store, stay, &id, error))
    return NULL;
  stored = kw_store_stay_load (store, id, error);
  if (stored == NULL ||
      !append_stay_row (store, context,
                        is_later ? KW_JOURNAL_EVENT_STAY_CREATED : KW_JOURNAL_EVENT_STAY_OPENED,
                        stored, request->overlap_reason, error))
    return NULL;
  return g_steal_pointer (&stored);
}

/* Whether it takes a time or a door that it did not have. */
static gboolean
takes_more (const KwStay *old, const KwStay *stay)
{
  for (guint i = 0; i < stay->n_doors; i++)
    if (!kw_stay_has_door (old, stay->doors[i]))
      return TRUE;
  return stay->from_unix_s < old->from_unix_s || stay->until_unix_s > old->until_unix_s;
}

/* What was allowed before stays so, until somebody comes. */
static gboolean
check_change (KwStore *store, const KwDeskContext *context, const KwStay *old, const KwStay *stay,
              const char *overlap_reason, GError **error)
{
  const gboolean comes = old->state != stay->state;
  const gboolean of_open = !takes_more (old, stay);

  return (of_open && !comes) ||
         check_overlap (store, context, stay, of_open, overlap_reason, error);
}

static KwStay *
store_change (KwStore *store, const KwDeskContext *context, const KwStay *old, const KwStay *fields,
              KwJournalEvent event, const char *overlap_reason, GError **error)
{
  g_autoptr (KwStay) stay = kw_stay_new (fields, error);

  if (stay == NULL || !check_change (store, context, old, stay, overlap_reason, error) ||
      !kw_store_stay_update (store, stay, error) ||
      !append_stay_row (store, context, event, stay, overlap_reason, error))
    return NULL;
  return g_steal_pointer (&stay);
}

KwStay *
kw_desk_stay_change (KwStore *store, const KwDeskContext *context, const KwDeskStayRequest *request,
                     GError **error)
{
  g_autoptr (KwStay) old = kw_desk_stay_load (store, request->stay_id, error);
  KwStay fields;

  if (old == NULL ||
      !kw_desk_stay_check_fields (context->property, context->now_unix_s, request, NULL, error))
    return NULL;
  if (old->state == KW_STAY_STATE_CLOSED)
    {
      throw (error, KW_DESK_ERROR_STAY_MISSING, "Stay %ld has ended already.", (glong)old->id);
      return NULL;
    }

  fields = *old;
  if (request->n_doors > 0)
    {
      fields.n_doors = request->n_doors;
      memcpy (fields.doors, request->doors, sizeof fields.doors);
    }
  if (request->from_unix_s != 0)
    fields.from_unix_s = request->from_unix_s;
  if (request->until_unix_s != 0)
    fields.until_unix_s = request->until_unix_s;
  if (request->tenants != NULL)
    fields.tenants = request->tenants;
  if (request->reference != NULL)
    fields.reference = *request->reference != '\0' ? request->reference : NULL;
  return store_change (store, context, old, &fields, KW_JOURNAL_EVENT_STAY_CHANGED,
                       request->overlap_reason, error);
}

/* From now on the cards that were cut for the stay stop the older ones at its doors. */
static gboolean
supersede_older (KwStore *store, const KwDeskContext *context, const KwStay *stay, GError **error)
{
  g_autoptr (GPtrArray) live = kw_desk_list_live (store, stay->id, context->now_unix_s, error);

  if (live == NULL)
    return FALSE;
  for (guint i = 0; i < live->len; i++)
    {
      const KwCredential *credential = g_ptr_array_index (live, i);
      KwDoorRef doors[KW_STAY_N_DOORS_MAX];
      const guint n_doors = kw_desk_grant_list_doors (credential->grant, doors);

      for (guint j = 0; j < n_doors; j++)
        {
          g_autoptr (GPtrArray) superseded = NULL;

          if (!kw_store_credential_supersede (store, doors[j], credential->generation, &superseded,
                                              error))
            return FALSE;
        }
    }
  return TRUE;
}

KwStay *
kw_desk_stay_check_in (KwStore *store, const KwDeskContext *context, const KwStay *stay,
                       const char *overlap_reason, GError **error)
{
  KwStay fields = *stay;

  if (stay->state == KW_STAY_STATE_OPEN)
    return kw_stay_ref (stay);
  if (!supersede_older (store, context, stay, error))
    return NULL;

  fields.state = KW_STAY_STATE_OPEN;
  fields.opened_at_unix_s = context->now_unix_s;
  /* Early arrivals come on the day itself; their cards shall work at once. */
  fields.from_unix_s = MIN (stay->from_unix_s, context->now_unix_s);
  return store_change (store, context, stay, &fields, KW_JOURNAL_EVENT_STAY_OPENED, overlap_reason,
                       error);
}
