/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-hex.h"
#include "kw-journal-data.h"
#include "kw-journal-entry.h"

#include <string.h>

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

/* One row as it stands in the database; its SHA-256 was computed with sha256sum. */
#define ROW_1                                                                                      \
  "{\"number\":1,\"at\":1795338000,\"station\":7,\"operator\":\"Zo\xc3\xab \\\"Z\\\"\","           \
  "\"event\":\"card-lost\",\"data\":{\"card\":\"7-42\",\"credential\":\"0000070000000001\"},"      \
  "\"personal\":[],\"previous\":\"" ZEROS "\"}"

static KwJournalEntry *
make_row (guint64 number, const KwJournalHash *previous)
{
  g_autoptr (KwJournalData) data = kw_journal_data_new ();
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  KwJournalEntry fields = {
    .number = number,
    .at_unix_s = 1795338000,
    .station = 7,
    .operator_name = "Zo\xc3\xab \"Z\"",
    .event = KW_JOURNAL_EVENT_CARD_LOST,
  };
  KwJournalEntry *entry = NULL;

  kw_journal_data_put_u64 (data, "credential", G_GUINT64_CONSTANT (0x70000000001));
  kw_journal_data_put_string (data, "card", "7-42");
  text = kw_journal_data_dup_text (data);
  fields.data = text;
  if (previous != NULL)
    fields.previous = *previous;
  entry = kw_journal_entry_new (&fields, &error);
  g_assert_no_error (error);
  return entry;
}

static void
test_a_row_is_one_line_with_its_keys_in_order (void)
{
  g_autoptr (KwJournalEntry) entry = make_row (1, NULL);
  g_autofree char *text = kw_journal_entry_dup_text (entry);

  g_assert_cmpstr (text, ==, ROW_1);
}

static void
test_the_hash_is_what_sha256sum_says (void)
{
  g_autoptr (KwJournalEntry) entry = make_row (1, NULL);
  g_autofree char *hex = kw_hex_encode (entry->hash.bytes, sizeof entry->hash.bytes);

  g_assert_cmpstr (hex, ==, "179b431f644ee06f06a0e1730575319b58af4e28ba7642e14db06ed914abfdec");
}

static void
test_a_chain_is_verified_link_by_link (void)
{
  g_autoptr (KwJournalEntry) first = make_row (1, NULL);
  g_autoptr (KwJournalEntry) second = make_row (2, &first->hash);
  g_autoptr (KwJournalEntry) back = NULL;
  g_autofree char *text = kw_journal_entry_dup_text (second);
  g_autoptr (GError) error = NULL;

  back = kw_journal_verify_row (2, &first->hash, text, &second->hash, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (back->number, ==, 2);
  g_assert_cmpint (back->at_unix_s, ==, 1795338000);
  g_assert_cmpuint (back->station, ==, 7);
  g_assert_cmpstr (back->operator_name, ==, "Zo\xc3\xab \"Z\"");
  g_assert_cmpint (back->event, ==, KW_JOURNAL_EVENT_CARD_LOST);
  g_assert_true (kw_journal_hash_equal (&back->hash, &second->hash));
}

static void
test_every_changed_byte_breaks_its_row (void)
{
  g_autoptr (KwJournalEntry) entry = make_row (1, NULL);
  g_autofree char *text = kw_journal_entry_dup_text (entry);
  const gsize size_bytes = strlen (text);

  for (gsize i = 0; i < size_bytes; i++)
    for (guint bit = 0; bit < 8; bit++)
      {
        g_autofree char *changed = g_strdup (text);
        g_autoptr (GError) error = NULL;

        changed[i] ^= (char)(1 << bit);
        g_assert_null (kw_journal_verify_row (1, NULL, changed, &entry->hash, &error));
        g_assert_error (error, KW_MODEL_ERROR, KW_MODEL_ERROR_CHAIN);
        g_assert_nonnull (strstr (error->message, "journal row 1: "));
      }
}

static void
test_a_row_that_was_moved_is_refused (void)
{
  g_autoptr (KwJournalEntry) first = make_row (1, NULL);
  g_autoptr (KwJournalEntry) second = make_row (2, &first->hash);
  g_autofree char *text = kw_journal_entry_dup_text (second);
  g_autoptr (GError) number_error = NULL;
  g_autoptr (GError) previous_error = NULL;

  g_assert_null (kw_journal_verify_row (3, &first->hash, text, &second->hash, &number_error));
  g_assert_null (kw_journal_verify_row (2, &second->hash, text, &second->hash, &previous_error));

  g_assert_error (number_error, KW_MODEL_ERROR, KW_MODEL_ERROR_CHAIN);
  g_assert_cmpstr (number_error->message, ==, "journal row 3: its text has another number");
  g_assert_cmpstr (previous_error->message, ==, "journal row 2: it does not follow the row before");
}

static void
test_only_the_canonical_form_is_a_row (void)
{
  static const char *const bad[] = {
    "",
    "{}",
    "{\"number\":0,\"at\":1,\"station\":1,\"operator\":\"a\",\"event\":\"card-lost\",\"data\":{},"
    "\"personal\":[],\"previous\":\"" ZEROS "\"}",
    "{\"number\":01,\"at\":1,\"station\":1,\"operator\":\"a\",\"event\":\"card-lost\",\"data\":{},"
    "\"personal\":[],\"previous\":\"" ZEROS "\"}",
    "{\"number\":1, \"at\":1,\"station\":1,\"operator\":\"a\",\"event\":\"card-lost\",\"data\":{},"
    "\"personal\":[],\"previous\":\"" ZEROS "\"}",
    "{\"number\":1,\"at\":1,\"station\":1,\"operator\":\"a\",\"event\":\"card-lost\",\"data\":{},"
    "\"personal\":[],\"previous\":\"" ZEROS "\"}\n",
    "{\"number\":1,\"at\":1,\"station\":1,\"operator\":\"a\",\"event\":\"no-such\",\"data\":{},"
    "\"personal\":[],\"previous\":\"" ZEROS "\"}",
    "{\"number\":1,\"at\":1,\"station\":1,\"operator\":\"a\",\"event\":\"card-lost\",\"data\":"
    "{\"b\":1,\"a\":1},\"personal\":[],\"previous\":\"" ZEROS "\"}",
    "{\"number\":1,\"at\":1,\"station\":1,\"operator\":\"a\",\"event\":\"card-lost\",\"data\":"
    "{\"a\":1.5},\"personal\":[],\"previous\":\"" ZEROS "\"}",
    "{\"number\":1,\"at\":1,\"station\":1,\"operator\":\"a\",\"event\":\"card-lost\",\"data\":"
    "{\"a\":\"\\u0041\"},\"personal\":[],\"previous\":\"" ZEROS "\"}",
    "{\"number\":1,\"at\":1,\"station\":1,\"operator\":\"a\",\"event\":\"card-lost\",\"data\":{},"
    "\"personal\":[\"00\"],\"previous\":\"" ZEROS "\"}",
    "{\"number\":1,\"at\":1,\"station\":9000000,\"operator\":\"a\",\"event\":\"card-lost\","
    "\"data\":{},\"personal\":[],\"previous\":\"" ZEROS "\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_null (kw_journal_entry_new_from_text (bad[i], &error));
      g_assert_cmpint (error->domain, ==, KW_MODEL_ERROR);
    }
}

static void
test_deep_nesting_is_refused_before_it_costs_a_stack (void)
{
  g_autoptr (GString) text = g_string_new ("");
  g_autoptr (GError) error = NULL;
  KwJournalEntry fields = { .number = 1, .operator_name = "a" };

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "{\"a\":");
  fields.data = text->str;

  g_assert_null (kw_journal_entry_new (&fields, &error));
  g_assert_error (error, KW_MODEL_ERROR, KW_MODEL_ERROR_TEXT);
}

static void
test_personal_text_leaves_only_its_salted_hash (void)
{
  static const guint8 salt[KW_JOURNAL_SALT_BYTES] = { 0, 1, 2,  3,  4,  5,  6,  7,
                                                      8, 9, 10, 11, 12, 13, 14, 15 };
  const KwJournalHash personal[2] = { kw_journal_hash_personal (salt, "Zo\xc3\xab"),
                                      kw_journal_hash_personal (salt, "") };
  const KwJournalEntry fields = {
    .number = 1,
    .operator_name = "a",
    .data = "{}",
    .n_personal = 2,
    .personal = personal,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KwJournalEntry) entry = kw_journal_entry_new (&fields, &error);
  g_autoptr (KwJournalEntry) back = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = kw_journal_entry_dup_text (entry);
  back = kw_journal_entry_new_from_text (text, &error);

  g_assert_no_error (error);
  g_assert_null (strstr (text, "Zo"));
  g_assert_nonnull (
      strstr (text, "790d5a7f99629c8de39f5ceb24845721988cb9b83c5fcaa423e64b848b287f4a"));
  g_assert_cmpuint (back->n_personal, ==, 2);
  g_assert_true (kw_journal_hash_equal (&back->personal[1], &personal[1]));
}

static void
test_data_is_sorted_and_escaped_in_one_way (void)
{
  static const char *const rooms[] = { "0305A", "306", NULL };
  static const gint64 numbers[] = { 1, -2, 9007199254740991 };
  static const guint8 bytes[] = { 0xde, 0xad };
  g_autoptr (KwJournalData) data = kw_journal_data_new ();
  g_autoptr (KwJournalData) inner = kw_journal_data_new ();
  g_autofree char *text = NULL;

  kw_journal_data_put_strings (data, "rooms", rooms);
  kw_journal_data_put_string (data, "b_text", "a\"\\\n\x7f\xc3\xa9/");
  kw_journal_data_put_int (data, "b", 1);
  kw_journal_data_put_int (data, "b", 2);
  kw_journal_data_put_boolean (data, "is_copy", TRUE);
  kw_journal_data_put_hex (data, "uid", bytes, sizeof bytes);
  kw_journal_data_put_ints (data, "doors", numbers, G_N_ELEMENTS (numbers));
  kw_journal_data_put_string (data, "gone", "x");
  kw_journal_data_put_string (data, "gone", NULL);
  kw_journal_data_put_data (data, "z", inner);
  text = kw_journal_data_dup_text (data);

  g_assert_cmpstr (text, ==,
                   "{\"b\":2,\"b_text\":\"a\\\"\\\\\\u000a\\u007f\xc3\xa9/\","
                   "\"doors\":[1,-2,9007199254740991],\"is_copy\":true,"
                   "\"rooms\":[\"0305A\",\"306\"],\"uid\":\"dead\",\"z\":{}}");
}

static void
test_events_have_names_that_lead_back (void)
{
  KwJournalEvent event = KW_JOURNAL_EVENT_KEYS_CREATED;

  for (guint i = 0; i < KW_JOURNAL_EVENT_N; i++)
    {
      g_assert_true (
          kw_journal_event_from_string (kw_journal_event_to_string ((KwJournalEvent)i), &event));
      g_assert_cmpint (event, ==, (KwJournalEvent)i);
    }
  g_assert_false (kw_journal_event_from_string ("no-such", &event));
  g_assert_false (kw_journal_event_from_string (NULL, &event));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/journal-entry/a-row-is-one-line-with-its-keys-in-order",
                   test_a_row_is_one_line_with_its_keys_in_order);
  g_test_add_func ("/model/journal-entry/the-hash-is-what-sha256sum-says",
                   test_the_hash_is_what_sha256sum_says);
  g_test_add_func ("/model/journal-entry/a-chain-is-verified-link-by-link",
                   test_a_chain_is_verified_link_by_link);
  g_test_add_func ("/model/journal-entry/every-changed-byte-breaks-its-row",
                   test_every_changed_byte_breaks_its_row);
  g_test_add_func ("/model/journal-entry/a-row-that-was-moved-is-refused",
                   test_a_row_that_was_moved_is_refused);
  g_test_add_func ("/model/journal-entry/only-the-canonical-form-is-a-row",
                   test_only_the_canonical_form_is_a_row);
  g_test_add_func ("/model/journal-entry/deep-nesting-is-refused-before-it-costs-a-stack",
                   test_deep_nesting_is_refused_before_it_costs_a_stack);
  g_test_add_func ("/model/journal-entry/personal-text-leaves-only-its-salted-hash",
                   test_personal_text_leaves_only_its_salted_hash);
  g_test_add_func ("/model/journal-entry/data-is-sorted-and-escaped-in-one-way",
                   test_data_is_sorted_and_escaped_in_one_way);
  g_test_add_func ("/model/journal-entry/events-have-names-that-lead-back",
                   test_events_have_names_that_lead_back);
  return g_test_run ();
}
