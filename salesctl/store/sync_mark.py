"""Small notes in the workspace's own folder: when this copy was last synced, of whom it knew, and a merge under way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from salesctl.core.silence import Heard
from salesctl.store.disk import Folder
from salesctl.store.names import HIDDEN
from salesctl.store.stamps import moment, stamp

_SYNCED: Final = "synced"
_HEARD: Final = "heard"
_AWAITED: Final = "awaited"
_MERGING: Final = "merging"
_CELLS: Final = 3


def last_synced(root: Path) -> datetime | None:
    """When this copy was last synced; None where it never was, or nobody can tell."""
    return moment(_read(root, _SYNCED).strip())


def last_heard(root: Path) -> tuple[Heard, ...]:
    """Whose work had come by then, and when each had last worked; nothing where nobody can tell."""
    cells = [line.split("\t") for line in _read(root, _HEARD).splitlines()]
    found = [(cell[1], cell[2], moment(cell[0])) for cell in cells if len(cell) == _CELLS]
    return tuple(Heard(name, address, at) for name, address, at in found if at is not None)


def last_awaited(root: Path) -> frozenset[str]:
    """The ids of those who were waited for by then although nothing of theirs has ever come."""
    return frozenset(_read(root, _AWAITED).split())


def mark_synced(root: Path, now: datetime, heard: Iterable[Heard]) -> None:
    """Note it; where that can't be kept nothing is lost."""
    lines = [f"{stamp(one.at)}\t{_cell(one.name)}\t{_cell(one.address)}\n" for one in heard]
    _write(root, {_HEARD: "".join(lines), _SYNCED: f"{stamp(now.replace(microsecond=0))}\n"})


def mark_awaited(root: Path, awaited: Iterable[str]) -> None:
    """Note them; where that can't be kept nobody is named too early."""
    _write(root, {_AWAITED: "".join(f"{who}\n" for who in sorted(awaited))})


def begin_merge(root: Path) -> None:
    """From here on a half-merged folder is ours to take back. Raises OSError."""
    with Folder.open(root) as top, top.sub([HIDDEN], create=True) as hidden:
        hidden.create(_MERGING, b"")


def end_merge(root: Path) -> None:
    """The folder is whole again."""
    with suppress(OSError), Folder.open(root) as top, top.sub([HIDDEN]) as hidden:
        hidden.remove(_MERGING)


def was_merging(root: Path) -> bool:
    """Whether a merge of ours was cut off."""
    return (root / HIDDEN / _MERGING).exists()


def _write(root: Path, notes: Mapping[str, str]) -> None:
    with suppress(OSError), Folder.open(root) as top, top.sub([HIDDEN], create=True) as hidden:
        for name, text in notes.items():
            hidden.create(f"{name}.new", text.encode("utf-8", "replace"))
            hidden.rename(f"{name}.new", name)


def _read(root: Path, name: str) -> str:
    try:
        with Folder.open(root) as top, top.sub([HIDDEN]) as hidden:
            return (hidden.read(name) or b"").decode("utf-8", "replace")
    except OSError:
        return ""


def _cell(text: str) -> str:
    return " ".join(text.split())
