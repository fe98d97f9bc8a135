/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-time-row.h"

#include "kw-local-time.h"
#include "kw-time-text.h"
#include "kw-time-words.h"
#include "kw-tooltip.h"

#include <glib/gi18n.h>

struct _KwTimeRow
{
  AdwEntryRow parent_instance;

  GtkMenuButton *button;
  GtkPopover *popover;
  GtkCalendar *calendar; /* (nullable): made when first shown, it is a hundred widgets */

  KwDesk *desk;
  guint day_minute;
  gint64 start_unix_s;
  gint64 unix_s;         /* 0 = not understood */
  gint64 written_unix_s; /* the last that stood there in full: what is typed is read against it */
  gboolean is_writing;   /* the text, by ourselves */
};

enum
{
  PROP_UNIX_S = 1,
  PROP_N
};

static GParamSpec *properties[PROP_N];

G_DEFINE_FINAL_TYPE (KwTimeRow, kw_time_row, ADW_TYPE_ENTRY_ROW)

static const KwProperty *
get_property (KwTimeRow *self)
{
  return self->desk == NULL ? NULL : kw_desk_get_property (self->desk);
}

static const char *
get_text (KwTimeRow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self));
}

/* The day to go on from. */
static gint64
get_day_unix_s (KwTimeRow *self)
{
  return self->unix_s != 0 ? self->unix_s : self->written_unix_s;
}

static void
show_meaning (KwTimeRow *self)
{
  const gboolean is_wrong = self->unix_s == 0 && *get_text (self) != '\0';
  g_autofree char *exact = NULL;

  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID,
      is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (self->unix_s != 0 && get_property (self) != NULL)
    exact = kw_time_words_dup_exact (get_property (self), self->unix_s);
  kw_tooltip_set (GTK_WIDGET (self), exact);
}

static void
take_moment (KwTimeRow *self, gint64 unix_s)
{
  if (unix_s == self->unix_s)
    return;
  self->unix_s = unix_s;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNIX_S]);
}

static void
write_moment (KwTimeRow *self)
{
  const KwProperty *property = get_property (self);
  g_autofree char *text = NULL;

  self->written_unix_s = self->unix_s;
  if (self->unix_s != 0 && property != NULL)
    text = kw_time_words_dup_full (property, kw_desk_get_now_unix_s (self->desk), self->unix_s);
  self->is_writing = TRUE;
  if (g_strcmp0 (text, get_text (self)) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self), text != NULL ? text : "");
  self->is_writing = FALSE;
  show_meaning (self);
}

static void
on_changed_cb (KwTimeRow *self)
{
  gint64 unix_s = 0;

  if (self->is_writing || get_property (self) == NULL)
    return;
  const KwTimeTextContext context = {
    .property = get_property (self),
    .now_unix_s = kw_desk_get_now_unix_s (self->desk),
    .shown_unix_s = self->written_unix_s,
    .start_unix_s = self->start_unix_s,
    .day_minute = self->day_minute,
  };
  if (!kw_time_text_parse (&context, get_text (self), &unix_s))
    unix_s = 0;
  take_moment (self, unix_s);
  show_meaning (self);
}

static void
on_focus_left_cb (KwTimeRow *self)
{
  if (self->unix_s != 0)
    write_moment (self);
}

/* Calendar */

static void
set_day (KwTimeRow *self, const GDate *day)
{
  const KwProperty *property = get_property (self);
  const gint64 unix_s = get_day_unix_s (self);
  const guint minute = unix_s != 0 ? kw_local_time_get (property, unix_s).minute : self->day_minute;

  kw_time_row_set_unix_s (self, kw_local_time_to_unix_s (property, day, minute));
}

static void
on_day_selected_cb (KwTimeRow *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  GDate day;

  if (get_property (self) == NULL)
    return;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)g_date_time_get_day_of_month (date),
                  (GDateMonth)g_date_time_get_month (date), (GDateYear)g_date_time_get_year (date));
  set_day (self, &day);
}

static void
on_calendar_wanted_cb (GtkMenuButton *button, gpointer user_data)
{
  KwTimeRow *self = user_data;

  if (self->calendar != NULL)
    return;
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (on_day_selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_set_child (self->popover, GTK_WIDGET (self->calendar));
}

static void
on_calendar_shown_cb (KwTimeRow *self)
{
  const gint64 unix_s = get_day_unix_s (self);
  g_autoptr (GDateTime) date = NULL;
  GDate day;

  if (get_property (self) == NULL || self->calendar == NULL)
    return;
  kw_local_time_get_day (get_property (self),
                         unix_s != 0 ? unix_s : kw_desk_get_now_unix_s (self->desk), &day);
  date = g_date_time_new_local (g_date_get_year (&day), (int)g_date_get_month (&day),
                                g_date_get_day (&day), 12, 0, 0);
  g_signal_handlers_block_by_func (self->calendar, on_day_selected_cb, self);
  gtk_calendar_select_day (self->calendar, date);
  g_signal_handlers_unblock_by_func (self->calendar, on_day_selected_cb, self);
}

static gboolean
open_calendar (GtkWidget *widget, GVariant *unused, gpointer user_data)
{
  gtk_menu_button_popup (KW_TIME_ROW (widget)->button);
  return GDK_EVENT_STOP;
}

static gboolean
step_day (GtkWidget *widget, GVariant *n_days, gpointer user_data)
{
  KwTimeRow *self = KW_TIME_ROW (widget);
  const gint64 unix_s = get_day_unix_s (self);
  GDate day;

  if (get_property (self) == NULL || unix_s == 0)
    return GDK_EVENT_PROPAGATE;
  kw_local_time_get_day (get_property (self), unix_s, &day);
  if (g_variant_get_int32 (n_days) > 0)
    g_date_add_days (&day, 1);
  else
    g_date_subtract_days (&day, 1);
  set_day (self, &day);
  return GDK_EVENT_STOP;
}

/* Object */

static void
kw_time_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_UNIX_S)
    g_value_set_int64 (value, KW_TIME_ROW (object)->unix_s);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
kw_time_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_UNIX_S)
    kw_time_row_set_unix_s (KW_TIME_ROW (object), g_value_get_int64 (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
kw_time_row_dispose (GObject *object)
{
  KwTimeRow *self = KW_TIME_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_TIME_ROW);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (kw_time_row_parent_class)->dispose (object);
}

static void
kw_time_row_class_init (KwTimeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kw_time_row_get_property;
  object_class->set_property = kw_time_row_set_property;
  object_class->dispose = kw_time_row_dispose;

  properties[PROP_UNIX_S] = g_param_spec_int64 ("unix-s", NULL, NULL, 0, G_MAXUINT32, 0,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                    G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, PROP_N, properties);

  gtk_widget_class_set_template_from_resource (widget_class, KW_APP_RESOURCES "/ui/kw-time-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KwTimeRow, button);
  gtk_widget_class_bind_template_child (widget_class, KwTimeRow, popover);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_calendar_shown_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, open_calendar, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Down, 0, step_day, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Up, 0, step_day, "i", -1);
}

static void
kw_time_row_init (KwTimeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_tooltip_set (GTK_WIDGET (self->button), _ ("Pick a day"));
  gtk_menu_button_set_create_popup_func (self->button, on_calendar_wanted_cb, self, NULL);
}

GtkWidget *
kw_time_row_new (void)
{
  return g_object_new (KW_TYPE_TIME_ROW, NULL);
}

void
kw_time_row_set_desk (KwTimeRow *self, KwDesk *desk)
{
  g_set_object (&self->desk, desk);
}

void
kw_time_row_set_day_minute (KwTimeRow *self, guint minute)
{
  self->day_minute = minute;
}

void
kw_time_row_set_start_unix_s (KwTimeRow *self, gint64 unix_s)
{
  self->start_unix_s = unix_s;
}

void
kw_time_row_set_unix_s (KwTimeRow *self, gint64 unix_s)
{
  take_moment (self, unix_s);
  write_moment (self);
  if (gtk_widget_is_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self)))))
    gtk_editable_select_region (GTK_EDITABLE (self), 0, -1);
}

gint64
kw_time_row_get_unix_s (KwTimeRow *self)
{
  return self->unix_s;
}

char *
kw_time_row_dup_problem (KwTimeRow *self)
{
  g_autofree char *example = NULL;

  if (self->unix_s != 0 || *get_text (self) == '\0' || get_property (self) == NULL)
    return NULL;
  example = kw_time_words_dup_full (
      get_property (self), kw_desk_get_now_unix_s (self->desk),
      kw_local_time_get_check_out (get_property (self), kw_desk_get_now_unix_s (self->desk),
                                   /* n_days= */ 1));
  /* Translators: what was typed as a time, then a time as it may be typed: "Sunday 24 November,
     11:00" */
  return g_strdup_printf (_ ("“%s” is not a day and time. Write it like “%s”."), get_text (self),
                          example);
}
