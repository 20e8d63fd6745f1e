"""What waits to be laid into the index: of many customers too much to hold, so most of it waits on the disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from salesctl.store.index.hidden import folder_of
from salesctl.store.index.piles import Batch, Pile

_ROOM = 24 << 20
"""So many bytes of rows wait in memory."""

Aside: TypeAlias = "bytes | tuple[int, int]"


class Source(Struct, frozen=True):
    """A batch that waits: its files, and of each table the pile without its rows, which are kept aside.

    ``gone`` are the places of files whose rows do not hold any more.
    """

    files: Sequence[str]
    digests: bytes
    young: bytes
    piles: dict[str, tuple[Pile, Aside]]
    gone: frozenset[int] = frozenset()


class Heap:
    """Batches by their number, which may come in any order. A disk that refuses is no harm: then memory has to do."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._sources: list[Source] = []
        self._size = 0
        self._file: IO[bytes] | None = None
        self._refused = False
        self._end = 0

    def __del__(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.close()

    def __len__(self) -> int:
        return len(self._sources)

    def __iter__(self) -> Iterator[Source]:
        return iter(self._sources)

    def add(self, files: Sequence[str], batch: Batch, gone: frozenset[int] = frozenset()) -> None:
        """Let a batch wait."""
        piles = {name: (replace(pile, data=b""), self._aside(pile.data)) for name, pile in batch.piles.items()}
        self._sources.append(Source(files, batch.digests, batch.young, piles, gone))

    def rows(self, aside: Aside) -> bytes:
        """The rows of a pile."""
        if isinstance(aside, bytes) or self._file is None:
            return aside if isinstance(aside, bytes) else b""
        at, length = aside
        self._file.seek(at)
        data = self._file.read(length)
        if len(data) != length:
            raise OSError("what was put aside is gone")
        return data

    def _aside(self, data: bytes) -> Aside:
        self._size += len(data)
        if self._size <= _ROOM or self._refused:
            return data
        try:
            return self._written(data)
        except OSError:
            self._refused = True
            return data

    def _written(self, data: bytes) -> tuple[int, int]:
        if self._file is None:
            from tempfile import TemporaryFile

            # Nameless where the system has such files, so that nothing is left behind.
            self._file = TemporaryFile(dir=folder_of(self._root), buffering=0)  # noqa: SIM115  open as long as it waits
        self._file.seek(self._end)
        if self._file.write(data) != len(data):
            raise OSError("the disk took a part")
        at, self._end = self._end, self._end + len(data)
        return at, len(data)
