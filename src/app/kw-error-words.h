/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-desk-error.h"

G_BEGIN_DECLS

/**
 * KwErrorAction:
 * @KW_ERROR_ACTION_NONE: nothing is to be done, or it goes on by itself
 * @KW_ERROR_ACTION_TRY_AGAIN: the same once more
 * @KW_ERROR_ACTION_LAY_DOWN_AGAIN: the same card once more
 * @KW_ERROR_ACTION_USE_ANOTHER_CARD: the card that lies there has to be lifted first
 * @KW_ERROR_ACTION_WRITE_ANYWAY: with a reason, although the card opens something for somebody
 * @KW_ERROR_ACTION_DISCARD_CARD: take the plastic out of use
 * @KW_ERROR_ACTION_GIVE_REASON: why two stays may have the room in the same time
 * @KW_ERROR_ACTION_ISSUE_NEW: a NEW card in place of the one that lies there
 * @KW_ERROR_ACTION_RETURN_CARD: take the card back that lies there
 * @KW_ERROR_ACTION_CHANGE: go back to what was asked for, and change it
 * @KW_ERROR_ACTION_CLOSE: what was asked for is no more: go back to where it was asked for
 * @KW_ERROR_ACTION_LOOK_AGAIN: the register has changed: go back to what will be done, as it is now
 * @KW_ERROR_ACTION_CHOOSE_ENCODER: name another one in Preferences
 * @KW_ERROR_ACTION_SET_UP_ENCODER: read how to set an encoder up
 * @KW_ERROR_ACTION_FREE_ENCODER: read how to free it from another program
 * @KW_ERROR_ACTION_ALLOW_ENCODER: read how to give this user the right to open it
 * @KW_ERROR_ACTION_CHECK_CLOCK: look at the computer's clock
 * @KW_ERROR_ACTION_GIVE_PASSPHRASE: open the keys
 * @KW_ERROR_ACTION_SET_UP_STATION: import the hotel, create the keys
 * @KW_ERROR_ACTION_OPEN_FOLDER: put something back into the data folder
 * @KW_ERROR_ACTION_QUIT: nothing can be done in this window
 *
 * The one thing to do about a failure.
 */
typedef enum
{
  KW_ERROR_ACTION_NONE,
  KW_ERROR_ACTION_TRY_AGAIN,
  KW_ERROR_ACTION_LAY_DOWN_AGAIN,
  KW_ERROR_ACTION_USE_ANOTHER_CARD,
  KW_ERROR_ACTION_WRITE_ANYWAY,
  KW_ERROR_ACTION_DISCARD_CARD,
  KW_ERROR_ACTION_GIVE_REASON,
  KW_ERROR_ACTION_ISSUE_NEW,
  KW_ERROR_ACTION_RETURN_CARD,
  KW_ERROR_ACTION_CHANGE,
  KW_ERROR_ACTION_CLOSE,
  KW_ERROR_ACTION_LOOK_AGAIN,
  KW_ERROR_ACTION_CHOOSE_ENCODER,
  KW_ERROR_ACTION_SET_UP_ENCODER,
  KW_ERROR_ACTION_FREE_ENCODER,
  KW_ERROR_ACTION_ALLOW_ENCODER,
  KW_ERROR_ACTION_CHECK_CLOCK,
  KW_ERROR_ACTION_GIVE_PASSPHRASE,
  KW_ERROR_ACTION_SET_UP_STATION,
  KW_ERROR_ACTION_OPEN_FOLDER,
  KW_ERROR_ACTION_QUIT,
} KwErrorAction;
#define KW_ERROR_ACTION_N (KW_ERROR_ACTION_QUIT + 1)

/**
 * kw_error_words_dup_sentence:
 * @error: a `KW_DESK_ERROR`; one of another domain is said in its own words
 *
 * What happened, in the user's language. Where the desk's own sentence carries names, dates or
 * hours, it is that one.
 *
 * Returns: (transfer full): a sentence or two
 */
char *kw_error_words_dup_sentence (const GError *error);

/**
 * kw_error_words_get_action:
 * @error: a `KW_DESK_ERROR`
 *
 * Returns: the one thing to do; for CARD_IN_USE it is USE_ANOTHER_CARD, and WRITE_ANYWAY may be
 *   offered beside it
 */
KwErrorAction kw_error_words_get_action (const GError *error);

/**
 * kw_error_words_get_button:
 * @action: what is to be done
 *
 * Returns: (transfer none) (nullable): the button's label with a mnemonic; %NULL for NONE
 */
const char *kw_error_words_get_button (KwErrorAction action);

/**
 * kw_error_words_get_app_action:
 * @action: what is to be done
 *
 * Returns: (transfer none): the program's action for a station that could not be opened:
 *   `app.open-folder`, `app.quit`, or `app.open-station` for everything else
 */
const char *kw_error_words_get_app_action (KwErrorAction action);

/**
 * kw_error_words_get_help_uri:
 * @action: what is to be done
 *
 * Returns: (transfer none) (nullable): the page that tells how, for the ENCODER and CLOCK actions
 */
const char *kw_error_words_get_help_uri (KwErrorAction action);

G_END_DECLS
