/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-journal-entry.h"

#include "kw-canonical.h"
#include "kw-credential.h"
#include "kw-error.h"
#include "kw-hex.h"
#include "kw-model-check.h"

#include <string.h>

KW_DEFINE_THROW (KwModelError, KW_MODEL_ERROR)

#define NUMBER_MAX ((G_GUINT64_CONSTANT (1) << 53) - 1)

static const char *const event_names[KW_JOURNAL_EVENT_N] = {
  [KW_JOURNAL_EVENT_PROPERTY_IMPORTED] = "property-imported",
  [KW_JOURNAL_EVENT_KEYS_CREATED] = "keys-created",
  [KW_JOURNAL_EVENT_KEYS_EXPORTED] = "keys-exported",
  [KW_JOURNAL_EVENT_STAY_CREATED] = "stay-created",
  [KW_JOURNAL_EVENT_STAY_OPENED] = "stay-opened",
  [KW_JOURNAL_EVENT_STAY_CHANGED] = "stay-changed",
  [KW_JOURNAL_EVENT_STAY_CLOSED] = "stay-closed",
  [KW_JOURNAL_EVENT_CARD_REGISTERED] = "card-registered",
  [KW_JOURNAL_EVENT_CARD_ISSUE_INTENDED] = "card-issue-intended",
  [KW_JOURNAL_EVENT_CARD_ISSUED] = "card-issued",
  [KW_JOURNAL_EVENT_CARD_ISSUE_FAILED] = "card-issue-failed",
  [KW_JOURNAL_EVENT_CARD_ISSUE_UNCERTAIN] = "card-issue-uncertain",
  [KW_JOURNAL_EVENT_CARD_RENEWED] = "card-renewed",
  [KW_JOURNAL_EVENT_CARD_MOVED] = "card-moved",
  [KW_JOURNAL_EVENT_CARD_RETURNED] = "card-returned",
  [KW_JOURNAL_EVENT_CARD_RETURNED_ABSENT] = "card-returned-absent",
  [KW_JOURNAL_EVENT_CARD_LOST] = "card-lost",
  [KW_JOURNAL_EVENT_CANCEL_CARD_ISSUED] = "cancel-card-issued",
  [KW_JOURNAL_EVENT_CARD_BLANKED] = "card-blanked",
  [KW_JOURNAL_EVENT_CARD_DAMAGED] = "card-damaged",
  [KW_JOURNAL_EVENT_CARD_DISCARDED] = "card-discarded",
  [KW_JOURNAL_EVENT_CLOCK_CONFIRMED] = "clock-confirmed",
  [KW_JOURNAL_EVENT_WALK_LIST_TICKED] = "walk-list-ticked",
  [KW_JOURNAL_EVENT_PERSONAL_ERASED] = "personal-erased",
  [KW_JOURNAL_EVENT_PASSPHRASE_CHANGED] = "passphrase-changed",
  [KW_JOURNAL_EVENT_BATCH_CREATED] = "batch-created",
  [KW_JOURNAL_EVENT_BATCH_STOPPED] = "batch-stopped",
  [KW_JOURNAL_EVENT_BATCH_ENDED] = "batch-ended",
  [KW_JOURNAL_EVENT_BATCH_CARD_SKIPPED] = "batch-card-skipped",
  [KW_JOURNAL_EVENT_BATCH_CARD_REDONE] = "batch-card-redone",
  [KW_JOURNAL_EVENT_BATCH_SKIPPED_TAKEN_UP] = "batch-skipped-taken-up",
  [KW_JOURNAL_EVENT_KEYS_OPENED] = "keys-opened",
  [KW_JOURNAL_EVENT_PASSPHRASE_REFUSED] = "passphrase-refused",
};

static gboolean
check_fields (const KwJournalEntry *entry, GError **error)
{
  const char *data_end = entry->data;

  if (entry->number == 0 || entry->number > NUMBER_MAX)
    return throw (error, KW_MODEL_ERROR_RANGE, "number: must be from 1 and of at most 53 bits");
  if ((guint)entry->event >= KW_JOURNAL_EVENT_N)
    return throw (error, KW_MODEL_ERROR_RANGE, "event: %u is no event", (guint)entry->event);
  if (!kw_model_check_range ("at", entry->at_unix_s, 0, KW_MODEL_TIME_MAX_UNIX_S, error) ||
      !kw_model_check_range ("station", entry->station, 0, KW_STATION_MAX, error) ||
      !kw_model_check_text ("operator", entry->operator_name, KW_MODEL_TEXT_MAX, error))
    return FALSE;
  if (entry->data == NULL)
    return throw (error, KW_MODEL_ERROR_MISSING, "data: is missing");
  if (!kw_canonical_skip_object (&data_end) || *data_end != '\0')
    return throw (error, KW_MODEL_ERROR_TEXT, "data: is not a canonical JSON object");
  if (entry->n_personal > KW_JOURNAL_N_PERSONAL_MAX)
    return throw (error, KW_MODEL_ERROR_LIMIT, "personal: has more than %d texts",
                  KW_JOURNAL_N_PERSONAL_MAX);
  return TRUE;
}

static void
clear_entry (gpointer data)
{
  KwJournalEntry *entry = data;

  g_free ((char *)entry->operator_name);
  g_free ((char *)entry->data);
  g_free ((KwJournalHash *)entry->personal);
}

KwJournalEntry *
kw_journal_entry_new (const KwJournalEntry *fields, GError **error)
{
  KwJournalEntry *entry = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (fields != NULL, NULL);

  if (!check_fields (fields, error))
    return NULL;

  entry = g_atomic_rc_box_new (KwJournalEntry);
  *entry = *fields;
  entry->operator_name = g_strdup (fields->operator_name);
  entry->data = g_strdup (fields->data);
  entry->personal = g_memdup2 (fields->personal, fields->n_personal * sizeof (KwJournalHash));
  text = kw_journal_entry_dup_text (entry);
  entry->hash = kw_journal_hash_text (text);
  return entry;
}

static gboolean
take_word (const char **at, const char *word)
{
  if (!g_str_has_prefix (*at, word))
    return FALSE;
  *at += strlen (word);
  return TRUE;
}

static gboolean
take_hash (const char **at, KwJournalHash *out_hash)
{
  g_autofree char *hex = NULL;

  return kw_canonical_take_string (at, &hex) &&
         kw_hex_decode (hex, out_hash->bytes, sizeof out_hash->bytes);
}

static gboolean
take_personal (const char **at, KwJournalHash *personal, guint *out_n_personal)
{
  guint n_personal = 0;

  if (!take_word (at, "["))
    return FALSE;
  if (!take_word (at, "]"))
    {
      do
        if (n_personal == KW_JOURNAL_N_PERSONAL_MAX || !take_hash (at, &personal[n_personal++]))
          return FALSE;
      while (take_word (at, ","));
      if (!take_word (at, "]"))
        return FALSE;
    }
  *out_n_personal = n_personal;
  return TRUE;
}

static gboolean
take_data (const char **at, char **out_data)
{
  const char *start = *at;

  if (!kw_canonical_skip_object (at))
    return FALSE;
  *out_data = g_strndup (start, (gsize)(*at - start));
  return TRUE;
}

KwJournalEntry *
kw_journal_entry_new_from_text (const char *text, GError **error)
{
  KwJournalHash personal[KW_JOURNAL_N_PERSONAL_MAX];
  KwJournalEntry fields = { .personal = personal };
  g_autoptr (KwJournalEntry) entry = NULL;
  g_autofree char *operator_name = NULL;
  g_autofree char *event = NULL;
  g_autofree char *data = NULL;
  g_autofree char *again = NULL;
  gint64 number = 0;
  gint64 station = 0;
  const char *at = text;

  if (!take_word (&at, "{\"number\":") || !kw_canonical_take_int (&at, &number) ||
      !take_word (&at, ",\"at\":") || !kw_canonical_take_int (&at, &fields.at_unix_s) ||
      !take_word (&at, ",\"station\":") || !kw_canonical_take_int (&at, &station) ||
      !take_word (&at, ",\"operator\":") || !kw_canonical_take_string (&at, &operator_name) ||
      !take_word (&at, ",\"event\":") || !kw_canonical_take_string (&at, &event) ||
      !take_word (&at, ",\"data\":") || !take_data (&at, &data) ||
      !take_word (&at, ",\"personal\":") || !take_personal (&at, personal, &fields.n_personal) ||
      !take_word (&at, ",\"previous\":") || !take_hash (&at, &fields.previous) ||
      strcmp (at, "}") != 0 || number < 1 || station < 0 || station > KW_STATION_MAX)
    {
      throw (error, KW_MODEL_ERROR_CHAIN, "row: is not in the form of a journal row");
      return NULL;
    }
  if (!kw_journal_event_from_string (event, &fields.event))
    {
      throw (error, KW_MODEL_ERROR_CHAIN, "event: \"%s\" is not known", event);
      return NULL;
    }

  fields.number = (guint64)number;
  fields.station = (guint)station;
  fields.operator_name = operator_name;
  fields.data = data;
  entry = kw_journal_entry_new (&fields, error);
  if (entry == NULL)
    return NULL;
  again = kw_journal_entry_dup_text (entry);
  if (strcmp (again, text) != 0) /* hex digits in the other case, say */
    {
      throw (error, KW_MODEL_ERROR_CHAIN, "row: is not in the form of a journal row");
      return NULL;
    }
  return g_steal_pointer (&entry);
}

KwJournalEntry *
kw_journal_entry_ref (const KwJournalEntry *entry)
{
  return g_atomic_rc_box_acquire ((KwJournalEntry *)entry);
}

void
kw_journal_entry_unref (KwJournalEntry *entry)
{
  g_atomic_rc_box_release_full (entry, clear_entry);
}

static void
append_hash (GString *text, const KwJournalHash *hash)
{
  g_autofree char *hex = kw_hex_encode (hash->bytes, sizeof hash->bytes);

  g_string_append_printf (text, "\"%s\"", hex);
}

char *
kw_journal_entry_dup_text (const KwJournalEntry *entry)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text,
                          "{\"number\":%" G_GUINT64_FORMAT ",\"at\":%" G_GINT64_FORMAT
                          ",\"station\":%u,\"operator\":",
                          entry->number, entry->at_unix_s, entry->station);
  kw_canonical_append_string (text, entry->operator_name);
  g_string_append_printf (text, ",\"event\":\"%s\",\"data\":%s,\"personal\":[",
                          kw_journal_event_to_string (entry->event), entry->data);
  for (guint i = 0; i < entry->n_personal; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_hash (text, &entry->personal[i]);
    }
  g_string_append (text, "],\"previous\":");
  append_hash (text, &entry->previous);
  g_string_append_c (text, '}');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

KwJournalHash
kw_journal_hash_text (const char *text)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size_bytes = KW_JOURNAL_HASH_BYTES;
  KwJournalHash hash;

  g_checksum_update (checksum, (const guchar *)text, (gssize)strlen (text));
  g_checksum_get_digest (checksum, hash.bytes, &size_bytes);
  return hash;
}

KwJournalHash
kw_journal_hash_personal (const guint8 salt[KW_JOURNAL_SALT_BYTES], const char *text)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, salt, KW_JOURNAL_SALT_BYTES);
  gsize size_bytes = KW_JOURNAL_HASH_BYTES;
  KwJournalHash hash;

  g_hmac_update (hmac, (const guchar *)text, (gssize)strlen (text));
  g_hmac_get_digest (hmac, hash.bytes, &size_bytes);
  return hash;
}

gboolean
kw_journal_hash_equal (const KwJournalHash *a, const KwJournalHash *b)
{
  return memcmp (a->bytes, b->bytes, sizeof a->bytes) == 0;
}

KwJournalEntry *
kw_journal_verify_row (guint64 number, const KwJournalHash *previous, const char *text,
                       const KwJournalHash *hash, GError **error)
{
  static const KwJournalHash zeros = { { 0 } };
  const KwJournalHash computed = kw_journal_hash_text (text);
  g_autoptr (KwJournalEntry) entry = NULL;
  g_autoptr (GError) problem = NULL;
  const char *what = NULL;

  entry = kw_journal_entry_new_from_text (text, &problem);
  if (!kw_journal_hash_equal (&computed, hash))
    what = "its text and its hash do not belong together";
  else if (entry == NULL)
    what = problem->message;
  else if (entry->number != number)
    what = "its text has another number";
  else if (!kw_journal_hash_equal (&entry->previous, previous != NULL ? previous : &zeros))
    what = "it does not follow the row before";
  if (what == NULL)
    return g_steal_pointer (&entry);

  throw (error, KW_MODEL_ERROR_CHAIN, "journal row %" G_GUINT64_FORMAT ": %s", number, what);
  return NULL;
}

const char *
kw_journal_event_to_string (KwJournalEvent event)
{
  g_return_val_if_fail ((guint)event < KW_JOURNAL_EVENT_N, NULL);
  return event_names[event];
}

gboolean
kw_journal_event_from_string (const char *string, KwJournalEvent *out_event)
{
  guint index = 0;

  if (!kw_model_find_name (event_names, KW_JOURNAL_EVENT_N, string, &index))
    return FALSE;
  *out_event = (KwJournalEvent)index;
  return TRUE;
}

G_DEFINE_BOXED_TYPE (KwJournalEntry, kw_journal_entry, kw_journal_entry_ref, kw_journal_entry_unref)
