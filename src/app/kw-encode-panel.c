/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encode-panel.h"

#include "kw-encode-discard.h"
#include "kw-encode-reason.h"
#include "kw-encode-status.h"
#include "kw-encode-steps.h"
#include "kw-error-act.h"
#include "kw-panel.h"
#include "kw-passphrase-panel.h"
#include "kw-review-form.h"
#include "kw-review-words.h"
#include "kw-walk-panel.h"
#include "kw-window.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KwEncodePanel
{
  AdwBin parent_instance;

  KwSession *session;
  KwFlow *flow;
  GtkWidget *before;        /* (nullable) where "back" leads out of the review */
  KwErrorAction action;     /* of the suggested button in NOT_DONE */
  gboolean is_reason_asked; /* why a card in use is written anyway */

  GtkStack *stack;
  KwReviewForm *form;
  KwEncodeStatus *lay_down; /* (nullable), and the others: not shown yet */
  KwEncodeSteps *writing;
  KwEncodeStatus *done;
  KwEncodeStatus *not_done;
};

static void kw_encode_panel_panel_init (KwPanelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KwEncodePanel, kw_encode_panel, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KW_TYPE_PANEL, kw_encode_panel_panel_init))

static KwDesk *
get_desk (KwEncodePanel *self)
{
  return kw_session_get_desk (self->session);
}

static void
close_panel (KwEncodePanel *self)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));

  if (window != NULL)
    kw_window_show_panel (window, NULL);
}

static void
set_order_and_restart (KwEncodePanel *self, const KwFlowOrder *order, guint n_cards)
{
  kw_flow_set_order (self->flow, order);
  kw_flow_set_n_cards (self->flow, n_cards);
  kw_flow_set_preview (self->flow, kw_review_form_get_preview (self->form));
  kw_flow_start (self->flow);
}

/* Showing the states */

static void
show_page (KwEncodePanel *self, GtkWidget *page, GtkWidget *default_button)
{
  GtkWidget *window = GTK_WIDGET (kw_window_get_from (GTK_WIDGET (self)));
  GtkWidget *focus = window != NULL ? gtk_window_get_focus (GTK_WINDOW (window)) : NULL;
  const gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));

  gtk_stack_set_visible_child (self->stack, page);
  kw_panel_set_default (KW_PANEL (self), default_button);
  if (!had_focus)
    return;
  if (default_button != NULL && gtk_widget_get_visible (default_button))
    gtk_widget_grab_focus (default_button);
  else if (gtk_widget_get_focusable (page)) /* a second Enter must not stop what the first began */
    gtk_root_set_focus (gtk_widget_get_root (page), page);
  else
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
show_review (KwEncodePanel *self)
{
  kw_review_form_refresh (self->form);
  show_page (self, GTK_WIDGET (self->form), kw_review_form_get_button (self->form));
}

static void on_pressed_cb (KwEncodePanel *self);
static void on_other_pressed_cb (KwEncodePanel *self);

/* Every page but the review is made when it is first shown. */
static KwEncodeStatus *
add_status (KwEncodePanel *self, const char *icon, const char *icon_class)
{
  KwEncodeStatus *status = g_object_new (KW_TYPE_ENCODE_STATUS, "icon-name", icon, "icon-class",
                                         icon_class, NULL);

  g_signal_connect_object (status, "pressed", G_CALLBACK (on_pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (status, "other-pressed", G_CALLBACK (on_other_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_child (self->stack, GTK_WIDGET (status));
  return status;
}

static void
make_lay_down (KwEncodePanel *self)
{
  self->lay_down = add_status (self, "kw-encoder-symbolic", NULL);
  g_object_set (self->lay_down, "focusable", TRUE, "is-awaiting-card", TRUE, "other-label",
                _ ("_Stop"), NULL);
}

static void
show_lay_down (KwEncodePanel *self)
{
  const guint n = kw_flow_get_n_done (self->flow) + 1;
  const guint n_cards = kw_flow_get_n_cards (self->flow);
  const char *encoder = kw_desk_get_encoder_name (get_desk (self));
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (encoder != NULL && strchr (encoder, ':') == NULL) /* else it is a path, no name */
    /* Translators: the name of an encoder */
    title = g_strdup_printf (_ ("Lay a card on %s"), encoder);
  else
    title = g_strdup (_ ("Lay a card on the encoder"));
  if (kw_flow_is_lift_needed (self->flow))
    text = g_strdup (_ ("Lift the card that lies there first."));
  else if (kw_flow_has_several_cards (self->flow))
    text = g_strdup (_ ("Two cards are on the encoder. It goes on when one is left."));
  else if (n_cards > 1)
    text = g_strdup_printf (_ ("Card %u of %u"), n, n_cards);
  else if (n_cards == 0 && n > 1)
    text = g_strdup_printf (ngettext ("%u card is done.", "%u cards are done.", n - 1), n - 1);
  else
    text = kw_review_words_dup_which (get_desk (self), kw_flow_get_order (self->flow));
  if (self->lay_down == NULL)
    make_lay_down (self);
  kw_encode_status_show (self->lay_down, title, text);
  show_page (self, GTK_WIDGET (self->lay_down), NULL);
}

static void
show_step (KwEncodePanel *self)
{
  if (self->writing != NULL)
    kw_encode_steps_show (self->writing, kw_flow_get_step (self->flow));
}

static void
show_stopping (KwEncodePanel *self)
{
  if (self->writing != NULL)
    kw_encode_steps_set_is_stopping (self->writing, kw_flow_is_stopping (self->flow));
}

static void
show_writing (KwEncodePanel *self)
{
  if (self->writing == NULL)
    {
      self->writing = g_object_new (KW_TYPE_ENCODE_STEPS, NULL);
      gtk_stack_add_child (self->stack, GTK_WIDGET (self->writing));
    }
  show_step (self);
  show_stopping (self);
  show_page (self, GTK_WIDGET (self->writing), NULL);
}

static void
show_done (KwEncodePanel *self)
{
  const KwDeskOutcome *outcome = kw_flow_get_outcome (self->flow);
  const gboolean is_over = kw_flow_is_over (self->flow);
  g_autofree char *title = kw_review_words_dup_done (
      get_desk (self), outcome, kw_flow_get_n_done (self->flow), kw_flow_get_n_cards (self->flow));
  g_autofree char *after = kw_review_words_dup_after (get_desk (self), outcome);
  g_autofree char *text = is_over ? g_strdup (after)
                                  : g_strconcat (after, "\n",
                                                 _ ("Lift this card; the next one follows."), NULL);
  const gboolean can_copy = is_over && outcome->operation == KW_ISSUE_OPERATION_ISSUE &&
                            outcome->credential != NULL &&
                            outcome->credential->grant->kind == KW_GRANT_KIND_TENANT;
  const gboolean has_walk = kw_flow_get_order (self->flow)->kind == KW_FLOW_KIND_CANCEL_CARD;

  if (self->done == NULL)
    self->done = add_status (self, "kw-done-symbolic", "success");
  kw_encode_status_show (self->done, title, text);
  kw_encode_status_offer (self->done, is_over ? _ ("_Close") : _ ("_Stop"),
                          can_copy              ? _ ("_One More Card")
                          : has_walk && is_over ? _ ("_Walk-List")
                                                : NULL);
  show_page (self, GTK_WIDGET (self->done), kw_encode_status_get_button (self->done));
  if (g_settings_get_boolean (kw_session_get_settings (self->session), "has-sound"))
    gdk_display_beep (gtk_widget_get_display (GTK_WIDGET (self)));
}

static gboolean
can_write_anyway (KwEncodePanel *self)
{
  return g_error_matches (kw_flow_get_error (self->flow), KW_DESK_ERROR,
                          KW_DESK_ERROR_CARD_IN_USE) &&
         kw_flow_get_order (self->flow)->kind == KW_FLOW_KIND_ISSUE;
}

static void
show_not_done (KwEncodePanel *self)
{
  g_autofree char *sentence = kw_flow_dup_sentence (self->flow);

  self->action = kw_flow_get_action (self->flow);
  self->is_reason_asked = FALSE;
  if (self->not_done == NULL)
    self->not_done = add_status (self, "dialog-warning-symbolic", "error");
  kw_encode_status_ask_reason (self->not_done, FALSE);
  kw_encode_status_show (self->not_done, sentence, NULL);
  kw_encode_status_offer (
      self->not_done, kw_error_words_get_button (self->action),
      can_write_anyway (self) ? kw_error_words_get_button (KW_ERROR_ACTION_WRITE_ANYWAY) : NULL);
  show_page (self, GTK_WIDGET (self->not_done), kw_encode_status_get_button (self->not_done));
}

static void
on_flow_state_cb (KwEncodePanel *self)
{
  switch (kw_flow_get_state (self->flow))
    {
    case KW_FLOW_STATE_REVIEW:
      show_review (self);
      return;
    case KW_FLOW_STATE_LAY_DOWN:
      show_lay_down (self);
      return;
    case KW_FLOW_STATE_WRITING:
      show_writing (self);
      return;
    case KW_FLOW_STATE_DONE:
      show_done (self);
      return;
    case KW_FLOW_STATE_NOT_DONE:
      show_not_done (self);
      return;
    }
}

static void
on_flow_several_cb (KwEncodePanel *self)
{
  if (kw_flow_get_state (self->flow) == KW_FLOW_STATE_LAY_DOWN)
    show_lay_down (self);
}

/* What one can press */

static void
on_form_confirmed_cb (KwEncodePanel *self)
{
  set_order_and_restart (self, kw_review_form_get_order (self->form),
                         kw_review_form_get_n_cards (self->form));
}

static void
close_or_stop (KwEncodePanel *self)
{
  if (kw_flow_is_over (self->flow))
    close_panel (self);
  else
    kw_flow_stop (self->flow);
}

static void
show_what_follows (KwEncodePanel *self)
{
  g_autoptr (KwFlowOrder) order = kw_flow_order_copy (kw_flow_get_order (self->flow));
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));

  order->issue.mode = KW_DESK_ISSUE_MODE_COPY;
  order->issue.new_reason = KW_DESK_NEW_REASON_NONE;
  if (window != NULL && order->kind == KW_FLOW_KIND_CANCEL_CARD)
    kw_window_show_panel (window, kw_walk_panel_new (self->session, order->credential));
  else if (window != NULL)
    kw_window_show_panel (window, kw_encode_panel_new (self->session, order, 1));
}

static void
issue_new (KwEncodePanel *self)
{
  g_autoptr (KwFlowOrder) order = kw_flow_order_copy (kw_flow_get_order (self->flow));

  kw_flow_stop (self->flow);
  if (order->kind != KW_FLOW_KIND_ISSUE)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.issue", NULL);
      return;
    }
  order->issue.mode = KW_DESK_ISSUE_MODE_NEW;
  kw_review_form_set_order (self->form, self->session, order,
                            kw_review_form_get_n_cards (self->form));
}

static void
unlock (KwEncodePanel *self)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));

  kw_flow_stop (self->flow);
  if (window != NULL && !kw_desk_has_open_keys (get_desk (self))) /* opened meanwhile */
    kw_window_show_panel (window, kw_passphrase_panel_new (self->session, GTK_WIDGET (self)));
}

static void
act (KwEncodePanel *self, KwErrorAction action)
{
  const gboolean is_not_done = kw_flow_get_state (self->flow) == KW_FLOW_STATE_NOT_DONE;

  switch (action)
    {
    case KW_ERROR_ACTION_NONE:
    case KW_ERROR_ACTION_TRY_AGAIN:
    case KW_ERROR_ACTION_LAY_DOWN_AGAIN:
    case KW_ERROR_ACTION_USE_ANOTHER_CARD:
    case KW_ERROR_ACTION_WRITE_ANYWAY:
      if (is_not_done)
        kw_flow_retry (self->flow, action == KW_ERROR_ACTION_USE_ANOTHER_CARD);
      else
        kw_review_form_refresh (self->form);
      return;
    case KW_ERROR_ACTION_DISCARD_CARD:
      kw_encode_discard (GTK_WIDGET (self), get_desk (self), self->flow);
      return;
    case KW_ERROR_ACTION_ISSUE_NEW:
      issue_new (self);
      return;
    case KW_ERROR_ACTION_RETURN_CARD:
      kw_flow_stop (self->flow);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.return", NULL);
      return;
    case KW_ERROR_ACTION_GIVE_REASON:
    case KW_ERROR_ACTION_CHANGE:
    case KW_ERROR_ACTION_LOOK_AGAIN:
      kw_flow_stop (self->flow);
      kw_review_form_refresh (self->form);
      return;
    case KW_ERROR_ACTION_GIVE_PASSPHRASE:
      unlock (self);
      return;
    case KW_ERROR_ACTION_CHECK_CLOCK:
      kw_flow_stop (self->flow);
      kw_error_act (GTK_WIDGET (self), action);
      return;
    case KW_ERROR_ACTION_CLOSE:
    case KW_ERROR_ACTION_CHOOSE_ENCODER:
    case KW_ERROR_ACTION_SET_UP_ENCODER:
    case KW_ERROR_ACTION_FREE_ENCODER:
    case KW_ERROR_ACTION_ALLOW_ENCODER:
    case KW_ERROR_ACTION_SET_UP_STATION:
    case KW_ERROR_ACTION_OPEN_FOLDER:
    case KW_ERROR_ACTION_QUIT:
      kw_error_act (GTK_WIDGET (self), action);
      return;
    }
}

static void
on_action_wanted_cb (KwEncodePanel *self, int action)
{
  act (self, (KwErrorAction)action);
}

static void
act_or_write_anyway (KwEncodePanel *self)
{
  if (self->is_reason_asked)
    kw_encode_reason_write (self->not_done, self->flow);
  else
    act (self, self->action);
}

static void
ask_or_use_another (KwEncodePanel *self)
{
  if (self->is_reason_asked)
    {
      act (self, KW_ERROR_ACTION_USE_ANOTHER_CARD);
      return;
    }
  self->is_reason_asked = TRUE;
  kw_encode_reason_ask (self->not_done);
}

static void
on_pressed_cb (KwEncodePanel *self)
{
  if (kw_flow_get_state (self->flow) == KW_FLOW_STATE_DONE)
    close_or_stop (self);
  else if (kw_flow_get_state (self->flow) == KW_FLOW_STATE_NOT_DONE)
    act_or_write_anyway (self);
}

static void
on_other_pressed_cb (KwEncodePanel *self)
{
  if (kw_flow_get_state (self->flow) == KW_FLOW_STATE_DONE)
    show_what_follows (self);
  else if (kw_flow_get_state (self->flow) == KW_FLOW_STATE_NOT_DONE)
    ask_or_use_another (self);
  else
    kw_flow_stop (self->flow);
}

/* The panel */

static char *
dup_title (KwPanel *panel)
{
  KwEncodePanel *self = KW_ENCODE_PANEL (panel);

  return g_strdup (kw_review_words_get_title (kw_flow_get_order (self->flow)->kind));
}

static gboolean
show_before (KwEncodePanel *self)
{
  g_autoptr (KwEncodePanel) own = g_object_ref (self); /* it is dropped by the pane */
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));

  return self->before != NULL && window != NULL && kw_window_show_panel (window, self->before);
}

static gboolean
take_back (KwPanel *panel)
{
  KwEncodePanel *self = KW_ENCODE_PANEL (panel);

  switch (kw_flow_get_state (self->flow))
    {
    case KW_FLOW_STATE_REVIEW:
      return show_before (self);
    case KW_FLOW_STATE_LAY_DOWN:
    case KW_FLOW_STATE_WRITING:
    case KW_FLOW_STATE_NOT_DONE:
      kw_flow_stop (self->flow);
      return TRUE;
    case KW_FLOW_STATE_DONE:
      kw_flow_stop (self->flow);
      return FALSE;
    }
  g_return_val_if_reached (FALSE);
}

/* A card being written is not left alone. */
static gboolean
can_leave (KwPanel *panel)
{
  KwEncodePanel *self = KW_ENCODE_PANEL (panel);
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));

  if (kw_flow_can_leave (self->flow))
    return TRUE;
  if (window != NULL)
    kw_window_tell (window, _ ("The card that lies there has to be finished first."));
  return FALSE;
}

static void
kw_encode_panel_panel_init (KwPanelInterface *iface)
{
  iface->can_leave = can_leave;
  iface->dup_title = dup_title;
  iface->take_back = take_back;
}

static void
kw_encode_panel_dispose (GObject *object)
{
  KwEncodePanel *self = KW_ENCODE_PANEL (object);

  if (self->flow != NULL)
    g_signal_handlers_disconnect_by_data (self->flow, self);
  g_clear_object (&self->flow);
  g_clear_object (&self->before);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_ENCODE_PANEL);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_encode_panel_parent_class)->dispose (object);
}

static void
kw_encode_panel_class_init (KwEncodePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_encode_panel_dispose;
  g_type_ensure (KW_TYPE_REVIEW_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-encode-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KwEncodePanel, stack);
  gtk_widget_class_bind_template_child (widget_class, KwEncodePanel, form);
  gtk_widget_class_bind_template_callback (widget_class, on_form_confirmed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_action_wanted_cb);
}

static void
kw_encode_panel_init (KwEncodePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kw_encode_panel_new (KwSession *session, const KwFlowOrder *order, guint n_cards)
{
  KwEncodePanel *self = g_object_new (KW_TYPE_ENCODE_PANEL, NULL);

  self->session = g_object_ref (session);
  self->flow = kw_flow_new (kw_session_get_desk (session), order, n_cards);
  g_signal_connect_object (self->flow, "notify::state", G_CALLBACK (on_flow_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "notify::step", G_CALLBACK (show_step), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "notify::is-stopping", G_CALLBACK (show_stopping), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "notify::has-several-cards", G_CALLBACK (on_flow_several_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "notify::is-lift-needed", G_CALLBACK (on_flow_several_cb),
                           self, G_CONNECT_SWAPPED);
  kw_review_form_set_order (self->form, session, order, n_cards);
  kw_panel_set_default (KW_PANEL (self), kw_review_form_get_button (self->form));
  return GTK_WIDGET (self);
}

void
kw_encode_panel_set_before (KwEncodePanel *self, GtkWidget *before)
{
  g_set_object (&self->before, before);
}

KwFlow *
kw_encode_panel_get_flow (KwEncodePanel *self)
{
  return self->flow;
}
