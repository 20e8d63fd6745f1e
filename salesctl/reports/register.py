"""The register 《客户信息登记表》: ten columns in the order of ``process.md`` (The register), one row a customer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from salesctl.reports.material import Names, Stages, World
from salesctl.reports.rows import CustomerRow
from salesctl.reports.table import Cell, Column, Kind, Said, Table

KEYS = ("no", "customer", "industry", "contact", "position", "phone_email", "need", "stage", "owner", "next_follow_up")
_KINDS: Mapping[str, Kind] = {"no": "number", "next_follow_up": "moment"}
_NEVER = datetime.max.replace(tzinfo=UTC)
_PRIORITY = {"phone_email": 1, "industry": 2, "position": 3, "need": 4}


def build(world: World, customers: Iterable[CustomerRow]) -> Table:
    """Every customer, telephone and e-mail as they are. The deal is the one under way, else the last."""
    columns = tuple(
        Column(key, Said(f"report.register.{key}"), _KINDS.get(key, "text"), priority=_PRIORITY.get(key, 0))
        for key in KEYS
    )
    names, stages = Names(world.team), Stages(world.playbook)
    rows = tuple(_row(names, stages, place, one) for place, one in enumerate(sorted(customers, key=_came_in), start=1))
    notes = (Said("report.register.note"),)
    return Table("register", Said("report.register.title"), columns, rows, {"customers": len(rows)}, notes)


def _row(names: Names, stages: Stages, place: int, one: CustomerRow) -> tuple[Cell, ...]:
    return (
        place, one.name, one.industry, one.contact, one.position, one.reach, one.need,
        stages[one.stage], names[one.owner], one.follow_up,
    )  # fmt: skip


def _came_in(one: CustomerRow) -> tuple[datetime, str]:
    """The order of the register: as the customers came in; an unknown day stands last."""
    return one.came_in or _NEVER, one.name
