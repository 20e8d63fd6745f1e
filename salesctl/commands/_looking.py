"""What the commands that look have in common: everybody read once, files that can't be read named, items as JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from salesctl.commands._session import reading_bar
from salesctl.core.problems import Broken, Problem
from salesctl.desk.everyone import Everyone, everyone
from salesctl.desk.opening import Workspace
from salesctl.render import console, problems
from salesctl.render.cells import words
from salesctl.reports.items import Item

BROKEN = 4


def everybody(workspace: Workspace) -> Everyone:
    """Every readable customer as rows, with a bar on stderr where reading them lasts."""
    return everyone(workspace, reading_bar)


def broken_in(broken: Collection[Problem]) -> int:
    """Name the files that were left out, on stderr. The exit code: 4 where one is broken, else 0."""
    problems.show(broken)
    return BROKEN if any(one.severity == "error" for one in broken) else 0


def answer(workspace: Workspace, broken: Collection[Problem], content: dict[str, Any]) -> int:
    """The JSON answer of a list; ``problems`` names the files that could not be read, which stderr does too."""
    from salesctl.render import json

    json.answer(workspace.now, {**content, "problems": [problems.as_json(one) for one in broken]})
    return broken_in(broken)


def items_json(found: Iterable[Item]) -> list[dict[str, Any]]:
    return [item_json(one) for one in found]


def item_json(item: Item) -> dict[str, Any]:
    """An item as `overdue` and `inbox` give it; ``command`` is what can be pasted."""
    row = item.row
    return {
        "customer": row.customer, "name": row.name, "deal": row.deal, "stage": row.stage, "grade": row.grade,
        "step": row.step, "role": row.role, "person": row.person, "owner": row.owner, "since": row.since,
        "due": row.due, "late_hours": item.late_hours, "what": words(item.what), "late": item.late, "kind": row.kind,
        "strength": row.strength, "tried": row.tried, "escalated": item.escalated, "round": row.round,
        "occurrence": row.occurrence, "provisional": row.provisional, "command": console.pasteable(row.command),
    }  # fmt: skip


def ahead(workspace: Workspace, span: str | None) -> datetime:
    """The moment up to which `--within` looks: ``2d``, ``48h``, ``3wd`` from now. Raises Broken (exit code 2)."""
    if span is None:
        return workspace.now
    from salesctl.core.arithmetic import reckon
    from salesctl.core.phrases.amounts import read

    amount = read(span.strip().lower())
    if amount is None:
        raise Broken(Problem("overdue.not_a_span", {"value": span}), exit_code=2)
    try:
        return reckon(amount, workspace.now, workspace.calendars[""]).at
    except Broken as error:
        raise Broken(*error.problems, exit_code=2) from None
