/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli-print.h"

#include <string.h>

/* The words of docs/card-format.md, "How a lock decides". */
static const struct
{
  const char *word;
  const char *reason;
} reasons[] = {
  { "OPEN", "It opens." },
  { "CANCEL_LEARNED", "The lock refuses the cancelled cards from now on." },
  { "BLANK", "The card carries nothing." },
  { "FOREIGN", "The card belongs to another system." },
  { "FORGED", "The card carries something that this hotel did not sign." },
  { "UNSUPPORTED", "The lock does not accept this sort of card." },
  { "WRONG_SITE", "The card belongs to another hotel." },
  { "CANCELLED", "A cancel card has stopped this card here." },
  { "NO_CLOCK", "The lock does not know the time." },
  { "NOT_YET", "The card is not valid yet." },
  { "EXPIRED", "The card has expired." },
  { "OUT_OF_HOURS", "The card does not open at this hour or on this day." },
  { "WRONG_PLACE", "The card is for another place." },
  { "SUPERSEDED", "A newer card was shown here." },
  { "PRIVACY", "The door is locked from inside." },
  { "USED", "The card opens once, and has." },
  { "DENY_FULL", "The lock's list of cancelled cards is full." },
};

static const char *
get_reason (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (strcmp (reasons[i].word, word) == 0)
      return reasons[i].reason;
  return "The lock refuses it.";
}

static void
append_state (const KwCliVoice *voice, const KwDeskOutcome *outcome)
{
  if (!outcome->is_known)
    {
      g_string_append (voice->out, "The register does not know it.\n");
      return;
    }
  switch (outcome->credential->state)
    {
    case KW_CREDENTIAL_STATE_LIVE:
    case KW_CREDENTIAL_STATE_PENDING:
    case KW_CREDENTIAL_STATE_UNCERTAIN:
    case KW_CREDENTIAL_STATE_FAILED:
    case KW_CREDENTIAL_STATE_EXPIRED:
      break;
    case KW_CREDENTIAL_STATE_RETURNED:
      g_string_append (voice->out, "It is listed as returned without the card.\n");
      break;
    case KW_CREDENTIAL_STATE_LOST:
      g_string_append (voice->out, "It is reported lost.\n");
      break;
    case KW_CREDENTIAL_STATE_SUPERSEDED:
      g_string_append (voice->out, "A newer card for the room was issued.\n");
      break;
    case KW_CREDENTIAL_STATE_REWRITTEN:
      g_string_append (voice->out, "It was rewritten since.\n");
      break;
    case KW_CREDENTIAL_STATE_DAMAGED:
      g_string_append (voice->out, "It is listed as damaged.\n");
      break;
    }
}

static void
print_ours (const KwCliVoice *voice, const KwDeskOutcome *outcome)
{
  g_autofree char *label = kw_cli_print_dup_card (outcome->card);
  const KwGrant *grant = outcome->credential->grant;
  g_autofree char *until = kw_cli_print_dup_time (voice, grant->valid_until_unix_s);

  if (grant->kind == KW_GRANT_KIND_CANCEL)
    g_string_append_printf (voice->out, "%s is a cancel card until %s.\n", label, until);
  else
    {
      g_string_append_printf (voice->out, "%s, %s%s", label, kw_grant_kind_to_string (grant->kind),
                              grant->is_copy ? ", copy" : "");
      if (outcome->credential->holder != NULL)
        g_string_append_printf (voice->out, ", carried by %s", outcome->credential->holder);
      g_string_append (voice->out, ": opens ");
      kw_cli_print_append_opens (voice, grant);
      g_string_append (voice->out, ".\n");
    }
  append_state (voice, outcome);
  if (outcome->why_not != NULL)
    g_string_append_printf (voice->out, "It would not open now: %s (%s)\n",
                            get_reason (outcome->why_not), outcome->why_not);
}

void
kw_cli_print_identified (const KwCliVoice *voice, const KwDeskOutcome *outcome)
{
  switch (outcome->condition)
    {
    case KW_DESK_CONDITION_BLANK:
      g_string_append (voice->out, "This card is blank.\n");
      break;
    case KW_DESK_CONDITION_OURS:
      if (outcome->credential != NULL)
        print_ours (voice, outcome);
      break;
    case KW_DESK_CONDITION_EMPTY:
      g_string_append (voice->out, "This card is one of ours and opens nothing.\n");
      break;
    case KW_DESK_CONDITION_UNFINISHED:
      g_string_append (voice->out, "This card opens nothing: a job with it was interrupted. "
                                   "'card blank' makes it blank, 'card issue' a new card.\n");
      break;
    case KW_DESK_CONDITION_FOREIGN:
      g_string_append (voice->out, "This card belongs to another system. Nothing was changed.\n");
      break;
    case KW_DESK_CONDITION_DAMAGED:
      g_string_append (voice->out, "This card is worn or damaged and can't be used any more.\n");
      break;
    case KW_DESK_CONDITION_UNSUPPORTED:
      g_string_append (voice->out, "This sort of card can't be used as a key card.\n");
      break;
    }
  if (outcome->card != NULL && outcome->card->is_discarded)
    g_string_append (voice->out, "It was taken out of use: take another card.\n");
  if (outcome->is_finished)
    g_string_append (voice->out, "An earlier job with this card had been interrupted; it is "
                                 "finished now.\n");
}

static void
append_granted (const KwCliVoice *voice, const KwDeskPlace *place, guint64 granted)
{
  const KwBank *bank = kw_property_get_bank (voice->property, place->number);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; bank != NULL && i < bank->n_landings; i++)
    if ((granted >> bank->landings[i].number & 1) != 0)
      g_ptr_array_add (names, (gpointer)bank->landings[i].name);
  list = kw_cli_print_dup_list (names);
  g_string_append_printf (voice->out, "The elevator goes to %s %s.\n",
                          names->len == 1 ? "landing" : "landings", list);
}

void
kw_cli_print_tried (const KwCliVoice *voice, const KwDeskPlace *place, const KwDeskOutcome *outcome)
{
  const char *answer = outcome->answer == NULL ? "?" : outcome->answer;

  g_string_append_printf (voice->out, "%s\n", answer);
  if (strcmp (answer, "OPEN") != 0)
    g_string_append_printf (voice->out, "%s\n", get_reason (answer));
  else if (place->kind == KW_DESK_PLACE_ELEVATOR)
    append_granted (voice, place, outcome->granted);
}

void
kw_cli_print_stay (const KwCliVoice *voice, const KwStay *stay)
{
  g_autoptr (GPtrArray) rooms = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;
  g_autofree char *from = kw_cli_print_dup_time (voice, stay->from_unix_s);
  g_autofree char *until = kw_cli_print_dup_time (voice, stay->until_unix_s);

  for (guint i = 0; i < stay->n_doors; i++)
    g_ptr_array_add (rooms, kw_property_dup_door_label (voice->property, stay->doors[i]));
  list = kw_cli_print_dup_list (rooms);
  g_string_append_printf (voice->out, "Stay %" G_GINT64_FORMAT ", %s, %s %s, from %s until %s",
                          stay->id, kw_stay_state_to_string (stay->state),
                          stay->n_doors == 1 ? "room" : "rooms", list, from, until);
  if (stay->tenants != NULL && stay->tenants[0] != NULL)
    {
      g_autofree char *tenants = g_strjoinv (", ", (char **)stay->tenants);

      g_string_append_printf (voice->out, ": %s", tenants);
    }
  g_string_append (voice->out, ".\n");
}
