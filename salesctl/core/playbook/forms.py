"""Rules, outcomes, reminders and forms: what the entries of a process are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from salesctl.core.conditions import Case, Condition, FieldRef
from salesctl.core.playbook.terms import GO_ON, Action, Amount, FieldType, Strength, Text


class Rule(Struct, frozen=True):
    """A condition that must hold, how hard, and what to say when it does not."""

    condition: Condition
    strength: Strength = "block"
    say: Text | None = None
    text: str = ""


class Outcome(Struct, frozen=True):
    """One way a step may end: what it leads to, what it requires, and whom it concerns."""

    id: str
    title: Text
    action: Action = GO_ON
    must: tuple[Rule, ...] = ()
    tell: tuple[str, ...] = ()


class Reminder(Struct, frozen=True):
    """Who is reminded when: at a share of the time (``percent``), before or after due, or after ``n`` ``contacts``.

    Contacts count from the step's turn. ``who``: role ids, or ``doer`` (who owes it) and ``owner`` (the deal's).
    """

    kind: Literal["percent", "before", "later", "contacts"]
    who: tuple[str, ...]
    n: int = 0
    amount: Amount | None = None


Ladder = tuple[Reminder, ...]


class Field(Struct, frozen=True):
    """One question of a form, or one column of a list field."""

    id: str
    type: FieldType
    title: Text
    hint: Text | None = None
    required: tuple[Case[bool], ...] = ()
    """Cases of yes and no; empty means yes."""
    choices: Mapping[str, Text] = field(default_factory=dict)
    min: str | None = None
    max: str | None = None
    min_rows: int | None = None
    columns: tuple[Field, ...] = ()
    same_as: FieldRef | None = None
    prefill: tuple[FieldRef, ...] = ()
    internal: bool = False
    strength: Strength = "block"
    open_choices: bool = False
    """The choices are proposals; any other text is taken."""
    max_rows: int | None = None


class Form(Struct, frozen=True):
    """Questions that are answered together; ``on_card``: kept on the customer's card, once for all deals."""

    id: str
    title: Text
    fields: tuple[Field, ...]
    on_card: bool = False
    strength: Strength = "block"
    must: tuple[Rule, ...] = ()

    def field(self, name: str) -> Field | None:
        """The field of that id; None where the form has none such."""
        return next((one for one in self.fields if one.id == name), None)
