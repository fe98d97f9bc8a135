# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Keywright authors
"""What a torn card is looked at with: a station that can be put back to where it was, the register's
own rows, and a lock that knows nothing but its bundle.

A card's history starts from one of three points, made once and copied for every cell: "blank"
(plastic from the factory, a station with keys), "issued" (a tenant's card that opens room 305) and
"beside" (another card of the stay is out, and this one is from the factory).
"""

import collections
import contextlib
import hashlib
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))

from station import BUILD, Emulator, Station, clean_environment, in_days  # noqa: E402

TOOLS = BUILD / "tests" / "tear"
ROOM = "305"
PLACE = ("1", "5", "305")  # building, floor, door of the room, as its lock knows them
UIDS = {"classic1k": "04c0ffee", "classic4k": "04c0ff4e", "desfire": "04c0ffee5a6b7c"}
CLASSIC_BYTES = 1024  # sectors 0..15; of a 4K card the others are never touched
WAIT = 5

# A card taken away too early, or an encoder whose program died, must never look like success.
SOUND_FAILURES = (1, 3)
OPEN_STATES = ("queued", "waiting-for-card", "reading", "intent-stored", "writing", "verifying")
TRAILERS = [block for block in range(4, 28) if block % 4 == 3]

Job = collections.namedtuple("Job", "name start command")
JOBS = {
    job.name: job
    for job in (
        Job("issue", "blank", ("card", "issue", "tenant", "--room", ROOM, "--new")),
        Job("re-issue", "issued", ("card", "issue", "tenant", "--room", ROOM, "--new")),
        Job(
            "renew",
            "issued",
            ("card", "renew", "--until", in_days(9), "--overlap-reason", "to tear it"),
        ),
        Job("return", "issued", ("card", "return")),
        Job("copy", "beside", ("card", "issue", "tenant", "--room", ROOM, "--copy")),
        Job(
            "staff",
            "blank",
            ("card", "issue", "floor", "--building", "Seehaus", "--floor", "3")
            + ("--holder", "Mia", "--until", in_days(9)),
        ),
    )
}


class Broken(AssertionError):
    """A card, the register or a command is not as it must be."""


def demand(holds, sentence):
    if not holds:
        raise Broken(sentence)


View = collections.namedtuple("View", "answer credential revision keys")


class Lock:
    """The lock of the room, on its own: see lock-view.c."""

    def __init__(self, bundle):
        self.process = subprocess.Popen(
            [TOOLS / "lock-view", bundle, *PLACE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=clean_environment(),
        )

    def look(self, medium, image):
        kind = "classic1k" if medium == "classic4k" else medium
        self.process.stdin.write(f"{kind} {UIDS[medium]} {self.describe(medium, image)}".strip())
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        answer, credential, revision, keys = self.process.stdout.readline().split()
        return View(answer, credential if int(credential, 16) else None, int(revision), keys)

    @staticmethod
    def describe(medium, image):
        if medium != "desfire":
            return image[:CLASSIC_BYTES].hex()
        text = image.decode()
        key = re.search(r"^\[app f5a701\]\n(?:.+\n)*?key-2=([0-9a-f]+)$", text, re.MULTILINE)
        data = re.search(r"^\[file f5a701 01\]\n(?:.+\n)*?data=([0-9a-f]+)$", text, re.MULTILINE)
        return f"{key.group(1)} {data.group(1)}" if key and data else ""

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


class Register(collections.namedtuple("Register", "issue credentials discarded n_open n_acts")):
    """The last act of writing, all credentials by number, how many cards are out of use, how many
    acts are open, how many there are."""

    def live(self):
        return {
            (number, row["revision"])
            for number, row in self.credentials.items()
            if row["state"] == "live"
        }


def check_chain(rows):
    """The journal as docs/cli.md says anybody can check it."""
    previous = None
    for row in rows:
        demand(hashlib.sha256(row["text"].encode()).digest() == row["hash"], "a row's hash is wrong")
        demand(previous in (None, row["previous_hash"]), "the journal's chain is broken")
        previous = row["hash"]


def read_register(folder):
    """The rows that say what the station believes, from a copy: looking must not mend anything."""
    copy = folder / "look"
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for name in ("register.db", "register.db-wal"):
        if (folder / "data" / name).exists():
            shutil.copy(folder / "data" / name, copy / name)
    with contextlib.closing(sqlite3.connect(copy / "register.db")) as database:
        database.row_factory = sqlite3.Row
        issue = database.execute("SELECT * FROM issue ORDER BY id DESC LIMIT 1").fetchone()
        credentials = {
            f"{row['number']:016x}": row
            for row in database.execute("SELECT number, state, revision, may_live_until_unix_s FROM credential")
        }
        discarded = database.execute("SELECT count(*) FROM card WHERE is_discarded").fetchone()[0]
        check_chain(database.execute("SELECT * FROM journal ORDER BY number"))
        n_open = database.execute(
            "SELECT count(*) FROM issue WHERE state NOT IN ('done', 'failed')"
        ).fetchone()[0]
        n_acts = database.execute("SELECT count(*) FROM issue").fetchone()[0]
    return Register(issue, credentials, discarded, n_open, n_acts)


class Start:
    """Where a cell begins: data folder, card image, what the card says, what other cards say."""

    def __init__(self, folder, image, view, register):
        self.folder = folder
        self.image = image
        self.view = view
        self.n_acts = register.n_acts
        self.beside = register.live() - {(view.credential, view.revision)}


class Bench(Station):
    """A station that is put back to a start for each cell; one card on its encoder."""

    def __init__(self, medium, worker=None):
        super().__init__(encoder=False)
        self.medium = medium
        self.lock = None
        self.emulator = Emulator(self.folder)
        self.emulator.new(medium, UIDS[medium], "card")
        self.emulator.put("card")
        if worker is not None:
            self.environment["KEYWRIGHT_WORKER"] = str(worker)

    def close(self):
        if self.lock is not None:
            self.lock.close()
            self.lock = None
        super().close()

    def make_starts(self):
        """Makes the starts in this station's folder; gives them by name."""
        self.take_prepared()
        self.ok("keys", "export", "--lock", str(self.folder / "lock.json"))
        self.lock = Lock(self.folder / "lock.json")
        starts = {"blank": self.keep("blank")}
        self.ok(*JOBS["issue"].command, wait=WAIT)
        starts["issued"] = self.keep("issued")
        demand(starts["blank"].view.answer in ("BLANK", "FOREIGN"), "the lock takes a blank")
        demand(starts["issued"].view.answer == "OPEN", "the lock does not know its own card")
        self.go_to(starts["blank"], None)
        self.lay_new(self.medium)
        self.ok(*JOBS["issue"].command, wait=WAIT)
        starts["beside"] = self.keep("beside")
        return starts

    def keep(self, name):
        folder = self.folder / f"start-{name}"
        shutil.copytree(self.data, folder)
        image = self.emulator.save("card")
        return Start(folder, image, self.lock.look(self.medium, image), self.register())

    def go_to(self, start, lock_bundle):
        """Back to a start, which may be another bench's."""
        if self.lock is None:
            self.lock = Lock(lock_bundle)
        self.emulator.fault("clear")
        self.emulator.take()
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.copytree(start.folder, self.data)
        self.emulator.load("card", start.image)
        self.untouched = start.image[CLASSIC_BYTES:]
        self.emulator.put("card")
        self.emulator.stats(reset=True)

    def look(self):
        """What the lock makes of the card as it is now."""
        image = self.emulator.save("card")
        demand(
            self.medium != "classic4k" or image[CLASSIC_BYTES:] == self.untouched,
            "a sector that is none of ours was written",
        )
        return self.lock.look(self.medium, image)

    def register(self):
        return read_register(self.folder)

    # --- killing

    def wait_for_fault(self, child, seconds=20, or_end=False):
        """Until an armed fault has struck: the chip holds the exchange, the job hangs in it. False
        if the command ended before, which is an error unless OR_END."""
        deadline = time.monotonic() + seconds
        while self.emulator.stats()["faults"] == 0:
            if child.poll() is not None:
                demand(or_end, "the command ended before its write was held")
                return False
            demand(time.monotonic() < deadline, "the write was never reached")
            time.sleep(0.005)
        return True

    def wait_for_writes(self, child, n_writes, seconds=20):
        deadline = time.monotonic() + seconds
        while self.emulator.stats()["writes"] < n_writes and child.poll() is None:
            demand(time.monotonic() < deadline, "the write was never reached")
            time.sleep(0.001)

    @staticmethod
    def find_worker(child):
        """The process that the command line started for the encoder."""
        for task in pathlib.Path(f"/proc/{child.pid}/task").iterdir():
            for pid in (task / "children").read_text().split():
                if b"worker" in pathlib.Path(f"/proc/{pid}/cmdline").read_bytes():
                    return int(pid)
        raise Broken("the command line has no worker")

    def kill_worker(self, child):
        os.kill(self.find_worker(child), signal.SIGKILL)

    def kill_desk(self, child):
        """Its worker must not outlive it: the encoder would stay busy."""
        worker = pathlib.Path(f"/proc/{self.find_worker(child)}/stat")
        self.kill(child)
        deadline = time.monotonic() + 5
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            while ") Z " not in worker.read_text():
                demand(time.monotonic() < deadline, "the worker outlives the desk")
                time.sleep(0.005)
