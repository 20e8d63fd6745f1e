"""From a command to the events it would make: drafts, before any rule has been asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TypeAlias

from salesctl.core import commands as c
from salesctl.core.duties import owed_by_deal
from salesctl.core.events import Event, Value
from salesctl.core.filling import filled, split
from salesctl.core.office import Office
from salesctl.core.playbook import Playbook, Step
from salesctl.core.problems import Refused
from salesctl.core.rules.asked import problem
from salesctl.core.state import Deal, Occurrence, State
from salesctl.core.values import plain_decimal

Made: TypeAlias = "tuple[tuple[Event, ...], dict[str, Value | None]] | Refused"


def _open(playbook: Playbook, state: State, command: c.Open, office: Office) -> Made:
    step = playbook.opening_step
    forms = step.forms if step else ()
    card, form = split(playbook, forms, command.values)
    channel = form.pop("channel", None)
    usual = next(iter(playbook.kinds), None)
    given = {
        "channel": channel,
        "owner": command.owner,
        "kind": command.kind if command.kind != usual else None,
        "title": command.title,
        "amount": plain_decimal(command.amount) if command.amount is not None else None,
        "sign_by": command.sign_by,
        "playbook": playbook.mark,
        "form": form or None,
    }
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
        card, form = split(playbook, spec.forms, values)
        return (_event(command, office, "raised", name, {"form": form or None, "note": command.note}),), dict(card)
    step = playbook.steps[name]
    values = filled(playbook, state, deal, name, step.forms, command.values, command.outcome)
    card, form = split(playbook, step.forms, values)
    where = _where(playbook, deal, name, command.occurrence)
    if isinstance(where, Refused):
        return where
    if step.done_by == "graded":
        return _graded(step, deal, command, office, card, form)
    given = {
        "as": command.role if command.role != step.by else None,
        "outcome": command.outcome,
        "because": command.because,
        "note": command.note,
        "round": _round(playbook, deal, name, where),
        "of": where.event.id if where else None,
        "form": form or None,
    }
    finished = _event(command, office, "done", name, given)
    return (finished, *_new_deal(playbook, state, deal, command, office)), dict(card)


def _graded(
    step: Step, deal: Deal, command: c.Do, office: Office, card: Mapping[str, Value], form: Mapping[str, Value]
) -> Made:
    """The step that a grade finishes, done by naming the grade as its outcome (``process.md 1.3``)."""
    before = deal.step(step.id).done
    if before is not None:
        again = "grade {customer} GRADE --because …"
        return Refused((problem("step.already_done", again, step=step.title, at=before.at, who=before.by),))
    if command.outcome is None:
        outcomes = tuple(one.id for one in step.outcomes)
        remedy = f"done {{customer}} {step.id} --outcome {outcomes[0]}"
        return Refused((problem("outcome.missing", remedy, step=step.title, outcomes=outcomes),))
    given = {
        "grade": command.outcome,
        "as": command.role,
        "because": command.because,
        "note": command.note,
        "form": form or None,
    }
    return (_event(command, office, "graded", None, given),), dict(card)


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
    card, form = split(playbook, duty.forms, values)
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
    card, form = split(playbook, forms, command.values)
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
    card, form = split(playbook, step.forms, command.values)
    given = {
        "as": command.role,
        "because": command.because,
        "round": _round(playbook, deal, command.step, where, always=True),
        "of": where.event.id if where else None,
        "form": form or None,
    }
    return (_event(command, office, "approved" if command.yes else "rejected", command.step, given),), dict(card)


def _grade(playbook: Playbook, state: State, command: c.SetGrade, office: Office) -> Made:
    given = {"grade": command.grade, "because": command.because, "form": dict(command.values) or None}
    return (_event(command, office, "graded", None, given),), {}


def _advance(playbook: Playbook, state: State, command: c.Advance, office: Office) -> Made:
    deal = state.deals.get(command.deal)
    if deal is None:
        return _no_deal(command.deal)
    given = {
        "to": playbook.next_stage(deal.stage),
        "override": "yes" if command.override else None,
        "because": command.because,
    }
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


def _where(playbook: Playbook, deal: Deal, step: str, number: int | None) -> Occurrence | Refused | None:
    spec = playbook.steps[step]
    if spec.whenever is None:
        return None
    whenever = playbook.whenevers[spec.whenever]
    waiting = [one for one in deal.occurrences.get(spec.whenever, []) if one.steps[step].done is None]
    if number is not None:
        waiting = [one for one in deal.occurrences.get(spec.whenever, []) if one.number == number]
    if not waiting:
        remedy = f"done {{customer}} {spec.whenever}"
        return Refused((problem("whenever.none_open", remedy, step=spec.title, whenever=whenever.title),))
    if len(waiting) > 1:
        numbers = tuple(f"{step}/{one.number}" for one in waiting)
        return Refused((problem("whenever.which", step=spec.title, candidates=numbers),), exit_code=2)
    return waiting[0]


def _round(playbook: Playbook, deal: Deal, step: str, where: Occurrence | None, *, always: bool = False) -> str | None:
    """The round an event belongs to, kept where a merge could bring it into another one."""
    kept = where.steps[step] if where is not None else deal.step(step)
    return str(kept.round) if always or kept.round > 1 or step in playbook.looping else None


def _event(
    command: c.Command,
    office: Office,
    what: str,
    step: str | None,
    given: Mapping[str, Value | None],
    deal: int | None = None,
) -> Event:
    at = command.at or office.now
    recorded = office.now if command.at is not None and office.now - command.at >= timedelta(minutes=1) else None
    data = {key: value for key, value in given.items() if value is not None}
    return Event(at=at, by=office.who, what=what, step=step, deal=deal or command.deal, data=data, recorded=recorded)


def _no_deal(number: int) -> Refused:
    return Refused((problem("event.no_deal", "show {customer}", number=number),), exit_code=2)


MAKERS: Mapping[type[c.Command], Callable[..., Made]] = {
    c.Open: _open, c.Do: _do, c.Amend: _amend, c.Judge: _judge, c.SetGrade: _grade, c.Advance: _advance, c.Move: _move,
    c.Undo: _undo, c.Correct: _correct,
}  # fmt: skip
