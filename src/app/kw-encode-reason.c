/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#include "config.h"

#include "kw-encode-reason.h"

#include "kw-error-words.h"

void
kw_encode_reason_ask (KwEncodeStatus *status)
{
  kw_encode_status_offer (status, kw_error_words_get_button (KW_ERROR_ACTION_WRITE_ANYWAY),
                          kw_error_words_get_button (KW_ERROR_ACTION_USE_ANOTHER_CARD));
  kw_encode_status_ask_reason (status, TRUE);
}

void
kw_encode_reason_write (KwEncodeStatus *status, KwFlow *flow)
{
  g_autoptr (KwFlowOrder) order = kw_flow_order_copy (kw_flow_get_order (flow));
  char *reason = kw_encode_status_dup_reason (status);

  if (reason == NULL)
    {
      kw_encode_reason_ask (status);
      return;
    }
  g_free ((char *)order->issue.overwrite_reason);
  order->issue.overwrite_reason = reason;
  kw_flow_set_order (flow, order);
  kw_flow_retry (flow, /* is_other_card= */ FALSE);
}
