/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-grant.h"

static const KwGrant grants[] = {
  { .kind = KW_GRANT_KIND_TENANT,
    .is_copy = TRUE,
    .has_every_landing = TRUE,
    .building = 1,
    .floor = 3,
    .door = 305,
    .extra_doors = { 306, 0, 308 },
    .areas = 0x80000001,
    .bank = 2,
    .floors = G_GUINT64_CONSTANT (0x8000000000000001),
    .valid_from_unix_s = 1795000000,
    .valid_until_unix_s = 1795086400 },
  { .kind = KW_GRANT_KIND_TENANT,
    .is_from_first_use = TRUE,
    .is_one_opening = TRUE,
    .building = 255,
    .floor = 255,
    .door = 65535,
    .valid_from_unix_s = 1795000000,
    .valid_until_unix_s = 1795086400 },
  { .kind = KW_GRANT_KIND_FLOOR,
    .can_override_deadbolt = TRUE,
    .building = 2,
    .floor = 5,
    .weekdays = 0x1f,
    .day_start_minute = 1320,
    .day_end_minute = 360,
    .valid_from_unix_s = 1,
    .valid_until_unix_s = G_MAXUINT32 },
  { .kind = KW_GRANT_KIND_BUILDING,
    .building = 2,
    .valid_from_unix_s = 1,
    .valid_until_unix_s = 2 },
  { .kind = KW_GRANT_KIND_MASTER, .valid_from_unix_s = 1, .valid_until_unix_s = 2 },
  { .kind = KW_GRANT_KIND_EMERGENCY,
    .building = 1,
    .valid_from_unix_s = 1,
    .valid_until_unix_s = 2 },
  { .kind = KW_GRANT_KIND_CANCEL,
    .building = 1,
    .floor = 3,
    .cancelled = { G_GUINT64_CONSTANT (0x10000000001), G_GUINT64_CONSTANT (0x10000000002) },
    .valid_from_unix_s = 1,
    .valid_until_unix_s = 2 },
};

static void
test_a_grant_survives_the_card (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (grants); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KwGrant) grant = kw_grant_new (&grants[i], &error);
      g_autoptr (KwGrant) back = NULL;
      guint8 bytes[KW_LOCK_BODY_BYTES];
      KwLockBody body;

      g_assert_no_error (error);
      body = kw_desk_grant_to_body (grant, 7, G_GUINT64_CONSTANT (0x10000000003), 9, 5);
      g_assert_true (kw_lock_body_is_supported (&body));
      kw_lock_body_encode (&body, bytes);
      kw_lock_body_decode (bytes, &body);
      back = kw_desk_grant_new_from_body (&body);

      g_assert_true (kw_grant_equal (back, grant));
      g_assert_cmpuint (body.generation, ==, 9);
      g_assert_cmpuint (body.revision, ==, grant->kind == KW_GRANT_KIND_CANCEL ? 0 : 5);
    }
}

static void
test_a_card_from_first_use_ends_one_length_later (void)
{
  g_assert_cmpint (kw_desk_grant_get_end_unix_s (&grants[0]), ==, 1795086400);
  g_assert_cmpint (kw_desk_grant_get_end_unix_s (&grants[1]), ==, 1795086400 + 86400);
}

static void
test_only_a_tenant_names_doors (void)
{
  KwDoorRef doors[KW_STAY_N_DOORS_MAX];

  g_assert_cmpuint (kw_desk_grant_list_doors (&grants[0], doors), ==, 3);
  g_assert_cmpuint (doors[0].door, ==, 305);
  g_assert_cmpuint (doors[2].door, ==, 308);
  g_assert_true (kw_desk_grant_has_door (&grants[0], (KwDoorRef){ 1, 308 }));
  g_assert_false (kw_desk_grant_has_door (&grants[0], (KwDoorRef){ 2, 308 }));
  g_assert_cmpuint (kw_desk_grant_list_doors (&grants[4], doors), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/grant/a-grant-survives-the-card", test_a_grant_survives_the_card);
  g_test_add_func ("/desk/grant/a-card-from-first-use-ends-one-length-later",
                   test_a_card_from_first_use_ends_one_length_later);
  g_test_add_func ("/desk/grant/only-a-tenant-names-doors", test_only_a_tenant_names_doors);
  return g_test_run ();
}
