/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-document.h"

#include "kw-json-scan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_GNUC_PRINTF (6, 0)
static void
raise_fault (const char *name, guint line, const char *path, GError **error, KwWireError code,
             const char *format, va_list args)
{
  g_autofree char *problem = g_strdup_vprintf (format, args);
  g_autofree char *harmless_path = kw_wire_dup_harmless (*path != '\0' ? path : _ ("document"));
  g_autofree char *harmless_problem = kw_wire_dup_harmless (problem);

  g_set_error (error, KW_WIRE_ERROR, (int)code, "%s:%u: %s: %s", name, line, harmless_path,
               harmless_problem);
}

G_GNUC_PRINTF (6, 7)
static gboolean
throw_at (const char *name, guint line, const char *path, GError **error, KwWireError code,
          const char *format, ...)
{
  va_list args;

  va_start (args, format);
  raise_fault (name, line, path, error, code, format, args);
  va_end (args);
  return FALSE;
}

gboolean
kw_document_open (KwDocument *document, const char *name, const char *text, gsize size_bytes,
                  GError **error)
{
  g_auto (KwJsonFault) fault = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) problem = NULL;

  *document = (KwDocument){
    .name = name,
    .text = text,
    .size_bytes = size_bytes,
    .first_line = 1,
  };
  if (size_bytes >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0) /* as some editors begin a file */
    {
      document->text += 3;
      document->size_bytes -= 3;
    }

  if (!kw_json_scan_check (document->text, document->size_bytes, NULL, &fault))
    return throw_at (name, fault.line, fault.path, error, KW_WIRE_ERROR_SYNTAX, "%s",
                     fault.problem);
  if (!json_parser_load_from_data (parser, document->text, (gssize)document->size_bytes, &problem))
    return throw_at (name, 1, "", error, KW_WIRE_ERROR_SYNTAX, "%s", problem->message);
  document->root = json_parser_steal_root (parser);
  if (document->root == NULL || !JSON_NODE_HOLDS_OBJECT (document->root))
    return throw_at (name, 1, "", error, KW_WIRE_ERROR_SYNTAX, _ ("is not an object in { }"));
  return TRUE;
}

gboolean
kw_document_parse_piece (KwDocument *piece, JsonParser *parser, const char *text, gsize size_bytes)
{
  const KwRecord whole = { .document = piece };
  g_autoptr (GError) problem = NULL;

  if (!json_parser_load_from_data (parser, text, (gssize)size_bytes, &problem))
    return kw_record_throw (&whole, NULL, NULL, KW_WIRE_ERROR_SYNTAX, "%s", problem->message);
  piece->root = json_parser_steal_root (parser);
  return (piece->root != NULL && JSON_NODE_HOLDS_OBJECT (piece->root)) ||
         kw_record_throw (&whole, NULL, NULL, KW_WIRE_ERROR_VALUE, "must be an object in { }");
}

void
kw_document_clear (KwDocument *document)
{
  g_clear_pointer (&document->root, json_node_unref);
}

KwRecord
kw_document_get_root (const KwDocument *document)
{
  return (KwRecord){ .document = document, .object = json_node_get_object (document->root) };
}

static char *
join_path (const char *outer, const char *inner)
{
  const gboolean has_both = outer != NULL && *outer != '\0' && inner != NULL && *inner != '\0';

  return g_strconcat (outer != NULL ? outer : "", has_both ? "." : "", inner, NULL);
}

guint
kw_record_find_line (const KwRecord *record, const char *field)
{
  const KwDocument *document = record->document;
  g_autofree char *path = join_path (record->path, field);
  gpointer line = NULL;

  if (document->lines != NULL)
    return g_hash_table_lookup_extended (document->lines, path, NULL, &line)
               ? GPOINTER_TO_UINT (line)
               : document->first_line;
  return document->first_line - 1 +
         kw_json_scan_find_line (document->text, document->size_bytes, path);
}

gboolean
kw_record_throw (const KwRecord *record, const char *field, GError **error, KwWireError code,
                 const char *format, ...)
{
  const KwDocument *document = record->document;
  g_autofree char *inner = join_path (record->path, field);
  g_autofree char *path = join_path (document->prefix, inner);
  const guint line = kw_record_find_line (record, field);
  g_autofree char *problem = NULL;
  va_list args;

  va_start (args, format);
  problem = g_strdup_vprintf (g_dgettext (GETTEXT_PACKAGE, format), args);
  va_end (args);
  if (document->problems != NULL)
    kw_wire_problems_add (document->problems, line, path, code, "%s", problem);
  return throw_at (document->name, line, path, error, code, "%s", problem);
}

static gboolean
read_member (const KwRecord *record, const char *field, JsonNode **out_node, GError **error)
{
  if (!kw_record_has (record, field))
    return kw_record_throw (record, field, error, KW_WIRE_ERROR_MISSING, "is missing");
  *out_node = json_object_get_member (record->object, field);
  return TRUE;
}

gboolean
kw_record_has (const KwRecord *record, const char *field)
{
  JsonNode *node = json_object_get_member (record->object, field);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node);
}

gboolean
kw_record_read_int (const KwRecord *record, const char *field, gint64 min, gint64 max,
                    gint64 *out_value, GError **error)
{
  JsonNode *node = NULL;

  if (!read_member (record, field, &node, error))
    return FALSE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return kw_record_throw (record, field, error, KW_WIRE_ERROR_VALUE, "must be a whole number");
  if (json_node_get_int (node) < min || json_node_get_int (node) > max)
    return kw_record_throw (record, field, error, KW_WIRE_ERROR_VALUE, "is %ld, must be %ld to %ld",
                            (glong)json_node_get_int (node), (glong)min, (glong)max);
  *out_value = json_node_get_int (node);
  return TRUE;
}

gboolean
kw_record_read_uint (const KwRecord *record, const char *field, guint *out_value, GError **error)
{
  gint64 value = 0;

  if (!kw_record_read_int (record, field, 0, G_MAXUINT32, &value, error))
    return FALSE;
  *out_value = (guint)value;
  return TRUE;
}

gboolean
kw_record_read_text (const KwRecord *record, const char *field, const char **out_text,
                     GError **error)
{
  JsonNode *node = NULL;

  if (!read_member (record, field, &node, error))
    return FALSE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return kw_record_throw (record, field, error, KW_WIRE_ERROR_VALUE, "must be a text in quotes");
  if (*json_node_get_string (node) == '\0')
    return kw_record_throw (record, field, error, KW_WIRE_ERROR_MISSING, "must not be empty");
  *out_text = json_node_get_string (node);
  return TRUE;
}

gboolean
kw_record_read_boolean (const KwRecord *record, const char *field, gboolean *out_value,
                        GError **error)
{
  JsonNode *node = json_object_get_member (record->object, field);

  if (!kw_record_has (record, field))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return kw_record_throw (record, field, error, KW_WIRE_ERROR_VALUE, "must be true or false");
  *out_value = json_node_get_boolean (node);
  return TRUE;
}

gboolean
kw_record_read_array (const KwRecord *record, const char *field, JsonArray **out_array,
                      GError **error)
{
  JsonNode *node = NULL;

  if (!read_member (record, field, &node, error))
    return FALSE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return kw_record_throw (record, field, error, KW_WIRE_ERROR_VALUE, "must be a list in [ ]");
  *out_array = json_node_get_array (node);
  return TRUE;
}

gboolean
kw_record_read_texts (const KwRecord *record, const char *field, GPtrArray *out_texts,
                      GError **error)
{
  JsonArray *array = NULL;

  if (!kw_record_has (record, field))
    return TRUE;
  if (!kw_record_read_array (record, field, &array, error))
    return FALSE;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        {
          g_autofree char *item = g_strdup_printf ("%s[%u]", field, i);

          return kw_record_throw (record, item, error, KW_WIRE_ERROR_VALUE,
                                  "must be a text in quotes");
        }
      g_ptr_array_add (out_texts, (char *)json_node_get_string (node));
    }
  return TRUE;
}

gboolean
kw_record_read_object (const KwRecord *record, const char *field, KwRecord *out_record,
                       GError **error)
{
  JsonNode *node = NULL;

  if (!read_member (record, field, &node, error))
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return kw_record_throw (record, field, error, KW_WIRE_ERROR_VALUE, "must be an object in { }");

  *out_record = (KwRecord){ .document = record->document, .object = json_node_get_object (node) };
  g_snprintf (out_record->path, sizeof out_record->path, "%s%s%s", record->path,
              *record->path != '\0' ? "." : "", field);
  return TRUE;
}

gboolean
kw_record_read_list (const KwRecord *record, const char *field, guint max_items,
                     KwRecordReader reader, gpointer user_data, GError **error)
{
  JsonArray *array = NULL;
  gboolean is_fine = TRUE;

  if (!kw_record_read_array (record, field, &array, error))
    return FALSE;
  if (json_array_get_length (array) > max_items)
    return kw_record_throw (record, field, error, KW_WIRE_ERROR_LIMIT,
                            "are %u, at most %u are possible", json_array_get_length (array),
                            max_items);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      KwRecord item = { .document = record->document };

      g_snprintf (item.path, sizeof item.path, "%s%s%s[%u]", record->path,
                  *record->path != '\0' ? "." : "", field, i);
      if (JSON_NODE_HOLDS_OBJECT (node))
        {
          item.object = json_node_get_object (node);
          is_fine &= reader (&item, i, user_data, error);
        }
      else
        is_fine = kw_record_throw (&item, NULL, error, KW_WIRE_ERROR_VALUE,
                                   "must be an object in { }");
      if (!is_fine && record->document->problems == NULL)
        return FALSE;
    }
  return is_fine;
}
