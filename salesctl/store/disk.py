"""A folder held open: every later step is relative to it, so no link can lead a write elsewhere.

On systems without folder handles the same steps go by path.
"""

# pathlib knows no folder handles.
# ruff: noqa: PTH102, PTH105, PTH116, PTH208
from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_TRIES_AGAINST_SHARING = 40
_WAIT = 0.025
HANDLES = os.open in os.supports_dir_fd and hasattr(os, "O_DIRECTORY")


class Folder:
    """One folder; a context manager. Every method raises OSError when the system says no."""

    def __init__(self, path: Path, handle: int | None) -> None:
        self.path = path
        self._handle = handle

    @classmethod
    def open(cls, path: Path) -> Folder:
        """The folder at a path, which may itself be reached through links."""
        if not HANDLES:
            os.listdir(path)
            return cls(path, None)
        return cls(path, os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))

    def sub(self, parts: Sequence[str], create: bool = False) -> Folder:
        """A folder below, no part of which may be a link; made on the way when ``create``."""
        here = Folder(self.path, os.dup(self._handle) if self._handle is not None else None)
        for part in parts:
            try:
                below = here._step(part, create)
            finally:
                here.close()
            here = below
        return here

    def read(self, name: str) -> bytes | None:
        """The bytes of a regular file, None when there is none."""
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)
        try:
            handle = self.open_file(name, flags)
        except FileNotFoundError:
            return None
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(errno.EINVAL, "no regular file", name)
            with open(handle, "rb", closefd=False) as file:
                return file.read()
        finally:
            close_reading(handle)

    def mode(self, name: str) -> int | None:
        """The permission bits of a file."""
        try:
            return stat.S_IMODE(os.stat(self._at(name), follow_symlinks=False, **self._dir("dir_fd")).st_mode)
        except FileNotFoundError:
            return None

    def create(self, name: str, data: bytes, mode: int | None = None) -> None:
        """A new file with its bytes on the disk; a leftover of the same name goes first."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        try:
            handle = self.open_file(name, flags)
        except FileExistsError:
            self.remove(name)
            handle = self.open_file(name, flags)
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(handle, left) :]
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(handle, mode)
            _flush(handle)
        finally:
            os.close(handle)

    def rename(self, old: str, new: str) -> None:
        """One name takes the place of another, at once."""
        if self._handle is not None:
            os.rename(old, new, src_dir_fd=self._handle, dst_dir_fd=self._handle)
            return
        replace_patiently(self.path / old, self.path / new)

    def remove(self, name: str) -> None:
        """The file is gone; nothing happens when it was not there."""
        with suppress(FileNotFoundError):
            os.unlink(self._at(name), **self._dir("dir_fd"))

    def sync(self) -> None:
        """Names are on the disk too. Where folders cannot be flushed, the system keeps their order itself."""
        if self._handle is not None:
            os.fsync(self._handle)

    def open_file(self, name: str, flags: int) -> int:
        """A handle of a file in the folder, links not followed."""
        flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        return os.open(self._at(name), flags, 0o666, **self._dir("dir_fd"))

    def names(self) -> list[str]:
        """The names in the folder."""
        return [name for name, _ in self.entries()]

    def entries(self) -> list[tuple[str, bool]]:
        """The names in the folder, and whether each is a folder itself."""
        with os.scandir(self._handle if self._handle is not None else self.path) as found:
            return [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in found]

    def close(self) -> None:
        """The handle is given back."""
        if self._handle is not None:
            close_reading(self._handle)
            self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _step(self, part: str, create: bool) -> Folder:
        if create:
            with suppress(FileExistsError):
                os.mkdir(self._at(part), **self._dir("dir_fd"))
                self.sync()
        path = self.path / part
        if self._handle is None:
            if not stat.S_ISDIR(os.lstat(path).st_mode):
                raise NotADirectoryError(errno.ENOTDIR, "no folder", part)
            return Folder(path, None)
        return Folder(path, self.open_file(part, os.O_RDONLY | os.O_DIRECTORY))

    def _at(self, name: str) -> str | Path:
        return name if self._handle is not None else self.path / name

    def _dir(self, name: str) -> dict[str, Any]:
        return {name: self._handle} if self._handle is not None else {}


def close_reading(handle: int) -> None:
    """Give back a handle through which nothing was written: whatever the system says to that, nothing is lost."""
    with suppress(OSError):
        os.close(handle)


def replace_patiently(old: Path, new: Path) -> None:
    """Another program that has the file open for a moment (an editor, a virus scanner) is waited for."""
    if os.name == "nt":
        from time import sleep

        for _ in range(_TRIES_AGAINST_SHARING):
            with suppress(PermissionError):
                os.replace(old, new)
                return
            sleep(_WAIT)
    os.replace(old, new)


def _flush(handle: int) -> None:
    if sys.platform == "darwin":
        # fsync there stops at the drive's own cache.
        import fcntl

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)
