/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-emu-chip.h"
#include "kw-emu-fault.h"

G_BEGIN_DECLS

/**
 * KwEmulatorStats:
 * @n_exchanges: command frames the chip took
 * @n_bytes_in: bytes from the host, as its line carries them
 * @n_bytes_out: bytes to the host
 * @n_writes: write commands that reached a card which may carry them out, torn and refused ones
 *   included
 * @n_blocks: blocks, pages or file bytes / 16 they programmed
 * @n_faults: faults that struck
 */
typedef struct
{
  guint64 n_exchanges;
  guint64 n_bytes_in;
  guint64 n_bytes_out;
  guint64 n_writes;
  guint64 n_blocks;
  guint64 n_faults;
} KwEmulatorStats;

/**
 * KwEmuAck:
 * @KW_EMU_ACK_NONE: the host hears nothing
 * @KW_EMU_ACK_ACK: taken
 * @KW_EMU_ACK_NACK: refused
 */
typedef enum
{
  KW_EMU_ACK_NONE,
  KW_EMU_ACK_ACK,
  KW_EMU_ACK_NACK,
} KwEmuAck;

/**
 * KwEmuOutcome:
 * @ack: what the host hears first
 * @run: whether @reply counts, comes later, or is an error frame
 * @reply: the reply
 * @is_silent: no reply, although the command was carried out
 * @extra_us: time a fault adds before the reply
 * @is_corrupt: the frame is damaged
 * @corruption: in which way
 * @chunk_bytes: the reply goes out in drops of so many bytes, 0 for all at once
 * @chunk_gap_us: pause between drops
 * @is_endless: the drops never end
 * @unplug: the encoder leaves its socket: before the reply if @is_silent or there is no ACK, else
 *   after it
 * @replug_us: and comes back after this, 0 for never
 *
 * What a front end has to do about one command.
 */
typedef struct
{
  KwEmuAck ack;
  KwEmuRun run;
  KwEmuReply reply;
  gboolean is_silent;
  gint64 extra_us;
  gboolean is_corrupt;
  KwEmuCorruption corruption;
  guint chunk_bytes;
  gint64 chunk_gap_us;
  gboolean is_endless;
  gboolean unplug;
  gint64 replug_us;
} KwEmuOutcome;

/**
 * KwEmulator:
 *
 * An encoder with its cards and faults: everything that is the same whatever line it hangs on. A
 * front end hands it command frames and carries out the outcomes. One thread.
 */
typedef struct _KwEmulator KwEmulator;

/**
 * KwEmulatorFrontEnd:
 * @on_field_changed: cards came or went: a pending command wants kw_emulator_resume()
 * @plug: (nullable): the user plugs the encoder in
 * @unplug: (nullable): the user pulls it out
 * @is_plugged: (nullable): whether it is plugged in
 * @quit: (nullable): the user ends the program
 * @user_data: handed to all
 *
 * What the emulator asks of its front end.
 */
typedef struct
{
  void (*on_field_changed) (gpointer user_data);
  gboolean (*plug) (gpointer user_data, GError **error);
  gboolean (*unplug) (gpointer user_data, GError **error);
  gboolean (*is_plugged) (gpointer user_data);
  void (*quit) (gpointer user_data);
  gpointer user_data;
} KwEmulatorFrontEnd;

/**
 * kw_emulator_new:
 *
 * Returns: (transfer full): an encoder without cards, powered
 */
KwEmulator *kw_emulator_new (void);

/**
 * kw_emulator_free:
 * @emulator: (nullable) (transfer full): released with all its cards
 */
void kw_emulator_free (KwEmulator *emulator);

/**
 * kw_emulator_set_front_end:
 * @emulator: the emulator
 * @front_end: (nullable): copied; %NULL for none
 */
void kw_emulator_set_front_end (KwEmulator *emulator, const KwEmulatorFrontEnd *front_end);

/**
 * kw_emulator_get_front_end:
 * @emulator: the emulator
 *
 * Returns: (transfer none): its callbacks, all %NULL if there is no front end
 */
const KwEmulatorFrontEnd *kw_emulator_get_front_end (KwEmulator *emulator);

/**
 * kw_emulator_power_up:
 * @emulator: the emulator
 *
 * The encoder gets power: chip as after reset, cards and faults stay, except that a dead chip
 * lives again.
 */
void kw_emulator_power_up (KwEmulator *emulator);

/**
 * kw_emulator_run:
 * @emulator: the emulator
 * @command: (array length=n_bytes): command code and parameters, without framing and D4
 * @n_bytes: at least 1
 * @now_us: monotonic time
 * @out_outcome: (out caller-allocates): what the host is to see
 *
 * Carries out one command, faults included.
 */
void kw_emulator_run (KwEmulator *emulator, const guint8 *command, gsize n_bytes, gint64 now_us,
                      KwEmuOutcome *out_outcome);

/**
 * kw_emulator_resume:
 * @emulator: the emulator
 * @now_us: monotonic time
 * @out_outcome: (out caller-allocates): what the host is to see, without the ACK it already had
 *
 * Goes on with a command that waits for a card.
 *
 * Returns: %TRUE if there is an outcome
 */
gboolean kw_emulator_resume (KwEmulator *emulator, gint64 now_us, KwEmuOutcome *out_outcome);

/**
 * kw_emulator_abort:
 * @emulator: the emulator
 *
 * The host gave up on the pending command.
 */
void kw_emulator_abort (KwEmulator *emulator);

/**
 * kw_emulator_get_deadline_us:
 * @emulator: the emulator
 *
 * Returns: monotonic time at which a pending command ends by itself, -1 for never
 */
gint64 kw_emulator_get_deadline_us (KwEmulator *emulator);

/**
 * kw_emulator_count_bytes:
 * @emulator: the emulator
 * @n_in: bytes that came from the host
 * @n_out: bytes that went to it
 *
 * For front ends: what their line carried.
 */
void kw_emulator_count_bytes (KwEmulator *emulator, gsize n_in, gsize n_out);

/**
 * kw_emulator_get_stats:
 * @emulator: the emulator
 *
 * Returns: (transfer none): the counters
 */
const KwEmulatorStats *kw_emulator_get_stats (KwEmulator *emulator);

/**
 * kw_emulator_reset_stats:
 * @emulator: the emulator
 *
 * All counters to zero.
 */
void kw_emulator_reset_stats (KwEmulator *emulator);

/**
 * kw_emulator_trace:
 * @emulator: the emulator
 * @path: (nullable): a file, %NULL for no more trace
 * @error: %KW_EMU_ERROR_STATE if it cannot be written
 *
 * From now on every exchange is written to @path, which is emptied first: a line with the monotonic
 * time in microseconds at which the command had come, the command, and the reply in hex, `-` if
 * there is none or it comes later. Keys are in it as they are on the line.
 *
 * Returns: %TRUE if it is so
 */
gboolean kw_emulator_trace (KwEmulator *emulator, const char *path,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_emulator_add_card:
 * @emulator: the emulator
 * @card: (transfer full): a card; its name replaces none
 * @error: %KW_EMU_ERROR_STATE if there is a card of that name
 *
 * Returns: %TRUE if the card is now known; it does not lie on the encoder yet
 */
gboolean kw_emulator_add_card (KwEmulator *emulator, KwEmuCard *card,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * kw_emulator_find_card:
 * @emulator: the emulator
 * @name: a name
 * @error: %KW_EMU_ERROR_UNKNOWN
 *
 * Returns: (transfer none) (nullable): the card of that name
 */
KwEmuCard *kw_emulator_find_card (KwEmulator *emulator, const char *name, GError **error);

/**
 * kw_emulator_get_field:
 * @emulator: the emulator
 *
 * Returns: (transfer none): what lies on the encoder
 */
KwEmuField *kw_emulator_get_field (KwEmulator *emulator);

/**
 * kw_emulator_list_cards:
 * @emulator: the emulator
 *
 * Returns: (transfer container) (element-type KwEmuCard): all known cards by name
 */
GList *kw_emulator_list_cards (KwEmulator *emulator);

/**
 * kw_emulator_put:
 * @emulator: the emulator
 * @card: one of its cards
 * @error: %KW_EMU_ERROR_STATE if it lies there already
 *
 * Lays a card down.
 *
 * Returns: %TRUE if it lies there now
 */
gboolean kw_emulator_put (KwEmulator *emulator, KwEmuCard *card, GError **error);

/**
 * kw_emulator_take:
 * @emulator: the emulator
 * @card: (nullable): one of its cards, %NULL for all that lie there
 *
 * Lifts cards off.
 *
 * Returns: how many
 */
guint kw_emulator_take (KwEmulator *emulator, KwEmuCard *card);

/**
 * kw_emulator_add_fault:
 * @emulator: the emulator
 * @fault: (transfer none): copied
 */
void kw_emulator_add_fault (KwEmulator *emulator, const KwEmuFault *fault);

/**
 * kw_emulator_clear_faults:
 * @emulator: the emulator
 *
 * Disarms all faults.
 */
void kw_emulator_clear_faults (KwEmulator *emulator);

/**
 * kw_emulator_get_n_faults:
 * @emulator: the emulator
 *
 * Returns: how many faults can still strike
 */
guint kw_emulator_get_n_faults (KwEmulator *emulator);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwEmulator, kw_emulator_free)

G_END_DECLS
