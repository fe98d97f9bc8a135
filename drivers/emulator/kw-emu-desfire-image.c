/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-desfire-private.h"

#include "kw-error.h"
#include "kw-hex.h"

#include <string.h>

#define FORMAT 1
#define GROUP_CARD "desfire"
#define GROUP_PICC "picc"

KW_DEFINE_THROW (KwEmuError, KW_EMU_ERROR)

/* Takes over another card's memory; @other keeps the old one. */
static void
swap_memory (KwEmuDesfire *desfire, KwEmuDesfire *other)
{
  for (gsize i = 0; i < KW_EMU_DESFIRE_N_APPS; i++)
    {
      KwEmuDesfireApp *app = desfire->apps[i];

      desfire->apps[i] = other->apps[i];
      other->apps[i] = app;
    }
  desfire->picc = other->picc;
  desfire->n_used_bytes = other->n_used_bytes;
}

static gboolean
read_integer (GKeyFile *file, const char *group, const char *key, int max, int *out_number,
              GError **error)
{
  GError *problem = NULL;
  int number = g_key_file_get_integer (file, group, key, &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (number < 0 || number > max)
    return throw (error, KW_EMU_ERROR_IMAGE, "[%s] %s is not 0..%d", group, key, max);
  *out_number = number;
  return TRUE;
}

static gboolean
read_bytes (GKeyFile *file, const char *group, const char *key, guint8 *out_bytes, gsize n_bytes,
            GError **error)
{
  g_autofree char *hex = g_key_file_get_string (file, group, key, error);

  if (hex == NULL)
    return FALSE;
  if (!kw_hex_decode (hex, out_bytes, n_bytes))
    return throw (error, KW_EMU_ERROR_IMAGE, "[%s] %s is not %" G_GSIZE_FORMAT " bytes of hex",
                  group, key, n_bytes);
  return TRUE;
}

static gboolean
read_level (GKeyFile *file, const char *group, KwEmuDesfireApp *app, GError **error)
{
  int settings, type, n_keys;

  if (!read_integer (file, group, "settings", 0xff, &settings, error) ||
      !read_integer (file, group, "key-type", KW_EMU_KEY_TYPE_AES, &type, error) ||
      !read_integer (file, group, "keys", KW_EMU_DESFIRE_N_KEYS, &n_keys, error))
    return FALSE;
  app->settings = (guint8)settings;
  app->key_type = (KwEmuKeyType)type;
  app->n_keys = (guint)n_keys;
  for (guint i = 0; i < app->n_keys; i++)
    {
      g_autofree char *bytes_key = g_strdup_printf ("key-%u", i);
      g_autofree char *version_key = g_strdup_printf ("version-%u", i);
      int version;

      app->keys[i].type = app->key_type;
      if (!read_bytes (file, group, bytes_key, app->keys[i].bytes,
                       kw_emu_key_get_size_bytes (app->key_type), error) ||
          !read_integer (file, group, version_key, 0xff, &version, error))
        return FALSE;
      app->keys[i].version = (guint8)version;
    }
  return TRUE;
}

/* An application has these keys only if it was created with an ISO identifier. */
static gboolean
read_iso_name (GKeyFile *file, const char *group, KwEmuDesfireApp *app, GError **error)
{
  g_autofree char *name = g_key_file_get_string (file, group, "df-name", NULL);
  guint8 iso_id[2];
  int has_file_ids = 0;

  if (g_key_file_has_key (file, group, "iso-file-ids", NULL) &&
      !read_integer (file, group, "iso-file-ids", 1, &has_file_ids, error))
    return FALSE;
  app->has_iso_file_ids = has_file_ids;
  if (name == NULL)
    return TRUE;
  app->has_iso_id = TRUE;
  app->n_df_name = strlen (name) / 2;
  if (app->n_df_name > sizeof app->df_name)
    return throw (error, KW_EMU_ERROR_IMAGE, "[%s] df-name is too long", group);
  if (!read_bytes (file, group, "df-name", app->df_name, app->n_df_name, error) ||
      !read_bytes (file, group, "iso-id", iso_id, sizeof iso_id, error))
    return FALSE;
  app->iso_id = (guint16)(iso_id[0] << 8 | iso_id[1]);
  return TRUE;
}

static gboolean
read_app (GKeyFile *file, const char *group, KwEmuDesfire *desfire, GError **error)
{
  guint8 aid[3];
  gsize slot = 0;

  if (strlen (group) != 10 || !kw_hex_decode (group + 4, aid, sizeof aid))
    return throw (error, KW_EMU_ERROR_IMAGE, "[%s] is no application", group);
  while (slot < KW_EMU_DESFIRE_N_APPS && desfire->apps[slot] != NULL)
    slot++;
  if (slot == KW_EMU_DESFIRE_N_APPS)
    return throw (error, KW_EMU_ERROR_IMAGE, "more than %d applications", KW_EMU_DESFIRE_N_APPS);
  desfire->apps[slot] = g_new0 (KwEmuDesfireApp, 1);
  desfire->apps[slot]->aid = (guint32)aid[0] << 16 | (guint32)aid[1] << 8 | aid[2];
  return read_level (file, group, desfire->apps[slot], error) &&
         read_iso_name (file, group, desfire->apps[slot], error);
}

/* What only value and record files have. */
static gboolean
read_kind (GKeyFile *file, const char *group, KwEmuDesfireFile *entry, GError **error)
{
  guint8 limits[3][4];
  int has_limited, max_records, n_records;

  if (entry->size_bytes == 0)
    return throw (error, KW_EMU_ERROR_IMAGE, "[%s] is empty", group);
  switch (entry->type)
    {
    case KW_EMU_DESFIRE_FILE_STANDARD:
    case KW_EMU_DESFIRE_FILE_BACKUP:
      return TRUE;
    case KW_EMU_DESFIRE_FILE_VALUE:
      if (entry->size_bytes != sizeof limits[0])
        return throw (error, KW_EMU_ERROR_IMAGE, "[%s] is no value", group);
      if (!read_bytes (file, group, "lower", limits[0], sizeof limits[0], error) ||
          !read_bytes (file, group, "upper", limits[1], sizeof limits[1], error) ||
          !read_bytes (file, group, "limited", limits[2], sizeof limits[2], error) ||
          !read_integer (file, group, "has-limited", 1, &has_limited, error))
        return FALSE;
      entry->lower_limit = (gint32)kw_emu_desfire_read_number (limits[0], sizeof limits[0]);
      entry->upper_limit = (gint32)kw_emu_desfire_read_number (limits[1], sizeof limits[1]);
      entry->limited_credit = (gint32)kw_emu_desfire_read_number (limits[2], sizeof limits[2]);
      entry->has_limited_credit = has_limited;
      return TRUE;
    case KW_EMU_DESFIRE_FILE_LINEAR:
    case KW_EMU_DESFIRE_FILE_CYCLIC:
      if (!read_integer (file, group, "max-records", KW_EMU_DESFIRE_MEMORY_BYTES, &max_records,
                         error) ||
          !read_integer (file, group, "records", max_records, &n_records, error))
        return FALSE;
      if (max_records < 2 && (max_records < 1 || entry->type == KW_EMU_DESFIRE_FILE_CYCLIC))
        return throw (error, KW_EMU_ERROR_IMAGE, "[%s] has no room for records", group);
      if (entry->type == KW_EMU_DESFIRE_FILE_CYCLIC && n_records == max_records)
        return throw (error, KW_EMU_ERROR_IMAGE, "[%s] has too many records", group);
      entry->max_records = (guint)max_records;
      entry->n_records = (guint)n_records;
      return TRUE;
    }
  return FALSE;
}

static gboolean
read_file (GKeyFile *file, const char *group, KwEmuDesfire *desfire, GError **error)
{
  guint8 aid[3], number;
  KwEmuDesfireApp *app;
  KwEmuDesfireFile *entry;
  guint8 rights[2];
  int type, mode, n_data;

  if (strlen (group) != 14 || group[11] != ' ' || !kw_hex_decode (group + 12, &number, 1))
    return throw (error, KW_EMU_ERROR_IMAGE, "[%s] is no file", group);
  {
    g_autofree char *aid_hex = g_strndup (group + 5, 6);

    if (!kw_hex_decode (aid_hex, aid, sizeof aid))
      return throw (error, KW_EMU_ERROR_IMAGE, "[%s] is no file", group);
  }
  app = kw_emu_desfire_find_app (desfire, (guint32)aid[0] << 16 | (guint32)aid[1] << 8 | aid[2]);
  if (app == NULL || app == &desfire->picc || number >= KW_EMU_DESFIRE_N_FILES ||
      app->files[number] != NULL)
    return throw (error, KW_EMU_ERROR_IMAGE, "[%s] belongs to no application", group);
  if (!read_integer (file, group, "type", KW_EMU_DESFIRE_FILE_CYCLIC, &type, error) ||
      !read_integer (file, group, "mode", KW_EMU_DESFIRE_MODE_ENCIPHERED, &mode, error) ||
      !read_integer (file, group, "size", KW_EMU_DESFIRE_MEMORY_BYTES, &n_data, error) ||
      !read_bytes (file, group, "rights", rights, sizeof rights, error))
    return FALSE;
  entry = app->files[number] = g_new0 (KwEmuDesfireFile, 1);
  entry->type = (KwEmuDesfireFileType)type;
  entry->mode = mode == 2 ? KW_EMU_DESFIRE_MODE_PLAIN : (KwEmuDesfireMode)mode;
  entry->rights = (guint16)(rights[0] << 8 | rights[1]);
  entry->size_bytes = (gsize)n_data;
  if (g_key_file_has_key (file, group, "iso-id", NULL))
    {
      if (!read_bytes (file, group, "iso-id", rights, sizeof rights, error))
        return FALSE;
      entry->iso_id = (guint16)(rights[0] << 8 | rights[1]);
    }
  if (!read_kind (file, group, entry, error))
    return FALSE;
  entry->data = g_malloc0 (kw_emu_desfire_get_data_bytes (entry));
  return read_bytes (file, group, "data", entry->data, kw_emu_desfire_get_data_bytes (entry),
                     error);
}

static gboolean
read_card (GKeyFile *file, KwEmuDesfire *desfire, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  int format, n_used;

  if (!read_integer (file, GROUP_CARD, "format", FORMAT, &format, error) ||
      !read_integer (file, GROUP_CARD, "used", KW_EMU_DESFIRE_MEMORY_BYTES, &n_used, error) ||
      !read_level (file, GROUP_PICC, &desfire->picc, error))
    return FALSE;
  if (format != FORMAT || desfire->picc.n_keys != 1)
    return throw (error, KW_EMU_ERROR_IMAGE, "not an image this version knows");
  desfire->n_used_bytes = (gsize)n_used;
  for (gsize i = 0; groups[i] != NULL; i++)
    if (g_str_has_prefix (groups[i], "app ") && !read_app (file, groups[i], desfire, error))
      return FALSE;
  for (gsize i = 0; groups[i] != NULL; i++)
    if (g_str_has_prefix (groups[i], "file ") && !read_file (file, groups[i], desfire, error))
      return FALSE;
  return TRUE;
}

gboolean
kw_emu_desfire_load (KwEmuCard *card, const guint8 *image, gsize n_bytes, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (KwEmuCard) loaded = kw_emu_desfire_new_ev1_4k (card->uid, card->uid_len, card->name);

  if (!g_key_file_load_from_data (file, (const char *)image, n_bytes, G_KEY_FILE_NONE, error) ||
      !read_card (file, (KwEmuDesfire *)loaded, error))
    return FALSE;
  kw_emu_card_reset (card);
  swap_memory ((KwEmuDesfire *)card, (KwEmuDesfire *)loaded);
  return TRUE;
}

static void
write_bytes (GKeyFile *file, const char *group, const char *key, const guint8 *bytes, gsize n_bytes)
{
  g_autofree char *hex = kw_hex_encode (bytes, n_bytes);

  g_key_file_set_string (file, group, key, hex);
}

static void
write_level (GKeyFile *file, const char *group, const KwEmuDesfireApp *app)
{
  g_key_file_set_integer (file, group, "settings", app->settings);
  g_key_file_set_integer (file, group, "key-type", app->key_type);
  g_key_file_set_integer (file, group, "keys", (int)app->n_keys);
  for (guint i = 0; i < app->n_keys; i++)
    {
      g_autofree char *bytes_key = g_strdup_printf ("key-%u", i);
      g_autofree char *version_key = g_strdup_printf ("version-%u", i);

      write_bytes (file, group, bytes_key, app->keys[i].bytes,
                   kw_emu_key_get_size_bytes (app->key_type));
      g_key_file_set_integer (file, group, version_key, app->keys[i].version);
    }
}

static void
write_iso_id (GKeyFile *file, const char *group, guint16 iso_id)
{
  g_autofree char *hex = g_strdup_printf ("%04x", iso_id);

  g_key_file_set_string (file, group, "iso-id", hex);
}

static void
write_number (GKeyFile *file, const char *group, const char *key, gint32 number)
{
  guint32 wire = GUINT32_TO_LE ((guint32)number);

  write_bytes (file, group, key, (const guint8 *)&wire, sizeof wire);
}

static void
write_kind (GKeyFile *file, const char *group, const KwEmuDesfireFile *entry)
{
  if (entry->type == KW_EMU_DESFIRE_FILE_VALUE)
    {
      write_number (file, group, "lower", entry->lower_limit);
      write_number (file, group, "upper", entry->upper_limit);
      write_number (file, group, "limited", entry->limited_credit);
      g_key_file_set_integer (file, group, "has-limited", entry->has_limited_credit);
    }
  if (entry->max_records > 0)
    {
      g_key_file_set_integer (file, group, "max-records", (int)entry->max_records);
      g_key_file_set_integer (file, group, "records", (int)entry->n_records);
    }
}

static void
write_app (GKeyFile *file, const KwEmuDesfireApp *app)
{
  g_autofree char *group = g_strdup_printf ("app %06x", app->aid);

  write_level (file, group, app);
  if (app->has_iso_file_ids)
    g_key_file_set_integer (file, group, "iso-file-ids", 1);
  if (app->has_iso_id)
    {
      write_bytes (file, group, "df-name", app->df_name, app->n_df_name);
      write_iso_id (file, group, app->iso_id);
    }
  for (guint i = 0; i < KW_EMU_DESFIRE_N_FILES; i++)
    {
      const KwEmuDesfireFile *entry = app->files[i];
      g_autofree char *file_group = g_strdup_printf ("file %06x %02x", app->aid, i);
      g_autofree char *rights = NULL;

      if (entry == NULL)
        continue;
      rights = g_strdup_printf ("%04x", entry->rights);
      g_key_file_set_integer (file, file_group, "type", entry->type);
      g_key_file_set_integer (file, file_group, "mode", entry->mode);
      g_key_file_set_integer (file, file_group, "size", (int)entry->size_bytes);
      g_key_file_set_string (file, file_group, "rights", rights);
      write_bytes (file, file_group, "data", entry->data, kw_emu_desfire_get_data_bytes (entry));
      write_kind (file, file_group, entry);
      if (entry->iso_id != 0)
        write_iso_id (file, file_group, entry->iso_id);
    }
}

GBytes *
kw_emu_desfire_dup_image (KwEmuCard *card)
{
  KwEmuDesfire *desfire = (KwEmuDesfire *)card;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gsize n_bytes = 0;
  char *text;

  g_key_file_set_integer (file, GROUP_CARD, "format", FORMAT);
  g_key_file_set_integer (file, GROUP_CARD, "used", (int)desfire->n_used_bytes);
  write_level (file, GROUP_PICC, &desfire->picc);
  for (gsize i = 0; i < KW_EMU_DESFIRE_N_APPS; i++)
    if (desfire->apps[i] != NULL)
      write_app (file, desfire->apps[i]);
  text = g_key_file_to_data (file, &n_bytes, NULL);
  return g_bytes_new_take (text, n_bytes);
}
