/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-pager.h"

#include "kw-desk-packed-keys.h"
#include "kw-desk-register.h"
#include "kw-desk-row-cache.h"
#include "kw-desk-splice.h"

/* Keys of one piece of a walk: a millisecond or two, then others get their turn. */
#define N_PIECE 8192

/* Of the rows that are kept, so many are read anew after a change: more than any window shows. */
#define N_FOLLOWED 512

/* A walk that took long is not repeated at every commit: it may take a tenth of the time. */
#define PAUSE_FACTOR 10
#define PAUSE_MAX_MS 2000
#define PAUSE_MIN_MS 20

/* Another program had the file for a moment. */
#define RETRY_MS 250

/* Travels to the database thread and back. */
typedef struct
{
  KwDeskPager *pager; /* NULL: nobody waits for it any more */
  const KwDeskPagerClass *klass;
  gpointer query;
  gboolean is_reset; /* the list is empty until the keys are there */

  KwDeskPackedKeys *old_keys; /* (nullable): read only; the pager has it too */
  KwDeskPackedKeys *keys;
  guint64 highest; /* of a dense list: its only key */
  KwStoreCursor cursor;
  gboolean is_dense;
  gboolean is_done;
  gint64 spent_us;
  GArray *splices;
} Walk;

typedef struct
{
  KwDeskPager *pager; /* as above */
  const KwDeskPagerClass *klass;
  gpointer query;
  GArray *keys;
  GPtrArray *rows;
} Reload;

struct _KwDeskPager
{
  const KwDeskPagerClass *klass;
  KwDesk *desk;
  GListModel *model;

  gpointer query;
  gboolean is_dense;
  KwDeskPackedKeys *keys; /* dense: empty */
  guint64 highest;        /* dense: also the number of rows */
  gboolean is_loading;

  /* While splices are announced, the last one first: from this position on the new keys. */
  KwDeskPackedKeys *new_keys;
  guint64 new_highest;
  guint boundary;
  guint new_boundary;
  gpointer next_query; /* (nullable): set meanwhile */

  KwDeskRowCache *cache;

  Walk *walk;        /* (nullable) */
  gboolean is_stale; /* the register changed since the walk began */
  GSource *pause;    /* (nullable): until the next walk */
  gint64 may_walk_mono_us;

  Reload *reload; /* (nullable) */
  gboolean is_reload_stale;
  GSource *retry; /* (nullable) */
};

static void start_walk (KwDeskPager *self, gboolean is_reset);
static void start_reload (KwDeskPager *self);

/* Keys and positions
 * */

static guint
get_length (const KwDeskPager *self)
{
  return self->is_dense ? (guint)self->highest : kw_desk_packed_keys_get_length (self->keys);
}

static guint
get_new_length (const KwDeskPager *self)
{
  return self->is_dense ? (guint)self->new_highest
                        : kw_desk_packed_keys_get_length (self->new_keys);
}

guint
kw_desk_pager_get_n_items (KwDeskPager *self)
{
  if (self->new_keys == NULL)
    return get_length (self);
  return self->boundary + get_new_length (self) - self->new_boundary;
}

static guint64
get_key (const KwDeskPager *self, guint position)
{
  const gboolean is_new = self->new_keys != NULL && position >= self->boundary;
  const guint index = is_new ? position - self->boundary + self->new_boundary : position;

  if (self->is_dense)
    return (is_new ? self->new_highest : self->highest) - index;
  return kw_desk_packed_keys_get (is_new ? self->new_keys : self->keys, index);
}

gboolean
kw_desk_pager_find (KwDeskPager *self, guint64 key, guint *out_position)
{
  const guint n_items = kw_desk_pager_get_n_items (self);
  guint position = 0;

  if (kw_desk_row_cache_look (self->cache, key, &position) != NULL && position < n_items &&
      get_key (self, position) == key)
    {
      *out_position = position;
      return TRUE;
    }
  if (self->is_dense)
    {
      if (key < 1 || key > self->highest)
        return FALSE;
      *out_position = (guint)(self->highest - key);
      return TRUE;
    }
  for (guint i = 0; i < n_items; i++)
    if (get_key (self, i) == key)
      {
        *out_position = i;
        return TRUE;
      }
  return FALSE;
}

static void
announce (KwDeskPager *self, guint position, guint n_removed, guint n_added)
{
  g_list_model_items_changed (self->model, position, n_removed, n_added);
  if (n_removed != n_added)
    g_object_notify (G_OBJECT (self->model), "n-items");
}

static void
set_loading (KwDeskPager *self, gboolean is_loading)
{
  if (self->is_loading == is_loading)
    return;
  self->is_loading = is_loading;
  g_object_notify (G_OBJECT (self->model), "is-loading");
}

/* Rows that are kept
 * */

typedef struct
{
  KwDeskPager *pager;
  GArray *keys;
  GPtrArray *rows;
} Page;

static gboolean
load_page (KwStore *store, gpointer data, GError **error)
{
  Page *page = data;

  return page->pager->klass->load_rows (store, page->pager->query,
                                        (const guint64 *)(gpointer)page->keys->data,
                                        page->keys->len, page->rows, error);
}

static gboolean
on_retry_cb (gpointer data)
{
  KwDeskPager *self = data;

  g_clear_pointer (&self->retry, g_source_unref);
  start_reload (self);
  return G_SOURCE_REMOVE;
}

static void
attach_timeout (KwDeskPager *self, GSource **source, guint delay_ms, GSourceFunc func)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  if (*source != NULL)
    return;
  *source = g_timeout_source_new (delay_ms);
  g_source_set_callback (*source, func, self, NULL);
  g_source_attach (*source, context);
}

static void
list_missing_keys (KwDeskPager *self, guint first, guint end, GArray *keys, GArray *positions)
{
  for (guint i = first; i < end; i++)
    {
      const guint64 key = get_key (self, i);

      if (kw_desk_row_cache_look (self->cache, key, NULL) != NULL)
        continue;
      g_array_append_val (keys, key);
      g_array_append_val (positions, i);
    }
}

/* Rows that cannot be read are empty ones for a moment. */
static void
fetch_page (KwDeskPager *self, guint position)
{
  const guint first = position - position % KW_DESK_PAGER_N_PAGE;
  const guint end = MIN (first + KW_DESK_PAGER_N_PAGE, kw_desk_pager_get_n_items (self));
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  Page page = { self, keys, rows };

  list_missing_keys (self, first, end, keys, positions);
  if (!kw_desk_register_look (self->desk, load_page, &page, &error))
    {
      g_debug ("a page of a list: %s", error->message);
      for (guint i = 0; i < rows->len; i++)
        if (rows->pdata[i] != NULL)
          self->klass->row_free (rows->pdata[i]);
      g_ptr_array_set_size (rows, 0);
      attach_timeout (self, &self->retry, RETRY_MS, on_retry_cb);
    }
  g_ptr_array_set_size (rows, (int)keys->len);
  kw_desk_row_cache_trim (self->cache, KW_DESK_PAGER_N_KEPT - KW_DESK_PAGER_N_PAGE);
  for (guint i = 0; i < keys->len; i++)
    kw_desk_row_cache_put (self->cache, g_array_index (keys, guint64, i),
                           g_array_index (positions, guint, i),
                           self->klass->make_item (self->desk, rows->pdata[i]));
}

gpointer
kw_desk_pager_get_item (KwDeskPager *self, guint position)
{
  guint64 key = 0;
  gpointer item = NULL;

  if (position >= kw_desk_pager_get_n_items (self))
    return NULL;

  key = get_key (self, position);
  item = kw_desk_row_cache_use (self->cache, key, position);
  if (item == NULL)
    {
      fetch_page (self, position);
      item = kw_desk_row_cache_use (self->cache, key, position);
    }
  return g_object_ref (item);
}

/* Reading the kept rows anew
 * */

static void
free_reload (gpointer data)
{
  Reload *reload = data;

  if (reload->pager != NULL)
    reload->pager->reload = NULL;
  g_atomic_rc_box_release_full (reload->query, reload->klass->query_clear);
  for (guint i = 0; i < reload->rows->len; i++)
    if (reload->rows->pdata[i] != NULL)
      reload->klass->row_free (reload->rows->pdata[i]);
  g_ptr_array_unref (reload->rows);
  g_array_unref (reload->keys);
  g_free (reload);
}

static gboolean
reload_rows (KwStore *store, gpointer data, GError **error)
{
  Reload *reload = data;

  return reload->klass->load_rows (store, reload->query,
                                   (const guint64 *)(gpointer)reload->keys->data, reload->keys->len,
                                   reload->rows, error);
}

/* Takes @row. */
static void
update_entry (KwDeskPager *self, guint64 key, gpointer row)
{
  guint position = 0;
  gpointer item = kw_desk_row_cache_look (self->cache, key, &position);
  const gconstpointer old = item != NULL ? self->klass->item_get_row (item) : NULL;

  if (item == NULL || row == NULL || (old != NULL && self->klass->row_equal (old, row)))
    {
      if (row != NULL)
        self->klass->row_free (row);
      return;
    }
  kw_desk_row_cache_replace (self->cache, key, self->klass->make_item (self->desk, row));
  if (position < kw_desk_pager_get_n_items (self) && get_key (self, position) == key)
    announce (self, position, 1, 1);
}

static void
on_reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reload *reload = user_data;
  KwDeskPager *self = reload->pager;
  g_autoptr (GError) error = NULL;
  const gboolean is_done = kw_store_run_finish (KW_STORE (source), result, &error);

  if (self == NULL)
    return;

  reload->pager = NULL;
  self->reload = NULL;
  if (!is_done)
    {
      g_debug ("rows of a list: %s", error->message);
      if (kw_desk_register_is_open (self->desk))
        attach_timeout (self, &self->retry, RETRY_MS, on_retry_cb);
      return;
    }
  g_object_ref (self->model);
  for (guint i = 0; i < reload->rows->len; i++)
    update_entry (self, g_array_index (reload->keys, guint64, i),
                  g_steal_pointer (&reload->rows->pdata[i]));
  if (self->is_reload_stale)
    start_reload (self);
  g_object_unref (self->model);
}

static void
start_reload (KwDeskPager *self)
{
  Reload *reload = NULL;

  self->is_reload_stale = self->reload != NULL;
  if (self->reload != NULL || !kw_desk_register_is_open (self->desk) || self->query == NULL)
    return;
  kw_desk_row_cache_trim (self->cache, N_FOLLOWED);
  if (kw_desk_row_cache_get_length (self->cache) == 0)
    return;

  reload = g_new0 (Reload, 1);
  reload->pager = self;
  reload->klass = self->klass;
  reload->query = g_atomic_rc_box_acquire (self->query);
  reload->keys = kw_desk_row_cache_list_keys (self->cache);
  reload->rows = g_ptr_array_new ();
  self->reload = reload;
  kw_store_read_async (self->desk->store, reload_rows, reload, free_reload, NULL, on_reloaded_cb,
                       reload);
}

/* Walking the keys
 * */

static void
free_walk (Walk *walk)
{
  g_atomic_rc_box_release_full (walk->query, walk->klass->query_clear);
  g_clear_pointer (&walk->old_keys, kw_desk_packed_keys_unref);
  kw_desk_packed_keys_unref (walk->keys);
  g_array_unref (walk->splices);
  g_free (walk);
}

static gboolean
walk_piece (KwStore *store, gpointer data, GError **error)
{
  Walk *walk = data;
  const gint64 start_mono_us = g_get_monotonic_time ();
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));

  if (!walk->klass->list_keys (store, walk->query, &walk->cursor, N_PIECE, keys, error))
    return FALSE;
  if (keys->len > 0)
    walk->highest = MAX (walk->highest, g_array_index (keys, guint64, 0));
  if (!walk->is_dense)
    kw_desk_packed_keys_append (walk->keys, (const guint64 *)(gpointer)keys->data, keys->len);
  walk->is_done = walk->cursor.is_end;
  if (walk->is_done && walk->old_keys != NULL)
    kw_desk_splice_find (walk->old_keys, walk->keys, walk->splices);
  walk->spent_us += g_get_monotonic_time () - start_mono_us;
  return TRUE;
}

/* The last splice first, so that what is in front of it is still the old list. */
static void
apply_splices (KwDeskPager *self, KwDeskPackedKeys *new_keys, guint64 new_highest,
               const GArray *splices)
{
  self->boundary = get_length (self);
  self->new_keys = kw_desk_packed_keys_ref (new_keys);
  self->new_highest = new_highest;
  self->new_boundary = get_new_length (self);
  for (guint i = splices->len; i-- > 0;)
    {
      const KwDeskSplice *splice = &g_array_index (splices, KwDeskSplice, i);

      self->boundary = splice->old_position;
      self->new_boundary = splice->new_position;
      kw_desk_row_cache_shift (self->cache, splice->old_position + splice->n_removed,
                               splice->n_removed, splice->n_added);
      announce (self, splice->old_position, splice->n_removed, splice->n_added);
    }
  kw_desk_packed_keys_unref (self->keys);
  self->keys = g_steal_pointer (&self->new_keys);
  self->highest = new_highest;
}

static void
apply_reset (KwDeskPager *self, KwDeskPackedKeys *keys, guint64 highest)
{
  const guint n_before = get_length (self);

  kw_desk_packed_keys_unref (self->keys);
  self->keys = kw_desk_packed_keys_new ();
  self->highest = 0;
  if (n_before > 0)
    announce (self, 0, n_before, 0);
  kw_desk_packed_keys_unref (self->keys);
  self->keys = kw_desk_packed_keys_ref (keys);
  self->highest = highest;
  if (get_length (self) > 0)
    announce (self, 0, 0, get_length (self));
}

/* More than this at once is announced as a new list: GtkListView asks for each row of a splice. */
static gboolean
is_large (const GArray *splices)
{
  guint n_added = 0;

  for (guint i = 0; i < splices->len; i++)
    n_added += g_array_index (splices, KwDeskSplice, i).n_added;
  return n_added > KW_DESK_PAGER_N_PAGE;
}

static void
apply_walk (KwDeskPager *self, Walk *walk)
{
  const guint64 highest = self->is_dense ? MIN (walk->highest, G_MAXUINT - 1) : 0;

  if (self->is_dense && highest >= self->highest && !walk->is_reset)
    {
      const KwDeskSplice grown = { .n_added = (guint)(highest - self->highest) };

      g_array_set_size (walk->splices, 0);
      if (grown.n_added > 0)
        g_array_append_val (walk->splices, grown);
    }
  if (walk->is_reset || is_large (walk->splices))
    apply_reset (self, walk->keys, highest);
  else
    apply_splices (self, walk->keys, highest, walk->splices);
}

static gboolean
on_pause_over_cb (gpointer data)
{
  KwDeskPager *self = data;

  g_clear_pointer (&self->pause, g_source_unref);
  start_walk (self, self->is_loading);
  return G_SOURCE_REMOVE;
}

static void
walk_again_later (KwDeskPager *self)
{
  const gint64 wait_us = self->may_walk_mono_us - g_get_monotonic_time ();

  attach_timeout (self, &self->pause, (guint)CLAMP (wait_us / 1000, 0, PAUSE_MAX_MS),
                  on_pause_over_cb);
}

static void on_piece_walked_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
walk_on (KwDeskPager *self, Walk *walk)
{
  kw_store_read_async (self->desk->store, walk_piece, walk, NULL, NULL, on_piece_walked_cb, walk);
}

static void
end_walk (KwDeskPager *self, Walk *walk, gboolean is_done)
{
  const gint64 pause_us = MIN (walk->spent_us * PAUSE_FACTOR, PAUSE_MAX_MS * 1000);

  self->walk = NULL;
  self->may_walk_mono_us = g_get_monotonic_time () + pause_us;
  g_object_ref (self->model);
  if (is_done)
    apply_walk (self, walk);
  else
    self->may_walk_mono_us = g_get_monotonic_time () + RETRY_MS * 1000;
  if (self->next_query != NULL)
    kw_desk_pager_set_query (self, g_steal_pointer (&self->next_query));
  else if (is_done && self->walk == NULL)
    set_loading (self, FALSE);
  if ((self->is_stale || !is_done) && self->walk == NULL && kw_desk_register_is_open (self->desk))
    walk_again_later (self);
  free_walk (walk);
  g_object_unref (self->model);
}

static void
on_piece_walked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Walk *walk = user_data;
  KwDeskPager *self = walk->pager;
  g_autoptr (GError) error = NULL;
  const gboolean is_done = kw_store_run_finish (KW_STORE (source), result, &error);

  if (self == NULL)
    {
      free_walk (walk);
      return;
    }
  if (!is_done)
    g_debug ("keys of a list: %s", error->message);
  if (is_done && !walk->is_done && kw_desk_register_is_open (self->desk))
    walk_on (self, walk);
  else
    end_walk (self, walk, is_done && walk->is_done);
}

static void
drop_walk (KwDeskPager *self)
{
  if (self->walk != NULL)
    self->walk->pager = NULL; /* frees itself when it comes back */
  self->walk = NULL;
}

static void
start_walk (KwDeskPager *self, gboolean is_reset)
{
  Walk *walk = NULL;

  drop_walk (self);
  self->is_stale = FALSE;
  if (!kw_desk_register_is_open (self->desk) || self->query == NULL)
    return;

  walk = g_new0 (Walk, 1);
  walk->pager = self;
  walk->klass = self->klass;
  walk->query = g_atomic_rc_box_acquire (self->query);
  walk->is_reset = is_reset;
  walk->keys = kw_desk_packed_keys_new ();
  walk->is_dense = self->is_dense;
  walk->splices = g_array_new (FALSE, FALSE, sizeof (KwDeskSplice));
  if (!is_reset && !self->is_dense)
    walk->old_keys = kw_desk_packed_keys_ref (self->keys);
  self->walk = walk;
  walk_on (self, walk);
}

static void
drop_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
on_register_changed_cb (KwDesk *desk, KwDeskPager *self)
{
  start_reload (self);
  self->is_stale = TRUE;
  if (self->walk != NULL || self->query == NULL)
    return;
  if (g_get_monotonic_time () + PAUSE_MIN_MS * 1000 >= self->may_walk_mono_us)
    start_walk (self, self->is_loading);
  else
    walk_again_later (self);
}

/* Rooms may have other names now. */
static void
on_property_changed_cb (KwDesk *desk, GParamSpec *pspec, KwDeskPager *self)
{
  if (self->query != NULL)
    kw_desk_pager_set_query (self, g_atomic_rc_box_acquire (self->query));
}

/* The list's
 * */

static void
clear_query (KwDeskPager *self, gpointer *query)
{
  if (*query != NULL)
    g_atomic_rc_box_release_full (g_steal_pointer (query), self->klass->query_clear);
}

KwDeskPager *
kw_desk_pager_new (const KwDeskPagerClass *klass, KwDesk *desk, GListModel *model)
{
  KwDeskPager *self = g_new0 (KwDeskPager, 1);

  self->klass = klass;
  self->desk = g_object_ref (desk);
  self->model = model;
  self->keys = kw_desk_packed_keys_new ();
  self->cache = kw_desk_row_cache_new ();
  g_signal_connect (desk, "register-changed", G_CALLBACK (on_register_changed_cb), self);
  g_signal_connect (desk, "notify::property", G_CALLBACK (on_property_changed_cb), self);
  kw_desk_register_follow (desk);
  return self;
}

void
kw_desk_pager_free (KwDeskPager *self)
{
  if (self == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->desk, self);
  drop_walk (self);
  if (self->reload != NULL)
    self->reload->pager = NULL;
  drop_source (&self->pause);
  drop_source (&self->retry);
  clear_query (self, &self->query);
  clear_query (self, &self->next_query);
  kw_desk_packed_keys_unref (self->keys);
  kw_desk_row_cache_free (self->cache);
  g_object_unref (self->desk);
  g_free (self);
}

static void
take_query (KwDeskPager *self, gpointer query)
{
  clear_query (self, &self->query);
  self->query = query;
  drop_source (&self->pause);
}

void
kw_desk_pager_set_query (KwDeskPager *self, gpointer query)
{
  g_autoptr (KwDeskPackedKeys) none = kw_desk_packed_keys_new ();

  if (self->new_keys != NULL)
    {
      clear_query (self, &self->next_query);
      self->next_query = query;
      return;
    }
  take_query (self, query);
  if (self->reload != NULL)
    self->reload->pager = NULL;
  self->reload = NULL;
  kw_desk_row_cache_clear (self->cache);
  apply_reset (self, none, /* highest= */ 0);
  self->is_dense = self->klass->is_dense != NULL && self->klass->is_dense (query);
  set_loading (self, TRUE);
  start_walk (self, /* is_reset= */ TRUE);
}

void
kw_desk_pager_update_query (KwDeskPager *self, gpointer query)
{
  take_query (self, query);
  start_walk (self, self->is_loading);
}

gconstpointer
kw_desk_pager_get_query (KwDeskPager *self)
{
  return self->query;
}

gboolean
kw_desk_pager_is_loading (KwDeskPager *self)
{
  return self->is_loading;
}

KwDesk *
kw_desk_pager_get_desk (KwDeskPager *self)
{
  return self->desk;
}
