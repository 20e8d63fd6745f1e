"""Events that a merge lost: a merge made by git alone, on a forge, or by hand, compared with what it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from salesctl.core.events import Event, Record
from salesctl.core.problems import Broken, Place, Problem
from salesctl.reports.found import Found
from salesctl.store.git_merges import (
    Merge,
    at,
    common_base,
    contents,
    differing,
    events_in,
    merge_at,
    merges,
    needed_repository,
)
from salesctl.store.git_setup import repository_of
from salesctl.store.record_lanes import examine
from salesctl.store.workspace import read_file, record_files

LOOKED_AT = 20
"""How many of the latest merges a check without a revision looks at."""


class Lost(Struct, frozen=True):
    """One event that ``parent`` had, that nobody took out, and that is in no customer's file now."""

    merge: Merge
    parent: str
    file: str
    id: str
    record: Record | None = None

    @property
    def event(self) -> Event | None:
        """The event itself; None where its file can't be read."""
        return next((one for one in self.record.history if one.id == self.id), None) if self.record else None


def found_lost(root: Path, revision: str | None = None, *, lately: bool = False) -> list[Found]:
    """Each lost event as a finding: of the merge that ``revision`` names, of the latest one, or of the latest ones.

    Raises Broken (exit code 2) where there is no such merge; ``lately`` finds nothing there.
    """
    if lately:
        return [_as_found(one) for one in lost_lately(root)]
    needed_repository(root)
    latest = merges(root, 1)
    if revision is None and not latest:
        raise Broken(Problem("git.no_merges"), exit_code=2)
    merge = merge_at(root, revision) if revision is not None else latest[0]
    return [_as_found(one) for one in lost_in(root, merge)]


def lost_lately(root: Path) -> list[Lost]:
    """What the latest merges lost; nothing outside a repository."""
    if repository_of(root) is None:
        return []
    return [one for merge in reversed(merges(root, LOOKED_AT)) for one in lost_in(root, merge)]


def lost_in(root: Path, merge: Merge) -> list[Lost]:
    """What one merge lost and nobody has brought back since.

    An event counts as lost when a side had added it, or both sides had it; what one side took out before is its own.
    """
    found = [one for at_parent in range(len(merge.parents)) for one in _missing(root, merge, at_parent)]
    if not found:
        return []
    found = _not_taken_out(root, merge, found)
    return list({(one.file, one.id): one for one in found if not _is_here(root, one)}.values())


def _missing(root: Path, merge: Merge, number: int) -> Iterator[Lost]:
    parent = merge.parents[number]
    changed = differing(root, parent, merge.commit)
    blobs = contents(root, [blob for pair in changed.values() for blob in pair if blob])
    kept: set[str] = set()
    for _, new in changed.values():
        kept |= events_in(blobs.get(new or ""))
    for path, (old, _) in changed.items():
        before = blobs.get(old or "")
        gone = sorted(events_in(before) - kept)
        reading = examine(before, path) if gone and before is not None else None
        record = reading.record if reading and not reading.errors else None
        # A remark may quote an id; a file that can't be read is taken at its word.
        real = {event.id for event in record.history} if record else set(gone)
        yield from (Lost(merge, parent, path, name, record) for name in gone if name in real)


def _not_taken_out(root: Path, merge: Merge, found: list[Lost]) -> list[Lost]:
    base = common_base(root, merge)
    names = {at(commit, one.file) for one in found for commit in (*merge.parents, *([base] if base else []))}
    texts = {name: events_in(data) for name, data in contents(root, sorted(names)).items()}

    def added(one: Lost) -> bool:
        if all(one.id in texts.get(at(parent, one.file), ()) for parent in merge.parents):
            return True
        return base is None or one.id not in texts.get(at(base, one.file), ())

    return [one for one in found if added(one)]


def _is_here(root: Path, lost: Lost) -> bool:
    """Whether some file has the event after all: its own, or another one of the same customer."""
    path = root / lost.file
    if path.exists() and lost.id in events_in(_read(path)):
        return True
    name = f"id: {lost.record.id}".encode() if lost.record else b"id:"
    others = (_read(one) for one in record_files(root).files if one != path)
    return any(name in data and lost.id in events_in(data) for data in others)


def _as_found(lost: Lost) -> Found:
    event, commit = lost.event, lost.merge.commit[:12]
    about = {"commit": commit, "id": lost.id}
    more = {"who": event.by, "what": event.what, "at": event.at} if event else {}
    code = "merge.lost" if event else "merge.lost_unread"
    problem = Problem(code, {**about, **more}, Place(lost.file), f"merge {commit}", "warn")
    record = lost.record
    name = str(record.card.get("name", "")) if record else None
    return Found(problem, record.id if record else None, name, event.deal if event else None, lost.id)


def _read(path: Path) -> bytes:
    try:
        return read_file(path)
    except Broken:
        return b""
