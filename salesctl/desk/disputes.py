"""What two people changed in different ways: said with both values and both names, or decided for one side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote

from salesctl.core.events import Event, Value
from salesctl.core.merging import Conflict, Side, merge
from salesctl.core.problems import Broken, Place, Problem
from salesctl.store import git_exchange as exchange
from salesctl.store.git import git
from salesctl.store.git_merges import Sides, unmerged
from salesctl.store.merged_text import merge_texts
from salesctl.store.record_blocks import blocks_of, with_tail_of
from salesctl.store.weaving import Weaver
from salesctl.store.workspace import read_file
from salesctl.store.writing import Change, Lock, save


def disputes(root: Path, paths: Sequence[str], theirs: str) -> list[Problem]:
    """Every disagreement of the merge under way, with who wrote what."""
    sides = {one.path: one for one in unmerged(root)}
    found: list[Problem] = []
    for path in paths:
        who = exchange.last_author(root, f"HEAD..{theirs}", path)
        if path in sides:
            found += _of_customer(sides[path], who)
        else:
            found.append(Problem("sync.file", {"who": who}, Place(path)))
    return [*found, Problem("sync.choose", {}, None, None, "info")]


def take(root: Path, paths: Sequence[str], side: Side, lock: Lock) -> None:
    """Decide every disagreement for one side; what only one side has changed stays in any case.

    Raises Broken (exit code 5) where a file can't be decided so.
    """
    sides = {one.path: one for one in unmerged(root)}
    for path in paths:
        one = sides.get(path)
        if path.startswith("../") or (one is None and not git(root, ["checkout", f"--{side}", "--", path]).ok):
            raise Broken(Problem("sync.file", {"who": ""}, Place(path)), exit_code=5)
        if one is not None and one.ours is not None and one.theirs is not None:
            now = read_file(root / path, path)
            text = _decided(one.base, one.ours, one.theirs, path, side).encode()
            save(root, [Change(path, now, text)] if text != now else [], lock)
        exchange.settle(root, path)


def _decided(base: bytes | None, ours: bytes, theirs: bytes, path: str, side: Side) -> str:
    origin = blocks_of(base, path) if base else None
    left, right = (blocks_of(one, path) for one in (ours, theirs))
    if origin is not None:
        left, right = with_tail_of(left, origin), with_tail_of(right, origin)
    merged = merge(origin.record if origin else None, left.record, right.record, side)
    return Weaver(origin, left, right, merged, marks=False).text()


def _of_customer(sides: Sides, who: str) -> Iterator[Problem]:
    place = Place(sides.path)
    if sides.ours is None or sides.theirs is None:
        yield Problem("sync.deleted", {"who": who}, place)
        return
    try:
        merged = merge_texts(sides.base, sides.ours, sides.theirs, sides.path).merged
    except Broken as broken:
        yield from broken.problems
        return
    name = str(merged.record.card.get("name", ""))
    for one in merged.conflicts:
        yield _told(one, {"who": who, "name": name}, place, merged.record.id)


def _told(one: Conflict, params: dict[str, object], place: Place, customer: str) -> Problem:
    match one.path:
        case ("history", event):
            what = next((held.what for held in (one.ours, one.theirs) if isinstance(held, Event)), "")
            return Problem("sync.event", {**params, "event": event, "what": what}, place)
        case ("card", _, person):
            return Problem("sync.contact", {**params, "person": person}, place)
        case _:
            key = one.path[-1]
            values = {"key": key, "mine": _shown(one.ours), "theirs": _shown(one.theirs), "before": _shown(one.base)}
            theirs = one.theirs if isinstance(one.theirs, str) and one.path[0] == "card" else None
            command = f"edit {customer} --set {quote(f'{key}={theirs}')}" if theirs is not None else None
            return Problem("sync.field", {**params, **values}, place, command)


def _shown(value: Value | Event | None) -> str:
    return value if isinstance(value, str) else "–" if value is None else "…"
