/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-landing-chooser.h"

#include "kw-session.h"
#include "kw-toggle-flow.h"
#include "kw-words.h"

#include <glib/gi18n.h>

typedef struct
{
  const KwBank *bank;
  KwToggleFlow *flow;
  GtkToggleButton *every;
} Section;

struct _KwLandingChooser
{
  AdwExpanderRow parent_instance;

  const KwProperty *property;
  KwLandings landings;
  KwLandings before; /* every landing was chosen */
  gboolean is_alike; /* the same landings of every bank */
  gboolean is_filling;
  GArray *sections; /* (element-type Section) */

  GtkBox *box;
  GtkWidget *one_bank;
  GtkToggleButton *every; /* of every bank */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwLandingChooser, kw_landing_chooser, ADW_TYPE_EXPANDER_ROW)

/* Showing */

static gboolean
speaks_of (KwLandingChooser *self, const KwBank *bank)
{
  return self->landings.bank == bank->number ||
         (self->landings.bank == 0 && (self->is_alike || self->landings.has_every_landing));
}

static void
show_section (KwLandingChooser *self, const Section *section)
{
  const gboolean is_meant = speaks_of (self, section->bank);
  const gboolean has_every = is_meant && self->landings.has_every_landing;

  gtk_toggle_button_set_active (section->every, has_every);
  gtk_widget_set_sensitive (GTK_WIDGET (section->flow), !has_every);
  kw_toggle_flow_set_mask (section->flow, has_every  ? kw_bank_get_mask (section->bank)
                                          : is_meant ? self->landings.floors
                                                     : 0);
}

/* Of banks that are alike the first one's names stand for all. */
static char *
dup_names (KwLandingChooser *self)
{
  const KwBank *bank = self->landings.bank == 0
                           ? self->property->banks
                           : kw_property_get_bank (self->property, self->landings.bank);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; bank != NULL && i < bank->n_landings; i++)
    if ((self->landings.floors >> bank->landings[i].number & 1) != 0)
      g_ptr_array_add (names, (gpointer)bank->landings[i].name);
  list = names->len == 0 ? g_strdup (_ ("no floor")) : kw_words_dup_list (names);
  if (bank == NULL || names->len == 0 || self->property->n_banks == 1 || self->landings.bank == 0)
    return g_steal_pointer (&list);
  /* Translators: an elevator and the landings of it that are chosen: "Seehaus: EG and 3" */
  return g_strdup_printf (C_ ("elevator and landings", "%s: %s"), bank->name, list);
}

static char *
dup_subtitle (KwLandingChooser *self)
{
  const KwBank *bank = kw_property_get_bank (self->property, self->landings.bank);

  if (!self->landings.has_every_landing)
    return dup_names (self);
  if (self->property->n_banks == 1)
    return g_strdup (_ ("every floor"));
  if (bank == NULL)
    return g_strdup (_ ("every floor of every elevator"));
  /* Translators: the name of an elevator */
  return g_strdup_printf (_ ("every floor of %s"), bank->name);
}

static void
show (KwLandingChooser *self)
{
  g_autofree char *subtitle = dup_subtitle (self);

  self->is_filling = TRUE;
  for (guint i = 0; i < self->sections->len; i++)
    show_section (self, &g_array_index (self->sections, Section, i));
  gtk_toggle_button_set_active (self->every,
                                self->landings.has_every_landing && self->landings.bank == 0);
  self->is_filling = FALSE;
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
}

/* Choosing */

static void
change (KwLandingChooser *self)
{
  show (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static const Section *
find_section (KwLandingChooser *self, gpointer widget)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      const Section *section = &g_array_index (self->sections, Section, i);

      if ((gpointer)section->flow == widget || (gpointer)section->every == widget)
        return section;
    }
  return NULL;
}

static void
on_flow_changed_cb (KwToggleFlow *flow, KwLandingChooser *self)
{
  const Section *section = find_section (self, flow);
  const guint64 mask = kw_bank_get_mask (section->bank);

  if (self->is_alike)
    self->landings.floors = (self->landings.floors & ~mask) | kw_toggle_flow_get_mask (flow);
  else
    self->landings = (KwLandings){ .bank = section->bank->number,
                                   .floors = kw_toggle_flow_get_mask (flow) };
  change (self);
}

static void
on_every_toggled_cb (GtkToggleButton *button, KwLandingChooser *self)
{
  const Section *section = find_section (self, button); /* NULL: every elevator */
  const guint bank = section == NULL || self->is_alike ? 0 : section->bank->number;

  if (self->is_filling)
    return;
  if (!self->landings.has_every_landing)
    self->before = self->landings;
  self->landings = gtk_toggle_button_get_active (button)
                       ? (KwLandings){ .bank = bank, .has_every_landing = TRUE }
                       : self->before;
  change (self);
}

/* Making one */

static GtkToggleButton *
make_every_button (KwLandingChooser *self, const KwBank *bank)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (_ ("Every floor"));
  /* Translators: the name of an elevator */
  g_autofree char *name = g_strdup_printf (_ ("Every floor of %s"), bank->name);

  if (self->property->n_banks > 1)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_every_toggled_cb), self, 0);
  return GTK_TOGGLE_BUTTON (button);
}

static void
add_heading (KwLandingChooser *self, const KwBank *bank)
{
  GtkWidget *label = gtk_label_new (bank->name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_top (label, 6);
  gtk_box_append (self->box, label);
}

static void
add_section (KwLandingChooser *self, const KwBank *bank)
{
  /* Translators: the name of an elevator */
  g_autofree char *name = g_strdup_printf (_ ("Landings of %s"), bank->name);
  const Section section = {
    .bank = bank,
    .flow = g_object_new (KW_TYPE_TOGGLE_FLOW, NULL),
    .every = make_every_button (self, bank),
  };

  if (self->property->n_banks > 1)
    add_heading (self, bank);
  kw_toggle_flow_set_name (section.flow, name);
  for (guint i = 0; i < bank->n_landings; i++)
    kw_toggle_flow_add (section.flow, bank->landings[i].number, bank->landings[i].name);
  g_signal_connect_object (section.flow, "changed", G_CALLBACK (on_flow_changed_cb), self, 0);
  gtk_box_append (self->box, GTK_WIDGET (section.flow));
  gtk_box_append (self->box, GTK_WIDGET (section.every));
  g_array_append_val (self->sections, section);
}

static void
on_expanded_cb (KwLandingChooser *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    kw_toggle_flow_fill (g_array_index (self->sections, Section, i).flow);
}

static void
kw_landing_chooser_dispose (GObject *object)
{
  KwLandingChooser *self = KW_LANDING_CHOOSER (object);

  g_array_set_size (self->sections, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_LANDING_CHOOSER);
  G_OBJECT_CLASS (kw_landing_chooser_parent_class)->dispose (object);
}

static void
kw_landing_chooser_finalize (GObject *object)
{
  KwLandingChooser *self = KW_LANDING_CHOOSER (object);

  g_clear_pointer ((KwProperty **)&self->property, kw_property_unref);
  g_clear_pointer (&self->sections, g_array_unref);
  G_OBJECT_CLASS (kw_landing_chooser_parent_class)->finalize (object);
}

static void
kw_landing_chooser_class_init (KwLandingChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_landing_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = kw_landing_chooser_finalize;
  signals[CHANGED] = g_signal_new ("changed", KW_TYPE_LANDING_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-landing-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, KwLandingChooser, box);
  gtk_widget_class_bind_template_child (widget_class, KwLandingChooser, one_bank);
  gtk_widget_class_bind_template_child (widget_class, KwLandingChooser, every);
  gtk_widget_class_bind_template_callback (widget_class, on_every_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_expanded_cb);
}

static void
kw_landing_chooser_init (KwLandingChooser *self)
{
  self->sections = g_array_new (FALSE, FALSE, sizeof (Section));
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kw_landing_chooser_set_property (KwLandingChooser *self, const KwProperty *property)
{
  if (self->property != NULL)
    return;
  self->property = kw_property_ref (property);
  for (guint i = 0; i < property->n_banks; i++)
    add_section (self, &property->banks[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->every), property->n_banks > 1);
  gtk_widget_set_visible (GTK_WIDGET (self), property->n_banks > 0);
}

void
kw_landing_chooser_set_landings (KwLandingChooser *self, const KwLandings *landings)
{
  self->landings = *landings;
  if (!landings->has_every_landing)
    self->is_alike = landings->bank == 0 && landings->floors != 0;
  gtk_widget_set_visible (self->one_bank, self->property->n_banks > 1 && !self->is_alike);
  show (self);
}

void
kw_landing_chooser_get_landings (KwLandingChooser *self, KwLandings *out_landings)
{
  *out_landings = self->landings;
}
