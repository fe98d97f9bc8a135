/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <nfc/nfc.h>

#include "kw-encoder-driver.h"
#include "kw-nfc-ev1.h"

G_BEGIN_DECLS

/**
 * KwNfcStatus:
 * @KW_NFC_STATUS_OK: answered
 * @KW_NFC_STATUS_NAK: the card refused (chip status 13)
 * @KW_NFC_STATUS_WRONG_KEY: Classic authentication failed (14)
 * @KW_NFC_STATUS_NO_ANSWER: the card does not answer (01, 0a, 27, 29 ...)
 * @KW_NFC_STATUS_GARBLED: something was damaged on the way; the command may have been carried out
 * @KW_NFC_STATUS_SILENT: the chip itself did not answer in time
 * @KW_NFC_STATUS_LOST: the device is gone
 * @KW_NFC_STATUS_LATE: not sent: the deadline has passed, or the read was cancelled
 *
 * What became of one exchange. The card has dropped out after anything but OK.
 */
typedef enum
{
  KW_NFC_STATUS_OK,
  KW_NFC_STATUS_NAK,
  KW_NFC_STATUS_WRONG_KEY,
  KW_NFC_STATUS_NO_ANSWER,
  KW_NFC_STATUS_GARBLED,
  KW_NFC_STATUS_SILENT,
  KW_NFC_STATUS_LOST,
  KW_NFC_STATUS_LATE,
} KwNfcStatus;

/**
 * KwNfcTarget:
 * @card: what the station is told
 * @is_iso_dep: speaks ISO 14443-4
 * @info: as libnfc describes it
 *
 * A card as the chip found it.
 */
typedef struct
{
  KwEncoderCard card;
  gboolean is_iso_dep;
  nfc_iso14443a_info info;
} KwNfcTarget;

/**
 * KwNfcAccessMark:
 * @n_keys: how many versions
 * @key_versions: which
 * @classic_first_sector: where
 * @desfire_application: where
 *
 * Tells two accesses to the same card apart without keeping keys.
 */
typedef struct
{
  guint8 n_keys;
  guint8 key_versions[2];
  guint8 classic_first_sector;
  guint32 desfire_application;
} KwNfcAccessMark;

/**
 * KwEncoderDevice:
 * @context: libnfc's
 * @nfc: the opened device
 * @lock_fd: holds the lock on the device node
 * @name: what the maker calls it
 * @is_present: a card, or several, are known to lie there
 * @target: which; valid while @is_present
 * @is_active: @target is selected and answers
 * @tag: libfreefare's view of a connected DESFire card, else %NULL
 * @host: of the job under way, else %NULL
 * @progress: of the job under way
 * @n_exchanges: commands sent to the chip since the job began
 * @has_reading: @reading is of the card that is still selected
 * @reading: the last one
 * @reading_access: what the keys of that reading were: never the keys themselves
 * @classic_open_sector: which of our six sectors that reading left authenticated
 * @desfire_is_selected: our application is selected since that reading
 * @desfire_has_session: libfreefare believes that some key is authenticated
 * @desfire_open_key: which of its keys is authenticated
 * @ev1: the session that reading left by the short way; never open while @tag is connected
 */
struct _KwEncoderDevice
{
  nfc_context *context;
  nfc_device *nfc;
  int lock_fd;
  char *name;
  gboolean is_present;
  KwNfcTarget target;
  gboolean is_active;
  struct mifare_tag *tag;
  const KwEncoderHost *host;
  KwEncoderProgress progress;
  guint n_exchanges;
  gboolean has_reading;
  KwEncoderReading reading;
  KwNfcAccessMark reading_access;
  guint classic_open_sector;
  gboolean desfire_is_selected;
  gboolean desfire_has_session;
  guint desfire_open_key;
  KwNfcEv1 ev1;
};

/**
 * kw_nfc_device_open:
 * @connstring: libnfc's name of the encoder
 * @error: a `KW_ENCODER_ERROR`: ENCODER_GONE, ENCODER_BUSY, NO_PERMISSION, NOT_RESPONDING
 *
 * Locks and opens the encoder and switches its field on. Blocks up to 2 s.
 *
 * Returns: (transfer full) (nullable): the device
 */
KwEncoderDevice *kw_nfc_device_open (const char *connstring,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_device_close:
 * @self: (transfer full): switched off and let go
 */
void kw_nfc_device_close (KwEncoderDevice *self);

/**
 * kw_nfc_device_poll:
 * @self: the device, no job under way
 * @out_is_present: (out): whether anything lies there
 * @out_card: (out caller-allocates): what; written if something does
 * @error: a `KW_ENCODER_ERROR`: ENCODER_GONE, NOT_RESPONDING
 *
 * One look: one exchange on an empty field or a card at rest, a few when something changed.
 *
 * Returns: %TRUE if the chip answered
 */
gboolean kw_nfc_device_poll (KwEncoderDevice *self, gboolean *out_is_present,
                             KwEncoderCard *out_card, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_device_exchange:
 * @self: the device
 * @command: (array length=n_command_bytes): PN53x command code and parameters
 * @n_command_bytes: at least 1
 * @out_reply: (out caller-allocates): what follows the reply code, at most %KW_NFC_REPLY_BYTES
 * @out_n_reply_bytes: (out) (optional): how many
 *
 * One command to the chip, at most 500 ms (longer only if the bytes trickle).
 *
 * Returns: what became of it
 */
KwNfcStatus kw_nfc_device_exchange (KwEncoderDevice *self, const guint8 *command,
                                    gsize n_command_bytes, guint8 *out_reply,
                                    gsize *out_n_reply_bytes) G_GNUC_WARN_UNUSED_RESULT;
#define KW_NFC_REPLY_BYTES 300

/**
 * kw_nfc_device_select:
 * @self: the device
 * @uid: the card wanted
 *
 * Selects the card anew, whatever state it is in; it is not authenticated then.
 *
 * Returns: NO_ANSWER if it is not there
 */
KwNfcStatus kw_nfc_device_select (KwEncoderDevice *self,
                                  const KwCardUid *uid) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_device_reset_field:
 * @self: the device
 *
 * Field off and on: every card starts from the beginning.
 *
 * Returns: OK, SILENT, GARBLED or LOST
 */
KwNfcStatus kw_nfc_device_reset_field (KwEncoderDevice *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_device_find_card:
 * @self: the device
 * @uid: the card wanted
 * @error: a `KW_ENCODER_ERROR`: NO_CARD, CARD_CHANGED, SEVERAL_CARDS, CARD_UNSUPPORTED, and what
 *   kw_nfc_device_throw_status() raises
 *
 * Makes sure that this card, and no other, lies there and is selected. No exchange if it still is
 * since the last poll or job.
 *
 * Returns: %TRUE if it is
 */
gboolean kw_nfc_device_find_card (KwEncoderDevice *self, const KwCardUid *uid,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_device_begin_job:
 * @self: the device
 * @host: (nullable): whom to report to; %NULL ends the job
 */
void kw_nfc_device_begin_job (KwEncoderDevice *self, const KwEncoderHost *host);

/**
 * kw_nfc_device_may_go_on:
 * @self: the device
 *
 * Returns: %FALSE if the deadline has passed, or a read was cancelled
 */
gboolean kw_nfc_device_may_go_on (KwEncoderDevice *self);

/**
 * kw_nfc_device_report_step:
 * @self: the device
 * @step: what is done now
 */
void kw_nfc_device_report_step (KwEncoderDevice *self, KwEncoderStep step);

/**
 * kw_nfc_device_report_write:
 * @self: the device
 * @step: what is done now
 * @place: block number or command code
 *
 * Call it right before each command that changes the card.
 */
void kw_nfc_device_report_write (KwEncoderDevice *self, KwEncoderStep step, guint8 place);

/**
 * kw_nfc_device_classify_error:
 * @self: the device
 * @nfc_error: what libnfc returned, below 0
 * @chip_status: the chip's status byte, 0 if it did not get that far
 *
 * Returns: what it means
 */
KwNfcStatus kw_nfc_device_classify_error (KwEncoderDevice *self, int nfc_error, guint8 chip_status);

/**
 * kw_nfc_device_throw_status:
 * @self: the device
 * @status: anything but OK
 * @error: CARD_GONE, CARD_FOREIGN, NOT_RESPONDING, ENCODER_GONE, CANCELLED
 *
 * Says in words what a status means for the job.
 *
 * Returns: %FALSE
 */
gboolean kw_nfc_device_throw_status (KwEncoderDevice *self, KwNfcStatus status, GError **error);

G_END_DECLS
