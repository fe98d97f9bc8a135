/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-text-cell.h"

#include "kw-tooltip.h"

#define LEFT_TO_RIGHT_MARK "\xe2\x80\x8e"
#define RIGHT_TO_LEFT_MARK "\xe2\x80\x8f"
#define FIRST_STRONG_ISOLATE "\xe2\x81\xa8"
#define POP_DIRECTIONAL_ISOLATE "\xe2\x81\xa9"

struct _KwTextCell
{
  GtkWidget parent_instance;

  GtkWidget *inscription;
  PangoLayout
      *layout; /* (nullable): of the text, to see how wide it is; NULL until it is measured */
};

G_DEFINE_FINAL_TYPE (KwTextCell, kw_text_cell, GTK_TYPE_WIDGET)

static PangoLayout *
get_layout (KwTextCell *self)
{
  if (self->layout == NULL)
    self->layout = gtk_widget_create_pango_layout (
        GTK_WIDGET (self), gtk_inscription_get_text (GTK_INSCRIPTION (self->inscription)));
  return self->layout;
}

static gboolean
needs_two_lines (KwTextCell *self, int width_px)
{
  int text_px = 0;

  if (width_px < 0)
    return FALSE;
  pango_layout_get_pixel_size (get_layout (self), &text_px, NULL);
  return text_px > width_px;
}

static void
kw_text_cell_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *min_px,
                      int *nat_px, int *min_baseline, int *nat_baseline)
{
  KwTextCell *self = KW_TEXT_CELL (widget);

  gtk_widget_measure (self->inscription, orientation, -1, min_px, nat_px, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL || !needs_two_lines (self, for_size))
    return;
  *min_px *= 2; /* of one line */
  *nat_px = *min_px;
}

static void
kw_text_cell_size_allocate (GtkWidget *widget, int width_px, int height_px, int baseline)
{
  gtk_widget_allocate (KW_TEXT_CELL (widget)->inscription, width_px, height_px, baseline, NULL);
}

static GtkSizeRequestMode
kw_text_cell_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Another font or size of text. */
static void
kw_text_cell_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (kw_text_cell_parent_class)->css_changed (widget, change);
  g_clear_object (&KW_TEXT_CELL (widget)->layout);
}

static void
kw_text_cell_dispose (GObject *object)
{
  KwTextCell *self = KW_TEXT_CELL (object);

  g_clear_object (&self->layout);
  g_clear_pointer (&self->inscription, gtk_widget_unparent);
  G_OBJECT_CLASS (kw_text_cell_parent_class)->dispose (object);
}

static void
kw_text_cell_class_init (KwTextCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_text_cell_dispose;
  widget_class->measure = kw_text_cell_measure;
  widget_class->size_allocate = kw_text_cell_size_allocate;
  widget_class->get_request_mode = kw_text_cell_get_request_mode;
  widget_class->css_changed = kw_text_cell_css_changed;
}

static void
kw_text_cell_init (KwTextCell *self)
{
  GtkInscription *inscription = GTK_INSCRIPTION (gtk_inscription_new (NULL));

  gtk_inscription_set_text_overflow (inscription, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  self->inscription = GTK_WIDGET (inscription);
  gtk_widget_set_parent (self->inscription, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
}

GtkWidget *
kw_text_cell_new (guint n_chars_min, guint n_chars_nat)
{
  KwTextCell *self = g_object_new (KW_TYPE_TEXT_CELL, NULL);

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (self->inscription), n_chars_min);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (self->inscription), n_chars_nat);
  return GTK_WIDGET (self);
}

/* A name of the other direction stands at the side where the lines of the window begin. */
static char *
dup_turned (KwTextCell *self, const char *text)
{
  const gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  g_autoptr (PangoLayout) layout = NULL;
  gboolean is_text_rtl = FALSE;

  if (text == NULL || (!is_rtl && g_str_is_ascii (text)))
    return g_strdup (text);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  is_text_rtl = pango_layout_get_line_readonly (layout, 0)->resolved_dir == PANGO_DIRECTION_RTL;
  if (is_text_rtl == is_rtl)
    return g_strdup (text);
  return g_strconcat (is_rtl ? RIGHT_TO_LEFT_MARK : LEFT_TO_RIGHT_MARK, FIRST_STRONG_ISOLATE, text,
                      POP_DIRECTIONAL_ISOLATE, NULL);
}

void
kw_text_cell_set_text (KwTextCell *self, const char *text)
{
  g_autofree char *turned = dup_turned (self, text);

  g_clear_object (&self->layout);
  gtk_inscription_set_text (GTK_INSCRIPTION (self->inscription), turned);
  kw_tooltip_set (GTK_WIDGET (self), text != NULL && *text != '\0' ? text : NULL);
}
