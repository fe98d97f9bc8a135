/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encode-discard.h"

#include "kw-desk-cards.h"
#include "kw-error-words.h"
#include "kw-window.h"

#include <glib/gi18n.h>

typedef struct
{
  GWeakRef widget;
  GWeakRef flow;
} Discarding;

static Discarding *
discarding_new (GtkWidget *widget, KwFlow *flow)
{
  Discarding *discarding = g_new0 (Discarding, 1);

  g_weak_ref_init (&discarding->widget, widget);
  g_weak_ref_init (&discarding->flow, flow);
  return discarding;
}

static void
discarding_free (Discarding *discarding)
{
  g_weak_ref_clear (&discarding->widget);
  g_weak_ref_clear (&discarding->flow);
  g_free (discarding);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Discarding, discarding_free)

static void
on_discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Discarding) discarding = user_data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&discarding->widget);
  g_autoptr (KwFlow) flow = g_weak_ref_get (&discarding->flow);
  KwWindow *window = widget != NULL ? kw_window_get_from (widget) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwCard) card = kw_desk_discard_card_finish (KW_DESK (source), result, &error);
  g_autofree char *sentence = error != NULL ? kw_error_words_dup_sentence (error)
                                            : g_strdup (_ ("The card is marked as discarded."));

  if (window != NULL)
    kw_window_tell (window, sentence);
  if (flow != NULL && kw_flow_get_state (flow) == KW_FLOW_STATE_NOT_DONE)
    kw_flow_retry (flow, /* is_other_card= */ TRUE);
}

void
kw_encode_discard (GtkWidget *widget, KwDesk *desk, KwFlow *flow)
{
  const KwCard *card = kw_flow_get_worn_card (flow);
  g_autofree char *label = NULL;

  if (card == NULL || card->is_discarded)
    {
      kw_flow_retry (flow, /* is_other_card= */ TRUE);
      return;
    }
  label = kw_card_dup_label (card);
  kw_desk_discard_card_async (desk, label, NULL, on_discarded_cb, discarding_new (widget, flow));
}
