"""Asking at a terminal for what a step still needs: the talk track in sight, field by field, then once more as a whole."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from salesctl.commands._fields import ask_choice, ask_field
from salesctl.commands._replying import reply, tell_next
from salesctl.commands._rows import ask_rows
from salesctl.commands._sheet import Made, Sheet, draft_name
from salesctl.core.asking import Question
from salesctl.core.commands import Advance, Command
from salesctl.core.events import Value
from salesctl.core.problems import Broken, Refused
from salesctl.core.values import fold
from salesctl.desk.acting import Acted, act
from salesctl.desk.customers import Found
from salesctl.desk.foreseeing import foreseen
from salesctl.desk.opening import Workspace
from salesctl.i18n import say, text
from salesctl.i18n.answers import answer, rows
from salesctl.render import console, problems, prompting
from salesctl.render.clean import clean
from salesctl.reports.agenda import can_advance
from salesctl.reports.grading import proposed
from salesctl.store.drafts import drop_draft

_ABOUT_ANSWERS = ("form.", "rule.", "outcome.", "verdict.no_reason", "grade.")
"""What a refusal may be about that more answers can mend; anything else is said before a question is asked."""
_OUTCOME = "outcome"
_YES, _NO = frozenset({"", "y", "yes", "是", "好", "对"}), frozenset({"n", "no", "q", "否", "不"})


def is_asking(file: str | None) -> bool:
    """Whether there is somebody to ask: a terminal on both sides, and no file that answers everything."""
    return file is None and not console.screen.json and console.is_terminal(sys.stdin) and console.is_terminal(sys.stdout)


def talked_through(
    workspace: Workspace, found: Found, name: str, number: int | None, given: Mapping[str, Value], outcome: str | None, make: Made,
    verb: str = "done",
) -> tuple[dict[str, Value], str | None]:  # fmt: skip
    """The answers and the outcome after asking for what is missing. Nothing is asked where what was given is enough.

    Raises Broken where no answer could help, and KeyboardInterrupt when the person stops: the draft stays.
    """
    playbook = workspace.playbook
    entry = playbook.steps.get(name) or playbook.duties.get(name) or playbook.whenevers[name]
    sheet = Sheet(workspace, found, entry, number, make, dict(given), outcome)
    if not _refused_anyhow(workspace, found, make(sheet.values, outcome)) and (given or outcome or not (entry.forms or sheet.outcomes)):
        return dict(given), outcome
    try:
        _talk(sheet)
    except KeyboardInterrupt:
        console.result()
        if sheet.kept is not None:
            console.talk(say("asking.kept", file=sheet.kept))
            word, _, options = verb.partition(" ")
            console.talk("    ", console.Styled(console.pasteable(f"{word} {found.ref} {sheet.name} {options}".rstrip()), "bold"))
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
    prompting.tell(say("asking.advance", to=stages[to].title) if to else say("asking.finish"), "bold")
    try:
        agreed = fold(prompting.line()) in _YES
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
    prompting.head(f"{say('asking.because')} *")
    while not (typed := prompting.line()):
        prompting.tell(say("asking.needed"), "yellow")
    return typed


def _talk(sheet: Sheet) -> None:
    entry, customer = sheet.entry, sheet.found.customer
    prompting.head(text(entry.title), f"{entry.number or ''} {clean(customer.name)} ({sheet.found.ref})".strip())
    for label, words in (("goal", entry.goal), ("say", entry.say), ("hint", entry.hint)):
        if words:
            prompting.tell(text(words), label=say(f"asking.{label}"))
    prompting.tell(say("asking.how"), "dim")
    if sheet.take_up():
        prompting.tell(say("asking.draft"), "cyan")
    if sheet.outcomes and sheet.outcome_decides():
        _ask_outcome(sheet)
    _ask_fields(sheet)
    if sheet.outcomes and not sheet.outcome_decides():
        _ask_outcome(sheet)
    while not _settled(sheet):
        pass


def _ask_fields(sheet: Sheet) -> None:
    """Every field that is not answered yet; which ones apply may change with each answer."""
    passed = set(sheet.values)
    while True:
        waiting = [one for one in sheet.questions() if one.field.id not in passed and _applies(one)]
        if not waiting:
            return
        _ask(sheet, waiting[0], f"{len(passed) + 1}/{len(passed) + len(waiting)} ")
        passed.add(waiting[0].field.id)


def _ask(sheet: Sheet, question: Question, place: str = "") -> None:
    field, team, before = question.field, sheet.workspace.team, sheet.proposed(question)
    if field.type == "list":
        value = ask_rows(field, sheet.reading, team, lambda rows_: sheet.note(field.id, rows_), required=question.required,
                         proposed=before, place=place)  # fmt: skip
    else:
        value = ask_field(field, sheet.reading, team, required=question.required, proposed=before,
                          last=before is not None and before == question.last != question.known, place=place)  # fmt: skip
    sheet.note(field.id, value)


def _applies(question: Question) -> bool:
    """A field that only a condition requires is not asked while the condition does not hold."""
    return question.required or all(case.when is None for case in question.field.required)


def _ask_outcome(sheet: Sheet) -> None:
    choices = {one.id: one.title for one in sheet.outcomes}
    likely = sheet.outcome
    if likely is None and sheet.workspace.playbook.grading_step is sheet.entry:
        customer = sheet.found.customer
        likely = proposed(sheet.workspace.playbook, customer.state, customer.deal(sheet.found.number), sheet.values)
    sheet.outcome = ask_choice(say("asking.outcome"), choices, sheet.reading, likely if likely in choices else None)
    sheet.keep()


def _settled(sheet: Sheet) -> bool:
    """The answers as a whole, and whether they are to be saved; a number changes one of them."""
    lines = _summary(sheet)
    ahead = sheet.foreseen()
    refused = isinstance(ahead, Refused)
    for problem in ahead.problems if isinstance(ahead, Refused) else ahead.hints:
        if problem.severity != "info":
            console.result(*problems.parts(problem))
    prompting.tell(say("asking.correct") if refused else say("asking.save"), "bold")
    while True:
        typed = fold(prompting.line())
        if typed in _NO:
            raise KeyboardInterrupt
        if typed in _YES and not refused:
            return True
        if typed.isdecimal() and 1 <= int(typed) <= len(lines):
            chosen = lines[int(typed) - 1]
            _ask_outcome(sheet) if chosen == _OUTCOME else _ask_again(sheet, chosen)
            return False
        prompting.tell(say("asking.again"), "yellow")


def _ask_again(sheet: Sheet, name: str) -> None:
    for question in sheet.questions():
        if question.field.id == name:
            _ask(sheet, question)


def _summary(sheet: Sheet) -> list[str]:
    """Show the answers with their numbers; what each number stands for."""
    prompting.head(say("asking.summary", title=sheet.entry.title))
    shown = [one for one in sheet.questions() if _applies(one) or sheet.values.get(one.field.id)]
    names = [_OUTCOME] if sheet.outcomes else []
    if sheet.outcomes:
        titles = {one.id: one.title for one in sheet.outcomes}
        prompting.tell(text(titles.get(sheet.outcome or "", "")), label=f"  1 {say('asking.outcome')}")
    for question in shown:
        names.append(question.field.id)
        value = sheet.values.get(question.field.id)
        words = answer(question.field, value, sheet.workspace.team) or say("asking.nothing")
        if question.field.type == "list" and value:
            words = "\n".join(" · ".join(cell for cell in row if cell) for row in rows(question.field, value, sheet.workspace.team))
        prompting.tell(words, label=f"{len(names):>3} {text(question.field.title)}")
    return names



def _refused_anyhow(workspace: Workspace, found: Found, command: Command) -> bool:
    """Whether the command would be refused as it is. Raises Broken where no answer could help: that is said before any question."""
    ahead = foreseen(workspace, found, [command])
    if not isinstance(ahead, Refused):
        return False
    hopeless = [one for one in ahead.problems if not one.code.startswith(_ABOUT_ANSWERS)]
    if hopeless:
        raise Broken(*hopeless, exit_code=ahead.exit_code)
    return True
