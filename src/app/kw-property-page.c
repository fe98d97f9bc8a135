/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-property-page.h"

#include "kw-import-view.h"
#include "kw-property-rows.h"
#include "kw-read-only.h"
#include "kw-time-words.h"
#include "kw-window.h"

#include <glib/gi18n.h>

struct _KwPropertyPage
{
  AdwBin parent_instance;

  KwSession *session;
  GPtrArray *rows; /* of GtkWidget: what the hotel filled into the groups; borrowed */

  GtkStack *stack;
  GtkLabel *title;
  GtkLabel *summary;
  AdwActionRow *site;
  AdwActionRow *time_zone;
  AdwActionRow *hours;
  AdwActionRow *master;
  AdwActionRow *desfire;
  AdwActionRow *classic;
  AdwPreferencesGroup *buildings;
  AdwPreferencesGroup *areas;
  AdwPreferencesGroup *banks;
  GtkWidget *import_button;
  GtkWidget *empty_import_button;
  KwImportView *import;
};

G_DEFINE_FINAL_TYPE (KwPropertyPage, kw_property_page, ADW_TYPE_BIN)

static const KwProperty *
get_property (KwPropertyPage *self)
{
  return kw_desk_get_property (kw_session_get_desk (self->session));
}

/* The hotel */

static void
clear_rows (KwPropertyPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

/* Takes the floating @row. */
static void
add_row (KwPropertyPage *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static char *
dup_summary (const KwProperty *property)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (parts,
                   g_strdup_printf (ngettext ("%u building", "%u buildings", property->n_buildings),
                                    property->n_buildings));
  g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u floor", "%u floors", property->n_floors),
                                           property->n_floors));
  g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u room", "%u rooms", property->n_doors),
                                           property->n_doors));
  g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u area", "%u areas", property->n_areas),
                                           property->n_areas));
  g_ptr_array_add (parts,
                   g_strdup_printf (ngettext ("%u elevator", "%u elevators", property->n_banks),
                                    property->n_banks));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **)parts->pdata);
}

static void
show_head (KwPropertyPage *self, const KwProperty *property)
{
  g_autofree char *summary = dup_summary (property);
  g_autofree char *site = g_strdup_printf ("%u", property->site);
  g_autofree char *zone = g_markup_escape_text (property->time_zone, -1);
  g_autofree char *check_in = kw_time_words_dup_minute (property->check_in_minute);
  g_autofree char *check_out = kw_time_words_dup_minute (property->check_out_minute);
  g_autofree char *hours = g_strdup_printf (
      /* Translators: two hours of the day, "15:00" and "11:00" */
      _ ("Check-in from %s, check-out until %s"), check_in, check_out);
  g_autofree char *desfire = g_strdup_printf ("%06X", property->desfire_application);
  g_autofree char *classic = g_strdup_printf ("%u", property->classic_first_sector);

  gtk_label_set_label (self->title, property->name);
  gtk_label_set_label (self->summary, summary);
  adw_action_row_set_subtitle (self->site, site);
  adw_action_row_set_subtitle (self->time_zone, zone);
  adw_action_row_set_subtitle (self->hours, hours);
  adw_action_row_set_subtitle (self->master,
                               property->allow_cloneable_master
                                   ? _ ("May be written on cards that can be copied.")
                                   : _ ("Need a DESFire card, which cannot be copied."));
  adw_action_row_set_subtitle (self->desfire, desfire);
  adw_action_row_set_subtitle (self->classic, classic);
}

static void
show_hotel (KwPropertyPage *self)
{
  const KwProperty *property = get_property (self);

  clear_rows (self);
  if (property == NULL)
    return;
  show_head (self, property);
  for (guint i = 0; i < property->n_buildings; i++)
    add_row (self, self->buildings,
             kw_property_rows_new_building (property, &property->buildings[i]));
  for (guint i = 0; i < property->n_areas; i++)
    add_row (self, self->areas, kw_property_rows_new_area (property, &property->areas[i]));
  for (guint i = 0; i < property->n_banks; i++)
    add_row (self, self->banks, kw_property_rows_new_bank (property, &property->banks[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->areas), property->n_areas > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->banks), property->n_banks > 0);
}

static void
leave_import (KwPropertyPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, get_property (self) != NULL ? "hotel" : "empty");
}

static void
on_property_changed_cb (KwPropertyPage *self)
{
  show_hotel (self);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "import") != 0)
    leave_import (self);
}

/* Import */

static void
on_import_ended_cb (KwImportView *view, const char *done, gpointer user_data)
{
  KwPropertyPage *self = user_data;
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));

  leave_import (self);
  if (done != NULL && window != NULL)
    kw_window_tell (window, done);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

void
kw_property_page_import (KwPropertyPage *self, const char *path)
{
  if (kw_import_view_is_applying (self->import) ||
      kw_desk_is_read_only (kw_session_get_desk (self->session)))
    return;
  gtk_stack_set_visible_child_name (self->stack, "import");
  kw_import_view_start (self->import, self->session, path);
}

static void
on_chosen (GtkWidget *widget, const char *path)
{
  kw_property_page_import (KW_PROPERTY_PAGE (widget), path);
}

static void
on_import_clicked_cb (KwPropertyPage *self)
{
  kw_import_view_choose_file (GTK_WIDGET (self), on_chosen);
}

/* Object */

static void
kw_property_page_dispose (GObject *object)
{
  KwPropertyPage *self = KW_PROPERTY_PAGE (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_PROPERTY_PAGE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_property_page_parent_class)->dispose (object);
}

static void
kw_property_page_class_init (KwPropertyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_property_page_dispose;
  g_type_ensure (KW_TYPE_IMPORT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-property-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwPropertyPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KwPropertyPage, title);
  gtk_widget_class_bind_template_child (widget_class, KwPropertyPage, summary);
  gtk_widget_class_bind_template_child (widget_class, KwPropertyPage, site);
  gtk_widget_class_bind_template_child (widget_class, KwPropertyPage, time_zone);
  gtk_widget_class_bind_template_child (widget_class, KwPropertyPage, hours);
  gtk_widget_class_bind_template_child (widget_class, KwPropertyPage, master);
  gtk_widget_class_bind_template_child (widget_class, KwPropertyPage, desfire);
  gtk_widget_class_bind_template_child (widget_class, KwPropertyPage, classic);
  gtk_widget_class_bind_template_child (widget_class, KwPropertyPage, buildings);
  gtk_widget_class_bind_template_child (widget_class, KwPropertyPage, areas);
  gtk_widget_class_bind_template_child (widget_class, KwPropertyPage, banks);
  gtk_widget_class_bind_template_child (widget_class, KwPropertyPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, KwPropertyPage, empty_import_button);
  gtk_widget_class_bind_template_child (widget_class, KwPropertyPage, import);
  gtk_widget_class_bind_template_callback (widget_class, on_import_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_import_ended_cb);
}

static void
kw_property_page_init (KwPropertyPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_file_choice_take_drops (GTK_WIDGET (self), on_chosen);
}

GtkWidget *
kw_property_page_new (KwSession *session)
{
  KwPropertyPage *self = g_object_new (KW_TYPE_PROPERTY_PAGE, NULL);
  KwDesk *desk = kw_session_get_desk (session);

  self->session = g_object_ref (session);
  kw_read_only_grey (self->import_button, desk);
  kw_read_only_grey (self->empty_import_button, desk);
  g_signal_connect_object (desk, "notify::property", G_CALLBACK (on_property_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_property_changed_cb (self);
  return GTK_WIDGET (self);
}
