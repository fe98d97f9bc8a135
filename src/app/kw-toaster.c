/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-toaster.h"

#include <string.h>

#define TOLD_S 5

struct _KwToaster
{
  GObject parent_instance;

  AdwToastOverlay *overlay;
  AdwToast *toast;      /* (nullable): the one that is shown; borrowed from the overlay */
  guint timeout_source; /* 0, or until it goes by itself */
};

G_DEFINE_FINAL_TYPE (KwToaster, kw_toaster, G_TYPE_OBJECT)

static gboolean
on_timeout_cb (gpointer data)
{
  KwToaster *self = data;

  self->timeout_source = 0;
  adw_toast_dismiss (self->toast);
  return G_SOURCE_REMOVE;
}

static void
on_dismissed_cb (KwToaster *self)
{
  g_clear_handle_id (&self->timeout_source, g_source_remove);
  self->toast = NULL;
}

static void
add_toast (KwToaster *self)
{
  GtkWidget *title = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (title), TRUE); /* a toast's own title is cut where it is long */
  gtk_label_set_xalign (GTK_LABEL (title), 0.0F);
  gtk_widget_add_css_class (title, "heading");
  self->toast = adw_toast_new ("");
  adw_toast_set_custom_title (self->toast, title);
  adw_toast_set_timeout (self->toast, 0); /* its own is not begun anew for another sentence */
  g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (on_dismissed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->overlay, self->toast);
}

/* In place: a toast that is put in front of another is an assertion that fails in libadwaita 1.2.
 */
static void
show (KwToaster *self, const char *sentence, const char *label, const char *action)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (action != NULL)
    g_action_parse_detailed_name (action, &name, &target, NULL);
  g_clear_handle_id (&self->timeout_source, g_source_remove);
  if (self->toast == NULL)
    add_toast (self);
  gtk_label_set_label (GTK_LABEL (adw_toast_get_custom_title (self->toast)), sentence);
  adw_toast_set_button_label (self->toast, label);
  adw_toast_set_action_name (self->toast, NULL); /* name and target fit each other at any time */
  adw_toast_set_action_target_value (self->toast, target);
  adw_toast_set_action_name (self->toast, name);
}

void
kw_toaster_tell (KwToaster *self, const char *sentence)
{
  g_autofree char *line = g_strndup (sentence, strcspn (sentence, "\n"));

  show (self, line, /* label= */ NULL, /* action= */ NULL);
  self->timeout_source = g_timeout_add_seconds (TOLD_S, on_timeout_cb, self);
}

void
kw_toaster_offer (KwToaster *self, const char *sentence, const char *label, const char *action)
{
  show (self, sentence, label, action);
}

static void
kw_toaster_dispose (GObject *object)
{
  KwToaster *self = KW_TOASTER (object);

  g_clear_handle_id (&self->timeout_source, g_source_remove);
  G_OBJECT_CLASS (kw_toaster_parent_class)->dispose (object);
}

static void
kw_toaster_class_init (KwToasterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kw_toaster_dispose;
}

static void
kw_toaster_init (KwToaster *self)
{
}

KwToaster *
kw_toaster_new (AdwToastOverlay *overlay)
{
  KwToaster *self = g_object_new (KW_TYPE_TOASTER, NULL);

  self->overlay = overlay;
  return self;
}
