/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "fixture.h"
#include "kw-desk-journal.h"

static void
assert_refused (Fixture *fixture, const char *room)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = fixture_open_stay (fixture, room, 0, 24, NULL, &error);

  g_assert_null (stay);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CLOCK_SUSPECT);
}

static void
assert_accepted (Fixture *fixture, const char *room)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = fixture_open_stay (fixture, room, 0, 24, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (stay);
}

static guint
count_confirmations (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  guint n_found = 0;

  kw_desk_list_journal_async (fixture->desk, 0, 10000, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  entries = kw_desk_list_journal_finish (fixture->desk, result, NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      const KwJournalEntry *entry = g_ptr_array_index (entries, i);

      n_found += entry->event == KW_JOURNAL_EVENT_CLOCK_CONFIRMED;
    }
  return n_found;
}

static void
test_a_clock_behind_the_journal_is_refused (Fixture *fixture, gconstpointer unused)
{
  fixture->now_unix_s -= 1;
  assert_refused (fixture, "306");
  fixture->now_unix_s += 1;
  assert_accepted (fixture, "306");
}

static void
test_a_clock_more_than_25_hours_ahead_is_refused (Fixture *fixture, gconstpointer unused)
{
  fixture->now_unix_s += 25 * 3600 + 1;
  assert_refused (fixture, "306");
  fixture->now_unix_s -= 1;
  assert_accepted (fixture, "306");
}

static void
test_a_confirmed_clock_is_trusted_and_written_down (Fixture *fixture, gconstpointer unused)
{
  fixture->now_unix_s -= 86400;
  fixture->is_clock_confirmed = TRUE;
  fixture_reopen (fixture);
  assert_accepted (fixture, "306");
  g_assert_cmpuint (count_confirmations (fixture), ==, 1);

  /* From then on it needs no word any more. */
  fixture->is_clock_confirmed = FALSE;
  fixture_reopen (fixture);
  fixture->now_unix_s += 60;
  assert_accepted (fixture, "316");
  g_assert_cmpuint (count_confirmations (fixture), ==, 1);
}

static gboolean
confirm (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_confirm_clock_async (fixture->desk, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  return kw_desk_confirm_clock_finish (fixture->desk, result, error);
}

static void
test_a_clock_is_confirmed_once_for_all (Fixture *fixture, gconstpointer unused)
{
  fixture->now_unix_s += 60 * 86400;
  assert_refused (fixture, "306");

  g_assert_true (confirm (fixture, NULL));
  g_assert_cmpuint (count_confirmations (fixture), ==, 1);
  assert_accepted (fixture, "306");

  /* That was about this jump alone, and without one there is nothing to confirm. */
  g_assert_true (confirm (fixture, NULL));
  g_assert_cmpuint (count_confirmations (fixture), ==, 1);
  fixture->now_unix_s += 60 * 86400;
  assert_refused (fixture, "316");
}

static void
test_no_word_makes_a_clock_usable_that_is_beyond_a_card (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->now_unix_s = G_MAXUINT32;
  g_assert_false (confirm (fixture, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_CLOCK_SUSPECT);
  g_assert_cmpuint (count_confirmations (fixture), ==, 0);
}

static void
test_a_clock_beyond_a_card_is_refused (Fixture *fixture, gconstpointer unused)
{
  fixture->is_clock_confirmed = TRUE;
  fixture_reopen (fixture);
  fixture->now_unix_s = G_MAXUINT32;
  assert_refused (fixture, "306");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/desk/clock/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("a-clock-behind-the-journal-is-refused", test_a_clock_behind_the_journal_is_refused);
  ADD ("a-clock-more-than-25-hours-ahead-is-refused",
       test_a_clock_more_than_25_hours_ahead_is_refused);
  ADD ("a-confirmed-clock-is-trusted-and-written-down",
       test_a_confirmed_clock_is_trusted_and_written_down);
  ADD ("a-clock-beyond-a-card-is-refused", test_a_clock_beyond_a_card_is_refused);
  ADD ("a-clock-is-confirmed-once-for-all", test_a_clock_is_confirmed_once_for_all);
  ADD ("no-word-makes-a-clock-usable-that-is-beyond-a-card",
       test_no_word_makes_a_clock_usable_that_is_beyond_a_card);
#undef ADD
  return g_test_run ();
}
