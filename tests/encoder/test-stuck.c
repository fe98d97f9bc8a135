/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encoder-frame.h"
#include "kw-encoder.h"

/* How much later than its limit a job may end on a busy machine. */
#define SLACK_MS 2000

#define START_LIMIT_MS 4000

static gboolean
on_too_late_cb (gpointer user_data)
{
  g_error ("it took longer than %u ms", GPOINTER_TO_UINT (user_data));
  return G_SOURCE_REMOVE;
}

static void
wait_for_state (KwEncoder *encoder, KwEncoderState state, guint limit_ms)
{
  const guint limit = g_timeout_add (limit_ms, on_too_late_cb, GUINT_TO_POINTER (limit_ms));

  while (kw_encoder_get_state (encoder) != state)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

static void
take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static void
wait_for_result (GAsyncResult **result, guint limit_ms)
{
  const guint limit = g_timeout_add (limit_ms, on_too_late_cb, GUINT_TO_POINTER (limit_ms));

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

static void
test_a_job_ends_though_its_worker_cannot_be_killed (void)
{
  g_autoptr (KwEncoder) encoder = kw_encoder_new (g_getenv ("KW_TEST_STUCK_WORKER"), "ready");
  const KwCardUid uid = { .bytes = { 4, 1, 2, 3 }, .size_bytes = 4 };
  const KwCardAccess access = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  wait_for_state (encoder, KW_ENCODER_STATE_READY, START_LIMIT_MS + SLACK_MS);
  kw_encoder_read_async (encoder, &uid, &access, NULL, take_result_cb, &result);
  wait_for_result (&result, KW_ENCODER_READ_LIMIT_MS + SLACK_MS);

  g_assert_null (kw_encoder_read_finish (encoder, result, &error));
  g_assert_error (error, KW_ENCODER_ERROR, KW_ENCODER_ERROR_NOT_RESPONDING);
  g_clear_error (&error);
  g_clear_object (&result);

  /* The next worker is there: a job is taken again. */
  wait_for_state (encoder, KW_ENCODER_STATE_READY, START_LIMIT_MS + SLACK_MS);
  kw_encoder_close (encoder);
}

static void
test_an_encoder_that_never_opens_is_told_so (void)
{
  g_autoptr (KwEncoder) encoder = kw_encoder_new (g_getenv ("KW_TEST_STUCK_WORKER"), "silent");

  wait_for_state (encoder, KW_ENCODER_STATE_ABSENT, START_LIMIT_MS + SLACK_MS);
  g_assert_cmpint (kw_encoder_get_problem (encoder)->code, ==, KW_ENCODER_ERROR_NOT_RESPONDING);
  kw_encoder_close (encoder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/encoder/stuck/a-job-ends-though-its-worker-cannot-be-killed",
                   test_a_job_ends_though_its_worker_cannot_be_killed);
  g_test_add_func ("/encoder/stuck/an-encoder-that-never-opens-is-told-so",
                   test_an_encoder_that_never_opens_is_told_so);
  return g_test_run ();
}
