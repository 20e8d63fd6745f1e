"""What to do now: a rep's morning on one screen, or the way on for one deal (``process.md`` U1, U2)."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from salesctl.commands import _completing
from salesctl.commands._looking import answer, broken_in, everybody, items_json
from salesctl.commands._session import workspace_of
from salesctl.commands._synced import tell_last_sync
from salesctl.desk.opening import Workspace
from salesctl.i18n import say
from salesctl.render import agenda as drawn
from salesctl.render import console, problems
from salesctl.render.cells import words
from salesctl.render.layout import wrapped
from salesctl.reports import agenda
from salesctl.reports.found import Found
from salesctl.reports.items import alike, counts
from salesctl.reports.material import shown_person

COMING = 3
"""How many of the things to come are named where there is nothing to do."""
NAMED = 3
"""How many deals without a next follow-up are named."""


def command(
    context: typer.Context,
    customer: Annotated[str | None, typer.Argument(metavar="CUSTOMER", autocompletion=_completing.customer)] = None,
) -> int:
    """Say what to do now, and the exact commands."""
    workspace = workspace_of(context)
    if customer is not None:
        from salesctl.commands._way_on import way_on

        return way_on(workspace, customer)
    who = workspace.who
    everyone = everybody(workspace)
    day = agenda.build(workspace, everyone.deals(owner=who), everyone.items(of=who), who)
    crossed = agenda.to_decide(everyone.crossed(), who)
    if console.screen.json:
        content = {
            "who": who, "items": items_json(day.todo), "ready": [_ready_json(one) for one in day.ready],
            "to_decide": [
                {"customer": one.customer, "name": one.name, **problems.as_json(one.problem)} for one in crossed
            ],
            "care": {"count": len(day.care), "items": items_json(day.care)}, "coming": items_json(day.coming),
            "without_follow_up": [
                {"name": name, "command": console.pasteable(f"plan {ref}")} for name, ref in day.unplanned
            ],
        }  # fmt: skip
        return answer(workspace, everyone.broken, content)
    _show_day(workspace, day, who, _crossed(crossed))
    tell_last_sync(workspace)
    return broken_in(everyone.broken)


def _crossed(found: tuple[Found, ...]) -> list[str]:
    """One line for moves that contradict each other; what to decide stands with each customer."""
    if not found:
        return []
    names = tuple(dict.fromkeys(one.name or "" for one in found))[:NAMED]
    return [say("next.crossed", count=len(found), names=names, command=console.pasteable(f"next {found[0].customer}"))]


def _show_day(workspace: Workspace, day: agenda.Agenda, who: str, crossed: list[str]) -> None:
    entries = [drawn.entry(workspace, one, count) for one, count in alike(day.todo)]
    entries += [drawn.made(f"{one.name} · {words(one.what)}", one.command, "green", "✓") for one in day.ready]
    tail = [*crossed, *_tail(workspace, day)]
    late = sum(one.late for one in day.todo)
    count = len(day.todo) + len(day.ready)
    head = say("next.head", who=shown_person(workspace.team, who), now=workspace.now, count=count, late=late)
    console.result(console.Styled(head, "bold"))
    if not entries:
        console.result(say("next.nothing"))
        for item in day.coming[:COMING]:
            console.result("  ", say("next.coming_line", name=item.name, what=words(item.what), due=item.due))
        if not day.coming:
            console.result("  ", say("next.nothing_coming", command=console.pasteable("lead add NAME")))
    besides = 2 + sum(len(drawn.made(line, "").lines) - 1 for line in tail)
    shown = drawn.fitting(entries, besides)
    for one in entries[:shown]:
        drawn.show(one)
    if shown < len(entries):
        console.result(say("next.more", count=len(entries) - shown, command=console.pasteable("inbox")))
    for line in tail:
        console.result(line)


def _tail(workspace: Workspace, day: agenda.Agenda) -> list[str]:
    lines = []
    if day.care:
        lines.append(drawn.care_line(workspace.playbook, len(day.care), counts(day.care)))
    if day.unplanned:
        names = tuple(name for name, _ in day.unplanned[:NAMED])
        command = console.pasteable(f"plan {day.unplanned[0][1]} '{say('next.tomorrow')}'")
        said = say("next.unplanned", count=len(day.unplanned), names=names)
        lines += [*wrapped(said, console.width() or console.WIDEST), f"    {command}"]
    return lines


def _ready_json(one: agenda.Ready) -> dict[str, Any]:
    return {
        "customer": one.customer, "name": one.name, "deal": one.deal, "what": words(one.what),
        "command": console.pasteable(one.command)
    }  # fmt: skip
