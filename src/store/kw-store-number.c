/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-number.h"

#include "kw-credential.h"
#include "kw-error.h"
#include "kw-store-query.h"
#include "kw-store-setting.h"

KW_DEFINE_THROW (KwStoreError, KW_STORE_ERROR)

#define STATION_KEY "station"
#define CREDENTIAL_COUNTER_KEY "credential_counter"
#define CARD_COUNTER_KEY "card_counter"

enum
{
  SQL_MAX_CREDENTIAL,
  SQL_MAX_CARD,
};

/* What is in the register counts too, in case the counter was put back by hand. Not max(): that
 * walks the whole range. */
static const char *const sql[] = {
  [SQL_MAX_CREDENTIAL] = "SELECT number - :low FROM credential WHERE number BETWEEN :low AND :high"
                         " ORDER BY number DESC LIMIT 1",
  [SQL_MAX_CARD] = "SELECT number_counter FROM card WHERE number_station = :station"
                   " ORDER BY number_counter DESC LIMIT 1",
};

static gboolean
load_int (KwStore *store, const char *key, gint64 *out_value, GError **error)
{
  g_autofree char *text = kw_store_setting_load (store, key, error);

  if (text == NULL)
    return FALSE;
  return g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, out_value, NULL) ||
         throw (error, KW_STORE_ERROR_CORRUPT, "register: the setting %s is no number", key);
}

/* 0 if it was never put. */
static gboolean
load_counter (KwStore *store, const char *key, gint64 *out_value, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (load_int (store, key, out_value, &cause))
    return TRUE;
  if (g_error_matches (cause, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND))
    {
      *out_value = 0;
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

gboolean
kw_store_number_load_station (KwStore *store, guint *out_station, GError **error)
{
  gint64 station = 0;

  if (!load_int (store, STATION_KEY, &station, error))
    return FALSE;
  if (station < 1 || station > KW_STATION_MAX)
    return throw (error, KW_STORE_ERROR_CORRUPT, "register: the station's number is out of range");
  *out_station = (guint)station;
  return TRUE;
}

gboolean
kw_store_number_put_station (KwStore *store, guint station, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%u", station);

  g_return_val_if_fail (station >= 1 && station <= KW_STATION_MAX, FALSE);
  return kw_store_setting_put (store, STATION_KEY, text, error);
}

/* The next number after both the counter and @known, the highest in the register. */
static gboolean
take_next (KwStore *store, const char *key, gint64 known, gint64 *out_next, GError **error)
{
  g_autofree char *text = NULL;
  gint64 counter = 0;

  if (!load_counter (store, key, &counter, error))
    return FALSE;

  counter = MAX (counter, known) + 1;
  if (counter > (gint64)KW_CREDENTIAL_COUNTER_MAX)
    return throw (error, KW_STORE_ERROR_FAILED, "register: this station has given all its numbers");
  text = g_strdup_printf ("%" G_GINT64_FORMAT, counter);
  *out_next = counter;
  return kw_store_setting_put (store, key, text, error);
}

gboolean
kw_store_number_take_credential (KwStore *store, guint64 *out_number, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_MAX_CREDENTIAL]);
  guint station = 0;
  gint64 known = 0;
  gint64 counter = 0;

  if (!kw_store_number_load_station (store, &station, error))
    return FALSE;

  kw_store_query_bind_u64 (query, ":low", kw_credential_number_make (station, 0));
  kw_store_query_bind_u64 (query, ":high",
                           kw_credential_number_make (station, KW_CREDENTIAL_COUNTER_MAX));
  if (kw_store_query_next (query))
    known = kw_store_query_get_int64 (query, 0);
  if (!kw_store_query_finish (query, error) ||
      !take_next (store, CREDENTIAL_COUNTER_KEY, known, &counter, error))
    return FALSE;
  *out_number = kw_credential_number_make (station, (guint64)counter);
  return TRUE;
}

gboolean
kw_store_number_take_card (KwStore *store, guint *out_station, guint64 *out_counter, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_MAX_CARD]);
  guint station = 0;
  gint64 known = 0;
  gint64 counter = 0;

  if (!kw_store_number_load_station (store, &station, error))
    return FALSE;

  kw_store_query_bind_int64 (query, ":station", station);
  if (kw_store_query_next (query))
    known = kw_store_query_get_int64 (query, 0);
  if (!kw_store_query_finish (query, error) ||
      !take_next (store, CARD_COUNTER_KEY, known, &counter, error))
    return FALSE;
  *out_station = station;
  *out_counter = (guint64)counter;
  return TRUE;
}
