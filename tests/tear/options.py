# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Keywright authors
"""The command line of the tests in this folder."""

import argparse
import os


def parse(text, media, jobs):
    """Gives media, jobs and every. Sanitized programs are slow: every third position is enough."""
    sanitized = os.environ.get("KW_TEST_SANITIZED") == "yes"
    parser = argparse.ArgumentParser(description=text)
    parser.add_argument("--every", type=int, default=3 if sanitized else 1)
    parser.add_argument("words", nargs="*", metavar="WORD")
    options = parser.parse_args()
    unknown = set(options.words) - set(media) - set(jobs)
    if unknown:
        parser.error(f"unknown: {' '.join(unknown)}")
    options.media = [m for m in media if m in options.words] or list(media)
    options.jobs = [j for j in jobs if j in options.words] or list(jobs)
    return options
