/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-loss-words.h"

#include "kw-time-words.h"
#include "kw-words.h"

#include <glib/gi18n.h>

char *
kw_loss_words_dup_headline (const KwProperty *property, gint64 now_unix_s, const KwDeskLoss *loss)
{
  g_autofree char *until = NULL;

  if (loss->n_open == 0)
    return g_strdup (_ ("It opens nothing any more."));
  until = kw_time_words_dup_full (property, now_unix_s, loss->until_unix_s);
  if (!loss->is_lost)
    /* Translators: a time: "Sunday 24 November, 11:00" */
    return g_strdup_printf (_ ("Whoever finds it can get in until %s."), until);
  return g_strdup_printf (
      /* Translators: how many doors, areas and elevators, and a time: "Sunday 24 November, 11:00"
       */
      ngettext ("Reported lost. It may still open %u place, until %s.",
                "Reported lost. It may still open %u places, until %s.", loss->n_open),
      loss->n_open, until);
}

char *
kw_loss_words_dup_place_line (const KwProperty *property, gint64 now_unix_s, const KwDeskLoss *loss,
                              const KwDeskLossPlace *at)
{
  g_autofree char *until = kw_time_words_dup (property, now_unix_s, loss->until_unix_s);

  switch (at->state)
    {
    case KW_DESK_LOSS_STOPPED:
      return g_strdup (_ ("Does not open here any more"));
    case KW_DESK_LOSS_UNTIL_NEW:
      /* Translators: a time: "Sunday 11:00" */
      return g_strdup_printf (_ ("Until the new card is first shown here, at the latest %s"),
                              until);
    case KW_DESK_LOSS_OPENS:
      break;
    }
  if (at->is_stopped_by_new)
    /* Translators: a time: "Sunday 11:00" */
    return g_strdup_printf (_ ("Until %s; a new card stops it here"), until);
  if (loss->can_replace)
    /* Translators: a time: "Sunday 11:00" */
    return g_strdup_printf (_ ("Until %s; a new card does not stop it here"), until);
  /* Translators: a time: "Sunday 11:00" */
  return g_strdup_printf (_ ("Until %s"), until);
}

char *
kw_loss_words_dup_visit_line (const KwProperty *property, gint64 now_unix_s,
                              const KwDeskVisit *visit)
{
  g_autofree char *visited = kw_time_words_dup (property, now_unix_s, visit->visited_at_unix_s);
  g_autofree char *until = kw_time_words_dup (property, now_unix_s, visit->may_live_until_unix_s);

  if (visit->visited_at_unix_s != 0)
    /* Translators: the number of a lost card ("7-42"), and when somebody was at the lock because of
     * it */
    return g_strdup_printf (_ ("Card %s, visited %s"), visit->card_label, visited);
  if (visit->cancel_credential == 0)
    /* Translators: the number of a lost card ("7-42"), and until when it opens */
    return g_strdup_printf (_ ("Card %s, until %s. No cancel card is written yet."),
                            visit->card_label, until);
  /* Translators: the number of a lost card ("7-42"), and until when it opens */
  return g_strdup_printf (_ ("Card %s, until %s. Show the cancel card."), visit->card_label, until);
}

/* "room 305, Pool and elevator Seehaus" */
static char *
dup_places (const KwProperty *property, const KwDeskLoss *loss, gboolean is_stopped_by_new)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < loss->places->len; i++)
    {
      const KwDeskLossPlace *at = &g_array_index (loss->places, KwDeskLossPlace, i);

      if (at->state == KW_DESK_LOSS_OPENS && at->is_stopped_by_new == is_stopped_by_new)
        g_ptr_array_add (names, kw_words_dup_place (property, &at->place));
    }
  return names->len > 0 ? kw_words_dup_list (names) : NULL;
}

char *
kw_loss_words_dup_new_way (const KwProperty *property, const KwDeskLoss *loss)
{
  g_autofree char *stopped = dup_places (property, loss, /* is_stopped_by_new= */ TRUE);
  g_autofree char *open = dup_places (property, loss, /* is_stopped_by_new= */ FALSE);
  g_autoptr (GString) lines = g_string_new (NULL);

  if (stopped == NULL)
    return g_strdup (_ ("A new card does not stop it anywhere else."));
  /* Translators: rooms: "room 305 and room 306" */
  kw_words_add_line (
      lines,
      g_strdup_printf (_ ("It stops the lost card at %s when it is first shown there."), stopped));
  if (open != NULL)
    /* Translators: areas and elevators: "Pool and elevator Seehaus" */
    kw_words_add_line (lines, g_strdup_printf (_ ("It does not stop it at %s."), open));
  if (loss->n_other_live > 0)
    kw_words_add_line (lines,
                       g_strdup_printf (ngettext ("%u other card of the stay stops working too.",
                                                  "%u other cards of the stay stop working too.",
                                                  loss->n_other_live),
                                        loss->n_other_live));
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

char *
kw_loss_words_dup_cancel_way (const KwDeskLoss *loss)
{
  return g_strdup_printf (ngettext ("It opens nothing, and stops the lost card at every lock that "
                                    "it is shown to: %u place to go to.",
                                    "It opens nothing, and stops the lost card at every lock that "
                                    "it is shown to: %u places to go to.",
                                    loss->n_open),
                          loss->n_open);
}

char *
kw_loss_words_dup_wait_way (const KwProperty *property, gint64 now_unix_s, const KwDeskLoss *loss)
{
  g_autofree char *until = kw_time_words_dup_full (property, now_unix_s, loss->until_unix_s);

  /* Translators: a time: "Sunday 24 November, 11:00" */
  return g_strdup_printf (_ ("It opens nothing after %s."), until);
}

char *
kw_loss_words_dup_place (const KwProperty *property, const KwDeskPlace *place)
{
  g_autofree char *label = NULL;
  const KwBank *bank;

  switch (place->kind)
    {
    case KW_DESK_PLACE_DOOR:
      label = kw_property_dup_door_label (property, place->door);
      /* Translators: the name of a room, at the start of a line */
      return g_strdup_printf (_ ("Room %s"), label);
    case KW_DESK_PLACE_AREA:
      return kw_words_dup_place (property, place);
    case KW_DESK_PLACE_ELEVATOR:
      bank = kw_property_get_bank (property, place->number);
      if (bank == NULL)
        return kw_words_dup_place (property, place);
      /* Translators: the name of an elevator bank, at the start of a line */
      return g_strdup_printf (_ ("Elevator %s"), bank->name);
    }
  g_return_val_if_reached (g_strdup (""));
}
