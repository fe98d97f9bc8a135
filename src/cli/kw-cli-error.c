/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-cli-error.h"

#include <string.h>

G_DEFINE_QUARK (KwCliError, kw_cli_error)

KwDeskErrorKind
kw_cli_error_get_kind (const GError *error)
{
  if (error->domain == KW_DESK_ERROR)
    return kw_desk_error_get_kind ((KwDeskError)error->code);
  if (error->domain != KW_CLI_ERROR)
    return KW_DESK_ERROR_KIND_FAILED;
  switch ((KwCliError)error->code)
    {
    case KW_CLI_ERROR_USAGE:
    case KW_CLI_ERROR_BAD_VALUE:
    case KW_CLI_ERROR_NOT_FOUND:
    case KW_CLI_ERROR_PASSPHRASE_NEEDED:
      return KW_DESK_ERROR_KIND_USAGE;
    case KW_CLI_ERROR_PASSPHRASE:
    case KW_CLI_ERROR_FILE_EXISTS:
      return KW_DESK_ERROR_KIND_FAILED;
    case KW_CLI_ERROR_FILE:
      return KW_DESK_ERROR_KIND_FILE;
    case KW_CLI_ERROR_CANCELLED:
      return KW_DESK_ERROR_KIND_TRY_AGAIN;
    }
  return KW_DESK_ERROR_KIND_FAILED;
}

const char *
kw_cli_error_get_name (const GError *error)
{
  static const char *const names[KW_CLI_ERROR_N] = {
    [KW_CLI_ERROR_USAGE] = "usage",
    [KW_CLI_ERROR_BAD_VALUE] = "bad-value",
    [KW_CLI_ERROR_NOT_FOUND] = "not-found",
    [KW_CLI_ERROR_PASSPHRASE_NEEDED] = "passphrase-needed",
    [KW_CLI_ERROR_PASSPHRASE] = "passphrase",
    [KW_CLI_ERROR_FILE] = "file",
    [KW_CLI_ERROR_FILE_EXISTS] = "file-exists",
    [KW_CLI_ERROR_CANCELLED] = "cancelled",
  };

  if (error->domain == KW_DESK_ERROR)
    return kw_desk_error_to_string ((KwDeskError)error->code);
  if (error->domain == KW_CLI_ERROR && error->code >= 0 && error->code < KW_CLI_ERROR_N)
    return names[error->code];
  return "failed";
}

const char *
kw_cli_error_kind_to_string (KwDeskErrorKind kind)
{
  switch (kind)
    {
    case KW_DESK_ERROR_KIND_FAILED:
      return "failed";
    case KW_DESK_ERROR_KIND_USAGE:
      return "usage";
    case KW_DESK_ERROR_KIND_TRY_AGAIN:
      return "try-again";
    case KW_DESK_ERROR_KIND_REFUSED:
      return "refused";
    case KW_DESK_ERROR_KIND_ENCODER:
      return "encoder";
    case KW_DESK_ERROR_KIND_STATION:
      return "station";
    case KW_DESK_ERROR_KIND_DISK_FULL:
      return "disk-full";
    case KW_DESK_ERROR_KIND_FILE:
      return "file";
    }
  g_return_val_if_reached ("failed");
}

int
kw_cli_error_kind_to_exit_code (KwDeskErrorKind kind)
{
  switch (kind)
    {
    case KW_DESK_ERROR_KIND_FAILED:
      return 1;
    case KW_DESK_ERROR_KIND_USAGE:
      return 2;
    case KW_DESK_ERROR_KIND_TRY_AGAIN:
      return 3;
    case KW_DESK_ERROR_KIND_REFUSED:
      return 4;
    case KW_DESK_ERROR_KIND_ENCODER:
      return 5;
    case KW_DESK_ERROR_KIND_STATION:
      return 6;
    case KW_DESK_ERROR_KIND_DISK_FULL:
      return 7;
    case KW_DESK_ERROR_KIND_FILE:
      return 8;
    }
  g_return_val_if_reached (1);
}

char *
kw_cli_error_dup_sentence (const GError *error)
{
  g_autofree char *text = g_utf8_make_valid (error->message, -1);
  g_autoptr (GString) sentence = g_string_new (text);

  for (gsize i = 0; i < sentence->len; i++)
    if (sentence->str[i] == '\n' || sentence->str[i] == '\r')
      sentence->str[i] = ' ';
  while (sentence->len > 0 && sentence->str[sentence->len - 1] == ' ')
    g_string_truncate (sentence, sentence->len - 1);
  if (sentence->len == 0)
    g_string_assign (sentence, "it did not work");
  sentence->str[0] = g_ascii_toupper (sentence->str[0]);
  if (strchr (".?", sentence->str[sentence->len - 1]) == NULL)
    g_string_append_c (sentence, '.');
  return g_string_free (g_steal_pointer (&sentence), FALSE);
}
