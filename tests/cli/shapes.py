# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Keywright authors
"""Reads the shapes of docs/cli.md and holds documents against them.

    shapes = Shapes.load()
    shapes.check("card issue tenant", document)     # raises Mismatch
    shapes.check("error", document)

The notation stands in docs/cli.md, "Commands".
"""

import datetime
import json
import pathlib
import re

DOCUMENT = pathlib.Path(__file__).resolve().parents[2] / "docs" / "cli.md"
NAMES = {"A failure": "error"}


class Mismatch(AssertionError):
    """A document has not the shape that docs/cli.md promises."""


class Shapes:
    def __init__(self, commands, named):
        self.commands = commands
        self.named = named

    @classmethod
    def load(cls, path=DOCUMENT):
        """Every heading of level 3 with the fenced JSON behind it; the second part has the names."""
        commands, named = {}, {}
        target = commands
        heading = None
        for match in re.finditer(
            r"^## (?P<part>[^\n]*)$|^### (?P<heading>[^\n]*)$|^```json\n(?P<block>.*?)^```$",
            path.read_text(encoding="utf-8"),
            re.MULTILINE | re.DOTALL,
        ):
            part, title, block = match.group("part", "heading", "block")
            if part:
                target = named if part == "Shapes" else commands
            elif title:
                heading = cls._name_of(title)
            elif heading:
                target[heading] = json.loads(block)
                heading = None
        return cls(commands, named)

    @staticmethod
    def _name_of(title):
        """The command's words: what stands before its first argument or option."""
        title = title.strip()
        if not title.startswith("`"):
            return NAMES.get(title, title)
        words = []
        for word in title.strip("`").split():
            if words and not re.fullmatch(r"[a-z-]+", word):
                break
            if words and word.startswith("--"):
                break
            words.append(word)
        return " ".join(words)

    def check(self, name, document):
        self._check(self.commands[name], document, name)

    def _check(self, shape, value, where):
        if isinstance(shape, dict):
            self._check_object(shape, value, where)
        elif isinstance(shape, list):
            if not isinstance(value, list):
                raise Mismatch(f"{where}: a list was promised, not {value!r}")
            for i, item in enumerate(value):
                self._check(shape[0], item, f"{where}[{i}]")
        elif shape.endswith("[]"):
            self._check([shape[:-2]], value, where)
        elif shape.endswith("?"):
            if value is not None:
                self._check(shape[:-1], value, where)
        elif shape in self.named:
            self._check(self.named[shape], value, where)
        else:
            self._check_plain(shape, value, where)

    def _members(self, shape):
        members = {}
        for name, inner in shape.items():
            if name == "...":
                members.update(self._members(self.named[inner]))
            else:
                members[name] = inner
        return members

    def _check_object(self, shape, value, where):
        if not isinstance(value, dict):
            raise Mismatch(f"{where}: an object was promised, not {value!r}")
        left = dict(value)
        for name, inner in self._members(shape).items():
            key = name.rstrip("?")
            if key in left:
                self._check(inner, left.pop(key), f"{where}.{key}")
            elif not name.endswith("?"):
                raise Mismatch(f"{where}: '{key}' is missing")
        if left:
            raise Mismatch(f"{where}: docs/cli.md knows nothing of {', '.join(left)}")

    @staticmethod
    def _check_plain(shape, value, where):
        good = {
            "text": lambda: isinstance(value, str),
            "number": lambda: isinstance(value, int) and not isinstance(value, bool),
            "yes/no": lambda: isinstance(value, bool),
            "object": lambda: isinstance(value, dict),
            "hex": lambda: isinstance(value, str) and re.fullmatch(r"([0-9a-f]{2})+", value),
            "hours": lambda: isinstance(value, str)
            and re.fullmatch(r"\d\d:\d\d-\d\d:\d\d", value),
            "time": lambda: isinstance(value, str)
            and datetime.datetime.fromisoformat(value).tzinfo is not None,
        }
        if shape in good:
            is_good = good[shape]()
        elif "|" in shape or re.fullmatch(r"[a-z_-]+", shape):
            is_good = value in shape.split("|")
        else:
            raise Mismatch(f"{where}: docs/cli.md does not say what '{shape}' is")
        if not is_good:
            raise Mismatch(f"{where}: {value!r} is not '{shape}'")
