/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-stay-box.h"

#include "kw-card-row.h"
#include "kw-desk-card-list.h"
#include "kw-desk-stays.h"
#include "kw-error-words.h"
#include "kw-stay-words.h"
#include "kw-time-words.h"
#include "kw-verb-button.h"
#include "kw-weak.h"

#include <glib/gi18n.h>

#define N_CARDS_MAX 50 /* of one stay; the Cards page shows all */
#define MINUTE_S 60    /* cards end on a slot of some seconds */

/* What can be done with a stay. */
typedef enum
{
  VERB_NONE,
  VERB_CHECK_IN,
  VERB_ISSUE,
  VERB_RENEW,
  VERB_MOVE_CARDS,
  VERB_CHANGE,
  VERB_MOVE,
  VERB_CHECK_OUT,
  VERB_CANCEL,
  VERB_RETURN,
  VERB_LOST,
} Verb;
#define VERB_N (VERB_LOST + 1)

/* `has_stay`: the action takes the stay's number; the others act on the session's subject. */
static const struct
{
  const char *label;
  const char *key;
  const char *action;
  gboolean has_stay;
} verbs[VERB_N] = {
  [VERB_CHECK_IN] = { N_ ("Check In and _Issue Card"), "F2", "win.issue", FALSE },
  [VERB_ISSUE] = { N_ ("_Issue Card"), "F2", "win.issue", FALSE },
  [VERB_RENEW] = { N_ ("Re_new Card"), "F3", "win.renew", FALSE },
  [VERB_MOVE_CARDS] = { N_ ("_Move Card"), "F7", "win.move", FALSE },
  [VERB_CHANGE] = { N_ ("E_xtend or Change"), NULL, "win.change-stay", TRUE },
  [VERB_MOVE] = { N_ ("To Anoth_er Room"), NULL, "win.move-stay", TRUE },
  [VERB_CHECK_OUT] = { N_ ("Check _Out"), NULL, "win.check-out", TRUE },
  [VERB_CANCEL] = { N_ ("_Cancel the Arrival"), NULL, "win.check-out", TRUE },
  [VERB_RETURN] = { N_ ("_Return Card"), "F4", "win.return", FALSE },
  [VERB_LOST] = { N_ ("Report _Lost"), "F6", "win.lost", FALSE },
};

struct _KwStayBox
{
  AdwBin parent_instance;

  GtkLabel *tenants;
  GtkLabel *line;
  GtkLabel *reference;
  GtkLabel *hint;
  KwVerbButton *suggested;
  GtkFlowBox *others;
  GtkListBox *cards;
  GtkLabel *no_cards;
  GtkWidget *other_buttons[VERB_N];

  KwSession *session;
  KwDeskCardList *card_list;
  GListModel *shown_cards;
  GCancellable *cancellable;
  KwAwaited *awaited; /* (nullable): until it is known what is suggested */
  KwStay *stay;
  gint64 stay_id;
  Verb verb;
  gboolean is_line_hidden;
};

enum
{
  PROP_ROOMS = 1,
  PROP_N
};

static GParamSpec *properties[PROP_N];

G_DEFINE_FINAL_TYPE (KwStayBox, kw_stay_box, ADW_TYPE_BIN)

static KwDesk *
get_desk (KwStayBox *self)
{
  return kw_session_get_desk (self->session);
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* Cards */

typedef struct
{
  guint n_live;
  guint n_lost;
  guint n_early;       /* end before the stay */
  guint n_at_old_door; /* open a room that is not the stay's */
  guint n_superseded;  /* open until a newer one is used at their door: the register never hears */
} Count;

static gboolean
opens_only (const KwStay *stay, const KwGrant *grant)
{
  for (guint i = 0; i <= KW_GRANT_N_EXTRA_DOORS; i++)
    {
      const KwDoorRef door = { grant->building, i == 0 ? grant->door : grant->extra_doors[i - 1] };

      if (door.door != 0 && !kw_stay_has_door (stay, door))
        return FALSE;
    }
  return TRUE;
}

static void
count_card (KwStayBox *self, const KwCredential *credential, gboolean is_newest, Count *count)
{
  const gint64 now_unix_s = kw_desk_get_now_unix_s (get_desk (self));

  if (credential->grant->kind != KW_GRANT_KIND_TENANT ||
      credential->grant->valid_until_unix_s <= now_unix_s)
    return;
  if (credential->state == KW_CREDENTIAL_STATE_LOST)
    count->n_lost++;
  if (credential->state == KW_CREDENTIAL_STATE_SUPERSEDED && is_newest)
    count->n_superseded++;
  if (credential->state != KW_CREDENTIAL_STATE_LIVE)
    return;
  count->n_live++;
  if (!opens_only (self->stay, credential->grant))
    count->n_at_old_door++;
  else if (credential->grant->valid_until_unix_s < self->stay->until_unix_s - MINUTE_S)
    count->n_early++;
}

static Count
count_cards (KwStayBox *self)
{
  Count count = { 0 };

  for (guint i = 0; i < g_list_model_get_n_items (self->shown_cards); i++)
    {
      g_autoptr (KwDeskCardItem) item = g_list_model_get_item (self->shown_cards, i);
      const KwCredential *credential = item == NULL ? NULL
                                                    : kw_desk_card_item_get_credential (item);

      if (credential != NULL)
        count_card (self, credential, kw_desk_card_item_get_is_newest (item), &count);
    }
  return count;
}

/* One sentence, the one that matters most. */
static char *
dup_hint (const KwStay *stay, const Count *count)
{
  if (count->n_lost > 0)
    return g_strdup_printf (ngettext ("%u card was reported lost and may still open the door.",
                                      "%u cards were reported lost and may still open the door.",
                                      count->n_lost),
                            count->n_lost);
  if (stay->state == KW_STAY_STATE_CLOSED && count->n_live > 0)
    return g_strdup_printf (ngettext ("%u card was not returned and still opens the door.",
                                      "%u cards were not returned and still open the door.",
                                      count->n_live),
                            count->n_live);
  if (count->n_at_old_door > 0)
    return g_strdup_printf (
        ngettext ("%u card still opens the room before. Lay it down to move it.",
                  "%u cards still open the room before. Lay them down to move "
                  "them.",
                  count->n_at_old_door),
        count->n_at_old_door);
  if (count->n_early > 0)
    return g_strdup_printf (ngettext ("%u card ends before the stay. Lay it down to renew it.",
                                      "%u cards end before the stay. Lay them down to renew them.",
                                      count->n_early),
                            count->n_early);
  if (count->n_superseded > 0)
    return g_strdup_printf (
        ngettext ("%u older card may still open its door until a newer one is used there.",
                  "%u older cards may still open their door until a newer one is used there.",
                  count->n_superseded),
        count->n_superseded);
  return NULL;
}

/* Verbs */

static Verb
choose_verb (KwStayBox *self, const Count *count)
{
  switch (self->stay->state)
    {
    case KW_STAY_STATE_EXPECTED:
      return VERB_CHECK_IN;
    case KW_STAY_STATE_OPEN:
      if (count->n_at_old_door > 0)
        return VERB_MOVE_CARDS;
      if (kw_stay_words_is_due_out (kw_desk_get_property (get_desk (self)),
                                    kw_desk_get_now_unix_s (get_desk (self)), self->stay))
        return VERB_CHECK_OUT;
      return count->n_early > 0 ? VERB_RENEW : VERB_ISSUE;
    case KW_STAY_STATE_CLOSED:
      return count->n_live > 0 ? VERB_RETURN : VERB_NONE;
    }
  g_return_val_if_reached (VERB_NONE);
}

static gboolean
is_fitting (KwStayBox *self, Verb verb, const Count *count)
{
  const gboolean is_open = self->stay->state == KW_STAY_STATE_OPEN;

  switch (verb)
    {
    case VERB_NONE:
    case VERB_CHECK_IN:
      return FALSE; /* only ever suggested */
    case VERB_ISSUE:
    case VERB_CHECK_OUT:
      return is_open;
    case VERB_CANCEL:
      return self->stay->state == KW_STAY_STATE_EXPECTED;
    case VERB_CHANGE:
    case VERB_MOVE:
      return self->stay->state != KW_STAY_STATE_CLOSED;
    case VERB_RENEW:
      return is_open && count->n_live > 0;
    case VERB_MOVE_CARDS:
      return is_open && count->n_at_old_door > 0;
    case VERB_RETURN:
      return count->n_live > 0;
    case VERB_LOST:
      return count->n_live + count->n_lost > 0;
    }
  g_return_val_if_reached (FALSE);
}

static void
set_verb (KwStayBox *self, KwVerbButton *button, Verb verb)
{
  kw_verb_button_set_verb (button, _ (verbs[verb].label), verbs[verb].key, verbs[verb].action,
                           verbs[verb].has_stay ? g_variant_new_int64 (self->stay_id) : NULL);
}

static void
show_verbs (KwStayBox *self, const Count *count)
{
  gboolean has_others = FALSE;

  self->verb = choose_verb (self, count);
  gtk_widget_set_visible (GTK_WIDGET (self->suggested), self->verb != VERB_NONE);
  if (self->verb != VERB_NONE)
    set_verb (self, self->suggested, self->verb);
  for (Verb verb = VERB_ISSUE; verb < VERB_N; verb++)
    {
      GtkWidget *button = self->other_buttons[verb];
      const gboolean is_shown = verb != self->verb && is_fitting (self, verb, count);

      set_verb (self, KW_VERB_BUTTON (button), verb);
      gtk_widget_set_visible (gtk_widget_get_parent (button), is_shown);
      has_others |= is_shown;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->others), has_others);
}

static void
make_verbs (KwStayBox *self)
{
  for (Verb verb = VERB_ISSUE; verb < VERB_N; verb++)
    {
      GtkWidget *child = gtk_flow_box_child_new ();

      self->other_buttons[verb] = kw_verb_button_new ();
      gtk_widget_set_focusable (child, FALSE); /* the button itself is */
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), self->other_buttons[verb]);
      gtk_flow_box_append (self->others, child);
    }
}

/* Showing */

static void
show_stay (KwStayBox *self)
{
  const KwProperty *property;
  const gint64 now_unix_s = kw_desk_get_now_unix_s (get_desk (self));
  g_autofree char *line = NULL;
  g_autofree char *reference = NULL;
  g_autofree char *hint = NULL;
  Count count;

  if (self->stay == NULL)
    return;
  property = kw_desk_get_property (get_desk (self));
  line = kw_stay_words_dup_stay_line (property, now_unix_s, self->stay);
  if (self->stay->reference != NULL)
    /* Translators: the hotel's own number of a stay */
    reference = g_strdup_printf (_ ("Reference %s"), self->stay->reference);
  count = count_cards (self);
  hint = dup_hint (self->stay, &count);
  kw_stay_words_show_tenants (self->tenants, self->stay);
  show_text (self->line, self->is_line_hidden ? NULL : line);
  show_text (self->reference, reference);
  show_text (self->hint, hint);
  show_verbs (self, &count);
}

/* What Enter does depends on the stay and on its cards. */
static void
check_awaited (KwStayBox *self)
{
  gboolean is_loading = FALSE;

  g_object_get (self->card_list, "is-loading", &is_loading, NULL);
  if (self->stay != NULL && !is_loading)
    g_clear_pointer (&self->awaited, kw_awaited_end);
}

static void
on_cards_changed_cb (KwStayBox *self, guint position, guint n_removed, guint n_added,
                     GListModel *cards)
{
  const gboolean has_cards = g_list_model_get_n_items (self->shown_cards) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->cards), has_cards);
  gtk_widget_set_visible (GTK_WIDGET (self->no_cards), !has_cards);
  show_stay (self);
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwStayBox) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = kw_desk_load_stay_finish (KW_DESK (source), result, &error);
  g_autofree char *sentence = NULL;

  if (self == NULL || self->session == NULL ||
      g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED) ||
      (stay != NULL && stay->id != self->stay_id)) /* another one is wanted by now */
    return;
  if (stay == NULL)
    {
      sentence = kw_error_words_dup_sentence (error);
      gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
      show_text (self->hint, sentence);
      g_clear_pointer (&self->awaited, kw_awaited_end);
      return;
    }
  g_clear_pointer (&self->stay, kw_stay_unref);
  self->stay = g_steal_pointer (&stay);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROOMS]);
  show_stay (self);
  check_awaited (self);
}

static void
load (KwStayBox *self)
{
  if (self->stay_id != 0)
    kw_desk_load_stay_async (get_desk (self), self->stay_id, self->cancellable, on_loaded_cb,
                             kw_weak_new (self));
}

static void
on_card_activated_cb (KwStayBox *self, GtkListBoxRow *row)
{
  g_autoptr (KwDeskCardItem)
      item = g_list_model_get_item (self->shown_cards, (guint)gtk_list_box_row_get_index (row));

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-card", "s",
                                kw_desk_card_item_get_label (item));
}

static GtkWidget *
make_card_row (gpointer item, gpointer user_data)
{
  KwStayBox *self = user_data;

  return kw_card_row_new (kw_desk_get_property (get_desk (self)),
                          kw_desk_get_now_unix_s (get_desk (self)), item);
}

static void
set_cards (KwStayBox *self)
{
  const KwDeskCardFilter filter = { .stay_id = self->stay_id };

  gtk_list_box_bind_model (self->cards, NULL, NULL, NULL, NULL);
  g_clear_object (&self->shown_cards);
  g_clear_object (&self->card_list);
  self->card_list = kw_desk_card_list_new (get_desk (self), &filter);
  self->shown_cards = G_LIST_MODEL (
      gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->card_list)), 0, N_CARDS_MAX));
  gtk_list_box_bind_model (self->cards, self->shown_cards, make_card_row, self, NULL);
  g_signal_connect_object (self->shown_cards, "items-changed", G_CALLBACK (on_cards_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->card_list, "notify::is-loading", G_CALLBACK (check_awaited), self,
                           G_CONNECT_SWAPPED);
  on_cards_changed_cb (self, 0, 0, 0, self->shown_cards);
}

/* Object */

static void
kw_stay_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  KwStayBox *self = KW_STAY_BOX (object);

  if (id != PROP_ROOMS)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  else if (self->stay == NULL)
    g_value_set_string (value, "");
  else
    g_value_take_string (value, kw_stay_words_dup_rooms (kw_desk_get_property (get_desk (self)),
                                                         self->stay->doors, self->stay->n_doors));
}

static void
kw_stay_box_dispose (GObject *object)
{
  KwStayBox *self = KW_STAY_BOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->awaited, kw_awaited_end);
  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (self), NULL); /* before its template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_STAY_BOX);
  g_clear_object (&self->shown_cards);
  g_clear_object (&self->card_list);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->stay, kw_stay_unref);
  G_OBJECT_CLASS (kw_stay_box_parent_class)->dispose (object);
}

static void
kw_stay_box_class_init (KwStayBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = kw_stay_box_get_property;
  G_OBJECT_CLASS (klass)->dispose = kw_stay_box_dispose;
  properties[PROP_ROOMS] = g_param_spec_string ("rooms", NULL, NULL, "",
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), PROP_N, properties);
  g_type_ensure (KW_TYPE_VERB_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, KW_APP_RESOURCES "/ui/kw-stay-box.ui");
  gtk_widget_class_bind_template_child (widget_class, KwStayBox, tenants);
  gtk_widget_class_bind_template_child (widget_class, KwStayBox, line);
  gtk_widget_class_bind_template_child (widget_class, KwStayBox, reference);
  gtk_widget_class_bind_template_child (widget_class, KwStayBox, hint);
  gtk_widget_class_bind_template_child (widget_class, KwStayBox, suggested);
  gtk_widget_class_bind_template_child (widget_class, KwStayBox, others);
  gtk_widget_class_bind_template_child (widget_class, KwStayBox, cards);
  gtk_widget_class_bind_template_child (widget_class, KwStayBox, no_cards);
  gtk_widget_class_bind_template_callback (widget_class, on_card_activated_cb);
}

static void
kw_stay_box_init (KwStayBox *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  make_verbs (self);
}

void
kw_stay_box_set_stay (KwStayBox *self, KwSession *session, gint64 stay_id)
{
  if (self->session == NULL)
    {
      self->session = g_object_ref (session);
      g_signal_connect_object (get_desk (self), "register-changed", G_CALLBACK (load), self,
                               G_CONNECT_SWAPPED);
    }
  if (self->stay_id == stay_id)
    return;
  self->stay_id = stay_id;
  g_clear_pointer (&self->awaited, kw_awaited_end);
  g_clear_pointer (&self->stay, kw_stay_unref);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE); /* until it is known */
  if (stay_id == 0)
    return;
  self->awaited = kw_session_await (session);
  set_cards (self);
  load (self);
}

void
kw_stay_box_hide_line (KwStayBox *self)
{
  self->is_line_hidden = TRUE;
}

GtkWidget *
kw_stay_box_get_suggested (KwStayBox *self)
{
  return GTK_WIDGET (self->suggested);
}

void
kw_stay_box_do_suggested (KwStayBox *self)
{
  if (self->stay != NULL && self->verb != VERB_NONE)
    kw_verb_button_do (self->suggested);
}
