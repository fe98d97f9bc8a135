/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-model-error.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  KW_JOURNAL_EVENT_PROPERTY_IMPORTED,
  KW_JOURNAL_EVENT_KEYS_CREATED,
  KW_JOURNAL_EVENT_KEYS_EXPORTED,
  KW_JOURNAL_EVENT_STAY_CREATED,
  KW_JOURNAL_EVENT_STAY_OPENED,
  KW_JOURNAL_EVENT_STAY_CHANGED,
  KW_JOURNAL_EVENT_STAY_CLOSED,
  KW_JOURNAL_EVENT_CARD_REGISTERED,
  KW_JOURNAL_EVENT_CARD_ISSUE_INTENDED,
  KW_JOURNAL_EVENT_CARD_ISSUED,
  KW_JOURNAL_EVENT_CARD_ISSUE_FAILED,
  KW_JOURNAL_EVENT_CARD_ISSUE_UNCERTAIN,
  KW_JOURNAL_EVENT_CARD_RENEWED,
  KW_JOURNAL_EVENT_CARD_MOVED,
  KW_JOURNAL_EVENT_CARD_RETURNED,
  KW_JOURNAL_EVENT_CARD_RETURNED_ABSENT,
  KW_JOURNAL_EVENT_CARD_LOST,
  KW_JOURNAL_EVENT_CANCEL_CARD_ISSUED,
  KW_JOURNAL_EVENT_CARD_BLANKED,
  KW_JOURNAL_EVENT_CARD_DAMAGED,
  KW_JOURNAL_EVENT_CARD_DISCARDED,
  KW_JOURNAL_EVENT_CLOCK_CONFIRMED,
  KW_JOURNAL_EVENT_WALK_LIST_TICKED,
  KW_JOURNAL_EVENT_PERSONAL_ERASED,
  KW_JOURNAL_EVENT_PASSPHRASE_CHANGED,
  KW_JOURNAL_EVENT_BATCH_CREATED,
  KW_JOURNAL_EVENT_BATCH_STOPPED,
  KW_JOURNAL_EVENT_BATCH_ENDED,
  KW_JOURNAL_EVENT_BATCH_CARD_SKIPPED,
  KW_JOURNAL_EVENT_BATCH_CARD_REDONE,
  KW_JOURNAL_EVENT_BATCH_SKIPPED_TAKEN_UP,
  KW_JOURNAL_EVENT_KEYS_OPENED,
  KW_JOURNAL_EVENT_PASSPHRASE_REFUSED,
} KwJournalEvent;

#define KW_JOURNAL_EVENT_N 33

#define KW_JOURNAL_HASH_BYTES 32
#define KW_JOURNAL_SALT_BYTES 16
#define KW_JOURNAL_N_PERSONAL_MAX 128

/**
 * KwJournalHash:
 * @bytes: a SHA-256, or an HMAC-SHA256
 *
 * A plain value.
 */
typedef struct
{
  guint8 bytes[KW_JOURNAL_HASH_BYTES];
} KwJournalHash;

/**
 * KwJournalEntry:
 * @number: from 1, without gaps
 * @at_unix_s: when
 * @station: 1..8388607; 0 = before the station had a number
 * @operator_name: who
 * @event: what
 * @data: canonical text of an object, see KwJournalData; nothing personal in it
 * @n_personal: length of @personal, at most 128
 * @personal: (array length=n_personal): for each personal text of the row its
 *   kw_journal_hash_personal(): the texts themselves stand elsewhere and can be erased
 * @previous: hash of the row before, zeros in row 1
 * @hash: SHA-256 of the row's text; computed by the constructor, never read by it
 *
 * A row of the journal. Immutable and reference counted: treat every field as const. On the stack
 * it is only the argument of kw_journal_entry_new(): never ref such a one. Any thread.
 */
typedef struct
{
  guint64 number;
  gint64 at_unix_s;
  guint station;
  const char *operator_name;
  KwJournalEvent event;
  const char *data;
  guint n_personal;
  const KwJournalHash *personal;
  KwJournalHash previous;
  KwJournalHash hash;
} KwJournalEntry;

#define KW_TYPE_JOURNAL_ENTRY (kw_journal_entry_get_type ())
GType kw_journal_entry_get_type (void);

/**
 * kw_journal_entry_new:
 * @fields: what the row says; borrowed, everything is copied
 * @error: a `KW_MODEL_ERROR`, the message starting with the field
 *
 * Returns: (transfer full): an immutable copy of @fields with its @hash, or %NULL if it would not
 *   be valid
 */
KwJournalEntry *kw_journal_entry_new (const KwJournalEntry *fields,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_journal_entry_new_from_text:
 * @text: the text of a row, kw_journal_entry_dup_text()
 * @error: a `KW_MODEL_ERROR`: CHAIN if @text is not canonical to the byte, or what
 *   kw_journal_entry_new() says
 *
 * Returns: (transfer full): the row, or %NULL
 */
KwJournalEntry *kw_journal_entry_new_from_text (const char *text,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_journal_entry_ref:
 * @entry: made by kw_journal_entry_new()
 *
 * Returns: (transfer full): @entry
 */
KwJournalEntry *kw_journal_entry_ref (const KwJournalEntry *entry);

/**
 * kw_journal_entry_unref:
 * @entry: (transfer full): made by kw_journal_entry_new()
 */
void kw_journal_entry_unref (KwJournalEntry *entry);

/**
 * kw_journal_entry_dup_text:
 * @entry: a row
 *
 * The canonical text: one line of JSON without a line end, keys in this order: number, at, station,
 * operator, event, data, personal, previous. Anybody can verify a journal with it:
 * `printf %s "$text" | sha256sum` gives the row's hash, which is `previous` of the next row.
 *
 * Returns: (transfer full): the text that @hash is the SHA-256 of
 */
char *kw_journal_entry_dup_text (const KwJournalEntry *entry);

/**
 * kw_journal_hash_text:
 * @text: the text of a row
 *
 * Returns: SHA-256 of exactly the bytes of @text, without its end
 */
KwJournalHash kw_journal_hash_text (const char *text);

/**
 * kw_journal_hash_personal:
 * @salt: (array fixed-size=16): random bytes, new ones for each text
 * @text: the personal text
 *
 * Returns: HMAC-SHA256 with key @salt over the bytes of @text
 */
KwJournalHash kw_journal_hash_personal (const guint8 salt[KW_JOURNAL_SALT_BYTES], const char *text);

/**
 * kw_journal_hash_equal:
 * @a: a hash
 * @b: another
 *
 * Returns: %TRUE if both are the same
 */
gboolean kw_journal_hash_equal (const KwJournalHash *a, const KwJournalHash *b);

/**
 * kw_journal_verify_row:
 * @number: the number that the row must have
 * @previous: (nullable): hash of the row before; %NULL in row 1
 * @text: the row's text as stored
 * @hash: the row's hash as stored
 * @error: a `KW_MODEL_ERROR`: CHAIN, the message naming @number and what is wrong with it
 *
 * One link of the chain. Walking all rows with it, each with the stored hash of the one before,
 * verifies the journal.
 *
 * Returns: (transfer full): the row, or %NULL if it was changed, moved or is not canonical
 */
KwJournalEntry *kw_journal_verify_row (guint64 number, const KwJournalHash *previous,
                                       const char *text, const KwJournalHash *hash,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_journal_event_to_string:
 * @event: an event
 *
 * Returns: (transfer none): the stored form, "card-issue-intended" and so on
 */
const char *kw_journal_event_to_string (KwJournalEvent event);

/**
 * kw_journal_event_from_string:
 * @string: (nullable): a stored form
 * @out_event: (out): untouched on failure
 *
 * Returns: %TRUE if @string is one
 */
gboolean kw_journal_event_from_string (const char *string,
                                       KwJournalEvent *out_event) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwJournalEntry, kw_journal_entry_unref)

G_END_DECLS
