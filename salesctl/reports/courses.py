"""How deals went, as far as a funnel counts it: many went the same way, and are counted together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from salesctl.reports.rows import Course, DealRow

Counted = Mapping[tuple[Course, str], int]
"""How many deals went a way and are worth an amount, as it is written; empty where nobody knows it."""


class Period(Struct, frozen=True):
    """From ``since`` up to, and without, ``until``; None: without an end on that side."""

    since: datetime | None = None
    until: datetime | None = None

    @property
    def whole(self) -> bool:
        """Whether it is without ends."""
        return self.since is None and self.until is None

    def holds(self, at: datetime | None) -> bool:
        """Whether a moment lies in it; an unknown one only in the period without ends."""
        if at is None:
            return self.since is None and self.until is None
        return (self.since is None or at >= self.since) and (self.until is None or at < self.until)


def course(deal: DealRow, period: Period) -> Course:
    """How a deal went within a period."""
    return _course(_way(deal, period))


def counted(deals: Iterable[DealRow], period: Period) -> Counted:
    """The deals of a period, by the way they went and by what they are worth."""
    found: Counter[tuple[Course, str]] = Counter()
    for (way, amount), often in Counter((_way(one, period), written(one)) for one in deals).items():
        found[_course(way), amount] += often
    return found


def written(deal: DealRow) -> str:
    """The amount as text: 1.50 and 1.5 are equal and yet not the same."""
    return "" if deal.amount is None else str(deal.amount)


def _way(deal: DealRow, period: Period) -> tuple[Any, ...]:
    """A course with every stage in turn: cheaper for one deal, and most deals have the same."""
    holds, won, ended = period.holds, deal.won, deal.ended
    return (
        tuple([stage for stage, _ in deal.entries]),
        tuple([stage for stage, at in deal.entries if holds(at)]),
        deal.status, deal.finished, won is not None, deal.going and holds(deal.opened),
        won is not None and holds(won), ended is not None and holds(ended),
    )  # fmt: skip


def _course(way: tuple[Any, ...]) -> Course:
    passed, entered, *rest = way
    return Course(_once(passed), _once(entered), *rest)


def _once(stages: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(stages)))
