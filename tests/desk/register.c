/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "register.h"

#include "kw-store-card.h"
#include "kw-store-credential.h"
#include "kw-store-issue.h"
#include "kw-store-number.h"
#include "kw-store-stay.h"

typedef struct
{
  gint64 now_unix_s;
  guint8 uid_end;
  const KwDoor *door;
  guint32 areas;
  gboolean is_copy;
  const char *owner;
  guint64 number; /* out */
} Putting;

static gint64
put_stay (KwStore *store, const Putting *putting)
{
  const KwStay fields = {
    .state = KW_STAY_STATE_OPEN,
    .n_doors = 1,
    .doors = { { putting->door->building, putting->door->number } },
    .from_unix_s = putting->now_unix_s,
    .until_unix_s = putting->now_unix_s + 86400,
    .opened_at_unix_s = putting->now_unix_s,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = kw_stay_new (&fields, &error);
  gint64 id = 0;

  g_assert_no_error (error);
  g_assert_true (kw_store_stay_put (store, stay, &id, &error));
  return id;
}

static gboolean
put_card (KwStore *store, gpointer data, GError **error)
{
  Putting *putting = data;
  const guint8 uid[] = { 4, 1, 2, 3, 4, 5, putting->uid_end };
  const KwGrant grant_fields = {
    .kind = KW_GRANT_KIND_TENANT,
    .building = putting->door->building,
    .floor = putting->door->floor,
    .door = putting->door->number,
    .areas = putting->areas,
    .is_copy = putting->is_copy,
    .has_every_landing = TRUE,
    .valid_from_unix_s = putting->now_unix_s,
    .valid_until_unix_s = putting->now_unix_s + 86400,
  };
  g_autoptr (KwGrant) grant = kw_grant_new (&grant_fields, error);
  g_autoptr (KwCard)
      card = kw_store_card_ensure (store, uid, sizeof uid, KW_MEDIUM_CLASSIC_1K, NULL, error);
  g_autoptr (KwCredential) credential = NULL;
  KwCredential fields = {
    .grant = grant,
    .generation = (guint32)putting->now_unix_s,
    .key_version = 1,
    .state = KW_CREDENTIAL_STATE_LIVE,
    .issued_at_unix_s = putting->now_unix_s,
  };

  if (grant == NULL || card == NULL ||
      !kw_store_number_take_credential (store, &fields.number, error))
    return FALSE;
  fields.card_id = card->id;
  fields.stay_id = put_stay (store, putting);
  credential = kw_credential_new (&fields, error);
  if (credential == NULL || !kw_store_credential_put (store, credential, error))
    return FALSE;
  putting->number = fields.number;
  return TRUE;
}

typedef struct
{
  const char *folder;
  KwStoreFunc func;
  Putting *putting;
} Run;

static gpointer
run_on_own_thread (gpointer data)
{
  const Run *run = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStore) store = kw_store_open (run->folder, &error);

  g_assert_no_error (error);
  g_assert_true (kw_store_run (store, run->func, run->putting, &error));
  kw_store_close (store);
  return NULL;
}

/* As another program would; the test's own thread does not wait for disks. */
static void
run (Fixture *fixture, KwStoreFunc func, Putting *putting)
{
  Run what = { fixture->folder, func, putting };

  g_thread_join (g_thread_new ("register", run_on_own_thread, &what));
}

static guint64
put (Fixture *fixture, Putting *putting, const char *room)
{
  putting->now_unix_s = fixture->now_unix_s;
  putting->door = kw_property_find_door (kw_desk_get_property (fixture->desk), room, NULL);
  run (fixture, put_card, putting);
  return putting->number;
}

guint64
register_put_card (Fixture *fixture, guint8 uid_end, const char *room, guint32 areas)
{
  Putting putting = { .uid_end = uid_end, .areas = areas };

  return put (fixture, &putting, room);
}

guint64
register_put_copy (Fixture *fixture, guint8 uid_end, const char *room)
{
  Putting putting = { .uid_end = uid_end, .is_copy = TRUE };

  return put (fixture, &putting, room);
}

static gboolean
put_intent (KwStore *store, gpointer data, GError **error)
{
  const Putting *putting = data;
  const guint8 uid[] = { 4, 1, 2, 3, 4, 5, putting->uid_end };
  g_autoptr (KwCard)
      card = kw_store_card_ensure (store, uid, sizeof uid, KW_MEDIUM_CLASSIC_1K, NULL, error);
  KwIssue fields = {
    .operation = KW_ISSUE_OPERATION_BLANK,
    .state = KW_ISSUE_STATE_INTENT_STORED,
    .owner = putting->owner,
    .station = 1,
    .started_at_unix_s = putting->now_unix_s,
  };
  g_autoptr (KwIssue) issue = NULL;
  gint64 id = 0;

  if (card == NULL)
    return FALSE;
  fields.card_id = card->id;
  issue = kw_issue_new (&fields, error);
  return issue != NULL && kw_store_issue_put (store, issue, &id, error);
}

void
register_put_intent (Fixture *fixture, guint8 uid_end, const char *owner)
{
  Putting putting = { .now_unix_s = fixture->now_unix_s, .uid_end = uid_end, .owner = owner };

  run (fixture, put_intent, &putting);
}
