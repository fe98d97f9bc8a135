/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-card-bar.h"

#include "kw-encoder-lamp.h"
#include "kw-error-words.h"
#include "kw-read-only.h"
#include "kw-tooltip.h"
#include "kw-words.h"

#include <glib/gi18n.h>

struct _KwCardBar
{
  AdwBin parent_instance;

  KwSession *session;

  GtkStack *stack;
  GtkLabel *nothing;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *detail;
  GtkWidget *spinner;
  GtkWidget *issue;
  GtkWidget *renew;
  GtkWidget *take_back;
  GtkWidget *more;
};

G_DEFINE_FINAL_TYPE (KwCardBar, kw_card_bar, ADW_TYPE_BIN)

/* What the bar says of a card, and what it offers. */
typedef struct
{
  const char *icon;
  char *title;
  char *detail;
  gboolean is_busy;
  gboolean can_issue;
  gboolean can_renew;
  gboolean can_return;
  gboolean is_return_suggested;
  gboolean has_more;
} Look;

static void
clear_look (Look *look)
{
  g_clear_pointer (&look->title, g_free);
  g_clear_pointer (&look->detail, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, clear_look)

static gboolean
has_ended (const KwStay *stay)
{
  return stay != NULL && stay->state == KW_STAY_STATE_CLOSED;
}

/* What the register knows against a card that still opens, or opened; %NULL: nothing. */
static const char *
get_objection (const KwDeskOutcome *outcome)
{
  if (!outcome->is_known)
    return NULL;
  switch (outcome->credential->state)
    {
    case KW_CREDENTIAL_STATE_LOST:
      return _ ("This card was reported lost; return it and issue another one.");
    case KW_CREDENTIAL_STATE_SUPERSEDED:
      return outcome->why_not == NULL
                 ? _ ("This card still opens its door until a newer one is used there; issue a NEW "
                      "card or a COPY instead.")
                 : _ ("A newer card stops this one at its door; issue a NEW card or a COPY "
                      "instead.");
    case KW_CREDENTIAL_STATE_RETURNED:
    case KW_CREDENTIAL_STATE_REWRITTEN:
    case KW_CREDENTIAL_STATE_FAILED:
    case KW_CREDENTIAL_STATE_DAMAGED:
      return _ ("The register has this card as one that opens nothing any more; issue it anew "
                "instead.");
    case KW_CREDENTIAL_STATE_LIVE:
    case KW_CREDENTIAL_STATE_EXPIRED:
    case KW_CREDENTIAL_STATE_PENDING:
    case KW_CREDENTIAL_STATE_UNCERTAIN:
      break;
    }
  return has_ended (outcome->stay) ? _ ("The stay of this card has ended; return the card.") : NULL;
}

/* What it opens and until when, or why it does not. */
static char *
dup_detail (KwDesk *desk, const KwDeskOutcome *outcome)
{
  const KwProperty *property = kw_desk_get_property (desk);
  const KwGrant *grant = outcome->credential->grant;
  const char *objection = get_objection (outcome);
  g_autofree char *opens = NULL;

  if (objection != NULL)
    return g_strdup (objection);
  if (outcome->why_not == NULL)
    return kw_words_dup_opens (property, kw_desk_get_now_unix_s (desk), grant);
  opens = kw_words_dup_opens (property, kw_desk_get_now_unix_s (desk), grant);
  /* Translators: why a card does not open now, then what it would open: two whole sentences */
  return g_strdup_printf (C_ ("two sentences", "%s %s"), kw_words_get_why_not (outcome->why_not),
                          opens);
}

static void
look_at_ours (KwDesk *desk, const KwDeskOutcome *outcome, Look *look)
{
  const KwGrant *grant = outcome->credential->grant;

  const gboolean is_fine = get_objection (outcome) == NULL;

  look->icon = outcome->why_not == NULL && is_fine ? "auth-smartcard-symbolic"
                                                   : "dialog-warning-symbolic";
  look->title = kw_words_dup_purpose (kw_desk_get_property (desk), grant,
                                      outcome->credential->holder);
  look->detail = dup_detail (desk, outcome);
  look->can_renew = grant->kind == KW_GRANT_KIND_TENANT && outcome->is_known && is_fine;
  look->can_return = TRUE;
  look->is_return_suggested = has_ended (outcome->stay);
  look->has_more = outcome->is_known;
}

static void
look_at_card (KwDesk *desk, const KwDeskOutcome *outcome, Look *look)
{
  look->icon = "auth-smartcard-symbolic";
  look->title = g_strdup (kw_words_get_condition (outcome->condition));
  switch (outcome->condition)
    {
    case KW_DESK_CONDITION_BLANK:
      look->detail = g_strdup (kw_words_get_medium (outcome->medium_name));
      look->can_issue = TRUE;
      break;
    case KW_DESK_CONDITION_OURS:
      g_clear_pointer (&look->title, g_free);
      look_at_ours (desk, outcome, look);
      break;
    case KW_DESK_CONDITION_EMPTY:
    case KW_DESK_CONDITION_UNFINISHED:
      look->detail = g_strdup (kw_words_get_medium (outcome->medium_name));
      look->can_issue = TRUE;
      look->can_return = TRUE;
      break;
    case KW_DESK_CONDITION_FOREIGN:
    case KW_DESK_CONDITION_UNSUPPORTED:
      look->icon = "dialog-warning-symbolic";
      look->detail = g_strdup (_ ("Use another card."));
      break;
    case KW_DESK_CONDITION_DAMAGED:
      look->icon = "dialog-error-symbolic";
      look->detail = g_strdup (_ ("Use another card."));
      look->has_more = outcome->card != NULL;
      break;
    }
}

static void
look_at_error (const GError *error, Look *look)
{
  const KwErrorAction action = kw_error_words_get_action (error);

  look->icon = "dialog-warning-symbolic";
  if (error->code == KW_DESK_ERROR_CARD_UNSUPPORTED)
    look->title = g_strdup (kw_words_get_condition (KW_DESK_CONDITION_UNSUPPORTED));
  else if (action == KW_ERROR_ACTION_USE_ANOTHER_CARD)
    look->title = kw_error_words_dup_sentence (error);
  if (look->title != NULL)
    {
      look->detail = g_strdup (_ ("Use another card."));
      return;
    }
  look->title = g_strdup (_ ("This card can't be read now."));
  look->detail = kw_error_words_dup_sentence (error);
}

static void
look_at_phase (KwDesk *desk, KwDeskWatch *watch, Look *look)
{
  switch (kw_desk_watch_get_phase (watch))
    {
    case KW_DESK_WATCH_PHASE_EMPTY:
      break;
    case KW_DESK_WATCH_PHASE_SEVERAL:
      look->icon = "dialog-warning-symbolic";
      look->title = g_strdup (_ ("Two cards are on the encoder."));
      look->detail = g_strdup (_ ("It goes on when one is left."));
      break;
    case KW_DESK_WATCH_PHASE_READING:
      look->is_busy = TRUE;
      look->title = g_strdup (_ ("Reading the card"));
      look->detail = g_strdup (_ ("Keep the card still."));
      break;
    case KW_DESK_WATCH_PHASE_FINISHING:
      look->is_busy = TRUE;
      look->title = g_strdup (_ ("Finishing what was interrupted"));
      look->detail = g_strdup (_ ("Keep the card still."));
      break;
    case KW_DESK_WATCH_PHASE_KNOWN:
      look_at_card (desk, kw_desk_watch_get_outcome (watch), look);
      break;
    case KW_DESK_WATCH_PHASE_FAILED:
      look_at_error (kw_desk_watch_get_error (watch), look);
      break;
    }
}

/* What is of no use with this card cannot be pressed. */
static void
enable (KwCardBar *self, const KwDeskOutcome *outcome, const Look *look)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const gboolean is_in_register = outcome != NULL && outcome->card != NULL;

  gtk_widget_action_set_enabled (widget, "bar.renew", look->can_renew);
  gtk_widget_action_set_enabled (widget, "bar.return", look->can_return);
  gtk_widget_action_set_enabled (widget, "bar.move", look->can_renew);
  gtk_widget_action_set_enabled (widget, "bar.lost", is_in_register);
  gtk_widget_action_set_enabled (widget, "bar.show-stay", outcome != NULL && outcome->stay != NULL);
  gtk_widget_action_set_enabled (widget, "bar.show-card", is_in_register);
  kw_read_only_disable (widget, kw_session_get_desk (self->session), "bar.");
}

static void
show_nothing (KwCardBar *self)
{
  g_autofree char *advice = kw_encoder_lamp_dup_advice (kw_session_get_desk (self->session));

  gtk_label_set_label (self->nothing, advice);
  kw_tooltip_set (GTK_WIDGET (self->nothing), advice);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
update (KwCardBar *self)
{
  g_auto (Look) look = { NULL };

  look_at_phase (kw_session_get_desk (self->session), kw_session_get_watch (self->session), &look);
  enable (self, kw_desk_watch_get_outcome (kw_session_get_watch (self->session)), &look);
  if (look.title == NULL)
    {
      show_nothing (self);
      return;
    }
  gtk_image_set_from_icon_name (self->icon, look.icon);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !look.is_busy);
  gtk_widget_set_visible (self->spinner, look.is_busy);
  gtk_label_set_label (self->title, look.title);
  gtk_label_set_label (self->detail, look.detail != NULL ? look.detail : "");
  kw_tooltip_set (GTK_WIDGET (self->detail), look.detail);
  gtk_widget_set_visible (self->issue, look.can_issue);
  gtk_widget_set_visible (self->renew, look.can_renew);
  gtk_widget_set_visible (self->take_back, look.can_return);
  if (look.is_return_suggested)
    gtk_widget_add_css_class (self->take_back, "suggested-action");
  else
    gtk_widget_remove_css_class (self->take_back, "suggested-action");
  gtk_widget_set_visible (self->more, look.has_more);
  gtk_stack_set_visible_child_name (self->stack, "card");
}

/* The card that lies there becomes what F3 to F7 are about; then the action as everywhere. */
static void
act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwCardBar *self = KW_CARD_BAR (widget);
  const KwDeskOutcome *outcome = kw_desk_watch_get_outcome (kw_session_get_watch (self->session));
  KwSubject subject = { 0 };
  g_autofree char *label = NULL;

  if (outcome == NULL)
    return;
  label = outcome->card == NULL ? NULL : kw_card_dup_label (outcome->card);
  subject.card_label = label;
  subject.credential = outcome->credential == NULL ? 0 : outcome->credential->number;
  subject.stay_id = outcome->stay == NULL ? 0 : outcome->stay->id;
  kw_session_set_subject (self->session, &subject);
  if (strcmp (name, "bar.show-stay") == 0 && subject.stay_id != 0)
    gtk_widget_activate_action (widget, "win.show-stay", "x", subject.stay_id);
  else if (strcmp (name, "bar.show-card") == 0 && label != NULL)
    gtk_widget_activate_action (widget, "win.show-card", "s", label);
  else if (strcmp (name, "bar.renew") == 0)
    gtk_widget_activate_action (widget, "win.renew", NULL);
  else if (strcmp (name, "bar.return") == 0)
    gtk_widget_activate_action (widget, "win.return", NULL);
  else if (strcmp (name, "bar.move") == 0)
    gtk_widget_activate_action (widget, "win.move", NULL);
  else if (strcmp (name, "bar.lost") == 0)
    gtk_widget_activate_action (widget, "win.lost", NULL);
}

static void
kw_card_bar_dispose (GObject *object)
{
  KwCardBar *self = KW_CARD_BAR (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_CARD_BAR);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_card_bar_parent_class)->dispose (object);
}

static void
kw_card_bar_class_init (KwCardBarClass *klass)
{
  static const char *const names[] = { "bar.renew", "bar.return",    "bar.move",
                                       "bar.lost",  "bar.show-stay", "bar.show-card" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_card_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, KW_APP_RESOURCES "/ui/kw-card-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, KwCardBar, stack);
  gtk_widget_class_bind_template_child (widget_class, KwCardBar, nothing);
  gtk_widget_class_bind_template_child (widget_class, KwCardBar, icon);
  gtk_widget_class_bind_template_child (widget_class, KwCardBar, title);
  gtk_widget_class_bind_template_child (widget_class, KwCardBar, detail);
  gtk_widget_class_bind_template_child (widget_class, KwCardBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, KwCardBar, issue);
  gtk_widget_class_bind_template_child (widget_class, KwCardBar, renew);
  gtk_widget_class_bind_template_child (widget_class, KwCardBar, take_back);
  gtk_widget_class_bind_template_child (widget_class, KwCardBar, more);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_class_install_action (widget_class, names[i], NULL, act);
}

static void
kw_card_bar_init (KwCardBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kw_card_bar_set_session (KwCardBar *self, KwSession *session)
{
  g_set_object (&self->session, session);
  g_signal_connect_object (kw_session_get_watch (session), "notify::phase", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (kw_session_get_desk (session), "notify::encoder-state",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

void
kw_card_bar_show_menu (KwCardBar *self)
{
  if (gtk_widget_get_mapped (self->more))
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->more));
}
