/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <string.h>

#include "kw-card-crypto.h"
#include "kw-card-error.h"
#include "kw-hex.h"
#include "vectors.h"

static JsonObject *
get_media (void)
{
  return json_object_get_object_member (vectors_get (), "media");
}

static KwCardMediaKeys
derive_media_keys (const KwCardUid *uid, guint8 first_sector)
{
  g_autoptr (KwCardSiteKeys) keys = vectors_make_site_keys ("v1");
  g_autoptr (GError) error = NULL;
  KwCardAccess access;

  g_assert_true (kw_card_site_keys_derive_access (keys, uid, first_sector,
                                                  KW_CARD_DESFIRE_APPLICATION, &access, &error));
  g_assert_cmpuint (access.n_keys, ==, 1);
  return access.keys[0];
}

static void
test_an10922_gives_the_published_key (void)
{
  JsonObject *one = json_object_get_object_member (vectors_get (), "an10922");
  guint8 root[16];
  guint8 message[17];
  guint8 expected[16];
  guint8 key[16];

  vectors_get_bytes (one, "root", root, sizeof root);
  vectors_get_bytes (one, "input", message, sizeof message);
  vectors_get_bytes (one, "output", expected, sizeof expected);

  g_assert_true (kw_lock_an10922 (kw_card_get_crypto (), root, message, sizeof message, key));
  g_assert_cmpmem (key, sizeof key, expected, sizeof expected);
  g_assert_false (kw_lock_an10922 (kw_card_get_crypto (), root, message, 0, key));
  g_assert_false (kw_lock_an10922 (kw_card_get_crypto (), root, root, 32, key));
}

static void
test_siv_keys_are_those_of_the_vectors (void)
{
  JsonArray *cases = json_object_get_array_member (vectors_get (), "cases");

  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *one = json_array_get_object_element (cases, i);
      g_autoptr (KwCardSiteKeys) keys = vectors_make_site_keys_of_case (one);
      const KwLockBundle *bundle = kw_card_site_keys_get_lock_bundle (keys);
      const KwCardUid uid = vectors_get_uid (one);
      guint8 expected[32];
      guint8 key[32];

      vectors_get_bytes (one, "siv_key", expected, sizeof expected);
      g_assert_true (kw_lock_derive_siv_key (kw_card_get_crypto (), bundle->keys[0].read_key,
                                             bundle->site, bundle->keys[0].key_version, uid.bytes,
                                             uid.size_bytes, key));
      g_assert_cmpmem (key, sizeof key, expected, sizeof expected);
    }
}

static void
test_classic_trailers_are_those_of_the_vectors (void)
{
  JsonArray *trailers = json_object_get_array_member (get_media (), "classic");

  for (guint i = 0; i < json_array_get_length (trailers); i++)
    {
      JsonObject *one = json_array_get_object_element (trailers, i);
      const guint sector = (guint)json_object_get_int_member (one, "sector");
      const guint first = sector > 6 ? 10 : 1;
      const KwCardUid uid = vectors_get_uid (one);
      const KwCardMediaKeys keys = derive_media_keys (&uid, (guint8)first);
      guint8 expected[16];
      guint8 trailer[16];

      vectors_get_bytes (one, "trailer", expected, sizeof expected);
      kw_card_classic_trailer (keys.classic_a[sector - first], kw_card_classic_access_ours,
                               keys.classic_b[sector - first], trailer);
      g_assert_cmpmem (trailer, sizeof trailer, expected, sizeof expected);
    }
}

static void
test_desfire_keys_are_those_of_the_vectors (void)
{
  static const char *const names[KW_CARD_DESFIRE_N_KEYS] = {
    [KW_CARD_DESFIRE_KEY_MASTER] = "master_key",
    [KW_CARD_DESFIRE_KEY_WRITE] = "write_key",
    [KW_CARD_DESFIRE_KEY_READ] = "read_key",
  };
  JsonObject *one = json_object_get_object_member (get_media (), "desfire");
  const KwCardUid uid = vectors_get_uid (one);
  const KwCardMediaKeys keys = derive_media_keys (&uid, 1);

  for (guint i = 0; i < KW_CARD_DESFIRE_N_KEYS; i++)
    {
      guint8 expected[16];

      vectors_get_bytes (one, names[i], expected, sizeof expected);
      g_assert_cmpmem (keys.desfire[i], 16, expected, sizeof expected);
    }
}

static void
test_ultralight_c_pages_are_those_of_the_vectors (void)
{
  JsonObject *one = json_object_get_object_member (get_media (), "ultralight_c");
  JsonArray *pages = json_object_get_array_member (one, "pages_44_47");
  const KwCardUid uid = vectors_get_uid (one);
  const KwCardMediaKeys keys = derive_media_keys (&uid, 1);
  guint8 expected[16];
  guint8 bytes[16];

  vectors_get_bytes (one, "key", expected, sizeof expected);
  g_assert_cmpmem (keys.ultralight_c, 16, expected, sizeof expected);
  kw_card_ultralight_c_key_pages (keys.ultralight_c, bytes);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_true (kw_hex_decode (json_array_get_string_element (pages, i), expected, 4));
      g_assert_cmpmem (bytes + 4 * i, 4, expected, 4);
    }
}

static void
test_classic_slots_fill_three_sectors_each (void)
{
  g_assert_cmpuint (kw_card_classic_block (1, 0, 0), ==, 4);
  g_assert_cmpuint (kw_card_classic_block (1, 0, 2), ==, 6);
  g_assert_cmpuint (kw_card_classic_block (1, 0, 3), ==, 8);
  g_assert_cmpuint (kw_card_classic_block (1, 0, 8), ==, 14);
  g_assert_cmpuint (kw_card_classic_block (1, 1, 0), ==, 16);
  g_assert_cmpuint (kw_card_classic_block (10, 1, 8), ==, 62);
}

static void
test_stored_keys_come_back_whole (void)
{
  g_autoptr (KwCardSiteKeys) keys = vectors_make_site_keys ("v2");
  g_autoptr (KwSecret) stored = kw_card_site_keys_encode (keys);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwCardSiteKeys) back = kw_card_site_keys_new_decode (stored, &error);
  g_autoptr (KwSecret) again = NULL;

  g_assert_no_error (error);
  again = kw_card_site_keys_encode (back);
  g_assert_true (kw_secret_equal (stored, again));
  g_assert_cmpuint (kw_card_site_keys_get_lock_bundle (back)->n_keys, ==, 2);
  g_assert_cmpuint (kw_card_site_keys_get_lock_bundle (back)->site, ==, 12648430);
}

static void
test_cut_off_stored_keys_are_refused (void)
{
  g_autoptr (KwCardSiteKeys) keys = vectors_make_site_keys ("v2");
  g_autoptr (KwSecret) stored = kw_card_site_keys_encode (keys);
  const gsize size_bytes = kw_secret_get_size_bytes (stored);

  for (gsize kept_bytes = 1; kept_bytes < size_bytes; kept_bytes++)
    {
      g_autoptr (KwSecret) cut = kw_secret_new (kept_bytes);
      g_autoptr (GError) error = NULL;

      memcpy (kw_secret_get_bytes (cut), kw_secret_get_bytes (stored), kept_bytes);
      g_assert_null (kw_card_site_keys_new_decode (cut, &error));
      g_assert_error (error, KW_CARD_ERROR, KW_CARD_ERROR_KEYS);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card/keys/an10922-gives-the-published-key",
                   test_an10922_gives_the_published_key);
  g_test_add_func ("/card/keys/siv-keys-are-those-of-the-vectors",
                   test_siv_keys_are_those_of_the_vectors);
  g_test_add_func ("/card/keys/classic-trailers-are-those-of-the-vectors",
                   test_classic_trailers_are_those_of_the_vectors);
  g_test_add_func ("/card/keys/desfire-keys-are-those-of-the-vectors",
                   test_desfire_keys_are_those_of_the_vectors);
  g_test_add_func ("/card/keys/ultralight-c-pages-are-those-of-the-vectors",
                   test_ultralight_c_pages_are_those_of_the_vectors);
  g_test_add_func ("/card/keys/classic-slots-fill-three-sectors-each",
                   test_classic_slots_fill_three_sectors_each);
  g_test_add_func ("/card/keys/stored-keys-come-back-whole", test_stored_keys_come_back_whole);
  g_test_add_func ("/card/keys/cut-off-stored-keys-are-refused",
                   test_cut_off_stored_keys_are_refused);
  return g_test_run ();
}
