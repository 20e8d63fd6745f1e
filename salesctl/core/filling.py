"""Filling a form: what was given, what an earlier form knows, what goes on the card and what into the history."""

from __future__ import annotations

from salesctl.core.asking import is_complete, questions
from salesctl.core.events import Value
from salesctl.core.playbook import Playbook
from salesctl.core.state import Deal, State, Values

ON_EVENT = ("channel", "channel_detail")
"""Facts of the opening form that belong to the deal and so to its history, not to the card."""


def filled(
    playbook: Playbook, state: State, deal: Deal, entry: str, forms: tuple[str, ...], given: Values, outcome: str | None
) -> dict[str, Value]:  # fmt: skip
    """What was given, and for the rest what an earlier form already knows; a value given as empty stays empty."""
    values: dict[str, Value] = {}
    for question in questions(playbook, state, deal, entry, forms, given, outcome):
        name = question.field.id
        if name not in given and question.known is not None and is_complete(question.field, question.known):
            values[name] = question.known
    values.update({name: value for name, value in given.items() if value not in ("", ())})
    return values


def card_fields(playbook: Playbook) -> frozenset[str]:
    """The fields that live on the customer's card."""
    return frozenset(
        field.id
        for form in playbook.forms.values()
        if form.on_card
        for field in form.fields
        if field.id not in ON_EVENT
    )


def split(playbook: Playbook, forms: tuple[str, ...], values: Values) -> tuple[dict[str, Value], dict[str, Value]]:
    """What of a form goes on the card, and what into the event."""
    on_card = {field.id for form, field in playbook.fields_of(forms) if form.on_card and field.id not in ON_EVENT}
    card = {name: value for name, value in values.items() if name in on_card}
    return card, {name: value for name, value in values.items() if name not in on_card}
