"""The file behind the index: named sections of bytes, each with a checksum of its own, read when they are asked for."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from struct import Struct as Layout
from typing import IO
from zlib import crc32

from msgspec import MsgspecError, Struct
from msgspec.json import decode, encode

from salesctl.store.index import BASE
from salesctl.store.index.hidden import get

_MAGIC = b"salesctl index 3\n"
_HEAD = Layout("<QII")
_MOST, _FAR = 1 << 24, 1 << 62


class Facts(Struct, frozen=True):
    """By what the rows of ``count`` files were reckoned, and from when to when they hold, in seconds of the epoch."""

    key: str
    since: int
    until: int
    count: int


class _Told(Struct, frozen=True):
    facts: Facts
    sections: dict[str, tuple[int, int, int]]


class Damaged(Exception):
    """A byte is not what was written: whoever reads goes on as if there were no index."""


class Sections:
    """An open file of sections, or the bytes of one. Raises Damaged, or OSError, from whatever reads."""

    def __init__(self, source: int | memoryview) -> None:
        self._source = source
        head = self._at(0, len(_MAGIC) + _HEAD.size)
        if not head.startswith(_MAGIC) or len(head) < len(_MAGIC) + _HEAD.size:
            raise Damaged
        begin, length, check = _HEAD.unpack_from(head, len(_MAGIC))
        if length > _MOST or begin >= _FAR:
            raise Damaged
        told = self._at(begin, length)
        if len(told) != length or crc32(told) != check:
            raise Damaged
        content = decode(told, type=_Told)
        self.facts = content.facts
        self._places = content.sections

    def __del__(self) -> None:
        # It was read alone: a disk that complains while it is closed has nothing to lose.
        if isinstance(self._source, int):
            with suppress(OSError):
                os.close(self._source)

    @classmethod
    def of(cls, root: Path, inode: int | None = None) -> Sections | None:
        """The index of a workspace; None where there is none, none that can be read, or (``inode``) another one."""
        handle = get(root, BASE)
        if handle is None:
            return None
        if inode is not None and os.fstat(handle).st_ino != inode:
            with suppress(OSError):
                os.close(handle)
            return None
        try:
            return cls(handle)
        except (Damaged, OSError, MsgspecError):
            return None

    def read(self, name: str) -> bytes:
        """A section as it was written."""
        at, length, check = self._places[name]
        data = self._at(at, length)
        if len(data) != length or crc32(data) != check:
            raise Damaged
        return data

    def _at(self, at: int, length: int) -> bytes:
        if not isinstance(self._source, int):
            return bytes(self._source[at : at + length])
        if hasattr(os, "pread"):
            return os.pread(self._source, length, at)
        os.lseek(self._source, at, os.SEEK_SET)
        return os.read(self._source, length)


class Writer:
    """Writes such a file, section by section; where each lies is told at its end. Raises OSError."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: dict[str, tuple[int, int, int]] = {}
        self._end = file.write(_MAGIC + _HEAD.pack(0, 0, 0))

    def add(self, name: str, parts: Iterable[bytes]) -> None:
        """One section, in parts: of many customers they are too large to have at once."""
        begin, check = self._end, 0
        for part in parts:
            self._end += self._file.write(part)
            check = crc32(part, check)
        self._places[name] = (begin, self._end - begin, check)

    def finish(self, facts: Facts) -> None:
        """What the sections are; nothing can be read before."""
        told = encode(_Told(facts, self._places))
        self._file.write(told)
        self._file.seek(len(_MAGIC))
        self._file.write(_HEAD.pack(self._end, len(told), crc32(told)))
