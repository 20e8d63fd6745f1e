"""Every deal in one line, with the filters that a manager needs."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from salesctl.commands import _completing
from salesctl.commands._looking import answer, broken_in, everybody
from salesctl.commands._session import workspace_of
from salesctl.i18n import say
from salesctl.render import console
from salesctl.render.cells import words
from salesctl.reports import deals


def command(
    context: typer.Context,
    owner: Annotated[str | None, typer.Option("--owner", metavar="WHO", autocompletion=_completing.person)] = None,
    stage: Annotated[str | None, typer.Option("--stage", metavar="STAGE", autocompletion=_completing.stage)] = None,
    status: Annotated[str | None, typer.Option("--status")] = None,
    grade: Annotated[str | None, typer.Option("--grade")] = None,
    min_amount: Annotated[str | None, typer.Option("--min-amount", metavar="AMOUNT")] = None,
    channel: Annotated[str | None, typer.Option("--channel")] = None,
    kind: Annotated[str | None, typer.Option("--kind")] = None,
    words_: Annotated[str | None, typer.Option("--text")] = None,
    sort: Annotated[str, typer.Option("--sort", metavar="|".join(deals.SORTS))] = "",
) -> int:
    """List deals; without a filter every one, whatever its status."""
    workspace = workspace_of(context)
    asked = (owner, stage, status, grade, channel, kind)
    wanted, least, order = {}, None, ""
    if any((*asked, min_amount, sort)):
        from salesctl.commands import _filters

        wanted = _filters.wanted(workspace, *asked)
        least, order = _filters.least(min_amount), _filters.order(sort)
    everyone = everybody(workspace)
    lines = deals.lines(everyone.deals(owner=wanted.get("owner")), everyone.items(owner=wanted.get("owner")))
    found = deals.chosen(lines, text=words_, least=least, **wanted)
    if order:
        found = deals.in_order(workspace, found, order)
    if console.screen.json:
        return answer(workspace, everyone.broken, {"items": [line_json(one) for one in found]})
    if found:
        from salesctl.render import table

        table.show(deals.build(workspace, found), workspace.now)
    elif everyone.count or not everyone.broken:
        any_ = bool(everyone.count)
        console.result(
            say(
                "list.none_fits" if any_ else "list.nobody",
                command=console.pasteable("list" if any_ else "lead add NAME"),
            )
        )
    return broken_in(everyone.broken)


def line_json(one: deals.Line) -> dict[str, Any]:
    """A deal as `list` gives it."""
    coming = one.next
    return {
        "customer": one.customer, "name": one.name, "deal": one.deal, "stage": one.stage, "grade": one.grade,
        "owner": one.owner, "status": one.status, "held": one.held, "amount": one.amount, "sign_by": one.sign_by,
        "next": {"what": words(coming.what) if coming else None, "due": coming.due if coming else None,
                 "step": coming.step if coming else None},
        "title": one.title, "kind": one.kind, "channel": one.channel, "industry": one.industry, "opened": one.opened,
        "finished": one.finished, "late": one.late,
    }  # fmt: skip
