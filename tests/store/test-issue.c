/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-issue.h"

#include "fixture.h"

/* A stored intent to issue @credential. */
static KwIssue *
put_issue (KwStore *store, const KwCredential *credential, KwIssueState state, const char *owner)
{
  const KwIssue fields = {
    .operation = KW_ISSUE_OPERATION_ISSUE,
    .card_id = credential->card_id,
    .credential = credential->number,
    .credential_before = kw_credential_number_make (9, 1),
    .revision_before = 3,
    .grant_before = credential->grant,
    .grant_after = credential->grant,
    .state = state,
    .owner = owner,
    .station = TEST_STATION,
    .started_at_unix_s = TEST_NOW_UNIX_S,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KwIssue) issue = kw_issue_new (&fields, &error);
  gint64 id = 0;

  g_assert_no_error (error);
  g_assert_true (kw_store_issue_put (store, issue, &id, &error));
  g_assert_no_error (error);
  return kw_store_issue_load (store, id, NULL);
}

static KwCredential *
put_one (KwStore *store, guint8 last)
{
  g_autoptr (KwCard) card = ensure_card (store, last);

  return put_credential (store, card->id, put_stay (store, 305, 0, 2), 305, 0, 1);
}

static gboolean
check_an_intent_comes_back (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwCredential) credential = put_one (store, 1);
  g_autoptr (KwIssue) issue = put_issue (store, credential, KW_ISSUE_STATE_INTENT_STORED, "desk-1");
  g_autoptr (KwCard) card = kw_store_card_load (store, credential->card_id, error);
  g_autoptr (KwIssue)
      by_uid = kw_store_issue_load_unresolved_by_uid (store, card->uid, card->uid_len, error);

  g_assert_true (kw_grant_equal (issue->grant_before, credential->grant));
  g_assert_true (kw_grant_equal (issue->grant_after, credential->grant));
  g_assert_cmpuint (issue->revision_before, ==, 3);
  g_assert_cmpuint (issue->credential_before, ==, kw_credential_number_make (9, 1));
  g_assert_true (kw_issue_equal (by_uid, issue));
  return TRUE;
}

static void
test_an_intent_comes_back (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_an_intent_comes_back, NULL);
}

static gboolean
check_advance (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwCredential) credential = put_one (store, 1);
  g_autoptr (KwIssue) issue = put_issue (store, credential, KW_ISSUE_STATE_INTENT_STORED, "desk-1");
  g_autoptr (KwIssue) writing = kw_store_issue_advance (store, issue->id, KW_ISSUE_STATE_WRITING,
                                                        "block 4", TEST_NOW_UNIX_S + 1, error);
  g_autoptr (KwIssue) uncertain = kw_store_issue_advance (
      store, issue->id, KW_ISSUE_STATE_UNCERTAIN, NULL, TEST_NOW_UNIX_S + 2, error);
  g_autoptr (KwIssue) done = NULL;
  g_autoptr (GPtrArray) unresolved = NULL;

  g_assert_cmpstr (writing->step, ==, "block 4");
  g_assert_cmpint (writing->finished_at_unix_s, ==, 0);
  g_assert_cmpstr (uncertain->step, ==, "block 4");
  g_assert_cmpint (uncertain->finished_at_unix_s, ==, TEST_NOW_UNIX_S + 2);
  unresolved = kw_store_issue_list_unresolved (store, error);
  g_assert_cmpuint (unresolved->len, ==, 1);

  done = kw_store_issue_advance (store, issue->id, KW_ISSUE_STATE_DONE, "found written",
                                 TEST_NOW_UNIX_S + 3, error);
  g_assert_nonnull (done);
  g_clear_pointer (&unresolved, g_ptr_array_unref);
  unresolved = kw_store_issue_list_unresolved (store, error);
  g_assert_cmpuint (unresolved->len, ==, 0);
  return TRUE;
}

static void
test_it_advances_and_is_resolved (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_advance, NULL);
}

static gboolean
skip_a_state (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwCredential) credential = put_one (store, 1);
  g_autoptr (KwIssue) issue = put_issue (store, credential, KW_ISSUE_STATE_INTENT_STORED, "desk-1");
  g_autoptr (KwIssue) done = kw_store_issue_advance (store, issue->id, KW_ISSUE_STATE_DONE, NULL,
                                                     TEST_NOW_UNIX_S, error);

  return done != NULL;
}

static void
test_a_state_only_follows_its_table (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_store_run (fixture->store, skip_a_state, NULL, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_STATE);
}

static gboolean
intend_twice (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwCredential) credential = put_one (store, 1);
  g_autoptr (KwIssue) first = put_issue (store, credential, KW_ISSUE_STATE_INTENT_STORED, "desk-1");
  g_autoptr (KwIssue) second = NULL;
  KwIssue fields = *first;
  gint64 id = 0;

  fields.id = 0;
  fields.owner = "desk-2";
  second = kw_issue_new (&fields, error);
  return kw_store_issue_put (store, second, &id, error);
}

static void
test_a_card_has_one_intent_at_a_time (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_store_run (fixture->store, intend_twice, NULL, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_CONSTRAINT);
}

static gboolean
check_owners (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwCredential) credential = put_one (store, 1);
  g_autoptr (KwCredential) other = put_one (store, 2);
  g_autoptr (KwIssue) first = put_issue (store, credential, KW_ISSUE_STATE_INTENT_STORED, "desk-1");
  g_autoptr (KwIssue) second = put_issue (store, other, KW_ISSUE_STATE_WRITING, "desk-2");
  g_autoptr (GPtrArray) of_second = kw_store_issue_list_by_owner (store, "desk-2", error);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) of_card = kw_store_issue_list_by_card (store, other->card_id, error);

  g_assert_cmpuint (of_second->len, ==, 1);
  g_assert_true (kw_issue_equal (of_second->pdata[0], second));
  g_assert_cmpuint (of_card->len, ==, 1);
  g_assert_true (kw_store_issue_take_over (store, second->id, "desk-1", error));
  after = kw_store_issue_list_by_owner (store, "desk-1", error);
  g_assert_cmpuint (after->len, ==, 2);
  return TRUE;
}

static void
test_an_orphan_can_be_taken_over (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_owners, NULL);
}

static gboolean
check_late_knowledge (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwCredential) credential = put_one (store, 1);
  KwIssue fields = { .operation = KW_ISSUE_OPERATION_ISSUE,
                     .state = KW_ISSUE_STATE_READING,
                     .owner = "desk-1",
                     .station = TEST_STATION,
                     .started_at_unix_s = TEST_NOW_UNIX_S };
  g_autoptr (KwIssue) early = kw_issue_new (&fields, error);
  g_autoptr (KwIssue) late = NULL;
  g_autoptr (KwIssue) loaded = NULL;

  g_assert_true (kw_store_issue_put (store, early, &fields.id, error));
  fields.state = KW_ISSUE_STATE_INTENT_STORED;
  fields.card_id = credential->card_id;
  fields.credential = credential->number;
  fields.grant_after = credential->grant;
  late = kw_issue_new (&fields, error);
  g_assert_true (kw_store_issue_update (store, late, error));
  loaded = kw_store_issue_load (store, fields.id, error);
  g_assert_true (kw_issue_equal (loaded, late));
  return TRUE;
}

static void
test_the_card_may_become_known_later (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_late_knowledge, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TO ("issue", "an-intent-comes-back-as-it-was-put", test_an_intent_comes_back);
  ADD_TO ("issue", "it-advances-and-is-resolved", test_it_advances_and_is_resolved);
  ADD_TO ("issue", "a-state-only-follows-its-table", test_a_state_only_follows_its_table);
  ADD_TO ("issue", "a-card-has-one-intent-at-a-time", test_a_card_has_one_intent_at_a_time);
  ADD_TO ("issue", "an-orphan-can-be-taken-over", test_an_orphan_can_be_taken_over);
  ADD_TO ("issue", "the-card-may-become-known-later", test_the_card_may_become_known_later);
  return g_test_run ();
}
