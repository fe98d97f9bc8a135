/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-problem-row.h"

#include "kw-session.h"

struct _KwProblemRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *sentence;

  GtkWidget *field; /* (nullable) weak: the row it stands below */
  gboolean is_mark_ours;
};

G_DEFINE_FINAL_TYPE (KwProblemRow, kw_problem_row, ADW_TYPE_PREFERENCES_ROW)

/* A field may mark itself while its text is no value; that mark is its own. */
static void
mark (KwProblemRow *self)
{
  self->is_mark_ours = !gtk_widget_has_css_class (self->field, "error");
  gtk_widget_add_css_class (self->field, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->field),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->sentence, NULL, -1);
}

static void
unmark (KwProblemRow *self)
{
  if (self->is_mark_ours)
    gtk_widget_remove_css_class (self->field, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_STATE_INVALID);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->field),
                                 GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
}

/* The focus has brought the field into sight; the sentence below it has its place only after the
 * next layout. */
static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer unused)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *position = NULL;
  graphene_rect_t place;

  if (gtk_widget_get_height (widget) == 0)
    return G_SOURCE_CONTINUE;
  if (scroller == NULL || !gtk_widget_compute_bounds (widget, scroller, &place))
    return G_SOURCE_REMOVE;
  position = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_adjustment_clamp_page (position, gtk_adjustment_get_value (position) + place.origin.y,
                             gtk_adjustment_get_value (position) + place.origin.y +
                                 place.size.height);
  return G_SOURCE_REMOVE;
}

static void
kw_problem_row_dispose (GObject *object)
{
  g_clear_weak_pointer (&KW_PROBLEM_ROW (object)->field);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL); /* it is a part of the template */
  gtk_widget_dispose_template (GTK_WIDGET (object), KW_TYPE_PROBLEM_ROW);
  G_OBJECT_CLASS (kw_problem_row_parent_class)->dispose (object);
}

static void
kw_problem_row_class_init (KwProblemRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_problem_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-problem-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KwProblemRow, sentence);
}

static void
kw_problem_row_init (KwProblemRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kw_problem_row_new (void)
{
  return g_object_new (KW_TYPE_PROBLEM_ROW, NULL);
}

void
kw_problem_row_put (KwProblemRow *self, GtkWidget *field, const char *sentence)
{
  GtkWidget *list = gtk_widget_get_parent (field);

  g_return_if_fail (GTK_IS_LIST_BOX (list));

  kw_problem_row_clear (self);
  gtk_label_set_label (self->sentence, sentence);
  gtk_list_box_insert (GTK_LIST_BOX (list), GTK_WIDGET (self),
                       gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (field)) + 1);
  g_set_weak_pointer (&self->field, field);
  mark (self);
}

void
kw_problem_row_show (KwProblemRow *self, GtkWidget *field, const char *sentence)
{
  gtk_widget_grab_focus (field); /* the row that had it may say that it changed */
  kw_problem_row_put (self, field, sentence);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick_cb, NULL, NULL);
}

void
kw_problem_row_clear (KwProblemRow *self)
{
  GtkWidget *list = gtk_widget_get_parent (GTK_WIDGET (self));

  if (self->field != NULL)
    unmark (self);
  g_clear_weak_pointer (&self->field);
  if (list != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), GTK_WIDGET (self));
}
