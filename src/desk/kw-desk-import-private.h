/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/* Inside src/desk only: what an import is made of. */

#include "kw-desk-import.h"
#include "kw-desk-private.h"
#include "kw-desk-progress.h"
#include "kw-property-file.h"
#include "kw-rooms-file.h"

G_BEGIN_DECLS

/**
 * KwDeskImportEntry:
 * @change: what happens
 * @part: to what
 * @field: what of it
 * @index: its place in the list of the old property if it is retired, else of the new one; of a
 *   stay in the file's stays
 * @landing: of a landing, its place in the bank
 * @n_cards: of a room that is retired, cards that may still open it
 * @n_stays: of a room that is retired, stays that are open or expected
 *
 * A KwDeskImportItem that nobody has looked at yet.
 */
typedef struct
{
  KwDeskImportChange change;
  KwDeskImportPart part;
  KwDeskImportField field;
  guint index;
  guint landing;
  guint n_cards;
  guint n_stays;
} KwDeskImportEntry;

/* What happens to a stay of the file. */
typedef enum
{
  KW_DESK_IMPORT_FATE_NEW,         /* it is put into the register */
  KW_DESK_IMPORT_FATE_KNOWN,       /* the register has it */
  KW_DESK_IMPORT_FATE_KEPT,        /* it has it otherwise, and keeps it so */
  KW_DESK_IMPORT_FATE_OVERLAPPING, /* left out: that needs a reason, and so somebody */
  KW_DESK_IMPORT_FATE_OVER,        /* left out: it ended before today, and nobody checked it out */
} KwDeskImportFate;

/**
 * KwDeskImportJudgement:
 * @fates: (array): a KwDeskImportFate for each stay
 * @others: (element-type KwStay): for each, the stay that it is or overlaps; or %NULL
 *
 * What happens to the stays of a file, and why.
 */
typedef struct
{
  guint8 *fates;
  GPtrArray *others;
} KwDeskImportJudgement;

void kw_desk_import_judgement_clear (KwDeskImportJudgement *judgement);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KwDeskImportJudgement, kw_desk_import_judgement_clear)

/**
 * KwDeskImportData:
 * @name: the file's path, for people
 * @format: never BY_NAME
 * @base: (nullable): the property it was compared with
 * @property: (nullable): the property it would make
 * @stays: (element-type KwStay): the file's stays
 * @judgement: what happens to them
 * @n_known_stays: how many the register has as the file says
 * @entries: (element-type KwDeskImportEntry): what changes
 * @n: counts of them
 * @problems: what is wrong
 * @is_other_site: the one problem is that the file is of another hotel
 * @taken: (element-type utf8): fields with a number that has another name in the register
 *
 * Filled on other threads, then immutable; reference counted.
 */
typedef struct
{
  char *name;
  KwDeskImportFormat format;
  KwProperty *base;
  KwProperty *property;
  GPtrArray *stays;
  KwDeskImportJudgement judgement;
  guint n_known_stays;
  GArray *entries;
  guint n[KW_DESK_IMPORT_PART_N][KW_DESK_IMPORT_CHANGE_N];
  KwWireProblems *problems;
  gboolean is_other_site;
  GHashTable *taken;
} KwDeskImportData;

KwDeskImportData *kw_desk_import_data_new (const char *path, KwDeskImportFormat format);
KwDeskImportData *kw_desk_import_data_ref (KwDeskImportData *data);
void kw_desk_import_data_unref (KwDeskImportData *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDeskImportData, kw_desk_import_data_unref)

/* Adds a problem that is one only in this register. */
void kw_desk_import_data_add_taken (KwDeskImportData *data, guint line, const char *field,
                                    const char *text);

/* Numbers that were ever given: by part, parent and number. */
typedef struct
{
  GHashTable *names;      /* key -> name */
  GHashTable *door_names; /* "BUILDING,NAME" -> number of a door */
  guint last_door[256];   /* by building: the highest number given */
  GStringChunk *strings;
} KwDeskGiven;

gboolean kw_desk_given_load (KwDeskGiven *given, KwStore *store,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *kw_desk_given_find_name (const KwDeskGiven *given, KwPropertyPart part, guint parent,
                                     guint number);
void kw_desk_given_clear (KwDeskGiven *given);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KwDeskGiven, kw_desk_given_clear)

/* Fills entries and counts of the map from base and property, and finds numbers that are taken.
 * @file: (nullable): where they stand */
void kw_desk_import_compare (KwDeskImportData *data, const KwPropertyFile *file,
                             const KwDeskGiven *given);

/* Makes of the rooms of a file the property that has them. */
void kw_desk_import_merge_rooms (KwDeskImportData *data, const KwRoomsFile *rooms,
                                 gboolean retires_rooms, const KwDeskGiven *given);

/* Counts for the rooms that go away who would miss them. */
gboolean kw_desk_import_count_use (KwDeskImportData *data, KwStore *store, gint64 now_unix_s,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* On the database thread: what is to happen to @stays.
 * @property: the hotel as it would be
 * @cancellable: (nullable): heeded between two stays */
gboolean kw_desk_import_judge_stays (KwStore *store, const KwProperty *property,
                                     const GPtrArray *stays, gint64 now_unix_s,
                                     KwDeskImportJudgement *out_judgement,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* On the database thread: applies @data, after it looked whether what it says is still so.
 * @progress: told how many stays of how many are put
 * @cancellable: (nullable): heeded between two stays */
gboolean kw_desk_import_store (KwStore *store, KwDeskContext *context, const KwDeskImportData *data,
                               KwDeskProgress *progress, GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A list model of KwDeskImportItem, and one of KwDeskImportProblem. */
GListModel *kw_desk_import_item_list_new (KwDeskImportData *data);
GListModel *kw_desk_import_problem_list_new (const KwDeskImportData *data);

/* The KW_DESK_ERROR for a file with problems. */
gboolean kw_desk_import_throw_problems (const KwDeskImportData *data, GError **error);

KwDeskImportData *kw_desk_import_get_data (KwDeskImport *import);

G_END_DECLS
