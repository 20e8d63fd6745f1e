"""The top of a playbook: roles, kinds, grades, moves, working time."""

from __future__ import annotations

from typing import Any

from salesctl.core import phrases
from salesctl.core.calendar_spec import differing
from salesctl.core.phrases import Names
from salesctl.core.playbook import Amount, Grade, Move, Role
from salesctl.core.problems import Broken
from salesctl.store.calendar_file import load_calendar, placed
from salesctl.store.nodes import Mapping, Node, Scalar, plain
from salesctl.store.playbook.page import Page, text, title, title_of
from salesctl.store.playbook.registry import Scope
from salesctl.store.playbook.structure import is_text


def read_roles(page: Page, node: Node | None) -> dict[str, Role]:
    """The roles, in the order of the page."""
    found: dict[str, Role] = {}
    for key, spec in node.items if isinstance(node, Mapping) else ():
        page.notes.places[f"roles/{key.text}"] = key.place
        if isinstance(spec, Mapping) and not is_text(spec):
            outside, owner = page.yes(spec.get("outside")), page.yes(spec.get("owner"))
            found[key.text] = Role(key.text, title(spec, key.text), outside, owner)
        else:
            found[key.text] = Role(key.text, text(spec) or title_of(key.text))
    return found


def read_grades(page: Page, node: Node | None) -> dict[str, Grade]:
    """The grades, strictest first."""
    found: dict[str, Grade] = {}
    for key, spec in node.items if isinstance(node, Mapping) else ():
        page.notes.places[f"grades/{key.text}"] = key.place
        if isinstance(spec, Mapping) and not is_text(spec):
            condition = page.condition(spec.get("if"), Scope(page.registry))
            found[key.text] = Grade(key.text, title(spec, key.text), condition)
        else:
            found[key.text] = Grade(key.text, text(spec) or title_of(key.text))
    return found


def read_moves(page: Page, node: Node | None) -> dict[str, Move]:
    """Who may do what is no step."""
    found: dict[str, Move] = {}
    scope = Scope(page.registry)
    for key, spec in node.items if isinstance(node, Mapping) else ():
        if isinstance(spec, Mapping):
            page.place(f"moves/{key.text}", spec)
            found[key.text] = Move(
                may=page.cases(spec.get("may"), scope, lambda one: _roles(page, one, scope)),
                condition=page.condition(spec.get("if"), scope),
                reasons=page.titles(spec.get("reasons")),
                most=page.phrase(spec.get("most"), amount, scope),
            )
    return found


def read_calendar(page: Page, node: Node | None, path: str, base: dict[str, Any] | None = None) -> dict[str, Any]:
    """Working time as plain values; whether they can be worked with is asked of the calendar itself."""
    if not isinstance(node, Mapping):
        return {}
    page.notes.places[path] = node.place
    spec: dict[str, Any] = {key.text: plain(value) for key, value in node.items}
    try:
        load_calendar(spec if base is None else differing(base, spec))
    except Broken as broken:
        page.notes.problems.extend(placed(problem, node) for problem in broken.problems)
    return spec


def amount(words: str, names: Names) -> Amount:  # noqa: ARG001 - a phrase without names
    """A span of time, read like the phrases that have names in them."""
    return phrases.amount(words)


def _roles(page: Page, node: Node, scope: Scope) -> tuple[str, ...] | None:
    if isinstance(node, Scalar) and node.text == "anybody":
        return None
    return page.names(node, ("role",), scope)
