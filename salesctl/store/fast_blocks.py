"""Mappings and lists as this program writes them, for the fast lane: one way to write each thing, and no other.

What is taken is a part of YAML in which nothing depends on the reader: values on one line, plain without any character
that could mean something or in double quotes with the five escapes everybody knows; two spaces for each level; a text
of several lines after ``|``. Plain means text here as in the exact lane: ``1.10`` and ``no`` are what they look like.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from salesctl.core.events import Value

Row: TypeAlias = tuple[str, str, str, str]
"""Of one line: the spaces before it, a dash, the key, the value. All empty where it is written in another way."""

#: Levels, of blocks and of braces each; the exact lane allows 32 of both together.
_MOST_LEVELS = 6
#: A key or an id that nobody quotes: letters and digits of any script.
WORD = r"\w[\w.-]{0,199}"
_KEY = f'"?((?<=")[^"\\\\\n]{{1,200}}(?=":)|(?<!"){WORD}(?=:))"?'
#: Signs of YAML, wherever in a plain value they stand, and those that mean something at its beginning.
_SIGNS, _FIRST = "\\\\:?#,\\[\\]{}\"'`\n", "\\-&*!|>%@=<~.+"
#: What Chinese keyboards write for such signs.
_WIDE = "：“”‘’｛［｝］＃－　"
_WIDE_SIGNS = frozenset(_WIDE)
_PLAIN = f"[^{_SIGNS}{_FIRST} ][^{_SIGNS}]*+(?<! )"
_QUOTED = r'"[^"\\\n]*+(?:\\["\\nrt][^"\\\n]*+)*"'
_ROWS = re.compile(
    f"( *+)((?:- )?)(?:{_KEY}:(?: (?!\n)|(?=\n)))?({_PLAIN}|{_QUOTED}|[{{[][^\n]*|\\|-?|(?=\n))\n|[^\n]*\n"
)
#: Pairs of texts up to a brace. Whatever is none of them makes a row with an empty key.
_FLAT = re.compile(
    f'({WORD}): "?((?<=")[^"\\\\\n]*+(?=")|(?<!")(?![{_FIRST} ])[^{_SIGNS}{_WIDE}]++(?<! )(?!"))"?(?:, |}}\\Z)'
    "|[\\s\\S]+"
)
_PAIR = re.compile(f"{_KEY}: (?:({_PLAIN}|{_QUOTED})(, |}})|([{{[]))")
_ITEM = re.compile(f"({_PLAIN}|{_QUOTED})(, |\\])|([{{[])")
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"\\": "\\", '"': '"', "n": "\n", "r": "\r", "t": "\t"}


class UnsureError(Exception):
    """The exact lane has to be asked."""


def block(text: str, indent: int) -> tuple[dict[str, Value], int]:
    """The keys that begin ``indent`` columns from the margin, and how many lines they take. Raises UnsureError."""
    return _Block(text).mapping(0, indent, 0)


def pairs(text: str, at: int, level: int = 0) -> tuple[dict[str, Value], int]:
    """What stands in braces, from behind the first one, and where the text goes on. Raises UnsureError."""
    end = text.find("}", at) + 1
    rows = _FLAT.findall(text, at, end)
    found = dict(rows)
    return (found, end) if rows and "" not in found and len(found) == len(rows) else _pairs(text, at, level)


class _Block:
    def __init__(self, text: str) -> None:
        self.text = text
        self.rows: list[Row] = _ROWS.findall(text)
        self.lines: list[str] = []

    def mapping(self, at: int, indent: int, level: int) -> tuple[dict[str, Value], int]:
        found: dict[str, Value] = {}
        rows, here = self.rows, " " * indent
        if level > _MOST_LEVELS:
            raise UnsureError
        while at < len(rows):
            margin, dash, key, value = rows[at]
            if margin != here or dash or not key or key in found:
                if len(margin) < indent and (key or value):
                    break
                raise UnsureError
            at += 1
            if not value:
                found[key], at = self._below(at, indent, level)
            elif value[0] == "|":
                found[key], at = self._literal(at, indent + 2, "\n" if value == "|" else "")
            else:
                found[key] = _value(value)
        if not found:
            raise UnsureError
        return found, at

    def _below(self, at: int, indent: int, level: int) -> tuple[Value, int]:
        """The list or the mapping under a key that stands alone."""
        found: list[Value] = []
        rows, here = self.rows, " " * indent
        while at < len(rows):
            margin, dash, key, value = rows[at]
            if margin != here or not dash:
                break
            if key:
                rows[at] = (here + "  ", "", key, value)
                item, at = self.mapping(at, indent + 2, level + 1)
                found.append(item)
            elif value and value[0] != "|":
                found.append(_value(value))
                at += 1
            else:
                raise UnsureError
        return (tuple(found), at) if found else self.mapping(at, indent + 2, level + 1)

    def _literal(self, at: int, indent: int, end: str) -> tuple[str, int]:
        """A text of several lines. A space that nobody sees, at either end of a line, is no matter for this lane."""
        margin, first = " " * indent, at
        self.lines = self.lines or self.text.split("\n")
        while at < len(self.rows) and (not self.lines[at] or self.lines[at].startswith(margin)):
            if self.lines[at][-1:] == " ":
                raise UnsureError
            at += 1
        found = [line[indent:] for line in self.lines[first:at]]
        if not found or not found[0] or found[0][0] == " " or not found[-1]:
            raise UnsureError
        return "\n".join(found) + end, at


def _value(text: str) -> Value:
    """A value that takes the rest of a line."""
    value: Value
    if text[0] == "{":
        value, end = pairs(text, 1)
    elif text[0] == "[":
        value, end = _items(text, 1, 0)
    else:
        return _scalar(text)
    if end < len(text):
        raise UnsureError
    return value


def _scalar(text: str) -> str:
    if text[0] == '"':
        text = text[1:-1]
        return _ESCAPE.sub(lambda found: _ESCAPED[found[1]], text) if "\\" in text else text
    if not text.isascii() and not _WIDE_SIGNS.isdisjoint(text):
        raise UnsureError
    return text


def _pairs(text: str, at: int, level: int) -> tuple[dict[str, Value], int]:
    found: dict[str, Value] = {}
    if level > _MOST_LEVELS:
        raise UnsureError
    if text.startswith("}", at):
        return found, at + 1
    end = ""
    while end != "}":
        pair = _PAIR.match(text, at)
        if pair is None:
            raise UnsureError
        key, value, end, opened = pair.groups()
        if key in found:
            raise UnsureError
        at = pair.end()
        if opened is None:
            found[key] = _scalar(value)
        else:
            found[key], at = pairs(text, at, level + 1) if opened == "{" else _items(text, at, level + 1)
            end, at = _separator(text, at, "}")
    return found, at


def _items(text: str, at: int, level: int) -> tuple[tuple[Value, ...], int]:
    """What stands in square brackets."""
    found: list[Value] = []
    if level > _MOST_LEVELS:
        raise UnsureError
    if text.startswith("]", at):
        return (), at + 1
    end = ""
    while end != "]":
        item = _ITEM.match(text, at)
        if item is None:
            raise UnsureError
        value, end, opened = item.groups()
        at = item.end()
        if opened is None:
            found.append(_scalar(value))
        else:
            inner, at = pairs(text, at, level + 1) if opened == "{" else _items(text, at, level + 1)
            found.append(inner)
            end, at = _separator(text, at, "]")
    return tuple(found), at


def _separator(text: str, at: int, end: str) -> tuple[str, int]:
    if text.startswith(end, at):
        return end, at + 1
    if text.startswith(", ", at):
        return ", ", at + 2
    raise UnsureError
