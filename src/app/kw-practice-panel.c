/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-practice-panel.h"

#include "kw-error-words.h"
#include "kw-practice-tile.h"
#include "kw-weak.h"
#include "kw-window.h"

#include <glib/gi18n.h>

#define N_PARTS 3

struct _KwPracticePanel
{
  AdwBin parent_instance;

  KwSession *session;
  KwPractice *practice;
  GPtrArray *tiles; /* of KwPracticeTile, borrowed, as the practice encoder lists its cards */
  guint n_named;    /* cards that were named here */
  gboolean is_narrow;
  double wide_px; /* what all parts need beside each other */
  guint turn_id;

  GtkScrolledWindow *scroller;
  GtkWidget *switcher;
  GtkToggleButton *shows[N_PARTS];
  GtkWidget *parts[N_PARTS];
  GtkBox *cards;
  GtkWidget *no_cards;
  GtkToggleButton *is_beside;
  GtkSwitch *plug;
  GtkToggleButton *tears[KW_PRACTICE_TEAR_N];
  KwPracticeDoor *door;
};

G_DEFINE_FINAL_TYPE (KwPracticePanel, kw_practice_panel, ADW_TYPE_BIN)

/* What is there */

static void
show_plug (KwPracticePanel *self)
{
  const gboolean is_plugged_in = kw_practice_is_plugged_in (self->practice);

  gtk_switch_set_state (self->plug, is_plugged_in);
  gtk_switch_set_active (self->plug, is_plugged_in);
}

/* Once a card is torn away, nothing is chosen any more. */
static void
show_tear (KwPracticePanel *self)
{
  if (!kw_practice_is_tear_armed (self->practice))
    for (guint i = 0; i < KW_PRACTICE_TEAR_N; i++)
      gtk_toggle_button_set_active (self->tears[i], FALSE);
}

static void
show_all (KwPracticePanel *self)
{
  show_plug (self);
  show_tear (self);
  for (guint i = 0; i < self->tiles->len; i++)
    kw_practice_tile_update (self->tiles->pdata[i]);
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwPracticePanel) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  KwWindow *window = self == NULL ? NULL : kw_window_get_from (GTK_WIDGET (self));
  g_autofree char *sentence = NULL;

  if (kw_practice_finish (KW_PRACTICE (source), result, &error) || self == NULL)
    return;
  show_all (self); /* a button that was pressed in vain */
  sentence = kw_error_words_dup_sentence (error);
  if (window != NULL)
    kw_window_tell (window, sentence);
}

/* Cards */

static void
on_tile_clicked_cb (KwPracticePanel *self, KwPracticeTile *tile)
{
  KwPracticeCard *card = kw_practice_tile_get_card (tile);
  const char *name = kw_practice_card_get_name (card);

  if (kw_practice_card_is_on_encoder (card))
    kw_practice_take_async (self->practice, name, NULL, on_done_cb, kw_weak_new (self));
  else if (gtk_toggle_button_get_active (self->is_beside))
    kw_practice_put_async (self->practice, name, NULL, on_done_cb, kw_weak_new (self));
  else
    kw_practice_swap_async (self->practice, name, NULL, on_done_cb, kw_weak_new (self));
}

/* Takes the tile for @card to its place among the others. */
static GtkWidget *
add_tile (KwPracticePanel *self, KwPracticeCard *card)
{
  GtkWidget *tile = kw_practice_tile_new (card);
  GtkWidget *before = NULL;

  for (GtkWidget *other = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); other != NULL;
       other = gtk_widget_get_next_sibling (other))
    if (KW_IS_PRACTICE_TILE (other) &&
        kw_practice_tile_compare (KW_PRACTICE_TILE (other), KW_PRACTICE_TILE (tile)) <= 0)
      before = other;
  gtk_box_insert_child_after (self->cards, tile, before);
  g_signal_connect_object (tile, "clicked", G_CALLBACK (on_tile_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  return tile;
}

static void
on_cards_changed_cb (GListModel *cards, guint position, guint n_removed, guint n_added,
                     gpointer user_data)
{
  KwPracticePanel *self = user_data;

  for (guint i = 0; i < n_removed; i++)
    gtk_box_remove (self->cards, self->tiles->pdata[position + i]);
  if (n_removed > 0)
    g_ptr_array_remove_range (self->tiles, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (KwPracticeCard) card = g_list_model_get_item (cards, position + i);

      g_ptr_array_insert (self->tiles, (int)(position + i), add_tile (self, card));
    }
  gtk_widget_set_visible (self->no_cards, self->tiles->len == 0);
}

/* "Card 3", the next one that there is not. */
static char *
dup_free_name (KwPracticePanel *self)
{
  char *name = NULL;

  do
    {
      g_free (name);
      /* Translators: what a new practice card is called: "Card 3" */
      name = g_strdup_printf (_ ("Card %u"), ++self->n_named);
    }
  while (kw_practice_find_card (self->practice, name) != NULL);
  return name;
}

static void
make_card (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KwPracticePanel *self = KW_PRACTICE_PANEL (widget);
  g_autofree char *name = dup_free_name (self);

  kw_practice_new_card_async (self->practice, (KwPracticeMedium)g_variant_get_int32 (parameter),
                              name, NULL, on_done_cb, kw_weak_new (self));
}

/* Encoder */

static gboolean
on_plug_set_cb (KwPracticePanel *self, gboolean is_wanted)
{
  if (is_wanted && !kw_practice_is_plugged_in (self->practice))
    kw_practice_plug_async (self->practice, NULL, on_done_cb, kw_weak_new (self));
  else if (!is_wanted && kw_practice_is_plugged_in (self->practice))
    kw_practice_unplug_async (self->practice, NULL, on_done_cb, kw_weak_new (self));
  return TRUE; /* the switch shows how it is, not how it was wished */
}

static void
on_tear_clicked_cb (KwPracticePanel *self, GtkToggleButton *button)
{
  guint when = KW_PRACTICE_TEAR_N;

  for (guint i = 0; i < KW_PRACTICE_TEAR_N; i++)
    if (self->tears[i] != button)
      gtk_toggle_button_set_active (self->tears[i], FALSE);
    else if (gtk_toggle_button_get_active (button))
      when = i;
  if (when < KW_PRACTICE_TEAR_N)
    kw_practice_tear_async (self->practice, (KwPracticeTear)when, NULL, on_done_cb,
                            kw_weak_new (self));
  else
    kw_practice_calm_async (self->practice, NULL, on_done_cb, kw_weak_new (self));
}

/* Object */

static void
show_parts (KwPracticePanel *self)
{
  for (guint i = 0; i < N_PARTS; i++)
    gtk_widget_set_visible (self->parts[i],
                            !self->is_narrow || gtk_toggle_button_get_active (self->shows[i]));
}

static void
set_narrow (KwPracticePanel *self, gboolean is_narrow)
{
  self->is_narrow = is_narrow;
  gtk_widget_set_visible (self->switcher, is_narrow);
  show_parts (self);
}

static gboolean
on_turn_cb (gpointer user_data)
{
  KwPracticePanel *self = user_data;

  self->turn_id = 0;
  set_narrow (self, !self->is_narrow);
  return G_SOURCE_REMOVE;
}

/* All parts stand beside each other where there is room for that, else one is chosen. Told in the
 * middle of the layout: what is to change is changed after it. */
static void
on_width_changed_cb (KwPracticePanel *self)
{
  GtkAdjustment *width = gtk_scrolled_window_get_hadjustment (self->scroller);
  const double shown_px = gtk_adjustment_get_page_size (width);

  if (!self->is_narrow)
    self->wide_px = gtk_adjustment_get_upper (width);
  if (shown_px > 0 && (self->wide_px > shown_px) != self->is_narrow && self->turn_id == 0)
    self->turn_id = g_idle_add (on_turn_cb, self);
}

static void
kw_practice_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kw_practice_panel_parent_class)->map (widget);
  kw_practice_set_is_watching (KW_PRACTICE_PANEL (widget)->practice, TRUE);
}

static void
kw_practice_panel_unmap (GtkWidget *widget)
{
  kw_practice_set_is_watching (KW_PRACTICE_PANEL (widget)->practice, FALSE);
  GTK_WIDGET_CLASS (kw_practice_panel_parent_class)->unmap (widget);
}

static void
kw_practice_panel_dispose (GObject *object)
{
  KwPracticePanel *self = KW_PRACTICE_PANEL (object);

  g_clear_handle_id (&self->turn_id, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_PRACTICE_PANEL);
  g_clear_object (&self->practice);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_practice_panel_parent_class)->dispose (object);
}

static void
kw_practice_panel_finalize (GObject *object)
{
  g_ptr_array_unref (KW_PRACTICE_PANEL (object)->tiles);
  G_OBJECT_CLASS (kw_practice_panel_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  static const char *const tears[KW_PRACTICE_TEAR_N] = {
    [KW_PRACTICE_TEAR_BEFORE] = "tear_before",
    [KW_PRACTICE_TEAR_MIDDLE] = "tear_middle",
    [KW_PRACTICE_TEAR_AFTER] = "tear_after",
  };

  static const char *const shows[N_PARTS] = { "show_cards", "show_encoder", "show_door" };
  static const char *const parts[N_PARTS] = { "cards_part", "encoder_part", "door_part" };

  g_type_ensure (KW_TYPE_PRACTICE_DOOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-practice-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KwPracticePanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, KwPracticePanel, switcher);
  gtk_widget_class_bind_template_child (widget_class, KwPracticePanel, cards);
  gtk_widget_class_bind_template_child (widget_class, KwPracticePanel, no_cards);
  gtk_widget_class_bind_template_child (widget_class, KwPracticePanel, is_beside);
  gtk_widget_class_bind_template_child (widget_class, KwPracticePanel, plug);
  gtk_widget_class_bind_template_child (widget_class, KwPracticePanel, door);
  for (guint i = 0; i < N_PARTS; i++)
    {
      gtk_widget_class_bind_template_child_full (
          widget_class, shows[i], FALSE,
          (gssize)(G_STRUCT_OFFSET (KwPracticePanel, shows) + i * sizeof (GtkToggleButton *)));
      gtk_widget_class_bind_template_child_full (
          widget_class, parts[i], FALSE,
          (gssize)(G_STRUCT_OFFSET (KwPracticePanel, parts) + i * sizeof (GtkWidget *)));
    }
  for (guint i = 0; i < KW_PRACTICE_TEAR_N; i++)
    gtk_widget_class_bind_template_child_full (
        widget_class, tears[i], FALSE,
        (gssize)(G_STRUCT_OFFSET (KwPracticePanel, tears) + i * sizeof (GtkToggleButton *)));
  gtk_widget_class_bind_template_callback (widget_class, on_plug_set_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_tear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_parts);
}

static void
kw_practice_panel_class_init (KwPracticePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_practice_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = kw_practice_panel_finalize;
  widget_class->map = kw_practice_panel_map;
  widget_class->unmap = kw_practice_panel_unmap;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "practice.new-card", "i", make_card);
}

static void
kw_practice_panel_init (KwPracticePanel *self)
{
  self->tiles = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  set_narrow (self, FALSE);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller), "changed",
                           G_CALLBACK (on_width_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
kw_practice_panel_new (KwSession *session, KwPractice *practice)
{
  KwPracticePanel *self = g_object_new (KW_TYPE_PRACTICE_PANEL, NULL);

  self->session = g_object_ref (session);
  self->practice = g_object_ref (practice);
  kw_practice_door_set_session (self->door, session);
  g_signal_connect_object (practice, "items-changed", G_CALLBACK (on_cards_changed_cb), self, 0);
  g_signal_connect_object (practice, "notify::is-plugged-in", G_CALLBACK (show_plug), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (practice, "notify::is-tear-armed", G_CALLBACK (show_tear), self,
                           G_CONNECT_SWAPPED);
  on_cards_changed_cb (G_LIST_MODEL (practice), 0, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (practice)), self);
  show_all (self);
  return GTK_WIDGET (self);
}

KwPracticeDoor *
kw_practice_panel_get_door (KwPracticePanel *self)
{
  return self->door;
}
