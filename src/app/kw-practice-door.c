/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-practice-door.h"

#include "kw-error-words.h"
#include "kw-practice.h"
#include "kw-weak.h"
#include "kw-words.h"

#include <glib/gi18n.h>

/* A card that was laid down this moment is still being found. */
#define WAIT_LIMIT_MS 1500

struct _KwPracticeDoor
{
  AdwBin parent_instance;

  KwSession *session;
  GArray *places; /* of KwDeskPlace, as the drop-down has them */
  KwDeskJob *job; /* (nullable) a card is being shown */
  GCancellable *cancellable;
  gboolean is_settled; /* else what is chosen was not chosen by a hand */
  gboolean is_chosen;

  GtkDropDown *place;
  GtkToggleButton *is_locked_inside;
  GtkWidget *lock;
  GtkImage *icon;
  GtkLabel *word;
  GtkLabel *reason;
};

G_DEFINE_FINAL_TYPE (KwPracticeDoor, kw_practice_door, ADW_TYPE_BIN)

static KwDesk *
get_desk (KwPracticeDoor *self)
{
  return kw_session_get_desk (self->session);
}

/* The lock */

typedef struct
{
  const char *icon;
  const char *style; /* (nullable) */
  const char *word;
  const char *reason;
} Look;

static void
show_look (KwPracticeDoor *self, Look look)
{
  static const char *const styles[] = { "opens", "shut" };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_strcmp0 (styles[i], look.style) == 0)
      gtk_widget_add_css_class (self->lock, styles[i]);
    else
      gtk_widget_remove_css_class (self->lock, styles[i]);
  gtk_image_set_from_icon_name (self->icon, look.icon);
  gtk_label_set_label (self->word, look.word);
  gtk_label_set_label (self->reason, look.reason);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reason), look.reason);
}

static const KwDeskPlace *
get_place (KwPracticeDoor *self)
{
  const guint i = gtk_drop_down_get_selected (self->place);

  return i < self->places->len ? &g_array_index (self->places, KwDeskPlace, i) : NULL;
}

static void
show_idle (KwPracticeDoor *self)
{
  const KwDeskPlace *place = get_place (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->is_locked_inside),
                            place != NULL && place->kind == KW_DESK_PLACE_DOOR);
  show_look (self, (Look){ "changes-prevent-symbolic", NULL, C_ ("lock", "Shut"),
                           place == NULL ? _ ("There is no door yet.")
                                         : _ ("Show it the card on the encoder.") });
}

static void
show_refusal (KwPracticeDoor *self, const char *sentence)
{
  show_look (self, (Look){ "dialog-warning-symbolic", NULL, C_ ("lock", "Not shown"), sentence });
}

/* "Landings 1, 3 and 6 can be chosen." */
static char *
dup_landings (KwPracticeDoor *self, const KwDeskOutcome *outcome)
{
  const KwBank *bank = kw_property_get_bank (kw_desk_get_property (get_desk (self)),
                                             get_place (self)->number);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; bank != NULL && i < bank->n_landings; i++)
    if ((outcome->granted >> bank->landings[i].number & 1) != 0)
      g_ptr_array_add (names, (gpointer)bank->landings[i].name);
  list = kw_words_dup_list (names);
  /* Translators: elevator landings by name */
  return g_strdup_printf (
      ngettext ("Landing %s can be chosen.", "Landings %s can be chosen.", names->len), list);
}

static void
show_answer (KwPracticeDoor *self, const KwDeskOutcome *outcome)
{
  const char *answer = outcome->answer;
  g_autofree char *landings = NULL;

  if (g_strcmp0 (answer, "OPEN") == 0)
    {
      if (get_place (self)->kind == KW_DESK_PLACE_ELEVATOR)
        landings = dup_landings (self, outcome);
      show_look (self, (Look){ "changes-allow-symbolic", "opens", C_ ("lock", "Opens"),
                               landings != NULL ? landings : kw_words_get_why_not (answer) });
    }
  else if (g_strcmp0 (answer, "CANCEL_LEARNED") == 0)
    show_look (self, (Look){ "emblem-ok-symbolic", "opens", C_ ("lock", "Has learned"),
                             kw_words_get_why_not (answer) });
  else
    show_look (self, (Look){ "changes-prevent-symbolic", "shut", C_ ("lock", "Stays shut"),
                             kw_words_get_why_not (answer) });
}

/* Showing it a card */

static void
on_shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwPracticeDoor) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskOutcome) outcome = kw_desk_job_run_finish (KW_DESK_JOB (source), result, &error);
  g_autofree char *sentence = NULL;

  if (self == NULL || self->job != KW_DESK_JOB (source)) /* gone, or another door was chosen */
    return;
  g_clear_object (&self->job);
  if (outcome != NULL)
    {
      show_answer (self, outcome);
      return;
    }
  sentence = kw_error_words_dup_sentence (error);
  show_refusal (self, sentence);
}

static guint
count_cards (KwPractice *practice)
{
  guint n_there = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (practice)); i++)
    {
      g_autoptr (KwPracticeCard) card = g_list_model_get_item (G_LIST_MODEL (practice), i);

      n_there += kw_practice_card_is_on_encoder (card) ? 1 : 0;
    }
  return n_there;
}

static void
show_card (KwPracticeDoor *self)
{
  const gboolean is_locked_inside = gtk_widget_get_sensitive (
                                        GTK_WIDGET (self->is_locked_inside)) &&
                                    gtk_toggle_button_get_active (self->is_locked_inside);
  const KwDeskPlace *place = get_place (self);
  KwPractice *practice = kw_desk_get_practice (get_desk (self));

  if (place == NULL || self->job != NULL)
    return;
  if (kw_desk_has_job (get_desk (self)))
    {
      show_refusal (self,
                    _ ("The encoder waits for a card to write. Finish that or close it first."));
      return;
    }
  if (practice != NULL && count_cards (practice) == 0)
    {
      show_refusal (self, _ ("No card lies on the encoder."));
      return;
    }
  show_look (self, (Look){ "changes-prevent-symbolic", NULL, C_ ("lock", "Reading"),
                           _ ("Keep the card still.") });
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->job = kw_desk_job_new_try_door (get_desk (self), place, /* at_unix_s= */ 0,
                                        is_locked_inside);
  kw_desk_job_run_async (self->job, WAIT_LIMIT_MS, self->cancellable, on_shown_cb,
                         kw_weak_new (self));
}

static void
stop_showing (KwPracticeDoor *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->job);
}

/* Choosing a door */

static void
select_place (KwPracticeDoor *self, const KwDeskPlace *place)
{
  for (guint i = 0; i < self->places->len; i++)
    if (kw_desk_place_equal (&g_array_index (self->places, KwDeskPlace, i), place))
      {
        gtk_drop_down_set_selected (self->place, i);
        return;
      }
}

static void
add_place (KwPracticeDoor *self, GtkStringList *names, const KwDeskPlace *place, char *name)
{
  g_autofree char *owned = name;

  g_array_append_vals (self->places, place, 1);
  gtk_string_list_append (names, owned);
}

static void
add_rooms (KwPracticeDoor *self, GtkStringList *names, const KwProperty *property)
{
  g_auto (GStrv) labels = kw_property_list_door_labels (property);

  for (guint i = 0; i < property->n_doors; i++)
    {
      const KwDoor *door = &property->doors[i];
      const KwDeskPlace place = { .kind = KW_DESK_PLACE_DOOR,
                                  .door = { door->building, door->number } };

      add_place (self, names, &place, g_strdup (labels[i]));
    }
}

static void
add_places (KwPracticeDoor *self, GtkStringList *names, const KwProperty *property)
{
  add_rooms (self, names, property);
  for (guint i = 0; i < property->n_areas; i++)
    {
      const KwDeskPlace place = { .kind = KW_DESK_PLACE_AREA, .number = property->areas[i].number };

      add_place (self, names, &place, g_strdup (property->areas[i].name));
    }
  for (guint i = 0; i < property->n_banks; i++)
    {
      const KwDeskPlace place = { .kind = KW_DESK_PLACE_ELEVATOR,
                                  .number = property->banks[i].number };

      /* Translators: the name of an elevator bank, in a list of doors */
      add_place (self, names, &place, g_strdup_printf (_ ("Elevator %s"), property->banks[i].name));
    }
}

static void
fill_places (KwPracticeDoor *self)
{
  const KwProperty *property = kw_desk_get_property (get_desk (self));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const KwDeskPlace *before = get_place (self);
  const KwDeskPlace kept = before != NULL ? *before : (KwDeskPlace){ 0 };

  stop_showing (self);
  self->is_settled = FALSE;
  g_array_set_size (self->places, 0);
  if (property != NULL)
    add_places (self, names, property);
  gtk_drop_down_set_model (self->place, G_LIST_MODEL (names));
  select_place (self, &kept);
  self->is_settled = TRUE;
  show_idle (self);
}

static void
on_place_chosen_cb (KwPracticeDoor *self)
{
  if (!self->is_settled)
    return;
  self->is_chosen = TRUE;
  stop_showing (self);
  show_idle (self);
}

/* The door of a tenant's card that was laid down. */
static void
follow_card (KwPracticeDoor *self, const KwDeskOutcome *outcome)
{
  const KwGrant *grant = outcome->credential != NULL ? outcome->credential->grant : NULL;

  if (self->is_chosen || grant == NULL || grant->kind != KW_GRANT_KIND_TENANT)
    return;
  self->is_settled = FALSE;
  select_place (
      self, &(KwDeskPlace){ .kind = KW_DESK_PLACE_DOOR, .door = { grant->building, grant->door } });
  self->is_settled = TRUE;
}

static void
on_card_changed_cb (KwPracticeDoor *self)
{
  KwDeskWatch *watch = kw_session_get_watch (self->session);
  const KwDeskOutcome *outcome = kw_desk_watch_get_outcome (watch);

  if (self->job != NULL)
    return;
  if (outcome != NULL)
    follow_card (self, outcome);
  else
    show_idle (self); /* another card, or none: a lock that has opened shuts again */
}

/* Object */

static void
kw_practice_door_dispose (GObject *object)
{
  KwPracticeDoor *self = KW_PRACTICE_DOOR (object);

  stop_showing (self);
  g_clear_object (&self->cancellable);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_PRACTICE_DOOR);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_practice_door_parent_class)->dispose (object);
}

static void
kw_practice_door_finalize (GObject *object)
{
  g_array_unref (KW_PRACTICE_DOOR (object)->places);
  G_OBJECT_CLASS (kw_practice_door_parent_class)->finalize (object);
}

static void
kw_practice_door_class_init (KwPracticeDoorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_practice_door_dispose;
  G_OBJECT_CLASS (klass)->finalize = kw_practice_door_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-practice-door.ui");
  gtk_widget_class_bind_template_child (widget_class, KwPracticeDoor, place);
  gtk_widget_class_bind_template_child (widget_class, KwPracticeDoor, is_locked_inside);
  gtk_widget_class_bind_template_child (widget_class, KwPracticeDoor, lock);
  gtk_widget_class_bind_template_child (widget_class, KwPracticeDoor, icon);
  gtk_widget_class_bind_template_child (widget_class, KwPracticeDoor, word);
  gtk_widget_class_bind_template_child (widget_class, KwPracticeDoor, reason);
  gtk_widget_class_bind_template_callback (widget_class, on_place_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_card);
}

static void
kw_practice_door_init (KwPracticeDoor *self)
{
  g_autoptr (GtkExpression) name = NULL;

  self->places = g_array_new (FALSE, FALSE, sizeof (KwDeskPlace));
  gtk_widget_init_template (GTK_WIDGET (self));
  name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  gtk_drop_down_set_expression (self->place, name);
}

void
kw_practice_door_set_session (KwPracticeDoor *self, KwSession *session)
{
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (get_desk (self), "notify::property", G_CALLBACK (fill_places), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (kw_session_get_watch (session), "notify::phase",
                           G_CALLBACK (on_card_changed_cb), self, G_CONNECT_SWAPPED);
  fill_places (self);
  on_card_changed_cb (self);
}

void
kw_practice_door_choose (KwPracticeDoor *self, const KwDeskPlace *place)
{
  select_place (self, place);
}
