"""The pass over the customers' folder, done by a second process while the first is still getting ready.

Where there are two cores and many customers, the answer need not wait for it. What is odd in any way (no such process,
no memory, a folder that cannot be listed, a child that was killed) is no harm: then nobody was ahead.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Sequence

from salesctl.store.index import BASE
from salesctl.store.index.scan import FIELDS, Scan, numbers_of, scan
from salesctl.store.names import CUSTOMERS, HIDDEN

LEAST = 1 << 20
"""Bytes of an index that tells of so many customers that a pass over them takes longer than a second process."""
HALVED = 20_000
"""So many entries are worth a third process."""
_ROOM = 1 << 20

_begun: list[tuple[str, int, int]] = []


def begin(root: str) -> None:
    """Begin to pass over a workspace's customers, where that is worth while."""
    try:
        if os.stat(f"{root}/{HIDDEN}/{BASE}").st_size < LEAST or len(os.sched_getaffinity(0)) < 2:  # noqa: PTH116
            return
        reading, writing = os.pipe()
    except (OSError, AttributeError):
        # No index yet, or a system that does not tell its cores: not Linux.
        return
    _widen(writing)
    try:
        child = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return
    if child == 0:
        _pass_over(root, writing)
    os.close(writing)
    _begun.append((os.path.abspath(root), reading, child))  # noqa: PTH100


def taken(root: str) -> Scan | None:
    """What the child saw, once; None where there is none, or it did not come to its end."""
    if not _begun:
        return None
    where, reading, child = _begun.pop()
    data = _received(reading, child)
    return _unpacked(data) if where == os.path.abspath(root) else None  # noqa: PTH100


def _pass_over(root: str, writing: int) -> None:
    """In the child, which ends here whatever happens."""
    try:
        for handle in (0, 1, 2):
            # Who reads what the parent writes must not wait for the child.
            os.close(handle)
        found = scan(root, CUSTOMERS, _halved)
        if not found.failed and not found.linked:
            told = array("q", [len(found.names)]).tobytes() + found.names + found.numbers.tobytes()
            _send(writing, array("q", [len(told)]).tobytes() + told)
    finally:
        os._exit(0)


def _halved(names: Sequence[str], before: str, folder: int | None) -> array[int]:
    """The numbers of entries, of many by two processes. Raises OSError where that fails."""
    if len(names) < HALVED:
        return numbers_of(names, before, folder)
    half = len(names) // 2
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _send(writing, numbers_of(names[half:], before, folder).tobytes())
        finally:
            os._exit(0)
    os.close(writing)
    numbers = numbers_of(names[:half], before, folder)
    rest = _received(reading, child)
    if len(numbers) * numbers.itemsize + len(rest) != FIELDS * len(names) * numbers.itemsize:
        raise OSError
    numbers.frombytes(rest)
    return numbers


def _send(writing: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(writing, rest) :]


def _received(reading: int, child: int) -> bytes:
    """All that a child sends until it ends."""
    parts: list[bytes] = []
    try:
        while part := os.read(reading, _ROOM):
            parts.append(part)
    finally:
        os.close(reading)
    os.waitpid(child, 0)
    return b"".join(parts)


def _unpacked(data: bytes) -> Scan | None:
    head = array("q", data[:16])
    size = head.itemsize
    if len(head) < 2 or len(data) != size + head[0]:
        return None
    end = 2 * size + head[1]
    return Scan(data[2 * size : end], array("q", data[end:]))


def _widen(handle: int) -> None:
    """Let the child end before anybody reads, where there is not too much to tell."""
    try:
        from fcntl import F_SETPIPE_SZ, fcntl

        fcntl(handle, F_SETPIPE_SZ, _ROOM)
    except (ImportError, OSError):
        return
