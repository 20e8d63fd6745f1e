"""Rows of many files on their way into the index: column by column in bytes, which are cheap to hold and to pass on."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from salesctl.store.digests import SIZE
from salesctl.store.index.shapes import Kept, Row, Shape, Table
from salesctl.store.index.sight import Stamp


class Pile(Struct, frozen=True, array_like=True):
    """Rows of one table, ``data`` as they lie in the index. Beside each row: the place of its file in the batch, its
    length, its numbers, and for each of its words a place among the distinct ones.
    """

    files: bytes
    sizes: bytes
    numbers: tuple[bytes, ...]
    words: tuple[tuple[list[str], bytes], ...]
    data: bytes


class Batch(Struct, frozen=True, array_like=True):
    """The rows of some files by table. ``young`` has a byte a file: 1 where its stamp proves little."""

    digests: bytes
    young: bytes
    piles: dict[str, Pile]


def packed(shapes: Iterable[Shape], kept: Sequence[Kept]) -> Batch:
    """What is kept of some files, in their order."""
    return Batch(
        b"".join(one.digest for one in kept),
        bytes(one.young for one in kept),
        {shape.name: _pile(shape, kept) for shape in shapes},
    )


def unpacked(batch: Batch, files: Sequence[str], stamps: Sequence[Stamp]) -> Iterator[Kept]:
    """The same as before it was packed."""
    rows = {name: _rows(pile, len(files)) for name, pile in batch.piles.items()}
    for at, file in enumerate(files):
        found = {name: tuple(of_file[at]) for name, of_file in rows.items()}
        digest = batch.digests[at * SIZE : (at + 1) * SIZE]
        yield Kept(file, stamps[at], digest, bool(batch.young[at]), found)


def pile_of(table: Table) -> Pile:
    """A whole table of the index."""
    words = tuple(table.words(name) for name in table.shape.words)
    return Pile(
        table.files().tobytes(),
        table.sizes().tobytes(),
        tuple(table.numbers(name).tobytes() for name in table.shape.numbers),
        tuple((column.names, column.codes.tobytes()) for column in words),
        table.data(),
    )


def column(kind: str, data: bytes) -> array[int]:
    """A column of a pile: ``I`` for files, sizes and words, ``q`` for numbers."""
    found = array(kind)
    found.frombytes(data)
    return found


def _pile(shape: Shape, kept: Sequence[Kept]) -> Pile:
    files: list[int] = []
    rows: list[Row] = []
    for at, one in enumerate(kept):
        own = one.rows.get(shape.name, ())
        rows += own
        files += [at] * len(own)
    return Pile(
        array("I", files).tobytes(),
        array("I", [len(row.data) + 1 for row in rows]).tobytes(),
        tuple(array("q", [row.numbers[at] for row in rows]).tobytes() for at in range(len(shape.numbers))),
        tuple(_coded([row.words[at] for row in rows]) for at in range(len(shape.words))),
        b"".join(part for row in rows for part in (row.data, b",")),
    )


def _coded(words: Iterable[str]) -> tuple[list[str], bytes]:
    known: dict[str, int] = {}
    codes = array("I", [known.setdefault(word, len(known)) for word in words])
    return list(known), codes.tobytes()


def _rows(pile: Pile, count: int) -> list[list[Row]]:
    found: list[list[Row]] = [[] for _ in range(count)]
    numbers = [column("q", data) for data in pile.numbers]
    words = [(names, column("I", codes)) for names, codes in pile.words]
    begin = 0
    for at, (file, size) in enumerate(zip(column("I", pile.files), column("I", pile.sizes), strict=True)):
        data = pile.data[begin : begin + size - 1]
        begin += size
        said = tuple(names[codes[at]] for names, codes in words)
        found[file].append(Row(tuple(one[at] for one in numbers), said, data))
    return found
