/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-write-end.h"

#include "kw-error.h"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

/* For the register */

typedef struct
{
  KwDeskPlan *plan;
  KwDeskEnd end;
  char *step;
} Settlement;

static void
settlement_free (Settlement *settlement)
{
  g_free (settlement->step);
  g_free (settlement);
}

static gboolean
settle_on_database_thread (KwStore *store, gpointer data, GError **error)
{
  Settlement *settlement = data;
  KwDeskPlan *plan = settlement->plan;
  const gboolean is_asked_for = !plan->is_finishing ||
                                kw_desk_plan_asks_for (store, plan, plan->issue);

  kw_desk_context_take_time (&plan->context);
  return kw_desk_settle (store, &plan->context, plan->issue, settlement->end, settlement->step,
                         plan->is_finishing, is_asked_for ? plan->outcome : NULL, error);
}

void
kw_desk_write_end_settle_async (KwStore *store, KwDeskPlan *plan, KwDeskEnd end,
                                const KwEncoderProgress *progress, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Settlement *settlement = g_new0 (Settlement, 1);

  settlement->plan = plan;
  settlement->end = end;
  if (progress != NULL)
    settlement->step = g_strdup_printf ("%s, command %u, place %u",
                                        kw_encoder_step_to_string (progress->step),
                                        progress->n_writes_begun, progress->place);
  kw_store_run_async (store, settle_on_database_thread, settlement, (GDestroyNotify)settlement_free,
                      NULL, callback, user_data);
}

/* For the clerk */

GError *
kw_desk_write_end_tell_open (const KwDeskPlan *plan, GError *cause)
{
  const gboolean was_ours = plan->sighting.condition == KW_DESK_CONDITION_OURS &&
                            plan->operation == KW_ENCODER_OPERATION_REWRITE;
  g_autoptr (GError) owned = cause;
  GError *error = NULL;

  /* Its own sentence says that nothing was changed. */
  if (g_error_matches (cause, KW_ENCODER_ERROR, KW_ENCODER_ERROR_CARD_FOREIGN))
    {
      throw (&error, KW_DESK_ERROR_CARD_UNCERTAIN,
             "The card refused a part of what was written; lay it down again, and if that does not "
             "help, take another card.");
      return error;
    }
  if (!g_error_matches (cause, KW_ENCODER_ERROR, KW_ENCODER_ERROR_CARD_GONE) &&
      !g_error_matches (cause, KW_ENCODER_ERROR, KW_ENCODER_ERROR_NO_CARD))
    return g_steal_pointer (&owned);

  if (was_ours)
    throw (&error, KW_DESK_ERROR_PRESENT_CARD_AGAIN,
           "The card was taken away too early; it works as before or as asked for; lay it down "
           "again.");
  else
    throw (&error, KW_DESK_ERROR_PRESENT_CARD_AGAIN,
           "The card was taken away too early and may open nothing now; lay it down again.");
  return error;
}

GError *
kw_desk_write_end_tell_unrecorded (GError *cause)
{
  g_autoptr (GError) owned = cause;
  GError *error = NULL;

  throw (&error, KW_DESK_ERROR_CARD_UNCERTAIN,
         "The card was written, but the register could not be; mend that and lay the same card "
         "down again.");
  kw_desk_add_detail (owned, &error);
  return error;
}

GError *
kw_desk_write_end_tell_finished (GError *cause)
{
  if (!g_error_matches (cause, KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED))
    return cause;
  g_error_free (cause);
  return g_error_new_literal (KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED,
                              "Stopped; before that an interrupted job with this card was brought "
                              "to its end; identify the card to see what it is now.");
}
