# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Keywright authors
"""The command line of the tests in this folder. Of a Classic 4K card, on which every job does what
it does on a 1K card, some positions are enough unless it is named."""

import argparse
import os

IS_SANITIZED = os.environ.get("KW_TEST_SANITIZED") == "yes"


def parse(text, media, jobs):
    """Gives media, jobs and every. Sanitized programs are slow: a few positions are enough."""
    parser = argparse.ArgumentParser(description=text)
    parser.add_argument("--every", type=int, default=8 if IS_SANITIZED else 1)
    parser.add_argument("words", nargs="*", metavar="WORD")
    options = parser.parse_args()
    unknown = set(options.words) - set(media) - set(jobs)
    if unknown:
        parser.error(f"unknown: {' '.join(unknown)}")
    options.media = [m for m in media if m in options.words] or list(media)
    options.is_4k_sampled = "classic4k" not in options.words
    if IS_SANITIZED and options.is_4k_sampled:
        options.media = [m for m in options.media if m != "classic4k"]
    options.jobs = [j for j in jobs if j in options.words] or list(jobs)
    if IS_SANITIZED and not options.words:
        # To the worker a re-issue is a renewal, and a staff card or a copy a first issue.
        options.jobs = [j for j in jobs if j in ("issue", "renew", "return")]
    return options
