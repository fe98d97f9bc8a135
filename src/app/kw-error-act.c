/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-error-act.h"

void
kw_error_act (GtkWidget *widget, KwErrorAction action)
{
  switch (action)
    {
    case KW_ERROR_ACTION_NONE:
    case KW_ERROR_ACTION_TRY_AGAIN:
    case KW_ERROR_ACTION_LAY_DOWN_AGAIN:
    case KW_ERROR_ACTION_USE_ANOTHER_CARD:
    case KW_ERROR_ACTION_WRITE_ANYWAY:
    case KW_ERROR_ACTION_DISCARD_CARD:
    case KW_ERROR_ACTION_GIVE_REASON:
    case KW_ERROR_ACTION_ISSUE_NEW:
    case KW_ERROR_ACTION_RETURN_CARD:
    case KW_ERROR_ACTION_CHANGE:
    case KW_ERROR_ACTION_LOOK_AGAIN:
    case KW_ERROR_ACTION_GIVE_PASSPHRASE:
      return;
    case KW_ERROR_ACTION_CLOSE:
      gtk_widget_activate_action (widget, "win.back", NULL);
      return;
    case KW_ERROR_ACTION_CHOOSE_ENCODER:
      gtk_widget_activate_action (widget, "win.show-page", "s", "preferences");
      return;
    case KW_ERROR_ACTION_SET_UP_ENCODER:
    case KW_ERROR_ACTION_FREE_ENCODER:
    case KW_ERROR_ACTION_ALLOW_ENCODER:
      gtk_widget_activate_action (widget, "win.open-uri", "s",
                                  kw_error_words_get_help_uri (action));
      return;
    case KW_ERROR_ACTION_CHECK_CLOCK:
      gtk_widget_activate_action (widget, "win.check-clock", NULL);
      return;
    case KW_ERROR_ACTION_SET_UP_STATION:
      gtk_widget_activate_action (widget, "win.set-up", NULL);
      return;
    case KW_ERROR_ACTION_OPEN_FOLDER:
    case KW_ERROR_ACTION_QUIT:
      gtk_widget_activate_action (widget, kw_error_words_get_app_action (action), NULL);
      return;
    }
}
