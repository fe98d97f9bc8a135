/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-staff-line.h"

#include "kw-desk-card-item.h"
#include "kw-desk-staff.h"
#include "kw-time-words.h"
#include "kw-words.h"

#include <glib/gi18n.h>

struct _KwStaffLine
{
  AdwBin parent_instance;

  GtkLabel *holder;
  GtkLabel *what;
  GtkLabel *when;
  GtkLabel *mark;
  GtkLabel *word;
  GtkLabel *card;

  KwSession *session;
  KwSlot *slot;
};

G_DEFINE_FINAL_TYPE (KwStaffLine, kw_staff_line, ADW_TYPE_BIN)

/* How a card stands: a shape, a word, and the colour that goes with it. */
typedef struct
{
  const char *mark;
  char *word;        /* owned */
  const char *style; /* (nullable) */
} Standing;

static const char *const styles[] = { "warning", "error", "dim-label" };

static Standing
get_standing (KwDesk *desk, const KwCredential *credential)
{
  const gint64 now_unix_s = kw_desk_get_now_unix_s (desk);
  const gint64 until_unix_s = credential->grant->valid_until_unix_s;
  const gboolean is_live = credential->state == KW_CREDENTIAL_STATE_LIVE;

  if (credential->state == KW_CREDENTIAL_STATE_LOST && until_unix_s > now_unix_s)
    return (Standing){ "✕", g_strdup (C_ ("staff card", "lost, still opens")), "error" };
  if (is_live && until_unix_s <= now_unix_s)
    return (Standing){ "○", g_strdup (C_ ("staff card", "ended")), "dim-label" };
  if (is_live && kw_desk_staff_ends_soon (desk, credential))
    {
      g_autofree char *span = kw_time_words_dup_span (now_unix_s, until_unix_s);

      /* Translators: how soon a card ends: "ends in 4 days" */
      return (Standing){ "◐", g_strdup_printf (C_ ("staff card", "ends %s"), span), "warning" };
    }
  if (is_live)
    return (Standing){ "●", kw_time_words_dup_span (now_unix_s, until_unix_s), NULL };
  return (Standing){ "○", g_strdup (kw_words_get_credential_state (credential->state)),
                     "dim-label" };
}

static void
show_standing (KwStaffLine *self, const Standing *standing)
{
  GtkLabel *const labels[] = { self->mark, self->word };

  gtk_label_set_label (self->mark, standing->mark);
  gtk_label_set_label (self->word, standing->word);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (styles); j++)
        gtk_widget_remove_css_class (GTK_WIDGET (labels[i]), styles[j]);
      if (standing->style != NULL)
        gtk_widget_add_css_class (GTK_WIDGET (labels[i]), standing->style);
    }
}

static char *
dup_what (const KwProperty *property, const KwGrant *grant)
{
  const char *kind = kw_words_get_kind (grant->kind);
  const KwBuilding *building = kw_property_get_building (property, grant->building);
  const KwFloor *floor_ = kw_property_get_floor (property, grant->building, grant->floor);

  if (building == NULL)
    return g_strdup (kind);
  if (floor_ == NULL)
    /* Translators: a kind of card and the building that it opens: "Building card, Seehaus" */
    return g_strdup_printf (C_ ("staff card", "%s, %s"), kind, building->name);
  /* Translators: a kind of card, the floor and the building that it opens: "Floor card, floor 3 of
     Seehaus" */
  return g_strdup_printf (C_ ("staff card", "%s, floor %s of %s"), kind, floor_->name,
                          building->name);
}

static char *
dup_when (KwDesk *desk, const KwGrant *grant)
{
  const gint64 now_unix_s = kw_desk_get_now_unix_s (desk);
  g_autofree char *hours = kw_words_dup_hours (grant);
  g_autofree char *until = kw_time_words_dup (kw_desk_get_property (desk), now_unix_s,
                                              grant->valid_until_unix_s);

  if (grant->valid_until_unix_s <= now_unix_s)
    /* Translators: the time at which a card stopped working: "yesterday 11:00" */
    return g_strdup_printf (_ ("Ended %s"), until);
  if (hours == NULL)
    /* Translators: the time until which a card works: "Sunday 11:00" */
    return g_strdup_printf (_ ("Until %s"), until);
  /* Translators: the time until which a card works, then on which days and hours: "Until Sunday
     11:00, Monday to Friday, 07:00 to 19:00" */
  return g_strdup_printf (_ ("Until %s, %s"), until, hours);
}

static void
set_name (KwStaffLine *self, const char *holder, const char *what, const char *when,
          const char *word)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *name = NULL;

  if (parent == NULL)
    return;
  /* Translators: a staff card for who cannot see it: "Maria Weiß", "Floor card, floor 3 of
     Seehaus", "Until Sunday 11:00", "in 5 days" */
  name = g_strdup_printf (C_ ("staff line", "%s, %s, %s, %s"), holder, what, when, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* A line is used again: nothing of another card may stand there. */
static void
show_nothing (KwStaffLine *self, const char *sentence)
{
  const Standing none = { "", (char *)"", NULL };
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_label_set_label (self->holder, sentence);
  gtk_label_set_label (self->what, "");
  gtk_label_set_label (self->when, "");
  gtk_label_set_label (self->card, "");
  show_standing (self, &none);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    sentence, -1);
}

static void
show_card (KwStaffLine *self)
{
  KwDesk *desk = kw_session_get_desk (self->session);
  KwDeskCardItem *item = self->slot == NULL ? NULL : kw_slot_get_item (self->slot);
  const KwCredential *credential = item == NULL ? NULL : kw_desk_card_item_get_credential (item);
  const char *holder;
  g_autofree char *what = NULL;
  g_autofree char *when = NULL;
  g_autofree char *card = NULL;
  Standing standing;

  if (credential == NULL || kw_desk_get_property (desk) == NULL)
    {
      show_nothing (self, item == NULL ? "" : _ ("This card cannot be read."));
      return;
    }
  holder = kw_desk_card_item_get_holder (item);
  if (holder == NULL)
    holder = _ ("Nobody named");
  what = dup_what (kw_desk_get_property (desk), credential->grant);
  when = dup_when (desk, credential->grant);
  /* Translators: the number of a card, "7-42" */
  card = g_strdup_printf (_ ("Card %s"), kw_desk_card_item_get_label (item));
  standing = get_standing (desk, credential);
  gtk_label_set_label (self->holder, holder);
  gtk_label_set_label (self->what, what);
  gtk_label_set_label (self->when, when);
  gtk_label_set_label (self->card, card);
  show_standing (self, &standing);
  set_name (self, holder, what, when, standing.word);
  g_free (standing.word);
}

static void
kw_staff_line_dispose (GObject *object)
{
  KwStaffLine *self = KW_STAFF_LINE (object);

  kw_staff_line_set_slot (self, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL); /* before its template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_STAFF_LINE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_staff_line_parent_class)->dispose (object);
}

static void
kw_staff_line_class_init (KwStaffLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_staff_line_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-staff-line.ui");
  gtk_widget_class_bind_template_child (widget_class, KwStaffLine, holder);
  gtk_widget_class_bind_template_child (widget_class, KwStaffLine, what);
  gtk_widget_class_bind_template_child (widget_class, KwStaffLine, when);
  gtk_widget_class_bind_template_child (widget_class, KwStaffLine, mark);
  gtk_widget_class_bind_template_child (widget_class, KwStaffLine, word);
  gtk_widget_class_bind_template_child (widget_class, KwStaffLine, card);
}

static void
kw_staff_line_init (KwStaffLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kw_staff_line_new (KwSession *session)
{
  KwStaffLine *self = g_object_new (KW_TYPE_STAFF_LINE, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
kw_staff_line_set_slot (KwStaffLine *self, KwSlot *slot)
{
  if (self->slot != NULL)
    g_signal_handlers_disconnect_by_func (self->slot, show_card, self);
  g_set_object (&self->slot, slot);
  if (slot == NULL)
    return;
  g_signal_connect_object (slot, "notify::item", G_CALLBACK (show_card), self, G_CONNECT_SWAPPED);
  show_card (self);
}
