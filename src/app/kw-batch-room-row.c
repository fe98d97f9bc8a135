/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-batch-room-row.h"

#include "kw-stay-words.h"

#include <glib/gi18n.h>

struct _KwBatchRoomRow
{
  GtkBox parent_instance;

  GtkCheckButton *check;
  GtkLabel *name;
  GtkLabel *line;
  GtkLabel *cards;
  GtkLabel *state;
};

G_DEFINE_FINAL_TYPE (KwBatchRoomRow, kw_batch_room_row, GTK_TYPE_BOX)

static char *
dup_line (KwDeskRoom *room, gint64 stay_id)
{
  const char *tenant = kw_desk_room_get_tenant (room);
  const char *expected = kw_desk_room_get_expected_tenant (room);

  if (stay_id == 0 && kw_desk_room_get_stay_id (room) != 0)
    return g_strdup (_ ("The check-out has passed. Extend the stay or check it out first."));
  if (stay_id == 0)
    return g_strdup (_ ("Nobody is in or expected. Check somebody in first."));
  if (stay_id != kw_desk_room_get_stay_id (room) && expected != NULL)
    /* Translators: the name of a tenant who is to come */
    return g_strdup_printf (_ ("For %s. Somebody else is still in."), expected);
  if (stay_id != kw_desk_room_get_stay_id (room))
    return g_strdup (_ ("Somebody else is still in. The cards are for the next stay."));
  return g_strdup (tenant != NULL ? tenant : "");
}

/* The list's row is the check box: the one that is drawn in it can be neither pressed nor
 * reached. */
static void
tell_reader (GtkAccessible *item, const char *text, const char *more, gboolean is_checked)
{
  gtk_accessible_update_property (item, GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, more, -1);
  gtk_accessible_update_state (
      item, GTK_ACCESSIBLE_STATE_CHECKED,
      is_checked ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

static GtkLabel *
add_label (KwBatchRoomRow *self, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self), label);
  return GTK_LABEL (label);
}

static void
kw_batch_room_row_class_init (KwBatchRoomRowClass *klass)
{
}

static void
kw_batch_room_row_init (KwBatchRoomRow *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->check = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role",
                              GTK_ACCESSIBLE_ROLE_PRESENTATION, "can-focus", FALSE, "can-target",
                              FALSE, "valign", GTK_ALIGN_CENTER, NULL);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->check));
  self->name = add_label (self, "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->name), "numeric");
  gtk_label_set_width_chars (self->name, 6);
  self->line = add_label (self, "body");
  gtk_label_set_ellipsize (self->line, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->line), TRUE);
  self->cards = add_label (self, "dim-label");
  self->state = add_label (self, "dim-label");
}

GtkWidget *
kw_batch_room_row_new (void)
{
  return g_object_new (KW_TYPE_BATCH_ROOM_ROW, NULL);
}

void
kw_batch_room_row_show (KwBatchRoomRow *self, KwDeskRoom *room, const KwProperty *property,
                        gint64 stay_id, gboolean is_chosen)
{
  const char *state = kw_stay_words_get_room_state (kw_desk_room_get_state (room));
  g_autofree char *name = kw_property_dup_door_label (property, kw_desk_room_get_door (room));
  g_autofree char *line = dup_line (room, stay_id);
  const guint n_cards = kw_desk_room_get_n_live_cards (room);
  g_autofree char *cards = n_cards > 0 ? kw_stay_words_dup_cards (n_cards) : g_strdup ("");
  g_autofree char *who = NULL;
  g_autofree char *text = NULL;

  gtk_check_button_set_active (self->check, is_chosen);
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), stay_id != 0);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->line, line);
  gtk_label_set_label (self->cards, cards);
  gtk_widget_set_visible (GTK_WIDGET (self->cards), n_cards > 0);
  gtk_label_set_label (self->state, stay_id != 0 ? state : "");
  /* Translators: who has a room, and its state */
  who = *line != '\0' ? g_strdup_printf (C_ ("tenant and state", "%s, %s"), line, state)
                      : g_strdup (state);
  if (is_chosen)
    /* Translators: a room with a check mark: its name, who has it and its state */
    text = g_strdup_printf (_ ("Room %s, %s, chosen"), name, who);
  else
    /* Translators: a room without a check mark: its name, who has it and its state */
    text = g_strdup_printf (_ ("Room %s, %s"), name, who);
  tell_reader (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))), text, cards, is_chosen);
}
