/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-error-words.h"

#include <glib/gi18n.h>

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
      return _ ("No encoder. Plug in one of: ACR122U, PN532, PN533.");
    case KW_DESK_ERROR_ENCODER_UNKNOWN:
      return _ ("There is no encoder of this name. Choose one in Preferences.");
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
    case KW_DESK_ERROR_ALREADY_SET_UP:
      return _ ("This station has keys already. Cards made with them would stop working.");
    case KW_DESK_ERROR_PASSPHRASE_NEEDED:
      return _ ("The keys are sealed with a passphrase.");
    case KW_DESK_ERROR_PASSPHRASE_WRONG:
      return _ ("This passphrase does not open the keys.");
    case KW_DESK_ERROR_CANCELLED:
    case KW_DESK_ERROR_PRESENT_CARD_AGAIN:
    case KW_DESK_ERROR_ENCODER_BUSY:
    case KW_DESK_ERROR_ENCODER_PROGRAM:
    case KW_DESK_ERROR_CARD_IN_USE:
    case KW_DESK_ERROR_CARD_NOT_OURS:
    case KW_DESK_ERROR_CARD_WRONG_STAY:
    case KW_DESK_ERROR_CARD_NEEDS_NEW:
    case KW_DESK_ERROR_CARD_NEEDS_RETURN:
    case KW_DESK_ERROR_MEDIUM_COPYABLE:
    case KW_DESK_ERROR_STAY_OVERLAP:
    case KW_DESK_ERROR_STAY_MISSING:
    case KW_DESK_ERROR_PREVIEW_OUTDATED:
    case KW_DESK_ERROR_CLOCK_SUSPECT:
    case KW_DESK_ERROR_NOT_SET_UP:
    case KW_DESK_ERROR_NOT_ALLOWED:
    case KW_DESK_ERROR_NOT_FOUND:
    case KW_DESK_ERROR_BAD_VALUE:
    case KW_DESK_ERROR_VAULT:
    case KW_DESK_ERROR_FILE:
    case KW_DESK_ERROR_JOURNAL_BROKEN:
    case KW_DESK_ERROR_DISK_FULL:
    case KW_DESK_ERROR_STORE:
    case KW_DESK_ERROR_REGISTER_MISSING:
    case KW_DESK_ERROR_REGISTER_DAMAGED:
    case KW_DESK_ERROR_REGISTER_NEWER:
    case KW_DESK_ERROR_READ_ONLY:
    case KW_DESK_ERROR_DATA_FOLDER:
    case KW_DESK_ERROR_CARD_UNCERTAIN:
      return NULL;
    }
  g_return_val_if_reached (NULL);
}

char *
kw_error_words_dup_sentence (const GError *error)
{
  const char *sentence = error->domain == KW_DESK_ERROR ? get_sentence (error->code) : NULL;

  return g_strdup (sentence != NULL ? sentence : error->message);
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
    case KW_DESK_ERROR_READ_ONLY:
      return KW_ERROR_ACTION_TRY_AGAIN;
    case KW_DESK_ERROR_REGISTER_MISSING:
    case KW_DESK_ERROR_REGISTER_DAMAGED:
      return KW_ERROR_ACTION_OPEN_FOLDER;
    case KW_DESK_ERROR_REGISTER_NEWER:
    case KW_DESK_ERROR_DATA_FOLDER:
      return KW_ERROR_ACTION_QUIT;
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
    case KW_DESK_ERROR_CARD_NEEDS_RETURN:
      return KW_ERROR_ACTION_RETURN_CARD;
    case KW_DESK_ERROR_STAY_OVERLAP:
      return KW_ERROR_ACTION_GIVE_REASON;
    case KW_DESK_ERROR_STAY_MISSING:
      return KW_ERROR_ACTION_CLOSE;
    case KW_DESK_ERROR_NOT_FOUND:
    case KW_DESK_ERROR_BAD_VALUE:
      return KW_ERROR_ACTION_CHANGE;
    case KW_DESK_ERROR_PREVIEW_OUTDATED:
      return KW_ERROR_ACTION_LOOK_AGAIN;
    case KW_DESK_ERROR_ENCODER_UNKNOWN:
      return KW_ERROR_ACTION_CHOOSE_ENCODER;
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
    case KW_ERROR_ACTION_RETURN_CARD:
      return _ ("_Return Card");
    case KW_ERROR_ACTION_CHANGE:
      return _ ("_Change");
    case KW_ERROR_ACTION_CLOSE:
      return _ ("_Close");
    case KW_ERROR_ACTION_LOOK_AGAIN:
      return _ ("_Look Again");
    case KW_ERROR_ACTION_CHOOSE_ENCODER:
      return _ ("_Preferences");
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
    case KW_ERROR_ACTION_OPEN_FOLDER:
      return _ ("_Open the Folder");
    case KW_ERROR_ACTION_QUIT:
      return _ ("_Quit");
    }
  g_return_val_if_reached (NULL);
}

const char *
kw_error_words_get_app_action (KwErrorAction action)
{
  if (action == KW_ERROR_ACTION_OPEN_FOLDER)
    return "app.open-folder";
  return action == KW_ERROR_ACTION_QUIT ? "app.quit" : "app.open-station";
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
    case KW_ERROR_ACTION_NONE:
    case KW_ERROR_ACTION_TRY_AGAIN:
    case KW_ERROR_ACTION_LAY_DOWN_AGAIN:
    case KW_ERROR_ACTION_USE_ANOTHER_CARD:
    case KW_ERROR_ACTION_WRITE_ANYWAY:
    case KW_ERROR_ACTION_DISCARD_CARD:
    case KW_ERROR_ACTION_GIVE_REASON:
    case KW_ERROR_ACTION_ISSUE_NEW:
    case KW_ERROR_ACTION_RETURN_CARD:
    case KW_ERROR_ACTION_CHANGE:
    case KW_ERROR_ACTION_CLOSE:
    case KW_ERROR_ACTION_LOOK_AGAIN:
    case KW_ERROR_ACTION_CHOOSE_ENCODER:
    case KW_ERROR_ACTION_CHECK_CLOCK:
    case KW_ERROR_ACTION_GIVE_PASSPHRASE:
    case KW_ERROR_ACTION_SET_UP_STATION:
    case KW_ERROR_ACTION_OPEN_FOLDER:
    case KW_ERROR_ACTION_QUIT:
      return NULL;
    }
  g_return_val_if_reached (NULL);
}
