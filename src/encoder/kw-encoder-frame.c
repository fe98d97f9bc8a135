/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encoder-frame.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "kw-bytes.h"
#include "kw-error.h"
#include "kw-secret.h"

#define MAGIC 0x4b57 /* "KW" */

KW_DEFINE_THROW (KwEncoderError, KW_ENCODER_ERROR)

/* --- writing ------------------------------------------------------------------------------- */

static void
put_uid (KwByteWriter *writer, const KwCardUid *uid)
{
  kw_byte_writer_put_u8 (writer, uid->size_bytes);
  kw_byte_writer_put_bytes (writer, uid->bytes, uid->size_bytes);
}

static void
put_access (KwByteWriter *writer, const KwCardAccess *access)
{
  kw_byte_writer_put_u8 (writer, access->n_keys);
  kw_byte_writer_put_u8 (writer, access->classic_first_sector);
  kw_byte_writer_put_u32 (writer, access->desfire_application);
  for (guint i = 0; i < access->n_keys; i++)
    {
      const KwCardMediaKeys *keys = &access->keys[i];

      kw_byte_writer_put_u8 (writer, keys->key_version);
      kw_byte_writer_put_bytes (writer, keys->classic_a[0], sizeof keys->classic_a);
      kw_byte_writer_put_bytes (writer, keys->classic_b[0], sizeof keys->classic_b);
      kw_byte_writer_put_bytes (writer, keys->desfire[0], sizeof keys->desfire);
      kw_byte_writer_put_bytes (writer, keys->ultralight_c, sizeof keys->ultralight_c);
    }
}

static void
put_text (KwByteWriter *writer, const char *text)
{
  gsize size_bytes = strnlen (text, KW_ENCODER_FRAME_TEXT_BYTES - 1);

  while (size_bytes > 0 && ((guint8)text[size_bytes] & 0xc0) == 0x80) /* never half a character */
    size_bytes--;
  kw_byte_writer_put_u8 (writer, (guint8)size_bytes);
  kw_byte_writer_put_bytes (writer, (const guint8 *)text, size_bytes);
}

static void
put_write (KwByteWriter *writer, const KwEncoderWrite *write)
{
  kw_byte_writer_put_u8 (writer, (guint8)write->operation);
  put_uid (writer, &write->uid);
  put_access (writer, &write->access);
  kw_byte_writer_put_u8 (writer, write->slot);
  kw_byte_writer_put_bytes (writer, write->sealed, sizeof write->sealed);
}

static void
put_reading (KwByteWriter *writer, const KwEncoderReading *reading)
{
  kw_byte_writer_put_u8 (writer, (guint8)reading->medium);
  put_uid (writer, &reading->uid);
  kw_byte_writer_put_u8 (writer, (guint8)reading->condition);
  kw_byte_writer_put_u8 (writer, reading->key_version);
  kw_byte_writer_put_u8 (writer, reading->n_slots);
  for (guint i = 0; i < reading->n_slots; i++)
    {
      kw_byte_writer_put_u8 (writer, reading->slots[i].is_present != FALSE);
      kw_byte_writer_put_u8 (writer, reading->slots[i].key_version);
      kw_byte_writer_put_bytes (writer, reading->slots[i].sealed, KW_CARD_SEALED_BYTES);
    }
  kw_byte_writer_put_u8 (writer, reading->n_locks);
  for (guint i = 0; i < reading->n_locks; i++)
    kw_byte_writer_put_u8 (writer, (guint8)reading->locks[i]);
  kw_byte_writer_put_u32 (writer, reading->free_bytes);
  kw_byte_writer_put_u8 (writer, reading->has_application != FALSE);
  kw_byte_writer_put_u8 (writer, reading->has_file != FALSE);
  kw_byte_writer_put_u16 (writer, reading->n_exchanges);
}

static void
put_card (KwByteWriter *writer, gboolean is_present, const KwEncoderCard *card)
{
  kw_byte_writer_put_u8 (writer, !is_present ? 0 : card->is_several ? 2 : 1);
  if (!is_present || card->is_several)
    return;
  kw_byte_writer_put_u8 (writer, (guint8)card->medium);
  put_uid (writer, &card->uid);
  kw_byte_writer_put_u8 (writer, card->is_random_uid != FALSE);
}

static void
put_written (KwByteWriter *writer, const KwEncoderWritten *written)
{
  kw_byte_writer_put_u8 (writer, written->is_factory_blank != FALSE);
  kw_byte_writer_put_bytes (writer, written->sealed, sizeof written->sealed);
  kw_byte_writer_put_u16 (writer, written->n_exchanges);
  kw_byte_writer_put_u16 (writer, written->n_writes);
}

static void
put_payload (KwByteWriter *writer, const KwEncoderFrame *frame)
{
  switch (frame->type)
    {
    case KW_ENCODER_FRAME_READ:
      put_uid (writer, &frame->read.uid);
      put_access (writer, &frame->read.access);
      break;
    case KW_ENCODER_FRAME_WRITE:
      put_write (writer, &frame->write);
      break;
    case KW_ENCODER_FRAME_OPENED:
      put_text (writer, frame->text);
      break;
    case KW_ENCODER_FRAME_CARD:
      put_card (writer, frame->card.is_present, &frame->card.card);
      break;
    case KW_ENCODER_FRAME_PROGRESS:
      kw_byte_writer_put_u8 (writer, (guint8)frame->progress.step);
      kw_byte_writer_put_u16 (writer, frame->progress.n_writes_begun);
      kw_byte_writer_put_u8 (writer, frame->progress.place);
      break;
    case KW_ENCODER_FRAME_READ_DONE:
      put_reading (writer, &frame->reading);
      break;
    case KW_ENCODER_FRAME_WRITE_DONE:
      put_written (writer, &frame->written);
      break;
    case KW_ENCODER_FRAME_LOST:
    case KW_ENCODER_FRAME_JOB_FAILED:
      kw_byte_writer_put_u8 (writer, (guint8)frame->failure.code);
      put_text (writer, frame->failure.message);
      break;
    case KW_ENCODER_FRAME_RELEASE:
    case KW_ENCODER_FRAME_CANCEL:
    case KW_ENCODER_FRAME_HEARTBEAT:
      break;
    }
}

/* --- reading ------------------------------------------------------------------------------- */

/* A value above its range makes the whole frame invalid. */
static guint8
get_enum (KwByteReader *reader, guint n_values)
{
  const guint8 value = kw_byte_reader_get_u8 (reader);

  if (value < n_values)
    return value;
  reader->failed = TRUE;
  return 0;
}

static gboolean
get_boolean (KwByteReader *reader)
{
  return get_enum (reader, 2) != 0;
}

static void
get_uid (KwByteReader *reader, KwCardUid *out_uid)
{
  out_uid->size_bytes = kw_byte_reader_get_u8 (reader);
  if (out_uid->size_bytes != 4 && out_uid->size_bytes != 7 && out_uid->size_bytes != 10)
    {
      reader->failed = TRUE;
      out_uid->size_bytes = 4;
    }
  kw_byte_reader_get_bytes (reader, out_uid->bytes, out_uid->size_bytes);
}

static void
get_access (KwByteReader *reader, KwCardAccess *out_access)
{
  out_access->n_keys = (guint8)(get_enum (reader, 3));
  out_access->classic_first_sector = kw_byte_reader_get_u8 (reader);
  out_access->desfire_application = kw_byte_reader_get_u32 (reader);
  if (out_access->n_keys == 0 ||
      out_access->classic_first_sector < KW_CARD_CLASSIC_FIRST_SECTOR_MIN ||
      out_access->classic_first_sector > KW_CARD_CLASSIC_FIRST_SECTOR_MAX ||
      out_access->desfire_application == 0 || out_access->desfire_application > 0xffffff)
    reader->failed = TRUE;
  for (guint i = 0; i < out_access->n_keys; i++)
    {
      KwCardMediaKeys *keys = &out_access->keys[i];

      keys->key_version = kw_byte_reader_get_u8 (reader);
      if (keys->key_version == 0)
        reader->failed = TRUE;
      kw_byte_reader_get_bytes (reader, keys->classic_a[0], sizeof keys->classic_a);
      kw_byte_reader_get_bytes (reader, keys->classic_b[0], sizeof keys->classic_b);
      kw_byte_reader_get_bytes (reader, keys->desfire[0], sizeof keys->desfire);
      kw_byte_reader_get_bytes (reader, keys->ultralight_c, sizeof keys->ultralight_c);
    }
}

static void
get_text (KwByteReader *reader, char *out_text)
{
  const guint8 size_bytes = kw_byte_reader_get_u8 (reader);

  kw_byte_reader_get_bytes (reader, (guint8 *)out_text, size_bytes);
  out_text[size_bytes] = 0;
  if (!g_utf8_validate_len (out_text, size_bytes, NULL))
    reader->failed = TRUE;
}

static void
get_write (KwByteReader *reader, KwEncoderWrite *out_write)
{
  out_write->operation = (KwEncoderOperation)get_enum (reader, KW_ENCODER_OPERATION_N);
  get_uid (reader, &out_write->uid);
  get_access (reader, &out_write->access);
  out_write->slot = kw_byte_reader_get_u8 (reader);
  if (out_write->slot >= KW_ENCODER_SLOTS_MAX && out_write->slot != KW_ENCODER_SLOT_NONE)
    reader->failed = TRUE;
  kw_byte_reader_get_bytes (reader, out_write->sealed, sizeof out_write->sealed);
}

static void
get_reading (KwByteReader *reader, KwEncoderReading *out_reading)
{
  out_reading->medium = (KwCardMedium)get_enum (reader, KW_CARD_MEDIUM_N);
  get_uid (reader, &out_reading->uid);
  out_reading->condition = (KwEncoderCondition)get_enum (reader, KW_ENCODER_CONDITION_N);
  out_reading->key_version = kw_byte_reader_get_u8 (reader);
  out_reading->n_slots = get_enum (reader, KW_ENCODER_SLOTS_MAX + 1);
  for (guint i = 0; i < out_reading->n_slots; i++)
    {
      out_reading->slots[i].is_present = get_boolean (reader);
      out_reading->slots[i].key_version = kw_byte_reader_get_u8 (reader);
      kw_byte_reader_get_bytes (reader, out_reading->slots[i].sealed, KW_CARD_SEALED_BYTES);
    }
  out_reading->n_locks = get_enum (reader, KW_ENCODER_LOCKS_MAX + 1);
  for (guint i = 0; i < out_reading->n_locks; i++)
    out_reading->locks[i] = (KwEncoderLockState)get_enum (reader, KW_ENCODER_LOCK_STATE_N);
  out_reading->free_bytes = kw_byte_reader_get_u32 (reader);
  out_reading->has_application = get_boolean (reader);
  out_reading->has_file = get_boolean (reader);
  out_reading->n_exchanges = kw_byte_reader_get_u16 (reader);
}

static void
get_card (KwByteReader *reader, KwEncoderFrame *frame)
{
  const guint8 how_many = get_enum (reader, 3);

  frame->card.is_present = how_many > 0;
  frame->card.card.is_several = how_many > 1;
  if (how_many != 1)
    return;
  frame->card.card.medium = (KwCardMedium)get_enum (reader, KW_CARD_MEDIUM_N);
  get_uid (reader, &frame->card.card.uid);
  frame->card.card.is_random_uid = get_boolean (reader);
}

static void
get_written (KwByteReader *reader, KwEncoderWritten *out_written)
{
  out_written->is_factory_blank = get_boolean (reader);
  kw_byte_reader_get_bytes (reader, out_written->sealed, sizeof out_written->sealed);
  out_written->n_exchanges = kw_byte_reader_get_u16 (reader);
  out_written->n_writes = kw_byte_reader_get_u16 (reader);
}

static void
get_payload (KwByteReader *reader, KwEncoderFrame *frame)
{
  switch (frame->type)
    {
    case KW_ENCODER_FRAME_READ:
      get_uid (reader, &frame->read.uid);
      get_access (reader, &frame->read.access);
      break;
    case KW_ENCODER_FRAME_WRITE:
      get_write (reader, &frame->write);
      break;
    case KW_ENCODER_FRAME_OPENED:
      get_text (reader, frame->text);
      break;
    case KW_ENCODER_FRAME_CARD:
      get_card (reader, frame);
      break;
    case KW_ENCODER_FRAME_PROGRESS:
      frame->progress.step = (KwEncoderStep)get_enum (reader, KW_ENCODER_STEP_N);
      frame->progress.n_writes_begun = kw_byte_reader_get_u16 (reader);
      frame->progress.place = kw_byte_reader_get_u8 (reader);
      break;
    case KW_ENCODER_FRAME_READ_DONE:
      get_reading (reader, &frame->reading);
      break;
    case KW_ENCODER_FRAME_WRITE_DONE:
      get_written (reader, &frame->written);
      break;
    case KW_ENCODER_FRAME_LOST:
    case KW_ENCODER_FRAME_JOB_FAILED:
      frame->failure.code = (KwEncoderError)get_enum (reader, KW_ENCODER_ERROR_N);
      get_text (reader, frame->failure.message);
      break;
    case KW_ENCODER_FRAME_RELEASE:
    case KW_ENCODER_FRAME_CANCEL:
    case KW_ENCODER_FRAME_HEARTBEAT:
      break;
    }
}

gsize
kw_encoder_frame_encode (const KwEncoderFrame *frame, guint8 *out_bytes)
{
  KwByteWriter writer = KW_BYTE_WRITER_INIT (out_bytes, KW_ENCODER_FRAME_MAX_BYTES);

  kw_byte_writer_put_u16 (&writer, MAGIC);
  kw_byte_writer_put_u8 (&writer, KW_ENCODER_FRAME_VERSION);
  kw_byte_writer_put_u8 (&writer, (guint8)frame->type);
  kw_byte_writer_put_u32 (&writer, frame->job);
  put_payload (&writer, frame);
  g_assert (!writer.failed);
  return writer.offset_bytes;
}

gboolean
kw_encoder_frame_decode (const guint8 *bytes, gsize size_bytes, gboolean is_for_worker,
                         KwEncoderFrame *out_frame, GError **error)
{
  KwByteReader reader = KW_BYTE_READER_INIT (bytes, size_bytes);
  KwEncoderFrame frame;

  memset (&frame, 0, sizeof frame);
  if (size_bytes > KW_ENCODER_FRAME_MAX_BYTES)
    return throw (error, KW_ENCODER_ERROR_PROTOCOL, "frame of %" G_GSIZE_FORMAT " bytes",
                  size_bytes);
  if (kw_byte_reader_get_u16 (&reader) != MAGIC ||
      kw_byte_reader_get_u8 (&reader) != KW_ENCODER_FRAME_VERSION)
    return throw (error, KW_ENCODER_ERROR_PROTOCOL, "frame of another protocol or version");

  frame.type = (KwEncoderFrameType)get_enum (&reader, KW_ENCODER_FRAME_N);
  frame.job = kw_byte_reader_get_u32 (&reader);
  if (!reader.failed && (frame.type <= KW_ENCODER_FRAME_CANCEL) != (is_for_worker != FALSE))
    reader.failed = TRUE;
  if (!reader.failed)
    get_payload (&reader, &frame);
  if (!kw_byte_reader_is_finished (&reader))
    {
      kw_secret_wipe_bytes (&frame, sizeof frame);
      return throw (error, KW_ENCODER_ERROR_PROTOCOL, "frame that cannot be decoded");
    }

  *out_frame = frame;
  kw_secret_wipe_bytes (&frame, sizeof frame);
  return TRUE;
}

gboolean
kw_encoder_frame_send (int fd, const KwEncoderFrame *frame)
{
  guint8 bytes[KW_ENCODER_FRAME_MAX_BYTES];
  const gsize size_bytes = kw_encoder_frame_encode (frame, bytes);
  ssize_t n_sent;

  do
    n_sent = send (fd, bytes, size_bytes, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (n_sent < 0 && errno == EINTR);
  kw_secret_wipe_bytes (bytes, sizeof bytes);
  return n_sent == (ssize_t)size_bytes;
}
