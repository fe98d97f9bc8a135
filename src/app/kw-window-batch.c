/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-window-batch.h"

#include "kw-batch-page.h"
#include "kw-batch-words.h"
#include "kw-desk-batch.h"
#include "kw-weak.h"
#include "kw-window-actions.h"

#include <glib/gi18n.h>

static void
show_batches (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  GtkWidget *page = kw_window_ensure_hotel (self) ? kw_window_show_page (self, "batch") : NULL;

  if (page == NULL)
    return;
  kw_window_withdraw (self, "win.batch"); /* the page says it itself */
  gtk_widget_grab_focus (page);
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwWindow) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = kw_desk_list_batches_finish (KW_DESK (source), result, &error);
  g_autofree char *sentence = NULL;

  if (self == NULL || kw_window_get_session (self) == NULL || open == NULL || open->len == 0 ||
      KW_IS_BATCH_PAGE (kw_window_get_page (self)))
    return;
  sentence = kw_batch_words_dup_stopped (g_ptr_array_index (open, open->len - 1));
  kw_window_offer (self, sentence, _ ("_Show"), "win.batch");
}

void
kw_window_batch_start (KwWindow *self)
{
  KwDesk *desk = kw_session_get_desk (kw_window_get_session (self));

  if (!kw_desk_is_read_only (desk)) /* else none can be gone on with */
    kw_desk_list_batches_async (desk, NULL, on_listed_cb, kw_weak_new (self));
}

void
kw_window_batch_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.batch", NULL, show_batches);
}
