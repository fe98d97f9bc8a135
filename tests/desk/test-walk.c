/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "fixture.h"
#include "kw-desk-cards.h"
#include "kw-desk-journal.h"
#include "kw-desk-loss.h"
#include "kw-desk-walk.h"
#include "register.h"

static void
report_lost (Fixture *fixture, const char *label)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  kw_desk_report_lost_async (fixture->desk, label, "left in the taxi", NULL, fixture_take_result_cb,
                             &result);
  fixture_wait (&result);
  outcome = kw_desk_report_lost_finish (fixture->desk, result, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list_walk (Fixture *fixture, guint64 credential)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *visits = NULL;

  kw_desk_list_walk_async (fixture->desk, credential, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  visits = kw_desk_list_walk_finish (fixture->desk, result, &error);
  g_assert_no_error (error);
  return visits;
}

static KwDeskVisit *
tick (Fixture *fixture, gint64 id, gboolean is_visited, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_tick_visit_async (fixture->desk, id, is_visited, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  return kw_desk_tick_visit_finish (fixture->desk, result, error);
}

static guint
count_ticks (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  guint n_ticks = 0;

  kw_desk_list_journal_async (fixture->desk, 0, 1000, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  entries = kw_desk_list_journal_finish (fixture->desk, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    n_ticks += ((const KwJournalEntry *)entries->pdata[i])->event ==
               KW_JOURNAL_EVENT_WALK_LIST_TICKED;
  return n_ticks;
}

static void
test_a_lost_card_puts_every_place_on_the_walk_list (Fixture *fixture, gconstpointer unused)
{
  const guint64 lost = register_put_card (fixture, /* uid_end= */ 1, "306", /* areas= */ 3);
  guint n_of_kind[3] = { 0 };
  g_autoptr (GPtrArray) visits = NULL;

  report_lost (fixture, "1-1");
  visits = list_walk (fixture, lost);

  for (guint i = 0; i < visits->len; i++)
    {
      const KwDeskVisit *visit = visits->pdata[i];

      n_of_kind[visit->place.kind]++;
      g_assert_cmpstr (visit->card_label, ==, "1-1");
      g_assert_cmpuint (visit->lost_credential, ==, lost);
      g_assert_cmpuint (visit->cancel_credential, ==, 0);
      g_assert_cmpint (visit->visited_at_unix_s, ==, 0);
      g_assert_cmpint (visit->may_live_until_unix_s, >, fixture->now_unix_s);
    }
  g_assert_cmpuint (n_of_kind[KW_DESK_PLACE_DOOR], ==, 1);
  g_assert_cmpuint (n_of_kind[KW_DESK_PLACE_AREA], ==, 2);
  g_assert_cmpuint (n_of_kind[KW_DESK_PLACE_ELEVATOR], ==, 2);
}

static void
test_a_visit_is_ticked_once_and_can_be_taken_back (Fixture *fixture, gconstpointer unused)
{
  const guint64 lost = register_put_card (fixture, /* uid_end= */ 1, "306", /* areas= */ 1);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskVisit) first = NULL;
  g_autoptr (KwDeskVisit) again = NULL;
  g_autoptr (KwDeskVisit) back = NULL;
  gint64 id = 0;

  report_lost (fixture, "1-1");
  before = list_walk (fixture, /* credential= */ 0);
  id = ((const KwDeskVisit *)before->pdata[1])->id;
  fixture->now_unix_s += 60;
  first = tick (fixture, id, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (first->visited_at_unix_s, ==, fixture->now_unix_s);
  fixture->now_unix_s += 60;
  again = tick (fixture, id, TRUE, &error);
  g_assert_cmpint (again->visited_at_unix_s, ==, first->visited_at_unix_s);
  g_assert_cmpuint (count_ticks (fixture), ==, 1);

  after = list_walk (fixture, /* credential= */ 0);
  g_assert_cmpuint (after->len, ==, before->len - 1);
  g_clear_pointer (&after, g_ptr_array_unref);
  after = list_walk (fixture, lost);
  g_assert_cmpuint (after->len, ==, before->len);

  back = tick (fixture, id, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (back->visited_at_unix_s, ==, 0);
  g_assert_cmpuint (count_ticks (fixture), ==, 2);
}

static void
test_a_second_report_unticks_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskVisit) visit = NULL;

  register_put_card (fixture, /* uid_end= */ 1, "306", /* areas= */ 1);
  report_lost (fixture, "1-1");
  before = list_walk (fixture, /* credential= */ 0);
  visit = tick (fixture, ((const KwDeskVisit *)before->pdata[0])->id, TRUE, &error);
  g_assert_no_error (error);

  report_lost (fixture, "1-1");
  after = list_walk (fixture, /* credential= */ 0);
  g_assert_cmpuint (after->len, ==, before->len - 1);
}

static void
test_a_visit_nobody_planned_is_not_found (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tick (fixture, 4711, TRUE, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_FOUND);
}

static void
test_the_list_of_all_lost_cards_names_each (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) visits = NULL;
  const KwDeskVisit *first = NULL;
  const KwDeskVisit *last = NULL;

  register_put_card (fixture, /* uid_end= */ 1, "306", /* areas= */ 0);
  register_put_card (fixture, /* uid_end= */ 2, "306", /* areas= */ 0);
  report_lost (fixture, "1-2");
  report_lost (fixture, "1-1");
  visits = list_walk (fixture, /* credential= */ 0);

  first = visits->pdata[0];
  last = visits->pdata[visits->len - 1];
  g_assert_cmpstr (first->card_label, ==, "1-1");
  g_assert_cmpstr (last->card_label, ==, "1-2");
}

static KwDeskLoss *
load_loss (Fixture *fixture, const char *label, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_load_loss_async (fixture->desk, label, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  return kw_desk_load_loss_finish (fixture->desk, result, error);
}

static void
test_a_card_says_what_it_opens_before_it_is_reported (Fixture *fixture, gconstpointer unused)
{
  const guint64 number = register_put_card (fixture, /* uid_end= */ 1, "306", /* areas= */ 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskLoss) loss = load_loss (fixture, "1-1", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (loss->credential->number, ==, number);
  g_assert_false (loss->is_lost);
  g_assert_true (loss->can_report);
  g_assert_true (loss->can_replace);
  g_assert_false (loss->can_cancel);
  g_assert_cmpint (loss->until_unix_s, ==, fixture->now_unix_s + 86400);
  g_assert_cmpuint (loss->places->len, ==, 5); /* the room, two areas, two elevators */
  g_assert_cmpuint (loss->n_open, ==, 5);
  g_assert_cmpuint (loss->n_stopped_by_new, ==, 1);
  g_assert_true (g_array_index (loss->places, KwDeskLossPlace, 0).is_stopped_by_new);
  g_assert_cmpuint (loss->n_other_live, ==, 0);
}

static void
test_a_lost_card_is_over_when_it_expires (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskLoss) lost = NULL;
  g_autoptr (KwDeskLoss) over = NULL;

  register_put_card (fixture, /* uid_end= */ 1, "306", /* areas= */ 0);
  report_lost (fixture, "1-1");
  lost = load_loss (fixture, "1-1", &error);
  g_assert_no_error (error);
  g_assert_true (lost->is_lost);
  g_assert_false (lost->can_report);
  g_assert_true (lost->can_cancel);
  g_assert_cmpuint (lost->n_open, ==, 3);

  fixture->now_unix_s += 86400;
  over = load_loss (fixture, "1-1", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (over->n_open, ==, 0);
  g_assert_cmpint (over->until_unix_s, ==, 0);
  g_assert_false (over->can_cancel);
  g_assert_false (over->can_replace); /* the stay is over too */
}

static void
test_a_place_where_nobody_showed_a_cancel_card_stays_open (Fixture *fixture, gconstpointer unused)
{
  const guint64 lost = register_put_card (fixture, /* uid_end= */ 1, "306", /* areas= */ 0);
  g_autoptr (GPtrArray) visits = NULL;
  g_autoptr (KwDeskVisit) visit = NULL;
  g_autoptr (KwDeskLoss) loss = NULL;
  g_autoptr (GError) error = NULL;

  report_lost (fixture, "1-1");
  visits = list_walk (fixture, lost);
  visit = tick (fixture, ((const KwDeskVisit *)visits->pdata[0])->id, TRUE, &error);
  g_assert_no_error (error);
  loss = load_loss (fixture, "1-1", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (loss->n_open, ==, loss->places->len);
}

static void
test_an_unknown_card_has_no_loss (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskLoss) loss = load_loss (fixture, "1-77", &error);

  g_assert_null (loss);
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_FOUND);
}

static void
test_what_was_said_about_a_loss_is_in_the_journal (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  guint n_found = 0;

  register_put_card (fixture, /* uid_end= */ 1, "306", /* areas= */ 0);
  report_lost (fixture, "1-1");
  kw_desk_list_journal_async (fixture->desk, 0, 1000, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  entries = kw_desk_list_journal_finish (fixture->desk, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const KwJournalEntry *entry = entries->pdata[i];

      if (entry->event == KW_JOURNAL_EVENT_CARD_LOST)
        n_found += entry->n_personal;
    }
  g_assert_cmpuint (n_found, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/desk/walk/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("a-lost-card-puts-every-place-on-the-walk-list",
       test_a_lost_card_puts_every_place_on_the_walk_list);
  ADD ("a-visit-is-ticked-once-and-can-be-taken-back",
       test_a_visit_is_ticked_once_and_can_be_taken_back);
  ADD ("a-second-report-unticks-nothing", test_a_second_report_unticks_nothing);
  ADD ("a-visit-nobody-planned-is-not-found", test_a_visit_nobody_planned_is_not_found);
  ADD ("the-list-of-all-lost-cards-names-each", test_the_list_of_all_lost_cards_names_each);
  ADD ("a-card-says-what-it-opens-before-it-is-reported",
       test_a_card_says_what_it_opens_before_it_is_reported);
  ADD ("a-lost-card-is-over-when-it-expires", test_a_lost_card_is_over_when_it_expires);
  ADD ("a-place-where-nobody-showed-a-cancel-card-stays-open",
       test_a_place_where_nobody_showed_a_cancel_card_stays_open);
  ADD ("an-unknown-card-has-no-loss", test_an_unknown_card_has_no_loss);
  ADD ("what-was-said-about-a-loss-is-in-the-journal",
       test_what_was_said_about_a_loss_is_in_the_journal);
#undef ADD
  return g_test_run ();
}
