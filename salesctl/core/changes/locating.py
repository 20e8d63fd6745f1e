"""Which step an event speaks of, in which round, with which form."""

from __future__ import annotations

from collections.abc import Mapping

from salesctl.core.events import Event
from salesctl.core.plain import text
from salesctl.core.playbook import Playbook, Step
from salesctl.core.state import (
    Deal,
    Occurrence,
    StepState,
    Values,
)


def locate(playbook: Playbook, deal: Deal, event: Event) -> tuple[Step, StepState, Occurrence | None] | str:
    """The step that an event speaks of, in the deal or in the occurrence it names; a code when there is none."""
    step = playbook.steps.get(event.step or "")
    if step is None:
        return "event.unknown_step"
    if step.whenever is None:
        return step, deal.step(step.id), None
    among = deal.occurrences.get(step.whenever, [])
    named = text(event.data.get("of"))
    fitting = (
        [one for one in among if one.event.id == named]
        if named
        else [one for one in among if one.steps[step.id].done is None]
    )
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
