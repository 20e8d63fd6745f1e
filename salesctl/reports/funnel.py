"""The funnel: of the deals that entered a stage, how many went on, are still there, were lost (``process.md`` U4).

Each deal counts once a stage, by how far it got in the end; so a row always adds up. A deal that was imported counts
in the stage where it was found and in those it entered afterwards, never in those that nobody saw.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeAlias

from salesctl.core.playbook import Playbook
from salesctl.reports.courses import Counted, Period, counted
from salesctl.reports.material import Names, World, stage_cell
from salesctl.reports.rows import Course, DealRow
from salesctl.reports.table import Cell, Column, Kind, Said, Table

FATES = ("advanced", "still", "lost", "void", "nurture")
GROUPS = ("owner", "channel", "grade", "industry")
_Some: TypeAlias = tuple[Course, Decimal, int]


def build(world: World, counted: Mapping[str | None, Counted], by: str | None = None) -> Table:
    """A row a stage; with ``by`` (one of ``GROUPS``) a row a stage for each group that was counted."""
    rows: list[tuple[Cell, ...]] = []
    everything: list[_Some] = []
    for group in sorted(counted, key=lambda one: (one is None, one or "")):
        some = _in_order(counted[group])
        everything += some
        rows.extend(((group, *row) if by else row) for row in _rows(world.playbook, some))
    columns = (*((Column("group", Said(f"report.by.{by}")),) if by else ()), *_columns())
    notes = (Said("report.funnel.note"), Said("report.funnel.note_totals"))
    return Table("funnel", Said("report.funnel.title"), columns, tuple(rows), totals_of(everything), notes)


def grouped(world: World, deals: Iterable[DealRow], period: Period, by: str | None = None) -> dict[str | None, Counted]:
    """The deals of a period, counted by owner, channel, grade or industry; without ``by`` all in one."""
    names = Names(world.team)
    found: dict[str | None, list[DealRow]] = {} if by else {None: []}
    for deal in deals:
        found.setdefault(_group(names, deal, by), []).append(deal)
    return {group: counted(some, period) for group, some in found.items()}


def totals_of(found: Iterable[_Some]) -> Mapping[str, Cell]:
    """Wins, losses and voids by their own day, so that a win stays in its month; open and nurture as they stand now."""
    totals: dict[str, int] = dict.fromkeys(("won", "lost", "void", "open", "nurture"), 0)
    value = Decimal(0)
    for one, amount, often in found:
        if one.won:
            totals["won"] += often
            value += amount * often
        if one.ended and one.status in ("lost", "void"):
            totals[one.status] += often
        if one.going and one.status in ("open", "nurture"):
            totals[one.status] += often
    return {**totals, "won_value": value}


class _Stage:
    """What came into one stage, counted deal by deal."""

    def __init__(self) -> None:
        self.fates = dict.fromkeys(FATES, 0)
        self.amount = self.still = self.won_value = Decimal(0)
        self.won = 0

    def add(self, fate: str, amount: Decimal, often: int, *, won: bool) -> None:
        """Deals of one amount that came in."""
        self.fates[fate] += often
        worth = amount * often
        self.amount += worth
        if fate == "still":
            self.still += worth
        if won:
            self.won += often
            self.won_value += worth

    def row(self) -> tuple[Cell, ...]:
        """The cells of its row, but for the stage."""
        here = sum(self.fates.values())
        share = round(self.fates["advanced"] / here, 4) if here else None
        return (here, *self.fates.values(), share, self.amount, self.still, self.won, self.won_value)


def _in_order(counted: Counted) -> list[_Some]:
    """What was counted, in an order that does not depend on who came first: sums of long numbers are rounded."""
    place = {one: at for at, one in enumerate(sorted({one for one, _ in counted}, key=repr))}
    found = sorted(counted.items(), key=lambda one: (one[0][1], place[one[0][0]]))
    return [(one, Decimal(amount or 0), often) for (one, amount), often in found]


def _rows(playbook: Playbook, found: Iterable[_Some]) -> Iterable[tuple[Cell, ...]]:
    order = {stage: place for place, stage in enumerate(playbook.stages)}
    stages = {stage: _Stage() for stage in order}
    for one, amount, often in found:
        into = [stage for stage in one.entered if stage in order]
        if into:
            reached = max(order[stage] for stage in one.passed if stage in order)
            end = "still" if one.status in ("open", "won") else one.status
            for stage in into:
                fate = "advanced" if reached > order[stage] or one.finished else end
                stages[stage].add(fate, amount, often, won=one.worth)
    for name, here in stages.items():
        yield (stage_cell(playbook, name), *here.row())


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
