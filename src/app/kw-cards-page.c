/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cards-page.h"

#include "kw-card-panel.h"
#include "kw-desk-card-list.h"
#include "kw-gradual-list.h"
#include "kw-list-details.h"
#include "kw-text-column.h"
#include "kw-time-words.h"
#include "kw-words.h"

#include <glib/gi18n.h>

struct _KwCardsPage
{
  AdwBin parent_instance;

  KwSession *session;
  KwDeskCardList *cards;
  KwListDetails *details;
  KwDoorRef door;

  GtkStack *stack;
  GtkColumnView *view;
  GtkDropDown *state;
  GtkDropDown *kind;
  GtkButton *room;
  AdwButtonContent *room_content;
  GtkWidget *clear_filters;
};

G_DEFINE_FINAL_TYPE (KwCardsPage, kw_cards_page, ADW_TYPE_BIN)

#define STATE(name) (1u << KW_CREDENTIAL_STATE_##name)

/* In the order of the drop-down. */
static const guint32 states[] = {
  0,
  STATE (LIVE),
  STATE (LOST),
  STATE (SUPERSEDED),
  STATE (RETURNED),
  STATE (EXPIRED),
  STATE (PENDING) | STATE (UNCERTAIN),
  STATE (DAMAGED) | STATE (FAILED),
};

/* In the order of the drop-down. */
static const guint32 kinds[] = {
  0,
  KW_DESK_CARD_KINDS_TENANT,
  KW_DESK_CARD_KINDS_STAFF,
  1u << KW_GRANT_KIND_CANCEL,
};

/* What the columns say of a row. */

static gboolean
is_filtered (KwCardsPage *self)
{
  return self->door.door != 0 || gtk_drop_down_get_selected (self->state) > 0 ||
         gtk_drop_down_get_selected (self->kind) > 0;
}

static void
update_stack (KwCardsPage *self)
{
  gboolean is_loading = FALSE;
  const char *shown = "cards";

  if (g_list_model_get_n_items (G_LIST_MODEL (self->cards)) == 0)
    {
      g_object_get (self->cards, "is-loading", &is_loading, NULL);
      if (is_loading)
        return;
      shown = is_filtered (self) ? "none" : "empty";
    }
  gtk_stack_set_visible_child_name (self->stack, shown);
  gtk_widget_set_visible (self->clear_filters, is_filtered (self));
}

static void
apply_filter (KwCardsPage *self)
{
  const KwDeskCardFilter filter = {
    .door = self->door,
    .states = states[gtk_drop_down_get_selected (self->state)],
    .kinds = kinds[gtk_drop_down_get_selected (self->kind)],
  };

  kw_desk_card_list_set_filter (self->cards, &filter);
  update_stack (self);
}

static void
on_filter_changed_cb (KwCardsPage *self)
{
  if (self->cards != NULL)
    apply_filter (self);
}

void
kw_cards_page_show_door (KwCardsPage *self, KwDoorRef door)
{
  KwDesk *desk = kw_session_get_desk (self->session);
  g_autofree char *room = NULL;
  g_autofree char *label = NULL;

  self->door = door;
  gtk_widget_set_visible (GTK_WIDGET (self->room), door.door != 0);
  if (door.door != 0)
    {
      room = kw_property_dup_door_label (kw_desk_get_property (desk), door);
      /* Translators: the name of a room */
      label = g_strdup_printf (_ ("Room %s"), room);
      adw_button_content_set_label (self->room_content, label);
    }
  apply_filter (self);
}

static void
on_room_clicked_cb (GtkButton *button, gpointer user_data)
{
  kw_cards_page_show_door (user_data, (KwDoorRef){ 0, 0 });
}

static void
on_clear_clicked_cb (GtkButton *button, gpointer user_data)
{
  KwCardsPage *self = user_data;

  gtk_drop_down_set_selected (self->state, 0);
  gtk_drop_down_set_selected (self->kind, 0);
  kw_cards_page_show_door (self, (KwDoorRef){ 0, 0 });
}

static char *
dup_number (gpointer item, gpointer user_data)
{
  return g_strdup (kw_desk_card_item_get_label (item));
}

static char *
dup_state (gpointer item, gpointer user_data)
{
  const KwCredential *credential = kw_desk_card_item_get_credential (item);

  return credential == NULL ? NULL : g_strdup (kw_words_get_credential_state (credential->state));
}

static char *
dup_what (gpointer item, gpointer user_data)
{
  KwCardsPage *self = user_data;
  const KwProperty *property = kw_desk_get_property (kw_session_get_desk (self->session));
  const KwCredential *credential = kw_desk_card_item_get_credential (item);
  const char *place = kw_desk_card_item_get_place (item);

  if (credential == NULL || property == NULL)
    return NULL;
  if (credential->grant->kind != KW_GRANT_KIND_TENANT)
    return g_strdup (kw_words_get_kind (credential->grant->kind));
  /* Translators: the name of a room */
  return credential->grant->is_copy ? g_strdup_printf (_ ("Room %s, copy"), place)
                                    /* Translators: the name of a room */
                                    : g_strdup_printf (_ ("Room %s"), place);
}

static char *
dup_person (gpointer item, gpointer user_data)
{
  const char *holder = kw_desk_card_item_get_holder (item);

  return g_strdup (holder != NULL ? holder : kw_desk_card_item_get_tenant (item));
}

static char *
dup_moment (KwCardsPage *self, gint64 unix_s)
{
  KwDesk *desk = kw_session_get_desk (self->session);
  const KwProperty *property = kw_desk_get_property (desk);

  return property == NULL || unix_s == 0
             ? NULL
             : kw_time_words_dup (property, kw_desk_get_now_unix_s (desk), unix_s);
}

static char *
dup_issued (gpointer item, gpointer user_data)
{
  const KwCredential *credential = kw_desk_card_item_get_credential (item);

  return credential == NULL ? NULL : dup_moment (user_data, credential->issued_at_unix_s);
}

static char *
dup_until (gpointer item, gpointer user_data)
{
  const KwCredential *credential = kw_desk_card_item_get_credential (item);

  return credential == NULL ? NULL : dup_moment (user_data, credential->grant->valid_until_unix_s);
}

static void
add_columns (KwCardsPage *self)
{
  static const KwTextColumn columns[] = {
    { N_ ("Card"), dup_number, 70, 0 },
    { N_ ("What"), dup_what, 0, 14 },
    { N_ ("Tenant or holder"), dup_person, 0, 14 },
    { N_ ("State"), dup_state, 90, 0 },
    { N_ ("Until"), dup_until, 165, 0 },
    { N_ ("Issued"), dup_issued, 120, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    kw_text_column_append (self->view, &columns[i], self);
}

static void
kw_cards_page_dispose (GObject *object)
{
  KwCardsPage *self = KW_CARDS_PAGE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_CARDS_PAGE);
  g_clear_object (&self->details);
  g_clear_object (&self->cards);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_cards_page_parent_class)->dispose (object);
}

static void
kw_cards_page_class_init (KwCardsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_cards_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-cards-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwCardsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KwCardsPage, view);
  gtk_widget_class_bind_template_child (widget_class, KwCardsPage, state);
  gtk_widget_class_bind_template_child (widget_class, KwCardsPage, kind);
  gtk_widget_class_bind_template_child (widget_class, KwCardsPage, room);
  gtk_widget_class_bind_template_child (widget_class, KwCardsPage, room_content);
  gtk_widget_class_bind_template_child (widget_class, KwCardsPage, clear_filters);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_room_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_clicked_cb);
}

static void
kw_cards_page_init (KwCardsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_columns (self);
}

GtkWidget *
kw_cards_page_new (KwSession *session)
{
  KwCardsPage *self = g_object_new (KW_TYPE_CARDS_PAGE, NULL);
  g_autoptr (KwGradualList) rows = NULL;

  self->session = g_object_ref (session);
  self->cards = kw_desk_card_list_new (kw_session_get_desk (session), NULL);
  rows = kw_gradual_list_new (G_LIST_MODEL (self->cards), KW_GRADUAL_LIST_N_ROWS);
  self->details = kw_list_details_new (GTK_WIDGET (self), GTK_WIDGET (self->view), session,
                                       &kw_card_panel_details);
  kw_list_details_set_rows (self->details, G_LIST_MODEL (rows));
  g_signal_connect_object (self->cards, "items-changed", G_CALLBACK (update_stack), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cards, "notify::is-loading", G_CALLBACK (update_stack), self,
                           G_CONNECT_SWAPPED);
  update_stack (self);
  return GTK_WIDGET (self);
}
