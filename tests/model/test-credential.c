/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-credential.h"

#define NUMBER G_GUINT64_CONSTANT (0x0000070000000001)

static const KwGrant tenant_fields = { .kind = KW_GRANT_KIND_TENANT,
                                       .building = 1,
                                       .floor = 3,
                                       .door = 305,
                                       .valid_from_unix_s = 1000,
                                       .valid_until_unix_s = 2000 };
static const KwGrant cancel_fields = { .kind = KW_GRANT_KIND_CANCEL,
                                       .valid_from_unix_s = 1000,
                                       .valid_until_unix_s = 2000,
                                       .cancelled = { NUMBER } };

#define CREDENTIAL                                                                                 \
  .number = NUMBER, .grant = tenant, .key_version = 1, .state = KW_CREDENTIAL_STATE_LIVE

static void
test_a_number_is_station_and_counter (void)
{
  const guint64 number = kw_credential_number_make (8388607, KW_CREDENTIAL_COUNTER_MAX);

  g_assert_cmpuint (number, ==, G_MAXINT64); /* fits a database's signed number */
  g_assert_cmpuint (kw_credential_number_make (7, 1), ==, NUMBER);
  g_assert_cmpuint (kw_credential_number_get_station (NUMBER), ==, 7);
  g_assert_cmpuint (kw_credential_number_get_counter (NUMBER), ==, 1);
  g_assert_true (kw_credential_number_is_valid (number));
  g_assert_false (kw_credential_number_is_valid (0));
  g_assert_false (kw_credential_number_is_valid (KW_CREDENTIAL_COUNTER_MAX));
  g_assert_false (kw_credential_number_is_valid (number + 1));
}

static void
test_a_credential_keeps_its_grant (void)
{
  KwGrant *tenant = kw_grant_new (&tenant_fields, NULL);
  const KwCredential fields = { CREDENTIAL,           .card_id = 3, .generation = 9,
                                .revision = 65535,    .stay_id = 4, .holder = "Ewa",
                                .issued_at_unix_s = 5 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KwCredential) credential = kw_credential_new (&fields, &error);

  g_assert_no_error (error);
  kw_grant_unref (tenant);
  g_assert_cmpuint (credential->grant->door, ==, 305);
  g_assert_cmpstr (credential->holder, ==, "Ewa");
}

static void
test_impossible_credentials_are_refused (void)
{
  g_autoptr (KwGrant) tenant = kw_grant_new (&tenant_fields, NULL);
  g_autoptr (KwGrant) cancel = kw_grant_new (&cancel_fields, NULL);
  const struct
  {
    KwCredential fields;
    KwModelError code;
    const char *field;
  } bad[] = {
    { { CREDENTIAL, .number = 0 }, KW_MODEL_ERROR_RANGE, "number: " },
    { { CREDENTIAL, .number = G_MAXUINT64 }, KW_MODEL_ERROR_RANGE, "number: " },
    { { CREDENTIAL, .grant = NULL }, KW_MODEL_ERROR_MISSING, "grant: " },
    { { CREDENTIAL, .state = (KwCredentialState)10 }, KW_MODEL_ERROR_RANGE, "state: " },
    { { CREDENTIAL, .card_id = -1 }, KW_MODEL_ERROR_RANGE, "card_id: " },
    { { CREDENTIAL, .revision = 65536 }, KW_MODEL_ERROR_RANGE, "revision: " },
    { { CREDENTIAL, .key_version = 0 }, KW_MODEL_ERROR_RANGE, "key_version: " },
    { { CREDENTIAL, .key_version = 256 }, KW_MODEL_ERROR_RANGE, "key_version: " },
    { { CREDENTIAL, .stay_id = -1 }, KW_MODEL_ERROR_RANGE, "stay_id: " },
    { { CREDENTIAL, .issued_at_unix_s = -1 }, KW_MODEL_ERROR_RANGE, "issued_at: " },
    { { CREDENTIAL, .may_live_until_unix_s = -1 }, KW_MODEL_ERROR_RANGE, "may_live_until: " },
    { { CREDENTIAL, .holder = "" }, KW_MODEL_ERROR_MISSING, "holder: " },
    { { CREDENTIAL, .grant = cancel, .stay_id = 1 }, KW_MODEL_ERROR_RULE, "stay_id: " },
    { { CREDENTIAL, .grant = cancel, .revision = 1 }, KW_MODEL_ERROR_RULE, "revision: " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kw_credential_new (&bad[i].fields, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, KW_MODEL_ERROR, (int)bad[i].code);
      g_assert_true (g_str_has_prefix (error->message, bad[i].field));
    }
}

static void
test_every_field_counts_in_a_comparison (void)
{
  g_autoptr (KwGrant) tenant = kw_grant_new (&tenant_fields, NULL);
  g_autoptr (KwGrant) same = kw_grant_new (&tenant_fields, NULL);
  g_autoptr (KwGrant) cancel = kw_grant_new (&cancel_fields, NULL);
  const KwCredential base = { CREDENTIAL };
  const KwCredential equal = { CREDENTIAL, .grant = same };
  const KwCredential others[] = {
    { CREDENTIAL, .number = 1 },
    { CREDENTIAL, .card_id = 1 },
    { CREDENTIAL, .grant = cancel },
    { CREDENTIAL, .generation = 1 },
    { CREDENTIAL, .revision = 1 },
    { CREDENTIAL, .key_version = 2 },
    { CREDENTIAL, .stay_id = 1 },
    { CREDENTIAL, .holder = "a" },
    { CREDENTIAL, .state = KW_CREDENTIAL_STATE_LOST },
    { CREDENTIAL, .issued_at_unix_s = 1 },
    { CREDENTIAL, .may_live_until_unix_s = 1 },
    { CREDENTIAL, .is_on_cancel_card = TRUE },
  };

  g_assert_true (kw_credential_equal (&base, &equal));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (kw_credential_equal (&base, &others[i]));
}

/* Rows: from; columns: to; both in the order of the enum, P L R O(lost) S E W(rewritten) F D U. */
static void
test_a_credential_lives_by_its_table (void)
{
  static const char *const allowed[KW_CREDENTIAL_STATE_N] = {
    [KW_CREDENTIAL_STATE_PENDING] = ".L.....FDU",    [KW_CREDENTIAL_STATE_LIVE] = ".LROSEW.DU",
    [KW_CREDENTIAL_STATE_RETURNED] = "..RL..W.DU",   [KW_CREDENTIAL_STATE_LOST] = "..R..EW.DU",
    [KW_CREDENTIAL_STATE_SUPERSEDED] = "..RO.EW.DU", [KW_CREDENTIAL_STATE_EXPIRED] = ".LRO..W.DU",
    [KW_CREDENTIAL_STATE_REWRITTEN] = "..........",  [KW_CREDENTIAL_STATE_FAILED] = "..........",
    [KW_CREDENTIAL_STATE_DAMAGED] = "..........",    [KW_CREDENTIAL_STATE_UNCERTAIN] = ".LROSEWFD.",
  };

  for (guint from = 0; from < KW_CREDENTIAL_STATE_N; from++)
    for (guint to = 0; to < KW_CREDENTIAL_STATE_N; to++)
      g_assert_cmpint (
          kw_credential_state_can_follow ((KwCredentialState)from, (KwCredentialState)to), ==,
          allowed[from][to] != '.');
}

static void
test_states_have_names_that_lead_back (void)
{
  KwCredentialState state = KW_CREDENTIAL_STATE_PENDING;

  for (guint i = 0; i < KW_CREDENTIAL_STATE_N; i++)
    {
      g_assert_true (kw_credential_state_from_string (
          kw_credential_state_to_string ((KwCredentialState)i), &state));
      g_assert_cmpint (state, ==, (KwCredentialState)i);
    }
  g_assert_false (kw_credential_state_from_string ("renewed", &state));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/credential/a-number-is-station-and-counter",
                   test_a_number_is_station_and_counter);
  g_test_add_func ("/model/credential/a-credential-keeps-its-grant",
                   test_a_credential_keeps_its_grant);
  g_test_add_func ("/model/credential/impossible-credentials-are-refused",
                   test_impossible_credentials_are_refused);
  g_test_add_func ("/model/credential/every-field-counts-in-a-comparison",
                   test_every_field_counts_in_a_comparison);
  g_test_add_func ("/model/credential/a-credential-lives-by-its-table",
                   test_a_credential_lives_by_its_table);
  g_test_add_func ("/model/credential/states-have-names-that-lead-back",
                   test_states_have_names_that_lead_back);
  return g_test_run ();
}
