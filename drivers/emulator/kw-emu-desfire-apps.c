/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-desfire-private.h"

#include <string.h>

#define AID_BYTES 3
#define APP_BYTES 5 /* AID, settings, keys */
#define ISO_ID_BYTES 2
#define AIDS_PER_FRAME 19
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

/* AID, key settings, number of keys with flags, and perhaps an ISO identifier and name. */
static KwEmuDesfireStatus
read_app (const guint8 *data, gsize n_bytes, KwEmuDesfireApp *app)
{
  gsize n_iso = n_bytes > APP_BYTES ? n_bytes - APP_BYTES : 0;

  if (n_bytes < APP_BYTES || n_iso == 1 || n_iso > ISO_ID_BYTES + KW_EMU_DESFIRE_DF_NAME_MAX_BYTES)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  app->aid = kw_emu_desfire_read_number (data, AID_BYTES);
  app->settings = data[3];
  app->n_keys = data[4] & SETTINGS_KEY_COUNT;
  app->has_iso_file_ids = (data[4] & SETTINGS_ISO_FILE_IDS) != 0;
  if (app->aid == 0 || app->n_keys > KW_EMU_DESFIRE_N_KEYS || data[4] >> 6 > KW_EMU_KEY_TYPE_AES)
    return KW_EMU_DESFIRE_PARAMETER_ERROR;
  app->key_type = (KwEmuKeyType)(data[4] >> 6);
  for (guint i = 0; i < app->n_keys; i++)
    app->keys[i].type = app->key_type;
  if (n_iso == 0)
    return KW_EMU_DESFIRE_OK;
  app->has_iso_id = TRUE;
  app->iso_id = (guint16)kw_emu_desfire_read_number (data + APP_BYTES, ISO_ID_BYTES);
  app->n_df_name = n_iso - ISO_ID_BYTES;
  memcpy (app->df_name, data + APP_BYTES + ISO_ID_BYTES, app->n_df_name);
  return KW_EMU_DESFIRE_OK;
}

static gboolean
collides (const KwEmuDesfireApp *app, const KwEmuDesfireApp *other)
{
  if (app->aid == other->aid)
    return TRUE;
  if (!app->has_iso_id || !other->has_iso_id)
    return FALSE;
  return app->iso_id == other->iso_id ||
         (app->n_df_name > 0 && app->n_df_name == other->n_df_name &&
          memcmp (app->df_name, other->df_name, app->n_df_name) == 0);
}

static KwEmuDesfireStatus
check_new_app (KwEmuDesfire *desfire, const KwEmuDesfireApp *app, gsize *out_slot)
{
  for (gsize i = 0; i < KW_EMU_DESFIRE_N_APPS; i++)
    if (desfire->apps[i] != NULL && collides (app, desfire->apps[i]))
      return KW_EMU_DESFIRE_DUPLICATE;
  if (!find_free_slot (desfire, out_slot) ||
      !kw_emu_desfire_take_memory (
          desfire, APP_HEADER_BYTES + app->n_keys * kw_emu_key_get_size_bytes (app->key_type)))
    return KW_EMU_DESFIRE_OUT_OF_MEMORY;
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_create_app (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  KwEmuDesfireApp app = { 0 };
  KwEmuDesfireStatus status;
  KwEmuFate fate;
  gsize slot = 0;

  if (!kw_emu_desfire_at_picc (desfire))
    return KW_EMU_DESFIRE_PERMISSION_DENIED;
  if ((desfire->picc.settings & KW_EMU_DESFIRE_MAY_CREATE) == 0 &&
      !kw_emu_desfire_is_master (desfire))
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
  status = read_app (data, n_bytes, &app);
  if (status == KW_EMU_DESFIRE_OK)
    status = check_new_app (desfire, &app, &slot);
  if (status != KW_EMU_DESFIRE_OK)
    return status;
  fate = kw_emu_desfire_ask_write (desfire, 2 * KW_EMU_DESFIRE_PAGE_BYTES);
  /* Torn in the middle the application is there, its keys are zeros: as after any creation. */
  if (kw_emu_desfire_is_done (fate) || fate == KW_EMU_FATE_MIDDLE)
    desfire->apps[slot] = g_memdup2 (&app, sizeof app);
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
  for (guint i = 0, n_said = 0; i < KW_EMU_DESFIRE_N_APPS; i++)
    {
      if (desfire->apps[i] == NULL)
        continue;
      if (n_said++ == AIDS_PER_FRAME) /* never half of one in a frame */
        kw_emu_desfire_cut_here (desfire);
      kw_emu_desfire_say_number (desfire, desfire->apps[i]->aid, AID_BYTES);
    }
  return KW_EMU_DESFIRE_OK;
}

/* Every application with an ISO name in a frame of its own. */
KwEmuDesfireStatus
kw_emu_desfire_get_df_names (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  if (n_bytes != 0)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  if (!kw_emu_desfire_at_picc (desfire))
    return KW_EMU_DESFIRE_PERMISSION_DENIED;
  for (gsize i = 0; i < KW_EMU_DESFIRE_N_APPS; i++)
    {
      const KwEmuDesfireApp *app = desfire->apps[i];

      if (app == NULL || !app->has_iso_id)
        continue;
      if (desfire->reply->len > 0)
        kw_emu_desfire_cut_here (desfire);
      kw_emu_desfire_say_number (desfire, app->aid, AID_BYTES);
      kw_emu_desfire_say_number (desfire, app->iso_id, ISO_ID_BYTES);
      kw_emu_desfire_say (desfire, app->df_name, app->n_df_name);
    }
  return KW_EMU_DESFIRE_OK;
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
  kw_emu_desfire_cut_here (desfire);
  kw_emu_desfire_say (desfire, software, sizeof software);
  kw_emu_desfire_cut_here (desfire);
  kw_emu_desfire_say (desfire, desfire->card.uid, desfire->card.uid_len);
  kw_emu_desfire_say (desfire, production, sizeof production);
  return KW_EMU_DESFIRE_OK;
}
