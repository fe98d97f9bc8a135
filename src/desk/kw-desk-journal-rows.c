/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-journal-rows.h"

#include "kw-desk-grant.h"
#include "kw-store-journal.h"

gboolean
kw_desk_append_personal_row (KwStore *store, const KwDeskContext *context, KwJournalEvent event,
                             const KwJournalData *data, gint64 stay_id, const char *const *texts,
                             GError **error)
{
  const KwStoreJournalDraft draft = {
    .at_unix_s = context->now_unix_s,
    .operator_name = context->operator_name,
    .event = event,
    .data = data,
    .personal = texts,
    .personal_stay_id = stay_id,
  };

  return kw_store_journal_append (store, &draft, NULL, error);
}

gboolean
kw_desk_append_row (KwStore *store, const KwDeskContext *context, KwJournalEvent event,
                    const KwJournalData *data, GError **error)
{
  return kw_desk_append_personal_row (store, context, event, data, 0, NULL, error);
}

void
kw_desk_put_grant (KwJournalData *data, const char *key, const KwGrant *grant)
{
  g_autoptr (KwJournalData) value = kw_journal_data_new ();
  KwDoorRef doors[KW_STAY_N_DOORS_MAX];
  gint64 numbers[KW_STAY_N_DOORS_MAX];
  const guint n_doors = kw_desk_grant_list_doors (grant, doors);

  for (guint i = 0; i < n_doors; i++)
    numbers[i] = doors[i].door;

  kw_journal_data_put_string (value, "kind", kw_grant_kind_to_string (grant->kind));
  kw_journal_data_put_int (value, "valid_from", grant->valid_from_unix_s);
  kw_journal_data_put_int (value, "valid_until", grant->valid_until_unix_s);
  kw_journal_data_put_int (value, "building", grant->building);
  kw_journal_data_put_int (value, "floor", grant->floor);
  kw_journal_data_put_ints (value, "doors", numbers, n_doors);
  kw_journal_data_put_int (value, "areas", grant->areas);
  kw_journal_data_put_int (value, "bank", grant->bank);
  kw_journal_data_put_u64 (value, "floors", grant->floors);
  kw_journal_data_put_boolean (value, "every_landing", grant->has_every_landing);
  kw_journal_data_put_boolean (value, "deadbolt", grant->can_override_deadbolt);
  kw_journal_data_put_boolean (value, "copy", grant->is_copy);
  kw_journal_data_put_int (value, "weekdays", grant->weekdays);
  kw_journal_data_put_int (value, "day_start", grant->day_start_minute);
  kw_journal_data_put_int (value, "day_end", grant->day_end_minute);
  kw_journal_data_put_data (data, key, value);
}

KwJournalData *
kw_desk_make_stay_data (const KwStay *stay)
{
  KwJournalData *data = kw_journal_data_new ();
  gint64 doors[KW_STAY_N_DOORS_MAX];
  gint64 buildings[KW_STAY_N_DOORS_MAX];

  for (guint i = 0; i < stay->n_doors; i++)
    {
      doors[i] = stay->doors[i].door;
      buildings[i] = stay->doors[i].building;
    }
  kw_journal_data_put_int (data, "stay", stay->id);
  kw_journal_data_put_string (data, "state", kw_stay_state_to_string (stay->state));
  kw_journal_data_put_ints (data, "buildings", buildings, stay->n_doors);
  kw_journal_data_put_ints (data, "doors", doors, stay->n_doors);
  kw_journal_data_put_int (data, "from", stay->from_unix_s);
  kw_journal_data_put_int (data, "until", stay->until_unix_s);
  return data;
}
