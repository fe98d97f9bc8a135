/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-review-words.h"

#include "kw-stay-words.h"
#include "kw-time-words.h"
#include "kw-words.h"

#include <glib/gi18n.h>

const char *
kw_review_words_get_title (KwFlowKind kind)
{
  switch (kind)
    {
    case KW_FLOW_KIND_ISSUE:
      return _ ("Issue Card");
    case KW_FLOW_KIND_RENEW:
      return _ ("Renew Card");
    case KW_FLOW_KIND_MOVE:
      return _ ("Move Card");
    case KW_FLOW_KIND_RETURN:
      return _ ("Return Card");
    case KW_FLOW_KIND_BLANK:
      return _ ("Erase Cards");
    case KW_FLOW_KIND_CANCEL_CARD:
      return _ ("Cancel Card");
    }
  g_return_val_if_reached ("");
}

gboolean
kw_review_words_is_staff (const KwGrant *grant)
{
  switch (grant->kind)
    {
    case KW_GRANT_KIND_FLOOR:
    case KW_GRANT_KIND_BUILDING:
    case KW_GRANT_KIND_MASTER:
    case KW_GRANT_KIND_EMERGENCY:
      return TRUE;
    case KW_GRANT_KIND_TENANT:
    case KW_GRANT_KIND_CANCEL:
      return FALSE;
    }
  g_return_val_if_reached (FALSE);
}

char *
kw_review_words_dup_scope (const KwProperty *property, const KwGrant *grant)
{
  const KwBuilding *building = kw_property_get_building (property, grant->building);
  const KwFloor *floor_ = kw_property_get_floor (property, grant->building, grant->floor);

  if (grant->building == 0)
    return g_strdup (_ ("Opens EVERY room of the hotel."));
  if (building == NULL || (grant->floor != 0 && floor_ == NULL))
    return g_strdup (_ ("Opens rooms that are gone."));
  if (grant->floor == 0)
    /* Translators: the name of a building */
    return g_strdup_printf (_ ("Opens every room of %s."), building->name);
  /* Translators: the name of a floor and of its building */
  return g_strdup_printf (_ ("Opens every room on floor %s of %s."), floor_->name, building->name);
}

char *
kw_review_words_dup_headline (KwDesk *desk, const KwFlowOrder *order, const KwDeskPreview *preview)
{
  const KwProperty *property = kw_desk_get_property (desk);
  const gint64 now_unix_s = kw_desk_get_now_unix_s (desk);
  g_autofree char *until = NULL;

  if (preview != NULL && kw_review_words_is_staff (preview->grant))
    return kw_review_words_dup_scope (property, preview->grant);
  if (preview != NULL)
    return kw_words_dup_opens (property, now_unix_s, preview->grant);
  switch (order->kind)
    {
    case KW_FLOW_KIND_ISSUE:
      return g_strdup (_ ("Looking at the register…"));
    case KW_FLOW_KIND_RENEW:
      if (order->until_unix_s == 0)
        return g_strdup (_ ("The card you lay down opens until the end of its stay."));
      until = kw_time_words_dup_full (property, now_unix_s, order->until_unix_s);
      /* Translators: the new end of a card: "Sunday 24 November, 11:00" */
      return g_strdup_printf (_ ("The card you lay down opens until %s."), until);
    case KW_FLOW_KIND_MOVE:
      return g_strdup (_ ("The card you lay down opens the rooms that its stay has now."));
    case KW_FLOW_KIND_RETURN:
      if (order->card_label == NULL)
        return g_strdup (_ ("The card you lay down is erased and opens nothing afterwards."));
      /* Translators: the number of a card, "7-42", and what it is for: "Room 305, copy" */
      return g_strdup_printf (_ ("Card %s (%s) is erased and opens nothing afterwards."),
                              order->card_label, order->card_purpose);
    case KW_FLOW_KIND_BLANK:
      return g_strdup (_ ("Every card you lay down is erased and opens nothing afterwards."));
    case KW_FLOW_KIND_CANCEL_CARD:
      return g_strdup (_ ("Opens nothing. It tells locks which lost cards to refuse."));
    }
  g_return_val_if_reached (g_strdup (""));
}

static void
add_superseded (GString *lines, guint n_superseded, gboolean has_area_access)
{
  if (n_superseded == 0)
    return;
  kw_words_add_line (
      lines,
      g_strdup_printf (ngettext ("%u older card stops working when this one is first used at the "
                                 "door.",
                                 "%u older cards stop working when this one is first used at the "
                                 "door.",
                                 n_superseded),
                       n_superseded));
  if (has_area_access)
    kw_words_add_line (
        lines, g_strdup (ngettext ("It goes on opening areas and elevators until it expires.",
                                   "They go on opening areas and elevators until they "
                                   "expire.",
                                   n_superseded)));
}

static void
add_stay (GString *lines, const KwProperty *property, gint64 now_unix_s,
          const KwDeskPreview *preview)
{
  g_autofree char *tenants = NULL;
  g_autofree char *until = NULL;

  if (preview->stay == NULL)
    return;
  tenants = kw_stay_words_dup_tenants (preview->stay);
  if (tenants != NULL)
    /* Translators: the names of the tenants: "For Ada Weiß, Tom Weiß." */
    kw_words_add_line (lines, g_strdup_printf (_ ("For %s."), tenants));
  until = kw_time_words_dup_full (property, now_unix_s, preview->stay->until_unix_s);
  if (preview->would_open_stay)
    /* Translators: "Sunday 24 November, 11:00" */
    kw_words_add_line (lines,
                       g_strdup_printf (_ ("A new stay is opened for the room, until %s."), until));
  if (preview->would_check_in)
    kw_words_add_line (lines, g_strdup (_ ("The stay was expected and is checked in.")));
  if (preview->would_change_stay && preview->stay_before != NULL &&
      preview->stay_before->until_unix_s != preview->stay->until_unix_s)
    /* Translators: "Sunday 24 November, 11:00" */
    kw_words_add_line (lines,
                       g_strdup_printf (_ ("The stay is changed and lasts until %s."), until));
  else if (preview->would_change_stay)
    kw_words_add_line (lines, g_strdup (_ ("The stay gets these rooms too.")));
}

/* Who is in the room too, at this moment. */
static void
add_overlap (GString *lines, const KwProperty *property, gint64 now_unix_s, const KwStay *other)
{
  const gboolean is_late = other->until_unix_s <= now_unix_s;
  g_autofree char *tenants = kw_stay_words_dup_tenants (other);
  g_autofree char *until = kw_time_words_dup (property, now_unix_s, other->until_unix_s);

  if (tenants != NULL && is_late)
    /* Translators: names of tenants and the time at which their stay should have ended:
     * "yesterday 11:00" */
    kw_words_add_line (
        lines, g_strdup_printf (_ ("Still in the room: %s (was due out %s)."), tenants, until));
  else if (tenants != NULL)
    /* Translators: names of tenants and the time at which their stay ends: "Sunday 11:00" */
    kw_words_add_line (lines,
                       g_strdup_printf (_ ("Also in the room: %s (until %s)."), tenants, until));
  else if (is_late)
    /* Translators: the time at which a stay should have ended: "yesterday 11:00" */
    kw_words_add_line (
        lines, g_strdup_printf (_ ("Somebody is still in the room and was due out %s."), until));
  else
    /* Translators: the time at which a stay ends: "Sunday 11:00" */
    kw_words_add_line (lines,
                       g_strdup_printf (_ ("Somebody else is in the room until %s."), until));
}

/* Everything about a staff card but the rooms, which stand above it. */
static void
add_staff (GString *lines, const KwProperty *property, gint64 now_unix_s, const KwFlowOrder *order,
           const KwGrant *grant)
{
  g_autofree char *until = kw_time_words_dup_full (property, now_unix_s, grant->valid_until_unix_s);
  g_autofree char *hours = kw_words_dup_hours (grant);
  g_autofree char *landings = kw_words_dup_landings (property, grant);

  if (order->kind == KW_FLOW_KIND_ISSUE && order->issue.holder != NULL)
    /* Translators: a kind of card and who carries it: "Master card for Maria Weiß" */
    kw_words_add_line (lines, g_strdup_printf (_ ("%s for %s"), kw_words_get_kind (grant->kind),
                                               order->issue.holder));
  else
    kw_words_add_line (lines, g_strdup (kw_words_get_kind (grant->kind)));
  if (hours != NULL)
    /* Translators: weekdays and hours: "Monday to Friday, 07:00 to 19:00" */
    kw_words_add_line (lines, g_strdup_printf (_ ("It opens only %s."), hours));
  /* Translators: "Sunday 24 November, 11:00" */
  kw_words_add_line (lines, g_strdup_printf (_ ("It opens until %s."), until));
  if (landings != NULL)
    /* Translators: elevator landings: "every elevator landing", "landings 1 and 3" */
    kw_words_add_line (lines, g_strdup_printf (_ ("In the elevator it opens %s."), landings));
  if (grant->can_override_deadbolt || grant->kind == KW_GRANT_KIND_EMERGENCY)
    kw_words_add_line (lines, g_strdup (_ ("It also opens doors that are locked from inside.")));
}

gboolean
kw_review_words_is_somebody_in (const KwDeskPreview *preview)
{
  return preview->overlap != NULL && preview->overlap->state == KW_STAY_STATE_OPEN;
}

char *
kw_review_words_dup_notes (KwDesk *desk, const KwFlowOrder *order, const KwDeskPreview *preview)
{
  const KwProperty *property = kw_desk_get_property (desk);
  const gint64 now_unix_s = kw_desk_get_now_unix_s (desk);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *clone_until = NULL;

  if (kw_review_words_is_staff (preview->grant))
    add_staff (lines, property, now_unix_s, order, preview->grant);
  add_stay (lines, property, now_unix_s, preview);
  if (kw_review_words_is_somebody_in (preview))
    add_overlap (lines, property, now_unix_s, preview->overlap);
  if (preview->grant->is_copy && preview->n_live_cards > 0)
    kw_words_add_line (
        lines, g_strdup_printf (ngettext ("It works beside the %u card that the stay has already.",
                                          "It works beside the %u cards that the stay has already.",
                                          preview->n_live_cards),
                                preview->n_live_cards));
  add_superseded (lines, preview->n_superseded, preview->has_area_access);
  if (preview->may_live_until_unix_s != 0)
    {
      clone_until = kw_time_words_dup (property, now_unix_s, preview->may_live_until_unix_s);
      /* Translators: until when, "Sunday 11:00" */
      kw_words_add_line (lines,
                         g_strdup_printf (_ ("If somebody copied the card as it is now, that copy "
                                             "opens until %s."),
                                          clone_until));
    }
  if (preview->needs_uncloneable)
    kw_words_add_line (lines, g_strdup (_ ("It needs a DESFire card, which can't be copied.")));
  return lines->len == 0 ? NULL : g_string_free (g_steal_pointer (&lines), FALSE);
}

char *
kw_review_words_dup_which (KwDesk *desk, const KwFlowOrder *order)
{
  g_autofree char *room = NULL;

  if (order->kind == KW_FLOW_KIND_ISSUE || order->stay_id == 0 || order->issue.door.door == 0 ||
      order->card_label != NULL)
    return NULL;
  room = kw_property_dup_door_label (kw_desk_get_property (desk), order->issue.door);
  /* Translators: the name of a room */
  return g_strdup_printf (_ ("It has to be a card of the stay in room %s."), room);
}

char *
kw_review_words_dup_done (KwDesk *desk, const KwDeskOutcome *outcome, guint n_done, guint n_cards)
{
  const KwCredential *credential = outcome->credential;
  g_autofree char *subject = NULL;

  if (outcome->operation == KW_ISSUE_OPERATION_RETURN ||
      outcome->operation == KW_ISSUE_OPERATION_BLANK)
    {
      if (n_done == 1 && n_cards == 1)
        return g_strdup (_ ("The card is blank again"));
      return g_strdup_printf (
          ngettext ("%u card is blank again", "%u cards are blank again", n_done), n_done);
    }
  subject = credential == NULL ? g_strdup (_ ("The card is written"))
                               : kw_words_dup_purpose (kw_desk_get_property (desk),
                                                       credential->grant, credential->holder);
  if (n_cards == 1)
    return g_steal_pointer (&subject);
  if (n_cards == 0)
    /* Translators: what the card is for and how many are written: "Room 305, card 1" */
    return g_strdup_printf (_ ("%s, card %u"), subject, n_done);
  /* Translators: what the card is for and which of how many it is: "Room 305, card 1 of 2" */
  return g_strdup_printf (_ ("%s, card %u of %u"), subject, n_done, n_cards);
}

char *
kw_review_words_dup_after (KwDesk *desk, const KwDeskOutcome *outcome)
{
  const KwProperty *property = kw_desk_get_property (desk);
  const gint64 now_unix_s = kw_desk_get_now_unix_s (desk);
  const gboolean is_erased = outcome->operation == KW_ISSUE_OPERATION_RETURN ||
                             outcome->operation == KW_ISSUE_OPERATION_BLANK;
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *label = NULL;
  g_autofree char *until = NULL;

  if (outcome->card != NULL)
    {
      label = kw_card_dup_label (outcome->card);
      /* Translators: the number of a card, "7-42" */
      kw_words_add_line (lines, g_strdup_printf (_ ("This is card %s."), label));
    }
  if (!is_erased && outcome->credential != NULL)
    kw_words_add_line (lines,
                       kw_words_dup_opens (property, now_unix_s, outcome->credential->grant));
  if (outcome->operation == KW_ISSUE_OPERATION_ISSUE)
    add_superseded (lines, outcome->n_superseded, outcome->has_area_access);
  if (outcome->may_live_until_unix_s != 0)
    {
      until = kw_time_words_dup (property, now_unix_s, outcome->may_live_until_unix_s);
      /* Translators: until when, "Sunday 11:00" */
      kw_words_add_line (
          lines, g_strdup_printf (_ ("If somebody copied the card as it was, that copy opens "
                                     "until %s."),
                                  until));
    }
  return g_string_free (g_steal_pointer (&lines), FALSE);
}
