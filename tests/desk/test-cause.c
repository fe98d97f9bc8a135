/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-private.h"

#include <errno.h>
#include <string.h>

/* "What happened; what to do." */
static void
check_sentence (GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;
  gsize n = 0;

  g_assert_false (kw_desk_throw_cause (
      "/data", g_error_new_literal (domain, code, "register: it is so"), &error));

  g_test_message ("%s", error->message);
  g_assert_true (error->domain == KW_DESK_ERROR);
  n = strcspn (error->message, "\n");
  g_assert_cmpint (error->message[n - 1], ==, '.');
  g_assert_cmpint (error->message[n - 2], !=, '.');
  g_assert_nonnull (strstr (error->message, "; "));
}

static void
test_a_failed_register_says_what_to_do (void)
{
  for (int code = KW_STORE_ERROR_BUSY; code <= KW_STORE_ERROR_FAILED; code++)
    check_sentence (KW_STORE_ERROR, code);
}

static void
test_a_failed_vault_says_what_to_do (void)
{
  for (int code = KW_VAULT_ERROR_WRONG_PASSPHRASE; code <= KW_VAULT_ERROR_FAILED; code++)
    check_sentence (KW_VAULT_ERROR, code);
}

/* Our sentence is in the user's language; SQLite's words are not. */
static void
test_the_words_of_others_stand_below_our_sentence (void)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (GError) damaged = NULL;
  g_autoptr (GError) other = NULL;

  kw_desk_throw_cause ("/data",
                       g_error_new_literal (KW_STORE_ERROR, KW_STORE_ERROR_FAILED,
                                            "register: register.db: disk I/O error"),
                       &failed);
  kw_desk_throw_cause (
      "/data", g_error_new_literal (KW_VAULT_ERROR, KW_VAULT_ERROR_DAMAGED, "it was cut off"),
      &damaged);
  kw_desk_throw_cause ("/data", g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "Broken pipe"),
                       &other);

  g_assert_cmpstr (failed->message, ==,
                   "The register in /data cannot be used; look after that disk, then try again.\n"
                   "Technical detail: disk I/O error");
  g_assert_cmpstr (strchr (damaged->message, '\n'), ==, "\nTechnical detail: it was cut off");
  g_assert_cmpstr (strchr (other->message, '\n'), ==, "\nTechnical detail: Broken pipe");
}

static void
test_a_full_disk_is_told_from_a_folder_that_is_not_ours (void)
{
  g_autoptr (GError) full = NULL;
  g_autoptr (GError) refused = NULL;

  kw_desk_throw_errno (KW_DESK_ERROR_STORE, "/data", ENOSPC, &full);
  kw_desk_throw_errno (KW_DESK_ERROR_STORE, "/data", EACCES, &refused);

  g_assert_error (full, KW_DESK_ERROR, KW_DESK_ERROR_DISK_FULL);
  g_assert_error (refused, KW_DESK_ERROR, KW_DESK_ERROR_STORE);
  g_assert_nonnull (strstr (full->message, "make room"));
  g_assert_nonnull (strstr (refused->message, "/data"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/cause/a-failed-register-says-what-to-do",
                   test_a_failed_register_says_what_to_do);
  g_test_add_func ("/desk/cause/a-failed-vault-says-what-to-do",
                   test_a_failed_vault_says_what_to_do);
  g_test_add_func ("/desk/cause/the-words-of-others-stand-below-our-sentence",
                   test_the_words_of_others_stand_below_our_sentence);
  g_test_add_func ("/desk/cause/a-full-disk-is-told-from-a-folder-that-is-not-ours",
                   test_a_full_disk_is_told_from_a_folder_that_is_not_ours);
  return g_test_run ();
}
