"""One writer at a time in a workspace. The lock dies with its owner, so none is ever left behind."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from salesctl.core.problems import Broken, Problem
from salesctl.store.disk import Folder
from salesctl.store.faults import refusal

HIDDEN = ".salesctl"
_FILE = "lock"
_LIMIT = 10.0
_WAIT = 0.01
#: Windows locks bytes, and a locked byte cannot be read: far behind the text that names the holder.
_FAR = 1 << 20


class Lock:
    """``with Lock(root) as lock:`` around read, change and write.

    Raises Broken (exit code 5) when somebody else holds it for ``limit`` seconds, naming their process and computer.
    ``recovered`` names files of an interrupted write that taking the lock has finished.
    """

    def __init__(self, root: Path, limit: float = _LIMIT) -> None:
        self.root = root
        self.limit = limit
        self.recovered: tuple[str, ...] = ()
        self.folder: Folder
        self.hidden: Folder
        self._handle = -1

    def __enter__(self) -> Self:
        from salesctl.store.recovery import recover

        try:
            self._open_folders()
            unfinished = self._take()
        except OSError as error:
            self._close()
            raise refusal(error, HIDDEN) from None
        except BaseException:
            self._close()
            raise
        try:
            self.recovered = recover(self, sweep=unfinished)
            self._sign()
        except BaseException as error:
            self._close()
            if isinstance(error, OSError):
                raise refusal(error, HIDDEN) from None
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if kind is None:
                os.ftruncate(self._handle, 0)
        except OSError:
            pass  # the next owner then looks for leftovers, and finds none
        self._close()

    def _open_folders(self) -> None:
        self.folder = Folder.open(self.root)
        self.hidden = self.folder.sub([HIDDEN], create=True)
        if self.hidden.read(".gitignore") is None:
            self.hidden.create(".gitignore", b"*\n")

    def _take(self) -> bool:
        """Waits for the lock; whether the owner before was cut off in the middle."""
        end = time.monotonic() + self.limit
        while True:
            self._handle = self.hidden.open_file(_FILE, os.O_RDWR | os.O_CREAT)
            if _try_lock(self._handle) and self._is_current():
                return os.fstat(self._handle).st_size > 0
            holder = _holder(self._handle)
            os.close(self._handle)
            self._handle = -1
            if time.monotonic() >= end:
                params = {"holder": holder, "seconds": f"{self.limit:g}"}
                raise Broken(Problem("write.locked", params), exit_code=5)
            time.sleep(_WAIT)

    def _is_current(self) -> bool:
        """A lock on a file that somebody has deleted meanwhile keeps nobody out."""
        try:
            current = self.hidden.open_file(_FILE, os.O_RDONLY)
        except FileNotFoundError:
            return False
        try:
            return os.path.samestat(os.fstat(current), os.fstat(self._handle))
        finally:
            os.close(current)

    def _sign(self) -> None:
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, f"{os.getpid()} {socket.gethostname()}\n".encode())

    def _close(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
        for name in ("hidden", "folder"):
            if hasattr(self, name):
                getattr(self, name).close()


def _try_lock(handle: int) -> bool:
    """Raises OSError where the file system knows no locks: writing there without one would lose edits."""
    if os.name == "nt":
        import msvcrt

        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except PermissionError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(handle: int) -> str:
    """``process@computer`` of the present owner, as far as it has signed."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        process, _, computer = os.read(handle, 200).decode("utf-8", "replace").strip().partition(" ")
    except OSError:
        return "?"
    return f"{process}@{computer}" if process else "?"
