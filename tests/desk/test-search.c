/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-search.h"

#include "list-probe.h"

static void
filled_set_up (Fixture *fixture, gconstpointer unused)
{
  fixture_set_up (fixture, unused);
  register_fill (fixture, 4000);
}

static KwDeskHit *
get_hit (KwDeskSearch *search, guint position)
{
  KwDeskHit *hit = g_list_model_get_item (G_LIST_MODEL (search), position);

  g_assert_nonnull (hit);
  g_object_unref (hit); /* the search keeps it */
  return hit;
}

static guint
count (KwDeskSearch *search, KwDeskHitKind kind)
{
  const guint n_hits = g_list_model_get_n_items (G_LIST_MODEL (search));
  guint n_found = 0;

  for (guint i = 0; i < n_hits; i++)
    n_found += kw_desk_hit_get_kind (get_hit (search, i)) == kind;
  return n_found;
}

static void
open_stay_of (Fixture *fixture, const char *room, const char *tenant, const char *reference)
{
  const char *const tenants[] = { tenant, NULL };
  const KwProperty *property = kw_desk_get_property (fixture->desk);
  const KwDoor *door = kw_property_find_door (property, room, NULL);
  const KwDeskStayRequest request = {
    .n_doors = 1,
    .doors = { { door->building, door->number } },
    .until_unix_s = fixture->now_unix_s + 86400,
    .tenants = tenants,
    .reference = reference,
    .overlap_reason = "a test",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStay) stay = NULL;

  kw_desk_put_stay_async (fixture->desk, &request, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  stay = kw_desk_put_stay_finish (fixture->desk, result, &error);
  g_assert_no_error (error);
}

static void
test_rooms_come_best_first (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDeskSearch) search = kw_desk_search_new (fixture->desk);

  kw_desk_search_set_text (search, " 310 ");
  g_assert_cmpint (kw_desk_hit_get_kind (get_hit (search, 0)), ==, KW_DESK_HIT_KIND_ROOM);
  g_assert_cmpstr (kw_desk_hit_get_title (get_hit (search, 0)), ==, "310");
  g_assert_cmpstr (kw_desk_hit_get_place (get_hit (search, 0)), ==, "Seehaus");
  g_assert_cmpuint (kw_desk_hit_get_door (get_hit (search, 0)).building, ==, 1);
  kw_desk_search_set_text (search, "31");
  g_assert_cmpuint (count (search, KW_DESK_HIT_KIND_ROOM), >=, 10);
  kw_desk_search_set_text (search, "");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (search)), ==, 0);
}

static void
test_a_room_is_found_as_people_say_it (Fixture *fixture, gconstpointer unused)
{
  static const char *const texts[] = {
    "room 305",
    "Seehaus 305",
    "305 seehaus",
    "Seehaus/305",
    "Room 305, Seehaus",
    "see 305",
    "\xd9\xa3\xd9\xa0\xd9\xa5",
    "\xef\xbc\x93\xef\xbc\x90\xef\xbc\x95",
    "room\xe3\x80\x80\x33\x30\x35",
    "room305",
    "Rm.305",
    "#305",
    "Seehaus305",
    "seehaus room305",
  };
  static const char *const others[] = { "room",         "xyz 305", "305 305",
                                        "Seehaus 0305", "s",       "Roomer305" };
  g_autoptr (KwDeskSearch) search = kw_desk_search_new (fixture->desk);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      kw_desk_search_set_text (search, texts[i]);
      g_test_message ("%s", texts[i]);
      g_assert_cmpuint (count (search, KW_DESK_HIT_KIND_ROOM), >, 0);
      g_assert_cmpstr (kw_desk_hit_get_title (get_hit (search, 0)), ==, "305");
      g_assert_cmpstr (kw_desk_hit_get_place (get_hit (search, 0)), ==, "Seehaus");
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      kw_desk_search_set_text (search, others[i]);
      g_assert_cmpuint (count (search, KW_DESK_HIT_KIND_ROOM), ==, 0);
    }

  kw_desk_search_set_text (search, "Seehaus/305"); /* the other building has 0305A */
  g_assert_cmpuint (count (search, KW_DESK_HIT_KIND_ROOM), ==, 1);
  kw_desk_search_set_text (search, "gartenhaus");
  g_assert_cmpuint (count (search, KW_DESK_HIT_KIND_ROOM), >, 1);
  for (guint i = 0; i < count (search, KW_DESK_HIT_KIND_ROOM); i++)
    g_assert_cmpstr (kw_desk_hit_get_place (get_hit (search, i)), ==, "Gartenhaus");
}

typedef struct
{
  const char *text;
  gboolean is_found;
} NameCase;

/* The name is Oyelaran O'Brien-Ångström. */
static const NameCase name_cases[] = {
  { "o", TRUE },
  { "Oye", TRUE },
  { "OYELARAN", TRUE },
  { "ang", TRUE },
  { "Ång", TRUE },
  { "ångstrom", TRUE },
  { "brien", TRUE },
  { "O'Brien", TRUE },
  { "o'b", TRUE },
  { "ang oye", TRUE },
  { "oye ang bri", TRUE },
  { "oye, ang", TRUE },
  { "oyelaran*", TRUE },
  { "yelaran", FALSE },
  { "oye xyz", FALSE },
  { "oye\" OR \"o", FALSE },
  { "text:oye", FALSE },
  { "NEAR(oye", FALSE },
  { "\"", FALSE },
  { "*", FALSE },
  { "A\xcc\x8angstr", TRUE },
  { "\xe2\x82\xac", FALSE },
  { "oye\xe2\x80\x8b ang", TRUE },
};

static void
test_names_are_found_by_beginnings_of_words (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDeskSearch) search = kw_desk_search_new (fixture->desk);

  register_exec (fixture, "DELETE FROM tenant; INSERT INTO name_word (name_word) VALUES"
                          " ('delete-all')");
  open_stay_of (fixture, "310", "Oyelaran O'Brien-Ångström", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (name_cases); i++)
    {
      kw_desk_search_set_text (search, name_cases[i].text);

      if (count (search, KW_DESK_HIT_KIND_TENANT) != (guint)name_cases[i].is_found)
        g_error ("\"%s\"", name_cases[i].text);
    }
  kw_desk_search_set_text (search, "oye");
  g_assert_cmpstr (kw_desk_hit_get_title (get_hit (search, 0)), ==, "Oyelaran O'Brien-Ångström");
  g_assert_cmpstr (kw_desk_hit_get_place (get_hit (search, 0)), ==, "310");
  g_assert_nonnull (kw_desk_hit_get_stay (get_hit (search, 0)));
}

static void
test_each_name_of_the_register_is_found (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDeskSearch) search = kw_desk_search_new (fixture->desk);
  gint64 n_expected = 0;

  kw_desk_search_set_text (search, "søren kraverá");
  g_assert_cmpuint (count (search, KW_DESK_HIT_KIND_TENANT), ==, 0);
  kw_desk_search_set_text (search, "soren krab");
  n_expected = register_query (fixture, "SELECT count(*) FROM personal WHERE is_name = 1"
                                        " AND id IN (SELECT personal_id FROM tenant)"
                                        " AND text LIKE 'Søren Krab%'");
  g_test_message ("%d", (int)n_expected);
  g_assert_cmpint (count (search, KW_DESK_HIT_KIND_TENANT), ==, n_expected);
  kw_desk_search_set_text (search, "an");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (search)), ==,
                    KW_DESK_SEARCH_N_HITS_MAX);
  g_assert_true (kw_desk_search_get_has_more (search));
  g_assert_cmpuint (count (search, KW_DESK_HIT_KIND_TENANT), >, 0);
}

static void
test_holders_cards_and_references_are_found (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDeskSearch) search = kw_desk_search_new (fixture->desk);

  open_stay_of (fixture, "310", "Nobody", "Xy-77 b");
  kw_desk_search_set_text (search, "xY-77");
  g_assert_cmpuint (count (search, KW_DESK_HIT_KIND_REFERENCE), ==, 1);
  g_assert_cmpstr (kw_desk_hit_get_title (get_hit (search, 0)), ==, "Xy-77 b");
  kw_desk_search_set_text (search, "1-42");
  g_assert_cmpuint (count (search, KW_DESK_HIT_KIND_CARD), ==, 1);
  g_assert_cmpstr (kw_desk_hit_get_card_label (get_hit (search, 0)), ==, "1-42");
  g_assert_nonnull (kw_desk_hit_get_credential (get_hit (search, 0)));
  kw_desk_search_set_text (search, "1-99999");
  g_assert_cmpuint (count (search, KW_DESK_HIT_KIND_CARD), ==, 0);

  kw_desk_search_set_text (search, "petra xiler");
  g_assert_cmpuint (count (search, KW_DESK_HIT_KIND_HOLDER), ==, 0);
  register_exec (fixture, "INSERT INTO name_word (name_word, rowid, text) SELECT 'delete', id, text"
                          " FROM personal WHERE id = (SELECT max (holder_personal_id)"
                          " FROM credential);"
                          "UPDATE personal SET text = 'Petra Xiler' WHERE id ="
                          " (SELECT max (holder_personal_id) FROM credential);"
                          "INSERT INTO name_word (rowid, text) SELECT id, text FROM personal"
                          " WHERE id = (SELECT max (holder_personal_id) FROM credential)");
  kw_desk_search_set_text (search, "petra xile");
  g_assert_cmpuint (count (search, KW_DESK_HIT_KIND_HOLDER), ==, 1);
  g_assert_nonnull (kw_desk_hit_get_card_label (get_hit (search, 0)));
}

static void
test_an_erased_name_is_not_found (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KwDeskSearch) search = kw_desk_search_new (fixture->desk);
  const char *const nobody[] = { "Somebody Else", NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KwStay) stay = NULL;
  KwDeskStayRequest request = { .tenants = nobody };

  open_stay_of (fixture, "310", "Zebulon Qwertz", NULL);
  kw_desk_search_set_text (search, "qwe");
  g_assert_cmpuint (count (search, KW_DESK_HIT_KIND_TENANT), ==, 1);
  request.stay_id = kw_desk_hit_get_stay (get_hit (search, 0))->id;
  kw_desk_put_stay_async (fixture->desk, &request, NULL, fixture_take_result_cb, &result);
  fixture_wait (&result);
  stay = kw_desk_put_stay_finish (fixture->desk, result, NULL);
  g_assert_nonnull (stay);

  kw_desk_search_set_text (search, "");
  kw_desk_search_set_text (search, "qwe");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (search)), ==, 0);
  kw_desk_search_set_text (search, "somebody el");
  g_assert_cmpuint (count (search, KW_DESK_HIT_KIND_TENANT), ==, 1);
}

#define ADD(name, set_up, function)                                                                \
  g_test_add ("/desk/search/" name, Fixture, NULL, set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("rooms-come-best-first", fixture_set_up, test_rooms_come_best_first);
  ADD ("a-room-is-found-as-people-say-it", fixture_set_up, test_a_room_is_found_as_people_say_it);
  ADD ("names-are-found-by-beginnings-of-words", fixture_set_up,
       test_names_are_found_by_beginnings_of_words);
  ADD ("each-name-of-the-register-is-found", filled_set_up,
       test_each_name_of_the_register_is_found);
  ADD ("holders-cards-and-references-are-found", filled_set_up,
       test_holders_cards_and_references_are_found);
  ADD ("an-erased-name-is-not-found", fixture_set_up, test_an_erased_name_is_not_found);
  return g_test_run ();
}
