"""What the index keeps of a file, and how it lies in sections: columns to choose rows by, and the rows behind them."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import sub

from msgspec import Struct
from msgspec.msgpack import Decoder

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

    def sizes(self) -> array[int]:
        """The length of every row, with the comma behind it."""
        return array("I", map(sub, self._ends, chain((0,), self._ends)))

    def data(self) -> bytes:
        """All rows, with a comma behind each."""
        return self._all()

    def holding(self, texts: Iterable[bytes]) -> list[int]:
        """The places of the rows in which one of some texts stands anywhere."""
        data, found = self._all(), set()
        for text in texts:
            at = data.find(text)
            while at >= 0:
                place = bisect_right(self._ends, at)
                found.add(place)
                at = data.find(text, self._ends[place])
        return sorted(found)

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
