"""Share with the others: mine out, theirs in, checked; or everything as it was."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from salesctl.commands._session import reading_bar
from salesctl.core.folding import fold
from salesctl.core.merging import Side
from salesctl.core.problems import Broken, Problem
from salesctl.desk.awaiting import note_awaited
from salesctl.desk.looking_over import moment_without_workspace
from salesctl.desk.received import worth_knowing
from salesctl.desk.setting_up import root_of
from salesctl.desk.syncing import Synced, sync
from salesctl.i18n import say
from salesctl.render import console, problems
from salesctl.store.names import CUSTOMERS

_SIDES: dict[str, Side] = {"mine": "ours", "我的": "ours", "theirs": "theirs", "对方的": "theirs"}
_CODES = {"done": 0, "alone": 0, "conflict": 1, "not_reached": 5, "not_sent": 5}


def command(
    context: typer.Context, take: Annotated[str | None, typer.Option("--take", metavar="mine|theirs")] = None
) -> int:
    """Commit my changes, take in the others', check, send; 1 where two people disagree, 5 where nobody was reached."""
    side = _SIDES.get(fold(take)) if take is not None else None
    if take is not None and side is None:
        raise Broken(Problem("sync.no_side", {"value": take}, None, "sync --take mine"), exit_code=2)
    now = moment_without_workspace(context.obj)
    asks = console.is_terminal(sys.stdin) and not console.screen.json
    found = sync(root_of(context.obj), now, asks=asks, side=side)
    found.problems += worth_knowing(context.obj, found.received, found.new) if found.received else []
    if found.committed or found.received:
        console.mark_saved()
    if found.outcome == "done":
        note_awaited(context.obj, reading_bar)
    if console.screen.json:
        from salesctl.render import json

        json.answer(now, _as_json(found), ok=_CODES[found.outcome] == 0)
        return _CODES[found.outcome]
    for line in _lines(found):
        console.result(console.Styled("✓ ", "green"), line)
    if found.outcome == "conflict":
        console.result(console.Styled("! ", "yellow"), say("sync.conflict"))
    problems.show(found.problems)
    if found.outcome == "alone":
        console.talk(say("sync.alone"))
    return _CODES[found.outcome]


def _lines(found: Synced) -> list[str]:
    lines = (
        [say("sync.committed", count=len(found.committed), files=_named(found.committed))] if found.committed else []
    )
    if found.received:
        lines.append(say("sync.received", count=len(found.received), files=_named(found.received)))
    if found.sent:
        lines.append(say("sync.sent", remote=found.remote))
    if not lines and found.outcome in ("done", "alone"):
        lines.append(say("sync.nothing"))
    return lines


def _named(files: tuple[str, ...]) -> tuple[str, ...]:
    """Some of the files, without the folder that all of them are in."""
    names = tuple(one.removeprefix(f"{CUSTOMERS}/") for one in files[:5])
    return (*names, "…") if len(files) > len(names) else names


def _as_json(found: Synced) -> dict[str, Any]:
    return {
        "outcome": found.outcome, "remote": found.remote, "committed": found.committed, "received": found.received,
        "sent": found.sent, "problems": [problems.as_json(one) for one in found.problems],
    }  # fmt: skip
