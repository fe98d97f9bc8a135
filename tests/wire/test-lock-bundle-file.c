/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-lock-bundle-file.h"

#include <string.h>

#define READ_KEY "000102030405060708090a0b0c0d0e0f"
#define PUBLIC_KEY "101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f"
#define KEYS "\"read_key\": \"" READ_KEY "\", \"public_key\": \"" PUBLIC_KEY "\""

static void
fill_keys (KwLockBundleFileKeys *keys, guint key_version)
{
  keys->key_version = key_version;
  for (guint i = 0; i < sizeof keys->read_key; i++)
    keys->read_key[i] = (guint8)i;
  for (guint i = 0; i < sizeof keys->public_key; i++)
    keys->public_key[i] = (guint8)(16 + i);
}

static void
test_a_bundle_is_written_as_lock_makers_expect_it (void)
{
  KwLockBundleFile bundle = { .site = G_MAXUINT32 };
  g_autoptr (KwSecret) document = NULL;
  g_autofree char *text = NULL;

  fill_keys (&bundle.current, 255);
  document = kw_lock_bundle_file_encode (&bundle);
  text = g_strndup ((const char *)kw_secret_get_bytes (document),
                    kw_secret_get_size_bytes (document));

  g_assert_cmpuint (strlen (text), ==, kw_secret_get_size_bytes (document));
  g_assert_cmpstr (text, ==,
                   "{\n"
                   "  \"site\": 4294967295,\n"
                   "  \"current\": {\n"
                   "    \"key_version\": 255,\n"
                   "    \"read_key\": \"" READ_KEY "\",\n"
                   "    \"public_key\": \"" PUBLIC_KEY "\"\n"
                   "  }\n"
                   "}\n");
}

static void
test_what_is_written_is_read_back (void)
{
  g_autoptr (KwSecret) document = NULL;
  g_autoptr (GError) error = NULL;
  KwLockBundleFile bundle;
  KwLockBundleFile back;

  memset (&bundle, 0, sizeof bundle);
  memset (&back, 0, sizeof back);
  bundle.site = G_MAXUINT32;
  bundle.has_previous = TRUE;
  fill_keys (&bundle.current, 255);
  fill_keys (&bundle.previous, 254);
  bundle.previous.read_key[0] = 0xff;
  document = kw_lock_bundle_file_encode (&bundle);

  g_assert_true (kw_lock_bundle_file_decode ("l.json", (const char *)kw_secret_get_bytes (document),
                                             kw_secret_get_size_bytes (document), &back, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (&back, sizeof back, &bundle, sizeof bundle);
}

static void
test_bad_bundles_are_named_with_line_and_field (void)
{
  static const struct
  {
    const char *text;
    KwWireError code;
    const char *message;
  } bad[] = {
    { "", KW_WIRE_ERROR_SYNTAX, "l.json:1: document: the file ends where a value should be" },
    { "{}", KW_WIRE_ERROR_MISSING, "l.json:1: site: is missing" },
    { "{\"site\": 0}", KW_WIRE_ERROR_VALUE, "l.json:1: site: is 0, must be 1 to 4294967295" },
    { "{\"site\": 1}", KW_WIRE_ERROR_MISSING, "l.json:1: current: is missing" },
    { "{\"site\": 1,\n\"current\": []}", KW_WIRE_ERROR_VALUE,
      "l.json:2: current: must be an object in { }" },
    { "{\"site\": 1,\n\"current\": {\n\"key_version\": 0}}", KW_WIRE_ERROR_VALUE,
      "l.json:3: current.key_version: is 0, must be 1 to 255" },
    { "{\"site\": 1,\n\"current\": {\n\"key_version\": 256}}", KW_WIRE_ERROR_VALUE,
      "l.json:3: current.key_version: is 256, must be 1 to 255" },
    { "{\"site\": 1,\n\"current\": {\"key_version\": 1}}", KW_WIRE_ERROR_MISSING,
      "l.json:2: current.read_key: is missing" },
    { "{\"site\": 1, \"current\": {\"key_version\": 1,\n\"read_key\": \"00\"}}",
      KW_WIRE_ERROR_VALUE, "l.json:2: current.read_key: must be 32 hex digits" },
    { "{\"site\": 1, \"current\": {\"key_version\": 1,\n\"read_key\": \"" READ_KEY "\",\n"
      "\"public_key\": \"" PUBLIC_KEY "0\"}}",
      KW_WIRE_ERROR_VALUE, "l.json:3: current.public_key: must be 64 hex digits" },
    { "{\"site\": 1, \"current\": {\"key_version\": 1, " KEYS "},\n\"previous\": 1}",
      KW_WIRE_ERROR_VALUE, "l.json:2: previous: must be an object in { }" },
    { "{\"site\": 1, \"current\": {\"key_version\": 1, " KEYS "},\n"
      "\"previous\": {\"key_version\": 1, " KEYS "}}",
      KW_WIRE_ERROR_DUPLICATE, "l.json:2: previous.key_version: is that of the current keys" },
  };
  KwLockBundleFile bundle = { .site = 9 };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (kw_lock_bundle_file_decode ("l.json", bad[i].text, strlen (bad[i].text),
                                                  &bundle, &error));
      g_assert_cmpstr (error->message, ==, bad[i].message);
      g_assert_error (error, KW_WIRE_ERROR, (int)bad[i].code);
    }
  g_assert_cmpuint (bundle.site, ==, 9);
}

static void
test_no_message_shows_a_key (void)
{
  const char
      *const text = "{\"site\": 1, \"current\": {\"key_version\": 1, \"read_key\": \"" READ_KEY
                    "0\", \"public_key\": \"" PUBLIC_KEY "\"}}";
  const gsize size_bytes = strlen (text);
  KwLockBundleFile bundle;

  for (gsize i = 0; i < size_bytes; i++)
    {
      g_autofree char *changed = g_strdup (text);
      g_autoptr (GError) error = NULL;

      changed[i] ^= 1;
      if (!kw_lock_bundle_file_decode ("l.json", changed, size_bytes, &bundle, &error))
        g_assert_null (strstr (error->message, "05060708"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/lock-bundle-file/a-bundle-is-written-as-lock-makers-expect-it",
                   test_a_bundle_is_written_as_lock_makers_expect_it);
  g_test_add_func ("/wire/lock-bundle-file/what-is-written-is-read-back",
                   test_what_is_written_is_read_back);
  g_test_add_func ("/wire/lock-bundle-file/bad-bundles-are-named-with-line-and-field",
                   test_bad_bundles_are_named_with_line_and_field);
  g_test_add_func ("/wire/lock-bundle-file/no-message-shows-a-key", test_no_message_shows_a_key);
  return g_test_run ();
}
