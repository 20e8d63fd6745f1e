"""Everything that has a name in a playbook, and what a name means where a phrase stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from salesctl.core.conditions import Fact, FieldRef, Measure, Operand, OutcomeOf
from salesctl.core.phrases import HAPPENINGS, HOLIDAYS, Kind, Vocabulary
from salesctl.core.playbook import FieldType
from salesctl.core.problems import Place

STATUSES = ("open", "nurture", "won", "lost", "void")
CARD = "customer"
_ENTRIES: tuple[Kind, ...] = ("step", "group", "stage", "whenever", "duty")
_PREFIXED: frozenset[Kind] = frozenset({"step", "group", "whenever", "duty"})


class Known(Struct):
    """What is known of a field before its form is compiled."""

    type: FieldType
    choices: tuple[str, ...] = ()
    open: bool = False
    columns: dict[str, Known] = field(default_factory=dict)


def _card() -> dict[str, Known]:
    """What a customer's card holds in every playbook; forms that are kept on it add their fields."""
    contact = {name: Known("text") for name in ("name", "position", "phone", "email")}
    return {
        "name": Known("text"),
        "industry": Known("text"),
        "size": Known("number"),
        "founded": Known("date"),
        "contacts": Known("list", columns=contact),
        "need": Known("text"),
        "tags": Known("text"),
    }


class Registry(Struct):
    """All names, by their kind."""

    names: dict[Kind, dict[str, Place]] = field(default_factory=dict)
    forms: dict[str, dict[str, Known]] = field(default_factory=lambda: {CARD: _card()})
    outcomes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By step or duty."""
    form_outcomes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By form, the outcomes of every step and duty that asks it."""

    def of(self, kind: Kind) -> dict[str, Place]:
        """The names of a kind, with their places."""
        return self.names.setdefault(kind, {})

    def look_up(self, ref: FieldRef) -> Known | None:
        """What is known of the field, or of the column, that is meant."""
        found = self.forms.get(ref.form, {}).get(ref.field)
        if found is None or ref.column is None:
            return found
        return found.columns.get(ref.column)


class Scope(Struct, frozen=True):
    """The names as they are seen from one place: ``prefixes`` are put before an id without its stage, ``forms`` are the
    own ones, ``row`` is the own list (for its columns), ``answers`` the outcomes that may be being given.
    """

    registry: Registry
    prefixes: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    row: FieldRef | None = None
    answers: tuple[str, ...] = ()

    def find(self, kind: Kind, name: str) -> str | None:
        """The whole id of what a name means here."""
        if kind == "holiday":
            return name if name in HOLIDAYS else None
        known = self.registry.names.get(kind)
        if not known:
            return None
        if "." in name and name in known:
            return name
        if kind in _PREFIXED:
            for prefix in self.prefixes:
                whole = f"{prefix}.{name}"
                if whole in known:
                    return whole
        return name if name in known else None

    def field(self, name: str) -> FieldRef | None:
        """The field that a name means here."""
        first, _, rest = name.partition(".")
        own = self._own(first, rest)
        if own is not None:
            return own
        second, _, third = rest.partition(".")
        ref = FieldRef(first, second, third or None)
        return ref if rest and self.registry.look_up(ref) is not None else None

    def _own(self, first: str, rest: str) -> FieldRef | None:
        refs = [FieldRef(form, first, rest or None) for form in self.forms]
        if self.row is not None and not rest:
            refs.insert(0, FieldRef(self.row.form, self.row.field, first))
        return next((ref for ref in refs if self.registry.look_up(ref) is not None), None)

    def vocabulary(self, operand: Operand) -> Vocabulary:
        """What this may be compared with."""
        match operand:
            case Fact("grade" | "kind" | "stage" as kind):
                return tuple(self.registry.of(kind))
            case Fact("status"):
                return STATUSES
            case Fact("outcome"):
                return self.answers
            case OutcomeOf(step):
                return self.outcomes(step)
            case FieldRef():
                return self._answers_of(operand)
            case Fact() | Measure():
                return "number"
            case _:
                return "text"

    def _answers_of(self, ref: FieldRef) -> Vocabulary:
        known = self.registry.look_up(ref)
        if known is None or known.open:
            return "text"
        match known.type:
            case "number" | "money":
                return "number"
            case "yes_no":
                return ("yes", "no")
            case "choice" | "choices":
                return known.choices
            case _:
                return "text"

    def outcomes(self, step: str) -> tuple[str, ...]:
        """The outcomes of a step or a duty."""
        return self.registry.outcomes.get(step, ())

    def known(self, kind: Kind) -> Iterable[str]:
        """All the names of a kind."""
        match kind:
            case "holiday":
                return HOLIDAYS
            case "field":
                return self._fields()
            case "event":
                return (*HAPPENINGS, *(name for one in _ENTRIES for name in self.registry.of(one)))
            case "value":
                return (
                    *self._fields(),
                    *self.registry.of("step"),
                    "grade",
                    "kind",
                    "amount",
                    "outcome",
                    "round",
                    "status",
                )
            case _:
                return tuple(self.registry.of(kind))

    def _fields(self) -> tuple[str, ...]:
        own = [name for form in self.forms for name in self.registry.forms.get(form, {})]
        return (*own, *all_fields(self.registry.forms))


def all_fields(forms: Mapping[str, Mapping[str, Known]]) -> tuple[str, ...]:
    """Every field and column by its whole name."""
    found: list[str] = []
    for form, fields in forms.items():
        for name, known in fields.items():
            found.append(f"{form}.{name}")
            found.extend(f"{form}.{name}.{column}" for column in known.columns)
    return tuple(found)
