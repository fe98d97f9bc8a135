/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: 2026 The Keywright authors */
#pragma once

/**
 * kw_prompt_button_install:
 *
 * From now on every button of the program acts in the turn in which a key presses it. GTK lets a
 * quarter of a second pass, for the look of it; a clerk has typed on by then, and what was typed
 * went elsewhere. To be called before the first button is made; main thread.
 */
void kw_prompt_button_install (void);
