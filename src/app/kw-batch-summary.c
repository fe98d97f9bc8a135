/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-batch-summary.h"

#include "kw-batch-words.h"
#include "kw-session.h"

#include <glib/gi18n.h>

/* Of those that were not written; more than anybody would read. */
#define N_ROWS_MAX 200

struct _KwBatchSummary
{
  AdwBin parent_instance;

  GtkLabel *result;
  GtkLabel *rest;
  GtkListBox *left;
  GtkButton *button;
  GtkButton *other_button;
};

enum
{
  PRESSED,
  OTHER_PRESSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwBatchSummary, kw_batch_summary, ADW_TYPE_BIN)

static void
add_left (KwBatchSummary *self, const KwProperty *property, const KwBatch *batch,
          const KwBatchCard *card)
{
  g_autofree char *title = kw_batch_words_dup_card (property, batch, card);
  g_autofree char *reason = kw_batch_words_dup_reason (card);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "subtitle", reason, "subtitle-lines", 0, NULL);

  gtk_list_box_append (self->left, row);
}

/* Whose turn has not come is only counted. */
static void
fill_left (KwBatchSummary *self, const KwProperty *property, const KwBatch *batch)
{
  GtkWidget *row = NULL;
  guint n = 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->left))) != NULL)
    gtk_list_box_remove (self->left, row);
  for (guint i = 0; i < batch->n_cards && n < N_ROWS_MAX; i++)
    {
      const KwBatchCard *card = &batch->cards[i];

      if (card->state == KW_BATCH_CARD_STATE_DONE ||
          (card->state == KW_BATCH_CARD_STATE_OPEN && card->problem == NULL))
        continue;
      add_left (self, property, batch, card);
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->left), n > 0);
}

static void
on_button_clicked_cb (KwBatchSummary *self)
{
  g_signal_emit (self, signals[PRESSED], 0);
}

static void
on_other_button_clicked_cb (KwBatchSummary *self)
{
  g_signal_emit (self, signals[OTHER_PRESSED], 0);
}

static void
kw_batch_summary_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KW_TYPE_BATCH_SUMMARY);
  G_OBJECT_CLASS (kw_batch_summary_parent_class)->dispose (object);
}

static void
kw_batch_summary_class_init (KwBatchSummaryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_batch_summary_dispose;
  signals[PRESSED] = g_signal_new ("pressed", KW_TYPE_BATCH_SUMMARY, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[OTHER_PRESSED] = g_signal_new ("other-pressed", KW_TYPE_BATCH_SUMMARY, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-batch-summary.ui");
  gtk_widget_class_bind_template_child (widget_class, KwBatchSummary, result);
  gtk_widget_class_bind_template_child (widget_class, KwBatchSummary, rest);
  gtk_widget_class_bind_template_child (widget_class, KwBatchSummary, left);
  gtk_widget_class_bind_template_child (widget_class, KwBatchSummary, button);
  gtk_widget_class_bind_template_child (widget_class, KwBatchSummary, other_button);
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_other_button_clicked_cb);
}

static void
kw_batch_summary_init (KwBatchSummary *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kw_batch_summary_show (KwBatchSummary *self, const KwProperty *property, const KwBatch *batch)
{
  const gboolean is_over = kw_batch_get_next (batch) == NULL;
  g_autofree char *result = kw_batch_words_dup_result (batch);
  g_autofree char *rest = kw_batch_words_dup_rest (batch);

  gtk_label_set_label (self->result, result);
  gtk_label_set_label (self->rest, rest != NULL ? rest : "");
  gtk_widget_set_visible (GTK_WIDGET (self->rest), rest != NULL);
  fill_left (self, property, batch);
  gtk_button_set_label (self->button, is_over ? _ ("_Close") : _ ("_Resume"));
  gtk_button_set_label (self->other_button,
                        is_over ? _ ("_Take Up Skipped Cards") : _ ("_End This Batch"));
  gtk_widget_set_visible (GTK_WIDGET (self->other_button), !is_over || batch->n_skipped > 0);
}

GtkWidget *
kw_batch_summary_get_button (KwBatchSummary *self)
{
  return GTK_WIDGET (self->button);
}
