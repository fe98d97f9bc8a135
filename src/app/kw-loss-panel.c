/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-loss-panel.h"

#include "kw-card-row.h"
#include "kw-clock-panel.h"
#include "kw-desk-card-list.h"
#include "kw-desk-cards.h"
#include "kw-desk-loss.h"
#include "kw-encode-panel.h"
#include "kw-error-words.h"
#include "kw-loss-words.h"
#include "kw-panel.h"
#include "kw-time-words.h"
#include "kw-visit-row.h"
#include "kw-walk-panel.h"
#include "kw-weak.h"
#include "kw-window.h"
#include "kw-words.h"

#include <glib/gi18n.h>

#define N_PLACES_MAX 12 /* of a master card there are hundreds: those are in the walk-list */
#define N_CARDS_MAX 50

/* Cards that may still open something. */
#define STATES_OUT                                                                                 \
  (1u << KW_CREDENTIAL_STATE_LIVE | 1u << KW_CREDENTIAL_STATE_SUPERSEDED |                         \
   1u << KW_CREDENTIAL_STATE_LOST | 1u << KW_CREDENTIAL_STATE_UNCERTAIN)

/* The one thing to do next. */
typedef enum
{
  STEP_NONE,
  STEP_REPORT,
  STEP_NEW,
  STEP_CANCEL,
} Step;

struct _KwLossPanel
{
  AdwBin parent_instance;

  KwSession *session;
  GCancellable *cancellable; /* of the question under way */
  char *label;               /* (nullable): the card, once it is known which */
  KwDeskLoss *loss;
  GPtrArray *visits; /* (element-type KwDeskVisit) (nullable) */
  Step step;
  gboolean is_shown; /* has the focus been taken once */
  KwDeskCardList *cards;
  GListModel *shown_cards;

  GtkStack *stack;
  GtkListBox *choices;
  GtkLabel *headline;
  GtkLabel *opens;
  GtkLabel *problem;
  GtkWidget *reason_group;
  GtkEditable *reason;
  GtkListBox *places;
  GtkWidget *more;
  GtkWidget *new_group;
  GtkLabel *new_way;
  GtkWidget *new_button;
  GtkWidget *cancel_group;
  GtkLabel *cancel_way;
  GtkWidget *cancel_button;
  GtkWidget *wait_group;
  GtkLabel *wait_way;
  GtkButton *suggested;
};

static void kw_loss_panel_panel_init (KwPanelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KwLossPanel, kw_loss_panel, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KW_TYPE_PANEL, kw_loss_panel_panel_init))

static char *
kw_loss_panel_dup_title (KwPanel *panel)
{
  return g_strdup (_ ("Lost Card"));
}

/* From the card back to the choice, where there was one. */
static gboolean
kw_loss_panel_take_back (KwPanel *panel)
{
  KwLossPanel *self = KW_LOSS_PANEL (panel);

  if (self->label == NULL || self->shown_cards == NULL ||
      g_list_model_get_n_items (self->shown_cards) < 2)
    return FALSE;
  g_clear_pointer (&self->label, g_free);
  kw_panel_set_default (panel, NULL);
  gtk_stack_set_visible_child_name (self->stack, "choose");
  return TRUE;
}

static gboolean
kw_loss_panel_can_leave (KwPanel *panel)
{
  return TRUE;
}

static void
kw_loss_panel_panel_init (KwPanelInterface *iface)
{
  iface->dup_title = kw_loss_panel_dup_title;
  iface->take_back = kw_loss_panel_take_back;
  iface->can_leave = kw_loss_panel_can_leave;
}

static KwDesk *
get_desk (KwLossPanel *self)
{
  return kw_session_get_desk (self->session);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
show_problem (KwLossPanel *self, const GError *error)
{
  g_autofree char *sentence = error == NULL ? NULL : kw_error_words_dup_sentence (error);

  if (kw_clock_panel_heed (GTK_WIDGET (self), error))
    return;
  set_text (self->problem, sentence);
}

/* Places */

/* (nullable): not reported yet */
static KwDeskVisit *
find_visit (KwLossPanel *self, const KwDeskPlace *place)
{
  for (guint i = 0; self->visits != NULL && i < self->visits->len; i++)
    {
      KwDeskVisit *visit = self->visits->pdata[i];

      if (kw_desk_place_equal (&visit->place, place))
        return visit;
    }
  return NULL;
}

static guint
count_rows (KwLossPanel *self)
{
  guint n_rows = 0;

  while (gtk_list_box_get_row_at_index (self->places, (int)n_rows) != NULL)
    n_rows++;
  return n_rows;
}

/* The rows stay, and what has the focus in them: only what they say changes. */
static void
fit_rows (KwLossPanel *self, guint n_wanted)
{
  guint n_rows = count_rows (self);

  for (; n_rows > n_wanted; n_rows--)
    gtk_list_box_remove (
        self->places, GTK_WIDGET (gtk_list_box_get_row_at_index (self->places, (int)n_rows - 1)));
  for (; n_rows < n_wanted; n_rows++)
    {
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), kw_visit_row_new (self->session));
      gtk_list_box_append (self->places, row);
    }
}

static void
show_places (KwLossPanel *self)
{
  const KwProperty *property = kw_desk_get_property (get_desk (self));
  const gint64 now_unix_s = kw_desk_get_now_unix_s (get_desk (self));
  const guint n_shown = MIN (self->loss->places->len, N_PLACES_MAX);

  fit_rows (self, n_shown);
  for (guint i = 0; i < n_shown; i++)
    {
      const KwDeskLossPlace *at = &g_array_index (self->loss->places, KwDeskLossPlace, i);
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->places, (int)i);
      g_autofree char *place = kw_loss_words_dup_place (property, &at->place);
      g_autofree char *line = kw_loss_words_dup_place_line (property, now_unix_s, self->loss, at);

      kw_visit_row_show (KW_VISIT_ROW (gtk_list_box_row_get_child (row)), place, line,
                         find_visit (self, &at->place));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->places), n_shown > 0);
  gtk_widget_set_visible (self->more, self->loss->is_lost);
}

/* Ways */

static void
show_way (GtkWidget *group, GtkLabel *label, char *text)
{
  g_autofree char *own = text;

  set_text (label, text);
  gtk_widget_set_visible (group, text != NULL);
}

static Step
choose_step (const KwDeskLoss *loss)
{
  if (loss->n_open == 0)
    return STEP_NONE;
  if (loss->can_report)
    return STEP_REPORT;
  if (loss->is_lost && loss->n_stopped_by_new > 0)
    return STEP_NEW;
  return loss->can_cancel ? STEP_CANCEL : STEP_NONE;
}

/* The suggested button is always in the same place, below what scrolls. */
static void
suggest (KwLossPanel *self)
{
  static const char *const labels[] = {
    [STEP_NONE] = "",
    [STEP_REPORT] = N_ ("Report _Lost"),
    [STEP_NEW] = N_ ("Write a _New Card"),
    [STEP_CANCEL] = N_ ("Write a _Cancel Card"),
  };
  GtkWidget *button = GTK_WIDGET (self->suggested);

  self->step = choose_step (self->loss);
  if (self->step != STEP_NONE)
    gtk_button_set_label (self->suggested, _ (labels[self->step]));
  gtk_widget_set_sensitive (button, TRUE);
  gtk_widget_set_visible (button, self->step != STEP_NONE);
  kw_panel_set_default (KW_PANEL (self), self->step != STEP_NONE ? button : NULL);
}

/* What is shown first takes the focus, what comes later leaves it where it is. */
static void
take_focus (KwLossPanel *self, GtkWidget *widget)
{
  if (!self->is_shown && gtk_widget_get_visible (widget))
    gtk_widget_grab_focus (widget);
  self->is_shown = TRUE;
}

static void
show_ways (KwLossPanel *self)
{
  const KwDeskLoss *loss = self->loss;
  const KwProperty *property = kw_desk_get_property (get_desk (self));
  const gint64 now_unix_s = kw_desk_get_now_unix_s (get_desk (self));
  const gboolean is_open = loss->n_open > 0;
  const gboolean can_replace = loss->n_stopped_by_new > 0;

  suggest (self);
  show_way (self->new_group, self->new_way,
            can_replace ? kw_loss_words_dup_new_way (property, loss) : NULL);
  show_way (self->cancel_group, self->cancel_way,
            is_open ? kw_loss_words_dup_cancel_way (loss) : NULL);
  show_way (self->wait_group, self->wait_way,
            is_open ? kw_loss_words_dup_wait_way (property, now_unix_s, loss) : NULL);
  gtk_widget_set_visible (self->new_button, loss->is_lost && can_replace && self->step != STEP_NEW);
  gtk_widget_set_visible (self->cancel_button, loss->can_cancel && self->step != STEP_CANCEL);
  gtk_widget_set_visible (self->reason_group, self->step == STEP_REPORT);
}

static void
show_loss (KwLossPanel *self)
{
  const KwProperty *property = kw_desk_get_property (get_desk (self));
  const gint64 now_unix_s = kw_desk_get_now_unix_s (get_desk (self));
  g_autofree char *headline = kw_loss_words_dup_headline (property, now_unix_s, self->loss);
  g_autofree char *scope = kw_words_dup_scope (property, self->loss->credential->grant);
  g_autofree char *opens = NULL;

  /* Translators: the number of a card ("7-42") and all that it opens: "room 305 and Pool" */
  opens = g_strdup_printf (_ ("Card %s is for %s."), self->label, scope);
  gtk_label_set_label (self->headline, headline);
  if (self->loss->n_open > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->headline), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->headline), "error");
  gtk_label_set_label (self->opens, opens);
  show_places (self);
  show_ways (self);
  gtk_stack_set_visible_child_name (self->stack, "card");
  take_focus (self, GTK_WIDGET (self->suggested));
}

/* Loading */

static void
stop_asking (KwLossPanel *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
set_subject (KwLossPanel *self, const KwDeskLoss *loss)
{
  const KwSubject subject = {
    .card_label = self->label,
    .credential = loss->credential->number,
    .stay_id = loss->credential->stay_id,
  };

  kw_session_set_subject (self->session, &subject);
}

static void
on_walk_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwLossPanel) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) visits = kw_desk_list_walk_finish (KW_DESK (source), result, &error);

  if (self == NULL || self->label == NULL || self->loss == NULL || /* another card's by now */
      g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->visits, g_ptr_array_unref);
  self->visits = g_steal_pointer (&visits);
  show_loss (self);
  if (error != NULL)
    show_problem (self, error);
}

/* What was read before the question was cancelled comes all the same. */
static gboolean
is_of_card (KwLossPanel *self, const KwDeskLoss *loss)
{
  guint64 counter = 0;
  guint station = 0;

  return kw_card_parse_label (self->label, &station, &counter, NULL) &&
         station == loss->card->number_station && counter == loss->card->number_counter;
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwLossPanel) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskLoss) loss = kw_desk_load_loss_finish (KW_DESK (source), result, &error);

  if (self == NULL || self->label == NULL ||
      g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED))
    return;
  if (loss == NULL)
    {
      if (self->loss == NULL)
        gtk_stack_set_visible_child_name (self->stack, "missing");
      show_problem (self, error);
      return;
    }
  if (!is_of_card (self, loss))
    return;
  if (self->loss == NULL)
    set_subject (self, loss);
  g_clear_pointer (&self->loss, kw_desk_loss_unref);
  self->loss = g_steal_pointer (&loss);
  if (self->loss->is_lost)
    kw_desk_list_walk_async (get_desk (self), self->loss->credential->number, self->cancellable,
                             on_walk_listed_cb, kw_weak_new (self));
  else
    show_loss (self);
}

static void
load (KwLossPanel *self)
{
  stop_asking (self);
  if (self->label == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  kw_desk_load_loss_async (get_desk (self), self->label, self->cancellable, on_loaded_cb,
                           kw_weak_new (self));
}

static void
set_card (KwLossPanel *self, const char *label)
{
  if (g_strcmp0 (self->label, label) == 0)
    return;
  g_free (self->label);
  self->label = g_strdup (label);
  g_clear_pointer (&self->loss, kw_desk_loss_unref);
  g_clear_pointer (&self->visits, g_ptr_array_unref);
  show_problem (self, NULL);
  load (self);
}

/* Choosing */

static void
on_cards_changed_cb (KwLossPanel *self)
{
  const guint n_cards = g_list_model_get_n_items (self->shown_cards);
  gboolean is_loading = FALSE;

  if (self->label != NULL)
    return;
  g_object_get (self->cards, "is-loading", &is_loading, NULL);
  if (n_cards == 1)
    {
      g_autoptr (KwDeskCardItem) item = g_list_model_get_item (self->shown_cards, 0);

      if (item != NULL && kw_desk_card_item_get_card (item) != NULL)
        set_card (self, kw_desk_card_item_get_label (item));
    }
  else if (n_cards > 1 && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "choose") != 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "choose");
      gtk_widget_child_focus (GTK_WIDGET (self->choices), GTK_DIR_TAB_FORWARD);
    }
  else if (n_cards == 0 && !is_loading)
    gtk_stack_set_visible_child_name (self->stack, "none");
}

static void
on_choice_activated_cb (KwLossPanel *self, GtkListBoxRow *row)
{
  g_autoptr (KwDeskCardItem)
      item = g_list_model_get_item (self->shown_cards, (guint)gtk_list_box_row_get_index (row));

  if (item != NULL && kw_desk_card_item_get_card (item) != NULL)
    set_card (self, kw_desk_card_item_get_label (item));
}

static GtkWidget *
make_choice_row (gpointer item, gpointer user_data)
{
  KwLossPanel *self = user_data;

  const KwProperty *property = kw_desk_get_property (get_desk (self));
  const gint64 now_unix_s = kw_desk_get_now_unix_s (get_desk (self));
  const KwCredential *credential = kw_desk_card_item_get_credential (item);
  GtkWidget *row = kw_card_row_new (property, now_unix_s, item);
  g_autofree char *purpose = NULL;
  g_autofree char *at = NULL;
  g_autofree char *until = NULL;
  g_autofree char *line = NULL;

  if (credential == NULL)
    return row;
  purpose = kw_words_dup_purpose (property, credential->grant, credential->holder);
  at = kw_time_words_dup (property, now_unix_s, credential->issued_at_unix_s);
  until = kw_time_words_dup (property, now_unix_s, credential->grant->valid_until_unix_s);
  /* Translators: what a card is for ("Room 305, copy"); when it was written, until when, its state
   * now */
  line = g_strdup_printf (_ ("%s; written %s, until %s, %s"), purpose, at, until,
                          kw_words_get_credential_state (credential->state));
  kw_card_row_set_line (row, line);
  return row;
}

/* Nobody looks for a card that has ended. */
static gboolean
may_open (gpointer item, gpointer user_data)
{
  KwLossPanel *self = user_data;
  const KwCredential *credential = kw_desk_card_item_get_credential (item);
  gint64 until_unix_s;

  if (credential == NULL)
    return FALSE;
  until_unix_s = MAX (credential->grant->valid_until_unix_s, credential->may_live_until_unix_s);
  return until_unix_s > kw_desk_get_now_unix_s (get_desk (self));
}

static void
choose_card (KwLossPanel *self, const KwSubject *subject)
{
  const KwDeskCardFilter filter = {
    .stay_id = subject->stay_id,
    .door = subject->stay_id != 0 ? (KwDoorRef){ 0, 0 } : subject->door,
    .states = STATES_OUT,
  };
  GListModel *newest = NULL;

  self->cards = kw_desk_card_list_new (get_desk (self), &filter);
  newest = G_LIST_MODEL (
      gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->cards)), 0, N_CARDS_MAX));
  self->shown_cards = G_LIST_MODEL (gtk_filter_list_model_new (
      newest, GTK_FILTER (gtk_custom_filter_new (may_open, self, /* user_destroy= */ NULL))));
  gtk_list_box_bind_model (self->choices, self->shown_cards, make_choice_row, self, NULL);
  g_signal_connect_object (self->shown_cards, "items-changed", G_CALLBACK (on_cards_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cards, "notify::is-loading", G_CALLBACK (on_cards_changed_cb),
                           self, G_CONNECT_SWAPPED);
  on_cards_changed_cb (self);
}

/* Doing */

static void
on_reported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwLossPanel) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskOutcome) outcome = kw_desk_report_lost_finish (KW_DESK (source), result, &error);

  if (self == NULL || self->session == NULL)
    return;
  show_problem (self, error);
  gtk_widget_set_sensitive (GTK_WIDGET (self->suggested), TRUE);
  if (outcome != NULL)
    load (self);
}

static void
report (KwLossPanel *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  gtk_widget_set_sensitive (GTK_WIDGET (self->suggested), FALSE);
  kw_desk_report_lost_async (get_desk (self), self->label, reason, NULL, on_reported_cb,
                             kw_weak_new (self));
}

static void
show_order (KwLossPanel *self, const KwFlowOrder *order)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));

  if (window != NULL)
    kw_window_show_panel (window, kw_encode_panel_new (self->session, order, /* n_cards= */ 1));
}

/* A card for the same, but only for rooms that the stay still has. */
static void
on_new_clicked_cb (KwLossPanel *self)
{
  const KwGrant *grant = self->loss->credential->grant;
  KwFlowOrder order = {
    .kind = KW_FLOW_KIND_ISSUE,
    .issue = {
      .kind = KW_GRANT_KIND_TENANT,
      .mode = KW_DESK_ISSUE_MODE_NEW,
      .new_reason = KW_DESK_NEW_REASON_LOST,
      .door = { grant->building, grant->door },
      .stay_id = self->loss->credential->stay_id,
      .has_areas = TRUE,
      .areas = grant->areas,
      .has_landings = TRUE,
      .bank = grant->bank,
      .floors = grant->floors,
      .has_every_landing = grant->has_every_landing,
    },
  };

  for (guint i = 0; i < self->loss->places->len; i++)
    {
      const KwDeskLossPlace *at = &g_array_index (self->loss->places, KwDeskLossPlace, i);

      if (at->is_stopped_by_new && at->place.door.door != grant->door &&
          order.issue.n_extra_doors < KW_GRANT_N_EXTRA_DOORS)
        order.issue.extra_doors[order.issue.n_extra_doors++] = at->place.door;
    }
  show_order (self, &order);
}

static void
on_cancel_clicked_cb (KwLossPanel *self)
{
  const KwFlowOrder order = {
    .kind = KW_FLOW_KIND_CANCEL_CARD,
    .credential = self->loss->credential->number,
  };

  show_order (self, &order);
}

static void
on_suggested_clicked_cb (KwLossPanel *self)
{
  if (self->label == NULL || self->loss == NULL)
    return;
  switch (self->step)
    {
    case STEP_NONE:
      return;
    case STEP_REPORT:
      report (self);
      return;
    case STEP_NEW:
      on_new_clicked_cb (self);
      return;
    case STEP_CANCEL:
      on_cancel_clicked_cb (self);
      return;
    }
}

static void
on_more_clicked_cb (KwLossPanel *self)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));

  if (window != NULL)
    kw_window_show_panel (window,
                          kw_walk_panel_new (self->session, self->loss->credential->number));
}

/* Object */

static void
kw_loss_panel_dispose (GObject *object)
{
  KwLossPanel *self = KW_LOSS_PANEL (object);

  stop_asking (self);
  if (self->shown_cards != NULL) /* whoever still holds it must not ask us */
    {
      g_signal_handlers_disconnect_by_data (self->shown_cards, self);
      gtk_list_box_bind_model (self->choices, NULL, NULL, NULL, NULL);
      gtk_filter_list_model_set_filter (GTK_FILTER_LIST_MODEL (self->shown_cards), NULL);
    }
  g_clear_object (&self->shown_cards);
  adw_bin_set_child (ADW_BIN (self), NULL); /* before its template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_LOSS_PANEL);
  g_clear_object (&self->cards);
  g_clear_object (&self->session);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->loss, kw_desk_loss_unref);
  g_clear_pointer (&self->visits, g_ptr_array_unref);
  G_OBJECT_CLASS (kw_loss_panel_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-loss-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KwLossPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, KwLossPanel, choices);
  gtk_widget_class_bind_template_child (widget_class, KwLossPanel, headline);
  gtk_widget_class_bind_template_child (widget_class, KwLossPanel, opens);
  gtk_widget_class_bind_template_child (widget_class, KwLossPanel, problem);
  gtk_widget_class_bind_template_child (widget_class, KwLossPanel, reason_group);
  gtk_widget_class_bind_template_child (widget_class, KwLossPanel, reason);
  gtk_widget_class_bind_template_child (widget_class, KwLossPanel, places);
  gtk_widget_class_bind_template_child (widget_class, KwLossPanel, more);
  gtk_widget_class_bind_template_child (widget_class, KwLossPanel, new_group);
  gtk_widget_class_bind_template_child (widget_class, KwLossPanel, new_way);
  gtk_widget_class_bind_template_child (widget_class, KwLossPanel, new_button);
  gtk_widget_class_bind_template_child (widget_class, KwLossPanel, cancel_group);
  gtk_widget_class_bind_template_child (widget_class, KwLossPanel, cancel_way);
  gtk_widget_class_bind_template_child (widget_class, KwLossPanel, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, KwLossPanel, wait_group);
  gtk_widget_class_bind_template_child (widget_class, KwLossPanel, wait_way);
  gtk_widget_class_bind_template_child (widget_class, KwLossPanel, suggested);
}

static void
kw_loss_panel_class_init (KwLossPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_loss_panel_dispose;
  bind_template (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_suggested_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_new_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_more_clicked_cb);
}

static void
kw_loss_panel_init (KwLossPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kw_loss_panel_new (KwSession *session, const KwSubject *subject)
{
  KwLossPanel *self = g_object_new (KW_TYPE_LOSS_PANEL, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (get_desk (self), "register-changed", G_CALLBACK (load), self,
                           G_CONNECT_SWAPPED);
  if (subject->card_label != NULL)
    set_card (self, subject->card_label);
  else
    choose_card (self, subject);
  return GTK_WIDGET (self);
}
