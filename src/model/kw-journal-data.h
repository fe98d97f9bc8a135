/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-model-error.h"

G_BEGIN_DECLS

/**
 * KwJournalData:
 *
 * Builder of the `data` object of a journal row, in its one canonical form: keys sorted by their
 * bytes, no blanks, no fractions, whole numbers of at most 53 bits, 64-bit numbers as 16 hex
 * digits, texts escaped in one way only. Personal text does not belong in it. A key given again
 * replaces the one before. One owner; any thread, one at a time.
 */
typedef struct _KwJournalData KwJournalData;

/**
 * kw_journal_data_new:
 *
 * Returns: (transfer full): an empty object
 */
KwJournalData *kw_journal_data_new (void);

/**
 * kw_journal_data_free:
 * @data: (nullable) (transfer full): an object
 */
void kw_journal_data_free (KwJournalData *data);

/**
 * kw_journal_data_put_int:
 * @data: an object
 * @key: small letters, digits and underscores, starting with a letter
 * @value: -2^53+1 .. 2^53-1
 */
void kw_journal_data_put_int (KwJournalData *data, const char *key, gint64 value);

/**
 * kw_journal_data_put_u64:
 * @data: an object
 * @key: small letters, digits and underscores, starting with a letter
 * @value: any; written as 16 hex digits
 */
void kw_journal_data_put_u64 (KwJournalData *data, const char *key, guint64 value);

/**
 * kw_journal_data_put_boolean:
 * @data: an object
 * @key: small letters, digits and underscores, starting with a letter
 * @value: yes or no
 */
void kw_journal_data_put_boolean (KwJournalData *data, const char *key, gboolean value);

/**
 * kw_journal_data_put_string:
 * @data: an object
 * @key: small letters, digits and underscores, starting with a letter
 * @value: (nullable): valid UTF-8, not personal; %NULL leaves the key out
 */
void kw_journal_data_put_string (KwJournalData *data, const char *key, const char *value);

/**
 * kw_journal_data_put_hex:
 * @data: an object
 * @key: small letters, digits and underscores, starting with a letter
 * @bytes: (array length=size_bytes): written as hex; not secret
 * @size_bytes: length of @bytes
 */
void kw_journal_data_put_hex (KwJournalData *data, const char *key, const guint8 *bytes,
                              gsize size_bytes);

/**
 * kw_journal_data_put_strings:
 * @data: an object
 * @key: small letters, digits and underscores, starting with a letter
 * @values: (array zero-terminated=1): valid UTF-8, not personal; written as an array
 */
void kw_journal_data_put_strings (KwJournalData *data, const char *key, const char *const *values);

/**
 * kw_journal_data_put_ints:
 * @data: an object
 * @key: small letters, digits and underscores, starting with a letter
 * @values: (array length=n_values): each -2^53+1 .. 2^53-1; written as an array
 * @n_values: length of @values
 */
void kw_journal_data_put_ints (KwJournalData *data, const char *key, const gint64 *values,
                               gsize n_values);

/**
 * kw_journal_data_put_data:
 * @data: an object
 * @key: small letters, digits and underscores, starting with a letter
 * @value: another object; its text of now is copied
 */
void kw_journal_data_put_data (KwJournalData *data, const char *key, const KwJournalData *value);

/**
 * kw_journal_data_dup_text:
 * @data: an object
 *
 * Returns: (transfer full): its canonical text, "{}" if it is empty
 */
char *kw_journal_data_dup_text (const KwJournalData *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwJournalData, kw_journal_data_free)

G_END_DECLS
