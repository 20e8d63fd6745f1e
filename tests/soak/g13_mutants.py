"""G13: of small faults put into the store, the merge and the sanitiser, the tests notice at least nine in ten."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.soak.judging import Tally
from tests.soak.mutating import Mutant, mutants_of
from tests.soak.scenes import Stage

ROOT = Path(__file__).parents[2]
WANTED = 90
"""Percent of the mutants that make a difference."""
MODULES = (
    "salesctl/store/*.py", "salesctl/core/merging.py", "salesctl/core/picking.py", "salesctl/core/rows.py",
    "salesctl/core/contradictions.py", "salesctl/render/clean.py",
)  # fmt: skip
TESTS = (
    "tests/store", "tests/core/test_merging.py", "tests/core/test_contradictions.py",
    "tests/core/test_calendar_published.py", "tests/render/test_clean.py", "tests/cli/test_git_merge.py",
    "tests/cli/test_check_history.py", "tests/cli/test_doctor.py", "tests/cli/test_forget.py",
    "tests/cli/test_sync.py", "tests/cli/bad_input/test_hostile_text.py", "tests/cli/workspace/test_init.py",
    "tests/intake/test_map.py",
)  # fmt: skip
_LONGEST = 20.0
"""Seconds of tests that a mutant is tried with: those named after the module, then the quickest. What more would
find is not counted."""
EXCUSED = Path(__file__).with_name("equivalent_mutants.json")


def missing() -> str | None:
    """Why processes cannot be forked here; None where they can."""
    return None if hasattr(os, "fork") else "needs fork"


def run(stage: Stage, folder: Path, count: int, chance: random.Random) -> Tally:
    """``count`` mutants, drawn from all. Those that are listed with a reason are counted apart."""
    del stage
    tally = Tally()
    every = every_mutant()
    excused = {tuple(one["mutant"]) for one in json.loads(EXCUSED.read_text(encoding="utf-8"))}
    tally.count("possible", by=len(every))
    worker = _Worker(folder)
    mapped = worker.ask({"map": list(TESTS)})
    if mapped["code"]:
        tally.wrong.append("the tests fail without any mutant")
        return tally
    survived: list[str] = []
    for one in chance.sample(every, min(count, len(every))):
        if one.key in excused:
            tally.count("listed as making no difference")
            continue
        tests, seconds = _near(one, mapped)
        asked = {"path": one.path, "place": one.place, "tests": tests, "seconds": int(10 + 5 * seconds)}
        end = worker.ask(asked) if tests else "survived"
        tally.count("tried")
        tally.count(end)
        if end in ("survived", "odd"):
            survived.append(_described(one, tests))
            sys.stderr.write(survived[-1] + "\n")
    worker.end()
    noticed = tally.counts["tried"] - len(survived)
    tally.counts["percent noticed"] = noticed * 100 // max(1, tally.counts["tried"])
    if tally.counts["percent noticed"] < WANTED:
        tally.wrong += survived
    return tally


def every_mutant() -> list[Mutant]:
    """All that can be drawn, in one order."""
    paths = [str(path.relative_to(ROOT)) for pattern in MODULES for path in sorted(ROOT.glob(pattern))]
    return [one for path in paths for one in mutants_of(ROOT, path)]


def _near(one: Mutant, mapped: dict[str, Any]) -> tuple[list[str], float]:
    """The tests that enter its function, or its module where it stands in none or no test enters it
    (it may be called while tests are collected, or once for all), or any where the module has no function;
    the nearest first.
    """
    entered: dict[str, list[str]] = mapped["entered"]
    names = [f"{one.path}:{one.function}"]
    if not one.function or names[0] not in entered:
        names = [name for name in entered if name.startswith(one.path)]
    subject = Path(one.path).stem
    found = {test for name in names for test in entered.get(name, ())}
    tests = sorted(
        found or mapped["seconds"], key=lambda test: (subject not in test.partition("::")[0], mapped["seconds"][test])
    )
    chosen: list[str] = []
    spent = 0.0
    for test in tests:
        if chosen and spent + mapped["seconds"][test] > _LONGEST:
            break
        chosen.append(test)
        spent += mapped["seconds"][test]
    return chosen, spent


def _described(one: Mutant, tests: list[str]) -> str:
    return f"{one.path}:{one.line} {json.dumps(one.key[1:], ensure_ascii=False)} ({len(tests)} tests)"


class _Worker:
    def __init__(self, folder: Path) -> None:
        around = {"HYPOTHESIS_STORAGE_DIRECTORY": str(folder / "examples"), "PYTHONDONTWRITEBYTECODE": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.soak.mutant_worker"],
            cwd=ROOT, env=os.environ | around, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ask(self, asked: dict[str, Any]) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()
