/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-stay-line.h"

#include "kw-desk-stay-row.h"
#include "kw-stay-words.h"

#include <glib/gi18n.h>

struct _KwStayLine
{
  AdwBin parent_instance;

  GtkLabel *rooms;
  GtkLabel *tenants;
  GtkLabel *when;
  GtkLabel *cards;
  GtkLabel *reference;

  KwSession *session;
  KwSlot *slot;
};

G_DEFINE_FINAL_TYPE (KwStayLine, kw_stay_line, ADW_TYPE_BIN)

static void
set_name (KwStayLine *self, const char *rooms, const char *tenants, const char *when)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *name = NULL;

  if (parent == NULL)
    return;
  /* Translators: a stay for who cannot see it: "305", "Anna Meyer", "In house until Sunday 11:00"
   */
  name = g_strdup_printf (C_ ("stay line", "%s, %s, %s"), rooms, tenants, when);
  gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_stay (KwStayLine *self)
{
  KwDesk *desk = kw_session_get_desk (self->session);
  KwDeskStayRow *row = self->slot == NULL ? NULL : kw_slot_get_item (self->slot);
  const KwStay *stay = row == NULL ? NULL : kw_desk_stay_row_get_stay (row);
  g_autofree char *when = NULL;
  g_autofree char *cards = NULL;
  const char *tenants;

  if (stay == NULL || kw_desk_get_property (desk) == NULL)
    {
      gtk_label_set_label (self->tenants, row == NULL ? "" : _ ("This stay cannot be read."));
      return;
    }
  when = kw_stay_words_dup_stay_line (kw_desk_get_property (desk), kw_desk_get_now_unix_s (desk),
                                      stay);
  cards = kw_stay_words_dup_cards (kw_desk_stay_row_get_n_live_cards (row));
  tenants = kw_desk_stay_row_get_tenants (row);
  if (*tenants == '\0')
    tenants = _ ("No tenant named");
  gtk_label_set_label (self->rooms, kw_desk_stay_row_get_rooms (row));
  gtk_label_set_label (self->tenants, tenants);
  gtk_label_set_label (self->when, when);
  gtk_label_set_label (self->cards, kw_desk_stay_row_get_n_live_cards (row) > 0 ? cards : "");
  gtk_label_set_label (self->reference, stay->reference != NULL ? stay->reference : "");
  set_name (self, kw_desk_stay_row_get_rooms (row), tenants, when);
}

static void
kw_stay_line_dispose (GObject *object)
{
  KwStayLine *self = KW_STAY_LINE (object);

  kw_stay_line_set_slot (self, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL); /* before its template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_STAY_LINE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_stay_line_parent_class)->dispose (object);
}

static void
kw_stay_line_class_init (KwStayLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_stay_line_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-stay-line.ui");
  gtk_widget_class_bind_template_child (widget_class, KwStayLine, rooms);
  gtk_widget_class_bind_template_child (widget_class, KwStayLine, tenants);
  gtk_widget_class_bind_template_child (widget_class, KwStayLine, when);
  gtk_widget_class_bind_template_child (widget_class, KwStayLine, cards);
  gtk_widget_class_bind_template_child (widget_class, KwStayLine, reference);
}

static void
kw_stay_line_init (KwStayLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kw_stay_line_new (KwSession *session)
{
  KwStayLine *self = g_object_new (KW_TYPE_STAY_LINE, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
kw_stay_line_set_slot (KwStayLine *self, KwSlot *slot)
{
  if (self->slot != NULL)
    g_signal_handlers_disconnect_by_func (self->slot, show_stay, self);
  g_set_object (&self->slot, slot);
  if (slot == NULL)
    return;
  g_signal_connect_object (slot, "notify::item", G_CALLBACK (show_stay), self, G_CONNECT_SWAPPED);
  show_stay (self);
}
