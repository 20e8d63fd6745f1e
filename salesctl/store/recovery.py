"""Several files as one: a journal says what is to be in them before the first is touched, and is redone after a crash.

The journal's own rename decides: before it nothing has happened, after it everything will.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct

from salesctl.core.problems import Broken, Place, Problem
from salesctl.store.disk import Folder
from salesctl.store.faults import NOT_SAVED

if TYPE_CHECKING:
    from salesctl.store.locking import Lock

JOURNAL = "journal"
_HEAD = b"salesctl-journal 1 "
_SUFFIX = ".salesctl-tmp"


class Entry(Struct, frozen=True):
    """One file of a journal: its path from the workspace, the hash it had (None: it was not there), its new bytes."""

    path: str
    old: str | None
    new: bytes


def temporary(name: str) -> str:
    """The name a file has until it is whole. Only the owner of the lock makes one, so one name is enough."""
    return f".{name}{_SUFFIX}"


def fingerprint(data: bytes | None) -> str | None:
    """The hash of a file's bytes, None for a file that is not there."""
    return None if data is None else sha256(data).hexdigest()


def write_journal(hidden: Folder, entries: Sequence[Entry]) -> None:
    """The journal is on the disk when this returns; nothing has been decided when it raises OSError."""
    body = json.dumps(
        [{"path": entry.path, "old": entry.old, "new": b64encode(entry.new).decode()} for entry in entries]
    ).encode()
    data = _HEAD + sha256(body).hexdigest().encode() + b"\n" + body
    name = temporary(JOURNAL)
    try:
        hidden.create(name, data)
        hidden.rename(name, JOURNAL)
    except BaseException:
        hidden.remove(name)
        raise
    try:
        hidden.sync()
    except OSError:
        hidden.remove(JOURNAL)
        raise


def drop_journal(hidden: Folder) -> None:
    """All its files are on the disk: the journal has done its work."""
    hidden.remove(JOURNAL)
    hidden.sync()


def recover(lock: Lock, *, sweep: bool) -> tuple[str, ...]:
    """Finishes what an owner of the lock before left; the paths that were written now.

    ``sweep`` also removes half-written files, none of which anybody has ever read. Raises Broken (exit code 5) when a
    file of the journal has been changed by somebody else since: then a person decides.
    """
    if sweep:
        _sweep(lock)
    data = lock.hidden.read(JOURNAL)
    if data is None:
        return ()
    entries = _entries(data)
    if entries is None:
        drop_journal(lock.hidden)
        return ()
    done = []
    for entry in _waiting(lock.folder, entries):
        *parts, name = entry.path.split("/")
        with lock.folder.sub(parts, create=True) as folder:
            folder.create(temporary(name), entry.new, folder.mode(name))
            folder.rename(temporary(name), name)
            folder.sync()
        done.append(entry.path)
    drop_journal(lock.hidden)
    return tuple(done)


def _waiting(root: Folder, entries: Sequence[Entry]) -> list[Entry]:
    """The entries that are not in place yet, when every other one is."""
    waiting: list[Entry] = []
    foreign: list[Entry] = []
    for entry in entries:
        *parts, name = entry.path.split("/")
        try:
            with root.sub(parts) as folder:
                now = fingerprint(folder.read(name))
        except FileNotFoundError:
            now = None
        if now == fingerprint(entry.new):
            continue
        (waiting if now == entry.old else foreign).append(entry)
    if foreign:
        params = {"journal": ".salesctl/journal"}
        raise Broken(*(Problem("write.journal", params, Place(entry.path)) for entry in foreign), exit_code=NOT_SAVED)
    return waiting


def _entries(data: bytes) -> list[Entry] | None:
    """None when the journal is not whole: then it was never decided."""
    head, _, body = data.partition(b"\n")
    if head != _HEAD + sha256(body).hexdigest().encode():
        return None
    return [Entry(item["path"], item["old"], b64decode(item["new"])) for item in json.loads(body)]


def _sweep(lock: Lock) -> None:
    """Under the lock nobody is writing, so every half-written file is a leftover."""
    todo: list[list[str]] = [[], [".salesctl"], ["customers"]]
    while todo:
        parts = todo.pop()
        try:
            with lock.folder.sub(parts) as folder:
                for name, is_folder in folder.entries():
                    if name.endswith(_SUFFIX) and name.startswith("."):
                        folder.remove(name)
                    elif is_folder and parts[:1] == ["customers"]:
                        todo.append([*parts, name])
        except OSError:
            continue  # a folder that is not there, or a link: nothing of ours is behind it
