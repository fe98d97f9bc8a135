/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "bench.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "kw-hex.h"

#define PATIENCE_US (30 * G_TIME_SPAN_SECOND)

static char *
read_first_line (GSubprocess *process)
{
  g_autoptr (GDataInputStream)
      stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (stream, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (stream), FALSE);
  return line;
}

static void
connect_control (Bench *bench, const char *path)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GError) error = NULL;

  bench->control = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, &error);
  g_assert_no_error (error);
  bench->answers = g_data_input_stream_new (
      g_io_stream_get_input_stream (G_IO_STREAM (bench->control)));
}

/* A worker's exit code is nobody's business: what its sanitizers have to say is looked for in
 * files. */
static void
direct_sanitizers (const Bench *bench)
{
  static const char *const variables[] = { "ASAN_OPTIONS", "UBSAN_OPTIONS" };

  if (g_getenv ("KW_TEST_SANITIZED") == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *old = g_getenv (variables[i]);
      g_autofree char *options = g_strdup_printf ("%s:log_path=%s/report", old != NULL ? old : "",
                                                  bench->dir);

      g_setenv (variables[i], options, TRUE);
    }
}

static void
assert_no_report (const Bench *bench)
{
  g_autoptr (GDir) dir = g_dir_open (bench->dir, 0, NULL);
  const char *entry;

  while ((entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (bench->dir, entry, NULL);
      g_autofree char *content = NULL;

      if (g_str_has_prefix (entry, "report") && g_file_get_contents (path, &content, NULL, NULL))
        g_error ("%s", content);
    }
}

Bench *
bench_new_without_encoder (const char *timing)
{
  Bench *bench = g_new0 (Bench, 1);
  g_autofree char *link = NULL;
  g_autofree char *control = NULL;
  g_autoptr (GError) error = NULL;

  bench->dir = g_dir_make_tmp ("keywright-bench-XXXXXX", &error);
  g_assert_no_error (error);
  direct_sanitizers (bench);
  link = g_build_filename (bench->dir, "encoder", NULL);
  control = g_build_filename (bench->dir, "control", NULL);
  bench->emulator = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                      g_getenv ("KW_TEST_EMULATOR"), "--link", link, "--control",
                                      control, "--timing", timing, "--die-with-parent", NULL);
  g_assert_no_error (error);
  bench->connstring = read_first_line (bench->emulator);
  connect_control (bench, control);
  return bench;
}

Bench *
bench_new (const char *timing)
{
  Bench *bench = bench_new_without_encoder (timing);

  bench_start_encoder (bench);
  return bench;
}

void
bench_start_encoder (Bench *bench)
{
  g_assert_null (bench->encoder);
  bench->encoder = kw_encoder_new (g_getenv ("KW_TEST_WORKER"), bench->connstring);
  bench_wait_state (bench, KW_ENCODER_STATE_READY);
}

/* Until the worker has left by itself. */
static void
close_encoder (Bench *bench)
{
  const int pid = kw_encoder_get_worker_pid (bench->encoder);

  kw_encoder_close (bench->encoder);
  g_clear_object (&bench->encoder);
  for (guint i = 0; i < 200 && pid != 0 && kill (pid, 0) == 0; i++)
    bench_wait_ms (5);
}

void
bench_free (Bench *bench)
{
  if (bench->encoder != NULL)
    close_encoder (bench);
  bench_order (bench, "quit");
  g_subprocess_wait (bench->emulator, NULL, NULL);
  g_clear_object (&bench->answers);
  g_clear_object (&bench->control);
  g_clear_object (&bench->emulator);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_no_report (bench);
  g_rmdir (bench->dir);
  g_free (bench->dir);
  g_free (bench->connstring);
  g_free (bench);
}

/* --- the emulator -------------------------------------------------------------------------- */

static char *
exchange_line (Bench *bench, const char *command)
{
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (bench->control));
  g_autofree char *line = g_strconcat (command, "\n", NULL);
  g_autoptr (GError) error = NULL;
  char *answer;

  g_output_stream_write_all (output, line, strlen (line), NULL, NULL, &error);
  g_assert_no_error (error);
  answer = g_data_input_stream_read_line (bench->answers, NULL, NULL, &error);
  g_assert_no_error (error);
  return answer;
}

char *
bench_tell (Bench *bench, const char *format, ...)
{
  g_autofree char *command = NULL;
  g_autofree char *answer = NULL;
  va_list args;

  va_start (args, format);
  command = g_strdup_vprintf (format, args);
  va_end (args);
  answer = exchange_line (bench, command);
  if (answer == NULL || !g_str_has_prefix (answer, "ok"))
    g_error ("emulator: %s: %s", command, answer);
  return g_strdup (g_strchug (answer + 2));
}

void
bench_order (Bench *bench, const char *format, ...)
{
  g_autofree char *command = NULL;
  g_autofree char *answer = NULL;
  va_list args;

  va_start (args, format);
  command = g_strdup_vprintf (format, args);
  va_end (args);
  answer = bench_tell (bench, "%s", command);
}

guint64
bench_get_stat (Bench *bench, const char *name)
{
  g_autofree char *stats = bench_tell (bench, "stats");
  g_autofree char *key = g_strconcat (name, "=", NULL);
  const char *found = strstr (stats, key);

  g_assert_nonnull (found);
  return g_ascii_strtoull (found + strlen (key), NULL, 10);
}

/* --- waiting ------------------------------------------------------------------------------- */

static gboolean
on_tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

typedef gboolean (*Condition) (gpointer user_data);

static gboolean
wait_until (Condition condition, gpointer user_data, gint64 patience_us)
{
  const gint64 until_us = g_get_monotonic_time () + patience_us;
  const guint tick = g_timeout_add (5, on_tick_cb, NULL);
  gboolean is_so;

  while (!(is_so = condition (user_data)) && g_get_monotonic_time () < until_us)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  return is_so;
}

typedef struct
{
  Bench *bench;
  KwEncoderState state;
  const char *uid_hex;
} Wanted;

static gboolean
has_state (gpointer user_data)
{
  const Wanted *wanted = user_data;

  return kw_encoder_get_state (wanted->bench->encoder) == wanted->state;
}

void
bench_wait_state (Bench *bench, KwEncoderState state)
{
  Wanted wanted = { .bench = bench, .state = state };

  if (!wait_until (has_state, &wanted, PATIENCE_US))
    g_error ("encoder is %s, not %s: %s",
             kw_encoder_state_to_string (kw_encoder_get_state (bench->encoder)),
             kw_encoder_state_to_string (state),
             kw_encoder_get_problem (bench->encoder) != NULL
                 ? kw_encoder_get_problem (bench->encoder)->message
                 : "no problem");
}

static gboolean
has_card (gpointer user_data)
{
  const Wanted *wanted = user_data;
  const KwEncoderCard *card = kw_encoder_get_card (wanted->bench->encoder);
  KwCardUid uid;

  if (wanted->uid_hex == NULL || card == NULL)
    return wanted->uid_hex == NULL && card == NULL &&
           kw_encoder_get_state (wanted->bench->encoder) == KW_ENCODER_STATE_READY;
  if (g_str_equal (wanted->uid_hex, "several"))
    return card->is_several;
  uid = bench_uid (wanted->uid_hex);
  return !card->is_several && kw_card_uid_equal (&card->uid, &uid);
}

void
bench_wait_card (Bench *bench, const char *uid_hex)
{
  Wanted wanted = { .bench = bench, .uid_hex = uid_hex };

  if (!wait_until (has_card, &wanted, PATIENCE_US))
    g_error ("card %s does not show", uid_hex != NULL ? uid_hex : "(none)");
}

static gboolean
is_never (gpointer user_data)
{
  return FALSE;
}

void
bench_wait_ms (guint ms)
{
  (void)!wait_until (is_never, NULL, ms * 1000);
}

void
bench_lay (Bench *bench, const char *uid_hex, const char *name)
{
  bench_order (bench, "put %s", name);
  bench_wait_card (bench, uid_hex);
}

void
bench_lay_new (Bench *bench, const char *medium, const char *uid_hex, const char *name)
{
  bench_order (bench, "new %s %s %s", medium, uid_hex, name);
  bench_lay (bench, uid_hex, name);
}

void
bench_lift (Bench *bench)
{
  kw_encoder_release (bench->encoder);
  bench_order (bench, "take");
  bench_wait_card (bench, NULL);
}

/* --- jobs ---------------------------------------------------------------------------------- */

KwCardUid
bench_uid (const char *uid_hex)
{
  KwCardUid uid = { .size_bytes = (guint8)(strlen (uid_hex) / 2) };

  g_assert_true (kw_hex_decode (uid_hex, uid.bytes, uid.size_bytes));
  return uid;
}

static void
fill (guint8 *bytes, gsize size_bytes, const char *what, const char *uid_hex, guint version)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA512);
  g_autofree char *text = g_strdup_printf ("%s %s %u", what, uid_hex, version);
  guint8 digest[64];
  gsize n_digest_bytes = sizeof digest;

  g_checksum_update (checksum, (const guint8 *)text, -1);
  g_checksum_get_digest (checksum, digest, &n_digest_bytes);
  for (gsize i = 0; i < size_bytes; i++)
    bytes[i] = digest[i % n_digest_bytes] ^ (guint8)(i / n_digest_bytes);
}

static KwCardMediaKeys
make_keys (const char *uid_hex, guint8 version)
{
  KwCardMediaKeys keys = { .key_version = version };

  fill (keys.classic_a[0], sizeof keys.classic_a, "a", uid_hex, version);
  fill (keys.classic_b[0], sizeof keys.classic_b, "b", uid_hex, version);
  fill (keys.desfire[0], sizeof keys.desfire, "d", uid_hex, version);
  fill (keys.ultralight_c, sizeof keys.ultralight_c, "u", uid_hex, version);
  return keys;
}

KwCardAccess
bench_access (const char *uid_hex, guint8 version, guint8 previous_version)
{
  KwCardAccess access = { .n_keys = previous_version != 0 ? 2 : 1,
                          .classic_first_sector = 1,
                          .desfire_application = KW_CARD_DESFIRE_APPLICATION };

  access.keys[0] = make_keys (uid_hex, version);
  if (previous_version != 0)
    access.keys[1] = make_keys (uid_hex, previous_version);
  return access;
}

void
bench_sealed (guint seed, guint8 *out_sealed)
{
  fill (out_sealed, KW_CARD_SEALED_BYTES, "sealed", "", seed);
}

static void
on_job_done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  return *(GAsyncResult **)user_data != NULL;
}

KwEncoderReading *
bench_read (Bench *bench, const char *uid_hex, const KwCardAccess *access, GError **error)
{
  const KwCardUid uid = bench_uid (uid_hex);
  g_autoptr (GAsyncResult) result = NULL;

  kw_encoder_read_async (bench->encoder, &uid, access, NULL, on_job_done_cb, &result);
  g_assert_true (wait_until (has_result, &result, PATIENCE_US));
  return kw_encoder_read_finish (bench->encoder, result, error);
}

KwEncoderWritten *
bench_write (Bench *bench, const KwEncoderWrite *write, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kw_encoder_write_async (bench->encoder, write, NULL, on_job_done_cb, &result);
  g_assert_true (wait_until (has_result, &result, PATIENCE_US));
  return kw_encoder_write_finish (bench->encoder, result, error);
}

KwEncoderWrite
bench_make_write (KwEncoderOperation operation, const char *uid_hex, const KwCardAccess *access,
                  guint8 slot, guint seed)
{
  KwEncoderWrite write = {
    .operation = operation, .uid = bench_uid (uid_hex), .access = *access, .slot = slot
  };

  bench_sealed (seed, write.sealed);
  return write;
}

static guint8
find_slot (const KwEncoderReading *reading)
{
  for (guint8 i = 0; i < reading->n_slots; i++)
    if (reading->slots[i].is_present)
      return i;
  return KW_ENCODER_SLOT_NONE;
}

void
bench_issue (Bench *bench, const char *uid_hex, const KwCardAccess *access, guint seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwEncoderReading) reading = bench_read (bench, uid_hex, access, &error);
  g_autoptr (KwEncoderWritten) written = NULL;
  KwEncoderWrite write;
  gboolean is_ours;

  g_assert_no_error (error);
  is_ours = reading->condition == KW_ENCODER_CONDITION_OURS;
  g_assert_cmpint (reading->condition, !=, KW_ENCODER_CONDITION_FOREIGN);
  write = bench_make_write (is_ours ? KW_ENCODER_OPERATION_REWRITE : KW_ENCODER_OPERATION_PREPARE,
                            uid_hex, access, is_ours && find_slot (reading) == 0 ? 1 : 0, seed);
  written = bench_write (bench, &write, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (written->sealed, KW_CARD_SEALED_BYTES, write.sealed, KW_CARD_SEALED_BYTES);
}

void
bench_return (Bench *bench, const char *uid_hex, const KwCardAccess *access)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwEncoderReading) reading = bench_read (bench, uid_hex, access, &error);
  g_autoptr (KwEncoderWritten) written = NULL;
  KwEncoderWrite write;

  g_assert_no_error (error);
  write = bench_make_write (KW_ENCODER_OPERATION_ERASE, uid_hex, access, find_slot (reading), 0);
  written = bench_write (bench, &write, &error);
  g_assert_no_error (error);
}

void
bench_assert_carries (Bench *bench, const char *uid_hex, const KwCardAccess *access, guint seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwEncoderReading) reading = bench_read (bench, uid_hex, access, &error);
  guint8 sealed[KW_CARD_SEALED_BYTES];
  guint n_present = 0;

  g_assert_no_error (error);
  g_assert_cmpint (reading->condition, ==, KW_ENCODER_CONDITION_OURS);
  bench_sealed (seed, sealed);
  for (guint i = 0; i < reading->n_slots; i++)
    if (reading->slots[i].is_present)
      {
        n_present++;
        g_assert_cmpmem (reading->slots[i].sealed, KW_CARD_SEALED_BYTES, sealed, sizeof sealed);
      }
  g_assert_cmpuint (n_present, ==, 1);
}

GBytes *
bench_save (Bench *bench, const char *name)
{
  g_autofree char *path = g_build_filename (bench->dir, name, NULL);
  g_autoptr (GError) error = NULL;
  char *content = NULL;
  gsize size_bytes = 0;

  bench_order (bench, "save %s %s", name, path);
  g_file_get_contents (path, &content, &size_bytes, &error);
  g_assert_no_error (error);
  g_unlink (path);
  return g_bytes_new_take (content, size_bytes);
}

guint
bench_count_fds (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n_fds = 0;

  while (g_dir_read_name (dir) != NULL)
    n_fds++;
  return n_fds - 1; /* the folder itself */
}
