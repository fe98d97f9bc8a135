/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "kw-lock-decide.h"

/* A cipher that hides nothing and a signature that is always right: these cases are about what a
 * lock decides and remembers. The real cryptography is tested with the vectors. */
static bool
encrypt_nothing (const uint8_t *key, const uint8_t *in, uint8_t *out)
{
  memmove (out, in, 16);
  return true;
}

static bool
open_as_it_is (const uint8_t *key, const uint8_t *ad, size_t ad_size, const uint8_t *sealed,
               uint8_t *out)
{
  memcpy (out, sealed + 16, KW_LOCK_PLAIN_BYTES);
  return true;
}

static bool
verify_anything (const uint8_t *public_key, const uint8_t *message, size_t message_size,
                 const uint8_t *signature)
{
  return true;
}

static size_t n_wiped_bytes;

static void
wipe_all (void *bytes, size_t size)
{
  memset (bytes, 0, size);
  n_wiped_bytes += size;
}

static const KwLockCrypto open_crypto = { encrypt_nothing, open_as_it_is, verify_anything,
                                          wipe_all };

#define NOW 1795000000u
#define STATION G_GUINT64_CONSTANT (0x0000010000000000)

static const KwLock guest_door = {
  .bundle = { .site = 7, .n_keys = 1, .keys = { { .key_version = 1 } } },
  .place = { .kind = KW_LOCK_PLACE_GUEST, .building = 1, .floor = 3, .door = 305 },
};

static KwLockBody
make_tenant (guint64 number)
{
  return (KwLockBody){
    .format = 1,
    .kind = KW_LOCK_KIND_TENANT,
    .site = 7,
    .credential = STATION + number,
    .generation = NOW,
    .valid_from_unix_s = NOW - 100,
    .valid_until_unix_s = NOW + 86400,
    .building = 1,
    .floor = 3,
    .door = 305,
  };
}

static KwLockAnswer
show_at (const KwLock *lock, KwLockMemory *memory, const KwLockBody *body,
         const KwLockMoment *moment)
{
  guint8 sealed[KW_LOCK_SEALED_BYTES] = { 0 };
  const guint8 uid[4] = { 4, 1, 2, 3 };
  const KwLockCard card = {
    .uid = uid, .uid_size = sizeof uid, .n_slots = 1, .slots = { { .sealed = sealed } }
  };

  kw_lock_body_encode (body, sealed + 16);
  return kw_lock_decide (&open_crypto, lock, memory, &card, moment, NULL, NULL);
}

static KwLockAnswer
show (KwLockMemory *memory, const KwLockBody *body, guint32 now_unix_s)
{
  const KwLockMoment moment = { .is_set = true, .now_unix_s = now_unix_s };

  return show_at (&guest_door, memory, body, &moment);
}

/* Two key halves, each with a subkey and a chained block, and the key that they make. */
static void
test_what_was_derived_from_the_read_key_is_wiped (void)
{
  const size_t n_bytes = 2 * (KW_LOCK_KEY_BYTES + KW_LOCK_KEY_BYTES) + KW_LOCK_SIV_KEY_BYTES;
  KwLockMemory memory = { 0 };
  const KwLockBody body = make_tenant (1);

  n_wiped_bytes = 0;
  g_assert_cmpint (show (&memory, &body, NOW), ==, KW_LOCK_ANSWER_OPEN);

  g_assert_cmpuint (n_wiped_bytes, ==, n_bytes);
}

static void
test_a_full_revision_table_gives_up_the_lowest (void)
{
  KwLockMemory memory = { 0 };
  KwLockBody body;

  for (guint i = 0; i < KW_LOCK_N_REVISIONS; i++)
    {
      body = make_tenant (i + 1);
      body.revision = (guint16)(i + 1);
      g_assert_cmpint (show (&memory, &body, NOW), ==, KW_LOCK_ANSWER_OPEN);
    }
  body = make_tenant (100);
  body.revision = 5;
  g_assert_cmpint (show (&memory, &body, NOW), ==, KW_LOCK_ANSWER_OPEN);

  body = make_tenant (KW_LOCK_N_REVISIONS);
  body.revision = KW_LOCK_N_REVISIONS - 1;
  g_assert_cmpint (show (&memory, &body, NOW), ==, KW_LOCK_ANSWER_SUPERSEDED);
  body = make_tenant (1);
  body.revision = 0;
  g_assert_cmpint (show (&memory, &body, NOW), ==, KW_LOCK_ANSWER_OPEN);
}

static void
test_a_lock_without_room_for_the_one_use_stays_shut (void)
{
  KwLockMemory memory = { 0 };
  KwLockMemory before;
  KwLockBody body;

  for (guint i = 0; i < KW_LOCK_N_USES; i++)
    {
      body = make_tenant (i + 1);
      body.flags = KW_LOCK_FLAG_ONE_OPENING;
      g_assert_cmpint (show (&memory, &body, NOW), ==, KW_LOCK_ANSWER_OPEN);
    }
  before = memory;
  body = make_tenant (100);
  body.flags = KW_LOCK_FLAG_ONE_OPENING;
  g_assert_cmpint (show (&memory, &body, NOW), ==, KW_LOCK_ANSWER_USED);
  g_assert_cmpmem (&memory, sizeof memory, &before, sizeof before);

  /* Once the others are expired, their room is free. */
  body.valid_until_unix_s = NOW + 2 * 86400;
  g_assert_cmpint (show (&memory, &body, NOW + 86400), ==, KW_LOCK_ANSWER_OPEN);
  g_assert_cmpint (show (&memory, &body, NOW + 86401), ==, KW_LOCK_ANSWER_USED);
}

static void
test_a_card_from_first_use_lives_its_length_and_no_longer (void)
{
  KwLockMemory memory = { 0 };
  KwLockBody body = make_tenant (1);

  body.flags = KW_LOCK_FLAG_FROM_FIRST_USE | KW_LOCK_FLAG_ONE_OPENING;
  body.valid_from_unix_s = NOW;
  body.valid_until_unix_s = NOW + 1000;
  g_assert_cmpint (show (&memory, &body, NOW + 999), ==, KW_LOCK_ANSWER_OPEN);
  g_assert_cmpint (show (&memory, &body, NOW + 1998), ==, KW_LOCK_ANSWER_USED);
  g_assert_cmpint (show (&memory, &body, NOW + 1999), ==, KW_LOCK_ANSWER_EXPIRED);
}

static void
test_the_local_day_counts_not_the_utc_day (void)
{
  KwLockMemory memory = { 0 };
  KwLockBody body = make_tenant (1);
  KwLockMoment moment = { .is_set = true, .now_unix_s = 1794960000 }; /* Wed 2026-11-18 00:00 UTC */

  body.valid_from_unix_s = 1794900000;
  body.generation = 1794900000;
  body.weekdays = 1u << 1; /* Tuesday */
  g_assert_cmpint (show_at (&guest_door, &memory, &body, &moment), ==, KW_LOCK_ANSWER_OUT_OF_HOURS);
  moment.utc_offset_s = -5 * 3600;
  g_assert_cmpint (show_at (&guest_door, &memory, &body, &moment), ==, KW_LOCK_ANSWER_OPEN);
}

static void
test_a_cancelled_credential_keeps_the_later_end (void)
{
  KwLockMemory memory = { 0 };
  KwLockBody cancel = make_tenant (50);

  cancel.kind = KW_LOCK_KIND_CANCEL;
  cancel.cancelled[0] = STATION + 1;
  g_assert_cmpint (show (&memory, &cancel, NOW), ==, KW_LOCK_ANSWER_CANCEL_LEARNED);
  cancel.valid_until_unix_s = NOW + 10;
  g_assert_cmpint (show (&memory, &cancel, NOW), ==, KW_LOCK_ANSWER_CANCEL_LEARNED);

  g_assert_cmpuint (memory.denied[0].until_unix_s, ==, NOW + 86400);
  g_assert_cmpuint (memory.denied[1].credential, ==, 0);
}

static void
test_a_cancel_card_for_one_door_teaches_no_other_place (void)
{
  static const KwLockPlace places[] = {
    { .kind = KW_LOCK_PLACE_AREA, .building = 1, .floor = 3, .area = 0 },
    { .kind = KW_LOCK_PLACE_ELEVATOR, .bank = 1, .n_landings = 4 },
  };
  const KwLockMoment moment = { .is_set = true, .now_unix_s = NOW };
  KwLockBody cancel = make_tenant (50);

  cancel.kind = KW_LOCK_KIND_CANCEL;
  cancel.cancelled[0] = STATION + 1;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      KwLock lock = guest_door;
      KwLockMemory memory = { 0 };

      lock.place = places[i];
      cancel.door = 305;
      g_assert_cmpint (show_at (&lock, &memory, &cancel, &moment), ==, KW_LOCK_ANSWER_WRONG_PLACE);
      cancel.door = 0;
      g_assert_cmpint (show_at (&lock, &memory, &cancel, &moment), ==,
                       KW_LOCK_ANSWER_CANCEL_LEARNED);
    }
}

static void
test_an_emergency_card_obeys_a_clock_that_is_set (void)
{
  KwLockMemory memory = { 0 };
  KwLockBody body = make_tenant (1);
  KwLockMoment moment = { .is_set = true, .now_unix_s = NOW + 90000, .is_locked_inside = true };

  body.kind = KW_LOCK_KIND_EMERGENCY;
  body.building = body.floor = 0;
  body.door = 0;
  g_assert_cmpint (show_at (&guest_door, &memory, &body, &moment), ==, KW_LOCK_ANSWER_EXPIRED);
  moment.is_set = false;
  g_assert_cmpint (show_at (&guest_door, &memory, &body, &moment), ==, KW_LOCK_ANSWER_OPEN);
}

static void
test_every_answer_has_its_word (void)
{
  for (guint i = 0; i < KW_LOCK_ANSWER_N; i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpstr (kw_lock_answer_to_string (i), !=, kw_lock_answer_to_string (j));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lock/decide/what-was-derived-from-the-read-key-is-wiped",
                   test_what_was_derived_from_the_read_key_is_wiped);
  g_test_add_func ("/lock/decide/a-full-revision-table-gives-up-the-lowest",
                   test_a_full_revision_table_gives_up_the_lowest);
  g_test_add_func ("/lock/decide/a-lock-without-room-for-the-one-use-stays-shut",
                   test_a_lock_without_room_for_the_one_use_stays_shut);
  g_test_add_func ("/lock/decide/a-card-from-first-use-lives-its-length-and-no-longer",
                   test_a_card_from_first_use_lives_its_length_and_no_longer);
  g_test_add_func ("/lock/decide/the-local-day-counts-not-the-utc-day",
                   test_the_local_day_counts_not_the_utc_day);
  g_test_add_func ("/lock/decide/a-cancelled-credential-keeps-the-later-end",
                   test_a_cancelled_credential_keeps_the_later_end);
  g_test_add_func ("/lock/decide/a-cancel-card-for-one-door-teaches-no-other-place",
                   test_a_cancel_card_for_one_door_teaches_no_other_place);
  g_test_add_func ("/lock/decide/an-emergency-card-obeys-a-clock-that-is-set",
                   test_an_emergency_card_obeys_a_clock_that_is_set);
  g_test_add_func ("/lock/decide/every-answer-has-its-word", test_every_answer_has_its_word);
  return g_test_run ();
}
