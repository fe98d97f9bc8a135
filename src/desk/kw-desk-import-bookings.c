/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-import-bookings.h"

#include "kw-store-stay.h"

/* So many references are looked up between two looks at the cancellable. */
#define N_REFERENCES 500

#define NOBODY G_MAXUINT

/* A booking under its reference; in a file several stays may share one, as a group does. */
typedef struct
{
  KwDeskBooking booking;
  gboolean is_taken; /* a stay of the file is it */
} Referenced;

typedef struct
{
  GArray
      *bookings;  /* (element-type KwStoreStayBooking): of the register, as the store sorts them */
  GArray *last;   /* (element-type guint): of those up to each that have not ended, which goes on
                   * longest; or NOBODY */
  gint64 late_id; /* one who should have left and did not; 0 = none */
  GTree *new_stays; /* beginning -> KwStay: of the file; none overlaps another */
} Door;

struct _KwDeskBookings
{
  KwStore *store;
  gint64 now_unix_s;
  GPtrArray *loaded;     /* (element-type KwStay) */
  GHashTable *here;      /* "BUILDING,DOOR,REFERENCE" -> Referenced, borrowed */
  GHashTable *elsewhere; /* reference -> GQueue of Referenced, borrowed */
  GPtrArray *referenced; /* (element-type Referenced): all of them */
  GHashTable *at;        /* "BUILDING,DOOR,FROM,UNTIL" -> KwDeskBooking: noted ones */
  GHashTable *at_alone;  /* the same of those without a reference */
  GHashTable *doors;     /* packed KwDoorRef -> Door */
};

/* Keys */

static char *
make_here_key (KwDoorRef door, const char *reference)
{
  return g_strdup_printf ("%u,%u,%s", door.building, door.door, reference);
}

static char *
make_at_key (KwDoorRef door, const KwStay *stay)
{
  return g_strdup_printf ("%u,%u,%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT, door.building, door.door,
                          stay->from_unix_s, stay->until_unix_s);
}

/* References */

static Referenced *
add_referenced (KwDeskBookings *self, KwDeskBooking booking)
{
  Referenced *referenced = g_new0 (Referenced, 1);

  referenced->booking = booking;
  g_ptr_array_add (self->referenced, referenced);
  return referenced;
}

static gboolean
has_ended (const Referenced *referenced)
{
  return referenced->booking.stay->state == KW_STAY_STATE_CLOSED;
}

/* What has not ended comes before what has. */
static void
add_loaded (KwDeskBookings *self, const KwStay *stay)
{
  Referenced *referenced = add_referenced (self, (KwDeskBooking){ stay->id, stay });
  GQueue *queue = g_hash_table_lookup (self->elsewhere, stay->reference);

  if (queue == NULL)
    {
      queue = g_queue_new ();
      g_hash_table_insert (self->elsewhere, (gpointer)stay->reference, queue);
    }
  if (has_ended (referenced))
    g_queue_push_tail (queue, referenced);
  else
    g_queue_push_head (queue, referenced);

  for (guint i = 0; i < stay->n_doors; i++)
    {
      char *key = make_here_key (stay->doors[i], stay->reference);
      const Referenced *before = g_hash_table_lookup (self->here, key);

      if (before == NULL || has_ended (before))
        g_hash_table_replace (self->here, key, referenced);
      else
        g_free (key);
    }
}

static gboolean
load_referenced (KwDeskBookings *self, const GPtrArray *stays, GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) references = g_ptr_array_new ();

  for (guint i = 0; i < stays->len; i++)
    {
      const KwStay *stay = stays->pdata[i];

      if (stay->reference != NULL && g_hash_table_add (seen, (gpointer)stay->reference))
        g_ptr_array_add (references, (gpointer)stay->reference);
    }
  for (guint i = 0; i < references->len; i += N_REFERENCES)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !kw_store_stay_list_referenced (self->store, (const char *const *)references->pdata + i,
                                        MIN (N_REFERENCES, references->len - i), self->loaded,
                                        error))
      return FALSE;
  for (guint i = 0; i < self->loaded->len; i++)
    add_loaded (self, self->loaded->pdata[i]);
  return TRUE;
}

/* Doors */

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const gint64 *left = a;
  const gint64 *right = b;

  return (*left > *right) - (*left < *right);
}

static void
free_door (gpointer user_data)
{
  Door *door = user_data;

  g_array_unref (door->bookings);
  g_array_unref (door->last);
  g_tree_unref (door->new_stays);
  g_free (door);
}

static void
find_last (Door *door, gint64 now_unix_s)
{
  guint last = NOBODY;

  for (guint i = 0; i < door->bookings->len; i++)
    {
      const KwStoreStayBooking *booking = &g_array_index (door->bookings, KwStoreStayBooking, i);

      if (booking->state != KW_STAY_STATE_CLOSED &&
          (last == NOBODY ||
           booking->until_unix_s >
               g_array_index (door->bookings, KwStoreStayBooking, last).until_unix_s))
        last = i;
      g_array_append_val (door->last, last);
      if (booking->state == KW_STAY_STATE_OPEN && booking->until_unix_s <= now_unix_s)
        door->late_id = booking->id;
    }
}

static Door *
load_door (KwDeskBookings *self, KwDoorRef ref, GError **error)
{
  const gpointer key = GUINT_TO_POINTER (ref.building << 16 | ref.door);
  Door *door = g_hash_table_lookup (self->doors, key);
  GArray *bookings = NULL;

  if (door != NULL)
    return door;
  bookings = kw_store_stay_list_bookings (self->store, ref, error);
  if (bookings == NULL)
    return NULL;
  door = g_new0 (Door, 1);
  door->bookings = bookings;
  door->last = g_array_sized_new (FALSE, FALSE, sizeof (guint), bookings->len);
  door->new_stays = g_tree_new (compare_times);
  find_last (door, self->now_unix_s);
  g_hash_table_insert (self->doors, key, door);
  return door;
}

/* How many begin before @from_unix_s, or then and end before @until_unix_s. */
static guint
count_before (const Door *door, gint64 from_unix_s, gint64 until_unix_s)
{
  guint low = 0;
  guint high = door->bookings->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;
      const KwStoreStayBooking *booking = &g_array_index (door->bookings, KwStoreStayBooking,
                                                          middle);

      if (booking->from_unix_s < from_unix_s ||
          (booking->from_unix_s == from_unix_s && booking->until_unix_s < until_unix_s))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Two that are in house overlap, though one of them should have left before the other came. */
static gint64
find_registered_overlap (const Door *door, const KwStay *stay)
{
  const guint n = count_before (door, stay->until_unix_s, G_MININT64);
  const guint last = n > 0 ? g_array_index (door->last, guint, n - 1) : NOBODY;
  const KwStoreStayBooking *booking = NULL;

  if (last != NOBODY)
    booking = &g_array_index (door->bookings, KwStoreStayBooking, last);
  if (booking != NULL && booking->until_unix_s > stay->from_unix_s)
    return booking->id;
  return stay->state == KW_STAY_STATE_OPEN ? door->late_id : 0;
}

/* None of them overlaps another: the last one that begins before the end is the last to end. */
static const KwStay *
find_new_overlap (const Door *door, const KwStay *stay)
{
  GTreeNode *behind = g_tree_lower_bound (door->new_stays, &stay->until_unix_s);
  GTreeNode *node = behind != NULL ? g_tree_node_previous (behind)
                                   : g_tree_node_last (door->new_stays);
  const KwStay *other = node != NULL ? g_tree_node_value (node) : NULL;

  return other != NULL && other->until_unix_s > stay->from_unix_s ? other : NULL;
}

/* All of them */

KwDeskBookings *
kw_desk_bookings_new (KwStore *store, const GPtrArray *stays, gint64 now_unix_s,
                      GCancellable *cancellable, GError **error)
{
  g_autoptr (KwDeskBookings) self = g_new0 (KwDeskBookings, 1);

  self->store = store;
  self->now_unix_s = now_unix_s;
  self->loaded = g_ptr_array_new_with_free_func ((GDestroyNotify)kw_stay_unref);
  self->referenced = g_ptr_array_new_with_free_func (g_free);
  self->here = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->elsewhere = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                           (GDestroyNotify)g_queue_free);
  self->at = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->at_alone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->doors = g_hash_table_new_full (NULL, NULL, NULL, free_door);
  return load_referenced (self, stays, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

void
kw_desk_bookings_free (KwDeskBookings *self)
{
  g_hash_table_unref (self->here);
  g_hash_table_unref (self->elsewhere);
  g_hash_table_unref (self->at);
  g_hash_table_unref (self->at_alone);
  g_hash_table_unref (self->doors);
  g_ptr_array_unref (self->referenced);
  g_ptr_array_unref (self->loaded);
  g_free (self);
}

KwDeskBooking
kw_desk_bookings_find_here (KwDeskBookings *self, const KwStay *stay)
{
  g_autofree char *key = NULL;
  Referenced *referenced = NULL;

  if (stay->reference == NULL)
    return (KwDeskBooking){ 0 };
  key = make_here_key (stay->doors[0], stay->reference);
  referenced = g_hash_table_lookup (self->here, key);
  if (referenced == NULL)
    return (KwDeskBooking){ 0 };
  referenced->is_taken = TRUE;
  return referenced->booking;
}

KwDeskBooking
kw_desk_bookings_find_elsewhere (KwDeskBookings *self, const KwStay *stay)
{
  GQueue *queue = stay->reference != NULL ? g_hash_table_lookup (self->elsewhere, stay->reference)
                                          : NULL;

  while (queue != NULL && !g_queue_is_empty (queue))
    {
      Referenced *referenced = g_queue_pop_head (queue);

      if (referenced->is_taken)
        continue;
      referenced->is_taken = TRUE;
      return referenced->booking;
    }
  return (KwDeskBooking){ 0 };
}

gboolean
kw_desk_bookings_find_at (KwDeskBookings *self, const KwStay *stay, KwDeskBooking *out_booking,
                          GError **error)
{
  const Door *door = load_door (self, stay->doors[0], error);
  g_autofree char *key = make_at_key (stay->doors[0], stay);
  const KwDeskBooking *noted = NULL;
  guint i = 0;

  if (door == NULL)
    return FALSE;
  *out_booking = (KwDeskBooking){ 0 };
  i = count_before (door, stay->from_unix_s, stay->until_unix_s);
  if (i < door->bookings->len)
    {
      const KwStoreStayBooking *booking = &g_array_index (door->bookings, KwStoreStayBooking, i);

      if (booking->from_unix_s == stay->from_unix_s &&
          booking->until_unix_s == stay->until_unix_s &&
          (stay->reference == NULL || !booking->has_reference))
        {
          out_booking->id = booking->id;
          return TRUE;
        }
    }
  noted = g_hash_table_lookup (stay->reference == NULL ? self->at : self->at_alone, key);
  if (noted != NULL)
    *out_booking = *noted;
  return TRUE;
}

gboolean
kw_desk_bookings_find_overlap (KwDeskBookings *self, const KwStay *stay, KwDeskBooking *out_booking,
                               GError **error)
{
  KwDeskBooking booking = { 0 };

  for (guint i = 0; i < stay->n_doors && booking.id == 0 && booking.stay == NULL; i++)
    {
      const Door *door = load_door (self, stay->doors[i], error);

      if (door == NULL)
        return FALSE;
      booking.id = find_registered_overlap (door, stay);
      if (booking.id == 0)
        booking.stay = find_new_overlap (door, stay);
    }
  *out_booking = booking;
  return TRUE;
}

void
kw_desk_bookings_note (KwDeskBookings *self, const KwStay *stay, KwDeskBooking booking)
{
  Referenced *referenced = stay->reference != NULL ? add_referenced (self, booking) : NULL;

  for (guint i = 0; i < stay->n_doors; i++)
    {
      char *key = make_at_key (stay->doors[i], stay);

      if (referenced == NULL)
        g_hash_table_replace (self->at_alone, g_strdup (key), g_memdup2 (&booking, sizeof booking));
      g_hash_table_replace (self->at, key, g_memdup2 (&booking, sizeof booking));
      if (referenced == NULL)
        continue;
      key = make_here_key (stay->doors[i], stay->reference);
      if (g_hash_table_contains (self->here, key))
        g_free (key);
      else
        g_hash_table_insert (self->here, key, referenced);
    }
}

gboolean
kw_desk_bookings_take_rooms (KwDeskBookings *self, const KwStay *stay, GError **error)
{
  for (guint i = 0; i < stay->n_doors; i++)
    {
      Door *door = load_door (self, stay->doors[i], error);

      if (door == NULL)
        return FALSE;
      g_tree_insert (door->new_stays, (gpointer)&stay->from_unix_s, (gpointer)stay);
    }
  return TRUE;
}
