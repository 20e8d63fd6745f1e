"""What a condition may ask of a deal, answered from its present state.

Forms belong to rounds: a form whose step stands in a new round is unknown until it is filled again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from msgspec import Struct, field

from salesctl.core.conditions import Fact, FieldRef, Known, Literally, Measure, Operand, OutcomeOf
from salesctl.core.events import Value
from salesctl.core.plain import as_decimal
from salesctl.core.playbook import Field, Playbook
from salesctl.core.state import Deal, State, Values

NUMBERS = ("number", "money")


class DealFacts(Struct, frozen=True):
    """The facts of one deal; ``step`` is who asks. ``proposed`` and ``outcome`` are what is being given just now."""

    playbook: Playbook
    state: State
    deal: Deal
    step: str | None = None
    proposed: Values = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    outcome: str | None = None
    slip: Callable[[str], Decimal | None] | None = None

    def value(self, operand: Operand) -> Known:
        """The value asked for; None when unknown."""
        match operand:
            case Literally(text):
                return text
            case FieldRef():
                return self._typed(operand)
            case Fact(name):
                return self._fact(name)
            case OutcomeOf(step):
                visits = self.deal.step(step).visits
                return visits[-1].outcome if visits else None
            case Measure(name, of):
                return self._measure(name, of)

    def is_done(self, step: str) -> bool:
        """Whether the step is done in its present round; steps of occurrences do not count."""
        return self.deal.step(step).done is not None

    def is_open(self, whenever: str) -> bool:
        """Whether at least one occurrence has a step that is not done."""
        return any(kept.done is None for one in self.deal.occurrences.get(whenever, []) for kept in one.steps.values())

    def raw(self, ref: FieldRef) -> Value | None:
        """The value as written: text, rows, or None where unknown."""
        if ref.form in self.forms and ref.field in self.proposed:
            return self.proposed[ref.field]
        return form_value(self.playbook, self.state, self.deal, ref.form, ref.field)

    def _typed(self, ref: FieldRef) -> Known:
        value = self.raw(ref)
        if value is None or value == "":
            return None
        spec = field_at(self.playbook, ref)
        if isinstance(value, str):
            return as_decimal(value) if spec is not None and spec.type in NUMBERS else value
        return None

    def _fact(self, name: str) -> Known:
        deal = self.deal
        match name:
            case "grade" | "kind" | "stage":
                found: str | None = getattr(deal, name)
                return found
            case "status":
                return deal.status
            case "amount":
                return amount(self.playbook, self.state, deal)
            case "outcome":
                return self.outcome
            case "holds":
                return Decimal(len(deal.holds))
            case "tries":
                return Decimal(len({contact.at.date() for contact in deal.contacts}))
            case "ways":
                return Decimal(len({contact.kind for contact in deal.contacts}))
            case "round":
                return Decimal(deal.step(self.step).round) if self.step else None
        return None

    def _measure(self, name: str, of: FieldRef | str) -> Known:
        if name == "round":
            return Decimal(self.deal.step(str(of)).round)
        if name == "slip":
            return self.slip(str(of)) if self.slip else None
        if isinstance(of, str):
            return self._sum_of_form(of)
        value = self.raw(FieldRef(of.form, of.field))
        if isinstance(value, str) or value is None:
            return as_decimal(value)
        rows = [row for row in value if isinstance(row, Mapping)] if not isinstance(value, Mapping) else []
        if name == "rows":
            return Decimal(len(rows))
        numbers = [as_decimal(row.get(of.column or "")) for row in rows]
        return sum((number for number in numbers if number is not None), Decimal(0))

    def _sum_of_form(self, form: str) -> Decimal | None:
        found = [
            as_decimal(self.raw(FieldRef(form, one.id)))
            for one in self.playbook.forms[form].fields
            if one.type in NUMBERS
        ]
        known = [number for number in found if number is not None]
        return sum(known, Decimal(0)) if known else None


def field_at(playbook: Playbook, ref: FieldRef) -> Field | None:
    """The definition of a field or of a list's column; None for the card's own facts."""
    form = playbook.forms.get(ref.form)
    found = form.field(ref.field) if form else None
    if found is None or ref.column is None:
        return found
    return next((column for column in found.columns if column.id == ref.column), None)


def form_value(playbook: Playbook, state: State, deal: Deal, form: str, name: str) -> Value | None:
    """The present value of a form's field, from whoever filled the form last in the present rounds."""
    return FormValues(playbook, state, deal, form).of(name)


class FormValues:
    """The present values of one form. Whoever asks for several fields of it looks but once for who filled it."""

    def __init__(self, playbook: Playbook, state: State, deal: Deal, form: str) -> None:
        self._card = state.card
        self._on_card_only = form == "customer"
        spec = playbook.forms.get(form)
        self._on_card_first = spec is not None and spec.on_card
        owners = () if self._on_card_only else playbook.form_owners.get(form, ())
        filled = [one for owner in owners for one in _filled(deal, owner)]
        if len(filled) > 1:
            filled.sort(key=_order, reverse=True)
        self._latest_first = filled

    def of(self, name: str) -> Value | None:
        """The value of a field; None where unknown."""
        if self._on_card_only:
            return self._card.get(name)
        if self._on_card_first and name in self._card:
            return self._card[name]
        for _, values in self._latest_first:
            if name in values:
                return values[name]
        return None


def last_values(deal: Deal, step: str) -> Values:
    """What the step's form held last, in whichever round: a proposal for filling it again."""
    visits = deal.step(step).visits
    return visits[-1].values if visits else {}


def amount(playbook: Playbook, state: State, deal: Deal) -> Decimal | None:
    """The first filled money field that the playbook names for it, else the estimate (``process.md`` Time: amount)."""
    for ref in playbook.amount:
        found = as_decimal(form_value(playbook, state, deal, ref.form, ref.field))
        if found is not None:
            return found
    return deal.estimate


def _order(filled: tuple[tuple[int, str], Values]) -> tuple[int, str]:
    return filled[0]


def _filled(deal: Deal, owner: str) -> list[tuple[tuple[int, str], Values]]:
    found = []
    if owner in deal.steps and (visit := deal.steps[owner].done) is not None:
        latest = visit.amended[-1][0] if visit.amended else visit.event
        found.append((latest.order, visit.values))
    if deal.occurrences:
        found.extend((one.event.order, one.values) for one in deal.occurrences.get(owner, []))
        found.extend(
            (inner.event.order, inner.values)
            for same in deal.occurrences.values()
            for one in same
            if owner in one.steps and (inner := one.steps[owner].done) is not None
        )
    if owner in deal.duties:
        found.extend((one.event.order, one.values) for one in deal.duties[owner])
    return found
