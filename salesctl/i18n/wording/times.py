"""Deadlines, rhythms, events and reminders in words."""

from __future__ import annotations

from salesctl.core.playbook import Amount, Due, EventRef, Events, Every, Playbook, Reminder, Term
from salesctl.i18n.catalog import say
from salesctl.i18n.wording.things import field_words, listed, role_words, titled


def amount(span: Amount) -> str:
    """`24 hours`, `2 working days`."""
    return say(f"process.amount.{span.unit}", n=span.n)


def due(playbook: Playbook, one: Due) -> str:
    """`within 24 hours after the lead came in, but not before 4 hours after it was graded up`."""
    words = _due_term(playbook, one.term)
    for bound in one.bounds:
        words += say(f"process.bound.{bound.side}", term=_point(playbook, bound.term))
    if one.roll:
        words += say(f"process.roll.{one.roll}")
    if one.calendar:
        words += say("process.calendar", calendar=one.calendar)
    return words


def every(playbook: Playbook, one: Every) -> str:
    """`every Friday at 18:00, or the working day before`, `every 60 days`, `1 working day before New Year`."""
    match one.kind:
        case "weekly":
            day = say(f"process.weekday.{one.weekday or 0}")
            words = say("process.every.weekly_at" if one.at else "process.every.weekly", day=day, at=one.at)
        case "interval":
            words = say("process.every.interval", amount=amount(one.amount)) if one.amount else one.text
        case "before":
            names = [say(f"process.holiday.{name}") for name in one.holidays]
            names += [field_words(playbook, ref) for ref in one.dates]
            span = amount(one.amount) if one.amount else ""
            words = say("process.before", amount=span, date=listed(names))
        case _:
            words = say("process.every.rule", rule=one.rule)
    return words + (say(f"process.roll.{one.roll}") if one.roll else "")


def events(playbook: Playbook, one: Events) -> str:
    """`“Needs survey” or the customer's answer “Changed”`; with several the latest counts."""
    return listed((_event(playbook, ref) for ref in one.refs), "process.and" if one.every else "process.or")


def reminder(playbook: Playbook, one: Reminder) -> str:
    """`at 75% of the time who owes it`."""
    span = amount(one.amount) if one.amount else ""
    return say(f"process.remind.{one.kind}", n=one.n, amount=span, who=role_words(playbook, one.who))


def _due_term(playbook: Playbook, term: Term) -> str:
    span = amount(term.amount) if term.amount else ""
    match term.relation:
        case "turn":
            return say("process.due.each" if term.each else "process.due.turn", amount=span)
        case "after":
            code = "process.due.after_each" if term.each else "process.due.after"
            return say(code, amount=span, events=_since(playbook, term))
        case _:
            return say("process.due.on", date=_point(playbook, term))


def _point(playbook: Playbook, term: Term) -> str:
    """A term as a moment: `4 hours after it was graded up`."""
    span = amount(term.amount) if term.amount else ""
    date = say(f"process.holiday.{term.holiday}") if term.holiday else ""
    date = field_words(playbook, term.date) if term.date else date
    match term.relation:
        case "turn":
            return say("process.point.turn", amount=span)
        case "after":
            return say("process.point.after", amount=span, events=_since(playbook, term))
        case "before":
            return say("process.before", amount=span, date=date)
        case "on":
            return date


def _since(playbook: Playbook, term: Term) -> str:
    return events(playbook, term.events) if term.events else ""


def _event(playbook: Playbook, ref: EventRef) -> str:
    if ref.kind == "happening":
        return say(f"process.happening.{ref.name}")
    if ref.kind == "date" and ref.date is not None:
        return field_words(playbook, ref.date)
    if ref.kind == "stage":
        return say("process.event.stage", title=titled(playbook, ref.name))
    title = titled(playbook, ref.name)
    if ref.outcome is None:
        return title
    step = playbook.steps.get(ref.name)
    outcome = step.outcome(ref.outcome) if step else None
    answer = say(f"process.verdict.{ref.outcome}") if outcome is None else say("process.quoted", title=outcome.title)
    return say("process.event.outcome", title=title, outcome=answer)
