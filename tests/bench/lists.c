/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-card-list.h"
#include "kw-desk-journal-list.h"
#include "kw-desk-room-list.h"
#include "kw-desk-search.h"
#include "kw-desk-stay-list.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* How long the models of a window take on a large register: bench-lists FOLDER. Each line: what,
 * how often, median and 99th percentile of the processor time of the window's thread, the longest
 * wall time. */

#define N_ROUNDS 400

static gint64
get_cpu_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64)now.tv_sec * 1000000000 + now.tv_nsec;
}

typedef struct
{
  const char *what;
  GArray *cpu_us; /* of double */
  double wall_max_ms;
  gint64 start_cpu_ns;
  gint64 start_mono_us;
} Series;

static void
begin (Series *series, const char *what)
{
  if (series->cpu_us == NULL)
    series->cpu_us = g_array_new (FALSE, FALSE, sizeof (double));
  series->what = what;
  series->start_mono_us = g_get_monotonic_time ();
  series->start_cpu_ns = get_cpu_ns ();
}

static void
end (Series *series)
{
  const double cpu_us = (double)(get_cpu_ns () - series->start_cpu_ns) / 1000;
  const double wall_ms = (double)(g_get_monotonic_time () - series->start_mono_us) / 1000;

  g_array_append_val (series->cpu_us, cpu_us);
  series->wall_max_ms = MAX (series->wall_max_ms, wall_ms);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *)a;
  const double y = *(const double *)b;

  return (x > y) - (x < y);
}

static void
report (Series *series)
{
  const guint n = series->cpu_us->len;

  g_array_sort (series->cpu_us, compare_doubles);
  g_print ("%-44s %5u  p50 %8.3f ms  p99 %8.3f ms  longest wall %9.3f ms\n", series->what, n,
           g_array_index (series->cpu_us, double, n / 2) / 1000,
           g_array_index (series->cpu_us, double, n * 99 / 100) / 1000, series->wall_max_ms);
  g_clear_pointer (&series->cpu_us, g_array_unref);
  series->wall_max_ms = 0;
}

static void
wait_loaded (gpointer list)
{
  gboolean is_loading = TRUE;

  while (is_loading)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (list, "is-loading", &is_loading, NULL);
    }
}

static void
measure_search (KwDesk *desk)
{
  static const char *const names[] = { "muller", "meyer",      "angstrom", "ozturk",   "baumann",
                                       "dahl",   "eichenberg", "hofer",    "lindgren", "weishl" };
  g_autoptr (KwDeskSearch) search = kw_desk_search_new (desk);
  Series series = { NULL };

  for (guint length = 1; length <= 6; length++)
    {
      g_autofree char *what = g_strdup_printf ("search, %u letters", length);

      for (guint i = 0; i < N_ROUNDS; i++)
        {
          g_autofree char *text = g_strndup (names[i % G_N_ELEMENTS (names)], length);

          kw_desk_search_set_text (search, "");
          begin (&series, what);
          kw_desk_search_set_text (search, text);
          end (&series);
        }
      report (&series);
    }
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autofree char *text = g_strdup_printf ("ann %.3s", names[i % G_N_ELEMENTS (names)]);

      kw_desk_search_set_text (search, "");
      begin (&series, "search, two words");
      kw_desk_search_set_text (search, text);
      end (&series);
    }
  report (&series);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autofree char *text = g_strdup_printf ("1-%u", 1 + i * 997);

      begin (&series, "search, card number");
      kw_desk_search_set_text (search, text);
      end (&series);
    }
  report (&series);
}

/* Takes @list. */
static void
measure_list (gpointer list, const char *what, gint64 start_mono_us)
{
  g_autoptr (GObject) owned = list;
  GRand *rand = g_rand_new_with_seed (1);
  Series series = { NULL };
  double loaded_ms = 0;
  guint n_items = 0;

  wait_loaded (list);
  loaded_ms = (double)(g_get_monotonic_time () - start_mono_us) / 1000;
  n_items = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_print ("%-44s %8u rows, loaded after %.1f ms\n", what, n_items, loaded_ms);
  for (guint i = 0; i < N_ROUNDS && n_items > 128; i++)
    {
      const guint position = (guint)g_rand_int_range (rand, 0, (int)(n_items - 128));

      begin (&series, "  a random page of 128 rows");
      g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), position));
      end (&series);
    }
  if (series.cpu_us != NULL)
    report (&series);
  g_rand_free (rand);
}

static void
measure_lists (KwDesk *desk)
{
  const KwDeskCardFilter lost = { .states = 1u << KW_CREDENTIAL_STATE_LOST };
  const KwDeskCardFilter live = { .states = 1u << KW_CREDENTIAL_STATE_LIVE };
  const KwDeskCardFilter door = { .door = { 1, 305 } };
  const KwDeskCardFilter staff = { .kinds = KW_DESK_CARD_KINDS_STAFF };
  const KwDeskCardFilter tenants = { .kinds = KW_DESK_CARD_KINDS_TENANT };
  const KwDeskJournalFilter issued = { .events = G_GUINT64_CONSTANT (1)
                                                 << KW_JOURNAL_EVENT_CARD_ISSUED };
  const KwDeskJournalFilter chen = { .operator_name = "chen" };

#define LIST(what, list) measure_list ((list), (what), g_get_monotonic_time ())
  LIST ("rooms", kw_desk_room_list_new (desk));
  LIST ("cards", kw_desk_card_list_new (desk, NULL));
  LIST ("cards, lost", kw_desk_card_list_new (desk, &lost));
  LIST ("cards, live", kw_desk_card_list_new (desk, &live));
  LIST ("cards, one door", kw_desk_card_list_new (desk, &door));
  LIST ("cards, staff", kw_desk_card_list_new (desk, &staff));
  LIST ("cards, tenants", kw_desk_card_list_new (desk, &tenants));
  LIST ("stays", kw_desk_stay_list_new (desk, KW_DESK_STAY_FILTER_ALL));
  LIST ("stays, in house", kw_desk_stay_list_new (desk, KW_DESK_STAY_FILTER_IN_HOUSE));
  LIST ("journal", kw_desk_journal_list_new (desk, NULL));
  LIST ("journal, one event", kw_desk_journal_list_new (desk, &issued));
  LIST ("journal, one operator", kw_desk_journal_list_new (desk, &chen));
}

int
main (int argc, char **argv)
{
  KwDeskConfig config = {
    .data_dir = argc == 2 ? argv[1] : NULL,
    .worker_path = "/nonexistent",
    .clock = kw_clock_get_system (),
    .operator_name = "bench",
  };
  g_autoptr (KwDesk) desk = NULL;
  g_autoptr (GError) error = NULL;

  if (config.data_dir == NULL)
    {
      g_printerr ("Usage: bench-lists FOLDER; see bench-fill-register\n");
      return EXIT_FAILURE;
    }
  desk = kw_desk_open (&config, &error);
  if (desk == NULL)
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  measure_search (desk);
  measure_lists (desk);
  kw_desk_close (desk);
  return EXIT_SUCCESS;
}
