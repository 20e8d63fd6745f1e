"""Forms and their fields."""

from __future__ import annotations

from typing import cast

from salesctl.core import phrases
from salesctl.core.conditions import Case, FieldRef
from salesctl.core.playbook import Field, Form, Strength
from salesctl.store.nodes import Mapping, Node, Scalar
from salesctl.store.playbook.declaring import field_type
from salesctl.store.playbook.page import Page, optional_text, title, title_of, word
from salesctl.store.playbook.registry import Scope

_NO = Case(None, then=False)


def read_forms(page: Page, node: Node | None) -> dict[str, Form]:
    """Every form of the playbook, by its id."""
    if not isinstance(node, Mapping):
        return {}
    return {key.text: _form(page, key.text, spec) for key, spec in node.items if isinstance(spec, Mapping)}


def required(page: Page, node: Node | None, scope: Scope) -> tuple[Case[bool], ...]:
    """Cases of yes and no. A condition alone means: yes where it holds, else no."""
    if node is None:
        return ()
    if isinstance(node, Scalar):
        if node.text in {"yes", "no"}:
            return () if node.text == "yes" else (_NO,)
        condition = page.phrase(node, phrases.condition, scope)
        return () if condition is None else (Case(condition, then=True), _NO)
    found = page.cases(node, scope, page.yes)
    return tuple(Case(case.when, bool(case.then)) for case in found)


def _form(page: Page, name: str, node: Mapping) -> Form:
    path = f"forms/{name}"
    page.place(path, node)
    scope = Scope(page.registry, forms=(name,), answers=page.registry.form_outcomes.get(name, ()))
    return Form(
        id=name,
        title=title(node, name),
        fields=_fields(page, path, node.get("fields"), scope),
        on_card=word(node, "kept on") == "card",
        strength=_strength(node),
        must=page.rules(node.get("must"), scope),
    )


def _fields(page: Page, path: str, node: Node | None, scope: Scope) -> tuple[Field, ...]:
    if not isinstance(node, Mapping):
        return ()
    return tuple(_field(page, f"{path}/{key.text}", key, spec, scope) for key, spec in node.items)


def _field(page: Page, path: str, key: Scalar, node: Node, scope: Scope) -> Field:
    name = key.text
    if not isinstance(node, Mapping):
        page.notes.places[path] = key.place
        return Field(name, field_type(node), title_of(name))
    page.place(path, node)
    page.notes.places[path] = key.place
    kind = field_type(node.get("is"))
    inner = (
        scope if scope.row else Scope(scope.registry, (), scope.forms, FieldRef(scope.forms[0], name), scope.answers)
    )
    columns = _fields(page, path, node.get("of"), inner)
    choices = page.titles(node.get("choices"))
    return Field(
        id=name,
        type=kind,
        title=title(node, name),
        hint=optional_text(node, "hint"),
        required=required(page, node.get("required"), scope),
        choices=choices,
        min=page.decimal(node.get("min")),
        max=page.decimal(node.get("max")),
        min_rows=page.number(node.get("least")),
        max_rows=page.number(node.get("most")),
        columns=columns,
        same_as=page.phrase(node.get("same as"), phrases.field_ref, scope),
        prefill=page.fields(node.get("from"), scope),
        internal=page.yes(node.get("internal")),
        strength=_strength(node),
        open_choices=page.yes(node.get("other")) or (kind == "text" and bool(choices)),
    )


def _strength(node: Mapping) -> Strength:
    return cast("Strength", word(node, "strength") or "block")
