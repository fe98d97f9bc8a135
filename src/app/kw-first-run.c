/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-first-run.h"

#include "kw-clock-panel.h"
#include "kw-encode-panel.h"
#include "kw-encoder-form.h"
#include "kw-error-words.h"
#include "kw-file-choice.h"
#include "kw-import-view.h"
#include "kw-local-time.h"
#include "kw-new-passphrase.h"
#include "kw-panel.h"
#include "kw-weak.h"
#include "kw-window.h"

#include <glib/gi18n.h>

struct _KwFirstRun
{
  AdwBin parent_instance;

  KwSession *session;
  KwFirstRunStep step;
  gboolean has_keys;
  gboolean is_in_file;    /* they are, or would be, in a sealed file */
  gboolean is_working;    /* the keys are being made */
  gboolean is_importing;  /* a file is looked at, in place of the step */
  KwFlow *flow;           /* (nullable): of the first card */
  gboolean is_card_there; /* it was written */

  GtkStack *stack;
  GtkLabel *progress;
  GtkWidget *hotel_choice;
  GtkWidget *choose;
  GtkLabel *hotel_text;
  GtkWidget *demo;
  KwImportView *import;
  GtkLabel *keys_text;
  KwNewPassphrase *passphrase;
  GtkWidget *keys_spinner;
  GtkLabel *keys_problem;
  KwEncoderForm *encoder;
  GtkLabel *card_text;
  GtkDropDown *rooms;
  GtkWidget *issue;
  GtkStack *pane;
  GtkLabel *done_text;
  GtkWidget *buttons;
  GtkWidget *later;
  GtkWidget *back;
  GtkButton *next;
};

enum
{
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void kw_first_run_panel_init (KwPanelInterface *iface);

/* A panel for the sake of its suggested action: what Enter does. */
G_DEFINE_FINAL_TYPE_WITH_CODE (KwFirstRun, kw_first_run, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KW_TYPE_PANEL, kw_first_run_panel_init))

static const char *const page_names[KW_FIRST_RUN_STEP_N] = { "hotel", "keys", "encoder", "card",
                                                             "done" };

static KwDesk *
get_desk (KwFirstRun *self)
{
  return kw_session_get_desk (self->session);
}

/* Showing */

static void
show_hotel (KwFirstRun *self)
{
  const KwProperty *property = kw_desk_get_property (get_desk (self));
  g_autofree char *text = NULL;

  if (property != NULL)
    text = g_strdup_printf (
        /* Translators: the name of the hotel, and how many rooms it has */
        ngettext ("The station knows “%s” with %u room.", "The station knows “%s” with %u rooms.",
                  property->n_doors),
        property->name, property->n_doors);
  else
    text = g_strdup (_ ("First the station has to know the hotel: its buildings, floors, rooms, "
                        "areas and elevators. They stand in the property file."));
  gtk_label_set_label (self->hotel_text, text);
  gtk_widget_set_visible (self->hotel_choice, property == NULL);
  gtk_widget_set_visible (self->demo, kw_session_get_demo_hotel (self->session) != NULL);
}

static void
show_keys (KwFirstRun *self)
{
  gboolean needs_passphrase = kw_desk_needs_passphrase (get_desk (self));
  const char *text = NULL;

  if (self->has_keys)
    text = _ ("The keys of the hotel are made.");
  else if (needs_passphrase)
    text = _ ("Every card is sealed with the keys of the hotel, which are made once. They are kept "
              "in a file that only this passphrase opens. Write it down and keep it in the safe: "
              "without it no card can be written, and nobody can recover it.");
  else if (self->is_in_file)
    text = _ ("Every card is sealed with the keys of the hotel, which are made once. They are kept "
              "in a file sealed with the passphrase that was already given.");
  else
    text = _ ("Every card is sealed with the keys of the hotel, which are made once. They are kept "
              "in this computer's keyring.");
  gtk_label_set_label (self->keys_text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->passphrase), !self->has_keys && needs_passphrase);
  gtk_widget_set_visible (self->keys_spinner, self->is_working);
}

static void
show_rooms (KwFirstRun *self)
{
  const KwProperty *property = kw_desk_get_property (get_desk (self));
  g_auto (GStrv) labels = property != NULL ? kw_property_list_door_labels (property) : NULL;
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *const *)labels);

  gtk_drop_down_set_model (self->rooms, G_LIST_MODEL (names));
}

static void
show_card (KwFirstRun *self)
{
  const char *text = NULL;

  if (self->is_card_there)
    text = _ ("The first card is written. The lock of its room opens to it.");
  else if (kw_desk_get_encoder (get_desk (self)) == NULL)
    text = _ ("Without an encoder no card can be written. Go back and set one up, or go on.");
  else
    text = _ ("Choose a room and write a card for it, to see that everything works. It can be "
              "returned afterwards.");
  gtk_label_set_label (self->card_text, text);
  gtk_widget_set_sensitive (
      self->issue, self->has_keys && kw_desk_get_encoder (get_desk (self)) != NULL &&
                       g_list_model_get_n_items (gtk_drop_down_get_model (self->rooms)) > 0);
}

static void
show_done (KwFirstRun *self)
{
  const KwProperty *property = kw_desk_get_property (get_desk (self));

  if (property == NULL || !self->has_keys)
    return;
  gtk_label_set_label (
      self->done_text,
      kw_desk_get_encoder (get_desk (self)) != NULL
          ? _ ("It knows the hotel, has its keys and an encoder. Locks still need the key bundle, "
               "which the preferences write to a file.")
          : _ ("It knows the hotel and has its keys. An encoder can be set up in the preferences, "
               "which also write the key bundle for locks to a file."));
}

static const char *
get_next_label (KwFirstRun *self)
{
  switch (self->step)
    {
    case KW_FIRST_RUN_STEP_HOTEL:
    case KW_FIRST_RUN_STEP_ENCODER:
      return _ ("_Next");
    case KW_FIRST_RUN_STEP_KEYS:
      return self->has_keys ? _ ("_Next") : _ ("Crea_te Keys");
    case KW_FIRST_RUN_STEP_CARD:
      return self->is_card_there ? _ ("_Next") : _ ("_Skip");
    case KW_FIRST_RUN_STEP_DONE:
      return _ ("_Start Work");
    }
  g_return_val_if_reached ("");
}

static gboolean
can_go_on (KwFirstRun *self)
{
  if (self->step == KW_FIRST_RUN_STEP_HOTEL)
    return kw_desk_get_property (get_desk (self)) != NULL;
  return !self->is_working;
}

static gboolean
has_pane (KwFirstRun *self)
{
  return gtk_stack_get_visible_child (self->pane) != NULL;
}

/* The one suggested action of the page. */
static GtkWidget *
get_suggested (KwFirstRun *self)
{
  if (self->step == KW_FIRST_RUN_STEP_HOTEL && !can_go_on (self))
    return self->choose;
  if (self->step == KW_FIRST_RUN_STEP_CARD && !self->is_card_there &&
      gtk_widget_get_sensitive (self->issue))
    return self->issue;
  return GTK_WIDGET (self->next);
}

static void
show_suggestion (KwFirstRun *self)
{
  GtkWidget *suggested = get_suggested (self);

  gtk_widget_remove_css_class (GTK_WIDGET (self->next), "suggested-action");
  gtk_widget_remove_css_class (self->choose, "suggested-action");
  gtk_widget_remove_css_class (self->issue, "suggested-action");
  gtk_widget_add_css_class (suggested, "suggested-action");
  if (!has_pane (self)) /* whose panel has an action of its own */
    kw_panel_set_default (KW_PANEL (self), self->is_importing ? NULL : suggested);
}

static void
show_buttons (KwFirstRun *self)
{
  g_autofree char *progress = g_strdup_printf (
      /* Translators: which page of the assistant it is, and how many there are */
      _ ("Step %d of %d"), (int)self->step + 1, KW_FIRST_RUN_STEP_N);
  gboolean is_step = !self->is_importing && !has_pane (self);

  gtk_label_set_label (self->progress, progress);
  gtk_widget_set_visible (self->buttons, is_step);
  gtk_button_set_label (self->next, get_next_label (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->next), can_go_on (self));
  gtk_widget_set_sensitive (self->back, self->step > 0 && !self->is_working);
  gtk_widget_set_visible (self->later, self->step < KW_FIRST_RUN_STEP_DONE);
  gtk_widget_set_sensitive (self->later, !self->is_working);
  show_suggestion (self);
}

static void
update (KwFirstRun *self)
{
  show_hotel (self);
  show_keys (self);
  show_card (self);
  show_done (self);
  show_buttons (self);
  gtk_stack_set_visible_child_name (self->stack, has_pane (self)      ? "pane"
                                                 : self->is_importing ? "import"
                                                                      : page_names[self->step]);
}

static void
focus_page (KwFirstRun *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      !gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (GTK_WIDGET (self->next));
}

static void
enter_step (KwFirstRun *self, KwFirstRunStep step)
{
  self->step = step;
  if (step == KW_FIRST_RUN_STEP_CARD)
    show_rooms (self);
  update (self);
  focus_page (self);
}

/* The hotel */

static void
start_import (KwFirstRun *self, const char *path)
{
  if (self->step != KW_FIRST_RUN_STEP_HOTEL || kw_import_view_is_applying (self->import))
    return;
  self->is_importing = TRUE;
  update (self);
  kw_import_view_start (self->import, self->session, path);
}

static void
on_chosen (GtkWidget *widget, const char *path)
{
  start_import (KW_FIRST_RUN (widget), path);
}

static void
on_choose_clicked_cb (KwFirstRun *self)
{
  kw_import_view_choose_file (GTK_WIDGET (self), on_chosen);
}

static void
on_demo_clicked_cb (KwFirstRun *self)
{
  start_import (self, kw_session_get_demo_hotel (self->session));
}

static void
on_import_ended_cb (KwImportView *view, const char *done, gpointer user_data)
{
  KwFirstRun *self = user_data;

  self->is_importing = FALSE;
  enter_step (self, done != NULL ? KW_FIRST_RUN_STEP_KEYS : KW_FIRST_RUN_STEP_HOTEL);
}

/* The keys */

static void
show_keys_problem (KwFirstRun *self, const GError *error)
{
  g_autofree char *sentence = error != NULL ? kw_error_words_dup_sentence (error) : NULL;

  gtk_label_set_label (self->keys_problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->keys_problem), sentence != NULL);
}

static void
on_keys_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwFirstRun) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean is_created = kw_desk_create_keys_finish (KW_DESK (source), result, NULL, &error);

  if (self == NULL || self->session == NULL)
    return;
  self->is_working = FALSE;
  if (is_created || g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_ALREADY_SET_UP))
    {
      self->has_keys = TRUE;
      enter_step (self, KW_FIRST_RUN_STEP_ENCODER);
      return;
    }
  update (self);
  if (!kw_clock_panel_heed (GTK_WIDGET (self), error))
    show_keys_problem (self, error);
}

static void
create_keys (KwFirstRun *self)
{
  KwSecret *passphrase = NULL;

  show_keys_problem (self, NULL);
  if (kw_desk_needs_passphrase (get_desk (self)))
    {
      passphrase = kw_new_passphrase_take (self->passphrase);
      if (passphrase == NULL)
        return;
      kw_desk_set_passphrase (get_desk (self), passphrase);
    }
  self->is_working = TRUE;
  update (self);
  kw_desk_create_keys_async (get_desk (self), NULL, on_keys_created_cb, kw_weak_new (self));
}

/* The first card */

static void
on_issue_clicked_cb (KwFirstRun *self)
{
  const KwProperty *property = kw_desk_get_property (get_desk (self));
  const guint selected = gtk_drop_down_get_selected (self->rooms);
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));
  KwFlowOrder order = {
    .kind = KW_FLOW_KIND_ISSUE,
    .issue = { .kind = KW_GRANT_KIND_TENANT },
  };
  GtkWidget *panel = NULL;

  if (window == NULL || property == NULL || selected >= property->n_doors)
    return;
  order.issue.door = (KwDoorRef){ property->doors[selected].building,
                                  property->doors[selected].number };
  order.issue.until_unix_s = kw_local_time_get_check_out (
      property, kw_desk_get_now_unix_s (get_desk (self)), /* n_days= */ 1);
  panel = kw_encode_panel_new (self->session, &order, /* n_cards= */ 1);
  g_set_object (&self->flow, kw_encode_panel_get_flow (KW_ENCODE_PANEL (panel)));
  kw_window_show_panel (window, panel);
}

GtkStack *
kw_first_run_get_pane (KwFirstRun *self)
{
  return self->pane;
}

void
kw_first_run_show_pane (KwFirstRun *self, gboolean is_shown)
{
  gboolean was_card_there = self->is_card_there;

  if (!is_shown && self->flow != NULL)
    {
      self->is_card_there = was_card_there || kw_flow_get_n_done (self->flow) > 0;
      g_clear_object (&self->flow);
    }
  if (self->is_card_there && !was_card_there && self->step == KW_FIRST_RUN_STEP_CARD)
    enter_step (self, KW_FIRST_RUN_STEP_DONE);
  else
    update (self);
  if (!is_shown)
    focus_page (self);
}

/* Going */

static void
on_next_clicked_cb (KwFirstRun *self)
{
  if (!can_go_on (self))
    return;
  if (self->step == KW_FIRST_RUN_STEP_KEYS && !self->has_keys)
    create_keys (self);
  else if (self->step == KW_FIRST_RUN_STEP_DONE)
    g_signal_emit (self, signals[SIGNAL_ENDED], 0);
  else
    enter_step (self, self->step + 1);
}

static void
on_back_clicked_cb (KwFirstRun *self)
{
  if (self->step > 0 && !self->is_working)
    enter_step (self, self->step - 1);
}

static void
on_later_clicked_cb (KwFirstRun *self)
{
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

gboolean
kw_first_run_can_leave (KwFirstRun *self)
{
  return !self->is_working && !kw_import_view_is_applying (self->import);
}

static void
on_property_changed_cb (KwFirstRun *self)
{
  if (self->step == KW_FIRST_RUN_STEP_CARD)
    show_rooms (self);
  update (self);
}

/* Object */

static void
kw_first_run_panel_init (KwPanelInterface *iface)
{
}

static void
kw_first_run_dispose (GObject *object)
{
  KwFirstRun *self = KW_FIRST_RUN (object);

  g_clear_object (&self->flow);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_FIRST_RUN);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_first_run_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, stack);
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, progress);
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, hotel_choice);
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, choose);
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, hotel_text);
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, demo);
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, import);
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, keys_text);
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, passphrase);
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, keys_spinner);
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, keys_problem);
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, encoder);
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, card_text);
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, rooms);
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, issue);
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, pane);
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, done_text);
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, buttons);
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, later);
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, back);
  gtk_widget_class_bind_template_child (widget_class, KwFirstRun, next);
}

static void
kw_first_run_class_init (KwFirstRunClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_first_run_dispose;
  signals[SIGNAL_ENDED] = g_signal_new ("ended", KW_TYPE_FIRST_RUN, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (KW_TYPE_ENCODER_FORM);
  g_type_ensure (KW_TYPE_IMPORT_VIEW);
  g_type_ensure (KW_TYPE_NEW_PASSPHRASE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-first-run.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_demo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_import_ended_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_issue_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_later_clicked_cb);
}

static void
kw_first_run_init (KwFirstRun *self)
{
  g_autoptr (GtkStringList) none = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression) name = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  kw_file_choice_take_drops (GTK_WIDGET (self), on_chosen);
  name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  gtk_drop_down_set_expression (self->rooms, name);
  gtk_drop_down_set_model (self->rooms, G_LIST_MODEL (none));
}

static KwFirstRunStep
find_first_step (KwFirstRun *self)
{
  if (kw_desk_get_property (get_desk (self)) == NULL)
    return KW_FIRST_RUN_STEP_HOTEL;
  return self->has_keys ? KW_FIRST_RUN_STEP_ENCODER : KW_FIRST_RUN_STEP_KEYS;
}

GtkWidget *
kw_first_run_new (KwSession *session, const KwDeskKeyState *keys)
{
  KwFirstRun *self = g_object_new (KW_TYPE_FIRST_RUN, NULL);

  self->session = g_object_ref (session);
  self->has_keys = keys->key_version > 0;
  self->is_in_file = keys->is_in_file;
  kw_encoder_form_set_session (self->encoder, session);
  g_signal_connect_object (get_desk (self), "notify::property", G_CALLBACK (on_property_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_desk (self), "notify::encoder-state", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_desk (self), "keys-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  enter_step (self, find_first_step (self));
  return GTK_WIDGET (self);
}

gboolean
kw_first_run_is_needed (KwDesk *desk, gboolean has_keys)
{
  return !kw_desk_is_read_only (desk) && (kw_desk_get_property (desk) == NULL || !has_keys);
}

KwFirstRunStep
kw_first_run_get_step (KwFirstRun *self)
{
  return self->step;
}
