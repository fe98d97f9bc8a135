/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-keys.h"

#include "kw-desk-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>

#include "kw-blocking.h"
#include "kw-card-crypto.h"
#include "kw-desk-journal-rows.h"
#include "kw-desk-work.h"
#include "kw-error.h"
#include "kw-hex.h"
#include "kw-lock-bundle-file.h"
#include "kw-store-setting.h"

#define SECRET_NAME "site-keys"

/* In the register: the version of the keys that were made. The vault alone does not tell whether
 * there are keys: it may be a keyring that is not there today. */
#define KEYS_SETTING "key-version"
#define FIRST_KEY_VERSION 1

/* In the register, before the keys are in the vault: whose keys it works with. A register that was
 * set up anew beside old keys would give numbers of cards twice. */
#define PUBLIC_KEY_SETTING "public-key"

/* In the register, so that the folder may be moved: under which name the keyring has its keys. */
#define SCOPE_SETTING "vault-scope"

/* How long the keyring may take to answer that it is there. */
#define SECRET_SERVICE_LIMIT_MS 3000

KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

char *
kw_desk_dup_vault_path (const char *data_dir)
{
  return g_build_filename (data_dir, KW_DESK_VAULT_NAME, NULL);
}

typedef struct
{
  GMutex mutex;
  GCond ended;
  gboolean has_ended;
  GCancellable *cancellable;
} Deadline;

static gpointer
cancel_when_late (gpointer data)
{
  Deadline *deadline = data;
  const gint64 end_mono_us = g_get_monotonic_time () +
                             SECRET_SERVICE_LIMIT_MS * G_TIME_SPAN_MILLISECOND;

  g_mutex_lock (&deadline->mutex);
  while (!deadline->has_ended &&
         g_cond_wait_until (&deadline->ended, &deadline->mutex, end_mono_us))
    ;
  if (!deadline->has_ended)
    g_cancellable_cancel (deadline->cancellable);
  g_mutex_unlock (&deadline->mutex);
  return NULL;
}

/* Blocks, but not for the half minute that a hanging bus would take. */
static gboolean
secret_service_answers (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Deadline deadline = { .cancellable = cancellable };
  g_autoptr (KwVault) vault = NULL;
  GThread *watch = NULL;

  g_mutex_init (&deadline.mutex);
  g_cond_init (&deadline.ended);
  watch = g_thread_new ("keyring-deadline", cancel_when_late, &deadline);
  vault = kw_vault_open_secret_service ("", cancellable, NULL);

  g_mutex_lock (&deadline.mutex);
  deadline.has_ended = TRUE;
  g_cond_signal (&deadline.ended);
  g_mutex_unlock (&deadline.mutex);
  g_thread_join (watch);
  g_cond_clear (&deadline.ended);
  g_mutex_clear (&deadline.mutex);
  return vault != NULL;
}

static gboolean
load_setting (KwStore *store, const char *key, char **out_value, GError **error)
{
  g_autoptr (GError) missing = NULL;

  *out_value = kw_store_setting_load (store, key, &missing);
  if (*out_value != NULL || g_error_matches (missing, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&missing));
  return FALSE;
}

gboolean
kw_desk_load_vault_scope (KwStore *store, gboolean is_read_only, char **out_scope,
                          gboolean *out_has_keys, GError **error)
{
  g_autofree char *scope = NULL;
  g_autofree char *version = NULL;

  if (!load_setting (store, SCOPE_SETTING, &scope, error) ||
      !load_setting (store, KEYS_SETTING, &version, error))
    return FALSE;
  if (scope == NULL && is_read_only)
    scope = g_strdup ("");
  else if (scope == NULL)
    {
      scope = g_uuid_string_random ();
      if (!kw_store_setting_put (store, SCOPE_SETTING, scope, error))
        return FALSE;
    }
  *out_scope = g_steal_pointer (&scope);
  *out_has_keys = version != NULL;
  return TRUE;
}

KwVaultKind
kw_desk_choose_vault (const char *data_dir, gboolean has_keys, gboolean use_secret_service)
{
  g_autofree char *path = kw_desk_dup_vault_path (data_dir);

  KW_BLOCKING ("the Secret Service");
  /* A file that is there was chosen before. */
  if (g_file_test (path, G_FILE_TEST_EXISTS) || !use_secret_service)
    return KW_VAULT_KIND_FILE;
  return has_keys || secret_service_answers () ? KW_VAULT_KIND_SECRET_SERVICE : KW_VAULT_KIND_FILE;
}

gboolean
kw_desk_needs_passphrase (KwDesk *self)
{
  return self->vault_kind == KW_VAULT_KIND_FILE && self->passphrase == NULL && self->keys == NULL;
}

void
kw_desk_set_passphrase (KwDesk *self, KwSecret *passphrase)
{
  g_clear_pointer (&self->passphrase, kw_secret_free);
  self->passphrase = passphrase;
  self->n_passphrases++;
  kw_desk_tell_keys_changed (self);
}

gboolean
kw_desk_has_open_keys (KwDesk *self)
{
  return self->keys != NULL;
}

/* Work on a thread of its own: deriving a key from a passphrase takes a while */

typedef struct
{
  char *data_dir;
  char *scope;
  KwVaultKind kind;
  KwSecret *passphrase;
  guint n_passphrases; /* of the desk, when this one was current */
  guint32 site;
  gboolean is_creation;
  KwStore *store;
  KwCardSiteKeys *keys; /* out */
} VaultWork;

static void
vault_work_free (VaultWork *work)
{
  g_free (work->data_dir);
  g_free (work->scope);
  g_clear_object (&work->store);
  g_clear_pointer (&work->passphrase, kw_secret_free);
  g_clear_pointer (&work->keys, kw_card_site_keys_free);
  g_free (work);
}

KwSecret *
kw_desk_dup_passphrase (KwSecret *passphrase)
{
  KwSecret *copy = kw_secret_new (kw_secret_get_size_bytes (passphrase));

  memcpy (kw_secret_get_bytes (copy), kw_secret_get_bytes (passphrase),
          kw_secret_get_size_bytes (passphrase));
  return copy;
}

static KwVault *
open_vault (VaultWork *work, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = kw_desk_dup_vault_path (work->data_dir);

  switch (work->kind)
    {
    case KW_VAULT_KIND_FILE:
      return kw_vault_open_file (path, g_steal_pointer (&work->passphrase), NULL, error);
    case KW_VAULT_KIND_SECRET_SERVICE:
      if (secret_service_answers ())
        return kw_vault_open_secret_service (work->scope, cancellable, error);
      throw (error, KW_DESK_ERROR_VAULT,
             "The keys are in no sealed file here, and the keyring does not answer; unlock the "
             "keyring or log into its session, or restore the file.");
      return NULL;
    }
  g_return_val_if_reached (NULL);
}

static KwSecret *
make_material (GError **error)
{
  g_autoptr (KwSecret) material = kw_secret_new (KW_CARD_KEY_MATERIAL_BYTES);

  /* Fewer than 256 bytes never come in parts (getrandom(2)). */
  if (getrandom (kw_secret_get_bytes (material), KW_CARD_KEY_MATERIAL_BYTES, 0) !=
      KW_CARD_KEY_MATERIAL_BYTES)
    {
      throw (error, KW_DESK_ERROR_VAULT,
             "The system gave no random numbers (%s); start the computer again.",
             g_strerror (errno));
      return NULL;
    }
  return g_steal_pointer (&material);
}

static gboolean
take_stored_keys (VaultWork *work, KwSecret *stored, GError **error)
{
  work->keys = kw_card_site_keys_new_decode (stored, error);
  if (work->keys == NULL)
    return FALSE;
  if (kw_card_site_keys_get_lock_bundle (work->keys)->site != work->site)
    return throw (error, KW_DESK_ERROR_NOT_ALLOWED,
                  "The keys in the vault are those of another property.");
  return TRUE;
}

static char *
dup_public_key (const KwCardSiteKeys *keys)
{
  const KwLockBundle *bundle = kw_card_site_keys_get_lock_bundle (keys);

  return kw_hex_encode (bundle->keys[0].public_key, sizeof bundle->keys[0].public_key);
}

static gboolean
put_public_key (KwStore *store, gpointer data, GError **error)
{
  return kw_store_setting_put (store, PUBLIC_KEY_SETTING, data, error);
}

typedef struct
{
  char *public_key;
  gboolean has_version;
} KnownKeys;

static gboolean
load_known_keys (KwStore *store, gpointer data, GError **error)
{
  KnownKeys *known = data;
  g_autofree char *version = NULL;

  if (!load_setting (store, KEYS_SETTING, &version, error))
    return FALSE;
  known->has_version = version != NULL;
  return load_setting (store, PUBLIC_KEY_SETTING, &known->public_key, error);
}

/* The keys in the vault are those that this register was made with. */
static gboolean
check_register (VaultWork *work, GError **error)
{
  g_autofree char *public_key = dup_public_key (work->keys);
  g_autofree char *known_key = NULL;
  KnownKeys known = { 0 };

  if (!kw_store_read (work->store, load_known_keys, &known, error))
    return FALSE;
  known_key = known.public_key;
  if (g_strcmp0 (known_key, public_key) == 0)
    return TRUE;
  return throw (error, KW_DESK_ERROR_NOT_ALLOWED,
                "The keys in the vault are not those of this register, which would give numbers of "
                "cards twice; restore the register that belongs to them.");
}

static gboolean
throw_no_keys (VaultWork *work, GError **error)
{
  g_autofree char *known_key = NULL;
  KnownKeys known = { 0 };

  if (!kw_store_read (work->store, load_known_keys, &known, error))
    return FALSE;
  known_key = known.public_key;
  if (known.has_version)
    return throw (error, KW_DESK_ERROR_VAULT,
                  "The keys of this hotel were made on this station but are not in the vault now; "
                  "restore the vault, or log into the session whose keyring has them.");
  return throw (error, KW_DESK_ERROR_NOT_SET_UP, "This station has no keys yet; create them.");
}

/* Keys that only the register's start knows are those of a creation that was interrupted. */
static gboolean
create_in_vault (VaultWork *work, KwVault *vault, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (KwSecret) existing = kw_vault_load (vault, SECRET_NAME, cancellable, &missing);
  g_autoptr (KwSecret) material = NULL;
  g_autoptr (KwSecret) stored = NULL;
  g_autofree char *public_key = NULL;

  if (existing != NULL)
    return take_stored_keys (work, existing, error) && check_register (work, error);
  if (!g_error_matches (missing, KW_VAULT_ERROR, KW_VAULT_ERROR_NOT_FOUND))
    return kw_desk_throw_cause (work->data_dir, g_steal_pointer (&missing), error);

  material = make_material (error);
  if (material == NULL)
    return FALSE;
  work->keys = kw_card_site_keys_new (work->site, FIRST_KEY_VERSION, g_steal_pointer (&material),
                                      error);
  if (work->keys == NULL)
    return FALSE;
  public_key = dup_public_key (work->keys);
  stored = kw_card_site_keys_encode (work->keys);
  return kw_store_run (work->store, put_public_key, public_key, error) &&
         kw_vault_store (vault, SECRET_NAME, stored, cancellable, error);
}

/* Between looking into the vault and storing there, no other program may do the same. */
static gboolean
create_alone (VaultWork *work, KwVault *vault, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (work->data_dir, KW_DESK_CREATION_LOCK_NAME, NULL);
  const int fd = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  gboolean is_created = FALSE;

  if (fd < 0)
    return kw_desk_throw_errno (KW_DESK_ERROR_VAULT, path, errno, error);
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    is_created = create_in_vault (work, vault, cancellable, error);
  else
    throw (error, KW_DESK_ERROR_VAULT,
           "Another program is creating the keys; wait until it is done.");
  close (fd);
  return is_created;
}

static gboolean
load_from_vault (VaultWork *work, KwVault *vault, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (KwSecret) stored = kw_vault_load (vault, SECRET_NAME, cancellable, &cause);

  if (stored == NULL && g_error_matches (cause, KW_VAULT_ERROR, KW_VAULT_ERROR_NOT_FOUND))
    return throw_no_keys (work, error);
  if (stored == NULL)
    return kw_desk_throw_cause (work->data_dir, g_steal_pointer (&cause), error);
  return take_stored_keys (work, stored, error) && check_register (work, error);
}

static void
run_vault_work (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  VaultWork *work = task_data;
  GError *error = NULL;
  GError *cause = NULL;
  g_autoptr (KwVault) vault = open_vault (work, cancellable, &cause);
  const gboolean is_done = vault != NULL &&
                           (work->is_creation ? create_alone (work, vault, cancellable, &cause)
                                              : load_from_vault (work, vault, cancellable, &cause));

  kw_card_crypto_leave_thread ();
  if (is_done)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  kw_desk_throw_cause (work->data_dir, cause, &error);
  g_task_return_error (task, error);
}

static gboolean
check_before_vault (KwDesk *self, GError **error)
{
  if (kw_desk_require_property (self, error) == NULL)
    return FALSE;
  if (kw_desk_needs_passphrase (self))
    return throw (error, KW_DESK_ERROR_PASSPHRASE_NEEDED,
                  "The keys are in a sealed file: give its passphrase.");
  return TRUE;
}

/* Returns FALSE with the error already returned by @task. */
static gboolean
start_vault_work (GTask *task, gboolean is_creation)
{
  KwDesk *self = g_task_get_source_object (task);
  VaultWork *work = NULL;
  GError *error = NULL;

  if (!check_before_vault (self, &error))
    {
      g_task_return_error (task, error);
      return FALSE;
    }

  work = g_new0 (VaultWork, 1);
  work->data_dir = g_strdup (self->data_dir);
  work->scope = g_strdup (self->vault_scope);
  work->kind = self->vault_kind;
  work->passphrase = self->passphrase != NULL ? kw_desk_dup_passphrase (self->passphrase) : NULL;
  work->n_passphrases = self->n_passphrases;
  work->site = self->property->site;
  work->is_creation = is_creation;
  work->store = g_object_ref (self->store);
  g_task_set_task_data (task, work, (GDestroyNotify)vault_work_free);
  g_task_run_in_thread (task, run_vault_work);
  return TRUE;
}

/* It is asked for again. One that was given meanwhile has not been tried yet. */
static void
forget_wrong_passphrase (KwDesk *self, const VaultWork *work)
{
  if (work->n_passphrases == self->n_passphrases)
    kw_desk_set_passphrase (self, NULL);
}

/* Whoever waits for the keys hears of them, whoever it was that opened them. */
static gboolean
take_keys (KwDesk *self, GAsyncResult *result, GError **error)
{
  VaultWork *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) cause = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &cause))
    {
      if (work != NULL && g_error_matches (cause, KW_DESK_ERROR, KW_DESK_ERROR_PASSPHRASE_WRONG))
        forget_wrong_passphrase (self, work);
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (work != NULL && self->keys == NULL)
    {
      self->keys = g_steal_pointer (&work->keys);
      kw_desk_tell_keys_changed (self);
    }
  return TRUE;
}

/* Another program may have imported the first property just now. */
static gboolean
look_for_property (KwStore *store, gpointer context, GError **error)
{
  return TRUE; /* looked already, when the context was refreshed */
}

static void
on_property_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (kw_desk_work_finish (result, &error) == NULL)
    g_task_return_error (task, error);
  else
    start_vault_work (task, /* is_creation= */ FALSE);
}

void
kw_desk_ensure_keys_async (KwDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (self->keys != NULL)
    g_task_return_boolean (task, TRUE);
  else if (self->property != NULL)
    start_vault_work (task, /* is_creation= */ FALSE);
  else
    {
      KwDeskContext *context = g_new0 (KwDeskContext, 1);

      kw_desk_context_init (context, self);
      kw_desk_work_start_with_property (self, /* is_writing= */ FALSE, look_for_property, context,
                                        (GDestroyNotify)kw_desk_context_free, cancellable,
                                        on_property_found_cb, g_steal_pointer (&task));
    }
}

gboolean
kw_desk_ensure_keys_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  return take_keys (self, result, error);
}

/* Create: first the vault, then the journal */

typedef struct
{
  KwDeskContext context;
  KwJournalEvent event;
  guint key_version;
} KeysRow;

static void
keys_row_free (KeysRow *row)
{
  kw_desk_context_clear (&row->context);
  g_free (row);
}

static gboolean
check_no_keys (KwStore *store, GError **error)
{
  g_autoptr (GError) missing = NULL;
  g_autofree char *version = kw_store_setting_load (store, KEYS_SETTING, &missing);

  if (version != NULL)
    return throw (error, KW_DESK_ERROR_ALREADY_SET_UP,
                  "This station has keys already; cards made with them would stop working.");
  if (g_error_matches (missing, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&missing));
  return FALSE;
}

static gboolean
put_key_version (KwStore *store, const KeysRow *row, GError **error)
{
  g_autofree char *version = g_strdup_printf ("%u", row->key_version);

  return check_no_keys (store, error) && kw_store_setting_put (store, KEYS_SETTING, version, error);
}

static gboolean
append_keys_row (KwStore *store, gpointer data, GError **error)
{
  KeysRow *row = data;
  g_autoptr (KwJournalData) facts = kw_journal_data_new ();

  kw_journal_data_put_int (facts, "key_version", row->key_version);
  return kw_desk_check_clock (store, &row->context, error) &&
         (row->event != KW_JOURNAL_EVENT_KEYS_CREATED || put_key_version (store, row, error)) &&
         kw_desk_append_row (store, &row->context, row->event, facts, error);
}

static void
on_keys_row_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *cause = NULL;
  const gboolean is_done = kw_store_run_finish (KW_STORE (source), result, &cause);

  kw_desk_return_done (task, is_done, cause);
}

static void
store_keys_row (KwDesk *self, KwJournalEvent event, GTask *task)
{
  KeysRow *row = g_new0 (KeysRow, 1);

  kw_desk_context_init (&row->context, self);
  row->event = event;
  row->key_version = kw_card_site_keys_get_lock_bundle (self->keys)->keys[0].key_version;
  kw_store_run_async (self->store, append_keys_row, row, (GDestroyNotify)keys_row_free, NULL,
                      on_keys_row_stored_cb, task);
}

static void
on_keys_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KwDesk *self = KW_DESK (source);
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!take_keys (self, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  store_keys_row (self, KW_JOURNAL_EVENT_KEYS_CREATED, g_steal_pointer (&task));
}

/* Nothing is made that the journal would then refuse to record. */
static gboolean
check_creation (KwStore *store, gpointer data, GError **error)
{
  KeysRow *row = data;

  return kw_desk_check_clock (store, &row->context, error) && check_no_keys (store, error);
}

static void
on_creation_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KwDesk *self = g_task_get_source_object (task);
  const KeysRow *row = g_task_get_task_data (G_TASK (result));
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GTask) vault_task = NULL;
  GError *cause = NULL;
  GError *error = NULL;

  if (!kw_store_run_finish (KW_STORE (source), result, &cause))
    {
      kw_desk_throw_cause (self->data_dir, cause, &error);
      g_task_return_error (task, error);
      return;
    }
  kw_desk_take_property (self, &row->context);
  vault_task = g_task_new (self, cancellable, on_keys_created_cb, g_steal_pointer (&task));
  start_vault_work (vault_task, /* is_creation= */ TRUE);
}

void
kw_desk_create_keys_async (KwDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  KeysRow *row = g_new0 (KeysRow, 1);

  kw_desk_context_init (&row->context, self);
  kw_store_run_async (self->store, check_creation, row, (GDestroyNotify)keys_row_free, cancellable,
                      on_creation_checked_cb, g_task_new (self, cancellable, callback, user_data));
}

gboolean
kw_desk_create_keys_finish (KwDesk *self, GAsyncResult *result, guint *out_key_version,
                            GError **error)
{
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (out_key_version != NULL)
    *out_key_version = kw_card_site_keys_get_lock_bundle (self->keys)->keys[0].key_version;
  return TRUE;
}

/* State */

static gboolean
load_key_version (KwStore *store, gpointer data, GError **error)
{
  guint *key_version = data;
  g_autofree char *version = NULL;
  guint64 number = 0;

  if (!load_setting (store, KEYS_SETTING, &version, error))
    return FALSE;
  if (version != NULL &&
      !g_ascii_string_to_unsigned (version, 10, 1, G_MAXUINT, &number, /* error= */ NULL))
    return throw (error, KW_DESK_ERROR_STORE, "The register's note of its keys is damaged.");
  *key_version = (guint)number;
  return TRUE;
}

void
kw_desk_load_key_state_async (KwDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  kw_desk_work_start (self, /* is_writing= */ FALSE, load_key_version, g_new0 (guint, 1), g_free,
                      cancellable, callback, user_data);
}

gboolean
kw_desk_load_key_state_finish (KwDesk *self, GAsyncResult *result, KwDeskKeyState *out_state,
                               GError **error)
{
  const guint *key_version = kw_desk_work_finish (result, error);

  if (key_version == NULL)
    return FALSE;
  *out_state = (KwDeskKeyState){
    .key_version = *key_version,
    .is_in_file = self->vault_kind == KW_VAULT_KIND_FILE,
    .is_open = self->keys != NULL,
  };
  return TRUE;
}

/* Lock bundle */

static void
on_keys_for_bundle_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KwDesk *self = KW_DESK (source);
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!kw_desk_ensure_keys_finish (self, result, &error))
    g_task_return_error (task, error);
  else
    store_keys_row (self, KW_JOURNAL_EVENT_KEYS_EXPORTED, g_steal_pointer (&task));
}

void
kw_desk_export_lock_bundle_async (KwDesk *self, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  kw_desk_ensure_keys_async (self, cancellable, on_keys_for_bundle_cb,
                             g_task_new (self, cancellable, callback, user_data));
}

static void
copy_bundle_keys (KwLockBundleFileKeys *to, const KwLockKeys *from)
{
  to->key_version = from->key_version;
  memcpy (to->read_key, from->read_key, sizeof to->read_key);
  memcpy (to->public_key, from->public_key, sizeof to->public_key);
}

KwSecret *
kw_desk_export_lock_bundle_finish (KwDesk *self, GAsyncResult *result, GError **error)
{
  const KwLockBundle *bundle = NULL;
  KwLockBundleFile document = { 0 };
  KwSecret *text = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  bundle = kw_card_site_keys_get_lock_bundle (self->keys);
  document.site = bundle->site;
  copy_bundle_keys (&document.current, &bundle->keys[0]);
  document.has_previous = bundle->n_keys > 1;
  if (document.has_previous)
    copy_bundle_keys (&document.previous, &bundle->keys[1]);
  text = kw_lock_bundle_file_encode (&document);
  kw_secret_wipe_bytes (&document, sizeof document);
  return text;
}
