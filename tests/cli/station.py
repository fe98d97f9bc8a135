# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Keywright authors
"""A station for tests: a data folder, an emulated encoder with cards, and keywright-cli.

    with Station.ready() as station:            # demo hotel imported, keys made
        station.lay_new("classic1k", "04a1b2c3")
        answer = station.ok("card", "issue", "tenant", "--room", "305", "--until", in_days(2))
        assert answer.json["condition"] == "ours"
        station.emulator.fault("remove when=before write=3")
        assert station.cli("card", "renew").code == TRY_AGAIN

The programs are those of the build tree in KEYWRIGHT_BUILD (default: build/ of this tree). Every
program started here is ended here, by its process id; the folder goes with it. Standard library
only; run with /usr/bin/python3.
"""

import atexit
import datetime
import functools
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import zoneinfo

from shapes import Shapes

DONE, FAILED, USAGE, TRY_AGAIN, REFUSED, ENCODER, STATION, DISK_FULL, FILE = range(9)

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("KEYWRIGHT_BUILD") or TOP / "build").resolve()
CLI = BUILD / "src" / "cli" / "keywright-cli"
WORKER = BUILD / "src" / "worker" / "keywright-encoder-worker"
EMULATOR = BUILD / "drivers" / "emulator" / "keywright-emulator"
RESEAL = BUILD / "tests" / "tear" / "reseal"
HOTEL = TOP / "data" / "demo" / "hotel.json"

# Of the hotel; looked at once, so that a test may run across midnight.
TODAY = datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Berlin")).date()

PASSPHRASE = "correct horse battery staple"
MEDIA = {"classic1k": "classic-1k", "classic4k": "classic-4k", "desfire": "desfire"}
SHAPES = Shapes.load()
KIND_CODES = {
    "failed": FAILED,
    "usage": USAGE,
    "try-again": TRY_AGAIN,
    "refused": REFUSED,
    "encoder": ENCODER,
    "station": STATION,
    "disk-full": DISK_FULL,
    "file": FILE,
}

# What may speak from outside into a run: all of it is taken out of the environment.
SCRUBBED = (
    "KEYWRIGHT_DATA",
    "KEYWRIGHT_ENCODER",
    "KEYWRIGHT_PASSPHRASE_FILE",
    "KEYWRIGHT_NO_SECRET_SERVICE",
    "KEYWRIGHT_WORKER",
    "LIBNFC_DEFAULT_DEVICE",
    "LIBNFC_DEVICE",
    "LIBNFC_LOG_LEVEL",
)


def clean_environment(**more):
    """The environment of a program under test: today's, without what would change its ways."""
    environment = {k: v for k, v in os.environ.items() if k not in SCRUBBED}
    environment["LC_ALL"] = "C.UTF-8"
    environment.update({k: str(v) for k, v in more.items() if v is not None})
    return environment


def in_days(days, hour=11, minute=0, today=TODAY):
    """A local time of the property, as the command line takes it: DAYS from today at HOUR:MINUTE."""
    day = today + datetime.timedelta(days=days)
    return f"{day.isoformat()}T{hour:02d}:{minute:02d}"


class EmulatorError(Exception):
    """The emulator answered a command with "error …", or not at all."""


class Emulator:
    """keywright-emulator with its control socket. `connection` is what --encoder takes."""

    def __init__(self, folder, timing="none", name="encoder"):
        self.folder = pathlib.Path(folder)
        self.link = self.folder / name
        self.socket_path = self.folder / f"{name}.control"
        self.log = open(self.folder / f"{name}.log", "wb")
        self.process = subprocess.Popen(
            [
                EMULATOR,
                "--link",
                self.link,
                "--control",
                self.socket_path,
                "--timing",
                timing,
                "--die-with-parent",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self.log,
            env=clean_environment(),
        )
        self.connection = self.process.stdout.readline().decode().strip()
        if not self.connection:
            self.close()
            raise EmulatorError((self.folder / f"{name}.log").read_text(errors="replace"))
        self.stream = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.stream.settimeout(10)
        self.stream.connect(str(self.socket_path))
        self.lines = self.stream.makefile("r", encoding="utf-8")

    def command(self, line):
        """Sends a command line; gives what stands behind "ok", raises on "error"."""
        self.stream.sendall(line.encode() + b"\n")
        answer = self.lines.readline().rstrip("\n")
        if answer != "ok" and not answer.startswith("ok "):
            raise EmulatorError(f"{line}: {answer or 'no answer'}")
        return answer[3:]

    def new(self, medium, uid, name):
        """Makes a blank card: classic1k, classic4k, desfire or ntag213; UID in hex."""
        self.command(f"new {medium} {uid} {name}")
        return name

    def put(self, *names):
        """At once: nobody looks at the encoder when only the first one is there."""
        self.command("put " + " ".join(names))

    def take(self, name=""):
        self.command(f"take {name}".rstrip())

    def save(self, name):
        """The card's memory, bytes. What they mean per medium is in docs/emulator.md."""
        path = self.folder / f"{name}.image"
        self.command(f"save {name} {path}")
        return path.read_bytes()

    def load(self, name, image):
        """Gives a card the memory that save() gave."""
        path = self.folder / f"{name}.image"
        path.write_bytes(image)
        self.command(f"load {name} {path}")

    def stats(self, reset=False):
        """A dict of ints: exchanges, bytes_in, bytes_out, writes, blocks, faults."""
        words = self.command("stats reset" if reset else "stats").split()
        return {key: int(value) for key, value in (word.split("=") for word in words)}

    def fault(self, text):
        """Arms a fault, e.g. fault("remove when=middle write=3"); "clear" disarms all."""
        return self.command(f"fault {text}")

    def unplug(self):
        self.command("unplug")

    def plug(self):
        self.command("plug")

    def close(self):
        """Ends the emulator; may be called again."""
        for name in ("lines", "stream"):
            if getattr(self, name, None) is not None:
                getattr(self, name).close()
                setattr(self, name, None)
        end_process(self.process)
        self.process.stdout.close()
        self.log.close()


def end_process(process, seconds=5):
    """Asks a child to end, then makes it."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Answer:
    """How a run ended: exit code, both outputs as text, the JSON document (None if there is none)."""

    def __init__(self, arguments, code, out, err, seconds):
        self.arguments = arguments
        self.code = code
        self.out = out
        self.err = err
        self.seconds = seconds
        self.json = None
        if out.lstrip().startswith("{"):
            self.json = json.loads(out)

    @property
    def error(self):
        """The error's code, e.g. "card-foreign"; None if there was none."""
        return (self.json or {}).get("error", {}).get("code")

    def __str__(self):
        return (
            f"$ keywright-cli {' '.join(self.arguments)}\n{self.out}{self.err}"
            f"exit {self.code} after {self.seconds:.2f} s"
        )


class Unexpected(AssertionError):
    """A command ended otherwise than the test says it must."""


class Station:
    """A data folder with its own encoder. Use as a context manager, or call close()."""

    def __init__(
        self, timing="none", encoder=True, passphrase=PASSPHRASE, secret_service=False
    ):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="keywright-test-"))
        self.data = self.folder / "data"
        self.secret_service = secret_service
        self.passphrase_file = None
        if passphrase is not None:
            self.passphrase_file = self.write("passphrase", passphrase + "\n")
        self.environment = {}
        self.program = CLI
        self.n_cards = 0
        self.children = []
        self.emulator = None
        try:
            if encoder:
                self.emulator = Emulator(self.folder, timing)
        except BaseException:
            self.close()
            raise

    @classmethod
    def ready(cls, hotel=HOTEL, **options):
        """A station with a property and keys, whose sealed file opens quickly. All stations of a
        program have the same keys."""
        station = cls(**options)
        try:
            station.take_prepared(hotel)
        except BaseException:
            station.close()
            raise
        return station

    def set_up(self, hotel=HOTEL):
        self.ok("property", "import", str(hotel))
        self.ok("keys", "create")

    def take_prepared(self, hotel=HOTEL):
        """What set_up() and reseal() do, from a copy: hundreds of tests begin with it."""
        with _preparing:
            shutil.copytree(_prepare(hotel), self.data)

    def reseal(self):
        """Seals the keys anew at the lowest cost: tests open them hundreds of times."""
        if RESEAL.exists():
            subprocess.run(
                [RESEAL, self.data / "vault", PASSPHRASE, "site-keys"],
                env=clean_environment(),
                check=True,
            )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        for child in self.children:
            end_process(child)
        if self.emulator is not None:
            self.emulator.close()
            self.emulator = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, name, text):
        """A file in the station's folder (not in its data folder), readable by its owner only."""
        path = self.folder / name
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text)
        return path

    def sibling(self):
        """Another data folder on the same encoder: another hotel's station, or a second one."""
        other = Station(encoder=False)
        other.environment["KEYWRIGHT_ENCODER"] = self.emulator.connection
        return other

    # --- the command line

    def command_line(self, *arguments, json=True, wait=0, now=None):
        """What cli() runs, as a list. NOW (a datetime or text) fakes the time with faketime."""
        words = []
        if now is not None:
            words += ["faketime", "-f", f"@{now:%Y-%m-%d %H:%M:%S}"]
        words += [str(self.program), "--data", str(self.data)]
        if not self.secret_service:
            words.append("--no-secret-service")
        if wait is not None:
            words += ["--wait", str(wait)]
        if json:
            words.append("--json")
        if self.emulator is not None and not any(a.startswith("--encoder") for a in arguments):
            words += ["--encoder", self.emulator.connection]
        if self.passphrase_file and not any(a.startswith("--passphrase-file") for a in arguments):
            words += ["--passphrase-file", str(self.passphrase_file)]
        return words + [str(a) for a in arguments]

    def environment_of(self, now=None, **more):
        more = {**self.environment, **more}
        more.setdefault("KEYWRIGHT_WORKER", WORKER)
        if now is not None:
            # Deadlines run on: only the wall clock is another one.
            more.setdefault("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            more.setdefault("DONT_FAKE_MONOTONIC", "1")
        return clean_environment(**more)

    def cli(self, *arguments, json=True, wait=0, now=None, env=None, stdin=None, seconds=60):
        """Runs a command to its end. WAIT: seconds to wait for a card, None = the program's own."""
        arguments = [str(a) for a in arguments]
        started = time.monotonic()
        process = subprocess.run(
            self.command_line(*arguments, json=json, wait=wait, now=now),
            env=self.environment_of(now, **(env or {})),
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=seconds,
            start_new_session=True,  # no terminal to ask at
        )
        return Answer(
            arguments,
            process.returncode,
            process.stdout.decode(),
            process.stderr.decode(),
            time.monotonic() - started,
        )

    def start(self, *arguments, json=True, wait=20, now=None, env=None, **more):
        """Starts a command and gives its subprocess.Popen; finish() waits for it."""
        child = subprocess.Popen(
            self.command_line(*arguments, json=json, wait=wait, now=now),
            env=self.environment_of(now, **(env or {})),
            **{
                "stdin": subprocess.DEVNULL,
                "stdout": subprocess.PIPE,
                "stderr": subprocess.PIPE,
                "start_new_session": True,
                **more,
            },
        )
        self.children.append(child)
        return child

    def finish(self, child, seconds=60):
        """Waits for what start() started."""
        started = time.monotonic()
        out, err = child.communicate(timeout=seconds)
        self.children.remove(child)
        return Answer(
            [str(a) for a in child.args[1:]],
            child.returncode,
            out.decode(),
            err.decode(),
            time.monotonic() - started,
        )

    def kill(self, child):
        """kill -9, as the power cut does it."""
        os.kill(child.pid, signal.SIGKILL)
        return self.finish(child)

    def check_shape(self, answer):
        """What --json printed has the shape that docs/cli.md promises, and fits the exit code."""
        if answer.json is None:
            raise Unexpected(f"expected a JSON document\n{answer}")
        if "error" in answer.json:
            SHAPES.check("error", answer.json)
            kind = answer.json["error"]["kind"]
            if KIND_CODES[kind] != answer.code:
                raise Unexpected(f"kind and exit code do not fit\n{answer}")
            return
        for option in ("--help", "--version"):
            if option in answer.arguments:
                SHAPES.check(option, answer.json)
                return
        words = [word for word in answer.arguments if not word.startswith("-")]
        for n in (3, 2):
            if " ".join(words[:n]) in SHAPES.commands:
                SHAPES.check(" ".join(words[:n]), answer.json)
                return

    def expect(self, code, *arguments, error=None, **options):
        """Runs a command that must end with CODE (and this error); gives its Answer."""
        answer = self.cli(*arguments, **options)
        if options.get("json", True):
            self.check_shape(answer)
        if answer.code != code or (error is not None and answer.error != error):
            raise Unexpected(f"expected exit {code} {error or ''}\n{answer}")
        return answer

    def ok(self, *arguments, **options):
        """Runs a command that must end with 0; gives its Answer."""
        return self.expect(DONE, *arguments, **options)

    def try_door(self, room, **options):
        """Shows the card on the encoder to a door; gives "OPEN" or the reason's word."""
        return self.try_lock("--room", room, **options)

    def try_lock(self, *arguments, **options):
        answer = self.cli("door", "try", *arguments, **options)
        if answer.code not in (DONE, REFUSED) or answer.json is None or "answer" not in answer.json:
            raise Unexpected(f"expected an answer of the lock\n{answer}")
        return answer.json["answer"]

    # --- cards

    def lay(self, *names):
        """These cards, and no other, lie on the encoder now."""
        self.emulator.take()
        self.emulator.put(*names)

    def lay_new(self, medium="classic1k", uid=None, name=None):
        """A factory-new card lies on the encoder now, alone; gives its name in the emulator."""
        self.n_cards += 1
        if uid is None:
            uid = f"{0x04C0FF00 + self.n_cards:08x}" + ("" if "classic" in medium else "5a6b7c")
        name = self.emulator.new(medium, uid, name or f"card{self.n_cards}")
        self.lay(name)
        return name


_preparing = threading.Lock()


@functools.lru_cache
def _prepare(hotel):
    """A data folder with a property and keys, made once in a program."""
    station = Station(encoder=False)
    atexit.register(station.close)
    station.set_up(hotel)
    station.reseal()
    return station.data


# --- running a file of tests as TAP


class _TapResult(unittest.TestResult):
    def __init__(self, prefix):
        super().__init__()
        self.prefix = prefix
        self.n_failed = 0

    def _say(self, test, good, tail="", detail=""):
        name = test.id().split(".", 1)[-1].replace("test_", "").replace("_", "-").replace(".", "/")
        self.n_failed += not good
        print(f"{'ok' if good else 'not ok'} {self.testsRun} - {self.prefix}/{name}{tail}")
        for line in detail.splitlines():
            print(f"# {line}")
        sys.stdout.flush()

    def addSuccess(self, test):
        self._say(test, True)

    def addFailure(self, test, err):
        self._say(test, False, detail=self._exc_info_to_string(err, test))

    def addError(self, test, err):
        if isinstance(test, unittest.suite._ErrorHolder):  # a class that could not be set up
            self.testsRun += 1
        self._say(test, False, detail=self._exc_info_to_string(err, test))

    def addSubTest(self, test, subtest, err):
        if err is not None:  # the test itself gets its line in stopTest()
            detail = self._exc_info_to_string(err, test)
            self.sub_failures.append(f"{subtest._subDescription()}\n{detail}")

    def startTest(self, test):
        super().startTest(test)
        self.sub_failures = []

    def stopTest(self, test):
        if self.sub_failures:
            self._say(test, False, detail="\n".join(self.sub_failures))

    def addSkip(self, test, reason):
        self._say(test, True, tail=f" # SKIP {reason}")

    def addExpectedFailure(self, test, err):
        self._say(test, True)

    def addUnexpectedSuccess(self, test):
        self._say(test, False, tail=" should have failed")


def main(prefix):
    """Runs the tests of __main__, or those whose name contains an argument, or those not of the
    classes named !CLASS; exits with 0 or 1."""
    missing = [str(program) for program in (CLI, WORKER, EMULATOR) if not program.exists()]
    if missing:
        print(f"Bail out! not built: {' '.join(missing)}")
        sys.exit(1)
    loader = unittest.TestLoader()
    suite = loader.loadTestsFromModule(sys.modules["__main__"])
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    wanted = [argument for argument in arguments if not argument.startswith("!")]
    unwanted = {argument[1:] for argument in arguments if argument.startswith("!")}
    if wanted:
        loader.testNamePatterns = [f"*{word}*" for word in wanted]
        suite = loader.loadTestsFromModule(sys.modules["__main__"])
    suite = unittest.TestSuite(
        tests for tests in suite if not {type(test).__name__ for test in tests} & unwanted
    )
    result = _TapResult(prefix)
    suite.run(result)
    print(f"1..{result.testsRun}")
    sys.exit(1 if result.n_failed or not result.testsRun else 0)
