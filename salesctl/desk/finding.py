"""Who is meant: by id, the start of one, or a part of the name in Chinese, pinyin or initials."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from salesctl.core.folding import fold
from salesctl.core.near import near
from salesctl.core.problems import Broken, Place, Problem
from salesctl.desk.customers import Customer, Customers, Found
from salesctl.desk.everyone import everyone
from salesctl.desk.opening import Workspace
from salesctl.desk.spelling import spelled_so
from salesctl.reports.rows import NameRow
from salesctl.store.workspace import files_of_id

if TYPE_CHECKING:
    from salesctl.desk.cores import Bar

_LONGEST_NUMBER = 9
_SHORTEST_START = 3
_ID = "[0-9a-z]{1,8}"


def find(world: Workspace, wanted: str, bar: Bar) -> Found:
    """Who is meant, and which deal: the first, unless another is named.

    Raises Broken (exit code 2) with the candidates, or (4) where their file is broken.
    """
    name, stroke, number = wanted.replace("／", "/").rpartition("/")
    if not stroke or not number.isdecimal() or len(number) > _LONGEST_NUMBER:
        name, number = wanted, ""
    customer = _by_id(world, name.strip()) or _by_name(world, name.strip(), bar)
    chosen = int(number) if number else min(customer.state.deals, default=1)
    customer.deal(chosen)
    return Found(customer, chosen, bool(number))


def _by_id(world: Workspace, wanted: str) -> Customer | None:
    """By the id in the name of a file: nothing else has to be read."""
    if not re.fullmatch(_ID, wanted):
        return None
    found = files_of_id(world.root, wanted)
    exact = [file for file, id_ in found if id_ == wanted]
    chosen = exact or [file for file, _ in found]
    if len(chosen) == 1 and (len(wanted) >= _SHORTEST_START or exact):
        customer = Customers(world.root, world.playbook).read(world.root / chosen[0])
        return customer if customer.id.startswith(wanted) else None
    return None


def _by_name(world: Workspace, wanted: str, bar: Bar) -> Customer:
    everybody = everyone(world, bar)
    names = everybody.names()
    found = [one for one in names if one.id == wanted] or _named(world.root, names, wanted)
    if len(found) == 1:
        return Customers(world.root, world.playbook).shown_as(found[0].file, found[0].id)
    if found and len({one.id for one in found}) == 1:
        first, *others = sorted(one.file for one in found)
        raise Broken(*(Problem("customer.same_id", {"id": found[0].id, "other": first}, Place(one)) for one in others))
    if found:
        candidates = tuple(f"{one.id} {one.name}" for one in found[:10])
        params = {"name": wanted, "count": len(found), "candidates": candidates}
        raise Broken(Problem("customer.ambiguous", params), exit_code=2)
    broken = [one for one in everybody.broken if one.severity == "error"]
    if broken:
        raise Broken(*broken)
    close = near(wanted, (one.name for one in names), 3, 0.4)
    code = "customer.unknown_near" if close else "customer.unknown"
    raise Broken(Problem(code, {"name": wanted, "candidates": close}, None, "list"), exit_code=2)


def _named(root: Path, names: list[NameRow], wanted: str) -> list[NameRow]:
    plain = fold(wanted)
    if not plain:
        return []
    ways: tuple[Callable[[NameRow], bool], ...] = (
        lambda one: one.folded == plain,
        lambda one: plain in one.folded,
        lambda one: len(plain) >= _SHORTEST_START and one.id.startswith(plain),
    )
    for fits in ways:
        found = [one for one in names if fits(one)]
        if found:
            return found
    return spelled_so(root, names, plain)
