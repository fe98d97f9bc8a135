/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-emu-crypt.h"
#include "kw-emu-desfire.h"

G_BEGIN_DECLS

#define KW_EMU_DESFIRE_N_APPS 28
#define KW_EMU_DESFIRE_N_FILES 32
#define KW_EMU_DESFIRE_N_KEYS 14
#define KW_EMU_DESFIRE_DF_NAME_MAX_BYTES 16
#define KW_EMU_DESFIRE_FRAME_BYTES 59 /* of data in one frame, beside the status */
/* What a fresh 4K card has for applications and files: 151 pages. The data sheet says 4 Kbyte and a
 * real one has more than that: libfreefare's mifare-desfire-create-ndef puts a file of 4096 bytes
 * on it, beside another file and an application. How much more is assumed. */
#define KW_EMU_DESFIRE_MEMORY_BYTES 4832
#define KW_EMU_DESFIRE_PAGE_BYTES 32
#define KW_EMU_DESFIRE_NO_KEY 0xff

/* Who may do something to a file: a key number, or one of these. */
#define KW_EMU_DESFIRE_RIGHT_FREE 0xe
#define KW_EMU_DESFIRE_RIGHT_NEVER 0xf

/* Bits of key settings, of the card and of an application. */
#define KW_EMU_DESFIRE_MAY_CHANGE_MASTER 0x01
#define KW_EMU_DESFIRE_MAY_LIST 0x02
#define KW_EMU_DESFIRE_MAY_CREATE 0x04
#define KW_EMU_DESFIRE_MAY_CONFIGURE 0x08

/**
 * KwEmuDesfireStatus:
 *
 * What the card says last; names as in the data sheet.
 */
typedef enum
{
  KW_EMU_DESFIRE_OK = 0x00,
  KW_EMU_DESFIRE_NO_CHANGES = 0x0c,
  KW_EMU_DESFIRE_OUT_OF_MEMORY = 0x0e,
  KW_EMU_DESFIRE_ILLEGAL_COMMAND = 0x1c,
  KW_EMU_DESFIRE_INTEGRITY_ERROR = 0x1e,
  KW_EMU_DESFIRE_NO_SUCH_KEY = 0x40,
  KW_EMU_DESFIRE_LENGTH_ERROR = 0x7e,
  KW_EMU_DESFIRE_PERMISSION_DENIED = 0x9d,
  KW_EMU_DESFIRE_PARAMETER_ERROR = 0x9e,
  KW_EMU_DESFIRE_APPLICATION_NOT_FOUND = 0xa0,
  KW_EMU_DESFIRE_AUTHENTICATION_ERROR = 0xae,
  KW_EMU_DESFIRE_ADDITIONAL_FRAME = 0xaf,
  KW_EMU_DESFIRE_BOUNDARY_ERROR = 0xbe,
  KW_EMU_DESFIRE_DUPLICATE = 0xde,
  KW_EMU_DESFIRE_EEPROM_ERROR = 0xee,
  KW_EMU_DESFIRE_FILE_NOT_FOUND = 0xf0,
} KwEmuDesfireStatus;

/**
 * KwEmuDesfireMode:
 *
 * How data travel: communication settings of a file.
 */
typedef enum
{
  KW_EMU_DESFIRE_MODE_PLAIN = 0,
  KW_EMU_DESFIRE_MODE_MACED = 1,
  KW_EMU_DESFIRE_MODE_ENCIPHERED = 3,
} KwEmuDesfireMode;

/**
 * KwEmuDesfireFileType:
 *
 * As GetFileSettings numbers them.
 */
typedef enum
{
  KW_EMU_DESFIRE_FILE_STANDARD = 0,
  KW_EMU_DESFIRE_FILE_BACKUP = 1,
  KW_EMU_DESFIRE_FILE_VALUE = 2,
  KW_EMU_DESFIRE_FILE_LINEAR = 3,
  KW_EMU_DESFIRE_FILE_CYCLIC = 4,
} KwEmuDesfireFileType;

/**
 * KwEmuDesfireRights:
 *
 * The four rights of a file, as a set.
 */
typedef enum
{
  KW_EMU_DESFIRE_CHANGE = 1 << 0,
  KW_EMU_DESFIRE_READ_WRITE = 1 << 1,
  KW_EMU_DESFIRE_WRITE = 1 << 2,
  KW_EMU_DESFIRE_READ = 1 << 3,
} KwEmuDesfireRights;

/**
 * KwEmuDesfireFile:
 * @type: what it is
 * @mode: how its data travel
 * @rights: read, write, read and write, change: four bits each, from the top
 * @iso_id: its ISO file identifier, if its application has such
 * @size_bytes: length of its data, of one record in a record file, 4 in a value file
 * @data: what is read: the data; the value, least byte first; the records, oldest first
 * @draft: (nullable) (array length=size_bytes): data, value or new record after CommitTransaction
 * @lower_limit: of a value file
 * @upper_limit: of a value file
 * @limited_credit: of a value file: what LimitedCredit may give back
 * @has_limited_credit: of a value file: whether it may at all
 * @draft_debits: taken from the value since the last commit
 * @max_records: of a record file; a cyclic one keeps one of them for the next record
 * @n_records: of a record file: how many are there
 * @is_cleared: of a record file: CommitTransaction will empty it
 */
typedef struct
{
  KwEmuDesfireFileType type;
  KwEmuDesfireMode mode;
  guint16 rights;
  guint16 iso_id;
  gsize size_bytes;
  guint8 *data;
  guint8 *draft;
  gint32 lower_limit;
  gint32 upper_limit;
  gint32 limited_credit;
  gboolean has_limited_credit;
  gint32 draft_debits;
  guint max_records;
  guint n_records;
  gboolean is_cleared;
} KwEmuDesfireFile;

/**
 * KwEmuDesfireApp:
 * @aid: application number, 0 for the card itself
 * @settings: key settings
 * @key_type: of all its keys
 * @n_keys: how many
 * @keys: key 0 is the master key
 * @has_iso_id: whether it was created with an ISO 7816-4 name
 * @iso_id: its ISO file identifier
 * @df_name: its ISO name
 * @n_df_name: length of @df_name
 * @has_iso_file_ids: whether its files have ISO identifiers
 * @files: (element-type KwEmuDesfireFile): by number
 */
typedef struct
{
  guint32 aid;
  guint8 settings;
  KwEmuKeyType key_type;
  guint n_keys;
  KwEmuKey keys[KW_EMU_DESFIRE_N_KEYS];
  gboolean has_iso_id;
  guint16 iso_id;
  guint8 df_name[KW_EMU_DESFIRE_DF_NAME_MAX_BYTES];
  gsize n_df_name;
  gboolean has_iso_file_ids;
  KwEmuDesfireFile *files[KW_EMU_DESFIRE_N_FILES];
} KwEmuDesfireApp;

/**
 * KwEmuDesfireScheme:
 * @KW_EMU_DESFIRE_SCHEME_NONE: nobody is authenticated
 * @KW_EMU_DESFIRE_SCHEME_LEGACY: since Authenticate (0A)
 * @KW_EMU_DESFIRE_SCHEME_NEW: since AuthenticateISO (1A) or AuthenticateAES (AA)
 */
typedef enum
{
  KW_EMU_DESFIRE_SCHEME_NONE,
  KW_EMU_DESFIRE_SCHEME_LEGACY,
  KW_EMU_DESFIRE_SCHEME_NEW,
} KwEmuDesfireScheme;

/**
 * KwEmuDesfire:
 * @card: the base
 * @picc: the card's own level
 * @apps: (nullable): applications, packed from the front
 * @n_used_bytes: memory that only FormatPICC gives back
 * @selected: the level commands work on
 * @scheme: how the session is protected
 * @key_no: who is authenticated, %KW_EMU_DESFIRE_NO_KEY for nobody
 * @session_key: of the session
 * @iv: its chain value
 * @auth_command: handshake under way: its command, 0 for none
 * @auth_key_no: and its key
 * @rnd_b: and the card's challenge
 * @input: command under way: instruction and data of all its frames
 * @n_input_expected: bytes of @input when it is complete, 0 for none under way
 * @output: reply under way
 * @output_at: what of it is sent
 * @frame_sizes: (array length=n_frame_sizes): data of its first frames; the others are full
 * @n_frame_sizes: how many
 * @frame_at: which frame is next
 * @reply: what the handler has to say
 * @reply_mode: how the handler wants it to travel
 * @reply_pad: pad an enciphered reply with 80 00.., as the reader does not know its length
 * @is_silent: a fault took the card away: say nothing
 * @is_refused: a fault made the memory refuse
 * @keeps_session: an error that leaves the session alone
 * @eeprom_us: programming time of this command
 *
 * The card.
 */
typedef struct
{
  KwEmuCard card;
  KwEmuDesfireApp picc;
  KwEmuDesfireApp *apps[KW_EMU_DESFIRE_N_APPS];
  gsize n_used_bytes;
  KwEmuDesfireApp *selected;

  KwEmuDesfireScheme scheme;
  guint8 key_no;
  KwEmuKey session_key;
  guint8 iv[KW_EMU_CRYPT_MAX_BLOCK_BYTES];

  guint8 auth_command;
  guint8 auth_key_no;
  guint8 rnd_b[16];

  GByteArray *input;
  gsize n_input_expected;
  GByteArray *output;
  gsize output_at;
  guint8 frame_sizes[KW_EMU_DESFIRE_N_APPS];
  guint n_frame_sizes;
  guint frame_at;

  GByteArray *reply;
  KwEmuDesfireMode reply_mode;
  gboolean reply_pad;
  gboolean is_silent;
  gboolean is_refused;
  gboolean keeps_session;
  gint64 eeprom_us;
} KwEmuDesfire;

/**
 * KwEmuDesfireHandler:
 * @desfire: the card; its `input` holds the whole command, instruction first, to be changed freely
 * @data: (array length=n_bytes): the command without its instruction
 * @n_bytes: its length, checked by the handler
 *
 * Carries out one command. What it has to say goes into the card's `reply`.
 *
 * Returns: OK, or the error that the reader is told
 */
typedef KwEmuDesfireStatus (*KwEmuDesfireHandler) (KwEmuDesfire *desfire, const guint8 *data,
                                                   gsize n_bytes);

/* kw-emu-desfire.c: what handlers share */

/**
 * kw_emu_desfire_ask_write:
 * @desfire: the card
 * @n_bytes: how many it will program
 *
 * Asks what becomes of a write, and books its time.
 *
 * Returns: its fate
 */
KwEmuFate kw_emu_desfire_ask_write (KwEmuDesfire *desfire, gsize n_bytes);

/**
 * kw_emu_desfire_is_done:
 * @fate: of a write
 *
 * Returns: %TRUE if all of it takes place
 */
gboolean kw_emu_desfire_is_done (KwEmuFate fate);

/**
 * kw_emu_desfire_say:
 * @desfire: the card
 * @bytes: (array length=n_bytes): more of the reply's data
 * @n_bytes: how many
 */
void kw_emu_desfire_say (KwEmuDesfire *desfire, const guint8 *bytes, gsize n_bytes);

/**
 * kw_emu_desfire_say_number:
 * @desfire: the card
 * @number: more of the reply's data
 * @n_bytes: in so many bytes, least first
 */
void kw_emu_desfire_say_number (KwEmuDesfire *desfire, guint32 number, gsize n_bytes);

/**
 * kw_emu_desfire_cut_here:
 * @desfire: the card
 *
 * What was said since the last cut is a frame of its own, if more follows.
 */
void kw_emu_desfire_cut_here (KwEmuDesfire *desfire);

/**
 * kw_emu_desfire_read_number:
 * @bytes: (array length=n_bytes): least byte first
 * @n_bytes: 1 to 4
 *
 * Returns: the number
 */
guint32 kw_emu_desfire_read_number (const guint8 *bytes, gsize n_bytes);

/**
 * kw_emu_desfire_is_master:
 * @desfire: the card
 *
 * Returns: %TRUE if key 0 of the selected level is authenticated
 */
gboolean kw_emu_desfire_is_master (const KwEmuDesfire *desfire);

/**
 * kw_emu_desfire_at_picc:
 * @desfire: the card
 *
 * Returns: %TRUE if no application is selected
 */
gboolean kw_emu_desfire_at_picc (const KwEmuDesfire *desfire);

/**
 * kw_emu_desfire_end_session:
 * @desfire: the card
 *
 * Nobody is authenticated any more.
 */
void kw_emu_desfire_end_session (KwEmuDesfire *desfire);

/* kw-emu-desfire-session.c */

/**
 * kw_emu_desfire_begin_authentication:
 * @desfire: the card; its session ends
 * @command: 0A, 1A or AA
 * @data: (array length=n_bytes): key number
 * @n_bytes: 1
 *
 * Says the enciphered challenge.
 *
 * Returns: ADDITIONAL_FRAME, or what is wrong
 */
KwEmuDesfireStatus kw_emu_desfire_begin_authentication (KwEmuDesfire *desfire, guint8 command,
                                                        const guint8 *data, gsize n_bytes);
/**
 * kw_emu_desfire_finish_authentication:
 * @desfire: the card, after kw_emu_desfire_begin_authentication()
 * @data: (array length=n_bytes): the reader's challenge and its answer to the card's
 * @n_bytes: 16 or 32
 *
 * Says the answer to the reader's challenge, and begins the session.
 *
 * Returns: OK, LENGTH_ERROR or AUTHENTICATION_ERROR
 */
KwEmuDesfireStatus kw_emu_desfire_finish_authentication (KwEmuDesfire *desfire, const guint8 *data,
                                                         gsize n_bytes);

/**
 * kw_emu_desfire_note_command:
 * @desfire: the card
 * @command: (array length=n_bytes): a command that travels unprotected, instruction first
 * @n_bytes: its length
 *
 * Takes it into the chain of a new session.
 */
void kw_emu_desfire_note_command (KwEmuDesfire *desfire, const guint8 *command, gsize n_bytes);

/**
 * kw_emu_desfire_get_payload_bytes:
 * @desfire: the card
 * @mode: how it travels
 * @n_bytes: length of the data
 *
 * Returns: length with MAC, or with CRC and padding
 */
gsize kw_emu_desfire_get_payload_bytes (const KwEmuDesfire *desfire, KwEmuDesfireMode mode,
                                        gsize n_bytes);

/**
 * kw_emu_desfire_open_payload:
 * @desfire: the card
 * @mode: how it travels
 * @command: (array length=n_bytes): instruction, header, payload; deciphered in place
 * @header_bytes: instruction and header, which are never enciphered
 * @n_data: length of the data in the payload
 * @n_bytes: length of all
 *
 * Checks and uncovers what the reader sent, and moves the chain on.
 *
 * Returns: OK, LENGTH_ERROR or INTEGRITY_ERROR
 */
KwEmuDesfireStatus kw_emu_desfire_open_payload (KwEmuDesfire *desfire, KwEmuDesfireMode mode,
                                                guint8 *command, gsize header_bytes, gsize n_data,
                                                gsize n_bytes);

/**
 * kw_emu_desfire_decipher:
 * @desfire: the card
 * @data: (array length=n_bytes): ciphertext of the session, becomes clear
 * @n_bytes: its length
 *
 * Returns: %FALSE if it is not whole blocks
 */
gboolean kw_emu_desfire_decipher (KwEmuDesfire *desfire, guint8 *data, gsize n_bytes);

/**
 * kw_emu_desfire_seal_reply:
 * @desfire: the card
 * @status: what the reply will end with
 *
 * Protects @reply of the card as its mode and the session want it.
 */
void kw_emu_desfire_seal_reply (KwEmuDesfire *desfire, KwEmuDesfireStatus status);

/* kw-emu-desfire-keys.c. Those with data and a length are handlers, see KwEmuDesfireHandler. */

KwEmuDesfireStatus kw_emu_desfire_change_key (KwEmuDesfire *desfire, const guint8 *data,
                                              gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_change_key_settings (KwEmuDesfire *desfire, const guint8 *data,
                                                       gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_get_key_settings (KwEmuDesfire *desfire, const guint8 *data,
                                                    gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_get_key_version (KwEmuDesfire *desfire, const guint8 *data,
                                                   gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_get_card_uid (KwEmuDesfire *desfire, const guint8 *data,
                                                gsize n_bytes);

/* kw-emu-desfire-apps.c. Those with data and a length are handlers, see KwEmuDesfireHandler. */

/**
 * kw_emu_desfire_find_app:
 * @desfire: the card
 * @aid: an application's number, 0 for the card's own level
 *
 * Returns: (transfer none) (nullable): that level
 */
KwEmuDesfireApp *kw_emu_desfire_find_app (KwEmuDesfire *desfire, guint32 aid);
/**
 * kw_emu_desfire_free_app:
 * @app: (nullable) (transfer full): released with its files
 */
void kw_emu_desfire_free_app (KwEmuDesfireApp *app);
/**
 * kw_emu_desfire_drop_apps:
 * @desfire: the card
 *
 * Releases all applications; their memory stays used.
 */
void kw_emu_desfire_drop_apps (KwEmuDesfire *desfire);
/**
 * kw_emu_desfire_take_memory:
 * @desfire: the card
 * @n_bytes: wanted; whole pages are taken
 *
 * Returns: %FALSE, and nothing is taken, if there is not so much
 */
gboolean kw_emu_desfire_take_memory (KwEmuDesfire *desfire, gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_create_app (KwEmuDesfire *desfire, const guint8 *data,
                                              gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_delete_app (KwEmuDesfire *desfire, const guint8 *data,
                                              gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_select_app (KwEmuDesfire *desfire, const guint8 *data,
                                              gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_get_app_ids (KwEmuDesfire *desfire, const guint8 *data,
                                               gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_get_df_names (KwEmuDesfire *desfire, const guint8 *data,
                                                gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_format (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_free_memory (KwEmuDesfire *desfire, const guint8 *data,
                                               gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_get_version (KwEmuDesfire *desfire, const guint8 *data,
                                               gsize n_bytes);

/* kw-emu-desfire-files.c. Those with data and a length are handlers, see KwEmuDesfireHandler. */

/**
 * kw_emu_desfire_free_file:
 * @file: (nullable) (transfer full): released
 */
void kw_emu_desfire_free_file (KwEmuDesfireFile *file);
/**
 * kw_emu_desfire_drop_drafts:
 * @desfire: the card
 *
 * Forgets what was not committed in the selected application.
 */
void kw_emu_desfire_drop_drafts (KwEmuDesfire *desfire);
KwEmuDesfireStatus kw_emu_desfire_create_data_file (KwEmuDesfire *desfire, const guint8 *data,
                                                    gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_create_backup_file (KwEmuDesfire *desfire, const guint8 *data,
                                                      gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_delete_file (KwEmuDesfire *desfire, const guint8 *data,
                                               gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_get_file_ids (KwEmuDesfire *desfire, const guint8 *data,
                                                gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_get_iso_file_ids (KwEmuDesfire *desfire, const guint8 *data,
                                                    gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_get_file_settings (KwEmuDesfire *desfire, const guint8 *data,
                                                     gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_change_file_settings (KwEmuDesfire *desfire, const guint8 *data,
                                                        gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_read_data (KwEmuDesfire *desfire, const guint8 *data,
                                             gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_write_data (KwEmuDesfire *desfire, const guint8 *data,
                                              gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_write_record (KwEmuDesfire *desfire, const guint8 *data,
                                                gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_commit (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_abort (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes);

/**
 * kw_emu_desfire_find_file:
 * @desfire: the card
 * @number: of a file of the selected application
 *
 * Returns: (nullable): the file
 */
KwEmuDesfireFile *kw_emu_desfire_find_file (KwEmuDesfire *desfire, guint8 number);

/**
 * kw_emu_desfire_find_mode:
 * @desfire: the card
 * @file: a file
 * @rights: set of #KwEmuDesfireRights, any of which allows what is to be done
 * @out_mode: (out): how the data travel then
 *
 * Returns: OK; PERMISSION_DENIED if nobody may; AUTHENTICATION_ERROR if somebody else may
 */
KwEmuDesfireStatus kw_emu_desfire_find_mode (const KwEmuDesfire *desfire,
                                             const KwEmuDesfireFile *file, guint rights,
                                             KwEmuDesfireMode *out_mode);

/**
 * kw_emu_desfire_take_iso_id:
 * @desfire: the card
 * @data: (array length=n_bytes): a creating command
 * @n_bytes: its length
 * @n_expected: its length without an ISO file identifier
 * @out_data: (out caller-allocates) (array length=n_expected): the command without it
 * @out_iso_id: (out): the identifier, 0 if there is none
 *
 * In an application with ISO identifiers one follows the file's number.
 *
 * Returns: %FALSE if the length is wrong
 */
gboolean kw_emu_desfire_take_iso_id (const KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes,
                                     gsize n_expected, guint8 *out_data, guint16 *out_iso_id);

/**
 * kw_emu_desfire_create_file:
 * @desfire: the card
 * @data: (array length=4): number, mode, rights, as every creating command begins
 * @template: (transfer none): type, sizes and limits
 * @n_copies: how often its data are stored
 * @out_file: (out) (nullable): the file, %NULL if a fault stopped its creation
 *
 * Returns: OK or what is wrong with it
 */
KwEmuDesfireStatus kw_emu_desfire_create_file (KwEmuDesfire *desfire, const guint8 *data,
                                               const KwEmuDesfireFile *template, gsize n_copies,
                                               KwEmuDesfireFile **out_file);

/**
 * kw_emu_desfire_get_data_bytes:
 * @file: a file
 *
 * Returns: length of its @data
 */
gsize kw_emu_desfire_get_data_bytes (const KwEmuDesfireFile *file);

/* kw-emu-desfire-values.c. Those with data and a length are handlers, see KwEmuDesfireHandler. */

KwEmuDesfireStatus kw_emu_desfire_create_value_file (KwEmuDesfire *desfire, const guint8 *data,
                                                     gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_get_value (KwEmuDesfire *desfire, const guint8 *data,
                                             gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_credit (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_debit (KwEmuDesfire *desfire, const guint8 *data, gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_limited_credit (KwEmuDesfire *desfire, const guint8 *data,
                                                  gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_create_linear_file (KwEmuDesfire *desfire, const guint8 *data,
                                                      gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_create_cyclic_file (KwEmuDesfire *desfire, const guint8 *data,
                                                      gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_read_records (KwEmuDesfire *desfire, const guint8 *data,
                                                gsize n_bytes);
KwEmuDesfireStatus kw_emu_desfire_clear_records (KwEmuDesfire *desfire, const guint8 *data,
                                                 gsize n_bytes);
/**
 * kw_emu_desfire_commit_record:
 * @file: a record file with a draft, or cleared
 *
 * Makes the draft its latest record.
 */
void kw_emu_desfire_commit_record (KwEmuDesfireFile *file);

/**
 * kw_emu_desfire_measure_write:
 * @desfire: the card
 * @frame: (array length=n_bytes): first frame of WriteData or WriteRecord, instruction first
 * @n_bytes: its length
 *
 * Returns: bytes of the whole command, instruction included; @n_bytes if it is nonsense anyway
 */
gsize kw_emu_desfire_measure_write (KwEmuDesfire *desfire, const guint8 *frame, gsize n_bytes);

/* kw-emu-desfire-image.c */

/**
 * kw_emu_desfire_load:
 * @card: a DESFire card
 * @image: (array length=n_bytes): what kw_emu_desfire_dup_image() gave
 * @n_bytes: its length
 * @error: a `KW_EMU_ERROR` or a `G_KEY_FILE_ERROR`
 *
 * Returns: %TRUE if the card's memory is @image; else it is unchanged
 */
gboolean kw_emu_desfire_load (KwEmuCard *card, const guint8 *image, gsize n_bytes, GError **error);
/**
 * kw_emu_desfire_dup_image:
 * @card: a DESFire card
 *
 * Returns: (transfer full): its memory as a key file
 */
GBytes *kw_emu_desfire_dup_image (KwEmuCard *card);

G_END_DECLS
