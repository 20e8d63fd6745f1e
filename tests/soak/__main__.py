"""`python -m tests.soak`: run the proofs, print their figures, and with ``--record`` put them into the page."""

from __future__ import annotations

import argparse
import importlib
import json
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.soak.judging import Tally
from tests.soak.page import order
from tests.soak.scenes import hermetic, prepare

HERE = Path(__file__).parent
GOALS = {path.stem.partition("_")[0].upper(): path.stem for path in HERE.glob("g[0-9]*_*.py")} | {
    "LANE": "lane",
    "INDEX": "index",
}
"""Each goal is a module with `missing() -> reason or None` and `run(stage, folder, count, chance) -> Tally`."""
USUAL = {
    "G1": 2000,
    "G2": 2,
    "G3": 300,
    "G4": 100,
    "G5": 200,
    "G7": 2000,
    "G8": 10,
    "G9": 30,
    "G11": 2,
    "G12": 1,
    "LANE": 20000,
    "INDEX": 20,
}
"""How much of a goal is run when nothing is said: less than ten minutes for all."""
NAMED = {"G11", "G13"}
"""They make environments of their own, with packages from the network, and are run only when named."""
OTHERWISE = 1000
CANNOT = 77
"""The exit code where this computer cannot run a goal."""


def run(goal: str, count: int, seed: int) -> tuple[Tally, float] | str:
    """One goal in a folder of its own: what it counted, and in how many seconds; or why it cannot be run here."""
    module = importlib.import_module(f"tests.soak.{GOALS[goal]}")
    if reason := module.missing():
        return str(reason)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="salesctl-soak-") as made:
        folder = Path(made).resolve()
        tally = module.run(prepare(folder), folder, count, random.Random(seed))
    return tally, time.monotonic() - start


def main() -> int:
    """Exit code 0 when every proof that was asked for holds, 77 where one could not be run here."""
    asked = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    asked.add_argument("--goal", action="append", choices=sorted(GOALS), help="one of the goals; without it all")
    asked.add_argument(
        "--count", type=int, help="how many kills, commands, faults, cuts, edits, inputs, sequences, mutants"
    )
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--record", action="store_true", help="write the figures into docs/reliability.md")
    told = asked.parse_args()
    hermetic()
    worst = 0
    for goal in told.goal or sorted(GOALS.keys() - NAMED, key=order):
        count = told.count if told.count is not None else USUAL.get(goal, OTHERWISE)
        found = run(goal, count, told.seed)
        if isinstance(found, str):
            sys.stdout.write(json.dumps({"goal": goal, "skipped": found}) + "\n")
            worst = worst or CANNOT
            continue
        tally, seconds = found
        figures = {"goal": goal, "count": count, "seed": told.seed, "seconds": round(seconds, 1), **tally.counts}
        sys.stdout.write(json.dumps(figures | {"wrong": tally.wrong}, ensure_ascii=False) + "\n")
        sys.stdout.flush()
        worst = 1 if tally.wrong else worst
        if told.record:
            from tests.soak.page import record

            record(goal, count, told.seed, seconds, tally)
    return worst


if __name__ == "__main__":
    sys.exit(main())
