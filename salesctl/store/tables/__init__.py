"""Tables that people keep in files: CSV in the encodings of offices, and Excel. Cells are text, rows have numbers.

``read_table`` gives the rows as they stand, ``read_rows`` the first filled row as head and the rest below it, and
``read_records`` the rows as mappings from head to text. What the cells mean is for others to say.
"""

from __future__ import annotations

from pathlib import Path

from salesctl.core.problems import Broken, Place, Problem, failure
from salesctl.store.tables.rows import Line, Rows, Sheet

__all__ = ["ENDINGS", "Line", "Rows", "Sheet", "read_records", "read_rows", "read_table"]

#: How the names of files end that can be read here.
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_table(path: Path) -> Sheet:
    """Every filled row of the table in a file. What a file is, its first bytes say: a name can be wrong.

    Raises Broken: with exit code 2 where there is no such file, with 4 where it is no table that can be read.
    """
    data = _bytes(path)
    if data.startswith(_ZIP):
        from salesctl.store.tables.xlsx import read_xlsx

        return read_xlsx(data, path.name)
    if data.startswith(_OLD_OFFICE):
        raise Broken(Problem("tables.old_excel", {}, Place(path.name)))
    from salesctl.store.tables.csv import read_csv

    return read_csv(data, path.name)


def read_rows(path: Path) -> Rows:
    """The first filled row as the head, and every filled row below it. Raises Broken as ``read_table`` does."""
    sheet = read_table(path)
    if not sheet.lines:
        raise Broken(Problem("tables.empty", {}, Place(path.name)))
    head = tuple(" ".join(cell.split()) for cell in sheet.lines[0].cells)
    return Rows(sheet.file, head, sheet.lines[1:])


def read_records(path: Path) -> tuple[dict[str, str], ...]:
    """Each row below the head as a mapping of its filled cells. Raises Broken as ``read_table`` does."""
    rows = read_rows(path)
    return tuple(rows.record(line) for line in rows.lines)


def _bytes(path: Path) -> bytes:
    """The file's bytes, no more than a table may have."""
    from salesctl.store.tables.rows import MOST_BYTES

    place = Place(path.name)
    try:
        if not path.is_file():
            raise Broken(Problem("tables.missing", {"path": str(path)}), exit_code=2)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise Broken(
            Problem(
                "tables.unreadable", {"reason": failure(error) if isinstance(error, OSError) else str(error)}, place
            ),
            exit_code=2,
        ) from None
    if len(data) > MOST_BYTES:
        raise Broken(Problem("tables.too_large", {"megabytes": MOST_BYTES // 1024 // 1024}, place))
    if not data.strip():
        raise Broken(Problem("tables.empty", {}, place))
    return data
