"""Between a customer's rows and the index: by what each row can be chosen, and until when it holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from math import ceil, floor
from typing import Final

from msgspec.json import encode

from salesctl.core.ladders import Rung
from salesctl.core.problems import Problem
from salesctl.reports.rows import Course, CrossedRow, CustomerRow, DealRow, HeardRow, Matter, NameRow, OwedRow, Summary
from salesctl.store.digests import digest
from salesctl.store.index.keeping import Span
from salesctl.store.index.shapes import Kept, Row, Shape
from salesctl.store.index.sight import Stamp

BACK: Final = timedelta(days=90)
AHEAD: Final = timedelta(days=35)
"""What is owed is laid out for so long: a look at a moment outside reads every file again."""
NEVER: Final = 1 << 62
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_TRUST: Final = 2_000_000_000
"""A stamp younger than so many nanoseconds might not show the next change: the coarsest clock of a disk."""

SHAPES: Final = (
    Shape("customers", numbers=("came_in",)),
    Shape("deals", words=("owner", "course", "amount")),
    Shape(
        "owed",
        numbers=("due", "appears", "lapses", "tells"),
        words=("owner", "holder", "told", "name", "matter"),
    ),
    Shape("heard", numbers=("at",)),
    Shape("crossed"),
    Shape("names"),
)


_ROWS: Final = (CustomerRow, DealRow, OwedRow, Matter, HeardRow, CrossedRow, NameRow, Course, Rung, Problem)
_LAYOUT: Final = digest(repr((SHAPES, [one.__annotations__ for one in _ROWS])).encode()).hex()[:8]


def key_of(world: str) -> str:
    """The key of rows: that of the world they were reckoned in, and how a row is made up."""
    return f"{world}-{_LAYOUT}"


def kept(file: str, stamp: Stamp, data: bytes, found: Summary, *, young: bool) -> Kept:
    """The rows of a file for the index. ``young``: its stamp proves little (``is_young``)."""
    rows = {
        "customers": (Row((found.customer.came_in,), (), encode(found.customer)),),
        "deals": tuple(map(_deal, found.deals)),
        "owed": tuple(_owed(one) for one in found.owed),
        "heard": tuple(Row((micros(one.at),), (), encode(one)) for one in found.heard),
        "crossed": tuple(Row((), (), encode(one)) for one in found.crossed),
        "names": (_row(found.name),),
    }
    return Kept(file, stamp, digest(data), young, rows)


def is_young(stamp: Stamp, read: int) -> bool:
    """Whether a file changed so shortly before it was read that its stamp proves little.

    ``read`` is when reading began, in nanoseconds of the epoch.
    """
    return max(stamp[1], stamp[2]) > read - _TRUST


def micros(at: datetime | None) -> int:
    """A moment as a number that can be compared; none lies after all."""
    return NEVER if at is None else (at - _EPOCH) // _MICROSECOND


def moment(micros: int) -> datetime | None:
    """The moment that a number stands for."""
    return None if micros == NEVER else _EPOCH + timedelta(microseconds=micros)


def span(key: str, now: datetime) -> Span:
    """How long rows that are made now hold, in whole seconds; ``key`` is the world's."""
    return Span(key_of(key), ceil((now - BACK).timestamp()), floor((now + AHEAD).timestamp()))


def holder(person: str | None, role: str | None) -> str:
    """Who has an obligation in hand: a person, or with ``@`` anybody of a role."""
    return person if person is not None else f"@{role}"


def told_roles(words: Iterable[str]) -> str:
    """The roles that a ladder tells, in one word."""
    return " ".join(words)


def _row(one: NameRow) -> Row:
    return Row((), (), encode(one))


def _deal(one: DealRow) -> Row:
    from salesctl.reports.courses import Period, course, written

    return Row((), (one.owner, encode(course(one, Period())).decode(), written(one)), encode(one))


def _owed(one: OwedRow) -> Row:
    rungs = [(rung.at, who) for rung in one.ladder for who in rung.who if who != "doer"]
    first = min((0 if at is None else micros(at) for at, _ in rungs), default=NEVER)
    roles = told_roles(dict.fromkeys(who for _, who in rungs))
    appears = -NEVER if one.appears is None else micros(one.appears)
    matter = Matter(
        one.kind, one.step, one.role, one.person, one.stage, one.grade, one.deal, one.said, one.about, one.strength,
        one.tried, one.round,
    )  # fmt: skip
    words = one.owner, holder(one.person, one.role), roles, one.name, encode(matter).decode()
    return Row((micros(one.due), appears, micros(one.lapses), first), words, encode(one))
