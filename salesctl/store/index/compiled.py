"""The playbook, team and calendars as they were understood last time: a list of what is late need not read YAML.

Unpickled are values of the core alone, and only from a file that is bound to this place (``bound.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from salesctl.store.index import COMPILED, bound

_HOME: Final = "salesctl.core."
_PLAIN: Final = frozenset(
    {
        ("builtins", "range"), ("builtins", "frozenset"), ("datetime", "date"), ("datetime", "time"),
        ("datetime", "timedelta"), ("decimal", "Decimal"),
    }
)  # fmt: skip


def load(root: Path, key: str) -> Any | None:
    """What was saved under the key; None where it was not, or any byte is not as it was written."""
    inside = bound.load(root, COMPILED, key)
    if inside is None:
        return None
    try:
        return _read(inside)
    except Exception:  # noqa: BLE001  whatever a pickle of another version raises, reading the files helps
        return None


def save(root: Path, key: str, value: Any) -> None:
    """Keep a value of the core under a key; a disk that refuses is no harm."""
    bound.save(root, COMPILED, key, _written(value))


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
