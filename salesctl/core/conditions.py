"""The closed vocabulary of conditions: what a playbook may ask, and what it may compare.

A condition is true, false or unknown. A comparison with an unknown value is unknown, ``!=`` included, and ``not``
leaves it unknown: only a condition that is true lets anything happen.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Generic, Literal, Protocol, TypeVar

from msgspec import Struct

Op = Literal["=", "!=", "<", "<=", ">", ">="]
FactName = Literal["grade", "kind", "amount", "status", "stage", "holds", "tries", "ways", "round", "outcome"]
MeasureName = Literal["round", "rows", "sum", "slip"]
Known = str | Decimal | None
"""A value to compare: text, a number, or None for unknown."""


class FieldRef(Struct, frozen=True):
    """A field of a form; ``column`` names one of a list's columns. ``form`` is ``customer`` for the card."""

    form: str
    field: str
    column: str | None = None

    def __str__(self) -> str:
        return ".".join(part for part in (self.form, self.field, self.column) if part)


class Literally(Struct, frozen=True):
    """A word or number written into the condition."""

    text: str


class Fact(Struct, frozen=True):
    """Something known of the deal: grade, kind, amount, status, stage, number of holds, days with an attempt (tries),
    kinds of attempt (ways), round of the step that asks, outcome that is being given.
    """

    name: FactName


class OutcomeOf(Struct, frozen=True):
    """The latest outcome of a step."""

    step: str


class Measure(Struct, frozen=True):
    """``round of STEP``, ``rows of FIELD``, ``sum of FIELD``, ``slip of STEP`` (working days past due).

    A sum is over one column, or over all number and money fields of a form.
    """

    name: MeasureName
    of: FieldRef | str


Operand = FieldRef | Literally | Fact | OutcomeOf | Measure


class Compare(Struct, frozen=True):
    """Numbers by value where either side is one, else texts; unknown where a side is unknown or no number."""

    left: Operand
    op: Op
    right: Operand


class IsDone(Struct, frozen=True):
    """``STEP done``: done in its present round (or an event such as ``won``)."""

    step: str


class IsOpen(Struct, frozen=True):
    """``WHENEVER open``: at least one occurrence has open steps."""

    whenever: str


class AllOf(Struct, frozen=True):
    """False as soon as one part is; else unknown as soon as one part is."""

    parts: tuple[Condition, ...]


class AnyOf(Struct, frozen=True):
    """True as soon as one part is; else unknown as soon as one part is."""

    parts: tuple[Condition, ...]


class Not(Struct, frozen=True):
    """Turns true and false round; unknown stays unknown."""

    part: Condition


Condition = Compare | IsDone | IsOpen | AllOf | AnyOf | Not
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Case(Struct, Generic[T_co], frozen=True):
    """One line of a mapping of cases; ``when`` is None for ``else`` and for a plain phrase."""

    when: Condition | None
    then: T_co


class Facts(Protocol):
    """What a condition may ask of a deal (see ``facts.py``)."""

    def value(self, operand: Operand) -> Known:
        """The text or number behind an operand; None while it is unknown."""

    def is_done(self, step: str) -> bool:
        """Whether the step is done in its present round."""

    def is_open(self, whenever: str) -> bool:
        """Whether at least one occurrence has a step that is not done."""


def holds(condition: Condition | None, facts: Facts) -> bool | None:
    """True, False, or None where an unknown value decides. No condition holds."""
    match condition:
        case None:
            return True
        case Compare(left, op, right):
            return _compare(facts.value(left), op, facts.value(right))
        case IsDone(step):
            return facts.is_done(step)
        case IsOpen(whenever):
            return facts.is_open(whenever)
        case AllOf(parts):
            return _all(holds(part, facts) for part in parts)
        case AnyOf(parts):
            refuted = _all(_flip(holds(part, facts)) for part in parts)
            return _flip(refuted)
        case Not(part):
            return _flip(holds(part, facts))


def choose(cases: tuple[Case[T | None], ...], facts: Facts) -> T | None:
    """The phrase of the first case that holds; None where no case does."""
    for case in cases:
        if holds(case.when, facts) is True:
            return case.then
    return None


def _flip(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _all(answers: Iterable[bool | None]) -> bool | None:
    unknown = False
    for answer in answers:
        if answer is False:
            return False
        unknown = unknown or answer is None
    return None if unknown else True


def _compare(left: Known, op: Op, right: Known) -> bool | None:
    if left is None or right is None:
        return None
    if isinstance(left, Decimal) or isinstance(right, Decimal):
        a, b = _number(left), _number(right)
        if a is None or b is None:
            return None
        return _order((a > b) - (a < b), op)
    return _order((left > right) - (left < right), op)


def _number(value: str | Decimal) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    try:
        return Decimal(value.replace(",", ""))
    except ArithmeticError:
        return None


def _order(sign: int, op: Op) -> bool:
    return {"=": sign == 0, "!=": sign != 0, "<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0}[op]
