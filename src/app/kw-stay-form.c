/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-stay-form.h"

#include "kw-clock-panel.h"
#include "kw-desk-names.h"
#include "kw-desk-stays.h"
#include "kw-error-words.h"
#include "kw-local-time.h"
#include "kw-panel.h"
#include "kw-room-row.h"
#include "kw-sheet.h"
#include "kw-stay-words.h"
#include "kw-time-row.h"
#include "kw-time-words.h"
#include "kw-tooltip.h"
#include "kw-weak.h"
#include "kw-window-stays.h"
#include "kw-window.h"

#include <glib/gi18n.h>

struct _KwStayForm
{
  AdwBin parent_instance;

  KwSheet *sheet;
  KwRoomRow *rooms;
  AdwEntryRow *tenants;
  KwTimeRow *from;
  KwTimeRow *until;
  AdwEntryRow *reference;
  GtkWidget *reason_group;
  AdwEntryRow *reason;
  GtkLabel *summary;
  GtkButton *submit;

  KwSession *session;
  GCancellable *cancellable;
  KwAwaited *awaited; /* (nullable): while it is being saved */
  KwStayFormKind kind;
  KwStay *stay;             /* NULL: a new one */
  gint64 shown_from_unix_s; /* what stood there before anybody typed */
  gboolean is_filling;
  gboolean is_touched;
  gboolean is_warned; /* Escape was pressed once */
};

static void kw_stay_form_init_panel (KwPanelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KwStayForm, kw_stay_form, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KW_TYPE_PANEL, kw_stay_form_init_panel))

static KwDesk *
get_desk (KwStayForm *self)
{
  return kw_session_get_desk (self->session);
}

static const char *
get_text (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* A new stay begins now, unless somebody typed a time. */
static gint64
get_from_unix_s (KwStayForm *self)
{
  const gint64 typed = kw_time_row_get_unix_s (self->from);

  if (self->stay != NULL)
    return self->stay->state == KW_STAY_STATE_EXPECTED ? typed : self->stay->from_unix_s;
  return typed == self->shown_from_unix_s ? kw_desk_get_now_unix_s (get_desk (self)) : typed;
}

static gboolean
is_for_later (KwStayForm *self)
{
  return get_from_unix_s (self) > kw_desk_get_now_unix_s (get_desk (self));
}

/* What the button will do, before it is pressed */

static void
show_summary (KwStayForm *self)
{
  const gint64 from_unix_s = get_from_unix_s (self);
  const gint64 until_unix_s = kw_time_row_get_unix_s (self->until);
  g_autofree char *summary = NULL;

  if (self->kind == KW_STAY_FORM_KIND_MOVE)
    summary = g_strdup (_ ("The cards of the stay open the old room until they are laid on the "
                           "encoder and moved."));
  else if (until_unix_s > from_unix_s && from_unix_s != 0)
    summary = kw_stay_words_dup_nights (kw_desk_get_property (get_desk (self)),
                                        kw_desk_get_now_unix_s (get_desk (self)), from_unix_s,
                                        until_unix_s);
  gtk_label_set_label (self->summary, summary != NULL ? summary : "");
  gtk_widget_set_visible (GTK_WIDGET (self->summary), summary != NULL);
  if (self->kind == KW_STAY_FORM_KIND_CHECK_IN)
    gtk_button_set_label (self->submit,
                          is_for_later (self) ? _ ("_Save Arrival") : _ ("_Check In"));
}

static void
on_changed_cb (KwStayForm *self)
{
  if (self->is_filling)
    return;
  self->is_touched = TRUE;
  self->is_warned = FALSE;
  kw_sheet_clear (self->sheet);
  kw_time_row_set_start_unix_s (self->until, get_from_unix_s (self));
  show_summary (self);
}

/* Saving */

static gboolean
refuse (KwStayForm *self, gpointer row, const char *sentence)
{
  kw_sheet_refuse (self->sheet, row, sentence);
  return FALSE;
}

static gboolean
check_times (KwStayForm *self)
{
  g_autofree char *from_problem = kw_time_row_dup_problem (self->from);
  g_autofree char *until_problem = kw_time_row_dup_problem (self->until);

  if (from_problem != NULL)
    return refuse (self, self->from, from_problem);
  if (until_problem != NULL)
    return refuse (self, self->until, until_problem);
  if (kw_time_row_get_unix_s (self->until) == 0)
    return refuse (self, self->until, _ ("Say until when the stay is."));
  return TRUE;
}

/* What is typed, whether anything comes of it or not. */
static gboolean
check_rows (KwStayForm *self)
{
  g_autofree char *problem = kw_room_row_dup_problem (self->rooms);
  KwDoorRef doors[KW_STAY_N_DOORS_MAX];

  if (problem != NULL)
    return refuse (self, self->rooms, problem);
  if (kw_room_row_get_doors (self->rooms, doors) == 0)
    return refuse (self, self->rooms, _ ("Say which room the stay is in."));
  return self->kind == KW_STAY_FORM_KIND_MOVE || check_times (self);
}

static gpointer
get_row (KwStayForm *self, KwDeskStayField field)
{
  switch (field)
    {
    case KW_DESK_STAY_FIELD_ROOMS:
      return self->rooms;
    case KW_DESK_STAY_FIELD_TENANTS:
      return self->tenants;
    case KW_DESK_STAY_FIELD_UNTIL:
      return self->until;
    case KW_DESK_STAY_FIELD_REFERENCE:
      return self->reference;
    }
  g_return_val_if_reached (NULL);
}

static gboolean
check_request (KwStayForm *self, const KwDeskStayRequest *request)
{
  g_autoptr (GError) error = NULL;
  KwDeskStayField field;

  return kw_desk_check_stay (get_desk (self), request, &field, &error) ||
         refuse (self, get_row (self, field), error->message);
}

static char *
dup_done (KwStayForm *self, const KwStay *stay)
{
  const KwProperty *property = kw_desk_get_property (get_desk (self));
  const gint64 now_unix_s = kw_desk_get_now_unix_s (get_desk (self));
  g_autofree char *rooms = kw_stay_words_dup_rooms (property, stay->doors, stay->n_doors);
  g_autofree char *from = kw_time_words_dup (property, now_unix_s, stay->from_unix_s);
  g_autofree char *until = kw_time_words_dup (property, now_unix_s, stay->until_unix_s);

  switch (self->kind)
    {
    case KW_STAY_FORM_KIND_CHECK_IN:
      if (stay->state == KW_STAY_STATE_EXPECTED)
        /* Translators: the name of a room, a time: "tomorrow 15:00" */
        return g_strdup_printf (_ ("Room %s is kept for an arrival, %s."), rooms, from);
      /* Translators: the name of a room, a time: "Sunday 11:00" */
      return g_strdup_printf (_ ("Room %s is checked in until %s."), rooms, until);
    case KW_STAY_FORM_KIND_CHANGE:
      /* Translators: the name of a room, a time: "Sunday 11:00" */
      return g_strdup_printf (_ ("The stay in room %s is until %s."), rooms, until);
    case KW_STAY_FORM_KIND_MOVE:
      /* Translators: the name of a room */
      return g_strdup_printf (_ ("The stay is in room %s now."), rooms);
    }
  g_return_val_if_reached (g_strdup (""));
}

static void
finish (KwStayForm *self, const KwStay *stay)
{
  KwWindow *window = kw_window_get_from (GTK_WIDGET (self));
  g_autofree char *sentence = dup_done (self, stay);

  self->is_touched = FALSE;
  if (window == NULL)
    return;
  kw_window_tell (window, sentence);
  kw_window_show_stay_details (window, stay);
}

static void
on_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KwStayForm) self = kw_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = kw_desk_put_stay_finish (KW_DESK (source), result, &error);
  g_autoptr (KwAwaited) awaited = NULL;
  g_autofree char *sentence = NULL;

  if (self == NULL || self->session == NULL) /* the panel is gone */
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->submit), TRUE);
  awaited = g_steal_pointer (&self->awaited); /* until the answer is on the screen */
  if (stay != NULL)
    {
      finish (self, stay);
      return;
    }
  self->is_warned = TRUE; /* nothing typed is lost there */
  if (kw_clock_panel_heed (GTK_WIDGET (self), error))
    return;
  self->is_warned = FALSE;
  sentence = kw_error_words_dup_sentence (error);
  if (!g_error_matches (error, KW_DESK_ERROR, KW_DESK_ERROR_STAY_OVERLAP))
    {
      refuse (self, NULL, sentence);
      gtk_widget_grab_focus (GTK_WIDGET (self->submit));
      return;
    }
  gtk_widget_set_visible (self->reason_group, TRUE);
  refuse (self, self->reason, sentence);
}

static void
submit (KwStayForm *self)
{
  g_auto (GStrv) tenants = kw_desk_split_names (get_text (self->tenants));
  KwDeskStayRequest request = {
    .stay_id = self->stay != NULL ? self->stay->id : 0,
    .overlap_reason = get_text (self->reason),
  };

  if (!check_rows (self))
    return;
  request.n_doors = kw_room_row_get_doors (self->rooms, request.doors);
  if (self->kind != KW_STAY_FORM_KIND_MOVE)
    {
      const char *reference = get_text (self->reference);

      request.from_unix_s = is_for_later (self) || self->stay != NULL ? get_from_unix_s (self) : 0;
      request.until_unix_s = kw_time_row_get_unix_s (self->until);
      request.tenants = (const char *const *)tenants;
      request.reference = *reference != '\0' || self->stay != NULL ? reference : NULL;
    }
  if (!check_request (self, &request))
    return;
  kw_sheet_clear (self->sheet);
  gtk_widget_set_sensitive (GTK_WIDGET (self->submit), FALSE);
  self->awaited = kw_session_await (self->session);
  kw_desk_put_stay_async (get_desk (self), &request, self->cancellable, on_put_cb,
                          kw_weak_new (self));
}

static void
on_submit_cb (KwStayForm *self)
{
  if (self->session != NULL)
    submit (self);
}

/* Panel */

static char *
kw_stay_form_dup_title (KwPanel *panel)
{
  KwStayForm *self = KW_STAY_FORM (panel);
  g_autofree char *label = NULL;

  if (self->stay == NULL)
    return g_strdup (_ ("Check In"));
  label = kw_property_dup_door_label (kw_desk_get_property (get_desk (self)), self->stay->doors[0]);
  /* Translators: the name of a room */
  return g_strdup_printf (self->kind == KW_STAY_FORM_KIND_MOVE ? _ ("Move out of %s")
                                                               : _ ("Change the Stay in %s"),
                          label);
}

/* Once; the second time it goes without being saved. */
static gboolean
warn (KwStayForm *self, const char *sentence)
{
  if (!self->is_touched || self->is_warned)
    return FALSE;
  self->is_warned = TRUE;
  refuse (self, NULL, sentence);
  return TRUE;
}

static gboolean
kw_stay_form_take_back (KwPanel *panel)
{
  return warn (KW_STAY_FORM (panel),
               _ ("What you typed is not saved. Press Escape once more to leave without it."));
}

static gboolean
kw_stay_form_can_leave (KwPanel *panel)
{
  return !warn (KW_STAY_FORM (panel),
                _ ("What you typed is not saved. Do that once more to leave without it."));
}

static void
kw_stay_form_init_panel (KwPanelInterface *iface)
{
  iface->dup_title = kw_stay_form_dup_title;
  iface->take_back = kw_stay_form_take_back;
  iface->can_leave = kw_stay_form_can_leave;
}

/* Object */

/* Where typing begins: what is not known yet. */
static gboolean
kw_stay_form_grab_focus (GtkWidget *widget)
{
  KwStayForm *self = KW_STAY_FORM (widget);

  switch (self->kind)
    {
    case KW_STAY_FORM_KIND_CHECK_IN:
      return gtk_widget_grab_focus (*get_text (self->rooms) == '\0' ? GTK_WIDGET (self->rooms)
                                                                    : GTK_WIDGET (self->tenants));
    case KW_STAY_FORM_KIND_CHANGE:
      return gtk_widget_grab_focus (GTK_WIDGET (self->until));
    case KW_STAY_FORM_KIND_MOVE:
      return gtk_widget_grab_focus (GTK_WIDGET (self->rooms));
    }
  g_return_val_if_reached (FALSE);
}

static void
kw_stay_form_dispose (GObject *object)
{
  KwStayForm *self = KW_STAY_FORM (object);

  self->is_filling = TRUE; /* what the rows say on their way out is nobody's typing */
  g_clear_pointer (&self->awaited, kw_awaited_end);
  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (self), NULL); /* before its template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (self), KW_TYPE_STAY_FORM);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->stay, kw_stay_unref);
  G_OBJECT_CLASS (kw_stay_form_parent_class)->dispose (object);
}

static void
kw_stay_form_class_init (KwStayFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_stay_form_dispose;
  widget_class->grab_focus = kw_stay_form_grab_focus;
  g_type_ensure (KW_TYPE_ROOM_ROW);
  g_type_ensure (KW_TYPE_SHEET);
  g_type_ensure (KW_TYPE_TIME_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KW_APP_RESOURCES "/ui/kw-stay-form.ui");
  gtk_widget_class_bind_template_child (widget_class, KwStayForm, rooms);
  gtk_widget_class_bind_template_child (widget_class, KwStayForm, tenants);
  gtk_widget_class_bind_template_child (widget_class, KwStayForm, from);
  gtk_widget_class_bind_template_child (widget_class, KwStayForm, until);
  gtk_widget_class_bind_template_child (widget_class, KwStayForm, reference);
  gtk_widget_class_bind_template_child (widget_class, KwStayForm, reason_group);
  gtk_widget_class_bind_template_child (widget_class, KwStayForm, reason);
  gtk_widget_class_bind_template_child (widget_class, KwStayForm, summary);
  gtk_widget_class_bind_template_child (widget_class, KwStayForm, sheet);
  gtk_widget_class_bind_template_child (widget_class, KwStayForm, submit);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_submit_cb);
}

static void
kw_stay_form_init (KwStayForm *self)
{
  self->is_filling = TRUE; /* until the constructor has put in what stands there at first */
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_tooltip_set (GTK_WIDGET (self->tenants),
                  _ ("More than one: a comma or a semicolon between the names"));
  kw_panel_set_default (KW_PANEL (self), GTK_WIDGET (self->submit));
}

static KwStayForm *
make_form (KwSession *session, KwStayFormKind kind, const KwStay *stay)
{
  KwStayForm *self = g_object_new (KW_TYPE_STAY_FORM, NULL);
  const KwProperty *property = kw_desk_get_property (kw_session_get_desk (session));

  self->session = g_object_ref (session);
  self->kind = kind;
  self->stay = stay != NULL ? kw_stay_ref (stay) : NULL;
  kw_room_row_set_desk (self->rooms, get_desk (self));
  kw_time_row_set_desk (self->from, get_desk (self));
  kw_time_row_set_desk (self->until, get_desk (self));
  kw_time_row_set_day_minute (self->from, property->check_in_minute);
  kw_time_row_set_day_minute (self->until, property->check_out_minute);
  return self;
}

static void
finish_filling (KwStayForm *self)
{
  kw_time_row_set_start_unix_s (self->until, get_from_unix_s (self));
  self->is_filling = FALSE;
  show_summary (self);
}

GtkWidget *
kw_stay_form_new_check_in (KwSession *session, KwDoorRef door)
{
  KwStayForm *self = make_form (session, KW_STAY_FORM_KIND_CHECK_IN, NULL);
  const KwProperty *property = kw_desk_get_property (get_desk (self));
  const gint64 now_unix_s = kw_desk_get_now_unix_s (get_desk (self));

  self->shown_from_unix_s = now_unix_s;
  kw_time_row_set_unix_s (self->from, now_unix_s);
  kw_time_row_set_unix_s (self->until,
                          kw_local_time_get_check_out (property, now_unix_s, /* n_days= */ 1));
  if (door.door != 0)
    kw_room_row_set_doors (self->rooms, &door, 1);
  finish_filling (self);
  return GTK_WIDGET (self);
}

GtkWidget *
kw_stay_form_new (KwSession *session, KwStayFormKind kind, const KwStay *stay)
{
  KwStayForm *self = make_form (session, kind, stay);
  const gboolean is_move = kind == KW_STAY_FORM_KIND_MOVE;
  g_autofree char *tenants = g_strjoinv (", ", (char **)stay->tenants);

  if (!is_move || stay->n_doors > 1)
    kw_room_row_set_doors (self->rooms, stay->doors, stay->n_doors);
  gtk_editable_set_text (GTK_EDITABLE (self->tenants), tenants);
  gtk_editable_set_text (GTK_EDITABLE (self->reference),
                         stay->reference != NULL ? stay->reference : "");
  kw_time_row_set_unix_s (self->from, stay->from_unix_s);
  kw_time_row_set_unix_s (self->until, stay->until_unix_s);
  gtk_widget_set_visible (GTK_WIDGET (self->tenants), !is_move);
  gtk_widget_set_visible (GTK_WIDGET (self->from),
                          !is_move && stay->state == KW_STAY_STATE_EXPECTED);
  gtk_widget_set_visible (GTK_WIDGET (self->until), !is_move);
  gtk_widget_set_visible (GTK_WIDGET (self->reference), !is_move);
  if (is_move && stay->n_doors == 1)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rooms), _ ("New _Room"));
  gtk_button_set_label (self->submit, is_move ? _ ("_Move") : _ ("_Save"));
  finish_filling (self);
  return GTK_WIDGET (self);
}
