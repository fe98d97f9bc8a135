/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-nfc-device.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "kw-error.h"
#include "kw-nfc-desfire.h"
#include "kw-nfc-lock.h"
#include "kw-nfc-target.h"
#include "kw-secret.h"

/* Never 200 ms or less: on USB drivers libnfc then returns without reading at all. */
#define EXCHANGE_TIMEOUT_MS 500

/* PN53x commands (NXP UM0701-02, section 7). */
#define COMMAND_IN_LIST_PASSIVE_TARGET 0x4a
#define COMMAND_IN_COMMUNICATE_THRU 0x42
#define BAUD_TYPE_A_106 0x00
#define ISO_DEP_R_NAK 0xb2

/* Status byte of the chip (NXP UM0701-02, section 7.1). */
#define CHIP_STATUS_NO_ANSWER 0x01
#define CHIP_STATUS_FRAMING 0x05
#define CHIP_STATUS_RF_OFF 0x0a
#define CHIP_STATUS_NAK 0x13
#define CHIP_STATUS_WRONG_KEY 0x14
#define CHIP_STATUS_BAD_CONTEXT 0x27
#define CHIP_STATUS_RELEASED 0x29
#define CHIP_STATUS_CARD_SWAPPED 0x2a
#define CHIP_STATUS_CARD_GONE 0x2b
#define CHIP_STATUS_BITS 0x3f

/* Exported by libnfc and kept stable by Debian's symbols file, but in none of its headers. It alone
 * leaves the chip's status byte in the reply: -20 hides a NAK, a wrong key and a lifted card. */
int pn53x_transceive (nfc_device *device, const uint8_t *command, size_t n_command_bytes,
                      uint8_t *reply, size_t n_reply_bytes, int timeout_ms);

KW_DEFINE_THROW (KwEncoderError, KW_ENCODER_ERROR)

/* --- exchanges ----------------------------------------------------------------------------- */

static gboolean
is_hung_up (KwEncoderDevice *self)
{
  struct pollfd pollfd = { .fd = self->lock_fd };

  return poll (&pollfd, 1, 0) > 0 && (pollfd.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

static KwNfcStatus
classify_chip_status (guint8 chip_status)
{
  switch (chip_status & CHIP_STATUS_BITS)
    {
    case CHIP_STATUS_NAK:
      return KW_NFC_STATUS_NAK;
    case CHIP_STATUS_WRONG_KEY:
      return KW_NFC_STATUS_WRONG_KEY;
    case CHIP_STATUS_NO_ANSWER:
    case CHIP_STATUS_RF_OFF:
    case CHIP_STATUS_BAD_CONTEXT:
    case CHIP_STATUS_RELEASED:
    case CHIP_STATUS_CARD_SWAPPED:
    case CHIP_STATUS_CARD_GONE:
      return KW_NFC_STATUS_NO_ANSWER;
    default:
      return KW_NFC_STATUS_GARBLED;
    }
}

KwNfcStatus
kw_nfc_device_classify_error (KwEncoderDevice *self, int nfc_error, guint8 chip_status)
{
  if (is_hung_up (self))
    return KW_NFC_STATUS_LOST;
  switch (nfc_error)
    {
    case NFC_ETIMEOUT:
      return KW_NFC_STATUS_SILENT;
    case NFC_ENOTSUCHDEV:
    case -ENODEV: /* pn53x_usb passes libusb's errors on */
      return KW_NFC_STATUS_LOST;
    case NFC_ETGRELEASED:
      return KW_NFC_STATUS_NO_ANSWER;
    case NFC_EMFCAUTHFAIL:
      return KW_NFC_STATUS_WRONG_KEY;
    case NFC_ERFTRANS:
    case NFC_ECHIP:
    case NFC_EINVARG:
      return classify_chip_status (chip_status);
    default:
      return KW_NFC_STATUS_GARBLED;
    }
}

gboolean
kw_nfc_device_may_go_on (KwEncoderDevice *self)
{
  const KwEncoderHost *host = self->host;

  if (host == NULL)
    return TRUE;
  if (host->deadline_mono_us != 0 && g_get_monotonic_time () >= host->deadline_mono_us)
    return FALSE;
  return self->progress.step != KW_ENCODER_STEP_READING || host->is_cancelled == NULL ||
         !host->is_cancelled (host->user_data);
}

KwNfcStatus
kw_nfc_device_exchange (KwEncoderDevice *self, const guint8 *command, gsize n_command_bytes,
                        guint8 *out_reply, gsize *out_n_reply_bytes)
{
  KwNfcStatus status;
  int n_bytes;

  if (!kw_nfc_device_may_go_on (self))
    return KW_NFC_STATUS_LATE;
  self->n_exchanges++;
  out_reply[0] = 0;
  n_bytes = pn53x_transceive (self->nfc, command, n_command_bytes, out_reply, KW_NFC_REPLY_BYTES,
                              EXCHANGE_TIMEOUT_MS);
  if (n_bytes > 0)
    {
      if (out_n_reply_bytes != NULL)
        *out_n_reply_bytes = (gsize)n_bytes;
      return KW_NFC_STATUS_OK;
    }
  status = n_bytes == 0 ? KW_NFC_STATUS_GARBLED
                        : kw_nfc_device_classify_error (self, n_bytes, out_reply[0]);
  self->is_active = FALSE;
  return status;
}

gboolean
kw_nfc_device_throw_status (KwEncoderDevice *self, KwNfcStatus status, GError **error)
{
  switch (status)
    {
    case KW_NFC_STATUS_NO_ANSWER:
      return throw (error, KW_ENCODER_ERROR_CARD_GONE, "the card was taken away too early");
    case KW_NFC_STATUS_NAK:
    case KW_NFC_STATUS_WRONG_KEY:
      return throw (error, KW_ENCODER_ERROR_CARD_FOREIGN, "the card refuses to be read or written");
    case KW_NFC_STATUS_LOST:
      return throw (error, KW_ENCODER_ERROR_ENCODER_GONE, "the encoder was unplugged");
    case KW_NFC_STATUS_LATE:
      if (self->host != NULL && g_get_monotonic_time () < self->host->deadline_mono_us)
        return throw (error, KW_ENCODER_ERROR_CANCELLED, "cancelled");
      break;
    case KW_NFC_STATUS_OK:
    case KW_NFC_STATUS_GARBLED:
    case KW_NFC_STATUS_SILENT:
      break;
    }
  return throw (error, KW_ENCODER_ERROR_NOT_RESPONDING,
                "the encoder does not answer as it should; unplug it and plug it in again");
}

/* --- progress ------------------------------------------------------------------------------ */

void
kw_nfc_device_begin_job (KwEncoderDevice *self, const KwEncoderHost *host)
{
  self->host = host;
  self->progress = (KwEncoderProgress){ 0 };
  self->n_exchanges = 0;
}

static void
report (KwEncoderDevice *self)
{
  if (self->host != NULL && self->host->report != NULL)
    self->host->report (&self->progress, self->host->user_data);
}

void
kw_nfc_device_report_step (KwEncoderDevice *self, KwEncoderStep step)
{
  if (self->progress.step == step)
    return;
  self->progress.step = step;
  self->progress.place = 0;
  report (self);
}

void
kw_nfc_device_report_write (KwEncoderDevice *self, KwEncoderStep step, guint8 place)
{
  self->progress.step = step;
  self->progress.n_writes_begun++;
  self->progress.place = place;
  report (self);
}

/* --- what lies there ----------------------------------------------------------------------- */

static void
forget_card (KwEncoderDevice *self)
{
  kw_nfc_desfire_disconnect (self);
  kw_secret_wipe_bytes (&self->reading, sizeof self->reading);
  self->has_reading = FALSE;
  self->is_active = FALSE;
  self->is_present = FALSE;
}

static void
adopt_target (KwEncoderDevice *self, const KwNfcTarget *target)
{
  forget_card (self);
  self->target = *target;
  self->is_present = TRUE;
  self->is_active = !target->card.is_several;
}

/* Lists what answers a request: 0, 1 or 2 cards. */
static KwNfcStatus
list_targets (KwEncoderDevice *self, guint *out_n_targets, KwNfcTarget *out_target)
{
  static const guint8 command[] = { COMMAND_IN_LIST_PASSIVE_TARGET, /* max_targets= */ 2,
                                    BAUD_TYPE_A_106 };
  guint8 reply[KW_NFC_REPLY_BYTES];
  gsize n_reply_bytes = 0;
  KwNfcStatus status = kw_nfc_device_exchange (self, command, sizeof command, reply,
                                               &n_reply_bytes);

  if (status != KW_NFC_STATUS_OK)
    return status;
  *out_n_targets = reply[0];
  memset (out_target, 0, sizeof *out_target);
  if (reply[0] > 1)
    out_target->card.is_several = TRUE;
  else if (reply[0] == 1 && !kw_nfc_target_parse (reply + 1, n_reply_bytes - 1, out_target))
    return KW_NFC_STATUS_GARBLED;
  return KW_NFC_STATUS_OK;
}

KwNfcStatus
kw_nfc_device_reset_field (KwEncoderDevice *self)
{
  int result = nfc_device_set_property_bool (self->nfc, NP_ACTIVATE_FIELD, false);

  self->n_exchanges += 2;
  kw_nfc_desfire_disconnect (self);
  self->is_active = FALSE;
  if (result >= 0)
    result = nfc_device_set_property_bool (self->nfc, NP_ACTIVATE_FIELD, true);
  return result >= 0 ? KW_NFC_STATUS_OK : kw_nfc_device_classify_error (self, result, 0);
}

KwNfcStatus
kw_nfc_device_select (KwEncoderDevice *self, const KwCardUid *uid)
{
  guint8 command[3 + 12] = { COMMAND_IN_LIST_PASSIVE_TARGET, /* max_targets= */ 1,
                             BAUD_TYPE_A_106 };
  guint8 reply[KW_NFC_REPLY_BYTES];
  gsize n_reply_bytes = 0;
  size_t n_uid_bytes = kw_nfc_target_cascade_uid (uid, command + 3);
  KwNfcTarget target;
  KwNfcStatus status = kw_nfc_device_exchange (self, command, 3 + n_uid_bytes, reply,
                                               &n_reply_bytes);

  self->is_active = FALSE;
  if (status != KW_NFC_STATUS_OK)
    return status;
  if (reply[0] == 0)
    return KW_NFC_STATUS_NO_ANSWER;
  if (!kw_nfc_target_parse (reply + 1, n_reply_bytes - 1, &target))
    return KW_NFC_STATUS_GARBLED;
  if (!kw_card_uid_equal (&target.card.uid, uid))
    return KW_NFC_STATUS_NO_ANSWER;
  self->is_active = TRUE;
  return KW_NFC_STATUS_OK;
}

/* Starts from scratch: field off and on, then one list. */
static KwNfcStatus
look_anew (KwEncoderDevice *self)
{
  KwNfcTarget target;
  guint n_targets = 0;
  KwNfcStatus status = kw_nfc_device_reset_field (self);

  if (status == KW_NFC_STATUS_OK)
    status = list_targets (self, &n_targets, &target);
  if (status != KW_NFC_STATUS_OK)
    return status;
  if (n_targets == 0)
    forget_card (self);
  else
    adopt_target (self, &target);
  return KW_NFC_STATUS_OK;
}

/* A card in the ISO 14443-4 protocol ignores requests, which would say "gone": ask it to repeat
 * itself instead, as nfc_initiator_target_is_present() does. */
static KwNfcStatus
ping_iso_dep (KwEncoderDevice *self)
{
  static const guint8 command[] = { COMMAND_IN_COMMUNICATE_THRU, ISO_DEP_R_NAK };
  guint8 reply[KW_NFC_REPLY_BYTES];

  return kw_nfc_device_exchange (self, command, sizeof command, reply, NULL);
}

static KwNfcStatus
look_again (KwEncoderDevice *self)
{
  KwNfcTarget target;
  guint n_targets = 0;
  KwNfcStatus status;

  if (self->target.card.is_several || !self->is_active)
    return look_anew (self);
  if (self->target.is_iso_dep)
    {
      status = ping_iso_dep (self);
      return status == KW_NFC_STATUS_OK ? status : look_anew (self);
    }
  status = list_targets (self, &n_targets, &target);
  if (status != KW_NFC_STATUS_OK || n_targets == 0) /* one miss: only the second one counts */
    return look_anew (self);
  if (!kw_encoder_card_equal (&target.card, &self->target.card))
    adopt_target (self, &target);
  return KW_NFC_STATUS_OK;
}

static KwNfcStatus
look_first (KwEncoderDevice *self)
{
  KwNfcTarget target;
  guint n_targets = 0;
  KwNfcStatus status = list_targets (self, &n_targets, &target);

  if (status == KW_NFC_STATUS_OK && n_targets > 0)
    adopt_target (self, &target);
  return status;
}

gboolean
kw_nfc_device_poll (KwEncoderDevice *self, gboolean *out_is_present, KwEncoderCard *out_card,
                    GError **error)
{
  KwNfcStatus status = self->is_present ? look_again (self) : look_first (self);

  if (status == KW_NFC_STATUS_LOST)
    return kw_nfc_device_throw_status (self, status, error);
  /* One damaged frame is no reason to give up: start the field again and look once more. */
  if (status != KW_NFC_STATUS_OK)
    status = look_anew (self);
  if (status != KW_NFC_STATUS_OK)
    return kw_nfc_device_throw_status (self, status, error);
  self->has_reading = FALSE; /* looking ended the session the reading was made in */
  kw_nfc_ev1_end (&self->ev1);
  *out_is_present = self->is_present;
  if (self->is_present)
    *out_card = self->target.card;
  return TRUE;
}

gboolean
kw_nfc_device_find_card (KwEncoderDevice *self, const KwCardUid *uid, GError **error)
{
  KwNfcStatus status = KW_NFC_STATUS_OK;

  if (self->is_present && self->is_active && kw_card_uid_equal (&self->target.card.uid, uid))
    return TRUE;
  status = look_anew (self);
  if (status == KW_NFC_STATUS_GARBLED)
    status = look_anew (self);
  if (status != KW_NFC_STATUS_OK)
    return kw_nfc_device_throw_status (self, status, error);
  if (!self->is_present)
    return throw (error, KW_ENCODER_ERROR_NO_CARD, "there is no card on the encoder");
  if (self->target.card.is_several)
    return throw (error, KW_ENCODER_ERROR_SEVERAL_CARDS,
                  "more than one card lies on the encoder: leave one");
  if (!kw_card_uid_equal (&self->target.card.uid, uid))
    return throw (error, KW_ENCODER_ERROR_CARD_CHANGED, "another card was laid down");
  return TRUE;
}

/* --- opening ------------------------------------------------------------------------------- */

static gboolean
initialise (KwEncoderDevice *self, const char *connstring, GError **error)
{
  self->lock_fd = kw_nfc_lock_take (connstring, error);
  if (self->lock_fd < 0)
    return FALSE;
  nfc_init (&self->context);
  if (self->context == NULL)
    return throw (error, KW_ENCODER_ERROR_NOT_RESPONDING, "libnfc could not be started");
  self->nfc = nfc_open (self->context, connstring);
  if (self->nfc == NULL)
    return throw (
        error, is_hung_up (self) ? KW_ENCODER_ERROR_ENCODER_GONE : KW_ENCODER_ERROR_NOT_RESPONDING,
        "no PN53x encoder answers there");
  self->name = g_strdup (nfc_device_get_name (self->nfc));
  if (nfc_initiator_init (self->nfc) < 0 ||
      nfc_device_set_property_bool (self->nfc, NP_INFINITE_SELECT, false) < 0)
    return throw (error, KW_ENCODER_ERROR_NOT_RESPONDING, "the encoder could not be set up");
  return TRUE;
}

KwEncoderDevice *
kw_nfc_device_open (const char *connstring, GError **error)
{
  KwEncoderDevice *self = g_new0 (KwEncoderDevice, 1);

  self->lock_fd = -1;
  if (initialise (self, connstring, error))
    return self;
  kw_nfc_device_close (self);
  return NULL;
}

void
kw_nfc_device_close (KwEncoderDevice *self)
{
  forget_card (self);
  if (self->nfc != NULL)
    nfc_close (self->nfc);
  if (self->context != NULL)
    nfc_exit (self->context);
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_free (self->name);
  g_free (self);
}
