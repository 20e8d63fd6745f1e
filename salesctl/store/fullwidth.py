"""Chinese punctuation typed where YAML wants ASCII: found by what it would mean, shown with the line corrected."""

from __future__ import annotations

import re

from msgspec import Struct

from salesctl.core.problems import Place, Problem
from salesctl.store.nodes import Mapping, Node, Scalar, Sequence

#: No person types a longer line, and a program that does needs no advice on punctuation.
_LONGEST_LINE = 2000
_ANY = re.compile("[：，“”‘’－｛｝［］＃　\xa0]")
_WORD = r"[a-z_][a-z0-9_.]*"
_KEY_LINE = re.compile(rf"\s*(?:[-－][\s　]+)*[“\"]?{_WORD}[”\"]?\s*(?:：|[:：]　)|－|-　")
_FLOW_KEY = re.compile(rf"，[\s　]*[“\"]?{_WORD}[”\"]?\s*[:：]")
_FLOW_START = re.compile(rf"{_WORD}[\s　]*：.*，[\s　]*{_WORD}$")
_INDENT = re.compile("^[ 　\xa0]*[　\xa0][ 　\xa0]*")
_DASH = re.compile("^( *)(?:－[ 　]*|-　[ 　]*)")
_KEY = re.compile("^( *(?:- +)*)([^\\s:：{}\\[\\]#，][^:：{}\\[\\]#，]{0,60}?)(?:[ 　]*：[ 　]*|:[ 　]*　[ 　]*)")
_VALUE = re.compile("^( *(?:- +)*(?:[^\\s:{}\\[\\]#]+: +)?)[“‘]([^“”‘’]*)[”’] *$")
_OPEN = re.compile("[{\\[｛［]")
_IN_FLOW = {"，": ", ", "：": ": ", "“": '"', "”": '"', "｛": "{", "｝": "}", "［": "[", "］": "]", "　": " "}


class Correction(Struct, frozen=True):
    """The first wrong character of a line, its column from 1, and the whole line as it was meant."""

    char: str
    column: int
    fixed: str


def correct(line: str) -> Correction | None:
    """The line with ASCII punctuation wherever punctuation belongs to YAML; None when nothing there is full-width."""
    if len(line) > _LONGEST_LINE or not _ANY.search(line):
        return None
    fixed = _INDENT.sub(lambda found: found[0].replace("　", "  ").replace("\xa0", " "), line)
    fixed = _DASH.sub(r"\1- ", fixed)
    fixed = re.sub("^( *)＃ *", r"\1# ", fixed)
    fixed = _KEY.sub(lambda found: f"{found[1]}{found[2].strip('“”‘’')}: ", fixed)
    fixed = re.sub(f'^( *(?:- +)*)[“"]({_WORD})[”"](?=:)', r"\1\2", fixed)
    fixed = _VALUE.sub(r'\1"\2"', fixed)
    opened = _OPEN.search(fixed)
    if opened and re.fullmatch(r" *(?:- +)*(?:[^:{}\[\]]*: *)?", fixed[: opened.start()]):
        fixed = fixed[: opened.start()] + _flow(fixed[opened.start() :])
    fixed = fixed.rstrip()
    column = next((at for at, (old, new) in enumerate(zip(line, fixed, strict=False)) if old != new), len(fixed))
    if column >= len(line) or not _ANY.match(line[column]):
        return _at_first(line, fixed)
    return Correction(line[column], column + 1, fixed)


def review(root: Node, text: str, file: str) -> list[Problem]:
    """What parsed, but not as it was meant: a key with a full-width colon has silently become part of a text."""
    if not _ANY.search(text):
        return []
    lines = text.split("\n")
    suspects = sorted(_suspects(root, lines))
    return [problem for line in dict.fromkeys(suspects) if (problem := problem_at(line, lines, file))]


def problem_at(line: int, lines: list[str], file: str) -> Problem | None:
    """The problem for a line, counted from 1; None when there is nothing to correct in it."""
    found = correct(lines[line - 1])
    if found is None:
        return None
    char = f"{found.char} (U+{ord(found.char):04X})" if found.char.isspace() else found.char
    params = {"char": char, "fixed": found.fixed.strip()}
    return Problem("yaml.fullwidth", params, Place(file, line, found.column))


def _at_first(line: str, fixed: str) -> Correction | None:
    """Where only spaces differ, the wrong character is the first full-width one that is gone."""
    for at, char in enumerate(line):
        if _ANY.match(char) and fixed.count(char) < line.count(char):
            return Correction(char, at + 1, fixed)
    return None


def _flow(text: str) -> str:
    """Inside braces and brackets, outside of quotes."""
    parts = re.split(r"(\"(?:[^\"\\]|\\.)*\"|'[^']*')", text)
    for at in range(0, len(parts), 2):
        part = re.sub("[ 　]*([，：])[ 　]*", r"\1", parts[at])
        parts[at] = "".join(_IN_FLOW.get(char, char) for char in part)
    return "".join(parts)


def _suspects(node: Node, lines: list[str]) -> set[int]:
    found: set[int] = set()
    todo: list[Node] = [node]
    if isinstance(node, Scalar) and _ANY.search(node.text):
        found.add(_line(node))
    while todo:
        part = todo.pop()
        if isinstance(part, Mapping):
            for key, value in part.items:
                found.update(_in_pair(key, value, part.flow, lines))
                todo.append(value)
        elif isinstance(part, Sequence):
            mixed = not part.flow and any(isinstance(item, Mapping) for item in part.items)
            for item in part.items:
                if mixed and isinstance(item, Scalar) and not item.style and _KEY_LINE.match(item.text):
                    found.add(_line(item))
                todo.append(item)
    return found


def _in_pair(key: Scalar, value: Node, flow: bool, lines: list[str]) -> set[int]:
    found: set[int] = set()
    if not key.style and _bad_key(key.text, flow and isinstance(value, Scalar) and value.blank):
        found.add(_line(key))
    if isinstance(value, Scalar) and not value.style and _ANY.search(value.text):
        if flow and _FLOW_KEY.search(value.text):
            found.add(_line(value))
        first = _line(value) if _line(value) > _line(key) else _line(value) + 1
        found.update(at for at in range(first, value.end[0] + 1) if _KEY_LINE.match(lines[at - 1].lstrip()))
    return found


def _bad_key(text: str, alone: bool) -> bool:
    swallowed = (alone and "：" in text) or _FLOW_START.match(text)
    return bool(text) and bool(text[0] in "“‘”’－｛［　\xa0" or text[-1] in "“‘”’　\xa0" or swallowed)


def _line(node: Node) -> int:
    return node.place.line or 1
