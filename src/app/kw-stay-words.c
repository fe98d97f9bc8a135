/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-stay-words.h"

#include "kw-local-time.h"
#include "kw-time-words.h"
#include "kw-tooltip.h"
#include "kw-words.h"

#include <glib/gi18n.h>

/* More names would push what one can do out of sight. */
#define N_TENANTS_MAX 6
#define N_TENANTS_FIRST 5

const char *
kw_stay_words_get_room_state (KwDeskRoomState state)
{
  switch (state)
    {
    case KW_DESK_ROOM_STATE_FREE:
      return C_ ("room", "free");
    case KW_DESK_ROOM_STATE_EXPECTED:
      return C_ ("room", "expected");
    case KW_DESK_ROOM_STATE_IN_HOUSE:
      return C_ ("room", "in house");
    case KW_DESK_ROOM_STATE_DUE_OUT:
      return C_ ("room", "due out");
    case KW_DESK_ROOM_STATE_OVERDUE:
      return C_ ("room", "late");
    }
  g_return_val_if_reached ("");
}

const char *
kw_stay_words_get_room_mark (KwDeskRoomState state)
{
  switch (state)
    {
    case KW_DESK_ROOM_STATE_FREE:
      return "○";
    case KW_DESK_ROOM_STATE_EXPECTED:
      return "◎";
    case KW_DESK_ROOM_STATE_IN_HOUSE:
      return "●";
    case KW_DESK_ROOM_STATE_DUE_OUT:
    case KW_DESK_ROOM_STATE_OVERDUE:
      return "◐";
    }
  g_return_val_if_reached ("");
}

const char *
kw_stay_words_get_room_style (KwDeskRoomState state)
{
  switch (state)
    {
    case KW_DESK_ROOM_STATE_FREE:
      return NULL;
    case KW_DESK_ROOM_STATE_EXPECTED:
    case KW_DESK_ROOM_STATE_IN_HOUSE:
      return "accent";
    case KW_DESK_ROOM_STATE_DUE_OUT:
    case KW_DESK_ROOM_STATE_OVERDUE:
      return "warning";
    }
  g_return_val_if_reached (NULL);
}

char *
kw_stay_words_dup_room_line (const KwProperty *property, gint64 now_unix_s, KwDeskRoom *room)
{
  g_autofree char *until = kw_time_words_dup (property, now_unix_s,
                                              kw_desk_room_get_until_unix_s (room));

  switch (kw_desk_room_get_state (room))
    {
    case KW_DESK_ROOM_STATE_FREE:
      return g_strdup (_ ("Free"));
    case KW_DESK_ROOM_STATE_EXPECTED:
      /* Translators: the time at which a stay will end: "Sunday 11:00" */
      return g_strdup_printf (_ ("Expected today, until %s"), until);
    case KW_DESK_ROOM_STATE_IN_HOUSE:
      /* Translators: the time at which a stay ends: "Sunday 11:00" */
      return g_strdup_printf (_ ("In house until %s"), until);
    case KW_DESK_ROOM_STATE_DUE_OUT:
      /* Translators: a time of today: "11:00" */
      return g_strdup_printf (_ ("Due out today, %s"), until);
    case KW_DESK_ROOM_STATE_OVERDUE:
      /* Translators: the time at which a stay should have ended: "yesterday 11:00" */
      return g_strdup_printf (_ ("Late, was due out %s"), until);
    }
  g_return_val_if_reached (g_strdup (""));
}

char *
kw_stay_words_dup_stay_line (const KwProperty *property, gint64 now_unix_s, const KwStay *stay)
{
  g_autofree char *from = kw_time_words_dup (property, now_unix_s, stay->from_unix_s);
  g_autofree char *until = kw_time_words_dup (property, now_unix_s, stay->until_unix_s);
  g_autofree char *left = kw_time_words_dup (property, now_unix_s, stay->closed_at_unix_s);

  switch (stay->state)
    {
    case KW_STAY_STATE_EXPECTED:
      /* Translators: the time of check-in and the time of check-out */
      return g_strdup_printf (_ ("Expected %s, until %s"), from, until);
    case KW_STAY_STATE_OPEN:
      if (stay->until_unix_s <= now_unix_s)
        /* Translators: the time at which a stay should have ended: "yesterday 11:00" */
        return g_strdup_printf (_ ("Late, was due out %s"), until);
      /* Translators: the time at which a stay ends: "Sunday 11:00" */
      return g_strdup_printf (_ ("In house until %s"), until);
    case KW_STAY_STATE_CLOSED:
      /* Translators: the time of check-out: "yesterday 10:42" */
      return g_strdup_printf (_ ("Left %s"), left);
    }
  g_return_val_if_reached (g_strdup (""));
}

char *
kw_stay_words_dup_rooms (const KwProperty *property, const KwDoorRef *doors, guint n_doors)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_doors; i++)
    g_ptr_array_add (names, kw_property_dup_door_label (property, doors[i]));
  return kw_words_dup_list (names);
}

/* The first @n_shown, and how many more there are. */
static char *
dup_tenants (const KwStay *stay, guint n_shown)
{
  const guint n = g_strv_length ((GStrv)stay->tenants);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *more = NULL;

  if (n == 0)
    return NULL;
  for (guint i = 0; i < MIN (n, n_shown); i++)
    g_ptr_array_add (names, (gpointer)stay->tenants[i]);
  if (n > n_shown)
    {
      /* Translators: the end of a list of names: "Ada, Grace and 37 more" */
      more = g_strdup_printf (ngettext ("%u more", "%u more", n - n_shown), n - n_shown);
      g_ptr_array_add (names, more);
    }
  return kw_words_dup_list (names);
}

char *
kw_stay_words_dup_tenants (const KwStay *stay)
{
  return dup_tenants (stay, g_strv_length ((GStrv)stay->tenants) > N_TENANTS_MAX ? N_TENANTS_FIRST
                                                                                 : N_TENANTS_MAX);
}

void
kw_stay_words_show_tenants (GtkLabel *label, const KwStay *stay)
{
  const guint n = g_strv_length ((GStrv)stay->tenants);
  g_autofree char *shown = kw_stay_words_dup_tenants (stay);
  g_autofree char *all = dup_tenants (stay, n);

  gtk_label_set_label (label, shown != NULL ? shown : _ ("No tenant named"));
  kw_tooltip_set (GTK_WIDGET (label), n > N_TENANTS_MAX ? all : NULL);
}

char *
kw_stay_words_dup_cards (guint n)
{
  if (n == 0)
    return g_strdup (_ ("No live card"));
  return g_strdup_printf (ngettext ("%u live card", "%u live cards", n), n);
}

char *
kw_stay_words_dup_lost (guint n)
{
  return g_strdup_printf (ngettext ("%u lost card may still open this room.",
                                    "%u lost cards may still open this room.", n),
                          n);
}

char *
kw_stay_words_dup_nights (const KwProperty *property, gint64 now_unix_s, gint64 from_unix_s,
                          gint64 until_unix_s)
{
  g_autofree char *until = kw_time_words_dup_full (property, now_unix_s, until_unix_s);
  GDate first;
  GDate last;
  gulong n;

  kw_local_time_get_day (property, from_unix_s, &first);
  kw_local_time_get_day (property, until_unix_s, &last);
  if (g_date_compare (&last, &first) <= 0)
    /* Translators: a stay of some hours: the time at which it ends */
    return g_strdup_printf (_ ("Without a night, until %s"), until);
  n = (gulong)g_date_days_between (&first, &last);
  /* Translators: how long a stay is: "3 nights, until Sunday 24 November, 11:00" */
  return g_strdup_printf (ngettext ("%lu night, until %s", "%lu nights, until %s", n), n, until);
}

gboolean
kw_stay_words_is_due_out (const KwProperty *property, gint64 now_unix_s, const KwStay *stay)
{
  GDate today;
  GDate last;

  kw_local_time_get_day (property, now_unix_s, &today);
  kw_local_time_get_day (property, stay->until_unix_s, &last);
  return stay->state == KW_STAY_STATE_OPEN && g_date_compare (&last, &today) <= 0;
}
