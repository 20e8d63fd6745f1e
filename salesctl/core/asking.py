"""What a step asks: the fields of its forms that are not known yet, and what is already known of them.

Nothing is typed twice: a field is proposed from the form that has it, or from the last time this form was filled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from salesctl.core.conditions import FieldRef, choose
from salesctl.core.events import Value
from salesctl.core.facts import DealFacts, form_value, last_values
from salesctl.core.playbook import Field, Form, Playbook
from salesctl.core.state import Deal, State, Values

CARD_KEYS = ("name", "industry", "size", "founded", "contacts", "need", "tags")


class Question(Struct, frozen=True):
    """One field that is asked. ``known``: what another form says and is taken where nothing else is given;
    ``last``: what this form said the last time, only a proposal.
    """

    form: Form
    field: Field
    required: bool
    known: Value | None = None
    last: Value | None = None


def questions(
    playbook: Playbook, state: State, deal: Deal, entry: str, forms: tuple[str, ...], given: Values | None = None,
    outcome: str | None = None,
) -> tuple[Question, ...]:  # fmt: skip
    """The fields to fill, in the order of the forms; of a form kept on the card only what is still missing there.

    ``given`` and ``outcome`` decide what is required where a condition asks them.
    """
    facts = DealFacts(playbook, state, deal, entry, given or {}, forms, outcome)
    last = filled_before(playbook, deal, entry)
    return tuple(
        Question(form, field, is_required(field, facts), proposal(playbook, state, deal, field), last.get(field.id))
        for form, field in asked_fields(playbook, state, deal, forms)
    )


def asked_fields(playbook: Playbook, state: State, deal: Deal, forms: tuple[str, ...]) -> Iterator[tuple[Form, Field]]:
    """The fields to fill, each with its form: the same as in ``questions``, without what is known of them."""
    for form, field in playbook.fields_of(forms):
        on_card = form.on_card and form.id != forms[0]
        if not on_card or _on_card(playbook, state, deal, form, field) is None:
            yield form, field


def filled_before(playbook: Playbook, deal: Deal, entry: str) -> Values:
    """What the form of a step said the last time; nothing where the entry is no step."""
    return last_values(deal, entry) if entry in playbook.steps else {}


def is_required(field: Field, facts: DealFacts) -> bool:
    """Whether the field must be answered now; a case that asks something unknown is passed over."""
    return bool(choose(field.required, facts)) if field.required else True


def is_complete(field: Field, value: Value | None) -> bool:
    """Whether a value answers the field: rows taken over from another form may lack columns that this one requires."""
    if value in (None, "", ()):
        return False
    if field.type != "list" or isinstance(value, str | Mapping) or value is None:
        return True
    needed = [column.id for column in field.columns if not column.required or column.required[0].then]
    rows = [row for row in value if isinstance(row, Mapping)]
    return len(rows) >= (field.min_rows or 1) and all(
        row.get(name) not in (None, "", ()) for row in rows for name in needed
    )


def proposal(playbook: Playbook, state: State, deal: Deal, field: Field) -> Value | None:
    """What an earlier form already knows of the field; None when nothing does."""
    if field.same_as is None and not field.prefill:
        return None
    for ref in (*((field.same_as,) if field.same_as else ()), *field.prefill):
        value = form_value(playbook, state, deal, ref.form, ref.field)
        found = _fitted(field, ref, value)
        if found not in (None, "", ()):
            return found
    return None


def _on_card(playbook: Playbook, state: State, deal: Deal, form: Form, field: Field) -> Value | None:
    if field.id == "channel":
        return deal.channel
    if field.id in state.card:
        value = state.card[field.id]
        return value if is_complete(field, value) else None
    return form_value(playbook, state, deal, form.id, field.id)


def _fitted(field: Field, ref: FieldRef, value: Value | None) -> Value | None:
    """A list taken from a list keeps the columns of the same id; a plain field takes a column's first filled cell."""
    if value is None or isinstance(value, str):
        return value if field.type != "list" else None
    if isinstance(value, Mapping):
        return value if field.type == "file" else None
    rows = [row for row in value if isinstance(row, Mapping)]
    if field.type == "list":
        names = {column.id for column in field.columns}
        kept = tuple({key: cell for key, cell in row.items() if key in names} for row in rows)
        return tuple(row for row in kept if row) or None
    if ref.column is not None:
        return next((cell for row in rows if (cell := row.get(ref.column))), None)
    return value if field.type == "choices" else None
