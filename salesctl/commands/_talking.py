"""The talk about one step: its goal and talk track, field by field, the outcome, and the whole for a last look."""

from __future__ import annotations

from functools import partial

from salesctl.commands._fields import NO, YES, ask_choice, ask_field
from salesctl.commands._rows import ask_rows
from salesctl.commands._sheet import Sheet
from salesctl.core.asking import Question
from salesctl.core.folding import fold
from salesctl.core.problems import Refused
from salesctl.i18n import say, text
from salesctl.i18n.answers import answer, rows
from salesctl.render import console, page, problems, prompting
from salesctl.render.clean import clean
from salesctl.reports.grading import proposed

_OUTCOME = "outcome"


def talk(sheet: Sheet) -> None:
    """Everything that is missing, then the whole for a yes. KeyboardInterrupt when the person stops."""
    entry, customer = sheet.entry, sheet.found.customer
    page.head(text(entry.title), f"{entry.number or ''} {clean(customer.name)} ({sheet.found.ref})".strip())
    for label, words in (("goal", entry.goal), ("say", entry.say), ("hint", entry.hint)):
        if words:
            page.tell(text(words), label=say(f"asking.{label}"))
    _show_looked_at(sheet)
    page.tell(say("asking.how"), "dim")
    if sheet.take_up():
        page.tell(say("asking.draft"), "cyan")
    if sheet.outcomes and sheet.outcome_decides():
        _ask_outcome(sheet)
    _ask_fields(sheet)
    if sheet.outcomes and not sheet.outcome_decides():
        _ask_outcome(sheet)
    while not _settled(sheet):
        pass


def _show_looked_at(sheet: Sheet) -> None:
    """What a verdict binds, before it is given (``process.md 3.1``)."""
    for name, value in sheet.looked_at.items():
        form, _, key = name.partition(".")
        field = sheet.workspace.playbook.forms[form].field(key)
        if field is None or not value:
            continue
        words = answer(field, value, sheet.workspace.team)
        page.tell(words.replace("; ", "\n") if field.type == "list" else words, label=text(field.title), mark="cyan")


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
    needed, reading = question.required, sheet.reading
    if field.type == "list":
        value = ask_rows(
            field, reading, team, partial(sheet.note, field.id), required=needed, proposed=before, place=place
        )  # fmt: skip
    else:
        last = before is not None and before == question.last != question.known
        value = ask_field(field, reading, team, required=needed, proposed=before, last=last, place=place)
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
    page.tell(say("asking.correct") if refused else say("asking.save"), "bold")
    while True:
        typed = fold(prompting.line())
        if typed in NO:
            raise KeyboardInterrupt
        if typed in YES and not refused:
            return True
        if typed.isdecimal() and 1 <= int(typed) <= len(lines):
            chosen = lines[int(typed) - 1]
            _ask_outcome(sheet) if chosen == _OUTCOME else _ask_again(sheet, chosen)
            return False
        page.tell(say("asking.again"), "yellow")


def _ask_again(sheet: Sheet, name: str) -> None:
    for question in sheet.questions():
        if question.field.id == name:
            _ask(sheet, question)


def _summary(sheet: Sheet) -> list[str]:
    """Show the answers with their numbers; what each number stands for."""
    page.head(say("asking.summary", title=sheet.entry.title))
    shown = [one for one in sheet.questions() if _applies(one) or sheet.values.get(one.field.id)]
    names = [_OUTCOME] if sheet.outcomes else []
    if sheet.outcomes:
        titles = {one.id: one.title for one in sheet.outcomes}
        page.tell(text(titles.get(sheet.outcome or "", "")), label=f"  1 {say('asking.outcome')}")
    for question in shown:
        names.append(question.field.id)
        value = sheet.values.get(question.field.id)
        words = answer(question.field, value, sheet.workspace.team) or say("asking.nothing")
        if question.field.type == "list" and value:
            words = "\n".join(
                " · ".join(cell for cell in row if cell) for row in rows(question.field, value, sheet.workspace.team)
            )
        page.tell(words, label=f"{len(names):>3} {text(question.field.title)}")
    return names
