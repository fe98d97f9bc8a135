/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-import-private.h"

#include "kw-error.h"

#include <glib/gi18n-lib.h>

struct _KwDeskImportProblem
{
  GObject parent_instance;

  guint line;
  KwDeskImportCode code;
  char *field;
  char *text;
};

enum
{
  PROP_0,
  PROP_LINE,
  PROP_CODE,
  PROP_FIELD,
  PROP_TEXT,
  N_PROPS,
};

G_DEFINE_TYPE (KwDeskImportProblem, kw_desk_import_problem, G_TYPE_OBJECT)
KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

static void
kw_desk_import_problem_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  KwDeskImportProblem *self = KW_DESK_IMPORT_PROBLEM (object);

  switch (id)
    {
    case PROP_LINE:
      g_value_set_uint (value, self->line);
      break;
    case PROP_CODE:
      g_value_set_uint (value, self->code);
      break;
    case PROP_FIELD:
      g_value_set_string (value, self->field);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
kw_desk_import_problem_finalize (GObject *object)
{
  KwDeskImportProblem *self = KW_DESK_IMPORT_PROBLEM (object);

  g_free (self->field);
  g_free (self->text);
  G_OBJECT_CLASS (kw_desk_import_problem_parent_class)->finalize (object);
}

static void
kw_desk_import_problem_class_init (KwDeskImportProblemClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kw_desk_import_problem_get_property;
  object_class->finalize = kw_desk_import_problem_finalize;
  g_object_class_install_property (object_class, PROP_LINE,
                                   g_param_spec_uint ("line", NULL, NULL, 0, G_MAXUINT, 0, flags));
  g_object_class_install_property (
      object_class, PROP_CODE,
      g_param_spec_uint ("code", NULL, NULL, 0, KW_DESK_IMPORT_CODE_N - 1, 0, flags));
  g_object_class_install_property (object_class, PROP_FIELD,
                                   g_param_spec_string ("field", NULL, NULL, NULL, flags));
  g_object_class_install_property (object_class, PROP_TEXT,
                                   g_param_spec_string ("text", NULL, NULL, NULL, flags));
}

static void
kw_desk_import_problem_init (KwDeskImportProblem *self)
{
}

guint
kw_desk_import_problem_get_line (KwDeskImportProblem *self)
{
  return self->line;
}

KwDeskImportCode
kw_desk_import_problem_get_code (KwDeskImportProblem *self)
{
  return self->code;
}

const char *
kw_desk_import_problem_get_field (KwDeskImportProblem *self)
{
  return self->field;
}

const char *
kw_desk_import_problem_get_text (KwDeskImportProblem *self)
{
  return self->text;
}

static KwDeskImportCode
translate (const KwDeskImportData *data, const KwWireProblem *problem)
{
  if (data->is_other_site)
    return KW_DESK_IMPORT_CODE_OTHER_SITE;
  if (g_hash_table_contains (data->taken, problem->field))
    return KW_DESK_IMPORT_CODE_NUMBER_TAKEN;
  switch (problem->code)
    {
    case KW_WIRE_ERROR_FILE:
      return KW_DESK_IMPORT_CODE_FILE;
    case KW_WIRE_ERROR_EMPTY:
      return KW_DESK_IMPORT_CODE_EMPTY;
    case KW_WIRE_ERROR_SYNTAX:
      return KW_DESK_IMPORT_CODE_SYNTAX;
    case KW_WIRE_ERROR_MISSING:
      return KW_DESK_IMPORT_CODE_MISSING;
    case KW_WIRE_ERROR_VALUE:
      return KW_DESK_IMPORT_CODE_VALUE;
    case KW_WIRE_ERROR_DUPLICATE:
      return KW_DESK_IMPORT_CODE_DUPLICATE;
    case KW_WIRE_ERROR_NOT_FOUND:
      return KW_DESK_IMPORT_CODE_NOT_FOUND;
    case KW_WIRE_ERROR_LIMIT:
      return KW_DESK_IMPORT_CODE_LIMIT;
    }
  return KW_DESK_IMPORT_CODE_VALUE;
}

GListModel *
kw_desk_import_problem_list_new (const KwDeskImportData *data)
{
  GListStore *list = g_list_store_new (KW_TYPE_DESK_IMPORT_PROBLEM);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < data->problems->list->len; i++)
    {
      const KwWireProblem *problem = data->problems->list->pdata[i];
      KwDeskImportProblem *row = g_object_new (KW_TYPE_DESK_IMPORT_PROBLEM, NULL);

      row->line = problem->line;
      row->code = translate (data, problem);
      row->field = g_strdup (problem->field);
      row->text = g_strdup (problem->text);
      g_ptr_array_add (rows, row);
    }
  g_list_store_splice (list, 0, 0, rows->pdata, rows->len);
  return G_LIST_MODEL (list);
}

/* The file is fine where only this register stands against it. */
gboolean
kw_desk_import_throw_problems (const KwDeskImportData *data, GError **error)
{
  const gboolean is_fine = data->is_other_site || g_hash_table_size (data->taken) > 0;
  const guint n_more = data->problems->n - 1;
  const KwDeskError code = is_fine ? KW_DESK_ERROR_NOT_ALLOWED : KW_DESK_ERROR_FILE;
  g_autoptr (GError) first = NULL;
  g_autofree char *more = NULL;

  kw_wire_problems_raise (data->problems, data->name, &first);
  if (n_more == 0)
    return throw (error, code, "%s.", first->message);
  /* Translators: what is wrong first, and how many other things are */
  more = g_strdup_printf (
      ngettext ("%s. %u more thing is wrong.", "%s. %u more things are wrong.", n_more),
      first->message, n_more);
  return throw (error, code, "%s", more);
}
