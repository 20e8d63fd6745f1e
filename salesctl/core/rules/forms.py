"""Whether a form is complete and agrees with itself, with its step's conditions and with the forms before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from salesctl.core.asking import asked_fields, filled_before, is_required
from salesctl.core.choosing import offered
from salesctl.core.conditions import holds
from salesctl.core.events import Value
from salesctl.core.facts import DealFacts, form_value
from salesctl.core.folding import fold
from salesctl.core.plain import as_decimal
from salesctl.core.playbook import Field, Form, Rule, Strength
from salesctl.core.problems import Problem, Severity
from salesctl.core.rules.asked import Asked, Objections, problem
from salesctl.core.state import Values

SEVERITY: Mapping[Strength, Severity] = {"block": "error", "warn": "warn", "info": "info"}


def form_objections(
    asked: Asked, entry: str, forms: tuple[str, ...], values: Values, outcome: str | None = None
) -> Objections:
    """Everything that is wrong with the filled forms of a step, duty or whenever."""
    playbook, state, deal = asked.playbook, asked.state, asked.deal
    given = DealFacts(playbook, state, deal, entry, values, forms, outcome)
    known: set[str] = set()
    for form, field in asked_fields(playbook, state, deal, forms):
        known.add(field.id)
        value = values.get(field.id)
        if value is None or value in ("", ()):
            if is_required(field, given):
                yield _missing(form, field, field.id in filled_before(playbook, deal, entry))
            continue
        yield from _value_objections(field, value)
        yield from equal_objections(asked, field, value)
    if not known.issuperset(values):
        spare = {field.id for _, field in playbook.fields_of(forms)}
        for name in values:
            if name not in known | spare:
                yield problem("form.unknown_field", field=name, fields=tuple(sorted(known)))
    facts = DealFacts(playbook, state, deal, entry, values, forms, outcome, asked.clocks().slip)
    for name in forms:
        yield from rule_objections(playbook.forms[name].must, facts, playbook.forms[name].title)


def rule_objections(rules: tuple[Rule, ...], facts: DealFacts, of: object) -> Iterator[Problem]:
    """The rules that do not hold. One that asks something unknown is passed over: a missing answer has its own rule."""
    for rule in rules:
        if holds(rule.condition, facts) is False:
            yield problem("rule.broken", severity=SEVERITY[rule.strength], of=of, rule=rule.say or rule.text)


def gate_objections(rules: tuple[Rule, ...], facts: DealFacts, of: object) -> Iterator[Problem]:
    """The rules of a gate that do not hold; here unknown is not enough."""
    for rule in rules:
        if holds(rule.condition, facts) is not True:
            yield problem("rule.broken", severity=SEVERITY[rule.strength], of=of, rule=rule.say or rule.text)


def equal_objections(asked: Asked, field: Field, value: Value) -> Iterator[Problem]:
    """Where the field must equal another form's and does not."""
    if field.same_as is None:
        return
    source = form_value(asked.playbook, asked.state, asked.deal, field.same_as.form, field.same_as.field)
    if source is not None and _comparable(field, source) != _comparable(field, value):
        form = asked.playbook.forms[field.same_as.form]
        yield problem(
            "form.not_the_same",
            severity=SEVERITY[field.strength],
            field=field.title,
            id=field.id,
            form=form.title,
            value=_shown(value),
            other=_shown(source),
        )


def _missing(form: Form, field: Field, before: bool) -> Problem:
    severity = SEVERITY[field.strength] if field.strength != "block" else SEVERITY[form.strength]
    on_card = form.on_card and field.id not in ("channel", "channel_detail")
    code = "form.missing_on_card" if on_card else "form.missing"
    return problem(code, severity=severity, field=field.title, id=field.id, form=form.title,
                   choices=offered(field.choices), last=before)  # fmt: skip


def _value_objections(field: Field, value: Value) -> Iterator[Problem]:
    """A value that its field can't hold: typed by hand into a record, or imported."""
    if field.type == "list":
        rows = [] if isinstance(value, str | Mapping) else [row for row in value if isinstance(row, Mapping)]
        if isinstance(value, str) or (field.min_rows is not None and len(rows) < field.min_rows):
            yield problem("form.few_rows", field=field.title, id=field.id, least=field.min_rows or 1, rows=len(rows))
        for place, row in enumerate(rows, start=1):
            for column in field.columns:
                cell = row.get(column.id)
                required = not column.required or column.required[0].then
                if cell in (None, "", ()) and required:
                    yield problem("form.missing_cell", field=field.title, id=field.id, column=column.title, row=place)
                elif cell not in (None, "", ()) and cell is not None:
                    yield from _value_objections(column, cell)
    elif not _fits(field, value):
        yield problem(
            "form.unfit",
            field=field.title,
            id=field.id,
            value=value if isinstance(value, str) else "…",
            kind=field.type,
        )


def _fits(field: Field, value: Value) -> bool:
    match field.type:
        case "number" | "money":
            number = as_decimal(value)
            low, high = (Decimal(one) if one is not None else None for one in (field.min, field.max))
            return number is not None and (low is None or number >= low) and (high is None or number <= high)
        case "choice":
            return isinstance(value, str) and value in field.choices
        case "choices":
            return not isinstance(value, str | Mapping) and all(one in field.choices for one in value)
        case "yes_no":
            return value in ("yes", "no")
        case "date":
            return isinstance(value, str) and _parses(date.fromisoformat, value)
        case "time":
            return isinstance(value, str) and _parses(datetime.fromisoformat, value)
        case "file":
            return isinstance(value, Mapping)
        case _:
            return isinstance(value, str)


def _parses(reader: Callable[[str], object], value: str) -> bool:
    try:
        reader(value)
    except ValueError:
        return False
    return True


def _comparable(field: Field, value: Value) -> object:
    """Numbers by value, words without regard to width and case, rows by the columns that hold something."""
    if isinstance(value, str):
        number = as_decimal(value)
        return number if number is not None and field.type in ("number", "money") else fold(value)
    if isinstance(value, Mapping):
        return {
            key: as_decimal(cell) if as_decimal(cell) is not None else cell
            for key, cell in value.items()
            if cell not in ("", ())
        }
    return [_comparable(field, one) for one in value]


def _shown(value: Value) -> object:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return " ".join(str(cell) for cell in value.values() if isinstance(cell, str))
    return tuple(_shown(one) for one in value)
