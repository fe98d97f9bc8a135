/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-stay.h"

#include <string.h>

#define STAY .n_doors = 1, .doors = { { 1, 305 } }, .from_unix_s = 1000, .until_unix_s = 2000

static const char *const two_tenants[] = { "Zoë Ångström", "王小明", NULL };
static const char *const empty_tenant[] = { "Zoë", "", NULL };
static const char *const broken_tenant[] = { "Zo\xeb", NULL };

static void
test_a_stay_is_a_copy_of_its_fields (void)
{
  char reference[] = "KS-1";
  const KwStay fields = {
    .id = 7,
    .state = KW_STAY_STATE_OPEN,
    .n_doors = 2,
    .doors = { { 1, 305 }, { 1, 306 }, { 9, 9 } },
    .tenants = two_tenants,
    .from_unix_s = 1000,
    .until_unix_s = 2000,
    .opened_at_unix_s = 1100,
    .reference = reference,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = kw_stay_new (&fields, &error);
  g_autoptr (KwStay) again = kw_stay_new (&fields, &error);

  g_assert_no_error (error);
  reference[0] = 'X';
  g_assert_cmpstr (stay->reference, ==, "KS-1");
  g_assert_cmpstr (stay->tenants[1], ==, "王小明");
  g_assert_cmpuint (stay->doors[2].building, ==, 0);
  g_assert_true (kw_stay_equal (stay, again));
  g_assert_true (kw_stay_has_door (stay, (KwDoorRef){ 1, 306 }));
  g_assert_false (kw_stay_has_door (stay, (KwDoorRef){ 2, 306 }));
  g_assert_false (kw_stay_has_door (stay, (KwDoorRef){ 9, 9 }));
}

static void
test_nobody_known_yet_is_an_empty_list (void)
{
  const KwStay fields = { STAY };
  g_autoptr (KwStay) stay = kw_stay_new (&fields, NULL);

  g_assert_nonnull (stay->tenants);
  g_assert_null (stay->tenants[0]);
}

static void
test_impossible_stays_are_refused (void)
{
  static const struct
  {
    KwStay fields;
    KwModelError code;
    const char *field;
  } bad[] = {
    { { STAY, .id = -1 }, KW_MODEL_ERROR_RANGE, "id: " },
    { { STAY, .n_doors = 0 }, KW_MODEL_ERROR_MISSING, "doors: " },
    { { STAY, .n_doors = 6 }, KW_MODEL_ERROR_LIMIT, "doors: " },
    { { STAY, .n_doors = 2 }, KW_MODEL_ERROR_RANGE, "building: " },
    { { STAY, .doors = { { 1, 65536 } } }, KW_MODEL_ERROR_RANGE, "door: " },
    { { STAY, .n_doors = 2, .doors = { { 1, 1 }, { 1, 1 } } },
      KW_MODEL_ERROR_DUPLICATE,
      "doors: " },
    { { STAY, .tenants = empty_tenant }, KW_MODEL_ERROR_MISSING, "tenants: " },
    { { STAY, .tenants = broken_tenant }, KW_MODEL_ERROR_TEXT, "tenants: " },
    { { STAY, .until_unix_s = 1000 }, KW_MODEL_ERROR_TIME, "until: " },
    { { STAY, .from_unix_s = -1 }, KW_MODEL_ERROR_RANGE, "from: " },
    { { STAY, .until_unix_s = G_MAXINT64 }, KW_MODEL_ERROR_RANGE, "until: " },
    { { STAY, .state = (KwStayState)3 }, KW_MODEL_ERROR_RANGE, "state: " },
    { { STAY, .state = KW_STAY_STATE_OPEN }, KW_MODEL_ERROR_MISSING, "opened_at: " },
    { { STAY, .opened_at_unix_s = 1 }, KW_MODEL_ERROR_RULE, "opened_at: " },
    { { STAY, .closed_at_unix_s = 1 }, KW_MODEL_ERROR_RULE, "closed_at: " },
    { { STAY, .state = KW_STAY_STATE_CLOSED }, KW_MODEL_ERROR_RULE, "closed_at: " },
    { { STAY, .reference = "" }, KW_MODEL_ERROR_MISSING, "reference: " },
    { { STAY, .reference = "a\nb" }, KW_MODEL_ERROR_TEXT, "reference: " },
    { { STAY, .reference = "a " }, KW_MODEL_ERROR_TEXT, "reference: " },
    { { STAY, .reference = "a\xe2\x80\xae"
                           "b" },
      KW_MODEL_ERROR_TEXT,
      "reference: " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kw_stay_new (&bad[i].fields, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, KW_MODEL_ERROR, (int)bad[i].code);
      g_assert_true (g_str_has_prefix (error->message, bad[i].field));
    }
}

static void
test_every_field_counts_in_a_comparison (void)
{
  static const char *const nobody[] = { NULL };
  static const KwStay base = { STAY, .tenants = nobody };
  static const KwStay others[] = {
    { STAY, .tenants = nobody, .id = 1 },
    { STAY, .tenants = nobody, .state = KW_STAY_STATE_OPEN },
    { STAY, .tenants = nobody, .n_doors = 2 },
    { STAY, .tenants = nobody, .doors = { { 1, 306 } } },
    { STAY, .tenants = two_tenants },
    { STAY, .tenants = nobody, .from_unix_s = 1 },
    { STAY, .tenants = nobody, .until_unix_s = 1 },
    { STAY, .tenants = nobody, .opened_at_unix_s = 1 },
    { STAY, .tenants = nobody, .closed_at_unix_s = 1 },
    { STAY, .tenants = nobody, .reference = "a" },
  };

  g_assert_true (kw_stay_equal (&base, &base));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (kw_stay_equal (&base, &others[i]));
}

static void
test_a_stay_only_goes_forward (void)
{
  static const gboolean allowed[KW_STAY_STATE_N][KW_STAY_STATE_N] = {
    [KW_STAY_STATE_EXPECTED] = { FALSE, TRUE, TRUE },
    [KW_STAY_STATE_OPEN] = { FALSE, FALSE, TRUE },
    [KW_STAY_STATE_CLOSED] = { FALSE, FALSE, FALSE },
  };

  for (guint from = 0; from < KW_STAY_STATE_N; from++)
    for (guint to = 0; to < KW_STAY_STATE_N; to++)
      g_assert_cmpint (kw_stay_state_can_follow ((KwStayState)from, (KwStayState)to), ==,
                       allowed[from][to]);
}

static void
test_states_have_names_that_lead_back (void)
{
  KwStayState state = KW_STAY_STATE_EXPECTED;

  for (guint i = 0; i < KW_STAY_STATE_N; i++)
    {
      g_assert_true (kw_stay_state_from_string (kw_stay_state_to_string ((KwStayState)i), &state));
      g_assert_cmpint (state, ==, (KwStayState)i);
    }
  g_assert_false (kw_stay_state_from_string ("", &state));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/stay/a-stay-is-a-copy-of-its-fields",
                   test_a_stay_is_a_copy_of_its_fields);
  g_test_add_func ("/model/stay/nobody-known-yet-is-an-empty-list",
                   test_nobody_known_yet_is_an_empty_list);
  g_test_add_func ("/model/stay/impossible-stays-are-refused", test_impossible_stays_are_refused);
  g_test_add_func ("/model/stay/every-field-counts-in-a-comparison",
                   test_every_field_counts_in_a_comparison);
  g_test_add_func ("/model/stay/a-stay-only-goes-forward", test_a_stay_only_goes_forward);
  g_test_add_func ("/model/stay/states-have-names-that-lead-back",
                   test_states_have_names_that_lead_back);
  return g_test_run ();
}
