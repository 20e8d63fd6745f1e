"""Reading the files that the index does not know."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from msgspec import Struct, msgpack

from salesctl.core.problems import Broken, Problem
from salesctl.desk.cores import Bar, Counted, spread
from salesctl.desk.customers import Customers, tellable
from salesctl.desk.keeping import AHEAD, BACK, is_young, kept
from salesctl.desk.opening import Workspace
from salesctl.reports.summary import summary
from salesctl.store.digests import digest
from salesctl.store.index.keeping import Todo
from salesctl.store.index.shapes import Kept


class Reread(Struct, frozen=True):
    """What reading a file came to: its rows, or (None, without problems) that the old ones hold, or what is wrong."""

    todo: Todo
    kept: Kept | None
    young: bool = False
    problems: tuple[Problem, ...] = ()


def reread(world: Workspace, todo: Sequence[Todo], bar: Bar) -> Iterator[Reread]:
    """Every file to read, in any order."""
    yield from bar(Counted(_read_all(world, todo), len(todo)))


class _Packed(Struct, frozen=True):
    """What some files came to: their rows as bytes, which pass between processes faster than objects do; and by their
    place those without rows.
    """

    rows: bytes
    others: dict[int, Reread]


def _read_all(world: Workspace, todo: Sequence[Todo]) -> Iterator[Reread]:
    decode = msgpack.Decoder(list[Kept | None]).decode
    for some, packed in spread(world, todo, _read_some):
        for at, (one, found) in enumerate(zip(some, decode(packed.rows), strict=True)):
            yield packed.others[at] if found is None else Reread(one, found)


def _read_some(world: Workspace, todo: Sequence[Todo]) -> _Packed:
    found = [_read(world, one) for one in todo]
    rows = [one.kept if tellable(one.todo.file) == one.todo.file else None for one in found]
    others = {at: found[at] for at, one in enumerate(rows) if one is None}
    return _Packed(msgpack.encode(rows), others)


def _read(world: Workspace, todo: Todo) -> Reread:
    read = time.time_ns()
    folder = Customers(world.root, world.playbook)
    try:
        data = folder.bytes_of(todo.file)
        if todo.digest is not None and digest(data) == todo.digest:
            return Reread(todo, None, is_young(todo.stamp, read))
        customer = folder.customer(tellable(todo.file), data)
    except Broken as broken:
        return Reread(todo, None, problems=broken.problems)
    found = summary(world, customer, world.now - BACK, world.now + AHEAD)
    return Reread(todo, kept(todo.file, todo.stamp, data, found, young=is_young(todo.stamp, read)))
