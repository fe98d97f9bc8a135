/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-grant.h"

#include <string.h>

#define TENANT                                                                                     \
  .kind = KW_GRANT_KIND_TENANT, .building = 1, .floor = 3, .door = 305, .valid_from_unix_s = 1000, \
  .valid_until_unix_s = 2000
#define TIMES .valid_from_unix_s = 1000, .valid_until_unix_s = 2000
#define STAFF(kind_) .kind = KW_GRANT_KIND_##kind_, TIMES

static void
test_grants_that_a_lock_accepts_are_made (void)
{
  static const KwGrant good[] = {
    { TENANT },
    { TENANT, .extra_doors = { 306, 0, 307, 65535 }, .areas = 0xffffffff },
    { TENANT, .bank = 255, .floors = G_MAXUINT64, .is_copy = TRUE },
    { TENANT, .has_every_landing = TRUE, .can_override_deadbolt = TRUE },
    { TENANT, .is_from_first_use = TRUE, .is_one_opening = TRUE, .bank = 1 },
    { TENANT, .weekdays = 0x7f, .day_start_minute = 1320, .day_end_minute = 360 },
    { TENANT, .day_end_minute = 1440 },
    { TENANT, .day_start_minute = 1439 },
    { STAFF (FLOOR), .building = 255, .floor = 255, .areas = 1, .floors = 1 },
    { STAFF (BUILDING), .building = 1 },
    { STAFF (MASTER) },
    { STAFF (EMERGENCY) },
    { STAFF (EMERGENCY), .building = 1 },
    { STAFF (EMERGENCY), .building = 1, .floor = 1 },
    { STAFF (EMERGENCY), .building = 1, .floor = 1, .door = 1 },
    { STAFF (CANCEL), .cancelled = { 1 } },
    { STAFF (CANCEL), .building = 1, .cancelled = { 1, 2, 3, G_MAXUINT64 } },
    { .kind = KW_GRANT_KIND_MASTER, .valid_until_unix_s = 0xffffffff },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KwGrant) grant = kw_grant_new (&good[i], &error);

      g_assert_no_error (error);
      g_assert_true (kw_grant_equal (grant, &good[i]));
    }
}

static void
test_grants_that_a_lock_refuses_are_not (void)
{
  static const struct
  {
    KwGrant fields;
    KwModelError code;
    const char *field;
  } bad[] = {
    { { TENANT, .kind = (KwGrantKind)6 }, KW_MODEL_ERROR_RANGE, "kind: " },
    { { TENANT, .building = 256 }, KW_MODEL_ERROR_RANGE, "building: " },
    { { TENANT, .floor = 256 }, KW_MODEL_ERROR_RANGE, "floor: " },
    { { TENANT, .door = 65536 }, KW_MODEL_ERROR_RANGE, "door: " },
    { { TENANT, .extra_doors = { 0, 0, 0, 65536 } }, KW_MODEL_ERROR_RANGE, "extra_doors: " },
    { { TENANT, .bank = 256 }, KW_MODEL_ERROR_RANGE, "bank: " },
    { { TENANT, .weekdays = 0x80 }, KW_MODEL_ERROR_RANGE, "weekdays: " },
    { { TENANT, .day_start_minute = 1440 }, KW_MODEL_ERROR_RANGE, "day_start: " },
    { { TENANT, .day_end_minute = 1441 }, KW_MODEL_ERROR_RANGE, "day_end: " },
    { { TENANT, .day_start_minute = 60, .day_end_minute = 60 }, KW_MODEL_ERROR_TIME, "day_end: " },
    { { TENANT, .valid_from_unix_s = -1 }, KW_MODEL_ERROR_RANGE, "valid_from: " },
    { { TENANT, .valid_until_unix_s = G_GINT64_CONSTANT (0x100000000) },
      KW_MODEL_ERROR_RANGE,
      "valid_until: " },
    { { TENANT, .valid_until_unix_s = 1000 }, KW_MODEL_ERROR_TIME, "valid_until: " },
    { { TENANT, .building = 0 }, KW_MODEL_ERROR_RULE, "door: " },
    { { TENANT, .floor = 0 }, KW_MODEL_ERROR_RULE, "door: " },
    { { TENANT, .door = 0 }, KW_MODEL_ERROR_RULE, "door: " },
    { { TENANT, .is_from_first_use = TRUE, .areas = 1 }, KW_MODEL_ERROR_RULE, "flags: " },
    { { TENANT, .is_from_first_use = TRUE, .floors = 1 }, KW_MODEL_ERROR_RULE, "flags: " },
    { { TENANT, .is_one_opening = TRUE, .has_every_landing = TRUE },
      KW_MODEL_ERROR_RULE,
      "flags: " },
    { { TENANT, .is_one_opening = TRUE, .extra_doors = { 0, 306 } },
      KW_MODEL_ERROR_RULE,
      "flags: " },
    { { TENANT, .cancelled = { 0, 1 } }, KW_MODEL_ERROR_RULE, "cancelled: " },
    { { STAFF (FLOOR), .building = 1 }, KW_MODEL_ERROR_RULE, "floor: " },
    { { STAFF (FLOOR), .floor = 1 }, KW_MODEL_ERROR_RULE, "floor: " },
    { { STAFF (FLOOR), .building = 1, .floor = 1, .door = 1 }, KW_MODEL_ERROR_RULE, "floor: " },
    { { STAFF (FLOOR), .building = 1, .floor = 1, .is_copy = TRUE },
      KW_MODEL_ERROR_RULE,
      "flags: " },
    { { STAFF (FLOOR), .building = 1, .floor = 1, .extra_doors = { 1 } },
      KW_MODEL_ERROR_RULE,
      "extra_doors: " },
    { { STAFF (BUILDING) }, KW_MODEL_ERROR_RULE, "building: " },
    { { STAFF (BUILDING), .building = 1, .floor = 1 }, KW_MODEL_ERROR_RULE, "building: " },
    { { STAFF (BUILDING), .building = 1, .door = 1 }, KW_MODEL_ERROR_RULE, "building: " },
    { { STAFF (MASTER), .building = 1 }, KW_MODEL_ERROR_RULE, "building: " },
    { { STAFF (MASTER), .is_from_first_use = TRUE }, KW_MODEL_ERROR_RULE, "flags: " },
    { { STAFF (MASTER), .is_one_opening = TRUE }, KW_MODEL_ERROR_RULE, "flags: " },
    { { STAFF (EMERGENCY), .floor = 1 }, KW_MODEL_ERROR_RULE, "building: " },
    { { STAFF (EMERGENCY), .building = 1, .door = 1 }, KW_MODEL_ERROR_RULE, "building: " },
    { { STAFF (CANCEL) }, KW_MODEL_ERROR_MISSING, "cancelled: " },
    { { STAFF (CANCEL), .cancelled = { 1, 0, 2 } }, KW_MODEL_ERROR_RULE, "cancelled: " },
    { { STAFF (CANCEL), .cancelled = { 0, 1 } }, KW_MODEL_ERROR_MISSING, "cancelled: " },
    { { STAFF (CANCEL), .cancelled = { 1 }, .door = 1 }, KW_MODEL_ERROR_RULE, "building: " },
    { { STAFF (CANCEL), .cancelled = { 1 }, .can_override_deadbolt = TRUE },
      KW_MODEL_ERROR_RULE,
      "flags: " },
    { { STAFF (CANCEL), .cancelled = { 1 }, .areas = 1 }, KW_MODEL_ERROR_RULE, "flags: " },
    { { STAFF (CANCEL), .cancelled = { 1 }, .weekdays = 1 }, KW_MODEL_ERROR_RULE, "flags: " },
    { { STAFF (CANCEL), .cancelled = { 1 }, .day_end_minute = 1 }, KW_MODEL_ERROR_RULE, "flags: " },
    { { STAFF (CANCEL), .cancelled = { 1 }, .bank = 1 }, KW_MODEL_ERROR_RULE, "flags: " },
    { { STAFF (CANCEL), .cancelled = { 1 }, .floors = 1 }, KW_MODEL_ERROR_RULE, "flags: " },
    { { STAFF (CANCEL), .cancelled = { 1 }, .has_every_landing = TRUE },
      KW_MODEL_ERROR_RULE,
      "flags: " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kw_grant_new (&bad[i].fields, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, KW_MODEL_ERROR, (int)bad[i].code);
      g_assert_true (g_str_has_prefix (error->message, bad[i].field));
    }
}

static void
test_every_field_counts_in_a_comparison (void)
{
  static const KwGrant base = { TENANT };
  static const KwGrant others[] = {
    { TENANT, .kind = KW_GRANT_KIND_EMERGENCY },
    { TENANT, .can_override_deadbolt = TRUE },
    { TENANT, .is_copy = TRUE },
    { TENANT, .is_from_first_use = TRUE },
    { TENANT, .is_one_opening = TRUE },
    { TENANT, .has_every_landing = TRUE },
    { TENANT, .building = 2 },
    { TENANT, .floor = 2 },
    { TENANT, .door = 2 },
    { TENANT, .extra_doors = { 0, 0, 0, 1 } },
    { TENANT, .areas = 1 },
    { TENANT, .bank = 1 },
    { TENANT, .floors = 1 },
    { TENANT, .weekdays = 1 },
    { TENANT, .day_start_minute = 1 },
    { TENANT, .day_end_minute = 1 },
    { TENANT, .valid_from_unix_s = 1 },
    { TENANT, .valid_until_unix_s = 2001 },
    { TENANT, .cancelled = { 0, 0, 0, 1 } },
  };

  g_assert_true (kw_grant_equal (&base, &base));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (kw_grant_equal (&base, &others[i]));
}

static void
test_kinds_have_names_that_lead_back (void)
{
  KwGrantKind kind = KW_GRANT_KIND_TENANT;

  for (guint i = 0; i < KW_GRANT_KIND_N; i++)
    {
      g_assert_true (kw_grant_kind_from_string (kw_grant_kind_to_string ((KwGrantKind)i), &kind));
      g_assert_cmpint (kind, ==, (KwGrantKind)i);
    }
  g_assert_cmpstr (kw_grant_kind_to_string (KW_GRANT_KIND_CANCEL), ==, "cancel");
  g_assert_false (kw_grant_kind_from_string ("Cancel", &kind));
  g_assert_false (kw_grant_kind_from_string (NULL, &kind));
}

static void
test_a_grant_travels_in_a_value (void)
{
  static const KwGrant fields = { TENANT };
  g_autoptr (KwGrant) grant = kw_grant_new (&fields, NULL);
  GValue value = G_VALUE_INIT;

  g_value_init (&value, KW_TYPE_GRANT);
  g_value_set_boxed (&value, grant);
  g_assert_true (g_value_get_boxed (&value) == grant);
  g_value_unset (&value);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/grant/grants-that-a-lock-accepts-are-made",
                   test_grants_that_a_lock_accepts_are_made);
  g_test_add_func ("/model/grant/grants-that-a-lock-refuses-are-not",
                   test_grants_that_a_lock_refuses_are_not);
  g_test_add_func ("/model/grant/every-field-counts-in-a-comparison",
                   test_every_field_counts_in_a_comparison);
  g_test_add_func ("/model/grant/kinds-have-names-that-lead-back",
                   test_kinds_have_names_that_lead_back);
  g_test_add_func ("/model/grant/a-grant-travels-in-a-value", test_a_grant_travels_in_a_value);
  return g_test_run ();
}
