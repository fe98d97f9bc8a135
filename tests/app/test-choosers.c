/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* What a card opens besides its rooms: areas and landings as buttons. */
#include "config.h"

#include "fixture.h"

#include "kw-area-chooser.h"
#include "kw-landing-chooser.h"
#include "kw-toggle-flow.h"

#define N_LANDINGS 60

static const char *const landing_names[N_LANDINGS] = { "UG", "EG" };

/* Two buildings with an elevator each, or one with @n_landings. */
static KwProperty *
make_property (guint n_banks, guint n_landings)
{
  static KwLanding landings[N_LANDINGS];
  static char names[N_LANDINGS][4];
  const KwBuilding building = { 1, "Main" };
  const KwFloor floor = { 1, 1, "EG" };
  const KwDoor door = { 1, 1, 1, "101" };
  const KwArea areas[] = { { 0, "Pool", 1, 1, TRUE }, { 5, "Gym & Sauna", 1, 1, FALSE } };
  const KwBank banks[] = {
    { 1, "East", 1, n_landings, landings },
    { 7, "West", 1, n_landings, landings },
  };
  const KwProperty fields = {
    .site = 1,
    .name = "Hotel",
    .time_zone = "Europe/Berlin",
    .n_buildings = 1,
    .buildings = &building,
    .n_floors = 1,
    .floors = &floor,
    .n_doors = 1,
    .doors = &door,
    .n_areas = G_N_ELEMENTS (areas),
    .areas = areas,
    .n_banks = n_banks,
    .banks = banks,
  };
  g_autoptr (GError) error = NULL;
  KwProperty *property = NULL;

  for (guint i = 0; i < n_landings; i++)
    {
      g_snprintf (names[i], sizeof names[i], "%u", i - 1);
      landings[i] = (KwLanding){ i, landing_names[i] != NULL ? landing_names[i] : names[i], 1, 1 };
    }
  property = kw_property_new (&fields, &error);
  g_assert_no_error (error);
  return property;
}

static void
count_cb (gpointer unused, guint *count)
{
  (*count)++;
}

/* As somebody who wants to see the buttons does. */
static void
expand (gpointer chooser)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (chooser), TRUE);
  app_settle ();
}

static KwLandingChooser *
make_chooser (KwProperty *property, guint bank, guint64 floors, guint *n_changes)
{
  GtkWidget *chooser = g_object_ref_sink (g_object_new (KW_TYPE_LANDING_CHOOSER, NULL));
  const KwLandings landings = { .bank = bank, .floors = floors };

  kw_landing_chooser_set_property (KW_LANDING_CHOOSER (chooser), property);
  kw_landing_chooser_set_landings (KW_LANDING_CHOOSER (chooser), &landings);
  g_signal_connect (chooser, "changed", G_CALLBACK (count_cb), n_changes);
  expand (chooser);
  return KW_LANDING_CHOOSER (chooser);
}

/* The nth flow of buttons in the chooser: that of the nth bank. */
static GtkWidget *
get_flow (gpointer chooser, guint nth)
{
  GtkWidget *flow = app_find (chooser, KW_TYPE_TOGGLE_FLOW, NULL);

  for (; nth > 0; flow = gtk_widget_get_next_sibling (flow))
    nth -= KW_IS_TOGGLE_FLOW (flow);
  while (!KW_IS_TOGGLE_FLOW (flow))
    flow = gtk_widget_get_next_sibling (flow);
  return flow;
}

static void
press (GtkWidget *root, const char *label)
{
  GtkWidget *text = app_find (root, GTK_TYPE_LABEL, label);
  GtkWidget *button = gtk_widget_get_ancestor (text, GTK_TYPE_TOGGLE_BUTTON);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
}

static void
assert_landings (KwLandingChooser *chooser, guint bank, guint64 floors, gboolean has_every)
{
  KwLandings landings;

  kw_landing_chooser_get_landings (chooser, &landings);
  g_assert_cmpuint (landings.bank, ==, bank);
  g_assert_cmphex (landings.floors, ==, floors);
  g_assert_cmpint (landings.has_every_landing, ==, has_every);
}

static void
test_landings_are_chosen_by_name (void)
{
  g_autoptr (KwProperty) property = make_property (1, 8);
  guint n_changes = 0;
  g_autoptr (KwLandingChooser) chooser = make_chooser (property, 1, 0x6, &n_changes);

  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (chooser)), ==, "EG and 1");
  g_assert_cmphex (kw_toggle_flow_get_mask (KW_TOGGLE_FLOW (get_flow (chooser, 0))), ==, 0x6);
  g_assert_cmpuint (n_changes, ==, 0);
  press (get_flow (chooser, 0), "UG");
  assert_landings (chooser, 1, 0x7, FALSE);
  press (get_flow (chooser, 0), "1");
  assert_landings (chooser, 1, 0x3, FALSE);
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (chooser)), ==, "UG and EG");
  g_assert_cmpuint (n_changes, ==, 2);
  press (get_flow (chooser, 0), "UG");
  press (get_flow (chooser, 0), "EG");
  assert_landings (chooser, 1, 0, FALSE);
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (chooser)), ==, "no floor");
}

static void
test_every_floor_can_be_taken_back (void)
{
  g_autoptr (KwProperty) property = make_property (1, 8);
  guint n_changes = 0;
  g_autoptr (KwLandingChooser) chooser = make_chooser (property, 1, 0x6, &n_changes);
  const KwLandings every = { .bank = 1, .has_every_landing = TRUE };

  press (GTK_WIDGET (chooser), "Every floor");
  assert_landings (chooser, 1, 0, TRUE);
  g_assert_cmphex (kw_toggle_flow_get_mask (KW_TOGGLE_FLOW (get_flow (chooser, 0))), ==, 0xff);
  g_assert_false (gtk_widget_get_sensitive (get_flow (chooser, 0)));
  kw_landing_chooser_set_landings (chooser, &every); /* as the register answers */
  press (GTK_WIDGET (chooser), "Every floor");
  assert_landings (chooser, 1, 0x6, FALSE);
  g_assert_true (gtk_widget_get_sensitive (get_flow (chooser, 0)));
}

static void
test_a_card_speaks_of_one_elevator (void)
{
  g_autoptr (KwProperty) property = make_property (2, 8);
  guint n_changes = 0;
  g_autoptr (KwLandingChooser) chooser = make_chooser (property, 1, 0x6, &n_changes);

  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (chooser)), ==,
                   "East: EG and 1");
  press (get_flow (chooser, 1), "2");
  assert_landings (chooser, 7, 0x8, FALSE);
  g_assert_cmphex (kw_toggle_flow_get_mask (KW_TOGGLE_FLOW (get_flow (chooser, 0))), ==, 0);
  press (GTK_WIDGET (chooser), "Every floor of every elevator");
  assert_landings (chooser, 0, 0, TRUE);
  press (GTK_WIDGET (chooser), "Every floor of every elevator");
  assert_landings (chooser, 7, 0x8, FALSE);
}

static void
test_elevators_that_are_alike_stay_so (void)
{
  g_autoptr (KwProperty) property = make_property (2, 8);
  guint n_changes = 0;
  g_autoptr (KwLandingChooser) chooser = make_chooser (property, 0, 0x6, &n_changes);

  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (chooser)), ==, "EG and 1");
  press (get_flow (chooser, 1), "UG");
  assert_landings (chooser, 0, 0x7, FALSE);
  g_assert_cmphex (kw_toggle_flow_get_mask (KW_TOGGLE_FLOW (get_flow (chooser, 0))), ==, 0x7);
}

static void
test_sixty_landings_wrap (void)
{
  g_autoptr (KwProperty) property = make_property (1, N_LANDINGS);
  guint n_changes = 0;
  g_autoptr (KwLandingChooser)
      chooser = make_chooser (property, 1, (guint64)1 << 59 | 1, &n_changes);
  int min_px = 0;

  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (chooser)), ==, "UG and 58");
  press (get_flow (chooser, 0), "40");
  assert_landings (chooser, 1, (guint64)1 << 59 | (guint64)1 << 41 | 1, FALSE);
  gtk_widget_measure (GTK_WIDGET (chooser), GTK_ORIENTATION_HORIZONTAL, -1, &min_px, NULL, NULL,
                      NULL);
  g_assert_cmpint (min_px, <, 320);
}

static void
test_large_text_fits_into_a_narrow_pane (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autoptr (KwProperty) property = make_property (2, N_LANDINGS);
  guint n_changes = 0;
  g_autoptr (KwLandingChooser) chooser = NULL;
  int before = 0;
  int min_px = 0;

  g_object_get (settings, "gtk-xft-dpi", &before, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  chooser = make_chooser (property, 1, 1, &n_changes);
  gtk_widget_measure (GTK_WIDGET (chooser), GTK_ORIENTATION_HORIZONTAL, -1, &min_px, NULL, NULL,
                      NULL);
  g_object_set (settings, "gtk-xft-dpi", before, NULL);
  g_assert_cmpint (min_px, <, 340);
}

static void
test_areas_are_chosen_by_name (void)
{
  g_autoptr (KwProperty) property = make_property (1, 8);
  guint n_changes = 0;
  g_autoptr (KwAreaChooser) chooser = g_object_ref_sink (g_object_new (KW_TYPE_AREA_CHOOSER, NULL));

  kw_area_chooser_set_property (chooser, property);
  kw_area_chooser_set_areas (chooser, 1);
  g_signal_connect (chooser, "changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (chooser)), ==, "Pool");
  expand (chooser);
  press (GTK_WIDGET (chooser), "Gym & Sauna");
  g_assert_cmphex (kw_area_chooser_get_areas (chooser), ==, 0x21);
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (chooser)), ==,
                   "Pool and Gym & Sauna");
  g_assert_cmpuint (n_changes, ==, 1);
}

static void
test_buttons_are_made_when_they_are_to_be_seen (void)
{
  g_autoptr (KwProperty) property = make_property (1, 8);
  g_autoptr (KwLandingChooser)
      chooser = g_object_ref_sink (g_object_new (KW_TYPE_LANDING_CHOOSER, NULL));
  const KwLandings landings = { .bank = 1, .floors = 0x6 };
  GtkWidget *flow = NULL;

  kw_landing_chooser_set_property (chooser, property);
  kw_landing_chooser_set_landings (chooser, &landings);
  flow = get_flow (chooser, 0);
  g_assert_null (app_find (flow, GTK_TYPE_TOGGLE_BUTTON, NULL));
  g_assert_cmphex (kw_toggle_flow_get_mask (KW_TOGGLE_FLOW (flow)), ==, 0x6);
  assert_landings (chooser, 1, 0x6, FALSE);
  expand (chooser);
  press (flow, "EG");
  assert_landings (chooser, 1, 0x4, FALSE);
}

static void
test_a_hotel_without_any_has_no_rows (void)
{
  g_autoptr (KwProperty) property = make_property (0, 1);
  guint n_changes = 0;
  g_autoptr (KwLandingChooser) chooser = make_chooser (property, 0, 0, &n_changes);

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (chooser)));
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/choosers/landings-are-chosen-by-name", test_landings_are_chosen_by_name);
  g_test_add_func ("/app/choosers/every-floor-can-be-taken-back",
                   test_every_floor_can_be_taken_back);
  g_test_add_func ("/app/choosers/a-card-speaks-of-one-elevator",
                   test_a_card_speaks_of_one_elevator);
  g_test_add_func ("/app/choosers/elevators-that-are-alike-stay-so",
                   test_elevators_that_are_alike_stay_so);
  g_test_add_func ("/app/choosers/sixty-landings-wrap", test_sixty_landings_wrap);
  g_test_add_func ("/app/choosers/large-text-fits-into-a-narrow-pane",
                   test_large_text_fits_into_a_narrow_pane);
  g_test_add_func ("/app/choosers/areas-are-chosen-by-name", test_areas_are_chosen_by_name);
  g_test_add_func ("/app/choosers/buttons-are-made-when-they-are-to-be-seen",
                   test_buttons_are_made_when_they_are_to_be_seen);
  g_test_add_func ("/app/choosers/a-hotel-without-any-has-no-rows",
                   test_a_hotel_without_any_has_no_rows);
  return g_test_run ();
}
