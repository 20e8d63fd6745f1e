"""The file behind the index: named sections of bytes, each with a checksum of its own, read when they are asked for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from struct import Struct as Layout
from zlib import crc32

from msgspec import MsgspecError, Struct
from msgspec.json import decode, encode

from salesctl.store.index import BASE
from salesctl.store.index.hidden import get

_MAGIC = b"salesctl index 2\n"
_HEAD = Layout("<II")
_MOST = 1 << 24


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
    """An open file of sections. Raises Damaged, or OSError, from whatever reads."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        head = _read(handle, len(_MAGIC) + _HEAD.size, 0)
        if not head.startswith(_MAGIC) or len(head) < len(_MAGIC) + _HEAD.size:
            raise Damaged
        length, check = _HEAD.unpack_from(head, len(_MAGIC))
        if length > _MOST:
            raise Damaged
        told = _read(handle, length, len(head))
        if len(told) != length or crc32(told) != check:
            raise Damaged
        content = decode(told, type=_Told)
        self.facts = content.facts
        self._places = content.sections
        self._begin = len(head) + length

    def __del__(self) -> None:
        os.close(self._handle)

    @classmethod
    def of(cls, root: Path) -> Sections | None:
        """The index of a workspace; None where there is none, or none that can be read."""
        handle = get(root, BASE)
        if handle is None:
            return None
        try:
            return cls(handle)
        except (Damaged, OSError, MsgspecError):
            return None

    def read(self, name: str) -> bytes:
        """A section as it was written."""
        at, length, check = self._places[name]
        data = _read(self._handle, length, self._begin + at)
        if len(data) != length or crc32(data) != check:
            raise Damaged
        return data


def written(facts: Facts, sections: Mapping[str, bytes]) -> list[bytes]:
    """The bytes of a file with these sections, in parts: of many customers they are too large to have twice."""
    places: dict[str, tuple[int, int, int]] = {}
    at = 0
    for name, data in sections.items():
        places[name] = (at, len(data), crc32(data))
        at += len(data)
    head = encode(_Told(facts, places))
    return [_MAGIC, _HEAD.pack(len(head), crc32(head)), head, *sections.values()]


def _read(handle: int, length: int, at: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(handle, length, at)
    os.lseek(handle, at, os.SEEK_SET)
    return os.read(handle, length)
