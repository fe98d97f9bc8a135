/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-crypt.h"
#include "kw-hex.h"

#include <string.h>

#define MESSAGE                                                                                    \
  "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"                               \
  "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710"

typedef struct
{
  KwEmuKeyType type;
  const char *key;
  gsize n_bytes; /* of MESSAGE */
  const char *mac;
} MacCase;

/* AES: RFC 4493, 4. Triple DES: NIST SP 800-38B, D.4 and D.5. */
static const MacCase mac_cases[] = {
  { KW_EMU_KEY_TYPE_AES, "2b7e151628aed2a6abf7158809cf4f3c", 0,
    "bb1d6929e95937287fa37d129b756746" },
  { KW_EMU_KEY_TYPE_AES, "2b7e151628aed2a6abf7158809cf4f3c", 16,
    "070a16b46b4d4144f79bdd9dd04a287c" },
  { KW_EMU_KEY_TYPE_AES, "2b7e151628aed2a6abf7158809cf4f3c", 40,
    "dfa66747de9ae63030ca32611497c827" },
  { KW_EMU_KEY_TYPE_AES, "2b7e151628aed2a6abf7158809cf4f3c", 64,
    "51f0bebf7e3b9d92fc49741779363cfe" },
  { KW_EMU_KEY_TYPE_3K3DES, "8aa83bf8cbda10620bc1bf19fbb6cd58bc313d4a371ca8b5", 0,
    "b7a688e122ffaf95" },
  { KW_EMU_KEY_TYPE_3K3DES, "8aa83bf8cbda10620bc1bf19fbb6cd58bc313d4a371ca8b5", 8,
    "8e8f293136283797" },
  { KW_EMU_KEY_TYPE_3K3DES, "8aa83bf8cbda10620bc1bf19fbb6cd58bc313d4a371ca8b5", 20,
    "743ddbe0ce2dc2ed" },
  { KW_EMU_KEY_TYPE_3K3DES, "8aa83bf8cbda10620bc1bf19fbb6cd58bc313d4a371ca8b5", 32,
    "33e6b1092400eae5" },
  { KW_EMU_KEY_TYPE_2K3DES, "4cf15134a2850dd58a3d10ba80570d38", 0, "bd2ebf9a3ba00361" },
  { KW_EMU_KEY_TYPE_2K3DES, "4cf15134a2850dd58a3d10ba80570d38", 8, "4ff2ab813c53ce83" },
  { KW_EMU_KEY_TYPE_2K3DES, "4cf15134a2850dd58a3d10ba80570d38", 20, "62dd1b471902bd4e" },
  { KW_EMU_KEY_TYPE_2K3DES, "4cf15134a2850dd58a3d10ba80570d38", 32, "31b1e431dabc4eb8" },
};

static KwEmuKey
make_key (KwEmuKeyType type, const char *hex)
{
  KwEmuKey key = { .type = type };

  g_assert_true (kw_hex_decode (hex, key.bytes, kw_emu_key_get_size_bytes (type)));
  return key;
}

static void
test_cmac_meets_the_published_vectors (void)
{
  guint8 message[64];

  g_assert_true (kw_hex_decode (MESSAGE, message, sizeof message));
  for (gsize i = 0; i < G_N_ELEMENTS (mac_cases); i++)
    {
      KwEmuKey key = make_key (mac_cases[i].type, mac_cases[i].key);
      guint8 iv[KW_EMU_CRYPT_MAX_BLOCK_BYTES] = { 0 };
      g_autofree char *mac = NULL;

      kw_emu_crypt_cmac (&key, iv, message, mac_cases[i].n_bytes);
      mac = kw_hex_encode (iv, kw_emu_key_get_block_bytes (key.type));
      g_assert_cmpstr (mac, ==, mac_cases[i].mac);
    }
}

static void
test_ciphers_meet_the_published_vectors (void)
{
  /* NIST SP 800-38A, F.2.1: AES-128 CBC. */
  KwEmuKey key = make_key (KW_EMU_KEY_TYPE_AES, "2b7e151628aed2a6abf7158809cf4f3c");
  guint8 iv[16], again_iv[16], data[32], clear[32];
  g_autofree char *hex = NULL;

  for (guint8 i = 0; i < sizeof iv; i++)
    iv[i] = again_iv[i] = i;
  g_assert_true (kw_hex_decode ("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51",
                                clear, sizeof clear));
  memcpy (data, clear, sizeof data);
  kw_emu_crypt_encrypt (&key, iv, data, sizeof data);
  hex = kw_hex_encode (data, sizeof data);
  g_assert_cmpstr (hex, ==, "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2");
  kw_emu_crypt_decrypt (&key, again_iv, data, sizeof data);
  g_assert_cmpmem (data, sizeof data, clear, sizeof clear);
  g_assert_cmpmem (iv, sizeof iv, again_iv, sizeof again_iv);
}

static void
test_single_des_is_two_equal_halves (void)
{
  /* FIPS 81, table B1: "Now is t" under 0123456789abcdef. */
  KwEmuKey key = make_key (KW_EMU_KEY_TYPE_2K3DES, "0123456789abcdef0123456789abcdef");
  guint8 iv[8] = { 0 }, data[8];
  g_autofree char *hex = NULL;

  memcpy (data, "Now is t", sizeof data);
  kw_emu_crypt_encrypt (&key, iv, data, sizeof data);
  hex = kw_hex_encode (data, sizeof data);
  g_assert_cmpstr (hex, ==, "3fa40e8a984d4815");
}

static void
test_an_old_reader_is_understood (void)
{
  KwEmuKey key = make_key (KW_EMU_KEY_TYPE_2K3DES, "00112233445566778899aabbccddeeff");
  guint8 clear[24], data[24], zero[8];

  for (guint8 i = 0; i < sizeof clear; i++)
    clear[i] = (guint8)(i * 5);
  /* The reader chains and deciphers: c[i] = D (p[i] xor c[i-1]). */
  memcpy (data, clear, sizeof data);
  for (gsize at = 0; at < sizeof data; at += 8)
    {
      for (gsize i = 0; at > 0 && i < 8; i++)
        data[at + i] ^= data[at - 8 + i];
      memset (zero, 0, sizeof zero);
      kw_emu_crypt_decrypt (&key, zero, data + at, 8);
    }
  kw_emu_crypt_receive_legacy (&key, data, sizeof data);
  g_assert_cmpmem (data, sizeof data, clear, sizeof clear);
}

static void
test_checksums_meet_their_check_values (void)
{
  const guint8 digits[] = "123456789";
  const guint8 one_two[] = { 0x12, 0x34 };

  /* CRC-32 catalogue value CBF43926, before the final inversion */
  g_assert_cmphex (kw_emu_crypt_crc32 (G_MAXUINT32, digits, 9), ==, ~0xcbf43926u);
  g_assert_cmphex (kw_emu_crypt_crc32 (kw_emu_crypt_crc32 (G_MAXUINT32, digits, 4), digits + 4, 5),
                   ==, ~0xcbf43926u);
  /* ISO 14443-3, annex B: 12 34 gives 26 CF */
  g_assert_cmphex (kw_emu_crypt_crc16 (one_two, sizeof one_two), ==, 0xcf26);
}

static void
test_key_versions_are_found_where_they_are (void)
{
  KwEmuKey des = make_key (KW_EMU_KEY_TYPE_2K3DES, "01000101000001000000000000000000");
  KwEmuKey aes = make_key (KW_EMU_KEY_TYPE_AES, "01000101000001000000000000000000");

  aes.version = 0x42;
  g_assert_cmphex (kw_emu_key_get_version (&des), ==, 0xb2);
  g_assert_cmphex (kw_emu_key_get_version (&aes), ==, 0x42);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add_func ("/emulator/crypt/" path, test)
  ADD ("cmac-meets-the-published-vectors", test_cmac_meets_the_published_vectors);
  ADD ("ciphers-meet-the-published-vectors", test_ciphers_meet_the_published_vectors);
  ADD ("single-des-is-two-equal-halves", test_single_des_is_two_equal_halves);
  ADD ("an-old-reader-is-understood", test_an_old_reader_is_understood);
  ADD ("checksums-meet-their-check-values", test_checksums_meet_their_check_values);
  ADD ("key-versions-are-found-where-they-are", test_key_versions_are_found_where_they_are);
  return g_test_run ();
}
