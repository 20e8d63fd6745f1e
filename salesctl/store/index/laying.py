"""Laying the index: what waits in a heap becomes one file, table by table, of which only one is in memory at a time."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import eq

from msgspec.msgpack import encode

from salesctl.store.digests import SIZE
from salesctl.store.index.heap import Heap, Source
from salesctl.store.index.piles import column
from salesctl.store.index.sections import Facts, Writer
from salesctl.store.index.shapes import Shape
from salesctl.store.index.sight import Sight

_SLICE = 4096


def lay(writer: Writer, span: tuple[str, int, int], shapes: Iterable[Shape], sight: Sight, heap: Heap) -> None:
    """Everything in the heap, files by name; each of them at most once. ``span``: the key, since when and until when.

    Raises OSError.
    """
    files, ranks = _in_order(heap)
    digests, young = _beside(heap, ranks, len(files))
    entries, problems = sight.files()
    places = dict(zip(files, range(len(files)), strict=True))
    again = []
    for name, at in entries:
        place = places.get(name)
        if place is None or young[place]:
            again.append((at, b"" if place is None else bytes(digests[place * SIZE : (place + 1) * SIZE])))
    passed = [(one.where.file or "", one.code) for one in problems if one.where and one.code.startswith("store.")]
    writer.add("names", [sight.joined])
    writer.add("stamps", [sight.numbers.tobytes()])
    writer.add("files", ["\0".join(files).encode("utf-8", "surrogateescape")])
    writer.add("digests", [bytes(digests)])
    writer.add("again", [encode(again)])
    writer.add("passed", [encode([one for one in passed if one[1] != "store.unreadable"])])
    del places, files, entries
    for shape in shapes:
        _lay_table(writer, shape, heap, ranks)
    writer.finish(Facts(*span, len(digests) // SIZE))


def _in_order(heap: Heap) -> tuple[list[str], list[array[int]]]:
    """The files by name, and for each source the places of its files among them; -1 for those that are gone."""
    found = [
        (name.split("/"), name, number, at)
        for number, source in enumerate(heap)
        for at, name in enumerate(source.files)
        if at not in source.gone
    ]
    found.sort(key=lambda one: one[0])
    ranks = [array("q", [-1]) * len(source.files) for source in heap]
    for rank, (_, _, number, at) in enumerate(found):
        ranks[number][at] = rank
    return [name for _, name, _, _ in found], ranks


def _beside(heap: Iterable[Source], ranks: Sequence[array[int]], count: int) -> tuple[bytearray, bytearray]:
    """The digest of every file, and whether it is young, by place."""
    digests, young = bytearray(count * SIZE), bytearray(count)
    for source, places in zip(heap, ranks, strict=True):
        for at, rank in enumerate(places):
            if rank >= 0:
                digests[rank * SIZE : (rank + 1) * SIZE] = source.digests[at * SIZE : (at + 1) * SIZE]
                young[rank] = source.young[at]
    return digests, young


def _lay_table(writer: Writer, shape: Shape, heap: Heap, ranks: Sequence[array[int]]) -> None:
    piles = [source.piles[shape.name] for source in heap]
    files, sizes = array("q"), array("I")
    for (pile, _), places in zip(piles, ranks, strict=True):
        files.extend(map(places.__getitem__, column("I", pile.files)))
        sizes.frombytes(pile.sizes)
    numbers = [b"".join(pile.numbers[at] for pile, _ in piles) for at in range(len(shape.numbers))]
    columns = [column("q", data) for data in numbers]
    order = sorted([at for at, file in enumerate(files) if file >= 0], key=files.__getitem__)
    if columns:
        order.sort(key=columns[0].__getitem__)

    def put(name: str, data: bytes) -> None:
        writer.add(f"{shape.name}.{name}", [data])

    put("ends", array("Q", accumulate(map(sizes.__getitem__, order))).tobytes())
    put("files", array("I", map(files.__getitem__, order)).tobytes())
    for name, values in zip(shape.numbers, columns, strict=True):
        put(name, array("q", map(values.__getitem__, order)).tobytes())
    for at, name in enumerate(shape.words):
        names, codes = _merged([pile.words[at] for pile, _ in piles])
        # Words of rows that are gone would be kept for ever.
        used: dict[int, int] = {}
        put(name, array("I", [used.setdefault(codes[row], len(used)) for row in order]).tobytes())
        put(f"{name}.names", encode([names[code] for code in used]))
    rows = (heap.rows(aside) for _, aside in piles)
    as_they_lie = len(order) == len(sizes) and all(map(eq, order, range(len(order))))
    writer.add(f"{shape.name}.rows", rows if as_they_lie else _picked(rows, sizes, order))


def _merged(columns: Iterable[tuple[list[str], bytes]]) -> tuple[list[str], array[int]]:
    """Columns of words one below the other."""
    known: dict[str, int] = {}
    codes = array("I")
    for names, own in columns:
        common = [known.setdefault(name, len(known)) for name in names]
        codes.extend(map(common.__getitem__, column("I", own)))
    return list(known), codes


def _picked(rows: Iterable[bytes], sizes: array[int], order: Sequence[int]) -> Iterator[bytes]:
    data = bytearray()
    for some in rows:
        data += some
    ends = array("Q", accumulate(sizes))
    for begin in range(0, len(order), _SLICE):
        yield b"".join([data[ends[at] - sizes[at] : ends[at]] for at in order[begin : begin + _SLICE]])
