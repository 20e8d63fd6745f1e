"""The register 《客户信息登记表》: ten columns in the order of ``process.md`` (The register), one row a customer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter

from salesctl.reports.material import Names, Stages, World
from salesctl.reports.rows import CustomerRow
from salesctl.reports.table import Column, Kind, Said, Table

KEYS = ("no", "customer", "industry", "contact", "position", "phone_email", "need", "stage", "owner", "next_follow_up")
_KINDS: Mapping[str, Kind] = {"no": "number", "next_follow_up": "moment"}
_CELLS = ("name", "industry", "contact", "position", "reach", "need", "stage", "owner", "follow_up")
_CAME_IN = attrgetter("came_in", "name")
"""The order of the register: as the customers came in; an unknown day stands last."""
_PRIORITY = {"phone_email": 1, "industry": 2, "position": 3, "need": 4}


def build(world: World, customers: Iterable[CustomerRow]) -> Table:
    """Every customer, telephone and e-mail as they are. The deal is the one under way, else the last."""
    columns = tuple(
        Column(key, Said(f"report.register.{key}"), _KINDS.get(key, "text"), priority=_PRIORITY.get(key, 0))
        for key in KEYS
    )
    names, stages = Names(world.team), Stages(world.playbook)
    found = sorted(customers, key=_CAME_IN)
    *said, stage, owner, planned = [list(map(attrgetter(name), found)) for name in _CELLS]
    cells = (*said, map(stages.__getitem__, stage), map(names.__getitem__, owner), planned)
    rows = tuple(zip(range(1, len(found) + 1), *cells, strict=True))
    notes = (Said("report.register.note"),)
    return Table("register", Said("report.register.title"), columns, rows, {"customers": len(rows)}, notes)
