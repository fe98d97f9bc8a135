/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KwDeskError:
 * @KW_DESK_ERROR_PRESENT_CARD: no card was laid down in time
 * @KW_DESK_ERROR_PRESENT_CARD_AGAIN: the card was taken away too early; it works as before, or it
 *   opens nothing now: the message says which. Lay the same card down again.
 * @KW_DESK_ERROR_PRESENT_ONE_CARD: more than one card lies on the encoder
 * @KW_DESK_ERROR_ENCODER_MISSING: no encoder was named, or it was never found there
 * @KW_DESK_ERROR_ENCODER_UNKNOWN: what was named can be no encoder; name another one
 * @KW_DESK_ERROR_ENCODER_UNPLUGGED: it was there and went away; what the card carries is open if a
 * write was under way. Plug it in and lay the same card down.
 * @KW_DESK_ERROR_ENCODER_BUSY: another program uses it
 * @KW_DESK_ERROR_ENCODER_PERMISSION: the user may not open it
 * @KW_DESK_ERROR_ENCODER_NOT_RESPONDING: it did not answer and was started again
 * @KW_DESK_ERROR_ENCODER_PROGRAM: the program that speaks to encoders cannot be started
 * @KW_DESK_ERROR_CARD_FOREIGN: the card belongs to another system; nothing was changed
 * @KW_DESK_ERROR_CARD_DAMAGED: a sector opens to no key any more; take another card
 * @KW_DESK_ERROR_CARD_DISCARDED: the register says that this plastic was taken out of use; take
 *   another card
 * @KW_DESK_ERROR_CARD_FULL: no room on a DESFire card; take another card
 * @KW_DESK_ERROR_CARD_UNSUPPORTED: a chip we cannot write
 * @KW_DESK_ERROR_CARD_IN_USE: the card opens something for somebody else; take another card or
 *   confirm
 * @KW_DESK_ERROR_CARD_NOT_OURS: the job needs one of our cards, this is blank or unknown here
 * @KW_DESK_ERROR_CARD_WRONG_STAY: the card belongs to another stay
 * @KW_DESK_ERROR_CARD_ON_CANCEL_CARD: a cancel card names this credential: it is never written
 *   again
 * @KW_DESK_ERROR_CARD_NEEDS_NEW: the change cannot be made on this card; issue a NEW one
 * @KW_DESK_ERROR_CARD_NEEDS_RETURN: the stay of the card has ended, or it was reported lost; return
 *   it
 * @KW_DESK_ERROR_MEDIUM_COPYABLE: master and emergency cards need a medium that cannot be copied
 * @KW_DESK_ERROR_STAY_OVERLAP: another stay has the door in that time; give a reason
 * @KW_DESK_ERROR_STAY_MISSING: no such stay, or it has ended
 * @KW_DESK_ERROR_PREVIEW_OUTDATED: the register has changed, so that the job would do something
 * else than its preview said; nothing was written
 * @KW_DESK_ERROR_CLOCK_SUSPECT: the computer's clock is behind the journal or far ahead of the last
 *   trusted time; check it, then confirm it
 * @KW_DESK_ERROR_NOT_SET_UP: no property is imported or no keys are made yet
 * @KW_DESK_ERROR_ALREADY_SET_UP: there are keys already
 * @KW_DESK_ERROR_NOT_ALLOWED: another rule of the desk; the message names it
 * @KW_DESK_ERROR_NOT_FOUND: no such card, stay or room
 * @KW_DESK_ERROR_BAD_VALUE: a value that makes no sense; the message names it
 * @KW_DESK_ERROR_PASSPHRASE_NEEDED: the vault is a sealed file and no passphrase was given
 * @KW_DESK_ERROR_PASSPHRASE_WRONG: it does not open the vault
 * @KW_DESK_ERROR_VAULT: the vault cannot be read or written
 * @KW_DESK_ERROR_FILE: a file handed in cannot be read or is wrong; the message has file, line,
 * field
 * @KW_DESK_ERROR_JOURNAL_BROKEN: the journal does not verify; the message names the first bad row
 * @KW_DESK_ERROR_DISK_FULL: the data folder's disk is full
 * @KW_DESK_ERROR_STORE: the register cannot be read or written
 * @KW_DESK_ERROR_REGISTER_MISSING: there are keys but no register
 * @KW_DESK_ERROR_REGISTER_DAMAGED: the register's file is no whole one
 * @KW_DESK_ERROR_REGISTER_NEWER: a newer version of the program made the register
 * @KW_DESK_ERROR_READ_ONLY: this user may only read the data folder
 * @KW_DESK_ERROR_DATA_FOLDER: the data folder is no folder, or this user may not enter it
 * @KW_DESK_ERROR_CANCELLED: the caller cancelled before anything was written
 * @KW_DESK_ERROR_CARD_UNCERTAIN: whether the card was written is open; the same card, laid down
 *   again, tells
 *
 * What the clerk can do; the only codes a user interface may switch on. Every message is one
 * sentence that says what happened and what to do.
 */
typedef enum
{
  KW_DESK_ERROR_PRESENT_CARD,
  KW_DESK_ERROR_PRESENT_CARD_AGAIN,
  KW_DESK_ERROR_PRESENT_ONE_CARD,
  KW_DESK_ERROR_ENCODER_MISSING,
  KW_DESK_ERROR_ENCODER_UNKNOWN,
  KW_DESK_ERROR_ENCODER_UNPLUGGED,
  KW_DESK_ERROR_ENCODER_BUSY,
  KW_DESK_ERROR_ENCODER_PERMISSION,
  KW_DESK_ERROR_ENCODER_NOT_RESPONDING,
  KW_DESK_ERROR_ENCODER_PROGRAM,
  KW_DESK_ERROR_CARD_FOREIGN,
  KW_DESK_ERROR_CARD_DAMAGED,
  KW_DESK_ERROR_CARD_DISCARDED,
  KW_DESK_ERROR_CARD_FULL,
  KW_DESK_ERROR_CARD_UNSUPPORTED,
  KW_DESK_ERROR_CARD_IN_USE,
  KW_DESK_ERROR_CARD_NOT_OURS,
  KW_DESK_ERROR_CARD_WRONG_STAY,
  KW_DESK_ERROR_CARD_ON_CANCEL_CARD,
  KW_DESK_ERROR_CARD_NEEDS_NEW,
  KW_DESK_ERROR_CARD_NEEDS_RETURN,
  KW_DESK_ERROR_MEDIUM_COPYABLE,
  KW_DESK_ERROR_STAY_OVERLAP,
  KW_DESK_ERROR_STAY_MISSING,
  KW_DESK_ERROR_PREVIEW_OUTDATED,
  KW_DESK_ERROR_CLOCK_SUSPECT,
  KW_DESK_ERROR_NOT_SET_UP,
  KW_DESK_ERROR_ALREADY_SET_UP,
  KW_DESK_ERROR_NOT_ALLOWED,
  KW_DESK_ERROR_NOT_FOUND,
  KW_DESK_ERROR_BAD_VALUE,
  KW_DESK_ERROR_PASSPHRASE_NEEDED,
  KW_DESK_ERROR_PASSPHRASE_WRONG,
  KW_DESK_ERROR_VAULT,
  KW_DESK_ERROR_FILE,
  KW_DESK_ERROR_JOURNAL_BROKEN,
  KW_DESK_ERROR_DISK_FULL,
  KW_DESK_ERROR_STORE,
  KW_DESK_ERROR_REGISTER_MISSING,
  KW_DESK_ERROR_REGISTER_DAMAGED,
  KW_DESK_ERROR_REGISTER_NEWER,
  KW_DESK_ERROR_READ_ONLY,
  KW_DESK_ERROR_DATA_FOLDER,
  KW_DESK_ERROR_CANCELLED,
  KW_DESK_ERROR_CARD_UNCERTAIN,
} KwDeskError;
#define KW_DESK_ERROR_N (KW_DESK_ERROR_CARD_UNCERTAIN + 1)

#define KW_DESK_ERROR (kw_desk_error_quark ())
GQuark kw_desk_error_quark (void);

/**
 * KwDeskErrorKind:
 * @KW_DESK_ERROR_KIND_FAILED: it did not work
 * @KW_DESK_ERROR_KIND_USAGE: what was asked for makes no sense
 * @KW_DESK_ERROR_KIND_TRY_AGAIN: it may work with the card laid down properly
 * @KW_DESK_ERROR_KIND_REFUSED: a rule stands against it
 * @KW_DESK_ERROR_KIND_ENCODER: the encoder is not there, or not for this program
 * @KW_DESK_ERROR_KIND_STATION: the data folder, the keys or the installation must be mended
 * @KW_DESK_ERROR_KIND_DISK_FULL: room must be made on the disk
 * @KW_DESK_ERROR_KIND_FILE: a file that was handed in cannot be read, or is wrong
 */
typedef enum
{
  KW_DESK_ERROR_KIND_FAILED,
  KW_DESK_ERROR_KIND_USAGE,
  KW_DESK_ERROR_KIND_TRY_AGAIN,
  KW_DESK_ERROR_KIND_REFUSED,
  KW_DESK_ERROR_KIND_ENCODER,
  KW_DESK_ERROR_KIND_STATION,
  KW_DESK_ERROR_KIND_DISK_FULL,
  KW_DESK_ERROR_KIND_FILE,
} KwDeskErrorKind;

/**
 * kw_desk_error_get_kind:
 * @code: a code
 *
 * Returns: what sort of failure it is
 */
KwDeskErrorKind kw_desk_error_get_kind (KwDeskError code);

/**
 * kw_desk_error_to_string:
 * @code: a code
 *
 * Returns: (transfer none): its form in documents, e.g. `card-foreign`
 */
const char *kw_desk_error_to_string (KwDeskError code);

G_END_DECLS
