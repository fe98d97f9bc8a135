/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-practice-private.h"

#include "kw-error.h"
#include "kw-practice-line.h"

#include <string.h>

#define WATCH_INTERVAL_MS 500

/* What every job ends with: how things are now. */
static const char *const looks[] = { "list", "fault list", "state" };

typedef enum
{
  JOB_LOOK,
  JOB_NEW,
  JOB_CARD,
  JOB_OTHER,
} JobKind;

/* One call of the user: some commands, then the looks. */
typedef struct
{
  JobKind kind;
  char *name;
  GPtrArray *lines;
  guint n_done;
  char *problem; /* what the emulator said against it */
} Job;

struct _KwPractice
{
  GObject parent_instance;

  GIOStream *stream;
  GPtrArray *cards; /* of KwPracticeCard, by name */
  GQueue jobs;      /* of GTask with a Job each; the first is under way */
  gboolean is_asking;
  guint watch;
  gboolean is_plugged_in;
  gboolean is_tear_armed;
};

enum
{
  PROP_0,
  PROP_IS_CONNECTED,
  PROP_IS_PLUGGED_IN,
  PROP_IS_TEAR_ARMED,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_TYPE_WITH_CODE (KwPractice, kw_practice, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))
KW_DEFINE_TRANSLATED_THROW (KwDeskError, KW_DESK_ERROR)

static const char *const medium_names[KW_PRACTICE_MEDIUM_N] = {
  [KW_PRACTICE_MEDIUM_CLASSIC_1K] = "classic1k",
  [KW_PRACTICE_MEDIUM_CLASSIC_4K] = "classic4k",
  [KW_PRACTICE_MEDIUM_DESFIRE] = "desfire",
  [KW_PRACTICE_MEDIUM_NTAG213] = "ntag213",
};

static void start_next (KwPractice *self);

static void
job_free (Job *job)
{
  g_free (job->name);
  g_ptr_array_unref (job->lines);
  g_free (job->problem);
  g_free (job);
}

/* What is there */

static void
set_flag (KwPractice *self, gboolean *flag, gboolean value, guint prop)
{
  if (*flag == value)
    return;
  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static gboolean
find_medium (const char *name, KwPracticeMedium *out_medium)
{
  for (guint i = 0; i < KW_PRACTICE_MEDIUM_N; i++)
    if (g_str_equal (medium_names[i], name))
      {
        *out_medium = (KwPracticeMedium)i;
        return TRUE;
      }
  return FALSE;
}

static int
compare_with_name (KwPracticeCard *card, const char *name)
{
  return strcmp (kw_practice_card_get_name (card), name);
}

/* Makes the list's row @position the card that the emulator told of. Both are by name. */
static void
show_card (KwPractice *self, guint position, const char *name, KwPracticeMedium medium,
           const char *uid, gboolean is_on_encoder)
{
  while (position < self->cards->len &&
         compare_with_name (self->cards->pdata[position], name) < 0) /* is gone */
    {
      g_ptr_array_remove_index (self->cards, position);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
    }
  if (position < self->cards->len && compare_with_name (self->cards->pdata[position], name) == 0 &&
      g_str_equal (kw_practice_card_get_uid (self->cards->pdata[position]), uid))
    {
      kw_practice_card_set_on_encoder (self->cards->pdata[position], is_on_encoder);
      return;
    }
  g_ptr_array_insert (self->cards, (int)position,
                      kw_practice_card_new (name, medium, uid, is_on_encoder));
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

static void
cut_cards (KwPractice *self, guint n_cards)
{
  const guint n_removed = self->cards->len - n_cards;

  if (n_removed == 0)
    return;
  g_ptr_array_set_size (self->cards, (int)n_cards);
  g_list_model_items_changed (G_LIST_MODEL (self), n_cards, n_removed, 0);
}

/* "ok NAME MEDIUM UID put, NAME MEDIUM UID away" */
static void
show_cards (KwPractice *self, const char *answer)
{
  g_auto (GStrv) words = NULL;
  guint n_words = 0;
  guint n_cards = 0;

  if (!g_shell_parse_argv (answer, NULL, &words, NULL))
    return;
  n_words = g_strv_length (words);
  for (guint i = 1; i + 3 < n_words; i += 4)
    {
      KwPracticeMedium medium = KW_PRACTICE_MEDIUM_CLASSIC_1K;

      if (find_medium (words[i + 1], &medium)) /* else of a newer emulator */
        show_card (self, n_cards++, words[i], medium, words[i + 2],
                   g_str_has_prefix (words[i + 3], "put"));
    }
  cut_cards (self, n_cards);
}

static void
show_look (KwPractice *self, const char *question, const char *answer)
{
  if (!g_str_has_prefix (answer, "ok"))
    return;
  if (g_str_equal (question, "list"))
    show_cards (self, answer);
  else if (g_str_equal (question, "fault list"))
    set_flag (self, &self->is_tear_armed, !g_str_equal (answer, "ok 0 armed"), PROP_IS_TEAR_ARMED);
  else
    set_flag (self, &self->is_plugged_in, g_str_equal (answer, "ok plugged"), PROP_IS_PLUGGED_IN);
}

/* Jobs */

/* The emulator's answers have no codes: what is there now tells why it did not do it. */
static GError *
explain (KwPractice *self, const Job *job)
{
  const gboolean is_there = job->name != NULL && kw_practice_find_card (self, job->name) != NULL;
  GError *error = NULL;

  if (job->kind == JOB_NEW && is_there)
    throw (&error, KW_DESK_ERROR_BAD_VALUE,
           "There is a card named \"%s\" already; choose another name.", job->name);
  else if (job->kind == JOB_NEW)
    throw (&error, KW_DESK_ERROR_BAD_VALUE, "The card cannot be made: %s.", job->problem);
  else if (job->kind == JOB_CARD && job->name != NULL && !is_there)
    throw (&error, KW_DESK_ERROR_NOT_FOUND, "There is no card named \"%s\".", job->name);
  else
    throw (&error, KW_DESK_ERROR_NOT_ALLOWED, "The practice encoder did not do it: %s.",
           job->problem);
  return error;
}

static void
fail_lost (GTask *task)
{
  GError *error = NULL;

  throw (&error, KW_DESK_ERROR_ENCODER_UNPLUGGED,
         "The practice encoder has ended; start it again.");
  g_task_return_error (task, error);
}

void
kw_practice_close (KwPractice *self)
{
  GTask *task = NULL;

  if (self->stream == NULL)
    return;
  g_clear_handle_id (&self->watch, g_source_remove);
  g_io_stream_close (self->stream, NULL, NULL);
  g_clear_object (&self->stream);
  while ((task = g_queue_pop_head (&self->jobs)) != NULL)
    {
      fail_lost (task);
      g_object_unref (task);
    }
  cut_cards (self, 0);
  set_flag (self, &self->is_plugged_in, FALSE, PROP_IS_PLUGGED_IN);
  set_flag (self, &self->is_tear_armed, FALSE, PROP_IS_TEAR_ARMED);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_CONNECTED]);
}

static void
finish_job (KwPractice *self)
{
  g_autoptr (GTask) task = g_queue_pop_head (&self->jobs);
  const Job *job = g_task_get_task_data (task);

  if (job->problem != NULL)
    g_task_return_error (task, explain (self, job));
  else
    g_task_return_boolean (task, TRUE);
}

static void
take_answer (KwPractice *self, Job *job, const char *answer)
{
  const char *question = job->lines->pdata[job->n_done++];
  const guint n_commands = job->lines->len - G_N_ELEMENTS (looks);

  if (job->n_done > n_commands)
    show_look (self, question, answer);
  else if (!g_str_has_prefix (answer, "ok"))
    {
      job->problem = g_strdup (g_str_has_prefix (answer, "error ") ? answer + strlen ("error ")
                                                                   : answer);
      job->n_done = n_commands;
    }
}

static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwPractice) self = user_data;
  g_autofree char *answer = kw_practice_line_ask_finish (G_IO_STREAM (source), result, NULL);

  self->is_asking = FALSE;
  if (self->stream == NULL) /* closed meanwhile */
    return;
  if (answer == NULL)
    {
      kw_practice_close (self);
      return;
    }
  take_answer (self, g_task_get_task_data (g_queue_peek_head (&self->jobs)), answer);
  start_next (self);
}

/* Asks the next question of the first job and ends jobs that have none left; whoever waits for such
 * a one may add another from there. */
static void
start_next (KwPractice *self)
{
  const Job *job = NULL;

  while (self->stream != NULL && !self->is_asking && !g_queue_is_empty (&self->jobs))
    {
      job = g_task_get_task_data (g_queue_peek_head (&self->jobs));
      if (job->n_done < job->lines->len)
        {
          self->is_asking = TRUE;
          kw_practice_line_ask_async (self->stream, job->lines->pdata[job->n_done], on_answered_cb,
                                      g_object_ref (self));
          return;
        }
      finish_job (self);
    }
}

/* Takes the lines, which end with NULL. */
static void
add_job (KwPractice *self, JobKind kind, const char *name, GCancellable *cancellable,
         GAsyncReadyCallback callback, gpointer user_data, ...)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);
  char *line = NULL;
  va_list args;

  job->kind = kind;
  job->name = g_strdup (name);
  job->lines = g_ptr_array_new_with_free_func (g_free);
  va_start (args, user_data);
  while ((line = va_arg (args, char *)) != NULL)
    g_ptr_array_add (job->lines, line);
  va_end (args);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    g_ptr_array_add (job->lines, g_strdup (looks[i]));
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);

  if (self->stream == NULL)
    {
      fail_lost (task);
      return;
    }
  g_queue_push_tail (&self->jobs, g_steal_pointer (&task));
  start_next (self);
}

static char *
make_line (const char *command, const char *name)
{
  g_autofree char *quoted = g_shell_quote (name);

  return g_strconcat (command, " ", quoted, NULL);
}

static gboolean
on_watch_cb (gpointer user_data)
{
  KwPractice *self = user_data;

  if (g_queue_is_empty (&self->jobs))
    kw_practice_refresh_async (self, NULL, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

/* Object */

static GType
get_item_type (GListModel *list)
{
  return KW_TYPE_PRACTICE_CARD;
}

static guint
get_n_items (GListModel *list)
{
  return KW_PRACTICE (list)->cards->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  const GPtrArray *cards = KW_PRACTICE (list)->cards;

  return position < cards->len ? g_object_ref (cards->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
kw_practice_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  KwPractice *self = KW_PRACTICE (object);

  switch (id)
    {
    case PROP_IS_CONNECTED:
      g_value_set_boolean (value, kw_practice_is_connected (self));
      break;
    case PROP_IS_PLUGGED_IN:
      g_value_set_boolean (value, self->is_plugged_in);
      break;
    case PROP_IS_TEAR_ARMED:
      g_value_set_boolean (value, self->is_tear_armed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
kw_practice_dispose (GObject *object)
{
  kw_practice_close (KW_PRACTICE (object));
  G_OBJECT_CLASS (kw_practice_parent_class)->dispose (object);
}

static void
kw_practice_finalize (GObject *object)
{
  g_ptr_array_unref (KW_PRACTICE (object)->cards);
  G_OBJECT_CLASS (kw_practice_parent_class)->finalize (object);
}

static void
kw_practice_class_init (KwPracticeClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  G_OBJECT_CLASS (klass)->get_property = kw_practice_get_property;
  G_OBJECT_CLASS (klass)->dispose = kw_practice_dispose;
  G_OBJECT_CLASS (klass)->finalize = kw_practice_finalize;
  props[PROP_IS_CONNECTED] = g_param_spec_boolean ("is-connected", NULL, NULL, FALSE, flags);
  props[PROP_IS_PLUGGED_IN] = g_param_spec_boolean ("is-plugged-in", NULL, NULL, FALSE, flags);
  props[PROP_IS_TEAR_ARMED] = g_param_spec_boolean ("is-tear-armed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
kw_practice_init (KwPractice *self)
{
  self->cards = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->jobs);
}

KwPractice *
kw_practice_new (GIOStream *stream)
{
  KwPractice *self = g_object_new (KW_TYPE_PRACTICE, NULL);

  self->stream = stream;
  return self;
}

const char *
kw_practice_medium_to_string (KwPracticeMedium medium)
{
  return medium_names[medium];
}

gboolean
kw_practice_is_connected (KwPractice *self)
{
  return self->stream != NULL;
}

gboolean
kw_practice_is_plugged_in (KwPractice *self)
{
  return self->is_plugged_in;
}

gboolean
kw_practice_is_tear_armed (KwPractice *self)
{
  return self->is_tear_armed;
}

KwPracticeCard *
kw_practice_find_card (KwPractice *self, const char *name)
{
  for (guint i = 0; i < self->cards->len; i++)
    if (compare_with_name (self->cards->pdata[i], name) == 0)
      return self->cards->pdata[i];
  return NULL;
}

void
kw_practice_set_is_watching (KwPractice *self, gboolean is_watching)
{
  g_autoptr (GSource) source = NULL;

  if (self->stream == NULL || (self->watch != 0) == !!is_watching)
    return;
  if (!is_watching)
    {
      g_clear_handle_id (&self->watch, g_source_remove);
      return;
    }
  source = g_timeout_source_new (WATCH_INTERVAL_MS);
  g_source_set_callback (source, on_watch_cb, self, NULL);
  self->watch = g_source_attach (source, NULL);
}

/* As the user's own real cards: a UID of its own, in the shape that the medium has. No UID of 4
 * bytes begins with 08, which is that of a card that makes up a new one each time, or with 88,
 * which stands for a longer one. */
static char *
make_uid (KwPracticeMedium medium)
{
  if (medium == KW_PRACTICE_MEDIUM_CLASSIC_1K)
    return g_strdup_printf ("%02x%06x", (guint)g_random_int_range (0x10, 0x80),
                            (guint)g_random_int_range (0, 0x1000000));
  return g_strdup_printf ("04%06x%06x", (guint)g_random_int_range (0, 0x1000000),
                          (guint)g_random_int_range (0, 0x1000000));
}

static gboolean
check_name (const char *name, GError **error)
{
  const gsize n_chars = g_utf8_validate (name, -1, NULL) ? (gsize)g_utf8_strlen (name, -1) : 0;

  if (n_chars < 1 || n_chars > KW_PRACTICE_NAME_MAX)
    return throw (error, KW_DESK_ERROR_BAD_VALUE, "A card's name has 1 to %d characters.",
                  KW_PRACTICE_NAME_MAX);
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isprint (g_utf8_get_char (at)))
      return throw (error, KW_DESK_ERROR_BAD_VALUE, "A card's name is one line of text.");
  return TRUE;
}

void
kw_practice_new_card_async (KwPractice *self, KwPracticeMedium medium, const char *name,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autofree char *uid = make_uid (medium);
  g_autofree char *quoted = NULL;
  GError *error = NULL;

  if (!check_name (name, &error))
    {
      g_task_report_error (self, callback, user_data, NULL, error);
      return;
    }
  quoted = g_shell_quote (name);
  add_job (self, JOB_NEW, name, cancellable, callback, user_data,
           g_strdup_printf ("new %s %s %s", medium_names[medium], uid, quoted), NULL);
}

void
kw_practice_put_async (KwPractice *self, const char *name, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  add_job (self, JOB_CARD, name, cancellable, callback, user_data, make_line ("put", name), NULL);
}

void
kw_practice_take_async (KwPractice *self, const char *name, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  add_job (self, JOB_CARD, name, cancellable, callback, user_data,
           name != NULL ? make_line ("take", name) : g_strdup ("take"), NULL);
}

void
kw_practice_swap_async (KwPractice *self, const char *name, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  add_job (self, JOB_CARD, name, cancellable, callback, user_data, make_line ("swap", name), NULL);
}

void
kw_practice_tear_async (KwPractice *self, KwPracticeTear when, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  static const char *const lines[KW_PRACTICE_TEAR_N] = {
    [KW_PRACTICE_TEAR_BEFORE] = "fault remove when=before write=1",
    [KW_PRACTICE_TEAR_MIDDLE] = "fault remove when=middle write=1",
    [KW_PRACTICE_TEAR_AFTER] = "fault remove when=after write=1",
  };

  add_job (self, JOB_OTHER, NULL, cancellable, callback, user_data, g_strdup ("fault clear"),
           g_strdup (lines[when]), NULL);
}

void
kw_practice_calm_async (KwPractice *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  add_job (self, JOB_OTHER, NULL, cancellable, callback, user_data, g_strdup ("fault clear"), NULL);
}

void
kw_practice_plug_async (KwPractice *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  add_job (self, JOB_OTHER, NULL, cancellable, callback, user_data, g_strdup ("plug"), NULL);
}

void
kw_practice_unplug_async (KwPractice *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  add_job (self, JOB_OTHER, NULL, cancellable, callback, user_data, g_strdup ("unplug"), NULL);
}

void
kw_practice_refresh_async (KwPractice *self, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  add_job (self, JOB_LOOK, NULL, cancellable, callback, user_data, NULL);
}

gboolean
kw_practice_finish (KwPractice *self, GAsyncResult *result, GError **error)
{
  GError *cause = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &cause))
    return TRUE;
  if (cause->domain == KW_DESK_ERROR)
    g_propagate_error (error, cause);
  else
    {
      g_error_free (cause);
      throw (error, KW_DESK_ERROR_CANCELLED, "Stopped; what was asked for may have been done.");
    }
  return FALSE;
}
