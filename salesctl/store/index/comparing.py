"""What a pass over the folder saw against what the index was told of: which rows hold, and what has to be read."""

from __future__ import annotations

import stat
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from salesctl.core.problems import Place, Problem
from salesctl.store.index.scan import FIELDS
from salesctl.store.index.shapes import Kept
from salesctl.store.index.sight import Sight, Stamp, in_order, split
from salesctl.store.workspace import passed_over

_CHUNK = 256
_SIZE = FIELDS * array("q").itemsize


class Todo(Struct, frozen=True):
    """A file to read. ``digest``: what it held when its rows were kept; they hold still where it does."""

    file: str
    stamp: Stamp
    digest: bytes | None = None
    kept: Kept | None = None


class Before(Struct, frozen=True):
    """What the base was told of the folder: all entries and their numbers, as a pass saw them; the files that it has
    rows of, in their order; entries whose file is to be read again, with what it held; what was passed over, and why.
    """

    names: bytes
    numbers: bytes
    files: Callable[[], Sequence[str]]
    again: Mapping[int, bytes]
    passed: Sequence[tuple[str, str]]


class Compared(Struct):
    """``hidden`` are the places of the base's files whose rows do not hold; ``learned`` are frames that do."""

    todo: list[Todo] = field(default_factory=list)
    learned: dict[str, Kept] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def read_all(sight: Sight) -> Compared:
    """Nothing is known of any file."""
    files, problems = sight.files()
    return Compared([Todo(name, sight.stamp(at)) for name, at in files], problems=problems)


def compare(sight: Sight, before: Before, frames: Mapping[str, Kept]) -> Compared:
    """What became of each file since; ``frames`` are rows of files that were read since the base was laid."""
    changed, gone = _differing(sight, before)
    if not (changed or gone or before.again or frames):
        return Compared(problems=_passed(sight, before.passed))
    names = split(before.names)
    again = {names[at]: digest for at, digest in before.again.items()}
    where = dict(zip(sight.names, range(len(sight.names)), strict=True))
    places = {name: at for at, name in enumerate(before.files())}
    doubtful = {*changed, *again, *(name for name in frames if name in where)} - gone
    passed = [one for one in before.passed if one[0] not in changed and one[0] not in gone]
    found = Compared(hidden={places[name] for name in gone if name in places})
    for name in sorted(doubtful, key=lambda one: one.split("/")):
        at = where[name]
        stamp, mode, kept = sight.stamp(at), sight.mode(at), frames.get(name)
        code = "" if stat.S_ISDIR(mode) else passed_over(name.rpartition("/")[2], mode)
        if code is not None:
            if name in changed and code:
                passed.append((name, code))
        elif kept is not None and kept.stamp == stamp:
            if kept.young:
                found.todo.append(Todo(name, stamp, kept.digest, kept))
            else:
                found.learned[name] = kept
        elif name in changed:
            found.todo.append(Todo(name, stamp))
        elif name in again:
            found.todo.append(Todo(name, stamp, again[name] or None))
        else:
            continue
        if name in places:
            found.hidden.add(places[name])
    found.problems = _passed(sight, passed)
    return found


def _passed(sight: Sight, passed: Iterable[tuple[str, str]]) -> list[Problem]:
    told = [Problem(code, {}, Place(name), severity="warn") for name, code in passed]
    return in_order([*told, *sight.problems])


def _differing(sight: Sight, before: Before) -> tuple[set[str], set[str]]:
    """Entries that are new or not what they were, and entries that are gone."""
    now = sight.numbers.tobytes()
    if before.names == sight.joined:
        if before.numbers == now:
            return set(), set()
        names = sight.names
        return {names[at] for at in _places(before.numbers, now)}, set()
    old = dict(zip(split(before.names), _each(before.numbers), strict=True))
    new = dict(zip(sight.names, _each(now), strict=True))
    return {name for name, _ in new.items() - old.items()}, set(old.keys() - new.keys())


def _places(before: bytes, now: bytes) -> Iterator[int]:
    """Where two columns of the same length differ."""
    step = _CHUNK * _SIZE
    for start in range(0, len(now), step):
        if before[start : start + step] == now[start : start + step]:
            continue
        for at in range(start, min(start + step, len(now)), _SIZE):
            if before[at : at + _SIZE] != now[at : at + _SIZE]:
                yield at // _SIZE


def _each(numbers: bytes) -> list[bytes]:
    return [numbers[at : at + _SIZE] for at in range(0, len(numbers), _SIZE)]
