"""Editing one key of a mapping inside a text: only the lines of that key change."""

from __future__ import annotations

import re
from collections.abc import Mapping

from salesctl.core.events import Value
from salesctl.store import nodes
from salesctl.store.emit import fits, flow, items, pair
from salesctl.store.spans import index_of, last_line, line_end


def set_key(text: str, card: nodes.Mapping, key: str, value: Value) -> str:
    """The text with the key's value replaced, or the key added as the last one."""
    found, name = card.get(key), card.key(key)
    if found is None or name is None:
        return _add_in_braces(text, card, key, value) if card.flow else _add_line(text, card, key, value)
    if card.flow or _on_one_line(found, name, value):
        return _splice(text, found, value)
    return _replace_lines(text, card, name, found, value)


def remove_key(text: str, card: nodes.Mapping, key: str) -> str:
    """The text without the key; as it was when the key is not there."""
    at = next((at for at, (name, _) in enumerate(card.items) if name.text == key), None)
    if at is None:
        return text
    name, found = card.items[at]
    if not card.flow:
        lines = text.split("\n")
        del lines[(name.place.line or 1) - 1 : last_line(lines, name, found)]
        return "\n".join(lines)
    if at + 1 < len(card.items):
        start, stop = index_of(text, name.place), index_of(text, card.items[at + 1][0].place)
    else:
        before = card.items[at - 1][1].end if at else (card.place.line or 1, (card.place.column or 1) + 1)
        start, stop = index_of(text, before), index_of(text, found.end)
    return text[:start] + text[stop:]


def _on_one_line(found: nodes.Node, name: nodes.Scalar, value: Value) -> bool:
    """Whether a value can take the place of another one without any line coming or going."""
    if isinstance(value, str):
        one = isinstance(found, nodes.Scalar) or found.flow
        return one and found.end[0] == name.place.line and len(pair("k", value)) == 1
    if isinstance(found, nodes.Scalar):
        return found.end[0] == name.place.line and fits(value, 100)
    return found.flow and fits(value, 100)


def _splice(text: str, found: nodes.Node, value: Value) -> str:
    start, stop = index_of(text, found.place), index_of(text, found.end)
    lead = ""
    if start == stop:
        lead = " " if text[start - 1] == ":" else ": "
    return text[:start] + lead + flow(value) + text[stop:]


def _add_in_braces(text: str, card: nodes.Mapping, key: str, value: Value) -> str:
    written = flow({key: value})[1:-1]
    if not card.items:
        at = index_of(text, card.place) + 1
        return text[:at] + written + text[at:]
    at = index_of(text, card.items[-1][1].end)
    return text[:at] + ", " + written + text[at:]


def _add_line(text: str, card: nodes.Mapping, key: str, value: Value) -> str:
    lines = text.split("\n")
    name, last = card.items[-1]
    at = last_line(lines, name, last)
    return _with_lines(text, at, at, pair(key, value, _indent(card)))


def _replace_lines(text: str, card: nodes.Mapping, name: nodes.Scalar, found: nodes.Node, value: Value) -> str:
    """Lines of the old value out, of the new one in; a comment behind the key stays, and so do unchanged list items."""
    lines = text.split("\n")
    first, last = name.place.line or 1, last_line(lines, name, found)
    comment = re.search(r":\s+(#.*?)\r?$", lines[first - 1]) if (found.place.line or 1) > first else None
    if isinstance(found, nodes.Sequence) and not found.flow and not isinstance(value, (str, Mapping)) and value:
        return _with_lines(text, first, last, _items(lines, name, found, value))
    written = pair(name.text, value, _indent(card))
    if comment:
        written[0] += f"  {comment[1]}"
    return _with_lines(text, first - 1, last, written)


def _items(lines: list[str], name: nodes.Scalar, found: nodes.Sequence, value: tuple[Value, ...]) -> list[str]:
    """The lines of a list in block style: an item that stays keeps its own lines and the comments above it."""
    indent = (found.place.column or 1) - 1
    chunks: list[tuple[Value, list[str]]] = []
    begin = name.place.line or 1
    for item in found.items:
        end = last_line(lines, name, item)
        chunks.append((nodes.value(item), [line.removesuffix("\r") for line in lines[begin:end]]))
        begin = end
    written: list[str] = []
    for new in value:
        at = next((at for at, (old, _) in enumerate(chunks) if old == _settled(new)), None)
        written += chunks.pop(at)[1] if at is not None else items((new,), indent)
    return written


def _settled(value: Value) -> Value:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _settled(item) for key, item in value.items()}
    return tuple(_settled(item) for item in value)


def _with_lines(text: str, first: int, last: int, written: list[str]) -> str:
    """Lines ``first`` (not included) to ``last`` replaced, with the text's own line ends."""
    end = line_end(text)
    lines = text.split("\n")
    at_end = last == len(lines)
    new = [line + end.removesuffix("\n") for line in written]
    if at_end and end == "\r\n" and lines[-1]:
        lines[-1] += "\r"
        new[-1] = new[-1].removesuffix("\r")
    return "\n".join([*lines[:first], *new, *lines[last:]])


def _indent(card: nodes.Mapping) -> int:
    return (card.place.column or 1) - 1
