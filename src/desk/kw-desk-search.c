/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-search.h"

#include "kw-desk-card-item-private.h"
#include "kw-desk-find-rooms.h"
#include "kw-desk-hit-private.h"
#include "kw-desk-register.h"
#include "kw-store-card.h"
#include "kw-store-credential.h"
#include "kw-store-search.h"
#include "kw-store-stay.h"

/* So that a short text leaves room for what comes behind. */
#define N_ROOMS_MAX 40
#define N_REFERENCES_MAX 20

struct _KwDeskSearch
{
  GObject parent_instance;

  KwDesk *desk;
  char *text;
  GPtrArray *hits; /* of KwDeskHit */
  gboolean has_more;
};

static void kw_desk_search_init_model (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KwDeskSearch, kw_desk_search, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, kw_desk_search_init_model))

enum
{
  PROP_TEXT = 1,
  PROP_N_ITEMS,
  PROP_HAS_MORE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

/* One answer in the making. */
typedef struct
{
  KwDesk *desk;
  const char *text;
  GPtrArray *hits;
  gboolean has_more;
} Answer;

static void
add_hit (Answer *answer, const KwDeskHitParts *parts)
{
  if (answer->hits->len < KW_DESK_SEARCH_N_HITS_MAX)
    g_ptr_array_add (answer->hits, kw_desk_hit_new (parts));
  else
    answer->has_more = TRUE;
}

static void
add_rooms (Answer *answer)
{
  const KwProperty *property = kw_desk_get_property (answer->desk);
  g_autoptr (GPtrArray) doors = g_ptr_array_new ();

  if (property == NULL)
    return;

  if (kw_desk_find_rooms (property, answer->text, N_ROOMS_MAX, doors))
    answer->has_more = TRUE;
  for (guint i = 0; i < doors->len; i++)
    {
      const KwDoor *door = doors->pdata[i];
      const KwDeskHitParts parts = {
        .kind = KW_DESK_HIT_KIND_ROOM,
        .title = door->name,
        .place = kw_property_get_building (property, door->building)->name,
        .door = { door->building, door->number },
      };

      add_hit (answer, &parts);
    }
}

static void
add_stay (Answer *answer, KwDeskHitKind kind, const char *title, const KwStay *stay)
{
  const KwDeskHitParts parts = {
    .kind = kind,
    .title = title,
    .place = kw_desk_register_get_door_label (answer->desk, stay->doors[0]),
    .door = stay->doors[0],
    .stay = stay,
  };

  add_hit (answer, &parts);
}

/* @title: (nullable): the card's own number. */
static void
add_card (Answer *answer, KwDeskHitKind kind, const char *title, const KwCard *card,
          const KwCredential *credential, const KwStay *stay)
{
  g_autofree char *label = kw_card_dup_label (card);
  g_autofree char *place = credential != NULL
                               ? kw_desk_dup_grant_place (answer->desk, credential->grant)
                               : g_strdup ("");
  KwDeskHitParts parts = {
    .kind = kind,
    .title = title != NULL ? title : label,
    .place = place,
    .stay = stay,
    .card = card,
    .credential = credential,
  };

  if (credential != NULL && credential->grant->door != 0)
    parts.door = (KwDoorRef){ credential->grant->building, credential->grant->door };
  add_hit (answer, &parts);
}

/* Nothing is not a failure here. */
static gboolean
pass_unless_missing (GError *cause, GError **error)
{
  if (g_error_matches (cause, KW_STORE_ERROR, KW_STORE_ERROR_NOT_FOUND))
    {
      g_error_free (cause);
      return TRUE;
    }
  g_propagate_error (error, cause);
  return FALSE;
}

static gboolean
add_card_by_number (KwStore *store, Answer *answer, GError **error)
{
  g_autoptr (KwCard) card = NULL;
  g_autoptr (KwCredential) credential = NULL;
  g_autoptr (KwStay) stay = NULL;
  GError *cause = NULL;
  guint64 counter = 0;
  guint station = 0;

  if (!kw_card_parse_label (answer->text, &station, &counter, NULL))
    return TRUE;
  card = kw_store_card_load_by_number (store, station, counter, &cause);
  if (card == NULL)
    return pass_unless_missing (cause, error);
  credential = kw_store_credential_load_newest (store, card->id, &cause);
  if (credential == NULL && !pass_unless_missing (g_steal_pointer (&cause), error))
    return FALSE;
  if (credential != NULL && credential->stay_id != 0)
    stay = kw_store_stay_load (store, credential->stay_id, &cause);
  if (cause != NULL && !pass_unless_missing (g_steal_pointer (&cause), error))
    return FALSE;
  add_card (answer, KW_DESK_HIT_KIND_CARD, NULL, card, credential, stay);
  return TRUE;
}

static void
unref_stay (gpointer stay)
{
  if (stay != NULL)
    kw_stay_unref (stay);
}

static gboolean
add_references (KwStore *store, Answer *answer, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) stays = g_ptr_array_new_with_free_func (unref_stay);

  if (!kw_store_search_references (store, answer->text, N_REFERENCES_MAX + 1, ids, error))
    return FALSE;
  if (ids->len > N_REFERENCES_MAX)
    {
      answer->has_more = TRUE;
      g_array_set_size (ids, N_REFERENCES_MAX);
    }
  if (!kw_store_stay_load_many (store, (const gint64 *)(gpointer)ids->data, ids->len, stays, error))
    return FALSE;
  for (guint i = 0; i < stays->len; i++)
    {
      const KwStay *stay = stays->pdata[i];

      if (stay != NULL)
        add_stay (answer, KW_DESK_HIT_KIND_REFERENCE, stay->reference, stay);
    }
  return TRUE;
}

static gboolean
add_tenants (KwStore *store, Answer *answer, const GPtrArray *names, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) stays = g_ptr_array_new_with_free_func (unref_stay);
  guint n_tenants = 0;

  for (guint i = 0; i < names->len; i++)
    if (((const KwStoreNameHit *)names->pdata[i])->stay_id != 0)
      g_array_append_val (ids, ((const KwStoreNameHit *)names->pdata[i])->stay_id);
  if (!kw_store_stay_load_many (store, (const gint64 *)(gpointer)ids->data, ids->len, stays, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      const KwStoreNameHit *name = names->pdata[i];

      if (name->stay_id == 0)
        continue;
      if (stays->pdata[n_tenants] != NULL)
        add_stay (answer, KW_DESK_HIT_KIND_TENANT, name->text, stays->pdata[n_tenants]);
      n_tenants++;
    }
  return TRUE;
}

static void
free_row (gpointer row)
{
  kw_store_card_page_row_free (row);
}

static gboolean
add_holders (KwStore *store, Answer *answer, const GPtrArray *names, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  guint n_holders = 0;

  for (guint i = 0; i < names->len; i++)
    if (((const KwStoreNameHit *)names->pdata[i])->credential != 0)
      g_array_append_val (numbers, ((const KwStoreNameHit *)names->pdata[i])->credential);
  if (!kw_store_card_load_page (store, (const guint64 *)(gpointer)numbers->data, numbers->len, rows,
                                error))
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      const KwStoreNameHit *name = names->pdata[i];
      const KwStoreCardPageRow *row = NULL;

      if (name->credential == 0)
        continue;
      row = rows->pdata[n_holders++];
      if (row != NULL && row->is_newest)
        add_card (answer, KW_DESK_HIT_KIND_HOLDER, name->text, row->card, row->credential, NULL);
    }
  return TRUE;
}

static gboolean
answer_from_register (KwStore *store, gpointer data, GError **error)
{
  Answer *answer = data;
  g_autoptr (GPtrArray) names = NULL;
  guint n_left = 0;

  if (!add_card_by_number (store, answer, error) || !add_references (store, answer, error))
    return FALSE;
  n_left = KW_DESK_SEARCH_N_HITS_MAX - MIN (answer->hits->len, KW_DESK_SEARCH_N_HITS_MAX);
  names = kw_store_search_names (store, answer->text, n_left + 1, error);
  return names != NULL && add_tenants (store, answer, names, error) &&
         add_holders (store, answer, names, error);
}

/* What the register cannot tell at this moment is left out: the next letter asks again. */
static void
find (Answer *answer)
{
  g_autoptr (GError) error = NULL;

  if (*answer->text == '\0')
    return;
  add_rooms (answer);
  if (!kw_desk_register_look (answer->desk, answer_from_register, answer, &error))
    g_debug ("search: %s", error->message);
}

/* Hits in the places of hits are told apart from places that come and go: a view may keep its rows.
 */
static void
take_hits (KwDeskSearch *self, GPtrArray *hits)
{
  GListModel *model = G_LIST_MODEL (self);
  const guint n_before = self->hits->len;
  const guint n_both = MIN (n_before, hits->len);

  g_ptr_array_set_size (self->hits, (int)n_both);
  if (n_before > n_both)
    g_list_model_items_changed (model, n_both, n_before - n_both, 0);
  for (guint i = 0; i < n_both; i++)
    g_set_object ((GObject **)&self->hits->pdata[i], hits->pdata[i]);
  if (n_both > 0)
    g_list_model_items_changed (model, 0, n_both, n_both);
  for (guint i = n_both; i < hits->len; i++)
    g_ptr_array_add (self->hits, g_object_ref (hits->pdata[i]));
  if (hits->len > n_both)
    g_list_model_items_changed (model, n_both, 0, hits->len - n_both);
}

static void
show (KwDeskSearch *self, Answer *answer)
{
  const guint n_before = self->hits->len;

  take_hits (self, answer->hits);
  if (self->hits->len != n_before)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ITEMS]);
  if (self->has_more == answer->has_more)
    return;
  self->has_more = answer->has_more;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_MORE]);
}

static GType
kw_desk_search_get_item_type (GListModel *model)
{
  return KW_TYPE_DESK_HIT;
}

static guint
kw_desk_search_get_n_items (GListModel *model)
{
  return KW_DESK_SEARCH (model)->hits->len;
}

static gpointer
kw_desk_search_get_item (GListModel *model, guint position)
{
  KwDeskSearch *self = KW_DESK_SEARCH (model);

  return position < self->hits->len ? g_object_ref (self->hits->pdata[position]) : NULL;
}

static void
kw_desk_search_init_model (GListModelInterface *iface)
{
  iface->get_item_type = kw_desk_search_get_item_type;
  iface->get_n_items = kw_desk_search_get_n_items;
  iface->get_item = kw_desk_search_get_item;
}

static void
kw_desk_search_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KwDeskSearch *self = KW_DESK_SEARCH (object);

  switch (id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->hits->len);
      break;
    case PROP_HAS_MORE:
      g_value_set_boolean (value, self->has_more);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kw_desk_search_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TEXT)
    kw_desk_search_set_text (KW_DESK_SEARCH (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kw_desk_search_finalize (GObject *object)
{
  KwDeskSearch *self = KW_DESK_SEARCH (object);

  g_clear_object (&self->desk);
  g_free (self->text);
  g_ptr_array_unref (self->hits);
  G_OBJECT_CLASS (kw_desk_search_parent_class)->finalize (object);
}

static void
kw_desk_search_class_init (KwDeskSearchClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->get_property = kw_desk_search_get_property;
  G_OBJECT_CLASS (klass)->set_property = kw_desk_search_set_property;
  G_OBJECT_CLASS (klass)->finalize = kw_desk_search_finalize;

  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "",
                                          flags | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_HAS_MORE] = g_param_spec_boolean ("has-more", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
kw_desk_search_init (KwDeskSearch *self)
{
  self->text = g_strdup ("");
  self->hits = g_ptr_array_new_with_free_func (g_object_unref);
}

KwDeskSearch *
kw_desk_search_new (KwDesk *desk)
{
  KwDeskSearch *self = NULL;

  g_return_val_if_fail (KW_IS_DESK (desk), NULL);

  self = g_object_new (KW_TYPE_DESK_SEARCH, NULL);
  self->desk = g_object_ref (desk);
  return self;
}

/* Digits and spaces of every keyboard are those of the register. */
static char *
dup_query (const char *text)
{
  GString *query = g_string_new (NULL);

  for (const char *rest = text; *rest != '\0'; rest = g_utf8_next_char (rest))
    {
      const gunichar c = g_utf8_get_char (rest);

      if (g_unichar_isdigit (c))
        g_string_append_c (query, (char)('0' + g_unichar_digit_value (c)));
      else if (g_unichar_isspace (c))
        g_string_append_c (query, ' ');
      else
        g_string_append_unichar (query, c);
    }
  return g_strstrip (g_string_free (query, FALSE));
}

void
kw_desk_search_set_text (KwDeskSearch *self, const char *text)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *stripped = NULL;
  Answer answer = { .hits = hits };

  g_return_if_fail (KW_IS_DESK_SEARCH (self));
  g_return_if_fail (text == NULL || g_utf8_validate (text, -1, NULL));

  if (g_strcmp0 (self->text, text != NULL ? text : "") == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text != NULL ? text : "");

  stripped = dup_query (self->text);
  answer.desk = self->desk;
  answer.text = stripped;
  find (&answer);
  g_object_ref (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
  show (self, &answer);
  g_object_unref (self);
}

const char *
kw_desk_search_get_text (KwDeskSearch *self)
{
  g_return_val_if_fail (KW_IS_DESK_SEARCH (self), NULL);
  return self->text;
}

gboolean
kw_desk_search_get_has_more (KwDeskSearch *self)
{
  g_return_val_if_fail (KW_IS_DESK_SEARCH (self), FALSE);
  return self->has_more;
}
