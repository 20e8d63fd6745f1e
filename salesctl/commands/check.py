"""Everything that is broken or was not earned, with file and line (``process.md`` U2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Annotated, Any

import typer

from salesctl.commands._few import few_of_each
from salesctl.commands._session import reading_bar, workspace_of
from salesctl.desk.checking import checked, of_merge
from salesctl.desk.opening import Workspace
from salesctl.i18n import problem_text, say
from salesctl.i18n.answers import person
from salesctl.render import console, problems
from salesctl.render.clean import clean
from salesctl.reports.found import Found


def command(
    context: typer.Context,
    customers: Annotated[list[str] | None, typer.Argument(metavar="[CUSTOMER]…")] = None,
    history: Annotated[bool, typer.Option("--history")] = False,
    merge: Annotated[bool, typer.Option("--merge")] = False,
    accepted: Annotated[bool, typer.Option("--accepted")] = False,
) -> int:
    """Check files, history and process; exit code 1 from a warning on."""
    workspace = workspace_of(context)
    if merge:
        found = of_merge(workspace.root, customers or ())
    else:
        found = checked(workspace, customers or (), reading_bar, history=history)
    settled = [one for one in found if one.accepted is not None]
    found = [one for one in found if one.accepted is None]
    grave = any(one.is_grave for one in found)
    if console.screen.json:
        from salesctl.render import json

        told = {"findings": [_as_json(one) for one in found], "accepted": [_settled_json(one) for one in settled]}
        json.answer(workspace.now, told, ok=not grave)
        return int(grave)
    _show(found)
    _show_settled(workspace, settled if accepted else ())
    tally = {severity: sum(one.problem.severity == severity for one in found) for severity in ("error", "warn", "info")}
    console.result(
        console.Styled(say("check.tally" if found else "check.clean", **tally), "bold red" if grave else "green")
    )
    if settled and not accepted:
        console.result(console.Styled(say("check.accepted", count=len(settled)), "dim"))
    return int(grave)


def _show(found: Collection[Found]) -> None:
    """The grave ones first and all of them; of what is only worth knowing, a few of each kind."""
    for severity in ("error", "warn"):
        for one in found:
            if one.problem.severity == severity:
                console.result(*problems.parts(one.problem))
    few_of_each((one.problem for one in found if one.problem.severity == "info"), console.result)


def _show_settled(workspace: Workspace, settled: Iterable[Found]) -> None:
    for one in settled:
        if one.accepted is not None:
            who = person(workspace.team, one.accepted.by)
            told = say("check.accepted_by", who=who, at=one.accepted.at, because=one.accepted.because)
            where, message = clean(str(one.problem.where)), problem_text(one.problem)[0]
            console.result(console.Styled("✓ ", "green"), f"{where}: {message}\n  {told}")


def _settled_json(one: Found) -> dict[str, Any]:
    return {
        **_as_json(one),
        "by": one.accepted and one.accepted.by,
        "at": one.accepted and one.accepted.at,
        "because": one.accepted and one.accepted.because,
    }


def _as_json(one: Found) -> dict[str, Any]:
    told = problems.as_json(one.problem)
    place = one.problem.where
    return {
        "file": place.file if place else None, "line": place.line if place else None, "customer": one.customer,
        "deal": one.deal, "event": one.event, "code": told["code"], "message": told["message"],
        "severity": told["severity"],
        "name": one.name, "remedy": told["remedy"],
    }  # fmt: skip
