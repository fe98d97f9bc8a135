/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-emu-ntag.h"

#include "kw-emu-timing.h"
#include "kw-error.h"

#include <string.h>

#define PAGE_BYTES 4
#define N_PAGES 45
#define MEMORY_BYTES (N_PAGES * PAGE_BYTES)
#define PAGE_LOCK 2
#define PAGE_CAPABILITY 3
#define PAGE_DYNAMIC_LOCK 40
#define PAGE_CONFIG 41
#define PAGE_ACCESS 42
#define PAGE_PASSWORD 43
#define PAGE_PACK 44

typedef struct
{
  KwEmuCard card;
  guint8 memory[MEMORY_BYTES];
  gboolean is_authenticated;
  gboolean has_compat_page; /* first half of COMPATIBILITY_WRITE came */
  guint8 compat_page;
} Ntag;

KW_DEFINE_THROW (KwEmuError, KW_EMU_ERROR)

static guint8 *
page_at (Ntag *ntag, guint page)
{
  return ntag->memory + page * PAGE_BYTES;
}

static void
refuse (Ntag *ntag, KwEmuAnswer *answer)
{
  answer->kind = KW_EMU_ANSWER_NAK;
  kw_emu_card_drop_out (&ntag->card);
}

/* Configuration: AUTH0 is the first protected page, bit 7 of ACCESS protects reading too. */
static gboolean
is_protected (Ntag *ntag, guint page, gboolean for_reading)
{
  if (ntag->is_authenticated || page < page_at (ntag, PAGE_CONFIG)[3])
    return FALSE;
  return !for_reading || (page_at (ntag, PAGE_ACCESS)[0] & 0x80) != 0;
}

/* Static lock bits cover pages 3..15 one by one; dynamic ones 16..39 in pairs. */
static gboolean
is_locked (Ntag *ntag, guint page)
{
  const guint8 *lock = page_at (ntag, PAGE_LOCK) + 2;
  const guint8 *dynamic = page_at (ntag, PAGE_DYNAMIC_LOCK);
  guint pair;

  if (page < PAGE_LOCK)
    return TRUE;
  if (page == PAGE_LOCK || page == PAGE_DYNAMIC_LOCK)
    return FALSE;
  if (page <= 7)
    return (lock[0] >> page & 1) != 0;
  if (page <= 15)
    return (lock[1] >> (page - 8) & 1) != 0;
  if (page >= PAGE_CONFIG)
    return page <= PAGE_ACCESS && (page_at (ntag, PAGE_ACCESS)[0] & 0x40) != 0; /* CFGLCK */
  pair = (page - 16) / 2;
  return (dynamic[pair / 8] >> pair % 8 & 1) != 0;
}

static void
copy_readable_page (Ntag *ntag, guint page, guint8 *out)
{
  memcpy (out, page_at (ntag, page), PAGE_BYTES);
  if (page == PAGE_PASSWORD || page == PAGE_PACK)
    memset (out, 0, PAGE_BYTES);
}

static void
read_pages (Ntag *ntag, guint first, KwEmuAnswer *answer)
{
  guint limit = N_PAGES;

  answer->air_us = kw_emu_timing_bytes_us (4) + kw_emu_timing_bytes_us (18);
  if (!ntag->is_authenticated && (page_at (ntag, PAGE_ACCESS)[0] & 0x80) != 0)
    limit = MIN (limit, page_at (ntag, PAGE_CONFIG)[3]);
  if (first >= limit)
    {
      refuse (ntag, answer);
      return;
    }
  /* Reading over the end goes on at page 0 (10.2). */
  for (guint i = 0; i < 4; i++)
    copy_readable_page (ntag, (first + i) % limit, answer->bytes + i * PAGE_BYTES);
  answer->n_bytes = 4 * PAGE_BYTES;
}

static void
read_fast (Ntag *ntag, guint first, guint last, KwEmuAnswer *answer)
{
  if (first > last || last >= N_PAGES || is_protected (ntag, last, /* for_reading= */ TRUE))
    {
      refuse (ntag, answer);
      return;
    }
  for (guint page = first; page <= last; page++, answer->n_bytes += PAGE_BYTES)
    copy_readable_page (ntag, page, answer->bytes + answer->n_bytes);
  answer->air_us = kw_emu_timing_bytes_us (5) + kw_emu_timing_bytes_us (answer->n_bytes + 2);
}

static void
write_page (Ntag *ntag, guint page, const guint8 *bytes, KwEmuAnswer *answer)
{
  guint8 merged[PAGE_BYTES];
  KwEmuFate fate;

  answer->air_us = kw_emu_timing_bytes_us (8) + kw_emu_timing_frame_us (4);
  if (page >= N_PAGES || is_locked (ntag, page) || is_protected (ntag, page, FALSE))
    {
      refuse (ntag, answer);
      return;
    }
  memcpy (merged, bytes, PAGE_BYTES);
  /* Lock bytes and the capability container can only gain bits (8.5.2, 8.5.6). */
  if (page == PAGE_LOCK)
    memcpy (merged, page_at (ntag, page), 2);
  if (page == PAGE_LOCK || page == PAGE_CAPABILITY || page == PAGE_DYNAMIC_LOCK)
    for (gsize i = page == PAGE_LOCK ? 2 : 0; i < PAGE_BYTES; i++)
      merged[i] |= page_at (ntag, page)[i];
  if (page == PAGE_DYNAMIC_LOCK)
    merged[3] = page_at (ntag, page)[3];

  fate = kw_emu_card_ask_write (&ntag->card, 1);
  kw_emu_card_program (page_at (ntag, page), merged, PAGE_BYTES, fate);
  kw_emu_card_answer_write (fate, answer);
  answer->eeprom_us = KW_EMU_TIMING_NTAG_PAGE_US;
  if (answer->kind != KW_EMU_ANSWER_DATA)
    kw_emu_card_drop_out (&ntag->card);
}

static void
authenticate (Ntag *ntag, const guint8 *password, KwEmuAnswer *answer)
{
  answer->air_us = kw_emu_timing_bytes_us (7) + kw_emu_timing_bytes_us (4);
  if (memcmp (password, page_at (ntag, PAGE_PASSWORD), PAGE_BYTES) != 0)
    {
      refuse (ntag, answer);
      return;
    }
  ntag->is_authenticated = TRUE;
  memcpy (answer->bytes, page_at (ntag, PAGE_PACK), 2);
  answer->n_bytes = 2;
}

static void
answer_constant (KwEmuAnswer *answer, const guint8 *bytes, gsize n_bytes)
{
  memcpy (answer->bytes, bytes, n_bytes);
  answer->n_bytes = n_bytes;
  answer->air_us = kw_emu_timing_bytes_us (3) + kw_emu_timing_bytes_us (n_bytes + 2);
}

static void
exchange (KwEmuCard *card, const guint8 *command, gsize n_bytes, gboolean is_crypto,
          KwEmuAnswer *answer)
{
  static const guint8 version[8] = { 0x00, 0x04, 0x04, 0x02, 0x01, 0x00, 0x0f, 0x03 };
  static const guint8 signature[32] = { 0 }; /* nobody here can sign as NXP */
  Ntag *ntag = (Ntag *)card;

  if (ntag->has_compat_page)
    {
      ntag->has_compat_page = FALSE;
      if (n_bytes == 16)
        write_page (ntag, ntag->compat_page, command, answer);
      else
        refuse (ntag, answer);
    }
  else if (is_crypto && (command[0] == 0x60 || command[0] == 0x61))
    {
      /* InDataExchange takes these for a MIFARE authentication, which this chip does not know. */
      answer->kind = KW_EMU_ANSWER_AUTH_FAILED;
      kw_emu_card_drop_out (card);
    }
  else if (command[0] == 0x30 && n_bytes == 2)
    read_pages (ntag, command[1], answer);
  else if (command[0] == 0x3a && n_bytes == 3)
    read_fast (ntag, command[1], command[2], answer);
  else if (command[0] == 0xa2 && n_bytes == 6)
    write_page (ntag, command[1], command + 2, answer);
  else if (command[0] == 0xa0 && n_bytes == 18)
    write_page (ntag, command[1], command + 2, answer); /* the chip sends it in two frames */
  else if (command[0] == 0xa0 && n_bytes == 2 && command[1] < N_PAGES)
    {
      ntag->has_compat_page = TRUE;
      ntag->compat_page = command[1];
    }
  else if (command[0] == 0x60 && n_bytes == 1)
    answer_constant (answer, version, sizeof version);
  else if (command[0] == 0x3c && n_bytes == 2)
    answer_constant (answer, signature, sizeof signature);
  else if (command[0] == 0x1b && n_bytes == 5)
    authenticate (ntag, command + 1, answer);
  else
    refuse (ntag, answer);
}

static void
reset (KwEmuCard *card)
{
  Ntag *ntag = (Ntag *)card;

  ntag->is_authenticated = FALSE;
  ntag->has_compat_page = FALSE;
}

static gboolean
load (KwEmuCard *card, const guint8 *image, gsize n_bytes, GError **error)
{
  Ntag *ntag = (Ntag *)card;
  gsize n_kept = 0;

  if (n_bytes != MEMORY_BYTES)
    return throw (error, KW_EMU_ERROR_IMAGE, "an image of an NTAG213 has %d bytes", MEMORY_BYTES);
  /* Pages 0 and 1 and half of 2 are the manufacturer's: serial number and check bytes. */
  if (memcmp (image, card->uid, 3) != 0 || memcmp (image + 4, card->uid + 3, 4) != 0)
    n_kept = PAGE_LOCK * PAGE_BYTES + 2;
  memcpy (ntag->memory + n_kept, image + n_kept, n_bytes - n_kept);
  return TRUE;
}

static GBytes *
dup_image (KwEmuCard *card)
{
  Ntag *ntag = (Ntag *)card;

  return g_bytes_new (ntag->memory, sizeof ntag->memory);
}

static void
free_ntag (KwEmuCard *card)
{
  g_free (card);
}

KwEmuCard *
kw_emu_ntag_new_213 (const guint8 *uid, gsize uid_len, const char *name)
{
  static const KwEmuCardClass klass = { "ntag213", reset, exchange, load, dup_image, free_ntag };
  /* As delivered (8.5.6, 8.5.7): capability container, empty NDEF message, no password. */
  static const guint8 pages_3_to_5[] = { 0xe1, 0x10, 0x12, 0x00, 0x01, 0x03,
                                         0xa0, 0x0c, 0x34, 0x03, 0x00, 0xfe };
  static const guint8 pages_40_to_44[] = { 0x00, 0x00, 0x00, 0xbd, 0x04, 0x00, 0x00,
                                           0xff, 0x00, 0x05, 0x00, 0x00, 0xff, 0xff,
                                           0xff, 0xff, 0x00, 0x00, 0x00, 0x00 };
  Ntag *ntag = g_new0 (Ntag, 1);

  g_assert (uid_len == 7);

  kw_emu_card_init (&ntag->card, &klass, uid, uid_len, name);
  ntag->card.atqa[1] = 0x44;
  memcpy (ntag->memory, uid, 3);
  ntag->memory[3] = 0x88 ^ uid[0] ^ uid[1] ^ uid[2]; /* ISO 14443-3: cascade tag 88 */
  memcpy (ntag->memory + 4, uid + 3, 4);
  ntag->memory[8] = uid[3] ^ uid[4] ^ uid[5] ^ uid[6];
  ntag->memory[9] = 0x48;
  memcpy (page_at (ntag, PAGE_CAPABILITY), pages_3_to_5, sizeof pages_3_to_5);
  memcpy (page_at (ntag, PAGE_DYNAMIC_LOCK), pages_40_to_44, sizeof pages_40_to_44);
  return &ntag->card;
}
