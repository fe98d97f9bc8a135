/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-nfc-desfire.h"

#include <string.h>

#include "kw-error.h"
#include "kw-nfc-desfire-quick.h"
#include "kw-nfc-desfire-session.h"

#define N_KEYS KW_CARD_DESFIRE_N_KEYS
#define KEY_MASTER KW_CARD_DESFIRE_KEY_MASTER
#define KEY_WRITE KW_CARD_DESFIRE_KEY_WRITE
#define KEY_READ KW_CARD_DESFIRE_KEY_READ

KW_DEFINE_THROW (KwEncoderError, KW_ENCODER_ERROR)

static const guint8 zeros[KW_CARD_SEALED_BYTES];

static gboolean
is_ours (KwEncoderLockState lock)
{
  return lock == KW_ENCODER_LOCK_STATE_CURRENT || lock == KW_ENCODER_LOCK_STATE_PREVIOUS;
}

static guint
count_locks (const KwNfcDesfire *self, KwEncoderLockState lock)
{
  guint n_locks = 0;

  for (guint key = 0; key < N_KEYS; key++)
    if (self->locks[key] == lock)
      n_locks++;
  return n_locks;
}

static gboolean
ensure_selected (KwNfcDesfire *self)
{
  return self->is_selected || kw_nfc_desfire_select (self, self->access->desfire_application);
}

/* --- which keys are on the card --------------------------------------------------------------- */

static KwEncoderLockState
guess_lock (const KwNfcDesfire *self, guint8 version)
{
  for (guint i = 0; i < self->access->n_keys; i++)
    if (self->access->keys[i].key_version == version)
      return (KwEncoderLockState)i;
  return version == 0 ? KW_ENCODER_LOCK_STATE_FACTORY : KW_ENCODER_LOCK_STATE_CLOSED;
}

/* The version byte says which key to try; only authenticating proves it. */
static gboolean
identify_key (KwNfcDesfire *self, guint key)
{
  KwEncoderLockState lock;
  guint8 version = 0;

  if (!ensure_selected (self))
    return FALSE;
  self->locks[key] = KW_ENCODER_LOCK_STATE_CLOSED;
  if (!kw_nfc_desfire_get_key_version (self, key, &version))
    return self->picc != KW_NFC_PICC_OK; /* an application of somebody else's, with fewer keys */
  lock = guess_lock (self, version);
  if (lock == KW_ENCODER_LOCK_STATE_CLOSED)
    return TRUE;
  return kw_nfc_desfire_authenticate (self, key, lock) || self->picc == KW_NFC_PICC_AUTHENTICATION;
}

static gboolean
identify_all (KwNfcDesfire *self)
{
  for (guint key = 0; key < N_KEYS; key++)
    if (self->locks[key] == KW_ENCODER_LOCK_STATE_UNTRIED && !identify_key (self, key))
      return FALSE;
  return TRUE;
}

/* --- reading ------------------------------------------------------------------------------- */

static gboolean
read_blank (KwNfcDesfire *self, KwEncoderReading *reading)
{
  reading->condition = KW_ENCODER_CONDITION_BLANK;
  for (guint key = 0; key < N_KEYS; key++)
    self->locks[key] = KW_ENCODER_LOCK_STATE_FACTORY;
  return kw_nfc_desfire_get_free_bytes (self, &reading->free_bytes);
}

/* What the file holds, if key 1 is known. Key 1 may read as well as write: no second session. */
static gboolean
read_slot (KwNfcDesfire *self, KwEncoderReading *reading)
{
  KwEncoderSlot *slot = &reading->slots[0];

  if (!ensure_selected (self) ||
      !kw_nfc_desfire_authenticate (self, KEY_WRITE, self->locks[KEY_WRITE]))
    return FALSE;
  if (!kw_nfc_desfire_read_file (self, slot->sealed))
    {
      memset (slot, 0, sizeof *slot);
      return self->picc == KW_NFC_PICC_NO_FILE;
    }
  reading->has_file = TRUE;
  slot->is_present = memcmp (slot->sealed, zeros, sizeof zeros) != 0;
  if (slot->is_present)
    slot->key_version = self->access->keys[self->locks[KEY_WRITE]].key_version;
  return TRUE;
}

static KwEncoderCondition
judge (const KwNfcDesfire *self, const KwEncoderReading *reading)
{
  const guint n_current = count_locks (self, KW_ENCODER_LOCK_STATE_CURRENT);
  const guint n_previous = count_locks (self, KW_ENCODER_LOCK_STATE_PREVIOUS);

  if (count_locks (self, KW_ENCODER_LOCK_STATE_CLOSED) > 0)
    return n_current + n_previous > 0 ? KW_ENCODER_CONDITION_DAMAGED : KW_ENCODER_CONDITION_FOREIGN;
  if (reading->has_file && (n_current == N_KEYS || n_previous == N_KEYS))
    return KW_ENCODER_CONDITION_OURS;
  return KW_ENCODER_CONDITION_UNFINISHED;
}

/* The file is written only after all keys are ours, so that a credential behind our current key 1
 * proves the rest, unless keys are being rolled. Everything else is looked at key by key. */
static gboolean
read_application (KwNfcDesfire *self, KwEncoderReading *reading)
{
  reading->has_application = TRUE;
  if (kw_nfc_desfire_authenticate (self, KEY_WRITE, KW_ENCODER_LOCK_STATE_CURRENT))
    {
      if (!read_slot (self, reading))
        return FALSE;
      if (reading->slots[0].is_present && self->access->n_keys == 1)
        {
          for (guint key = 0; key < N_KEYS; key++)
            self->locks[key] = KW_ENCODER_LOCK_STATE_CURRENT;
          reading->condition = KW_ENCODER_CONDITION_OURS;
          return TRUE;
        }
    }
  else if (self->picc != KW_NFC_PICC_AUTHENTICATION)
    return FALSE;
  if (!identify_all (self))
    return FALSE;
  if (is_ours (self->locks[KEY_WRITE]) && !reading->has_file && !read_slot (self, reading))
    return FALSE;
  if (count_locks (self, KW_ENCODER_LOCK_STATE_FACTORY) > 0 &&
      (!ensure_selected (self) || !kw_nfc_desfire_has_file (self, &reading->has_file)))
    return FALSE;
  reading->condition = judge (self, reading);
  return TRUE;
}

static gboolean
read_thoroughly (KwNfcDesfire *self, KwEncoderReading *reading)
{
  if (!kw_nfc_desfire_connect (self))
    return FALSE;
  if (kw_nfc_desfire_select (self, self->access->desfire_application))
    return read_application (self, reading);
  return self->picc == KW_NFC_PICC_NO_APPLICATION && read_blank (self, reading);
}

static void
begin (KwNfcDesfire *self, KwEncoderDevice *device, const KwCardAccess *access)
{
  *self = (KwNfcDesfire){ .device = device, .access = access, .open_key = KW_NFC_DESFIRE_NO_KEY };
  for (guint key = 0; key < N_KEYS; key++)
    self->locks[key] = KW_ENCODER_LOCK_STATE_UNTRIED;
}

static gboolean
read_card (KwNfcDesfire *self, KwEncoderReading *reading)
{
  switch (kw_nfc_desfire_quick_read (self, reading))
    {
    case KW_NFC_QUICK_DONE:
      return TRUE;
    case KW_NFC_QUICK_FAILED:
      return FALSE;
    case KW_NFC_QUICK_NOT_SO:
      break;
    }
  return read_thoroughly (self, reading);
}

/* A damaged or lost frame or a flicker of the field: the job starts again from the beginning, which
 * is always possible, and by the long way, whatever did not work in the short one. FALSE if there
 * is nothing to try again. */
static gboolean
recover (KwNfcDesfire *self)
{
  const KwCardUid uid = self->device->target.card.uid;

  if (self->picc != KW_NFC_PICC_OK ||
      (self->status != KW_NFC_STATUS_NO_ANSWER && self->status != KW_NFC_STATUS_GARBLED &&
       self->status != KW_NFC_STATUS_SILENT))
    return FALSE;
  self->device->has_reading = FALSE;
  return kw_nfc_device_find_card (self->device, &uid, NULL);
}

static gboolean
throw_failure (KwNfcDesfire *self, GError **error)
{
  if (self->picc == KW_NFC_PICC_ILLEGAL_COMMAND)
    return throw (error, KW_ENCODER_ERROR_CARD_UNSUPPORTED, "the card is a DESFire older than EV1");
  return kw_nfc_desfire_throw (self, error);
}

gboolean
kw_nfc_desfire_read (KwEncoderDevice *device, const KwCardAccess *access,
                     KwEncoderReading *out_reading, GError **error)
{
  const KwEncoderReading empty = *out_reading;
  KwNfcDesfire self;
  gboolean is_read;

  begin (&self, device, access);
  is_read = read_card (&self, out_reading);
  if (!is_read && recover (&self))
    {
      *out_reading = empty;
      begin (&self, device, access);
      is_read = read_thoroughly (&self, out_reading);
    }
  if (!is_read)
    return throw_failure (&self, error);

  out_reading->n_slots = 1;
  out_reading->n_locks = N_KEYS;
  for (guint key = 0; key < N_KEYS; key++)
    {
      out_reading->locks[key] = self.locks[key];
      if (is_ours (self.locks[key]))
        out_reading->key_version = MAX (out_reading->key_version,
                                        access->keys[self.locks[key]].key_version);
    }
  device->desfire_is_selected = self.is_selected;
  device->desfire_open_key = self.open_key;
  return TRUE;
}

/* --- writing ------------------------------------------------------------------------------- */

/* How a step of a write ended: FALSE with @error set, or without: then throw_failure () knows. */
static gboolean
refuse_closed (const KwNfcDesfire *self, GError **error)
{
  if (count_locks (self, KW_ENCODER_LOCK_STATE_CLOSED) == 0)
    return TRUE;
  if (count_locks (self, KW_ENCODER_LOCK_STATE_CLOSED) < N_KEYS)
    return throw (error, KW_ENCODER_ERROR_CARD_DAMAGED,
                  "the card is damaged: a key of it is not known any more");
  return throw (error, KW_ENCODER_ERROR_CARD_FOREIGN,
                "the card belongs to somebody else: it has an application of our number");
}

static gboolean
compare (const guint8 *found, const guint8 *bytes, GError **error)
{
  if (memcmp (found, bytes, KW_CARD_SEALED_BYTES) == 0)
    return TRUE;
  return throw (error, KW_ENCODER_ERROR_VERIFY_MISMATCH,
                "what was read back from the card is not what was written");
}

static gboolean
compare_file (KwNfcDesfire *self, const guint8 *bytes, guint8 *out_bytes, GError **error)
{
  return kw_nfc_desfire_read_file (self, out_bytes) && compare (out_bytes, bytes, error);
}

/* Until Commit the chip keeps, and reads, the old bytes. */
static gboolean
replace_file (KwNfcDesfire *self, KwEncoderStep step, const guint8 *bytes)
{
  return ensure_selected (self) &&
         kw_nfc_desfire_authenticate (self, KEY_WRITE, self->locks[KEY_WRITE]) &&
         kw_nfc_desfire_write_file (self, step, bytes) && kw_nfc_desfire_commit (self, step);
}

/* The reading of the card that still lies there found it blank. */
static gboolean
is_known_blank (const KwNfcDesfire *self)
{
  const KwEncoderDevice *device = self->device;

  return device->has_reading && device->reading.condition == KW_ENCODER_CONDITION_BLANK;
}

static gboolean
ensure_memory (KwNfcDesfire *self, GError **error)
{
  guint32 free_bytes = self->device->reading.free_bytes;

  if (!is_known_blank (self) && !kw_nfc_desfire_get_free_bytes (self, &free_bytes))
    return FALSE;
  if (free_bytes >= KW_CARD_DESFIRE_FREE_BYTES_MIN)
    return TRUE;
  return throw (error, KW_ENCODER_ERROR_CARD_FULL,
                "the card has only %u bytes of memory left, %d are needed", free_bytes,
                KW_CARD_DESFIRE_FREE_BYTES_MIN);
}

/* A card whose master key is the factory's lets anybody create; else the master key is asked for,
 * and only the factory's can be tried. */
static gboolean
create_application (KwNfcDesfire *self, GError **error)
{
  if (!kw_nfc_desfire_select (self, 0))
    return FALSE;
  if (!ensure_memory (self, error))
    return FALSE;
  if (!kw_nfc_desfire_create_application (self) &&
      ((self->picc != KW_NFC_PICC_AUTHENTICATION && self->picc != KW_NFC_PICC_PERMISSION_DENIED) ||
       !kw_nfc_desfire_select (self, 0) || !kw_nfc_desfire_authenticate_card (self) ||
       !kw_nfc_desfire_create_application (self)))
    return FALSE;
  for (guint key = 0; key < N_KEYS; key++)
    self->locks[key] = KW_ENCODER_LOCK_STATE_FACTORY;
  return kw_nfc_desfire_select (self, self->access->desfire_application);
}

/* Changing the master key ends the session, so it is the last; its own version byte is read back,
 * the others are proved by authenticating. */
static gboolean
set_keys (KwNfcDesfire *self, GError **error)
{
  static const guint order[N_KEYS] = { KEY_WRITE, KEY_READ, KEY_MASTER };
  const guint n_missing = N_KEYS - count_locks (self, KW_ENCODER_LOCK_STATE_CURRENT);
  guint8 version = 0;

  if (n_missing == 0)
    return TRUE;
  if (!ensure_selected (self) ||
      !kw_nfc_desfire_authenticate (self, KEY_MASTER, self->locks[KEY_MASTER]))
    return FALSE;
  for (guint i = 0; i < N_KEYS; i++)
    if (self->locks[order[i]] != KW_ENCODER_LOCK_STATE_CURRENT &&
        !kw_nfc_desfire_change_key (self, order[i]))
      return FALSE;
  if (!kw_nfc_desfire_get_key_version (self, KEY_MASTER, &version))
    return FALSE;
  if (version == self->access->keys[0].key_version)
    return TRUE;
  return throw (error, KW_ENCODER_ERROR_VERIFY_MISMATCH,
                "the key version read back from the card is not the one written");
}

static gboolean
prepare (KwNfcDesfire *self, const KwEncoderWrite *write, guint8 *out_sealed, GError **error)
{
  gboolean has_file = FALSE;

  if (is_known_blank (self))
    {
      if (!create_application (self, error))
        return FALSE;
    }
  else if (kw_nfc_desfire_select (self, self->access->desfire_application))
    {
      if (!identify_all (self))
        return FALSE;
      if (!refuse_closed (self, error))
        return FALSE;
      if (!ensure_selected (self) || !kw_nfc_desfire_has_file (self, &has_file))
        return FALSE;
    }
  else if (self->picc != KW_NFC_PICC_NO_APPLICATION || !create_application (self, error))
    return FALSE;
  if (!has_file && (!kw_nfc_desfire_authenticate (self, KEY_MASTER, self->locks[KEY_MASTER]) ||
                    !kw_nfc_desfire_create_file (self)))
    return FALSE;
  if (!set_keys (self, error))
    return FALSE;
  return replace_file (self, KW_ENCODER_STEP_WRITING, write->sealed) &&
         kw_nfc_desfire_authenticate (self, KEY_READ, self->locks[KEY_READ]) &&
         compare_file (self, write->sealed, out_sealed, error);
}

static gboolean
rewrite (KwNfcDesfire *self, const KwEncoderWrite *write, guint8 *out_sealed, GError **error)
{
  if (!ensure_selected (self) || !identify_all (self))
    return FALSE;
  if (!refuse_closed (self, error))
    return FALSE;
  if (!replace_file (self, KW_ENCODER_STEP_WRITING, write->sealed) ||
      !compare_file (self, write->sealed, out_sealed, error))
    return FALSE;
  if (count_locks (self, KW_ENCODER_LOCK_STATE_CURRENT) == N_KEYS)
    return TRUE;
  return set_keys (self, error) && ensure_selected (self) &&
         kw_nfc_desfire_authenticate (self, KEY_WRITE, self->locks[KEY_WRITE]) &&
         kw_nfc_desfire_authenticate (self, KEY_READ, self->locks[KEY_READ]) &&
         compare_file (self, write->sealed, out_sealed, error);
}

/* Formats the card if nothing of anybody else's is on it; @out_is_blank tells. A card with another
 * master key answers AUTHENTICATION, one that hides its applications PERMISSION or AUTHENTICATION:
 * then it keeps our application. */
static gboolean
format_if_ours_alone (KwNfcDesfire *self, gboolean *out_is_blank)
{
  guint n_applications = 0;
  gboolean is_ours_there = FALSE;

  *out_is_blank = FALSE;
  if (!kw_nfc_desfire_select (self, 0))
    return FALSE;
  if (!kw_nfc_desfire_list_applications (self, &n_applications, &is_ours_there))
    return self->picc != KW_NFC_PICC_OK;
  if (!is_ours_there && n_applications < 19) /* more would not fit into the one frame looked at */
    {
      *out_is_blank = TRUE;
      return TRUE;
    }
  if (n_applications != 1)
    return TRUE;
  if (!kw_nfc_desfire_authenticate_card (self))
    return self->picc == KW_NFC_PICC_AUTHENTICATION;
  if (!kw_nfc_desfire_format (self))
    return FALSE;
  if (!kw_nfc_desfire_select (self, self->access->desfire_application))
    *out_is_blank = self->picc == KW_NFC_PICC_NO_APPLICATION;
  return *out_is_blank;
}

static gboolean
erase (KwNfcDesfire *self, gboolean *out_is_blank, GError **error)
{
  guint8 there[KW_CARD_SEALED_BYTES];
  gboolean has_file = FALSE;

  if (!format_if_ours_alone (self, out_is_blank))
    return FALSE;
  if (*out_is_blank)
    return TRUE;
  if (!kw_nfc_desfire_select (self, self->access->desfire_application) || !identify_all (self) ||
      !ensure_selected (self) || !kw_nfc_desfire_has_file (self, &has_file))
    return FALSE;
  if (!has_file) /* a first issue that never got to the file: nothing to empty */
    return TRUE;
  if (self->locks[KEY_WRITE] == KW_ENCODER_LOCK_STATE_CLOSED)
    return refuse_closed (self, error);
  return replace_file (self, KW_ENCODER_STEP_CLEARING, zeros) &&
         compare_file (self, zeros, there, error);
}

static gboolean
run_operation (KwNfcDesfire *self, const KwEncoderWrite *write, KwEncoderWritten *out_written,
               GError **error)
{
  if (!kw_nfc_desfire_connect (self))
    return FALSE;
  switch (write->operation)
    {
    case KW_ENCODER_OPERATION_PREPARE:
      return prepare (self, write, out_written->sealed, error);
    case KW_ENCODER_OPERATION_REWRITE:
      return rewrite (self, write, out_written->sealed, error);
    case KW_ENCODER_OPERATION_ERASE:
      return erase (self, &out_written->is_factory_blank, error);
    }
  g_return_val_if_reached (FALSE);
}

/* A rewrite in the session that a reading left by the short way. */
static KwNfcQuick
rewrite_quickly (KwNfcDesfire *self, const KwEncoderWrite *write, KwEncoderWritten *out_written,
                 GError **error)
{
  KwNfcQuick end;

  if (write->operation != KW_ENCODER_OPERATION_REWRITE)
    return KW_NFC_QUICK_NOT_SO;
  end = kw_nfc_desfire_quick_rewrite (self, write->sealed, out_written->sealed);
  if (end == KW_NFC_QUICK_DONE && !compare (out_written->sealed, write->sealed, error))
    return KW_NFC_QUICK_FAILED;
  return end;
}

static gboolean
run_write (KwNfcDesfire *self, const KwEncoderWrite *write, KwEncoderWritten *out_written,
           GError **error)
{
  switch (rewrite_quickly (self, write, out_written, error))
    {
    case KW_NFC_QUICK_DONE:
      return TRUE;
    case KW_NFC_QUICK_FAILED:
      return FALSE;
    case KW_NFC_QUICK_NOT_SO:
      break;
    }
  return run_operation (self, write, out_written, error);
}

static void
take_over_session (KwNfcDesfire *self)
{
  const KwEncoderDevice *device = self->device;

  if (!device->has_reading)
    return;
  for (guint key = 0; key < N_KEYS; key++)
    self->locks[key] = device->reading.locks[key];
  if (device->tag == NULL)
    return;
  self->is_selected = device->desfire_is_selected;
  self->open_key = device->desfire_open_key;
}

gboolean
kw_nfc_desfire_write (KwEncoderDevice *device, const KwEncoderWrite *write,
                      KwEncoderWritten *out_written, GError **error)
{
  g_autoptr (GError) reason = NULL;
  KwNfcDesfire self;
  gboolean is_done;

  begin (&self, device, &write->access);
  take_over_session (&self);
  is_done = run_write (&self, write, out_written, &reason);
  if (!is_done && reason == NULL && recover (&self))
    {
      begin (&self, device, &write->access);
      is_done = run_operation (&self, write, out_written, &reason);
    }
  if (is_done)
    return TRUE;
  if (reason == NULL)
    return throw_failure (&self, error);
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}
