/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include "kw-door-ref.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * KwSubject:
 * @door: a room; {0, 0} = none
 * @stay_id: a stay; 0 = none
 * @credential: a credential of the register; 0 = none
 * @card_label: (nullable): number of a card, "7-42"
 *
 * What the user has before him: the room, stay or card that F2 to F7 are about. More than one may
 * be set, the narrower one counts: a card before its stay, a stay before its room.
 */
typedef struct
{
  KwDoorRef door;
  gint64 stay_id;
  guint64 credential;
  char *card_label;
} KwSubject;

#define KW_TYPE_SUBJECT (kw_subject_get_type ())
GType kw_subject_get_type (void);

/**
 * kw_subject_copy:
 * @subject: a subject
 *
 * Returns: (transfer full): a copy
 */
KwSubject *kw_subject_copy (const KwSubject *subject);

/**
 * kw_subject_free:
 * @subject: (nullable) (transfer full): freed
 */
void kw_subject_free (KwSubject *subject);

/**
 * kw_subject_equal:
 * @a: a subject
 * @b: a subject
 *
 * Returns: %TRUE if they are about the same
 */
gboolean kw_subject_equal (const KwSubject *a, const KwSubject *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwSubject, kw_subject_free)

G_END_DECLS
