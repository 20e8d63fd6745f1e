"""First walk over the tree: every name that is given in it, so that phrases may name what stands further down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from salesctl.core.phrases import RESERVED, Kind
from salesctl.core.playbook import FieldType
from salesctl.store.nodes import Mapping, Node, Scalar, Sequence
from salesctl.store.playbook.keys import ENTRIES, TYPES
from salesctl.store.playbook.notes import Notes
from salesctl.store.playbook.registry import CARD, Known, Registry, all_fields
from salesctl.store.playbook.structure import kind_of

_WORDS: frozenset[Kind] = frozenset({"grade", "kind", "calendar"})
_MEANT_FOR_ROLES = frozenset({"owner", "doer", "anybody", "none", "all", "any", "first", "then"})


def declare(root: Mapping, notes: Notes) -> Registry:
    """The names of a playbook. A name that is no name, or is given twice, is noted."""
    registry = Registry()
    for key, kind in (("roles", "role"), ("kinds", "kind"), ("grades", "grade"), ("calendars", "calendar")):
        for name in keys_of(root.get(key)):
            _name(kind, name, name.text, registry, notes)  # type: ignore[arg-type]  # the four are kinds
    moves = root.get("moves")
    for move in ("lost", "void"):
        spec = moves.get(move) if isinstance(moves, Mapping) else None
        for name in keys_of(spec.get("reasons") if isinstance(spec, Mapping) else None):
            _word(name, notes)
            registry.of("reason")[name.text] = name.place
    _forms(root.get("forms"), registry, notes)
    for stage in mappings(root.get("stages")):
        given = stage.get("stage")
        if isinstance(given, Scalar) and given.text:
            _name("stage", given, given.text, registry, notes)
            for at, entry in enumerate(mappings(stage.get("steps")), 1):
                _entry(entry, given.text, at, registry, notes)
    for entry in mappings(root.get("alongside")):
        _entry(entry, "", 0, registry, notes)
    _one_meaning(registry, notes)
    return registry


def keys_of(node: Node | None) -> Iterator[Scalar]:
    """The ids of a mapping, or the words of a list."""
    if isinstance(node, Mapping):
        yield from (key for key, _ in node.items)
    elif isinstance(node, Sequence):
        yield from (item for item in node.items if isinstance(item, Scalar) and item.text)


def mappings(node: Node | None) -> Iterator[Mapping]:
    """The mappings of a list."""
    if isinstance(node, Sequence):
        yield from (item for item in node.items if isinstance(item, Mapping))


def members(entry: Mapping) -> tuple[Mapping, ...]:
    """The steps of a together, written either way."""
    inner = entry.get("together")
    return tuple(mappings(inner.get("steps") if isinstance(inner, Mapping) else inner))


def group_id(entry: Mapping, stage: str, at: int) -> str:
    """The whole id of a together; without a name of its own, by its place among the entries of the stage."""
    inner = entry.get("together")
    name = entry.get("id") or (inner.get("id") if isinstance(inner, Mapping) else None)
    own = name.text if isinstance(name, Scalar) and name.text else f"together_{at}"
    return whole_id(own, stage)


def whole_id(name: str, prefix: str) -> str:
    """An id with a dot is whole; another gets what it stands in put before it."""
    return name if "." in name or not prefix else f"{prefix}.{name}"


def words_of(node: Node | None) -> tuple[str, ...]:
    """Names with commas or in a list, unread."""
    texts = [node.text] if isinstance(node, Scalar) else [one.text for one in keys_of(node)]
    return tuple(word.strip() for text in texts for word in text.split(",") if word.strip())


def _entry(entry: Mapping, prefix: str, at: int, registry: Registry, notes: Notes) -> None:
    kind = kind_of(entry, ENTRIES)
    if kind == "together":
        whole = group_id(entry, prefix, at)
        registry.of("group")[whole] = entry.place
        for member in members(entry):
            _entry(member, prefix, 0, registry, notes)
        return
    name = entry.get(kind) if kind else None
    if kind is None or not isinstance(name, Scalar) or not name.text:
        return
    whole = whole_id(name.text, prefix)
    _name(kind, name, whole, registry, notes)  # type: ignore[arg-type]  # step, duty and whenever are kinds
    _outcomes(entry, whole, registry, notes)
    if kind == "whenever":
        for step in mappings(entry.get("steps")):
            _entry(step, whole, 0, registry, notes)


def _outcomes(entry: Mapping, whole: str, registry: Registry, notes: Notes) -> None:
    for name in keys_of(entry.get("outcomes")):
        _word(name, notes)
    given = ("approved", "rejected") if entry.get("approve") else ()
    found = (*given, *(key.text for key in keys_of(entry.get("outcomes"))))
    registry.outcomes[whole] = found
    for form in words_of(entry.get("form")):
        registry.form_outcomes[form] = tuple(dict.fromkeys((*registry.form_outcomes.get(form, ()), *found)))


def _name(kind: Kind, node: Scalar, whole: str, registry: Registry, notes: Notes) -> None:
    if kind in _WORDS:
        _word(node, notes)
    elif not all(part.isidentifier() for part in whole.split(".")):
        notes.problem("playbook.no_name", node, name=node.text)
    if _reserved(kind, node.text):
        notes.problem("playbook.reserved", node, name=node.text)
    for other in ("step", "group", "duty", "whenever") if kind in {"step", "duty", "whenever"} else (kind,):
        first = registry.of(other).get(whole)
        if first is not None:
            notes.problem("playbook.given_twice", node, name=whole, first=first.line or 0)
    registry.of(kind).setdefault(whole, node.place)


def _word(node: Scalar, notes: Notes) -> None:
    """An answer is written into conditions: one word, but any letters."""
    if any(char.isspace() or char in ',，、=<>!"' for char in node.text):
        notes.problem("playbook.no_word", node, name=node.text)


def _reserved(kind: Kind, name: str) -> bool:
    if kind == "role":
        return name in _MEANT_FOR_ROLES
    if kind == "form":
        return name == CARD
    if kind in {"step", "stage", "duty", "whenever"}:
        return name in RESERVED
    return kind == "grade" and name == "else"


def _forms(node: Node | None, registry: Registry, notes: Notes) -> None:
    if not isinstance(node, Mapping):
        return
    for name, form in node.items:
        _name("form", name, name.text, registry, notes)
        fields = form.get("fields") if isinstance(form, Mapping) else None
        registry.forms[name.text] = _fields(fields, notes)
        kept = form.get("kept on") if isinstance(form, Mapping) else None
        if isinstance(kept, Scalar) and kept.text == "card":
            registry.forms[CARD] |= registry.forms[name.text]


def _fields(node: Node | None, notes: Notes) -> dict[str, Known]:
    found: dict[str, Known] = {}
    if isinstance(node, Mapping):
        for name, spec in node.items:
            if not name.text.isidentifier():
                notes.problem("playbook.no_name", name, name=name.text)
            found[name.text] = _known(spec, notes)
    return found


def _known(spec: Node, notes: Notes) -> Known:
    if not isinstance(spec, Mapping):
        return Known(field_type(spec))
    choices = tuple(key.text for key in keys_of(spec.get("choices")))
    for name in keys_of(spec.get("choices")):
        _word(name, notes)
    kind = field_type(spec.get("is"))
    other = spec.get("other")
    is_open = kind == "text" or (isinstance(other, Scalar) and other.text == "yes")
    return Known(kind, choices, is_open, _fields(spec.get("of"), notes))


def field_type(node: Node | None) -> FieldType:
    """The type that a field names; an unknown one is read on as text."""
    text = node.text if isinstance(node, Scalar) else ""
    return cast("FieldType", text if text in TYPES else "text")


def _one_meaning(registry: Registry, notes: Notes) -> None:
    """``a.b`` is a step or a field, never both."""
    fields = set(all_fields(registry.forms))
    for kind in ("step", "duty", "whenever", "group"):
        for name, place in registry.of(kind).items():
            if name in fields:
                notes.problem("playbook.two_meanings", Scalar(name, "", place, (0, 0)), name=name)
