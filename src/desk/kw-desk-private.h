/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only. */

#include "kw-card-site-keys.h"
#include "kw-desk.h"
#include "kw-encoder.h"
#include "kw-journal-entry.h"
#include "kw-practice.h"
#include "kw-store.h"
#include "kw-vault.h"

G_BEGIN_DECLS

struct _KwDeskWatch;
struct _KwDeskJob;

/**
 * KwDeskPresence:
 * @is_on: a card lies on the encoder, as far as is known
 * @uid: its number
 * @is_random_uid: which is another one each time
 * @is_spent: a job was done with it, and it was not lifted since
 *
 * What lies on the encoder, for telling one card from the next. An encoder that goes away takes no
 * card with it: it still lies there when the encoder comes back.
 */
typedef struct
{
  gboolean is_on;
  KwCardUid uid;
  gboolean is_random_uid;
  gboolean is_spent;
} KwDeskPresence;

/* The desk's parts. Every member belongs to the desk's thread; what another thread needs of it is
 * copied into the work that is handed over. */
struct _KwDesk
{
  GObject parent_instance;

  char *data_dir;
  char *connstring;
  char *worker_path;
  const KwClock *clock;
  char *operator_name;
  gboolean is_clock_confirmed;

  KwStore *store;
  KwProperty *property;
  gboolean is_read_only;
  guint64 property_version;
  GPtrArray *old_properties; /* may still be borrowed */
  guint station;
  char *owner;
  int owner_fd;

  KwVaultKind vault_kind;
  char *vault_scope;
  gboolean had_keys; /* when the register was opened */
  KwSecret *passphrase;
  guint n_passphrases; /* which of those that were given it is */
  KwCardSiteKeys *keys;

  KwEncoder *encoder;
  KwPractice *practice;
  KwDeskEncoderState encoder_state; /* as it was last notified */
  GError *encoder_problem;
  KwDeskPresence presence;

  gboolean is_turn_taken;
  struct _KwDeskJob *turn_job; /* who has it, once it knows; borrowed */
  GCancellable *watch_turn;    /* the turn is the watch's: cancelled when somebody else wants it */
  GQueue turns;                /* of GTask: who waits for the encoder */
  struct _KwDeskWatch *watch;  /* the active one; borrowed */

  gboolean is_closing; /* nothing new is begun */
  gboolean is_closed;
  GTask *closing; /* waits for the turn to be given back */

  /* kw-desk-register.c */
  GSource *register_poll; /* (nullable): runs while somebody follows the register */
  GSource *register_told; /* (nullable): a commit of our own is to be told */
  gint64 register_tick;
  GHashTable *door_labels; /* (nullable) */
  KwProperty *door_labels_of;
};

/**
 * KwDeskContext:
 * @property: (nullable): the hotel's map
 * @property_version: as which it stands in the register
 * @station: number of this station
 * @clock: the desk's clock
 * @now_unix_s: the desk's time; until kw_desk_check_clock() that of when the work was handed over
 * @operator_name: who works the desk
 * @owner: which running program this is
 * @owners_dir: folder of the owners' lock files
 * @is_clock_confirmed: the operator says that the clock is right
 *
 * What a function on the database thread may know of the desk. Owned by the work.
 */
typedef struct
{
  KwProperty *property;
  guint64 property_version;
  guint station;
  const KwClock *clock;
  gint64 now_unix_s;
  char *operator_name;
  char *owner;
  char *owners_dir;
  gboolean is_clock_confirmed;
} KwDeskContext;

void kw_desk_context_init (KwDeskContext *context, KwDesk *desk);
void kw_desk_context_clear (KwDeskContext *context);
/* One that was allocated. */
void kw_desk_context_free (KwDeskContext *context);

/* Takes the time anew: a job may have waited for its card, and a transaction for its turn. */
void kw_desk_context_take_time (KwDeskContext *context);

/* On the database thread, first in each transaction that needs the property: takes the time anew,
 * and the property, if another program has imported one. */
gboolean kw_desk_context_refresh (KwStore *store, KwDeskContext *context, GError **error);

/* NOT_SET_UP while there is no property. */
gboolean kw_desk_context_require_property (const KwDeskContext *context, GError **error);

/* Back on the desk's thread: the desk takes over the property that @context has met, and tells. */
void kw_desk_take_property (KwDesk *self, const KwDeskContext *context);

/* Errors */

/* Raises the KW_DESK_ERROR for what another layer said; takes @cause. A desk error passes as it is.
 * @data_dir: where register and vault are, for the sentence. Always FALSE. */
gboolean kw_desk_throw_cause (const char *data_dir, GError *cause, GError **error);

/* Below the sentence of @error, on a line of its own, what @cause says in the words of a lower
 * layer: these are in no language but their own. Always FALSE. */
gboolean kw_desk_add_detail (const GError *cause, GError **error);

/* @path could not be written: DISK_FULL, or @code. Always FALSE. */
gboolean kw_desk_throw_errno (KwDeskError code, const char *path, int reason, GError **error);

/* The data folder */

/* Names in it. */
#define KW_DESK_VAULT_NAME "vault"
#define KW_DESK_CREATION_LOCK_NAME                                                                 \
  "keys.lock" /* taken by whoever makes the keys, and left there                                   \
               */

/* Makes the folder, if need be, and looks at what stands there before the register is opened.
 * Blocks. DATA_FOLDER, DISK_FULL, REGISTER_MISSING, VAULT. */
gboolean kw_desk_folder_prepare (const char *data_dir, gboolean *out_is_read_only, GError **error);

/* Closing, in this order */

/* Ends what waits or reads, and the encoder's worker; nothing new is begun. Not while a card is
 * written. */
void kw_desk_close_encoder (KwDesk *self);

/* Ends the register and drops the owner's lock. Blocks; any thread. */
void kw_desk_close_register (KwDesk *self);

/* Wipes the keys. */
void kw_desk_forget (KwDesk *self);

/* Owners: which programs are alive */

/* Makes this program's lock file in the data folder and holds its lock until the program ends. */
gboolean kw_desk_owner_take (const char *owners_dir, char **out_owner, int *out_fd, GError **error);
void kw_desk_owner_drop (const char *owners_dir, const char *owner, int fd);

/* TRUE if the program that took @owner has ended, however it ended; its file is gone then. */
gboolean kw_desk_owner_is_gone (const char *owners_dir, const char *owner);

/* Removes the lock files that crashed programs left, but for those that an unresolved intent names.
 * Blocks; what cannot be removed stays. */
void kw_desk_owner_sweep (KwStore *store, const char *owners_dir);

char *kw_desk_dup_owners_dir (const char *data_dir);

/* Clock */

/* On the database thread, first in each transaction that writes: refreshes @context, because
 * another program may have written since the work was handed over, and refuses a clock that is
 * behind the journal or far ahead of the last trusted time, unless the operator confirmed it; then
 * that is put into the journal. CLOCK_SUSPECT. */
gboolean kw_desk_check_clock (KwStore *store, KwDeskContext *context, GError **error);

/* Keys */

/* A second one, for another thread: secrets are not shared. */
KwSecret *kw_desk_dup_passphrase (KwSecret *passphrase);

/* Puts into the journal that a passphrase opened the keys or was refused. @source: (static): from
 * where it came. A journal that takes no row now stands in the way of every card, but not of this.
 */
void kw_desk_note_passphrase_async (KwDesk *self, KwJournalEvent event, const char *source,
                                    GAsyncReadyCallback callback, gpointer user_data);
void kw_desk_note_passphrase_finish (GAsyncResult *result);

#define KW_DESK_PASSPHRASE_FROM_DESK "desk"
#define KW_DESK_PASSPHRASE_FROM_FILE "file"

/* Where the sealed keys stand, whether they do or not. */
char *kw_desk_dup_vault_path (const char *data_dir);

/* Opens the vault and loads the keys, if that was not done yet. NOT_SET_UP, PASSPHRASE_NEEDED,
 * PASSPHRASE_WRONG, VAULT. A passphrase that turns out to be wrong is forgotten. */
void kw_desk_ensure_keys_async (KwDesk *self, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
gboolean kw_desk_ensure_keys_finish (KwDesk *self, GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What stood in the way of reading cards may be gone: a passphrase, keys or a property came. Tells
 * the watch, then `keys-changed`. */
void kw_desk_tell_keys_changed (KwDesk *self);

/* On the database thread: under which name a Secret Service has this register's keys, "" if there
 * is none yet and @is_read_only; and whether keys were made at all. */
gboolean kw_desk_load_vault_scope (KwStore *store, gboolean is_read_only, char **out_scope,
                                   gboolean *out_has_keys, GError **error);

/* Which vault this data folder uses. Keys that were made and are in no file are in a Secret
 * Service, whether it answers now or not; without any, blocks while it asks whether one answers. */
KwVaultKind kw_desk_choose_vault (const char *data_dir, gboolean has_keys,
                                  gboolean use_secret_service);

/* Encoder */

/* Starts the encoder, if that was not done yet. ENCODER_MISSING if none was named. */
KwEncoder *kw_desk_ensure_encoder (KwDesk *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean kw_desk_throw_no_encoder (GError **error);

/* For the clerk, why the encoder that was started is not ready; @cause is its own problem. */
gboolean kw_desk_throw_absence (KwDesk *self, const GError *cause, GError **error);

/* Follows the encoder, which has just been made: its state and what lies on it. */
void kw_desk_follow_encoder (KwDesk *self);

/* The encoder is about to be closed. */
void kw_desk_unfollow_encoder (KwDesk *self);

/* What was done is done with the card that lies there. */
void kw_desk_spend_card (KwDesk *self);

/* Waits until one usable card lies on the encoder. The ENCODER errors, PRESENT_CARD,
 * PRESENT_ONE_CARD, CARD_UNSUPPORTED, CANCELLED. A limit of 0 still waits for the encoder to start
 * and to look once. @is_fresh: not one that is spent. */
void kw_desk_wait_card_async (KwDesk *self, guint wait_limit_ms, gboolean is_fresh,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean kw_desk_wait_card_finish (KwDesk *self, GAsyncResult *result, KwEncoderCard *out_card,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Turns: who has the encoder */

/* Waits until nobody else has the encoder, and has it then until kw_desk_give_turn(). CANCELLED.
 * @watch_turn: (nullable): the watch asks, which it does only when the encoder is free; cancelled
 * as soon as somebody else wants it, unless he @is_patient. */
void kw_desk_take_turn_async (KwDesk *self, GCancellable *watch_turn, gboolean is_patient,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean kw_desk_take_turn_finish (KwDesk *self, GAsyncResult *result,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The next one has the encoder; if there is none, the watch. */
void kw_desk_give_turn (KwDesk *self);

/* Closing: nobody gets a turn any more. */
void kw_desk_refuse_turns (KwDesk *self);

/* Closing, at its end: everybody has given the turn back. */
void kw_desk_end_closing (KwDesk *self);

G_END_DECLS
