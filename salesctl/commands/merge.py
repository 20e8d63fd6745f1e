"""`salesctl merge`: a merge that was made without salesctl, made good."""

from __future__ import annotations

from shlex import quote
from typing import Annotated

import typer

from salesctl.desk.looking_over import moment_without_workspace
from salesctl.desk.merging import Redone, redo
from salesctl.desk.setting_up import root_of
from salesctl.i18n import say
from salesctl.render import console, problems


def command(context: typer.Context, revision: Annotated[str | None, typer.Argument(metavar="[COMMIT]")] = None) -> int:
    """Merge again, or bring back what a merge lost; exit code 1 while something is to be decided."""
    done, hints = redo(root_of(context.obj), revision)
    changed = [one for one in done if one.outcome not in ("left", "refused")]
    if changed:
        console.mark_saved()
    open_ones = any(one.is_open for one in done)
    if console.screen.json:
        from salesctl.render import json

        told = {"files": [_as_json(one) for one in done], "hints": [problems.as_json(one) for one in hints]}
        json.answer(moment_without_workspace(context.obj), told, ok=not open_ones)
        return int(open_ones)
    for one in done:
        mark = console.Styled("! ", "yellow") if one.is_open else console.Styled("✓ ", "green")
        console.result(mark, say(f"merge.file.{one.outcome}", file=one.file, count=one.count))
        problems.show(one.problems)
    if not done:
        console.result(say("merge.nothing"))
    problems.show(hints)
    if settled := [one for one in done if one.outcome != "refused"]:
        console.result(say("merge.then_commit", files=" ".join(quote(one.file) for one in settled)))
    return int(open_ones)


def _as_json(one: Redone) -> dict[str, object]:
    return {
        "file": one.file, "outcome": one.outcome, "events": one.count,
        "problems": [problems.as_json(found) for found in one.problems],
    }  # fmt: skip
