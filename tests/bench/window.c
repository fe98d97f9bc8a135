/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-search.h"
#include "kw-search.h"
#include "kw-session.h"
#include "kw-window.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/*
 * bench-window FOLDER
 *
 * The real window over the register in FOLDER, in this process: how long a letter typed into the
 * search takes until its answer is there and until it is painted, how long frames take while the
 * cards are scrolled, and what memory it has when they were scrolled to their end. Beside the
 * letters, in turns, a bare GtkColumnView is emptied and filled with as many rows as a search
 * gives. Prints lines "NAME NUMBER": milliseconds, or kilobytes.
 */
#define N_LETTERS 200
#define N_REFERENCE_ROWS 100
#define N_REFERENCE_COLUMNS 6
#define N_FRAMES 240
#define N_JUMPS 60
#define SCROLL_PX 40
#define REST_MS 40 /* the next frame then begins at once */
#define PATIENCE_S 120

typedef struct
{
  KwDesk *desk;
  KwDeskSearch *search; /* without a view */
  KwWindow *window;
  GtkWidget *entry;
  GtkWidget *popover;
  GtkWidget *reference; /* a window of its own */
  GtkStringList *reference_rows;
} Bench;

/* What the frames of one window took. */
typedef struct
{
  guint n_painted;
  gint64 began_ns;
  GArray *took_ms; /* of double */
} Frames;

static gint64
get_cpu_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

static void
on_frame_begins_cb (GdkFrameClock *clock, gpointer user_data)
{
  ((Frames *)user_data)->began_ns = get_cpu_ns ();
}

static void
on_frame_ended_cb (GdkFrameClock *clock, gpointer user_data)
{
  Frames *frames = user_data;
  const double took_ms = (double)(get_cpu_ns () - frames->began_ns) / 1e6;

  frames->n_painted++;
  if (frames->took_ms != NULL)
    g_array_append_val (frames->took_ms, took_ms);
}

static void
watch_frames (GtkWidget *window, Frames *frames)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "before-paint", G_CALLBACK (on_frame_begins_cb), frames);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (on_frame_ended_cb), frames);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *)a;
  const double y = *(const double *)b;

  return (x > y) - (x < y);
}

static double
get_percentile (GArray *samples, double share)
{
  g_array_sort (samples, compare_doubles);
  return g_array_index (samples, double, MIN ((guint)(share * samples->len), samples->len - 1));
}

static void
print (const char *name, GArray *samples)
{
  printf ("%s-p50 %.3f\n", name, get_percentile (samples, 0.5));
  printf ("%s-p95 %.3f\n", name, get_percentile (samples, 0.95));
  printf ("%s-p99 %.3f\n", name, get_percentile (samples, 0.99));
}

/* Waiting */

static gboolean
on_time_over_cb (gpointer is_over)
{
  *(gboolean *)is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
rest (void)
{
  gboolean is_over = FALSE;

  g_timeout_add (REST_MS, on_time_over_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_painted (const Frames *frames, guint n_before)
{
  const gint64 limit_mono_us = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;

  while (frames->n_painted == n_before)
    {
      g_main_context_iteration (NULL, TRUE);
      if (g_get_monotonic_time () > limit_mono_us)
        g_error ("nothing was painted");
    }
}

static GtkWidget *
find (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The bare list */

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer unused)
{
  gtk_list_item_set_child (item, gtk_inscription_new (NULL));
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer unused)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)),
                            gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
make_reference (Bench *bench)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view;

  bench->reference = gtk_window_new ();
  bench->reference_rows = gtk_string_list_new (NULL);
  view = gtk_column_view_new (GTK_SELECTION_MODEL (
      gtk_no_selection_new (g_object_ref (G_LIST_MODEL (bench->reference_rows)))));
  for (guint i = 0; i < N_REFERENCE_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
      column = gtk_column_view_column_new ("Column", factory);
      gtk_column_view_column_set_fixed_width (column, 120);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_window_set_child (GTK_WINDOW (bench->reference), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (bench->reference), 800, 400);
  gtk_window_present (GTK_WINDOW (bench->reference));
}

static void
refill_reference (Bench *bench, guint round)
{
  char *rows[N_REFERENCE_ROWS + 1] = { NULL };

  for (guint i = 0; i < N_REFERENCE_ROWS; i++)
    rows[i] = g_strdup_printf ("row %u of %u", i, round);
  gtk_string_list_splice (bench->reference_rows, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (bench->reference_rows)), NULL);
  gtk_string_list_splice (bench->reference_rows, 0, 0, (const char *const *)rows);
  for (guint i = 0; i < N_REFERENCE_ROWS; i++)
    g_free (rows[i]);
}

/* Measuring */

static void
append_since (GArray *samples, gint64 start_mono_us)
{
  const double took_ms = (double)(g_get_monotonic_time () - start_mono_us) / 1e3;

  g_array_append_val (samples, took_ms);
}

static void
append_cpu_since (GArray *samples, gint64 start_ns)
{
  const double took_ms = (double)(get_cpu_ns () - start_ns) / 1e6;

  g_array_append_val (samples, took_ms);
}

static void
measure_letters (Bench *bench, const Frames *frames, const Frames *reference_frames)
{
  static const char *const names[] = { "muller", "meyer",      "angstrom", "ozturk",   "baumann",
                                       "dahl",   "eichenberg", "hofer",    "lindgren", "weishl" };
  g_autoptr (GArray) answered = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) painted = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) refilled = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_LETTERS; i++)
    {
      const char *name = names[i / 4 % G_N_ELEMENTS (names)];
      g_autofree char *text = g_strndup (name, 1 + i % 4);
      guint n_before = frames->n_painted;
      gint64 start_mono_us = 0;
      gint64 start_ns = get_cpu_ns ();

      kw_desk_search_set_text (bench->search, text);
      append_cpu_since (answered, start_ns);
      rest ();

      start_mono_us = g_get_monotonic_time ();
      start_ns = get_cpu_ns ();
      gtk_editable_set_text (GTK_EDITABLE (bench->entry), text);
      append_cpu_since (shown, start_ns);
      wait_painted (frames, n_before);
      append_since (painted, start_mono_us);
      if (!gtk_widget_get_mapped (bench->popover))
        g_error ("nothing was found for \"%s\"", text);
      rest ();

      n_before = reference_frames->n_painted;
      start_mono_us = g_get_monotonic_time ();
      refill_reference (bench, i);
      wait_painted (reference_frames, n_before);
      append_since (refilled, start_mono_us);
      rest ();
    }
  gtk_editable_set_text (GTK_EDITABLE (bench->entry), "");
  print ("letter-answered", answered);
  print ("letter-shown", shown);
  print ("letter-painted", painted);
  print ("refill-painted", refilled);
}

typedef struct
{
  GtkAdjustment *adjustment;
  double step_px;
  GRand *rand; /* (nullable): jumps anywhere */
  guint n_left;
} Scroll;

/* Once a frame, as a wheel or a finger does. */
static gboolean
on_tick_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  Scroll *scroll = user_data;
  const double end = gtk_adjustment_get_upper (scroll->adjustment) -
                     gtk_adjustment_get_page_size (scroll->adjustment);

  if (scroll->n_left-- == 0)
    return G_SOURCE_REMOVE;
  gtk_adjustment_set_value (scroll->adjustment,
                            scroll->rand != NULL
                                ? g_rand_double_range (scroll->rand, 0, end)
                                : gtk_adjustment_get_value (scroll->adjustment) + scroll->step_px);
  return G_SOURCE_CONTINUE;
}

static void
scroll (GtkWidget *view, Frames *frames, const char *name, double step_px, GRand *rand,
        guint n_frames)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  Scroll moving = { adjustment, step_px, rand, n_frames };

  rest ();
  frames->took_ms = g_array_new (FALSE, FALSE, sizeof (double));
  gtk_widget_add_tick_callback (view, on_tick_cb, &moving, NULL);
  while (frames->took_ms->len < n_frames)
    g_main_context_iteration (NULL, TRUE);
  while (moving.n_left != G_MAXUINT)
    g_main_context_iteration (NULL, TRUE);
  print (name, frames->took_ms);
  g_clear_pointer (&frames->took_ms, g_array_unref);
}

static long
read_status_kb (const char *key)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return -1;
  line = strstr (text, key);
  return line == NULL ? -1 : strtol (line + strlen (key), NULL, 10);
}

static void
measure_scrolling (Bench *bench, Frames *frames)
{
  GtkWidget *page = kw_window_show_page (bench->window, "cards");
  GtkWidget *view = find (page, GTK_TYPE_COLUMN_VIEW);
  GListModel *rows = G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)));
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  const gint64 start_mono_us = g_get_monotonic_time ();

  while (g_list_model_get_n_items (rows) <= 256)
    {
      g_main_context_iteration (NULL, TRUE);
      if (g_get_monotonic_time () - start_mono_us > PATIENCE_S * G_USEC_PER_SEC)
        g_error ("the cards are not there");
    }
  printf ("cards %u\n", g_list_model_get_n_items (rows));
  scroll (view, frames, "frame-scroll", SCROLL_PX, NULL, N_FRAMES);
  scroll (view, frames, "frame-page", gtk_adjustment_get_page_size (adjustment), NULL, N_JUMPS);
  scroll (view, frames, "frame-jump", 0, rand, N_JUMPS);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  scroll (view, frames, "frame-end", -SCROLL_PX, NULL, N_JUMPS);
  printf ("memory-own %ld\n", read_status_kb ("RssAnon:"));
  printf ("memory-largest %ld\n", read_status_kb ("VmHWM:"));
}

static gboolean
is_settled (Bench *bench)
{
  GtkWidget *page = kw_window_get_page (bench->window);
  GtkWidget *grid = page != NULL ? find (page, GTK_TYPE_GRID_VIEW) : NULL;

  return grid != NULL && g_list_model_get_n_items (
                             G_LIST_MODEL (gtk_grid_view_get_model (GTK_GRID_VIEW (grid)))) > 0;
}

static void
measure (Bench *bench)
{
  Frames frames = { 0 };
  Frames reference_frames = { 0 };

  gtk_window_present (GTK_WINDOW (bench->window));
  make_reference (bench);
  watch_frames (GTK_WIDGET (bench->window), &frames);
  watch_frames (bench->reference, &reference_frames);
  while (!is_settled (bench))
    g_main_context_iteration (NULL, TRUE);
  rest ();
  rest ();
  measure_letters (bench, &frames, &reference_frames);
  measure_scrolling (bench, &frames);
  gtk_window_destroy (GTK_WINDOW (bench->window));
  gtk_window_destroy (GTK_WINDOW (bench->reference));
  g_clear_object (&bench->reference_rows);
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, KW_APP_RESOURCES "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
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
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (KwSession) session = NULL;
  g_autoptr (GError) error = NULL;
  Bench bench = { NULL };

  if (config.data_dir == NULL)
    {
      g_printerr ("Usage: bench-window FOLDER; see bench-fill-register\n");
      return EXIT_FAILURE;
    }
  adw_init ();
  load_style ();
  bench.desk = kw_desk_open (&config, &error);
  if (bench.desk == NULL)
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  settings = g_settings_new (KW_APPLICATION_ID);
  session = kw_session_new (bench.desk, settings);
  bench.search = kw_desk_search_new (bench.desk);
  bench.window = kw_window_new (/* application= */ NULL, settings);
  kw_window_set_session (bench.window, session);
  bench.entry = find (GTK_WIDGET (bench.window), GTK_TYPE_SEARCH_ENTRY);
  bench.popover = find (gtk_widget_get_ancestor (bench.entry, KW_TYPE_SEARCH), GTK_TYPE_POPOVER);
  measure (&bench);
  g_clear_object (&bench.search);
  g_clear_object (&session);
  kw_desk_close (bench.desk);
  g_object_unref (bench.desk);
  return EXIT_SUCCESS;
}
