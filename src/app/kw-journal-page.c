/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-journal-page.h"

struct _KwJournalPage
{
  AdwBin parent_instance;

  KwSession *session;
};

G_DEFINE_FINAL_TYPE (KwJournalPage, kw_journal_page, ADW_TYPE_BIN)

static void
kw_journal_page_dispose (GObject *object)
{
  KwJournalPage *self = KW_JOURNAL_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_JOURNAL_PAGE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kw_journal_page_parent_class)->dispose (object);
}

static void
kw_journal_page_class_init (KwJournalPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_journal_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-journal-page.ui");
}

static void
kw_journal_page_init (KwJournalPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kw_journal_page_new (KwSession *session)
{
  KwJournalPage *self = g_object_new (KW_TYPE_JOURNAL_PAGE, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
