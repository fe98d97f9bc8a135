/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "kw-card-error.h"
#include "kw-error.h"
#include "kw-model-error.h"
#include "kw-wire-error.h"

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

/* What the clerk reads; NULL: the lower layer's own words do. */
typedef struct
{
  KwDeskError code;
  const char *sentence;
} EncoderCause;

static const EncoderCause encoder_causes[KW_ENCODER_ERROR_N] = {
  [KW_ENCODER_ERROR_NO_CARD] = { KW_DESK_ERROR_PRESENT_CARD,
                                 N_ ("No card lies on the encoder; lay one down and try again.") },
  [KW_ENCODER_ERROR_CARD_GONE] = { KW_DESK_ERROR_PRESENT_CARD_AGAIN,
                                   N_ ("The card was taken away too early. It still works as "
                                       "before; lay it "
                                       "down again.") },
  [KW_ENCODER_ERROR_SEVERAL_CARDS] = { KW_DESK_ERROR_PRESENT_ONE_CARD,
                                       N_ ("Several cards are on the encoder; leave only one "
                                           "there.") },
  [KW_ENCODER_ERROR_CARD_CHANGED] = { KW_DESK_ERROR_PRESENT_CARD_AGAIN,
                                      N_ ("Another card was laid down in the middle; lay the first "
                                          "one down again.") },
  [KW_ENCODER_ERROR_ENCODER_GONE] = { KW_DESK_ERROR_ENCODER_UNPLUGGED,
                                      N_ ("The encoder is not there; plug it in and try again.") },
  [KW_ENCODER_ERROR_ENCODER_BUSY] = { KW_DESK_ERROR_ENCODER_BUSY, NULL },
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
  [KW_ENCODER_ERROR_UNKNOWN_NAME] = { KW_DESK_ERROR_ENCODER_UNKNOWN,
                                      N_ ("There is no encoder of this name; name one, for example "
                                          "pn532_uart:/dev/ttyUSB0.") },
};

/* The lower layer's own words, as a sentence. */
static gboolean
throw_words (KwDeskError code, const GError *cause, GError **error)
{
  const gsize n = strlen (cause->message);
  const gboolean is_ended = n > 0 && strchr (".?", cause->message[n - 1]) != NULL;
  g_autofree char *sentence = g_strconcat (cause->message, is_ended ? "" : ".", NULL);

  return throw (error, code, "%s", sentence);
}

/* Of "register: register.db: what is wrong" the last part: the sentence around it names the rest.
 */
static const char *
get_detail (const GError *cause)
{
  static const char *const prefixes[] = { "register: ", "register.db: ", "keyring: " };
  const char *detail = cause->message;

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (detail, prefixes[i]))
      detail += strlen (prefixes[i]);
  return detail;
}

gboolean
kw_desk_add_detail (const GError *cause, GError **error)
{
  g_autofree char *sentence = NULL;
  g_autofree char *detail = NULL;

  if (error == NULL)
    return FALSE;
  sentence = g_steal_pointer (&(*error)->message);
  /* Translators: what the system or a library says in its own language, below our sentence */
  detail = g_strdup_printf (_ ("Technical detail: %s"), get_detail (cause));
  (*error)->message = g_strconcat (sentence, "\n", detail, NULL);
  return FALSE;
}

static gboolean
throw_full (const char *data_dir, GError **error)
{
  return throw (error, KW_DESK_ERROR_DISK_FULL,
                "The disk of %s is full and nothing was changed; make room there and try again.",
                data_dir);
}

static gboolean
throw_read_only (const char *data_dir, GError **error)
{
  return throw (error, KW_DESK_ERROR_READ_ONLY,
                "The data folder %s can only be read here; nothing was changed; let this user "
                "write there, or do this at the station itself.",
                data_dir);
}

static gboolean
throw_stopped (GError **error)
{
  return throw (error, KW_DESK_ERROR_CANCELLED, "Stopped; nothing was changed.");
}

static gboolean
throw_store (const char *data_dir, const GError *cause, GError **error)
{
  switch ((KwStoreError)cause->code)
    {
    case KW_STORE_ERROR_FULL:
      return throw_full (data_dir, error);
    case KW_STORE_ERROR_READ_ONLY:
      return throw_read_only (data_dir, error);
    case KW_STORE_ERROR_CLOSED:
      return throw_stopped (error);
    case KW_STORE_ERROR_CHAIN:
      throw (error, KW_DESK_ERROR_JOURNAL_BROKEN,
             "The journal does not verify; keep the data folder %s and have it looked at.",
             data_dir);
      break;
    case KW_STORE_ERROR_NOT_FOUND:
      throw (error, KW_DESK_ERROR_NOT_FOUND, "It is not in the register; look it up again.");
      break;
    case KW_STORE_ERROR_CONSTRAINT:
      throw (error, KW_DESK_ERROR_NOT_ALLOWED,
             "The register does not allow it; nothing was changed; ask for something else.");
      break;
    case KW_STORE_ERROR_BUSY:
      return throw (error, KW_DESK_ERROR_STORE,
                    "Another program keeps the register in %s locked; close it, or try again.",
                    data_dir);
    case KW_STORE_ERROR_CORRUPT:
      throw (error, KW_DESK_ERROR_REGISTER_DAMAGED,
             "The register in %s is damaged; close Keywright and put the last copy of that folder "
             "in its place.",
             data_dir);
      break;
    case KW_STORE_ERROR_NEWER:
      return throw (error, KW_DESK_ERROR_REGISTER_NEWER,
                    "A newer version of Keywright has made the register in %s; install that "
                    "version here.",
                    data_dir);
    case KW_STORE_ERROR_STATE:
      throw (error, KW_DESK_ERROR_STORE,
             "The register does not go on from there; nothing was changed; look at the card "
             "again.");
      break;
    case KW_STORE_ERROR_FAILED:
      throw (error, KW_DESK_ERROR_STORE,
             "The register in %s cannot be used; look after that disk, then try again.", data_dir);
      break;
    }
  return kw_desk_add_detail (cause, error);
}

static gboolean
throw_vault (const char *data_dir, const GError *cause, GError **error)
{
  switch ((KwVaultError)cause->code)
    {
    case KW_VAULT_ERROR_WRONG_PASSPHRASE:
      return throw (error, KW_DESK_ERROR_PASSPHRASE_WRONG,
                    "The passphrase does not open the vault; check it and try again.");
    case KW_VAULT_ERROR_FULL:
      return throw_full (data_dir, error);
    case KW_VAULT_ERROR_READ_ONLY:
      return throw_read_only (data_dir, error);
    case KW_VAULT_ERROR_CANCELLED:
      return throw_stopped (error);
    case KW_VAULT_ERROR_DAMAGED:
      throw (error, KW_DESK_ERROR_VAULT,
             "The keys are damaged; restore the last copy of them; new ones would open none of the "
             "cards.");
      break;
    case KW_VAULT_ERROR_NOT_FOUND:
      throw (error, KW_DESK_ERROR_VAULT, "The keys are not there; restore the last copy of them.");
      break;
    case KW_VAULT_ERROR_NO_RIGHT:
      return throw (error, KW_DESK_ERROR_VAULT,
                    "The sealed keys in %s may not be read by this user; give this user the right "
                    "to read that folder's file \"vault\".",
                    data_dir);
    case KW_VAULT_ERROR_LOCKED:
      return throw (error, KW_DESK_ERROR_VAULT, "The keyring is locked; unlock it and try again.");
    case KW_VAULT_ERROR_UNAVAILABLE:
      return throw (error, KW_DESK_ERROR_VAULT,
                    "The keyring does not answer; log into its session and try again.");
    case KW_VAULT_ERROR_FAILED:
      throw (error, KW_DESK_ERROR_VAULT, "The keys cannot be used; mend that and try again.");
      break;
    }
  return kw_desk_add_detail (cause, error);
}

static gboolean
throw_busy (const GError *cause, GError **error)
{
  const char *words = strstr (cause->message, KW_ENCODER_BUSY_WORDS);
  const char *holder = words != NULL ? words + strlen (KW_ENCODER_BUSY_WORDS) : "another program";

  if (strcmp (holder, "another program") == 0)
    return throw (error, KW_DESK_ERROR_ENCODER_BUSY,
                  "The encoder is used by another program; close that one and try again.");
  return throw (error, KW_DESK_ERROR_ENCODER_BUSY,
                "The encoder is used by %s; close that program and try again.", holder);
}

static gboolean
throw_encoder (const GError *cause, GError **error)
{
  const EncoderCause *translation = &encoder_causes[cause->code];

  if (cause->code == KW_ENCODER_ERROR_ENCODER_BUSY)
    return throw_busy (cause, error);
  if (translation->sentence == NULL)
    return throw_words (translation->code, cause, error);
  return throw (error, translation->code, "%s", _ (translation->sentence));
}

gboolean
kw_desk_throw_cause (const char *data_dir, GError *cause, GError **error)
{
  g_autoptr (GError) owned = cause;

  g_return_val_if_fail (cause != NULL, FALSE);

  if (cause->domain == KW_DESK_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&owned));
      return FALSE;
    }
  g_debug ("%s: %s", g_quark_to_string (cause->domain), cause->message);
  if (cause->domain == KW_ENCODER_ERROR && (guint)cause->code < KW_ENCODER_ERROR_N)
    return throw_encoder (cause, error);
  if (cause->domain == KW_STORE_ERROR)
    return throw_store (data_dir, cause, error);
  if (cause->domain == KW_VAULT_ERROR)
    return throw_vault (data_dir, cause, error);
  if (cause->domain == KW_WIRE_ERROR)
    return throw_words (KW_DESK_ERROR_FILE, cause, error);
  if (g_error_matches (cause, KW_MODEL_ERROR, KW_MODEL_ERROR_NOT_FOUND))
    return throw_words (KW_DESK_ERROR_NOT_FOUND, cause, error);
  if (cause->domain == KW_MODEL_ERROR)
    return throw_words (KW_DESK_ERROR_BAD_VALUE, cause, error);
  if (g_error_matches (cause, KW_CARD_ERROR, KW_CARD_ERROR_UID))
    return throw_words (KW_DESK_ERROR_CARD_UNSUPPORTED, cause, error);
  if (cause->domain == KW_CARD_ERROR)
    return throw_words (KW_DESK_ERROR_VAULT, cause, error);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return throw_stopped (error);
  throw (error, KW_DESK_ERROR_STORE, "This did not work; mend that and try again.");
  return kw_desk_add_detail (cause, error);
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
