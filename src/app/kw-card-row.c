/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-card-row.h"

#include "kw-time-words.h"
#include "kw-words.h"

#include <glib/gi18n.h>

static char *
dup_state (const KwProperty *property, gint64 now_unix_s, const KwCredential *credential)
{
  const gint64 until_unix_s = MAX (credential->grant->valid_until_unix_s,
                                   credential->may_live_until_unix_s);
  g_autofree char *until = kw_time_words_dup (property, now_unix_s, until_unix_s);

  if (until_unix_s <= now_unix_s)
    /* Translators: the time at which a card stopped working: "yesterday 11:00" */
    return g_strdup_printf (_ ("Ended %s"), until);
  if (credential->state == KW_CREDENTIAL_STATE_LIVE)
    /* Translators: the time until which a card works: "Sunday 11:00" */
    return g_strdup_printf (_ ("Opens until %s"), until);
  if (credential->state == KW_CREDENTIAL_STATE_LOST)
    /* Translators: the time until which a card may work: "Sunday 11:00" */
    return g_strdup_printf (_ ("Lost, may open until %s"), until);
  if (credential->state == KW_CREDENTIAL_STATE_SUPERSEDED)
    /* Translators: a newer card was written; the time until which this one may work: "Sunday
       11:00" */
    return g_strdup_printf (_ ("Superseded, may open until %s"), until);
  return g_strdup (kw_words_get_credential_state (credential->state));
}

void
kw_card_row_set_line (GtkWidget *row, const char *line)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  /* Translators: a card for who cannot see it: "Card 7-42", "Opens until Sunday 11:00" */
  g_autofree char *label = g_strdup_printf (C_ ("card row", "%s, %s"), title, line);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

GtkWidget *
kw_card_row_new (const KwProperty *property, gint64 now_unix_s, KwDeskCardItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  const KwCredential *credential = item == NULL ? NULL : kw_desk_card_item_get_credential (item);
  g_autofree char *title = NULL;
  g_autofree char *state = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  if (credential == NULL)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("This card cannot be read."));
      return row;
    }
  /* Translators: the number of a card, "7-42" */
  title = g_strdup_printf (_ ("Card %s"), kw_desk_card_item_get_label (item));
  state = dup_state (property, now_unix_s, credential);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  kw_card_row_set_line (row, state);
  if (credential->state == KW_CREDENTIAL_STATE_LOST)
    gtk_widget_add_css_class (row, "error");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}
