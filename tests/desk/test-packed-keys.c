/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-packed-keys.h"

#define N_KEYS 1000

static void
assert_comes_back (const guint64 *keys, guint n_keys)
{
  g_autoptr (KwDeskPackedKeys) packed = kw_desk_packed_keys_new ();

  for (guint i = 0; i < n_keys;)
    {
      const guint n_piece = MIN (1 + i % 97, n_keys - i);

      kw_desk_packed_keys_append (packed, keys + i, n_piece);
      i += n_piece;
      g_assert_cmpuint (kw_desk_packed_keys_get_length (packed), ==, i);
    }
  for (guint i = 0; i < n_keys; i++)
    g_assert_cmpuint (kw_desk_packed_keys_get (packed, i), ==, keys[i]);
}

static void
test_every_key_comes_back (void)
{
  static const guint64 edges[] = {
    0, 1, G_MAXUINT64, G_MAXUINT64 - 1, (guint64)1 << 63, ((guint64)1 << 40) - 1, (guint64)1 << 40,
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  guint64 keys[N_KEYS] = { 0 };

  for (guint n_bits = 0; n_bits <= 64; n_bits++)
    {
      for (guint i = 0; i < N_KEYS; i++)
        {
          const guint64 any = (guint64)g_rand_int (rand) << 32 | g_rand_int (rand);

          keys[i] = n_bits == 0 ? 0 : any >> (64 - n_bits);
        }
      assert_comes_back (keys, N_KEYS);
      assert_comes_back (keys, 64);
      assert_comes_back (keys, 63);
    }
  for (guint i = 0; i < N_KEYS; i++)
    keys[i] = edges[g_rand_int_range (rand, 0, G_N_ELEMENTS (edges))];
  assert_comes_back (keys, N_KEYS);
}

/* As cards are: the latest first, cut at @n_stations desks. */
static gsize
get_size_bytes (guint n_cards, guint n_stations)
{
  g_autoptr (KwDeskPackedKeys) packed = kw_desk_packed_keys_new ();

  for (guint i = n_cards; i > 0; i--)
    {
      const guint64 station = 1 + i % n_stations;
      const guint64 key = station << 40 | (i / n_stations + 1000 * station);

      kw_desk_packed_keys_append (packed, &key, 1);
    }
  return kw_desk_packed_keys_get_size_bytes (packed);
}

static void
test_a_card_takes_a_byte_or_two (void)
{
  g_assert_cmpuint (get_size_bytes (100000, 1), <, 150000);
  g_assert_cmpuint (get_size_bytes (100000, 4), <, 250000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/packed-keys/every-key-comes-back", test_every_key_comes_back);
  g_test_add_func ("/desk/packed-keys/a-card-takes-a-byte-or-two", test_a_card_takes_a_byte_or_two);
  return g_test_run ();
}
