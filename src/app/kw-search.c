/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-search.h"

#include "kw-desk-search.h"
#include "kw-gradual-list.h"
#include "kw-steady-list.h"
#include "kw-time-words.h"
#include "kw-words.h"

#include <glib/gi18n.h>

/* Who types on does not look at what is out of sight. */
#define TYPING_PAUSE_MS 250

struct _KwSearch
{
  AdwBin parent_instance;

  KwSession *session;
  KwDeskSearch *search; /* (nullable) */
  GtkSingleSelection *selection;

  GtkSearchEntry *entry;
  GtkPopover *popover;
  GtkStack *stack;
  GtkListView *list;
  GtkLabel *more;
};

G_DEFINE_FINAL_TYPE (KwSearch, kw_search, ADW_TYPE_BIN)

static const char *
get_icon (KwDeskHitKind kind)
{
  switch (kind)
    {
    case KW_DESK_HIT_KIND_ROOM:
      return "view-app-grid-symbolic";
    case KW_DESK_HIT_KIND_CARD:
      return "auth-smartcard-symbolic";
    case KW_DESK_HIT_KIND_REFERENCE:
    case KW_DESK_HIT_KIND_TENANT:
      return "x-office-calendar-symbolic";
    case KW_DESK_HIT_KIND_HOLDER:
      return "avatar-default-symbolic";
    }
  g_return_val_if_reached (NULL);
}

static char *
dup_stay_words (KwSession *session, KwDeskHit *hit)
{
  KwDesk *desk = kw_session_get_desk (session);
  const KwStay *stay = kw_desk_hit_get_stay (hit);
  g_autofree char *until = kw_time_words_dup (kw_desk_get_property (desk),
                                              kw_desk_get_now_unix_s (desk), stay->until_unix_s);

  /* Translators: a stay that a search found: the room, its state ("in house"), its end */
  return g_strdup_printf (_ ("Room %s, %s, until %s"), kw_desk_hit_get_place (hit),
                          kw_words_get_stay_state (stay->state), until);
}

/* What it is, below the words that matched. */
static char *
dup_subtitle (KwSession *session, KwDeskHit *hit)
{
  const KwCredential *credential = kw_desk_hit_get_credential (hit);

  switch (kw_desk_hit_get_kind (hit))
    {
    case KW_DESK_HIT_KIND_ROOM:
      /* Translators: a room that a search found; the name of its building */
      return g_strdup_printf (_ ("Room in %s"), kw_desk_hit_get_place (hit));
    case KW_DESK_HIT_KIND_REFERENCE:
    case KW_DESK_HIT_KIND_TENANT:
      return dup_stay_words (session, hit);
    case KW_DESK_HIT_KIND_CARD:
    case KW_DESK_HIT_KIND_HOLDER:
      if (credential == NULL)
        return g_strdup (_ ("A card that carries nothing"));
      /* Translators: a card that a search found: its number, its kind, its state */
      return g_strdup_printf (_ ("Card %s, %s, %s"), kw_desk_hit_get_card_label (hit),
                              kw_words_get_kind (credential->grant->kind),
                              kw_words_get_credential_state (credential->state));
    }
  g_return_val_if_reached (NULL);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *subtitle = gtk_label_new (NULL);

  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), texts);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (title, "numeric");
  gtk_label_set_xalign (GTK_LABEL (subtitle), 0);
  gtk_label_set_ellipsize (GTK_LABEL (subtitle), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (subtitle, "dim-label");
  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (texts), subtitle);
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_list_item_set_child (item, box);
}

/* Every place of the list is one thing: another answer changes what its rows say. */
static guint64
get_key (gpointer hit)
{
  return 0;
}

static void
show_hit (KwSearch *self, GtkListItem *item, KwDeskHit *hit)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *icon = gtk_widget_get_first_child (box);
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_last_child (box));
  GtkWidget *subtitle = gtk_widget_get_next_sibling (title);
  g_autofree char *text = dup_subtitle (self->session, hit);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), get_icon (kw_desk_hit_get_kind (hit)));
  gtk_label_set_label (GTK_LABEL (title), kw_desk_hit_get_title (hit));
  gtk_label_set_label (GTK_LABEL (subtitle), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, kw_desk_hit_get_title (hit),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
on_hit_changed_cb (KwSlot *slot, GParamSpec *spec, GtkListItem *item)
{
  GtkWidget *search = gtk_widget_get_ancestor (gtk_list_item_get_child (item), KW_TYPE_SEARCH);

  show_hit (KW_SEARCH (search), item, kw_slot_get_item (slot));
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  KwSlot *slot = gtk_list_item_get_item (item);

  g_signal_connect_object (slot, "notify::item", G_CALLBACK (on_hit_changed_cb), item, 0);
  show_hit (user_data, item, kw_slot_get_item (slot));
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), on_hit_changed_cb, item);
}

static void
clear (KwSearch *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_popover_popdown (self->popover);
}

static void
go_to (KwSearch *self, KwDeskHit *hit)
{
  const KwStay *stay = kw_desk_hit_get_stay (hit);
  const KwDoorRef door = kw_desk_hit_get_door (hit);
  g_autofree char *target = NULL;

  switch (kw_desk_hit_get_kind (hit))
    {
    case KW_DESK_HIT_KIND_ROOM:
      target = g_strdup_printf ("%u:%u", door.building, door.door);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-room", "s", target);
      break;
    case KW_DESK_HIT_KIND_REFERENCE:
    case KW_DESK_HIT_KIND_TENANT:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-stay", "x", stay->id);
      break;
    case KW_DESK_HIT_KIND_CARD:
    case KW_DESK_HIT_KIND_HOLDER:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-card", "s",
                                  kw_desk_hit_get_card_label (hit));
      break;
    }
  clear (self);
}

static void
update_results (KwSearch *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  gboolean has_hits;

  if (self->search == NULL)
    return;
  kw_desk_search_set_text (self->search, text);
  if (*text == '\0')
    {
      gtk_popover_popdown (self->popover);
      return;
    }
  has_hits = g_list_model_get_n_items (G_LIST_MODEL (self->search)) > 0;
  gtk_stack_set_visible_child_name (self->stack, has_hits ? "hits" : "none");
  gtk_widget_set_visible (GTK_WIDGET (self->more), kw_desk_search_get_has_more (self->search));
  if (has_hits)
    gtk_single_selection_set_selected (self->selection, 0);
  gtk_popover_popup (self->popover);
}

/* Somebody types, wherever the focus is: what comes next, Enter above all, belongs to the search.
 */
static void
take_focus (KwSearch *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (*text == '\0' ||
      (gtk_widget_get_state_flags (GTK_WIDGET (self->entry)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1); /* nothing selected */
}

static void
on_changed_cb (GtkEditable *editable, gpointer user_data)
{
  take_focus (user_data);
  update_results (user_data);
}

static void
on_activate_cb (GtkSearchEntry *entry, gpointer user_data)
{
  KwSearch *self = user_data;
  g_autoptr (KwDeskHit) hit = NULL;
  guint position = gtk_single_selection_get_selected (self->selection);

  update_results (self);
  if (position == GTK_INVALID_LIST_POSITION)
    position = 0;
  if (self->search != NULL)
    hit = g_list_model_get_item (G_LIST_MODEL (self->search), position);
  if (hit != NULL)
    go_to (self, hit);
}

static void
on_stop_search_cb (GtkSearchEntry *entry, gpointer user_data)
{
  KwSearch *self = user_data;

  clear (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
on_row_activated_cb (GtkListView *list, guint position, gpointer user_data)
{
  KwSearch *self = user_data;
  g_autoptr (KwDeskHit) hit = g_list_model_get_item (G_LIST_MODEL (self->search), position);

  if (hit != NULL)
    go_to (self, hit);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode,
                   GdkModifierType modifiers, gpointer user_data)
{
  KwSearch *self = user_data;
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint position = gtk_single_selection_get_selected (self->selection);

  if (n_items == 0 || !gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Down && position + 1 < n_items)
    position++;
  else if (keyval == GDK_KEY_Up && position > 0 && position != GTK_INVALID_LIST_POSITION)
    position--;
  else if (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  return GDK_EVENT_STOP;
}

static void
on_focus_left_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  gtk_popover_popdown (KW_SEARCH (user_data)->popover);
}

static void
kw_search_dispose (GObject *object)
{
  KwSearch *self = KW_SEARCH (object);

  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_SEARCH);
  g_clear_object (&self->selection);
  g_clear_object (&self->search);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_search_parent_class)->dispose (object);
}

static gboolean
kw_search_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KW_SEARCH (widget)->entry));
}

static void
kw_search_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KwSearch *self = KW_SEARCH (widget);

  GTK_WIDGET_CLASS (kw_search_parent_class)->size_allocate (widget, width, height, baseline);
  gtk_widget_set_size_request (GTK_WIDGET (self->stack), width, -1);
  gtk_popover_present (self->popover);
}

static void
kw_search_class_init (KwSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_search_dispose;
  widget_class->grab_focus = kw_search_grab_focus;
  widget_class->size_allocate = kw_search_size_allocate;
  gtk_widget_class_set_template_from_resource (widget_class, KW_APP_RESOURCES "/ui/kw-search.ui");
  gtk_widget_class_bind_template_child (widget_class, KwSearch, entry);
  gtk_widget_class_bind_template_child (widget_class, KwSearch, popover);
  gtk_widget_class_bind_template_child (widget_class, KwSearch, stack);
  gtk_widget_class_bind_template_child (widget_class, KwSearch, list);
  gtk_widget_class_bind_template_child (widget_class, KwSearch, more);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind_cb);
}

static void
kw_search_init (KwSearch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

void
kw_search_set_session (KwSearch *self, KwSession *session)
{
  g_autoptr (KwSteadyList) hits = NULL;
  g_autoptr (KwGradualList) rows = NULL;

  g_set_object (&self->session, session);
  g_clear_object (&self->search);
  self->search = kw_desk_search_new (kw_session_get_desk (session));
  hits = kw_steady_list_new (G_LIST_MODEL (self->search), get_key);
  rows = kw_gradual_list_new (G_LIST_MODEL (hits), KW_GRADUAL_LIST_N_ROWS);
  kw_gradual_list_set_pause_ms (rows, TYPING_PAUSE_MS);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (rows));
}

void
kw_search_set_capture_widget (KwSearch *self, GtkWidget *widget)
{
  gtk_search_entry_set_key_capture_widget (self->entry, widget);
}
