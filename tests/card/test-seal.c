/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-card-crypto.h"
#include "kw-card-error.h"
#include "vectors.h"

static KwLockOpened
open_sealed (const KwCardSiteKeys *keys, const KwCardUid *uid, const guint8 *sealed,
             KwLockBody *out_body, guint8 *out_key_version)
{
  return kw_lock_open_sealed (kw_card_get_crypto (), kw_card_site_keys_get_lock_bundle (keys),
                              uid->bytes, uid->size_bytes, sealed, out_body, out_key_version);
}

static KwLockBody
decode_case (JsonObject *one)
{
  guint8 bytes[KW_LOCK_BODY_BYTES];
  KwLockBody body;

  vectors_get_bytes (one, "body", bytes, sizeof bytes);
  kw_lock_body_decode (bytes, &body);
  return body;
}

/* The fields by their names, so that the decoder is checked against more than our own encoder. */
static void
assert_fields (const KwLockBody *body, JsonObject *fields)
{
  const struct
  {
    const char *name;
    guint64 value;
    gboolean is_hex;
    gboolean is_in_cancel;
  } all[] = {
    { "format", body->format, FALSE, TRUE },
    { "kind", body->kind, FALSE, TRUE },
    { "flags", body->flags, FALSE, TRUE },
    { "site", body->site, FALSE, TRUE },
    { "credential", body->credential, TRUE, TRUE },
    { "generation", body->generation, FALSE, TRUE },
    { "valid_from", body->valid_from_unix_s, FALSE, TRUE },
    { "valid_until", body->valid_until_unix_s, FALSE, TRUE },
    { "building", body->building, FALSE, TRUE },
    { "floor", body->floor, FALSE, TRUE },
    { "door", body->door, FALSE, TRUE },
    { "revision", body->revision, FALSE, TRUE },
    { "weekdays", body->weekdays, FALSE, FALSE },
    { "bank", body->bank, FALSE, FALSE },
    { "day_start", body->day_start_minute, FALSE, FALSE },
    { "day_end", body->day_end_minute, FALSE, FALSE },
    { "floors", body->floors, TRUE, FALSE },
    { "areas", body->areas, FALSE, FALSE },
    { "reserved", body->reserved, TRUE, FALSE },
  };
  const gboolean is_cancel = body->kind == KW_LOCK_KIND_CANCEL;
  JsonArray *numbers = json_object_get_array_member (fields,
                                                     is_cancel ? "cancelled" : "extra_doors");

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].is_in_cancel || !is_cancel)
      g_assert_cmpuint (all[i].value, ==,
                        all[i].is_hex
                            ? vectors_get_u64 (json_object_get_string_member (fields, all[i].name))
                            : (guint64)json_object_get_int_member (fields, all[i].name));

  g_assert_cmpuint (json_array_get_length (numbers), ==, 4);
  for (guint i = 0; i < 4; i++)
    if (is_cancel)
      g_assert_cmpuint (body->cancelled[i], ==,
                        vectors_get_u64 (json_array_get_string_element (numbers, i)));
    else
      g_assert_cmpint (body->extra_doors[i], ==, json_array_get_int_element (numbers, i));
}

static void
test_every_vector_opens_as_it_says (gconstpointer data)
{
  JsonObject *one = (JsonObject *)data;
  g_autoptr (KwCardSiteKeys) keys = vectors_make_site_keys_of_case (one);
  const gboolean counts = g_str_equal (json_object_get_string_member (one, "opens"), "OK");
  const KwCardUid uid = vectors_get_uid (one);
  guint8 sealed[KW_CARD_SEALED_BYTES];
  guint8 expected[KW_LOCK_BODY_BYTES];
  guint8 encoded[KW_LOCK_BODY_BYTES];
  guint8 key_version = 0;
  KwLockBody body;

  vectors_get_bytes (one, "sealed", sealed, sizeof sealed);
  vectors_get_bytes (one, "body", expected, sizeof expected);

  g_assert_cmpint (open_sealed (keys, &uid, sealed, &body, &key_version), ==,
                   counts ? KW_LOCK_OPENED_COUNTS : KW_LOCK_OPENED_UNSUPPORTED);
  g_assert_cmpint (key_version, ==, json_object_get_int_member (one, "key_version"));
  kw_lock_body_encode (&body, encoded);
  g_assert_cmpmem (encoded, sizeof encoded, expected, sizeof expected);
  assert_fields (&body, json_object_get_object_member (one, "fields"));
}

static void
test_every_vector_seals_to_the_same_bytes (gconstpointer data)
{
  JsonObject *one = (JsonObject *)data;
  g_autoptr (KwCardSiteKeys) keys = vectors_make_site_keys_of_case (one);
  const KwLockBody body = decode_case (one);
  const KwCardUid uid = vectors_get_uid (one);
  g_autoptr (GError) error = NULL;
  guint8 sealed[KW_CARD_SEALED_BYTES];
  guint8 expected[KW_CARD_SEALED_BYTES];

  vectors_get_bytes (one, "sealed", expected, sizeof expected);

  if (g_str_equal (json_object_get_string_member (one, "opens"), "OK"))
    {
      g_assert_true (kw_card_site_keys_seal (keys, &uid, &body, sealed, &error));
      g_assert_cmpmem (sealed, sizeof sealed, expected, sizeof expected);
    }
  else
    {
      g_assert_false (kw_card_site_keys_seal (keys, &uid, &body, sealed, &error));
      g_assert_error (error, KW_CARD_ERROR, KW_CARD_ERROR_BODY);
    }
}

static void
test_every_single_bit_change_is_refused (void)
{
  g_autoptr (KwCardSiteKeys) keys = vectors_make_site_keys ("v2");
  JsonObject *one = vectors_find_case ("tenant 305");
  const KwCardUid uid = vectors_get_uid (one);
  guint8 sealed[KW_CARD_SEALED_BYTES];
  guint n_refused = 0;

  vectors_get_bytes (one, "sealed", sealed, sizeof sealed);
  for (guint bit = 0; bit < KW_CARD_SEALED_BYTES * 8; bit++)
    {
      sealed[bit / 8] ^= (guint8)(1u << bit % 8);
      if (open_sealed (keys, &uid, sealed, NULL, NULL) == KW_LOCK_OPENED_FOREIGN)
        n_refused++;
      sealed[bit / 8] ^= (guint8)(1u << bit % 8);
    }

  g_assert_cmpuint (n_refused, ==, 144 * 8);
  g_assert_cmpint (open_sealed (keys, &uid, sealed, NULL, NULL), ==, KW_LOCK_OPENED_COUNTS);
}

static void
test_a_random_uid_is_refused (void)
{
  g_autoptr (KwCardSiteKeys) keys = vectors_make_site_keys ("v1");
  const KwLockBody body = decode_case (vectors_find_case ("tenant 305"));
  const KwCardUid uid = { { 0x08, 1, 2, 3 }, 4 };
  guint8 sealed[KW_CARD_SEALED_BYTES];
  g_autoptr (GError) error = NULL;
  KwCardAccess access;

  g_assert_false (kw_card_site_keys_seal (keys, &uid, &body, sealed, &error));
  g_assert_error (error, KW_CARD_ERROR, KW_CARD_ERROR_UID);
  g_clear_error (&error);
  g_assert_false (kw_card_site_keys_derive_access (keys, &uid, 1, 0xf5a701, &access, &error));
  g_assert_error (error, KW_CARD_ERROR, KW_CARD_ERROR_UID);
}

static void
test_a_credential_of_another_site_is_not_sealed (void)
{
  g_autoptr (KwCardSiteKeys) keys = vectors_make_site_keys ("v1");
  JsonObject *one = vectors_find_case ("tenant 305");
  const KwCardUid uid = vectors_get_uid (one);
  KwLockBody body = decode_case (one);
  guint8 sealed[KW_CARD_SEALED_BYTES];
  g_autoptr (GError) error = NULL;

  body.site++;

  g_assert_false (kw_card_site_keys_seal (keys, &uid, &body, sealed, &error));
  g_assert_error (error, KW_CARD_ERROR, KW_CARD_ERROR_BODY);
}

int
main (int argc, char **argv)
{
  JsonArray *cases;

  g_test_init (&argc, &argv, NULL);
  cases = json_object_get_array_member (vectors_get (), "cases");
  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *one = json_array_get_object_element (cases, i);
      const char *name = json_object_get_string_member (one, "name");
      g_autofree char *opens = g_strdup_printf ("/card/seal/vector-opens-as-it-says/%s", name);
      g_autofree char *seals = g_strdup_printf ("/card/seal/vector-seals-to-its-bytes/%s", name);

      g_test_add_data_func (opens, one, test_every_vector_opens_as_it_says);
      g_test_add_data_func (seals, one, test_every_vector_seals_to_the_same_bytes);
    }
  g_test_add_func ("/card/seal/every-single-bit-change-is-refused",
                   test_every_single_bit_change_is_refused);
  g_test_add_func ("/card/seal/a-random-uid-is-refused", test_a_random_uid_is_refused);
  g_test_add_func ("/card/seal/a-credential-of-another-site-is-not-sealed",
                   test_a_credential_of_another_site_is_not_sealed);
  return g_test_run ();
}
