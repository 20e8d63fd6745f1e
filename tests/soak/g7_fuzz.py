"""G7: random and damaged files for every parser; out comes what they hold or our own refusal, soon and small."""

from __future__ import annotations

import json
import mmap
import os
import random
import re
import resource
import signal
import struct
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.soak.fuzzing import mutated, random_file, samples
from tests.soak.judging import Tally
from tests.soak.scenes import Stage

_MOST_MEMORY = 256 * 1024 * 1024
_LONGEST = 60
"""Seconds of one input after which the child is ended: it would not come back."""
_MOST_TOLD = 5


def missing() -> str | None:
    """Why no process can be forked here; None where it can."""
    return None if hasattr(os, "fork") else "this system has no fork"


def run(stage: Stage, folder: Path, count: int, chance: random.Random) -> Tally:
    """``count`` inputs for each parser, in a process that may have 256 MB of address space."""
    tally = Tally()
    seed = chance.randrange(1 << 30)
    good = samples(stage.template, folder)
    most: dict[str, float] = {"slowest": 0, "memory": 0}
    for parser, told in _in_children(good, count, seed, folder):
        tally.wrong += [f"{parser}: {one}" for one in told["wrong"]]
        tally.count("inputs", by=told["inputs"])
        tally.count("read", by=told["read"])
        tally.count("refused", by=told["refused"])
        tally.count("slower than a second", by=told["slow"])
        most = {name: max(most[name], told[name]) for name in most}
    tally.count("parsers", by=len(good))
    tally.count("ms the slowest", by=round(most["slowest"] * 1000))
    tally.count("MB the largest process", by=round(most["memory"] / 1024))
    return tally


def _in_children(
    good: Mapping[str, list[bytes]], count: int, seed: int, folder: Path
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What each parser's child counted, as many at once as there are processors."""
    waiting, running = list(good), dict[int, _Child]()
    while waiting or running:
        while waiting and len(running) < (os.cpu_count() or 1):
            child = _Child(waiting.pop(0), folder, seed)
            running[child.start(good[child.parser], count)] = child
        pid, status = os.wait()
        child = running.pop(pid)
        yield child.parser, child.told(status)


class _Child:
    """One parser in a process of its own; where that does not come to its end, the input it had reached is known."""

    def __init__(self, parser: str, folder: Path, seed: int) -> None:
        self.parser, self.seed = parser, seed
        self._folder = folder / f"fuzzed {parser}"
        self._folder.mkdir()
        self._reached = mmap.mmap(-1, 8)

    def start(self, good: list[bytes], count: int) -> int:
        process = os.fork()
        if process == 0:
            try:
                resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
                told = _try(self.parser, good, count, self.seed, self._folder, self._reached)
                (self._folder / "told.json").write_text(json.dumps(told))
                os._exit(0)
            finally:
                os._exit(1)
        return process

    def told(self, status: int) -> dict[str, Any]:
        if status == 0:
            return dict(json.loads((self._folder / "told.json").read_text()))
        at = struct.unpack("q", self._reached[:8])[0]
        nothing = {"read": 0, "refused": 0, "slow": 0, "slowest": 0, "memory": 0}
        return {**nothing, "inputs": at, "wrong": [f"ended with {status} at input {at} of {self.seed}"]}


def _try(parser: str, good: list[bytes], count: int, seed: int, folder: Path, reached: mmap.mmap) -> dict[str, Any]:
    parse = _parsers(folder)[parser]
    told: dict[str, Any] = {"inputs": 0, "read": 0, "refused": 0, "slow": 0, "slowest": 0.0, "wrong": []}
    for number in range(count):
        reached[:8] = struct.pack("q", number)
        chance = random.Random(f"{seed}/{parser}/{number}")
        data = random_file(chance) if chance.random() < 0.15 else mutated(good, parser, chance)
        signal.alarm(_LONGEST)
        start = time.process_time()
        wrong, read = _outcome(parse, data)
        seconds = time.process_time() - start
        signal.alarm(0)
        told["inputs"] += 1
        told["read" if read else "refused"] += 1
        if seconds >= 1:
            told["slow"] += 1
            sys.stderr.write(f"{parser}: input {number} of {seed} took {seconds:.2f} s\n")
        told["slowest"] = max(told["slowest"], seconds)
        if wrong and len(told["wrong"]) < _MOST_TOLD:
            told["wrong"].append(f"input {number} of {seed}: {wrong}: {data[:120]!r}")
    told["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return told


def _outcome(parse: Callable[[bytes], object], data: bytes) -> tuple[str, bool]:
    """What is wrong with what came out, in words or empty, and whether the file was read."""
    from salesctl.core.problems import Broken
    from salesctl.store.record_reading import Reading

    try:
        found = parse(data)
    except Broken as broken:
        return _unsaid(broken.problems), False
    except BaseException as error:  # noqa: BLE001  whatever it is, it is what this looks for
        return f"{type(error).__name__} {str(error)[:200]}", False
    if not isinstance(found, Reading):
        return "", True
    if found.record is None:
        return _unsaid(found.problems), False
    return "", not found.errors


def _unsaid(problems: Any) -> str:
    """A refusal says something, and not that the memory was short or a sentence is missing."""
    from salesctl.i18n import problem_text

    if not problems:
        return "refused without a reason"
    for one in problems:
        message, remedy = problem_text(one)
        if not message or not remedy or message == one.code or re.search("MemoryError|RecursionError", message):
            return f"{one.code}: {message}"
    return ""


def _parsers(folder: Path) -> dict[str, Callable[[bytes], object]]:
    """Each parser, as the program calls it."""
    from salesctl.store.import_map import read_map
    from salesctl.store.playbook.reading import read_playbook
    from salesctl.store.record_reading import examine
    from salesctl.store.tables import read_table
    from salesctl.store.team_file import read_team

    table = folder / "table"

    def tabled(data: bytes) -> object:
        table.write_bytes(data)
        return read_table(table)

    return {
        "record": lambda data: examine(data, "customer.yaml"),
        "playbook": lambda data: read_playbook(data, "playbook.yaml"),
        "team": lambda data: read_team(data, "team.yaml"),
        "csv": tabled,
        "xlsx": tabled,
        "map": lambda data: read_map(data, "map.yaml"),
    }
