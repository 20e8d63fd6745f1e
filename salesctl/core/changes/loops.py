"""Going round: new rounds for what lies downstream, the nurture pool, and waking from it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from salesctl.core.events import Event
from salesctl.core.playbook import Playbook
from salesctl.core.progress import Progress
from salesctl.core.state import Deal, Entry, Span, State, StepState


def go_again(
    playbook: Playbook, state: State, deal: Deal, target: str, event: Event,
    how: Literal["again", "returned", "reopened"] = "again",
) -> None:  # fmt: skip
    """Open a new round from a step, a group or a stage: for it and for everything downstream that was reached.

    What was not reached gets none, or a condition on the round would fire early; a parallel branch keeps its result.
    """
    starts = _starts(playbook, target)
    stage = playbook.steps[starts[0]].stage if starts else target
    progress = Progress(playbook, state, deal)
    affected = set(starts).union(*(playbook.downstream[start] for start in starts)) if starts else set()
    opening = playbook.opening_step
    for name in [name for name in playbook.steps if name in affected and _reached(progress, name)]:
        # A deal opens once: what its opening did stays done.
        if opening is None or name != opening.id:
            new_round(deal.step(name), event, event.at)
    if stage != deal.stage or how != "again":
        deal.stage = stage
        deal.entries.append(Entry(stage, event.at, event, how))


def new_round(kept: StepState, event: Event, at: datetime) -> None:
    """The step stands open once more; what it held stays in its visits."""
    kept.round += 1
    kept.round_since, kept.round_by = at, event
    kept.done = kept.unsettled = None


def enter_nurture(deal: Deal, event: Event) -> None:
    """The deal sleeps until it is woken; its clocks stand still."""
    if deal.status in ("open", "won"):
        deal.status = "nurture"
    if not deal.nurtures or deal.nurtures[-1].until is not None:
        because = event.data.get("because")
        deal.nurtures.append(Span(event.at, event, reason=because if isinstance(because, str) else None))
    else:
        deal.nurtures[-1].event = event
    deal.happened["nurtured"] = event.at


def wake(playbook: Playbook, deal: Deal, event: Event) -> None:
    """The deal goes on; the steps that had sent it to sleep are asked again.

    ``process.md`` Time: regrading, C leads.
    """
    deal.status = "won" if playbook.won is not None and deal.step(playbook.won).done is not None else "open"
    if deal.nurtures and deal.nurtures[-1].until is None:
        deal.nurtures[-1].until, deal.nurtures[-1].ended_by = event.at, event
    deal.happened["woken"] = event.at
    for step in playbook.steps.values():
        kept = deal.step(step.id)
        outcome = step.outcome(kept.done.outcome) if kept.done is not None else None
        if outcome is not None and outcome.action.kind == "nurture":
            new_round(kept, event, event.at)


def _starts(playbook: Playbook, target: str) -> tuple[str, ...]:
    if target in playbook.groups:
        return playbook.groups[target].members
    if target in playbook.stages:
        return tuple(step.id for step in playbook.stage_steps(target) if not playbook.waits_for(step.id))
    return (target,)


def _reached(progress: Progress, name: str) -> bool:
    kept = progress.deal.step(name)
    if kept.done is not None or any(verdict.round == kept.round for verdict in kept.verdicts):
        return True
    if kept.visits and kept.visits[-1].round == kept.round:
        return True
    return progress.left_out(name) and progress.ready(name) and _stage_entered(progress, name)


def _stage_entered(progress: Progress, name: str) -> bool:
    stage = progress.playbook.steps[name].stage
    return any(entry.stage == stage for entry in progress.deal.entries)
