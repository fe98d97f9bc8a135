/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
/*
 * What the station makes of a property file and of a lock bundle that somebody hands it. What was
 * understood must survive being written and read again.
 */
#include <stdlib.h>
#include <string.h>

#include "kw-lock-bundle-file.h"
#include "kw-property-file.h"

#define NOW_UNIX_S 1795345200

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
check_bundle (const char *text, gsize size)
{
  g_autoptr (KwSecret) document = NULL;
  KwLockBundleFile bundle;
  KwLockBundleFile back;

  memset (&bundle, 0, sizeof bundle);
  memset (&back, 0, sizeof back);
  if (!kw_lock_bundle_file_decode ("fuzz", text, size, &bundle, NULL))
    return;
  document = kw_lock_bundle_file_encode (&bundle);
  if (!kw_lock_bundle_file_decode ("fuzz", (const char *)kw_secret_get_bytes (document),
                                   kw_secret_get_size_bytes (document), &back, NULL) ||
      memcmp (&bundle, &back, sizeof bundle) != 0)
    abort ();
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwPropertyFile)
      file = kw_property_file_decode ("fuzz", (const char *)data, size, NOW_UNIX_S, &error);

  check_bundle ((const char *)data, size);
  if ((file == NULL) != (error != NULL))
    abort ();
  if (error != NULL)
    {
      if (error->domain != KW_WIRE_ERROR || !g_utf8_validate (error->message, -1, NULL) ||
          !g_str_has_prefix (error->message, "fuzz:") || strlen (error->message) > 8192)
        abort ();
    }
  else
    {
      g_autofree char *text = kw_property_file_encode (file->property);
      g_autoptr (KwPropertyFile)
          back = kw_property_file_decode ("fuzz", text, strlen (text), NOW_UNIX_S, NULL);

      if (back == NULL || !kw_property_equal (file->property, back->property))
        abort ();
    }
  return 0;
}
