/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-packed-keys.h"

#define N_BLOCK 64
#define WORD_BITS 64

/* Numbers of credentials are a station's number and, in the lower bits, what it counted: lists have
 * few stations, whose counts are far apart from the next station's but not from one another. */
#define LOW_BITS 40
#define LOW_MASK ((G_GUINT64_CONSTANT (1) << LOW_BITS) - 1)

/* Each half of a key less the block's smallest one, in as many bits as the largest needs. */
typedef struct
{
  guint64 least_high;
  guint64 least_low;
  guint32 first_word;
  guint8 n_high_bits;
  guint8 n_low_bits;
} Block;

struct _KwDeskPackedKeys
{
  GArray *blocks; /* of Block, all full */
  GArray *words;  /* of guint64 */
  guint64 tail[N_BLOCK];
  guint n_tail;
};

static guint
count_bits (guint64 number)
{
  return number == 0 ? 0 : WORD_BITS - (guint)__builtin_clzll (number);
}

static guint64
mask_of (guint n_bits)
{
  return n_bits == WORD_BITS ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << n_bits) - 1;
}

static void
put_bits (guint64 *words, gsize at_bit, guint n_bits, guint64 value)
{
  const gsize word = at_bit / WORD_BITS;
  const guint shift = (guint)(at_bit % WORD_BITS);

  if (n_bits == 0)
    return;
  words[word] |= value << shift;
  if (shift + n_bits > WORD_BITS)
    words[word + 1] |= value >> (WORD_BITS - shift);
}

static guint64
get_bits (const guint64 *words, gsize at_bit, guint n_bits)
{
  const gsize word = at_bit / WORD_BITS;
  const guint shift = (guint)(at_bit % WORD_BITS);
  guint64 value = 0;

  if (n_bits == 0)
    return 0;
  value = words[word] >> shift;
  if (shift + n_bits > WORD_BITS)
    value |= words[word + 1] << (WORD_BITS - shift);
  return value & mask_of (n_bits);
}

static void
pack_tail (KwDeskPackedKeys *self)
{
  Block block = { G_MAXUINT64, G_MAXUINT64, self->words->len, 0, 0 };
  guint64 most_high = 0;
  guint64 most_low = 0;
  guint n_bits = 0;
  guint64 *words = NULL;

  for (guint i = 0; i < N_BLOCK; i++)
    {
      block.least_high = MIN (block.least_high, self->tail[i] >> LOW_BITS);
      block.least_low = MIN (block.least_low, self->tail[i] & LOW_MASK);
      most_high = MAX (most_high, self->tail[i] >> LOW_BITS);
      most_low = MAX (most_low, self->tail[i] & LOW_MASK);
    }
  block.n_high_bits = (guint8)count_bits (most_high - block.least_high);
  block.n_low_bits = (guint8)count_bits (most_low - block.least_low);
  n_bits = block.n_high_bits + block.n_low_bits;

  /* A block of 64 keys ends with a word. */
  g_array_set_size (self->words, self->words->len + n_bits);
  words = &g_array_index (self->words, guint64, block.first_word);
  for (guint i = 0; i < N_BLOCK; i++)
    {
      const guint64 high = (self->tail[i] >> LOW_BITS) - block.least_high;
      const guint64 low = (self->tail[i] & LOW_MASK) - block.least_low;

      put_bits (words, (gsize)i * n_bits, block.n_low_bits, low);
      put_bits (words, (gsize)i * n_bits + block.n_low_bits, block.n_high_bits, high);
    }
  g_array_append_val (self->blocks, block);
  self->n_tail = 0;
}

static void
clear_keys (gpointer data)
{
  KwDeskPackedKeys *self = data;

  g_array_unref (self->blocks);
  g_array_unref (self->words);
}

KwDeskPackedKeys *
kw_desk_packed_keys_new (void)
{
  KwDeskPackedKeys *self = g_atomic_rc_box_new0 (KwDeskPackedKeys);

  self->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  self->words = g_array_new (FALSE, /* clear_= */ TRUE, sizeof (guint64));
  return self;
}

KwDeskPackedKeys *
kw_desk_packed_keys_ref (KwDeskPackedKeys *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
kw_desk_packed_keys_unref (KwDeskPackedKeys *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_keys);
}

void
kw_desk_packed_keys_append (KwDeskPackedKeys *self, const guint64 *keys, guint n_keys)
{
  for (guint i = 0; i < n_keys; i++)
    {
      self->tail[self->n_tail++] = keys[i];
      if (self->n_tail == N_BLOCK)
        pack_tail (self);
    }
}

guint
kw_desk_packed_keys_get_length (const KwDeskPackedKeys *self)
{
  return self->blocks->len * N_BLOCK + self->n_tail;
}

guint64
kw_desk_packed_keys_get (const KwDeskPackedKeys *self, guint i)
{
  const Block *block = NULL;
  const guint64 *words = NULL;
  gsize at_bit = 0;

  if (i / N_BLOCK == self->blocks->len)
    return self->tail[i % N_BLOCK];
  block = &g_array_index (self->blocks, Block, i / N_BLOCK);
  words = (const guint64 *)(gconstpointer)self->words->data + block->first_word;
  at_bit = (gsize)(i % N_BLOCK) * (block->n_high_bits + block->n_low_bits);
  return (block->least_high + get_bits (words, at_bit + block->n_low_bits, block->n_high_bits))
             << LOW_BITS |
         (block->least_low + get_bits (words, at_bit, block->n_low_bits));
}

gsize
kw_desk_packed_keys_get_size_bytes (const KwDeskPackedKeys *self)
{
  return sizeof *self + self->blocks->len * sizeof (Block) + self->words->len * sizeof (guint64);
}
