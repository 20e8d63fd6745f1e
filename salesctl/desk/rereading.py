"""Reading the files that the index does not know, on every core where there are many."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TypeVar

from msgspec import Struct

from salesctl.core.problems import Broken, Problem
from salesctl.desk.customers import Customers
from salesctl.desk.keeping import AHEAD, BACK, is_young, kept
from salesctl.desk.opening import Workspace
from salesctl.reports.summary import summary
from salesctl.store.digests import digest
from salesctl.store.index.keeping import Todo
from salesctl.store.index.shapes import Kept

T = TypeVar("T")
_MANY = 300
_CHUNK = 50


class Bar(Protocol):
    """Something that shows how far a walk has come."""

    def __call__(self, things: Collection[T], /) -> Iterator[T]:
        """The same things one by one."""
        ...


class Reread(Struct, frozen=True):
    """What reading a file came to: its rows, or (None, without problems) that the old ones hold, or what is wrong."""

    todo: Todo
    kept: Kept | None
    young: bool = False
    problems: tuple[Problem, ...] = ()


def reread(world: Workspace, todo: Sequence[Todo], bar: Bar) -> Iterator[Reread]:
    """Every file to read, in any order."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    if len(todo) < _MANY or cores < 2 or sys.platform != "linux":
        for one in bar(todo):
            yield _read(world, one)
        return
    chunks = [todo[at : at + _CHUNK] for at in range(0, len(todo), _CHUNK)]
    with _pool(world, cores) as work:
        yield from bar(_Counted(work(chunks), len(todo)))


class _Counted(Collection[Reread]):
    """Answers that come in while one looks; how many there will be is known."""

    def __init__(self, answers: Iterator[list[Reread]], count: int) -> None:
        self._answers, self._count = answers, count

    def __iter__(self) -> Iterator[Reread]:
        for chunk in self._answers:
            yield from chunk

    def __len__(self) -> int:
        return self._count

    def __contains__(self, one: object) -> bool:
        return False


@contextmanager
def _pool(world: Workspace, cores: int) -> Iterator[_Work]:
    from multiprocessing import get_context

    with get_context("fork").Pool(cores, initializer=_begin, initargs=(world,)) as pool:
        yield lambda chunks: pool.imap_unordered(_chunk, chunks)


class _Work(Protocol):
    def __call__(self, chunks: list[Sequence[Todo]], /) -> Iterator[list[Reread]]: ...


_worlds: list[Workspace] = []


def _begin(world: Workspace) -> None:
    """A helper leaves it to who asked to hear of Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worlds.append(world)


def _chunk(todo: Sequence[Todo]) -> list[Reread]:
    return [_read(_worlds[-1], one) for one in todo]


def _read(world: Workspace, todo: Todo) -> Reread:
    read = time.time_ns()
    folder = Customers(world.root, world.playbook)
    try:
        data = folder.bytes_of(todo.file)
        if todo.digest is not None and digest(data) == todo.digest:
            return Reread(todo, None, is_young(todo.stamp, read))
        customer = folder.customer(todo.file, data)
    except Broken as broken:
        return Reread(todo, None, problems=broken.problems)
    found = summary(world, customer, world.now - BACK, world.now + AHEAD)
    return Reread(todo, kept(todo.file, todo.stamp, data, found, read))
