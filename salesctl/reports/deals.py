"""Deals, one a line: where each stands, what it is worth, what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from msgspec import Struct

from salesctl.core.folding import fold
from salesctl.reports.items import Item, worst_first
from salesctl.reports.material import Names, Stages, World
from salesctl.reports.rows import DealRow
from salesctl.reports.table import Column, Mark, Said, Table

STATUSES = ("open", "nurture", "won", "lost", "void")


class Line(Struct, frozen=True):
    """One deal. ``next`` is what is owed soonest, care left aside; None when nothing is."""

    customer: str
    name: str
    ref: str
    deal: int
    title: str | None
    stage: str | None
    grade: str | None
    owner: str
    status: str
    held: bool
    finished: bool
    amount: Decimal | None
    sign_by: str | None
    channel: str | None
    kind: str | None
    industry: str | None
    opened: datetime | None
    next: Item | None
    late: bool
    words: str
    """What a search for text looks through."""


def lines(deals: Iterable[DealRow], found: Iterable[Item]) -> list[Line]:
    """Every one of the deals with what it owes first; ``found`` are the items of these deals, and maybe of others."""
    owed: dict[tuple[str, int], list[Item]] = {}
    for item in found:
        if not item.is_care:
            owed.setdefault((item.customer, item.deal), []).append(item)
    return [_line(deal, worst_first(owed.get((deal.customer, deal.deal), ()))) for deal in deals]


def chosen(
    found: Iterable[Line], *, text: str | None = None, least: Decimal | None = None, **wanted: str | None
) -> list[Line]:  # fmt: skip
    """The deals that fit: by the named facts, by a least amount, by a text in name, title or need."""
    asked = {key: value for key, value in wanted.items() if value is not None}
    return [
        one for one in found
        if all(getattr(one, key) == value for key, value in asked.items())
        and (least is None or (one.amount is not None and one.amount >= least))
        and (text is None or fold(text) in one.words)
    ]  # fmt: skip


SORTS: Mapping[str, Callable[[Line], Any]] = {
    "name": lambda one: one.name,
    "stage": lambda one: one.stage or "",
    "grade": lambda one: one.grade or "~",
    "owner": lambda one: one.owner,
    "status": lambda one: STATUSES.index(one.status),
    "amount": lambda one: -(one.amount or Decimal(0)),
    "sign_by": lambda one: one.sign_by or "~",
    "next": lambda one: one.next.due.astimezone(UTC) if one.next and one.next.due else datetime.max.replace(tzinfo=UTC),
    "opened": lambda one: one.opened.astimezone(UTC) if one.opened else datetime.min.replace(tzinfo=UTC),
}
"""How a list may be sorted; a minus before the name turns it round. Amounts begin with the largest."""


def in_order(world: World, found: list[Line], by: str) -> list[Line]:
    """Sorted by one of ``SORTS``; stages in the order of the process."""
    name, backwards = by.removeprefix("-"), by.startswith("-")
    if name == "stage":
        order = world.playbook.stage_order
        return sorted(found, key=lambda one: order.index(one.stage) if one.stage in order else -1, reverse=backwards)
    return sorted(found, key=SORTS[name], reverse=backwards)


def build(world: World, found: list[Line]) -> Table:
    """One row a deal."""
    columns = (
        Column("name", Said("list.customer")),
        Column("stage", Said("list.stage")),
        Column("grade", Said("list.grade")),
        Column("owner", Said("list.owner"), priority=1),
        Column("status", Said("list.status"), priority=2),
        Column("amount", Said("list.amount"), "money"),
        Column("next", Said("list.next"), priority=4),
        Column("due", Said("list.due"), "moment", priority=3),
        Column("ref", Said("list.ref"), priority=5),
    )
    names, stages = Names(world.team), Stages(world.playbook)
    rows = tuple(
        (
            one.name if one.deal == 1 else f"{one.name}/{one.deal}", stages[one.stage], one.grade,
            names[one.owner], status_cell(one), one.amount,
            one.next.what if one.next else None, one.next.due if one.next else None, one.ref,
        )
        for one in found
    )  # fmt: skip
    marks: tuple[Mark, ...] = tuple(_mark(one) for one in found)
    totals = {"amount": sum((one.amount for one in found if one.amount is not None), Decimal(0))} if found else {}
    return Table("list", Said("list.title"), columns, rows, totals, marks=marks)


def status_cell(one: Line) -> Said:
    """The status, and that it is held or finished."""
    return Said(
        "status." + ("finished" if one.finished and one.status == "won" else "held" if one.held else one.status)
    )


def _line(deal: DealRow, owed: list[Item]) -> Line:
    return Line(
        customer=deal.customer, name=deal.name, ref=deal.ref, deal=deal.deal, title=deal.title, stage=deal.stage,
        grade=deal.grade, owner=deal.owner, status=deal.status, held=deal.held, finished=deal.finished,
        amount=deal.amount, sign_by=deal.sign_by, channel=deal.channel, kind=deal.kind, industry=deal.industry,
        opened=deal.opened, next=owed[0] if owed else None,
        late=any(one.late and one.kind != "hold" for one in owed), words=deal.words,
    )  # fmt: skip


def _mark(one: Line) -> Mark:
    return "late" if one.late else "done" if one.status == "won" else "quiet" if one.status in ("lost", "void") else ""
