/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-desfire-private.h"

#include <string.h>

#define CREATE_BYTES 7 /* number, mode, rights, size */
/* Instruction, file number, offset, length: never enciphered. */
#define ACCESS_HEADER_BYTES 8
#define FILE_HEADER_BYTES 32
#define ISO_ID_BYTES 2

void
kw_emu_desfire_free_file (KwEmuDesfireFile *file)
{
  if (file == NULL)
    return;
  g_free (file->data);
  g_free (file->draft);
  g_free (file);
}

void
kw_emu_desfire_drop_drafts (KwEmuDesfire *desfire)
{
  for (gsize i = 0; i < KW_EMU_DESFIRE_N_FILES; i++)
    {
      KwEmuDesfireFile *file = desfire->selected->files[i];

      if (file == NULL)
        continue;
      g_clear_pointer (&file->draft, g_free);
      file->draft_debits = 0;
      file->is_cleared = FALSE;
    }
}

KwEmuDesfireFile *
kw_emu_desfire_find_file (KwEmuDesfire *desfire, guint8 number)
{
  return number < KW_EMU_DESFIRE_N_FILES ? desfire->selected->files[number] : NULL;
}

gsize
kw_emu_desfire_get_data_bytes (const KwEmuDesfireFile *file)
{
  return file->size_bytes * MAX (file->max_records, 1);
}

KwEmuDesfireStatus
kw_emu_desfire_find_mode (const KwEmuDesfire *desfire, const KwEmuDesfireFile *file, guint rights,
                          KwEmuDesfireMode *out_mode)
{
  KwEmuDesfireStatus status = KW_EMU_DESFIRE_PERMISSION_DENIED;

  *out_mode = KW_EMU_DESFIRE_MODE_PLAIN;
  for (guint i = 0; i < 4; i++)
    {
      guint8 who = file->rights >> 4 * i & 0xf;

      if ((rights & 1u << i) == 0 || who == KW_EMU_DESFIRE_RIGHT_NEVER)
        continue;
      if (desfire->scheme != KW_EMU_DESFIRE_SCHEME_NONE && who == desfire->key_no)
        {
          *out_mode = file->mode;
          return KW_EMU_DESFIRE_OK;
        }
      if (who == KW_EMU_DESFIRE_RIGHT_FREE)
        status = KW_EMU_DESFIRE_OK;
      else if (status != KW_EMU_DESFIRE_OK)
        status = KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
    }
  return status;
}

static gboolean
may_create (const KwEmuDesfire *desfire)
{
  return (desfire->selected->settings & KW_EMU_DESFIRE_MAY_CREATE) != 0 ||
         kw_emu_desfire_is_master (desfire);
}

static gboolean
may_list (const KwEmuDesfire *desfire)
{
  return (desfire->selected->settings & KW_EMU_DESFIRE_MAY_LIST) != 0 ||
         kw_emu_desfire_is_master (desfire);
}

static gboolean
read_mode (guint8 setting, KwEmuDesfireMode *out_mode)
{
  static const KwEmuDesfireMode modes[] = { KW_EMU_DESFIRE_MODE_PLAIN, KW_EMU_DESFIRE_MODE_MACED,
                                            KW_EMU_DESFIRE_MODE_PLAIN,
                                            KW_EMU_DESFIRE_MODE_ENCIPHERED };

  if (setting >= G_N_ELEMENTS (modes))
    return FALSE;
  *out_mode = modes[setting];
  return TRUE;
}

static gboolean
right_exists (const KwEmuDesfire *desfire, guint8 right)
{
  return right < desfire->selected->n_keys || right >= KW_EMU_DESFIRE_RIGHT_FREE;
}

static gboolean
rights_exist (const KwEmuDesfire *desfire, guint16 rights)
{
  for (guint shift = 0; shift < 16; shift += 4)
    if (!right_exists (desfire, rights >> shift & 0xf))
      return FALSE;
  return TRUE;
}

gboolean
kw_emu_desfire_take_iso_id (const KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes,
                            gsize n_expected, guint8 *out_data, guint16 *out_iso_id)
{
  *out_iso_id = 0;
  if (n_bytes == n_expected)
    {
      memcpy (out_data, data, n_expected);
      return TRUE;
    }
  if (n_bytes != n_expected + ISO_ID_BYTES || !desfire->selected->has_iso_file_ids)
    return FALSE;
  out_data[0] = data[0];
  *out_iso_id = (guint16)kw_emu_desfire_read_number (data + 1, ISO_ID_BYTES);
  memcpy (out_data + 1, data + 1 + ISO_ID_BYTES, n_expected - 1);
  return TRUE;
}

KwEmuDesfireStatus
kw_emu_desfire_create_file (KwEmuDesfire *desfire, const guint8 *data,
                            const KwEmuDesfireFile *template, gsize n_copies,
                            KwEmuDesfireFile **out_file)
{
  guint16 rights = (guint16)kw_emu_desfire_read_number (data + 2, 2);
  gsize n_pages, n_memory;
  KwEmuDesfireFile *file;
  KwEmuDesfireMode mode;

  *out_file = NULL;
  if (kw_emu_desfire_at_picc (desfire))
    return KW_EMU_DESFIRE_PERMISSION_DENIED;
  if (!may_create (desfire))
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
  if (data[0] >= KW_EMU_DESFIRE_N_FILES || template->size_bytes == 0 ||
      !read_mode (data[1], &mode) || !rights_exist (desfire, rights))
    return KW_EMU_DESFIRE_PARAMETER_ERROR;
  if (kw_emu_desfire_find_file (desfire, data[0]) != NULL)
    return KW_EMU_DESFIRE_DUPLICATE;
  n_pages = (kw_emu_desfire_get_data_bytes (template) + KW_EMU_DESFIRE_PAGE_BYTES - 1) /
            KW_EMU_DESFIRE_PAGE_BYTES;
  n_memory = FILE_HEADER_BYTES + n_copies * n_pages * KW_EMU_DESFIRE_PAGE_BYTES;
  if (!kw_emu_desfire_take_memory (desfire, n_memory))
    return KW_EMU_DESFIRE_OUT_OF_MEMORY;

  if (!kw_emu_desfire_is_done (kw_emu_desfire_ask_write (desfire, n_memory)))
    return KW_EMU_DESFIRE_OK; /* torn: the memory is gone, the file is not there */
  file = g_memdup2 (template, sizeof *template);
  file->mode = mode;
  file->rights = rights;
  file->data = g_malloc0 (kw_emu_desfire_get_data_bytes (file));
  desfire->selected->files[data[0]] = file;
  *out_file = file;
  return KW_EMU_DESFIRE_OK;
}

static KwEmuDesfireStatus
create_data_file (KwEmuDesfire *desfire, KwEmuDesfireFileType type, gsize n_copies,
                  const guint8 *data, gsize n_bytes)
{
  KwEmuDesfireFile template = { .type = type };
  KwEmuDesfireFile *file;
  guint8 plain[CREATE_BYTES];

  if (!kw_emu_desfire_take_iso_id (desfire, data, n_bytes, CREATE_BYTES, plain, &template.iso_id))
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  template.size_bytes = kw_emu_desfire_read_number (plain + 4, 3);
  return kw_emu_desfire_create_file (desfire, plain, &template, n_copies, &file);
}

KwEmuDesfireStatus
kw_emu_desfire_create_data_file (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  return create_data_file (desfire, KW_EMU_DESFIRE_FILE_STANDARD, /* n_copies= */ 1, data, n_bytes);
}

KwEmuDesfireStatus
kw_emu_desfire_create_backup_file (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  return create_data_file (desfire, KW_EMU_DESFIRE_FILE_BACKUP, /* n_copies= */ 2, data, n_bytes);
}

KwEmuDesfireStatus
kw_emu_desfire_delete_file (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  if (n_bytes != 1)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  if (!may_create (desfire))
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
  if (kw_emu_desfire_find_file (desfire, data[0]) == NULL)
    return KW_EMU_DESFIRE_FILE_NOT_FOUND;
  if (kw_emu_desfire_is_done (kw_emu_desfire_ask_write (desfire, KW_EMU_DESFIRE_PAGE_BYTES)))
    g_clear_pointer (&desfire->selected->files[data[0]], kw_emu_desfire_free_file);
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_get_file_ids (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  if (n_bytes != 0)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  if (kw_emu_desfire_at_picc (desfire))
    return KW_EMU_DESFIRE_PERMISSION_DENIED;
  if (!may_list (desfire))
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
  for (guint8 i = 0; i < KW_EMU_DESFIRE_N_FILES; i++)
    if (desfire->selected->files[i] != NULL)
      kw_emu_desfire_say (desfire, &i, 1);
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_get_iso_file_ids (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  if (n_bytes != 0)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  if (kw_emu_desfire_at_picc (desfire))
    return KW_EMU_DESFIRE_PERMISSION_DENIED;
  if (!may_list (desfire))
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
  for (gsize i = 0; i < KW_EMU_DESFIRE_N_FILES; i++)
    if (desfire->selected->files[i] != NULL && desfire->selected->files[i]->iso_id != 0)
      kw_emu_desfire_say_number (desfire, desfire->selected->files[i]->iso_id, ISO_ID_BYTES);
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_get_file_settings (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  const KwEmuDesfireFile *file;

  if (n_bytes != 1)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  if (!may_list (desfire))
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
  file = kw_emu_desfire_find_file (desfire, data[0]);
  if (file == NULL)
    return KW_EMU_DESFIRE_FILE_NOT_FOUND;
  kw_emu_desfire_say_number (desfire, file->type, 1);
  kw_emu_desfire_say_number (desfire, file->mode, 1);
  kw_emu_desfire_say_number (desfire, file->rights, 2);
  switch (file->type)
    {
    case KW_EMU_DESFIRE_FILE_STANDARD:
    case KW_EMU_DESFIRE_FILE_BACKUP:
      kw_emu_desfire_say_number (desfire, (guint32)file->size_bytes, 3);
      break;
    case KW_EMU_DESFIRE_FILE_VALUE:
      kw_emu_desfire_say_number (desfire, (guint32)file->lower_limit, 4);
      kw_emu_desfire_say_number (desfire, (guint32)file->upper_limit, 4);
      kw_emu_desfire_say_number (desfire, (guint32)file->limited_credit, 4);
      kw_emu_desfire_say_number (desfire, file->has_limited_credit, 1);
      break;
    case KW_EMU_DESFIRE_FILE_LINEAR:
    case KW_EMU_DESFIRE_FILE_CYCLIC:
      kw_emu_desfire_say_number (desfire, (guint32)file->size_bytes, 3);
      kw_emu_desfire_say_number (desfire, file->max_records, 3);
      kw_emu_desfire_say_number (desfire, file->n_records, 3);
      break;
    }
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_change_file_settings (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  guint8 *command = desfire->input->data;
  KwEmuDesfireFile *file = n_bytes > 0 ? kw_emu_desfire_find_file (desfire, data[0]) : NULL;
  KwEmuDesfireMode mode = KW_EMU_DESFIRE_MODE_PLAIN;
  KwEmuDesfireStatus status;
  guint16 rights;

  if (file == NULL)
    return KW_EMU_DESFIRE_FILE_NOT_FOUND;
  status = kw_emu_desfire_find_mode (desfire, file, KW_EMU_DESFIRE_CHANGE, &mode);
  if (status != KW_EMU_DESFIRE_OK)
    return status;
  /* Whoever needs a key for it enciphers it, whatever the file's own mode. */
  mode = KW_EMU_DESFIRE_MODE_PLAIN;
  if ((file->rights & 0xf) != KW_EMU_DESFIRE_RIGHT_FREE)
    mode = KW_EMU_DESFIRE_MODE_ENCIPHERED;
  status = kw_emu_desfire_open_payload (desfire, mode, command, 2, 3, n_bytes + 1);
  if (status != KW_EMU_DESFIRE_OK)
    return status;
  rights = (guint16)kw_emu_desfire_read_number (command + 3, 2);
  if (!read_mode (command[2], &mode) || !rights_exist (desfire, rights))
    return KW_EMU_DESFIRE_PARAMETER_ERROR;
  if (kw_emu_desfire_is_done (kw_emu_desfire_ask_write (desfire, KW_EMU_DESFIRE_PAGE_BYTES)))
    {
      file->mode = mode;
      file->rights = rights;
    }
  return KW_EMU_DESFIRE_OK;
}

static gboolean
has_records (const KwEmuDesfireFile *file)
{
  return file->type == KW_EMU_DESFIRE_FILE_LINEAR || file->type == KW_EMU_DESFIRE_FILE_CYCLIC;
}

static gboolean
has_bytes (const KwEmuDesfireFile *file)
{
  return file->type == KW_EMU_DESFIRE_FILE_STANDARD || file->type == KW_EMU_DESFIRE_FILE_BACKUP;
}

KwEmuDesfireStatus
kw_emu_desfire_read_data (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  const KwEmuDesfireFile *file;
  KwEmuDesfireStatus status;
  gsize offset, n_wanted;

  if (n_bytes != ACCESS_HEADER_BYTES - 1)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  file = kw_emu_desfire_find_file (desfire, data[0]);
  if (file == NULL)
    return KW_EMU_DESFIRE_FILE_NOT_FOUND;
  if (!has_bytes (file))
    return KW_EMU_DESFIRE_PARAMETER_ERROR;
  status = kw_emu_desfire_find_mode (desfire, file, KW_EMU_DESFIRE_READ | KW_EMU_DESFIRE_READ_WRITE,
                                     &desfire->reply_mode);
  if (status != KW_EMU_DESFIRE_OK)
    return status;
  offset = kw_emu_desfire_read_number (data + 1, 3);
  n_wanted = kw_emu_desfire_read_number (data + 4, 3);
  desfire->reply_pad = n_wanted == 0;
  if (offset >= file->size_bytes || n_wanted > file->size_bytes - offset)
    return KW_EMU_DESFIRE_BOUNDARY_ERROR;
  if (n_wanted == 0)
    n_wanted = file->size_bytes - offset;
  kw_emu_desfire_say (desfire, file->data + offset, n_wanted);
  return KW_EMU_DESFIRE_OK;
}

gsize
kw_emu_desfire_measure_write (KwEmuDesfire *desfire, const guint8 *frame, gsize n_bytes)
{
  const KwEmuDesfireFile *file;
  KwEmuDesfireMode mode;

  if (n_bytes < ACCESS_HEADER_BYTES)
    return n_bytes;
  file = kw_emu_desfire_find_file (desfire, frame[1]);
  if (file == NULL ||
      kw_emu_desfire_find_mode (desfire, file, KW_EMU_DESFIRE_WRITE | KW_EMU_DESFIRE_READ_WRITE,
                                &mode) != KW_EMU_DESFIRE_OK ||
      kw_emu_desfire_read_number (frame + 5, 3) > file->size_bytes)
    return n_bytes;
  return ACCESS_HEADER_BYTES + kw_emu_desfire_get_payload_bytes (
                                   desfire, mode, kw_emu_desfire_read_number (frame + 5, 3));
}

/* What the draft of a file starts from: what is there, or an empty record. */
static guint8 *
get_draft (KwEmuDesfireFile *file)
{
  if (file->draft == NULL)
    file->draft = has_records (file) ? g_malloc0 (file->size_bytes)
                                     : g_memdup2 (file->data, file->size_bytes);
  return file->draft;
}

static KwEmuDesfireStatus
write_bytes (KwEmuDesfire *desfire, KwEmuDesfireFile *file, const guint8 *data, gsize n_bytes)
{
  guint8 *command = desfire->input->data;
  gsize offset = kw_emu_desfire_read_number (data + 1, 3);
  gsize n_data = kw_emu_desfire_read_number (data + 4, 3);
  KwEmuDesfireMode mode;
  KwEmuDesfireStatus status;
  KwEmuFate fate;

  status = kw_emu_desfire_find_mode (desfire, file,
                                     KW_EMU_DESFIRE_WRITE | KW_EMU_DESFIRE_READ_WRITE, &mode);
  if (status != KW_EMU_DESFIRE_OK)
    return status;
  if (n_data == 0)
    return KW_EMU_DESFIRE_PARAMETER_ERROR;
  if (offset >= file->size_bytes || n_data > file->size_bytes - offset)
    return KW_EMU_DESFIRE_BOUNDARY_ERROR;
  status = kw_emu_desfire_open_payload (desfire, mode, command, ACCESS_HEADER_BYTES, n_data,
                                        n_bytes + 1);
  if (status != KW_EMU_DESFIRE_OK)
    return status;
  fate = kw_emu_desfire_ask_write (desfire, n_data);
  kw_emu_card_program (
      (file->type == KW_EMU_DESFIRE_FILE_STANDARD ? file->data : get_draft (file)) + offset,
      command + ACCESS_HEADER_BYTES, n_data, fate);
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_write_data (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  KwEmuDesfireFile *file;

  if (n_bytes < ACCESS_HEADER_BYTES - 1)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  file = kw_emu_desfire_find_file (desfire, data[0]);
  if (file == NULL)
    return KW_EMU_DESFIRE_FILE_NOT_FOUND;
  if (!has_bytes (file))
    return KW_EMU_DESFIRE_PARAMETER_ERROR;
  return write_bytes (desfire, file, data, n_bytes);
}

KwEmuDesfireStatus
kw_emu_desfire_write_record (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  KwEmuDesfireFile *file;

  if (n_bytes < ACCESS_HEADER_BYTES - 1)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  file = kw_emu_desfire_find_file (desfire, data[0]);
  if (file == NULL)
    return KW_EMU_DESFIRE_FILE_NOT_FOUND;
  if (!has_records (file))
    return KW_EMU_DESFIRE_PARAMETER_ERROR;
  if (file->is_cleared)
    return KW_EMU_DESFIRE_PERMISSION_DENIED; /* commit first */
  if (file->type == KW_EMU_DESFIRE_FILE_LINEAR && file->n_records == file->max_records)
    return KW_EMU_DESFIRE_BOUNDARY_ERROR;
  return write_bytes (desfire, file, data, n_bytes);
}

static gboolean
has_draft (const KwEmuDesfireFile *file)
{
  return file != NULL && (file->draft != NULL || file->is_cleared);
}

static gboolean
has_drafts (const KwEmuDesfire *desfire)
{
  for (gsize i = 0; i < KW_EMU_DESFIRE_N_FILES; i++)
    if (has_draft (desfire->selected->files[i]))
      return TRUE;
  return FALSE;
}

static void
commit_file (KwEmuDesfireFile *file)
{
  if (has_records (file))
    {
      kw_emu_desfire_commit_record (file);
      return;
    }
  memcpy (file->data, file->draft, file->size_bytes);
  if (file->type == KW_EMU_DESFIRE_FILE_VALUE)
    file->limited_credit = file->draft_debits;
}

KwEmuDesfireStatus
kw_emu_desfire_commit (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  if (n_bytes != 0)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  if (kw_emu_desfire_at_picc (desfire))
    return KW_EMU_DESFIRE_PERMISSION_DENIED;
  if (!has_drafts (desfire))
    {
      desfire->keeps_session = TRUE;
      return KW_EMU_DESFIRE_NO_CHANGES;
    }
  /* All files or none: a commit torn in the middle leaves the old data. */
  if (!kw_emu_desfire_is_done (kw_emu_desfire_ask_write (desfire, KW_EMU_DESFIRE_PAGE_BYTES)))
    return KW_EMU_DESFIRE_OK;
  for (gsize i = 0; i < KW_EMU_DESFIRE_N_FILES; i++)
    if (has_draft (desfire->selected->files[i]))
      commit_file (desfire->selected->files[i]);
  kw_emu_desfire_drop_drafts (desfire);
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_abort (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  if (n_bytes != 0)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  if (kw_emu_desfire_at_picc (desfire))
    return KW_EMU_DESFIRE_PERMISSION_DENIED;
  if (!has_drafts (desfire))
    {
      desfire->keeps_session = TRUE;
      return KW_EMU_DESFIRE_NO_CHANGES;
    }
  kw_emu_desfire_drop_drafts (desfire);
  return KW_EMU_DESFIRE_OK;
}
