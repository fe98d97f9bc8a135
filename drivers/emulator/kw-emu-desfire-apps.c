/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-desfire-private.h"

#include <string.h>

#define AID_BYTES 3
#define VERSION_FRAME_BYTES 7
/* Applications take their header and their keys, in pages. */
#define APP_HEADER_BYTES 32
#define SETTINGS_ISO_FILE_IDS 0x20
#define SETTINGS_KEY_COUNT 0x0f

KwEmuDesfireApp *
kw_emu_desfire_find_app (KwEmuDesfire *desfire, guint32 aid)
{
  if (aid == 0)
    return &desfire->picc;
  for (gsize i = 0; i < KW_EMU_DESFIRE_N_APPS; i++)
    if (desfire->apps[i] != NULL && desfire->apps[i]->aid == aid)
      return desfire->apps[i];
  return NULL;
}

void
kw_emu_desfire_free_app (KwEmuDesfireApp *app)
{
  if (app == NULL)
    return;
  for (gsize i = 0; i < KW_EMU_DESFIRE_N_FILES; i++)
    kw_emu_desfire_free_file (app->files[i]);
  g_free (app);
}

void
kw_emu_desfire_drop_apps (KwEmuDesfire *desfire)
{
  for (gsize i = 0; i < KW_EMU_DESFIRE_N_APPS; i++)
    g_clear_pointer (&desfire->apps[i], kw_emu_desfire_free_app);
  desfire->selected = &desfire->picc;
}

gboolean
kw_emu_desfire_take_memory (KwEmuDesfire *desfire, gsize n_bytes)
{
  gsize n_pages = (n_bytes + KW_EMU_DESFIRE_PAGE_BYTES - 1) / KW_EMU_DESFIRE_PAGE_BYTES;

  if (n_pages * KW_EMU_DESFIRE_PAGE_BYTES > KW_EMU_DESFIRE_MEMORY_BYTES - desfire->n_used_bytes)
    return FALSE;
  desfire->n_used_bytes += n_pages * KW_EMU_DESFIRE_PAGE_BYTES;
  return TRUE;
}

static gboolean
find_free_slot (KwEmuDesfire *desfire, gsize *out_slot)
{
  for (gsize i = 0; i < KW_EMU_DESFIRE_N_APPS; i++)
    if (desfire->apps[i] == NULL)
      {
        *out_slot = i;
        return TRUE;
      }
  return FALSE;
}

KwEmuDesfireStatus
kw_emu_desfire_create_app (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  KwEmuDesfireApp *app;
  KwEmuFate fate;
  guint32 aid;
  guint n_keys;
  gsize slot = 0;

  if (n_bytes != AID_BYTES + 2)
    return KW_EMU_DESFIRE_LENGTH_ERROR; /* ISO names are not played */
  aid = kw_emu_desfire_read_number (data, AID_BYTES);
  n_keys = data[4] & SETTINGS_KEY_COUNT;
  if (!kw_emu_desfire_at_picc (desfire))
    return KW_EMU_DESFIRE_PERMISSION_DENIED;
  if ((desfire->picc.settings & KW_EMU_DESFIRE_MAY_CREATE) == 0 &&
      !kw_emu_desfire_is_master (desfire))
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
  if (aid == 0 || n_keys > KW_EMU_DESFIRE_N_KEYS || data[4] >> 6 > KW_EMU_KEY_TYPE_AES ||
      (data[4] & SETTINGS_ISO_FILE_IDS) != 0)
    return KW_EMU_DESFIRE_PARAMETER_ERROR;
  if (kw_emu_desfire_find_app (desfire, aid) != NULL)
    return KW_EMU_DESFIRE_DUPLICATE;
  if (!find_free_slot (desfire, &slot))
    return KW_EMU_DESFIRE_OUT_OF_MEMORY;

  app = g_new0 (KwEmuDesfireApp, 1);
  app->aid = aid;
  app->settings = data[3];
  app->key_type = (KwEmuKeyType)(data[4] >> 6);
  app->n_keys = n_keys;
  for (guint i = 0; i < n_keys; i++)
    app->keys[i].type = app->key_type;
  if (!kw_emu_desfire_take_memory (desfire, APP_HEADER_BYTES +
                                                n_keys * kw_emu_key_get_size_bytes (app->key_type)))
    {
      kw_emu_desfire_free_app (app);
      return KW_EMU_DESFIRE_OUT_OF_MEMORY;
    }
  fate = kw_emu_desfire_ask_write (desfire, 2 * KW_EMU_DESFIRE_PAGE_BYTES);
  /* Torn in the middle the application is there, its keys are zeros: as after any creation. */
  if (kw_emu_desfire_is_done (fate) || fate == KW_EMU_FATE_MIDDLE)
    desfire->apps[slot] = app;
  else
    kw_emu_desfire_free_app (app);
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_delete_app (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  KwEmuDesfireApp *app;

  if (n_bytes != AID_BYTES)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  app = kw_emu_desfire_find_app (desfire, kw_emu_desfire_read_number (data, AID_BYTES));
  if (app == NULL)
    return KW_EMU_DESFIRE_APPLICATION_NOT_FOUND;
  if (app == &desfire->picc)
    return KW_EMU_DESFIRE_PARAMETER_ERROR;
  if (!kw_emu_desfire_is_master (desfire) ||
      (!kw_emu_desfire_at_picc (desfire) &&
       (desfire->selected != app || (desfire->picc.settings & KW_EMU_DESFIRE_MAY_CREATE) == 0)))
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
  if (!kw_emu_desfire_is_done (kw_emu_desfire_ask_write (desfire, KW_EMU_DESFIRE_PAGE_BYTES)))
    return KW_EMU_DESFIRE_OK;
  if (desfire->selected == app)
    {
      kw_emu_desfire_end_session (desfire);
      desfire->selected = &desfire->picc;
    }
  for (gsize i = 0; i < KW_EMU_DESFIRE_N_APPS; i++)
    if (desfire->apps[i] == app)
      desfire->apps[i] = NULL;
  kw_emu_desfire_free_app (app); /* its memory stays used */
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_select_app (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  KwEmuDesfireApp *app;

  if (n_bytes != AID_BYTES)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  app = kw_emu_desfire_find_app (desfire, kw_emu_desfire_read_number (data, AID_BYTES));
  if (app == NULL)
    return KW_EMU_DESFIRE_APPLICATION_NOT_FOUND;
  kw_emu_desfire_drop_drafts (desfire);
  kw_emu_desfire_end_session (desfire);
  desfire->selected = app;
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_get_app_ids (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  if (n_bytes != 0)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  if (!kw_emu_desfire_at_picc (desfire))
    return KW_EMU_DESFIRE_PERMISSION_DENIED;
  if ((desfire->picc.settings & KW_EMU_DESFIRE_MAY_LIST) == 0 &&
      !kw_emu_desfire_is_master (desfire))
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
  for (gsize i = 0; i < KW_EMU_DESFIRE_N_APPS; i++)
    if (desfire->apps[i] != NULL)
      kw_emu_desfire_say_number (desfire, desfire->apps[i]->aid, AID_BYTES);
  /* Nineteen numbers in a frame, never half of one. */
  desfire->n_short_frames = 1;
  desfire->frame_bytes = KW_EMU_DESFIRE_FRAME_BYTES / AID_BYTES * AID_BYTES;
  return KW_EMU_DESFIRE_OK;
}

/* No application has an ISO name here, so there is nothing to list. */
KwEmuDesfireStatus
kw_emu_desfire_get_df_names (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  return n_bytes == 0 ? KW_EMU_DESFIRE_OK : KW_EMU_DESFIRE_LENGTH_ERROR;
}

KwEmuDesfireStatus
kw_emu_desfire_format (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  KwEmuFate fate;

  if (n_bytes != 0)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  if (!kw_emu_desfire_at_picc (desfire))
    return KW_EMU_DESFIRE_PERMISSION_DENIED;
  if (!kw_emu_desfire_is_master (desfire))
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
  fate = kw_emu_desfire_ask_write (desfire, KW_EMU_DESFIRE_PAGE_BYTES);
  /* Torn in the middle the directory is empty, but the memory is not free yet. */
  if (kw_emu_desfire_is_done (fate) || fate == KW_EMU_FATE_MIDDLE)
    kw_emu_desfire_drop_apps (desfire);
  if (kw_emu_desfire_is_done (fate))
    desfire->n_used_bytes = 0;
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_free_memory (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  if (n_bytes != 0)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  kw_emu_desfire_say_number (desfire,
                             (guint32)(KW_EMU_DESFIRE_MEMORY_BYTES - desfire->n_used_bytes), 3);
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_get_version (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  /* NXP, DESFire EV1, hardware 1.0 and software 1.4, storage 2^12 bytes, ISO 14443-2 and -3;
   * batch number and date of production are nobody's. */
  static const guint8 hardware[] = { 0x04, 0x01, 0x01, 0x01, 0x00, 0x18, 0x05 };
  static const guint8 software[] = { 0x04, 0x01, 0x01, 0x01, 0x04, 0x18, 0x05 };
  static const guint8 production[] = { 0x4b, 0x57, 0x00, 0x00, 0x01, 0x30, 0x22 };

  if (n_bytes != 0)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  kw_emu_desfire_say (desfire, hardware, sizeof hardware);
  kw_emu_desfire_say (desfire, software, sizeof software);
  kw_emu_desfire_say (desfire, desfire->card.uid, desfire->card.uid_len);
  kw_emu_desfire_say (desfire, production, sizeof production);
  desfire->n_short_frames = 2;
  desfire->frame_bytes = VERSION_FRAME_BYTES;
  return KW_EMU_DESFIRE_OK;
}
