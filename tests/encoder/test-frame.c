/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <string.h>

#include "kw-encoder-frame.h"

static KwCardAccess
make_access (guint8 n_keys)
{
  KwCardAccess access = { .n_keys = n_keys,
                          .classic_first_sector = 10,
                          .desfire_application = 0xf5a701 };

  for (guint i = 0; i < n_keys; i++)
    {
      memset (&access.keys[i], 0x11 * (int)(i + 1), sizeof access.keys[i]);
      access.keys[i].key_version = (guint8)(9 - i);
    }
  return access;
}

static KwEncoderFrame
make_frame (KwEncoderFrameType type)
{
  KwEncoderFrame frame = { .type = type, .job = 0x01020304 };
  const KwCardUid uid = { .bytes = { 4, 5, 6, 7, 8, 9, 10 }, .size_bytes = 7 };

  switch (type)
    {
    case KW_ENCODER_FRAME_READ:
      frame.read.uid = uid;
      frame.read.access = make_access (2);
      break;
    case KW_ENCODER_FRAME_WRITE:
      frame.write.operation = KW_ENCODER_OPERATION_ERASE;
      frame.write.uid = uid;
      frame.write.access = make_access (1);
      frame.write.slot = KW_ENCODER_SLOT_NONE;
      memset (frame.write.sealed, 0x77, sizeof frame.write.sealed);
      break;
    case KW_ENCODER_FRAME_OPENED:
      g_strlcpy (frame.text, "Schlüsselschreiber", sizeof frame.text);
      break;
    case KW_ENCODER_FRAME_LOST:
    case KW_ENCODER_FRAME_JOB_FAILED:
      frame.failure.code = KW_ENCODER_ERROR_CARD_FULL;
      g_strlcpy (frame.failure.message, "no room", sizeof frame.failure.message);
      break;
    case KW_ENCODER_FRAME_CARD:
      frame.card.is_present = TRUE;
      frame.card.card.medium = KW_CARD_MEDIUM_DESFIRE;
      frame.card.card.uid = uid;
      frame.card.card.is_random_uid = TRUE;
      break;
    case KW_ENCODER_FRAME_PROGRESS:
      frame.progress = (KwEncoderProgress){ KW_ENCODER_STEP_PREPARING, 300, 0xc4 };
      break;
    case KW_ENCODER_FRAME_READ_DONE:
      frame.reading.medium = KW_CARD_MEDIUM_CLASSIC_4K;
      frame.reading.uid = uid;
      frame.reading.condition = KW_ENCODER_CONDITION_UNFINISHED;
      frame.reading.n_slots = 2;
      frame.reading.slots[1].is_present = TRUE;
      frame.reading.slots[1].key_version = 3;
      memset (frame.reading.slots[1].sealed, 0x55, KW_CARD_SEALED_BYTES);
      frame.reading.n_locks = 6;
      frame.reading.locks[5] = KW_ENCODER_LOCK_STATE_CLOSED;
      frame.reading.free_bytes = 7936;
      frame.reading.has_application = TRUE;
      frame.reading.n_exchanges = 17;
      break;
    case KW_ENCODER_FRAME_WRITE_DONE:
      frame.written.is_factory_blank = TRUE;
      frame.written.n_exchanges = 500;
      frame.written.n_writes = 10;
      break;
    case KW_ENCODER_FRAME_RELEASE:
    case KW_ENCODER_FRAME_CANCEL:
    case KW_ENCODER_FRAME_HEARTBEAT:
      break;
    }
  return frame;
}

static gboolean
is_for_worker (KwEncoderFrameType type)
{
  return type <= KW_ENCODER_FRAME_CANCEL;
}

static void
test_round_trip (void)
{
  for (guint type = 0; type < KW_ENCODER_FRAME_N; type++)
    {
      const KwEncoderFrame frame = make_frame ((KwEncoderFrameType)type);
      guint8 bytes[KW_ENCODER_FRAME_MAX_BYTES];
      guint8 again[KW_ENCODER_FRAME_MAX_BYTES];
      const gsize size_bytes = kw_encoder_frame_encode (&frame, bytes);
      KwEncoderFrame back;
      g_autoptr (GError) error = NULL;

      g_assert_true (
          kw_encoder_frame_decode (bytes, size_bytes, is_for_worker (frame.type), &back, &error));
      g_assert_no_error (error);
      g_assert_cmpint (back.type, ==, frame.type);
      g_assert_cmpuint (back.job, ==, frame.job);
      g_assert_cmpmem (again, kw_encoder_frame_encode (&back, again), bytes, size_bytes);
    }
}

static void
test_values_arrive (void)
{
  const KwEncoderFrame frame = make_frame (KW_ENCODER_FRAME_READ_DONE);
  guint8 bytes[KW_ENCODER_FRAME_MAX_BYTES];
  KwEncoderFrame back;

  g_assert_true (
      kw_encoder_frame_decode (bytes, kw_encoder_frame_encode (&frame, bytes), FALSE, &back, NULL));

  g_assert_cmpint (back.reading.medium, ==, KW_CARD_MEDIUM_CLASSIC_4K);
  g_assert_true (kw_card_uid_equal (&back.reading.uid, &frame.reading.uid));
  g_assert_cmpint (back.reading.condition, ==, KW_ENCODER_CONDITION_UNFINISHED);
  g_assert_false (back.reading.slots[0].is_present);
  g_assert_true (back.reading.slots[1].is_present);
  g_assert_cmpint (back.reading.locks[5], ==, KW_ENCODER_LOCK_STATE_CLOSED);
  g_assert_cmpuint (back.reading.free_bytes, ==, 7936);
}

static void
assert_refused (const guint8 *bytes, gsize size_bytes, gboolean for_worker)
{
  KwEncoderFrame frame = { .job = 99 };
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_encoder_frame_decode (bytes, size_bytes, for_worker, &frame, &error));
  g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_PROTOCOL);
  g_assert_cmpuint (frame.job, ==, 99);
}

static void
test_any_other_length (void)
{
  for (guint type = 0; type < KW_ENCODER_FRAME_N; type++)
    {
      const KwEncoderFrame frame = make_frame ((KwEncoderFrameType)type);
      guint8 bytes[KW_ENCODER_FRAME_MAX_BYTES + 1] = { 0 };
      const gsize size_bytes = kw_encoder_frame_encode (&frame, bytes);

      for (gsize i = 0; i < size_bytes; i++)
        assert_refused (bytes, i, is_for_worker (frame.type));
      assert_refused (bytes, size_bytes + 1, is_for_worker (frame.type));
      assert_refused (bytes, sizeof bytes, is_for_worker (frame.type));
    }
}

static void
test_wrong_way (void)
{
  for (guint type = 0; type < KW_ENCODER_FRAME_N; type++)
    {
      const KwEncoderFrame frame = make_frame ((KwEncoderFrameType)type);
      guint8 bytes[KW_ENCODER_FRAME_MAX_BYTES];

      assert_refused (bytes, kw_encoder_frame_encode (&frame, bytes), !is_for_worker (frame.type));
    }
}

static void
test_out_of_range (void)
{
  /* Type of frame, offset of a byte in it, a value it must not have. */
  static const struct
  {
    KwEncoderFrameType type;
    gsize offset_bytes;
    guint8 value;
  } cases[] = {
    { KW_ENCODER_FRAME_HEARTBEAT, 0, 0 },
    { KW_ENCODER_FRAME_HEARTBEAT, 2, 2 },
    { KW_ENCODER_FRAME_HEARTBEAT, 3, KW_ENCODER_FRAME_N },
    { KW_ENCODER_FRAME_PROGRESS, 8, KW_ENCODER_STEP_N },
    { KW_ENCODER_FRAME_LOST, 8, KW_ENCODER_ERROR_N },
    { KW_ENCODER_FRAME_LOST, 10, 0xff }, /* not UTF-8 */
    { KW_ENCODER_FRAME_LOST, 10, 0 },    /* text that ends early */
    { KW_ENCODER_FRAME_READ, 8, 5 },     /* UID length */
    { KW_ENCODER_FRAME_READ, 16, 0 },    /* no keys */
    { KW_ENCODER_FRAME_READ, 16, 3 },
    { KW_ENCODER_FRAME_READ, 17, 0 },
    { KW_ENCODER_FRAME_READ, 17, 11 },
    { KW_ENCODER_FRAME_READ, 18, 1 },
    { KW_ENCODER_FRAME_READ, 22, 0 }, /* key version */
    { KW_ENCODER_FRAME_WRITE, 8, KW_ENCODER_OPERATION_N },
    { KW_ENCODER_FRAME_CARD, 8, 3 },
    { KW_ENCODER_FRAME_CARD, 9, KW_CARD_MEDIUM_N },
    { KW_ENCODER_FRAME_WRITE_DONE, 8, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KwEncoderFrame frame = make_frame (cases[i].type);
      guint8 bytes[KW_ENCODER_FRAME_MAX_BYTES];
      const gsize size_bytes = kw_encoder_frame_encode (&frame, bytes);

      bytes[cases[i].offset_bytes] = cases[i].value;
      assert_refused (bytes, size_bytes, is_for_worker (cases[i].type));
    }
}

static void
test_long_text (void)
{
  KwEncoderFrame frame = { .type = KW_ENCODER_FRAME_OPENED };
  guint8 bytes[KW_ENCODER_FRAME_MAX_BYTES];
  KwEncoderFrame back;
  g_autoptr (GError) error = NULL;

  /* 254 letters, then the first half of a two-byte one, as a cut leaves it. */
  memset (frame.text, 'x', sizeof frame.text);
  memcpy (frame.text + 254, "\xc3\xa4", 2);

  g_assert_true (kw_encoder_frame_decode (bytes, kw_encoder_frame_encode (&frame, bytes), FALSE,
                                          &back, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (back.text), ==, 254);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/encoder/frame/every-kind-survives-the-way", test_round_trip);
  g_test_add_func ("/encoder/frame/values-arrive-where-they-belong", test_values_arrive);
  g_test_add_func ("/encoder/frame/any-other-length-is-refused", test_any_other_length);
  g_test_add_func ("/encoder/frame/the-wrong-direction-is-refused", test_wrong_way);
  g_test_add_func ("/encoder/frame/values-out-of-range-are-refused", test_out_of_range);
  g_test_add_func ("/encoder/frame/long-text-is-cut-at-a-character", test_long_text);
  return g_test_run ();
}
