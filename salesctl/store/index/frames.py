"""What was learned since the index was laid: one frame a file, appended, each with its own checksum."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from struct import Struct
from zlib import crc32

import msgspec

from salesctl.store.index import MORE
from salesctl.store.index.hidden import append, get
from salesctl.store.index.shapes import Kept

_MAGIC = b"salesctl frames 1\n"
_HEAD = Struct("<II")


class Frame(msgspec.Struct, frozen=True, array_like=True):
    """``key`` says by which playbook, team, calendar and program it was reckoned; it holds from ``since`` to ``until``
    (seconds of the epoch).
    """

    key: str
    since: int
    until: int
    kept: Kept


_FRAME = msgspec.msgpack.Decoder(Frame)


def read_frames(root: Path) -> tuple[list[Frame], bool]:
    """Every whole frame up to the first that is not, and whether that was the end of the file."""
    handle = get(root, MORE)
    if handle is None:
        return [], True
    with open(handle, "rb") as file:  # noqa: PTH123  the handle does not follow links
        data = file.read()
    found: list[Frame] = []
    if not data.startswith(_MAGIC):
        return found, False
    at = len(_MAGIC)
    while at + _HEAD.size <= len(data):
        length, check = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        inside = data[at : at + length]
        if len(inside) != length or crc32(inside) != check:
            return found, False
        at += length
        try:
            found.append(_FRAME.decode(inside))
        except msgspec.MsgspecError:
            return found, False
    return found, at == len(data)


def append_frames(root: Path, frames: Iterable[Frame]) -> None:
    """Add frames at the end; a file whose name is no text gets none. Raises OSError."""
    told = [msgspec.msgpack.encode(one) for one in frames if _is_text(one.kept.file)]
    append(root, MORE, b"".join(_HEAD.pack(len(one), crc32(one)) + one for one in told), _MAGIC)


def _is_text(name: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in name)
