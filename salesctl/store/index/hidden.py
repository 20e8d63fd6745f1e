"""Disposable files in the hidden folder: whole or not there, never through a link, and no harm where refused.

They are plain files with one name that only their owner can read: rows of a customer are as private as the file.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from salesctl.store.names import CUSTOMERS, HIDDEN

_OWN = (
    getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)
)  # fmt: skip
_MODE = 0o600


def path_of(root: Path, name: str) -> Path:
    """Where a disposable file of that name lies."""
    return root / HIDDEN / name


def get(root: Path, name: str) -> int | None:
    """A handle for reading; None where there is no such file, or none that may be read."""
    try:
        handle = os.open(path_of(root, name), os.O_RDONLY | _OWN)
    except OSError:
        return None
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return handle
    os.close(handle)
    return None


def folder_of(root: Path) -> Path:
    """The hidden folder, which git is told to leave alone. Only a place that has customers gets one.

    Raises OSError.
    """
    folder = root / HIDDEN
    if not (root / CUSTOMERS).is_dir():
        raise NotADirectoryError(root / CUSTOMERS)
    with suppress(FileExistsError):
        folder.mkdir()
    if not _is_folder(folder):
        raise NotADirectoryError(folder)
    ignore = folder / ".gitignore"
    if not os.path.lexists(ignore):
        handle = os.open(ignore, os.O_WRONLY | os.O_CREAT | _OWN, 0o666)
        with open(handle, "wb") as file:  # noqa: PTH123  the handle does not follow links
            file.write(b"*\n")
    return folder


@contextmanager
def putting(root: Path, name: str) -> Iterator[IO[bytes]]:
    """A file to write into; after that it stands instead of the one there was. Raises OSError.

    Two at once may take each other's: then the checksums inside say so.
    """
    folder = folder_of(root)
    new = folder / f"{name}.new"
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _OWN, _MODE)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123  the handle does not follow links
            yield file
        new.replace(folder / name)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise


def put(root: Path, name: str, data: bytes) -> None:
    """A file of these bytes instead of the one there was. Raises OSError."""
    with putting(root, name) as file:
        file.write(data)


def append(root: Path, name: str, data: bytes, head: bytes) -> None:
    """Bytes at the end of a file, in one write so that two programs do not mix theirs; a new one begins with ``head``.

    Raises OSError.
    """
    handle = os.open(folder_of(root) / name, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _OWN, _MODE)
    try:
        seen = os.fstat(handle)
        if not stat.S_ISREG(seen.st_mode) or seen.st_nlink > 1:
            raise FileExistsError(name)
        os.write(handle, data if seen.st_size else head + data)
    finally:
        os.close(handle)


def drop(root: Path, name: str) -> None:
    """The file is gone."""
    with suppress(OSError):
        if _is_folder(root / HIDDEN):
            path_of(root, name).unlink()


def _is_folder(folder: Path) -> bool:
    return stat.S_ISDIR(folder.lstat().st_mode)
