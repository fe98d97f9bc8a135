/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-import-private.h"

#include "kw-desk-import-bookings.h"
#include "kw-desk-journal-rows.h"
#include "kw-error.h"
#include "kw-local-time.h"
#include "kw-store-property.h"
#include "kw-store-stay.h"

/* About a tenth of a second's. */
#define N_STAYS_A_WORD 100

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

/* So many stays are loaded between two looks at the cancellable. */
#define N_STAYS_A_LOAD 500

/* What the file says is what the register says. What it leaves out it does not deny; a guest who
 * came early did so whatever was booked; and of guests who have left names are erased. */
static gboolean
is_as_registered (const KwStay *stay, const KwStay *known)
{
  const gboolean says_who = stay->tenants[0] != NULL &&
                            (known->tenants[0] != NULL || known->state != KW_STAY_STATE_CLOSED);

  if (stay->n_doors != known->n_doors || stay->until_unix_s != known->until_unix_s)
    return FALSE;
  for (guint i = 0; i < stay->n_doors; i++)
    if (!kw_door_ref_equal (stay->doors[i], known->doors[i]))
      return FALSE;
  if (stay->from_unix_s < known->from_unix_s ||
      (stay->from_unix_s > known->from_unix_s && known->opened_at_unix_s == 0))
    return FALSE;
  return !says_who || g_strv_equal (stay->tenants, known->tenants);
}

typedef struct
{
  const GPtrArray *stays;
  KwDeskBookings *bookings;
  gint64 today_unix_s; /* when it began */
  KwDeskBooking *found;
  guint8 *fates;
} Judge;

static gboolean
is_found (KwDeskBooking booking)
{
  return booking.id != 0 || booking.stay != NULL;
}

static gboolean
find_known (Judge *judge, guint index, GError **error)
{
  const KwStay *stay = judge->stays->pdata[index];
  KwDeskBooking *found = &judge->found[index];

  if (!is_found (*found))
    *found = kw_desk_bookings_find_here (judge->bookings, stay);
  if (!is_found (*found))
    *found = kw_desk_bookings_find_elsewhere (judge->bookings, stay);
  if (!is_found (*found) && !kw_desk_bookings_find_at (judge->bookings, stay, found, error))
    return FALSE;
  if (is_found (*found))
    {
      judge->fates[index] = KW_DESK_IMPORT_FATE_KNOWN;
      kw_desk_bookings_note (judge->bookings, stay, *found);
    }
  return TRUE;
}

/* One that nobody knows. */
static gboolean
judge_new (Judge *judge, guint index, GError **error)
{
  const KwStay *stay = judge->stays->pdata[index];
  const gboolean has_ended = stay->state == KW_STAY_STATE_CLOSED;

  if (!has_ended && stay->until_unix_s <= judge->today_unix_s)
    {
      judge->fates[index] = KW_DESK_IMPORT_FATE_OVER;
      return TRUE;
    }
  if (!has_ended &&
      !kw_desk_bookings_find_overlap (judge->bookings, stay, &judge->found[index], error))
    return FALSE;
  if (is_found (judge->found[index]))
    {
      judge->fates[index] = KW_DESK_IMPORT_FATE_OVERLAPPING;
      return TRUE;
    }
  judge->fates[index] = KW_DESK_IMPORT_FATE_NEW;
  kw_desk_bookings_note (judge->bookings, stay, (KwDeskBooking){ 0, stay });
  return has_ended || kw_desk_bookings_take_rooms (judge->bookings, stay, error);
}

/* Each once, though many may overlap it. */
static GHashTable *
load_found (KwStore *store, const Judge *judge, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) loaded = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                                         (GDestroyNotify)kw_stay_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) stays = g_ptr_array_new ();

  for (guint i = 0; i < judge->stays->len; i++)
    if (judge->found[i].stay == NULL && judge->found[i].id != 0 &&
        g_hash_table_add (seen, &judge->found[i].id))
      g_array_append_val (ids, judge->found[i].id);
  for (guint i = 0; i < ids->len; i += N_STAYS_A_LOAD)
    {
      const gboolean is_loaded = !g_cancellable_set_error_if_cancelled (cancellable, error) &&
                                 kw_store_stay_load_many (store, &g_array_index (ids, gint64, i),
                                                          MIN (N_STAYS_A_LOAD, ids->len - i), stays,
                                                          error);

      for (guint j = 0; j < stays->len; j++)
        if (stays->pdata[j] != NULL)
          {
            KwStay *stay = stays->pdata[j];

            g_hash_table_insert (loaded, &stay->id, stay);
          }
      g_ptr_array_set_size (stays, 0);
      if (!is_loaded)
        return NULL;
    }
  return g_steal_pointer (&loaded);
}

/* Names the others, and tells those that are as registered from those that differ. */
static gboolean
compare_found (KwStore *store, const Judge *judge, GPtrArray *others, GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GHashTable) loaded = load_found (store, judge, cancellable, error);

  if (loaded == NULL)
    return FALSE;
  for (guint i = 0; i < judge->stays->len; i++)
    {
      const KwDeskBooking *found = &judge->found[i];
      const KwStay *other = found->stay != NULL ? found->stay
                                                : g_hash_table_lookup (loaded, &found->id);

      if (judge->fates[i] == KW_DESK_IMPORT_FATE_KNOWN && other != NULL &&
          !is_as_registered (judge->stays->pdata[i], other))
        judge->fates[i] = KW_DESK_IMPORT_FATE_KEPT;
      g_ptr_array_add (others, other != NULL ? kw_stay_ref (other) : NULL);
    }
  return TRUE;
}

static gint64
get_start_of_day (const KwProperty *property, gint64 now_unix_s)
{
  GDate today;

  kw_local_time_get_day (property, now_unix_s, &today);
  return kw_local_time_to_unix_s (property, &today, 0);
}

static void
unref_other (gpointer stay)
{
  if (stay != NULL)
    kw_stay_unref (stay);
}

void
kw_desk_import_judgement_clear (KwDeskImportJudgement *judgement)
{
  g_clear_pointer (&judgement->fates, g_free);
  g_clear_pointer (&judgement->others, g_ptr_array_unref);
}

gboolean
kw_desk_import_judge_stays (KwStore *store, const KwProperty *property, const GPtrArray *stays,
                            gint64 now_unix_s, KwDeskImportJudgement *out_judgement,
                            GCancellable *cancellable, GError **error)
{
  g_autoptr (KwDeskBookings)
      bookings = kw_desk_bookings_new (store, stays, now_unix_s, cancellable, error);
  g_autofree KwDeskBooking *found = g_new0 (KwDeskBooking, stays->len + 1);
  g_auto (KwDeskImportJudgement) judgement = { 0 };
  Judge judge = { stays, bookings, get_start_of_day (property, now_unix_s), found, NULL };

  if (bookings == NULL)
    return FALSE;
  judge.fates = judgement.fates = g_new0 (guint8, stays->len + 1);
  judgement.others = g_ptr_array_new_with_free_func (unref_other);

  /* What has its room still is found first: what is left under its reference has moved. */
  for (guint i = 0; i < stays->len; i++)
    found[i] = kw_desk_bookings_find_here (bookings, stays->pdata[i]);
  for (guint i = 0; i < stays->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !find_known (&judge, i, error) || (!is_found (found[i]) && !judge_new (&judge, i, error)))
      return FALSE;
  if (!compare_found (store, &judge, judgement.others, cancellable, error))
    return FALSE;
  *out_judgement = judgement;
  judgement = (KwDeskImportJudgement){ 0 };
  return TRUE;
}

static gboolean
put_stay (KwStore *store, const KwDeskContext *context, const KwStay *stay, GError **error)
{
  g_autoptr (KwJournalData) data = NULL;
  g_autoptr (KwStay) stored = NULL;
  gint64 id = 0;

  if (!kw_store_stay_put (store, stay, &id, error))
    return FALSE;
  stored = kw_store_stay_load (store, id, error);
  if (stored == NULL)
    return FALSE;
  data = kw_desk_make_stay_data (stored);
  return kw_desk_append_personal_row (store, context, KW_JOURNAL_EVENT_STAY_CREATED, data, id,
                                      stored->tenants, error);
}

/* Puts the new ones into the register. */
static gboolean
put_stays (KwStore *store, const KwDeskContext *context, const KwDeskImportData *data,
           KwDeskProgress *progress, GCancellable *cancellable, GError **error)
{
  const guint n_new = data->n[KW_DESK_IMPORT_PART_STAY][KW_DESK_IMPORT_CHANGE_ADDED];
  guint n_put = 0;

  for (guint i = 0; i < data->stays->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (data->judgement.fates[i] != KW_DESK_IMPORT_FATE_NEW)
        continue;
      if (!put_stay (store, context, data->stays->pdata[i], error))
        return FALSE;
      if (++n_put % N_STAYS_A_WORD == 0)
        kw_desk_progress_tell (progress, n_put, n_new);
    }
  return TRUE;
}

/* What was shown is what happens, or nothing does. */
static gboolean
check_unchanged (KwStore *store, const KwDeskContext *context, const KwDeskImportData *data,
                 GCancellable *cancellable, GError **error)
{
  const KwProperty *now = context->property;
  const gboolean is_same = now == NULL || data->base == NULL ? now == NULL && data->base == NULL
                                                             : kw_property_equal (now, data->base);
  g_auto (KwDeskImportJudgement) judgement = { 0 };

  if (!kw_desk_import_judge_stays (store, data->property, data->stays, context->now_unix_s,
                                   &judgement, cancellable, error))
    return FALSE;
  return (is_same && memcmp (judgement.fates, data->judgement.fates, data->stays->len) == 0) ||
         throw (error, KW_DESK_ERROR_NOT_ALLOWED,
                "The hotel was changed since the file was looked at; look at it again.");
}

gboolean
kw_desk_import_store (KwStore *store, KwDeskContext *context, const KwDeskImportData *data,
                      KwDeskProgress *progress, GCancellable *cancellable, GError **error)
{
  const KwProperty *property = data->property;
  g_autoptr (KwJournalData) row = kw_journal_data_new ();

  kw_journal_data_put_int (row, "site", property->site);
  kw_journal_data_put_string (row, "name", property->name);
  kw_journal_data_put_int (row, "n_doors", property->n_doors);
  return kw_desk_check_clock (store, context, error) &&
         check_unchanged (store, context, data, cancellable, error) &&
         kw_store_property_put (store, property, error) &&
         kw_desk_context_refresh (store, context, error) &&
         kw_desk_append_row (store, context, KW_JOURNAL_EVENT_PROPERTY_IMPORTED, row, error) &&
         put_stays (store, context, data, progress, cancellable, error);
}
