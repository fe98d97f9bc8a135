/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-toaster.h"

#include <string.h>

#define TOLD_S 5
#define SETTLED_MS 1000   /* libadwaita 1.2 frees one that goes while it still comes up too early */
#define BESIDE_MIN_PX 200 /* less room beside the pane is none */
#define N_FRAMES 40       /* longer than the pane needs to come */

struct _KwToaster
{
  GObject parent_instance;

  AdwToastOverlay *overlay;
  AdwFlap *flap;
  AdwToast *toast;      /* (nullable): the one that is shown; borrowed from the overlay */
  char *action;         /* (nullable): what it offers, with its target */
  guint timeout_source; /* 0, or until it goes by itself */
  guint tick;           /* 0, or while the pane comes or goes */
  guint n_frames;       /* so many more of them */
};

G_DEFINE_FINAL_TYPE (KwToaster, kw_toaster, G_TYPE_OBJECT)

/* How wide the pane is, or will be as soon as it is laid out. */
static int
measure_pane (KwToaster *self)
{
  GtkWidget *pane = adw_flap_get_flap (self->flap);
  int nat_px = 0;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self->flap)) || !adw_flap_get_reveal_flap (self->flap))
    return 0;
  gtk_widget_measure (pane, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &nat_px, NULL, NULL);
  return MAX (nat_px, gtk_widget_get_width (pane));
}

/* The overlay gives a toast the height of its sentence in lines as long as they like to be. */
static void
break_lines (GtkWidget *toast, GtkWidget *title, int room_px)
{
  PangoContext *context = gtk_widget_get_pango_context (title);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  const int char_px = PANGO_PIXELS_CEIL (
      MAX (pango_font_metrics_get_approximate_char_width (metrics),
           pango_font_metrics_get_approximate_digit_width (metrics)));
  int around_px = 0;
  int title_px = 0;

  pango_font_metrics_unref (metrics);
  gtk_label_set_max_width_chars (GTK_LABEL (title), -1);
  gtk_widget_measure (toast, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &around_px, NULL, NULL);
  gtk_widget_measure (title, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &title_px, NULL, NULL);
  around_px -= title_px;
  gtk_label_set_max_width_chars (GTK_LABEL (title), MAX ((room_px - around_px) / char_px, 1));
}

/* Over the page: in the pane stands what the clerk is about to read and press. */
static void
place (KwToaster *self)
{
  GtkWidget *toast = NULL;
  const int room_px = gtk_widget_get_width (GTK_WIDGET (self->overlay));
  const int flap_px = gtk_widget_get_mapped (GTK_WIDGET (self->flap))
                          ? gtk_widget_get_width (GTK_WIDGET (self->flap))
                          : room_px;
  const int pane_px = measure_pane (self);
  const gboolean is_beside = flap_px - pane_px >= BESIDE_MIN_PX;

  if (self->toast == NULL || room_px == 0)
    return;
  toast = gtk_widget_get_last_child (GTK_WIDGET (self->overlay)); /* the newest comes last */
  gtk_widget_set_margin_start (toast, is_beside ? room_px - flap_px : 0);
  gtk_widget_set_margin_end (toast, is_beside ? pane_px : 0);
  break_lines (toast, adw_toast_get_custom_title (self->toast), room_px);
}

static gboolean
on_frame_cb (GtkWidget *overlay, GdkFrameClock *clock, gpointer user_data)
{
  KwToaster *self = user_data;

  place (self);
  if (--self->n_frames > 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

/* How wide the pane is shows only when it has been laid out, which may be after it is revealed. */
static void
on_pane_moved_cb (KwToaster *self)
{
  place (self);
  self->n_frames = N_FRAMES;
  if (self->tick == 0 && self->toast != NULL)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->overlay), on_frame_cb, self, NULL);
}

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
  gtk_label_set_wrap_mode (GTK_LABEL (title), PANGO_WRAP_WORD_CHAR);
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
  g_free (self->action);
  self->action = g_strdup (action);
  if (self->toast == NULL)
    add_toast (self);
  gtk_label_set_label (GTK_LABEL (adw_toast_get_custom_title (self->toast)), sentence);
  adw_toast_set_button_label (self->toast, label);
  adw_toast_set_action_name (self->toast, NULL); /* name and target fit each other at any time */
  adw_toast_set_action_target_value (self->toast, target);
  adw_toast_set_action_name (self->toast, name);
  place (self);
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

void
kw_toaster_withdraw (KwToaster *self, const char *action)
{
  if (self->toast == NULL || g_strcmp0 (self->action, action) != 0)
    return;
  g_clear_handle_id (&self->timeout_source, g_source_remove);
  self->timeout_source = g_timeout_add (SETTLED_MS, on_timeout_cb, self);
}

static void
kw_toaster_dispose (GObject *object)
{
  KwToaster *self = KW_TOASTER (object);

  g_clear_handle_id (&self->timeout_source, g_source_remove);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->overlay), self->tick);
  self->tick = 0;
  G_OBJECT_CLASS (kw_toaster_parent_class)->dispose (object);
}

static void
kw_toaster_finalize (GObject *object)
{
  g_free (KW_TOASTER (object)->action);
  G_OBJECT_CLASS (kw_toaster_parent_class)->finalize (object);
}

static void
kw_toaster_class_init (KwToasterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kw_toaster_dispose;
  G_OBJECT_CLASS (klass)->finalize = kw_toaster_finalize;
}

static void
kw_toaster_init (KwToaster *self)
{
}

KwToaster *
kw_toaster_new (AdwToastOverlay *overlay, AdwFlap *flap)
{
  KwToaster *self = g_object_new (KW_TYPE_TOASTER, NULL);

  self->overlay = overlay;
  self->flap = flap;
  g_signal_connect_object (flap, "notify::reveal-flap", G_CALLBACK (on_pane_moved_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
