/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-splice.h"

static GArray *
new_keys (const guint64 *keys, guint n_keys)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (guint64));

  g_array_append_vals (array, keys, n_keys);
  return array;
}

/* Turns @old into @new by nothing but the splices. */
static void
assert_turns (const GArray *old, const GArray *new, const GArray *splices)
{
  g_autoptr (GArray) keys = new_keys ((const guint64 *)(gconstpointer)old->data, old->len);

  for (guint i = splices->len; i-- > 0;)
    {
      const KwDeskSplice *splice = &g_array_index (splices, KwDeskSplice, i);

      if (splice->n_removed > 0)
        g_array_remove_range (keys, splice->old_position, splice->n_removed);
      g_array_insert_vals (keys, splice->old_position,
                           &g_array_index (new, guint64, splice->new_position), splice->n_added);
    }
  g_assert_cmpmem (keys->data, keys->len * sizeof (guint64), new->data,
                   new->len * sizeof (guint64));
}

static GArray *
find (const GArray *old, const GArray *new)
{
  GArray *splices = g_array_new (FALSE, FALSE, sizeof (KwDeskSplice));
  g_autoptr (KwDeskPackedKeys) earlier_keys = kw_desk_packed_keys_new ();
  g_autoptr (KwDeskPackedKeys) later_keys = kw_desk_packed_keys_new ();

  kw_desk_packed_keys_append (earlier_keys, (const guint64 *)(gconstpointer)old->data, old->len);
  kw_desk_packed_keys_append (later_keys, (const guint64 *)(gconstpointer) new->data, new->len);
  kw_desk_splice_find (earlier_keys, later_keys, splices);
  assert_turns (old, new, splices);
  return splices;
}

typedef struct
{
  guint n_old;
  guint n_new;
  guint64 old[8];
  guint64 new[8];
  guint n_splices;
} SpliceCase;

static const SpliceCase splice_cases[] = {
  { 0, 0, { 0 }, { 0 }, 0 },
  { 3, 3, { 1, 2, 3 }, { 1, 2, 3 }, 0 },
  { 0, 3, { 0 }, { 1, 2, 3 }, 1 },
  { 3, 0, { 1, 2, 3 }, { 0 }, 1 },
  { 3, 4, { 1, 2, 3 }, { 9, 1, 2, 3 }, 1 },
  { 3, 4, { 1, 2, 3 }, { 1, 2, 3, 9 }, 1 },
  { 4, 3, { 1, 2, 3, 4 }, { 1, 2, 4 }, 1 },
  { 6, 6, { 1, 2, 3, 4, 5, 6 }, { 9, 1, 2, 3, 4, 6 }, 2 },
  { 6, 6, { 1, 2, 3, 4, 5, 6 }, { 6, 5, 4, 3, 2, 1 }, 1 },
  { 6, 6, { 1, 2, 3, 4, 5, 6 }, { 1, 2, 8, 4, 5, 6 }, 1 },
};

static void
test_small_changes_are_told_apart (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (splice_cases); i++)
    {
      const SpliceCase *c = &splice_cases[i];
      g_autoptr (GArray) old = new_keys (c->old, c->n_old);
      g_autoptr (GArray) new = new_keys (c->new, c->n_new);
      g_autoptr (GArray) splices = find (old, new);

      g_test_message ("case %u", i);
      g_assert_cmpuint (splices->len, ==, c->n_splices);
    }
}

/* As many as there may be, of every sort, in a long list. */
static void
test_random_changes_turn_one_into_the_other (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GArray) old = g_array_new (FALSE, FALSE, sizeof (guint64));
      g_autoptr (GArray) new = NULL;
      g_autoptr (GArray) splices = NULL;
      const guint n_changes = (guint)g_rand_int_range (rand, 0, 80);

      for (guint64 key = 0; key < (guint64)g_rand_int_range (rand, 0, 3000); key++)
        g_array_append_val (old, key);
      new = new_keys ((const guint64 *)(gpointer)old->data, old->len);
      for (guint i = 0; i < n_changes; i++)
        {
          const guint position = (guint)g_rand_int_range (rand, 0, (int)new->len + 1);
          const guint n_gone = (guint)g_rand_int_range (rand, 1, 100);
          const guint64 key = 100000 + g_rand_int (rand) % 1000;

          if (g_rand_boolean (rand) && position < new->len)
            g_array_remove_range (new, position, MIN (n_gone, new->len - position));
          else
            g_array_insert_val (new, position, key);
        }
      splices = find (old, new);
      g_assert_cmpuint (splices->len, <=, 64);
    }
}

static void
test_a_row_that_comes_and_one_that_goes_are_two_places (void)
{
  g_autoptr (GArray) old = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) new = NULL;
  g_autoptr (GArray) splices = NULL;
  const guint64 first = 5000000;

  for (guint64 key = 0; key < 1000000; key++)
    g_array_append_val (old, key);
  new = new_keys ((const guint64 *)(gpointer)old->data, old->len);
  g_array_remove_index (new, 600000);
  g_array_prepend_val (new, first);
  splices = find (old, new);

  g_assert_cmpuint (splices->len, ==, 2);
  g_assert_cmpuint (g_array_index (splices, KwDeskSplice, 0).n_added, ==, 1);
  g_assert_cmpuint (g_array_index (splices, KwDeskSplice, 1).old_position, ==, 600000);
  g_assert_cmpuint (g_array_index (splices, KwDeskSplice, 1).n_removed, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/splice/small-changes-are-told-apart", test_small_changes_are_told_apart);
  g_test_add_func ("/desk/splice/random-changes-turn-one-into-the-other",
                   test_random_changes_turn_one_into_the_other);
  g_test_add_func ("/desk/splice/a-row-that-comes-and-one-that-goes-are-two-places",
                   test_a_row_that_comes_and_one_that_goes_are_two_places);
  return g_test_run ();
}
