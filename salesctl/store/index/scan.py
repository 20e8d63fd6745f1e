"""The bare pass over the customers' folder, with the least that Python needs for it: it may run before all else."""

from __future__ import annotations

import os
import stat
from array import array
from collections.abc import Callable, Sequence
from itertools import chain
from operator import attrgetter

FIELDS = 5
"""Numbers of an entry: size, mtime and ctime in nanoseconds, inode, mode."""
_NUMBERS = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino", "st_mode")


Asking = Callable[[Sequence[str], str, "int | None"], "array[int]"]


class Scan:
    """What a pass saw: the names of all entries below the folder, each with a NUL between, and their numbers beside.

    ``failed`` are folders that could not be listed; ``linked`` says that the folder itself is a link, and was not
    followed.
    """

    __slots__ = ("failed", "linked", "names", "numbers")

    def __init__(self, names: bytes = b"", numbers: array[int] | None = None, *, linked: bool = False) -> None:
        self.names = names
        self.numbers = array("q") if numbers is None else numbers
        self.failed: list[tuple[str, OSError]] = []
        self.linked = linked


def numbers_of(names: Sequence[str], before: str, folder: int | None) -> array[int]:
    """The numbers of entries, whose names follow ``before`` or stand in a ``folder``. Raises OSError if one is gone."""
    look = os.stat
    seen = (look(before + name, dir_fd=folder, follow_symlinks=False) for name in names)
    return array("q", chain.from_iterable(map(_NUMBERS, seen)))


def scan(root: str, top: str, ask: Asking = numbers_of) -> Scan:
    """Pass over a folder of a workspace. Links are not followed, nothing is read."""
    if os.path.islink(os.path.join(root, top)):  # noqa: PTH114, PTH118  pathlib costs more than what is done here
        return Scan(linked=True)
    found = Scan()
    names: list[str] = []
    folders = [top]
    while folders:
        folder = folders.pop()
        try:
            inside, numbers = _within(os.path.join(root, folder), ask)  # noqa: PTH118
        except FileNotFoundError:
            continue
        except OSError as error:
            found.failed.append((folder, error))
            continue
        named = [f"{folder}/{name}" for name in inside]
        names += named
        found.numbers.extend(numbers)
        modes = numbers[FIELDS - 1 :: FIELDS]
        if any(map(stat.S_ISDIR, set(modes))):
            below = [name for name, mode in zip(named, modes, strict=True) if stat.S_ISDIR(mode)]
            folders += sorted(name for name in below if not name.rpartition("/")[2].startswith("."))
    found.names = "\0".join(names).encode("utf-8", "surrogateescape")
    return found


def _within(path: str, ask: Asking) -> tuple[list[str], array[int]]:
    if os.stat not in os.supports_dir_fd or os.listdir not in os.supports_fd:
        return _looked_at(os.listdir(path), f"{path}/", None, ask)  # noqa: PTH208
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        return _looked_at(os.listdir(handle), "", handle, ask)  # noqa: PTH208
    finally:
        os.close(handle)


def _looked_at(names: list[str], before: str, folder: int | None, ask: Asking) -> tuple[list[str], array[int]]:
    try:
        return names, ask(names, before, folder)
    except OSError:
        return _still_there(names, before, folder)


def _still_there(names: list[str], before: str, folder: int | None) -> tuple[list[str], array[int]]:
    kept, numbers = [], array("q")
    for name in names:
        try:
            seen = os.stat(before + name, dir_fd=folder, follow_symlinks=False)
        except OSError:
            continue
        kept.append(name)
        numbers.extend(_NUMBERS(seen))
    return kept, numbers
