"""What every kind of table is read into, and how large a table may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from salesctl.core.problems import Broken, Place, Problem

#: Bytes of a table, packed or unpacked.
MOST_BYTES = 50 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 500


class Line(Struct, frozen=True):
    """One row, without empty cells at its end. ``number`` counts from 1 as a spreadsheet does, empty rows included."""

    number: int
    cells: tuple[str, ...]


class Sheet(Struct, frozen=True):
    """The filled rows of a table. ``name``: its sheet, where there are sheets; ``others``: the sheets not read."""

    file: str
    lines: tuple[Line, ...]
    name: str | None = None
    others: tuple[str, ...] = ()


def filled_lines(rows: Iterable[Sequence[str]], file: str, first: int = 1) -> Iterator[Line]:
    """The filled rows, numbered from ``first``. Raises Broken where they are more than a table may have."""
    count = 0
    for number, row in enumerate(rows, start=first):
        cells = tuple(row)
        while cells and not cells[-1].strip():
            cells = cells[:-1]
        if not cells:
            continue
        count += 1
        if count > MOST_ROWS or len(cells) > MOST_COLUMNS:
            params = {"rows": MOST_ROWS, "columns": MOST_COLUMNS}
            raise Broken(Problem("tables.too_many", params, Place(file, number)))
        yield Line(number, cells)


class Rows(Struct, frozen=True):
    """A table with its head; ``lines`` are the filled rows below it."""

    file: str
    head: tuple[str, ...]
    lines: tuple[Line, ...]

    def record(self, line: Line) -> dict[str, str]:
        """The filled cells of a row by the head of their column."""
        return {head: cell.strip() for head, cell in zip(self.head, line.cells, strict=False) if head and cell.strip()}
