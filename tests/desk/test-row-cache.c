/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-row-cache.h"

static GObject *
make_item (void)
{
  return g_object_new (G_TYPE_OBJECT, NULL);
}

/* Keys 1 to @n at the positions 0 to @n - 1. */
static KwDeskRowCache *
make_cache (guint n)
{
  KwDeskRowCache *cache = kw_desk_row_cache_new ();

  for (guint i = 0; i < n; i++)
    kw_desk_row_cache_put (cache, i + 1, i, make_item ());
  return cache;
}

static void
test_what_was_used_last_is_kept (void)
{
  g_autoptr (KwDeskRowCache) cache = make_cache (4);

  g_assert_nonnull (kw_desk_row_cache_use (cache, 1, 0));
  g_assert_nonnull (kw_desk_row_cache_look (cache, 2, NULL)); /* that is no use */
  kw_desk_row_cache_trim (cache, 2);

  g_assert_cmpuint (kw_desk_row_cache_get_length (cache), ==, 2);
  g_assert_nonnull (kw_desk_row_cache_look (cache, 1, NULL));
  g_assert_nonnull (kw_desk_row_cache_look (cache, 4, NULL));
  g_assert_null (kw_desk_row_cache_use (cache, 2, 1));
}

static void
test_another_item_takes_its_place (void)
{
  g_autoptr (KwDeskRowCache) cache = make_cache (3);
  GObject *old = kw_desk_row_cache_look (cache, 1, NULL);
  GObject *other = make_item ();
  guint position = 9;

  g_object_add_weak_pointer (old, (gpointer *)&old);
  kw_desk_row_cache_replace (cache, 1, other);

  g_assert_null (old);
  g_assert_true (kw_desk_row_cache_look (cache, 1, &position) == other);
  g_assert_cmpuint (position, ==, 0);
  kw_desk_row_cache_trim (cache, 2);
  g_assert_null (kw_desk_row_cache_look (cache, 1, NULL)); /* it was not used by that */
}

static void
test_what_stands_below_a_change_moves (void)
{
  g_autoptr (KwDeskRowCache) cache = make_cache (3);
  g_autoptr (GArray) keys = NULL;
  guint position = 0;

  kw_desk_row_cache_shift (cache, /* first= */ 1, /* n_removed= */ 1, /* n_added= */ 3);

  kw_desk_row_cache_look (cache, 1, &position);
  g_assert_cmpuint (position, ==, 0);
  kw_desk_row_cache_look (cache, 3, &position);
  g_assert_cmpuint (position, ==, 4);
  keys = kw_desk_row_cache_list_keys (cache);
  g_assert_cmpuint (keys->len, ==, 3);
  kw_desk_row_cache_clear (cache);
  g_assert_cmpuint (kw_desk_row_cache_get_length (cache), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/row-cache/what-was-used-last-is-kept", test_what_was_used_last_is_kept);
  g_test_add_func ("/desk/row-cache/another-item-takes-its-place",
                   test_another_item_takes_its_place);
  g_test_add_func ("/desk/row-cache/what-stands-below-a-change-moves",
                   test_what_stands_below_a_change_moves);
  return g_test_run ();
}
