/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <openssl/evp.h>
#include <string.h>

#include "kw-hex.h"
#include "kw-nfc-ev1.h"

/* What a real DESFire EV1 and a PN532 said to each other, bare commands, as Elmü published it with
 * "DIY electronic RFID door lock" (codeproject.com, article 1096861) for others to check against.
 */
#define TRACE_KEY "10182028303840485058606870788088"
#define TRACE_CHALLENGE "40e7d27174cba675e8efbab99c530e3d"
#define TRACE_TOKEN "b351cb2465d4f33ac627fd6e87a168f2"
#define TRACE_ANSWER "044b6cac343a0865895149649ca8dde1f5ac4ec67bd208900af02f049e05f0b0"
#define TRACE_PROOF "a2ee144b1012fbeb7b2f11132d95a454"
#define TRACE_SESSION_KEY "40e7d271626ffbd49c530e3d304f5b17"

static gsize
decode (const char *hex, guint8 *out_bytes)
{
  const gsize n_bytes = strlen (hex) / 2;

  g_assert_true (kw_hex_decode (hex, out_bytes, n_bytes));
  return n_bytes;
}

static void
assert_hex (const guint8 *bytes, gsize n_bytes, const char *hex)
{
  guint8 expected[256];

  g_assert_cmpmem (bytes, n_bytes, expected, decode (hex, expected));
}

static void
open_session (KwNfcEv1 *session, const char *key_hex, const char *challenge_hex,
              const char *token_hex, const char *proof_hex, guint8 *out_answer)
{
  guint8 key[16], challenge[16], token[16], proof[16];

  decode (key_hex, key);
  decode (challenge_hex, challenge);
  decode (token_hex, token);
  decode (proof_hex, proof);
  g_assert_true (kw_nfc_ev1_challenge (session, key, challenge, token, out_answer));
  g_assert_true (kw_nfc_ev1_open (session, proof));
}

static void
open_trace (KwNfcEv1 *session)
{
  guint8 answer[32];

  open_session (session, TRACE_KEY, TRACE_CHALLENGE, TRACE_TOKEN, TRACE_PROOF, answer);
}

static void
test_open (void)
{
  KwNfcEv1 session = { 0 };
  guint8 answer[32];

  open_session (&session, TRACE_KEY, TRACE_CHALLENGE, TRACE_TOKEN, TRACE_PROOF, answer);

  assert_hex (answer, sizeof answer, TRACE_ANSWER);
  assert_hex (session.key, sizeof session.key, TRACE_SESSION_KEY);
  g_assert_true (session.is_open);
}

static void
test_wrong_proof (void)
{
  const KwNfcEv1 nothing = { 0 };
  KwNfcEv1 session = { 0 };
  guint8 key[16], challenge[16], token[16], proof[16], answer[32];

  decode (TRACE_KEY, key);
  decode (TRACE_CHALLENGE, challenge);
  decode (TRACE_TOKEN, token);
  for (guint bit = 0; bit < 128; bit++)
    {
      decode (TRACE_PROOF, proof);
      proof[bit / 8] ^= (guint8)(1 << bit % 8);
      g_assert_true (kw_nfc_ev1_challenge (&session, key, challenge, token, answer));

      g_assert_false (kw_nfc_ev1_open (&session, proof));
      g_assert_cmpmem (&session, sizeof session, &nothing, sizeof nothing);
    }
}

static const struct
{
  const char *command;
  const char *reply; /* after the status */
} trace[] = {
  { "cd05001100500000", "a75316ad1596b953" },
  { "6f", "052d5ff67ffec9d2d3" },
  { "f505", "000011005000002aac7517024e09dc" },
  { "3d05000000340000000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20212223242526"
    "27"
    "28292a2b2c2d2e2f30313233",
    "765c9daa50ecb62f" },
};

static void
test_macs (void)
{
  KwNfcEv1 session = { 0 };

  open_trace (&session);
  for (guint i = 0; i < G_N_ELEMENTS (trace); i++)
    {
      guint8 command[64], reply[64];
      const gsize n_command = decode (trace[i].command, command);
      const gsize n_reply = decode (trace[i].reply, reply);

      g_assert_true (kw_nfc_ev1_note_command (&session, command, n_command));
      g_assert_true (kw_nfc_ev1_check_reply (&session, 0x00, reply, n_reply));
    }
}

static void
test_wrong_macs (void)
{
  const KwNfcEv1 closed = { 0 };
  guint8 command[64], reply[64];
  const gsize n_command = decode (trace[1].command, command);
  const gsize n_reply = decode (trace[1].reply, reply);
  KwNfcEv1 started = closed;

  open_trace (&started);
  g_assert_true (kw_nfc_ev1_note_command (&started, command, n_command));
  for (gsize i = 0; i < 8 * n_reply; i++)
    {
      KwNfcEv1 session = started;

      decode (trace[1].reply, reply);
      reply[i / 8] ^= (guint8)(1 << i % 8);
      g_assert_false (kw_nfc_ev1_check_reply (&session, 0x00, reply, n_reply));
    }
  for (gsize n_bytes = 0; n_bytes < n_reply; n_bytes++)
    {
      KwNfcEv1 session = started;

      decode (trace[1].reply, reply);
      g_assert_false (kw_nfc_ev1_check_reply (&session, 0x00, reply, n_bytes));
    }
  g_assert_false (kw_nfc_ev1_check_reply (&started, 0xaf, reply, n_reply));
}

/* One block and more, whole and not: by another implementation. The card's differs only in where it
 * starts. */
static void
test_cmac (void)
{
  static const guint8 key[16] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 };
  guint8 message[KW_NFC_EV1_PLAIN_MAX_BYTES];

  for (gsize i = 0; i < sizeof message; i++)
    message[i] = (guint8)(i * 7);
  for (gsize n_bytes = 0; n_bytes <= sizeof message; n_bytes++)
    {
      KwNfcEv1 session = { .is_open = TRUE };
      guint8 expected[16];
      size_t n_expected = 0;

      memcpy (session.key, key, sizeof key);
      g_assert_nonnull (EVP_Q_mac (NULL, "CMAC", NULL, "AES-128-CBC", NULL, key, sizeof key,
                                   message, n_bytes, expected, sizeof expected, &n_expected));
      g_assert_true (kw_nfc_ev1_note_command (&session, message, n_bytes));
      g_assert_cmpmem (session.iv, sizeof session.iv, expected, n_expected);
    }
}

/* ChangeKey of the same trace: new key and its version behind C4 00. */
static void
test_encipher (void)
{
  KwNfcEv1 session = { 0 };
  guint8 answer[32], header[2], data[17], enciphered[32];

  open_session (&session, "00000000000000000000000000000000", "f44b26f5686f3a391cd38ebd10772281",
                "b969fdfe56fd91fc9de6f6f213b8fd1e", "800db680bc146bd121d6578f2d2e2059", answer);
  decode ("c400", header);
  decode ("00102030405060708090a0b0b0a0908010", data);

  g_assert_cmpuint (KW_NFC_EV1_ENCIPHERED_BYTES (sizeof data), ==, sizeof enciphered);
  g_assert_true (
      kw_nfc_ev1_encipher (&session, header, sizeof header, data, sizeof data, enciphered));
  assert_hex (enciphered, sizeof enciphered,
              "e9f85e219496c2b58c1090dc3935fae9e840cf61b383d9531946256b1f110c10");
}

/* Twenty bytes, 0 to 19: enciphered with the openssl program, CRC by Python's zlib. */
static void
test_decipher (void)
{
  static const char hex[] = "d45667874d96ce464296f9b65e3e21547288a94e6fae11e6b49d47f89b3126de";
  KwNfcEv1 opened = { 0 };
  guint8 bytes[32];

  open_trace (&opened);
  for (guint bit = 0; bit <= 8 * sizeof bytes; bit++)
    {
      KwNfcEv1 session = opened;

      g_assert_cmpuint (decode (hex, bytes), ==, KW_NFC_EV1_ENCIPHERED_BYTES (20));
      if (bit == 8 * sizeof bytes)
        {
          g_assert_true (kw_nfc_ev1_decipher (&session, 0x00, bytes, 20));
          for (guint i = 0; i < 20; i++)
            g_assert_cmpuint (bytes[i], ==, i);
        }
      else
        {
          bytes[bit / 8] ^= (guint8)(1 << bit % 8);
          g_assert_false (kw_nfc_ev1_decipher (&session, 0x00, bytes, 20));
        }
    }
  decode (hex, bytes);
  g_assert_false (kw_nfc_ev1_decipher (&opened, 0xaf, bytes, 20));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nfc/ev1/session-is-that-of-a-real-card", test_open);
  g_test_add_func ("/nfc/ev1/card-without-the-key-is-refused", test_wrong_proof);
  g_test_add_func ("/nfc/ev1/macs-are-those-of-a-real-card", test_macs);
  g_test_add_func ("/nfc/ev1/changed-reply-is-refused", test_wrong_macs);
  g_test_add_func ("/nfc/ev1/cmac-is-that-of-the-standard", test_cmac);
  g_test_add_func ("/nfc/ev1/cryptogram-is-that-of-a-real-card", test_encipher);
  g_test_add_func ("/nfc/ev1/changed-cryptogram-is-refused", test_decipher);
  return g_test_run ();
}
