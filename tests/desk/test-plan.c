/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-desk-plan.h"

typedef struct
{
  KwDeskCondition condition;
  gboolean has_credential;
  guint slot;
  KwEncoderOperation operation;
  guint8 expected_slot;
} Case;

/* A card whose keys are being rolled is UNFINISHED, and yet somebody's. */
static void
test_what_counts_on_a_card_is_never_written_over (void)
{
  const Case cases[] = {
    { KW_DESK_CONDITION_BLANK, FALSE, 0, KW_ENCODER_OPERATION_PREPARE, 0 },
    { KW_DESK_CONDITION_UNFINISHED, FALSE, 0, KW_ENCODER_OPERATION_PREPARE, 0 },
    { KW_DESK_CONDITION_UNFINISHED, TRUE, 0, KW_ENCODER_OPERATION_PREPARE, 1 },
    { KW_DESK_CONDITION_UNFINISHED, TRUE, 1, KW_ENCODER_OPERATION_PREPARE, 0 },
    { KW_DESK_CONDITION_EMPTY, FALSE, 0, KW_ENCODER_OPERATION_REWRITE, 0 },
    { KW_DESK_CONDITION_OURS, TRUE, 0, KW_ENCODER_OPERATION_REWRITE, 1 },
    { KW_DESK_CONDITION_OURS, TRUE, 1, KW_ENCODER_OPERATION_REWRITE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KwDeskPlan plan = { .sighting = { .condition = cases[i].condition,
                                        .has_credential = cases[i].has_credential,
                                        .slot = cases[i].slot } };

      kw_desk_plan_choose_write (&plan);
      g_test_message ("case %u", i);
      g_assert_true (plan.is_write_needed);
      g_assert_cmpint (plan.operation, ==, cases[i].operation);
      g_assert_cmpint (plan.slot, ==, cases[i].expected_slot);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/plan/what-counts-on-a-card-is-never-written-over",
                   test_what_counts_on_a_card_is_never_written_over);
  return g_test_run ();
}
