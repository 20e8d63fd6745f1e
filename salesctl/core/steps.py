"""What doing a step, a verdict, a grade or an occurrence does to a deal."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from salesctl.core.events import Event
from salesctl.core.loops import enter_nurture, go_again, new_round, wake
from salesctl.core.moves import close, text, win
from salesctl.core.playbook import Action, Playbook, Step
from salesctl.core.progress import Progress, finished_visit
from salesctl.core.state import Deal, DutyDone, Occurrence, State, StepState, Values, Verdict, Visit


def done(playbook: Playbook, state: State, event: Event) -> str | None:
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
    deal, name = state.deals[event.deal], event.step or ""
    if name not in playbook.whenevers:
        return "event.unknown_step"
    same = deal.occurrences.setdefault(name, [])
    steps = {step: StepState() for step in playbook.whenevers[name].steps}
    same.append(Occurrence(len(same) + 1, event, form_of(event), steps))
    return None


def amended(playbook: Playbook, state: State, event: Event) -> str | None:
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


def approved(playbook: Playbook, state: State, event: Event) -> str | None:
    return _verdict(playbook, state, event, yes=True)


def rejected(playbook: Playbook, state: State, event: Event) -> str | None:
    return _verdict(playbook, state, event, yes=False)


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


def act(
    playbook: Playbook, state: State, deal: Deal, step: Step, action: Action, event: Event,
    occurrence: Occurrence | None,
) -> None:  # fmt: skip
    """What an outcome leads to."""
    match action.kind:
        case "go_on" | "new_deal" | "stay":
            pass
        case "again":
            target = action.target or step.id
            if occurrence is not None and target in occurrence.steps:
                for inner in tuple(occurrence.steps)[tuple(occurrence.steps).index(target) :]:
                    if occurrence.steps[inner].visits:
                        new_round(occurrence.steps[inner], event, event.at)
            else:
                go_again(playbook, state, deal, target, event)
        case "close":
            because = text(event.data.get("because")) or (action.reasons[0] if action.reasons else None)
            close(deal, event, action.target or "lost", because)
        case "nurture":
            enter_nurture(deal, event)


def settle(playbook: Playbook, state: State, deal: Deal, event: Event) -> None:
    """Finish approvals that have their verdicts, and call back those whose form has changed under them."""
    everything: list[tuple[Progress, StepState, Step]] = []
    progress = Progress(playbook, state, deal)
    everything.extend((progress, deal.step(step.id), step) for step in playbook.approvals if step.whenever is None)
    for occurrences in deal.occurrences.values():
        for one in occurrences:
            inner = Progress(playbook, state, deal, one)
            everything.extend((inner, one.steps[name], playbook.steps[name]) for name in one.steps if playbook.steps[name].approve)
    for where, kept, step in everything:
        counted = where.counted(step)
        if kept.done is None and counted and where.standing(step.id) == "open":
            kept.done = finished_visit(step, kept, counted, where.turn(step.id))
            kept.visits.append(kept.done)
            kept.unsettled = None
            if step.id == playbook.won:
                win(deal, event)
        elif kept.done is not None and kept.done.outcome == "approved" and not counted and event.what == "amended":
            kept.done, kept.unsettled = None, event.at


def locate(playbook: Playbook, deal: Deal, event: Event) -> tuple[Step, StepState, Occurrence | None] | str:
    """The step that an event speaks of, in the deal or in the occurrence it names; a code when there is none."""
    step = playbook.steps.get(event.step or "")
    if step is None:
        return "event.unknown_step"
    if step.whenever is None:
        return step, deal.step(step.id), None
    among = deal.occurrences.get(step.whenever, [])
    named = text(event.data.get("of"))
    fitting = [one for one in among if one.event.id == named] if named else [one for one in among if one.steps[step.id].done is None]
    if not fitting:
        return "event.no_occurrence"
    return step, fitting[0].steps[step.id], fitting[0]


def form_of(event: Event) -> Values:
    """The form that an event carries."""
    form = event.data.get("form")
    return form if isinstance(form, Mapping) else {}


def round_of(event: Event, kept: StepState) -> int:
    """The round an event was meant for; the present one when it does not say."""
    given = text(event.data.get("round"))
    return int(given) if given is not None and given.isdecimal() and len(given) < 9 else kept.round


def _verdict(playbook: Playbook, state: State, event: Event, *, yes: bool) -> str | None:
    deal = state.deals[event.deal]
    found = locate(playbook, deal, event)
    if isinstance(found, str):
        return found
    step, kept, occurrence = found
    role, number = text(event.data.get("as")), round_of(event, kept)
    if step.approve is None or role is None:
        return "event.no_verdict_asked"
    progress = Progress(playbook, state, deal, occurrence)
    bound = progress.bound(step, role, number if number < kept.round else None)
    kept.verdicts.append(Verdict(event, role, yes, number, bound, form_of(event)))
    if number < kept.round:
        return None
    if yes:
        settle(playbook, state, deal, event)
    elif progress.lost(step):
        kept.visits.append(Visit(event, event.at, event.by, kept.round, "rejected", form_of(event)))
        kept.done = None
        act(playbook, state, deal, step, step.no, event, occurrence)
    return None


def _amended_duty(deal: Deal, event: Event) -> str | None:
    before = deal.duties.get(event.step or "", [])
    if not before:
        return "event.nothing_to_amend"
    before[-1].values = {**before[-1].values, **form_of(event)}
    return None


HANDLERS: Mapping[str, Callable[[Playbook, State, Event], str | None]] = {
    "done": done, "raised": raised, "amended": amended, "approved": approved, "rejected": rejected, "graded": graded,
}  # fmt: skip
