/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-nfc-device.h"

G_BEGIN_DECLS

/* Status codes of the chip that mean something to us (NXP DESFire EV1, section 3.4). */
#define KW_NFC_PICC_OK 0x00
#define KW_NFC_PICC_OUT_OF_MEMORY 0x0e
#define KW_NFC_PICC_ILLEGAL_COMMAND 0x1c
#define KW_NFC_PICC_PERMISSION_DENIED 0x9d
#define KW_NFC_PICC_NO_APPLICATION 0xa0
#define KW_NFC_PICC_AUTHENTICATION 0xae
#define KW_NFC_PICC_MORE 0xaf
#define KW_NFC_PICC_NO_FILE 0xf0

/* Commands of the chip that change the card, as places in the report. */
#define KW_NFC_DESFIRE_INS_WRITE_DATA 0x3d
#define KW_NFC_DESFIRE_INS_COMMIT 0xc7

#define KW_NFC_DESFIRE_NO_KEY 255

/**
 * KwNfcDesfire:
 * @device: the device
 * @access: the card's keys
 * @locks: what is known of the three application keys
 * @is_selected: our application is selected
 * @open_key: the key that is authenticated, %KW_NFC_DESFIRE_NO_KEY for none
 * @picc: what the chip answered to the last command that failed; OK if it did not get that far
 * @status: what became of that command
 *
 * One job with one DESFire card: libfreefare wrapped, so that every call counts its exchanges,
 * looks at the deadline before, and says what went wrong afterwards. libfreefare itself may block
 * for ever; then the worker is killed.
 */
typedef struct
{
  KwEncoderDevice *device;
  const KwCardAccess *access;
  KwEncoderLockState locks[KW_CARD_DESFIRE_N_KEYS];
  gboolean is_selected;
  guint open_key;
  guint8 picc;
  KwNfcStatus status;
} KwNfcDesfire;

/**
 * kw_nfc_desfire_connect:
 * @self: the job
 *
 * Connects the selected card with libfreefare, if it is not connected yet. Ends a session of
 * kw_nfc_desfire_quick_read().
 *
 * Returns: %FALSE, with @self->status, if that failed
 */
gboolean kw_nfc_desfire_connect (KwNfcDesfire *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_desfire_select:
 * @self: the job
 * @application: its number, 0 for the card itself
 *
 * Returns: %FALSE, with @self->picc, if there is no such application
 */
gboolean kw_nfc_desfire_select (KwNfcDesfire *self, guint32 application) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_desfire_authenticate:
 * @self: the job, our application selected
 * @key: 0..2
 * @lock: which key to use: ours of either version, or zeros
 *
 * No exchange if that key is authenticated already.
 *
 * Returns: %FALSE, with @self->picc AUTHENTICATION, if the card has another key there
 */
gboolean kw_nfc_desfire_authenticate (KwNfcDesfire *self, guint key,
                                      KwEncoderLockState lock) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_desfire_authenticate_card:
 * @self: the job, the card itself selected
 *
 * Authenticates with the card's master key as the factory set it (DES, zeros).
 *
 * Returns: %FALSE if it has another
 */
gboolean kw_nfc_desfire_authenticate_card (KwNfcDesfire *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_desfire_get_key_version:
 * @self: the job, our application selected
 * @key: 0..2
 * @out_version: (out): the version byte of that key
 *
 * Returns: %FALSE if the card did not say
 */
gboolean kw_nfc_desfire_get_key_version (KwNfcDesfire *self, guint key,
                                         guint8 *out_version) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_desfire_get_free_bytes:
 * @self: the job, the card itself selected
 * @out_free_bytes: (out): free memory
 *
 * Returns: %FALSE, with @self->picc ILLEGAL_COMMAND, on a chip older than EV1
 */
gboolean kw_nfc_desfire_get_free_bytes (KwNfcDesfire *self,
                                        guint32 *out_free_bytes) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_desfire_list_applications:
 * @self: the job, the card itself selected, nothing authenticated
 * @out_n_applications: (out): how many applications there are, as far as one frame tells
 * @out_is_ours_there: (out): ours is among them
 *
 * Returns: %FALSE if the card does not list its applications freely
 */
gboolean kw_nfc_desfire_list_applications (KwNfcDesfire *self, guint *out_n_applications,
                                           gboolean *out_is_ours_there) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_desfire_has_file:
 * @self: the job, our application selected
 * @out_has_file: (out): our file is there
 *
 * Returns: %FALSE if the card did not say
 */
gboolean kw_nfc_desfire_has_file (KwNfcDesfire *self,
                                  gboolean *out_has_file) G_GNUC_WARN_UNUSED_RESULT;

/* Each of these changes the card, reports itself first, and returns FALSE with status and picc. */
gboolean kw_nfc_desfire_create_application (KwNfcDesfire *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_nfc_desfire_create_file (KwNfcDesfire *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_nfc_desfire_change_key (KwNfcDesfire *self, guint key) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_nfc_desfire_write_file (KwNfcDesfire *self, KwEncoderStep step,
                                    const guint8 *bytes) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_nfc_desfire_commit (KwNfcDesfire *self, KwEncoderStep step) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_nfc_desfire_format (KwNfcDesfire *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_desfire_read_file:
 * @self: the job, authenticated with key 1 or 2
 * @out_bytes: (out caller-allocates): 144 bytes
 *
 * Returns: %FALSE, with @self->picc NO_FILE, if there is no file
 */
gboolean kw_nfc_desfire_read_file (KwNfcDesfire *self, guint8 *out_bytes) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_desfire_throw:
 * @self: the job, after a failure
 * @error: CARD_GONE, CARD_FOREIGN, CARD_FULL, and what concerns the encoder
 *
 * Says in words what the failure means.
 *
 * Returns: %FALSE
 */
gboolean kw_nfc_desfire_throw (KwNfcDesfire *self, GError **error);

G_END_DECLS
