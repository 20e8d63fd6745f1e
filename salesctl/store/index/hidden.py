"""Disposable files in the hidden folder: whole or not there, never through a link, and no harm where refused."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from salesctl.store.workspace import CUSTOMERS, HIDDEN

BASE, MORE, COMPILED = "index", "index.more", "compiled"
_OWN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def path_of(root: Path, name: str) -> Path:
    """Where a disposable file of that name lies."""
    return root / HIDDEN / name


def get(root: Path, name: str) -> int | None:
    """A handle for reading; None where there is no such file, or none that may be read."""
    try:
        return os.open(path_of(root, name), os.O_RDONLY | _OWN)
    except OSError:
        return None


def put(root: Path, name: str, *parts: bytes) -> None:
    """A file of these parts, one behind the other, instead of the one there was. Raises OSError.

    Two at once may write over each other: then the checksums inside say so.
    """
    folder = _folder(root)
    new = folder / f"{name}.new"
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _OWN, 0o666)
    with open(handle, "wb") as file:  # noqa: PTH123  the handle does not follow links
        file.writelines(parts)
    new.replace(folder / name)


def append(root: Path, name: str, data: bytes, head: bytes) -> None:
    """Bytes at the end of a file, in one write so that two programs do not mix theirs; a new one begins with ``head``.

    Raises OSError.
    """
    handle = os.open(_folder(root) / name, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _OWN, 0o666)
    try:
        os.write(handle, data if os.fstat(handle).st_size else head + data)
    finally:
        os.close(handle)


def drop(root: Path, name: str) -> None:
    """The file is gone."""
    with suppress(OSError):
        path_of(root, name).unlink()


def _folder(root: Path) -> Path:
    """The hidden folder, which git is told to leave alone. Only a place that has customers gets one."""
    folder = root / HIDDEN
    if not (root / CUSTOMERS).is_dir():
        raise NotADirectoryError(root / CUSTOMERS)
    with suppress(FileExistsError):
        folder.mkdir()
    if not stat.S_ISDIR(folder.lstat().st_mode):
        raise NotADirectoryError(folder)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        handle = os.open(ignore, os.O_WRONLY | os.O_CREAT | _OWN, 0o666)
        with open(handle, "wb") as file:  # noqa: PTH123  the handle does not follow links
            file.write(b"*\n")
    return folder
