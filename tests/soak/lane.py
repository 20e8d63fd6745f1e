"""LANE: what the fast lane takes, the exact lane reads as the same record, and has nothing to say about the file."""

from __future__ import annotations

import random
from pathlib import Path

from salesctl.core.events import Record
from salesctl.store.fast_lane import fast_record
from salesctl.store.record_reading import examine
from tests.soak.judging import Tally
from tests.soak.lane_files import changed, written
from tests.soak.scenes import Stage

_OF_EACH = 25
"""How many files are made out of one."""
_FILE = "customers/acme-k7m2q9xd.yaml"
_MOST_TOLD = 10


def missing() -> None:
    """Every computer can read twice."""


def run(stage: Stage, folder: Path, count: int, chance: random.Random) -> Tally:
    """``count`` files: records as they are written, each then changed in many ways."""
    tally = Tally()
    seed, text = chance.randrange(1 << 40), ""
    for number in range(count):
        own = random.Random(f"{seed}/{number}")
        as_written = number % _OF_EACH == 0
        if as_written:
            text = written(own)
        data = text.encode() if as_written else changed(text, own)
        taken = _compare(data, f"file {number} of {seed}", tally)
        tally.count("as written" if as_written else "changed")
        tally.count("as written, taken by the fast lane" if as_written else "changed, taken by it", by=int(taken))
    tally.wrong = tally.wrong[:_MOST_TOLD]
    return tally


def _compare(data: bytes, what: str, tally: Tally) -> bool:
    """Whether the fast lane took the file."""
    try:
        fast = fast_record(data)
    except Exception as error:  # noqa: BLE001  whatever it is, it is what this looks for
        tally.wrong.append(f"{what}: {type(error).__name__} {error}: {data[:300]!r}")
        return False
    if fast is None:
        return False
    exact = examine(data, _FILE)
    if exact.problems:
        tally.wrong.append(f"{what}: taken, and {exact.problems[0].code}: {data[:300]!r}")
    elif not isinstance(exact.record, Record) or _all_of(fast) != _all_of(exact.record):
        tally.wrong.append(f"{what}: {_all_of(fast)[:300]} is not {_all_of(exact.record)[:300]}")
    return True


def _all_of(record: Record | None) -> str:
    """Everything in a record: values with their types, the order of keys, moments with their zones, lines."""
    return repr(record)
