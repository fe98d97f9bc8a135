/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-walk-print.h"

#include "kw-loss-words.h"
#include "kw-time-words.h"

#include <glib/gi18n.h>

/* All lengths in points. */
#define BOX 10.0
#define CELL_MARGIN 4.0
#define LINE_WIDTH 0.5
#define GAP 12.0
#define FOOTER_HEIGHT 24.0
#define TITLE_POINTS 18
#define TEXT_POINTS 10
#define GREY 0.6

/* What one turn of the main loop lays out at most, and how long: a quarter of a frame. */
#define TURN_ROWS 100
#define TURN_US 4000

typedef enum
{
  COLUMN_BOX,
  COLUMN_PLACE,
  COLUMN_CARD,
  COLUMN_UNTIL,
  COLUMN_VISITED,
} Column;
#define COLUMN_N (COLUMN_VISITED + 1)

/* The shares of the page's width; the box has a width of its own. */
static const double shares[COLUMN_N] = { 0, 0.34, 0.14, 0.26, 0.26 };

typedef struct
{
  KwProperty *property;
  gint64 now_unix_s;
  GPtrArray *visits; /* (element-type KwDeskVisit) */
  GArray *page_rows; /* (element-type guint): the first row of each page, then the end */
  guint n_laid_out;  /* rows of which it is known on which page they are */
  double y;          /* where the next one would begin there */
} Print;

static void
print_free (Print *print)
{
  kw_property_unref (print->property);
  g_ptr_array_unref (print->visits);
  g_array_unref (print->page_rows);
  g_free (print);
}

/* Text */

static PangoLayout *
make_layout (GtkPrintContext *context, const char *text, int points, gboolean is_bold, double width)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  PangoFontDescription *font = pango_font_description_from_string ("Sans");
  const gboolean is_rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;

  pango_context_set_base_dir (pango_layout_get_context (layout),
                              is_rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_layout_set_auto_dir (layout, FALSE); /* a column of numbers is aligned as its heading */
  pango_layout_set_alignment (layout, is_rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_font_description_set_size (font, points * PANGO_SCALE);
  pango_font_description_set_weight (font, is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);
  return layout;
}

static double
get_height (PangoLayout *layout)
{
  int height = 0;

  pango_layout_get_size (layout, NULL, &height);
  return (double)height / PANGO_SCALE;
}

/* Gives the height of what it shows at @y, or would show. */
static double
put_text (GtkPrintContext *context, gboolean is_drawn, const char *text, int points,
          gboolean is_bold, double x, double y, double width)
{
  cairo_t *cairo = gtk_print_context_get_cairo_context (context);
  g_autoptr (PangoLayout) layout = make_layout (context, text, points, is_bold, width);

  if (is_drawn)
    {
      cairo_move_to (cairo, x, y);
      pango_cairo_show_layout (cairo, layout);
    }
  return get_height (layout);
}

/* The only lost card of the list, or NULL. */
static const char *
get_only_card (const Print *print)
{
  const KwDeskVisit *first = print->visits->pdata[0];

  for (guint i = 1; i < print->visits->len; i++)
    if (g_strcmp0 (first->card_label, ((const KwDeskVisit *)print->visits->pdata[i])->card_label) !=
        0)
      return NULL;
  return first->card_label;
}

static double
put_heading (const Print *print, GtkPrintContext *context, gboolean is_drawn)
{
  const double width = gtk_print_context_get_width (context);
  const char *card = get_only_card (print);
  g_autofree char *now = kw_time_words_dup_full (print->property, print->now_unix_s,
                                                 print->now_unix_s);
  /* Translators: the number of a card, "7-42" */
  g_autofree char *title = card == NULL ? g_strdup (_ ("Walk-list of lost cards"))
                                        : g_strdup_printf (_ ("Walk-list of lost card %s"), card);
  /* Translators: the name of the hotel and a time, on paper: "Hotel Seeblick, Sunday 24 November,
   * 11:00" */
  g_autofree char *where = g_strdup_printf (C_ ("walk-list", "%s, %s"), print->property->name, now);
  double y = 0;

  y += put_text (context, is_drawn, title, TITLE_POINTS, TRUE, 0, y, width) + CELL_MARGIN;
  y += put_text (context, is_drawn, where, TEXT_POINTS, FALSE, 0, y, width) + CELL_MARGIN;
  y += put_text (context, is_drawn,
                 _ ("Show the cancel card to the lock at each place, and tick the place."),
                 TEXT_POINTS, FALSE, 0, y, width);
  return y + GAP;
}

/* Table */

static void
get_cell (GtkPrintContext *context, Column column, double *out_x, double *out_width)
{
  const double width = gtk_print_context_get_width (context);
  const double rest = width - BOX - 2 * CELL_MARGIN;
  double x = column == COLUMN_BOX ? 0 : BOX + 2 * CELL_MARGIN;

  for (Column i = COLUMN_PLACE; i < column; i++)
    x += shares[i] * rest;
  *out_width = column == COLUMN_BOX ? BOX : shares[column] * rest - CELL_MARGIN;
  *out_x = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? width - x - *out_width : x;
}

static char *
dup_cell (const Print *print, const KwDeskVisit *visit, Column column)
{
  switch (column)
    {
    case COLUMN_BOX:
      return NULL;
    case COLUMN_PLACE:
      return kw_loss_words_dup_place (print->property, &visit->place);
    case COLUMN_CARD:
      return g_strdup (visit->card_label);
    case COLUMN_UNTIL:
      return kw_time_words_dup (print->property, print->now_unix_s, visit->may_live_until_unix_s);
    case COLUMN_VISITED:
      return visit->visited_at_unix_s == 0
                 ? NULL
                 : kw_time_words_dup (print->property, print->now_unix_s, visit->visited_at_unix_s);
    }
  g_return_val_if_reached (NULL);
}

static void
draw_box (GtkPrintContext *context, double y, gboolean is_ticked)
{
  cairo_t *cairo = gtk_print_context_get_cairo_context (context);
  double x = 0;
  double width = 0;

  get_cell (context, COLUMN_BOX, &x, &width);
  cairo_set_line_width (cairo, 2 * LINE_WIDTH);
  cairo_rectangle (cairo, x + LINE_WIDTH, y + 1, BOX - 2 * LINE_WIDTH, BOX - 2 * LINE_WIDTH);
  cairo_stroke (cairo);
  if (!is_ticked)
    return;
  cairo_move_to (cairo, x + BOX * 0.2, y + BOX * 0.6);
  cairo_line_to (cairo, x + BOX * 0.45, y + BOX * 0.85);
  cairo_line_to (cairo, x + BOX * 0.85, y + BOX * 0.25);
  cairo_stroke (cairo);
}

static void
draw_line (GtkPrintContext *context, double y)
{
  cairo_t *cairo = gtk_print_context_get_cairo_context (context);

  cairo_save (cairo);
  cairo_set_source_rgb (cairo, GREY, GREY, GREY);
  cairo_set_line_width (cairo, LINE_WIDTH);
  cairo_move_to (cairo, 0, y);
  cairo_line_to (cairo, gtk_print_context_get_width (context), y);
  cairo_stroke (cairo);
  cairo_restore (cairo);
}

static double
put_table_head (GtkPrintContext *context, gboolean is_drawn, double y)
{
  /* In the order of the columns. */
  static const char *const titles[COLUMN_N] = { NULL, N_ ("Place"), N_ ("Lost card"),
                                                N_ ("Opens until"), N_ ("Visited") };
  double height = 0;

  for (Column i = COLUMN_PLACE; i < COLUMN_N; i++)
    {
      double x = 0;
      double width = 0;

      get_cell (context, i, &x, &width);
      height = MAX (height,
                    put_text (context, is_drawn, _ (titles[i]), TEXT_POINTS, TRUE, x, y, width));
    }
  if (is_drawn)
    draw_line (context, y + height + CELL_MARGIN / 2);
  return height + CELL_MARGIN;
}

static double
put_row (const Print *print, GtkPrintContext *context, gboolean is_drawn, guint row, double y)
{
  const KwDeskVisit *visit = print->visits->pdata[row];
  double height = BOX;

  for (Column i = COLUMN_PLACE; i < COLUMN_N; i++)
    {
      g_autofree char *text = dup_cell (print, visit, i);
      double x = 0;
      double width = 0;

      get_cell (context, i, &x, &width);
      if (text != NULL)
        height = MAX (height, put_text (context, is_drawn, text, TEXT_POINTS, FALSE, x,
                                        y + CELL_MARGIN, width));
    }
  height += 2 * CELL_MARGIN;
  if (is_drawn)
    {
      draw_box (context, y + CELL_MARGIN, visit->visited_at_unix_s != 0);
      draw_line (context, y + height);
    }
  return height;
}

/* Pages */

static void
begin_page (Print *print, GtkPrintContext *context)
{
  g_array_append_val (print->page_rows, print->n_laid_out);
  print->y = put_table_head (context, /* is_drawn= */ FALSE, 0);
}

static void
lay_out_row (Print *print, GtkPrintContext *context)
{
  const double end = gtk_print_context_get_height (context) - FOOTER_HEIGHT;
  const guint first = g_array_index (print->page_rows, guint, print->page_rows->len - 1);
  const double height = put_row (print, context, /* is_drawn= */ FALSE, print->n_laid_out, 0);

  if (print->y + height > end && print->n_laid_out > first)
    begin_page (print, context);
  print->y += height;
  print->n_laid_out++;
}

static void
on_begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, Print *print)
{
  g_array_set_size (print->page_rows, 0);
  print->n_laid_out = 0;
  begin_page (print, context);
  print->y += put_heading (print, context, /* is_drawn= */ FALSE);
}

/* Called again, each time in a turn of its own, until it says that all is laid out. */
static gboolean
on_paginate_cb (GtkPrintOperation *operation, GtkPrintContext *context, Print *print)
{
  const gint64 end_mono_us = g_get_monotonic_time () + TURN_US;
  const guint end = MIN (print->n_laid_out + TURN_ROWS, print->visits->len);

  while (print->n_laid_out < end && g_get_monotonic_time () < end_mono_us)
    lay_out_row (print, context);
  if (print->n_laid_out < print->visits->len)
    return FALSE;
  gtk_print_operation_set_n_pages (operation, (int)print->page_rows->len);
  g_array_append_val (print->page_rows, print->visits->len);
  return TRUE;
}

static void
on_draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Print *print)
{
  const guint first = g_array_index (print->page_rows, guint, page);
  const guint end = g_array_index (print->page_rows, guint, page + 1);
  const guint n_pages = print->page_rows->len - 1;
  /* Translators: at the foot of a page on paper */
  g_autofree char *footer = g_strdup_printf (_ ("Page %u of %u"), (guint)page + 1, n_pages);
  double y = page == 0 ? put_heading (print, context, /* is_drawn= */ TRUE) : 0;

  y += put_table_head (context, /* is_drawn= */ TRUE, y);
  for (guint i = first; i < end; i++)
    y += put_row (print, context, /* is_drawn= */ TRUE, i, y);
  put_text (context, /* is_drawn= */ TRUE, footer, TEXT_POINTS, FALSE, 0,
            gtk_print_context_get_height (context) - FOOTER_HEIGHT / 2,
            gtk_print_context_get_width (context));
}

GtkPrintOperation *
kw_walk_print_new (const KwProperty *property, gint64 now_unix_s, const GPtrArray *visits)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Print *print = g_new0 (Print, 1);

  print->property = kw_property_ref (property);
  print->now_unix_s = now_unix_s;
  print->visits = g_ptr_array_new_with_free_func ((GDestroyNotify)kw_desk_visit_unref);
  for (guint i = 0; i < visits->len; i++)
    g_ptr_array_add (print->visits, kw_desk_visit_ref (visits->pdata[i]));
  print->page_rows = g_array_new (FALSE, FALSE, sizeof (guint));
  g_object_set_data_full (G_OBJECT (operation), "kw-print", print, (GDestroyNotify)print_free);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, _ ("Walk-list"));
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin_print_cb), print);
  g_signal_connect (operation, "paginate", G_CALLBACK (on_paginate_cb), print);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page_cb), print);
  return operation;
}
