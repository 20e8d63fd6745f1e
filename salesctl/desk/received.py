"""What came in from the others, looked over: broken files, and moves that contradict each other."""

from __future__ import annotations

from salesctl.core.problems import Broken, Problem
from salesctl.desk.customers import Customers
from salesctl.desk.globals import Globals
from salesctl.desk.opening import open_workspace
from salesctl.reports.contradictions import of_contradictions
from salesctl.store.names import CUSTOMERS


def worth_knowing(told: Globals, received: tuple[str, ...]) -> list[Problem]:
    """What is broken or contradicts itself in the customers that came in; what fits as text need not fit as work."""
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
    return found
