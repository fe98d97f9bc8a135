/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-error.h"
#include "kw-desk-names.h"

static void
test_names_are_split_where_people_split_them (void)
{
  static const struct
  {
    const char *text;
    const char *names; /* with "|" between them */
  } cases[] = {
    { "", "" },
    { " , ;\n", "" },
    { "Ada Lovelace", "Ada Lovelace" },
    { "Ada Lovelace, , Mary Somerville ", "Ada Lovelace|Mary Somerville" },
    { "Ada;Mary", "Ada|Mary" },
    { "Ada\nMary\r\nGrace\n", "Ada|Mary|Grace" },
    { "Ada\tMary\t\r\nGrace\vEmmy\fSofja\xc2\x85Lise", "Ada|Mary|Grace|Emmy|Sofja|Lise" },
    { "王伟、李娜，张敏；陈静", "王伟|李娜|张敏|陈静" },
    { "\xe3\x80\x80王伟\xe3\x80\x80、李娜", "王伟|李娜" }, /* ideographic spaces */
    { "أحمد، ليلى؛ سارة", "أحمد|ليلى|سارة" },
    { "Anna-Lena O’Brien, d. Ä.", "Anna-Lena O’Brien|d. Ä." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) names = kw_desk_split_names (cases[i].text);
      g_autofree char *joined = g_strjoinv ("|", names);

      g_assert_cmpstr (joined, ==, cases[i].names);
    }
}

static void
test_a_name_that_is_no_text_is_told_by_its_field (void)
{
  g_autofree char *longest = g_strnfill (200, 'x');
  g_autofree char *too_long = g_strnfill (211, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_true (kw_desk_check_name ("Holder", longest, &error));
  g_assert_no_error (error);

  g_assert_false (kw_desk_check_name ("Holder", too_long, &error));
  g_assert_error (error, KW_DESK_ERROR, KW_DESK_ERROR_BAD_VALUE);
  g_assert_cmpstr (error->message, ==, "Holder: 211 characters; at most 200 are possible.");
  g_clear_error (&error);

  g_assert_false (kw_desk_check_name ("Holder", "Ada\tLovelace", &error));
  g_assert_cmpstr (error->message, ==, "Holder: one of the characters is not text. Type it anew.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/names/names-are-split-where-people-split-them",
                   test_names_are_split_where_people_split_them);
  g_test_add_func ("/desk/names/a-name-that-is-no-text-is-told-by-its-field",
                   test_a_name_that_is_no_text_is_told_by_its_field);
  return g_test_run ();
}
