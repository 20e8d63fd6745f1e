"""One pass over the customers' folder: names and stamps, nothing read. Two equal passes mean that nothing changed.

The stamp is what git's index trusts: size, mtime and ctime in nanoseconds, inode. No one can give a file its ctime.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from salesctl.core.problems import Place, Problem, failure
from salesctl.store.index.ahead import taken
from salesctl.store.index.scan import FIELDS, Scan, scan
from salesctl.store.names import CUSTOMERS
from salesctl.store.workspace import passed_over

Stamp = tuple[int, int, int, int]


class Sight:
    """What a pass saw: every entry below ``customers/`` in the order of the system, with the stamps beside.

    ``joined`` are the names with a NUL between, ``numbers`` those of ``scan.py``; ``problems`` are folders that could
    not be listed.
    """

    def __init__(self, seen: Scan) -> None:
        self.joined = seen.names
        self.numbers = seen.numbers
        self.problems = [
            Problem("store.unreadable", {"reason": failure(error)}, Place(folder)) for folder, error in seen.failed
        ]
        if seen.linked:
            self.problems.append(Problem("store.passed_over", {}, Place(CUSTOMERS), severity="warn"))

    @cached_property
    def names(self) -> list[str]:
        """The names of the entries, from the workspace."""
        return split(self.joined)

    def stamp(self, at: int) -> Stamp:
        """The stamp of the entry at that place."""
        size, mtime, ctime, inode = self.numbers[at * FIELDS : at * FIELDS + 4]
        return size, mtime, ctime, inode

    def mode(self, at: int) -> int:
        """What kind of entry it is."""
        return self.numbers[(at + 1) * FIELDS - 1]

    def files(self) -> tuple[list[tuple[str, int]], list[Problem]]:
        """The customers' files with their places, by name; and what is wrong with the rest, as ``workspace`` has it."""
        found: list[tuple[str, int]] = []
        problems = list(self.problems)
        modes = self.numbers[FIELDS - 1 :: FIELDS]
        for at, (name, mode) in enumerate(zip(self.names, modes, strict=True)):
            if stat.S_ISDIR(mode):
                continue
            code = passed_over(name.rpartition("/")[2], mode)
            if code is None:
                found.append((name, at))
            elif code:
                problems.append(Problem(code, {}, Place(name), severity="warn"))
        found.sort(key=lambda one: one[0].split("/"))
        return found, in_order(problems)


def split(joined: bytes) -> list[str]:
    """Names that were joined with a NUL between; a byte that is no text stays what it is."""
    return joined.decode("utf-8", "surrogateescape").split("\0") if joined else []


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By place, however the system lists its folders."""
    return sorted(problems, key=lambda one: (one.where.file or "" if one.where else "", one.code))


def stamp_of(seen: os.stat_result) -> Stamp:
    """The stamp of one file."""
    return seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino


def look(root: Path) -> Sight:
    """A pass over the workspace's customers. Links are not followed."""
    where = str(root)
    return Sight(taken(where) or scan(where, CUSTOMERS))
