"""One pass over the customers' folder: names and stamps, nothing read. Two equal passes mean that nothing changed.

The stamp is what git's index trusts: size, mtime and ctime in nanoseconds, inode. No one can give a file its ctime.
"""

# pathlib makes an object of every name, and a pass over a hundred thousand must not.
from __future__ import annotations

import os
import stat
from array import array
from collections.abc import Iterable
from itertools import chain
from operator import attrgetter, methodcaller
from pathlib import Path

from salesctl.core.problems import Place, Problem
from salesctl.store.workspace import CUSTOMERS, passed_over

FIELDS = 4
_STAT = methodcaller("stat", follow_symlinks=False)
_STAMP = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")
_KIND = attrgetter("st_mode")
_NAME = attrgetter("name")

Stamp = tuple[int, int, int, int]


class Sight:
    """What a pass saw: every entry below ``customers/`` in the order of the system, with the stamps beside.

    ``problems`` are folders that could not be listed.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.stamps = array("q")
        self.problems: list[Problem] = []
        self._seen: list[os.stat_result] = []

    def stamp(self, at: int) -> Stamp:
        """The stamp of the entry at that place."""
        size, mtime, ctime, inode = self.stamps[at * FIELDS : (at + 1) * FIELDS]
        return size, mtime, ctime, inode

    def files(self) -> tuple[list[tuple[str, int]], list[Problem]]:
        """The customers' files with their places, by name; and what is wrong with the rest, as ``workspace`` has it."""
        found: list[tuple[str, int]] = []
        problems = list(self.problems)
        for at, (name, seen) in enumerate(zip(self.names, self._seen, strict=True)):
            if stat.S_ISDIR(seen.st_mode):
                continue
            code = passed_over(name.rpartition("/")[2], seen.st_mode)
            if code is None:
                found.append((name, at))
            elif code:
                problems.append(Problem(code, {}, Place(name), severity="warn"))
        found.sort(key=lambda one: one[0].split("/"))
        return found, in_order(problems)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By place, however the system lists its folders."""
    return sorted(problems, key=lambda one: (one.where.file or "" if one.where else "", one.code))


def stamp_of(seen: os.stat_result) -> Stamp:
    """The stamp of one file."""
    return seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino


def look(root: Path) -> Sight:
    """A pass over the workspace's customers. Links are not followed."""
    sight = Sight()
    top = os.path.join(root, CUSTOMERS)  # noqa: PTH118
    if os.path.islink(top):  # noqa: PTH114
        sight.problems.append(Problem("store.passed_over", {}, Place(CUSTOMERS), severity="warn"))
        return sight
    folders = [CUSTOMERS]
    while folders:
        _look(root, folders.pop(), folders, sight)
    return sight


def _look(root: Path, folder: str, folders: list[str], sight: Sight) -> None:
    path = os.path.join(root, folder)  # noqa: PTH118
    try:
        with os.scandir(path) as found:
            entries = list(found)
    except FileNotFoundError:
        return
    except OSError as error:
        params = {"reason": error.strerror or ""}
        sight.problems.append(Problem("store.unreadable", params, Place(folder)))
        return
    try:
        seen = list(map(_STAT, entries))
    except OSError:
        entries, seen = _still_there(entries)
    names = [f"{folder}/{name}" for name in map(_NAME, entries)]
    sight.names += names
    sight.stamps.extend(chain.from_iterable(map(_STAMP, seen)))
    sight._seen += seen  # noqa: SLF001  filled by the pass alone
    if any(map(stat.S_ISDIR, set(map(_KIND, seen)))):
        inside = [name for name, one in zip(names, seen, strict=True) if stat.S_ISDIR(one.st_mode)]
        folders += sorted(name for name in inside if not name.rpartition("/")[2].startswith("."))


def _still_there(entries: list[os.DirEntry[str]]) -> tuple[list[os.DirEntry[str]], list[os.stat_result]]:
    kept, seen = [], []
    for entry in entries:
        try:
            seen.append(entry.stat(follow_symlinks=False))
        except OSError:
            continue
        kept.append(entry)
    return kept, seen
