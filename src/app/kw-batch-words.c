/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-batch-words.h"

#include "kw-error-words.h"

#include <glib/gi18n.h>

static char *
dup_staff (const KwProperty *property, const KwBatchCard *card)
{
  const KwBuilding *building = kw_property_get_building (property, card->building);
  const KwFloor *floor_ = kw_property_get_floor (property, card->building, card->floor);
  const char *holder = card->holder != NULL ? card->holder : "";
  const char *house = building != NULL ? building->name : "";

  if (card->kind == KW_GRANT_KIND_BUILDING)
    /* Translators: who carries a card, and the building it opens */
    return g_strdup_printf (C_ ("card of a batch", "%s, %s"), holder, house);
  /* Translators: who carries a card, the floor it opens and that floor's building */
  return g_strdup_printf (_ ("%s, floor %s, %s"), holder, floor_ != NULL ? floor_->name : "",
                          house);
}

char *
kw_batch_words_dup_card (const KwProperty *property, const KwBatch *batch, const KwBatchCard *card)
{
  g_autofree char *label = NULL;
  g_autofree char *subject = NULL;

  switch (batch->kind)
    {
    case KW_BATCH_KIND_ROOMS:
      label = kw_property_dup_door_label (property, card->door);
      /* Translators: the name of a room, at the start of a line */
      subject = g_strdup_printf (_ ("Room %s"), label);
      break;
    case KW_BATCH_KIND_STAFF:
      subject = dup_staff (property, card);
      break;
    case KW_BATCH_KIND_BLANK:
      return g_strdup_printf (_ ("Card %u of %u"), card->n, card->n_alike);
    }
  if (card->n_alike == 1)
    return g_steal_pointer (&subject);
  /* Translators: what the card is for and which of how many it is: "Room 305, card 1 of 2" */
  return g_strdup_printf (_ ("%s, card %u of %u"), subject, card->n, card->n_alike);
}

char *
kw_batch_words_dup_progress (const KwBatch *batch)
{
  /* Translators: how many cards are done, of how many */
  return g_strdup_printf (C_ ("progress", "%u of %u"), batch->n_done, batch->n_cards);
}

char *
kw_batch_words_dup_stopped (const KwBatch *batch)
{
  /* Translators: a number of cards, and how many of them are done */
  return g_strdup_printf (ngettext ("A batch of %u card stopped at %u.",
                                    "A batch of %u cards stopped at %u.", batch->n_cards),
                          batch->n_cards, batch->n_done);
}

char *
kw_batch_words_dup_result (const KwBatch *batch)
{
  if (batch->kind == KW_BATCH_KIND_BLANK)
    /* Translators: how many cards were erased, and of how many */
    return g_strdup_printf (
        ngettext ("%u of %u card is blank.", "%u of %u cards are blank.", batch->n_cards),
        batch->n_done, batch->n_cards);
  /* Translators: how many cards were written, and of how many */
  return g_strdup_printf (
      ngettext ("%u of %u card is written.", "%u of %u cards are written.", batch->n_cards),
      batch->n_done, batch->n_cards);
}

static guint
count_waiting (const KwBatch *batch)
{
  guint n = 0;

  for (guint i = 0; i < batch->n_cards; i++)
    n += batch->cards[i].state == KW_BATCH_CARD_STATE_OPEN && batch->cards[i].problem == NULL;
  return n;
}

char *
kw_batch_words_dup_rest (const KwBatch *batch)
{
  const guint n_waiting = count_waiting (batch);
  g_autoptr (GString) lines = g_string_new (NULL);

  if (batch->n_skipped > 0)
    g_string_append_printf (
        lines, ngettext ("%u card was skipped.", "%u cards were skipped.", batch->n_skipped),
        batch->n_skipped);
  if (batch->n_skipped > 0 && n_waiting > 0)
    g_string_append_c (lines, '\n');
  if (n_waiting > 0)
    g_string_append_printf (
        lines,
        ngettext ("%u card is still to be made.", "%u cards are still to be made.", n_waiting),
        n_waiting);
  return lines->len == 0 ? NULL : g_string_free (g_steal_pointer (&lines), FALSE);
}

/* Where the desk's own sentence has names in it, which are not kept. */
static const char *
get_short_problem (KwDeskError code)
{
  if (code == KW_DESK_ERROR_CARD_IN_USE)
    return _ ("The card laid down opens something for somebody else.");
  if (code == KW_DESK_ERROR_STAY_MISSING)
    return _ ("The stay has ended or has another room.");
  if (code == KW_DESK_ERROR_STAY_OVERLAP)
    return _ ("Another stay has the room in the same time.");
  if (code == KW_DESK_ERROR_CARD_NEEDS_NEW)
    return _ ("A copy would not open the room; issue a new card.");
  if (code == KW_DESK_ERROR_PRESENT_CARD_AGAIN)
    return _ ("The card was taken away too early.");
  return _ ("The card could not be written.");
}

static char *
dup_problem (const char *problem)
{
  for (guint code = 0; code < KW_DESK_ERROR_N; code++)
    if (g_strcmp0 (kw_desk_error_to_string ((KwDeskError)code), problem) == 0)
      {
        g_autoptr (GError) error = g_error_new_literal (KW_DESK_ERROR, (int)code,
                                                        get_short_problem ((KwDeskError)code));

        return kw_error_words_dup_sentence (error);
      }
  return g_strdup (_ ("The card could not be written."));
}

char *
kw_batch_words_dup_reason (const KwBatchCard *card)
{
  if (card->state == KW_BATCH_CARD_STATE_UNCERTAIN && card->card_label != NULL)
    /* Translators: the number of a card, "7-42" */
    return g_strdup_printf (_ ("Whether card %s was written is open. Lay that card down again."),
                            card->card_label);
  if (card->problem != NULL)
    return dup_problem (card->problem);
  return g_strdup (card->state == KW_BATCH_CARD_STATE_SKIPPED ? _ ("Skipped.")
                                                              : _ ("It is still to be made."));
}
