/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-issue.h"
#include "kw-operator.h"

#define NUMBER G_GUINT64_CONSTANT (0x0000070000000001)

static const KwGrant grant_fields = { .kind = KW_GRANT_KIND_MASTER,
                                      .valid_from_unix_s = 1000,
                                      .valid_until_unix_s = 2000 };

#define QUEUED .owner = "cli 17", .station = 7, .started_at_unix_s = 5
#define INTENT                                                                                     \
  QUEUED, .state = KW_ISSUE_STATE_INTENT_STORED, .card_id = 3, .credential = NUMBER,               \
          .grant_after = grant

static void
test_an_issue_grows_from_wish_to_end (void)
{
  KwGrant *grant = kw_grant_new (&grant_fields, NULL);
  const KwIssue wish = { QUEUED };
  const KwIssue intent = { INTENT, .step = "block 9", .grant_before = grant };
  const KwIssue failed = { QUEUED, .state = KW_ISSUE_STATE_FAILED,
                           .finished_at_unix_s = 6 }; /* no card came */
  const KwIssue returned = { QUEUED,
                             .operation = KW_ISSUE_OPERATION_RETURN,
                             .state = KW_ISSUE_STATE_DONE,
                             .card_id = 3,
                             .credential_before = NUMBER,
                             .grant_before = grant,
                             .finished_at_unix_s = 6 };
  const KwIssue *const good[] = { &wish, &intent, &failed, &returned };
  g_autoptr (KwIssue) kept = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KwIssue) issue = kw_issue_new (good[i], &error);

      g_assert_no_error (error);
      g_assert_true (kw_issue_equal (issue, good[i]));
    }
  kept = kw_issue_new (&intent, NULL);
  kw_grant_unref (grant);
  g_assert_cmpint (kept->grant_before->kind, ==, KW_GRANT_KIND_MASTER);
  g_assert_cmpstr (kept->step, ==, "block 9");
}

static void
test_impossible_issues_are_refused (void)
{
  g_autoptr (KwGrant) grant = kw_grant_new (&grant_fields, NULL);
  const struct
  {
    KwIssue fields;
    KwModelError code;
    const char *field;
  } bad[] = {
    { { QUEUED, .operation = (KwIssueOperation)6 }, KW_MODEL_ERROR_RANGE, "operation: " },
    { { QUEUED, .state = (KwIssueState)9 }, KW_MODEL_ERROR_RANGE, "state: " },
    { { QUEUED, .id = -1 }, KW_MODEL_ERROR_RANGE, "id: " },
    { { QUEUED, .card_id = -1 }, KW_MODEL_ERROR_RANGE, "card_id: " },
    { { QUEUED, .credential = 1 }, KW_MODEL_ERROR_RANGE, "credential: " },
    { { QUEUED, .credential_before = 1 }, KW_MODEL_ERROR_RANGE, "credential_before: " },
    { { QUEUED, .revision_before = 65536 }, KW_MODEL_ERROR_RANGE, "revision_before: " },
    { { QUEUED, .revision_after = 65536 }, KW_MODEL_ERROR_RANGE, "revision_after: " },
    { { QUEUED, .owner = NULL }, KW_MODEL_ERROR_MISSING, "owner: " },
    { { QUEUED, .step = "" }, KW_MODEL_ERROR_MISSING, "step: " },
    { { QUEUED, .station = 0 }, KW_MODEL_ERROR_RANGE, "station: " },
    { { QUEUED, .started_at_unix_s = -1 }, KW_MODEL_ERROR_RANGE, "started_at: " },
    { { QUEUED, .finished_at_unix_s = 6 }, KW_MODEL_ERROR_RULE, "finished_at: " },
    { { QUEUED, .state = KW_ISSUE_STATE_FAILED }, KW_MODEL_ERROR_RULE, "finished_at: " },
    { { INTENT, .card_id = 0 }, KW_MODEL_ERROR_MISSING, "card_id: " },
    { { INTENT, .credential = 0 }, KW_MODEL_ERROR_MISSING, "credential: " },
    { { INTENT, .grant_after = NULL }, KW_MODEL_ERROR_MISSING, "grant_after: " },
    { { INTENT, .operation = KW_ISSUE_OPERATION_BLANK }, KW_MODEL_ERROR_RULE, "credential: " },
    { { QUEUED, .operation = KW_ISSUE_OPERATION_RETURN, .revision_after = 1 },
      KW_MODEL_ERROR_RULE,
      "credential: " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kw_issue_new (&bad[i].fields, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, KW_MODEL_ERROR, (int)bad[i].code);
      g_assert_true (g_str_has_prefix (error->message, bad[i].field));
    }
}

static void
test_every_field_counts_in_a_comparison (void)
{
  g_autoptr (KwGrant) grant = kw_grant_new (&grant_fields, NULL);
  const KwIssue base = { QUEUED };
  const KwIssue others[] = {
    { QUEUED, .id = 1 },
    { QUEUED, .operation = KW_ISSUE_OPERATION_MOVE },
    { QUEUED, .card_id = 1 },
    { QUEUED, .credential = 1 },
    { QUEUED, .credential_before = 1 },
    { QUEUED, .revision_before = 1 },
    { QUEUED, .revision_after = 1 },
    { QUEUED, .grant_before = grant },
    { QUEUED, .grant_after = grant },
    { QUEUED, .state = KW_ISSUE_STATE_READING },
    { QUEUED, .step = "a" },
    { QUEUED, .owner = "cli 18" },
    { QUEUED, .station = 8 },
    { QUEUED, .started_at_unix_s = 6 },
    { QUEUED, .finished_at_unix_s = 6 },
  };

  g_assert_true (kw_issue_equal (&base, &base));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (kw_issue_equal (&base, &others[i]));
}

/* Columns in the order of the enum: Q A(waiting) R I W V D F U. */
static void
test_an_issue_moves_by_its_table (void)
{
  static const char *const allowed[KW_ISSUE_STATE_N] = {
    [KW_ISSUE_STATE_QUEUED] = ".A.....F.",    [KW_ISSUE_STATE_WAITING_FOR_CARD] = "..R....F.",
    [KW_ISSUE_STATE_READING] = ".A.I..DF.",   [KW_ISSUE_STATE_INTENT_STORED] = "....W..FU",
    [KW_ISSUE_STATE_WRITING] = ".....V.FU",   [KW_ISSUE_STATE_VERIFYING] = "......DFU",
    [KW_ISSUE_STATE_DONE] = ".........",      [KW_ISSUE_STATE_FAILED] = ".........",
    [KW_ISSUE_STATE_UNCERTAIN] = "......DF.",
  };

  for (guint from = 0; from < KW_ISSUE_STATE_N; from++)
    for (guint to = 0; to < KW_ISSUE_STATE_N; to++)
      g_assert_cmpint (kw_issue_state_can_follow ((KwIssueState)from, (KwIssueState)to), ==,
                       allowed[from][to] != '.');
}

static void
test_nothing_but_reading_comes_before_the_intent (void)
{
  for (guint from = 0; from < KW_ISSUE_STATE_N; from++)
    {
      g_assert_cmpint (kw_issue_state_can_follow ((KwIssueState)from, KW_ISSUE_STATE_WRITING), ==,
                       from == KW_ISSUE_STATE_INTENT_STORED);
      g_assert_cmpint (kw_issue_state_can_follow ((KwIssueState)from, KW_ISSUE_STATE_INTENT_STORED),
                       ==, from == KW_ISSUE_STATE_READING);
    }
}

static void
test_names_lead_back (void)
{
  KwIssueState state = KW_ISSUE_STATE_QUEUED;
  KwIssueOperation operation = KW_ISSUE_OPERATION_ISSUE;

  for (guint i = 0; i < KW_ISSUE_STATE_N; i++)
    {
      g_assert_true (
          kw_issue_state_from_string (kw_issue_state_to_string ((KwIssueState)i), &state));
      g_assert_cmpint (state, ==, (KwIssueState)i);
    }
  for (guint i = 0; i < KW_ISSUE_OPERATION_N; i++)
    {
      g_assert_true (kw_issue_operation_from_string (
          kw_issue_operation_to_string ((KwIssueOperation)i), &operation));
      g_assert_cmpint (operation, ==, (KwIssueOperation)i);
    }
  g_assert_false (kw_issue_state_from_string ("waiting", &state));
  g_assert_false (kw_issue_operation_from_string ("erase", &operation));
}

static void
test_an_operator_has_a_name (void)
{
  const KwOperator good = { "Zoë", "manager" };
  const KwOperator nameless = { NULL, "manager" };
  const KwOperator roleless = { "Zoë", "" };
  g_autoptr (GError) name_error = NULL;
  g_autoptr (GError) role_error = NULL;
  g_autoptr (KwOperator) operator_ = kw_operator_new (&good, NULL);

  g_assert_true (kw_operator_equal (operator_, &good));
  g_assert_false (kw_operator_equal (operator_, &roleless));
  g_assert_null (kw_operator_new (&nameless, &name_error));
  g_assert_null (kw_operator_new (&roleless, &role_error));
  g_assert_cmpstr (name_error->message, ==, "name: is missing");
  g_assert_cmpstr (role_error->message, ==, "role: must not be empty");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/issue/an-issue-grows-from-wish-to-end",
                   test_an_issue_grows_from_wish_to_end);
  g_test_add_func ("/model/issue/impossible-issues-are-refused",
                   test_impossible_issues_are_refused);
  g_test_add_func ("/model/issue/every-field-counts-in-a-comparison",
                   test_every_field_counts_in_a_comparison);
  g_test_add_func ("/model/issue/an-issue-moves-by-its-table", test_an_issue_moves_by_its_table);
  g_test_add_func ("/model/issue/nothing-but-reading-comes-before-the-intent",
                   test_nothing_but_reading_comes_before_the_intent);
  g_test_add_func ("/model/issue/names-lead-back", test_names_lead_back);
  g_test_add_func ("/model/operator/an-operator-has-a-name", test_an_operator_has_a_name);
  return g_test_run ();
}
