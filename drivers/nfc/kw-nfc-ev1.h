/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KW_NFC_EV1_BLOCK_BYTES 16
#define KW_NFC_EV1_KEY_BYTES 16
#define KW_NFC_EV1_MAC_BYTES 8 /* of the CMAC, as they travel */
#define KW_NFC_EV1_CRC_BYTES 4
#define KW_NFC_EV1_PLAIN_MAX_BYTES 64 /* of a command or a reply that only carries a MAC */

/* How many bytes @n_bytes of data take when they are enciphered. */
#define KW_NFC_EV1_ENCIPHERED_BYTES(n_bytes)                                                       \
  (((n_bytes) + KW_NFC_EV1_CRC_BYTES + KW_NFC_EV1_BLOCK_BYTES - 1) / KW_NFC_EV1_BLOCK_BYTES *      \
   KW_NFC_EV1_BLOCK_BYTES)

/**
 * KwNfcEv1:
 * @is_open: both sides have proved that they know the key
 * @key: of the session; while it is being opened, the card's
 * @iv: what the next message is chained to
 * @challenges: ours and the card's, while the session is being opened
 *
 * An AES session with a DESFire EV1, as kw_nfc_ev1_challenge() says; only the bytes, no exchange.
 * The whole struct is secret. All zeros is a session that is not open.
 */
typedef struct
{
  gboolean is_open;
  guint8 key[KW_NFC_EV1_KEY_BYTES];
  guint8 iv[KW_NFC_EV1_BLOCK_BYTES];
  guint8 challenges[2 * KW_NFC_EV1_BLOCK_BYTES];
} KwNfcEv1;

/**
 * kw_nfc_ev1_challenge:
 * @self: the session; what it was before is forgotten
 * @key: 16 bytes: the key of the card
 * @challenge: 16 bytes nobody can foretell
 * @token: 16 bytes: the card's challenge, enciphered, as it answered to AuthenticateAES (AA)
 * @out_answer: (out caller-allocates): 32 bytes, the answer to that
 *
 * AuthenticateAES: both sides exchange challenges and return them, turned by one byte, enciphered
 * in one chain (CBC, starting at zero).
 *
 * Returns: %FALSE if the library failed
 */
gboolean kw_nfc_ev1_challenge (KwNfcEv1 *self, const guint8 *key, const guint8 *challenge,
                               const guint8 *token, guint8 *out_answer) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_ev1_open:
 * @self: the session, after kw_nfc_ev1_challenge()
 * @proof: 16 bytes: what the card answered
 *
 * The session key is bytes 0..3 of our challenge, 0..3 of the card's, 12..15 of each.
 *
 * Returns: %FALSE if the card does not know the key: then the session is not open
 */
gboolean kw_nfc_ev1_open (KwNfcEv1 *self, const guint8 *proof) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_ev1_end:
 * @self: the session, open or not
 *
 * Forgets it.
 */
void kw_nfc_ev1_end (KwNfcEv1 *self);

/**
 * kw_nfc_ev1_note_command:
 * @self: the open session
 * @command: (array length=n_bytes): a command that travels as it is: its code and parameters
 * @n_bytes: 1 to %KW_NFC_EV1_PLAIN_MAX_BYTES
 *
 * Its CMAC (NIST SP 800-38B, started with what the message before left) is not sent, but chained
 * to.
 *
 * Returns: %FALSE if the library failed
 */
gboolean kw_nfc_ev1_note_command (KwNfcEv1 *self, const guint8 *command,
                                  gsize n_bytes) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_ev1_check_reply:
 * @self: the open session
 * @status: the status byte of the reply
 * @reply: (array length=n_bytes): what followed it: data and eight bytes of MAC
 * @n_bytes: at most %KW_NFC_EV1_PLAIN_MAX_BYTES
 *
 * The CMAC goes over data and status.
 *
 * Returns: %FALSE if the MAC is wrong, or there is none
 */
gboolean kw_nfc_ev1_check_reply (KwNfcEv1 *self, guint8 status, const guint8 *reply,
                                 gsize n_bytes) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_ev1_encipher:
 * @self: the open session
 * @header: (array length=n_header_bytes): the command's code and parameters, which travel as they
 * are
 * @n_header_bytes: how many
 * @data: (array length=n_bytes): what follows them
 * @n_bytes: how many
 * @out_bytes: (out caller-allocates): KW_NFC_EV1_ENCIPHERED_BYTES (@n_bytes) bytes
 *
 * Enciphers @data, the CRC32 over @header and @data, and zeros up to whole blocks.
 *
 * Returns: %FALSE if the library failed
 */
gboolean kw_nfc_ev1_encipher (KwNfcEv1 *self, const guint8 *header, gsize n_header_bytes,
                              const guint8 *data, gsize n_bytes,
                              guint8 *out_bytes) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_nfc_ev1_decipher:
 * @self: the open session
 * @status: the status byte of the reply
 * @bytes: KW_NFC_EV1_ENCIPHERED_BYTES (@n_bytes) bytes as they came, deciphered in place
 * @n_bytes: how many of them are data
 *
 * The CRC32 goes over data and status.
 *
 * Returns: %FALSE if CRC or padding is wrong: then @bytes mean nothing
 */
gboolean kw_nfc_ev1_decipher (KwNfcEv1 *self, guint8 status, guint8 *bytes,
                              gsize n_bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
