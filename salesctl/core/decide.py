"""From a command to events, or to every reason why not. The rules are those of ``rules``; nothing is decided twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from salesctl.core import commands as c
from salesctl.core.asking import is_complete, questions
from salesctl.core.clocks import Calendars
from salesctl.core.conformance import findings
from salesctl.core.duties import owed_by_deal
from salesctl.core.events import LETTERS, Event, Record, Value, next_counter
from salesctl.core.playbook import Playbook
from salesctl.core.problems import Problem, Refused
from salesctl.core.replay import begin, evolve
from salesctl.core.rules import Asked, objections
from salesctl.core.rules.asked import problem
from salesctl.core.state import Deal, Occurrence, State, Values
from salesctl.core.team import Team
from salesctl.core.values import plain_decimal

ON_EVENT = ("channel", "channel_detail")
"""Facts of the opening form that belong to the deal and so to its history, not to the card."""
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Office:
    """The world around a decision: who asks, when, among whom, by which calendars."""

    now: datetime
    who: str
    calendars: Calendars
    team: Team = field(default_factory=Team)


@dataclass(frozen=True, slots=True)
class Decided:
    """The events to append (their ids are provisional: the counter counts, the letters are the shell's to draw), the
    card's facts to change (None removes one), what is worth saying though it refuses nothing, and the state afterwards."""

    events: tuple[Event, ...]
    state: State
    card: Mapping[str, Value | None] = field(default_factory=dict)
    hints: tuple[Problem, ...] = ()


def decide(playbook: Playbook, state: State, history: tuple[Event, ...], command: c.Command, office: Office) -> Decided | Refused:
    """The events that the command makes, or Refused with every reason. ``state`` is the replay of ``history`` and is not touched."""
    made = _MAKERS[type(command)](playbook, state, command, office)
    if isinstance(made, Refused):
        return made
    drafts, card = made
    new_card = {key: value for key, value in {**state.card, **card}.items() if value is not None}
    counter = next_counter(history)
    numbered = tuple(replace(draft, id=f"{counter + place}-{LETTERS[0] * 5}") for place, draft in enumerate(drafts))
    fresh, ordered = begin((*history, *numbered), new_card)
    for event in ordered[: len(history)]:
        evolve(playbook, fresh, event)
    events, problems = list[Event](), list(_built_on(playbook, history, numbered, state, office))
    for event in numbered:
        problems.extend(objections(Asked(playbook, fresh, event, office.now, office.calendars, office.team)))
        odd = evolve(playbook, fresh, event)
        if odd is not None and not any(one.severity == "error" for one in problems):
            problems.append(problem(odd, step=event.step or "", grade=str(event.data.get("grade", "")), what=event.what))
        events.append(event)
    refusing = tuple(one for one in problems if one.severity == "error")
    if refusing:
        return Refused(refusing)
    return Decided(tuple(events), fresh, card, tuple(one for one in problems if one.severity != "error"))


Made: TypeAlias = "tuple[tuple[Event, ...], dict[str, Value | None]] | Refused"


def _open(playbook: Playbook, state: State, command: c.Open, office: Office) -> Made:
    step = playbook.opening_step
    forms = step.forms if step else ()
    card, form = _split(playbook, forms, command.values)
    channel = form.pop("channel", None)
    given = {
        "channel": channel, "owner": command.owner, "kind": command.kind if command.kind != next(iter(playbook.kinds), None) else None,
        "title": command.title, "amount": plain_decimal(command.amount) if command.amount is not None else None,
        "sign_by": command.sign_by, "playbook": playbook.mark, "form": form or None,
    }  # fmt: skip
    number = max(state.deals, default=0) + 1
    return (_event(command, office, "opened", None, given, deal=number),), dict(card)


def _do(playbook: Playbook, state: State, command: c.Do, office: Office) -> Made:
    deal = state.deals.get(command.deal)
    if deal is None:
        return _no_deal(command.deal)
    name = command.step
    if name in playbook.duties:
        return _settle(playbook, state, deal, command, office)
    if name in playbook.whenevers:
        spec = playbook.whenevers[name]
        values = filled(playbook, state, deal, name, spec.forms, command.values, None)
        card, form = _split(playbook, spec.forms, values)
        return (_event(command, office, "raised", name, {"form": form or None, "note": command.note}),), dict(card)
    step = playbook.steps[name]
    values = filled(playbook, state, deal, name, step.forms, command.values, command.outcome)
    card, form = _split(playbook, step.forms, values)
    where = _where(playbook, deal, name, command.occurrence)
    if isinstance(where, Refused):
        return where
    if step.done_by == "graded":
        kept = deal.step(name)
        if kept.done is not None:
            title = step.title
            return Refused((problem("step.already_done", "grade {customer} GRADE --because …", step=title, at=kept.done.at, who=kept.done.by),))
        if command.outcome is None:
            outcomes = tuple(one.id for one in step.outcomes)
            return Refused((problem("outcome.missing", f"done {{customer}} {name} --outcome {outcomes[0]}", step=step.title, outcomes=outcomes),))
        given = {"grade": command.outcome, "as": command.role, "because": command.because, "note": command.note, "form": form or None}
        return (_event(command, office, "graded", None, given),), dict(card)
    given = {
        "as": command.role if command.role != step.by else None, "outcome": command.outcome, "because": command.because,
        "note": command.note, "round": _round(playbook, deal, name, where), "of": where.event.id if where else None, "form": form or None,
    }  # fmt: skip
    return (_event(command, office, "done", name, given), *_new_deal(playbook, state, deal, command, office)), dict(card)


def _new_deal(playbook: Playbook, state: State, deal: Deal, command: c.Do, office: Office) -> tuple[Event, ...]:
    """The opening of the next deal, where the outcome says so."""
    outcome = playbook.steps[command.step].outcome(command.outcome)
    if outcome is None or outcome.action.kind != "new_deal":
        return ()
    given = {"owner": deal.owner, "stage": outcome.action.target, "playbook": playbook.mark}
    return (_event(command, office, "opened", None, given, deal=max(state.deals) + 1),)


def _settle(playbook: Playbook, state: State, deal: Deal, command: c.Do, office: Office) -> Made:
    duty = playbook.duties[command.step]
    values = filled(playbook, state, deal, duty.id, duty.forms, command.values, command.outcome)
    card, form = _split(playbook, duty.forms, values)
    waiting = owed_by_deal(playbook, state, deal, office.calendars, duty, command.at or office.now)
    slot = waiting[0].slot if waiting else None
    given = {"as": command.role, "outcome": command.outcome, "note": command.note, "slot": slot, "form": form or None}
    return (_event(command, office, "done", duty.id, given),), dict(card)


def _amend(playbook: Playbook, state: State, command: c.Amend, office: Office) -> Made:
    deal = state.deals.get(command.deal)
    if deal is None:
        return _no_deal(command.deal)
    entry = playbook.steps.get(command.step) or playbook.duties.get(command.step)
    forms = entry.forms if entry else ()
    card, form = _split(playbook, forms, command.values)
    where = _where(playbook, deal, command.step, command.occurrence) if command.step in playbook.steps else None
    if isinstance(where, Refused):
        return where
    number = _round(playbook, deal, command.step, where) if command.step in playbook.steps else None
    given = {"because": command.because, "round": number, "of": where.event.id if where else None, "form": form or None}
    if card and not form:
        return (), dict(card)
    return (_event(command, office, "amended", command.step, given),), dict(card)


def _judge(playbook: Playbook, state: State, command: c.Judge, office: Office) -> Made:
    deal = state.deals.get(command.deal)
    if deal is None:
        return _no_deal(command.deal)
    step = playbook.steps.get(command.step)
    if step is None or step.approve is None:
        title = step.title if step else command.step
        return Refused((problem("verdict.not_asked_here", f"done {{customer}} {command.step}", step=title),))
    where = _where(playbook, deal, command.step, command.occurrence)
    if isinstance(where, Refused):
        return where
    card, form = _split(playbook, step.forms, command.values)
    given = {
        "as": command.role, "because": command.because, "round": _round(playbook, deal, command.step, where, always=True),
        "of": where.event.id if where else None, "form": form or None,
    }  # fmt: skip
    return (_event(command, office, "approved" if command.yes else "rejected", command.step, given),), dict(card)


def _grade(playbook: Playbook, state: State, command: c.SetGrade, office: Office) -> Made:
    given = {"grade": command.grade, "because": command.because, "form": dict(command.values) or None}
    return (_event(command, office, "graded", None, given),), {}


def _advance(playbook: Playbook, state: State, command: c.Advance, office: Office) -> Made:
    deal = state.deals.get(command.deal)
    if deal is None:
        return _no_deal(command.deal)
    given = {"to": playbook.next_stage(deal.stage), "override": "yes" if command.override else None, "because": command.because}
    return (_event(command, office, "advanced", None, given),), {}


def _move(playbook: Playbook, state: State, command: c.Move, office: Office) -> Made:
    deal = state.deals.get(command.deal)
    if deal is None:
        return _no_deal(command.deal)
    what = command.what
    if what == "resumed" and deal.status == "nurture":
        what = "woken"
    elif what == "resumed" and deal.held is None:
        return Refused((problem("resume.nothing", "show {customer}"),))
    elif what == "nurtured" and deal.status == "won":
        return Refused((problem("nurture.won", "show {customer}"),))
    return (_event(command, office, what, None, command.data),), {}


def _correct(playbook: Playbook, state: State, command: c.Correct, office: Office) -> Made:
    if not command.card and not command.facts:
        return Refused((problem("edit.nothing", "edit {customer} --set FIELD=VALUE"),), exit_code=2)
    events = (_event(command, office, "estimated", None, command.facts),) if command.facts else ()
    return events, dict(command.card)


def _undo(playbook: Playbook, state: State, command: c.Undo, office: Office) -> Made:
    mine = [
        event for deal in state.deals.values() for event in deal.events
        if event.by == office.who and event.what not in ("undone", "forgotten")
    ]  # fmt: skip
    last = max(mine, key=lambda event: event.order, default=None)
    if last is None:
        return Refused((problem("undo.nothing", "show {customer}", who=office.who),))
    if last.what in ("opened", "imported"):
        return Refused((problem("undo.opening", "close {customer} void --because …"),))
    given = {"event": last.id, "because": command.because}
    return (_event(command, office, "undone", None, given, deal=last.deal),), {}


def _built_on(playbook: Playbook, history: tuple[Event, ...], numbered: tuple[Event, ...], state: State, office: Office) -> tuple[Problem, ...]:
    """Later events that were earned, and would not be without the one taken back."""
    if not any(event.what == "undone" for event in numbered):
        return ()
    unearned = [
        {one.event.id for one in findings(playbook, Record("", state.card, events), office.calendars, office.now) if one.event and one.severity == "warn"}
        for events in (history, (*history, *numbered))
    ]  # fmt: skip
    later = [event for event in history if event.id in unearned[1] - unearned[0]]
    return tuple(problem("undo.built_on", "show {customer}", what=event.what, step=event.step or "", who=event.by, at=event.at) for event in later[:1])


def filled(
    playbook: Playbook, state: State, deal: Deal, entry: str, forms: tuple[str, ...], given: Values, outcome: str | None
) -> dict[str, Value]:  # fmt: skip
    """What was given, and for the rest what an earlier form already knows; an empty value given says: leave it empty."""
    values: dict[str, Value] = {}
    for question in questions(playbook, state, deal, entry, forms, given, outcome):
        name = question.field.id
        if name not in given and question.known is not None and is_complete(question.field, question.known):
            values[name] = question.known
    values.update({name: value for name, value in given.items() if value not in ("", ())})
    return values


def card_fields(playbook: Playbook) -> frozenset[str]:
    """The fields that live on the customer's card."""
    return frozenset(field.id for form in playbook.forms.values() if form.on_card for field in form.fields if field.id not in ON_EVENT)


def _split(playbook: Playbook, forms: tuple[str, ...], values: Values) -> tuple[dict[str, Value], dict[str, Value]]:
    """What of a form goes on the card, and what into the event."""
    on_card = {field.id for form, field in playbook.fields_of(forms) if form.on_card and field.id not in ON_EVENT}
    card = {name: value for name, value in values.items() if name in on_card}
    return card, {name: value for name, value in values.items() if name not in on_card}


def _where(playbook: Playbook, deal: Deal, step: str, number: int | None) -> Occurrence | None | Refused:
    spec = playbook.steps[step]
    if spec.whenever is None:
        return None
    whenever = playbook.whenevers[spec.whenever]
    waiting = [one for one in deal.occurrences.get(spec.whenever, []) if one.steps[step].done is None]
    if number is not None:
        waiting = [one for one in deal.occurrences.get(spec.whenever, []) if one.number == number]
    if not waiting:
        return Refused((problem("whenever.none_open", f"done {{customer}} {spec.whenever}", step=spec.title, whenever=whenever.title),))
    if len(waiting) > 1:
        numbers = tuple(f"{step}/{one.number}" for one in waiting)
        return Refused((problem("whenever.which", step=spec.title, candidates=numbers),), exit_code=2)
    return waiting[0]


def _round(playbook: Playbook, deal: Deal, step: str, where: Occurrence | None, *, always: bool = False) -> str | None:
    """The round an event belongs to, kept where a merge could bring it into another one."""
    kept = where.steps[step] if where is not None else deal.step(step)
    return str(kept.round) if always or kept.round > 1 or step in playbook.looping else None


def _event(
    command: c.Command, office: Office, what: str, step: str | None, given: Mapping[str, Value | None], deal: int | None = None
) -> Event:  # fmt: skip
    at = command.at or office.now
    recorded = office.now if command.at is not None and office.now - command.at >= _MINUTE else None
    data = {key: value for key, value in given.items() if value is not None}
    return Event(at=at, by=office.who, what=what, step=step, deal=deal or command.deal, data=data, recorded=recorded)


def _no_deal(number: int) -> Refused:
    return Refused((problem("event.no_deal", "show {customer}", number=number),), exit_code=2)


_MAKERS: Mapping[type[c.Command], Callable[..., Made]] = {
    c.Open: _open, c.Do: _do, c.Amend: _amend, c.Judge: _judge, c.SetGrade: _grade, c.Advance: _advance, c.Move: _move, c.Undo: _undo,
    c.Correct: _correct,
}  # fmt: skip
