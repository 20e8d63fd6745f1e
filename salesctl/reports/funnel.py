"""The funnel: of the deals that entered a stage, how many went on, are still there, were lost (``process.md`` U4).

Each deal counts once a stage, by how far it got in the end; so a row always adds up. A deal that was imported counts
in the stage where it was found and in those it entered afterwards, never in those that nobody saw.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from salesctl.core.playbook import Playbook
from salesctl.reports.material import World, shown_person, stage_cell, total
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
    group_of = {id(one): _group(world, one, by) for one in seen}
    groups = sorted(set(group_of.values()), key=lambda one: (one is None, one or "")) if by else [None]
    rows: list[tuple[Cell, ...]] = []
    for group in groups:
        here = [one for one in seen if by is None or group_of[id(one)] == group]
        rows.extend(((group, *row) if by else row) for row in _rows(world.playbook, here, period))
    columns = (*((Column("group", Said(f"report.by.{by}")),) if by else ()), *_columns())
    notes = (Said("report.funnel.note"), Said("report.funnel.note_totals"))
    return Table("funnel", Said("report.funnel.title"), columns, tuple(rows), totals_of(seen, period), notes)


def entered(deal: DealRow, stage: str, period: Period) -> bool:
    """Whether the deal came into the stage within the period."""
    return any(into == stage and period.holds(at) for into, at in deal.entries)


def fate(playbook: Playbook, deal: DealRow, stage: str) -> str:
    """What became of a deal that entered a stage: one of ``FATES``."""
    order = playbook.stage_order
    reached = max((order.index(into) for into, _ in deal.entries if into in order), default=-1)
    if reached > order.index(stage) or deal.finished:
        return "advanced"
    return "still" if deal.status in ("open", "won") else deal.status


def totals_of(seen: Iterable[DealRow], period: Period) -> Mapping[str, Cell]:
    """Wins, losses and voids by their own day, so that a win stays in its month; open and nurture as they stand now."""
    won = [one for one in seen if one.won is not None and period.holds(one.won)]
    ended = [one.status for one in seen if one.ended is not None and period.holds(one.ended)]
    running = [one.status for one in seen if one.going and period.holds(one.opened)]
    return {
        "won": len(won), "lost": ended.count("lost"), "void": ended.count("void"), "open": running.count("open"),
        "nurture": running.count("nurture"), "won_value": total(one.amount for one in won),
    }  # fmt: skip


def _rows(playbook: Playbook, seen: Iterable[DealRow], period: Period) -> Iterable[tuple[Cell, ...]]:
    for stage in playbook.stages:
        here = [one for one in seen if entered(one, stage, period)]
        fates = {name: [one for one in here if fate(playbook, one, stage) == name] for name in FATES}
        won = [one for one in here if one.won is not None]
        yield (
            stage_cell(playbook, stage), len(here), *(len(fates[name]) for name in FATES),
            round(len(fates["advanced"]) / len(here), 4) if here else None,
            total(one.amount for one in here), total(one.amount for one in fates["still"]),
            len(won), total(one.amount for one in won),
        )  # fmt: skip


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


def _group(world: World, deal: DealRow, by: str | None) -> str | None:
    match by:
        case "owner":
            return shown_person(world.team, deal.owner)
        case "channel":
            return deal.channel
        case "grade":
            return deal.grade
        case "industry":
            return deal.industry
    return None
