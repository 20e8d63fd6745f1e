"""Whether something in an output would be obeyed. The judges know nothing of the program's own cleaning."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from tests.soak.hostile import MARK, Hostile, is_risky

KINDS = ("escape", "formula", "markup", "link", "script", "other")
_COLOUR = r"\x1b\[(?:0|1|2|31|32|33|36|1;31)m"
OWN = re.compile(rf"{_COLOUR}(?!h\d{{5}}h)|(?<!x){_COLOUR}|(?<!x)\r\x1b\[K(?!h\d{{5}}h)")
"""What the program itself uses on a terminal: colours, and how a bar begins anew. None stands of its own accord between
an x and a mark.
"""
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef\U0001d173-\U0001d17a]"
)
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BARE = re.compile(r"[\s│┃|─━'\"/,;]+")
"""What a page, a shell or a table puts between the signs of a string, and what a file's name cannot hold."""
_PIECE = re.compile(r"[^\s“]*\Z")


class Live(NamedTuple):
    """Something that would be obeyed, and where it stood."""

    kind: str
    where: str


def in_text(text: str, strings: Iterable[Hostile], *, terminal: bool = False) -> Iterator[Live]:
    """A page for a terminal or a pipe: no control but the end of a line, nothing invisible, markup as written."""
    if terminal:
        text = OWN.sub("", text.replace("\r\n", "\n"))
    for place, one in enumerate(text):
        if one != "\n" and (unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp") or _INVISIBLE.match(one)):
            yield Live("escape", _around(text, place))
            break
    if not terminal:
        yield from _swallowed(text, strings)


def _swallowed(text: str, strings: Iterable[Hostile]) -> Iterator[Live]:
    """A line that shows the inside of markup, and nowhere the markup, has obeyed it; ids are made of letters alone."""
    for one in strings:
        before = _BARE.sub("", one.frame).lstrip("-")[-8:]
        if one.kind not in ("markup", "script") or not before or not before.isascii() or not before.isprintable():
            continue
        fair: dict[int, bool] = {}
        for found in re.finditer(one.mark, text):
            line, place = text.count("\n", 0, found.start()), found.start()
            there = _BARE.sub("", text[max(place - 80, 0) : place])
            part = text[place - 1 : place] in ("“", "/", ".", "-")
            # Of a string that was broken into pieces, the last piece before the mark is there as it was written.
            piece = _BARE.sub("", _PIECE.findall(text[max(place - 80, 0) : place])[0])
            whole = there.endswith(before) or (piece != "" and before.endswith(piece))
            fair[line] = fair.get(line, False) or part or whole
        for line in [line for line, is_fair in fair.items() if not is_fair][:1]:
            yield Live("script" if one.kind == "script" else "markup", repr(text.split("\n")[line][:160]))


def in_json(text: str, strings: Iterable[Hostile]) -> Iterator[Live]:
    """A document for a program: it is JSON, shows nothing to a terminal, and gives back what was put in."""
    yield from in_text(text, ())
    try:
        document = json.loads(text)
    except ValueError as error:
        yield Live("other", f"no JSON: {error}: {text[:80]!r}")
        return
    said: dict[str, list[str]] = {}
    for value in _leaves(document):
        for mark in set(MARK.findall(value)):
            said.setdefault(mark, []).append(value)
    for one in strings:
        values = said.get(one.mark, [])
        forms = (one.text.strip(), _one_line(one.text), _shown(one.text), re.sub("[\x00-\x1f|]", "", one.text).strip())
        # An input's own separators and the quote that guards a formula are taken off on the way in.
        bare = {_BARE.sub("", form) for form in (*forms, _shown(one.text.strip()))}
        if values and not any(form in _BARE.sub("", value) for value in values for form in bare):
            yield Live("other", f"not given back: {one.text!r}, but {values[0][:200]!r}")


def in_csv(text: str, columns: int | None = None) -> Iterator[Live]:
    """A table for a spreadsheet: no cell that begins as a formula does, blanks aside; no row or column smuggled in."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    for row in rows:
        if columns is not None and row and len(row) != columns:
            yield Live("other", f"{len(row)} columns: {row!r}")
        for cell in row:
            yield from _in_cell(cell)


def _in_cell(cell: str) -> Iterator[Live]:
    bare = "".join(one for one in cell if one.isspace() is False and unicodedata.category(one) not in ("Cc", "Cf"))
    if bare.startswith(_FORMULA) and cell != "-" and not re.fullmatch(r"-?\d+(\.\d+)?", cell):
        yield Live("formula", repr(cell[:60]))
    if any(unicodedata.category(one) in ("Cc", "Cs") and one not in "\n\r\t" for one in cell):
        yield Live("escape", repr(cell[:60]))


def in_sheet(data: bytes) -> Iterator[Live]:
    """A workbook: texts are texts; no formula, no link, nothing from outside."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield Live("formula", repr(cell.value))
                if cell.hyperlink is not None:
                    yield Live("link", repr(cell.value))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name).decode("utf-8", "replace")
            if "external" in name.lower() or "vba" in name.lower():
                yield Live("script", name)
            for tag in ("<f>", "<f ", "<hyperlink", "<definedName ", "<ddeLink", "<oleLink"):
                if tag in content:
                    yield Live("formula" if tag.startswith("<f") else "link", f"{name}: {tag}")


def in_record(text: str) -> Iterator[Live]:
    """A file that the program wrote: plain YAML without a tag, a reference or a control, one document."""
    import yaml

    try:
        tokens = [type(one).__name__ for one in yaml.scan(text, Loader=yaml.CSafeLoader)]
    except yaml.YAMLError as error:
        yield Live("other", f"no YAML: {error}")
        return
    for one in {"TagToken", "AnchorToken", "AliasToken", "DirectiveToken", "DocumentStartToken"} & set(tokens):
        yield Live("script", one)
    # A filler is a letter to YAML and to git; only what shows it must say what it is.
    yield from in_text(_INVISIBLE.sub("", text), ())


def in_merged(text: str) -> Iterator[Live]:
    """What a merge leaves: a record, or one with the driver's own marks of a conflict, and none that a string made."""
    lines = text.splitlines()
    counted = [sum(line.startswith(mark * 7) for line in lines) for mark in "<=>"]
    if len(set(counted)) > 1:
        yield Live("markup", f"marks of a conflict that nobody wrote: {counted}")
    for line in lines:
        if re.match(r"[<|=>]{7}", line) and MARK.search(line):
            yield Live("markup", repr(line))
    if any(counted):
        yield from in_text(_INVISIBLE.sub("", text), ())
    else:
        yield from in_record(text)


def in_form(text: str, strings: Iterable[Hostile]) -> Iterator[Live]:
    """A form to fill in: what a string says stands in comments, and no line of it is an answer."""
    yield from in_text(text, strings)
    for line in text.splitlines():
        if line and not re.match(r'#|"?a\d{8}"?:', line):
            yield Live("script", repr(line[:160]))


def in_completion(text: str) -> Iterator[Live]:
    """What a shell evaluates: words, and nothing that it expands."""
    for line in text.splitlines():
        if re.search(r"[$`;&|<>(){}*?!\\'\"~#]", line):
            yield Live("script", repr(line))
    yield from in_text(text, ())


def on_a_shell(text: str) -> Iterator[Live]:
    """What a shell itself draws after Tab: its own moves aside, the lines with a string are words."""
    for line in re.sub(r"\x1b\[[?0-9;]*[A-Za-z]|[\r\x07\x08]", "", text).splitlines():
        if MARK.search(line):
            yield from in_completion(line.rstrip())


def in_deeds(text: str) -> Iterator[Live]:
    """Commands that were called, and files that were made, by what only should have been shown."""
    for line in text.splitlines():
        yield Live("script", f"called: {line}")


def marks(text: str) -> set[str]:
    """The strings that arrived."""
    return set(MARK.findall(text))


def _leaves(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for key, one in value.items():
                yield str(key)
                yield from _leaves(one)
        case list():
            for one in value:
                yield from _leaves(one)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _shown(text: str) -> str:
    """What stands for it where a sentence quotes it: no control, nothing hidden."""
    return "".join(f"<U+{ord(one):04X}>" if is_risky(one) or _INVISIBLE.match(one) else one for one in text)


def _around(text: str, place: int) -> str:
    return repr(text[max(place - 40, 0) : place + 40])
