"""The grade that a deal's answers propose, with the answers it rests on (``process.md 1.3``)."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from salesctl.core.conditions import holds
from salesctl.core.facts import DealFacts, last_values
from salesctl.core.playbook import Playbook, Text
from salesctl.core.state import Deal, State, Values


class Proposal(Struct, frozen=True):
    """``grade`` None: no condition holds. ``shown``: each answer with its field's title."""

    present: str | None
    grade: str | None
    answers: Mapping[str, str | None]
    shown: tuple[tuple[Text, str | None], ...]


def proposal(playbook: Playbook, state: State, deal: Deal) -> Proposal:
    """The first grade whose condition holds for the last answers of the grading step."""
    step = playbook.grading_step
    values = last_values(deal, step.id) if step else {}
    forms = step.forms if step else ()
    answers = {
        field.id: value if isinstance(value := values.get(field.id), str) else None
        for _, field in playbook.fields_of(forms)
    }
    shown = tuple((field.title, answers[field.id]) for _, field in playbook.fields_of(forms))
    return Proposal(deal.grade, proposed(playbook, state, deal, values), answers, shown)


def proposed(playbook: Playbook, state: State, deal: Deal, values: Values) -> str | None:
    """The first grade whose condition holds for these answers of the grading step."""
    step = playbook.grading_step
    facts = DealFacts(playbook, state, deal, step.id if step else None, values, step.forms if step else ())
    return next(
        (
            one.id
            for one in playbook.grades.values()
            if one.condition is not None and holds(one.condition, facts) is True
        ),
        None,
    )
