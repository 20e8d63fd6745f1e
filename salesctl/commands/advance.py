"""To the next stage, if nothing blocks."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.commands._options import At, Because, CustomerName
from salesctl.commands._replying import reply
from salesctl.commands._session import found_in, happened_of, workspace_of
from salesctl.core.commands import Advance
from salesctl.core.problems import Refused
from salesctl.desk.acting import Acted, act, dry_run
from salesctl.i18n import say, text
from salesctl.render import console, json, problems


def command(
    context: typer.Context,
    customer: CustomerName,
    dry_run_: Annotated[bool, typer.Option("--dry-run")] = False,
    override: Annotated[bool, typer.Option("--override")] = False,
    because: Because = None,
    at: At = None,
) -> int:
    """Advance the deal; else say every reason why not, each with its remedy."""
    workspace = workspace_of(context)
    found = found_in(workspace, customer)
    deal = found.customer.deal(found.number)
    stages, to = workspace.playbook.stages, workspace.playbook.next_stage(deal.stage)
    content = {"from": deal.stage, "to": to}
    asked = Advance(deal=found.number, at=happened_of(workspace, at), override=override, because=because)
    if dry_run_:
        refused = dry_run(workspace, found, [asked])
        if isinstance(refused, Refused):
            problems.refuse(refused.problems)
            return refused.exit_code
        if console.screen.json:
            json.answer(workspace.now, {**content, "dry_run": True})
        else:
            console.result(say("saved.would_advance", to=text(stages[to].title) if to else say("saved.the_end")))
        return 0
    acted = act(workspace, found, [asked])
    if isinstance(acted, Acted) and to is None:
        return reply(workspace, acted, "saved.finished", content)
    stage = stages[to] if to else None
    title, goal = (stage.title, stage.goal or "") if stage else ("", "")
    return reply(workspace, acted, "saved.advanced", content, to=title, goal=goal)
