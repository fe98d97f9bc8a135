/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-desfire-private.h"

#include <string.h>

#define CREATE_BYTES 7 /* number, mode, rights, size */
/* Instruction, file number, offset, length: never enciphered. */
#define ACCESS_HEADER_BYTES 8
#define FILE_HEADER_BYTES 32

/* Where the four rights of a file stand in its sixteen bits. */
enum
{
  RIGHT_READ = 12,
  RIGHT_WRITE = 8,
  RIGHT_READ_WRITE = 4,
  RIGHT_CHANGE = 0,
};

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
    if (desfire->selected->files[i] != NULL)
      g_clear_pointer (&desfire->selected->files[i]->draft, g_free);
}

static KwEmuDesfireFile *
find_file (KwEmuDesfire *desfire, guint8 number)
{
  return number < KW_EMU_DESFIRE_N_FILES ? desfire->selected->files[number] : NULL;
}

static guint8
right_of (const KwEmuDesfireFile *file, guint shift)
{
  return file->rights >> shift & 0xf;
}

/* Whether the session may do what one of two rights allows, and how the data then travel. */
static gboolean
find_mode (const KwEmuDesfire *desfire, const KwEmuDesfireFile *file, guint shift,
           guint other_shift, KwEmuDesfireMode *out_mode)
{
  guint8 rights[2] = { right_of (file, shift), right_of (file, other_shift) };
  gboolean is_free = FALSE;

  *out_mode = KW_EMU_DESFIRE_MODE_PLAIN;
  for (gsize i = 0; i < G_N_ELEMENTS (rights); i++)
    {
      if (desfire->scheme != KW_EMU_DESFIRE_SCHEME_NONE && rights[i] == desfire->key_no)
        {
          *out_mode = file->mode;
          return TRUE;
        }
      is_free |= rights[i] == KW_EMU_DESFIRE_RIGHT_FREE;
    }
  return is_free;
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

static KwEmuDesfireStatus
create_file (KwEmuDesfire *desfire, KwEmuDesfireFileType type, const guint8 *data, gsize n_bytes)
{
  gsize n_copies = type == KW_EMU_DESFIRE_FILE_BACKUP ? 2 : 1;
  KwEmuDesfireFile *file;
  KwEmuDesfireMode mode;
  KwEmuFate fate;
  gsize n_data, n_pages;

  if (n_bytes != CREATE_BYTES)
    return KW_EMU_DESFIRE_LENGTH_ERROR; /* ISO file numbers are not played */
  n_data = kw_emu_desfire_read_number (data + 4, 3);
  if (kw_emu_desfire_at_picc (desfire))
    return KW_EMU_DESFIRE_PERMISSION_DENIED;
  if (!may_create (desfire))
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
  if (data[0] >= KW_EMU_DESFIRE_N_FILES || n_data == 0 || !read_mode (data[1], &mode) ||
      !rights_exist (desfire, (guint16)kw_emu_desfire_read_number (data + 2, 2)))
    return KW_EMU_DESFIRE_PARAMETER_ERROR;
  if (find_file (desfire, data[0]) != NULL)
    return KW_EMU_DESFIRE_DUPLICATE;
  n_pages = (n_data + KW_EMU_DESFIRE_PAGE_BYTES - 1) / KW_EMU_DESFIRE_PAGE_BYTES;
  if (!kw_emu_desfire_take_memory (desfire, FILE_HEADER_BYTES +
                                                n_copies * n_pages * KW_EMU_DESFIRE_PAGE_BYTES))
    return KW_EMU_DESFIRE_OUT_OF_MEMORY;

  fate = kw_emu_desfire_ask_write (desfire, FILE_HEADER_BYTES +
                                                n_copies * n_pages * KW_EMU_DESFIRE_PAGE_BYTES);
  if (!kw_emu_desfire_is_done (fate))
    return KW_EMU_DESFIRE_OK; /* torn: the memory is gone, the file is not there */
  file = g_new0 (KwEmuDesfireFile, 1);
  file->type = type;
  file->mode = mode;
  file->rights = (guint16)kw_emu_desfire_read_number (data + 2, 2);
  file->size_bytes = n_data;
  file->data = g_malloc0 (n_data);
  desfire->selected->files[data[0]] = file;
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_create_data_file (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  return create_file (desfire, KW_EMU_DESFIRE_FILE_STANDARD, data, n_bytes);
}

KwEmuDesfireStatus
kw_emu_desfire_create_backup_file (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  return create_file (desfire, KW_EMU_DESFIRE_FILE_BACKUP, data, n_bytes);
}

KwEmuDesfireStatus
kw_emu_desfire_delete_file (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  if (n_bytes != 1)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  if (!may_create (desfire))
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
  if (find_file (desfire, data[0]) == NULL)
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
kw_emu_desfire_get_file_settings (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  const KwEmuDesfireFile *file;

  if (n_bytes != 1)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  if (!may_list (desfire))
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
  file = find_file (desfire, data[0]);
  if (file == NULL)
    return KW_EMU_DESFIRE_FILE_NOT_FOUND;
  kw_emu_desfire_say_number (desfire, file->type, 1);
  kw_emu_desfire_say_number (desfire, file->mode, 1);
  kw_emu_desfire_say_number (desfire, file->rights, 2);
  kw_emu_desfire_say_number (desfire, (guint32)file->size_bytes, 3);
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_change_file_settings (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  guint8 *command = desfire->input->data;
  KwEmuDesfireFile *file = n_bytes > 0 ? find_file (desfire, data[0]) : NULL;
  KwEmuDesfireMode mode = KW_EMU_DESFIRE_MODE_PLAIN;
  KwEmuDesfireStatus status;
  guint16 rights;

  if (file == NULL)
    return KW_EMU_DESFIRE_FILE_NOT_FOUND;
  if (!find_mode (desfire, file, RIGHT_CHANGE, RIGHT_CHANGE, &mode))
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
  /* Whoever needs a key for it enciphers it, whatever the file's own mode. */
  if (right_of (file, RIGHT_CHANGE) != KW_EMU_DESFIRE_RIGHT_FREE)
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

KwEmuDesfireStatus
kw_emu_desfire_read_data (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  const KwEmuDesfireFile *file;
  gsize offset, n_wanted;

  if (n_bytes != ACCESS_HEADER_BYTES - 1)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  file = find_file (desfire, data[0]);
  if (file == NULL)
    return KW_EMU_DESFIRE_FILE_NOT_FOUND;
  if (!find_mode (desfire, file, RIGHT_READ, RIGHT_READ_WRITE, &desfire->reply_mode))
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
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
  file = find_file (desfire, frame[1]);
  if (file == NULL || !find_mode (desfire, file, RIGHT_WRITE, RIGHT_READ_WRITE, &mode) ||
      kw_emu_desfire_read_number (frame + 5, 3) > file->size_bytes)
    return n_bytes;
  return ACCESS_HEADER_BYTES + kw_emu_desfire_get_payload_bytes (
                                   desfire, mode, kw_emu_desfire_read_number (frame + 5, 3));
}

static void
program_file (KwEmuDesfire *desfire, KwEmuDesfireFile *file, gsize offset, const guint8 *bytes,
              gsize n_bytes)
{
  KwEmuFate fate = kw_emu_desfire_ask_write (desfire, n_bytes);

  if (file->type == KW_EMU_DESFIRE_FILE_STANDARD)
    {
      kw_emu_card_program (file->data + offset, bytes, n_bytes, fate);
      return;
    }
  if (file->draft == NULL)
    file->draft = g_memdup2 (file->data, file->size_bytes);
  kw_emu_card_program (file->draft + offset, bytes, n_bytes, fate);
}

KwEmuDesfireStatus
kw_emu_desfire_write_data (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  guint8 *command = desfire->input->data;
  KwEmuDesfireFile *file;
  KwEmuDesfireMode mode;
  KwEmuDesfireStatus status;
  gsize offset, n_data;

  if (n_bytes < ACCESS_HEADER_BYTES - 1)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  file = find_file (desfire, data[0]);
  if (file == NULL)
    return KW_EMU_DESFIRE_FILE_NOT_FOUND;
  if (!find_mode (desfire, file, RIGHT_WRITE, RIGHT_READ_WRITE, &mode))
    return KW_EMU_DESFIRE_AUTHENTICATION_ERROR;
  offset = kw_emu_desfire_read_number (data + 1, 3);
  n_data = kw_emu_desfire_read_number (data + 4, 3);
  if (n_data == 0)
    return KW_EMU_DESFIRE_PARAMETER_ERROR;
  if (offset >= file->size_bytes || n_data > file->size_bytes - offset)
    return KW_EMU_DESFIRE_BOUNDARY_ERROR;
  status = kw_emu_desfire_open_payload (desfire, mode, command, ACCESS_HEADER_BYTES, n_data,
                                        n_bytes + 1);
  if (status != KW_EMU_DESFIRE_OK)
    return status;
  program_file (desfire, file, offset, command + ACCESS_HEADER_BYTES, n_data);
  return KW_EMU_DESFIRE_OK;
}

static gboolean
has_draft (const KwEmuDesfire *desfire)
{
  for (gsize i = 0; i < KW_EMU_DESFIRE_N_FILES; i++)
    if (desfire->selected->files[i] != NULL && desfire->selected->files[i]->draft != NULL)
      return TRUE;
  return FALSE;
}

KwEmuDesfireStatus
kw_emu_desfire_commit (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  if (n_bytes != 0)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  if (kw_emu_desfire_at_picc (desfire))
    return KW_EMU_DESFIRE_PERMISSION_DENIED;
  if (!has_draft (desfire))
    {
      desfire->keeps_session = TRUE;
      return KW_EMU_DESFIRE_NO_CHANGES;
    }
  /* All files or none: a commit torn in the middle leaves the old data. */
  if (kw_emu_desfire_is_done (kw_emu_desfire_ask_write (desfire, KW_EMU_DESFIRE_PAGE_BYTES)))
    for (gsize i = 0; i < KW_EMU_DESFIRE_N_FILES; i++)
      {
        KwEmuDesfireFile *file = desfire->selected->files[i];

        if (file == NULL || file->draft == NULL)
          continue;
        g_free (file->data);
        file->data = g_steal_pointer (&file->draft);
      }
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_abort (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  if (n_bytes != 0)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  if (kw_emu_desfire_at_picc (desfire))
    return KW_EMU_DESFIRE_PERMISSION_DENIED;
  if (!has_draft (desfire))
    {
      desfire->keeps_session = TRUE;
      return KW_EMU_DESFIRE_NO_CHANGES;
    }
  kw_emu_desfire_drop_drafts (desfire);
  return KW_EMU_DESFIRE_OK;
}
