"""How a saved change is told: for a person in a sentence with what comes next, for a program as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from salesctl.core.problems import Problem, Refused
from salesctl.desk.acting import Acted
from salesctl.desk.opening import Workspace
from salesctl.i18n import say
from salesctl.i18n.answers import person
from salesctl.render import console, problems
from salesctl.render.cells import words
from salesctl.render.clean import clean
from salesctl.reports.guidance import Guidance, Task, build
from salesctl.reports.items import is_of


def reply(
    workspace: Workspace, acted: Acted | Refused, code: str, content: Mapping[str, Any] | None = None,
    extra: tuple[Problem, ...] = (), *, follow: bool = True, **params: Any,
) -> int:  # fmt: skip
    """Say ``code`` with its parameters, then hints and ``extra``, then what is next; with --json one object.

    The exit code of the command.
    """
    if isinstance(acted, Refused):
        problems.refuse(acted.problems)
        return acted.exit_code
    console.mark_saved()
    if console.screen.json:
        from salesctl.render import json

        json.answer(
            workspace.now, {**(content or {}), "hints": [problems.as_json(one) for one in (*extra, *acted.hints)]}
        )
        return 0
    sentence = say(
        code, name=clean(acted.customer.name), ref=acted.ref, **{key: _line(value) for key, value in params.items()}
    )
    console.result(console.Styled("✓ ", "green"), sentence.rstrip())
    problems.show((*extra, *acted.hints))
    if follow:
        tell_next(workspace, acted)
    return 0


def tell_next(workspace: Workspace, acted: Acted) -> None:
    """What is next in this deal, with its command: the advance where nothing blocks it, else the most urgent task."""
    number = max(acted.state.deals) if any(event.what == "opened" for event in acted.events) else acted.number
    guidance = build(workspace, acted.customer, number)
    if not guidance.deal.going:
        return
    mine = [task for task in guidance.tasks if is_of(workspace, task.item, workspace.who)]
    others = [task for task in guidance.tasks if task not in mine]
    tasks = [*mine, *sorted(others, key=lambda task: task.item.kind not in ("step", "verdict"))]
    if guidance.advance is not None:
        _entry(say("saved.next_advance"), guidance.advance)
    elif tasks:
        _entry(_told(workspace, tasks[0], mine=bool(mine)), tasks[0].command)
    elif not guidance.coming:
        console.result(console.Styled(say("saved.next_nothing"), "dim"))
    _rest(guidance, len(tasks) - (guidance.advance is None))


def _entry(sentence: str, command: str) -> None:
    console.result(console.Styled(say("saved.next"), "bold"), "  ", sentence)
    console.result("    ", console.Styled(console.pasteable(command), "bold"))


def _told(workspace: Workspace, task: Task, *, mine: bool) -> str:
    item = task.item
    parts = [words(item.what)]
    if not mine:
        role = workspace.playbook.roles.get(item.role or "")
        parts.append(clean(person(workspace.team, item.person)) if item.person else words(role.title) if role else "")
    if item.due is not None:
        late = workspace.now - item.due
        parts.append(say("saved.next_late", late=late) if item.late else say("saved.next_due", due=item.due))
    return " · ".join(part for part in parts if part)


def _rest(guidance: Guidance, count: int) -> None:
    if count > 0:
        console.result(
            console.Styled(
                "    " + say("saved.next_more", count=count, command=console.pasteable(f"next {guidance.ref}")), "dim"
            )
        )


def _line(value: Any) -> Any:
    """What a person typed stays on its line."""
    return clean(value) if isinstance(value, str) else value
