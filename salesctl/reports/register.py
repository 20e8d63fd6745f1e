"""The register 《客户信息登记表》: ten columns in the order of ``process.md`` (The register), one row a customer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from salesctl.core.events import Value
from salesctl.core.intake.deals import standing_deal
from salesctl.core.plain import moment
from salesctl.core.replay import origin
from salesctl.core.state import Deal
from salesctl.reports.material import Read, World, shown_person, stage_cell
from salesctl.reports.table import Cell, Column, Kind, Said, Table

KEYS = ("no", "customer", "industry", "contact", "position", "phone_email", "need", "stage", "owner", "next_follow_up")
_KINDS: Mapping[str, Kind] = {"no": "number", "next_follow_up": "moment"}
_PRIORITY = {"phone_email": 1, "industry": 2, "position": 3, "need": 4}


def build(world: World, customers: Iterable[Read]) -> Table:
    """Every customer, telephone and e-mail as they are. The deal is the one under way, else the last."""
    columns = tuple(
        Column(key, Said(f"report.register.{key}"), _KINDS.get(key, "text"), priority=_PRIORITY.get(key, 0))
        for key in KEYS
    )
    rows = tuple(_row(world, place, one) for place, one in enumerate(sorted(customers, key=_came_in), start=1))
    notes = (Said("report.register.note"),)
    return Table("register", Said("report.register.title"), columns, rows, {"customers": len(rows)}, notes)


def _row(world: World, place: int, customer: Read) -> tuple[Cell, ...]:
    card, deal = customer.record.card, standing_deal(customer.state)
    person = _first_contact(card.get("contacts"))
    reach = " / ".join(part for part in (_text(person.get("phone")), _text(person.get("email"))) if part)
    return (
        place, customer.name, _text(card.get("industry")), _text(person.get("name")), _text(person.get("position")),
        reach or None, _text(card.get("need")), stage_cell(world.playbook, deal.stage) if deal else None,
        shown_person(world.team, deal.owner) if deal else None, planned(world, deal) if deal else None,
    )  # fmt: skip


def _came_in(customer: Read) -> tuple[datetime, str]:
    """The order of the register: as the customers came in; an unknown day stands last."""
    at = origin(customer.state)
    return (at.astimezone(UTC) if at else datetime.max.replace(tzinfo=UTC)), customer.name


def planned(world: World, deal: Deal) -> datetime | None:
    """When the next follow-up was last planned, on the team's clock."""
    when = moment(deal.plan.data.get("when")) if deal.plan else None
    return world.calendars[""].local(when) if when else None


def _first_contact(contacts: Value | None) -> Mapping[str, Value]:
    if contacts is None or isinstance(contacts, str | Mapping):
        return {}
    return next((one for one in contacts if isinstance(one, Mapping)), {})


def _text(value: Value | None) -> str | None:
    return value if isinstance(value, str) and value else None
