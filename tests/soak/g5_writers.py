"""G5: many writers at once on eight customers; every edit is there, and nobody is turned away.

How long the unluckiest waited is reported and not judged: it says as much about the computer as about the program.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from salesctl.store.locking import Lock
from tests.soak.judging import Tally
from tests.soak.scenes import TOLD, Stage, call
from tests.soak.states import leftovers, unreadable

WRITERS = 8
_CUSTOMERS = 8


def missing() -> str | None:
    """Why no process can be forked here; None where it can."""
    return None if hasattr(os, "fork") else "this system has no fork"


def run(stage: Stage, folder: Path, count: int, chance: random.Random) -> Tally:
    """Eight processes with ``count`` operations each."""
    tally = Tally()
    root = folder / "work"
    shutil.copytree(stage.template, root)
    files = sorted((root / "customers").glob("*.yaml"))
    chosen = [path.stem.rpartition("-")[2] for path in chance.sample(files, _CUSTOMERS)]
    before = "".join(path.read_text() for path in files).count("\n- at: ")
    seeds = [chance.randrange(1 << 30) for _ in range(WRITERS)]
    processes = [_fork(partial(_write, root, n, chosen, count, seeds[n], folder)) for n in range(WRITERS)]
    for process in processes:
        _, status = os.waitpid(process, 0)
        if status:
            tally.wrong.append(f"a writer ended with {status}")
    _compare(root, folder, before, tally)
    return tally


def _compare(root: Path, folder: Path, before: int, tally: Tally) -> None:
    """What the writers were told, against what is there."""
    told = [json.loads(path.read_text()) for path in sorted(folder.glob("writer-*.json"))]
    marks = [mark for one in told for mark in one["marks"]]
    text = "".join(path.read_text() for path in sorted((root / "customers").glob("*.yaml")))
    there = re.findall(r"mark-\d+-\d+\.", text)
    tally.count("writers", by=len(told))
    tally.count("operations", by=len(marks))
    tally.count("refused", by=sum(one["refused"] for one in told))
    tally.count("lost", by=len(set(marks) - set(there)))
    tally.count("ms the longest wait for the lock", by=round(max(one["wait"] for one in told) * 1000))
    tally.count("ms the longest operation", by=round(max(one["longest"] for one in told) * 1000))
    if sorted(there) != sorted(marks) or text.count("\n- at: ") != before + len(marks):
        tally.wrong.append(f"{len(marks)} acknowledged, {len(set(there))} there, {len(there)} times")
    for path in sorted((root / "customers").glob("*.yaml")):
        counters = [int(one) for one in re.findall(r"""(?m)^\s*id: ["']?(\d+)-""", path.read_text())]
        if counters != list(range(1, len(counters) + 1)):
            tally.wrong.append(f"{path.name}: events are not in one order")
    tally.wrong += [f"unreadable {one}" for one in unreadable(root)] + [f"left over {one}" for one in leftovers(root)]
    tally.wrong += [refusal for one in told for refusal in one["refusals"]]


def _write(root: Path, number: int, customers: list[str], count: int, seed: int, folder: Path) -> None:
    chance = random.Random(seed)
    marks, refusals, longest = [], [], 0.0
    waits = _watched()
    for step in range(count):
        mark = f"mark-{number}-{step}."
        start = time.monotonic()
        code, out, err = call([chance.choice(("note", "log")), chance.choice(customers), mark, "-C", str(root), *TOLD])
        longest = max(longest, time.monotonic() - start)
        if code == 0:
            marks.append(mark)
        else:
            refusals.append(f"exit {code}: {out[-300:]}{err[-200:]}")
    told = {"marks": marks, "refused": len(refusals), "refusals": refusals[:3], "longest": longest}
    told["wait"] = max(waits)
    (folder / f"writer-{number}.json").write_text(json.dumps(told))


def _watched() -> list[float]:
    """Seconds that each taking of the lock takes from now on."""
    waits: list[float] = []
    take = Lock._take

    def timed(self: Lock) -> bool:
        start = time.monotonic()
        try:
            return take(self)
        finally:
            waits.append(time.monotonic() - start)

    Lock._take = timed  # type: ignore[method-assign]
    return waits


def _fork(work: Callable[[], None]) -> int:
    process = os.fork()
    if process == 0:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    return process
