/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <string.h>

#include "kw-hex.h"
#include "kw-nfc-lock.h"
#include "kw-nfc-target.h"

static gboolean
parse (const char *hex, KwNfcTarget *out_target)
{
  guint8 bytes[300];
  const gsize n_bytes = strlen (hex) / 2;

  g_assert_true (n_bytes == 0 || kw_hex_decode (hex, bytes, n_bytes));
  return kw_nfc_target_parse (bytes, n_bytes, out_target);
}

static void
test_media (void)
{
  static const struct
  {
    const char *hex; /* number, ATQA, SAK, UID length, UID, ATS */
    KwCardMedium medium;
    gboolean is_iso_dep;
    gboolean is_random_uid;
  } cases[] = {
    { "0100040804a1b2c3d4", KW_CARD_MEDIUM_CLASSIC_1K, FALSE, FALSE },
    { "0100048804a1b2c3d4", KW_CARD_MEDIUM_CLASSIC_1K, FALSE, FALSE },
    { "010044080704112233445566", KW_CARD_MEDIUM_CLASSIC_1K, FALSE, FALSE },
    { "0100021804a1b2c3d4", KW_CARD_MEDIUM_CLASSIC_4K, FALSE, FALSE },
    { "010004080408b2c3d4", KW_CARD_MEDIUM_CLASSIC_1K, FALSE, TRUE },
    { "010344200704112233445566067577810280", KW_CARD_MEDIUM_DESFIRE, TRUE, FALSE },
    { "0103442007041122334455660575778102", KW_CARD_MEDIUM_UNSUPPORTED, TRUE, FALSE },
    { "010344200704112233445566067577810380", KW_CARD_MEDIUM_UNSUPPORTED, TRUE, FALSE },
    { "01034420070411223344556600", KW_CARD_MEDIUM_UNSUPPORTED, TRUE, FALSE },
    { "010344200704112233445566ff7577810280", KW_CARD_MEDIUM_UNSUPPORTED, TRUE, FALSE },
    { "010344200704112233445566", KW_CARD_MEDIUM_UNSUPPORTED, TRUE, FALSE },
    { "010044000704112233445566", KW_CARD_MEDIUM_UNSUPPORTED, FALSE, FALSE },
    { "0100042804a1b2c3d4", KW_CARD_MEDIUM_UNSUPPORTED, TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KwNfcTarget target;

      g_assert_true (parse (cases[i].hex, &target));
      g_assert_cmpint (target.card.medium, ==, cases[i].medium);
      g_assert_cmpint (target.is_iso_dep, ==, cases[i].is_iso_dep);
      g_assert_cmpint (target.card.is_random_uid, ==, cases[i].is_random_uid);
    }
}

static void
test_refused (void)
{
  static const char *const cases[] = {
    "", "01", "01000408", "0100040804a1b2c3", "0100040805a1b2c3d4e5", "0100040800", "01000408ff"
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KwNfcTarget target;

      g_assert_false (parse (cases[i], &target));
    }
}

static void
test_cascade (void)
{
  const KwCardUid four = { .bytes = { 1, 2, 3, 4 }, .size_bytes = 4 };
  const KwCardUid seven = { .bytes = { 1, 2, 3, 4, 5, 6, 7 }, .size_bytes = 7 };
  const KwCardUid ten = { .bytes = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, .size_bytes = 10 };
  const guint8 cascaded_seven[] = { 0x88, 1, 2, 3, 4, 5, 6, 7 };
  const guint8 cascaded_ten[] = { 0x88, 1, 2, 3, 0x88, 4, 5, 6, 7, 8, 9, 10 };
  guint8 bytes[12];

  g_assert_cmpmem (bytes, kw_nfc_target_cascade_uid (&four, bytes), four.bytes, 4);
  g_assert_cmpmem (bytes, kw_nfc_target_cascade_uid (&seven, bytes), cascaded_seven, 8);
  g_assert_cmpmem (bytes, kw_nfc_target_cascade_uid (&ten, bytes), cascaded_ten, 12);
}

static void
test_lock_path (void)
{
  static const struct
  {
    const char *connstring;
    const char *path;
  } cases[] = {
    { "pn532_uart:/dev/ttyUSB0", "/dev/ttyUSB0" },
    { "pn532_uart:/dev/ttyUSB0:115200", "/dev/ttyUSB0" },
    { "pn53x_usb:001:004", "/dev/bus/usb/001/004" },
    { "acr122_usb:001:004", "/dev/bus/usb/001/004" },
    { "pn53x_usb", NULL },
    { "acr122_usb:../..:x", NULL },
    { "nonsense:/dev/ttyUSB0", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = kw_nfc_lock_get_path (cases[i].connstring);

      g_assert_cmpstr (path, ==, cases[i].path);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nfc/target/chips-are-told-apart", test_media);
  g_test_add_func ("/nfc/target/impossible-targets-are-refused", test_refused);
  g_test_add_func ("/nfc/target/uids-are-cascaded", test_cascade);
  g_test_add_func ("/nfc/lock/names-one-device-or-none", test_lock_path);
  return g_test_run ();
}
