/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encode-status.h"

#include "kw-session.h"

#include <glib/gi18n.h>

#define ICON_PX 96
#define SMALL_ICON_PX 40
#define SPACING_PX 18 /* as in the template */
#define MARGIN_PX 24
#define SMALL_MARGIN_PX 6

struct _KwEncodeStatus
{
  AdwBin parent_instance;

  char *icon_class;
  int icon_px; /* where there is room for it */
  guint fit_source;

  GtkScrolledWindow *scroller;
  GtkImage *card;
  GtkImage *icon;
  GtkWidget *icons;
  GtkLabel *title;
  GtkLabel *text;
  GtkBox *body;
  GtkEditable *reason; /* (nullable): made when one is asked for */
  GtkButton *button;
  GtkButton *other_button;
};

enum
{
  PROP_ICON_NAME = 1,
  PROP_ICON_CLASS,
  PROP_TITLE,
  PROP_TEXT,
  PROP_LABEL,
  PROP_OTHER_LABEL,
  PROP_IS_AWAITING_CARD,
  PROP_ICON_PX,
  N_PROPS,
};

enum
{
  PRESSED,
  OTHER_PRESSED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwEncodeStatus, kw_encode_status, ADW_TYPE_BIN)

static void
set_label (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
set_button (GtkButton *button, const char *label)
{
  gtk_button_set_label (button, label != NULL ? label : "");
  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
}

static void
set_icon_class (KwEncodeStatus *self, const char *name)
{
  if (self->icon_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->icon_class);
  g_free (self->icon_class);
  self->icon_class = g_strdup (name);
  if (name != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), name);
}

/* 0: there is no room for any. */
static void
set_icon_px (KwEncodeStatus *self, int px)
{
  const int margin_px = px > 0 ? MARGIN_PX : SMALL_MARGIN_PX;

  gtk_widget_set_visible (self->icons, px > 0);
  gtk_widget_set_margin_top (GTK_WIDGET (self->body), margin_px);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->body), margin_px);
  if (px == 0)
    return;
  gtk_image_set_pixel_size (self->icon, px);
  gtk_image_set_pixel_size (self->card, px * 2 / 3);
}

/* For the words. */
static int
get_width_px (KwEncodeStatus *self)
{
  return gtk_widget_get_width (gtk_widget_get_parent (GTK_WIDGET (self->body))) - 2 * MARGIN_PX;
}

/* What stands below the icons, and the room between. */
static int
measure_words_px (KwEncodeStatus *self)
{
  int words_px = 0;

  for (GtkWidget *child = gtk_widget_get_next_sibling (self->icons); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int height_px = 0;

      if (!gtk_widget_get_visible (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, get_width_px (self), &height_px, NULL,
                          NULL, NULL);
      words_px += height_px + SPACING_PX;
    }
  return words_px;
}

/* The largest icon with which nothing has to be scrolled. It follows from the words and the room
 * alone, never from the icon that is shown: it would come and go. */
static int
choose_icon_px (KwEncodeStatus *self)
{
  const int wanted_px[] = { self->icon_px, MIN (SMALL_ICON_PX, self->icon_px) };
  const gboolean has_card = gtk_widget_get_visible (GTK_WIDGET (self->card));
  const int room_px = (int)gtk_adjustment_get_page_size (
                          gtk_scrolled_window_get_vadjustment (self->scroller)) -
                      measure_words_px (self) - 2 * MARGIN_PX;

  for (guint i = 0; i < G_N_ELEMENTS (wanted_px); i++)
    if (wanted_px[i] + (has_card ? wanted_px[i] * 2 / 3 : 0) <= room_px)
      return wanted_px[i];
  return 0;
}

static gboolean
fit_icon (gpointer user_data)
{
  KwEncodeStatus *self = user_data;

  self->fit_source = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && get_width_px (self) > 0) /* it was laid out */
    set_icon_px (self, choose_icon_px (self));
  return G_SOURCE_REMOVE;
}

/* What is said counts more than the icon. Comes in the middle of a layout, when nothing may ask for
 * another size. */
static void
on_room_changed_cb (KwEncodeStatus *self)
{
  if (self->fit_source == 0)
    self->fit_source = g_idle_add (fit_icon, self);
}

static void
on_button_clicked_cb (KwEncodeStatus *self)
{
  g_signal_emit (self, signals[PRESSED], 0);
}

static void
on_other_button_clicked_cb (KwEncodeStatus *self)
{
  g_signal_emit (self, signals[OTHER_PRESSED], 0);
}

static void
kw_encode_status_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  KwEncodeStatus *self = KW_ENCODE_STATUS (object);

  switch (id)
    {
    case PROP_ICON_NAME:
      g_value_set_string (value, gtk_image_get_icon_name (self->icon));
      break;
    case PROP_ICON_CLASS:
      g_value_set_string (value, self->icon_class);
      break;
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (self->title));
      break;
    case PROP_TEXT:
      g_value_set_string (value, gtk_label_get_label (self->text));
      break;
    case PROP_LABEL:
      g_value_set_string (value, gtk_button_get_label (self->button));
      break;
    case PROP_OTHER_LABEL:
      g_value_set_string (value, gtk_button_get_label (self->other_button));
      break;
    case PROP_IS_AWAITING_CARD:
      g_value_set_boolean (value, gtk_widget_get_visible (GTK_WIDGET (self->card)));
      break;
    case PROP_ICON_PX:
      g_value_set_int (value, self->icon_px);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
kw_encode_status_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  KwEncodeStatus *self = KW_ENCODE_STATUS (object);

  switch (id)
    {
    case PROP_ICON_NAME:
      gtk_image_set_from_icon_name (self->icon, g_value_get_string (value));
      break;
    case PROP_ICON_CLASS:
      set_icon_class (self, g_value_get_string (value));
      break;
    case PROP_TITLE:
      set_label (self->title, g_value_get_string (value));
      break;
    case PROP_TEXT:
      set_label (self->text, g_value_get_string (value));
      break;
    case PROP_LABEL:
      set_button (self->button, g_value_get_string (value));
      break;
    case PROP_OTHER_LABEL:
      set_button (self->other_button, g_value_get_string (value));
      break;
    case PROP_IS_AWAITING_CARD:
      gtk_widget_set_visible (GTK_WIDGET (self->card), g_value_get_boolean (value));
      break;
    case PROP_ICON_PX:
      self->icon_px = g_value_get_int (value);
      set_icon_px (self, self->icon_px);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
kw_encode_status_dispose (GObject *object)
{
  KwEncodeStatus *self = KW_ENCODE_STATUS (object);

  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KW_TYPE_ENCODE_STATUS);
  g_clear_handle_id (&self->fit_source, g_source_remove); /* last: what goes may change the room */
  G_OBJECT_CLASS (kw_encode_status_parent_class)->dispose (object);
}

static void
kw_encode_status_finalize (GObject *object)
{
  g_free (KW_ENCODE_STATUS (object)->icon_class);
  G_OBJECT_CLASS (kw_encode_status_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  static const char *const names[N_PROPS] = {
    [PROP_ICON_NAME] = "icon-name", [PROP_ICON_CLASS] = "icon-class",
    [PROP_TITLE] = "title",         [PROP_TEXT] = "text",
    [PROP_LABEL] = "label",         [PROP_OTHER_LABEL] = "other-label",
  };

  for (guint i = PROP_ICON_NAME; i <= PROP_OTHER_LABEL; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL, flags);
  properties[PROP_IS_AWAITING_CARD] = g_param_spec_boolean ("is-awaiting-card", NULL, NULL, FALSE,
                                                            flags);
  properties[PROP_ICON_PX] = g_param_spec_int ("icon-px", NULL, NULL, 16, 256, ICON_PX, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kw_encode_status_class_init (KwEncodeStatusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kw_encode_status_get_property;
  object_class->set_property = kw_encode_status_set_property;
  object_class->dispose = kw_encode_status_dispose;
  object_class->finalize = kw_encode_status_finalize;
  install_properties (object_class);
  signals[PRESSED] = g_signal_new ("pressed", KW_TYPE_ENCODE_STATUS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[OTHER_PRESSED] = g_signal_new ("other-pressed", KW_TYPE_ENCODE_STATUS, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-encode-status.ui");
  gtk_widget_class_bind_template_child (widget_class, KwEncodeStatus, scroller);
  gtk_widget_class_bind_template_child (widget_class, KwEncodeStatus, card);
  gtk_widget_class_bind_template_child (widget_class, KwEncodeStatus, icon);
  gtk_widget_class_bind_template_child (widget_class, KwEncodeStatus, icons);
  gtk_widget_class_bind_template_child (widget_class, KwEncodeStatus, title);
  gtk_widget_class_bind_template_child (widget_class, KwEncodeStatus, text);
  gtk_widget_class_bind_template_child (widget_class, KwEncodeStatus, body);
  gtk_widget_class_bind_template_child (widget_class, KwEncodeStatus, button);
  gtk_widget_class_bind_template_child (widget_class, KwEncodeStatus, other_button);
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_other_button_clicked_cb);
}

static void
kw_encode_status_init (KwEncodeStatus *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->icon_px = ICON_PX;
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                           G_CALLBACK (on_room_changed_cb), self, G_CONNECT_SWAPPED);
}

void
kw_encode_status_show (KwEncodeStatus *self, const char *title, const char *text)
{
  set_label (self->title, title);
  set_label (self->text, text);
  on_room_changed_cb (self);
}

void
kw_encode_status_offer (KwEncodeStatus *self, const char *label, const char *other_label)
{
  set_button (self->button, label);
  set_button (self->other_button, other_label);
}

static void
make_reason (KwEncodeStatus *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->reason = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _ ("_Reason"), "use-underline", TRUE,
                               "activates-default", TRUE, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->reason));
  gtk_box_append (self->body, group);
}

void
kw_encode_status_ask_reason (KwEncodeStatus *self, gboolean is_asked)
{
  if (self->reason == NULL && !is_asked)
    return;
  if (self->reason == NULL)
    make_reason (self);
  gtk_editable_set_text (self->reason, "");
  gtk_widget_set_visible (gtk_widget_get_last_child (GTK_WIDGET (self->body)), is_asked);
  if (is_asked)
    gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

char *
kw_encode_status_dup_reason (KwEncodeStatus *self)
{
  g_autofree char *reason = self->reason == NULL
                                ? g_strdup ("")
                                : g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  return *reason == '\0' ? NULL : g_steal_pointer (&reason);
}

GtkWidget *
kw_encode_status_get_button (KwEncodeStatus *self)
{
  return GTK_WIDGET (self->button);
}
