/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-card-panel.h"

#include "kw-clock-panel.h"
#include "kw-desk-card-list.h"
#include "kw-error-words.h"
#include "kw-panel.h"
#include "kw-read-only.h"
#include "kw-review-words.h"
#include "kw-staff-form.h"
#include "kw-time-words.h"
#include "kw-window-actions.h"
#include "kw-window.h"
#include "kw-words.h"

#include <glib/gi18n.h>

struct _KwCardPanel
{
  AdwBin parent_instance;

  KwSession *session;
  GCancellable *cancellable;
  char *label;
  KwDeskCardList *history;
  KwCredential *credential; /* (nullable) the newest */
  KwSubject subject;        /* its label is the panel's */

  GtkStack *stack;
  GtkLabel *state;
  GtkLabel *opens;
  GtkLabel *note;
  GtkLabel *medium;
  GtkWidget *show_stay;
  GtkWidget *renew;
  GtkWidget *replace;
  GtkButton *lost;
  GtkWidget *return_absent;
  GtkWidget *discard;
  GtkListBox *rows;
};

static void kw_card_panel_panel_init (KwPanelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KwCardPanel, kw_card_panel, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KW_TYPE_PANEL, kw_card_panel_panel_init))

static char *
kw_card_panel_dup_title (KwPanel *panel)
{
  /* Translators: the number of a card, "7-42" */
  return g_strdup_printf (_ ("Card %s"), KW_CARD_PANEL (panel)->label);
}

static void
kw_card_panel_take_subject (KwPanel *panel)
{
  KwCardPanel *self = KW_CARD_PANEL (panel);

  kw_session_set_subject (self->session, &self->subject);
}

static void
kw_card_panel_panel_init (KwPanelInterface *iface)
{
  iface->dup_title = kw_card_panel_dup_title;
  iface->take_subject = kw_card_panel_take_subject;
}

static char *
dup_time (KwCardPanel *self, gint64 unix_s)
{
  KwDesk *desk = kw_session_get_desk (self->session);

  return kw_time_words_dup (kw_desk_get_property (desk), kw_desk_get_now_unix_s (desk), unix_s);
}

/* What of it still opens although it should not. */
static char *
dup_note (KwCardPanel *self, const KwCredential *credential)
{
  g_autofree char *until = NULL;

  if (credential->may_live_until_unix_s <=
      kw_desk_get_now_unix_s (kw_session_get_desk (self->session)))
    return NULL;
  until = dup_time (self, credential->may_live_until_unix_s);
  /* Translators: a time */
  return g_strdup_printf (_ ("It may go on opening until %s."), until);
}

static void
set_optional (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* What its stay offers for a tenant's card, stands here for one of the staff. */
static void
show_staff_buttons (KwCardPanel *self, const KwCredential *credential)
{
  const gboolean is_staff = kw_review_words_is_staff (credential->grant);
  const gboolean is_live = credential->state == KW_CREDENTIAL_STATE_LIVE;

  g_clear_pointer (&self->credential, kw_credential_unref);
  self->credential = kw_credential_ref (credential);
  gtk_widget_set_visible (self->renew, is_staff && is_live);
  gtk_widget_set_visible (self->replace,
                          is_staff && (is_live || credential->state == KW_CREDENTIAL_STATE_LOST ||
                                       credential->state == KW_CREDENTIAL_STATE_DAMAGED));
}

static void
show_newest (KwCardPanel *self, KwDeskCardItem *item)
{
  KwDesk *desk = kw_session_get_desk (self->session);
  const KwCard *card = kw_desk_card_item_get_card (item);
  const KwCredential *credential = kw_desk_card_item_get_credential (item);
  const KwProperty *property = kw_desk_get_property (desk);
  gboolean is_out = credential->state == KW_CREDENTIAL_STATE_LIVE ||
                    credential->state == KW_CREDENTIAL_STATE_SUPERSEDED;
  const gboolean is_lost = credential->state == KW_CREDENTIAL_STATE_LOST;
  g_autofree char *opens = kw_words_dup_opens (property, kw_desk_get_now_unix_s (desk),
                                               credential->grant);
  g_autofree char *note = dup_note (self, credential);

  gtk_label_set_label (self->state, card->is_discarded
                                        ? C_ ("card", "taken out of use")
                                        : kw_words_get_credential_state (credential->state));
  gtk_label_set_label (self->opens, opens);
  set_optional (self->note, note);
  gtk_label_set_label (self->medium, kw_words_get_medium (kw_medium_to_string (card->medium)));
  gtk_widget_set_visible (self->show_stay, credential->stay_id != 0);
  gtk_button_set_label (self->lost, is_lost ? _ ("How to Stop _It") : _ ("Report _Lost"));
  show_staff_buttons (self, credential);
  gtk_widget_set_visible (GTK_WIDGET (self->lost), is_out || is_lost);
  gtk_widget_set_visible (self->return_absent, is_out);
  gtk_widget_set_visible (self->discard, !card->is_discarded && !is_out);
  self->subject.stay_id = credential->stay_id;
  self->subject.credential = credential->number;
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL) /* else something covers it */
    kw_card_panel_take_subject (KW_PANEL (self));
}

static GtkWidget *
make_history_row (KwCardPanel *self, KwDeskCardItem *item)
{
  const KwProperty *property = kw_desk_get_property (kw_session_get_desk (self->session));
  const KwCredential *credential = kw_desk_card_item_get_credential (item);
  const char *state = kw_words_get_credential_state (credential->state);
  g_autofree char *scope = kw_words_dup_scope (property, credential->grant);
  g_autofree char *at = dup_time (self, credential->issued_at_unix_s);
  g_autofree char *until = dup_time (self, credential->grant->valid_until_unix_s);
  /* Translators: something that was written on a card: when, until when, its state now */
  g_autofree char *subtitle = g_strdup_printf (_ ("Written %s, until %s, %s"), at, until, state);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), scope);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
update (KwCardPanel *self)
{
  GListModel *history = G_LIST_MODEL (self->history);
  guint n_items = g_list_model_get_n_items (history);
  gboolean is_loading = FALSE;

  g_object_get (self->history, "is-loading", &is_loading, NULL);
  if (n_items == 0)
    {
      if (!is_loading)
        gtk_stack_set_visible_child_name (self->stack, "missing");
      return;
    }
  for (GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rows, 0); row != NULL;
       row = gtk_list_box_get_row_at_index (self->rows, 0))
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (KwDeskCardItem) item = g_list_model_get_item (history, i);

      if (kw_desk_card_item_get_credential (item) == NULL)
        continue;
      if (i == 0)
        show_newest (self, item);
      gtk_list_box_append (self->rows, make_history_row (self, item));
    }
  gtk_stack_set_visible_child_name (self->stack, "card");
}

static void
tell (KwCardPanel *self, const char *sentence)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));

  if (window != NULL)
    kw_window_tell (window, sentence);
}

static void
tell_error (KwCardPanel *self, const GError *error)
{
  g_autofree char *sentence = kw_error_words_dup_sentence (error);

  if (kw_clock_panel_heed (GTK_WIDGET (self), error))
    return;
  tell (self, sentence);
}

static void
on_returned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwCardPanel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskOutcome)
      outcome = kw_desk_return_absent_finish (KW_DESK (source), result, &error);
  g_autofree char *until = NULL;
  g_autofree char *sentence = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (outcome == NULL)
    {
      tell_error (self, error);
      return;
    }
  until = dup_time (self, outcome->may_live_until_unix_s);
  sentence = outcome->may_live_until_unix_s == 0
                 ? g_strdup (_ ("Returned without the card."))
                 /* Translators: a time */
                 : g_strdup_printf (_ ("Returned without the card. It opens until %s."), until);
  tell (self, sentence);
}

static void
return_absent (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwCardPanel *self = KW_CARD_PANEL (widget);

  kw_desk_return_absent_async (kw_session_get_desk (self->session), self->label, self->cancellable,
                               on_returned_cb, g_object_ref (self));
}

static void
on_discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwCardPanel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwCard) card = kw_desk_discard_card_finish (KW_DESK (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (card == NULL)
    tell_error (self, error);
  else
    tell (self, _ ("The card is taken out of use."));
}

static void
discard (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwCardPanel *self = KW_CARD_PANEL (widget);

  kw_desk_discard_card_async (kw_session_get_desk (self->session), self->label, self->cancellable,
                              on_discarded_cb, g_object_ref (self));
}

static void
replace (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwCardPanel *self = KW_CARD_PANEL (widget);
  KwWindow *window = kw_window_get_from (widget);

  if (window != NULL && self->credential != NULL)
    kw_window_show_form (
        window, kw_staff_form_new_replacing (self->session, self->credential, self->label));
}

static void
show_stay (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwCardPanel *self = KW_CARD_PANEL (widget);

  gtk_widget_activate_action (widget, "win.show-stay", "x",
                              kw_session_get_subject (self->session)->stay_id);
}

static void
kw_card_panel_dispose (GObject *object)
{
  KwCardPanel *self = KW_CARD_PANEL (object);

  g_cancellable_cancel (self->cancellable);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_CARD_PANEL);
  g_clear_object (&self->history);
  g_clear_pointer (&self->credential, kw_credential_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_card_panel_parent_class)->dispose (object);
}

static void
kw_card_panel_finalize (GObject *object)
{
  KwCardPanel *self = KW_CARD_PANEL (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->label, g_free);
  G_OBJECT_CLASS (kw_card_panel_parent_class)->finalize (object);
}

static void
kw_card_panel_class_init (KwCardPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_card_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = kw_card_panel_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-card-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KwCardPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, KwCardPanel, state);
  gtk_widget_class_bind_template_child (widget_class, KwCardPanel, opens);
  gtk_widget_class_bind_template_child (widget_class, KwCardPanel, note);
  gtk_widget_class_bind_template_child (widget_class, KwCardPanel, medium);
  gtk_widget_class_bind_template_child (widget_class, KwCardPanel, show_stay);
  gtk_widget_class_bind_template_child (widget_class, KwCardPanel, renew);
  gtk_widget_class_bind_template_child (widget_class, KwCardPanel, replace);
  gtk_widget_class_bind_template_child (widget_class, KwCardPanel, lost);
  gtk_widget_class_bind_template_child (widget_class, KwCardPanel, return_absent);
  gtk_widget_class_bind_template_child (widget_class, KwCardPanel, discard);
  gtk_widget_class_bind_template_child (widget_class, KwCardPanel, rows);
  gtk_widget_class_install_action (widget_class, "card.return-absent", NULL, return_absent);
  gtk_widget_class_install_action (widget_class, "card.discard", NULL, discard);
  gtk_widget_class_install_action (widget_class, "card.replace", NULL, replace);
  gtk_widget_class_install_action (widget_class, "card.show-stay", NULL, show_stay);
}

static void
kw_card_panel_init (KwCardPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
kw_card_panel_new (KwSession *session, const char *card_label)
{
  KwCardPanel *self = g_object_new (KW_TYPE_CARD_PANEL, NULL);
  const KwDeskCardFilter filter = { .card_label = card_label };

  self->session = g_object_ref (session);
  self->label = g_strdup (card_label);
  self->subject.card_label = self->label;
  kw_read_only_disable (GTK_WIDGET (self), kw_session_get_desk (session), "card.");
  self->history = kw_desk_card_list_new (kw_session_get_desk (session), &filter);
  g_signal_connect_object (self->history, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history, "notify::is-loading", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/* In lists */

static gboolean
get_subject (gpointer item, KwSubject *subject)
{
  if (kw_desk_card_item_get_card (item) == NULL)
    return FALSE;
  *subject = (KwSubject){ .card_label = (char *)kw_desk_card_item_get_label (item) };
  return TRUE;
}

static gboolean
is_same (const KwSubject *a, const KwSubject *b)
{
  return g_strcmp0 (a->card_label, b->card_label) == 0;
}

static GtkWidget *
make_panel (gpointer page, KwSession *session, const KwSubject *subject)
{
  return kw_card_panel_new (session, subject->card_label);
}

const KwListDetailsFuncs kw_card_panel_details = {
  .get_subject = get_subject,
  .is_same = is_same,
  .make_panel = make_panel,
};
