"""What to do now: a rep's morning on one screen, or the way on for one deal (``process.md`` U1, U2)."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from salesctl.commands import _completing
from salesctl.commands._looking import answer, broken_in, everybody, item_json, items_json
from salesctl.commands._session import seen_in, workspace_of
from salesctl.commands._synced import tell_last_sync
from salesctl.desk.customers import with_ref
from salesctl.desk.opening import Workspace
from salesctl.i18n import say, text
from salesctl.render import agenda as drawn
from salesctl.render import console, problems
from salesctl.render.cells import words
from salesctl.render.layout import wrapped
from salesctl.reports import agenda, guidance
from salesctl.reports.contradictions import of_contradictions
from salesctl.reports.found import Found
from salesctl.reports.items import alike, counts
from salesctl.reports.material import shown_person, stage_title

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
        return _of_deal(workspace, customer)
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


def _of_deal(workspace: Workspace, wanted: str) -> int:
    found = seen_in(workspace, wanted)
    customer = found.customer
    number = guidance.present_deal(customer, found.number, asked=found.asked)
    guide = guidance.build(workspace, customer, number)
    blocked = [with_ref(one, guide.ref) for one in guide.blocked_by]
    crossed = [one.problem for one in of_contradictions(workspace, customer) if one.is_grave]
    if console.screen.json:
        from salesctl.render import json

        json.answer(workspace.now, {
            "customer": {"id": customer.id, "name": customer.name, "file": customer.file}, "deal": number,
            "stage": guide.deal.stage, "grade": guide.deal.grade, "status": guide.deal.status,
            "finished": guide.deal.finished is not None,
            "to_decide": [problems.as_json(one) for one in crossed], "steps": [_task_json(one) for one in guide.tasks],
            "coming": items_json(guide.coming), "blocked_by": [problems.as_json(one) for one in blocked],
            "advance": console.pasteable(guide.advance) if guide.advance else None,
        })  # fmt: skip
        return 0
    from salesctl.render import guidance as pages

    stage = text(stage_title(workspace.playbook, guide.deal.stage))
    pages.head(workspace, customer, guide, stage)
    for one in crossed:
        console.result(*problems.parts(one))
    pages.tasks(workspace, guide.tasks)
    pages.way_on(workspace, guide)
    problems.show(one for one in blocked if not guide.tasks and guide.deal.going)
    return 0


def _ready_json(one: agenda.Ready) -> dict[str, Any]:
    return {
        "customer": one.customer, "name": one.name, "deal": one.deal, "what": words(one.what),
        "command": console.pasteable(one.command)
    }  # fmt: skip


def _task_json(task: guidance.Task) -> dict[str, Any]:
    fields = [
        {"id": one.field.id, "title": one.field.title, "type": one.field.type, "required": one.required,
         "choices": [{"id": key, "title": title} for key, title in one.field.choices.items()],
         "known": one.known, "last": one.last, "hint": one.field.hint, "form": one.form.id}
        for one in task.questions
    ]  # fmt: skip
    outcomes = [{"id": key, "title": title} for key, title in task.outcomes.items()]
    return {
        **item_json(task.item), "title": task.title, "goal": task.goal, "say": task.say, "hint": task.hint,
        "outcomes": outcomes, "fields": fields, "command": console.pasteable(task.command),
        "template": console.pasteable(task.template),
    }  # fmt: skip
