/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-desfire-private.h"

#include <string.h>

/* Value and record files: no room card has them, libfreefare's own tests do. */

#define VALUE_BYTES 4
#define CREATE_VALUE_BYTES 17   /* number, mode, rights, limits, value, limited credit */
#define CREATE_RECORDS_BYTES 10 /* number, mode, rights, record size, records */
#define READ_RECORDS_BYTES 7
#define MAX_RECORDS KW_EMU_DESFIRE_MEMORY_BYTES

static gint32
read_value (const guint8 *bytes)
{
  return (gint32)kw_emu_desfire_read_number (bytes, VALUE_BYTES);
}

static void
write_value (guint8 *bytes, gint32 value)
{
  for (gsize i = 0; i < VALUE_BYTES; i++)
    bytes[i] = (guint8)((guint32)value >> 8 * i);
}

KwEmuDesfireStatus
kw_emu_desfire_create_value_file (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  KwEmuDesfireFile template = { .type = KW_EMU_DESFIRE_FILE_VALUE, .size_bytes = VALUE_BYTES };
  KwEmuDesfireStatus status;
  KwEmuDesfireFile *file;
  gint32 value;

  if (n_bytes != CREATE_VALUE_BYTES)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  template.lower_limit = read_value (data + 4);
  template.upper_limit = read_value (data + 8);
  template.has_limited_credit = data[16] & 1;
  value = read_value (data + 12);
  if (template.lower_limit > template.upper_limit || value < template.lower_limit ||
      value > template.upper_limit)
    return KW_EMU_DESFIRE_PARAMETER_ERROR;
  status = kw_emu_desfire_create_file (desfire, data, &template, /* n_copies= */ 1, &file);
  if (file != NULL)
    write_value (file->data, value);
  return status;
}

static KwEmuDesfireFile *
find_value_file (KwEmuDesfire *desfire, guint8 number)
{
  KwEmuDesfireFile *file = kw_emu_desfire_find_file (desfire, number);

  return file != NULL && file->type == KW_EMU_DESFIRE_FILE_VALUE ? file : NULL;
}

KwEmuDesfireStatus
kw_emu_desfire_get_value (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  KwEmuDesfireStatus status;
  KwEmuDesfireFile *file;

  if (n_bytes != 1)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  file = find_value_file (desfire, data[0]);
  if (file == NULL)
    return KW_EMU_DESFIRE_FILE_NOT_FOUND;
  status = kw_emu_desfire_find_mode (
      desfire, file, KW_EMU_DESFIRE_READ | KW_EMU_DESFIRE_WRITE | KW_EMU_DESFIRE_READ_WRITE,
      &desfire->reply_mode);
  if (status == KW_EMU_DESFIRE_OK)
    kw_emu_desfire_say (desfire, file->data, VALUE_BYTES);
  return status;
}

/* The amount of a command on a value file, checked and in clear. */
static KwEmuDesfireStatus
open_amount (KwEmuDesfire *desfire, guint rights, const guint8 *data, gsize n_bytes,
             KwEmuDesfireFile **out_file, gint32 *out_amount)
{
  KwEmuDesfireStatus status;
  KwEmuDesfireMode mode;

  if (n_bytes < 1)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  *out_file = find_value_file (desfire, data[0]);
  if (*out_file == NULL)
    return KW_EMU_DESFIRE_FILE_NOT_FOUND;
  status = kw_emu_desfire_find_mode (desfire, *out_file, rights, &mode);
  if (status == KW_EMU_DESFIRE_OK)
    status = kw_emu_desfire_open_payload (desfire, mode, desfire->input->data, 2, VALUE_BYTES,
                                          n_bytes + 1);
  if (status != KW_EMU_DESFIRE_OK)
    return status;
  *out_amount = read_value (desfire->input->data + 2);
  return *out_amount < 0 ? KW_EMU_DESFIRE_PARAMETER_ERROR : KW_EMU_DESFIRE_OK;
}

static KwEmuDesfireStatus
move_value (KwEmuDesfire *desfire, KwEmuDesfireFile *file, gint64 change)
{
  gint64 value = read_value (file->draft != NULL ? file->draft : file->data) + change;

  if (value < file->lower_limit || value > file->upper_limit)
    return KW_EMU_DESFIRE_BOUNDARY_ERROR;
  if (!kw_emu_desfire_is_done (kw_emu_desfire_ask_write (desfire, VALUE_BYTES)))
    return KW_EMU_DESFIRE_OK;
  if (file->draft == NULL)
    file->draft = g_malloc0 (VALUE_BYTES);
  write_value (file->draft, (gint32)value);
  if (change < 0)
    file->draft_debits = (gint32)MIN ((gint64)file->draft_debits - change, G_MAXINT32);
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_credit (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  KwEmuDesfireFile *file;
  gint32 amount = 0;
  KwEmuDesfireStatus status = open_amount (desfire, KW_EMU_DESFIRE_READ_WRITE, data, n_bytes, &file,
                                           &amount);

  return status == KW_EMU_DESFIRE_OK ? move_value (desfire, file, amount) : status;
}

KwEmuDesfireStatus
kw_emu_desfire_debit (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  KwEmuDesfireFile *file;
  gint32 amount = 0;
  KwEmuDesfireStatus status = open_amount (
      desfire, KW_EMU_DESFIRE_READ | KW_EMU_DESFIRE_WRITE | KW_EMU_DESFIRE_READ_WRITE, data,
      n_bytes, &file, &amount);

  return status == KW_EMU_DESFIRE_OK ? move_value (desfire, file, -(gint64)amount) : status;
}

KwEmuDesfireStatus
kw_emu_desfire_limited_credit (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  KwEmuDesfireFile *file;
  gint32 amount = 0;
  KwEmuDesfireStatus status = open_amount (
      desfire, KW_EMU_DESFIRE_WRITE | KW_EMU_DESFIRE_READ_WRITE, data, n_bytes, &file, &amount);

  if (status != KW_EMU_DESFIRE_OK)
    return status;
  if (!file->has_limited_credit)
    return KW_EMU_DESFIRE_PERMISSION_DENIED;
  if (amount > file->limited_credit)
    return KW_EMU_DESFIRE_BOUNDARY_ERROR;
  return move_value (desfire, file, amount);
}

static KwEmuDesfireStatus
create_record_file (KwEmuDesfire *desfire, KwEmuDesfireFileType type, guint min_records,
                    const guint8 *data, gsize n_bytes)
{
  KwEmuDesfireFile template = { .type = type };
  KwEmuDesfireFile *file;
  guint8 plain[CREATE_RECORDS_BYTES];

  if (!kw_emu_desfire_take_iso_id (desfire, data, n_bytes, CREATE_RECORDS_BYTES, plain,
                                   &template.iso_id))
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  template.size_bytes = kw_emu_desfire_read_number (plain + 4, 3);
  template.max_records = kw_emu_desfire_read_number (plain + 7, 3);
  if (template.max_records < min_records)
    return KW_EMU_DESFIRE_PARAMETER_ERROR;
  if (template.max_records > MAX_RECORDS)
    return KW_EMU_DESFIRE_OUT_OF_MEMORY;
  return kw_emu_desfire_create_file (desfire, plain, &template, /* n_copies= */ 1, &file);
}

KwEmuDesfireStatus
kw_emu_desfire_create_linear_file (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  return create_record_file (desfire, KW_EMU_DESFIRE_FILE_LINEAR, /* min_records= */ 1, data,
                             n_bytes);
}

KwEmuDesfireStatus
kw_emu_desfire_create_cyclic_file (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  return create_record_file (desfire, KW_EMU_DESFIRE_FILE_CYCLIC, /* min_records= */ 2, data,
                             n_bytes);
}

static KwEmuDesfireFile *
find_record_file (KwEmuDesfire *desfire, guint8 number)
{
  KwEmuDesfireFile *file = kw_emu_desfire_find_file (desfire, number);

  return file != NULL && file->max_records > 0 ? file : NULL;
}

/* Offset and count go back from the latest record; what is read comes oldest first. */
KwEmuDesfireStatus
kw_emu_desfire_read_records (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  KwEmuDesfireStatus status;
  KwEmuDesfireFile *file;
  guint offset, n_wanted;

  if (n_bytes != READ_RECORDS_BYTES)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  file = find_record_file (desfire, data[0]);
  if (file == NULL)
    return KW_EMU_DESFIRE_FILE_NOT_FOUND;
  status = kw_emu_desfire_find_mode (desfire, file, KW_EMU_DESFIRE_READ | KW_EMU_DESFIRE_READ_WRITE,
                                     &desfire->reply_mode);
  if (status != KW_EMU_DESFIRE_OK)
    return status;
  offset = kw_emu_desfire_read_number (data + 1, 3);
  n_wanted = kw_emu_desfire_read_number (data + 4, 3);
  desfire->reply_pad = n_wanted == 0;
  if (offset >= file->n_records || n_wanted > file->n_records - offset)
    return KW_EMU_DESFIRE_BOUNDARY_ERROR;
  if (n_wanted == 0)
    n_wanted = file->n_records - offset;
  kw_emu_desfire_say (desfire,
                      file->data + (file->n_records - offset - n_wanted) * file->size_bytes,
                      n_wanted * file->size_bytes);
  return KW_EMU_DESFIRE_OK;
}

KwEmuDesfireStatus
kw_emu_desfire_clear_records (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes)
{
  KwEmuDesfireStatus status;
  KwEmuDesfireMode mode;
  KwEmuDesfireFile *file;

  if (n_bytes != 1)
    return KW_EMU_DESFIRE_LENGTH_ERROR;
  file = find_record_file (desfire, data[0]);
  if (file == NULL)
    return KW_EMU_DESFIRE_FILE_NOT_FOUND;
  status = kw_emu_desfire_find_mode (desfire, file, KW_EMU_DESFIRE_READ_WRITE, &mode);
  if (status != KW_EMU_DESFIRE_OK)
    return status;
  if (kw_emu_desfire_is_done (kw_emu_desfire_ask_write (desfire, KW_EMU_DESFIRE_PAGE_BYTES)))
    {
      g_clear_pointer (&file->draft, g_free);
      file->is_cleared = TRUE;
    }
  return KW_EMU_DESFIRE_OK;
}

/* The new record becomes the latest; a full cyclic file, which is full one record earlier, loses
 * its oldest. */
void
kw_emu_desfire_commit_record (KwEmuDesfireFile *file)
{
  guint limit = file->type == KW_EMU_DESFIRE_FILE_CYCLIC ? file->max_records - 1
                                                         : file->max_records;

  if (file->is_cleared)
    file->n_records = 0;
  if (file->draft == NULL)
    return;
  if (file->n_records == limit)
    {
      memmove (file->data, file->data + file->size_bytes, (limit - 1) * file->size_bytes);
      file->n_records--;
    }
  memcpy (file->data + file->n_records * file->size_bytes, file->draft, file->size_bytes);
  file->n_records++;
}
