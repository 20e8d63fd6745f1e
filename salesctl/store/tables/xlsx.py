"""Excel sheets, with openpyxl and defusedxml; the archive is weighed before anything in it is parsed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from importlib import import_module
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from salesctl.core.cells import unguarded
from salesctl.core.problems import Broken, Place, Problem
from salesctl.store.tables.rows import MOST_BYTES, Sheet, filled_lines

_MOST_PARTS = 1_000
_MOST_RATIO = 100
_SMALL = 1024 * 1024
_BLOCK = 1 << 16
#: A cell with a formula and no result: a program wrote it, and no spreadsheet has reckoned it yet.
_UNRECKONED = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"(?![^>]*t="str")[^>]*><f(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>'
)

#: No spreadsheet writes one; entities that grow without end stand in one.
_TYPE_DEFINITION = re.compile(rb"<\x00?!\x00?[A-Z]")


def read_xlsx(data: bytes, file: str) -> Sheet:
    """The first visible sheet that is not empty. Dates come as ISO 8601, numbers as plain decimals.

    Raises Broken (exit code 2 where the readers are not installed).
    """
    place = Place(file)
    try:
        _weigh(data, file)
        openpyxl = _reader()
        # It would tell the terminal of every extension of Excel's that it leaves out.
        warnings.filterwarnings("ignore", module="openpyxl")
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        found = Sheet(file, ())
        for sheet in visible:
            lines = tuple(filled_lines(_rows(sheet), file))
            if lines:
                others = tuple(other.title for other in visible if other is not sheet)
                found = Sheet(file, lines, sheet.title, others)
                break
        book.close()
    except Broken:
        raise
    except Exception as error:  # noqa: BLE001 - parsers raise anything on hostile or half-saved files, none of it our bug
        raise Broken(Problem("tables.bad_excel", {"reason": type(error).__name__}, place)) from None
    return found


def _reader() -> Any:
    try:
        # Without it openpyxl lets an XML entity grow without end.
        import_module("defusedxml")
        import openpyxl
    except ImportError:
        raise Broken(Problem("tables.no_excel_reader", {"pip": "pip install 'salesctl[xlsx]'"}), exit_code=2) from None
    return openpyxl


def _rows(sheet: Any) -> Iterator[list[str]]:
    # What a file claims about its own size can be wrong; then rows would be missing.
    sheet.reset_dimensions()
    for cells in sheet.iter_rows(values_only=True):
        yield [_text(value) for value in cells]


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime() if value.time() == time(0):
            return value.date().isoformat()
        case datetime():
            return value.isoformat(timespec="minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat(timespec="minutes")
        case int():
            return str(value)
        case float() | Decimal():
            number = format(Decimal(str(value)), "f")
            return number.rstrip("0").rstrip(".") if "." in number else number
        case _:
            return unguarded(str(value))


def _weigh(data: bytes, file: str) -> None:
    """Refuse what would not fit in memory, what has programs in it, and what no spreadsheet has saved (T16)."""
    place = Place(file)
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        declared = sum(part.file_size for part in parts)
        too_dense = declared > _SMALL and declared > _MOST_RATIO * len(data)
        if len(parts) > _MOST_PARTS or declared > MOST_BYTES or too_dense:
            raise Broken(Problem("tables.bomb", {"megabytes": MOST_BYTES // 1024 // 1024}, place))
        if any(part.filename.endswith("vbaProject.bin") for part in parts):
            raise Broken(Problem("tables.macros", {}, place))
        left = MOST_BYTES
        for part in parts:
            content = _inflated(archive, part, left, place)
            left -= len(content)
            if _TYPE_DEFINITION.search(content[:_BLOCK]) and part.filename.endswith((".xml", ".rels")):
                raise Broken(Problem("tables.bad_excel", {"reason": "DTD"}, place))
            if part.filename.startswith("xl/worksheets/"):
                _refuse_unreckoned(content, place)


def _inflated(archive: ZipFile, part: Any, most: int, place: Place) -> bytes:
    """A part's bytes, counted while they come: what the archive declares can be a lie."""
    found = bytearray()
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK):
            found += block
            if len(found) > most:
                raise Broken(Problem("tables.bomb", {"megabytes": MOST_BYTES // 1024 // 1024}, place))
    return bytes(found)


def _refuse_unreckoned(content: bytes, place: Place) -> None:
    cells = [found[1].decode() for found in _UNRECKONED.finditer(content)]
    if cells:
        raise Broken(Problem("tables.unreckoned", {"cells": tuple(cells[:5]), "count": len(cells)}, place))
