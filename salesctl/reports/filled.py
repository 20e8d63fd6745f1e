"""The forms that a deal has filled, in the order of the process: what each step, duty and occurrence left behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from msgspec import Struct

from salesctl.core.events import Value
from salesctl.core.playbook import Field, Playbook, Text
from salesctl.core.state import Deal, StepState


class Filled(Struct, frozen=True):
    """One form as it stands now. ``round`` and ``corrected`` say how often it was filled before."""

    title: Text
    forms: tuple[Text, ...]
    at: datetime
    by: str
    outcome: Text | None
    round: int
    corrected: int
    answers: tuple[tuple[Field, Value], ...]


def filled(playbook: Playbook, deal: Deal) -> tuple[Filled, ...]:
    """The last form of every step, of every duty and of every occurrence with its own steps."""
    found = list(_of_steps(playbook, deal.steps))
    for name, occurrences in deal.occurrences.items():
        whenever = playbook.whenevers[name]
        for one in occurrences:
            answers = _answers(playbook, whenever.forms, one.values)
            if answers:
                forms = _titles(playbook, whenever.forms)
                found.append(Filled(whenever.title, forms, one.event.at, one.event.by, None, one.number, 0, answers))
            found.extend(_of_steps(playbook, one.steps))
    for name, settled in deal.duties.items():
        duty, last = playbook.duties[name], settled[-1]
        answers = _answers(playbook, duty.forms, last.values)
        if answers:
            forms = _titles(playbook, duty.forms)
            found.append(Filled(duty.title, forms, last.at, last.event.by, None, len(settled), 0, answers))
    return tuple(found)


def _of_steps(playbook: Playbook, steps: Mapping[str, StepState]) -> Iterator[Filled]:
    for step in playbook.steps.values():
        kept = steps.get(step.id)
        if kept is None or not kept.visits:
            continue
        visit = kept.visits[-1]
        answers = _answers(playbook, step.forms, visit.values)
        spec = step.outcome(visit.outcome)
        if answers:
            forms = _titles(playbook, step.forms)
            title = spec.title if spec else None
            yield Filled(step.title, forms, visit.at, visit.by, title, visit.round, len(visit.amended), answers)


def _answers(
    playbook: Playbook, forms: tuple[str, ...], values: Mapping[str, Value]
) -> tuple[tuple[Field, Value], ...]:
    return tuple(
        (field, values[field.id])
        for _, field in playbook.fields_of(forms)
        if values.get(field.id) not in (None, "", ())
    )


def _titles(playbook: Playbook, forms: tuple[str, ...]) -> tuple[Text, ...]:
    return tuple(playbook.forms[form].title for form in forms if not playbook.forms[form].on_card)
