/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-journal-rows.h"
#include "kw-desk-private.h"
#include "kw-desk-work.h"
#include "kw-error.h"
#include "kw-store-journal.h"

#include <glib/gi18n-lib.h>

/* A desk works every day: a clock more than a day and an hour (daylight saving) ahead of the last
 * trusted time is asked about. */
#define AHEAD_MAX_S (25 * 3600)

/* A card's times are 32 bits. */
#define LATEST_UNIX_S ((gint64)G_MAXUINT32 - 366 * 86400)

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

/* What the operator said goes into the journal; the row is the last trusted time from now on. */
static gboolean
confirm (KwStore *store, const KwDeskContext *context, gint64 last_unix_s, GError **error)
{
  g_autoptr (KwJournalData) data = kw_journal_data_new ();

  kw_journal_data_put_int (data, "last", last_unix_s);
  return kw_desk_append_row (store, context, KW_JOURNAL_EVENT_CLOCK_CONFIRMED, data, error);
}

static char *
dup_difference (gint64 seconds)
{
  const gulong hours = (gulong)((seconds + 1800) / 3600);
  const gulong days = (hours + 12) / 24;

  if (hours >= 48)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu day", "%lu days", days), days);
  if (hours >= 2)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu hour", "%lu hours", hours), hours);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%lu second", "%lu seconds", (gulong)seconds), (gulong)seconds);
}

gboolean
kw_desk_check_clock (KwStore *store, KwDeskContext *context, GError **error)
{
  g_autofree char *difference = NULL;
  gint64 last_unix_s = 0;
  gint64 now_unix_s = 0;

  if (!kw_desk_context_refresh (store, context, error))
    return FALSE;
  now_unix_s = context->now_unix_s;
  if (!kw_store_journal_load_last_time (store, &last_unix_s, error))
    return FALSE;
  if (now_unix_s <= 0 || now_unix_s > LATEST_UNIX_S)
    return throw (error, KW_DESK_ERROR_CLOCK_SUSPECT,
                  "This computer's clock shows no usable date; set it right.");
  if (last_unix_s == 0 || (now_unix_s >= last_unix_s && now_unix_s <= last_unix_s + AHEAD_MAX_S))
    return TRUE;
  if (context->is_clock_confirmed)
    return confirm (store, context, last_unix_s, error);

  difference = dup_difference (ABS (now_unix_s - last_unix_s));
  if (now_unix_s < last_unix_s)
    return throw (error, KW_DESK_ERROR_CLOCK_SUSPECT,
                  "This computer's clock is %s behind the last entry of the journal; with a wrong "
                  "clock cards would not open doors; check it, then confirm it.",
                  difference);
  return throw (error, KW_DESK_ERROR_CLOCK_SUSPECT,
                "This computer's clock is %s ahead of the last entry of the journal; with a wrong "
                "clock cards would not open doors; check it, then confirm it.",
                difference);
}

static gboolean
confirm_clock (KwStore *store, gpointer data, GError **error)
{
  KwDeskContext *context = data;

  return kw_desk_check_clock (store, context, error);
}

void
kw_desk_confirm_clock_async (KwDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  KwDeskContext *context = g_new0 (KwDeskContext, 1);

  kw_desk_context_init (context, self);
  context->is_clock_confirmed = TRUE;
  kw_desk_work_start (self, /* is_writing= */ TRUE, confirm_clock, context,
                      (GDestroyNotify)kw_desk_context_free, cancellable, callback, user_data);
}

gboolean
kw_desk_confirm_clock_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  return kw_desk_work_finish (result, error) != NULL;
}
