/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "vectors.h"

#include <string.h>

#include "kw-hex.h"

JsonObject *
vectors_get (void)
{
  static JsonParser *parser;

  if (parser == NULL)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "vectors",
                                                     "card-format-vectors.json", NULL);
      g_autoptr (GError) error = NULL;

      parser = json_parser_new_immutable ();
      json_parser_load_from_file (parser, path, &error);
      g_assert_no_error (error);
    }
  return json_node_get_object (json_parser_get_root (parser));
}

void
vectors_get_bytes (JsonObject *object, const char *name, guint8 *out_bytes, gsize size_bytes)
{
  if (!kw_hex_decode (json_object_get_string_member (object, name), out_bytes, size_bytes))
    g_error ("%s is not %" G_GSIZE_FORMAT " bytes of hex", name, size_bytes);
}

guint64
vectors_get_u64 (const char *hex)
{
  guint64 value = 0;

  g_assert_true (kw_hex_decode_u64 (hex, &value));
  return value;
}

KwCardUid
vectors_get_uid (JsonObject *object)
{
  KwCardUid uid = { { 0 }, 0 };

  uid.size_bytes = (guint8)(strlen (json_object_get_string_member (object, "uid")) / 2);
  g_assert_cmpuint (uid.size_bytes, <=, sizeof uid.bytes);
  vectors_get_bytes (object, "uid", uid.bytes, uid.size_bytes);
  return uid;
}

static KwSecret *
load_material (JsonObject *keys)
{
  KwSecret *material = kw_secret_new (KW_CARD_KEY_MATERIAL_BYTES);
  guint8 *bytes = kw_secret_get_bytes (material);

  vectors_get_bytes (keys, "read_key", bytes, 16);
  vectors_get_bytes (keys, "write_key", bytes + 16, 16);
  vectors_get_bytes (keys, "signing_seed", bytes + 32, 32);
  return material;
}

KwCardSiteKeys *
vectors_make_site_keys (const char *name)
{
  const guint32 site = (guint32)json_object_get_int_member (vectors_get (), "site");
  JsonObject *first = json_object_get_object_member (vectors_get (), "current");
  JsonObject *current = g_str_has_prefix (name, "v2")
                            ? json_object_get_object_member (vectors_get (), "rolled")
                            : first;
  g_autoptr (GError) error = NULL;
  KwCardSiteKeys *keys = kw_card_site_keys_new (
      site, (guint8)json_object_get_int_member (current, "key_version"), load_material (current),
      &error);

  g_assert_no_error (error);
  if (g_str_equal (name, "v2"))
    {
      const guint8 version = (guint8)json_object_get_int_member (first, "key_version");

      g_assert_true (kw_card_site_keys_add_previous (keys, version, load_material (first), &error));
    }
  return keys;
}

KwCardSiteKeys *
vectors_make_site_keys_of_case (JsonObject *one)
{
  const gboolean is_rolled = json_object_get_int_member (one, "key_version") == 2;

  return vectors_make_site_keys (is_rolled ? "v2" : "v1");
}

JsonObject *
vectors_find_case (const char *name)
{
  JsonArray *cases = json_object_get_array_member (vectors_get (), "cases");

  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *one = json_array_get_object_element (cases, i);

      if (g_str_equal (json_object_get_string_member (one, "name"), name))
        return one;
    }
  g_error ("no case '%s'", name);
}
