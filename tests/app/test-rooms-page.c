/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "fixture.h"
#include "kw-room-panel.h"
#include "kw-room-tile.h"
#include "kw-rooms-page.h"
#include "kw-stay-box.h"
#include "kw-stay-form.h"
#include "kw-verb-button.h"
#include "kw-window-stays.h"

#include <locale.h>

/* The demo hotel's now is Sunday 22 November 2026, 13:00 in Berlin. */

static KwDoorRef
find_door (AppFixture *fixture, const char *name)
{
  const KwDoor *door = kw_property_find_door (kw_desk_get_property (fixture->desk.desk), name,
                                              NULL);

  return (KwDoorRef){ door->building, door->number };
}

static GtkWidget *
get_page (AppFixture *fixture)
{
  return kw_window_show_page (fixture->window, "rooms");
}

static GtkWidget *
get_grid (AppFixture *fixture)
{
  return app_find (get_page (fixture), GTK_TYPE_GRID_VIEW, NULL);
}

static GtkSingleSelection *
get_selection (AppFixture *fixture)
{
  return GTK_SINGLE_SELECTION (gtk_grid_view_get_model (GTK_GRID_VIEW (get_grid (fixture))));
}

static guint
count_rooms (AppFixture *fixture)
{
  app_settle (); /* tiles come a few at a time */
  return g_list_model_get_n_items (G_LIST_MODEL (get_selection (fixture)));
}

static gboolean
has_rooms (gpointer user_data)
{
  return count_rooms (user_data) > 0;
}

/* The tile that shows a room of that name, among those that are drawn. */
static GtkWidget *
find_tile (GtkWidget *root, const char *name)
{
  if (KW_IS_ROOM_TILE (root) && app_find (root, GTK_TYPE_LABEL, name) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_tile (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

typedef struct
{
  AppFixture *fixture;
  const char *room;
  const char *text;
} TileText;

static gboolean
has_tile_text (gpointer user_data)
{
  const TileText *wanted = user_data;
  GtkWidget *tile = find_tile (get_grid (wanted->fixture), wanted->room);

  return tile != NULL && app_find (tile, GTK_TYPE_LABEL, wanted->text) != NULL;
}

static gboolean
has_room_panel (gpointer user_data)
{
  AppFixture *fixture = user_data;
  GtkWidget *panel = kw_window_get_panel (fixture->window);

  return KW_IS_ROOM_PANEL (panel) &&
         gtk_widget_get_visible (app_find (panel, KW_TYPE_STAY_BOX, NULL));
}

static void
select_room (AppFixture *fixture, const char *name)
{
  GtkSingleSelection *selection = get_selection (fixture);

  for (guint i = 0; i < count_rooms (fixture); i++)
    {
      g_autoptr (KwSlot) slot = g_list_model_get_item (G_LIST_MODEL (selection), i);

      if (g_strcmp0 (kw_desk_room_get_name (kw_slot_get_item (slot)), name) == 0)
        {
          gtk_single_selection_set_selected (selection, i);
          return;
        }
    }
  g_assert_not_reached ();
}

static void
choose (AppFixture *fixture, guint n_filter, guint choice)
{
  static const char *const names[] = { "building", "floor", "state" };
  GtkWidget *page = get_page (fixture);
  GtkDropDown *filter = GTK_DROP_DOWN (
      gtk_widget_get_template_child (page, KW_TYPE_ROOMS_PAGE, names[n_filter]));

  gtk_drop_down_set_selected (filter, choice);
}

static void
test_every_room_has_a_tile (AppFixture *fixture, gconstpointer unused)
{
  TileText in_house = { fixture, "107", "in house" };
  TileText free_room = { fixture, "101", "free" };

  app_until (has_rooms, fixture);
  g_assert_cmpuint (count_rooms (fixture), ==, 180);
  app_until (has_tile_text, &in_house);
  app_until (has_tile_text, &free_room);
}

static void
test_filters_narrow_and_are_cleared (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *clear = app_find (get_page (fixture), GTK_TYPE_BUTTON, "_Show Every Room");
  guint n_free;

  app_until (has_rooms, fixture);
  choose (fixture, 2, 1 + KW_DESK_ROOM_STATE_FREE);
  n_free = count_rooms (fixture);
  g_assert_cmpuint (n_free, >, 0);
  g_assert_cmpuint (n_free, <, 180);
  choose (fixture, 0, 2);
  g_assert_cmpuint (count_rooms (fixture), <, n_free);
  choose (fixture, 1, 1);
  choose (fixture, 2, 1 + KW_DESK_ROOM_STATE_OVERDUE);
  g_assert_cmpuint (count_rooms (fixture), ==, 0);
  g_assert_true (gtk_widget_get_mapped (clear));

  app_press (clear);
  g_assert_cmpuint (count_rooms (fixture), ==, 180);
  g_assert_false (gtk_widget_get_mapped (clear));
}

static void
test_a_selected_room_is_the_subject (AppFixture *fixture, gconstpointer unused)
{
  const KwSubject *subject;
  GtkWidget *panel;

  app_until (has_rooms, fixture);
  select_room (fixture, "305");
  app_until (has_room_panel, fixture);

  subject = kw_session_get_subject (fixture->session);
  panel = kw_window_get_panel (fixture->window);
  g_assert_true (kw_door_ref_equal (subject->door, find_door (fixture, "305")));
  g_assert_cmpint (subject->stay_id, !=, 0);
  g_assert_nonnull (app_find (panel, GTK_TYPE_LABEL, "305"));
  g_assert_nonnull (app_find (panel, GTK_TYPE_LABEL, "In house until Wednesday 11:00"));
  g_assert_nonnull (app_find (panel, GTK_TYPE_LABEL, "Zoë Ångström and Elif Ångström"));
  g_assert_nonnull (app_find (panel, GTK_TYPE_LABEL, "No live card"));

  kw_session_set_subject (fixture->session, NULL);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (fixture)), ==,
                    GTK_INVALID_LIST_POSITION);
}

static void
test_a_change_of_the_register_leaves_the_selection (AppFixture *fixture, gconstpointer unused)
{
  TileText in_house = { fixture, "101", "in house" };
  GtkSingleSelection *selection = get_selection (fixture);
  g_autoptr (KwStay) stay = NULL;
  GtkWidget *tile;
  guint position;

  app_until (has_rooms, fixture);
  select_room (fixture, "101");
  position = gtk_single_selection_get_selected (selection);
  tile = find_tile (get_grid (fixture), "101");
  g_assert_nonnull (tile);

  stay = fixture_open_stay (&fixture->desk, "101", 0, 22, NULL, NULL);
  g_assert_nonnull (stay);
  app_until (has_tile_text, &in_house);

  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, position);
  g_assert_true (find_tile (get_grid (fixture), "101") == tile);
  g_assert_cmpint (kw_session_get_subject (fixture->session)->stay_id, ==, stay->id);
}

static void
test_a_free_room_suggests_to_check_in (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *panel;
  GtkWidget *rooms;

  app_until (has_rooms, fixture);
  select_room (fixture, "101");
  panel = kw_window_get_panel (fixture->window);
  g_assert_true (KW_IS_ROOM_PANEL (panel));
  kw_room_panel_do_suggested (KW_ROOM_PANEL (panel));
  app_settle ();

  panel = kw_window_get_panel (fixture->window);
  g_assert_true (KW_IS_STAY_FORM (panel));
  rooms = app_find (panel, ADW_TYPE_ENTRY_ROW, "_Rooms");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (rooms)), ==, "101");
}

static void
show_room (AppFixture *fixture, const char *name)
{
  g_autofree char *door = kw_window_stays_dup_door (find_door (fixture, name));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-room", "s", door);
}

static gboolean
has_focused_verb (gpointer user_data)
{
  return KW_IS_VERB_BUTTON (gtk_root_get_focus (GTK_ROOT (((AppFixture *)user_data)->window)));
}

/* Somebody is late in 112, and the next guests are to come. */
static void
test_the_focus_is_on_what_is_suggested (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *focus = NULL;

  app_until (has_rooms, fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.search", NULL);
  show_room (fixture, "112");
  app_until_text (GTK_WIDGET (fixture->window), "Show the Next Arrival");
  app_until (has_focused_verb, fixture);

  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (focus == gtk_window_get_default_widget (GTK_WINDOW (fixture->window)));
  g_assert_nonnull (app_find (focus, GTK_TYPE_LABEL, "Check _Out"));
}

static void
test_a_chosen_row_keeps_the_focus (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *focus = NULL;

  app_until (has_rooms, fixture);
  gtk_widget_grab_focus (get_grid (fixture));
  select_room (fixture, "112");
  app_until (has_room_panel, fixture);
  app_settle ();

  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (focus, get_grid (fixture)));
}

static void
test_both_that_are_in_a_room_are_reached (AppFixture *fixture, gconstpointer unused)
{
  g_autoptr (KwStay) stay = fixture_open_stay (&fixture->desk, "305", 0, 300, "a test", NULL);
  GtkWidget *panel = NULL;

  g_assert_nonnull (stay);
  app_until (has_rooms, fixture);
  show_room (fixture, "305");
  app_until (has_room_panel, fixture);
  panel = kw_window_get_panel (fixture->window);
  g_assert_nonnull (app_find (panel, GTK_TYPE_LABEL, "Zoë Ångström and Elif Ångström"));
  app_press_text (panel, "Also in House: Another Stay");
  app_until_text (GTK_WIDGET (fixture->window), "No tenant named");
  g_assert_cmpint (kw_session_get_subject (fixture->session)->stay_id, ==, stay->id);
}

/* What its details offer is for it, whatever changes elsewhere. */
static void
test_the_second_that_came_stays_the_subject (AppFixture *fixture, gconstpointer unused)
{
  TileText in_house = { fixture, "306", "in house" };
  g_autoptr (KwStay) other = NULL;
  g_autoptr (KwStay) elsewhere = NULL;

  app_until (has_rooms, fixture);
  show_room (fixture, "305");
  app_until (has_room_panel, fixture);
  other = fixture_open_stay (&fixture->desk, "305", 0, 300, "a test", NULL);
  g_assert_nonnull (other);
  kw_window_show_stay_details (fixture->window, other);
  app_until_text (kw_window_get_panel (fixture->window), "No tenant named");

  elsewhere = fixture_open_stay (&fixture->desk, "306", 0, 22, NULL, NULL);
  g_assert_nonnull (elsewhere);
  app_until (has_tile_text, &in_house);

  g_assert_nonnull (app_find_text (kw_window_get_panel (fixture->window), "No tenant named"));
  g_assert_cmpint (kw_session_get_subject (fixture->session)->stay_id, ==, other->id);
}

static void
test_checking_in_begins_with_the_selected_free_room (AppFixture *fixture, gconstpointer unused)
{
  static const char *const rooms[][2] = { { "101", "101" }, { "305", "" } };

  app_until (has_rooms, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      GtkWidget *row;

      select_room (fixture, rooms[i][0]);
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.check-in", "s", "");
      app_settle ();
      row = app_find (kw_window_get_panel (fixture->window), ADW_TYPE_ENTRY_ROW, "_Rooms");
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, rooms[i][1]);
    }
}

static void
test_another_room_waits_for_what_was_typed (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *form;
  GtkWidget *tenants;

  app_until (has_rooms, fixture);
  select_room (fixture, "101");
  kw_room_panel_do_suggested (KW_ROOM_PANEL (kw_window_get_panel (fixture->window)));
  app_settle ();
  form = kw_window_get_panel (fixture->window);
  tenants = app_find (form, ADW_TYPE_ENTRY_ROW, "_Tenants");
  gtk_editable_set_text (GTK_EDITABLE (tenants), "Ada");

  select_room (fixture, "305");
  g_assert_true (kw_window_get_panel (fixture->window) == form);
  g_assert_true (kw_door_ref_equal (kw_session_get_subject (fixture->session)->door,
                                    find_door (fixture, "101")));
}

static void
test_a_room_is_shown_by_its_door (AppFixture *fixture, gconstpointer unused)
{
  g_autofree char *door = kw_window_stays_dup_door (find_door (fixture, "0305A"));

  kw_window_show_page (fixture->window, "journal");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-room", "s", "no door");
  g_assert_null (kw_window_get_panel (fixture->window));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-room", "s", door);
  app_until (has_rooms, fixture);
  choose (fixture, 2, 1 + KW_DESK_ROOM_STATE_OVERDUE); /* hides it */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-room", "s", door);

  g_assert_cmpuint (count_rooms (fixture), ==, 180);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (fixture)), !=,
                    GTK_INVALID_LIST_POSITION);
  g_assert_true (KW_IS_ROOM_PANEL (kw_window_get_panel (fixture->window)));
  g_assert_nonnull (app_find (kw_window_get_panel (fixture->window), GTK_TYPE_LABEL, "0305A"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  app_test_init (&argc, &argv);
  APP_TEST ("/app/rooms-page/every-room-has-a-tile", test_every_room_has_a_tile);
  APP_TEST ("/app/rooms-page/filters-narrow-and-are-cleared", test_filters_narrow_and_are_cleared);
  APP_TEST ("/app/rooms-page/a-selected-room-is-the-subject", test_a_selected_room_is_the_subject);
  APP_TEST ("/app/rooms-page/a-change-of-the-register-leaves-the-selection",
            test_a_change_of_the_register_leaves_the_selection);
  APP_TEST ("/app/rooms-page/a-free-room-suggests-to-check-in",
            test_a_free_room_suggests_to_check_in);
  APP_TEST ("/app/rooms-page/the-focus-is-on-what-is-suggested",
            test_the_focus_is_on_what_is_suggested);
  APP_TEST ("/app/rooms-page/a-chosen-row-keeps-the-focus", test_a_chosen_row_keeps_the_focus);
  APP_TEST ("/app/rooms-page/both-that-are-in-a-room-are-reached",
            test_both_that_are_in_a_room_are_reached);
  APP_TEST ("/app/rooms-page/the-second-that-came-stays-the-subject",
            test_the_second_that_came_stays_the_subject);
  APP_TEST ("/app/rooms-page/checking-in-begins-with-the-selected-free-room",
            test_checking_in_begins_with_the_selected_free_room);
  APP_TEST ("/app/rooms-page/another-room-waits-for-what-was-typed",
            test_another_room_waits_for_what_was_typed);
  APP_TEST ("/app/rooms-page/a-room-is-shown-by-its-door", test_a_room_is_shown_by_its_door);
  return g_test_run ();
}
