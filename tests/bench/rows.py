# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Keywright authors
"""One figure of a bench, as its JSON document has it."""


def make_row(metric, value, unit, reference, reference_value, target=None, ok=True):
    return {
        "metric": metric,
        "value": round(value, 1),
        "unit": unit,
        "reference": reference,
        "reference_value": None if reference_value is None else round(reference_value, 1),
        "ratio": None if not reference_value else round(value / reference_value, 3),
        "target": target,
        "ok": bool(ok),
    }
