"""What a phrase may name, and who knows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, Protocol, get_args

from salesctl.core.conditions import FieldRef, Operand
from salesctl.core.playbook import Happening

Kind = Literal[
    "step", "group", "stage", "duty", "whenever", "role", "grade", "kind", "form", "field", "reason", "calendar",
    "outcome", "holiday", "event", "value", "word", "weekday",
]  # fmt: skip

Vocabulary = tuple[str, ...] | Literal["number", "text"]
"""What a value is compared with: one of some words, a number, or any text (dates included)."""

HAPPENINGS: Final[tuple[str, ...]] = get_args(Happening)
HOLIDAYS: Final = (
    "new_year", "spring_festival", "qingming", "labour_day", "dragon_boat", "mid_autumn", "national_day",
)  # fmt: skip
RESERVED: Final = frozenset({
    "and", "or", "not", "of", "by", "but", "after", "before", "from", "each", "the", "then", "first", "all", "any",
    "none", "else", "done", "open", "because", "customer", "owner", "doer", "anybody", "yes", "no", "again", "stay",
    "round", "rows", "sum", "slip", "holds", "tries", "ways", "outcome", "status", *HAPPENINGS,
})  # fmt: skip
"""Words of the language: an id that is one of them alone could not be told from it."""


class Names(Protocol):
    """Everything that has a name in a playbook, seen from where a phrase stands: in its own stage a step needs no
    prefix, in its own form a field none.
    """

    def find(self, kind: Kind, name: str) -> str | None:
        """The whole id, or None."""

    def field(self, name: str) -> FieldRef | None:
        """``form.field``, ``form.list.column``, ``customer.field``; a field of the own form by its name alone."""

    def vocabulary(self, operand: Operand) -> Vocabulary:
        """What this may be compared with."""

    def outcomes(self, step: str) -> tuple[str, ...]:
        """The outcomes that a step or a duty may be given; of an approval ``approved`` and ``rejected``."""

    def known(self, kind: Kind) -> Iterable[str]:
        """All the names of a kind, to propose one."""
