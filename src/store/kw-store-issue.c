/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-issue.h"

#include "kw-error.h"
#include "kw-store-grant.h"
#include "kw-store-query.h"

KW_DEFINE_THROW (KwStoreError, KW_STORE_ERROR)

#define COLUMNS                                                                                    \
  "i.id, i.operation, i.card_id, i.credential, i.credential_before, i.revision_before,"            \
  " i.revision_after, i.grant_before_id, i.grant_after_id, i.state, i.step, i.owner, i.station,"   \
  " i.started_at_unix_s, i.finished_at_unix_s"

#define IS_UNRESOLVED " i.state NOT IN ('done', 'failed')"

enum
{
  SQL_INSERT,
  SQL_UPDATE,
  SQL_TAKE_OVER,
  SQL_LOAD,
  SQL_LOAD_BY_UID,
  SQL_LIST_UNRESOLVED,
  SQL_LIST_BY_OWNER,
  SQL_LIST_BY_CARD,
};

static const char *const sql[] = {
  [SQL_INSERT] =
      "INSERT INTO issue (operation, card_id, credential, credential_before, revision_before,"
      " revision_after, grant_before_id, grant_after_id, state, step, owner, station,"
      " started_at_unix_s, finished_at_unix_s)"
      " VALUES (:operation, :card_id, :credential, :credential_before, :revision_before,"
      " :revision_after, :grant_before_id, :grant_after_id, :state, :step, :owner, :station,"
      " :started_at_unix_s, :finished_at_unix_s)",
  [SQL_UPDATE] = "UPDATE issue SET card_id = :card_id, credential = :credential,"
                 " credential_before = :credential_before, revision_before = :revision_before,"
                 " revision_after = :revision_after, grant_before_id = :grant_before_id,"
                 " grant_after_id = :grant_after_id, state = :state, step = :step,"
                 " finished_at_unix_s = :finished_at_unix_s WHERE id = :id",
  [SQL_TAKE_OVER] = "UPDATE issue SET owner = :owner"
                    " WHERE id = :id AND state NOT IN ('done', 'failed')",
  [SQL_LOAD] = "SELECT " COLUMNS " FROM issue i WHERE i.id = :id",
  [SQL_LOAD_BY_UID] = "SELECT " COLUMNS
                      " FROM issue i WHERE i.card_id = (SELECT id FROM card WHERE uid = :uid)"
                      " AND i.state IN ('intent-stored', 'writing', 'verifying', 'uncertain')",
  [SQL_LIST_UNRESOLVED] = "SELECT " COLUMNS " FROM issue i WHERE" IS_UNRESOLVED " ORDER BY i.id",
  [SQL_LIST_BY_OWNER] = "SELECT " COLUMNS " FROM issue i WHERE i.owner = :owner AND" IS_UNRESOLVED
                        " ORDER BY i.id",
  [SQL_LIST_BY_CARD] = "SELECT " COLUMNS " FROM issue i WHERE i.card_id = :card_id ORDER BY i.id",
};

enum
{
  COLUMN_ID,
  COLUMN_OPERATION,
  COLUMN_CARD_ID,
  COLUMN_CREDENTIAL,
  COLUMN_CREDENTIAL_BEFORE,
  COLUMN_REVISION_BEFORE,
  COLUMN_REVISION_AFTER,
  COLUMN_GRANT_BEFORE_ID,
  COLUMN_GRANT_AFTER_ID,
  COLUMN_STATE,
  COLUMN_STEP,
  COLUMN_OWNER,
  COLUMN_STATION,
  COLUMN_STARTED_AT_UNIX_S,
  COLUMN_FINISHED_AT_UNIX_S,
};

/* What may change. */
static void
bind_progress (KwStoreQuery *query, const KwIssue *issue, gint64 grant_before_id,
               gint64 grant_after_id)
{
  kw_store_query_bind_id (query, ":card_id", (guint64)issue->card_id);
  kw_store_query_bind_id (query, ":credential", issue->credential);
  kw_store_query_bind_id (query, ":credential_before", issue->credential_before);
  kw_store_query_bind_int64 (query, ":revision_before", issue->revision_before);
  kw_store_query_bind_int64 (query, ":revision_after", issue->revision_after);
  kw_store_query_bind_id (query, ":grant_before_id", (guint64)grant_before_id);
  kw_store_query_bind_id (query, ":grant_after_id", (guint64)grant_after_id);
  kw_store_query_bind_text (query, ":state", kw_issue_state_to_string (issue->state));
  kw_store_query_bind_text (query, ":step", issue->step);
  kw_store_query_bind_id (query, ":finished_at_unix_s", (guint64)issue->finished_at_unix_s);
}

static gboolean
load_grant (KwStore *store, KwStoreQuery *query, int column, KwGrant **out_grant, GError **error)
{
  if (kw_store_query_is_null (query, column))
    return TRUE;

  *out_grant = kw_store_grant_load (store, kw_store_query_get_int64 (query, column), error);
  return *out_grant != NULL;
}

static KwIssue *
read_issue (KwStore *store, KwStoreQuery *query, GError **error)
{
  g_autoptr (KwGrant) before = NULL;
  g_autoptr (KwGrant) after = NULL;
  KwIssue fields = {
    .id = kw_store_query_get_int64 (query, COLUMN_ID),
    .card_id = kw_store_query_get_int64 (query, COLUMN_CARD_ID),
    .credential = kw_store_query_get_u64 (query, COLUMN_CREDENTIAL),
    .credential_before = kw_store_query_get_u64 (query, COLUMN_CREDENTIAL_BEFORE),
    .revision_before = (guint)kw_store_query_get_int64 (query, COLUMN_REVISION_BEFORE),
    .revision_after = (guint)kw_store_query_get_int64 (query, COLUMN_REVISION_AFTER),
    .step = kw_store_query_get_text (query, COLUMN_STEP),
    .owner = kw_store_query_get_text (query, COLUMN_OWNER),
    .station = (guint)kw_store_query_get_int64 (query, COLUMN_STATION),
    .started_at_unix_s = kw_store_query_get_int64 (query, COLUMN_STARTED_AT_UNIX_S),
    .finished_at_unix_s = kw_store_query_get_int64 (query, COLUMN_FINISHED_AT_UNIX_S),
  };
  GError *cause = NULL;
  KwIssue *issue = NULL;

  if (!load_grant (store, query, COLUMN_GRANT_BEFORE_ID, &before, error) ||
      !load_grant (store, query, COLUMN_GRANT_AFTER_ID, &after, error))
    return NULL;

  fields.grant_before = before;
  fields.grant_after = after;
  if (kw_issue_operation_from_string (kw_store_query_get_text (query, COLUMN_OPERATION),
                                      &fields.operation) &&
      kw_issue_state_from_string (kw_store_query_get_text (query, COLUMN_STATE), &fields.state))
    issue = kw_issue_new (&fields, &cause);
  if (issue == NULL)
    kw_store_throw_row ("issue", cause, error);
  return issue;
}

gboolean
kw_store_issue_put (KwStore *store, const KwIssue *issue, gint64 *out_id, GError **error)
{
  g_autoptr (KwStoreQuery) query = NULL;
  gint64 before_id = 0;
  gint64 after_id = 0;

  g_return_val_if_fail (issue != NULL && issue->id == 0, FALSE);

  if (!kw_store_grant_insert (store, issue->grant_before, &before_id, error) ||
      !kw_store_grant_insert (store, issue->grant_after, &after_id, error))
    return FALSE;

  query = kw_store_query_new (store, sql[SQL_INSERT]);
  bind_progress (query, issue, before_id, after_id);
  kw_store_query_bind_text (query, ":operation", kw_issue_operation_to_string (issue->operation));
  kw_store_query_bind_text (query, ":owner", issue->owner);
  kw_store_query_bind_int64 (query, ":station", issue->station);
  kw_store_query_bind_int64 (query, ":started_at_unix_s", issue->started_at_unix_s);
  if (!kw_store_query_run (query, error))
    return FALSE;
  *out_id = kw_db_get_last_row_id (kw_store_get_db (store));
  return TRUE;
}

KwIssue *
kw_store_issue_load (KwStore *store, gint64 id, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LOAD]);

  kw_store_query_bind_int64 (query, ":id", id);
  if (kw_store_query_next (query))
    return read_issue (store, query, error);
  if (kw_store_query_finish (query, error))
    throw (error, KW_STORE_ERROR_NOT_FOUND, "register: there is no issue %" G_GINT64_FORMAT, id);
  return NULL;
}

static gboolean
check_step (const KwIssue *old, const KwIssue *issue, GError **error)
{
  if (old->state != issue->state && !kw_issue_state_can_follow (old->state, issue->state))
    return throw (error, KW_STORE_ERROR_STATE,
                  "register: issue %" G_GINT64_FORMAT " is %s and cannot become %s", issue->id,
                  kw_issue_state_to_string (old->state), kw_issue_state_to_string (issue->state));
  return TRUE;
}

/* A side that was empty and is known now gets a row; one that has a row is changed. A side is never
 * forgotten. */
static gboolean
store_side (KwStore *store, const KwGrant *grant, gint64 *row_id, GError **error)
{
  if (grant == NULL)
    return TRUE;
  if (*row_id != 0)
    return kw_store_grant_update (store, *row_id, grant, error);
  return kw_store_grant_insert (store, grant, row_id, error);
}

gboolean
kw_store_issue_update (KwStore *store, const KwIssue *issue, GError **error)
{
  g_autoptr (KwStoreQuery) load = kw_store_query_new (store, sql[SQL_LOAD]);
  g_autoptr (KwStoreQuery) update = kw_store_query_new (store, sql[SQL_UPDATE]);
  g_autoptr (KwIssue) old = NULL;
  gint64 before_id = 0;
  gint64 after_id = 0;

  kw_store_query_bind_int64 (load, ":id", issue->id);
  if (kw_store_query_next (load))
    {
      before_id = kw_store_query_get_int64 (load, COLUMN_GRANT_BEFORE_ID);
      after_id = kw_store_query_get_int64 (load, COLUMN_GRANT_AFTER_ID);
      old = read_issue (store, load, error);
      if (old == NULL)
        return FALSE;
    }
  if (!kw_store_query_finish (load, error))
    return FALSE;
  if (old == NULL)
    return throw (error, KW_STORE_ERROR_NOT_FOUND, "register: there is no issue %" G_GINT64_FORMAT,
                  issue->id);
  if (!check_step (old, issue, error) ||
      !store_side (store, issue->grant_before, &before_id, error) ||
      !store_side (store, issue->grant_after, &after_id, error))
    return FALSE;

  kw_store_query_bind_int64 (update, ":id", issue->id);
  bind_progress (update, issue, before_id, after_id);
  return kw_store_query_run (update, error);
}

KwIssue *
kw_store_issue_advance (KwStore *store, gint64 id, KwIssueState state, const char *step,
                        gint64 at_unix_s, GError **error)
{
  g_autoptr (KwIssue) old = kw_store_issue_load (store, id, error);
  g_autoptr (KwIssue) issue = NULL;
  g_autoptr (GError) cause = NULL;
  KwIssue fields = { 0 };

  if (old == NULL)
    return NULL;

  fields = *old;
  fields.state = state;
  fields.step = step != NULL ? step : old->step;
  fields.finished_at_unix_s = kw_issue_state_is_final (state) ? at_unix_s : 0;
  if (!check_step (old, &fields, error))
    return NULL;
  issue = kw_issue_new (&fields, &cause);
  if (issue == NULL)
    {
      throw (error, KW_STORE_ERROR_STATE, "register: issue %" G_GINT64_FORMAT ": %s", id,
             cause->message);
      return NULL;
    }
  return kw_store_issue_update (store, issue, error) ? g_steal_pointer (&issue) : NULL;
}

gboolean
kw_store_issue_take_over (KwStore *store, gint64 id, const char *owner, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_TAKE_OVER]);

  kw_store_query_bind_int64 (query, ":id", id);
  kw_store_query_bind_text (query, ":owner", owner);
  return kw_store_query_change (query, "unresolved issue", error);
}

KwIssue *
kw_store_issue_load_unresolved_by_uid (KwStore *store, const guint8 *uid, guint uid_len,
                                       GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LOAD_BY_UID]);

  kw_store_query_bind_bytes (query, ":uid", uid, uid_len);
  if (kw_store_query_next (query))
    return read_issue (store, query, error);
  if (kw_store_query_finish (query, error))
    throw (error, KW_STORE_ERROR_NOT_FOUND, "register: nothing is unresolved on this card");
  return NULL;
}

static GPtrArray *
list (KwStore *store, KwStoreQuery *query, GError **error)
{
  g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func ((GDestroyNotify)kw_issue_unref);

  while (kw_store_query_next (query))
    {
      KwIssue *issue = read_issue (store, query, error);

      if (issue == NULL)
        return NULL;
      g_ptr_array_add (issues, issue);
    }
  return kw_store_query_finish (query, error) ? g_steal_pointer (&issues) : NULL;
}

GPtrArray *
kw_store_issue_list_unresolved (KwStore *store, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LIST_UNRESOLVED]);

  return list (store, query, error);
}

GPtrArray *
kw_store_issue_list_by_owner (KwStore *store, const char *owner, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LIST_BY_OWNER]);

  kw_store_query_bind_text (query, ":owner", owner);
  return list (store, query, error);
}

GPtrArray *
kw_store_issue_list_by_card (KwStore *store, gint64 card_id, GError **error)
{
  g_autoptr (KwStoreQuery) query = kw_store_query_new (store, sql[SQL_LIST_BY_CARD]);

  kw_store_query_bind_int64 (query, ":card_id", card_id);
  return list (store, query, error);
}
