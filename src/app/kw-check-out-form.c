/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-check-out-form.h"

#include "kw-card-row.h"
#include "kw-clock-panel.h"
#include "kw-desk-card-list.h"
#include "kw-desk-stays.h"
#include "kw-error-words.h"
#include "kw-panel.h"
#include "kw-sheet.h"
#include "kw-stay-words.h"
#include "kw-time-words.h"
#include "kw-verb-button.h"
#include "kw-weak.h"
#include "kw-window-stays.h"

#include <glib/gi18n.h>

#define N_CARDS_MAX 50

struct _KwCheckOutForm
{
  AdwBin parent_instance;

  KwSheet *sheet;
  GtkLabel *rooms;
  GtkLabel *tenants;
  GtkLabel *line;
  GtkLabel *sentence;
  GtkListBox *cards;
  KwVerbButton *take_back;
  GtkButton *submit;

  KwSession *session;
  GCancellable *cancellable;
  KwAwaited *awaited; /* (nullable): while it is being closed */
  KwStay *stay;
  KwDeskCardList *card_list;
  GListModel *live; /* the cards that are out */
};

static void kw_check_out_form_init_panel (KwPanelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KwCheckOutForm, kw_check_out_form, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KW_TYPE_PANEL, kw_check_out_form_init_panel))

static KwDesk *
get_desk (KwCheckOutForm *self)
{
  return kw_session_get_desk (self->session);
}

/* Cards */

/* Until when a card of the stay may open; 0 = it is not out. */
static gint64
get_open_until (KwDeskCardItem *item)
{
  const KwCredential *credential = kw_desk_card_item_get_credential (item);

  if (credential == NULL)
    return 0;
  switch (credential->state)
    {
    case KW_CREDENTIAL_STATE_LIVE:
    case KW_CREDENTIAL_STATE_LOST:
    case KW_CREDENTIAL_STATE_SUPERSEDED:
    case KW_CREDENTIAL_STATE_UNCERTAIN:
      return MAX (credential->grant->valid_until_unix_s, credential->may_live_until_unix_s);
    case KW_CREDENTIAL_STATE_PENDING:
    case KW_CREDENTIAL_STATE_RETURNED:
    case KW_CREDENTIAL_STATE_EXPIRED:
    case KW_CREDENTIAL_STATE_REWRITTEN:
    case KW_CREDENTIAL_STATE_FAILED:
    case KW_CREDENTIAL_STATE_DAMAGED:
      return 0;
    }
  g_return_val_if_reached (0);
}

static gboolean
is_out (gpointer item, gpointer user_data)
{
  KwCheckOutForm *self = user_data;

  return get_open_until (item) > kw_desk_get_now_unix_s (get_desk (self));
}

/* What ending the stay leaves behind, before it is ended. */
static void
show_sentence (KwCheckOutForm *self)
{
  const guint n = g_list_model_get_n_items (self->live);
  gint64 until_unix_s = 0;
  g_autofree char *until = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KwDeskCardItem) item = g_list_model_get_item (self->live, i);

      until_unix_s = MAX (until_unix_s, get_open_until (item));
    }
  until = kw_time_words_dup (kw_desk_get_property (get_desk (self)),
                             kw_desk_get_now_unix_s (get_desk (self)), until_unix_s);
  if (n == 0)
    text = g_strdup (_ ("No card of this stay is out."));
  else
    text = g_strdup_printf (
        /* Translators: a number of cards, the time until which they open: "Sunday 11:00" */
        ngettext ("%u card is still out. It opens until %s, or until a new card of the next tenant "
                  "is shown at the door.",
                  "%u cards are still out. They open until %s, or until a new card of the next "
                  "tenant is shown at the door.",
                  n),
        n, until);
  gtk_label_set_label (self->sentence, text);
  gtk_widget_set_visible (GTK_WIDGET (self->cards), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->take_back), n > 0);
}

static void
on_live_changed_cb (KwCheckOutForm *self)
{
  show_sentence (self);
}

static GtkWidget *
make_card_row (gpointer item, gpointer user_data)
{
  KwCheckOutForm *self = user_data;

  return kw_card_row_new (kw_desk_get_property (get_desk (self)),
                          kw_desk_get_now_unix_s (get_desk (self)), item);
}

static void
on_card_activated_cb (KwCheckOutForm *self, GtkListBoxRow *row)
{
  g_autoptr (KwDeskCardItem)
      item = g_list_model_get_item (self->live, (guint)gtk_list_box_row_get_index (row));

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-card", "s",
                                kw_desk_card_item_get_label (item));
}

static void
set_cards (KwCheckOutForm *self)
{
  const KwDeskCardFilter filter = { .stay_id = self->stay->id };
  GtkCustomFilter *out = gtk_custom_filter_new (is_out, self, NULL);
  GListModel *some;

  self->card_list = kw_desk_card_list_new (get_desk (self), &filter);
  some = G_LIST_MODEL (
      gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->card_list)), 0, N_CARDS_MAX));
  self->live = G_LIST_MODEL (gtk_filter_list_model_new (some, GTK_FILTER (out)));
  gtk_list_box_bind_model (self->cards, self->live, make_card_row, self, NULL);
  g_signal_connect_object (self->live, "items-changed", G_CALLBACK (on_live_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Ending it */

static char *
dup_done (KwCheckOutForm *self, const KwStay *stay, guint n_live)
{
  g_autofree char *rooms = kw_stay_words_dup_rooms (kw_desk_get_property (get_desk (self)),
                                                    stay->doors, stay->n_doors);

  if (self->stay->state == KW_STAY_STATE_EXPECTED)
    /* Translators: the name of a room */
    return g_strdup_printf (_ ("The arrival in room %s is cancelled."), rooms);
  if (n_live == 0)
    /* Translators: the name of a room */
    return g_strdup_printf (_ ("Room %s is checked out."), rooms);
  /* Translators: the name of a room, a number of cards */
  return g_strdup_printf (ngettext ("Room %s is checked out. %u card is still out.",
                                    "Room %s is checked out. %u cards are still out.", n_live),
                          rooms, n_live);
}

static void
on_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwCheckOutForm) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  guint n_live = 0;
  g_autoptr (KwStay) stay = kw_desk_close_stay_finish (KW_DESK (source), result, &n_live, &error);
  g_autoptr (KwAwaited) awaited = NULL;
  g_autofree char *sentence = NULL;
  KwWindow *window;

  if (self == NULL || self->session == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->submit), TRUE);
  awaited = g_steal_pointer (&self->awaited); /* until the answer is on the screen */
  if (kw_clock_panel_heed (GTK_WIDGET (self), error))
    return;
  if (stay == NULL)
    {
      sentence = kw_error_words_dup_sentence (error);
      kw_sheet_refuse (self->sheet, NULL, sentence);
      gtk_widget_grab_focus (GTK_WIDGET (self->submit));
      return;
    }
  window = kw_window_get_from (GTK_WIDGET (self));
  if (window == NULL)
    return;
  sentence = dup_done (self, stay, n_live);
  kw_window_tell (window, sentence);
  kw_window_show_stay_details (window, stay);
}

static void
on_submit_cb (KwCheckOutForm *self)
{
  if (self->session == NULL)
    return;
  kw_sheet_clear (self->sheet);
  gtk_widget_set_sensitive (GTK_WIDGET (self->submit), FALSE);
  self->awaited = kw_session_await (self->session);
  kw_desk_close_stay_async (get_desk (self), self->stay->id, self->cancellable, on_closed_cb,
                            kw_weak_new (self));
}

/* Panel */

static char *
kw_check_out_form_dup_title (KwPanel *panel)
{
  const KwStay *stay = KW_CHECK_OUT_FORM (panel)->stay;

  return g_strdup (stay->state == KW_STAY_STATE_EXPECTED ? _ ("Cancel the Arrival")
                                                         : _ ("Check Out"));
}

static void
kw_check_out_form_init_panel (KwPanelInterface *iface)
{
  iface->dup_title = kw_check_out_form_dup_title;
}

/* Object */

static gboolean
kw_check_out_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KW_CHECK_OUT_FORM (widget)->submit));
}

static void
kw_check_out_form_dispose (GObject *object)
{
  KwCheckOutForm *self = KW_CHECK_OUT_FORM (object);

  g_clear_pointer (&self->awaited, kw_awaited_end);
  adw_bin_set_child (ADW_BIN (self), NULL); /* before its template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_CHECK_OUT_FORM);
  g_clear_object (&self->live);
  g_clear_object (&self->card_list);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->stay, kw_stay_unref);
  G_OBJECT_CLASS (kw_check_out_form_parent_class)->dispose (object);
}

static void
kw_check_out_form_class_init (KwCheckOutFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_check_out_form_dispose;
  widget_class->grab_focus = kw_check_out_form_grab_focus;
  g_type_ensure (KW_TYPE_SHEET);
  g_type_ensure (KW_TYPE_VERB_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-check-out-form.ui");
  gtk_widget_class_bind_template_child (widget_class, KwCheckOutForm, rooms);
  gtk_widget_class_bind_template_child (widget_class, KwCheckOutForm, tenants);
  gtk_widget_class_bind_template_child (widget_class, KwCheckOutForm, line);
  gtk_widget_class_bind_template_child (widget_class, KwCheckOutForm, sentence);
  gtk_widget_class_bind_template_child (widget_class, KwCheckOutForm, cards);
  gtk_widget_class_bind_template_child (widget_class, KwCheckOutForm, take_back);
  gtk_widget_class_bind_template_child (widget_class, KwCheckOutForm, sheet);
  gtk_widget_class_bind_template_child (widget_class, KwCheckOutForm, submit);
  gtk_widget_class_bind_template_callback (widget_class, on_card_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_submit_cb);
}

static void
kw_check_out_form_init (KwCheckOutForm *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_panel_set_default (KW_PANEL (self), GTK_WIDGET (self->submit));
}

GtkWidget *
kw_check_out_form_new (KwSession *session, const KwStay *stay)
{
  KwCheckOutForm *self = g_object_new (KW_TYPE_CHECK_OUT_FORM, NULL);
  KwDesk *desk = kw_session_get_desk (session);
  const KwProperty *property = kw_desk_get_property (desk);
  g_autofree char *rooms = kw_stay_words_dup_rooms (property, stay->doors, stay->n_doors);
  g_autofree char *line = kw_stay_words_dup_stay_line (property, kw_desk_get_now_unix_s (desk),
                                                       stay);

  self->session = g_object_ref (session);
  self->stay = kw_stay_ref (stay);
  gtk_label_set_label (self->rooms, rooms);
  kw_stay_words_show_tenants (self->tenants, stay);
  gtk_label_set_label (self->line, line);
  kw_verb_button_set_verb (self->take_back, _ ("_Return Card"), "F4", "win.return", NULL);
  if (stay->state == KW_STAY_STATE_EXPECTED)
    gtk_button_set_label (self->submit, _ ("_Cancel the Arrival"));
  set_cards (self);
  show_sentence (self);
  return GTK_WIDGET (self);
}
