/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-staff-form.h"

#include "kw-desk-names.h"
#include "kw-desk-staff.h"
#include "kw-encode-panel.h"
#include "kw-panel.h"
#include "kw-review-words.h"
#include "kw-sheet.h"
#include "kw-staff-places.h"
#include "kw-time-row.h"
#include "kw-time-text.h"
#include "kw-time-words.h"
#include "kw-tooltip.h"
#include "kw-weekday-row.h"
#include "kw-window.h"

#include <glib/gi18n.h>

#define MINUTES_OF_DAY (24 * 60)

struct _KwStaffForm
{
  AdwBin parent_instance;

  KwSheet *sheet;
  GtkLabel *replaced;
  AdwEntryRow *holder;
  AdwComboRow *kind;
  AdwComboRow *building;
  AdwComboRow *floor;
  GtkLabel *medium;
  KwTimeRow *until;
  KwWeekdayRow *weekdays;
  AdwEntryRow *start;
  AdwEntryRow *end;
  GtkWidget *deadbolt_group;
  AdwActionRow *deadbolt_row;
  GtkSwitch *deadbolt;
  GtkLabel *scope;
  GtkButton *submit;

  KwSession *session;
  KwStaffPlaces *places;  /* what @kind, @building and @floor offer */
  KwGrantKind shown_kind; /* what the rest of the form is for */
  KwCredential *old;      /* (nullable) what the card carries that is replaced */
  gboolean is_filling;
  gboolean is_touched;
  gboolean is_warned;   /* Escape was pressed once */
  gboolean is_going_on; /* to the review */
};

static void kw_staff_form_init_panel (KwPanelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KwStaffForm, kw_staff_form, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KW_TYPE_PANEL, kw_staff_form_init_panel))

static KwDesk *
get_desk (KwStaffForm *self)
{
  return kw_session_get_desk (self->session);
}

static const KwProperty *
get_property (KwStaffForm *self)
{
  return kw_desk_get_property (get_desk (self));
}

static const char *
get_text (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static KwGrantKind
get_kind (KwStaffForm *self)
{
  return kw_staff_places_get_kind (self->places);
}

/* What is asked for */

static char *
dup_holder (KwStaffForm *self)
{
  return g_strstrip (g_strdup (get_text (self->holder)));
}

/* Both rows empty: all day. */
static gboolean
read_hours (KwStaffForm *self, guint *out_start_minute, guint *out_end_minute)
{
  guint start_minute = 0;
  guint end_minute = 0;

  if (*get_text (self->start) != '\0' &&
      !kw_time_text_parse_minute (get_text (self->start), &start_minute))
    return FALSE;
  if (*get_text (self->end) == '\0')
    end_minute = start_minute == 0 ? 0 : MINUTES_OF_DAY;
  else if (!kw_time_text_parse_minute (get_text (self->end), &end_minute))
    return FALSE;
  *out_start_minute = start_minute == MINUTES_OF_DAY ? 0 : start_minute;
  *out_end_minute = end_minute == 0 && *out_start_minute != 0 ? MINUTES_OF_DAY : end_minute;
  return TRUE;
}

/* Areas and landings that were given by hand go with the place they were given for. */
static void
take_over_places (KwStaffForm *self, KwDeskIssueRequest *request)
{
  const KwGrant *grant = self->old != NULL ? self->old->grant : NULL;

  if (grant == NULL || grant->kind != request->kind || grant->building != request->building ||
      grant->floor != request->floor)
    return;
  request->has_areas = TRUE;
  request->areas = grant->areas;
  request->has_landings = TRUE;
  request->bank = grant->bank;
  request->floors = grant->floors;
  request->has_every_landing = grant->has_every_landing;
}

/* Borrows @holder. */
static KwDeskIssueRequest
make_request (KwStaffForm *self, const char *holder)
{
  const gboolean is_strong = get_kind (self) == KW_GRANT_KIND_MASTER ||
                             get_kind (self) == KW_GRANT_KIND_EMERGENCY;
  KwDeskIssueRequest request = {
    .kind = get_kind (self),
    .holder = holder,
    .building = kw_staff_places_get_building (self->places),
    .floor = kw_staff_places_get_floor (self->places),
    .until_unix_s = kw_time_row_get_unix_s (self->until),
    .can_override_deadbolt = is_strong && gtk_switch_get_active (self->deadbolt),
  };

  kw_weekday_row_get_weekdays (self->weekdays, &request.weekdays);
  read_hours (self, &request.day_start_minute, &request.day_end_minute);
  take_over_places (self, &request);
  return request;
}

/* Showing */

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
show_scope (KwStaffForm *self)
{
  const KwGrant place = {
    .kind = get_kind (self),
    .building = kw_staff_places_get_building (self->places),
    .floor = kw_staff_places_get_floor (self->places),
  };
  g_autofree char *scope = kw_review_words_dup_scope (get_property (self), &place);

  gtk_label_set_label (self->scope, scope);
}

/* Said before anything is written, about the card that lies there or any that may come. */
static void
show_medium (KwStaffForm *self)
{
  const KwDeskOutcome *card = kw_desk_watch_get_outcome (kw_session_get_watch (self->session));
  const gboolean is_wrong = card != NULL &&
                            !kw_desk_staff_takes_medium (get_property (self), get_kind (self),
                                                         card->medium_name);

  if (is_wrong)
    set_text (self->medium, _ ("The card on the encoder can be copied. Use a DESFire card."));
  else if (kw_desk_staff_needs_uncloneable (get_property (self), get_kind (self)))
    set_text (self->medium, _ ("It needs a DESFire card, which can't be copied."));
  else
    set_text (self->medium, NULL);
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->medium), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->medium), "error");
}

/* The lock opens to every emergency card, whether it is locked from inside or not. */
static void
show_deadbolt (KwStaffForm *self)
{
  const gboolean is_emergency = get_kind (self) == KW_GRANT_KIND_EMERGENCY;

  gtk_widget_set_visible (self->deadbolt_group,
                          is_emergency || get_kind (self) == KW_GRANT_KIND_MASTER);
  if (is_emergency)
    gtk_switch_set_active (self->deadbolt, TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->deadbolt), !is_emergency);
  adw_action_row_set_subtitle (self->deadbolt_row,
                               is_emergency ? _ ("Every emergency card does.") : "");
}

static void
show (KwStaffForm *self)
{
  show_deadbolt (self);
  show_medium (self);
  show_scope (self);
}

/* Changing */

static void
take_change (KwStaffForm *self)
{
  self->is_touched = TRUE;
  self->is_warned = FALSE;
  kw_sheet_clear (self->sheet);
  show (self);
}

static void
on_changed_cb (KwStaffForm *self)
{
  if (!self->is_filling)
    take_change (self);
}

static void
on_places_changed_cb (KwStaffForm *self)
{
  if (get_kind (self) != self->shown_kind)
    {
      self->is_filling = TRUE;
      gtk_switch_set_active (self->deadbolt, FALSE);
      self->is_filling = FALSE;
    }
  self->shown_kind = get_kind (self);
  take_change (self);
}

/* What cannot be */

static gboolean
refuse (KwStaffForm *self, gpointer row, const char *sentence)
{
  kw_sheet_refuse (self->sheet, row, sentence);
  return FALSE;
}

static gboolean
check_until (KwStaffForm *self)
{
  g_autofree char *problem = kw_time_row_dup_problem (self->until);
  const gint64 until_unix_s = kw_time_row_get_unix_s (self->until);

  if (problem != NULL)
    return refuse (self, self->until, problem);
  if (until_unix_s == 0)
    return refuse (self, self->until, _ ("Say until when the card shall work."));
  if (until_unix_s <= kw_desk_get_now_unix_s (get_desk (self)))
    return refuse (self, self->until, _ ("The end is in the past; give a later one."));
  return TRUE;
}

static gboolean
check_minute (KwStaffForm *self, AdwEntryRow *row)
{
  g_autofree char *example = NULL;
  g_autofree char *problem = NULL;
  guint minute;

  if (*get_text (row) == '\0' || kw_time_text_parse_minute (get_text (row), &minute))
    return TRUE;
  example = kw_time_words_dup_minute (7 * 60);
  /* Translators: what was typed as a time of day, then one as it may be typed: "07:00" */
  problem = g_strdup_printf (_ ("“%s” is not a time of day. Write it like “%s”."), get_text (row),
                             example);
  return refuse (self, row, problem);
}

static gboolean
check_hours (KwStaffForm *self)
{
  guint start_minute = 0;
  guint end_minute = 0;
  guint weekdays = 0;

  if (!kw_weekday_row_get_weekdays (self->weekdays, &weekdays))
    return refuse (self, self->weekdays, _ ("Choose the days on which the card opens."));
  if (!check_minute (self, self->start) || !check_minute (self, self->end))
    return FALSE;
  read_hours (self, &start_minute, &end_minute);
  if (start_minute == end_minute && end_minute != 0)
    return refuse (self, self->end,
                   _ ("The hours end when they begin. Leave both empty for the whole day."));
  return TRUE;
}

static gboolean
check_fields (KwStaffForm *self)
{
  g_autofree char *holder = dup_holder (self);
  g_autoptr (GError) error = NULL;

  if (*holder == '\0')
    return refuse (self, self->holder, _ ("Say who carries the card."));
  if (!kw_desk_check_name (_ ("Holder"), holder, &error))
    return refuse (self, self->holder, error->message);
  if (get_kind (self) == KW_GRANT_KIND_FLOOR && kw_staff_places_get_floor (self->places) == 0)
    return refuse (self, self->building, _ ("This building has no floors."));
  return check_until (self) && check_hours (self);
}

static void
on_submit_cb (KwStaffForm *self)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));
  g_autofree char *holder = dup_holder (self);
  KwFlowOrder order = { .kind = KW_FLOW_KIND_ISSUE };
  GtkWidget *panel = NULL;

  if (self->session == NULL || window == NULL || !check_fields (self))
    return;
  order.issue = make_request (self, holder);
  panel = kw_encode_panel_new (self->session, &order, /* n_cards= */ 1);
  kw_encode_panel_set_before (KW_ENCODE_PANEL (panel), GTK_WIDGET (self));
  self->is_going_on = TRUE;
  kw_window_show_panel (window, panel);
  self->is_going_on = FALSE;
}

/* Panel */

static char *
kw_staff_form_dup_title (KwPanel *panel)
{
  KwStaffForm *self = KW_STAFF_FORM (panel);

  return g_strdup (self->old != NULL ? _ ("Replace a Staff Card") : _ ("New Staff Card"));
}

/* Once; the second time it goes without being saved. */
static gboolean
warn (KwStaffForm *self, const char *sentence)
{
  if (!self->is_touched || self->is_warned)
    return FALSE;
  self->is_warned = TRUE;
  refuse (self, NULL, sentence);
  return TRUE;
}

static gboolean
kw_staff_form_take_back (KwPanel *panel)
{
  return warn (KW_STAFF_FORM (panel),
               _ ("What you typed is not saved. Press Escape once more to leave without it."));
}

static gboolean
kw_staff_form_can_leave (KwPanel *panel)
{
  KwStaffForm *self = KW_STAFF_FORM (panel);

  return self->is_going_on ||
         !warn (self, _ ("What you typed is not saved. Do that once more to leave without it."));
}

static void
kw_staff_form_init_panel (KwPanelInterface *iface)
{
  iface->dup_title = kw_staff_form_dup_title;
  iface->take_back = kw_staff_form_take_back;
  iface->can_leave = kw_staff_form_can_leave;
}

/* Object */

static void
kw_staff_form_dispose (GObject *object)
{
  KwStaffForm *self = KW_STAFF_FORM (object);

  self->is_filling = TRUE; /* what the rows say on their way out is nobody's typing */
  g_clear_object (&self->places);
  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (self), NULL); /* before its template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_STAFF_FORM);
  g_clear_pointer (&self->old, kw_credential_unref);
  G_OBJECT_CLASS (kw_staff_form_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-staff-form.ui");
  gtk_widget_class_bind_template_child (widget_class, KwStaffForm, replaced);
  gtk_widget_class_bind_template_child (widget_class, KwStaffForm, holder);
  gtk_widget_class_bind_template_child (widget_class, KwStaffForm, kind);
  gtk_widget_class_bind_template_child (widget_class, KwStaffForm, building);
  gtk_widget_class_bind_template_child (widget_class, KwStaffForm, floor);
  gtk_widget_class_bind_template_child (widget_class, KwStaffForm, medium);
  gtk_widget_class_bind_template_child (widget_class, KwStaffForm, until);
  gtk_widget_class_bind_template_child (widget_class, KwStaffForm, weekdays);
  gtk_widget_class_bind_template_child (widget_class, KwStaffForm, start);
  gtk_widget_class_bind_template_child (widget_class, KwStaffForm, end);
  gtk_widget_class_bind_template_child (widget_class, KwStaffForm, deadbolt_group);
  gtk_widget_class_bind_template_child (widget_class, KwStaffForm, deadbolt_row);
  gtk_widget_class_bind_template_child (widget_class, KwStaffForm, deadbolt);
  gtk_widget_class_bind_template_child (widget_class, KwStaffForm, scope);
  gtk_widget_class_bind_template_child (widget_class, KwStaffForm, sheet);
  gtk_widget_class_bind_template_child (widget_class, KwStaffForm, submit);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_submit_cb);
}

static void
kw_staff_form_class_init (KwStaffFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kw_staff_form_dispose;
  g_type_ensure (KW_TYPE_SHEET);
  g_type_ensure (KW_TYPE_TIME_ROW);
  g_type_ensure (KW_TYPE_WEEKDAY_ROW);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
kw_staff_form_init (KwStaffForm *self)
{
  self->is_filling = TRUE; /* until the constructor has put in what stands there at first */
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_tooltip_set (GTK_WIDGET (self->start), _ ("Empty: the whole day"));
  kw_tooltip_set (GTK_WIDGET (self->end), _ ("Earlier than the other: over midnight"));
  kw_panel_set_default (KW_PANEL (self), GTK_WIDGET (self->submit));
}

static void
fill_minute (AdwEntryRow *row, guint minute)
{
  g_autofree char *text = kw_time_words_dup_minute (minute);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
fill_from_old (KwStaffForm *self)
{
  const KwGrant *grant = self->old->grant;

  gtk_editable_set_text (GTK_EDITABLE (self->holder),
                         self->old->holder != NULL ? self->old->holder : "");
  kw_weekday_row_set_weekdays (self->weekdays, grant->weekdays);
  if (grant->day_start_minute != grant->day_end_minute)
    {
      fill_minute (self->start, grant->day_start_minute);
      fill_minute (self->end, grant->day_end_minute);
    }
  gtk_switch_set_active (self->deadbolt, grant->can_override_deadbolt);
}

/* The old one opens on, and nobody should think it does not. */
static char *
dup_replaced (KwStaffForm *self, const char *card_label)
{
  const gint64 now_unix_s = kw_desk_get_now_unix_s (get_desk (self));
  g_autofree char *until = kw_time_words_dup (get_property (self), now_unix_s,
                                              self->old->grant->valid_until_unix_s);

  if (self->old->grant->valid_until_unix_s <= now_unix_s)
    /* Translators: the number of a card, "7-42" */
    return g_strdup_printf (_ ("In place of card %s, which has ended."), card_label);
  /* Translators: the number of a card, "7-42"; until when it opens, "Sunday 11:00" */
  return g_strdup_printf (_ ("In place of card %s, which goes on opening until %s: return it, or "
                             "report it lost."),
                          card_label, until);
}

static GtkWidget *
make_form (KwSession *session, const KwCredential *old, const char *card_label)
{
  KwStaffForm *self = g_object_new (KW_TYPE_STAFF_FORM, NULL);
  const KwGrant *grant = old != NULL ? old->grant : NULL;
  const gint64 now_unix_s = kw_desk_get_now_unix_s (kw_session_get_desk (session));
  g_autofree char *replaced = NULL;

  self->session = g_object_ref (session);
  kw_time_row_set_desk (self->until, get_desk (self));
  kw_time_row_set_day_minute (self->until, KW_DESK_STAFF_LAST_MINUTE);
  kw_time_row_set_unix_s (self->until, grant != NULL && grant->valid_until_unix_s > now_unix_s
                                           ? grant->valid_until_unix_s
                                           : kw_desk_staff_get_default_until_unix_s (
                                                 get_property (self), now_unix_s, NULL));
  self->places = kw_staff_places_new (get_desk (self), self->kind, self->building, self->floor);
  self->shown_kind = grant != NULL ? grant->kind : KW_GRANT_KIND_FLOOR;
  kw_staff_places_set (self->places, self->shown_kind, grant != NULL ? grant->building : 0,
                       grant != NULL ? grant->floor : 0);
  g_signal_connect_object (self->places, "changed", G_CALLBACK (on_places_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (old != NULL)
    {
      self->old = kw_credential_ref (old);
      fill_from_old (self);
      replaced = dup_replaced (self, card_label);
    }
  set_text (self->replaced, replaced);
  g_signal_connect_object (kw_session_get_watch (session), "notify::phase",
                           G_CALLBACK (show_medium), self, G_CONNECT_SWAPPED);
  self->is_filling = FALSE;
  show (self);
  return GTK_WIDGET (self);
}

GtkWidget *
kw_staff_form_new (KwSession *session)
{
  return make_form (session, NULL, NULL);
}

GtkWidget *
kw_staff_form_new_replacing (KwSession *session, const KwCredential *credential,
                             const char *card_label)
{
  return make_form (session, credential, card_label);
}
