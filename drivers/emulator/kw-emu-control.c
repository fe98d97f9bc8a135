/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-control.h"

#include "kw-error.h"
#include "kw-hex.h"

#include <string.h>

#define MAX_IMAGE_BYTES (1024 * 1024)

KW_DEFINE_THROW (KwEmuError, KW_EMU_ERROR)

/* Every command appends what it has to say after "ok". */
typedef gboolean (*Handler) (KwEmulator *emulator, char **words, GString *answer, GError **error);

static gboolean
do_new (KwEmulator *emulator, char **words, GString *answer, GError **error)
{
  guint8 uid[KW_EMU_UID_MAX_LEN];
  gsize uid_len = strlen (words[1]) / 2;
  KwEmuCard *card;

  if (uid_len > sizeof uid || !kw_hex_decode (words[1], uid, uid_len))
    return throw (error, KW_EMU_ERROR_SYNTAX, "'%s' is not 4 or 7 bytes of hex", words[1]);
  card = kw_emu_card_new (words[0], uid, uid_len, words[2], error);
  return card != NULL && kw_emulator_add_card (emulator, card, error);
}

/* Nothing is asked of the encoder meanwhile: several cards are there at once. */
static gboolean
do_put (KwEmulator *emulator, char **words, GString *answer, GError **error)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (kw_emulator_find_card (emulator, words[i], error) == NULL)
      return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    if (!kw_emulator_put (emulator, kw_emulator_find_card (emulator, words[i], error), error))
      return FALSE;
  return TRUE;
}

static gboolean
do_take (KwEmulator *emulator, char **words, GString *answer, GError **error)
{
  KwEmuCard *card = NULL;
  guint n_taken;

  if (words[0] != NULL)
    {
      card = kw_emulator_find_card (emulator, words[0], error);
      if (card == NULL)
        return FALSE;
    }
  n_taken = kw_emulator_take (emulator, card);
  if (card != NULL && n_taken == 0)
    return throw (error, KW_EMU_ERROR_STATE, "'%s' does not lie there", card->name);
  g_string_append_printf (answer, " %u", n_taken);
  return TRUE;
}

static gboolean
do_swap (KwEmulator *emulator, char **words, GString *answer, GError **error)
{
  KwEmuCard *card = kw_emulator_find_card (emulator, words[0], error);

  if (card == NULL)
    return FALSE;
  kw_emulator_take (emulator, NULL);
  return kw_emulator_put (emulator, card, error);
}

static gboolean
do_save (KwEmulator *emulator, char **words, GString *answer, GError **error)
{
  KwEmuCard *card = kw_emulator_find_card (emulator, words[0], error);
  g_autoptr (GBytes) image = NULL;

  if (card == NULL)
    return FALSE;
  image = kw_emu_card_dup_image (card);
  if (!g_file_set_contents (words[1], g_bytes_get_data (image, NULL),
                            (gssize)g_bytes_get_size (image), error))
    return FALSE;
  g_string_append_printf (answer, " %" G_GSIZE_FORMAT, g_bytes_get_size (image));
  return TRUE;
}

static gboolean
do_load (KwEmulator *emulator, char **words, GString *answer, GError **error)
{
  KwEmuCard *card = kw_emulator_find_card (emulator, words[0], error);
  g_autofree char *image = NULL;
  gsize n_bytes = 0;

  if (card == NULL || !g_file_get_contents (words[1], &image, &n_bytes, error))
    return FALSE;
  if (n_bytes > MAX_IMAGE_BYTES)
    return throw (error, KW_EMU_ERROR_IMAGE, "'%s' is too long for an image", words[1]);
  return kw_emu_card_load (card, (const guint8 *)image, n_bytes, error);
}

/* A name as a command would take it: in quotes only where it needs them. */
static char *
quote (const char *name)
{
  static const char plain[] = G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_-.:/+@";

  return *name != '\0' && strspn (name, plain) == strlen (name) ? g_strdup (name)
                                                                : g_shell_quote (name);
}

static gboolean
do_list (KwEmulator *emulator, char **words, GString *answer, GError **error)
{
  g_autoptr (GList) cards = kw_emulator_list_cards (emulator);

  for (GList *at = cards; at != NULL; at = at->next)
    {
      KwEmuCard *card = at->data;
      g_autofree char *uid = kw_hex_encode (card->uid, card->uid_len);
      g_autofree char *name = quote (card->name);

      g_string_append_printf (
          answer, "%s %s %s %s %s", at == cards ? "" : ",", name, card->klass->medium, uid,
          kw_emu_field_has (kw_emulator_get_field (emulator), card) ? "put" : "away");
    }
  return TRUE;
}

static gboolean
do_stats (KwEmulator *emulator, char **words, GString *answer, GError **error)
{
  const KwEmulatorStats *stats = kw_emulator_get_stats (emulator);

  if (words[0] != NULL && strcmp (words[0], "reset") != 0)
    return throw (error, KW_EMU_ERROR_SYNTAX, "stats [reset]");
  g_string_append_printf (answer,
                          " exchanges=%" G_GUINT64_FORMAT " bytes_in=%" G_GUINT64_FORMAT
                          " bytes_out=%" G_GUINT64_FORMAT " writes=%" G_GUINT64_FORMAT
                          " blocks=%" G_GUINT64_FORMAT " faults=%" G_GUINT64_FORMAT,
                          stats->n_exchanges, stats->n_bytes_in, stats->n_bytes_out,
                          stats->n_writes, stats->n_blocks, stats->n_faults);
  if (words[0] != NULL)
    kw_emulator_reset_stats (emulator);
  return TRUE;
}

static gboolean
do_trace (KwEmulator *emulator, char **words, GString *answer, GError **error)
{
  return kw_emulator_trace (emulator, words[0], error);
}

static gboolean
do_fault (KwEmulator *emulator, char **words, GString *answer, GError **error)
{
  KwEmuFault fault;

  if (strcmp (words[0], "clear") == 0 && words[1] == NULL)
    kw_emulator_clear_faults (emulator);
  else if (strcmp (words[0], "list") != 0 || words[1] != NULL)
    {
      if (!kw_emu_fault_parse (words, &fault, error))
        return FALSE;
      kw_emulator_add_fault (emulator, &fault);
    }
  g_string_append_printf (answer, " %u armed", kw_emulator_get_n_faults (emulator));
  return TRUE;
}

static gboolean
do_plug (KwEmulator *emulator, char **words, GString *answer, GError **error)
{
  const KwEmulatorFrontEnd *front_end = kw_emulator_get_front_end (emulator);

  if (front_end->plug == NULL)
    return throw (error, KW_EMU_ERROR_STATE, "there is no socket to plug it in");
  return front_end->plug (front_end->user_data, error);
}

static gboolean
do_unplug (KwEmulator *emulator, char **words, GString *answer, GError **error)
{
  const KwEmulatorFrontEnd *front_end = kw_emulator_get_front_end (emulator);

  if (front_end->unplug == NULL)
    return throw (error, KW_EMU_ERROR_STATE, "there is no socket to pull it from");
  return front_end->unplug (front_end->user_data, error);
}

static gboolean
do_state (KwEmulator *emulator, char **words, GString *answer, GError **error)
{
  const KwEmulatorFrontEnd *front_end = kw_emulator_get_front_end (emulator);

  if (front_end->is_plugged == NULL)
    return throw (error, KW_EMU_ERROR_STATE, "there is no socket to look at");
  g_string_append (answer,
                   front_end->is_plugged (front_end->user_data) ? " plugged" : " unplugged");
  return TRUE;
}

static gboolean
do_quit (KwEmulator *emulator, char **words, GString *answer, GError **error)
{
  const KwEmulatorFrontEnd *front_end = kw_emulator_get_front_end (emulator);

  if (front_end->quit != NULL)
    front_end->quit (front_end->user_data);
  return TRUE;
}

static const struct
{
  const char *word;
  const char *usage;
  guint min_words;
  guint max_words;
  Handler handle;
} commands[] = {
  { "new", "new MEDIUM UID NAME", 3, 3, do_new },
  { "put", "put NAME [NAME ...]", 1, 16, do_put },
  { "take", "take [NAME]", 0, 1, do_take },
  { "swap", "swap NAME", 1, 1, do_swap },
  { "save", "save NAME FILE", 2, 2, do_save },
  { "load", "load NAME FILE", 2, 2, do_load },
  { "list", "list", 0, 0, do_list },
  { "stats", "stats [reset]", 0, 1, do_stats },
  { "trace", "trace [FILE]", 0, 1, do_trace },
  { "fault", "fault KIND [KEY=VALUE ...] | fault clear | fault list", 1, 16, do_fault },
  { "plug", "plug", 0, 0, do_plug },
  { "unplug", "unplug", 0, 0, do_unplug },
  { "state", "state", 0, 0, do_state },
  { "quit", "quit", 0, 0, do_quit },
};

static gboolean
dispatch (KwEmulator *emulator, char **words, GString *answer, GError **error)
{
  guint n_words = g_strv_length (words) - 1;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (strcmp (words[0], commands[i].word) != 0)
        continue;
      if (n_words < commands[i].min_words || n_words > commands[i].max_words)
        return throw (error, KW_EMU_ERROR_SYNTAX, "usage: %s", commands[i].usage);
      return commands[i].handle (emulator, words + 1, answer, error);
    }
  return throw (error, KW_EMU_ERROR_SYNTAX, "no command is called '%s'", words[0]);
}

char *
kw_emu_control_run (KwEmulator *emulator, const char *line)
{
  g_autoptr (GString) answer = g_string_new ("ok");
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;

  if (!g_utf8_validate (line, -1, NULL))
    return g_strdup ("error the line is not UTF-8");
  if (!g_shell_parse_argv (line, NULL, &words, &error))
    return g_strdup (g_error_matches (error, G_SHELL_ERROR, G_SHELL_ERROR_EMPTY_STRING)
                         ? "ok"
                         : "error unbalanced quotes");
  if (dispatch (emulator, words, answer, &error))
    return g_string_free (g_steal_pointer (&answer), FALSE);
  return g_strdelimit (g_strdup_printf ("error %s", error->message), "\n", ' ');
}
