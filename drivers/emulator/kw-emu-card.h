/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <glib.h>

#include "kw-emu-error.h"

G_BEGIN_DECLS

#define KW_EMU_UID_MAX_LEN 7
/* The longest answer of a card: what fits the PN532's buffer of 265 bytes. */
#define KW_EMU_ANSWER_MAX_BYTES 262

/**
 * KwEmuCardState:
 * @KW_EMU_CARD_STATE_IDLE: powered, answers REQA and WUPA
 * @KW_EMU_CARD_STATE_HALT: answers WUPA only
 * @KW_EMU_CARD_STATE_ACTIVE: selected; a request sends it to IDLE unanswered
 * @KW_EMU_CARD_STATE_PROTOCOL: ISO 14443-4 activated; ignores every request
 *
 * ISO 14443-3 states of a card lying in the field.
 */
typedef enum
{
  KW_EMU_CARD_STATE_IDLE,
  KW_EMU_CARD_STATE_HALT,
  KW_EMU_CARD_STATE_ACTIVE,
  KW_EMU_CARD_STATE_PROTOCOL,
} KwEmuCardState;

/**
 * KwEmuFate:
 * @KW_EMU_FATE_DONE: the write is carried out
 * @KW_EMU_FATE_BEFORE: the card has left before it; nothing is written, no answer
 * @KW_EMU_FATE_MIDDLE: the card leaves while it programs; half is written, no answer
 * @KW_EMU_FATE_AFTER: the card leaves after it; all is written, no answer
 * @KW_EMU_FATE_NAK: the card refuses it
 * @KW_EMU_FATE_FLIP: carried out and answered well, but with one bit stored wrong
 *
 * What becomes of one write to a card's memory.
 */
typedef enum
{
  KW_EMU_FATE_DONE,
  KW_EMU_FATE_BEFORE,
  KW_EMU_FATE_MIDDLE,
  KW_EMU_FATE_AFTER,
  KW_EMU_FATE_NAK,
  KW_EMU_FATE_FLIP,
} KwEmuFate;

/**
 * KwEmuAnswerKind:
 * @KW_EMU_ANSWER_DATA: bytes, perhaps none
 * @KW_EMU_ANSWER_NAK: four bits other than 1010
 * @KW_EMU_ANSWER_AUTH_FAILED: a MIFARE authentication that did not work out
 * @KW_EMU_ANSWER_NONE: silence
 */
typedef enum
{
  KW_EMU_ANSWER_DATA,
  KW_EMU_ANSWER_NAK,
  KW_EMU_ANSWER_AUTH_FAILED,
  KW_EMU_ANSWER_NONE,
} KwEmuAnswerKind;

/**
 * KwEmuAnswer:
 * @kind: what came back
 * @bytes: the data, without CRC
 * @n_bytes: how many
 * @air_us: time both frames took on the air
 * @eeprom_us: time the card spent programming
 */
typedef struct
{
  KwEmuAnswerKind kind;
  guint8 bytes[KW_EMU_ANSWER_MAX_BYTES];
  gsize n_bytes;
  gint64 air_us;
  gint64 eeprom_us;
} KwEmuAnswer;

typedef struct _KwEmuCard KwEmuCard;

/**
 * KwEmuCardClass:
 * @medium: its word in the control language
 * @reset: (nullable): forget everything volatile: the field went off, or the card was halted
 * @exchange: one command of the selected card, its answer into a zeroed #KwEmuAnswer. @is_crypto
 *   says that the chip runs the MIFARE commands (InDataExchange), else bytes go through as they are
 * @load: replace the memory by a saved image
 * @dup_image: (transfer full): the memory as an image that @load takes
 * @free: release the instance
 *
 * What a card model implements.
 */
typedef struct
{
  const char *medium;
  void (*reset) (KwEmuCard *card);
  void (*exchange) (KwEmuCard *card, const guint8 *command, gsize n_bytes, gboolean is_crypto,
                    KwEmuAnswer *answer);
  gboolean (*load) (KwEmuCard *card, const guint8 *image, gsize n_bytes, GError **error);
  GBytes *(*dup_image) (KwEmuCard *card);
  void (*free) (KwEmuCard *card);
} KwEmuCardClass;

/**
 * KwEmuWriteGate:
 * @ask: says what becomes of the write of @n_blocks blocks that @card is about to do
 * @user_data: handed to it
 *
 * How a card learns of injected faults.
 */
typedef struct
{
  KwEmuFate (*ask) (KwEmuCard *card, guint n_blocks, gpointer user_data);
  gpointer user_data;
} KwEmuWriteGate;

/**
 * KwEmuCard:
 * @klass: its model
 * @name: the user's name for it
 * @uid: serial number
 * @uid_len: 4 or 7
 * @atqa: answer to request, first byte sent last
 * @sak: select acknowledge of the last cascade level
 * @ats: answer to select, first byte its length; only with bit 5 of @sak
 * @state: where it is in ISO 14443-3
 * @was_halted: whether it came from HALT when it was last selected
 * @gate: asked before every write
 *
 * A piece of plastic. Models embed it as their first member.
 */
struct _KwEmuCard
{
  const KwEmuCardClass *klass;
  char *name;
  guint8 uid[KW_EMU_UID_MAX_LEN];
  gsize uid_len;
  guint8 atqa[2];
  guint8 sak;
  guint8 ats[20];
  KwEmuCardState state;
  gboolean was_halted;
  KwEmuWriteGate gate;
};

/**
 * kw_emu_card_new:
 * @medium: "classic1k", "classic4k", "ntag213" or "desfire"
 * @uid: (array length=uid_len): serial number
 * @uid_len: 4 or 7; only Classic exists with 4
 * @name: how the card is called from now on
 * @error: a `KW_EMU_ERROR`
 *
 * Returns: (transfer full) (nullable): a card as the factory delivers it
 */
KwEmuCard *kw_emu_card_new (const char *medium, const guint8 *uid, gsize uid_len, const char *name,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_emu_card_free:
 * @card: (nullable) (transfer full): a card that lies in no field
 */
void kw_emu_card_free (KwEmuCard *card);

/**
 * kw_emu_card_init:
 * @card: zeroed
 * @klass: its model
 * @uid: (array length=uid_len): serial number
 * @uid_len: its length
 * @name: its name
 *
 * For models: fills in what all cards have.
 */
void kw_emu_card_init (KwEmuCard *card, const KwEmuCardClass *klass, const guint8 *uid,
                       gsize uid_len, const char *name);

/**
 * kw_emu_card_ask_write:
 * @card: a card about to change its memory
 * @n_blocks: how many blocks or pages it will program
 *
 * For models: asks the gate. The model then does as much of it as the fate
 * says; silence and leaving the field are the chip's business.
 *
 * Returns: what becomes of it
 */
KwEmuFate kw_emu_card_ask_write (KwEmuCard *card, guint n_blocks);

/**
 * kw_emu_card_program:
 * @memory: (array length=n_bytes): the cells
 * @bytes: (array length=n_bytes): what should be there
 * @n_bytes: how many
 * @fate: from kw_emu_card_ask_write()
 *
 * For models: writes all, the first half, or nothing, as @fate has it.
 */
void kw_emu_card_program (guint8 *memory, const guint8 *bytes, gsize n_bytes, KwEmuFate fate);

/**
 * kw_emu_card_answer_write:
 * @fate: from kw_emu_card_ask_write()
 * @answer: gets its kind
 *
 * For models: what a reader hears of a write that met @fate.
 */
void kw_emu_card_answer_write (KwEmuFate fate, KwEmuAnswer *answer);

/**
 * kw_emu_card_drop_out:
 * @card: a card
 *
 * For models: leaves ACTIVE as a type A card does after an error: back to HALT if it was woken
 * from there, else to IDLE. Hears nothing until it is selected again.
 */
void kw_emu_card_drop_out (KwEmuCard *card);

/**
 * kw_emu_card_reset:
 * @card: a card
 *
 * Takes its power away: session and state are gone, memory stays.
 */
void kw_emu_card_reset (KwEmuCard *card);

/**
 * kw_emu_card_exchange:
 * @card: the selected card
 * @command: (array length=n_bytes): what the reader sends, without CRC
 * @n_bytes: its length, at least 1
 * @is_crypto: whether the chip runs MIFARE Classic commands for the host
 * @answer: (out caller-allocates): what the card says
 */
void kw_emu_card_exchange (KwEmuCard *card, const guint8 *command, gsize n_bytes,
                           gboolean is_crypto, KwEmuAnswer *answer);

/**
 * kw_emu_card_load:
 * @card: a card
 * @image: (array length=n_bytes): a saved image of the same medium
 * @n_bytes: its length
 * @error: a `KW_EMU_ERROR`
 *
 * Returns: %TRUE if the memory is now @image; on failure it is unchanged
 */
gboolean kw_emu_card_load (KwEmuCard *card, const guint8 *image, gsize n_bytes,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_emu_card_dup_image:
 * @card: a card
 *
 * Returns: (transfer full): its memory; for Classic and NTAG the raw bytes
 */
GBytes *kw_emu_card_dup_image (KwEmuCard *card);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwEmuCard, kw_emu_card_free)

G_END_DECLS
