/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-review-form.h"

#include "kw-area-chooser.h"
#include "kw-desk-staff.h"
#include "kw-landing-chooser.h"
#include "kw-mode-chooser.h"
#include "kw-problem-row.h"
#include "kw-review-words.h"
#include "kw-time-row.h"

#include <glib/gi18n.h>

#define PAUSE_MS 1000 /* whoever types on is not interrupted */

struct _KwReviewForm
{
  AdwBin parent_instance;

  KwSession *session;
  KwFlowOrder *order;
  gboolean is_endless;
  GCancellable *cancellable; /* of the question under way */
  KwAwaited *awaited;        /* (nullable): before the first answer */
  KwDeskPreview *preview;
  GError *error;
  gboolean is_confirm_wanted; /* as soon as the answer is there */
  gboolean is_filling;
  gboolean has_choices;
  gboolean is_until_typed;      /* what stands there is the clerk's: no answer changes it */
  gint64 proposed_until_unix_s; /* of the order, before anybody typed */
  guint pause_id;

  GtkLabel *headline;
  GtkLabel *notes;
  GtkLabel *problem;
  AdwBin *overlap_place;
  GtkEditable *overlap_reason; /* (nullable): made when two stays have the room */
  AdwBin *mode_place;
  KwModeChooser *mode; /* (nullable): made when the room has cards */
  GtkWidget *choices_group;
  KwTimeRow *until;
  KwProblemRow *until_problem; /* below it, while its text is no time */
  GtkWidget *n_cards_row;
  GtkSpinButton *n_cards;
  KwAreaChooser *areas;
  KwLandingChooser *landings;
  GtkButton *button;
};

enum
{
  CONFIRMED,
  ACTION_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwReviewForm, kw_review_form, ADW_TYPE_BIN)

static KwDesk *
get_desk (KwReviewForm *self)
{
  return kw_session_get_desk (self->session);
}

static gboolean
is_tenant_card (KwReviewForm *self)
{
  return self->order->kind == KW_FLOW_KIND_ISSUE && self->order->issue.kind == KW_GRANT_KIND_TENANT;
}

/* Whether the register can say what would come of it. */
static gboolean
has_preview (KwReviewForm *self)
{
  switch (self->order->kind)
    {
    case KW_FLOW_KIND_ISSUE:
      return TRUE;
    case KW_FLOW_KIND_RENEW:
    case KW_FLOW_KIND_MOVE:
      return self->order->credential != 0;
    case KW_FLOW_KIND_RETURN:
    case KW_FLOW_KIND_BLANK:
    case KW_FLOW_KIND_CANCEL_CARD:
      return FALSE;
    }
  g_return_val_if_reached (FALSE);
}

/* What is missing */

static gboolean
needs_new_reason (KwReviewForm *self)
{
  return is_tenant_card (self) && self->preview != NULL &&
         self->preview->mode == KW_DESK_ISSUE_MODE_NEW && self->preview->n_live_cards > 0;
}

static gboolean
is_complete (KwReviewForm *self)
{
  if (!has_preview (self))
    return TRUE;
  if (self->preview == NULL)
    return FALSE;
  return self->preview->overlap_error == NULL &&
         (!needs_new_reason (self) || self->order->issue.new_reason != KW_DESK_NEW_REASON_NONE);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static char *
dup_problem (KwReviewForm *self)
{
  if (self->error != NULL)
    return kw_error_words_dup_sentence (self->error);
  if (self->preview != NULL && self->preview->overlap_error != NULL &&
      kw_review_words_is_somebody_in (self->preview))
    return g_strdup (_ ("Check them out first, or say why both stays have the room."));
  if (self->preview != NULL && self->preview->overlap_error != NULL)
    return kw_error_words_dup_sentence (self->preview->overlap_error);
  return NULL;
}

static char *
dup_until_problem (KwReviewForm *self)
{
  char *problem = NULL;

  if (!self->is_until_typed)
    return NULL;
  problem = kw_time_row_dup_problem (self->until);
  if (problem == NULL && kw_time_row_get_unix_s (self->until) == 0 && has_preview (self))
    problem = g_strdup (_ ("Say until when the card shall work."));
  return problem;
}

static gboolean
is_until_unread (KwReviewForm *self)
{
  return self->is_until_typed && kw_time_row_get_unix_s (self->until) == 0;
}

/* While the register is being asked the button stays as it is: it keeps the focus, and is heeded
 * when the answer is there. */
static void
show_button (KwReviewForm *self)
{
  const char *label = self->error == NULL
                          ? NULL
                          : kw_error_words_get_button (kw_error_words_get_action (self->error));

  if (self->cancellable != NULL)
    return;
  if (self->error != NULL && label == NULL)
    label = kw_error_words_get_button (KW_ERROR_ACTION_TRY_AGAIN);
  if (label == NULL)
    label = self->order->kind == KW_FLOW_KIND_RETURN || self->order->kind == KW_FLOW_KIND_BLANK
                ? _ ("_Erase Card")
                : _ ("_Write Card");
  gtk_button_set_label (self->button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button),
                            self->error != NULL || is_until_unread (self) || is_complete (self));
}

/* Showing */

/* What a tenant's card opens besides its rooms. */
static void
show_extras (KwReviewForm *self, const KwGrant *grant)
{
  const KwLandings landings = { grant->bank, grant->floors, grant->has_every_landing };

  kw_area_chooser_set_areas (self->areas, grant->areas);
  kw_landing_chooser_set_landings (self->landings, &landings);
}

/* Whoever carries it has one: what it opens stands larger than anything else, and what was proposed
 * as its end is what is written. */
static void
show_staff_choices (KwReviewForm *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->headline), "title-2");
  gtk_widget_add_css_class (GTK_WIDGET (self->headline), "title-1");
  gtk_widget_set_visible (self->n_cards_row, FALSE);
  kw_time_row_set_day_minute (self->until, KW_DESK_STAFF_LAST_MINUTE);
  if (self->order->kind == KW_FLOW_KIND_RENEW)
    self->order->until_unix_s = self->preview->grant->valid_until_unix_s;
}

static void
on_mode_changed_cb (KwReviewForm *self)
{
  const KwDeskIssueMode mode = kw_mode_chooser_get_mode (self->mode);

  if (mode == self->order->issue.mode) /* both buttons tell of each change */
    return;
  self->order->issue.mode = mode;
  kw_review_form_refresh (self);
}

static void
on_reason_changed_cb (KwReviewForm *self)
{
  self->order->issue.new_reason = kw_mode_chooser_get_reason (self->mode);
  show_button (self);
}

static void
show_mode (KwReviewForm *self)
{
  const gboolean is_asked = is_tenant_card (self) && self->preview->n_live_cards > 0;

  if (is_asked && self->mode == NULL)
    {
      self->mode = g_object_new (KW_TYPE_MODE_CHOOSER, NULL);
      g_signal_connect_object (self->mode, "mode-changed", G_CALLBACK (on_mode_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->mode, "reason-changed", G_CALLBACK (on_reason_changed_cb),
                               self, G_CONNECT_SWAPPED);
      adw_bin_set_child (self->mode_place, GTK_WIDGET (self->mode));
    }
  if (is_asked)
    kw_mode_chooser_show (self->mode, self->preview->mode, self->order->issue.new_reason);
  gtk_widget_set_visible (GTK_WIDGET (self->mode_place), is_asked);
}

static void
on_overlap_reason_changed_cb (KwReviewForm *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->overlap_reason)));
  const char **field = self->order->kind == KW_FLOW_KIND_ISSUE ? &self->order->issue.overlap_reason
                                                               : &self->order->overlap_reason;

  g_free ((char *)*field);
  *field = *reason == '\0' ? NULL : g_steal_pointer (&reason);
  kw_review_form_refresh (self);
}

static void
ask_overlap_reason (KwReviewForm *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->overlap_reason = g_object_new (ADW_TYPE_ENTRY_ROW, "title",
                                       _ ("Wh_y both stays have the room"), "use-underline", TRUE,
                                       "activates-default", TRUE, NULL);
  g_signal_connect_object (self->overlap_reason, "changed",
                           G_CALLBACK (on_overlap_reason_changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->overlap_reason));
  adw_bin_set_child (self->overlap_place, group);
}

/* What was said stays in sight; half a time may overlap where the whole one does not. */
static void
show_overlap (KwReviewForm *self)
{
  const gboolean is_asked = self->preview->overlap_error != NULL;

  if (is_asked && self->overlap_reason == NULL)
    ask_overlap_reason (self);
  gtk_widget_set_visible (GTK_WIDGET (self->overlap_place),
                          is_asked || (self->overlap_reason != NULL &&
                                       *gtk_editable_get_text (self->overlap_reason) != '\0'));
}

static void
show_choices (KwReviewForm *self)
{
  const KwDeskPreview *preview = self->preview;

  self->is_filling = TRUE;
  if (!self->is_until_typed &&
      kw_time_row_get_unix_s (self->until) != preview->grant->valid_until_unix_s)
    kw_time_row_set_unix_s (self->until, preview->grant->valid_until_unix_s);
  show_mode (self);
  if (is_tenant_card (self))
    show_extras (self, preview->grant);
  show_overlap (self);
  if (kw_review_words_is_staff (preview->grant))
    show_staff_choices (self);
  self->is_filling = FALSE;
}

/* Nothing can come of it any more: the stay has ended. */
static gboolean
is_over (KwReviewForm *self)
{
  return self->error != NULL && kw_error_words_get_action (self->error) == KW_ERROR_ACTION_CLOSE;
}

/* What is to be seen to before anything can be said or chosen. */
static gboolean
is_blocked (KwReviewForm *self)
{
  const KwErrorAction action = self->error == NULL ? KW_ERROR_ACTION_NONE
                                                   : kw_error_words_get_action (self->error);

  return self->preview == NULL && (action == KW_ERROR_ACTION_CHECK_CLOCK ||
                                   action == KW_ERROR_ACTION_GIVE_PASSPHRASE || is_over (self));
}

static void
show (KwReviewForm *self)
{
  KwDesk *desk = get_desk (self);
  g_autofree char *headline = kw_review_words_dup_headline (desk, self->order, self->preview);
  g_autofree char *notes = self->preview != NULL
                               ? kw_review_words_dup_notes (desk, self->order, self->preview)
                               : kw_review_words_dup_which (desk, self->order);
  g_autofree char *problem = dup_problem (self);

  set_text (self->headline, self->error != NULL && self->preview == NULL ? NULL : headline);
  set_text (self->notes, notes);
  set_text (self->problem, problem);
  gtk_widget_set_visible (self->choices_group, self->has_choices && !is_blocked (self));
  if (self->preview != NULL)
    show_choices (self);
  else
    {
      gtk_widget_set_visible (GTK_WIDGET (self->mode_place), FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self->overlap_place), FALSE);
    }
  show_button (self);
}

/* Asking the register */

typedef struct
{
  GWeakRef form;
  GCancellable *cancellable;
} Question;

static void
question_free (Question *question)
{
  g_weak_ref_clear (&question->form);
  g_object_unref (question->cancellable);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void confirm (KwReviewForm *self);

static void
on_previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (KwReviewForm) self = g_weak_ref_get (&question->form);
  GError *error = NULL;
  g_autoptr (KwDeskPreview) preview = kw_desk_preview_finish (KW_DESK (source), result, &error);

  if (self == NULL || g_cancellable_is_cancelled (question->cancellable))
    {
      g_clear_error (&error);
      return;
    }
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  self->error = error;
  if (preview != NULL || is_over (self)) /* what was said of it is true no more */
    {
      g_clear_pointer (&self->preview, kw_desk_preview_unref);
      self->preview = g_steal_pointer (&preview);
    }
  /* Older cards of another stay: no clerk has to say why. */
  if (self->order->issue.new_reason == KW_DESK_NEW_REASON_NONE && self->preview != NULL &&
      self->preview->n_live_cards == 0 && self->preview->n_live_at_door > 0)
    self->order->issue.new_reason = KW_DESK_NEW_REASON_NEW_TENANT;
  show (self);
  g_clear_pointer (&self->awaited, kw_awaited_end);
  if (self->is_confirm_wanted)
    confirm (self);
}

static void
stop_asking (KwReviewForm *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
kw_review_form_refresh (KwReviewForm *self)
{
  KwDesk *desk = get_desk (self);
  const KwFlowOrder *order = self->order;
  Question *question = NULL;

  stop_asking (self);
  if (!has_preview (self))
    {
      g_clear_pointer (&self->awaited, kw_awaited_end);
      show (self);
      return;
    }
  if (self->preview == NULL && self->awaited == NULL)
    self->awaited = kw_session_await (self->session);
  self->cancellable = g_cancellable_new ();
  question = g_new0 (Question, 1);
  g_weak_ref_init (&question->form, self);
  question->cancellable = g_object_ref (self->cancellable);
  if (order->kind == KW_FLOW_KIND_ISSUE)
    kw_desk_preview_issue_async (desk, &order->issue, self->cancellable, on_previewed_cb, question);
  else if (order->kind == KW_FLOW_KIND_RENEW)
    kw_desk_preview_renew_async (desk, order->credential, order->until_unix_s,
                                 order->overlap_reason, self->cancellable, on_previewed_cb,
                                 question);
  else
    kw_desk_preview_move_async (desk, order->credential, self->cancellable, on_previewed_cb,
                                question);
}

/* Changing */

/* What was said of another text, or was about to be. */
static void
forget_until_problem (KwReviewForm *self)
{
  g_clear_handle_id (&self->pause_id, g_source_remove);
  kw_problem_row_clear (self->until_problem);
}

/* What is wrong can be put right here, and nowhere else. */
static gboolean
is_for_the_form (KwReviewForm *self)
{
  return kw_error_words_get_action (self->error) == KW_ERROR_ACTION_CHANGE &&
         gtk_widget_get_visible (GTK_WIDGET (self->until));
}

static void
confirm (KwReviewForm *self)
{
  g_autofree char *problem = is_over (self) ? NULL : dup_until_problem (self);

  self->is_confirm_wanted = problem == NULL && self->cancellable != NULL;
  if (problem != NULL)
    {
      forget_until_problem (self);
      kw_problem_row_show (self->until_problem, GTK_WIDGET (self->until), problem);
      return;
    }
  if (self->is_confirm_wanted)
    return;
  if (self->error != NULL && is_for_the_form (self))
    gtk_widget_child_focus (GTK_WIDGET (self->until), GTK_DIR_TAB_FORWARD);
  else if (self->error != NULL)
    g_signal_emit (self, signals[ACTION_WANTED], 0, (int)kw_error_words_get_action (self->error));
  else if (is_complete (self))
    g_signal_emit (self, signals[CONFIRMED], 0);
}

static void
on_button_clicked_cb (KwReviewForm *self)
{
  confirm (self);
}

static void
set_until (KwReviewForm *self, gint64 unix_s)
{
  if (self->order->kind == KW_FLOW_KIND_ISSUE)
    self->order->issue.until_unix_s = unix_s;
  else
    self->order->until_unix_s = unix_s;
}

/* What the order says, before anybody types. */
static void
show_until (KwReviewForm *self)
{
  self->is_until_typed = FALSE;
  self->proposed_until_unix_s = self->order->kind == KW_FLOW_KIND_ISSUE
                                    ? self->order->issue.until_unix_s
                                    : self->order->until_unix_s;
  forget_until_problem (self);
  self->is_filling = TRUE;
  kw_time_row_set_unix_s (self->until, self->proposed_until_unix_s);
  self->is_filling = FALSE;
}

/* Of a text that is no time, nothing comes: what is said is what was, before anybody typed. */
static void
on_until_changed_cb (KwReviewForm *self)
{
  const gint64 unix_s = kw_time_row_get_unix_s (self->until);

  if (self->is_filling || self->order == NULL)
    return;
  self->is_until_typed = TRUE;
  self->is_confirm_wanted = FALSE; /* it was another text that was to be used */
  set_until (self, unix_s != 0 || !has_preview (self) ? unix_s : self->proposed_until_unix_s);
  kw_review_form_refresh (self);
}

static gboolean
on_pause_cb (gpointer user_data)
{
  KwReviewForm *self = user_data;
  g_autofree char *problem = dup_until_problem (self);

  self->pause_id = 0;
  if (problem != NULL)
    kw_problem_row_put (self->until_problem, GTK_WIDGET (self->until), problem);
  return G_SOURCE_REMOVE;
}

static void
on_until_edited_cb (KwReviewForm *self)
{
  if (self->is_filling || self->order == NULL)
    return;
  forget_until_problem (self);
  if (kw_time_row_get_unix_s (self->until) == 0)
    self->pause_id = g_timeout_add (PAUSE_MS, on_pause_cb, self);
}

static void
on_areas_changed_cb (KwReviewForm *self)
{
  self->order->issue.has_areas = TRUE;
  self->order->issue.areas = kw_area_chooser_get_areas (self->areas);
  kw_review_form_refresh (self);
}

static void
on_landings_changed_cb (KwReviewForm *self)
{
  KwDeskIssueRequest *request = &self->order->issue;
  KwLandings landings;

  kw_landing_chooser_get_landings (self->landings, &landings);
  request->has_landings = TRUE;
  request->bank = landings.bank;
  request->floors = landings.floors;
  request->has_every_landing = landings.has_every_landing;
  kw_review_form_refresh (self);
}

/* Making one */

/* What had to be asked for first is there. */
static void
on_keys_changed_cb (KwReviewForm *self)
{
  if (self->error != NULL &&
      kw_error_words_get_action (self->error) == KW_ERROR_ACTION_GIVE_PASSPHRASE)
    kw_review_form_refresh (self);
}

/* What stood in the way may be gone: the form comes back from the panel that saw to it. */
static void
kw_review_form_map (GtkWidget *widget)
{
  KwReviewForm *self = KW_REVIEW_FORM (widget);

  GTK_WIDGET_CLASS (kw_review_form_parent_class)->map (widget);
  if (self->error != NULL)
    kw_review_form_refresh (self);
}

/* Somebody else may have changed what is shown here. */
static void
on_register_changed_cb (KwReviewForm *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    kw_review_form_refresh (self);
}

static void
kw_review_form_dispose (GObject *object)
{
  KwReviewForm *self = KW_REVIEW_FORM (object);

  stop_asking (self);
  self->is_filling = TRUE; /* what the row says on its way out is nobody's typing */
  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_clear_object (&self->until_problem);
  g_clear_pointer (&self->awaited, kw_awaited_end);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_REVIEW_FORM);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_review_form_parent_class)->dispose (object);
}

static void
kw_review_form_finalize (GObject *object)
{
  KwReviewForm *self = KW_REVIEW_FORM (object);

  g_clear_pointer (&self->order, kw_flow_order_free);
  g_clear_pointer (&self->preview, kw_desk_preview_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (kw_review_form_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-review-form.ui");
  gtk_widget_class_bind_template_child (widget_class, KwReviewForm, headline);
  gtk_widget_class_bind_template_child (widget_class, KwReviewForm, notes);
  gtk_widget_class_bind_template_child (widget_class, KwReviewForm, problem);
  gtk_widget_class_bind_template_child (widget_class, KwReviewForm, overlap_place);
  gtk_widget_class_bind_template_child (widget_class, KwReviewForm, mode_place);
  gtk_widget_class_bind_template_child (widget_class, KwReviewForm, choices_group);
  gtk_widget_class_bind_template_child (widget_class, KwReviewForm, until);
  gtk_widget_class_bind_template_child (widget_class, KwReviewForm, n_cards_row);
  gtk_widget_class_bind_template_child (widget_class, KwReviewForm, n_cards);
  gtk_widget_class_bind_template_child (widget_class, KwReviewForm, areas);
  gtk_widget_class_bind_template_child (widget_class, KwReviewForm, landings);
  gtk_widget_class_bind_template_child (widget_class, KwReviewForm, button);
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_until_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_until_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_areas_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_landings_changed_cb);
}

static void
kw_review_form_class_init (KwReviewFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kw_review_form_dispose;
  object_class->finalize = kw_review_form_finalize;
  GTK_WIDGET_CLASS (klass)->map = kw_review_form_map;
  signals[CONFIRMED] = g_signal_new ("confirmed", KW_TYPE_REVIEW_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTION_WANTED] = g_signal_new ("action-wanted", KW_TYPE_REVIEW_FORM, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  g_type_ensure (KW_TYPE_AREA_CHOOSER);
  g_type_ensure (KW_TYPE_LANDING_CHOOSER);
  g_type_ensure (KW_TYPE_TIME_ROW);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
kw_review_form_init (KwReviewForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->until_problem = KW_PROBLEM_ROW (g_object_ref_sink (kw_problem_row_new ()));
  gtk_text_set_activates_default (
      GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->n_cards))), TRUE);
}

void
kw_review_form_set_order (KwReviewForm *self, KwSession *session, const KwFlowOrder *order,
                          guint n_cards)
{
  const KwProperty *property = kw_desk_get_property (kw_session_get_desk (session));
  const gboolean has_until = order->kind == KW_FLOW_KIND_ISSUE || order->kind == KW_FLOW_KIND_RENEW;
  const gboolean has_n_cards = n_cards != 0 && order->kind != KW_FLOW_KIND_CANCEL_CARD;

  if (g_set_object (&self->session, session))
    {
      g_signal_connect_object (get_desk (self), "keys-changed", G_CALLBACK (on_keys_changed_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (get_desk (self), "register-changed",
                               G_CALLBACK (on_register_changed_cb), self, G_CONNECT_SWAPPED);
    }
  g_clear_pointer (&self->order, kw_flow_order_free);
  self->order = kw_flow_order_copy (order);
  g_clear_error (&self->error);
  self->is_endless = n_cards == 0;
  gtk_spin_button_set_value (self->n_cards, MAX (n_cards, 1));
  gtk_widget_set_visible (GTK_WIDGET (self->until), has_until && property != NULL);
  gtk_widget_set_visible (self->n_cards_row, has_n_cards);
  self->has_choices = has_until || has_n_cards;
  if (property != NULL)
    {
      kw_time_row_set_desk (self->until, kw_session_get_desk (session));
      kw_time_row_set_day_minute (self->until, property->check_out_minute);
      show_until (self);
    }
  if (property != NULL && is_tenant_card (self))
    {
      kw_area_chooser_set_property (self->areas, property);
      kw_landing_chooser_set_property (self->landings, property);
    }
  show (self);
  kw_review_form_refresh (self);
}

const KwFlowOrder *
kw_review_form_get_order (KwReviewForm *self)
{
  return self->order;
}

const KwDeskPreview *
kw_review_form_get_preview (KwReviewForm *self)
{
  return self->preview;
}

guint
kw_review_form_get_n_cards (KwReviewForm *self)
{
  return self->is_endless ? 0 : (guint)gtk_spin_button_get_value_as_int (self->n_cards);
}

GtkWidget *
kw_review_form_get_button (KwReviewForm *self)
{
  return GTK_WIDGET (self->button);
}
