/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-window.h"

#include "kw-batch-page.h"
#include "kw-card-bar.h"
#include "kw-card-panel.h"
#include "kw-cards-page.h"
#include "kw-clock-panel.h"
#include "kw-encoder-lamp.h"
#include "kw-error-words.h"
#include "kw-first-run.h"
#include "kw-journal-page.h"
#include "kw-number-keys.h"
#include "kw-pane.h"
#include "kw-practice-dock.h"
#include "kw-preferences-page.h"
#include "kw-prompt-button.h"
#include "kw-property-page.h"
#include "kw-read-only.h"
#include "kw-rooms-page.h"
#include "kw-search.h"
#include "kw-staff-page.h"
#include "kw-stays-page.h"
#include "kw-toaster.h"
#include "kw-type-ahead.h"
#include "kw-window-actions.h"
#include "kw-window-batch.h"
#include "kw-window-loss.h"
#include "kw-window-open.h"
#include "kw-window-set-up.h"
#include "kw-window-stays.h"

#include <glib/gi18n.h>

#define NARROW_PX 700
#define SEARCH_NARROW_PX 250
#define SEARCH_WIDE_PX 380
#define PANE_MIN_PX 360 /* where text has its usual size */
#define PANE_MAX_PX 380
#define UNSCALED_DPI (96 * PANGO_SCALE) /* of the setting gtk-xft-dpi */

struct _KwWindow
{
  AdwApplicationWindow parent_instance;

  KwSession *session;
  GSettings *settings;

  GtkStack *body;
  AdwStatusPage *failure;
  GtkButton *failure_button;
  KwErrorAction failure_action;
  AdwStatusPage *read_only;
  GtkWidget *read_only_button;
  AdwLeaflet *leaflet;
  AdwFlap *flap;
  GtkListBox *sidebar;
  GtkStack *pages;
  GtkToggleButton *sidebar_button;
  AdwWindowTitle *page_title;
  AdwClamp *search_clamp;
  KwSearch *search;
  GtkLabel *panel_title;
  GtkStack *panel;
  KwEncoderLamp *lamp;
  GtkWidget *foot;
  KwCardBar *card_bar;
  KwPracticeDock *practice;
  AdwToastOverlay *toasts;

  KwToaster *toaster;
  KwTypeAhead *type_ahead;
  guint fit_source;          /* 0, or until the header is fitted to the width */
  GtkEventController *enter; /* borrowed from the window itself */
  KwFirstRun *assistant;     /* (nullable): in place of the pages; borrowed from the body */
  GtkWidget *covered;        /* (nullable): the details behind the panel, in the pane as well */
  GtkWidget *focus_before;   /* (nullable) weak: where the focus was when the panel came */
};

G_DEFINE_FINAL_TYPE (KwWindow, kw_window, ADW_TYPE_APPLICATION_WINDOW)

/* In the order of the sidebar and of Ctrl+1 to Ctrl+7. Made when first shown. */
static const struct
{
  const char *name;
  const char *title;
  const char *icon;
  GtkWidget *(*make) (KwSession *session);
  gboolean starts_group;
  gboolean is_hidden; /* not in the sidebar; these come last */
} page_kinds[] = {
  { "rooms", N_ ("Rooms"), "view-app-grid-symbolic", kw_rooms_page_new, FALSE },
  { "stays", N_ ("Stays"), "x-office-calendar-symbolic", kw_stays_page_new, FALSE },
  { "cards", N_ ("Cards"), "auth-smartcard-symbolic", kw_cards_page_new, FALSE },
  { "staff", N_ ("Staff"), "system-users-symbolic", kw_staff_page_new, FALSE },
  { "journal", N_ ("Journal"), "document-open-recent-symbolic", kw_journal_page_new, FALSE },
  { "property", N_ ("Property"), "mark-location-symbolic", kw_property_page_new, TRUE },
  { "preferences", N_ ("Preferences"), "preferences-system-symbolic", kw_preferences_page_new,
    FALSE },
  { "batch", N_ ("Many Cards"), NULL, kw_batch_page_new, FALSE, TRUE },
};

static int
find_page (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (page_kinds); i++)
    if (g_strcmp0 (page_kinds[i].name, name) == 0)
      return (int)i;
  return -1;
}

static GtkWidget *
make_sidebar_row (guint i)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (page_kinds[i].icon);
  GtkWidget *label = gtk_label_new (_ (page_kinds[i].title));
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (page_kinds[i].title), -1);
  return row;
}

static void
add_separator (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  gboolean is_wanted = page_kinds[gtk_list_box_row_get_index (row)].starts_group;

  gtk_list_box_row_set_header (row,
                               is_wanted ? gtk_separator_new (GTK_ORIENTATION_HORIZONTAL) : NULL);
}

static void
set_title (KwWindow *self, const char *page)
{
  g_autofree char *title = g_strdup_printf ("%s – Keywright", page);

  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->page_title, page);
}

static const char *
get_page_title (KwWindow *self)
{
  int i = find_page (gtk_stack_get_visible_child_name (self->pages));

  return i < 0 ? "" : _ (page_kinds[i].title);
}

static GtkWidget *
ensure_page (KwWindow *self, KwSession *session, int i)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, page_kinds[i].name);

  if (page == NULL)
    {
      page = page_kinds[i].make (session);
      gtk_stack_add_named (self->pages, page, page_kinds[i].name);
    }
  return page;
}

GtkWidget *
kw_window_show_page (KwWindow *self, const char *name)
{
  int i = find_page (name);
  GtkWidget *page;

  if (i < 0 || self->session == NULL || !kw_window_show_assistant (self, NULL))
    return NULL;
  page = ensure_page (self, self->session, i);
  gtk_stack_set_visible_child (self->pages, page);
  gtk_list_box_select_row (self->sidebar, gtk_list_box_get_row_at_index (self->sidebar, i));
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
  set_title (self, _ (page_kinds[i].title));
  if (!page_kinds[i].is_hidden)
    g_settings_set_string (self->settings, "last-page", name);
  return page;
}

static gboolean
may_go (KwPanel *panel, gboolean is_closing)
{
  return is_closing ? !kw_panel_take_back (panel) : kw_panel_can_leave (panel);
}

GtkWidget *
kw_window_get_page (KwWindow *self)
{
  return gtk_stack_get_visible_child (self->pages);
}

static gboolean
has_focus_in (KwWindow *self, GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  return focus != NULL && widget != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* Where panels are shown. */
static GtkStack *
get_pane (KwWindow *self)
{
  return self->assistant != NULL ? kw_first_run_get_pane (self->assistant) : self->panel;
}

/* A panel that goes must not take the focus with it. */
static void
take_focus_out (KwWindow *self)
{
  GtkWidget *before = self->focus_before;

  if (!has_focus_in (self, GTK_WIDGET (get_pane (self))))
    return;
  if (before == NULL || !gtk_widget_get_mapped (before) || !gtk_widget_grab_focus (before))
    gtk_root_set_focus (GTK_ROOT (self), NULL);
}

/* To animate it, libadwaita 1.2 divides by the width that the pane had last; what is not on the
 * screen it does not animate. */
static void
show_pane (KwWindow *self, gboolean is_shown)
{
  GtkWidget *flap = GTK_WIDGET (self->flap);
  const gboolean is_first = gtk_widget_get_width (adw_flap_get_flap (self->flap)) == 0 &&
                            gtk_widget_get_mapped (flap);

  if (self->assistant != NULL)
    {
      kw_first_run_show_pane (self->assistant, is_shown);
      return;
    }
  if (is_first)
    gtk_widget_set_child_visible (flap, FALSE);
  adw_flap_set_reveal_flap (self->flap, is_shown);
  if (is_first)
    gtk_widget_set_child_visible (flap, TRUE);
}

/* What is shown when @panel is wanted, or nothing more: the caller's. */
static GtkWidget *
take_next (KwWindow *self, GtkWidget *panel)
{
  GtkWidget *old = gtk_stack_get_visible_child (get_pane (self));
  g_autoptr (GtkWidget) covered = g_steal_pointer (&self->covered);

  if (panel == NULL)
    return g_steal_pointer (&covered);
  if (!kw_panel_is_detail (KW_PANEL (panel)))
    self->covered = old != NULL && kw_panel_is_detail (KW_PANEL (old)) ? g_object_ref (old)
                                                                       : g_steal_pointer (&covered);
  return g_object_ref (panel);
}

gboolean
kw_window_show_panel (KwWindow *self, GtkWidget *panel)
{
  GtkStack *pane = get_pane (self);
  GtkWidget *old = gtk_stack_get_visible_child (pane);
  const gboolean is_done = panel == NULL;
  g_autoptr (GtkWidget) own = panel == NULL ? NULL : g_object_ref_sink (panel);
  g_autoptr (GtkWidget) next = NULL;
  g_autofree char *title = NULL;

  if (old != NULL && old != panel && !may_go (KW_PANEL (old), is_done))
    return FALSE;
  next = take_next (self, panel);
  panel = next;
  if (!has_focus_in (self, GTK_WIDGET (pane)))
    g_set_weak_pointer (&self->focus_before, gtk_root_get_focus (GTK_ROOT (self)));
  take_focus_out (self);
  kw_pane_show (pane, panel, self->covered);
  show_pane (self, panel != NULL);
  if (panel == NULL)
    return TRUE;
  title = kw_panel_dup_title (KW_PANEL (panel));
  gtk_label_set_label (self->panel_title, title != NULL ? title : "");
  if (kw_panel_is_detail (KW_PANEL (panel)))
    kw_panel_take_subject (KW_PANEL (panel));
  kw_panel_grab_focus (KW_PANEL (panel));
  return TRUE;
}

GtkWidget *
kw_window_get_panel (KwWindow *self)
{
  return gtk_stack_get_visible_child (get_pane (self));
}

GtkWidget *
kw_window_get_covered (KwWindow *self)
{
  return self->covered;
}

/* Enter is no letter to search for, though the search takes what nothing else wanted: whoever comes
 * last to the window is asked first. */
static void
take_enter (KwWindow *self)
{
  GtkShortcut *enter = gtk_shortcut_new (
      gtk_shortcut_trigger_parse_string ("Return|KP_Enter|ISO_Enter"),
      gtk_signal_action_new ("activate-default"));

  if (self->enter != NULL)
    gtk_widget_remove_controller (GTK_WIDGET (self), self->enter);
  self->enter = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (self->enter), enter);
  gtk_widget_add_controller (GTK_WIDGET (self), self->enter);
}

/* The search above and the card bar below belong to the desk. */
static void
show_desk_around (KwWindow *self, gboolean is_desk)
{
  GtkWidget *typed_at = is_desk ? GTK_WIDGET (self) : NULL;

  gtk_widget_set_visible (self->foot, is_desk);
  gtk_widget_set_visible (GTK_WIDGET (self->search_clamp), is_desk);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.search", is_desk);
  kw_search_set_capture_widget (self->search, typed_at);
  take_enter (self);
}

static void
show_desk (KwWindow *self)
{
  gtk_stack_set_visible_child_name (self->body, "desk");
  show_desk_around (self, TRUE);
}

gboolean
kw_window_show_assistant (KwWindow *self, GtkWidget *assistant)
{
  GtkWidget *old = GTK_WIDGET (self->assistant);

  if (old != NULL && (!kw_first_run_can_leave (self->assistant) ||
                      (kw_window_get_panel (self) != NULL && !kw_window_show_panel (self, NULL))))
    return FALSE;
  if (old == NULL && assistant == NULL)
    return TRUE;
  gtk_root_set_focus (GTK_ROOT (self), NULL);
  g_clear_object (&self->covered); /* of the pane that is shown no more */
  self->assistant = assistant != NULL ? KW_FIRST_RUN (assistant) : NULL;
  if (assistant != NULL)
    {
      gtk_stack_add_child (self->body, assistant);
      gtk_stack_set_visible_child (self->body, assistant);
      show_desk_around (self, FALSE);
      set_title (self, _ ("Set-Up"));
    }
  else
    {
      show_desk (self);
      set_title (self, get_page_title (self));
    }
  if (old != NULL)
    gtk_stack_remove (self->body, old);
  return TRUE;
}

GtkWidget *
kw_window_get_assistant (KwWindow *self)
{
  return GTK_WIDGET (self->assistant);
}

void
kw_window_tell (KwWindow *self, const char *sentence)
{
  kw_toaster_tell (self->toaster, sentence);
}

void
kw_window_offer (KwWindow *self, const char *sentence, const char *label, const char *action)
{
  kw_toaster_offer (self->toaster, sentence, label, action);
}

void
kw_window_withdraw (KwWindow *self, const char *action)
{
  kw_toaster_withdraw (self->toaster, action);
}

static void
on_sidebar_row_activated_cb (GtkListBox *sidebar, GtkListBoxRow *row, gpointer user_data)
{
  kw_window_show_page (user_data, page_kinds[gtk_list_box_row_get_index (row)].name);
}

static void
on_sidebar_button_toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  KwWindow *self = user_data;

  adw_leaflet_navigate (self->leaflet, gtk_toggle_button_get_active (button)
                                           ? ADW_NAVIGATION_DIRECTION_BACK
                                           : ADW_NAVIGATION_DIRECTION_FORWARD);
}

static void
on_leaflet_moved_cb (KwWindow *self)
{
  gboolean is_sidebar = adw_leaflet_get_visible_child (self->leaflet) != GTK_WIDGET (self->flap);

  gtk_toggle_button_set_active (self->sidebar_button, is_sidebar);
}

/* The user pushed the pane away by hand: its panel goes too, or comes back if it must stay. */
static void
on_flap_revealed_cb (KwWindow *self)
{
  if (!adw_flap_get_reveal_flap (self->flap) && gtk_stack_get_visible_child (self->panel) != NULL &&
      !kw_window_show_panel (self, NULL))
    adw_flap_set_reveal_flap (self->flap, TRUE);
}

static void
show_page (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kw_window_show_page (KW_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
show_card (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);

  if (kw_window_show_page (self, "cards") != NULL)
    kw_window_show_panel (
        self, kw_card_panel_new (self->session, g_variant_get_string (parameter, NULL)));
}

static void
start_search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (KW_WINDOW (widget)->search));
}

static void
go_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);

  if (kw_window_get_panel (self) != NULL)
    kw_window_show_panel (self, NULL);
  else if (self->session != NULL)
    kw_session_set_subject (self->session, NULL);
}

static void
show_shortcuts (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GtkBuilder)
      builder = gtk_builder_new_from_resource (KW_APP_RESOURCES "/ui/kw-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (widget));
  gtk_window_present (shortcuts);
}

/* The pane is as much wider as the text is larger, up to half the window. */
static void
fit_pane (KwWindow *self)
{
  AdwClamp *pane = ADW_CLAMP (adw_flap_get_flap (self->flap));
  const int half_px = gtk_widget_get_width (GTK_WIDGET (self)) / 2;
  int dpi = 0;
  int min_px = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  min_px = CLAMP (PANE_MIN_PX * MAX (dpi, UNSCALED_DPI) / UNSCALED_DPI, PANE_MIN_PX,
                  MAX (PANE_MIN_PX, half_px));
  gtk_widget_set_size_request (GTK_WIDGET (pane), min_px, -1);
  adw_clamp_set_maximum_size (pane, min_px + PANE_MAX_PX - PANE_MIN_PX);
  adw_clamp_set_tightening_threshold (pane, min_px + PANE_MAX_PX - PANE_MIN_PX);
}

/* A narrow window has room for the title before the search and the lamp. */
static gboolean
fit_header (gpointer user_data)
{
  KwWindow *self = user_data;
  const gboolean is_folded = adw_leaflet_get_folded (self->leaflet);
  const gboolean is_narrow = is_folded || gtk_widget_get_width (GTK_WIDGET (self)) < NARROW_PX;

  self->fit_source = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar_button), is_folded);
  kw_encoder_lamp_set_is_narrow (self->lamp, is_narrow);
  adw_clamp_set_maximum_size (self->search_clamp, is_narrow ? SEARCH_NARROW_PX : SEARCH_WIDE_PX);
  fit_pane (self);
  return G_SOURCE_REMOVE;
}

/* Comes in the middle of a layout, when nothing may ask for another size. */
static void
on_width_changed_cb (KwWindow *self)
{
  if (self->fit_source == 0)
    self->fit_source = g_idle_add (fit_header, self);
}

/* Enter opens the row of an expander before it presses the default button. */
static void
on_focus_moved_cb (KwWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (ADW_IS_ACTION_ROW (focus) && gtk_widget_get_ancestor (focus, ADW_TYPE_EXPANDER_ROW) != NULL &&
      gtk_widget_has_css_class (focus, "header"))
    gtk_widget_set_receives_default (focus, TRUE);
}

static void
show_card_menu (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kw_card_bar_show_menu (KW_WINDOW (widget)->card_bar);
}

static void
toggle_practice (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kw_practice_dock_toggle (KW_WINDOW (widget)->practice);
}

/* The key of win.practice while that cannot be done. */
static gboolean
tell_no_practice (GtkWidget *widget, GVariant *arguments, gpointer unused)
{
  KwWindow *self = KW_WINDOW (widget);

  if (self->session == NULL)
    return GDK_EVENT_PROPAGATE;
  kw_window_tell (self, _ ("There is no practice encoder here. Start keywright-emulator and choose "
                           "it in Preferences."));
  return GDK_EVENT_STOP;
}

static void
on_practice_found_cb (KwWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.practice",
                                 kw_practice_dock_is_available (self->practice));
}

static void
set_failure_action (KwWindow *self, KwErrorAction action)
{
  if (action == KW_ERROR_ACTION_NONE)
    action = KW_ERROR_ACTION_TRY_AGAIN;
  self->failure_action = action;
  gtk_button_set_label (self->failure_button, kw_error_words_get_button (action));
}

/* The folder was opened to put something back: then it is tried again. */
static void
on_failure_clicked_cb (KwWindow *self)
{
  const KwErrorAction action = self->failure_action;

  if (action == KW_ERROR_ACTION_OPEN_FOLDER)
    set_failure_action (self, KW_ERROR_ACTION_TRY_AGAIN);
  gtk_widget_activate_action (GTK_WIDGET (self), kw_error_words_get_app_action (action), NULL);
}

static void
look (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);

  gtk_window_set_default_widget (GTK_WINDOW (self), NULL);
  show_desk (self);
  set_title (self, get_page_title (self));
  gtk_widget_child_focus (GTK_WIDGET (self->pages), GTK_DIR_TAB_FORWARD);
}

static gboolean
kw_window_close_request (GtkWindow *window)
{
  KwWindow *self = KW_WINDOW (window);
  GtkWidget *panel = kw_window_get_panel (self);

  /* A card being written is not left alone; the panel says so. */
  if (panel != NULL && !kw_panel_can_leave (KW_PANEL (panel)))
    return GDK_EVENT_STOP;
  if (self->assistant != NULL && !kw_first_run_can_leave (self->assistant))
    return GDK_EVENT_STOP;
  return GTK_WINDOW_CLASS (kw_window_parent_class)->close_request (window);
}

static void
kw_window_dispose (GObject *object)
{
  KwWindow *self = KW_WINDOW (object);

  gtk_root_set_focus (GTK_ROOT (self), NULL);
  g_clear_object (&self->toaster);
  g_clear_object (&self->type_ahead);
  g_clear_weak_pointer (&self->focus_before);
  self->assistant = NULL;
  g_clear_object (&self->covered);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_WINDOW);
  g_clear_handle_id (&self->fit_source, g_source_remove); /* last: what goes may change widths */
  G_OBJECT_CLASS (kw_window_parent_class)->dispose (object);
}

static void
kw_window_class_init (KwWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = kw_window_close_request;

  kw_prompt_button_install ();
  g_type_ensure (KW_TYPE_CARD_BAR);
  g_type_ensure (KW_TYPE_ENCODER_LAMP);
  g_type_ensure (KW_TYPE_PRACTICE_DOCK);
  g_type_ensure (KW_TYPE_SEARCH);
  gtk_widget_class_set_template_from_resource (widget_class, KW_APP_RESOURCES "/ui/kw-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KwWindow, body);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, failure_button);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, read_only);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, read_only_button);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, page_title);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, search_clamp);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, search);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, panel_title);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, panel);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, lamp);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, foot);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, card_bar);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, practice);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, toasts);
  gtk_widget_class_bind_template_callback (widget_class, on_sidebar_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_sidebar_button_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_width_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_leaflet_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_flap_revealed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_practice_found_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_failure_clicked_cb);

  kw_window_actions_install (widget_class);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page);
  gtk_widget_class_install_action (widget_class, "win.show-card", "s", show_card);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, start_search);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, go_back);
  gtk_widget_class_install_action (widget_class, "win.look", NULL, look);
  gtk_widget_class_install_action (widget_class, "win.card-menu", NULL, show_card_menu);
  gtk_widget_class_install_action (widget_class, "win.practice", NULL, toggle_practice);
  gtk_widget_class_install_action (widget_class, "win.show-shortcuts", NULL, show_shortcuts);
  kw_window_loss_install (widget_class);
  kw_window_open_install (widget_class);
  kw_clock_panel_install (widget_class);
  kw_window_set_up_install (widget_class);
  kw_window_stays_install (widget_class);
  kw_window_batch_install (widget_class);
  kw_read_only_install (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F9, 0, tell_no_practice, NULL);
}

static void
kw_window_init (KwWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->toaster = kw_toaster_new (self->toasts, self->flap);
  for (guint i = 0; i < G_N_ELEMENTS (page_kinds) && !page_kinds[i].is_hidden; i++)
    gtk_list_box_append (self->sidebar, make_sidebar_row (i));
  gtk_list_box_set_header_func (self->sidebar, add_separator, NULL, NULL);
  show_desk_around (self, FALSE);
  kw_number_keys_install (GTK_WIDGET (self));
  self->type_ahead = kw_type_ahead_new (GTK_WIDGET (self)); /* last: it is asked first */
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (on_width_changed_cb), self, G_CONNECT_SWAPPED);
  on_practice_found_cb (self);
}

KwWindow *
kw_window_new (GtkApplication *application, GSettings *settings)
{
  KwWindow *self = g_object_new (KW_TYPE_WINDOW, "application", application, NULL);

  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "window-width-px", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height-px", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "is-window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  return self;
}

KwWindow *
kw_window_get_from (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return KW_IS_WINDOW (root) ? KW_WINDOW (root) : NULL;
}

static int
get_first_page (KwWindow *self)
{
  g_autofree char *last = g_settings_get_string (self->settings, "last-page");

  return MAX (find_page (last), 0);
}

void
kw_window_prepare (KwWindow *self, KwSession *session)
{
  ensure_page (self, session, get_first_page (self));
}

void
kw_window_set_session (KwWindow *self, KwSession *session)
{
  g_set_object (&self->session, session);
  kw_read_only_start (self);
  kw_type_ahead_set_session (self->type_ahead, session);
  kw_card_bar_set_session (self->card_bar, session);
  kw_encoder_lamp_set_session (self->lamp, session);
  gtk_widget_set_visible (GTK_WIDGET (self->lamp), TRUE);
  kw_search_set_session (self->search, session);
  kw_practice_dock_set_session (self->practice, session);
  show_desk (self);
  kw_window_show_page (self, page_kinds[get_first_page (self)].name);
  kw_window_actions_start (self);
  kw_window_batch_start (self);
}

KwSession *
kw_window_get_session (KwWindow *self)
{
  return self->session;
}

static void
show_obstacle (KwWindow *self, const char *name, AdwStatusPage *page, const char *sentence,
               GtkWidget *button)
{
  g_autofree char *text = g_markup_escape_text (sentence, -1); /* a status page reads markup */

  gtk_window_set_title (GTK_WINDOW (self), "Keywright");
  adw_window_title_set_title (self->page_title, "Keywright");
  adw_status_page_set_description (page, text);
  gtk_stack_set_visible_child_name (self->body, name);
  show_desk_around (self, FALSE);
  gtk_window_set_default_widget (GTK_WINDOW (self), button);
  gtk_widget_grab_focus (button);
}

void
kw_window_show_failure (KwWindow *self, const GError *error)
{
  g_autofree char *sentence = kw_error_words_dup_sentence (error);

  set_failure_action (self, kw_error_words_get_action (error));
  show_obstacle (self, "failure", self->failure, sentence, GTK_WIDGET (self->failure_button));
}

void
kw_window_show_read_only (KwWindow *self)
{
  /* Translators: the data folder's path */
  g_autofree char *sentence = g_strdup_printf (
      _ ("This user may only read the data folder %s. Everything can be looked at; to issue cards, "
         "let this user write there, or work at the station itself."),
      kw_desk_get_data_dir (kw_session_get_desk (self->session)));

  adw_window_title_set_subtitle (self->page_title, _ ("Read-only"));
  show_obstacle (self, "read-only", self->read_only, sentence, self->read_only_button);
}
