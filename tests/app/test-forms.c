/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/* What holds for every form: where its button is, which way Tab goes, what its letters are. */
#include "config.h"

#include "fixture.h"
#include "kw-check-out-form.h"
#include "kw-panel.h"
#include "kw-passphrase-panel.h"
#include "kw-problem-row.h"
#include "kw-staff-form.h"
#include "kw-stay-form.h"
#include "kw-verb-button.h"
#include "kw-weekday-row.h"

#include <locale.h>

#define DOUBLE_TEXT_DPI (2 * 96 * PANGO_SCALE)
#define SAME_LINE_PX 12

/* Somebody is in 305. */
static KwStay *
load_stay (AppFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) stays = NULL;

  kw_desk_list_stays_async (fixture->desk.desk, /* limit= */ 0, NULL, fixture_take_result_cb,
                            &result);
  fixture_wait (&result);
  stays = kw_desk_list_stays_finish (fixture->desk.desk, result, NULL, NULL);
  for (guint i = 0; i < stays->len; i++)
    if (g_strv_contains (((const KwStay *)stays->pdata[i])->tenants, "Zoë Ångström"))
      return kw_stay_ref (stays->pdata[i]);
  g_assert_not_reached ();
}

static GtkWidget *
make_check_in (AppFixture *fixture)
{
  return kw_stay_form_new_check_in (fixture->session, (KwDoorRef){ 0, 0 });
}

static GtkWidget *
make_change (AppFixture *fixture)
{
  g_autoptr (KwStay) stay = load_stay (fixture);

  return kw_stay_form_new (fixture->session, KW_STAY_FORM_KIND_CHANGE, stay);
}

static GtkWidget *
make_move (AppFixture *fixture)
{
  g_autoptr (KwStay) stay = load_stay (fixture);

  return kw_stay_form_new (fixture->session, KW_STAY_FORM_KIND_MOVE, stay);
}

static GtkWidget *
make_check_out (AppFixture *fixture)
{
  g_autoptr (KwStay) stay = load_stay (fixture);

  return kw_check_out_form_new (fixture->session, stay);
}

static GtkWidget *
make_staff (AppFixture *fixture)
{
  return kw_staff_form_new (fixture->session);
}

static GtkWidget *
make_passphrase (AppFixture *fixture)
{
  return kw_passphrase_panel_new (fixture->session, /* next= */ NULL);
}

static const struct
{
  const char *name;
  GtkWidget *(*make) (AppFixture *fixture);
} forms[] = {
  { "check-in", make_check_in },   { "change", make_change }, { "move", make_move },
  { "check-out", make_check_out }, { "staff", make_staff },   { "passphrase", make_passphrase },
};

static gboolean
has_place (gpointer widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_height (widget) > 0;
}

static GtkWidget *
show_form (AppFixture *fixture, guint i)
{
  GtkWidget *form;

  app_until_text (GTK_WIDGET (fixture->window), "101"); /* the page behind it has loaded */
  form = forms[i].make (fixture);
  g_test_message ("%s", forms[i].name);
  g_assert_true (kw_window_show_panel (fixture->window, form));
  app_until (has_place, form);
  return form;
}

static void
leave (AppFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
}

/* Where it is in sight */

static gboolean
is_within (GtkWidget *widget, GtkWidget *frame)
{
  graphene_rect_t place;

  return gtk_widget_compute_bounds (widget, frame, &place) && place.origin.y >= 0 &&
         place.origin.y + place.size.height <= gtk_widget_get_height (frame);
}

/* Neither the window nor anything that scrolls hides a part of it. */
static gboolean
is_in_sight (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  for (GtkWidget *frame = gtk_widget_get_parent (widget); frame != NULL;
       frame = gtk_widget_get_parent (frame))
    if ((GTK_IS_SCROLLED_WINDOW (frame) || GTK_IS_WINDOW (frame)) && !is_within (widget, frame))
      return FALSE;
  return TRUE;
}

static gboolean
is_small (gpointer window)
{
  return gtk_widget_get_height (window) > 0 && gtk_widget_get_height (window) <= 480;
}

static void
assert_buttons_in_sight (AppFixture *fixture)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      GtkWidget *button;

      show_form (fixture, i);
      gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
      button = gtk_window_get_default_widget (GTK_WINDOW (fixture->window));
      g_assert_nonnull (button);
      g_assert_true (is_in_sight (button));
      leave (fixture);
    }
}

static void
test_the_button_is_in_sight_in_a_small_window (AppFixture *fixture, gconstpointer unused)
{
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 640, 480);
  app_until (is_small, fixture->window);

  assert_buttons_in_sight (fixture);
}

/* Than the pane is with text of the usual size. */
static gboolean
is_wider (gpointer form)
{
  return gtk_widget_get_width (form) > 400;
}

static void
test_the_pane_is_wider_with_large_text (AppFixture *fixture, gconstpointer unused)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *form = show_form (fixture, 0);

  g_assert_false (is_wider (form));
  g_object_set (settings, "gtk-xft-dpi", DOUBLE_TEXT_DPI, NULL);
  app_until (is_wider, form);
  gtk_settings_reset_property (settings, "gtk-xft-dpi");
}

static void
test_the_button_is_in_sight_with_large_text (AppFixture *fixture, gconstpointer unused)
{
  GtkSettings *settings = gtk_settings_get_default ();

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1024, 600);
  g_object_set (settings, "gtk-xft-dpi", DOUBLE_TEXT_DPI, NULL);

  assert_buttons_in_sight (fixture);
  gtk_settings_reset_property (settings, "gtk-xft-dpi");
}

static gboolean
is_wide (gpointer window)
{
  return gtk_widget_get_width (window) >= 1000; /* less what its frame takes */
}

static void
test_a_narrower_window_keeps_its_form (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *form;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1024, 600);
  app_until (is_wide, fixture->window);
  form = show_form (fixture, 0);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 640, 480);
  app_until (is_small, fixture->window);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));

  g_assert_true (kw_window_get_panel (fixture->window) == form);
  g_assert_true (is_in_sight (gtk_window_get_default_widget (GTK_WINDOW (fixture->window))));
}

/* A sentence that came to stand below the last field is scrolled to. */
static gboolean
is_problem_in_sight (gpointer form)
{
  GtkWidget *row = app_find (form, KW_TYPE_PROBLEM_ROW, NULL);

  return row != NULL && is_in_sight (row);
}

static void
test_what_is_wrong_is_in_sight (AppFixture *fixture, gconstpointer unused)
{
  GtkWidget *form;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 640, 480);
  app_until (is_small, fixture->window);
  form = show_form (fixture, 0);
  gtk_editable_set_text (GTK_EDITABLE (app_find (form, ADW_TYPE_ENTRY_ROW, "_Rooms")), "101");
  gtk_editable_set_text (GTK_EDITABLE (app_find (form, ADW_TYPE_ENTRY_ROW, "Ref_erence")), "\t");
  app_press (app_find (form, GTK_TYPE_BUTTON, "_Check In"));

  app_until (is_problem_in_sight, form);
}

/* Which way Tab goes */

static GtkWidget *
get_focus (AppFixture *fixture)
{
  return gtk_root_get_focus (GTK_ROOT (fixture->window));
}

/* Where it is on the whole form, as if nothing of it was scrolled. */
static graphene_point_t
get_place (GtkWidget *form, GtkWidget *widget)
{
  GtkWidget *scroller = app_find (form, GTK_TYPE_SCROLLED_WINDOW, NULL);
  GtkAdjustment *position = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (widget, form, &place));
  place.origin.y += (float)(gtk_widget_is_ancestor (widget, scroller)
                                ? gtk_adjustment_get_value (position)
                                : gtk_adjustment_get_upper (position) -
                                      gtk_adjustment_get_page_size (position));
  return GRAPHENE_POINT_INIT (place.origin.x, place.origin.y + place.size.height / 2);
}

/* What a screen reader calls it; as far as a test in the same process can know. */
static gboolean
has_name (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_ROW);
  GtkWidget *menu = gtk_widget_get_ancestor (widget, GTK_TYPE_MENU_BUTTON);

  if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return TRUE;
  if (menu != NULL)
    return gtk_test_accessible_has_property (GTK_ACCESSIBLE (menu), GTK_ACCESSIBLE_PROPERTY_LABEL);
  if (ADW_IS_PASSWORD_ENTRY_ROW (row) && GTK_IS_BUTTON (widget)) /* the library's own */
    return gtk_widget_get_tooltip_text (widget) != NULL;
  if (GTK_IS_BUTTON (widget))
    return app_find (widget, GTK_TYPE_LABEL, NULL) != NULL;
  if (GTK_IS_TEXT (widget) || widget == row)
    return *adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)) != '\0';
  return FALSE;
}

static void
test_tab_goes_from_top_to_bottom (AppFixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      GtkWidget *form = show_form (fixture, i);
      GtkWidget *button = gtk_window_get_default_widget (GTK_WINDOW (fixture->window));
      GtkWidget *last = NULL;
      graphene_point_t before = GRAPHENE_POINT_INIT (0, 0);

      gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
      gtk_root_set_focus (GTK_ROOT (fixture->window), NULL);
      while (gtk_widget_child_focus (form, GTK_DIR_TAB_FORWARD))
        {
          const graphene_point_t place = get_place (form, get_focus (fixture));

          last = get_focus (fixture);
          g_test_message ("  %s at %.0f, %.0f", G_OBJECT_TYPE_NAME (last), (double)place.x,
                          (double)place.y);
          g_assert_true (gtk_widget_is_ancestor (last, form));
          g_assert_true (has_name (last));
          g_assert_true (place.y > before.y + SAME_LINE_PX ||
                         (place.y > before.y - SAME_LINE_PX && place.x >= before.x));
          before = place;
        }
      g_assert_true (last == button);
      leave (fixture); /* nothing was typed: nothing keeps it */
      g_assert_true (kw_window_get_panel (fixture->window) != form);
    }
}

/* Letters */

static const char *const languages[] = { "en", "de", "es", "zh_CN" };

static void
take_letters (GtkWidget *root, GHashTable *letters)
{
  if (!gtk_widget_get_visible (root) || !gtk_widget_get_child_visible (root))
    return;
  if (GTK_IS_LABEL (root))
    {
      const guint letter = gdk_keyval_to_lower (gtk_label_get_mnemonic_keyval (GTK_LABEL (root)));
      const char *text = gtk_label_get_label (GTK_LABEL (root));
      const char *before = g_hash_table_lookup (letters, GUINT_TO_POINTER (letter));

      /* The title of an entry has two labels, one for when it is empty. */
      if (letter != GDK_KEY_VoidSymbol && g_strcmp0 (before, text) != 0)
        {
          g_test_message ("  %s", text);
          g_assert_null (before);
          g_hash_table_insert (letters, GUINT_TO_POINTER (letter), (gpointer)text);
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    take_letters (child, letters);
}

/* A row or a button of the form has a letter, or a key of its own. */
static void
assert_letters (GtkWidget *root)
{
  g_autoptr (GHashTable) letters = g_hash_table_new (NULL, NULL);

  if (!gtk_widget_get_visible (root) || KW_IS_VERB_BUTTON (root))
    return;
  if (ADW_IS_ENTRY_ROW (root) || ADW_IS_ACTION_ROW (root) || KW_IS_WEEKDAY_ROW (root))
    {
      take_letters (root, letters);
      g_assert_cmpuint (g_hash_table_size (letters), >, 0);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_letters (child);
}

static void
test_each_field_has_a_letter_of_its_own (AppFixture *fixture, gconstpointer unused)
{
  for (guint j = 0; j < G_N_ELEMENTS (languages); j++)
    {
      app_set_language (languages[j]);
      for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
        {
          GtkWidget *form = show_form (fixture, i);
          g_autoptr (GHashTable) letters = g_hash_table_new (NULL, NULL);

          g_test_message ("%s", languages[j]);
          take_letters (form, letters);
          assert_letters (form);
          leave (fixture);
        }
    }
  app_set_language ("en");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  app_test_init (&argc, &argv);
  app_set_language ("en");
  APP_TEST ("/app/forms/the-button-is-in-sight-in-a-small-window",
            test_the_button_is_in_sight_in_a_small_window);
  APP_TEST ("/app/forms/the-button-is-in-sight-with-large-text",
            test_the_button_is_in_sight_with_large_text);
  APP_TEST ("/app/forms/the-pane-is-wider-with-large-text", test_the_pane_is_wider_with_large_text);
  APP_TEST ("/app/forms/a-narrower-window-keeps-its-form", test_a_narrower_window_keeps_its_form);
  APP_TEST ("/app/forms/what-is-wrong-is-in-sight", test_what_is_wrong_is_in_sight);
  APP_TEST ("/app/forms/tab-goes-from-top-to-bottom", test_tab_goes_from_top_to_bottom);
  APP_TEST ("/app/forms/each-field-has-a-letter-of-its-own",
            test_each_field_has_a_letter_of_its_own);
  return g_test_run ();
}
