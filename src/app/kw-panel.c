/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-panel.h"

G_DEFINE_INTERFACE (KwPanel, kw_panel, GTK_TYPE_WIDGET)

static void
kw_panel_default_init (KwPanelInterface *iface)
{
}

char *
kw_panel_dup_title (KwPanel *self)
{
  KwPanelInterface *iface = KW_PANEL_GET_IFACE (self);

  return iface->dup_title != NULL ? iface->dup_title (self) : NULL;
}

gboolean
kw_panel_take_back (KwPanel *self)
{
  KwPanelInterface *iface = KW_PANEL_GET_IFACE (self);

  return iface->take_back != NULL && iface->take_back (self);
}
