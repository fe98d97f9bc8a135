/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-text-column.h"

#include "kw-text-cell.h"

#include <glib/gi18n.h>

#define FIXED_MIN_CHARS 6
#define NAT_CHARS 16
#define UNSCALED_DPI (96 * 1024) /* of the setting gtk-xft-dpi, where text has its usual size */

/* What a cell is made with. */
typedef struct
{
  KwTextColumnDup dup_text;
  gpointer user_data;
} Source;

static void
free_source (gpointer source, GClosure *closure)
{
  g_free (source);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const guint n_chars_min = GPOINTER_TO_UINT (user_data);

  gtk_list_item_set_child (item, kw_text_cell_new (n_chars_min, MAX (NAT_CHARS, 2 * n_chars_min)));
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const Source *source = user_data;
  GtkWidget *cell = gtk_list_item_get_child (item);
  g_autofree char *text = source->dup_text (gtk_list_item_get_item (item), source->user_data);

  kw_text_cell_set_text (KW_TEXT_CELL (cell), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (cell)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text != NULL ? text : "", -1);
}

static int
scale_with_text (GtkWidget *widget, int width_px)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > UNSCALED_DPI ? (int)((gint64)width_px * dpi / UNSCALED_DPI) : width_px;
}

void
kw_text_column_append (GtkColumnView *view, const KwTextColumn *column, gpointer user_data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) added = NULL;
  Source *source = g_new (Source, 1);

  *source = (Source){ column->dup_text, user_data };
  g_signal_connect (
      factory, "setup", G_CALLBACK (on_setup_cb),
      GUINT_TO_POINTER (column->width_px > 0 ? FIXED_MIN_CHARS : column->n_chars_min));
  g_signal_connect_data (factory, "bind", G_CALLBACK (on_bind_cb), source, free_source, 0);
  added = gtk_column_view_column_new (_ (column->title), factory);
  gtk_column_view_column_set_resizable (added, TRUE);
  if (column->width_px > 0)
    gtk_column_view_column_set_fixed_width (added,
                                            scale_with_text (GTK_WIDGET (view), column->width_px));
  else
    gtk_column_view_column_set_expand (added, TRUE);
  gtk_column_view_append_column (view, added);
}
