# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Keywright authors
"""One cell: a job, stopped at one write in one way; then the card as a lock sees it, the register,
the next lay-down, and both again.

Right after the stop a card carries the old credential (o), the new one (n) or nothing that opens
(.); after the next lay-down it is as before (o), as asked for (n), a blank (b) or damaged (D).
"""

import collections
import queue
import threading
import time
import traceback

from bench import JOBS, OPEN_STATES, SOUND_FAILURES, UIDS, WAIT, Bench, Broken, demand
from station import DONE

# How a job is stopped. At write N: the card is gone before it, in its middle, after it; or the desk
# or the encoder's worker is killed when N writes have been done and the last is not answered yet;
# or the desk is killed some milliseconds after its last write, or after it was started.
TEARS = ("before", "middle", "after")
KILLS = ("desk killed", "worker killed")
TAIL = "desk killed late"
EARLY = "desk killed early"
# After a card that was taken away too early: the next lay-down is torn as well; or the clerk asks
# for the same again instead of looking what the card is.
TWICE = "torn twice"
AGAIN = "asked again"
# After such a card the desk that mends it is killed.
MENDING = "killed mending"

Cell = collections.namedtuple("Cell", "medium job how position")
Outcome = collections.namedtuple("Outcome", "torn ended trouble")

# The first instruction of a job that changes the card.
FIRST_WRITES = {
    ("classic1k", "issue"): "a0",
    ("classic1k", "re-issue"): "a0",
    ("classic1k", "renew"): "a0",
    ("classic1k", "return"): "a0",
    ("classic1k", "copy"): "a0",
    ("classic1k", "staff"): "a0",
    ("classic4k", "issue"): "a0",
    ("classic4k", "re-issue"): "a0",
    ("classic4k", "renew"): "a0",
    ("classic4k", "return"): "a0",
    ("classic4k", "copy"): "a0",
    ("classic4k", "staff"): "a0",
    ("desfire", "issue"): "ca",
    ("desfire", "re-issue"): "3d",
    ("desfire", "renew"): "3d",
    ("desfire", "return"): "fc",
    ("desfire", "copy"): "ca",
    ("desfire", "staff"): "ca",
}


class Run:
    """What all cells of a run share: where they start, how many writes each job takes."""

    def __init__(self, worker=None):
        self.worker = worker
        self.benches = []
        self.starts = {}
        self.bundles = {}
        self.n_writes = {}
        self.whole = {}  # what the card is like after a job that nobody disturbed

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for bench in self.benches:
            bench.close()

    def open_bench(self, medium):
        bench = Bench(medium, self.worker)
        self.benches.append(bench)
        return bench

    def prepare(self, medium, jobs):
        """Makes the starts of a medium, and runs every job once undisturbed."""
        bench = self.open_bench(medium)
        self.starts[medium] = bench.make_starts()
        self.bundles[medium] = bench.folder / "lock.json"
        for job in jobs:
            bench.go_to(self.starts[medium][JOBS[job].start], self.bundles[medium])
            bench.ok(*JOBS[job].command, wait=WAIT)
            self.n_writes[medium, job] = bench.emulator.stats()["writes"]
            self.whole[medium, job] = bench.look()
        return bench

    def list_cells(self, medium, job, how, every=1):
        """Positions 1..N of a tear; 0..N of a kill; each EVERY-th, the last always."""
        first = 0 if how in KILLS else 1
        last = self.n_writes[medium, job]
        return [
            Cell(medium, job, how, position)
            for position in range(first, last + 1)
            if (position - first) % every == 0 or position == last
        ]


# --- the stop


def stop(bench, cell, run):
    """Runs the job into its fault; gives the Answer, None if the desk was killed."""
    command = JOBS[cell.job].command
    if cell.how in (*TEARS, TWICE, AGAIN, MENDING):
        when = cell.how if cell.how in TEARS else "after"
        bench.emulator.fault(f"remove when={when} write={cell.position}")
        return bench.cli(*command, wait=WAIT)

    if cell.how in (TAIL, EARLY):
        child = bench.start(*command, wait=WAIT)
        if cell.how == TAIL:
            bench.wait_for_writes(child, run.n_writes[cell.medium, cell.job])
        time.sleep(cell.position / 1000)
        if child.poll() is None:
            bench.kill(child)
        else:  # a fast machine
            demand(bench.finish(child).code == DONE, "undisturbed, and not done")
        return None

    if cell.position == 0:
        bench.emulator.fault(f"dead op={FIRST_WRITES[cell.medium, cell.job]}")
    else:
        bench.emulator.fault(f"silence write={cell.position}")
    child = bench.start(*command, wait=WAIT)
    bench.wait_for_fault(child)
    if cell.how == "desk killed":
        bench.kill_desk(child)
        return None
    bench.kill_worker(child)
    return bench.finish(child)


# --- judging


def name_view(cell, start, view):
    if view.answer != "OPEN":
        return "."
    if start.view.answer == "OPEN" and view[:3] == start.view[:3]:
        return "o"
    return "n"


def judge_torn(cell, start, view):
    """What the lock makes of the card right after the stop."""
    torn = name_view(cell, start, view)
    if cell.job in ("re-issue", "renew"):
        demand(torn in "on", f"neither the old nor the new credential: the lock says {view.answer}")
    elif cell.job == "return":
        if cell.how == EARLY:
            return torn
        nothing_done = (cell.how in KILLS and cell.position == 0) or (
            cell.how == "before" and cell.position == 1
        )
        demand(torn in "o.", "a card that is taken back carries something new")
        demand(
            torn == "o" or not nothing_done, f"lost before its first write: {view.answer}"
        )
    else:
        demand(torn in ".n", "a blank carries something old")
    return torn


def judge_register_torn(cell, start, register, answer):
    """Nothing is done yet for the register, and it says where the job stopped. Gives whether it is
    done all the same, because the desk was killed too late."""
    issue = register.issue
    if cell.how == EARLY and register.n_acts == start.n_acts:
        demand(register.n_open == 0, "an open row without an act")
        return False
    late = cell.how in (TAIL, EARLY) and issue["state"] == "done"
    if answer is not None:
        demand(answer.code in SOUND_FAILURES, f"exit {answer.code}: {answer.out}{answer.err}")
        demand(answer.error is not None, "a failure without an error")
        demand(issue["state"] == "uncertain", f"the register says {issue['state']}")
        demand(bool(issue["step"]), "the register does not say at which step it stopped")
        if cell.how not in KILLS:
            demand(f"command {cell.position}," in issue["step"], f"the step: {issue['step']}")
    elif not late:
        demand(issue["state"] in OPEN_STATES, f"the register says {issue['state']}")
    demand(register.n_open == (0 if late else 1), f"{register.n_open} open rows")
    if not late:
        for number, row in register.credentials.items():
            demand(
                row["state"] != "live"
                or (number, row["revision"]) in {*start.beside, start.view[1:3]},
                f"{number} counts as live already",
            )
    return late


def judge_end(cell, run, start, view, register):
    """Register and card agree on how the job ended."""
    whole = run.whole[cell.medium, cell.job]
    ended = name_view(cell, start, view)
    live = register.live() - start.beside
    demand(register.n_open == 0, "an open row is left")
    demand(not register.discarded, "the register calls the card damaged, and it is not")
    if ended == ".":
        demand(set(view.keys) <= {"f", "-"}, f"neither whole nor blank: keys {view.keys}")
        demand(not live, f"a blank card, and live in the register: {live}")
        demand(cell.job in ("issue", "copy", "staff", "return"), "the card opens nothing any more")
        if register.n_acts == start.n_acts:
            demand(cell.job != "return", "a blank card, and nobody took it back")
            return "b"
        state = register.issue["state"]
        demand(
            state == ("done" if cell.job == "return" else "failed"),
            f"a blank card, and the {cell.job} is {state}",
        )
        return "b"
    demand(set(view.keys) == {"o"}, f"keys {view.keys} after the job's end")
    demand(
        live == {(view.credential, view.revision)}, f"card {view}, live in the register {live}"
    )
    if register.n_acts == start.n_acts:  # killed before it had decided anything
        demand(ended == "o", "an act that the register knows nothing of")
        return ended
    state = register.issue["state"]
    if ended == "o":
        demand(state == "failed", f"the card is as before, and the {cell.job} is {state}")
    else:
        demand(state == "done", f"the card is as asked for, and the {cell.job} is {state}")
        demand(view.keys == whole.keys, f"keys {view.keys}")
        demand(cell.job != "return", "a returned card opens")
    return ended


def judge_damaged(bench, cell, start, answer, register):
    """Only a trailer torn in its middle may end like this; the next card works. Plastic that nobody
    can write any more may open all the same (slot A is whole): the register must not forget it."""
    view = bench.look()
    demand(
        view.answer != "OPEN"
        or register.credentials[view.credential]["may_live_until_unix_s"] > time.time(),
        "the damaged card opens, and the register does not say so",
    )
    demand(cell.medium != "desfire" and cell.how == "middle", "damaged without a torn trailer")
    demand(answer.json["condition"] == "damaged", f"the desk says {answer.json['condition']}")
    demand(register.n_open == 0, "an open row is left")
    demand(register.discarded == 1, "the register does not discard the card")
    states = {
        row["state"]
        for number, row in register.credentials.items()
        if (number, row["revision"]) not in start.beside
    }
    demand("damaged" in states, f"no credential is damaged: {states}")
    demand(not states & {"live", "pending", "uncertain"}, f"a credential is {states}")
    plain = bench.cli("card", "read", json=False, wait=WAIT)
    demand("damaged" in plain.out.lower(), f"no sentence of its own: {plain}")
    refused = bench.cli(*JOBS["issue"].command, wait=WAIT)
    demand(refused.error == "card-damaged", f"it can still be issued: {refused}")
    bench.lay_new(cell.medium)
    bench.ok(*JOBS["issue"].command, wait=WAIT)
    demand(bench.try_door("305", wait=WAIT) == "OPEN", "the card instead of it does not open")
    return "D"


def lay_down_again(bench, cell, run, start):
    bench.emulator.fault("clear")
    bench.lay("card")
    if cell.how == MENDING:
        bench.emulator.stats(reset=True)
        bench.emulator.fault(f"silence write={cell.position % 3 + 1}")
        child = bench.start("card", "read", wait=WAIT)
        if bench.wait_for_fault(child, or_end=True):
            bench.kill_desk(child)
            bench.emulator.fault("clear")
        else:
            demand(bench.finish(child).code == DONE, "nothing to mend, and not done")
    if cell.how == TWICE:
        bench.emulator.fault(f"remove when={TEARS[cell.position % 2 * 2]} write={cell.position % 3 + 1}")
        answer = bench.cli("card", "read", wait=WAIT)
        demand(answer.code in (DONE, *SOUND_FAILURES), f"the second tear: {answer}")
        bench.emulator.fault("clear")
        bench.lay("card")
    command = JOBS[cell.job].command if cell.how == AGAIN else ("card", "read")
    answer = bench.cli(*command, wait=WAIT)
    demand(answer.code == DONE, f"the next lay-down fails: {answer}")
    view = bench.look()
    register = bench.register()
    if "x" in view.keys:
        ended = judge_damaged(bench, cell, start, answer, register)
    else:
        ended = judge_end(cell, run, start, view, register)
        demand(
            cell.how != AGAIN or ended == ("b" if cell.job == "return" else "n"),
            f"asked for again, and done, the card ended as {ended}",
        )
        # The view is that of a lock already; the station's own may be asked less often.
        if cell.position % 3 == 1:
            word = bench.try_door("305", wait=WAIT)
            demand((word == "OPEN") == (ended in "on"), f"{ended} at the door: {word}")
    if cell.position <= 1:
        bench.ok("journal", "verify")
    return ended


def run_cell(bench, cell, run):
    """Gives an Outcome; its trouble is None if everything is as it must be."""
    start = run.starts[cell.medium][JOBS[cell.job].start]
    torn = ended = "?"
    try:
        bench.go_to(start, run.bundles[cell.medium])
        answer = stop(bench, cell, run)
        view = bench.look()
        register = bench.register()
        torn = name_view(cell, start, view)
        judge_torn(cell, start, view)
        late = judge_register_torn(cell, start, register, answer)
        ended = lay_down_again(bench, cell, run, start)
        demand(not late or ended in "nb", "what the register calls done is not on the card")
    except Broken as problem:
        return Outcome(torn, ended, str(problem))
    except Exception:  # noqa: BLE001  a cell that cannot be run is a failed cell
        return Outcome(torn, ended, traceback.format_exc())
    return Outcome(torn, ended, None)


# --- many cells


def run_cells(run, cells, n_threads=4):
    """Runs cells side by side, each thread with its own stations; gives {cell: outcome}."""
    waiting = queue.SimpleQueue()
    outcomes = {}
    for cell in cells:
        waiting.put(cell)

    def work():
        benches = {}
        while True:
            try:
                cell = waiting.get_nowait()
            except queue.Empty:
                break
            if cell.medium not in benches:
                benches[cell.medium] = Bench(cell.medium, run.worker)
            outcomes[cell] = run_cell(benches[cell.medium], cell, run)
        for bench in benches.values():
            bench.close()

    threads = [threading.Thread(target=work) for _ in range(n_threads)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


LETTERS = (
    "Right after the stop, then after the next lay-down: o old, n new, . opens nothing yet, "
    "b blank, D damaged"
)


def print_table(outcomes, medium, job, hows, head="write"):
    """Positions across, how the job was stopped downwards."""
    rows = {how: {} for how in hows}
    for cell, outcome in outcomes.items():
        if cell.medium == medium and cell.job == job and cell.how in rows:
            mark = "!" if outcome.trouble else ""
            rows[cell.how][cell.position] = f"{outcome.torn}{outcome.ended}{mark}"
    positions = sorted({position for row in rows.values() for position in row})
    print(f"#\n# {medium}, {job}")
    print("#   " + f"{head:<17}" + "".join(f"{position:>4}" for position in positions))
    for how, row in rows.items():
        if row:
            print("#   " + f"{how:<17}" + "".join(f"{row.get(p, ''):>4}" for p in positions))


class Tap:
    """The results as TAP."""

    def __init__(self):
        self.n_tests = 0
        self.n_failed = 0

    def say(self, name, troubles):
        self.n_tests += 1
        self.n_failed += bool(troubles)
        print(f"{'not ok' if troubles else 'ok'} {self.n_tests} - {name}")
        for trouble in troubles:
            for line in str(trouble).splitlines():
                print(f"# {line}")

    def end(self):
        print(f"1..{self.n_tests}")
        return 1 if self.n_failed or not self.n_tests else 0


def list_troubles(outcomes, cells):
    return [
        f"{cell.medium}, {cell.job}, {cell.how} {cell.position}: {outcomes[cell].trouble}"
        for cell in cells
        if outcomes[cell].trouble
    ]


MEDIA = tuple(UIDS)
