/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* The hand at the real practice encoder. */
#include "config.h"

#include "fixture.h"

#include "emulator-process.h"
#include "kw-desk-job.h"
#include "kw-practice.h"

#include <signal.h>
#include <string.h>

typedef struct
{
  Fixture desk;
  EmulatorProcess *emulator;
  KwPractice *practice;
} Hand;

typedef void (*Act) (KwPractice *, GCancellable *, GAsyncReadyCallback, gpointer);
typedef void (*CardAct) (KwPractice *, const char *, GCancellable *, GAsyncReadyCallback, gpointer);

static KwPractice *
find (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_desk_find_practice_async (fixture->desk, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  return kw_desk_find_practice_finish (fixture->desk, result, error);
}

static void
count_cb (GObject *object, GParamSpec *spec, gpointer user_data)
{
  ++*(guint *)user_data;
}

static void
set_up (Hand *hand, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint n_names = 0;

  hand->emulator = emulator_process_start (g_getenv ("KW_EMULATOR"), "none");
  hand->desk.encoder = hand->emulator->connstring;
  hand->desk.worker_path = g_getenv ("KW_WORKER");
  fixture_set_up (&hand->desk, NULL);
  g_assert_false (kw_desk_is_practice_encoder (hand->desk.desk));
  g_signal_connect (hand->desk.desk, "notify::encoder-name", G_CALLBACK (count_cb), &n_names);
  hand->practice = find (&hand->desk, &error);
  g_assert_no_error (error);
  g_assert_true (kw_desk_is_practice_encoder (hand->desk.desk));
  g_assert_cmpuint (n_names, ==, 1); /* who shows the name shows the right one */
  g_signal_handlers_disconnect_by_func (hand->desk.desk, count_cb, &n_names);
}

static void
tear_down (Hand *hand, gconstpointer unused)
{
  g_clear_object (&hand->practice);
  fixture_tear_down (&hand->desk, NULL);
  g_clear_pointer (&hand->emulator, emulator_process_stop);
}

static gboolean
finish (Hand *hand, GAsyncResult **result, GError **error)
{
  gboolean is_done = FALSE;

  fixture_wait (result);
  is_done = kw_practice_finish (hand->practice, *result, error);
  g_clear_object (result);
  return is_done;
}

static void
do_act (Hand *hand, Act act)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  act (hand->practice, NULL, fixture_take_result_cb, &result);
  finish (hand, &result, &error);
  g_assert_no_error (error);
}

static gboolean
do_card (Hand *hand, CardAct act, const char *name, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  act (hand->practice, name, NULL, fixture_take_result_cb, &result);
  return finish (hand, &result, error);
}

static gboolean
make_card (Hand *hand, KwPracticeMedium medium, const char *name, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_practice_new_card_async (hand->practice, medium, name, NULL, fixture_take_result_cb, &result);
  return finish (hand, &result, error);
}

/* "name medium on, name medium off" */
static void
assert_cards (Hand *hand, const char *expected)
{
  GListModel *list = G_LIST_MODEL (hand->practice);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KwPracticeCard) card = g_list_model_get_item (list, i);

      g_string_append_printf (text, "%s%s %s %s", i > 0 ? ", " : "",
                              kw_practice_card_get_name (card),
                              kw_practice_medium_to_string (kw_practice_card_get_medium (card)),
                              kw_practice_card_is_on_encoder (card) ? "on" : "off");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
count_changes_cb (GListModel *list, guint position, guint n_removed, guint n_added, gpointer count)
{
  *(guint *)count += n_removed + n_added;
}

static void
test_cards_are_made_laid_down_lifted_and_swapped (Hand *hand, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;
  KwPracticeCard *card = NULL;

  g_assert_true (make_card (hand, KW_PRACTICE_MEDIUM_CLASSIC_1K, "Zoë's card, \"305\"", &error));
  g_assert_true (make_card (hand, KW_PRACTICE_MEDIUM_DESFIRE, "Anna", &error));
  g_assert_true (make_card (hand, KW_PRACTICE_MEDIUM_CLASSIC_4K, "-B --x", &error));
  g_assert_true (make_card (hand, KW_PRACTICE_MEDIUM_NTAG213, "ﷺ 客", &error));
  assert_cards (hand, "-B --x classic4k off, Anna desfire off, Zoë's card, \"305\" classic1k off, "
                      "ﷺ 客 ntag213 off");

  card = kw_practice_find_card (hand->practice, "Anna");
  g_assert_true (do_card (hand, kw_practice_put_async, "Zoë's card, \"305\"", &error));
  g_assert_true (do_card (hand, kw_practice_put_async, "Anna", &error));
  g_assert_true (kw_practice_card_is_on_encoder (card));
  g_assert_true (do_card (hand, kw_practice_take_async, "Anna", &error));
  g_assert_true (do_card (hand, kw_practice_swap_async, "-B --x", &error));
  assert_cards (hand, "-B --x classic4k on, Anna desfire off, Zoë's card, \"305\" classic1k off, "
                      "ﷺ 客 ntag213 off");
  told = emulator_process_do (hand->emulator, "list");
  g_assert_nonnull (strstr (told, "'-B --x' classic4k 04"));
  g_assert_true (card == kw_practice_find_card (hand->practice, "Anna"));
  g_assert_true (do_card (hand, kw_practice_take_async, NULL, &error));
  g_assert_false (
      kw_practice_card_is_on_encoder (kw_practice_find_card (hand->practice, "-B --x")));
  g_assert_no_error (error);
}

static void
test_what_cannot_be_is_refused_with_its_code (Hand *hand, gconstpointer unused)
{
  g_autofree char *long_name = g_strnfill (KW_PRACTICE_NAME_MAX + 1, 'x');
  const struct
  {
    CardAct act;
    const char *name;
    KwDeskError code;
  } cases[] = {
    { kw_practice_put_async, "nobody", KW_DESK_ERROR_NOT_FOUND },
    { kw_practice_take_async, "nobody", KW_DESK_ERROR_NOT_FOUND },
    { kw_practice_swap_async, "nobody", KW_DESK_ERROR_NOT_FOUND },
    { kw_practice_take_async, "a", KW_DESK_ERROR_NOT_ALLOWED },
    { kw_practice_put_async, "on", KW_DESK_ERROR_NOT_ALLOWED },
  };
  const char *const names[] = { "", "two\nlines", "a", long_name, "\xff" };

  g_assert_true (make_card (hand, KW_PRACTICE_MEDIUM_CLASSIC_1K, "a", NULL));
  g_assert_true (make_card (hand, KW_PRACTICE_MEDIUM_CLASSIC_1K, "on", NULL));
  g_assert_true (do_card (hand, kw_practice_put_async, "on", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_false (do_card (hand, cases[i].act, cases[i].name, &error));
      g_assert_error (error, KW_DESK_ERROR, (int)cases[i].code);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (make_card (hand, KW_PRACTICE_MEDIUM_DESFIRE, names[i], &error));
      g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_BAD_VALUE);
    }
  assert_cards (hand, "a classic1k off, on classic1k on");
}

static void
test_the_plug_is_pulled_and_put_back (Hand *hand, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (kw_practice_is_plugged_in (hand->practice));
  do_act (hand, kw_practice_unplug_async);
  g_assert_false (kw_practice_is_plugged_in (hand->practice));
  kw_practice_unplug_async (hand->practice, NULL, fixture_take_result_cb, &result);
  g_assert_false (finish (hand, &result, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_NOT_ALLOWED);
  do_act (hand, kw_practice_plug_async);
  g_assert_true (kw_practice_is_plugged_in (hand->practice));
}

static void
test_what_happens_elsewhere_is_seen_while_watching (Hand *hand, gconstpointer unused)
{
  guint n_changes = 0;

  g_signal_connect (hand->practice, "items-changed", G_CALLBACK (count_changes_cb), &n_changes);
  emulator_process_run (hand->emulator, "new desfire 04aabbccddeeff b");
  emulator_process_run (hand->emulator, "put b");
  g_assert_cmpuint (n_changes, ==, 0);
  kw_practice_set_is_watching (hand->practice, TRUE);
  while (n_changes == 0)
    g_main_context_iteration (NULL, TRUE);
  assert_cards (hand, "b desfire on");
  kw_practice_set_is_watching (hand->practice, FALSE);
  do_act (hand, kw_practice_refresh_async);
  g_assert_cmpuint (n_changes, ==, 1);
  g_signal_handlers_disconnect_by_func (hand->practice, count_changes_cb, &n_changes);
}

static gboolean
issue (Hand *hand, GError **error)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (hand->desk.desk), "306", NULL);
  const KwDeskIssueRequest request = {
    .kind = KW_GRANT_KIND_TENANT,
    .door = { door->building, door->number },
  };
  g_autoptr (KwDeskJob) job = kw_desk_job_new_issue (hand->desk.desk, &request);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KwDeskOutcome) outcome = NULL;

  kw_desk_job_run_async (job, 5000, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  outcome = kw_desk_job_run_finish (job, result, error);
  return outcome != NULL;
}

static void
make_keys (Hand *hand)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KwSecret *passphrase = kw_secret_new (8);

  memcpy (kw_secret_get_bytes (passphrase), "practice", 8);
  kw_desk_set_passphrase (hand->desk.desk, passphrase);
  kw_desk_create_keys_async (hand->desk.desk, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  g_assert_true (kw_desk_create_keys_finish (hand->desk.desk, result, NULL, &error));
}

static void
arm (Hand *hand, KwPracticeTear when)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  kw_practice_tear_async (hand->practice, when, NULL, fixture_take_result_cb, &result);
  finish (hand, &result, &error);
  g_assert_no_error (error);
  g_assert_true (kw_practice_is_tear_armed (hand->practice));
}

static void
test_a_write_is_torn_once (Hand *hand, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  make_keys (hand);
  g_assert_true (make_card (hand, KW_PRACTICE_MEDIUM_CLASSIC_1K, "a", &error));
  for (guint when = 0; when < KW_PRACTICE_TEAR_N; when++)
    {
      g_autoptr (GError) torn = NULL;

      g_assert_true (do_card (hand, kw_practice_put_async, "a", &error));
      arm (hand, KW_PRACTICE_TEAR_AFTER); /* the second call moves the moment */
      arm (hand, (KwPracticeTear)when);
      g_assert_false (issue (hand, &torn));
      g_assert_error (torn, KW_DESK_ERROR, KW_DESK_ERROR_PRESENT_CARD_AGAIN);
      do_act (hand, kw_practice_refresh_async);
      assert_cards (hand, "a classic1k off");
      g_assert_false (kw_practice_is_tear_armed (hand->practice));
    }
  arm (hand, KW_PRACTICE_TEAR_MIDDLE);
  do_act (hand, kw_practice_calm_async);
  g_assert_false (kw_practice_is_tear_armed (hand->practice));
  g_assert_true (do_card (hand, kw_practice_put_async, "a", &error));
  g_assert_true (issue (hand, &error));
  assert_cards (hand, "a classic1k on");
}

static void
test_an_emulator_that_ends_is_noticed_and_found_again (Hand *hand, gconstpointer unused)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (make_card (hand, KW_PRACTICE_MEDIUM_DESFIRE, "a", &error));
  g_assert_true (kw_desk_get_practice (hand->desk.desk) == hand->practice);
  g_clear_pointer (&hand->emulator, emulator_process_stop);
  kw_practice_put_async (hand->practice, "a", NULL, fixture_take_result_cb, &first);
  kw_practice_refresh_async (hand->practice, NULL, fixture_take_result_cb, &second);
  g_assert_false (finish (hand, &first, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_ENCODER_UNPLUGGED);
  g_clear_error (&error);
  g_assert_false (finish (hand, &second, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_ENCODER_UNPLUGGED);
  g_clear_error (&error);

  g_assert_false (kw_practice_is_connected (hand->practice));
  g_assert_true (kw_desk_is_practice_encoder (hand->desk.desk)); /* it is called so for good */
  assert_cards (hand, "");
  g_assert_null (kw_desk_get_practice (hand->desk.desk));
  g_assert_null (find (&hand->desk, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_ENCODER_MISSING);
}

static void
test_a_real_encoder_is_no_practice_encoder (void)
{
  static const char *const encoders[] = {
    NULL,
    "pn532_uart:/dev/ttyUSB0",
    "pn532_uart:/dev/ttyUSB0:115200",
    "acr122_usb:001:002",
    "pn532_uart:",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (encoders); i++)
    {
      Fixture fixture = { .encoder = encoders[i] };
      g_autoptr (GError) error = NULL;

      fixture_set_up (&fixture, NULL);
      g_assert_null (find (&fixture, &error));
      g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_ENCODER_MISSING);
      g_assert_null (kw_desk_get_practice (fixture.desk));
      fixture_tear_down (&fixture, NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGPIPE, SIG_IGN);
#define ADD(name, func) g_test_add ("/desk/practice/" name, Hand, NULL, set_up, func, tear_down)
  ADD ("cards-are-made-laid-down-lifted-and-swapped",
       test_cards_are_made_laid_down_lifted_and_swapped);
  ADD ("what-cannot-be-is-refused-with-its-code", test_what_cannot_be_is_refused_with_its_code);
  ADD ("the-plug-is-pulled-and-put-back", test_the_plug_is_pulled_and_put_back);
  ADD ("what-happens-elsewhere-is-seen-while-watching",
       test_what_happens_elsewhere_is_seen_while_watching);
  ADD ("a-write-is-torn-once", test_a_write_is_torn_once);
  ADD ("an-emulator-that-ends-is-noticed-and-found-again",
       test_an_emulator_that_ends_is_noticed_and_found_again);
  g_test_add_func ("/desk/practice/a-real-encoder-is-no-practice-encoder",
                   test_a_real_encoder_is_no_practice_encoder);
  return g_test_run ();
}
