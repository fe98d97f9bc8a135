/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KW_TYPE_ENCODE_STATUS (kw_encode_status_get_type ())
/**
 * KwEncodeStatus:
 *
 * A large picture, a sentence in large type, one in normal type, and one or two buttons: how the
 * writing of a card stands.
 *
 * Properties, read-write: `icon-name`, `icon-class` (style class of the picture), `title`, `text`,
 * `label` and `other-label` (of the buttons, with mnemonics; %NULL = no button) (strings);
 * `is-awaiting-card` (boolean): a card is drawn above the picture; `icon-px` (int): the size of the
 * picture. Signals: `pressed`,
 * `other-pressed`.
 */
G_DECLARE_FINAL_TYPE (KwEncodeStatus, kw_encode_status, KW, ENCODE_STATUS, AdwBin)

/**
 * kw_encode_status_show:
 * @self: a status
 * @title: (nullable): the sentence in large type
 * @text: (nullable): the one in normal type
 */
void kw_encode_status_show (KwEncodeStatus *self, const char *title, const char *text);

/**
 * kw_encode_status_offer:
 * @self: a status
 * @label: (nullable): of the suggested button
 * @other_label: (nullable): of the one below it
 */
void kw_encode_status_offer (KwEncodeStatus *self, const char *label, const char *other_label);

/**
 * kw_encode_status_ask_reason:
 * @self: a status
 * @is_asked: whether a reason can be typed; it is empty then and has the focus
 */
void kw_encode_status_ask_reason (KwEncodeStatus *self, gboolean is_asked);

/**
 * kw_encode_status_dup_reason:
 * @self: a status
 *
 * Returns: (transfer full) (nullable): what was typed, without blanks around it; %NULL for nothing
 */
char *kw_encode_status_dup_reason (KwEncodeStatus *self);

/**
 * kw_encode_status_get_button:
 * @self: a status
 *
 * Returns: (transfer none): the suggested button
 */
GtkWidget *kw_encode_status_get_button (KwEncodeStatus *self);

G_END_DECLS
