/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-import-private.h"

#include "kw-desk-journal-rows.h"
#include "kw-error.h"
#include "kw-store-property.h"
#include "kw-store-stay.h"

/* About a tenth of a second's. */
#define N_STAYS_A_WORD 100

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

/* Which bookings there are, in the register or further up in the file. The same booking: of the
 * same room, and by the hotel's own number where both have one, else by its time. */
typedef struct
{
  GHashTable *references;  /* "BUILDING,DOOR,REFERENCE" */
  GHashTable *times;       /* "BUILDING,DOOR,FROM,UNTIL" of all */
  GHashTable *times_alone; /* the same of those without a reference */
  GHashTable *doors;       /* that were loaded */
  KwDoorRef door;          /* being loaded */
} Bookings;

static Bookings
make_bookings (void)
{
  return (Bookings){
    .references = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .times = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .times_alone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .doors = g_hash_table_new (NULL, NULL),
  };
}

static void
clear_bookings (Bookings *bookings)
{
  g_hash_table_unref (bookings->references);
  g_hash_table_unref (bookings->times);
  g_hash_table_unref (bookings->times_alone);
  g_hash_table_unref (bookings->doors);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bookings, clear_bookings)

static char *
make_reference_key (KwDoorRef door, const char *reference)
{
  return g_strdup_printf ("%u,%u,%s", door.building, door.door, reference);
}

static char *
make_time_key (KwDoorRef door, gint64 from_unix_s, gint64 until_unix_s)
{
  return g_strdup_printf ("%u,%u,%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT, door.building, door.door,
                          from_unix_s, until_unix_s);
}

static void
add_booking (gint64 from_unix_s, gint64 until_unix_s, const char *reference, gpointer user_data)
{
  Bookings *bookings = user_data;

  g_hash_table_add (bookings->times, make_time_key (bookings->door, from_unix_s, until_unix_s));
  if (reference != NULL)
    g_hash_table_add (bookings->references, make_reference_key (bookings->door, reference));
  else
    g_hash_table_add (bookings->times_alone,
                      make_time_key (bookings->door, from_unix_s, until_unix_s));
}

static gboolean
has_booking (const Bookings *bookings, const KwStay *stay)
{
  const KwDoorRef door = stay->doors[0];
  g_autofree char *time_key = make_time_key (door, stay->from_unix_s, stay->until_unix_s);
  g_autofree char *reference_key = NULL;

  if (stay->reference == NULL)
    return g_hash_table_contains (bookings->times, time_key);
  reference_key = make_reference_key (door, stay->reference);
  return g_hash_table_contains (bookings->references, reference_key) ||
         g_hash_table_contains (bookings->times_alone, time_key);
}

static gboolean
ensure_loaded (Bookings *bookings, KwStore *store, KwDoorRef door, GError **error)
{
  if (!g_hash_table_add (bookings->doors, GUINT_TO_POINTER (door.building << 16 | door.door)))
    return TRUE;
  bookings->door = door;
  return kw_store_stay_list_bookings (store, door, add_booking, bookings, error);
}

gboolean
kw_desk_import_find_known (KwStore *store, const GPtrArray *stays, guint8 *out_is_known,
                           GCancellable *cancellable, GError **error)
{
  g_auto (Bookings) bookings = make_bookings ();

  for (guint i = 0; i < stays->len; i++)
    {
      const KwStay *stay = stays->pdata[i];

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !ensure_loaded (&bookings, store, stay->doors[0], error))
        return FALSE;
      out_is_known[i] = has_booking (&bookings, stay);
      for (guint j = 0; !out_is_known[i] && j < stay->n_doors; j++)
        {
          if (!ensure_loaded (&bookings, store, stay->doors[j], error))
            return FALSE;
          bookings.door = stay->doors[j];
          add_booking (stay->from_unix_s, stay->until_unix_s, stay->reference, &bookings);
        }
    }
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

/* Puts those into the register that it has not. */
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
      if (data->is_known[i])
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
  g_autofree guint8 *is_known = g_new0 (guint8, data->stays->len + 1);
  const gboolean is_same = now == NULL || data->base == NULL ? now == NULL && data->base == NULL
                                                             : kw_property_equal (now, data->base);

  if (!kw_desk_import_find_known (store, data->stays, is_known, cancellable, error))
    return FALSE;
  return (is_same &&
          (data->stays->len == 0 || memcmp (is_known, data->is_known, data->stays->len) == 0)) ||
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
