/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <string.h>

#include "kw-error.h"
#include "kw-nfc-classic.h"
#include "kw-nfc-desfire.h"
#include "kw-nfc-device.h"
#include "kw-nfc.h"
#include "kw-secret.h"

KW_DEFINE_THROW (KwEncoderError, KW_ENCODER_ERROR)

static const char *
get_name (KwEncoderDevice *device)
{
  return device->name;
}

static KwNfcAccessMark
mark_access (const KwCardAccess *access)
{
  KwNfcAccessMark mark;

  memset (&mark, 0, sizeof mark); /* compared as bytes */
  mark.n_keys = access->n_keys;
  for (guint i = 0; i < access->n_keys; i++)
    mark.key_versions[i] = access->keys[i].key_version;
  mark.classic_first_sector = access->classic_first_sector;
  mark.desfire_application = access->desfire_application;
  return mark;
}

static void
forget_reading (KwEncoderDevice *device)
{
  kw_secret_wipe_bytes (&device->reading, sizeof device->reading);
  kw_nfc_ev1_end (&device->ev1);
  device->has_reading = FALSE;
}

/* What opened to nothing is worth another try before a write is refused. */
static void
doubt_closed_locks (KwEncoderReading *reading)
{
  for (guint i = 0; i < reading->n_locks; i++)
    if (reading->locks[i] == KW_ENCODER_LOCK_STATE_CLOSED)
      reading->locks[i] = KW_ENCODER_LOCK_STATE_UNTRIED;
}

static gboolean
throw_unsupported (const KwNfcTarget *target, GError **error)
{
  if (target->card.is_random_uid)
    return throw (error, KW_ENCODER_ERROR_CARD_UNSUPPORTED,
                  "the card draws a new number each time and cannot be used");
  return throw (error, KW_ENCODER_ERROR_CARD_UNSUPPORTED, "this kind of card cannot be used");
}

static gboolean
read_medium (KwEncoderDevice *device, const KwCardAccess *access, KwEncoderReading *out_reading,
             GError **error)
{
  if (device->target.card.is_random_uid)
    return throw_unsupported (&device->target, error);
  switch (device->target.card.medium)
    {
    case KW_CARD_MEDIUM_CLASSIC_1K:
    case KW_CARD_MEDIUM_CLASSIC_4K:
      return kw_nfc_classic_read (device, access, out_reading, error);
    case KW_CARD_MEDIUM_DESFIRE:
      return kw_nfc_desfire_read (device, access, out_reading, error);
    case KW_CARD_MEDIUM_ULTRALIGHT_C:
    case KW_CARD_MEDIUM_UNSUPPORTED:
      break;
    }
  return throw_unsupported (&device->target, error);
}

static gboolean
write_medium (KwEncoderDevice *device, const KwEncoderWrite *write, KwEncoderWritten *out_written,
              GError **error)
{
  if (device->target.card.is_random_uid)
    return throw_unsupported (&device->target, error);
  switch (device->target.card.medium)
    {
    case KW_CARD_MEDIUM_CLASSIC_1K:
    case KW_CARD_MEDIUM_CLASSIC_4K:
      return kw_nfc_classic_write (device, write, out_written, error);
    case KW_CARD_MEDIUM_DESFIRE:
      return kw_nfc_desfire_write (device, write, out_written, error);
    case KW_CARD_MEDIUM_ULTRALIGHT_C:
    case KW_CARD_MEDIUM_UNSUPPORTED:
      break;
    }
  return throw_unsupported (&device->target, error);
}

static gboolean
read_card (KwEncoderDevice *device, const KwCardUid *uid, const KwCardAccess *access,
           const KwEncoderHost *host, KwEncoderReading *out_reading, GError **error)
{
  KwEncoderReading reading;
  gboolean is_read;

  memset (&reading, 0, sizeof reading);
  forget_reading (device);
  kw_nfc_device_begin_job (device, host);
  kw_nfc_device_report_step (device, KW_ENCODER_STEP_READING);
  is_read = kw_nfc_device_find_card (device, uid, error) &&
            read_medium (device, access, &reading, error);
  if (is_read)
    {
      reading.medium = device->target.card.medium;
      reading.uid = device->target.card.uid;
      reading.n_exchanges = (guint16)MIN (device->n_exchanges, G_MAXUINT16);
      device->reading = reading;
      device->reading_access = mark_access (access);
      device->has_reading = device->is_active;
      *out_reading = reading;
    }
  kw_nfc_device_begin_job (device, NULL);
  kw_secret_wipe_bytes (&reading, sizeof reading);
  return is_read;
}

static gboolean
write_card (KwEncoderDevice *device, const KwEncoderWrite *write, const KwEncoderHost *host,
            KwEncoderWritten *out_written, GError **error)
{
  const KwNfcAccessMark mark = mark_access (&write->access);
  KwEncoderWritten written;
  gboolean is_written;

  memset (&written, 0, sizeof written);
  kw_nfc_device_begin_job (device, host);
  if (!device->is_active || memcmp (&mark, &device->reading_access, sizeof mark) != 0)
    forget_reading (device);
  doubt_closed_locks (&device->reading);
  is_written = kw_nfc_device_find_card (device, &write->uid, error) &&
               write_medium (device, write, &written, error);
  if (is_written)
    {
      kw_nfc_device_report_step (device, KW_ENCODER_STEP_FINISHED);
      written.n_exchanges = (guint16)MIN (device->n_exchanges, G_MAXUINT16);
      written.n_writes = device->progress.n_writes_begun;
      *out_written = written;
    }
  forget_reading (device);
  kw_nfc_device_begin_job (device, NULL);
  return is_written;
}

const KwEncoderDriver kw_nfc_driver = {
  .name = "nfc",
  .open = kw_nfc_device_open,
  .close = kw_nfc_device_close,
  .get_name = get_name,
  .poll = kw_nfc_device_poll,
  .read = read_card,
  .write = write_card,
};
