"""Fields that contradict themselves, and fields whose source can't be known when they are asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from salesctl.core.conditions import FieldRef
from salesctl.core.linting.duties import field_of
from salesctl.core.linting.graph import Graph, told
from salesctl.core.playbook import Field, Playbook
from salesctl.core.problems import Place, Problem

_CARD = "customer"


def forms(playbook: Playbook, places: Mapping[str, Place]) -> Iterator[Problem]:
    """Limits, choices, columns and sources that don't go with a field's type."""
    for form in playbook.forms.values():
        for one in form.fields:
            path = f"forms/{form.id}/{one.id}"
            yield from _field(playbook, one, f"{form.id}.{one.id}", path, places)
            for column in one.columns:
                name = f"{form.id}.{one.id}.{column.id}"
                yield from _field(playbook, column, name, f"{path}/{column.id}", places)
                if column.type == "list":
                    yield told("lint.list_in_list", places, f"{path}/{column.id}", field=name)


def sources(graph: Graph, places: Mapping[str, Place]) -> Iterator[Problem]:
    """``from`` and ``same as`` that name forms which are filled later, or never."""
    playbook = graph.playbook
    for form in playbook.forms.values():
        askers = playbook.form_owners.get(form.id, ())
        known = {_CARD, form.id, *(one.id for one in playbook.forms.values() if one.on_card)}
        for asker in askers:
            step = playbook.steps.get(asker)
            known |= set(step.forms) if step else set(playbook.forms)
            known |= {name for before in graph.upstream.get(asker, ()) for name in playbook.steps[before].forms}
            if step is not None and step.whenever is not None:
                known = set(playbook.forms)
        for one in form.fields if askers else ():
            path = f"forms/{form.id}/{one.id}"
            if one.prefill and not any(ref.form in known for ref in one.prefill):
                yield _late("lint.from_unknown", one.prefill[0], f"{form.id}.{one.id}", places, f"{path}/from", path)
            if one.same_as is not None and one.same_as.form not in known:
                yield _late("lint.same_as_unknown", one.same_as, f"{form.id}.{one.id}", places, f"{path}/same as", path)


def _late(code: str, ref: FieldRef, field: str, places: Mapping[str, Place], *paths: str) -> Problem:
    return told(code, places, *paths, severity="warn", field=field, source=str(ref), form=ref.form)


def _field(
    playbook: Playbook, one: Field, name: str, path: str, places: Mapping[str, Place]
) -> Iterator[Problem]:  # fmt: skip
    kind = one.type
    if kind in {"choice", "choices"} and not one.choices:
        yield told("lint.no_choices", places, path, field=name)
    if one.choices and kind not in {"choice", "choices", "text"}:
        yield told("lint.needless_choices", places, f"{path}/choices", path, field=name, type=kind)
    if kind == "list" and not one.columns:
        yield told("lint.no_columns", places, path, field=name)
    if one.columns and kind != "list":
        yield told("lint.needless_columns", places, f"{path}/of", path, field=name, type=kind)
    if kind != "list" and (one.min_rows is not None or one.max_rows is not None):
        yield told("lint.rows_no_list", places, f"{path}/least", f"{path}/most", path, field=name, type=kind)
    if one.min_rows is not None and one.max_rows is not None and one.min_rows > one.max_rows:
        yield told("lint.least_most", places, f"{path}/least", path, least=one.min_rows, most=one.max_rows)
    if kind not in {"number", "money"} and (one.min is not None or one.max is not None):
        yield told("lint.limits_no_number", places, f"{path}/min", f"{path}/max", path, field=name, type=kind)
    if one.min is not None and one.max is not None and Decimal(one.min) > Decimal(one.max):
        yield told("lint.least_most", places, f"{path}/min", path, least=one.min, most=one.max)
    if one.same_as is not None:
        other = field_of(playbook, one.same_as)
        if other is not None and other.type != kind:
            params: dict[str, Any] = {"field": name, "type": kind, "other": str(one.same_as), "other_type": other.type}
            yield told("lint.same_as_type", places, f"{path}/same as", path, **params)
