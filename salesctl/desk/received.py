"""What came in from the others, looked over: broken files, and moves that contradict each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from salesctl.core.problems import Broken, Place, Problem
from salesctl.desk.customers import Customers
from salesctl.desk.everyone import everyone
from salesctl.desk.globals import Globals
from salesctl.desk.opening import Workspace, open_workspace
from salesctl.reports.contradictions import of_contradictions
from salesctl.reports.rows import NameRow
from salesctl.store.names import CUSTOMERS


def worth_knowing(told: Globals, received: Collection[str], new: Collection[str]) -> list[Problem]:
    """What is broken or contradicts itself in the customers that came in; what fits as text need not fit as work.

    Of the ``new`` ones, also whom somebody here has entered too.
    """
    names = [one for one in received if one.startswith(f"{CUSTOMERS}/") and one.endswith((".yaml", ".yml"))]
    found: list[Problem] = []
    try:
        workspace = open_workspace(told)
    except Broken as broken:
        return list(broken.problems)
    folder = Customers(workspace.root, workspace.playbook)
    for name in names:
        if not (workspace.root / name).exists():
            continue
        try:
            crossed = of_contradictions(workspace, folder.read(workspace.root / name))
            found += [one.problem for one in crossed if one.is_grave]
        except Broken as broken:
            found += broken.problems
    return [*found, *_entered_twice(workspace, frozenset(new))] if new else found


def _entered_twice(workspace: Workspace, new: Collection[str]) -> Iterator[Problem]:
    names = everyone(workspace, iter).names()
    by_key: dict[str, list[NameRow]] = {}
    for one in names:
        for key in _keys(one):
            by_key.setdefault(key, []).append(one)
    for one in (one for one in names if one.file in new):
        alike = [other for key in _keys(one) for other in by_key[key]]
        for other in {other.id: other for other in alike if other.id != one.id and other.file not in new}.values():
            params = {"name": other.name, "id": other.id}
            yield Problem("customer.likely_same", params, Place(one.file), f"show {other.id}", "info")


def _keys(one: NameRow) -> tuple[str, ...]:
    """By what two customers are probably the same."""
    return (f"name {one.core}", *(f"phone {phone}" for phone in one.phones))
