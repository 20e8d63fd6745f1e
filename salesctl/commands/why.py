"""Why a deal is blocked, and why what it owes is due then (``process.md`` Time)."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from salesctl.commands import _completing
from salesctl.commands._session import seen_in, workspace_of
from salesctl.core.naming import read_step
from salesctl.desk.customers import with_ref
from salesctl.desk.opening import Workspace
from salesctl.i18n import say, text
from salesctl.render import console, problems
from salesctl.render import why as drawn
from salesctl.reports import why
from salesctl.reports.blocking import blocking
from salesctl.reports.guidance import present_deal
from salesctl.reports.material import ref_of


def command(
    context: typer.Context,
    customer: Annotated[str, typer.Argument(metavar="CUSTOMER", autocompletion=_completing.customer)],
    step: Annotated[str | None, typer.Argument(metavar="STEP", autocompletion=_completing.step)] = None,
) -> int:
    """Explain what blocks the deal, and each deadline by its ledger; of one step or duty where one is named."""
    workspace = workspace_of(context)
    found = seen_in(workspace, customer)
    name, number = (
        read_step(workspace.playbook, step, found.customer.deal(found.number).stage) if step else (None, None)
    )
    chosen = present_deal(found.customer, found.number, asked=found.asked)
    deal = found.customer.deal(chosen)
    ref = ref_of(found.customer, chosen)
    if name is None:
        blocked = [with_ref(one, ref) for one in blocking(workspace, found.customer, deal)] if deal.going else []
        reasons = why.of_open(workspace, found.customer, deal)
    else:
        blocked, reasons = [], why.of_entry(workspace, found.customer, deal, name, number)
    if console.screen.json:
        from salesctl.render import json

        json.answer(workspace.now, {
            "customer": found.customer.id, "name": found.customer.name, "deal": chosen, "stage": deal.stage,
            "blocked_by": [problems.as_json(one) for one in blocked],
            "steps": [_as_json(workspace, one) for one in reasons],
        })  # fmt: skip
        return 0
    if name is None:
        drawn.blocked(blocked, going=deal.going)
    for reason in reasons:
        drawn.reason(workspace, reason)
    if not reasons:
        console.result(say("why.nothing_owed"))
    return 0


def _as_json(workspace: Workspace, one: why.Reason) -> dict[str, Any]:
    return {
        "step": one.id, "title": text(one.title), "state": one.standing, "roles": one.roles, "since": one.since,
        "due": one.due, "late": one.late, "done": one.done, "by": one.by, "why": drawn.sentences(workspace, one),
    }  # fmt: skip
