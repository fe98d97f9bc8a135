/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-steady-list.h"

#include <gtk/gtk.h>

/* Rows are strings "KEY:TEXT"; the same key is the same thing. */
static guint64
get_key (gpointer item)
{
  return g_ascii_strtoull (gtk_string_object_get_string (item), NULL, 10);
}

typedef struct
{
  guint n;
  guint position;
  guint n_removed;
  guint n_added;
} Changes;

static void
on_items_changed_cb (GListModel *model, guint position, guint n_removed, guint n_added,
                     gpointer user_data)
{
  Changes *changes = user_data;

  *changes = (Changes){ changes->n + 1, position, n_removed, n_added };
}

static void
on_notify_cb (GObject *slot, GParamSpec *spec, gpointer user_data)
{
  (*(guint *)user_data)++;
}

static const char *
get_text (KwSlot *slot)
{
  return gtk_string_object_get_string (kw_slot_get_item (slot));
}

static void
test_a_newer_row_keeps_its_slot (void)
{
  const char *const rows[] = { "1:a", "2:b", "3:c", NULL };
  const char *const newer[] = { "2:B", NULL };
  g_autoptr (GtkStringList) source = gtk_string_list_new (rows);
  g_autoptr (KwSteadyList) list = kw_steady_list_new (G_LIST_MODEL (source), get_key);
  g_autoptr (KwSlot) slot = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_autoptr (KwSlot) again = NULL;
  Changes changes = { 0 };
  guint n_notified = 0;

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed_cb), &changes);
  g_signal_connect (slot, "notify::item", G_CALLBACK (on_notify_cb), &n_notified);
  gtk_string_list_splice (source, 1, 1, newer);

  g_assert_cmpuint (changes.n, ==, 0);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpstr (get_text (slot), ==, "2:B");
  again = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_assert_true (again == slot);
}

static void
test_another_row_gets_another_slot (void)
{
  const char *const rows[] = { "1:a", "2:b", "3:c", NULL };
  const char *const others[] = { "1:A", "9:z", NULL };
  g_autoptr (GtkStringList) source = gtk_string_list_new (rows);
  g_autoptr (KwSteadyList) list = kw_steady_list_new (G_LIST_MODEL (source), get_key);
  g_autoptr (KwSlot) first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_autoptr (KwSlot) second = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_autoptr (KwSlot) now = NULL;
  Changes changes = { 0 };

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed_cb), &changes);
  gtk_string_list_splice (source, 0, 2, others);

  g_assert_cmpuint (changes.n, ==, 1); /* only the place that is about something else */
  g_assert_cmpuint (changes.position, ==, 1);
  g_assert_cmpuint (changes.n_removed, ==, 1);
  g_assert_cmpuint (changes.n_added, ==, 1);
  g_assert_cmpstr (get_text (first), ==, "1:A");
  g_assert_cmpstr (get_text (second), ==, "2:b"); /* whoever holds it sees what it was */
  now = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_assert_true (now != second);
  g_assert_cmpstr (get_text (now), ==, "9:z");
}

static void
test_slots_move_with_their_rows (void)
{
  const char *const rows[] = { "1:a", "2:b", "3:c", NULL };
  const char *const more[] = { "7:x", "8:y", NULL };
  const char *const newer[] = { "3:C", NULL };
  g_autoptr (GtkStringList) source = gtk_string_list_new (rows);
  g_autoptr (KwSteadyList) list = kw_steady_list_new (G_LIST_MODEL (source), get_key);
  g_autoptr (KwSlot) third = g_list_model_get_item (G_LIST_MODEL (list), 2);
  g_autoptr (KwSlot) there = NULL;

  gtk_string_list_splice (source, 0, 1, more);
  there = g_list_model_get_item (G_LIST_MODEL (list), 3);
  g_assert_true (there == third);
  gtk_string_list_splice (source, 3, 1, newer);
  g_assert_cmpstr (get_text (third), ==, "3:C");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 4);
}

static void
test_a_selection_outlives_a_change_of_its_row (void)
{
  const char *const rows[] = { "1:a", "2:b", NULL };
  const char *const newer[] = { "2:B", NULL };
  g_autoptr (GtkStringList) source = gtk_string_list_new (rows);
  g_autoptr (KwSteadyList) list = kw_steady_list_new (G_LIST_MODEL (source), get_key);
  g_autoptr (GtkSingleSelection)
      selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (list)));

  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_selected (selection, 1);
  gtk_string_list_splice (source, 1, 1, newer);

  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 1);
  g_assert_cmpstr (get_text (gtk_single_selection_get_selected_item (selection)), ==, "2:B");
}

static void
test_a_slot_may_outlive_its_list (void)
{
  const char *const rows[] = { "1:a", NULL };
  g_autoptr (GtkStringList) source = gtk_string_list_new (rows);
  KwSteadyList *list = kw_steady_list_new (G_LIST_MODEL (source), get_key);
  g_autoptr (KwSlot) slot = g_list_model_get_item (G_LIST_MODEL (list), 0);

  g_assert_finalize_object (list);
  g_assert_cmpstr (get_text (slot), ==, "1:a");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/steady-list/a-newer-row-keeps-its-slot", test_a_newer_row_keeps_its_slot);
  g_test_add_func ("/app/steady-list/another-row-gets-another-slot",
                   test_another_row_gets_another_slot);
  g_test_add_func ("/app/steady-list/slots-move-with-their-rows", test_slots_move_with_their_rows);
  g_test_add_func ("/app/steady-list/a-selection-outlives-a-change-of-its-row",
                   test_a_selection_outlives_a_change_of_its_row);
  g_test_add_func ("/app/steady-list/a-slot-may-outlive-its-list",
                   test_a_slot_may_outlive_its_list);
  return g_test_run ();
}
