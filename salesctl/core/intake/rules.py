"""How the columns of a table are to be understood: the register's own way, or what a map says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from msgspec import Struct, field

from salesctl.core.problems import Place

DateOrder = Literal["year-month-day", "day-month-year", "month-day-year"]
DATE_ORDERS: tuple[DateOrder, ...] = ("year-month-day", "day-month-year", "month-day-year")

#: What a column can be, apart from the facts of the card, which the playbook names, and ``card.…`` for any other fact.
CONTACT = ("contact", "position", "phone", "email", "reach")
DEAL = (
    "stage", "status", "since", "closed", "finished", "owner", "kind", "amount", "title", "channel", "grade", "because",
    "sign_by",
)  # fmt: skip
PLAN = ("next", "next_text")
TARGETS = ("name", "industry", "size", "founded", "need", *CONTACT, *DEAL, *PLAN)
FREE = "card."
NUMBER = "no"
"""The running number of the register; it says nothing."""

Said: TypeAlias = "str | Mapping[str, str]"


class Constant(Struct, frozen=True):
    """A value that a map gives a target, and where it says so."""

    target: str
    text: str
    place: Place | None = None


class Join(Struct, frozen=True):
    """A second table: its rows are found by the text of a column that both have, and fill facts of the customer."""

    file: str
    by: str
    columns: Mapping[str, str]
    values: Mapping[str, Mapping[str, Said]] = field(default_factory=dict)


class Rules(Struct, frozen=True):
    """``columns``: by head, the target. ``values``: by head and text, another text, or targets with their texts.

    ``customer`` and ``deal`` are the heads of the columns by which a customer and a deal are known again; without
    ``deal`` a row is a customer. ``name_else`` is the head that names a customer whose name is empty. ``register``:
    heads are found by their usual spellings, and a column that is not known is left out.
    """

    columns: Mapping[str, str]
    customer: str
    deal: str | None = None
    name_else: str | None = None
    values: Mapping[str, Mapping[str, Said]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    dates: DateOrder = "year-month-day"
    new_people: bool = False
    joins: tuple[Join, ...] = ()
    constants: tuple[Constant, ...] = ()
    register: bool = False

    @property
    def heads(self) -> tuple[str, ...]:
        """Every column that the table itself must have."""
        named = (*self.columns, *self.values, self.customer, self.deal, self.name_else)
        named += tuple(join.by for join in self.joins)
        return tuple(dict.fromkeys(head for head in named if head))
