"""How Chinese names are spelled in letters, as far as somebody was ever looked for by letters.

Reckoning it for thousands of names takes a second. As with ``compiled``, the file must name inode and ctime of the
playbook beside it: a repository can bring one, but can't know them.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from struct import Struct
from typing import Final
from zlib import crc32

from msgspec import MsgspecError
from msgspec.msgpack import Decoder, encode

from salesctl.store.index import SPELLED
from salesctl.store.index.compiled import mark
from salesctl.store.index.hidden import get, put

Spelled = tuple[str, ...]
_MAGIC: Final = b"salesctl spelled 1\n"
_HEAD: Final = Struct("<QQI")
_INSIDE: Final = Decoder(tuple[str, dict[str, tuple[str, ...]]])


def load(root: Path, key: str) -> dict[str, Spelled]:
    """Names with their spellings, as they were saved under a key; nothing where any byte is not as it was written."""
    handle = get(root, SPELLED)
    if handle is None:
        return {}
    try:
        with open(handle, "rb") as file:  # noqa: PTH123  the handle does not follow links
            data = file.read()
        here = mark(root)
    except OSError:
        return {}
    if not data.startswith(_MAGIC) or len(data) < len(_MAGIC) + _HEAD.size:
        return {}
    inode, ctime, check = _HEAD.unpack_from(data, len(_MAGIC))
    inside = data[len(_MAGIC) + _HEAD.size :]
    if (inode, ctime) != here or crc32(inside) != check:
        return {}
    try:
        told, known = _INSIDE.decode(inside)
    except MsgspecError:
        return {}
    return known if told == key else {}


def save(root: Path, key: str, known: Mapping[str, Spelled]) -> None:
    """Keep spellings under a key; a disk that refuses is no harm, nor a name that is no text."""
    with suppress(OSError, UnicodeEncodeError):
        inside = encode((key, known))
        put(root, SPELLED, _MAGIC + _HEAD.pack(*mark(root), crc32(inside)) + inside)
