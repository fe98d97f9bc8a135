/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-batch-staff.h"

#include "kw-batch-places.h"
#include "kw-desk-batch.h"
#include "kw-time-row.h"
#include "kw-tooltip.h"

#include <glib/gi18n.h>

#define HOUR_S 3600

/* As long as a shift with its breaks. */
#define SHIFT_S (10 * HOUR_S)

typedef struct
{
  char *holder;
  KwBatchPlace place;
} Line;

struct _KwBatchStaff
{
  AdwBin parent_instance;

  KwSession *session;
  GArray *places;
  GPtrArray *lines; /* of Line, in the order of the list */

  AdwEntryRow *holder;
  GtkDropDown *place;
  KwTimeRow *until;
  GtkWidget *list_group;
  GtkListBox *list;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwBatchStaff, kw_batch_staff, ADW_TYPE_BIN)

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->holder);
  g_free (line);
}

static void
tell_changed (KwBatchStaff *self)
{
  gtk_widget_set_visible (self->list_group, self->lines->len > 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_remove_clicked_cb (KwBatchStaff *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  const int i = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  gtk_widget_grab_focus (GTK_WIDGET (self->holder));
  gtk_list_box_remove (self->list, row);
  g_ptr_array_remove_index (self->lines, (guint)i);
  tell_changed (self);
}

static void
add_row (KwBatchStaff *self, const Line *line, const char *place)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", line->holder,
                                 "subtitle", place, NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: the name of somebody who would get a card */
  g_autofree char *label = g_strdup_printf (_ ("Take %s from the list"), line->holder);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  kw_tooltip_set (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (self->list, row);
}

static void
on_add_cb (KwBatchStaff *self)
{
  g_autofree char *holder = g_strstrip (
      g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->holder))));
  const guint i = gtk_drop_down_get_selected (self->place);
  GtkStringObject *name = gtk_drop_down_get_selected_item (self->place);
  Line *line = NULL;

  if (*holder == '\0' || i >= self->places->len)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->holder), "error");
      gtk_widget_grab_focus (GTK_WIDGET (self->holder));
      return;
    }
  line = g_new0 (Line, 1);
  line->holder = g_steal_pointer (&holder);
  line->place = g_array_index (self->places, KwBatchPlace, i);
  g_ptr_array_add (self->lines, line);
  add_row (self, line, gtk_string_object_get_string (name));
  gtk_editable_set_text (GTK_EDITABLE (self->holder), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->holder));
  tell_changed (self);
}

static void
on_holder_changed_cb (KwBatchStaff *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->holder), "error");
}

static void
on_until_changed_cb (KwBatchStaff *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_property_changed_cb (KwBatchStaff *self)
{
  g_clear_pointer (&self->places, g_array_unref);
  self->places = kw_batch_places_fill (self->place,
                                       kw_desk_get_property (kw_session_get_desk (self->session)),
                                       /* has_all= */ FALSE);
}

static void
kw_batch_staff_dispose (GObject *object)
{
  KwBatchStaff *self = KW_BATCH_STAFF (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_BATCH_STAFF);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_batch_staff_parent_class)->dispose (object);
}

static void
kw_batch_staff_finalize (GObject *object)
{
  KwBatchStaff *self = KW_BATCH_STAFF (object);

  g_ptr_array_unref (self->lines);
  g_clear_pointer (&self->places, g_array_unref);
  G_OBJECT_CLASS (kw_batch_staff_parent_class)->finalize (object);
}

static void
kw_batch_staff_class_init (KwBatchStaffClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_batch_staff_dispose;
  G_OBJECT_CLASS (klass)->finalize = kw_batch_staff_finalize;
  signals[CHANGED] = g_signal_new ("changed", KW_TYPE_BATCH_STAFF, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  g_type_ensure (KW_TYPE_TIME_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-batch-staff.ui");
  gtk_widget_class_bind_template_child (widget_class, KwBatchStaff, holder);
  gtk_widget_class_bind_template_child (widget_class, KwBatchStaff, place);
  gtk_widget_class_bind_template_child (widget_class, KwBatchStaff, until);
  gtk_widget_class_bind_template_child (widget_class, KwBatchStaff, list_group);
  gtk_widget_class_bind_template_child (widget_class, KwBatchStaff, list);
  gtk_widget_class_bind_template_callback (widget_class, on_add_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_holder_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_until_changed_cb);
}

static void
kw_batch_staff_init (KwBatchStaff *self)
{
  self->lines = g_ptr_array_new_with_free_func (line_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gint64
get_end_of_shift (gint64 now_unix_s)
{
  return (now_unix_s + SHIFT_S) / HOUR_S * HOUR_S;
}

void
kw_batch_staff_set_session (KwBatchStaff *self, KwSession *session)
{
  KwDesk *desk = kw_session_get_desk (session);

  self->session = g_object_ref (session);
  g_signal_connect_object (desk, "notify::property", G_CALLBACK (on_property_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_property_changed_cb (self);
  kw_time_row_set_desk (self->until, desk);
  if (kw_desk_get_property (desk) != NULL)
    kw_time_row_set_unix_s (self->until, get_end_of_shift (kw_desk_get_now_unix_s (desk)));
}

guint
kw_batch_staff_get_n_cards (KwBatchStaff *self)
{
  return self->lines->len;
}

GArray *
kw_batch_staff_dup_wishes (KwBatchStaff *self)
{
  GArray *wishes = g_array_new (FALSE, TRUE, sizeof (KwDeskBatchWish));

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = g_ptr_array_index (self->lines, i);
      const KwDeskBatchWish wish = {
        .issue = { .kind = line->place.floor != 0 ? KW_GRANT_KIND_FLOOR : KW_GRANT_KIND_BUILDING,
                   .building = line->place.building,
                   .floor = line->place.floor,
                   .holder = line->holder,
                   .until_unix_s = kw_time_row_get_unix_s (self->until) },
        .n_cards = 1,
      };

      g_array_append_val (wishes, wish);
    }
  return wishes;
}

char *
kw_batch_staff_dup_problem (KwBatchStaff *self)
{
  char *problem = NULL;

  if (self->lines->len == 0)
    return NULL;
  problem = kw_time_row_dup_problem (self->until);
  if (problem == NULL && kw_time_row_get_unix_s (self->until) == 0)
    problem = g_strdup (_ ("Say until when the cards shall work."));
  return problem;
}

void
kw_batch_staff_clear (KwBatchStaff *self)
{
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  g_ptr_array_set_size (self->lines, 0);
  tell_changed (self);
}
