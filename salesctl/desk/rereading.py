"""Reading the files that the index does not know."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from msgspec import Struct, msgpack

from salesctl.core.problems import Broken, Problem
from salesctl.desk.cores import Bar, Counted, spread
from salesctl.desk.customers import Customers, tellable
from salesctl.desk.keeping import AHEAD, BACK, SHAPES, is_young, kept
from salesctl.desk.opening import Workspace
from salesctl.reports.summary import summary
from salesctl.store.digests import digest
from salesctl.store.index.comparing import Todo
from salesctl.store.index.keeping import Index
from salesctl.store.index.piles import Batch, packed
from salesctl.store.index.shapes import Kept

Broke = tuple[str, tuple[Problem, ...]]


class _Same(Struct, frozen=True):
    """A file holds what it held."""

    young: bool


def reread(world: Workspace, index: Index, bar: Bar) -> list[Broke]:
    """Read every file of ``todo`` and put what it says into the index; those that can't be read are answered."""
    broken: list[Broke] = []
    for todo, found in bar(Counted(_read_all(world, index), len(index.todo))):
        if isinstance(found, _Same):
            index.confirm(todo, young=found.young)
        elif found is not None:
            broken.append((todo.file, found))
    return broken


class _Packed(Struct, frozen=True):
    """What some files came to: a batch of rows as bytes, and by place the files that have none in it."""

    batch: bytes
    others: dict[int, _Same | tuple[Problem, ...]]


def _read_all(world: Workspace, index: Index) -> Iterator[tuple[Todo, _Same | tuple[Problem, ...] | None]]:
    decode = msgpack.Decoder(Batch).decode
    for some, packed_rows in spread(world, index.todo, _read_some):
        others = packed_rows.others
        index.learn([todo for at, todo in enumerate(some) if at not in others], decode(packed_rows.batch))
        for at, todo in enumerate(some):
            yield todo, others.get(at)


def _read_some(world: Workspace, todo: Sequence[Todo]) -> _Packed:
    found = [_read(world, one) for one in todo]
    rows = [one for one in found if isinstance(one, Kept)]
    others = {at: one for at, one in enumerate(found) if not isinstance(one, Kept)}
    return _Packed(msgpack.encode(packed(SHAPES, rows)), others)


def _read(world: Workspace, todo: Todo) -> Kept | _Same | tuple[Problem, ...]:
    read = time.time_ns()
    folder = Customers(world.root, world.playbook)
    try:
        data = folder.bytes_of(todo.file)
        if todo.digest is not None and digest(data) == todo.digest:
            return _Same(is_young(todo.stamp, read))
        customer = folder.customer(tellable(todo.file), data)
    except Broken as broken:
        return broken.problems
    found = summary(world, customer, world.now - BACK, world.now + AHEAD)
    return kept(todo.file, todo.stamp, data, found, young=is_young(todo.stamp, read))
