"""What the commands that look have in common: everybody read once, files that can't be read named, items as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from salesctl.commands._session import customers_of
from salesctl.core.arithmetic import reckon
from salesctl.core.phrases.amounts import read
from salesctl.core.problems import Broken, Problem
from salesctl.desk.customers import Customer, Customers
from salesctl.desk.opening import Workspace
from salesctl.render import console, problems
from salesctl.render.cells import words
from salesctl.reports.items import Item

BROKEN = 4


def everybody(workspace: Workspace) -> tuple[list[Customer], Customers]:
    """Every readable customer, read once, and the folder that knows which files were not."""
    folder = customers_of(workspace)
    return list(folder.all()), folder


def broken_in(folder: Customers) -> int:
    """Name the files that were left out, on stderr. The exit code: 4 where one is broken, else 0."""
    problems.show(folder.broken)
    return BROKEN if any(one.severity == "error" for one in folder.broken) else 0


def answer(workspace: Workspace, folder: Customers, content: dict[str, Any]) -> int:
    """The JSON answer of a list; ``problems`` names the files that could not be read, which stderr does too."""
    from salesctl.render import json

    json.answer(workspace.now, {**content, "problems": [problems.as_json(one) for one in folder.broken]})
    return broken_in(folder)


def items_json(found: Iterable[Item]) -> list[dict[str, Any]]:
    return [item_json(one) for one in found]


def item_json(item: Item) -> dict[str, Any]:
    """An item as `overdue` and `inbox` give it; ``command`` is what can be pasted."""
    return {
        "customer": item.customer, "name": item.name, "deal": item.deal, "stage": item.stage, "grade": item.grade,
        "step": item.step, "role": item.role, "person": item.person, "owner": item.owner, "since": item.since,
        "due": item.due, "late_hours": item.late_hours, "what": words(item.what), "late": item.late, "kind": item.kind,
        "strength": item.strength, "tried": item.tried, "escalated": item.escalated, "round": item.round,
        "occurrence": item.occurrence, "provisional": item.provisional, "command": console.pasteable(item.command),
    }  # fmt: skip


def ahead(workspace: Workspace, span: str | None) -> datetime:
    """The moment up to which `--within` looks: ``2d``, ``48h``, ``3wd`` from now. Raises Broken (exit code 2)."""
    if span is None:
        return workspace.now
    amount = read(span.strip().lower())
    if amount is None:
        raise Broken(Problem("overdue.not_a_span", {"value": span}), exit_code=2)
    try:
        return reckon(amount, workspace.now, workspace.calendars[""]).at
    except Broken as error:
        raise Broken(*error.problems, exit_code=2) from None
