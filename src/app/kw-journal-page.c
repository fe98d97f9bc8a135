/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-journal-page.h"

#include "kw-desk-journal-list.h"
#include "kw-desk-journal.h"
#include "kw-error-words.h"
#include "kw-file-choice.h"
#include "kw-gradual-list.h"
#include "kw-journal-words.h"
#include "kw-text-column.h"
#include "kw-time-words.h"
#include "kw-window.h"

#include <glib/gi18n.h>

#define DAY_S (24 * 3600)

struct _KwJournalPage
{
  AdwBin parent_instance;

  KwSession *session;
  GCancellable *cancellable;
  KwDeskJournalList *rows;
  gboolean is_working;

  GtkStack *stack;
  GtkColumnView *view;
  GtkDropDown *events;
  GtkDropDown *days;
  GtkWidget *export;
  GtkWidget *verify;
  GtkRevealer *progress_revealer;
  GtkProgressBar *progress;
};

G_DEFINE_FINAL_TYPE (KwJournalPage, kw_journal_page, ADW_TYPE_BIN)

#define EVENT(name) ((guint64)1 << KW_JOURNAL_EVENT_##name)

/* In the order of the drop-down. */
static const guint64 event_groups[] = {
  0,
  EVENT (CARD_ISSUED) | EVENT (CARD_RENEWED) | EVENT (CARD_MOVED) | EVENT (CANCEL_CARD_ISSUED) |
      EVENT (BATCH_CREATED) | EVENT (BATCH_STOPPED) | EVENT (BATCH_ENDED) |
      EVENT (BATCH_CARD_SKIPPED) | EVENT (BATCH_CARD_REDONE) | EVENT (BATCH_SKIPPED_TAKEN_UP),
  EVENT (CARD_RETURNED) | EVENT (CARD_RETURNED_ABSENT) | EVENT (CARD_BLANKED) |
      EVENT (CARD_DISCARDED),
  EVENT (CARD_LOST) | EVENT (WALK_LIST_TICKED),
  EVENT (STAY_CREATED) | EVENT (STAY_OPENED) | EVENT (STAY_CHANGED) | EVENT (STAY_CLOSED),
  EVENT (CARD_ISSUE_FAILED) | EVENT (CARD_ISSUE_UNCERTAIN) | EVENT (CARD_DAMAGED),
  EVENT (PROPERTY_IMPORTED) | EVENT (KEYS_CREATED) | EVENT (KEYS_EXPORTED) | EVENT (KEYS_OPENED) |
      EVENT (PASSPHRASE_REFUSED) | EVENT (PASSPHRASE_CHANGED) | EVENT (CLOCK_CONFIRMED) |
      EVENT (PERSONAL_ERASED),
};

/* In the order of the drop-down: how far back; 0 = from the first row. */
static const guint day_spans[] = { 0, 1, 7, 31 };

static KwDeskJournalFilter
get_filter (KwJournalPage *self)
{
  guint n_days = day_spans[gtk_drop_down_get_selected (self->days)];
  gint64 now_unix_s = kw_desk_get_now_unix_s (kw_session_get_desk (self->session));

  return (KwDeskJournalFilter){
    .events = event_groups[gtk_drop_down_get_selected (self->events)],
    .from_unix_s = n_days == 0 ? 0 : now_unix_s - (gint64)n_days * DAY_S,
  };
}

static void
update_stack (KwJournalPage *self)
{
  const KwDeskJournalFilter filter = get_filter (self);
  gboolean is_filtered = filter.events != 0 || filter.from_unix_s != 0;
  gboolean is_loading = FALSE;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "rows");
      return;
    }
  g_object_get (self->rows, "is-loading", &is_loading, NULL);
  if (!is_loading)
    gtk_stack_set_visible_child_name (self->stack, is_filtered ? "none" : "empty");
}

static void
on_filter_changed_cb (KwJournalPage *self)
{
  KwDeskJournalFilter filter;

  if (self->rows == NULL)
    return;
  filter = get_filter (self);
  kw_desk_journal_list_set_filter (self->rows, &filter);
  update_stack (self);
}

static void
on_clear_clicked_cb (GtkButton *button, gpointer user_data)
{
  KwJournalPage *self = user_data;

  gtk_drop_down_set_selected (self->events, 0);
  gtk_drop_down_set_selected (self->days, 0);
}

static void
tell (KwJournalPage *self, const char *sentence)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));

  if (window != NULL)
    kw_window_tell (window, sentence);
}

/* One long work at a time; its buttons wait meanwhile. */
static void
set_working (KwJournalPage *self, gboolean is_working)
{
  self->is_working = is_working;
  gtk_widget_set_sensitive (self->export, !is_working);
  gtk_widget_set_sensitive (self->verify, !is_working);
  gtk_revealer_set_reveal_child (self->progress_revealer, is_working);
  gtk_progress_bar_set_fraction (self->progress, 0);
}

static void
on_progress_cb (guint64 n_done, guint64 n_total, gpointer user_data)
{
  KwJournalPage *self = user_data;

  if (!g_cancellable_is_cancelled (self->cancellable) && n_total > 0)
    gtk_progress_bar_set_fraction (self->progress, (double)n_done / (double)n_total);
}

static void
on_exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwJournalPage) self = user_data;
  g_autoptr (GError) error = NULL;
  guint64 n_rows = 0;
  g_autofree char *sentence = NULL;
  gboolean is_done = kw_desk_export_journal_finish (KW_DESK (source), result, &n_rows, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_working (self, FALSE);
  sentence = is_done ? g_strdup_printf (ngettext ("%lu entry is exported.",
                                                  "%lu entries are exported.", (gulong)n_rows),
                                        (gulong)n_rows)
                     : kw_error_words_dup_sentence (error);
  tell (self, sentence);
}

void
kw_journal_page_export (KwJournalPage *self, const char *path)
{
  const KwDeskJournalFilter filter = get_filter (self);

  if (self->is_working)
    return;
  set_working (self, TRUE);
  kw_desk_export_journal_async (kw_session_get_desk (self->session), path, &filter, on_progress_cb,
                                self, self->cancellable, on_exported_cb, g_object_ref (self));
}

static void
on_chosen (GtkWidget *widget, const char *path)
{
  kw_journal_page_export (KW_JOURNAL_PAGE (widget), path);
}

static void
on_export_clicked_cb (GtkButton *button, gpointer user_data)
{
  /* Translators: the name of a file that is proposed for the exported journal */
  kw_file_choice_save (GTK_WIDGET (user_data), _ ("Export the Journal"), _ ("journal.csv"),
                       on_chosen);
}

static void
on_verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwJournalPage) self = user_data;
  g_autoptr (GError) error = NULL;
  guint64 n_entries = 0;
  g_autofree char *sentence = NULL;
  gboolean is_whole = kw_desk_verify_journal_finish (KW_DESK (source), result, &n_entries, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_working (self, FALSE);
  sentence = is_whole ? g_strdup_printf (ngettext ("The journal is whole: %lu entry.",
                                                   "The journal is whole: %lu entries.",
                                                   (gulong)n_entries),
                                         (gulong)n_entries)
                      : kw_error_words_dup_sentence (error);
  tell (self, sentence);
}

static void
on_verify_clicked_cb (GtkButton *button, gpointer user_data)
{
  KwJournalPage *self = user_data;

  if (self->is_working)
    return;
  set_working (self, TRUE);
  kw_desk_verify_journal_async (kw_session_get_desk (self->session), self->cancellable,
                                on_verified_cb, g_object_ref (self));
}

/* What the columns say of a row. */

static char *
dup_when (gpointer item, gpointer user_data)
{
  KwJournalPage *self = user_data;
  KwDesk *desk = kw_session_get_desk (self->session);
  const KwProperty *property = kw_desk_get_property (desk);
  const KwJournalEntry *entry = kw_desk_journal_item_get_entry (item);

  return property == NULL || entry == NULL
             ? NULL
             : kw_time_words_dup (property, kw_desk_get_now_unix_s (desk), entry->at_unix_s);
}

static char *
dup_operator (gpointer item, gpointer user_data)
{
  const KwJournalEntry *entry = kw_desk_journal_item_get_entry (item);

  return entry == NULL ? NULL : g_strdup (entry->operator_name);
}

static char *
dup_event (gpointer item, gpointer user_data)
{
  const KwJournalEntry *entry = kw_desk_journal_item_get_entry (item);

  return entry == NULL ? NULL : g_strdup (kw_journal_words_get_event (entry->event));
}

static char *
dup_about (gpointer item, gpointer user_data)
{
  KwJournalPage *self = user_data;
  const KwProperty *property = kw_desk_get_property (kw_session_get_desk (self->session));
  const KwJournalEntry *entry = kw_desk_journal_item_get_entry (item);

  return entry == NULL ? NULL
                       : kw_journal_words_dup_about (property, entry,
                                                     kw_desk_journal_item_get_card_label (item));
}

/* The names and reasons that belong to it and were not erased. */
static char *
dup_people (gpointer item, gpointer user_data)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  if (kw_desk_journal_item_get_entry (item) == NULL)
    return NULL;
  for (guint i = 0; i < kw_desk_journal_item_get_n_personal (item); i++)
    {
      const char *text = kw_desk_journal_item_get_personal (item, i);

      if (text != NULL)
        g_ptr_array_add (texts, (gpointer)text);
    }
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (" · ", (char **)texts->pdata);
}

static void
add_columns (KwJournalPage *self)
{
  static const KwTextColumn columns[] = {
    { N_ ("When"), dup_when, 130, 0 },        { N_ ("What happened"), dup_event, 0, 22 },
    { N_ ("About"), dup_about, 0, 10 },       { N_ ("Names"), dup_people, 0, 8 },
    { N_ ("Operator"), dup_operator, 90, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    kw_text_column_append (self->view, &columns[i], self);
}

static void
kw_journal_page_dispose (GObject *object)
{
  KwJournalPage *self = KW_JOURNAL_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_JOURNAL_PAGE);
  g_clear_object (&self->rows);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_journal_page_parent_class)->dispose (object);
}

static void
kw_journal_page_finalize (GObject *object)
{
  g_clear_object (&KW_JOURNAL_PAGE (object)->cancellable);
  G_OBJECT_CLASS (kw_journal_page_parent_class)->finalize (object);
}

static void
kw_journal_page_class_init (KwJournalPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_journal_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kw_journal_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-journal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwJournalPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KwJournalPage, view);
  gtk_widget_class_bind_template_child (widget_class, KwJournalPage, events);
  gtk_widget_class_bind_template_child (widget_class, KwJournalPage, days);
  gtk_widget_class_bind_template_child (widget_class, KwJournalPage, export);
  gtk_widget_class_bind_template_child (widget_class, KwJournalPage, verify);
  gtk_widget_class_bind_template_child (widget_class, KwJournalPage, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, KwJournalPage, progress);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_export_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_verify_clicked_cb);
}

static void
kw_journal_page_init (KwJournalPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  add_columns (self);
}

GtkWidget *
kw_journal_page_new (KwSession *session)
{
  KwJournalPage *self = g_object_new (KW_TYPE_JOURNAL_PAGE, NULL);
  g_autoptr (GtkSelectionModel) selection = NULL;
  KwGradualList *rows = NULL;

  self->session = g_object_ref (session);
  self->rows = kw_desk_journal_list_new (kw_session_get_desk (session), NULL);
  rows = kw_gradual_list_new (G_LIST_MODEL (self->rows), KW_GRADUAL_LIST_N_ROWS);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (rows)));
  gtk_column_view_set_model (self->view, selection);
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (update_stack), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "notify::is-loading", G_CALLBACK (update_stack), self,
                           G_CONNECT_SWAPPED);
  update_stack (self);
  return GTK_WIDGET (self);
}
