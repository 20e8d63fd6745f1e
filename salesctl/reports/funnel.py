"""The funnel: of the deals that entered a stage, how many went on, are still there, were lost (``process.md`` U4).

Each deal counts once a stage, by how far it got in the end; so a row always adds up. A deal that was imported counts
in the stage where it was found and in those it entered afterwards, never in those that nobody saw.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from msgspec import Struct

from salesctl.core.playbook import Playbook
from salesctl.reports.material import Names, World, stage_cell, total
from salesctl.reports.rows import DealRow
from salesctl.reports.table import Cell, Column, Kind, Said, Table

FATES = ("advanced", "still", "lost", "void", "nurture")
GROUPS = ("owner", "channel", "grade", "industry")


class Period(Struct, frozen=True):
    """From ``since`` up to, and without, ``until``; None: without an end on that side."""

    since: datetime | None = None
    until: datetime | None = None

    def holds(self, at: datetime | None) -> bool:
        """Whether a moment lies in it; an unknown one only in the period without ends."""
        if at is None:
            return self.since is None and self.until is None
        return (self.since is None or at >= self.since) and (self.until is None or at < self.until)


def build(world: World, seen: Sequence[DealRow], period: Period, by: str | None = None) -> Table:
    """A row a stage; with ``by`` (one of ``GROUPS``) a row a stage for each owner, channel, grade or industry."""
    names = Names(world.team)
    group_of = {id(one): _group(names, one, by) for one in seen}
    groups = sorted(set(group_of.values()), key=lambda one: (one is None, one or "")) if by else [None]
    rows: list[tuple[Cell, ...]] = []
    for group in groups:
        here = [one for one in seen if by is None or group_of[id(one)] == group]
        rows.extend(((group, *row) if by else row) for row in _rows(world.playbook, here, period))
    columns = (*((Column("group", Said(f"report.by.{by}")),) if by else ()), *_columns())
    notes = (Said("report.funnel.note"), Said("report.funnel.note_totals"))
    return Table("funnel", Said("report.funnel.title"), columns, tuple(rows), totals_of(seen, period), notes)


def totals_of(seen: Iterable[DealRow], period: Period) -> Mapping[str, Cell]:
    """Wins, losses and voids by their own day, so that a win stays in its month; open and nurture as they stand now."""
    won = [one for one in seen if one.won is not None and period.holds(one.won)]
    ended = [one.status for one in seen if one.ended is not None and period.holds(one.ended)]
    running = [one.status for one in seen if one.going and period.holds(one.opened)]
    return {
        "won": len(won), "lost": ended.count("lost"), "void": ended.count("void"), "open": running.count("open"),
        "nurture": running.count("nurture"), "won_value": total(one.amount for one in won),
    }  # fmt: skip


class _Stage:
    """What came into one stage, counted deal by deal."""

    def __init__(self) -> None:
        self.fates = dict.fromkeys(FATES, 0)
        self.amount = self.still = self.won_value = Decimal(0)
        self.won = 0

    def add(self, deal: DealRow, fate: str) -> None:
        """One deal that came in."""
        self.fates[fate] += 1
        self.won += deal.won is not None
        if deal.amount is not None:
            self.amount += deal.amount
            self.still += deal.amount if fate == "still" else 0
            self.won_value += deal.amount if deal.won is not None else 0

    def row(self) -> tuple[Cell, ...]:
        """The cells of its row, but for the stage."""
        here = sum(self.fates.values())
        share = round(self.fates["advanced"] / here, 4) if here else None
        return (here, *self.fates.values(), share, self.amount, self.still, self.won, self.won_value)


def _rows(playbook: Playbook, seen: Iterable[DealRow], period: Period) -> Iterable[tuple[Cell, ...]]:
    order = {stage: place for place, stage in enumerate(playbook.stages)}
    counted = {stage: _Stage() for stage in order}
    for deal in seen:
        into = {stage for stage, at in deal.entries if stage in order and period.holds(at)}
        if into:
            reached = max(order[stage] for stage, _ in deal.entries if stage in order)
            end = "still" if deal.status in ("open", "won") else deal.status
            for stage in into:
                counted[stage].add(deal, "advanced" if reached > order[stage] or deal.finished else end)
    for stage, one in counted.items():
        yield (stage_cell(playbook, stage), *one.row())


def _columns() -> tuple[Column, ...]:
    return tuple(
        Column(key, Said(f"report.funnel.{key}"), _KINDS.get(key, "number"), priority=priority)
        for key, priority in _PRIORITY.items()
    )


_KINDS: Mapping[str, Kind] = {
    "stage": "text", "conversion": "share", "amount": "money", "still_amount": "money", "won_value": "money",
}  # fmt: skip
_PRIORITY: Mapping[str, int] = {
    "stage": 0, "entered": 0, "advanced": 0, "still": 0, "lost": 0, "void": 6, "nurture": 4, "conversion": 0,
    "amount": 5, "still_amount": 3, "won": 1, "won_value": 2,
}  # fmt: skip


def _group(names: Names, deal: DealRow, by: str | None) -> str | None:
    match by:
        case "owner":
            return names[deal.owner]
        case "channel":
            return deal.channel
        case "grade":
            return deal.grade
        case "industry":
            return deal.industry
    return None
