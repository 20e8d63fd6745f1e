"""The same work on many files, on every core where there are many."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Generic, Protocol, TypeVar, cast

from salesctl.desk.opening import Workspace

Thing = TypeVar("Thing")
Answer = TypeVar("Answer")
T = TypeVar("T")
_MANY = 300
_CHUNK = 50


class Bar(Protocol):
    """Something that shows how far a walk has come."""

    def __call__(self, things: Collection[T], /) -> Iterator[T]:
        """The same things one by one."""
        ...


class Counted(Collection[T], Generic[T]):
    """Answers that come in while one looks; how many there will be is known."""

    def __init__(self, answers: Iterator[T], count: int) -> None:
        self._answers, self._count = answers, count

    def __iter__(self) -> Iterator[T]:
        return self._answers

    def __len__(self) -> int:
        return self._count

    def __contains__(self, one: object) -> bool:
        return False


def spread(
    world: Workspace, things: Sequence[Thing], work: Callable[[Workspace, Sequence[Thing]], Answer]
) -> Iterator[tuple[Sequence[Thing], Answer]]:
    """The things a few at a time, with what the work on them came to, in any order.

    ``work`` must be a function of a module: other processes ask for it by its name.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    if len(things) < _MANY or cores < 2 or sys.platform != "linux":
        for at in range(len(things)):
            yield things[at : at + 1], work(world, things[at : at + 1])
        return
    from multiprocessing import get_context

    parts = [(at, at + _CHUNK) for at in range(0, len(things), _CHUNK)]
    # A helper is born deaf to Ctrl-C; who asked hears of it as soon as all of them are there.
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        pool = get_context("fork").Pool(cores, initializer=_begin, initargs=(world, things, work))
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)
    with pool:
        for (begin, end), found in pool.imap_unordered(_work, parts):
            yield things[begin:end], cast("Answer", found)


_Work = Callable[[Workspace, Sequence[object]], object]
_given: list[tuple[Workspace, Sequence[object], _Work]] = []


def _begin(world: Workspace, things: Sequence[object], work: _Work) -> None:
    """A helper leaves it to who asked to hear of Ctrl-C, and to tell what went wrong. It has the things by birth."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Looking through what was there at birth would copy the memory that is shared.
    gc.freeze()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    _given.append((world, things, work))


def _work(part: tuple[int, int]) -> tuple[tuple[int, int], object]:
    (world, things, work), (begin, end) = _given[-1], part
    return part, work(world, things[begin:end])
