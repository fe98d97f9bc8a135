/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli-options.h"

#include "kw-error.h"

#include <string.h>

KW_DEFINE_THROW (KwCliError, KW_CLI_ERROR)

typedef struct
{
  const char *name;
  GOptionArg arg;
  gsize offset;
  const char *value_name;
  const char *help;
} Option;

/* Values are taken as bytes (GLib calls that a file name), so that no locale can spoil a name. */
#define VALUE(name, field, value_name, help)                                                       \
  {                                                                                                \
    name, G_OPTION_ARG_FILENAME, offsetof (KwCliOptions, field), value_name, help                  \
  }
#define SWITCH(name, field, help)                                                                  \
  {                                                                                                \
    name, G_OPTION_ARG_NONE, offsetof (KwCliOptions, field), NULL, help                            \
  }

static const Option global_options[] = {
  VALUE ("data", data, "DIR", "Folder of the register (or KEYWRIGHT_DATA)"),
  VALUE ("encoder", encoder, "CONNECTION",
         "The encoder, as pn532_uart:/dev/ttyUSB0 (or KEYWRIGHT_ENCODER)"),
  VALUE ("wait", wait, "SECONDS", "How long to wait for a card: 20; 0 = it must lie there"),
  SWITCH ("json", json, "Answer with one JSON document"),
  VALUE ("passphrase-file", passphrase_file, "FILE",
         "File with the passphrase of the sealed keys (or KEYWRIGHT_PASSPHRASE_FILE)"),
  SWITCH ("confirm-clock", confirm_clock, "This computer's clock is right: I have checked it"),
  SWITCH ("no-secret-service", no_secret_service,
          "Keep the keys in a sealed file (or KEYWRIGHT_NO_SECRET_SERVICE=1)"),
  SWITCH ("version", version, "Print the version"),
  SWITCH ("help", help, "Print this help"),
};

static const Option command_options[] = {
  VALUE ("room", room, "ROOM", "The room's name, or BUILDING/NAME"),
  VALUE ("stay", stay, "ID", "The stay it is for, where the room has two"),
  VALUE ("until", until, "TIME", "End: 2026-11-24, 2026-11-24T11:00; the hotel's own time"),
  VALUE ("from", from, "TIME", "Check-in; now if it is left out"),
  VALUE ("doors", doors, "ROOMS", "More rooms of the same building: 306,307"),
  { "tenant", G_OPTION_ARG_FILENAME_ARRAY, offsetof (KwCliOptions, tenants), "NAME",
    "Name of a tenant; may be given several times" },
  VALUE ("reference", reference, "TEXT", "The hotel's own number or text for the stay"),
  VALUE ("overlap-reason", overlap_reason, "TEXT",
         "Why another stay may have the room in the same time"),
  VALUE ("overwrite-reason", overwrite_reason, "TEXT",
         "Why a card may be taken that opens something for somebody else"),
  VALUE ("floors", floors, "LANDINGS", "Landings of the elevator: 1,3 or all or none"),
  VALUE ("areas", areas, "AREAS", "Common areas: pool,gym or none; otherwise the hotel's own list"),
  VALUE ("holder", holder, "NAME", "Who carries the card"),
  VALUE ("building", building, "BUILDING", "The building's name"),
  VALUE ("floor", floor, "FLOOR", "The floor's name"),
  VALUE ("weekdays", weekdays, "DAYS", "mon-fri, or mon,wed; otherwise every day"),
  VALUE ("hours", hours, "HOURS", "07:00-19:00; otherwise all day"),
  VALUE ("card", card, "CARD", "The card's number, as 1-42"),
  VALUE ("state", state, "STATE", "Only cards in this state, as live or lost"),
  VALUE ("lock", lock, "FILE", "Where to write what a lock is given; - is standard output"),
  VALUE ("area", area, "AREA", "The common area's name"),
  VALUE ("elevator", elevator, "BANK", "The elevator bank's name"),
  VALUE ("at", at, "TIME", "What the lock's clock shows; now if it is left out"),
  VALUE ("after", after, "NUMBER", "Only entries behind this one"),
  VALUE ("limit", limit, "N", "At most so many; card list and stay list: 200 if it is left out"),
  SWITCH ("new", make_new, "Stop the older cards at each door this card is shown at"),
  SWITCH ("copy", copy, "One more card beside those that work"),
  SWITCH ("deadbolt", deadbolt, "Opens a door that is locked from inside"),
  SWITCH ("absent", absent, "The card is not here"),
  SWITCH ("cancel-card", cancel_card, "Write a cancel card for it"),
  SWITCH ("force", force, "Overwrite the file"),
  SWITCH ("locked-inside", locked_inside, "The door is locked from inside"),
  SWITCH ("preview", preview, "Show what would change, and everything that is wrong"),
  SWITCH ("retire-rooms", retire_rooms, "Rooms that a .csv file does not name are gone"),
};

static const Option *
find_option (const char *name, gsize name_len)
{
  for (gsize i = 0; i < G_N_ELEMENTS (global_options); i++)
    if (strncmp (global_options[i].name, name, name_len) == 0 &&
        global_options[i].name[name_len] == '\0')
      return &global_options[i];
  for (gsize i = 0; i < G_N_ELEMENTS (command_options); i++)
    if (strncmp (command_options[i].name, name, name_len) == 0 &&
        command_options[i].name[name_len] == '\0')
      return &command_options[i];
  return NULL;
}

GPtrArray *
kw_cli_options_dup_words (char *const *argv)
{
  GPtrArray *words = g_ptr_array_new ();
  gboolean has_options = TRUE;

  for (int i = 1; argv[0] != NULL && argv[i] != NULL; i++)
    {
      const Option *option;

      if (has_options && strcmp (argv[i], "--") == 0)
        has_options = FALSE;
      else if (!has_options || argv[i][0] != '-' || argv[i][1] == '\0')
        g_ptr_array_add (words, argv[i]);
      else if (g_str_has_prefix (argv[i], "--") && strchr (argv[i], '=') == NULL)
        {
          option = find_option (argv[i] + 2, strlen (argv[i] + 2));
          if (option != NULL && option->arg != G_OPTION_ARG_NONE && argv[i + 1] != NULL)
            i++;
        }
    }
  return words;
}

static void
append_entry (GArray *entries, const Option *option, KwCliOptions *options)
{
  const GOptionEntry entry = {
    option->name,
    0,
    0,
    option->arg,
    options == NULL ? NULL : (gpointer)((char *)options + option->offset),
    option->help,
    option->value_name,
  };

  g_array_append_val (entries, entry);
}

/* An option of a command, as its syntax marks it. */
typedef struct
{
  const Option *option;
  gboolean is_required;
  gboolean is_choice;  /* another one to the option before it */
  gboolean has_choice; /* the next one is another one to it */
} Marked;

static GArray *
list_marked (const KwCliSyntax *syntax)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Marked));
  g_auto (GStrv) names = g_strsplit (syntax->options, " ", -1);

  for (char **name = names; *name != NULL && **name != '\0'; name++)
    {
      gsize n_marks = strspn (*name, "!|");
      const Marked marked = {
        find_option (*name + n_marks, strlen (*name + n_marks)),
        memchr (*name, '!', n_marks) != NULL,
        memchr (*name, '|', n_marks) != NULL,
        name[1] != NULL && memchr (name[1], '|', strspn (name[1], "!|")) != NULL,
      };

      g_assert (marked.option != NULL);
      g_array_append_val (list, marked);
    }
  return list;
}

static GOptionContext *
make_context (const KwCliSyntax *syntax, KwCliOptions *options, GArray *entries)
{
  GOptionContext *context = g_option_context_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (global_options); i++)
    append_entry (entries, &global_options[i], options);
  if (syntax != NULL)
    {
      g_autoptr (GArray) list = list_marked (syntax);

      for (guint i = 0; i < list->len; i++)
        append_entry (entries, g_array_index (list, Marked, i).option, options);
    }
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, (const GOptionEntry *)(void *)entries->data, NULL);
  return context;
}

static gboolean
is_given (const KwCliOptions *options, const Option *option)
{
  const char *field = (const char *)options + option->offset;

  return option->arg == G_OPTION_ARG_NONE ? *(const gboolean *)(const void *)field
                                          : *(char *const *)(const void *)field != NULL;
}

static gboolean
check_text (const KwCliOptions *options, const Option *option, GError **error)
{
  const char *field = (const char *)options + option->offset;
  const char *one[] = { NULL, NULL };
  const char *const *texts = one;

  if (option->arg == G_OPTION_ARG_NONE || option->offset == offsetof (KwCliOptions, lock))
    return TRUE; /* a file's name is bytes */
  if (option->arg == G_OPTION_ARG_FILENAME)
    one[0] = *(char *const *)(const void *)field;
  else if (*(char **const *)(const void *)field != NULL)
    texts = *(const char *const *const *)(const void *)field;
  for (; *texts != NULL; texts++)
    if (!g_utf8_validate (*texts, -1, NULL))
      return throw (error, KW_CLI_ERROR_BAD_VALUE, "the text behind --%s is not valid UTF-8",
                    option->name);
  return TRUE;
}

static gboolean
check_options (const KwCliSyntax *syntax, const KwCliOptions *options, GError **error)
{
  g_autoptr (GArray) list = list_marked (syntax);
  g_autoptr (GString) choices = g_string_new (NULL);
  const Option *given = NULL;

  for (guint i = 0; i < list->len; i++)
    {
      const Marked *marked = &g_array_index (list, Marked, i);

      if (!marked->is_choice)
        {
          given = NULL;
          g_string_truncate (choices, 0);
        }
      g_string_append_printf (choices, "%s--%s", choices->len == 0 ? "" : " or ",
                              marked->option->name);
      if (marked->option->value_name != NULL)
        g_string_append_printf (choices, " %s", marked->option->value_name);
      if (!check_text (options, marked->option, error))
        return FALSE;
      if (is_given (options, marked->option))
        {
          if (given != NULL)
            return throw (error, KW_CLI_ERROR_USAGE, "--%s and --%s do not go together",
                          given->name, marked->option->name);
          given = marked->option;
        }
      if (marked->is_required && !marked->has_choice && given == NULL)
        return throw (error, KW_CLI_ERROR_USAGE, "'%s' needs %s", syntax->words, choices->str);
    }
  return TRUE;
}

static gboolean
check_words (const KwCliSyntax *syntax, char **words, char **out_argument, GError **error)
{
  g_auto (GStrv) expected = g_strsplit (syntax == NULL ? "" : syntax->words, " ", -1);
  guint n_expected = g_strv_length (expected);
  guint n_words = g_strv_length (words);
  guint n_arguments = syntax != NULL && syntax->argument != NULL ? 1 : 0;

  if (n_words > n_expected + n_arguments)
    return throw (error, KW_CLI_ERROR_USAGE, "'%s' is one word too many",
                  words[n_expected + n_arguments]);
  if (n_words < n_expected + n_arguments)
    return throw (error, KW_CLI_ERROR_USAGE, "'%s' needs %s behind it", syntax->words,
                  syntax->argument);
  *out_argument = n_arguments == 1 ? g_strdup (words[n_expected]) : NULL;
  return TRUE;
}

gboolean
kw_cli_options_parse (const KwCliSyntax *syntax, char *const *argv, KwCliOptions *out_options,
                      char **out_argument, GError **error)
{
  g_autoptr (GArray)
      entries = g_array_new (/* zero_terminated= */ TRUE, TRUE, sizeof (GOptionEntry));
  g_autoptr (GOptionContext) context = NULL;
  g_auto (GStrv) rest = g_strdupv ((char **)argv);
  g_autoptr (GError) problem = NULL;
  int n_words;

  *out_options = (KwCliOptions){ 0 };
  *out_argument = NULL;
  context = make_context (syntax, out_options, entries);
  if (!g_option_context_parse_strv (context, &rest, &problem))
    return throw (error, KW_CLI_ERROR_USAGE, "%s", problem->message);
  n_words = (int)g_strv_length (rest);
  for (int i = 1; i < n_words; i++)
    if (strcmp (rest[i], "--") == 0)
      {
        g_free (rest[i]);
        memmove (&rest[i], &rest[i + 1], (gsize)(n_words - i) * sizeof *rest);
        break;
      }
  if (out_options->help || out_options->version)
    return TRUE;
  if (syntax == NULL)
    return throw (error, KW_CLI_ERROR_USAGE, "a command is missing");
  return check_words (syntax, rest + 1, out_argument, error) &&
         check_options (syntax, out_options, error);
}

void
kw_cli_options_clear (KwCliOptions *options)
{
  for (gsize i = 0; i < G_N_ELEMENTS (global_options) + G_N_ELEMENTS (command_options); i++)
    {
      const Option *option = i < G_N_ELEMENTS (global_options)
                                 ? &global_options[i]
                                 : &command_options[i - G_N_ELEMENTS (global_options)];
      void *field = (char *)options + option->offset;

      if (option->arg == G_OPTION_ARG_FILENAME)
        g_clear_pointer ((char **)field, g_free);
      else if (option->arg == G_OPTION_ARG_FILENAME_ARRAY)
        g_clear_pointer ((char ***)field, g_strfreev);
    }
}

char *
kw_cli_options_dup_usage (const KwCliSyntax *syntax)
{
  g_autoptr (GString) usage = g_string_new ("usage: keywright-cli [OPTION ...] ");
  g_autoptr (GArray) list = NULL;

  if (syntax == NULL)
    {
      g_string_append (usage, "COMMAND ...; see keywright-cli --help");
      return g_string_free (g_steal_pointer (&usage), FALSE);
    }
  g_string_append (usage, syntax->words);
  if (syntax->argument != NULL)
    g_string_append_printf (usage, " %s", syntax->argument);
  list = list_marked (syntax);
  for (guint i = 0; i < list->len; i++)
    {
      const Marked *marked = &g_array_index (list, Marked, i);

      g_string_append (usage, marked->is_choice ? " | " : marked->is_required ? " " : " [");
      g_string_append_printf (usage, "--%s", marked->option->name);
      if (marked->option->value_name != NULL)
        g_string_append_printf (usage, " %s", marked->option->value_name);
      if (!marked->is_required && !marked->has_choice)
        g_string_append_c (usage, ']');
    }
  return g_string_free (g_steal_pointer (&usage), FALSE);
}

static void
append_help (GString *help, const Option *option)
{
  g_autofree char *left = g_strdup_printf ("--%s%s%s", option->name,
                                           option->value_name == NULL ? "" : " ",
                                           option->value_name == NULL ? "" : option->value_name);

  g_string_append_printf (help, "  %-28s %s\n", left, option->help);
}

char *
kw_cli_options_dup_help (const KwCliSyntax *syntax)
{
  g_autoptr (GString) help = g_string_new (NULL);
  g_autoptr (GArray) list = NULL;

  if (syntax == NULL)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (global_options); i++)
        append_help (help, &global_options[i]);
      return g_string_free (g_steal_pointer (&help), FALSE);
    }
  list = list_marked (syntax);
  for (guint i = 0; i < list->len; i++)
    append_help (help, g_array_index (list, Marked, i).option);
  return g_string_free (g_steal_pointer (&help), FALSE);
}
