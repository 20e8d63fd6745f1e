"""What a verdict does: an approval that is settled, one that is lost, one that is called back."""

from __future__ import annotations

from collections.abc import Iterator

from salesctl.core.changes.ending import win
from salesctl.core.changes.locating import form_of, locate, round_of
from salesctl.core.changes.outcomes import act
from salesctl.core.events import Event
from salesctl.core.plain import text
from salesctl.core.playbook import Playbook, Step
from salesctl.core.progress import Progress, finished_visit
from salesctl.core.state import (
    Deal,
    State,
    StepState,
    Verdict,
    Visit,
)


def approved(playbook: Playbook, state: State, event: Event) -> str | None:
    """A yes; enough of them finish the step (``process.md 3.1``, ``4.1``)."""
    return _verdict(playbook, state, event, yes=True)


def rejected(playbook: Playbook, state: State, event: Event) -> str | None:
    """A no; once the needed yes is out of reach, the step goes where its ``no`` sends it."""
    return _verdict(playbook, state, event, yes=False)


def settle(playbook: Playbook, state: State, deal: Deal, event: Event) -> None:
    """Finish approvals that have their verdicts, and call back those whose form has changed under them."""
    for where, kept, step in tuple(_judged(playbook, state, deal)):
        if kept.done is None:
            counted = where.counted(step)
            if counted and where.standing(step.id) == "open":
                kept.done = finished_visit(kept, counted, where.turn(step.id))
                kept.visits.append(kept.done)
                kept.unsettled = None
                if step.id == playbook.won:
                    win(deal, event)
        elif kept.done.outcome == "approved" and event.what == "amended" and not where.counted(step):
            kept.done, kept.unsettled = None, event.at


def _judged(playbook: Playbook, state: State, deal: Deal) -> Iterator[tuple[Progress, StepState, Step]]:
    """The approvals on which somebody has given a verdict, in the deal and in its occurrences."""
    for step in playbook.approvals:
        if step.whenever is None and (kept := deal.steps.get(step.id)) is not None and kept.verdicts:
            yield Progress(playbook, state, deal), kept, step
    for occurrences in deal.occurrences.values():
        for one in occurrences:
            for name, kept in one.steps.items():
                if kept.verdicts and playbook.steps[name].approve:
                    yield Progress(playbook, state, deal, one), kept, playbook.steps[name]


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
