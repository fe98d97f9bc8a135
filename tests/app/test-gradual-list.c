/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-gradual-list.h"

#include <gtk/gtk.h>

#define N_ROWS 500
#define ROW_US 500

/* What a view of the list knows, from what it was told alone. */
typedef struct
{
  GPtrArray *rows; /* of GtkStringObject */
  guint n_told;
  guint most_added;
} View;

/* As a view that makes a widget for each of the first rows. */
static void
on_items_changed_cb (GListModel *list, guint position, guint n_removed, guint n_added,
                     gpointer user_data)
{
  View *view = user_data;

  view->n_told++;
  view->most_added = MAX (view->most_added, n_added);
  if (n_removed > 0)
    g_ptr_array_remove_range (view->rows, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    {
      g_ptr_array_insert (view->rows, (int)(position + i),
                          g_list_model_get_item (list, position + i));
      g_usleep (ROW_US);
    }
}

static void
view_clear (View *view)
{
  g_ptr_array_unref (view->rows);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (View, view_clear)

static View
look_at (KwGradualList *list)
{
  const View view = { g_ptr_array_new_with_free_func (g_object_unref) };

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    g_ptr_array_add (view.rows, g_list_model_get_item (G_LIST_MODEL (list), i));
  return view;
}

static GtkStringList *
make_rows (guint n)
{
  GtkStringList *rows = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_take (rows, g_strdup_printf ("%u", i));
  return rows;
}

/* What the view knows of is the beginning of @rows. */
static void
assert_same_beginning (const View *view, GtkStringList *rows)
{
  g_assert_cmpuint (view->rows->len, <=, g_list_model_get_n_items (G_LIST_MODEL (rows)));
  for (guint i = 0; i < view->rows->len; i++)
    g_assert_cmpstr (gtk_string_object_get_string (view->rows->pdata[i]), ==,
                     gtk_string_list_get_string (rows, i));
}

static void
run_to_the_end (void)
{
  while (g_main_context_iteration (NULL, /* may_block= */ FALSE))
    ;
}

static void
test_a_turn_tells_a_few_rows (void)
{
  g_autoptr (GtkStringList) rows = gtk_string_list_new (NULL);
  g_autoptr (KwGradualList) list = kw_gradual_list_new (G_LIST_MODEL (rows), G_MAXUINT);
  g_auto (View) view = look_at (list);
  g_autoptr (GtkStringList) many = make_rows (N_ROWS);
  const char *texts[N_ROWS + 1] = { NULL };
  guint n_before = 0;

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed_cb), &view);
  for (guint i = 0; i < N_ROWS; i++)
    texts[i] = gtk_string_list_get_string (many, i);
  gtk_string_list_splice (rows, 0, 0, texts);
  g_assert_cmpuint (view.rows->len, >, 0); /* the first ones at once */
  g_assert_cmpuint (view.rows->len, <, 40);

  for (n_before = view.rows->len; n_before < N_ROWS; n_before = view.rows->len)
    {
      g_assert_true (g_main_context_iteration (NULL, FALSE));
      g_assert_cmpuint (view.rows->len, >, n_before);
      g_assert_cmpuint (view.rows->len - n_before, <, 40);
      assert_same_beginning (&view, rows);
    }
  g_assert_false (g_main_context_iteration (NULL, FALSE));
}

static void
test_rows_without_widgets_come_at_once (void)
{
  g_autoptr (GtkStringList) rows = make_rows (N_ROWS);
  g_autoptr (KwGradualList) list = kw_gradual_list_new (G_LIST_MODEL (rows), 40);
  g_auto (View) view = look_at (list);

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed_cb), &view);
  run_to_the_end ();

  g_assert_cmpuint (view.rows->len, ==, N_ROWS);
  g_assert_cmpuint (view.most_added, >, N_ROWS - 50);
}

/* Whatever the source does at whatever moment, the view knows its beginning and in the end all. */
static gboolean
on_time_over_cb (gpointer is_over)
{
  *(gboolean *)is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
test_out_of_sight_waits_for_a_pause (void)
{
  g_autoptr (GtkStringList) rows = make_rows (N_ROWS);
  g_autoptr (KwGradualList) list = kw_gradual_list_new (G_LIST_MODEL (rows), 100);
  g_auto (View) view = look_at (list);
  guint n_first = view.rows->len;

  kw_gradual_list_set_pause_ms (list, 60);
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed_cb), &view);
  for (guint i = 0; i < 5; i++) /* letters */
    {
      gboolean is_over = FALSE;

      gtk_string_list_splice (rows, 0, 1, (const char *[]){ "letter", NULL });
      g_timeout_add (20, on_time_over_cb, &is_over);
      while (!is_over)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (view.rows->len, ==, n_first);
    }
  while (view.rows->len < N_ROWS)
    g_main_context_iteration (NULL, TRUE);
  assert_same_beginning (&view, rows);
}

static void
test_changes_while_it_grows_are_told (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GtkStringList) rows = make_rows (60);
  g_autoptr (KwGradualList) list = kw_gradual_list_new (G_LIST_MODEL (rows), 100);
  g_auto (View) view = look_at (list);

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed_cb), &view);
  for (guint round = 0; round < 300; round++)
    {
      const guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (rows));
      const guint position = (guint)g_rand_int_range (rand, 0, (int)n_rows + 1);
      const guint n_removed = (guint)g_rand_int_range (rand, 0,
                                                       (int)MIN (n_rows - position, 9) + 1);
      const guint n_added = (guint)g_rand_int_range (rand, 0, 9);
      g_autofree char *text = g_strdup_printf ("round %u", round);
      const char *texts[9] = { NULL };

      for (guint i = 0; i < n_added; i++)
        texts[i] = text;
      gtk_string_list_splice (rows, position, n_removed, texts);
      assert_same_beginning (&view, rows);
      if (round % 3 == 0)
        g_main_context_iteration (NULL, FALSE);
      if (round % 60 == 0)
        gtk_string_list_splice (rows, 0, g_list_model_get_n_items (G_LIST_MODEL (rows)), texts);
    }
  run_to_the_end ();

  assert_same_beginning (&view, rows);
  g_assert_cmpuint (view.rows->len, ==, g_list_model_get_n_items (G_LIST_MODEL (rows)));
}

static void
test_a_list_that_goes_tells_nothing_more (void)
{
  g_autoptr (GtkStringList) rows = make_rows (0);
  KwGradualList *list = kw_gradual_list_new (G_LIST_MODEL (rows), G_MAXUINT);
  g_auto (View) view = look_at (list);
  g_autoptr (GtkStringList) many = make_rows (N_ROWS);
  const char *texts[N_ROWS + 1] = { NULL };
  guint n_told = 0;

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed_cb), &view);
  for (guint i = 0; i < N_ROWS; i++)
    texts[i] = gtk_string_list_get_string (many, i);
  gtk_string_list_splice (rows, 0, 0, texts);
  n_told = view.n_told;
  g_assert_finalize_object (list);
  gtk_string_list_append (rows, "late");
  run_to_the_end ();

  g_assert_cmpuint (view.n_told, ==, n_told);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/gradual-list/a-turn-tells-a-few-rows", test_a_turn_tells_a_few_rows);
  g_test_add_func ("/app/gradual-list/rows-without-widgets-come-at-once",
                   test_rows_without_widgets_come_at_once);
  g_test_add_func ("/app/gradual-list/out-of-sight-waits-for-a-pause",
                   test_out_of_sight_waits_for_a_pause);
  g_test_add_func ("/app/gradual-list/changes-while-it-grows-are-told",
                   test_changes_while_it_grows_are_told);
  g_test_add_func ("/app/gradual-list/a-list-that-goes-tells-nothing-more",
                   test_a_list_that_goes_tells_nothing_more);
  return g_test_run ();
}
