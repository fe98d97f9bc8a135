/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-error-words.h"

#include <glib/gi18n.h>

/*
 * Sentences of the desk for codes that have several, here only so that they can be translated: the
 * one that came is looked up as a whole. Those with names, dates or numbers in them are not here.
 */
G_GNUC_UNUSED static const char *const desk_sentences[] = {
  N_ ("The card was taken away too early; it works as before or as asked for; lay it down again."),
  N_ ("The card was taken away too early and may open nothing now; lay it down again."),
  N_ ("The card was taken away too early; lay it down again."),
  N_ ("Another card was laid down in the middle; lay the first one down again."),
  N_ ("The card refused a part of what was written; lay it down again, and if that does not help, "
      "take another card."),
  N_ ("The encoder was lost in the middle and whether the card was written is open; lay the same "
      "card down again."),
  N_ ("The program that speaks to encoders cannot be started; install Keywright again."),
  N_ ("The encoder answered nonsense and was started again; lay the card down again."),
  N_ ("This card still opens something and was issued at another desk; use another card, or write "
      "it anyway with a reason."),
  N_ ("The card on the encoder is the lost card itself: return it instead."),
  N_ ("This card is blank; lay down the card it is for."),
  N_ ("This card opens nothing; issue it anew, or blank it."),
  N_ ("This card is of this hotel, but the register here does not know it; blank it, or take it to "
      "the desk that issued it."),
  N_ ("The stay of this card has ended; return the card."),
  N_ ("The stay of this card has another room now; move the card first."),
  N_ ("A newer card stops this one at its door; issue a NEW card or a COPY instead."),
  N_ ("This card is not as the register left it; issue a NEW one."),
  N_ ("This card was renewed too often; issue a NEW one."),
  N_ ("There is no live card of this stay to copy; issue a NEW one."),
  N_ ("A copy would not open every door asked for; issue a NEW card."),
  N_ ("The stay has passed its check-out; extend it or check it out first."),
  N_ ("This station does not know the hotel yet; import a property file."),
  N_ ("This station has no keys yet; create them."),
  N_ ("The keys in the vault are those of another property."),
  N_ ("The keys are in no sealed file here, and the keyring does not answer; unlock the keyring or "
      "log into its session, or restore the file."),
  N_ ("This card was reported lost; return it and issue another one."),
  N_ ("A cancel card is never renewed or moved."),
  N_ ("The card works until then already."),
  N_ ("Only the cards of a stay are moved; issue a new staff card instead."),
  N_ ("This card is for the room of its stay already; give the stay its new room first."),
  N_ ("Only a card that was reported lost gets a cancel card."),
  N_ ("The lost card has expired by itself; it needs no cancel card."),
  N_ ("One card opens rooms of one building only; issue a card for each."),
  N_ ("The end is in the past; give a later one."),
  N_ ("The new end is in the past; to end a card, return it."),
  N_ ("Say until when the card shall work."),
  N_ ("Say who carries the card."),
  N_ ("A staff card needs an end in the future."),
  N_ ("The stay would have ended already; give a later end."),
  N_ ("The same room is named twice; name each once."),
  N_ ("There is no such room."),
  N_ ("There is no such building."),
  N_ ("There is no such floor."),
  N_ ("There is no such door."),
  N_ ("The room is not in the property any more."),
  N_ ("This place is not on the walk-list; list it again."),
  N_ ("This computer's clock shows no usable date; set it right."),
  N_ ("Another program of this station is writing this card; wait until it is done."),
  N_ ("The encoder is used by another program; close that one and try again."),
  N_ ("Another program is creating the keys; wait until it is done."),
  N_ ("Another program keeps the register locked; try again."),
  N_ ("A newer version of Keywright has made this register; install that version."),
  N_ ("The data folder can only be read here; nothing was changed; make it writable, or do this at "
      "the station itself."),
  N_ ("The data folder can only be read here, and its register was not closed or is of an older "
      "version; open it once where it may be written."),
  N_ ("Stopped; the card was not changed."),
  N_ ("Stopped; nothing was changed."),
  N_ ("Stopped; the encoder was closed."),
  N_ ("Stopped; before that an interrupted job with this card was brought to its end; identify the "
      "card to see what it is now."),
};

/* %NULL: the desk's own sentence says more. */
static const char *
get_sentence (KwDeskError code)
{
  switch (code)
    {
    case KW_DESK_ERROR_PRESENT_CARD:
      return _ ("No card was laid on the encoder.");
    case KW_DESK_ERROR_PRESENT_ONE_CARD:
      return _ ("Two cards are on the encoder.");
    case KW_DESK_ERROR_ENCODER_MISSING:
      return _ ("No encoder. Plug one in.");
    case KW_DESK_ERROR_ENCODER_UNPLUGGED:
      return _ ("The encoder was unplugged. Plug it in to go on.");
    case KW_DESK_ERROR_ENCODER_PERMISSION:
      return _ ("This user may not open the encoder.");
    case KW_DESK_ERROR_ENCODER_NOT_RESPONDING:
      return _ ("The encoder did not answer and was started again. Lay the card down again.");
    case KW_DESK_ERROR_CARD_FOREIGN:
      return _ ("This card belongs to another system. Nothing was changed.");
    case KW_DESK_ERROR_CARD_DAMAGED:
      return _ ("This card is worn or damaged and can't be used any more.");
    case KW_DESK_ERROR_CARD_DISCARDED:
      return _ ("This card was taken out of use.");
    case KW_DESK_ERROR_CARD_FULL:
      return _ ("There is no room left on this card. Nothing was changed.");
    case KW_DESK_ERROR_CARD_UNSUPPORTED:
      return _ ("This sort of card can't be used here. Take a MIFARE Classic or DESFire card.");
    case KW_DESK_ERROR_CARD_ON_CANCEL_CARD:
      return _ ("A cancel card names this card, so locks may refuse it for good.");
    case KW_DESK_ERROR_MEDIUM_COPYABLE:
      return _ ("Master and emergency cards need a DESFire card; this one can be copied.");
    case KW_DESK_ERROR_ALREADY_SET_UP:
      return _ ("This station has keys already. Cards made with them would stop working.");
    case KW_DESK_ERROR_PASSPHRASE_NEEDED:
      return _ ("The keys are sealed with a passphrase.");
    case KW_DESK_ERROR_PASSPHRASE_WRONG:
      return _ ("This passphrase does not open the keys.");
    case KW_DESK_ERROR_DISK_FULL:
      return _ ("The disk is full. Nothing was changed; make room and try again.");
    case KW_DESK_ERROR_CANCELLED:
    case KW_DESK_ERROR_PRESENT_CARD_AGAIN:
    case KW_DESK_ERROR_ENCODER_BUSY:
    case KW_DESK_ERROR_ENCODER_PROGRAM:
    case KW_DESK_ERROR_CARD_IN_USE:
    case KW_DESK_ERROR_CARD_NOT_OURS:
    case KW_DESK_ERROR_CARD_WRONG_STAY:
    case KW_DESK_ERROR_CARD_NEEDS_NEW:
    case KW_DESK_ERROR_STAY_OVERLAP:
    case KW_DESK_ERROR_STAY_MISSING:
    case KW_DESK_ERROR_CLOCK_SUSPECT:
    case KW_DESK_ERROR_NOT_SET_UP:
    case KW_DESK_ERROR_NOT_ALLOWED:
    case KW_DESK_ERROR_NOT_FOUND:
    case KW_DESK_ERROR_BAD_VALUE:
    case KW_DESK_ERROR_VAULT:
    case KW_DESK_ERROR_FILE:
    case KW_DESK_ERROR_JOURNAL_BROKEN:
    case KW_DESK_ERROR_STORE:
    case KW_DESK_ERROR_CARD_UNCERTAIN:
      return NULL;
    }
  g_return_val_if_reached (NULL);
}

char *
kw_error_words_dup_sentence (const GError *error)
{
  const char *sentence = error->domain == KW_DESK_ERROR ? get_sentence (error->code) : NULL;

  return g_strdup (sentence != NULL ? sentence : gettext (error->message));
}

KwErrorAction
kw_error_words_get_action (const GError *error)
{
  if (error->domain != KW_DESK_ERROR)
    return KW_ERROR_ACTION_TRY_AGAIN;

  switch ((KwDeskError)error->code)
    {
    case KW_DESK_ERROR_PRESENT_ONE_CARD:
    case KW_DESK_ERROR_CANCELLED:
      return KW_ERROR_ACTION_NONE;
    case KW_DESK_ERROR_PRESENT_CARD:
    case KW_DESK_ERROR_ENCODER_UNPLUGGED:
    case KW_DESK_ERROR_ENCODER_PROGRAM:
    case KW_DESK_ERROR_NOT_ALLOWED:
    case KW_DESK_ERROR_VAULT:
    case KW_DESK_ERROR_FILE:
    case KW_DESK_ERROR_JOURNAL_BROKEN:
    case KW_DESK_ERROR_DISK_FULL:
    case KW_DESK_ERROR_STORE:
      return KW_ERROR_ACTION_TRY_AGAIN;
    case KW_DESK_ERROR_PRESENT_CARD_AGAIN:
    case KW_DESK_ERROR_ENCODER_NOT_RESPONDING:
    case KW_DESK_ERROR_CARD_UNCERTAIN:
      return KW_ERROR_ACTION_LAY_DOWN_AGAIN;
    case KW_DESK_ERROR_CARD_DISCARDED:
    case KW_DESK_ERROR_CARD_FOREIGN:
    case KW_DESK_ERROR_CARD_FULL:
    case KW_DESK_ERROR_CARD_UNSUPPORTED:
    case KW_DESK_ERROR_CARD_IN_USE:
    case KW_DESK_ERROR_CARD_NOT_OURS:
    case KW_DESK_ERROR_CARD_WRONG_STAY:
    case KW_DESK_ERROR_MEDIUM_COPYABLE:
      return KW_ERROR_ACTION_USE_ANOTHER_CARD;
    case KW_DESK_ERROR_CARD_DAMAGED:
      return KW_ERROR_ACTION_DISCARD_CARD;
    case KW_DESK_ERROR_CARD_ON_CANCEL_CARD:
    case KW_DESK_ERROR_CARD_NEEDS_NEW:
      return KW_ERROR_ACTION_ISSUE_NEW;
    case KW_DESK_ERROR_STAY_OVERLAP:
      return KW_ERROR_ACTION_GIVE_REASON;
    case KW_DESK_ERROR_STAY_MISSING:
    case KW_DESK_ERROR_NOT_FOUND:
    case KW_DESK_ERROR_BAD_VALUE:
      return KW_ERROR_ACTION_CHANGE;
    case KW_DESK_ERROR_ENCODER_MISSING:
      return KW_ERROR_ACTION_SET_UP_ENCODER;
    case KW_DESK_ERROR_ENCODER_BUSY:
      return KW_ERROR_ACTION_FREE_ENCODER;
    case KW_DESK_ERROR_ENCODER_PERMISSION:
      return KW_ERROR_ACTION_ALLOW_ENCODER;
    case KW_DESK_ERROR_CLOCK_SUSPECT:
      return KW_ERROR_ACTION_CHECK_CLOCK;
    case KW_DESK_ERROR_PASSPHRASE_NEEDED:
    case KW_DESK_ERROR_PASSPHRASE_WRONG:
      return KW_ERROR_ACTION_GIVE_PASSPHRASE;
    case KW_DESK_ERROR_NOT_SET_UP:
    case KW_DESK_ERROR_ALREADY_SET_UP:
      return KW_ERROR_ACTION_SET_UP_STATION;
    }
  g_return_val_if_reached (KW_ERROR_ACTION_TRY_AGAIN);
}

const char *
kw_error_words_get_button (KwErrorAction action)
{
  switch (action)
    {
    case KW_ERROR_ACTION_NONE:
      return NULL;
    case KW_ERROR_ACTION_TRY_AGAIN:
      return _ ("_Try Again");
    case KW_ERROR_ACTION_LAY_DOWN_AGAIN:
      return _ ("_Lay It Down Again");
    case KW_ERROR_ACTION_USE_ANOTHER_CARD:
      return _ ("_Use Another Card");
    case KW_ERROR_ACTION_WRITE_ANYWAY:
      return _ ("_Write Anyway");
    case KW_ERROR_ACTION_DISCARD_CARD:
      return _ ("_Mark as Discarded");
    case KW_ERROR_ACTION_GIVE_REASON:
      return _ ("_Give a Reason");
    case KW_ERROR_ACTION_ISSUE_NEW:
      return _ ("_Issue a New Card");
    case KW_ERROR_ACTION_CHANGE:
      return _ ("_Change");
    case KW_ERROR_ACTION_SET_UP_ENCODER:
      return _ ("_How to Set One Up");
    case KW_ERROR_ACTION_FREE_ENCODER:
      return _ ("_How to Free It");
    case KW_ERROR_ACTION_ALLOW_ENCODER:
      return _ ("_How to Allow It");
    case KW_ERROR_ACTION_CHECK_CLOCK:
      return _ ("_Check the Clock");
    case KW_ERROR_ACTION_GIVE_PASSPHRASE:
      return _ ("_Enter the Passphrase");
    case KW_ERROR_ACTION_SET_UP_STATION:
      return _ ("_Set Up the Station");
    }
  g_return_val_if_reached (NULL);
}

const char *
kw_error_words_get_help_uri (KwErrorAction action)
{
  switch (action)
    {
    case KW_ERROR_ACTION_SET_UP_ENCODER:
      return KW_HELP_URI "/blob/main/docs/encoders.md#setting-one-up";
    case KW_ERROR_ACTION_FREE_ENCODER:
      return KW_HELP_URI "/blob/main/docs/encoders.md#used-by-another-program";
    case KW_ERROR_ACTION_ALLOW_ENCODER:
      return KW_HELP_URI "/blob/main/docs/encoders.md#not-allowed";
    case KW_ERROR_ACTION_CHECK_CLOCK:
      return KW_HELP_URI "/blob/main/docs/encoders.md#the-clock";
    case KW_ERROR_ACTION_NONE:
    case KW_ERROR_ACTION_TRY_AGAIN:
    case KW_ERROR_ACTION_LAY_DOWN_AGAIN:
    case KW_ERROR_ACTION_USE_ANOTHER_CARD:
    case KW_ERROR_ACTION_WRITE_ANYWAY:
    case KW_ERROR_ACTION_DISCARD_CARD:
    case KW_ERROR_ACTION_GIVE_REASON:
    case KW_ERROR_ACTION_ISSUE_NEW:
    case KW_ERROR_ACTION_CHANGE:
    case KW_ERROR_ACTION_GIVE_PASSPHRASE:
    case KW_ERROR_ACTION_SET_UP_STATION:
      return NULL;
    }
  g_return_val_if_reached (NULL);
}
