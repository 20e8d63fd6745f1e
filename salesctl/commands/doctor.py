"""What is wrong with the workspace itself, and mending what is safe to mend."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from salesctl.core.problems import Problem
from salesctl.desk.doctoring import Ailment, examined, mended
from salesctl.desk.looking_over import moment_without_workspace
from salesctl.desk.setting_up import root_of
from salesctl.i18n import say
from salesctl.render import console, problems


def command(context: typer.Context, fix: Annotated[bool, typer.Option("--fix")] = False) -> int:
    """Say what is wrong; with ``--fix`` show each change and make it. 1 while something from a warning on is left."""
    root = root_of(context.obj)
    found = examined(root)
    done: dict[int, Problem | None] = {}
    for at, one in enumerate(found):
        _tell(one, fix=fix)
        if fix and one.mend is not None:
            done[at] = mended(one)
            _told(done[at])
    left = [one for at, one in enumerate(found) if one.problem.severity != "info" and done.get(at, one) is not None]
    if console.screen.json:
        from salesctl.render import json

        told = [_as_json(one, at in done and done[at] is None) for at, one in enumerate(found)]
        json.answer(moment_without_workspace(context.obj), {"findings": told}, ok=not left)
        return int(bool(left))
    healed = sum(one is None for one in done.values())
    if not found:
        console.result(console.Styled(say("doctor.well"), "green"))
    elif left:
        console.result(console.Styled(say("doctor.left", left=len(left), healed=healed), "bold red"))
    else:
        console.result(console.Styled(say("doctor.healed", healed=healed), "green"))
    if not fix and any(one.mend for one in found):
        console.result(say("doctor.how"), "\n    ", console.Styled(console.pasteable("doctor --fix"), "bold"))
    return int(bool(left))


def _tell(one: Ailment, *, fix: bool) -> None:
    if console.screen.json:
        return
    console.result(*problems.parts(one.problem))
    if one.mend is not None:
        console.result("  ", say("doctor.changes" if fix else "doctor.would"))
        for line in one.change:
            console.result("    ", line)


def _told(kept_from: Problem | None) -> None:
    if kept_from is None:
        console.mark_saved()
    if console.screen.json:
        return
    if kept_from is None:
        console.result("  ", console.Styled("✓ ", "green"), say("doctor.done"))
    else:
        console.result(*problems.parts(kept_from))


def _as_json(one: Ailment, healed: bool) -> dict[str, Any]:
    return {**problems.as_json(one.problem), "change": one.change, "mendable": one.mend is not None, "mended": healed}
