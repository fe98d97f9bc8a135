/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-journal-words.h"

#include "kw-words.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

const char *
kw_journal_words_get_event (KwJournalEvent event)
{
  switch (event)
    {
    case KW_JOURNAL_EVENT_PROPERTY_IMPORTED:
      return _ ("The hotel's map was imported");
    case KW_JOURNAL_EVENT_KEYS_CREATED:
      return _ ("The hotel's keys were made");
    case KW_JOURNAL_EVENT_KEYS_EXPORTED:
      return _ ("What locks are given was exported");
    case KW_JOURNAL_EVENT_STAY_CREATED:
      return _ ("A stay was booked");
    case KW_JOURNAL_EVENT_STAY_OPENED:
      return _ ("Somebody was checked in");
    case KW_JOURNAL_EVENT_STAY_CHANGED:
      return _ ("A stay was changed");
    case KW_JOURNAL_EVENT_STAY_CLOSED:
      return _ ("Somebody was checked out");
    case KW_JOURNAL_EVENT_CARD_REGISTERED:
      return _ ("A card was seen for the first time");
    case KW_JOURNAL_EVENT_CARD_ISSUE_INTENDED:
      return _ ("The writing of a card was begun");
    case KW_JOURNAL_EVENT_CARD_ISSUED:
      return _ ("A card was issued");
    case KW_JOURNAL_EVENT_CARD_ISSUE_FAILED:
      return _ ("A card was not written");
    case KW_JOURNAL_EVENT_CARD_ISSUE_UNCERTAIN:
      return _ ("Whether a card was written is open");
    case KW_JOURNAL_EVENT_CARD_RENEWED:
      return _ ("A card was renewed");
    case KW_JOURNAL_EVENT_CARD_MOVED:
      return _ ("A card was moved to another room");
    case KW_JOURNAL_EVENT_CARD_RETURNED:
      return _ ("A card was returned");
    case KW_JOURNAL_EVENT_CARD_RETURNED_ABSENT:
      return _ ("A card was returned without the card");
    case KW_JOURNAL_EVENT_CARD_LOST:
      return _ ("A card was reported lost");
    case KW_JOURNAL_EVENT_CANCEL_CARD_ISSUED:
      return _ ("A cancel card was issued");
    case KW_JOURNAL_EVENT_CARD_BLANKED:
      return _ ("A card was made blank");
    case KW_JOURNAL_EVENT_CARD_DAMAGED:
      return _ ("A card was found damaged");
    case KW_JOURNAL_EVENT_CARD_DISCARDED:
      return _ ("A card was taken out of use");
    case KW_JOURNAL_EVENT_CLOCK_CONFIRMED:
      return _ ("The computer's clock was confirmed");
    case KW_JOURNAL_EVENT_WALK_LIST_TICKED:
      return _ ("A place of a walk-list was ticked");
    case KW_JOURNAL_EVENT_PERSONAL_ERASED:
      return _ ("Personal data was erased");
    case KW_JOURNAL_EVENT_PASSPHRASE_CHANGED:
      return _ ("The passphrase of the keys was changed");
    case KW_JOURNAL_EVENT_BATCH_CREATED:
      return _ ("A batch of cards was begun");
    case KW_JOURNAL_EVENT_BATCH_STOPPED:
      return _ ("A batch of cards was stopped");
    case KW_JOURNAL_EVENT_BATCH_ENDED:
      return _ ("A batch of cards was ended");
    case KW_JOURNAL_EVENT_BATCH_CARD_SKIPPED:
      return _ ("A card of a batch was skipped");
    case KW_JOURNAL_EVENT_BATCH_CARD_REDONE:
      return _ ("A card of a batch is to be made again");
    case KW_JOURNAL_EVENT_BATCH_SKIPPED_TAKEN_UP:
      return _ ("Skipped cards of a batch were taken up again");
    case KW_JOURNAL_EVENT_KEYS_OPENED:
      return _ ("The keys were opened with the passphrase");
    case KW_JOURNAL_EVENT_PASSPHRASE_REFUSED:
      return _ ("A wrong passphrase was given for the keys");
    }
  g_return_val_if_reached ("");
}

/* The first of the numbers @name of @object, or 0. */
static guint
get_first (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node) &&
      json_array_get_length (json_node_get_array (node)) > 0)
    return (guint)json_array_get_int_element (json_node_get_array (node), 0);
  if (node != NULL && JSON_NODE_HOLDS_VALUE (node))
    return (guint)json_node_get_int (node);
  return 0;
}

/* The main door that a stay or a grant names, or {0, 0}. */
static KwDoorRef
get_door (JsonObject *data)
{
  JsonNode *grant = json_object_get_member (data, "grant");

  if (grant != NULL && JSON_NODE_HOLDS_OBJECT (grant))
    return (KwDoorRef){ get_first (json_node_get_object (grant), "building"),
                        get_first (json_node_get_object (grant), "doors") };
  return (KwDoorRef){ get_first (data, "buildings"), get_first (data, "doors") };
}

/* (nullable): which card of a batch, or how far that was. */
static char *
dup_batch (JsonObject *data)
{
  const guint n_cards = get_first (data, "cards");
  const guint position = get_first (data, "position");

  if (json_object_get_member (data, "batch") == NULL)
    return NULL;
  if (position != 0)
    return g_strdup_printf (_ ("card %u of %u"), position, n_cards);
  /* Translators: how many cards of a batch are done, and how many it has */
  return g_strdup_printf (ngettext ("%u of %u card done", "%u of %u cards done", n_cards),
                          get_first (data, "done"), n_cards);
}

char *
kw_journal_words_dup_about (const KwProperty *property, const KwJournalEntry *entry,
                            const char *card)
{
  g_autoptr (JsonNode) root = json_from_string (entry->data, NULL);
  JsonObject *data = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root)
                                                                   : NULL;
  const KwDoorRef door = data == NULL ? (KwDoorRef){ 0, 0 } : get_door (data);
  g_autofree char *room = door.door == 0 || property == NULL ? NULL
                                                             : kw_words_dup_room (property, door);

  g_autofree char *batch = data == NULL ? NULL : dup_batch (data);

  if (card == NULL && room == NULL)
    return batch != NULL ? g_steal_pointer (&batch) : g_strdup ("");
  if (card == NULL)
    return g_steal_pointer (&room);
  if (room == NULL)
    /* Translators: the number of a card, "7-42" */
    return g_strdup_printf (_ ("card %s"), card);
  /* Translators: what an act of the desk is about: a room ("room 305") and the number of a card */
  return g_strdup_printf (_ ("%s, card %s"), room, card);
}
