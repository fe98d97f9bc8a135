# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Keywright authors
"""What the window says in another language: whoever looks for "Check In" finds its translation."""

import pathlib
import re
import struct

from station import BUILD

CATALOGUES = (
    (BUILD / "po", "keywright"),
    (pathlib.Path("/usr/share/locale"), "gtk40"),
)
CONVERSION = re.compile(r"%(?:\d+\$)?[-+ #0]*\d*(?:\.\d+)?(?:hh|h|ll|l|z)?[sducif]")
MO_LITTLE_ENDIAN = 0x950412DE


def plain(name):
    """A name without what GTK 4.8 adds: "_Write card Write card" is "Write card"."""
    name = name.replace("_", "").replace("\u2068", "").replace("\u2069", "").strip()
    half = len(name) // 2
    if len(name) % 2 and name[half] == " " and name[:half] == name[half + 1:]:
        return name[:half]
    return name


def read_catalogue(path):
    """Pairs of English and translation, each with all its plurals."""
    data = path.read_bytes()
    order = "<" if struct.unpack_from("<I", data)[0] == MO_LITTLE_ENDIAN else ">"
    n_pairs, english, translated = struct.unpack_from(f"{order}III", data, 8)

    def string(table, i):
        length, start = struct.unpack_from(f"{order}II", data, table + 8 * i)
        return data[start:start + length].decode()

    for i in range(n_pairs):
        yield string(english, i).split("\4")[-1].split("\0"), string(translated, i).split("\0")


class Language:
    """CODE: as in LANGUAGE; None: what stands in the source."""

    def __init__(self, code=None):
        self.said = {}
        for folder, domain in CATALOGUES if code else ():
            path = folder / code / "LC_MESSAGES" / f"{domain}.mo"
            for english, translated in read_catalogue(path):
                for msgid in english:
                    self.said.setdefault(plain(msgid), []).extend(map(plain, translated))

    def say(self, label):
        """The first translation of LABEL, or LABEL."""
        return self.said.get(label, [label])[0]

    def matcher(self, label):
        """Tells whether a name is LABEL or one of its translations; %s and the like stand for
        anything."""
        names = self.said.get(label, [label])
        if not any(map(CONVERSION.search, names)):
            return frozenset(names).__contains__
        patterns = [
            re.compile(".*".join(map(re.escape, CONVERSION.split(name))), re.DOTALL) for name in names
        ]
        return lambda name: any(pattern.fullmatch(name) for pattern in patterns)
