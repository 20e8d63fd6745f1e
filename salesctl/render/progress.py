"""A bar on stderr for anything that lasts over a second; only where a person looks, and gone when it is done."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from time import monotonic
from typing import Final, TypeVar

from salesctl.render import console
from salesctl.render.clean import clean

Item = TypeVar("Item")
_PATIENCE: Final = 1.0
_EVERY: Final = 0.1
_CELLS: Final = 24


def watched(items: Collection[Item], what: str) -> Iterator[Item]:
    """The items one by one; ``what`` (a sentence, already said) stands before the bar."""
    if not items or console.screen.json or not console.is_terminal(sys.stderr):
        yield from items
        return
    begun = drawn = monotonic()
    shown = False
    try:
        for count, item in enumerate(items):
            moment = monotonic()
            if moment - begun > _PATIENCE and moment - drawn > _EVERY:
                _draw(what, count, len(items))
                drawn, shown = moment, True
            yield item
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _draw(what: str, count: int, total: int) -> None:
    full = _CELLS * count // total
    sys.stderr.write(f"\r\x1b[K{clean(what)} [{'#' * full}{'.' * (_CELLS - full)}] {count}/{total}")
    sys.stderr.flush()
