"""Every deal in one line, with the filters that a manager needs."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from salesctl.commands import _completing
from salesctl.commands._looking import answer, broken_in, everybody
from salesctl.commands._opening import money_of
from salesctl.commands._session import workspace_of
from salesctl.core.naming import one_of, read_grade, read_person, read_stage
from salesctl.core.playbook import Playbook, Text
from salesctl.desk.opening import Workspace
from salesctl.i18n import LANGUAGES, say, speaking
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
    wanted = _wanted(workspace, owner, stage, status, grade, channel, kind)
    least = money_of(min_amount, "--min-amount")
    order = (
        ("-" if sort.startswith("-") else "")
        + one_of(sort.removeprefix("-"), {key: key for key in deals.SORTS}, "sort")
        if sort
        else ""
    )
    everyone = everybody(workspace)
    lines = deals.lines(everyone.deals(owner=wanted["owner"]), everyone.items(owner=wanted["owner"]))
    found = deals.chosen(lines, text=words_, least=least, **wanted)
    if order:
        found = deals.in_order(workspace, found, order)
    if console.screen.json:
        return answer(workspace, everyone.broken, {"items": [line_json(one) for one in found]})
    if found:
        from salesctl.render import table

        table.show(deals.build(workspace, found), workspace.now)
    else:
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


def _wanted(
    workspace: Workspace, owner: str | None, stage: str | None, status: str | None, grade: str | None,
    channel: str | None, kind: str | None,
) -> dict[str, str | None]:  # fmt: skip
    playbook = workspace.playbook
    return {
        "owner": read_person(workspace.team, owner) if owner else None,
        "stage": read_stage(playbook, stage) if stage else None,
        "status": one_of(status, {key: _spelled(f"status.{key}") for key in deals.STATUSES}, "status")
        if status
        else None,
        "grade": read_grade(playbook, grade) if grade else None,
        "channel": _channel(playbook, channel) if channel else None,
        "kind": one_of(kind, playbook.kinds, "kind") if kind else None,
    }


def _channel(playbook: Playbook, wanted: str) -> str:
    """The channel's id where the playbook lists channels; the words themselves where it does not."""
    fields = [
        field for form in playbook.forms.values() if (field := form.field("channel")) is not None and field.choices
    ]
    return one_of(wanted, fields[0].choices, "channel") if fields else wanted


def _spelled(code: str) -> Text:
    """One of our own words in every language, for understanding what was typed."""
    found: dict[str, str] = {}
    for known in LANGUAGES:
        with speaking(known):
            found[known] = say(code)
    return found
