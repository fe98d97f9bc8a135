/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "../desk/fixture.h"
#include "kw-session.h"
#include "kw-window.h"

/* The demo hotel at its desk, and a window over it. */
typedef struct
{
  Fixture desk;
  GSettings *settings;
  KwSession *session;
  KwWindow *window;
} AppFixture;

#define APP_TEST(path, function)                                                                   \
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, function, app_fixture_tear_down)

/* Starts GLib's tests and the toolkit, in the language the environment names. */
void app_test_init (int *argc, char ***argv);

/* The language of what is made from now on. Beforehand the program has to be in a locale other than
 * "C". */
void app_set_language (const char *language);

void app_fixture_set_up (AppFixture *fixture, gconstpointer unused);
/* The second half of setting up: session and window, over a desk that is open. */
void app_fixture_open_window (AppFixture *fixture);
/* The same, but for the window, which has no session yet. */
void app_fixture_make_window (AppFixture *fixture);
/* The first half of tearing down: the desk stays open. */
void app_fixture_close_window (AppFixture *fixture);
void app_fixture_tear_down (AppFixture *fixture, gconstpointer unused);

/* Runs the main loop until @is_true says so; a test that waits 10 s has failed. */
void app_until (gboolean (*is_true) (gpointer user_data), gpointer user_data);

/* Runs what is due in the main loop now. */
void app_settle (void);

/* The first widget under @root of type @type whose label, title or text is @label (NULL = any);
 * shown or not. NULL if there is none. */
GtkWidget *app_find (GtkWidget *root, GType type, const char *label);

/* Presses a button at once: gtk_widget_activate() would wait for the animation. */
void app_press (GtkWidget *button);

/* Every label of @root that is in sight, a line each; not those of pages that are not in front. */
void app_collect_text (GtkWidget *root, GString *text);

/* The label under @root, on the screen, whose text begins so; NULL if there is none. Or the main
 * loop runs until there is one, or the button that has it is pressed. */
GtkWidget *app_find_text (GtkWidget *root, const char *beginning);
void app_until_text (GtkWidget *root, const char *beginning);
void app_press_text (GtkWidget *root, const char *label);

/* The window asks about the clock, of its own accord: it is right. Until nothing is asked. */
void app_confirm_clock (AppFixture *fixture);

/* Lets go of a file over @widget, which takes files. Whether it took this one. */
gboolean app_drop (GtkWidget *widget, GFile *file);

/* What the form says is wrong with a field: it stands in the next row. NULL: nothing. */
const char *app_get_sentence_below (GtkWidget *field);
