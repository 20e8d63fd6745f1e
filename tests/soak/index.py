"""INDEX: after random edits of every kind, each looking command answers with the index what it answers without one."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from salesctl.desk import keeping
from tests.soak.index_edits import EDITS, FILES, HIDDEN, Place
from tests.soak.judging import Tally
from tests.soak.scenes import NOW, Stage, call

STEPS = 20
"""Edits in a sequence; some come two or three at once."""
_LOOKS = 3
_TRUST = 30_000_000
"""Nanoseconds after which a stamp is believed here, more than two ticks of any clock; at times they are waited for."""
_DAYS = (-120, -91, -90, -60, -1, 0, 0, 0, 0, 0, 1, 7, 30, 34, 35, 36, 60, 400)
"""Where the clock may jump to: inside of what rows hold, at its edges, and outside."""
_MINUTES = (0, 0, 0, 1, 60, 480, 1440, 4321)
READINGS = (
    ("overdue",), ("overdue", "--within", "3wd"), ("overdue", "--within", "60d", "--duties"), ("next",), ("inbox",),
    ("inbox", "--role", "boss"), ("list",), ("list", "--owner", "wang.lei", "--sort", "due"), ("list", "--text", "o"),
    ("list", "--status", "lost"), ("list", "--grade", "A"), ("board",), (), ("report", "register"),
    ("report", "funnel"), ("overdue", "--owner", "wang.lei"), ("overdue", "--exit-code"), ("check",),
)  # fmt: skip


def missing() -> None:
    """It runs everywhere."""


def run(stage: Stage, folder: Path, count: int, chance: random.Random) -> Tally:
    """``count`` sequences, each in a copy of the stage's workspace."""
    tally, root = Tally(), folder / "looked-at"
    # Among the samples are deals whose duties come back for years.
    call(["init", str(folder / "samples"), "--no-git", "--demo", "--now", NOW, "--user", "wang.lei"])
    for path in (folder / "samples" / "customers").glob("*.yaml"):
        shutil.copy(path, stage.template / "customers")
    with _impatient():
        for _ in range(count):
            seed = chance.randrange(1 << 30)
            shutil.copytree(stage.template, root)
            tally.wrong += [f"sequence {seed}: {one}" for one in _play(stage, root, random.Random(seed), tally)]
            tally.count("sequences")
            shutil.rmtree(root)
    return tally


@contextmanager
def _impatient() -> Iterator[None]:
    before = keeping._TRUST
    keeping._TRUST = _TRUST  # type: ignore[misc]
    try:
        yield
    finally:
        keeping._TRUST = before  # type: ignore[misc]


def _play(stage: Stage, root: Path, chance: random.Random, tally: Tally) -> list[str]:
    place, told = Place(root, stage, chance), datetime.fromisoformat(NOW)
    for number in range(STEPS):
        told += timedelta(minutes=chance.choice(_MINUTES))
        place.now = (told + timedelta(days=chance.choice((0, 0, 0, 0, 40)))).isoformat()
        names = []
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            edit = chance.choice(EDITS)
            names.append(edit.__name__.strip("_"))
            # What an edit finds to work on may be gone: then it is another edit, or none.
            with suppress(OSError):
                edit(place)
            tally.count("edits")
        if chance.random() < 0.5:
            time.sleep(2 * _TRUST / 1e9)
        for _ in range(_LOOKS):
            words = chance.choice(READINGS)
            now = told + timedelta(days=chance.choice(_DAYS))
            if unlike := differing(root, (*words, *chance.choice(((), ("--json",)))), now, chance.choice("eez")):
                return [f"edit {number}, {', '.join(names)}: {' '.join(words)} at {now}: {unlike}"]
            tally.count("answers compared")
    return []


def differing(root: Path, words: tuple[str, ...], now: datetime, lang: str) -> str:
    """How the answer with the index, as it is, differs from that without one; the index stays as the answer left it."""
    told = ["-C", str(root), "--now", now.isoformat(), "--user", "wang.lei", "--lang", "zh" if lang == "z" else "en"]
    line = [*words, *told]
    found = call(line)
    aside = root.parent / "aside"
    aside.mkdir()
    _carry(root / HIDDEN, aside)
    without = call(line)
    _carry(root / HIDDEN, None)
    _carry(aside, root / HIDDEN)
    aside.rmdir()
    if found == without:
        return ""
    parts = [
        f"{one!r:.600}\nand not\n{other!r:.600}" for one, other in zip(found, without, strict=True) if one != other
    ]
    return "\n".join(parts)


def _carry(source: Path, target: Path | None) -> None:
    for name in FILES:
        with suppress(FileNotFoundError):
            if target is None:
                (source / name).unlink()
            else:
                (source / name).rename(target / name)
