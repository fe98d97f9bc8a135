/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-store-card.h"

#include "fixture.h"

static const guint8 uid[] = { 0x04, 0xa1, 0xb2, 0xc3 };

static gboolean
check_a_card_is_registered_once (KwStore *store, gpointer unused, GError **error)
{
  gboolean is_new = FALSE;
  g_autoptr (KwCard)
      card = kw_store_card_ensure (store, uid, sizeof uid, KW_MEDIUM_DESFIRE, &is_new, error);
  g_autoptr (KwCard) again = NULL;
  g_autoptr (KwCard) by_number = NULL;
  g_autofree char *label = kw_card_dup_label (card);

  g_assert_true (is_new);
  g_assert_cmpstr (label, ==, "7-1");
  again = kw_store_card_ensure (store, uid, sizeof uid, KW_MEDIUM_DESFIRE, &is_new, error);
  g_assert_false (is_new);
  g_assert_true (kw_card_equal (card, again));
  by_number = kw_store_card_load_by_number (store, 7, 1, error);
  g_assert_true (kw_card_equal (card, by_number));
  return TRUE;
}

static void
test_a_card_is_registered_once (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_a_card_is_registered_once, NULL);
}

static gboolean
change_the_medium (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwCard)
      card = kw_store_card_ensure (store, uid, sizeof uid, KW_MEDIUM_DESFIRE, NULL, error);
  g_autoptr (KwCard)
      other = kw_store_card_ensure (store, uid, sizeof uid, KW_MEDIUM_CLASSIC_1K, NULL, error);

  return card != NULL && other != NULL;
}

static void
test_a_chip_does_not_change_its_sort (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_store_run (fixture->store, change_the_medium, NULL, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_CONSTRAINT);
}

static gboolean
discard (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwCard) card = ensure_card (store, 1);
  g_autoptr (KwCard) loaded = NULL;

  g_assert_true (kw_store_card_put_discarded (store, card->id, TRUE, error));
  loaded = kw_store_card_load (store, card->id, error);
  g_assert_true (loaded->is_discarded);
  return kw_store_card_put_discarded (store, card->id + 1, TRUE, error);
}

static void
test_discarding_is_kept (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_store_run (fixture->store, discard, NULL, &error));

  g_assert_error (error, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND);
}

static guint
count (KwStore *store, const KwStoreCardFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = kw_store_card_list (store, filter, &error);

  g_assert_no_error (error);
  return rows->len;
}

static gboolean
check_list (KwStore *store, gpointer unused, GError **error)
{
  g_autoptr (KwCard) blank = ensure_card (store, 1);
  g_autoptr (KwCard) written = ensure_card (store, 2);
  gint64 stay_id = put_stay (store, 305, 0, 2);
  g_autoptr (KwCredential) old = put_credential (store, written->id, stay_id, 305, 0, 1);
  g_autoptr (KwCredential) newest = put_credential (store, written->id, stay_id, 306, 0, 2);
  g_autoptr (GPtrArray) rows = kw_store_card_list (store, &(KwStoreCardFilter){ 0 }, error);
  const KwStoreCardRow *row = NULL;

  g_assert_cmpuint (rows->len, ==, 2);
  row = rows->pdata[0];
  g_assert_true (kw_card_equal (row->card, blank));
  g_assert_null (row->newest);
  row = rows->pdata[1];
  g_assert_true (kw_credential_equal (row->newest, newest));

  g_assert_cmpuint (count (store, &(KwStoreCardFilter){ .after_id = blank->id }), ==, 1);
  g_assert_cmpuint (count (store, &(KwStoreCardFilter){ .limit = 1 }), ==, 1);
  g_assert_cmpuint (count (store, &(KwStoreCardFilter){ .door = { 1, 306 } }), ==, 1);
  g_assert_cmpuint (count (store, &(KwStoreCardFilter){ .door = { 1, 305 } }), ==, 0);
  g_assert_cmpuint (
      count (store, &(KwStoreCardFilter){ .has_state = TRUE, .state = KW_CREDENTIAL_STATE_LIVE }),
      ==, 1);
  g_assert_cmpuint (
      count (store, &(KwStoreCardFilter){ .has_state = TRUE, .state = KW_CREDENTIAL_STATE_LOST }),
      ==, 0);
  g_assert_cmpuint (count (store, &(KwStoreCardFilter){ .door = { 1, 306 },
                                                        .has_state = TRUE,
                                                        .state = KW_CREDENTIAL_STATE_LIVE }),
                    ==, 1);
  return TRUE;
}

static void
test_a_card_is_listed_with_what_is_on_it (Fixture *fixture, gconstpointer unused)
{
  run (fixture->store, check_list, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TO ("card", "a-card-is-registered-once", test_a_card_is_registered_once);
  ADD_TO ("card", "a-chip-does-not-change-its-sort", test_a_chip_does_not_change_its_sort);
  ADD_TO ("card", "discarding-is-kept", test_discarding_is_kept);
  ADD_TO ("card", "a-card-is-listed-with-what-is-on-it", test_a_card_is_listed_with_what_is_on_it);
  return g_test_run ();
}
