# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Keywright authors
"""The real window, as a hand and a screen reader have it: keys by XTest, the tree over AT-SPI.

    class Rooms(WindowCase):
        def test_a_room_is_found(self):
            self.window.key("ctrl+f")
            self.window.type("305")
            self.window.wait(label="305", role=LIST_ITEM)

Runs inside tests/app/session. A WindowCase has a station (tests/cli/station.py) and one window for
all its tests; after a failure the next test gets a new one, and the tree and a picture of the failed
one stand in app-failures/ of the build folder. Nothing here sleeps for luck: every wait asks again
until it is true or PATIENCE_S is over.
"""

import contextlib
import ctypes
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import unittest

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))

import station  # noqa: E402
from language import Language, plain  # noqa: E402
from station import BUILD, Station, in_days  # noqa: E402

PATIENCE_S = 60
POLL_S = 0.01
CALL_MS = 3000
# Of processor time, in one turn of the main loop. A frame is 16: to be asked for on an idle machine;
# where others take the caches and half of the core, only a window that hangs can be told.
TURN_MS = int(os.environ.get("KEYWRIGHT_TURN_MS", 1000))
LONG_LIST = 24  # of a list with more children only these themselves are looked at

PROGRAM = BUILD / "src" / "app" / "keywright"
LOCK_VIEW = BUILD / "tests" / "tear" / "lock-view"
FAILURES = BUILD / "app-failures"
APPLICATION_ID = "io.github.keywright.Keywright"

# Roles of AT-SPI; sets, because toolkits differ in what they call the same thing.
BUTTON = frozenset((43, 62))
SWITCH = frozenset((62, 130, 7))
TAB = frozenset((37, 62))
ENTRY = frozenset((61, 40, 79, 60, 32))
LIST_ITEM = frozenset((32, 56, 90))
LABEL = frozenset((29, 83, 116))
LISTS = frozenset((31, 55, 66, 97, 98, 99, 105))
TOPLEVELS = frozenset((23, 16, 69))
WINDOW_COORDINATES = 1
STATE_FOCUSED, STATE_PRESSED, STATE_CHECKED, STATE_SELECTED = 12, 20, 4, 23
STATE_ENABLED, STATE_SENSITIVE, STATE_SHOWING, STATE_VISIBLE = 8, 24, 25, 30

# GTK 4.8 says the first of its own window of shortcuts; the others are dialogs that it makes at once.
TOOLKITS_OWN = re.compile(
    r"GtkLabel 0x\w+ \(label\) reported min width -3, but sizes must be >= 0"
    r"|watchdog: \S+ ms of the toolkit's own: (print|file chooser)$"
)

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


class Missing(AssertionError):
    """What a test waited for did not come."""


def die_with_parent():
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def until(is_true, what, seconds=PATIENCE_S):
    """Asks until the answer is true; gives it."""
    limit = time.monotonic() + seconds
    while True:
        answer = is_true()
        if answer:
            return answer
        if time.monotonic() > limit:
            raise Missing(f"after {seconds} s still not: {what}")
        time.sleep(POLL_S)


def where(log):
    """Our own functions in the stack that follows a line of the watchdog."""
    offsets = []
    for line in log.splitlines()[1:]:
        if "[0x" not in line:
            break
        offsets += re.findall(re.escape(str(PROGRAM)) + r"\(\+(0x[0-9a-f]+)\)", line)
    if not offsets or not shutil.which("addr2line"):
        return ""
    words = ["addr2line", "-s", "-f", "-p", "-e", PROGRAM, *offsets]
    answer = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=False)
    return "".join(f"\n    {line}" for line in answer.stdout.splitlines())


class Node:
    """A widget as the tree had it when it was looked at."""

    __slots__ = ("bus", "path", "parent", "name", "role", "state", "children")

    def __init__(self, bus, path, parent):
        self.bus, self.path, self.parent = bus, path, parent
        self.name, self.role, self.state, self.children = "", 0, 0, []

    def has(self, *states):
        return all(self.state >> state & 1 for state in states)

    def above(self):
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def below(self):
        for child in self.children:
            yield child
            yield from child.below()

    def __repr__(self):
        return f"<{self.role} {self.name!r} {self.state:x} {self.path.rsplit('/', 1)[-1]}>"


class Tree:
    """The accessible programs of the session. GDBus alone: nothing here keeps what is stale."""

    INTERFACE = "org.a11y.atspi."

    def __init__(self):
        self.session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = self._call(
            self.session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress"
        )[0]
        flags = Gio.DBusConnectionFlags
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None
        )

    @staticmethod
    def _call(connection, name, path, interface, method, arguments=None):
        answer = connection.call_sync(
            name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, CALL_MS
        )
        return answer.unpack()

    def call(self, node, interface, method, arguments=None):
        return self._call(
            self.bus, node.bus, node.path, self.INTERFACE + interface, method, arguments
        )

    def get(self, bus, path, interface, name):
        """A property."""
        return self._call(
            self.bus, bus, path, "org.freedesktop.DBus.Properties", "Get",
            GLib.Variant("(ss)", (self.INTERFACE + interface, name)),
        )[0]

    def programs(self):
        root = Node("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", None)
        return [Node(*pair, None) for pair in self.call(root, "Accessible", "GetChildren")[0]]

    def program_of(self, pid):
        """The root of a program; None before it is there."""
        for node in self.programs():
            with contextlib.suppress(GLib.Error):
                answer = self._call(
                    self.bus,
                    "org.freedesktop.DBus",
                    "/org/freedesktop/DBus",
                    "org.freedesktop.DBus",
                    "GetConnectionUnixProcessID",
                    GLib.Variant("(s)", (node.bus,)),
                )
                if answer[0] == pid:
                    return node
        return None

    def _ask(self, pending, node, interface, method, arguments, take):
        def on_answer_cb(connection, result):
            with contextlib.suppress(GLib.Error):  # gone while it was looked at
                take(node, connection.call_finish(result).unpack())
            pending.discard(key)

        key = object()
        pending.add(key)
        self.bus.call(
            node.bus, node.path, interface, method, arguments, None, Gio.DBusCallFlags.NONE,
            CALL_MS, None, on_answer_cb,
        )

    def _look_at(self, nodes, wants_children):
        """Asks all of a level at once."""
        def take_name(node, answer):
            node.name = plain(answer[0])

        def take_role(node, answer):
            node.role = answer[0]

        def take_state(node, answer):
            node.state = answer[0][0] | answer[0][1] << 32

        def take_children(node, answer):
            node.children = [Node(bus, path, node) for bus, path in answer[0]]

        accessible = self.INTERFACE + "Accessible"
        name = GLib.Variant("(ss)", (accessible, "Name"))
        pending = set()
        for node in nodes:
            self._ask(pending, node, "org.freedesktop.DBus.Properties", "Get", name, take_name)
            self._ask(pending, node, accessible, "GetRole", None, take_role)
            self._ask(pending, node, accessible, "GetState", None, take_state)
            if wants_children:
                self._ask(pending, node, accessible, "GetChildren", None, take_children)
        context = GLib.MainContext.default()
        while pending:
            context.iteration(True)

    def walk(self, root):
        """Every node under ROOT, top down; of long lists only the rows themselves."""
        root.children = []
        level, leaves, found = [root], [], []
        while level or leaves:
            self._look_at(level, True)
            self._look_at(leaves, False)
            found += level + leaves
            rows = [node for node in level if node.role in LISTS and len(node.children) > LONG_LIST]
            leaves = [child for node in rows for child in node.children]
            level = [child for node in level if node not in rows for child in node.children]
        return found[1:]


class Window:
    """A running keywright over a station's data folder and encoder."""

    def __init__(self, desk, arguments=(), environment=None):
        self.station = desk
        self.tree = Tree()
        self.language = Language((environment or {}).get("LANGUAGE"))
        self.log_path = desk.folder / "keywright.log"
        self.log = open(self.log_path, "ab")
        self.n_read = self.log.tell()
        self.started = time.monotonic()
        self.process = self.start(
            desk, arguments, environment, stdout=self.log, stderr=subprocess.STDOUT
        )
        try:
            self.root = until(self._find_program, "the program is on the accessibility bus")
            self.wait(pattern=".* – Keywright|Keywright", role=TOPLEVELS)
        except BaseException:
            self.close()
            raise

    @staticmethod
    def start(desk, arguments=(), environment=None, **how):
        """Starts the program and gives its subprocess.Popen."""
        words = [str(PROGRAM), "--data", str(desk.data), *arguments]
        if desk.emulator is not None:
            words += ["--encoder", desk.emulator.connection]
        more = {
            "KEYWRIGHT_WORKER": station.WORKER,
            "KEYWRIGHT_NO_SECRET_SERVICE": "1",
            "KEYWRIGHT_PASSPHRASE_FILE": desk.passphrase_file,
            "KEYWRIGHT_WATCHDOG": TURN_MS,
            **desk.environment,
            **(environment or {}),
        }
        return subprocess.Popen(
            words,
            env=station.clean_environment(**more),
            stdin=subprocess.DEVNULL,
            preexec_fn=die_with_parent,
            **how,
        )

    def _find_program(self):
        if self.process.poll() is not None:
            raise Missing(f"keywright ended with {self.process.returncode}\n{self.read_log()}")
        return self.tree.program_of(self.process.pid)

    def read_log(self):
        return self.log_path.read_text(errors="replace")

    def read_complaints(self):
        """What the program said since the last call that it should not have to."""
        log = self.read_log()
        news, self.n_read = log[self.n_read:], len(log)
        return [
            line + where(news[news.index(line):])
            for line in news.splitlines()
            if re.search("WARNING|CRITICAL|watchdog", line) and not TOOLKITS_OWN.search(line)
        ]

    # --- looking

    def look(self):
        return self.tree.walk(self.root)

    def find(self, label=None, role=None, pattern=None, within=None, nodes=None, state=()):
        """The first node that fits. LABEL: its whole name in English, as the source has it but for
        mnemonics (%s in it stands for anything), or a tuple of such; PATTERN: a regular expression
        somewhere in the name as it is shown; WITHIN: the name of a node above it."""
        labels = label if isinstance(label, tuple) else (label,)
        matchers = [self.language.matcher(one) for one in labels if one is not None]
        for node in self.look() if nodes is None else nodes:
            if role is not None and node.role not in role:
                continue
            if matchers and not any(fits(node.name) for fits in matchers):
                continue
            if pattern is not None and not re.search(pattern, node.name):
                continue
            if not node.has(*state):
                continue
            if within is not None and within not in (above.name for above in node.above()):
                continue
            if self.is_shown(node):
                return node
        return None

    def is_shown(self, node):
        """It has a place, and something of it could be under a pointer. The tree alone does not tell
        which page of a stack is in front, and a page that was once in front keeps its place."""
        with contextlib.suppress(GLib.Error):
            x, y, width, height = self.extents(node)
            if width <= 0 or height <= 0:
                return False
            if node.role in TOPLEVELS:
                return True
            if not node.has(STATE_SENSITIVE):  # never under a pointer; what it stands in may be
                return node.parent is not None and self.is_shown(node.parent)
            middle_y = y + height // 2
            points = [(x + width // 2, middle_y), (x + 1, middle_y), (x + width // 2, y + 1)]
            if node.role in ENTRY:  # text and icons in it are not in the tree, its margins are
                points += [(x + step, middle_y) for step in range(-8, 40, 2)]
            for point in points:
                hit = self.tree.call(
                    node, "Component", "GetAccessibleAtPoint",
                    GLib.Variant("(iiu)", (*point, WINDOW_COORDINATES)),
                )[0][1]
                if not hit.endswith("/null"):
                    return True
        return False

    def extents(self, node):
        """x, y, width, height within its window."""
        return self.tree.call(node, "Component", "GetExtents", GLib.Variant("(u)", (WINDOW_COORDINATES,)))[0]

    def wait(self, label=None, seconds=PATIENCE_S, **how):
        words = " ".join(f"{key}={value}" for key, value in how.items() if value)
        return until(lambda: self.find(label, **how), f"'{label or ''}' {words} is there", seconds)

    def wait_gone(self, label=None, seconds=PATIENCE_S, **how):
        until(lambda: not self.find(label, **how), f"'{label or how}' is gone", seconds)

    def texts(self):
        """What one can read, top down."""
        return [node.name for node in self.look() if node.name and self.is_shown(node)]

    # --- acting

    def press(self, label=None, role=BUTTON, **how):
        """Presses a button once it is there and can be pressed."""
        node = self.wait(label, role=role, state=(STATE_SENSITIVE,), **how)
        try:
            self.tree.call(node, "Action", "DoAction", GLib.Variant("(i)", (0,)))
        except GLib.Error as error:
            if self.process.poll() is None and "NoReply" not in str(error):
                raise
        return node

    def activate(self):
        """Gives the window the keys, as a window manager does when another one of it is closed."""
        self.xdo("windowfocus", self.toplevels()[0])

    def toplevels(self):
        """Its windows as the screen knows them, the oldest first."""
        return subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
            stdout=subprocess.PIPE, text=True, check=True, timeout=PATIENCE_S,
        ).stdout.split()

    def click(self, node, times=1):
        """With the pointer, in its middle."""
        x, y, width, height = self.extents(node)
        self.xdo("mousemove", x + width // 2, y + height // 2, "click", "--repeat", times, 1)

    def fill(self, label, text, **how):
        """Puts TEXT into the entry of that name, in place of what stands there."""
        how.setdefault("role", ENTRY)
        node = self.wait(label, **how)
        editable = [node, *node.below()]
        for one in editable:
            with contextlib.suppress(GLib.Error):
                self.tree.call(one, "EditableText", "SetTextContents", GLib.Variant("(s)", (text,)))
                return one
        raise Missing(f"'{label}' takes no text")

    def read(self, node):
        """The text in an entry."""
        for one in [node, *node.below()]:
            with contextlib.suppress(GLib.Error):
                length = self.tree.get(one.bus, one.path, "Text", "CharacterCount")
                return self.tree.call(one, "Text", "GetText", GLib.Variant("(ii)", (0, length)))[0]
        return None

    def xdo(self, *words):
        subprocess.run(["xdotool", *map(str, words)], check=True, timeout=PATIENCE_S,
                       stdout=subprocess.DEVNULL)

    def key(self, *keys):
        self.xdo("key", "--delay", 5, *keys)

    def type(self, text):
        # What is on no key of the layout gets one for a moment, which the program has to learn of.
        self.xdo("type", "--delay", 5 if text.isascii() else 100, text)

    def focus(self):
        """What has the focus; None if nothing has."""
        return self.find(state=(STATE_FOCUSED,))

    # --- ending

    def dump(self, name):
        """The tree and a picture, for whoever has to find out."""
        FAILURES.mkdir(exist_ok=True)
        path = FAILURES / re.sub(r"\W+", "-", name)
        lines = []
        with contextlib.suppress(GLib.Error):
            for node in self.look():
                depth = sum(1 for _ in node.above())
                lines.append(f"{'  ' * depth}{node!r}{'' if self.is_shown(node) else ' (not shown)'}")
        path.with_suffix(".txt").write_text("\n".join(lines) + "\n\n" + self.read_log())
        subprocess.run(["import", "-window", "root", path.with_suffix(".png")], check=False)
        return path.with_suffix(".txt")

    def close(self):
        """Ends the program as the clerk does; gives its exit code."""
        if self.process.poll() is None:
            with contextlib.suppress(subprocess.SubprocessError):
                self.key("ctrl+q")
                self.process.wait(PATIENCE_S)
        station.end_process(self.process)
        self.log.close()
        return self.process.returncode


class Lock:
    """A lock with nothing but its bundle: what it makes of the raw memory of a card. WORDS: where
    it is, as lock-view has it."""

    def __init__(self, bundle, *words):
        self.process = subprocess.Popen(
            [LOCK_VIEW, bundle, *map(str, words)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=station.clean_environment(), preexec_fn=die_with_parent,
        )

    def look(self, medium, uid, image):
        """(answer, credential's number or None, revision)"""
        answer, credential, revision, *_more = self.show(medium, uid, image)
        return answer, int(credential, 16) or None, int(revision)

    def show(self, medium, uid, image):
        """All that lock-view says."""
        if medium == "desfire":
            text = image.decode()
            key = re.search(r"^\[app f5a701\]\n(?:.+\n)*?key-2=([0-9a-f]+)$", text, re.M)
            data = re.search(r"^\[file f5a701 01\]\n(?:.+\n)*?data=([0-9a-f]+)$", text, re.M)
            words = f"{key.group(1)} {data.group(1)}" if key and data else ""
        else:
            words = image.hex()
        self.process.stdin.write(f"{medium} {uid} {words}".strip() + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().split()

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


class Card:
    """A card of the emulator, by the name it has there."""

    def __init__(self, desk, medium, uid, name):
        self.station, self.medium, self.uid, self.name = desk, medium, uid, name

    def image(self):
        return self.station.emulator.save(self.name)


class WindowStation(Station):
    """A station with a lock bundle, whose register can be read beside the window."""

    def take_prepared(self, hotel=station.HOTEL):
        super().take_prepared(hotel)
        self.bundle = self.folder / "lock.json"
        self.ok("keys", "export", "--lock", str(self.bundle))
        self.locks = {}

    def close(self):
        for lock in getattr(self, "locks", {}).values():
            lock.close()
        self.locks = {}
        super().close()

    def new_card(self, medium="classic1k", uid=None):
        """A factory-new card, not yet on the encoder."""
        self.n_cards += 1
        if uid is None:
            uid = f"{0x04C0FF00 + self.n_cards:08x}" + ("" if "classic" in medium else "5a6b7c")
        name = f"card{self.n_cards}"
        return Card(self, medium, uid, self.emulator.new(medium, uid, name))

    def place_of(self, room, building="Seehaus"):
        return tuple(self.row(
            "SELECT door.building, door.floor, door.number FROM door JOIN building"
            " ON building.number = door.building WHERE door.name = ? AND building.name = ?",
            room, building,
        ))

    def lock_at(self, *words):
        if words not in self.locks:
            self.locks[words] = Lock(self.bundle, *words)
        return self.locks[words]

    def ask_lock(self, room, card, building="Seehaus"):
        """What the lock of a room says to the memory of a card, in an instant."""
        lock = self.lock_at(*self.place_of(room, building))
        return lock.look(card.medium, card.uid, card.image())

    def show_to_lock(self, room, card, building="Seehaus"):
        """The answer of a lock that remembers what was shown to it before."""
        lock = self.lock_at(*self.place_of(room, building), "remember")
        return lock.look(card.medium, card.uid, card.image())[0]

    def ask_elevator(self, bank, n_landings, card):
        """The landings that an elevator lets a card ride to, as a mask; 0 if it does not know it."""
        lock = self.lock_at("elevator", bank, n_landings)
        return int(lock.show(card.medium, card.uid, card.image())[-1], 16)

    def rows(self, sql, *arguments):
        """Rows of the register; nothing that reads can change it."""
        where = f"file:{self.data}/register.db?mode=ro"
        with contextlib.closing(sqlite3.connect(where, uri=True, timeout=10)) as database:
            database.row_factory = sqlite3.Row
            return database.execute(sql, arguments).fetchall()

    def row(self, sql, *arguments):
        rows = self.rows(sql, *arguments)
        return rows[0] if rows else None

    def credentials_of(self, card):
        """All that was ever written on a card, oldest first."""
        return self.rows(
            "SELECT credential.*, access_grant.kind, access_grant.door, access_grant.is_copy,"
            " access_grant.floors, access_grant.bank, access_grant.valid_until_unix_s"
            " FROM credential JOIN card ON card.id = credential.card_id"
            " JOIN access_grant ON access_grant.id = credential.grant_id"
            " WHERE card.uid = ? ORDER BY issued_at_unix_s, credential.number",
            bytes.fromhex(card.uid),
        )

    def n_events(self, event):
        return self.row("SELECT count(*) FROM journal WHERE event = ?", event)[0]


class WindowCase(unittest.TestCase):
    """One station and one window for all tests of a class; each test has rooms and cards of its
    own and finds the window as it was opened."""

    timing = "none"
    environment = {}

    @classmethod
    def setUpClass(cls):
        cls.window = None
        cls.station = WindowStation.ready(timing=cls.timing)
        cls.addClassCleanup(cls.station.close)
        cls.prepare()
        cls.open_window()
        cls.addClassCleanup(cls.end_window)

    @classmethod
    def prepare(cls):
        """What the register has before the window opens."""

    @classmethod
    def open_window(cls):
        cls.window = Window(cls.station, environment=cls.environment)

    @classmethod
    def end_window(cls):
        if cls.window is not None:
            code = cls.window.close()
            log = cls.window.read_log()
            cls.window = None
            if code != 0:
                raise AssertionError(f"keywright ended with {code}\n{log}")

    def run(self, result=None):
        n_before = getattr(result, "n_failed", 0)
        super().run(result)
        if getattr(result, "n_failed", 0) > n_before and self.window is not None:
            print(f"# see {self.window.dump(self.id())}", flush=True)
            with contextlib.suppress(AssertionError):
                type(self).end_window()
            type(self).open_window()

    def setUp(self):
        self.emulator = self.station.emulator
        if self.emulator is not None:
            self.emulator.fault("clear")
            if self.emulator.command("state") != "plugged":
                self.emulator.plug()
            self.emulator.take()
        if self.window.process.poll() is not None:
            type(self).open_window()
        self.window.activate()
        self.window.key("Escape", "Escape", "ctrl+1")

    def tearDown(self):
        complaints = self.window.read_complaints()
        self.assertEqual(complaints, [], "\n".join(complaints))

    def until(self, is_true, what, seconds=PATIENCE_S):
        return until(is_true, what, seconds)


def main(prefix):
    if "DBUS_SESSION_BUS_ADDRESS" not in os.environ or "DISPLAY" not in os.environ:
        print("Bail out! run it inside tests/app/session")
        sys.exit(1)
    if not PROGRAM.exists():
        print(f"Bail out! not built: {PROGRAM}")
        sys.exit(1)
    station.main(prefix)
