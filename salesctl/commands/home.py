"""`salesctl` alone: where one stands and what to type next; outside a workspace, how to begin."""

from __future__ import annotations

import typer

from salesctl.commands._looking import answer, broken_in, everybody
from salesctl.commands._session import workspace_of
from salesctl.commands._synced import tell_last_sync
from salesctl.core.problems import Broken
from salesctl.desk.joining import introduction
from salesctl.desk.looking_over import moment_without_workspace
from salesctl.desk.opening import Workspace
from salesctl.i18n import say, text
from salesctl.render import console
from salesctl.render.cells import words
from salesctl.render.layout import padded, width
from salesctl.render.paragraph import paragraph
from salesctl.reports import standing
from salesctl.reports.material import shown_person

_OUTSIDE = "store.no_workspace"
_WIDTH = 100


def command(context: typer.Context) -> int:
    """Say where one is, who one is, what is waiting, and the next command."""
    try:
        workspace = workspace_of(context)
    except Broken as broken:
        if [problem.code for problem in broken.problems] != [_OUTSIDE]:
            raise
        return _outside(context)
    who = workspace.who_if_known
    everyone, me = everybody(workspace), who or ""
    found = standing.build(workspace, everyone.count, everyone.deals(me), everyone.items(of=me), me)
    line = _next(workspace, found)
    if console.screen.json:
        content = {
            "workspace": workspace.root, "who": who, "playbook": workspace.playbook.mark, "customers": found.customers,
            "open": found.open, "nurtured": found.nurtured, "waiting": found.waiting, "late": found.late,
            "care": found.care, "next": {"what": line[0], "command": console.pasteable(line[1])},
        }  # fmt: skip
        return answer(workspace, everyone.broken, content)
    _where(workspace, who)
    if who is not None:
        _numbers(found)
    what, typed = line
    console.result()
    _paragraph(what)
    console.result("  ", console.Styled(console.pasteable(typed), "bold"))
    console.talk(console.Styled(say("home.help"), "dim"))
    tell_last_sync(workspace)
    return broken_in(everyone.broken)


def _outside(context: typer.Context) -> int:
    if console.screen.json:
        from salesctl.render import json

        json.answer(moment_without_workspace(context.obj), {"workspace": None})
        return 0
    for sentence in say("home.what").split("\n"):
        _paragraph(sentence)
    console.result("\n", say("home.begin"))
    rows = [(console.pasteable(name), say(code)) for name, code in _BEGINNINGS]
    left = max(width(name) for name, _ in rows)
    for name, sentence in rows:
        console.result("  ", console.Styled(padded(name, left), "bold"), "  ", sentence)
    return 0


_BEGINNINGS = (("init", "home.init"), ("init --demo", "home.demo"), ("--help", "home.all"))


def _paragraph(words: str) -> None:
    for line in paragraph(words, min(console.width() or _WIDTH, _WIDTH)):
        console.result(line)


def _where(workspace: Workspace, who: str | None) -> None:
    console.result(console.Styled(text(workspace.playbook.title), "bold"), f"  {workspace.root}")
    if who is None:
        console.result(say("home.stranger", now=workspace.now))
        return
    name = shown_person(workspace.team, who)
    console.result(say("home.who", name=name, id=who, now=workspace.now))


def _numbers(found: standing.Standing) -> None:
    rows = [
        (
            say("home.open"),
            say("home.nurtured" if found.nurtured else "home.count", count=found.open, more=found.nurtured),
        ),
        (say("home.waiting"), say("home.care" if found.care else "home.count", count=found.waiting, more=found.care)),
        (say("home.late"), str(found.late)),
    ]
    left = max(width(name) for name, _ in rows) + 2
    console.result()
    for name, sentence in rows:
        late = name == rows[-1][0] and found.late
        console.result("  ", padded(name, left), console.Styled(sentence, "red") if late else sentence)


def _next(workspace: Workspace, found: standing.Standing) -> tuple[str, str]:
    """What to do now, in a sentence and as a command."""
    if workspace.who_if_known is None:
        return say("home.next.join"), introduction(workspace)
    if found.first is not None:
        code = "home.next.late" if found.first.late else "home.next.first"
        return say(code, name=found.first.name, what=words(found.first.what), due=found.first.due), found.first.command
    if found.ready is not None:
        return say("home.next.first", name=found.ready.name, what=words(found.ready.what)), found.ready.command
    if found.customers:
        return say("home.next.nothing"), "next"
    return say("home.next.lead"), say("home.command.lead")
