"""Asking at a terminal for what a step still needs; and what is offered once it is saved."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from salesctl.commands._fields import YES
from salesctl.commands._replying import reply, tell_next
from salesctl.commands._sheet import Made, Sheet, draft_name
from salesctl.commands._talking import talk
from salesctl.core.commands import Advance, Command
from salesctl.core.events import Value
from salesctl.core.folding import fold
from salesctl.core.problems import Broken, Refused
from salesctl.desk.acting import Acted, act
from salesctl.desk.customers import Found
from salesctl.desk.foreseeing import foreseen
from salesctl.desk.opening import Workspace
from salesctl.i18n import say
from salesctl.render import console, page, prompting
from salesctl.reports.blocking import can_advance
from salesctl.store.drafts import drop_draft

_ABOUT_ANSWERS = ("form.", "rule.", "outcome.", "verdict.no_reason", "grade.")
"""What a refusal may be about that more answers can mend; anything else is said before a question is asked."""


def is_asking(file: str | None) -> bool:
    """Whether there is somebody to ask: a terminal on both sides, and no file that answers everything."""
    return (
        file is None and not console.screen.json and console.is_terminal(sys.stdin) and console.is_terminal(sys.stdout)
    )


def talked_through(
    workspace: Workspace, found: Found, name: str, number: int | None, given: Mapping[str, Value],
    outcome: str | None, make: Made, verb: str = "done", looked_at: Mapping[str, Value | None] | None = None,
) -> tuple[dict[str, Value], str | None]:  # fmt: skip
    """The answers and the outcome after asking for what is missing. Nothing is asked where what was given is enough.

    Raises Broken where no answer could help, and KeyboardInterrupt when the person stops: the draft stays.
    """
    playbook = workspace.playbook
    entry = playbook.steps.get(name) or playbook.duties.get(name) or playbook.whenevers[name]
    sheet = Sheet(workspace, found, entry, number, make, dict(given), outcome, looked_at=looked_at or {})
    if not _refused_anyhow(workspace, found, make(sheet.values, outcome)) and (
        given or outcome or not (entry.forms or sheet.outcomes)
    ):
        return dict(given), outcome
    try:
        talk(sheet)
    except KeyboardInterrupt:
        console.result()
        if sheet.kept is not None:
            console.talk(say("asking.kept", file=sheet.kept))
            word, _, options = verb.partition(" ")
            console.talk(
                "    ", console.Styled(console.pasteable(f"{word} {found.ref} {sheet.name} {options}".rstrip()), "bold")
            )
        raise
    return dict(sheet.values), sheet.outcome


def after(workspace: Workspace, found: Found, command: Command) -> Found:
    """The customer as the command would leave it, for asking for the next one."""
    ahead = foreseen(workspace, found, [command])
    return found if isinstance(ahead, Refused) else ahead.found


def forget_drafts(workspace: Workspace, found: Found, names: Sequence[str]) -> None:
    """What was saved needs no draft any more."""
    for name in names:
        drop_draft(workspace.root, draft_name(found, name))


def offer_to_advance(workspace: Workspace, acted: Acted) -> int:
    """After the last required step of a stage offer the next one; else say what is next. The exit code."""
    deal, found = acted.state.deals[acted.number], Found(acted.customer, acted.number, acted.ref != acted.customer.id)
    if deal.held is not None or deal.status == "nurture" or not can_advance(workspace, acted.customer, deal):
        tell_next(workspace, acted)
        return 0
    stages, to = workspace.playbook.stages, workspace.playbook.next_stage(deal.stage)
    console.result()
    page.tell(say("asking.advance", to=stages[to].title) if to else say("asking.finish"), "bold")
    try:
        agreed = fold(prompting.line()) in YES
    except KeyboardInterrupt:
        agreed = False
        console.result()
    if not agreed:
        tell_next(workspace, acted)
        return 0
    moved = act(workspace, found, [Advance(deal=acted.number)])
    if to is None:
        return reply(workspace, moved, "saved.finished")
    return reply(workspace, moved, "saved.advanced", to=stages[to].title, goal=stages[to].goal or "")


def ask_because(workspace: Workspace, found: Found, make: Made) -> str:
    """The reason of a no. Raises Broken where the no would be refused anyhow."""
    _refused_anyhow(workspace, found, make({}, None))
    page.head(f"{say('asking.because')} *")
    while not (typed := prompting.line()):
        page.tell(say("asking.needed"), "yellow")
    return typed


def _refused_anyhow(workspace: Workspace, found: Found, command: Command) -> bool:
    """Whether the command would be refused as it is. Raises Broken where no answer could help, before any question."""
    ahead = foreseen(workspace, found, [command])
    if not isinstance(ahead, Refused):
        return False
    hopeless = [one for one in ahead.problems if not one.code.startswith(_ABOUT_ANSWERS)]
    if hopeless:
        raise Broken(*hopeless, exit_code=ahead.exit_code)
    return True
