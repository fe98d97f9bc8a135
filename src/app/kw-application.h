/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-clock.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KwAppPaths:
 * @worker: the program keywright-encoder-worker
 * @schemas: (nullable): folder of the compiled settings schema; %NULL = where the system has it
 * @locales: folder of the translations
 * @demo_hotel: (nullable): property file of a hotel to try everything with
 *
 * What differs between a build tree and an installed program. Borrowed for the life of the
 * application.
 */
typedef struct
{
  const char *worker;
  const char *schemas;
  const char *locales;
  const char *demo_hotel;
} KwAppPaths;

#define KW_TYPE_APPLICATION (kw_application_get_type ())
/**
 * KwApplication:
 *
 * One program, one window, one open station.
 */
G_DECLARE_FINAL_TYPE (KwApplication, kw_application, KW, APPLICATION, AdwApplication)

/**
 * kw_application_new:
 * @paths: where the rest of the program stands; must outlive the application
 * @clock: where the time comes from; must outlive the application
 *
 * Returns: (transfer full): the application, not running
 */
KwApplication *kw_application_new (const KwAppPaths *paths, const KwClock *clock);

G_END_DECLS
