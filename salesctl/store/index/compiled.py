"""The playbook, team and calendars as they were understood last time: a list of what is late need not read YAML.

Unpickled are values of the core alone, and only from a file that names inode and ctime of the playbook beside it: a
repository can bring such a file, but can't know them.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from struct import Struct
from typing import Any, Final
from zlib import crc32
from zoneinfo import ZoneInfo

from salesctl.store.index import COMPILED
from salesctl.store.index.hidden import get, put
from salesctl.store.names import PLAYBOOK

_MAGIC: Final = b"salesctl compiled 2\n"
_HEAD: Final = Struct("<32sQQI")
_HOME: Final = "salesctl.core."
_PLAIN: Final = frozenset(
    {
        ("builtins", "range"), ("builtins", "frozenset"), ("datetime", "date"), ("datetime", "time"),
        ("datetime", "timedelta"), ("decimal", "Decimal"),
    }
)  # fmt: skip


def load(root: Path, key: str) -> Any | None:
    """What was saved under the key; None where it was not, or any byte is not as it was written."""
    handle = get(root, COMPILED)
    if handle is None:
        return None
    try:
        with open(handle, "rb") as file:  # noqa: PTH123  the handle does not follow links
            data = file.read()
        here = mark(root)
    except OSError:
        return None
    if not data.startswith(_MAGIC) or len(data) < len(_MAGIC) + _HEAD.size:
        return None
    told, inode, ctime, check = _HEAD.unpack_from(data, len(_MAGIC))
    inside = data[len(_MAGIC) + _HEAD.size :]
    if told.decode("ascii", "replace") != key or (inode, ctime) != here or crc32(inside) != check:
        return None
    try:
        return _read(inside)
    except Exception:  # noqa: BLE001  whatever a pickle of another version raises, reading the files helps
        return None


def save(root: Path, key: str, value: Any) -> None:
    """Keep a value of the core under a key of 32 letters; a disk that refuses is no harm."""
    inside = _written(value)
    with suppress(OSError):
        put(root, COMPILED, _MAGIC + _HEAD.pack(key.encode(), *mark(root), crc32(inside)) + inside)


def mark(root: Path) -> tuple[int, int]:
    """What binds a disposable file to this place: inode and ctime of the playbook. Raises OSError."""
    seen = (root / PLAYBOOK).stat()
    return seen.st_ino, seen.st_ctime_ns


def _written(value: Any) -> bytes:
    from io import BytesIO
    from pickle import Pickler

    class Values(Pickler):
        """A time zone is written by its name: the usual way calls `getattr`, which a reader must not allow."""

        def persistent_id(self, obj: Any) -> str | None:
            return obj.key if isinstance(obj, ZoneInfo) else None

    file = BytesIO()
    Values(file, 5).dump(value)
    return file.getvalue()


def _read(data: bytes) -> Any:
    from _pickle import Unpickler
    from io import BytesIO

    class Values(Unpickler):
        """Builds values of the core, and what they are made of; refuses to find anything else."""

        def find_class(self, module: str, name: str) -> Callable[..., Any]:
            if (module, name) in _PLAIN:
                return super().find_class(module, name)  # type: ignore[no-any-return]
            # A name with dots would lead through a module of the core to anything that it imports.
            if module.startswith(_HOME) and "." not in name:
                found = super().find_class(module, name)
                if isinstance(found, type) and found.__module__ == module:
                    return found
            raise ValueError(module)

        def persistent_load(self, pid: Any) -> ZoneInfo:
            return ZoneInfo(pid)

    return Values(BytesIO(data)).load()
