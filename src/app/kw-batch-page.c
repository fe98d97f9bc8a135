/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-batch-page.h"

#include "kw-batch-panel.h"
#include "kw-batch-rooms.h"
#include "kw-batch-staff.h"
#include "kw-batch-words.h"
#include "kw-clock-panel.h"
#include "kw-desk-batch.h"
#include "kw-error-words.h"
#include "kw-time-words.h"
#include "kw-weak.h"
#include "kw-window.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KwBatchPage
{
  AdwBin parent_instance;

  KwSession *session;
  GPtrArray *open; /* (nullable): of KwBatch: those offered, in the order of the rows */
  gboolean is_starting;

  GtkWidget *offers_group;
  GtkListBox *offers;
  GtkStack *stack;
  KwBatchRooms *rooms;
  AdwBin *staff_place;
  KwBatchStaff *staff; /* (nullable): not shown yet */
  GtkSpinButton *n_blank;
  GtkLabel *summary;
  GtkLabel *problem;
  GtkWidget *start;
};

G_DEFINE_FINAL_TYPE (KwBatchPage, kw_batch_page, ADW_TYPE_BIN)

static KwDesk *
get_desk (KwBatchPage *self)
{
  return kw_session_get_desk (self->session);
}

static KwBatchKind
get_kind (KwBatchPage *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);

  if (g_strcmp0 (name, "staff") == 0)
    return KW_BATCH_KIND_STAFF;
  return g_strcmp0 (name, "blank") == 0 ? KW_BATCH_KIND_BLANK : KW_BATCH_KIND_ROOMS;
}

static void
show_problem (KwBatchPage *self, const char *sentence)
{
  gtk_label_set_label (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

static void
show_error (KwBatchPage *self, const GError *error)
{
  g_autofree char *sentence = kw_error_words_dup_sentence (error);

  if (!kw_clock_panel_heed (GTK_WIDGET (self), error))
    show_problem (self, sentence);
}

/* What would be written */

static guint
get_n_cards (KwBatchPage *self)
{
  switch (get_kind (self))
    {
    case KW_BATCH_KIND_ROOMS:
      return kw_batch_rooms_get_n_rooms (self->rooms) * kw_batch_rooms_get_n_each (self->rooms);
    case KW_BATCH_KIND_STAFF:
      return self->staff != NULL ? kw_batch_staff_get_n_cards (self->staff) : 0;
    case KW_BATCH_KIND_BLANK:
      return (guint)gtk_spin_button_get_value_as_int (self->n_blank);
    }
  g_return_val_if_reached (0);
}

static char *
dup_rooms_summary (KwBatchPage *self, guint n_cards)
{
  const guint n_rooms = kw_batch_rooms_get_n_rooms (self->rooms);
  const guint n_hidden = kw_batch_rooms_get_n_hidden (self->rooms);
  g_autofree char *rooms = g_strdup_printf (ngettext ("%u room", "%u rooms", n_rooms), n_rooms);
  g_autofree char *cards = g_strdup_printf (ngettext ("%u card", "%u cards", n_cards), n_cards);
  /* Translators: how many rooms, and how many cards in all: "40 rooms, 80 cards" */
  g_autofree char *all = g_strdup_printf (C_ ("rooms and cards", "%s, %s"), rooms, cards);
  g_autofree char *hidden = NULL;

  if (n_hidden == 0)
    return g_steal_pointer (&all);
  hidden = g_strdup_printf (ngettext ("%u chosen room is not in this list.",
                                      "%u chosen rooms are not in this list.", n_hidden),
                            n_hidden);
  return g_strconcat (all, "\n", hidden, NULL);
}

static char *
dup_summary (KwBatchPage *self, guint n_cards)
{
  switch (get_kind (self))
    {
    case KW_BATCH_KIND_ROOMS:
      return n_cards == 0 ? g_strdup (_ ("Choose the rooms that get cards."))
                          : dup_rooms_summary (self, n_cards);
    case KW_BATCH_KIND_STAFF:
      return n_cards == 0 ? g_strdup (_ ("Name those who get a card."))
                          : g_strdup_printf (ngettext ("%u card", "%u cards", n_cards), n_cards);
    case KW_BATCH_KIND_BLANK:
      return g_strdup_printf (ngettext ("%u card is erased and opens nothing afterwards.",
                                        "%u cards are erased and open nothing afterwards.",
                                        n_cards),
                              n_cards);
    }
  g_return_val_if_reached (NULL);
}

static void
show_choice (KwBatchPage *self)
{
  const guint n_cards = get_n_cards (self);
  g_autofree char *summary = dup_summary (self, n_cards);
  g_autofree char *problem = NULL;

  if (n_cards > KW_BATCH_N_CARDS_MAX)
    /* Translators: a number of cards */
    problem = g_strdup_printf (_ ("At most %u cards are written in one go. Choose fewer."),
                               (guint)KW_BATCH_N_CARDS_MAX);
  else if (get_kind (self) == KW_BATCH_KIND_STAFF && self->staff != NULL)
    problem = kw_batch_staff_dup_problem (self->staff);
  gtk_label_set_label (self->summary, summary);
  show_problem (self, problem);
  gtk_widget_set_sensitive (self->start, n_cards > 0 && problem == NULL && !self->is_starting &&
                                             kw_desk_get_property (get_desk (self)) != NULL);
}

static void
make_staff (KwBatchPage *self)
{
  self->staff = g_object_new (KW_TYPE_BATCH_STAFF, NULL);
  kw_batch_staff_set_session (self->staff, self->session);
  g_signal_connect_object (self->staff, "changed", G_CALLBACK (show_choice), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->staff_place, GTK_WIDGET (self->staff));
}

static void
on_kind_chosen_cb (KwBatchPage *self)
{
  if (self->staff == NULL && get_kind (self) == KW_BATCH_KIND_STAFF)
    make_staff (self);
  show_choice (self);
}

static GArray *
dup_wishes (KwBatchPage *self)
{
  const KwDeskBatchWish blank = { .n_cards = get_n_cards (self) };
  GArray *wishes = NULL;

  switch (get_kind (self))
    {
    case KW_BATCH_KIND_ROOMS:
      return kw_batch_rooms_dup_wishes (self->rooms);
    case KW_BATCH_KIND_STAFF:
      return kw_batch_staff_dup_wishes (self->staff);
    case KW_BATCH_KIND_BLANK:
      wishes = g_array_new (FALSE, TRUE, sizeof (KwDeskBatchWish));
      g_array_append_val (wishes, blank);
      return wishes;
    }
  g_return_val_if_reached (NULL);
}

/* Starting one */

static void refresh (KwBatchPage *self);

/* The one that is being written in the pane; 0 = none. */
static gint64
get_running (KwBatchPage *self)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));
  GtkWidget *panel = window != NULL ? kw_window_get_panel (window) : NULL;

  return panel != NULL && KW_IS_BATCH_PANEL (panel) && gtk_widget_get_mapped (panel)
             ? kw_batch_panel_get_batch (KW_BATCH_PANEL (panel))->id
             : 0;
}

static void
show_batch (KwBatchPage *self, const KwBatch *batch, gboolean is_resumed)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));
  GtkWidget *panel = window != NULL ? kw_window_get_panel (window) : NULL;

  if (window == NULL)
    return;
  if (get_running (self) == batch->id)
    return;
  /* Only once the place is free: a panel waits for a card as soon as it is made. */
  if (panel != NULL && !kw_window_show_panel (window, NULL))
    return;
  panel = kw_batch_panel_new (self->session, batch, is_resumed);
  g_signal_connect_object (panel, "unmap", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  kw_window_show_panel (window, panel);
  kw_window_withdraw (window, "win.batch");
  refresh (self);
}

static void
clear_choice (KwBatchPage *self)
{
  kw_batch_rooms_clear (self->rooms);
  if (self->staff != NULL)
    kw_batch_staff_clear (self->staff);
}

static void
on_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwBatchPage) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwBatch) batch = kw_desk_batch_finish (KW_DESK (source), result, &error);

  if (self == NULL || self->session == NULL)
    return;
  self->is_starting = FALSE;
  if (batch != NULL)
    {
      clear_choice (self);
      show_choice (self);
      show_batch (self, batch, /* is_resumed= */ FALSE);
      return;
    }
  show_choice (self);
  show_error (self, error);
}

static void
on_start_clicked_cb (KwBatchPage *self)
{
  g_autoptr (GArray) wishes = dup_wishes (self);

  self->is_starting = TRUE;
  show_choice (self);
  kw_desk_create_batch_async (get_desk (self), get_kind (self),
                              (const KwDeskBatchWish *)(gpointer)wishes->data, wishes->len, NULL,
                              on_created_cb, kw_weak_new (self));
}

/* Those that were stopped */

static const KwBatch *
get_offered (KwBatchPage *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  const int i = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  return i >= 0 && (guint)i < self->open->len ? g_ptr_array_index (self->open, (guint)i) : NULL;
}

static void
on_resume_clicked_cb (KwBatchPage *self, GtkWidget *button)
{
  const KwBatch *batch = get_offered (self, button);

  if (batch != NULL)
    show_batch (self, batch, /* is_resumed= */ TRUE);
}

static void
on_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwBatchPage) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwBatch) batch = kw_desk_batch_finish (KW_DESK (source), result, &error);

  if (self != NULL && self->session != NULL && batch == NULL)
    show_error (self, error);
}

static void
on_end_clicked_cb (KwBatchPage *self, GtkWidget *button)
{
  const KwBatch *batch = get_offered (self, button);

  if (batch != NULL && get_running (self) != batch->id)
    kw_desk_end_batch_async (get_desk (self), batch->id, NULL, on_ended_cb, kw_weak_new (self));
}

static GtkWidget *
make_offer_button (KwBatchPage *self, const char *label, const char *sentence, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence, -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_offer (KwBatchPage *self, const KwBatch *batch)
{
  g_autofree char *sentence = kw_batch_words_dup_stopped (batch);
  g_autofree char *when = kw_time_words_dup (kw_desk_get_property (get_desk (self)),
                                             kw_desk_get_now_unix_s (get_desk (self)),
                                             batch->created_at_unix_s);
  /* Translators: when a batch of cards was begun: "Sunday 11:00" */
  g_autofree char *begun = g_strdup_printf (_ ("Begun %s"), when);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", sentence,
                                 "subtitle", begun, "title-lines", 0, NULL);

  adw_action_row_add_suffix (
      ADW_ACTION_ROW (row),
      make_offer_button (self, _ ("_Resume"), sentence, G_CALLBACK (on_resume_clicked_cb)));
  adw_action_row_add_suffix (
      ADW_ACTION_ROW (row),
      make_offer_button (self, _ ("_End"), sentence, G_CALLBACK (on_end_clicked_cb)));
  gtk_list_box_append (self->offers, row);
}

static gboolean
is_same_offer (const KwBatch *a, const KwBatch *b)
{
  return a->id == b->id && a->n_done == b->n_done && a->n_skipped == b->n_skipped;
}

/* A row that says the same stays: the focus may be in it. */
static gboolean
is_shown (KwBatchPage *self, const GPtrArray *open)
{
  if (self->open == NULL || self->open->len != open->len)
    return FALSE;
  for (guint i = 0; i < open->len; i++)
    if (!is_same_offer (g_ptr_array_index (self->open, i), g_ptr_array_index (open, i)))
      return FALSE;
  return TRUE;
}

static void
show_offers (KwBatchPage *self, GPtrArray *open)
{
  GtkWidget *row = NULL;

  if (is_shown (self, open))
    return;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->offers))) != NULL)
    gtk_list_box_remove (self->offers, row);
  g_clear_pointer (&self->open, g_ptr_array_unref);
  self->open = g_ptr_array_ref (open);
  for (guint i = 0; i < open->len && kw_desk_get_property (get_desk (self)) != NULL; i++)
    add_offer (self, g_ptr_array_index (open, i));
  gtk_widget_set_visible (self->offers_group, open->len > 0);
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwBatchPage) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = kw_desk_list_batches_finish (KW_DESK (source), result, &error);

  if (self == NULL || self->session == NULL || open == NULL)
    return;
  for (guint i = open->len; i-- > 0;)
    if (((const KwBatch *)g_ptr_array_index (open, i))->id == get_running (self))
      g_ptr_array_remove_index (open, i);
  show_offers (self, open);
}

static void
refresh (KwBatchPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    kw_desk_list_batches_async (get_desk (self), NULL, on_listed_cb, kw_weak_new (self));
}

/* Object */

static void
kw_batch_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kw_batch_page_parent_class)->map (widget);
  refresh (KW_BATCH_PAGE (widget));
}

/* What is to be chosen, not the kinds of choice above it. */
static gboolean
kw_batch_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (gtk_stack_get_visible_child (KW_BATCH_PAGE (widget)->stack),
                                 GTK_DIR_TAB_FORWARD);
}

static void
kw_batch_page_dispose (GObject *object)
{
  KwBatchPage *self = KW_BATCH_PAGE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_BATCH_PAGE);
  g_clear_pointer (&self->open, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_batch_page_parent_class)->dispose (object);
}

static void
kw_batch_page_class_init (KwBatchPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_batch_page_dispose;
  widget_class->grab_focus = kw_batch_page_grab_focus;
  widget_class->map = kw_batch_page_map;
  g_type_ensure (KW_TYPE_BATCH_ROOMS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-batch-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwBatchPage, offers_group);
  gtk_widget_class_bind_template_child (widget_class, KwBatchPage, offers);
  gtk_widget_class_bind_template_child (widget_class, KwBatchPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KwBatchPage, rooms);
  gtk_widget_class_bind_template_child (widget_class, KwBatchPage, staff_place);
  gtk_widget_class_bind_template_child (widget_class, KwBatchPage, n_blank);
  gtk_widget_class_bind_template_child (widget_class, KwBatchPage, summary);
  gtk_widget_class_bind_template_child (widget_class, KwBatchPage, problem);
  gtk_widget_class_bind_template_child (widget_class, KwBatchPage, start);
  gtk_widget_class_bind_template_callback (widget_class, on_start_clicked_cb);
}

static void
kw_batch_page_init (KwBatchPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kw_batch_page_new (KwSession *session)
{
  KwBatchPage *self = g_object_new (KW_TYPE_BATCH_PAGE, NULL);

  self->session = g_object_ref (session);
  kw_batch_rooms_set_session (self->rooms, session);
  g_signal_connect_object (get_desk (self), "register-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_desk (self), "notify::property", G_CALLBACK (show_choice), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rooms, "changed", G_CALLBACK (show_choice), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (on_kind_chosen_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->n_blank, "value-changed", G_CALLBACK (show_choice), self,
                           G_CONNECT_SWAPPED);
  show_choice (self);
  return GTK_WIDGET (self);
}
