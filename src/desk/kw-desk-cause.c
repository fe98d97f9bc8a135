/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "kw-card-error.h"
#include "kw-error.h"
#include "kw-model-error.h"
#include "kw-wire-error.h"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

/* What the clerk reads, where the lower layer's own words would not do; NULL: those do, followed by
 * what to do, if they do not say so themselves. */
typedef struct
{
  KwDeskError code;
  const char *sentence;
  const char *advice;
} Translation;

static const Translation encoder_causes[KW_ENCODER_ERROR_N] = {
  [KW_ENCODER_ERROR_NO_CARD] = { KW_DESK_ERROR_PRESENT_CARD,
                                 N_ ("No card lies on the encoder; lay one down and try again.") },
  [KW_ENCODER_ERROR_CARD_GONE] = { KW_DESK_ERROR_PRESENT_CARD_AGAIN,
                                   N_ ("The card was taken away too early; lay it down again.") },
  [KW_ENCODER_ERROR_SEVERAL_CARDS] = { KW_DESK_ERROR_PRESENT_ONE_CARD,
                                       N_ ("Several cards are on the encoder; leave only one "
                                           "there.") },
  [KW_ENCODER_ERROR_CARD_CHANGED] = { KW_DESK_ERROR_PRESENT_CARD_AGAIN,
                                      N_ ("Another card was laid down in the middle; lay the first "
                                          "one down again.") },
  [KW_ENCODER_ERROR_ENCODER_GONE] = { KW_DESK_ERROR_ENCODER_UNPLUGGED,
                                      N_ ("The encoder is not there; plug it in and try again.") },
  [KW_ENCODER_ERROR_ENCODER_BUSY] = { KW_DESK_ERROR_ENCODER_BUSY,
                                      N_ ("The encoder is used by another program; close that one "
                                          "and try again.") },
  [KW_ENCODER_ERROR_NO_PERMISSION] = { KW_DESK_ERROR_ENCODER_PERMISSION,
                                       N_ ("This user may not open the encoder; the README tells "
                                           "how to allow it.") },
  [KW_ENCODER_ERROR_NOT_RESPONDING] = { KW_DESK_ERROR_ENCODER_NOT_RESPONDING,
                                        N_ ("The encoder did not answer and was started again; lay "
                                            "the card down again.") },
  [KW_ENCODER_ERROR_CARD_FOREIGN] = { KW_DESK_ERROR_CARD_FOREIGN,
                                      N_ ("This card belongs to another system; nothing was "
                                          "changed; take another card.") },
  [KW_ENCODER_ERROR_CARD_DAMAGED] = { KW_DESK_ERROR_CARD_DAMAGED,
                                      N_ ("This card is worn or damaged and can't be used any "
                                          "more; take another card.") },
  [KW_ENCODER_ERROR_CARD_UNSUPPORTED] = { KW_DESK_ERROR_CARD_UNSUPPORTED,
                                          N_ ("This kind of card is not supported; take a MIFARE "
                                              "Classic or DESFire card.") },
  [KW_ENCODER_ERROR_CARD_FULL] = { KW_DESK_ERROR_CARD_FULL, NULL },
  [KW_ENCODER_ERROR_VERIFY_MISMATCH] = { KW_DESK_ERROR_CARD_DAMAGED,
                                         N_ ("The card did not keep what was written; take another "
                                             "card.") },
  [KW_ENCODER_ERROR_UNCERTAIN] = { KW_DESK_ERROR_CARD_UNCERTAIN,
                                   N_ ("The encoder was lost in the middle and whether the card "
                                       "was written is open; lay the same card down again.") },
  [KW_ENCODER_ERROR_CANCELLED] = { KW_DESK_ERROR_CANCELLED,
                                   N_ ("Stopped; the card was not changed.") },
  [KW_ENCODER_ERROR_CLOSED] = { KW_DESK_ERROR_CANCELLED, N_ ("Stopped; the encoder was closed.") },
  [KW_ENCODER_ERROR_NO_PROGRAM] = { KW_DESK_ERROR_ENCODER_PROGRAM,
                                    N_ ("The program that speaks to encoders cannot be started; "
                                        "install Keywright again.") },
  [KW_ENCODER_ERROR_PROTOCOL] = { KW_DESK_ERROR_ENCODER_NOT_RESPONDING,
                                  N_ ("The encoder answered nonsense and was started again; lay "
                                      "the card down again.") },
};

#define READ_ONLY_SENTENCE                                                                         \
  N_ ("The data folder can only be read here; nothing was changed; make it writable, or do this "  \
      "at the station itself.")

static Translation
translate_store (int code)
{
  switch ((KwStoreError)code)
    {
    case KW_STORE_ERROR_FULL:
      return (
          Translation){ KW_DESK_ERROR_DISK_FULL,
                        N_ ("The disk is full and nothing was changed; make room and try again.") };
    case KW_STORE_ERROR_CHAIN:
      return (Translation){ KW_DESK_ERROR_JOURNAL_BROKEN, NULL,
                            N_ ("keep this data folder and have it looked at") };
    case KW_STORE_ERROR_NOT_FOUND:
      return (Translation){ KW_DESK_ERROR_NOT_FOUND, NULL, N_ ("look it up again") };
    case KW_STORE_ERROR_CONSTRAINT:
      return (Translation){ KW_DESK_ERROR_NOT_ALLOWED, NULL,
                            N_ ("nothing was changed; ask for something else") };
    case KW_STORE_ERROR_BUSY:
      return (Translation){ KW_DESK_ERROR_STORE,
                            N_ ("Another program keeps the register locked; try again.") };
    case KW_STORE_ERROR_CLOSED:
      return (Translation){ KW_DESK_ERROR_CANCELLED, N_ ("Stopped; nothing was changed.") };
    case KW_STORE_ERROR_CORRUPT:
      return (
          Translation){ KW_DESK_ERROR_STORE, NULL,
                        N_ ("the register is damaged: restore the last copy of the data folder") };
    case KW_STORE_ERROR_NEWER:
      return (Translation){
        KW_DESK_ERROR_STORE,
        N_ ("A newer version of Keywright has made this register; install that version.")
      };
    case KW_STORE_ERROR_READ_ONLY:
      return (Translation){ KW_DESK_ERROR_STORE, READ_ONLY_SENTENCE };
    case KW_STORE_ERROR_STATE:
      return (Translation){ KW_DESK_ERROR_STORE, NULL,
                            N_ ("nothing was changed; look at the card again") };
    case KW_STORE_ERROR_FAILED:
      break;
    }
  return (Translation){ KW_DESK_ERROR_STORE, NULL, N_ ("look after the disk, then try again") };
}

static Translation
translate_vault (int code)
{
  switch ((KwVaultError)code)
    {
    case KW_VAULT_ERROR_WRONG_PASSPHRASE:
      return (
          Translation){ KW_DESK_ERROR_PASSPHRASE_WRONG,
                        N_ ("The passphrase does not open the vault; check it and try again.") };
    case KW_VAULT_ERROR_FULL:
      return (
          Translation){ KW_DESK_ERROR_DISK_FULL,
                        N_ ("The disk is full and nothing was changed; make room and try again.") };
    case KW_VAULT_ERROR_CANCELLED:
      return (Translation){ KW_DESK_ERROR_CANCELLED, N_ ("Stopped; nothing was changed.") };
    case KW_VAULT_ERROR_DAMAGED:
      return (Translation){
        KW_DESK_ERROR_VAULT, NULL,
        N_ ("restore the last copy of the keys; new ones would open none of the cards")
      };
    case KW_VAULT_ERROR_NOT_FOUND:
      return (Translation){ KW_DESK_ERROR_VAULT, NULL, N_ ("restore the last copy of the keys") };
    case KW_VAULT_ERROR_UNAVAILABLE:
      return (Translation){ KW_DESK_ERROR_VAULT, NULL, N_ ("unlock the keyring and try again") };
    case KW_VAULT_ERROR_READ_ONLY:
      return (Translation){ KW_DESK_ERROR_VAULT, READ_ONLY_SENTENCE };
    case KW_VAULT_ERROR_FAILED:
      break;
    }
  return (Translation){ KW_DESK_ERROR_VAULT, NULL, N_ ("mend that and try again") };
}

static Translation
translate (const GError *cause)
{
  if (cause->domain == KW_ENCODER_ERROR && (guint)cause->code < KW_ENCODER_ERROR_N)
    return encoder_causes[cause->code];
  if (cause->domain == KW_STORE_ERROR)
    return translate_store (cause->code);
  if (cause->domain == KW_VAULT_ERROR)
    return translate_vault (cause->code);
  if (cause->domain == KW_WIRE_ERROR)
    return (Translation){ KW_DESK_ERROR_FILE, NULL };
  if (g_error_matches (cause, KW_MODEL_ERROR, KW_MODEL_ERROR_NOT_FOUND))
    return (Translation){ KW_DESK_ERROR_NOT_FOUND, NULL };
  if (cause->domain == KW_MODEL_ERROR)
    return (Translation){ KW_DESK_ERROR_BAD_VALUE, NULL };
  if (g_error_matches (cause, KW_CARD_ERROR, KW_CARD_ERROR_UID))
    return (Translation){ KW_DESK_ERROR_CARD_UNSUPPORTED, NULL };
  if (cause->domain == KW_CARD_ERROR)
    return (Translation){ KW_DESK_ERROR_VAULT, NULL };
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return (Translation){ KW_DESK_ERROR_CANCELLED, N_ ("Stopped; nothing was changed.") };
  return (Translation){ KW_DESK_ERROR_STORE, NULL, N_ ("mend that and try again") };
}

/* Lower layers write "the thing: what is wrong"; a clerk reads a sentence. */
static char *
dup_sentence (const char *words, const char *advice)
{
  const gsize n = strlen (words);
  const gboolean is_ended = n > 0 && strchr (".?", words[n - 1]) != NULL;

  if (advice == NULL)
    return g_strconcat (words, is_ended ? "" : ".", NULL);
  return g_strdup_printf ("%.*s; %s.", (int)(is_ended ? n - 1 : n), words, _ (advice));
}

gboolean
kw_desk_throw_cause (GError *cause, GError **error)
{
  g_autoptr (GError) owned = cause;
  Translation translation;
  g_autofree char *sentence = NULL;

  g_return_val_if_fail (cause != NULL, FALSE);

  if (cause->domain == KW_DESK_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&owned));
      return FALSE;
    }

  translation = translate (cause);
  sentence = translation.sentence != NULL ? g_strdup (_ (translation.sentence))
                                          : dup_sentence (cause->message, translation.advice);
  g_debug ("%s: %s", g_quark_to_string (cause->domain), cause->message);
  return throw (error, translation.code, "%s", sentence);
}

gboolean
kw_desk_throw_errno (KwDeskError code, const char *path, int reason, GError **error)
{
  if (reason == ENOSPC || reason == EDQUOT)
    return throw (error, KW_DESK_ERROR_DISK_FULL,
                  "There is no room for %s; nothing was changed; make room and try again.", path);
  return throw (error, code, "%s cannot be written: %s; let this user write there, then try again.",
                path, g_strerror (reason));
}
