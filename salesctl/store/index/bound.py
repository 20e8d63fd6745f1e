"""Disposable files that hold in this place alone, under a key: each names inode and ctime of the playbook beside it.

A repository can bring such a file, but can't know them.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from struct import Struct
from typing import Final
from zlib import crc32

from salesctl.store.digests import digest
from salesctl.store.index.hidden import get, put
from salesctl.store.names import PLAYBOOK

_MAGIC: Final = b"salesctl bound 1\n"
_HEAD: Final = Struct("<16sQQI")


def load(root: Path, name: str, key: str) -> bytes | None:
    """What was saved under the key; None where it was not, not here, or any byte is not as it was written."""
    handle = get(root, name)
    if handle is None:
        return None
    try:
        with open(handle, "rb") as file:  # noqa: PTH123  the handle does not follow links
            data = file.read()
        begin = len(_MAGIC) + _HEAD.size
        inside = data[begin:]
        return inside if data[:begin] == _head(root, name, key, inside) else None
    except OSError:
        return None


def save(root: Path, name: str, key: str, inside: bytes) -> None:
    """Keep bytes under a key; a disk that refuses is no harm."""
    with suppress(OSError):
        put(root, name, _head(root, name, key, inside) + inside)


def _head(root: Path, name: str, key: str, inside: bytes) -> bytes:
    seen = (root / PLAYBOOK).stat()
    told = digest(name.encode(), key.encode())
    return _MAGIC + _HEAD.pack(told, seen.st_ino, seen.st_ctime_ns, crc32(inside))
