"""Back from values to the phrase that says them, names in full."""

from __future__ import annotations

from typing import assert_never

from salesctl.core.conditions import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Fact,
    FieldRef,
    IsDone,
    IsOpen,
    Literally,
    Measure,
    Not,
    Operand,
    OutcomeOf,
)
from salesctl.core.phrases.amounts import is_number
from salesctl.core.phrases.conditions import FACTS, MEASURES
from salesctl.core.phrases.every import WEEKDAYS
from salesctl.core.playbook import Action, Amount, Approval, Due, EventRef, Events, Every, Reminder, Term

Sayable = Due | Every | Events | Condition | Action | Approval | Reminder | Amount | FieldRef | None


def phrase(value: Sayable) -> str:
    """The phrase of a value. A condition nested under lists has no phrase of one line; it is shown in parentheses."""
    match value:
        case None:
            return "none"
        case Amount(n, unit):
            return f"{n}{unit}"
        case FieldRef():
            return str(value)
        case Due():
            return _due(value)
        case Every():
            return _every(value)
        case Events(refs, every):
            return (" and " if every else " or ").join(_event(ref) for ref in refs)
        case Action():
            return _action(value)
        case Approval():
            return _approval(value)
        case Reminder():
            return _reminder(value)
        case _:
            return _condition(value)


def _due(due: Due) -> str:
    parts = [_term(due.term)]
    parts += [f"but not {bound.side} {_term(bound.term)}" for bound in due.bounds]
    if due.roll:
        parts.append(f"or the working day {due.roll}")
    if due.calendar:
        parts.append(f"by {due.calendar} calendar")
    return " ".join(parts)


def _term(term: Term) -> str:
    date = term.holiday or str(term.date)
    span = phrase(term.amount)
    each = " each" if term.each else ""
    match term.relation:
        case "turn":
            return span + each
        case "after":
            return f"{span} after{each} {phrase(term.events or Events(()))}"
        case "before":
            return f"{span} before {date}"
        case "on":
            return date


def _event(ref: EventRef) -> str:
    return f"{ref.name}={ref.outcome}" if ref.outcome else ref.name


def _every(every: Every) -> str:
    match every.kind:
        case "rule":
            return f"rrule {every.rule}"
        case "interval":
            return phrase(every.amount)
        case "before":
            return f"{phrase(every.amount)} before {', '.join([*every.holidays, *map(str, every.dates)])}"
        case "weekly":
            at = f" {every.at}" if every.at else ""
            roll = f" or the working day {every.roll}" if every.roll else ""
            return f"{WEEKDAYS[every.weekday or 0]}{at}{roll}"


def _action(action: Action) -> str:
    match action.kind:
        case "go_on":
            return "go on"
        case "again":
            return f"again from {action.target}" if action.target else "again"
        case "new_deal":
            return f"new deal in {action.target}" if action.target else "new deal"
        case "close":
            because = f" because {', '.join(action.reasons)}" if action.reasons else ""
            return f"close {action.target}{because}"
        case _:
            return action.kind


def _approval(approval: Approval) -> str:
    if approval.mode == "sequence":
        return "first " + ", then ".join(approval.roles)
    if approval.mode == "all" and len(approval.roles) == 1:
        return approval.roles[0]
    head = str(approval.needed) if approval.mode == "n" else approval.mode
    return f"{head} of {', '.join(approval.roles)}"


def _reminder(reminder: Reminder) -> str:
    match reminder.kind:
        case "percent":
            return f"{reminder.n}%"
        case "contacts":
            return f"{reminder.n} contacts"
        case _:
            return f"{phrase(reminder.amount)} {reminder.kind}"


def _condition(condition: Condition) -> str:
    match condition:
        case Compare(left, op, right):
            return f"{_operand(left)} {op} {_operand(right)}"
        case IsDone(step):
            return f"{step} done"
        case IsOpen(whenever):
            return f"{whenever} open"
        case Not(part):
            return f"not {_inner(part)}"
        case AllOf(parts):
            return " and ".join(_inner(part) for part in parts)
        case AnyOf(parts):
            return " or ".join(_inner(part) for part in parts)
        case _:
            assert_never(condition)


def _inner(condition: Condition) -> str:
    text = _condition(condition)
    return f"({text})" if isinstance(condition, AllOf | AnyOf) else text


def _operand(operand: Operand) -> str:
    match operand:
        case Fact(name):
            return name
        case OutcomeOf(step):
            return step
        case Measure(name, of):
            return f"{name} of {of}"
        case Literally(text):
            return text if _plain(text) else f'"{text}"'
        case _:
            return str(operand)


def _plain(text: str) -> bool:
    """Whether a word is read back as a word: it holds no operator and could not be the name of something."""
    if not text or any(char.isspace() or char in ',，、=<>!"' for char in text):
        return False
    return is_number(text) or not ("." in text or text in FACTS or text in MEASURES)
