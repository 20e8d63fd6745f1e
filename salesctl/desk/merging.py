"""Merging at the desk: for git while it merges, and again after a merge that was made without the driver."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal, TypeAlias

from msgspec import Struct

from salesctl.core.problems import Broken, Place, Problem
from salesctl.desk.merge_losses import Lost, lost_in, lost_lately
from salesctl.reports.merges import told
from salesctl.store.disk import Folder
from salesctl.store.faults import finished
from salesctl.store.git_merges import Sides, at, common_base, contents, events_in, merge_at, needed_repository, unmerged
from salesctl.store.merged_text import merge_texts, with_events
from salesctl.store.record_lanes import examine
from salesctl.store.workspace import read_file
from salesctl.store.writing import Change, Lock, save

Outcome: TypeAlias = Literal["merged", "conflict", "brought_back", "restored", "left", "refused"]


class Redone(Struct, frozen=True):
    """What became of one file. ``count``: how many events came back."""

    file: str
    outcome: Outcome
    problems: tuple[Problem, ...] = ()
    count: int = 0

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide something."""
        return self.outcome in ("conflict", "refused")


def drive(base: Path, ours: Path, theirs: Path, file: str) -> tuple[tuple[Problem, ...], bool]:
    """What git asks of a merge driver: the merge of three files is in the second of them when this returns.

    What there is to say about it, and whether there is a conflict. Raises Broken with nothing written.
    """
    before, left, right = (read_file(path, file) for path in (base, ours, theirs))
    merged = merge_texts(before, left, right, file)
    # Whoever kills this program finds the old text or the whole new one, never half of it.
    with Folder.open(ours.absolute().parent) as folder:
        temporary = f"{ours.name}.salesctl-tmp"
        folder.create(temporary, merged.text.encode(), folder.mode(ours.name))
        folder.rename(temporary, ours.name)
    return told(merged.merged, file), bool(merged.merged.conflicts)


def redo(root: Path, revision: str | None) -> tuple[list[Redone], tuple[Problem, ...]]:
    """The merge under way, done again as it should be; else what the merge ``revision`` lost, or the latest ones.

    What became of the files, and what is worth saying beside.

    Raises Broken: 2 outside a repository or for a wrong revision, 5 where nothing could be saved.
    """
    needed_repository(root)
    with Lock(root) as lock:
        open_files = unmerged(root) if revision is None else ()
        if open_files:
            done = [_under_way(root, one) for one in open_files]
        else:
            lost = lost_in(root, merge_at(root, revision)) if revision is not None else lost_lately(root)
            done = list(_brought_back(root, lost))
        save(root, [change for _, change in done if change is not None], lock)
    return [one for one, _ in done], finished(lock.recovered)


_Step: TypeAlias = tuple[Redone, Change | None]


def _under_way(root: Path, sides: Sides) -> _Step:
    """A file that git has left undecided. What a person has put right by then stays; only lost events are added."""
    now = _present(root, sides.path)
    if sides.ours is None or sides.theirs is None:
        if now is None and sides.ours is None and sides.theirs is None:
            return Redone(sides.path, "left"), None
        return Redone(sides.path, "refused", (Problem("merge.deleted", {}, Place(sides.path)),)), None
    if now is None or _as_git_left(now, sides):
        known = events_in(sides.ours) | events_in(sides.theirs)
        foreign = tuple(sorted(events_in(now) - known))
        if foreign:
            return Redone(sides.path, "refused", (Problem("merge.foreign", {"ids": foreign}, Place(sides.path)),)), None
        return _whole(sides, now)
    here = _events(now, sides.path)
    missing = {name: text for text in (sides.ours, sides.theirs) for name in _events(text, sides.path) - here}
    return _added(sides.path, now, missing) if missing else (Redone(sides.path, "left"), None)


def _events(data: bytes, path: str) -> set[str]:
    """The ids of a file's events; where it can't be read, of everything in it that looks like one."""
    reading = examine(data, path)
    if reading.record is None or reading.errors:
        return events_in(data)
    return {event.id for event in reading.record.history}


def _as_git_left(now: bytes, sides: Sides) -> bool:
    if now.replace(b"\r\n", b"\n") in (sides.ours, sides.theirs):
        return True
    return any(one.code == "yaml.conflict_marker" for one in examine(now, sides.path).problems)


def _brought_back(root: Path, lost: Iterable[Lost]) -> Iterable[_Step]:
    by_file: dict[str, list[Lost]] = {}
    for one in lost:
        by_file.setdefault(one.file, []).append(one)
    for path, found in by_file.items():
        merge = found[0].merge
        base = common_base(root, merge)
        names = [at(base, path) if base else "", *(at(parent, path) for parent in merge.parents[:2])]
        texts = contents(root, names)
        sides = Sides(path, *(texts.get(name) for name in names))
        now = _present(root, path)
        both = sides.ours is not None and sides.theirs is not None
        if both and (now is None or now.replace(b"\r\n", b"\n") in (sides.ours, sides.theirs)):
            yield _whole(sides, now, len(found))
            continue
        sources = contents(root, [at(one.parent, path) for one in found])
        if now is None:
            yield Redone(path, "restored", count=len(found)), Change(path, None, next(iter(sources.values())))
            continue
        yield _added(path, now, {one.id: sources[at(one.parent, path)] for one in found})


def _whole(sides: Sides, now: bytes | None, count: int = 0) -> _Step:
    """The three texts merged anew."""
    ours, theirs = sides.ours or b"", sides.theirs or b""

    def made() -> _Step:
        merged = merge_texts(sides.base, ours, theirs, sides.path)
        outcome: Outcome = "conflict" if merged.merged.conflicts else "merged"
        done = Redone(sides.path, outcome, told(merged.merged, sides.path), count)
        return done, Change(sides.path, now, merged.text.encode())

    return _or_refused(sides.path, made)


def _added(path: str, now: bytes, missing: dict[str, bytes]) -> _Step:
    """The file as it is, with events from other versions of it."""

    def made() -> _Step:
        text = with_events(now, missing, path)
        return Redone(path, "brought_back", count=len(missing)), Change(path, now, text.encode())

    return _or_refused(path, made)


def _or_refused(path: str, made: Callable[[], _Step]) -> _Step:
    try:
        done, change = made()
    except Broken as broken:
        return Redone(path, "refused", broken.problems), None
    return done, change if change is not None and change.new != change.old else None


def _present(root: Path, path: str) -> bytes | None:
    place = root / path
    return read_file(place, path) if place.exists() or place.is_symlink() else None
