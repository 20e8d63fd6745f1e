"""Two small notes in the workspace's own folder: when this copy was last synced, and that a merge is under way."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from salesctl.store.disk import Folder
from salesctl.store.locking import HIDDEN
from salesctl.store.stamps import moment, stamp

_SYNCED: Final = "synced"
_MERGING: Final = "merging"


def last_synced(root: Path) -> datetime | None:
    """When this copy was last synced; None where it never was, or nobody can tell."""
    try:
        with Folder.open(root) as top, top.sub([HIDDEN]) as hidden:
            said = hidden.read(_SYNCED)
    except OSError:
        return None
    return moment(said.decode("utf-8", "replace").strip()) if said else None


def mark_synced(root: Path, now: datetime) -> None:
    """Note it; where that can't be kept nothing is lost."""
    with suppress(OSError), Folder.open(root) as top, top.sub([HIDDEN], create=True) as hidden:
        hidden.create(f"{_SYNCED}.new", f"{stamp(now.replace(microsecond=0))}\n".encode())
        hidden.rename(f"{_SYNCED}.new", _SYNCED)


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
