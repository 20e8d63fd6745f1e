"""Values to YAML text that no reader of YAML 1.1 or 1.2 can take for anything but the same texts.

``flow`` writes on one line, ``block`` one key a line. What could be read as a number, a date, a truth value, nothing,
or syntax stands in double quotes; so does every character that a screen would not show.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from salesctl.core.events import Value
from salesctl.core.problems import Broken, Problem

#: Columns up to which a list or a mapping stays on one line.
WIDTH = 100
_LONGEST_KEY = 200

_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"})
_LIKE_NUMBER = re.compile(r"[0-9a-fox_.,+\-:/%tz e]*", re.IGNORECASE)
_SYNTAX = re.compile("[\\\\:?#,\\[\\]{}\t\"'`：“”‘’｛［｝］＃－　\xa0]|^[-?&*!|>%@=<~.+]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(text: str) -> str:
    """One text on one line: plain where nobody can misread it, else in double quotes. Raises Broken for non-text."""
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise Broken(Problem("yaml.not_unicode", {"text": ascii(text)}), exit_code=2)
    if _is_plain(text):
        return text
    return '"' + "".join(_escaped(char) for char in text) + '"'


def flow(value: Value) -> str:
    """A value on one line."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {flow(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(flow(item) for item in value) + "]"


def pair(key: str, value: Value, indent: int = 0, width: int = WIDTH) -> list[str]:
    """The lines of ``key: value``, ``indent`` columns from the margin; on one line when short and simple."""
    head = " " * indent + _key(key) + ":"
    if isinstance(value, str):
        literal = _literal(value, indent + 2)
        return [f"{head} {literal[0]}", *literal[1:]] if literal else [f"{head} {scalar(value)}"]
    if fits(value, width - len(head) - 1):
        return [f"{head} {flow(value)}"]
    if isinstance(value, Mapping):
        return [head, *block(value, indent + 2, width)]
    return [head, *items(value, indent, width)]


def block(value: Mapping[str, Value], indent: int = 0, width: int = WIDTH) -> list[str]:
    """The lines of a mapping, one key after the other."""
    return [line for key, item in value.items() for line in pair(key, item, indent, width)]


def items(value: Sequence[Value], indent: int, width: int = WIDTH) -> list[str]:
    """The lines of a list, each item after a dash at ``indent``."""
    lines: list[str] = []
    for item in value:
        if isinstance(item, str) or not item or _short(item, width - indent - 2):
            lines.append(" " * indent + "- " + flow(item))
            continue
        part = block(item, indent + 2, width) if isinstance(item, Mapping) else items(item, indent + 2, width)
        lines += [" " * indent + "- " + part[0].lstrip(" "), *part[1:]]
    return lines


def fits(value: Value, width: int) -> bool:
    """Whether a collection reads well on one line: within the width, and no list of mappings in it."""
    if isinstance(value, str) or not value:
        return True
    return not _has_rows(value) and _short(value, width)


def _short(value: Value, width: int) -> bool:
    text = flow(value)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text) <= width


def _has_rows(value: Value) -> bool:
    if isinstance(value, str):
        return False
    if isinstance(value, Mapping):
        return any(_has_rows(item) for item in value.values())
    return any(isinstance(item, Mapping) or _has_rows(item) for item in value)


def _key(text: str) -> str:
    if len(text) > _LONGEST_KEY:
        raise Broken(Problem("yaml.key_too_long", {"key": text[:40], "most": _LONGEST_KEY}), exit_code=2)
    return scalar(text)


def _is_plain(text: str) -> bool:
    if not text or text != text.strip() or _SYNTAX.search(text) or text.casefold() in _WORDS:
        return False
    if _LIKE_NUMBER.fullmatch(text) and any(char.isdigit() for char in text):
        return False
    return all(char.isprintable() for char in text)


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char in "　\xa0" or char.isprintable():
        return char
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def _literal(text: str, indent: int) -> list[str] | None:
    """A text of several lines as it reads, when no space and no character in it could get lost; else None."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if len(lines) < 2 or body[:1] in (" ", "\n") or body[-1:] == "\n":
        return None
    if any(line != line.rstrip() or not all(char.isprintable() or char in "　\xa0" for char in line) for line in lines):
        return None
    return ["|" if text.endswith("\n") else "|-", *(" " * indent + line if line else "" for line in lines)]
