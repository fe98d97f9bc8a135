/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-subject.h"

G_DEFINE_BOXED_TYPE (KwSubject, kw_subject, kw_subject_copy, kw_subject_free)

KwSubject *
kw_subject_copy (const KwSubject *subject)
{
  KwSubject *copy = g_memdup2 (subject, sizeof *subject);

  copy->card_label = g_strdup (subject->card_label);
  return copy;
}

void
kw_subject_free (KwSubject *subject)
{
  if (subject == NULL)
    return;
  g_free (subject->card_label);
  g_free (subject);
}

gboolean
kw_subject_equal (const KwSubject *a, const KwSubject *b)
{
  return kw_door_ref_equal (a->door, b->door) && a->stay_id == b->stay_id &&
         a->credential == b->credential && g_strcmp0 (a->card_label, b->card_label) == 0;
}
