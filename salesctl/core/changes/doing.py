"""What doing a step, setting a grade, raising an occurrence or amending a form does to a deal."""

from __future__ import annotations

from salesctl.core.changes.ending import win
from salesctl.core.changes.judging import settle
from salesctl.core.changes.locating import form_of, locate, round_of
from salesctl.core.changes.loops import wake
from salesctl.core.changes.outcomes import act
from salesctl.core.events import Event
from salesctl.core.plain import text
from salesctl.core.playbook import Playbook
from salesctl.core.state import (
    Deal,
    DutyDone,
    Occurrence,
    State,
    StepState,
    Visit,
)


def done(playbook: Playbook, state: State, event: Event) -> str | None:
    """A step finished, or an occurrence of a duty settled; a telling for an earlier round only enters the visits."""
    deal, name = state.deals[event.deal], event.step or ""
    if name in playbook.duties:
        slot = text(event.data.get("slot"))
        deal.duties.setdefault(name, []).append(DutyDone(event, event.at, slot, form_of(event)))
        return None
    found = locate(playbook, deal, event)
    if isinstance(found, str):
        return found
    step, kept, occurrence = found
    outcome = text(event.data.get("outcome"))
    visit = Visit(event, event.at, event.by, round_of(event, kept), outcome, form_of(event))
    kept.visits.append(visit)
    deal.channel = deal.channel or text(visit.values.get("channel"))
    if visit.round < kept.round:
        return None
    spec = step.outcome(outcome)
    if spec is None or spec.action.kind not in ("again", "stay"):
        kept.done, kept.unsettled = visit, None
        if step.id == playbook.won:
            win(deal, event)
    settle(playbook, state, deal, event)
    if spec is not None:
        act(playbook, state, deal, step, spec.action, event, occurrence)
    return None


def raised(playbook: Playbook, state: State, event: Event) -> str | None:
    """One more occurrence of a whenever, with fresh steps of its own."""
    deal, name = state.deals[event.deal], event.step or ""
    if name not in playbook.whenevers:
        return "event.unknown_step"
    same = deal.occurrences.setdefault(name, [])
    steps = {step: StepState() for step in playbook.whenevers[name].steps}
    same.append(Occurrence(len(same) + 1, event, form_of(event), steps))
    return None


def amended(playbook: Playbook, state: State, event: Event) -> str | None:
    """New answers replace the old ones in the last visit, which keeps both; approvals of them may be called back."""
    deal = state.deals[event.deal]
    if (event.step or "") in playbook.duties:
        return _amended_duty(deal, event)
    found = locate(playbook, deal, event)
    if isinstance(found, str):
        return found
    kept = found[1]
    visit = kept.done or (kept.visits[-1] if kept.visits else None)
    if visit is None:
        return "event.nothing_to_amend"
    visit.amended.append((event, visit.values))
    visit.values = {**visit.values, **form_of(event)}
    settle(playbook, state, deal, event)
    return None


def graded(playbook: Playbook, state: State, event: Event) -> str | None:
    """A grade, and the step that a grade finishes; only in that step's own stage does it send to the pool or wake."""
    deal, grade = state.deals[event.deal], text(event.data.get("grade"))
    if grade is None or grade not in playbook.grades:
        return "event.unknown_grade"
    order = list(playbook.grades)
    if deal.grade in playbook.grades and order.index(grade) < order.index(deal.grade or ""):
        deal.happened["upgraded"] = event.at
    step = playbook.grading_step
    spec = step.outcome(grade) if step else None
    sleeps = spec is not None and spec.action.kind == "nurture"
    if deal.status == "nurture" and not sleeps:
        wake(playbook, deal, event)
    deal.grade = grade
    deal.grades.append((event.at, grade, event))
    deal.happened["graded"] = event.at
    if step is not None:
        kept = deal.step(step.id)
        visit = Visit(event, event.at, event.by, kept.round, grade, form_of(event))
        kept.visits.append(visit)
        kept.done = visit
        if spec is not None and deal.stage == step.stage:
            act(playbook, state, deal, step, spec.action, event, None)
    return None


def _amended_duty(deal: Deal, event: Event) -> str | None:
    before = deal.duties.get(event.step or "", [])
    if not before:
        return "event.nothing_to_amend"
    before[-1].values = {**before[-1].values, **form_of(event)}
    return None
