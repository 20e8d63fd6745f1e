"""What is owed outside the order: duties have one rhythm, and dates that are dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from salesctl.core.conditions import Case, FieldRef
from salesctl.core.linting.graph import told
from salesctl.core.playbook import Due, Events, Field, Playbook
from salesctl.core.problems import Place, Problem

_CARD = "customer"


def duties(playbook: Playbook, places: Mapping[str, Place]) -> Iterator[Problem]:
    """Duties with no rhythm or two, lists that are none, deadlines that hang on what is no date."""
    for duty in playbook.duties.values():
        path = f"duties/{duty.id}"
        if duty.every is None and not duty.due:
            yield told("lint.no_rhythm", places, path, duty=duty.id)
        if duty.every is not None and duty.due:
            yield told("lint.two_rhythms", places, f"{path}/every", duty=duty.id)
        if duty.each is not None and not _is(playbook, duty.each, "list"):
            yield told("lint.each_no_list", places, f"{path}/each", field=str(duty.each))
        dates = list(duty.every.dates) if duty.every else []
        dates += [duty.first] if isinstance(duty.first, FieldRef) else []
        yield from _no_dates(playbook, [*dates, *_of_dues(duty.due), *_of_events(duty.start)], places, path)
    for step in playbook.steps.values():
        yield from _no_dates(playbook, _of_dues(step.due), places, f"steps/{step.id}/due")
    for ref in playbook.amount:
        if not _is(playbook, ref, "money", "number"):
            yield told("lint.amount_no_money", places, "playbook/amount", field=str(ref))


def field_of(playbook: Playbook, ref: FieldRef) -> Field | None:
    """The field or the column that is meant; of the card only what a form keeps there is known."""
    names = [ref.form] if ref.form != _CARD else [form.id for form in playbook.forms.values() if form.on_card]
    for name in names:
        found = playbook.forms[name].field(ref.field) if name in playbook.forms else None
        if found is not None:
            return found if ref.column is None else next((one for one in found.columns if one.id == ref.column), None)
    return None


def _is(playbook: Playbook, ref: FieldRef, *types: str) -> bool:
    found = field_of(playbook, ref)
    return found is None or found.type in types


def _no_dates(playbook: Playbook, refs: list[FieldRef], places: Mapping[str, Place], path: str) -> Iterator[Problem]:
    for ref in refs:
        if not _is(playbook, ref, "date", "time"):
            yield told("lint.no_date", places, path, field=str(ref))


def _of_dues(cases: tuple[Case[Due | None], ...]) -> list[FieldRef]:
    found: list[FieldRef] = []
    for case in cases:
        if case.then is not None:
            for term in (case.then.term, *(bound.term for bound in case.then.bounds)):
                found += [term.date] if term.date else []
                found += _of_events(term.events) if term.events else []
    return found


def _of_events(events: Events) -> list[FieldRef]:
    return [ref.date for ref in events.refs if ref.date is not None]
