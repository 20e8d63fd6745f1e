"""Whether a tree has the shape that the table of keys says: every misspelt, missing or misplaced key at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from salesctl.core.phrases.near import nearest
from salesctl.store.nodes import Mapping, Node, Scalar, Sequence
from salesctl.store.playbook.keys import SHAPES, STRENGTHS
from salesctl.store.playbook.notes import Notes
from salesctl.store.playbook.shape import Key, Shape, Value
from salesctl.store.playbook.values import VALUES

LANGUAGES = ("zh", "en")
_LISTABLE: frozenset[Value] = frozenset({"names", "fields", "key names", "plains"})
_SAY = Key("say", "text", "", "")


def check(root: Node, notes: Notes) -> None:
    """Note everything in the tree that the language has no place for."""
    if isinstance(root, Mapping):
        _shape(root, SHAPES["playbook"], notes)
    else:
        notes.problem("playbook.no_mapping", root)


def kind_of(node: Mapping, kinds: Iterable[str]) -> str | None:
    """The kind of an entry: the key among these that it has."""
    return next((key.text for key, _ in node.items if key.text in kinds), None)


def is_text(node: Node) -> bool:
    """Whether a mapping is a text by language."""
    return isinstance(node, Mapping) and any(key.text in LANGUAGES for key, _ in node.items)


def _shape(node: Mapping, shape: Shape, notes: Notes) -> None:
    for name, value in _pairs(node, shape.name, notes, shape.keys):
        key = shape.keys.get(name.text)
        if key is None:
            _unknown(name, shape.name, shape.keys, notes)
        else:
            _value(key, value, notes)
    names = {name.text for name, _ in node.items}
    for key in shape.keys.values():
        if key.required and key.name not in names:
            notes.problem("playbook.missing_key", node, key=key.name, shape=shape.name, example=_example(key))


def _pairs(node: Mapping, key: str, notes: Notes, known: Iterable[str] = ()) -> Iterator[tuple[Scalar, Node]]:
    """The pairs that have a value. One without is an empty key, or the rest of a phrase that a comma has cut off."""
    before: tuple[Scalar, Node] | None = None
    for name, value in node.items:
        if not (isinstance(value, Scalar) and value.blank):
            yield name, value
        elif node.flow and name.text not in known and before is not None and isinstance(before[1], Scalar):
            phrase = f"{before[1].text}, {name.text}"
            notes.problem("playbook.comma_splits", name, key=before[0].text, phrase=phrase)
        else:
            notes.problem("playbook.empty_value", name, key=name.text, shape=key)
        before = name, value


def _unknown(name: Scalar, shape: str, known: Iterable[str], notes: Notes) -> None:
    notes.problem("playbook.unknown_key", name, key=name.text, shape=shape, near=nearest(name.text, known))


def _value(key: Key, node: Node, notes: Notes) -> None:
    match key.value:
        case "text":
            _text(key, node, notes)
        case "shape":
            _below(key, node, notes)
        case "map":
            _map(key, node, notes)
        case "list" | "entries" | "together":
            _list(key, node, notes)
        case "condition" | "rules":
            _condition(key, node, notes)
        case "titles":
            _titles(key, node, notes)
        case "remind" | "looks":
            _by_name(key, node, notes)
        case _:
            _phrase(key, node, notes)


def _phrase(key: Key, node: Node, notes: Notes) -> None:
    """One scalar; a list of scalars, or cases of scalars, where the kind of value has them."""
    if isinstance(node, Scalar):
        if key.value == "word" and node.text not in key.words:
            near = nearest(node.text, key.words)
            notes.problem("playbook.unknown_word", node, key=key.name, found=node.text, near=near)
    elif isinstance(node, Sequence) and key.value in _LISTABLE:
        _scalars(key, node, notes)
    elif isinstance(node, Mapping) and VALUES[key.value].cases:
        _cases(key, node, notes)
    elif not (isinstance(node, Mapping) and key.name in {"special hours", "off", "work"}):
        _wrong(key, node, notes)


def _cases(key: Key, node: Mapping, notes: Notes) -> None:
    last = node.items[-1][0] if node.items else None
    for when, then in _pairs(node, key.name, notes):
        if when.text == "else" and when is not last:
            notes.problem("playbook.else_last", when)
        if isinstance(then, Sequence) and key.value == "may":
            _scalars(key, then, notes)
        elif not isinstance(then, Scalar):
            _wrong(key, then, notes)


def _scalars(key: Key, node: Sequence, notes: Notes) -> None:
    for item in node.items:
        if not isinstance(item, Scalar) or item.blank:
            _wrong(key, item, notes)


def _text(key: Key, node: Node, notes: Notes) -> None:
    if isinstance(node, Scalar):
        return
    if not isinstance(node, Mapping):
        _wrong(key, node, notes)
        return
    for language, words in _pairs(node, key.name, notes, LANGUAGES):
        if language.text not in LANGUAGES:
            near = nearest(language.text, LANGUAGES)
            notes.problem("playbook.language", language, key=key.name, found=language.text, near=near)
        elif not isinstance(words, Scalar):
            _wrong(key, words, notes)


def _below(key: Key, node: Node, notes: Notes) -> None:
    if isinstance(node, Mapping):
        _shape(node, SHAPES[key.of], notes)
    else:
        _wrong(key, node, notes)


def _map(key: Key, node: Node, notes: Notes) -> None:
    if not isinstance(node, Mapping):
        _wrong(key, node, notes)
        return
    short = Key(key.of, key.short, "", "", words=key.words) if key.short else None
    for name, value in _pairs(node, key.name, notes):
        if key.of == "move" and name.text not in key.words:
            _unknown(name, key.name, key.words, notes)
        elif short is not None and (isinstance(value, Scalar) or (short.value == "text" and is_text(value))):
            _value(short, value, notes)
        else:
            _below(key, value, notes)


def _list(key: Key, node: Node, notes: Notes) -> None:
    if isinstance(node, Mapping) and key.value == "together":
        _shape(node, SHAPES[key.of], notes)
        return
    if not isinstance(node, Sequence):
        _wrong(key, node, notes)
        return
    for item in node.items:
        if not isinstance(item, Mapping):
            _wrong(key, item, notes)
        elif key.value == "list":
            _shape(item, SHAPES[key.of], notes)
        else:
            _entry(item, ("step",) if key.value == "together" else key.words, key.name, notes)


def _entry(node: Mapping, kinds: tuple[str, ...], key: str, notes: Notes) -> None:
    kind = kind_of(node, kinds)
    if kind is not None:
        _shape(node, SHAPES[kind], notes)
        return
    first = node.items[0][0] if node.items else node
    found = first.text if isinstance(first, Scalar) else ""
    notes.problem("playbook.entry", first, key=key, found=found, kinds=kinds)


def _condition(key: Key, node: Node, notes: Notes) -> None:
    if isinstance(node, Sequence):
        for item in node.items:
            _condition(key, item, notes)
    elif isinstance(node, Mapping):
        known = ("all", "any", "not", *((*STRENGTHS, "say") if key.value == "rules" else ()))
        inner = Key(key.name, "condition", "", "")
        for name, value in _pairs(node, key.name, notes, known):
            if name.text not in known:
                _unknown(name, key.name, known, notes)
            else:
                _value(_SAY if name.text == "say" else inner, value, notes)
    elif node.blank:
        _wrong(key, node, notes)


def _titles(key: Key, node: Node, notes: Notes) -> None:
    if isinstance(node, Sequence):
        _scalars(key, node, notes)
    elif isinstance(node, Mapping):
        for name, words in _pairs(node, key.name, notes):
            _text(Key(name.text, "text", "", ""), words, notes)
    else:
        _wrong(key, node, notes)


def _by_name(key: Key, node: Node, notes: Notes) -> None:
    """Names by another name; of ``remind`` also cases of these."""
    if not isinstance(node, Mapping):
        _wrong(key, node, notes)
        return
    names = Key(key.name, "names", "", "")
    for _, value in _pairs(node, key.name, notes):
        if isinstance(value, Mapping) and key.value == "remind":
            _by_name(key, value, notes)
        else:
            _phrase(names, value, notes)


def _wrong(key: Key, node: Node, notes: Notes) -> None:
    notes.problem("playbook.wrong_value", node, key=key.name, example=_example(key))


def _example(key: Key) -> str:
    """What could be written: the key with an example of its kind of value."""
    value = key.words[0] if key.words and key.value == "word" else VALUES[key.value].example
    return f"{key.name}: {value}"
