"""What the index keeps of a file, and how it lies in sections: columns to choose rows by, and the rows behind them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.msgpack import Decoder, encode

from salesctl.store.index.sections import Damaged, Sections
from salesctl.store.index.sight import Stamp


class Row(Struct, frozen=True, array_like=True):
    """One row: ``numbers`` and ``words`` are what it can be chosen by, ``data`` is JSON that only its owner reads."""

    numbers: tuple[int, ...]
    words: tuple[str, ...]
    data: bytes


class Shape(Struct, frozen=True):
    """A table: the names of its columns. Rows lie by the first number where there is one, else by file."""

    name: str
    numbers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Kept(Struct, frozen=True, array_like=True):
    """One file: its stamp before it was read, the digest of what was read, and its rows by table.

    ``young``: it was written too shortly before to trust that the stamp would show another change.
    """

    file: str
    stamp: Stamp
    digest: bytes
    young: bool
    rows: dict[str, tuple[Row, ...]]


class Column(Struct, frozen=True):
    """The words of a column: each distinct one once, and its number in every row."""

    names: list[str]
    codes: array[int]

    def code(self, name: str) -> int:
        """The number of a word; -1 where no row has it."""
        return self.names.index(name) if name in self.names else -1


_NAMES = Decoder(list[str])


class Table:
    """The rows of one table in the file; columns are read when they are asked for."""

    def __init__(self, shape: Shape, sections: Sections) -> None:
        self.shape = shape
        self._sections = sections
        self._numbers: dict[str, array[int]] = {}
        self._words: dict[str, Column] = {}
        self._ends = self._array("Q", "ends")
        self._data: bytes | None = None

    def __len__(self) -> int:
        return len(self._ends)

    def files(self) -> array[int]:
        """For each row the place of its file, in the order of names."""
        return self._array("I", "files")

    def numbers(self, column: str) -> array[int]:
        """A column of numbers."""
        if column not in self._numbers:
            self._numbers[column] = self._array("q", column)
        return self._numbers[column]

    def words(self, column: str) -> Column:
        """A column of words."""
        if column not in self._words:
            self._words[column] = Column(_NAMES.decode(self._read(f"{column}.names")), self._array("I", column))
        return self._words[column]

    def row(self, at: int) -> bytes:
        """One row as it was kept."""
        return self._all()[self._begin(at) : self._ends[at] - 1]

    def json(self, chosen: Sequence[int]) -> bytes:
        """The rows at these places as one list in JSON."""
        if isinstance(chosen, range) and chosen.step == 1:
            inside = self._all()[self._begin(chosen.start) : self._ends[chosen.stop - 1] - 1] if chosen else b""
        else:
            data, ends = self._all(), self._ends
            inside = b"".join([data[self._begin(at) : ends[at]] for at in chosen])[:-1]
        return b"[" + inside + b"]"

    def _begin(self, at: int) -> int:
        return self._ends[at - 1] if at else 0

    def _all(self) -> bytes:
        if self._data is None:
            self._data = self._read("rows")
        return self._data

    def _array(self, kind: str, column: str) -> array[int]:
        found = array(kind)
        try:
            found.frombytes(self._read(column))
        except ValueError:
            raise Damaged from None
        return found

    def _read(self, column: str) -> bytes:
        return self._sections.read(f"{self.shape.name}.{column}")


def laid(shape: Shape, kept: Sequence[Kept]) -> Mapping[str, bytes]:
    """The sections of a table from what is kept of every file, these in the order of their names."""
    found = [(at, row) for at, one in enumerate(kept) for row in one.rows.get(shape.name, ())]
    if shape.numbers:
        found.sort(key=lambda one: one[1].numbers[0])
    ends = array("Q", accumulate(len(row.data) + 1 for _, row in found))
    data = b"".join(part for _, row in found for part in (row.data, b","))
    sections = {"ends": ends.tobytes(), "rows": data, "files": array("I", (at for at, _ in found)).tobytes()}
    for place, name in enumerate(shape.numbers):
        sections[name] = array("q", (row.numbers[place] for _, row in found)).tobytes()
    for place, name in enumerate(shape.words):
        names, codes = _coded(row.words[place] for _, row in found)
        sections |= {name: codes.tobytes(), f"{name}.names": encode(names)}
    return {f"{shape.name}.{name}": content for name, content in sections.items()}


def taken(shape: Shape, table: Table) -> Mapping[int, list[Row]]:
    """The rows of a table by the place of their file, as they were kept."""
    numbers = [table.numbers(name) for name in shape.numbers]
    words = [table.words(name) for name in shape.words]
    found: dict[int, list[Row]] = {}
    for at, file in enumerate(table.files()):
        row = Row(
            tuple(column[at] for column in numbers),
            tuple(column.names[column.codes[at]] for column in words),
            table.row(at),
        )
        found.setdefault(file, []).append(row)
    return found


def _coded(words: Iterable[str]) -> tuple[list[str], array[int]]:
    known: dict[str, int] = {}
    codes = array("I", (known.setdefault(word, len(known)) for word in words))
    return list(known), codes
