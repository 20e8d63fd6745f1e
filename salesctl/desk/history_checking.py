"""`check --history`: the customers' files as they are against everything that git was ever told of them.

Only the text of each event is compared at first, piece by piece; a file is parsed where a piece is no longer there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from salesctl.core.events import Event, Record
from salesctl.core.history_check import fate
from salesctl.core.problems import Broken, Place, Problem
from salesctl.desk.opening import Workspace
from salesctl.reports.found import Found
from salesctl.store.git_history import Commit, Version, contents, is_shallow, signatures, versions
from salesctl.store.git_setup import repository_of
from salesctl.store.record_lanes import examine
from salesctl.store.workspace import read_file, record_files, relative

_ID = re.compile(rb"^id:[ \t]*[\"']?([0-9a-z]{8})\b", re.MULTILINE)
_HISTORY = re.compile(rb"^history:[ \t]*(?:#.*)?\r?$", re.MULTILINE)
_PIECE = re.compile(rb"^([ \t]*)- ", re.MULTILINE)
_SHORT = 10
_BAD = frozenset("BRXY")
_GOOD = frozenset("GU")


class _Now(Struct):
    """A customer as the folder has it. ``record`` is None where the file can't be read: then nothing is said of it."""

    file: str
    record: Record | None
    pieces: frozenset[bytes]


class _Past(Struct):
    """What git was told of a customer: each piece where it first stood, and every version of the file."""

    first: dict[bytes, tuple[Version, int]] = field(default_factory=dict)
    named: set[bytes] = field(default_factory=set)
    versions: list[Version] = field(default_factory=list)


def history_findings(workspace: Workspace) -> list[Found]:
    """Events and customers that were committed and are now edited or missing, and what the names there are worth.

    Raises Broken (exit code 5) where git can't be asked.
    """
    root = workspace.root
    if repository_of(root) is None:
        return [_info("history_check.no_git")]
    known = versions(root)
    if not known:
        return [_info("history_check.nothing")]
    now = _present(workspace)
    past = _past(workspace, known)
    found = [one for name, told in past.items() for one in _of_customer(workspace, name, told, now.get(name), known)]
    found += [_info("history_check.shallow")] if is_shallow(root) else []
    return [*found, *_names(workspace, known)]


def _present(workspace: Workspace) -> Mapping[str, _Now]:
    found: dict[str, _Now] = {}
    for path in record_files(workspace.root).files:
        shown = relative(path, workspace.root)
        try:
            data = read_file(path, shown)
        except Broken:
            continue
        name = _ID.search(data)
        if name is None:
            continue
        pieces = frozenset(piece for _, piece in _pieces(data))
        reading = examine(data, shown)
        found[name[1].decode()] = _Now(shown, None if reading.errors else reading.record, pieces)
    return found


def _past(workspace: Workspace, known: tuple[Version, ...]) -> Mapping[str, _Past]:
    blobs = dict.fromkeys(one.blob for one in known if one.blob)
    texts: dict[str, tuple[str, list[tuple[int, bytes]]]] = {}
    for blob, data in contents(workspace.root, list(blobs)):
        name = _ID.search(data)
        if name is not None:
            texts[blob] = name[1].decode(), _pieces(data)
    past: dict[str, _Past] = {}
    for version in known:
        owner, pieces = texts.get(version.blob or "", ("", []))
        if not owner:
            continue
        told = past.setdefault(owner, _Past())
        told.versions.append(version)
        for line, piece in pieces:
            key = _key(piece)
            if key not in told.named:
                told.named.add(key)
                told.first[piece] = version, line
    return past


def _of_customer(
    workspace: Workspace, name: str, told: _Past, now: _Now | None, known: tuple[Version, ...]
) -> Iterator[Found]:  # fmt: skip
    if now is None:
        yield _gone(name, told, known)
        return
    if now.record is None:
        return
    for piece, (version, line) in told.first.items():
        if piece in now.pieces:
            continue
        event = next((one for one in _events(workspace, version) if one.line == line), None)
        outcome = fate(event, now.record) if event else "kept"
        if event is not None and outcome != "kept":
            present = next((one for one in now.record.history if one.id == event.id), None)
            changer = _changer(workspace, told, version, event, present)
            code = f"history_check.{outcome}" if changer else f"history_check.{outcome}_here"
            params = _claim(version.commit) | {"what": event.what, "event": event.id, "happened": event.at}
            params |= _claim(changer, "by_") if changer else {}
            problem = Problem(code, params, Place(now.file, present.line if present else None), None, "warn")
            customer = str(now.record.card.get("name", ""))
            yield Found(problem, name, customer, event.deal, event.id)


def _gone(name: str, told: _Past, known: tuple[Version, ...]) -> Found:
    last = told.versions[-1]
    files = {one.file for one in told.versions}
    away = [one.commit for one in known if one.blob is None and one.file in files]
    code = "history_check.gone" if away else "history_check.gone_here"
    params = _claim(last.commit) | {"id": name} | (_claim(away[-1], "by_") if away else {})
    return Found(Problem(code, params, Place(last.file), None, "warn"), name)


def _changer(
    workspace: Workspace, told: _Past, first: Version, event: Event, present: Event | None
) -> Commit | None:  # fmt: skip
    """The commit that brought the event to what it is now; None where that is not committed."""
    after = told.versions[told.versions.index(first) + 1 :]
    for version in after:
        here = next((one for one in _events(workspace, version) if one.id == event.id), None)
        if here == present:
            return version.commit
    return None


def _events(workspace: Workspace, version: Version) -> tuple[Event, ...]:
    for _, data in contents(workspace.root, [version.blob] if version.blob else []):
        record = examine(data, version.file).record
        return record.history if record else ()
    return ()


def _names(workspace: Workspace, known: tuple[Version, ...]) -> list[Found]:
    """Whether the names of authors can be trusted: only as far as commits are signed."""
    commits = list({one.commit.id: one.commit for one in known}.values())
    letters = signatures(workspace.root, commits)
    found = [
        Found(Problem("history_check.bad_signature", _claim(one), None, None, "warn"))
        for one in commits
        if letters.get(one.id, "N") in _BAD
    ]
    if not letters:
        return [*found, _info("history_check.claims", total=len(commits))]
    good = sum(letter in _GOOD for letter in letters.values())
    return [*found, _info("history_check.signed", total=len(commits), signed=len(letters), good=good)]


def _pieces(data: bytes) -> list[tuple[int, bytes]]:
    """The lines of each event with the line it begins on; none where the history is not one event below the other."""
    head = _HISTORY.search(data)
    first = _PIECE.search(data, head.end()) if head else None
    if first is None:
        return []
    dash = re.compile(rb"^" + re.escape(first[1]) + rb"- ", re.MULTILINE)
    starts = [one.start() for one in dash.finditer(data, first.start())]
    ends = [*starts[1:], len(data)]
    found, line, counted = [], 1, 0
    for start, end in zip(starts, ends, strict=True):
        line, counted = line + data.count(b"\n", counted, start), start
        found.append((line, data[start:end].replace(b"\r\n", b"\n").strip()))
    return found


def _key(piece: bytes) -> bytes:
    """An event by its id, one without an id by all it says."""
    last = piece.rpartition(b"\n")[2].strip()
    return last if last.startswith(b"id: ") else piece


def _claim(commit: Commit, prefix: str = "") -> dict[str, object]:
    author = f"{commit.author} <{commit.address}>"
    return {f"{prefix}commit": commit.id[:_SHORT], f"{prefix}author": author, f"{prefix}at": commit.at}


def _info(code: str, **params: object) -> Found:
    return Found(Problem(code, params, None, None, "info"))
