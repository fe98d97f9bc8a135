/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-weekday-row.h"

#include "kw-session.h"
#include "kw-time-words.h"
#include "kw-tooltip.h"

#define N_WEEKDAYS 7
#define EVERY_DAY ((1u << N_WEEKDAYS) - 1)

struct _KwWeekdayRow
{
  AdwPreferencesRow parent_instance;

  GtkFlowBox *days;
  GtkToggleButton *buttons[N_WEEKDAYS]; /* Monday first */
  gboolean is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwWeekdayRow, kw_weekday_row, ADW_TYPE_PREFERENCES_ROW)

static void
on_toggled_cb (KwWeekdayRow *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_day (KwWeekdayRow *self, guint weekday)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (kw_time_words_get_short_weekday (weekday));

  kw_tooltip_set (button, kw_time_words_get_weekday (weekday));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  kw_time_words_get_weekday (weekday), -1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  gtk_flow_box_append (self->days, button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE); /* the button is enough */
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled_cb), self, G_CONNECT_SWAPPED);
  self->buttons[weekday] = GTK_TOGGLE_BUTTON (button);
}

static gboolean
kw_weekday_row_grab_focus (GtkWidget *widget)
{
  KwWeekdayRow *self = KW_WEEKDAY_ROW (widget);

  return gtk_widget_grab_focus (
      GTK_WIDGET (self->buttons[kw_time_words_get_first_weekday () % N_WEEKDAYS]));
}

/* To the days; pressing the first of them is not meant. */
static gboolean
kw_weekday_row_mnemonic_activate (GtkWidget *widget, gboolean is_one_of_many)
{
  return gtk_widget_grab_focus (widget);
}

static void
kw_weekday_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KW_TYPE_WEEKDAY_ROW);
  G_OBJECT_CLASS (kw_weekday_row_parent_class)->dispose (object);
}

static void
kw_weekday_row_class_init (KwWeekdayRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_weekday_row_dispose;
  widget_class->grab_focus = kw_weekday_row_grab_focus;
  widget_class->mnemonic_activate = kw_weekday_row_mnemonic_activate;
  signals[CHANGED] = g_signal_new ("changed", KW_TYPE_WEEKDAY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-weekday-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KwWeekdayRow, days);
}

static void
kw_weekday_row_init (KwWeekdayRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_WEEKDAYS; i++)
    add_day (self, (kw_time_words_get_first_weekday () + i) % N_WEEKDAYS);
}

void
kw_weekday_row_set_weekdays (KwWeekdayRow *self, guint weekdays)
{
  const guint pressed = weekdays == 0 ? EVERY_DAY : weekdays;

  self->is_filling = TRUE;
  for (guint i = 0; i < N_WEEKDAYS; i++)
    gtk_toggle_button_set_active (self->buttons[i], (pressed >> i & 1) != 0);
  self->is_filling = FALSE;
}

gboolean
kw_weekday_row_get_weekdays (KwWeekdayRow *self, guint *out_weekdays)
{
  guint pressed = 0;

  for (guint i = 0; i < N_WEEKDAYS; i++)
    if (gtk_toggle_button_get_active (self->buttons[i]))
      pressed |= 1u << i;
  if (pressed == 0)
    return FALSE;
  *out_weekdays = pressed == EVERY_DAY ? 0 : pressed;
  return TRUE;
}
