/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-batch-panel.h"

#include "kw-batch-summary.h"
#include "kw-batch-trouble.h"
#include "kw-batch-words.h"
#include "kw-desk-batch.h"
#include "kw-encode-status.h"
#include "kw-error-words.h"
#include "kw-panel.h"
#include "kw-passphrase-panel.h"
#include "kw-review-words.h"
#include "kw-weak.h"
#include "kw-window.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KwBatchPanel
{
  AdwBin parent_instance;

  KwSession *session;
  KwBatch *batch;
  KwFlow *flow;         /* (nullable): of the card at hand */
  gint64 card_id;       /* which that is */
  gint64 last_card_id;  /* the one before, done or skipped; 0 = none */
  char *done_title;     /* (nullable): of the card that is to be lifted */
  char *done_text;      /* (nullable) */
  gboolean is_stopped;  /* the summary is shown, or comes after the card at hand */
  gboolean is_stop_due; /* somebody stopped, and the register does not know it yet */
  GError *problem;      /* (nullable): what stood in the way then */
  guint n_calls;        /* to the register that are under way */

  GtkLabel *progress;
  GtkProgressBar *bar;
  GtkStack *stack;
  KwEncodeStatus *lay_down;
  KwEncodeStatus *writing;
  KwEncodeStatus *done;
  KwBatchTrouble *not_done;
  KwBatchSummary *summary;
  GtkWidget *actions;
  GtkWidget *skip;
  GtkWidget *redo;
  GtkWidget *stop;
};

static void kw_batch_panel_panel_init (KwPanelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KwBatchPanel, kw_batch_panel, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KW_TYPE_PANEL, kw_batch_panel_panel_init))

static KwDesk *
get_desk (KwBatchPanel *self)
{
  return kw_session_get_desk (self->session);
}

static const KwBatchCard *
get_card (KwBatchPanel *self)
{
  return kw_batch_find (self->batch, self->card_id);
}

static char *
dup_words (KwBatchPanel *self, const KwBatchCard *card)
{
  return kw_batch_words_dup_card (kw_desk_get_property (get_desk (self)), self->batch, card);
}

static void
tell (KwBatchPanel *self, const GError *error)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));
  g_autofree char *sentence = kw_error_words_dup_sentence (error);

  if (window != NULL)
    kw_window_tell (window, sentence);
}

/* Showing */

static gboolean
is_writing (KwBatchPanel *self)
{
  return self->flow != NULL && !kw_flow_can_leave (self->flow);
}

static gboolean
is_summary (KwBatchPanel *self)
{
  return strcmp (gtk_stack_get_visible_child_name (self->stack), "summary") == 0;
}

static void
show_actions (KwBatchPanel *self)
{
  const gboolean is_busy = is_writing (self) || self->n_calls > 0;

  gtk_widget_set_visible (self->actions, !is_summary (self));
  gtk_widget_set_sensitive (self->skip, !is_busy);
  gtk_widget_set_sensitive (self->redo, !is_busy && self->last_card_id != 0);
}

static void
show_page (KwBatchPanel *self, const char *name, GtkWidget *default_button)
{
  GtkWidget *window = GTK_WIDGET (kw_window_get_from (GTK_WIDGET (self)));
  GtkWidget *focus = window != NULL ? gtk_window_get_focus (GTK_WINDOW (window)) : NULL;
  const gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));

  gtk_stack_set_visible_child_name (self->stack, name);
  show_actions (self);
  kw_panel_set_default (KW_PANEL (self), default_button);
  if (!had_focus)
    return;
  if (default_button != NULL && gtk_widget_get_visible (default_button))
    gtk_widget_grab_focus (default_button);
  else if (!gtk_widget_get_mapped (focus))
    gtk_widget_grab_focus (self->stop);
}

static void
show_progress (KwBatchPanel *self)
{
  g_autofree char *words = kw_batch_words_dup_progress (self->batch);

  gtk_label_set_label (self->progress, words);
  gtk_progress_bar_set_fraction (self->bar, (double)self->batch->n_done / self->batch->n_cards);
}

static char *
dup_lay_down (KwBatchPanel *self)
{
  const char *encoder = kw_desk_get_encoder_name (get_desk (self));

  if (kw_flow_has_several_cards (self->flow))
    return g_strdup (_ ("Two cards are on the encoder. It goes on when one is left."));
  if (kw_flow_is_lift_needed (self->flow))
    return g_strdup (_ ("Lift the card that lies there first."));
  if (encoder != NULL && strchr (encoder, ':') == NULL) /* else it is a path, no name */
    /* Translators: the name of an encoder */
    return g_strdup_printf (_ ("Lay a card on %s"), encoder);
  return g_strdup (_ ("Lay a card on the encoder"));
}

static void
show_lay_down (KwBatchPanel *self)
{
  const KwBatchCard *card = get_card (self);
  g_autofree char *title = dup_words (self, card);
  g_autofree char *how = dup_lay_down (self);
  g_autofree char *open = NULL;
  g_autofree char *text = NULL;

  if (card->state == KW_BATCH_CARD_STATE_UNCERTAIN)
    open = kw_batch_words_dup_reason (card);
  text = open == NULL ? g_strdup (how) : g_strconcat (how, "\n", open, NULL);
  kw_encode_status_show (self->lay_down, title, text);
  show_page (self, "lay-down", NULL);
}

static void
show_done (KwBatchPanel *self)
{
  const KwBatchCard *next = get_card (self);
  g_autofree char *next_words = dup_words (self, next);
  /* Translators: the card after the one that has just been written: "Room 305, card 2 of 2" */
  g_autofree char *after = g_strdup_printf (_ ("Lift this card. Next: %s."), next_words);
  g_autofree char *text = g_strconcat (after, "\n", self->done_text, NULL);

  kw_encode_status_show (self->done, self->done_title, text);
  show_page (self, "done", NULL);
}

/* While the card that is done still lies there, it says what that was. */
static void
show_waiting (KwBatchPanel *self)
{
  if (!kw_flow_is_lift_needed (self->flow))
    g_clear_pointer (&self->done_title, g_free);
  if (self->done_title != NULL)
    show_done (self);
  else
    show_lay_down (self);
}

static const char *
get_step_words (KwBatchPanel *self)
{
  if (kw_flow_is_stopping (self->flow))
    return _ ("This card is brought to its end first. Then it stops.");
  switch (kw_flow_get_step (self->flow))
    {
    case KW_DESK_JOB_STEP_WAITING:
    case KW_DESK_JOB_STEP_READING:
      return _ ("Reading the card");
    case KW_DESK_JOB_STEP_PREPARING:
      return _ ("Preparing");
    case KW_DESK_JOB_STEP_WRITING:
      return _ ("Writing");
    case KW_DESK_JOB_STEP_CHECKING:
    case KW_DESK_JOB_STEP_ENDED:
      return _ ("Checking");
    }
  g_return_val_if_reached ("");
}

static void
show_writing (KwBatchPanel *self)
{
  kw_encode_status_show (self->writing, _ ("Keep the card still."), get_step_words (self));
  show_page (self, "writing", NULL);
}

static void
show_not_done (KwBatchPanel *self)
{
  g_autofree char *words = dup_words (self, get_card (self));

  kw_batch_trouble_show (self->not_done, self->session, self->flow, words);
  show_page (self, "not-done", kw_batch_trouble_get_button (self->not_done));
}

/* Lets go of the card at hand, which is not being written. */
static void
drop_flow (KwBatchPanel *self)
{
  if (self->flow != NULL)
    g_signal_handlers_disconnect_by_data (self->flow, self);
  g_clear_object (&self->flow);
  g_clear_pointer (&self->done_title, g_free);
}

/* The summary */

static gboolean
is_over (KwBatchPanel *self)
{
  return kw_batch_get_next (self->batch) == NULL;
}

static void
show_summary (KwBatchPanel *self)
{
  self->is_stopped = TRUE;
  drop_flow (self);
  kw_batch_summary_show (self->summary, kw_desk_get_property (get_desk (self)), self->batch);
  show_page (self, "summary", kw_batch_summary_get_button (self->summary));
}

/* The card at hand */

static void reload (KwBatchPanel *self);

static void
beep (KwBatchPanel *self)
{
  if (g_settings_get_boolean (kw_session_get_settings (self->session), "has-sound"))
    gdk_display_beep (gtk_widget_get_display (GTK_WIDGET (self)));
}

static void
take_done (KwBatchPanel *self)
{
  const KwDeskOutcome *outcome = kw_flow_get_outcome (self->flow);

  g_free (self->done_title);
  g_free (self->done_text);
  self->done_title = dup_words (self, get_card (self));
  self->done_text = kw_review_words_dup_after (get_desk (self), outcome);
  self->last_card_id = self->card_id;
  beep (self);
  kw_encode_status_show (self->done, self->done_title, self->done_text);
  show_page (self, "done", NULL);
  reload (self);
}

/* Of the card at hand, for when the flow is dropped. */
static void
keep_problem (KwBatchPanel *self)
{
  const GError *problem = self->flow != NULL ? kw_flow_get_error (self->flow) : NULL;

  g_clear_error (&self->problem);
  if (problem != NULL)
    self->problem = g_error_copy (problem);
}

static void
on_flow_state_cb (KwBatchPanel *self)
{
  switch (kw_flow_get_state (self->flow))
    {
    case KW_FLOW_STATE_REVIEW:
      reload (self); /* stopped: what became of it stands in the register */
      return;
    case KW_FLOW_STATE_LAY_DOWN:
      show_waiting (self);
      return;
    case KW_FLOW_STATE_WRITING:
      g_clear_pointer (&self->done_title, g_free);
      show_writing (self);
      return;
    case KW_FLOW_STATE_DONE:
      take_done (self);
      return;
    case KW_FLOW_STATE_NOT_DONE:
      if (!self->is_stopped)
        show_not_done (self);
      else
        {
          keep_problem (self);
          kw_flow_stop (self->flow);
        }
      return;
    }
}

static void
on_flow_detail_cb (KwBatchPanel *self)
{
  if (kw_flow_get_state (self->flow) == KW_FLOW_STATE_WRITING)
    show_writing (self);
  else if (kw_flow_get_state (self->flow) == KW_FLOW_STATE_LAY_DOWN)
    show_waiting (self);
}

static void
start_next (KwBatchPanel *self)
{
  const KwBatchCard *card = kw_batch_get_next (self->batch);
  KwFlowOrder order = { .kind = self->batch->kind == KW_BATCH_KIND_BLANK ? KW_FLOW_KIND_BLANK
                                                                         : KW_FLOW_KIND_ISSUE };

  if (self->flow != NULL)
    g_signal_handlers_disconnect_by_data (self->flow, self);
  g_clear_object (&self->flow);
  order.issue = kw_desk_batch_card_get_request (card);
  order.batch_card = card->id;
  self->card_id = card->id;
  self->flow = kw_flow_new (get_desk (self), &order, 1);
  kw_flow_set_fresh_card (self->flow, TRUE);
  g_signal_connect_object (self->flow, "notify::state", G_CALLBACK (on_flow_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "notify::step", G_CALLBACK (on_flow_detail_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "notify::is-stopping", G_CALLBACK (on_flow_detail_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "notify::has-several-cards", G_CALLBACK (on_flow_detail_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "notify::is-lift-needed", G_CALLBACK (on_flow_detail_cb),
                           self, G_CONNECT_SWAPPED);
  kw_flow_start (self->flow);
}

/* The register's word */

static void tell_stop (KwBatchPanel *self);

static void
go_on (KwBatchPanel *self)
{
  show_progress (self);
  if (self->is_stop_due && !is_over (self))
    tell_stop (self);
  else if (self->is_stopped || is_over (self))
    show_summary (self);
  else
    start_next (self);
}

static void
on_batch_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwBatchPanel) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwBatch) batch = kw_desk_batch_finish (KW_DESK (source), result, &error);

  if (self == NULL || self->session == NULL)
    return;
  self->n_calls--;
  if (batch == NULL)
    {
      tell (self, error);
      self->is_stopped = TRUE;
    }
  else
    {
      kw_batch_unref (self->batch);
      self->batch = g_steal_pointer (&batch);
    }
  if (self->n_calls == 0)
    go_on (self);
}

static gpointer
begin_call (KwBatchPanel *self)
{
  self->n_calls++;
  show_actions (self);
  return kw_weak_new (self);
}

static void
reload (KwBatchPanel *self)
{
  kw_desk_load_batch_async (get_desk (self), self->batch->id, NULL, on_batch_cb, begin_call (self));
}

static void
mark (KwBatchPanel *self, gint64 card_id, KwDeskBatchMark how, const GError *reason)
{
  kw_desk_mark_batch_card_async (get_desk (self), card_id, how, reason, NULL, on_batch_cb,
                                 begin_call (self));
}

static void
skip_card (KwBatchPanel *self)
{
  if (is_writing (self) || self->n_calls > 0)
    return;
  keep_problem (self);
  drop_flow (self);
  self->last_card_id = self->card_id;
  mark (self, self->card_id, KW_DESK_BATCH_MARK_SKIPPED, self->problem);
  g_clear_error (&self->problem);
}

/* Stopping */

static void
tell_stop (KwBatchPanel *self)
{
  self->is_stop_due = FALSE;
  kw_desk_stop_batch_async (get_desk (self), self->batch->id, self->card_id, self->problem, NULL,
                            on_batch_cb, begin_call (self));
  g_clear_error (&self->problem);
}

/* After the card that is being written, if one is. */
static void
stop_batch (KwBatchPanel *self)
{
  self->is_stop_due |= !self->is_stopped;
  self->is_stopped = TRUE;
  if (is_writing (self))
    {
      kw_flow_stop (self->flow);
      return;
    }
  keep_problem (self);
  drop_flow (self);
  if (self->n_calls == 0)
    go_on (self);
}

static void
resume (KwBatchPanel *self)
{
  self->is_stopped = FALSE;
  reload (self);
}

/* What one can press */

static void
on_skip_clicked_cb (KwBatchPanel *self)
{
  skip_card (self);
}

static void
on_redo_clicked_cb (KwBatchPanel *self)
{
  const gint64 card_id = self->last_card_id;

  if (is_writing (self) || self->n_calls > 0 || card_id == 0)
    return;
  drop_flow (self);
  self->last_card_id = 0;
  mark (self, card_id, KW_DESK_BATCH_MARK_AGAIN, NULL);
}

static void
on_stop_clicked_cb (KwBatchPanel *self)
{
  stop_batch (self);
}

static void
close_panel (KwBatchPanel *self)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));

  if (window != NULL)
    kw_window_show_panel (window, NULL);
}

/* Nobody asks again: what is written stands with its card. */
static void
on_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwBatchPanel) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwBatch) batch = kw_desk_batch_finish (KW_DESK (source), result, &error);

  if (self == NULL || self->session == NULL)
    return;
  self->n_calls--;
  if (batch == NULL)
    tell (self, error);
  else
    close_panel (self);
}

static void
end_batch (KwBatchPanel *self)
{
  if (self->n_calls == 0)
    kw_desk_end_batch_async (get_desk (self), self->batch->id, NULL, on_ended_cb,
                             begin_call (self));
}

static void
on_summary_pressed_cb (KwBatchPanel *self)
{
  if (is_over (self))
    end_batch (self);
  else
    resume (self);
}

static void
take_up_skipped (KwBatchPanel *self)
{
  self->is_stopped = FALSE;
  kw_desk_take_up_skipped_async (get_desk (self), self->batch->id, NULL, on_batch_cb,
                                 begin_call (self));
}

static void
on_summary_other_pressed_cb (KwBatchPanel *self)
{
  if (self->n_calls > 0)
    return;
  if (is_over (self))
    take_up_skipped (self);
  else
    end_batch (self);
}

static void
on_passphrase_wanted_cb (KwBatchPanel *self)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));

  drop_flow (self);
  show_summary (self);
  if (window != NULL && !kw_desk_has_open_keys (get_desk (self))) /* opened meanwhile */
    kw_window_show_panel (window, kw_passphrase_panel_new (self->session, GTK_WIDGET (self)));
}

/* The panel */

static char *
dup_title (KwPanel *panel)
{
  KwBatchPanel *self = KW_BATCH_PANEL (panel);

  return g_strdup (self->batch->kind == KW_BATCH_KIND_BLANK ? _ ("Erase Many Cards")
                                                            : _ ("Write Many Cards"));
}

static void
offer_to_resume (KwBatchPanel *self)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));
  g_autofree char *sentence = kw_batch_words_dup_stopped (self->batch);

  if (window != NULL)
    kw_window_offer (window, sentence, _ ("_Show"), "win.batch");
}

/* Nobody comes back to this panel: what it would have told the register later is told now. */
static void
leave (KwBatchPanel *self)
{
  if (!is_summary (self) && !self->is_stopped)
    {
      stop_batch (self);
      offer_to_resume (self);
    }
  if (self->is_stop_due)
    tell_stop (self);
  else if (is_over (self) && self->n_calls == 0 && self->batch->ended_at_unix_s == 0)
    kw_desk_end_batch_async (get_desk (self), self->batch->id, NULL, on_ended_cb,
                             begin_call (self));
}

static gboolean
take_back (KwPanel *panel)
{
  KwBatchPanel *self = KW_BATCH_PANEL (panel);
  const gboolean has_work = !is_summary (self);

  if (has_work)
    stop_batch (self);
  else
    leave (self);
  return has_work;
}

/* A card being written is not left alone: the batch stops after it, and the panel says so. */
static gboolean
can_leave (KwPanel *panel)
{
  KwBatchPanel *self = KW_BATCH_PANEL (panel);
  const gboolean can = !is_writing (self);

  if (can)
    leave (self);
  else
    stop_batch (self);
  return can;
}

static void
kw_batch_panel_panel_init (KwPanelInterface *iface)
{
  iface->can_leave = can_leave;
  iface->dup_title = dup_title;
  iface->take_back = take_back;
}

static void
kw_batch_panel_dispose (GObject *object)
{
  KwBatchPanel *self = KW_BATCH_PANEL (object);

  drop_flow (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_BATCH_PANEL);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_batch_panel_parent_class)->dispose (object);
}

static void
kw_batch_panel_finalize (GObject *object)
{
  KwBatchPanel *self = KW_BATCH_PANEL (object);

  g_clear_pointer (&self->batch, kw_batch_unref);
  g_clear_error (&self->problem);
  g_free (self->done_title);
  g_free (self->done_text);
  G_OBJECT_CLASS (kw_batch_panel_parent_class)->finalize (object);
}

static void
kw_batch_panel_class_init (KwBatchPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_batch_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = kw_batch_panel_finalize;
  g_type_ensure (KW_TYPE_BATCH_SUMMARY);
  g_type_ensure (KW_TYPE_BATCH_TROUBLE);
  g_type_ensure (KW_TYPE_ENCODE_STATUS);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    KW_APP_RESOURCES "/icons");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-batch-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KwBatchPanel, progress);
  gtk_widget_class_bind_template_child (widget_class, KwBatchPanel, bar);
  gtk_widget_class_bind_template_child (widget_class, KwBatchPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, KwBatchPanel, lay_down);
  gtk_widget_class_bind_template_child (widget_class, KwBatchPanel, writing);
  gtk_widget_class_bind_template_child (widget_class, KwBatchPanel, done);
  gtk_widget_class_bind_template_child (widget_class, KwBatchPanel, not_done);
  gtk_widget_class_bind_template_child (widget_class, KwBatchPanel, summary);
  gtk_widget_class_bind_template_child (widget_class, KwBatchPanel, actions);
  gtk_widget_class_bind_template_child (widget_class, KwBatchPanel, skip);
  gtk_widget_class_bind_template_child (widget_class, KwBatchPanel, redo);
  gtk_widget_class_bind_template_child (widget_class, KwBatchPanel, stop);
  gtk_widget_class_bind_template_callback (widget_class, on_passphrase_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_summary_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_summary_other_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_skip_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_redo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_clicked_cb);
}

static void
kw_batch_panel_init (KwBatchPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kw_batch_panel_new (KwSession *session, const KwBatch *batch, gboolean is_resumed)
{
  KwBatchPanel *self = g_object_new (KW_TYPE_BATCH_PANEL, NULL);

  self->session = g_object_ref (session);
  self->batch = kw_batch_ref (batch);
  if (is_resumed)
    kw_desk_require_lift (get_desk (self));
  go_on (self);
  return GTK_WIDGET (self);
}

const KwBatch *
kw_batch_panel_get_batch (KwBatchPanel *self)
{
  return self->batch;
}
