/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-import-view.h"

#include "kw-clock-panel.h"
#include "kw-desk-import.h"
#include "kw-error-words.h"
#include "kw-import-row.h"
#include "kw-import-words.h"
#include "kw-weak.h"

#include <glib/gi18n.h>

#define PULSE_MS 100

struct _KwImportView
{
  AdwBin parent_instance;

  KwSession *session;
  char *path;
  KwDeskImport *import;      /* (nullable) */
  GCancellable *cancellable; /* (nullable): of the work under way */
  gboolean is_applying;
  guint pulse; /* source, 0 = none */

  GtkStack *stack;
  GtkLabel *reading_title;
  GtkLabel *reading_text;
  GtkProgressBar *reading_bar;
  GtkWidget *reading_stop;
  GtkLabel *preview_title;
  GtkLabel *preview_text;
  GtkWidget *retires_box;
  GtkSwitch *retires;
  GtkListView *items;
  GtkWidget *apply;
  GtkLabel *problems_title;
  GtkListView *problems;
  GtkWidget *again;
  GtkWidget *applying;
  GtkProgressBar *applying_bar;
  GtkLabel *applying_text;
  AdwStatusPage *failure;
  GtkWidget *retry;
};

enum
{
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwImportView, kw_import_view, ADW_TYPE_BIN)

static void start_reading (KwImportView *self);

/* Showing */

static gboolean
on_pulse_cb (gpointer user_data)
{
  KwImportView *self = user_data;

  gtk_progress_bar_pulse (self->is_applying ? self->applying_bar : self->reading_bar);
  return G_SOURCE_CONTINUE;
}

static void
set_pulsing (KwImportView *self, gboolean is_pulsing)
{
  if (is_pulsing && self->pulse == 0)
    self->pulse = g_timeout_add (PULSE_MS, on_pulse_cb, self);
  else if (!is_pulsing)
    g_clear_handle_id (&self->pulse, g_source_remove);
}

/* @suggested: what Enter does there */
static void
show_state (KwImportView *self, const char *name, GtkWidget *suggested)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (suggested);
}

static char *
dup_base_name (KwImportView *self)
{
  g_autofree char *name = g_path_get_basename (self->path);

  return g_filename_display_name (name);
}

static void
show_failure (KwImportView *self, const GError *error)
{
  g_autofree char *sentence = kw_error_words_dup_sentence (error);
  g_autofree char *text = g_markup_escape_text (sentence, -1);

  adw_status_page_set_description (self->failure, text);
  show_state (self, "failure", self->retry);
}

static void
show_problems (KwImportView *self)
{
  g_autofree char *name = dup_base_name (self);
  guint n_problems = kw_desk_import_get_n_problems (self->import);
  GListModel *problems = kw_desk_import_get_problems (self->import);
  g_autoptr (GtkNoSelection) model = gtk_no_selection_new (g_object_ref (problems));
  g_autofree char *title = NULL;

  if (n_problems > g_list_model_get_n_items (problems))
    /* Translators: the name of a file; how many problems it has, and how many of them are listed */
    title = g_strdup_printf (_ ("“%s” cannot be imported: %u things are wrong, the first %u are "
                                "listed here."),
                             name, n_problems, g_list_model_get_n_items (problems));
  else
    title = g_strdup_printf (
        /* Translators: the name of a file, and how many problems it has */
        ngettext ("“%s” cannot be imported: %u thing is wrong.",
                  "“%s” cannot be imported: %u things are wrong.", n_problems),
        name, n_problems);
  gtk_label_set_label (self->problems_title, title);
  gtk_list_view_set_model (self->problems, GTK_SELECTION_MODEL (model));
  show_state (self, "problems", self->again);
}

/* (nullable): what of the file's stays is not done, a line each. */
static char *
dup_preview_text (KwImportView *self)
{
  const guint n_known = kw_desk_import_get_n_known_stays (self->import);
  const guint n_left = kw_desk_import_get_n_left_stays (self->import);
  g_autofree char *known = g_strdup_printf (
      ngettext ("%u stay of the file is known already and is left alone.",
                "%u stays of the file are known already and are left alone.", n_known),
      n_known);
  g_autofree char *left = g_strdup_printf (
      ngettext ("%u stay of the file is left out or left as it is; see below.",
                "%u stays of the file are left out or left as they are; see below.", n_left),
      n_left);

  if (n_known > 0 && n_left > 0)
    return g_strconcat (known, "\n", left, NULL);
  if (n_left > 0)
    return g_steal_pointer (&left);
  return n_known > 0 ? g_steal_pointer (&known) : NULL;
}

static void
show_preview (KwImportView *self)
{
  g_autofree char *name = dup_base_name (self);
  g_autofree char *text = dup_preview_text (self);
  g_autoptr (GtkNoSelection)
      model = gtk_no_selection_new (g_object_ref (kw_desk_import_get_items (self->import)));
  gboolean is_news = kw_desk_import_changes_anything (self->import);
  /* Translators: the name of a file */
  g_autofree char *title = g_strdup_printf (
      is_news ? _ ("What “%s” changes") : _ ("“%s” changes nothing"), name);

  gtk_label_set_label (self->preview_title, title);
  gtk_label_set_label (self->preview_text, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->preview_text), text != NULL);
  gtk_widget_set_visible (self->retires_box,
                          kw_desk_import_get_format (self->import) == KW_DESK_IMPORT_FORMAT_ROOMS);
  gtk_list_view_set_model (self->items, GTK_SELECTION_MODEL (model));
  gtk_widget_set_sensitive (self->apply, is_news);
  show_state (self, "preview", self->apply);
}

/* Reading */

/* A reading that was stopped ends later, maybe after the view. */
typedef struct
{
  GWeakRef view;
  GCancellable *cancellable;
} Reading;

static void
reading_free (Reading *reading)
{
  g_weak_ref_clear (&reading->view);
  g_object_unref (reading->cancellable);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* (nullable): %NULL if the reading was stopped, or another file is read meanwhile. */
static KwImportView *
get_reader (Reading *reading)
{
  g_autoptr (KwImportView) self = g_weak_ref_get (&reading->view);

  return self != NULL && self->cancellable == reading->cancellable ? g_steal_pointer (&self) : NULL;
}

static void
on_progress_cb (goffset done_bytes, goffset total_bytes, gpointer user_data)
{
  g_autoptr (KwImportView) self = get_reader (user_data);
  g_autofree char *done = g_format_size ((guint64)done_bytes);
  g_autofree char *total = g_format_size ((guint64)total_bytes);
  g_autofree char *text = NULL;

  if (self == NULL || total_bytes <= 0)
    return;
  if (done_bytes >= total_bytes)
    text = g_strdup (_ ("Comparing it with what is known"));
  else
    /* Translators: how much of a file is read: "12.3 MB of 40.0 MB" */
    text = g_strdup_printf (_ ("%s of %s"), done, total);
  gtk_label_set_label (self->reading_text, text);
  set_pulsing (self, done_bytes >= total_bytes);
  if (done_bytes < total_bytes)
    gtk_progress_bar_set_fraction (self->reading_bar, (double)done_bytes / (double)total_bytes);
}

static void
on_previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (KwImportView) self = get_reader (reading);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDeskImport)
      import = kw_desk_preview_import_finish (KW_DESK (source), result, &error);

  if (self == NULL)
    return;
  g_clear_object (&self->cancellable);
  set_pulsing (self, FALSE);
  g_set_object (&self->import, import);
  if (import == NULL)
    show_failure (self, error);
  else if (kw_desk_import_get_n_problems (import) > 0)
    show_problems (self);
  else
    show_preview (self);
}

static void
stop_reading (KwImportView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  set_pulsing (self, FALSE);
}

static void
drop_import (KwImportView *self)
{
  gtk_list_view_set_model (self->items, NULL);
  gtk_list_view_set_model (self->problems, NULL);
  g_clear_object (&self->import);
}

static void
start_reading (KwImportView *self)
{
  const KwDeskImportRequest request = {
    .path = self->path,
    .retires_rooms = gtk_switch_get_active (self->retires),
  };
  g_autofree char *name = dup_base_name (self);
  /* Translators: the name of a file */
  g_autofree char *title = g_strdup_printf (_ ("Reading “%s”"), name);
  Reading *reading = g_new0 (Reading, 1);

  stop_reading (self);
  drop_import (self);
  gtk_label_set_label (self->reading_title, title);
  gtk_label_set_label (self->reading_text, "");
  gtk_progress_bar_set_fraction (self->reading_bar, 0);
  show_state (self, "reading", self->reading_stop);

  self->cancellable = g_cancellable_new ();
  g_weak_ref_init (&reading->view, self);
  reading->cancellable = g_object_ref (self->cancellable);
  kw_desk_preview_import_async (kw_session_get_desk (self->session), &request, on_progress_cb,
                                reading, self->cancellable, on_previewed_cb, reading);
}

static void
on_again_clicked_cb (KwImportView *self)
{
  start_reading (self);
}

static void
on_retires_changed_cb (KwImportView *self)
{
  if (self->import != NULL && !self->is_applying)
    start_reading (self);
}

/* Applying */

static void
show_applied (KwImportView *self, goffset n_done, goffset n_total)
{
  g_autofree char *text = g_strdup_printf (
      /* Translators: how many stays are entered in the register already, and of how many */
      ngettext ("%lu of %lu stay is entered.", "%lu of %lu stays are entered.", (gulong)n_total),
      (gulong)n_done, (gulong)n_total);

  set_pulsing (self, FALSE);
  gtk_progress_bar_set_fraction (self->applying_bar, (double)n_done / (double)n_total);
  gtk_label_set_label (self->applying_text, text);
}

static void
on_applying_cb (goffset n_done, goffset n_total, gpointer user_data)
{
  g_autoptr (KwImportView) self = g_weak_ref_get (user_data);

  if (self != NULL && self->is_applying && n_total > 0)
    show_applied (self, n_done, n_total);
}

static void
on_applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwImportView) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean is_applied = kw_desk_apply_import_finish (KW_DESK (source), result, &error);
  g_autofree char *done = NULL;

  if (self == NULL || self->session == NULL) /* the window is gone */
    return;
  self->is_applying = FALSE;
  g_clear_object (&self->cancellable);
  set_pulsing (self, FALSE);
  if (g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_CANCELLED) ||
      g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_CLOCK_SUSPECT))
    {
      show_preview (self); /* nothing was changed: it still says what would be */
      kw_clock_panel_heed (GTK_WIDGET (self), error);
      return;
    }
  done = kw_import_words_dup_done (self->import);
  drop_import (self);
  if (is_applied)
    g_signal_emit (self, signals[SIGNAL_ENDED], 0, done);
  else
    show_failure (self, error);
}

static void
on_apply_clicked_cb (KwImportView *self)
{
  gpointer weak = NULL;

  if (self->import == NULL || self->is_applying)
    return;
  self->is_applying = TRUE;
  self->cancellable = g_cancellable_new ();
  gtk_label_set_label (self->applying_text, "");
  /* Not on the button: a second Enter must not stop what the first began. */
  show_state (self, "applying", self->applying);
  set_pulsing (self, TRUE);
  weak = kw_weak_new (self);
  kw_desk_apply_import_async (kw_session_get_desk (self->session), self->import, on_applying_cb,
                              weak, self->cancellable, on_applied_cb, weak);
}

/* Going back */

void
kw_import_view_back (KwImportView *self)
{
  if (self->is_applying)
    {
      g_cancellable_cancel (self->cancellable); /* on_applied_cb() goes back */
      return;
    }
  stop_reading (self);
  drop_import (self);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0, NULL);
}

static gboolean
on_escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  kw_import_view_back (KW_IMPORT_VIEW (widget));
  return TRUE;
}

/* Choosing a file */

void
kw_import_view_choose_file (GtkWidget *widget, KwFileTaken on_chosen)
{
  static const char *const suffixes[] = { "json", "csv", NULL };

  kw_file_choice_open (widget, _ ("Import the Hotel"), _ ("Property files and lists of rooms"),
                       suffixes, on_chosen);
}

/* Rows */

static KwDeskImportItem *
get_item_before (KwImportView *self, guint position)
{
  return position == 0
             ? NULL
             : g_list_model_get_item (kw_desk_import_get_items (self->import), position - 1);
}

static void
on_item_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  gtk_list_item_set_child (list_item, kw_import_row_new ());
  gtk_list_item_set_activatable (list_item, FALSE);
}

/* The first of its sort carries the heading of all. */
static void
on_item_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  KwImportView *self = user_data;
  KwImportRow *row = KW_IMPORT_ROW (gtk_list_item_get_child (list_item));
  KwDeskImportItem *item = gtk_list_item_get_item (list_item);
  g_autoptr (KwDeskImportItem)
      before = get_item_before (self, gtk_list_item_get_position (list_item));
  KwDeskImportPart part = kw_desk_import_item_get_part (item);
  KwDeskImportChange change = kw_desk_import_item_get_change (item);
  g_autofree char *detail = kw_import_words_dup_detail (
      kw_desk_import_get_property (self->import),
      kw_desk_get_now_unix_s (kw_session_get_desk (self->session)), item);
  gboolean is_loss = kw_desk_import_item_get_n_cards (item) > 0 ||
                     kw_desk_import_item_get_n_stays (item) > 0 ||
                     kw_desk_import_item_get_other (item) != NULL;

  if (before == NULL || kw_desk_import_item_get_part (before) != part ||
      kw_desk_import_item_get_change (before) != change)
    kw_import_row_set_heading (row, kw_import_words_get_group (part, change),
                               kw_desk_import_get_n (self->import, part, change));
  else
    kw_import_row_set_heading (row, NULL, 0);
  kw_import_row_set_text (row, kw_desk_import_item_get_name (item), detail, NULL);
  kw_import_row_set_is_warning (row, is_loss);
}

static void
on_problem_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  KwImportRow *row = KW_IMPORT_ROW (gtk_list_item_get_child (list_item));
  KwDeskImportProblem *problem = gtk_list_item_get_item (list_item);
  KwDeskImportCode code = kw_desk_import_problem_get_code (problem);
  const char *field = kw_desk_import_problem_get_field (problem);
  g_autofree char *line = kw_import_words_dup_line (problem);
  /* Translators: what is wrong, and what to do about it: two whole sentences */
  g_autofree char *detail = g_strdup_printf (C_ ("problem", "%s %s"),
                                             kw_import_words_get_problem (code),
                                             kw_import_words_get_remedy (code));
  g_autofree char *source = *field != '\0'
                                ? g_strdup_printf ("%s: %s", field,
                                                   kw_desk_import_problem_get_text (problem))
                                : g_strdup (kw_desk_import_problem_get_text (problem));

  kw_import_row_set_text (row, line, detail, source);
}

static void
set_factory (KwImportView *self, GtkListView *view, GCallback bind)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_item_setup_cb), self);
  g_signal_connect (factory, "bind", bind, self);
  gtk_list_view_set_factory (view, factory);
}

/* Object */

static void
kw_import_view_dispose (GObject *object)
{
  KwImportView *self = KW_IMPORT_VIEW (object);

  stop_reading (self);
  if (self->items != NULL)
    drop_import (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_IMPORT_VIEW);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_import_view_parent_class)->dispose (object);
}

static void
kw_import_view_finalize (GObject *object)
{
  g_free (KW_IMPORT_VIEW (object)->path);
  G_OBJECT_CLASS (kw_import_view_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KwImportView, stack);
  gtk_widget_class_bind_template_child (widget_class, KwImportView, reading_title);
  gtk_widget_class_bind_template_child (widget_class, KwImportView, reading_text);
  gtk_widget_class_bind_template_child (widget_class, KwImportView, reading_bar);
  gtk_widget_class_bind_template_child (widget_class, KwImportView, reading_stop);
  gtk_widget_class_bind_template_child (widget_class, KwImportView, preview_title);
  gtk_widget_class_bind_template_child (widget_class, KwImportView, preview_text);
  gtk_widget_class_bind_template_child (widget_class, KwImportView, retires_box);
  gtk_widget_class_bind_template_child (widget_class, KwImportView, retires);
  gtk_widget_class_bind_template_child (widget_class, KwImportView, items);
  gtk_widget_class_bind_template_child (widget_class, KwImportView, apply);
  gtk_widget_class_bind_template_child (widget_class, KwImportView, problems_title);
  gtk_widget_class_bind_template_child (widget_class, KwImportView, problems);
  gtk_widget_class_bind_template_child (widget_class, KwImportView, again);
  gtk_widget_class_bind_template_child (widget_class, KwImportView, applying);
  gtk_widget_class_bind_template_child (widget_class, KwImportView, applying_bar);
  gtk_widget_class_bind_template_child (widget_class, KwImportView, applying_text);
  gtk_widget_class_bind_template_child (widget_class, KwImportView, failure);
  gtk_widget_class_bind_template_child (widget_class, KwImportView, retry);
}

static void
kw_import_view_class_init (KwImportViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_import_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = kw_import_view_finalize;

  signals[SIGNAL_ENDED] = g_signal_new ("ended", KW_TYPE_IMPORT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-import-view.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, kw_import_view_back);
  gtk_widget_class_bind_template_callback (widget_class, on_again_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retires_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_apply_clicked_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape_cb, NULL);
}

static void
kw_import_view_init (KwImportView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_factory (self, self->items, G_CALLBACK (on_item_bind_cb));
  set_factory (self, self->problems, G_CALLBACK (on_problem_bind_cb));
}

void
kw_import_view_start (KwImportView *self, KwSession *session, const char *path)
{
  char *own_path = g_strdup (path);

  g_return_if_fail (!self->is_applying);
  g_set_object (&self->session, session);
  g_free (self->path);
  self->path = own_path;
  stop_reading (self);
  drop_import (self);
  gtk_switch_set_active (self->retires, FALSE);
  start_reading (self);
}

gboolean
kw_import_view_is_applying (KwImportView *self)
{
  return self->is_applying;
}
