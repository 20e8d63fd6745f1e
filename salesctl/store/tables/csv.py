"""CSV as programs and offices write it: UTF-8 with or without byte order mark, UTF-16 with one, or GB18030."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from salesctl.core.cells import unguarded
from salesctl.core.problems import Broken, Place, Problem
from salesctl.store.tables.rows import MOST_BYTES, Sheet, filled_lines

_DELIMITERS = (",", "\t", ";", "|")
_SNIFFED_ROWS = 30
_SNIFFED_LETTERS = 65_536
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|table|\?xml)", re.IGNORECASE)


def read_csv(data: bytes, file: str) -> Sheet:
    """The rows of a CSV file; the separator is the one that makes columns. Raises Broken with the row where it ends."""
    text = _decoded(data, file)
    if _MARKUP.match(text):
        raise Broken(Problem("tables.markup", {}, Place(file)))
    said = re.match(r"sep=(.)\r?\n", text)
    delimiter = said[1] if said else _delimiter(text)
    first = 2 if said else 1
    rows = _rows(text[said.end() :] if said else text, delimiter, file, first)
    return Sheet(file, tuple(filled_lines(rows, file, first)))


def _rows(text: str, delimiter: str, file: str, first: int) -> Iterator[list[str]]:
    csv.field_size_limit(MOST_BYTES)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    here = first
    try:
        for cells in reader:
            yield [unguarded(cell) for cell in cells]
            here += 1
    except csv.Error:
        raise Broken(Problem("tables.open_quote", {}, Place(file, here))) from None


def _delimiter(text: str) -> str:
    """The separator under which most of the first rows have most columns."""
    lines = text[:_SNIFFED_LETTERS].splitlines(keepends=True)[:_SNIFFED_ROWS]

    def columns(delimiter: str) -> int:
        return sum(len(cells) - 1 for cells in csv.reader(lines, delimiter=delimiter))

    return max(_DELIMITERS, key=columns)


def _decoded(data: bytes, file: str) -> str:
    """The text. GB18030 takes nearly any bytes, so it is believed only when it makes common characters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _refused_if_binary(data.decode("utf-16", "replace"), file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _chinese(data, error.start, file)
    return _refused_if_binary(text, file)


def _chinese(data: bytes, start: int, file: str) -> str:
    place = Place(file, data.count(b"\n", 0, start) + 1)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise Broken(Problem("tables.encoding", {}, place)) from None
    foreign = [char for char in text if ord(char) > 127]
    if sum(1 for char in foreign if char.encode("gb2312", "ignore")) < 0.9 * len(foreign):
        raise Broken(Problem("tables.encoding", {}, place))
    return _refused_if_binary(text, file)


def _refused_if_binary(text: str, file: str) -> str:
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise Broken(Problem("tables.binary", {"char": f"U+{ord(found[0]):04X}"}, Place(file, line)))
    return text
