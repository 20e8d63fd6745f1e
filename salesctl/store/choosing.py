"""One thing as it is written in three texts: which lines stand for it in the merged one, and where.

Every choice looks at both sides alike, so that exchanging them gives the same lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from msgspec import Struct

from salesctl.core.events import Event
from salesctl.store.record_blocks import Part

OURS, BASE, MIDDLE, THEIRS = "<<<<<<< ours", "||||||| base", "=======", ">>>>>>> theirs"
Lines: TypeAlias = tuple[str, ...]


class Three(Struct, frozen=True):
    """One thing in the base and on both sides: its lines, and what they say. None: it is not there."""

    parts: tuple[Part | None, Part | None, Part | None]
    said: tuple[object, object, object] = ("", "", "")


def written(three: Three, value: object, *, disputed: bool = False, anew: Callable[[], Lines] | None = None) -> Lines:
    """The lines for a thing that says ``value`` after the merge; none for None.

    Lines of a side that says so; of both, those that were changed; of neither, new ones. ``disputed``: all three,
    between git's marks. Comments of both sides stay.
    """
    above, below = (comments(three, where) for where in ("above", "below"))
    if disputed:
        base, ours, theirs = (part.body if part else () for part in three.parts)
        return (*above, OURS, *ours, BASE, *base, MIDDLE, *theirs, THEIRS, *below)
    if value is None:
        return ()
    return (*above, *_body(three, value, anew), *below)


def comments(three: Three, where: str) -> Lines:
    """The lines above or below a thing: what either side added to the base's, without what one of them took out."""
    base: Lines = getattr(three.parts[0], where, ())
    ours, theirs = (getattr(part, where) if part else base for part in three.parts[1:])
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    first, second = sorted((ours, theirs), key=lambda lines: (-len(lines), lines))
    kept = [line for line in first if line in second or line not in base]
    return (*kept, *(line for line in second if line not in first and line not in base))


def in_place(base: Iterable[str], ours: Iterable[str], theirs: Iterable[str]) -> list[str]:
    """The names of both sides in one order: a new one stands behind the one that it stood behind on its side."""
    sides = [list(ours), list(theirs)]
    result = _spine(list(base), *sides)
    waiting: dict[str, str | None] = {}
    for side in sides:
        waiting |= {name: side[at - 1] if at else None for at, name in enumerate(side) if name not in result}
    while waiting:
        ready = sorted((name for name, before in waiting.items() if before is None or before in result), reverse=True)
        for name in ready:
            before = waiting.pop(name)
            result.insert(result.index(before) + 1 if before is not None else 0, name)
    return result


def in_order(base: Iterable[str], ours: Iterable[str], theirs: Iterable[str], events: Sequence[Event]) -> list[str]:
    """The events' ids: common ones as they stand in the files, the others at their places in the order of meaning."""
    order = {event.id: event.order for event in events}
    result = _spine(list(base), list(ours), list(theirs))
    for name in sorted((name for name in order if name not in result), key=lambda one: order[one]):
        at = next((at for at, one in enumerate(result) if order[one] > order[name]), len(result))
        result.insert(at, name)
    return result


def _spine(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """What both sides have, in the order of whoever changed it."""
    common = set(ours) & set(theirs)
    left, right = ([name for name in side if name in common] for side in (ours, theirs))
    if left == right:
        return left
    both = [name for name in base if name in common]
    old = [[name for name in side if name in both] == both for side in (left, right)]
    if old[0] != old[1]:
        return right if old[0] else left
    return min(left, right)


def _body(three: Three, value: object, anew: Callable[[], Lines] | None) -> Lines:
    base, ours, theirs = three.parts
    saying = [part.body for part, said in zip((ours, theirs), three.said[1:], strict=True) if part and said == value]
    if not saying:
        return anew() if anew else base.body if base else ()
    if len(saying) == 1 or saying[0] == saying[1]:
        return saying[0]
    if base and base.body in saying:
        return saying[1] if base.body == saying[0] else saying[0]
    return max(saying, key=lambda lines: (sum(map(len, lines)), lines))
