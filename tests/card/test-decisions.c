/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include <string.h>

#include "kw-card-crypto.h"
#include "kw-lock-decide.h"
#include "vectors.h"

static gint64
get_int (JsonObject *object, const char *name, gint64 otherwise)
{
  return json_object_get_int_member_with_default (object, name, otherwise);
}

static KwLock
make_lock (JsonObject *setup, const KwCardSiteKeys *keys)
{
  const char *what = json_object_get_string_member (setup, "what");
  KwLock lock = { .bundle = *kw_card_site_keys_get_lock_bundle (keys) };

  lock.place.kind = g_str_equal (what, "guest")  ? KW_LOCK_PLACE_GUEST
                    : g_str_equal (what, "area") ? KW_LOCK_PLACE_AREA
                                                 : KW_LOCK_PLACE_ELEVATOR;
  lock.place.building = (guint8)get_int (setup, "building", 0);
  lock.place.floor = (guint8)get_int (setup, "floor", 0);
  lock.place.door = (guint16)get_int (setup, "door", 0);
  lock.place.area = (guint8)get_int (setup, "area", 0);
  lock.place.bank = (guint8)get_int (setup, "bank", 0);
  lock.place.n_landings = (guint8)get_int (setup, "landings", 0);
  lock.allow_cloneable = json_object_get_boolean_member_with_default (setup, "allow_cloneable",
                                                                      FALSE);
  lock.deny_capacity = (guint8)get_int (setup, "deny_size", 0);
  return lock;
}

static void
load_memory (JsonObject *setup, KwLockMemory *out_memory)
{
  JsonObject *deny = json_object_has_member (setup, "deny")
                         ? json_object_get_object_member (setup, "deny")
                         : NULL;
  JsonObjectIter iter;
  const char *credential;
  JsonNode *until;
  guint n_denied = 0;

  memset (out_memory, 0, sizeof *out_memory);
  if (deny == NULL)
    return;

  json_object_iter_init (&iter, deny);
  while (json_object_iter_next (&iter, &credential, &until))
    {
      out_memory->denied[n_denied].credential = vectors_get_u64 (credential);
      out_memory->denied[n_denied++].until_unix_s = (guint32)json_node_get_int (until);
    }
}

/* "empty", "garbage", the forgery, or the name of a case. */
static void
load_slot (const char *name, guint8 *out_sealed)
{
  if (g_str_equal (name, "garbage"))
    memset (out_sealed, 0x5a, KW_CARD_SEALED_BYTES);
  else if (g_str_equal (name, "forged with the read key"))
    vectors_get_bytes (vectors_get (), name, out_sealed, KW_CARD_SEALED_BYTES);
  else if (!g_str_equal (name, "empty"))
    vectors_get_bytes (vectors_find_case (name), "sealed", out_sealed, KW_CARD_SEALED_BYTES);
}

static void
show_card (const KwLock *lock, KwLockMemory *memory, JsonObject *setup, JsonObject *step)
{
  JsonArray *slots = json_object_get_array_member (step, "slots");
  const KwCardUid uid = vectors_get_uid (step);
  guint8 sealed[2][KW_CARD_SEALED_BYTES];
  KwLockCard card = {
    .uid = uid.bytes,
    .uid_size = uid.size_bytes,
    .is_cloneable = !g_str_equal (json_object_get_string_member (step, "medium"), "desfire"),
    .n_slots = (guint8)json_array_get_length (slots),
  };
  const KwLockMoment moment = {
    .is_set = json_object_get_boolean_member_with_default (setup, "clock_set", TRUE),
    .now_unix_s = (guint32)get_int (step, "time", 0),
    .is_locked_inside = json_object_get_boolean_member (step, "locked_inside"),
  };
  guint64 granted = 0;
  KwLockAnswer answer;

  for (guint i = 0; i < card.n_slots; i++)
    {
      const char *name = json_array_get_string_element (slots, i);

      load_slot (name, sealed[i]);
      card.slots[i].is_empty = g_str_equal (name, "empty");
      card.slots[i].sealed = sealed[i];
    }

  answer = kw_lock_decide (kw_card_get_crypto (), lock, memory, &card, &moment, &granted, NULL);

  g_assert_cmpstr (kw_lock_answer_to_string (answer), ==,
                   json_object_get_string_member (step, "answer"));
  if (json_object_has_member (step, "granted"))
    g_assert_cmpuint (granted, ==,
                      vectors_get_u64 (json_object_get_string_member (step, "granted")));
}

static guint
count_entries (JsonObject *object, const char *name)
{
  return json_object_has_member (object, name)
             ? json_object_get_size (json_object_get_object_member (object, name))
             : 0;
}

static gint64
find_expected (JsonObject *after, const char *name, guint64 credential)
{
  g_autofree char *hex = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", credential);

  g_assert_true (json_object_has_member (after, name));
  g_assert_true (json_object_has_member (json_object_get_object_member (after, name), hex));
  return json_object_get_int_member (json_object_get_object_member (after, name), hex);
}

static void
assert_memory (const KwLockMemory *memory, JsonObject *after)
{
  guint n_denied = 0;
  guint n_revisions = 0;
  guint n_first_uses = 0;
  guint n_used = 0;

  g_assert_cmpint (memory->min_generation, ==, get_int (after, "min_generation", 0));
  for (guint i = 0; i < KW_LOCK_N_DENIED; i++)
    if (memory->denied[i].credential != 0)
      {
        n_denied++;
        g_assert_cmpint (memory->denied[i].until_unix_s, ==,
                         find_expected (after, "deny", memory->denied[i].credential));
      }
  for (guint i = 0; i < KW_LOCK_N_REVISIONS; i++)
    if (memory->revisions[i].credential != 0)
      {
        n_revisions++;
        g_assert_cmpint (memory->revisions[i].revision, ==,
                         find_expected (after, "revisions", memory->revisions[i].credential));
      }
  for (guint i = 0; i < KW_LOCK_N_USES; i++)
    if (memory->uses[i].credential != 0)
      {
        if (memory->uses[i].is_used_up)
          n_used++;
        else
          {
            n_first_uses++;
            g_assert_cmpint (memory->uses[i].first_unix_s, ==,
                             find_expected (after, "first_use", memory->uses[i].credential));
          }
      }

  g_assert_cmpuint (n_denied, ==, count_entries (after, "deny"));
  g_assert_cmpuint (n_revisions, ==, count_entries (after, "revisions"));
  g_assert_cmpuint (n_first_uses, ==, count_entries (after, "first_use"));
  g_assert_cmpuint (n_used, ==,
                    json_object_has_member (after, "used")
                        ? json_array_get_length (json_object_get_array_member (after, "used"))
                        : 0);
}

static void
test_every_decision_is_as_the_vector_says (gconstpointer data)
{
  JsonObject *one = (JsonObject *)data;
  JsonObject *setup = json_object_get_object_member (one, "lock");
  JsonArray *steps = json_object_get_array_member (one, "steps");
  g_autoptr (KwCardSiteKeys)
      keys = vectors_make_site_keys (json_object_get_string_member (one, "bundle"));
  const KwLock lock = make_lock (setup, keys);
  KwLockMemory memory;

  load_memory (setup, &memory);
  for (guint i = 0; i < json_array_get_length (steps); i++)
    show_card (&lock, &memory, setup, json_array_get_object_element (steps, i));
  assert_memory (&memory, json_object_get_object_member (one, "lock_after"));
}

int
main (int argc, char **argv)
{
  JsonArray *decisions;

  g_test_init (&argc, &argv, NULL);
  decisions = json_object_get_array_member (vectors_get (), "decisions");
  for (guint i = 0; i < json_array_get_length (decisions); i++)
    {
      JsonObject *one = json_array_get_object_element (decisions, i);
      g_autofree char *path = g_strdup_printf ("/card/decisions/vector-decides-as-it-says/%s",
                                               json_object_get_string_member (one, "name"));

      g_test_add_data_func (path, one, test_every_decision_is_as_the_vector_says);
    }
  return g_test_run ();
}
