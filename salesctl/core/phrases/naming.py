"""Lists of names: ``product, technical``, and references to fields: ``contract.price, negotiation.price``."""

from __future__ import annotations

from salesctl.core.conditions import FieldRef
from salesctl.core.phrases.cursor import Cursor
from salesctl.core.phrases.names import Kind, Names


def name_list(text: str, kinds: tuple[Kind, ...], names: Names, *, also: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Names by commas, as whole ids. ``also``: words that may stand among them."""
    cursor = Cursor(text)
    return cursor.end(some_names(cursor, kinds, names, also=also))


def one_name(text: str, kinds: tuple[Kind, ...], names: Names) -> str:
    """One name, as its whole id."""
    cursor = Cursor(text)
    return cursor.end(a_name(cursor, kinds, names))


def field_refs(text: str, names: Names) -> tuple[FieldRef, ...]:
    """Fields by commas."""
    cursor = Cursor(text)
    found = [a_field(cursor, names)]
    while cursor.skip(","):
        found.append(a_field(cursor, names))
    return cursor.end(tuple(found))


def field_ref(text: str, names: Names) -> FieldRef:
    """One field."""
    cursor = Cursor(text)
    return cursor.end(a_field(cursor, names))


def some_names(cursor: Cursor, kinds: tuple[Kind, ...], names: Names, *, also: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Names by commas, from where the cursor stands."""
    found = [a_name(cursor, kinds, names, also=also)]
    while cursor.skip(","):
        found.append(a_name(cursor, kinds, names, also=also))
    return tuple(dict.fromkeys(found))


def a_name(cursor: Cursor, kinds: tuple[Kind, ...], names: Names, *, also: tuple[str, ...] = ()) -> str:
    """The name that comes next; an unknown one is noted and taken as it is."""
    word = cursor.name(kinds[0])
    if word in also:
        return word
    for kind in kinds:
        whole = names.find(kind, word)
        if whole is not None:
            return whole
    known = tuple(name for kind in kinds for name in names.known(kind))
    cursor.unknown(kinds[0], word, (*known, *also))
    return word


def a_field(cursor: Cursor, names: Names) -> FieldRef:
    """The field that comes next; an unknown one is noted and taken as it is."""
    word = cursor.name("field")
    found = names.field(word)
    if found is None:
        cursor.unknown("field", word, names)
        return FieldRef("", word)
    return found
