/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <glib.h>

#include "kw-lock-body.h"

static const KwLockBody tenant = {
  .format = 1,
  .kind = KW_LOCK_KIND_TENANT,
  .site = 7,
  .credential = G_GUINT64_CONSTANT (0x000001000000002a),
  .valid_from_unix_s = 100,
  .valid_until_unix_s = 200,
  .building = 1,
  .floor = 3,
  .door = 305,
};

static KwLockBody
make_scope (guint8 kind, guint8 building, guint8 floor, guint16 door)
{
  KwLockBody body = tenant;

  body.kind = kind;
  body.building = building;
  body.floor = floor;
  body.door = door;
  if (kind == KW_LOCK_KIND_CANCEL)
    body.cancelled[0] = 1;
  return body;
}

static void
test_every_byte_survives_decode_and_encode (void)
{
  for (guint kind = 0; kind < 256; kind++)
    {
      guint8 bytes[KW_LOCK_BODY_BYTES];
      guint8 back[KW_LOCK_BODY_BYTES];
      KwLockBody body;

      for (guint i = 0; i < sizeof bytes; i++)
        bytes[i] = (guint8)(i * 37 + 11 + kind);
      bytes[1] = (guint8)kind;
      kw_lock_body_decode (bytes, &body);
      kw_lock_body_encode (&body, back);
      g_assert_cmpmem (back, sizeof back, bytes, sizeof bytes);
    }
}

static void
test_the_place_must_fit_the_kind (void)
{
  /* Bit n: a place given as building (4), floor (2), door (1) is allowed. */
  static const guint8 allowed[] = {
    [KW_LOCK_KIND_TENANT] = 1u << 7,
    [KW_LOCK_KIND_FLOOR] = 1u << 6,
    [KW_LOCK_KIND_BUILDING] = 1u << 4,
    [KW_LOCK_KIND_MASTER] = 1u << 0,
    [KW_LOCK_KIND_EMERGENCY] = 1u << 7 | 1u << 6 | 1u << 4 | 1u << 0,
    [KW_LOCK_KIND_CANCEL] = 1u << 7 | 1u << 6 | 1u << 4 | 1u << 0,
  };

  for (guint kind = 1; kind < G_N_ELEMENTS (allowed); kind++)
    for (guint place = 0; place < 8; place++)
      {
        const KwLockBody body = make_scope ((guint8)kind, place & 4 ? 9 : 0, place & 2 ? 9 : 0,
                                            place & 1 ? 9 : 0);

        g_assert_cmpint (kw_lock_body_is_supported (&body), ==, allowed[kind] >> place & 1);
      }
}

static void
test_flags_belong_to_kinds (void)
{
  for (guint bit = 0; bit < 16; bit++)
    {
      KwLockBody guest = tenant;
      KwLockBody master = make_scope (KW_LOCK_KIND_MASTER, 0, 0, 0);
      KwLockBody cancel = make_scope (KW_LOCK_KIND_CANCEL, 0, 0, 0);

      guest.flags = master.flags = cancel.flags = (guint16)(1u << bit);
      g_assert_cmpint (kw_lock_body_is_supported (&guest), ==, bit <= 4);
      g_assert_cmpint (kw_lock_body_is_supported (&master), ==, bit == 0 || bit == 4);
      g_assert_false (kw_lock_body_is_supported (&cancel));
    }
}

static void
test_credential_numbers_name_a_station (void)
{
  static const struct
  {
    guint64 credential;
    gboolean is_supported;
  } cases[] = {
    { 0, FALSE },
    { 1, FALSE },
    { G_GUINT64_CONSTANT (0x0000010000000000), TRUE },
    { G_GUINT64_CONSTANT (0x7fffffffffffffff), TRUE },
    { G_GUINT64_CONSTANT (0x8000000000000001), FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KwLockBody body = tenant;

      body.credential = cases[i].credential;
      g_assert_cmpint (kw_lock_body_is_supported (&body), ==, cases[i].is_supported);
    }
}

static void
test_hours_and_days_are_in_range (void)
{
  static const struct
  {
    guint16 start;
    guint16 end;
    guint8 weekdays;
    gboolean is_supported;
  } cases[] = {
    { 0, 0, 0, TRUE },         { 0, 1440, 0x7f, TRUE }, { 0, 1441, 0, FALSE },
    { 1439, 0, 1, TRUE },      { 1440, 0, 0, FALSE },   { 600, 600, 0, FALSE },
    { 1320, 360, 0x01, TRUE }, { 0, 0, 0x80, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KwLockBody body = tenant;

      body.day_start_minute = cases[i].start;
      body.day_end_minute = cases[i].end;
      body.weekdays = cases[i].weekdays;
      g_assert_cmpint (kw_lock_body_is_supported (&body), ==, cases[i].is_supported);
    }
}

static void
test_cancelled_credentials_are_packed_to_the_left (void)
{
  for (guint set = 0; set < 16; set++)
    {
      KwLockBody body = make_scope (KW_LOCK_KIND_CANCEL, 1, 3, 305);

      for (guint i = 0; i < 4; i++)
        body.cancelled[i] = set >> i & 1 ? 42 + i : 0;
      g_assert_cmpint (kw_lock_body_is_supported (&body), ==,
                       set == 1 || set == 3 || set == 7 || set == 15);
    }
}

static void
test_only_a_tenant_has_extra_doors (void)
{
  KwLockBody guest = tenant;
  KwLockBody floor = make_scope (KW_LOCK_KIND_FLOOR, 1, 3, 0);

  guest.extra_doors[3] = floor.extra_doors[3] = 306;
  g_assert_true (kw_lock_body_is_supported (&guest));
  g_assert_false (kw_lock_body_is_supported (&floor));
}

static void
test_generation_goes_before_revision_before_credential (void)
{
  KwLockBody a = tenant;
  KwLockBody b = tenant;

  b.credential++;
  g_assert_true (kw_lock_body_is_newer (&b, &a));
  a.revision = 1;
  g_assert_true (kw_lock_body_is_newer (&a, &b));
  b.generation = 1;
  g_assert_true (kw_lock_body_is_newer (&b, &a));
  g_assert_false (kw_lock_body_is_newer (&b, &b));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lock/body/every-byte-survives-decode-and-encode",
                   test_every_byte_survives_decode_and_encode);
  g_test_add_func ("/lock/body/the-place-must-fit-the-kind", test_the_place_must_fit_the_kind);
  g_test_add_func ("/lock/body/flags-belong-to-kinds", test_flags_belong_to_kinds);
  g_test_add_func ("/lock/body/credential-numbers-name-a-station",
                   test_credential_numbers_name_a_station);
  g_test_add_func ("/lock/body/hours-and-days-are-in-range", test_hours_and_days_are_in_range);
  g_test_add_func ("/lock/body/cancelled-credentials-are-packed-to-the-left",
                   test_cancelled_credentials_are_packed_to_the_left);
  g_test_add_func ("/lock/body/only-a-tenant-has-extra-doors", test_only_a_tenant_has_extra_doors);
  g_test_add_func ("/lock/body/generation-goes-before-revision-before-credential",
                   test_generation_goes_before_revision_before_credential);
  return g_test_run ();
}
