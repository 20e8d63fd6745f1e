"""One writer at a time in a workspace. The lock dies with its owner, so none is ever left behind."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from salesctl.core.problems import Broken, Problem
from salesctl.store.disk import Folder
from salesctl.store.faults import refusal
from salesctl.store.names import HIDDEN

_FILE = "lock"
_LIMIT = 10.0
_FIRST_WAIT = 0.02
_LEAST_WAIT = 0.001
_IMPATIENCE = 20.0
#: Windows locks bytes, and a locked byte cannot be read: far behind the text that names the holder.
_FAR = 1 << 20
_BOOT = Path("/proc/sys/kernel/random/boot_id")


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
            clean = self._take()
        except OSError as error:
            self._close()
            raise refusal(error, HIDDEN) from None
        except BaseException:
            self._close()
            raise
        try:
            self.recovered = recover(self, sweep=not clean)
            self._sign(f"{os.getpid()} {_host()}")
            if not self.hidden.read(".gitignore"):
                self.hidden.create(".gitignore", b"*\n")
        except BaseException as error:
            self._close()
            if isinstance(error, OSError):
                raise refusal(error, HIDDEN) from None
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            # Where that fails, the next owner looks for leftovers and finds none.
            with suppress(OSError):
                self._sign(_clean())
        self._close()

    def _open_folders(self) -> None:
        self.folder = Folder.open(self.root)
        self.hidden = self.folder.sub([HIDDEN], create=True)

    def _take(self) -> bool:
        """Waits for the lock; whether the owner before has left nothing half-made."""
        start = time.monotonic()
        while True:
            self._handle = self.hidden.open_file(_FILE, os.O_RDWR | os.O_CREAT)
            if _try_lock(self._handle) and self._is_current():
                return _signature(self._handle) == _clean() != ""
            holder = _holder(self._handle)
            os.close(self._handle)
            self._handle = -1
            waited = time.monotonic() - start
            if waited >= self.limit:
                params = {"holder": holder, "seconds": f"{self.limit:g}"}
                raise Broken(Problem("write.locked", params), exit_code=5)
            # Who has waited longer asks more often: among many writers everybody's turn comes.
            time.sleep(max(_LEAST_WAIT, _FIRST_WAIT / (1 + _IMPATIENCE * waited)))

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

    def _sign(self, text: str) -> None:
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, f"{text}\n".encode())

    def _close(self) -> None:
        if self._handle >= 0:
            # The lock ends with the process at the latest.
            with suppress(OSError):
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
        process, _, computer = _signature(handle).partition(" ")
    except OSError:
        return "?"
    return f"{process}@{computer}" if process.isdecimal() else "?"


def _signature(handle: int) -> str:
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, 200).decode("utf-8", "replace").strip()


def _clean() -> str:
    """What an owner leaves behind who has tidied up; nothing where the system does not say which start this is.

    Naming the start of the computer makes it void after a power cut: of what was being written then, the disk may hold
    the half-made file and not the name of its maker.
    """
    try:
        return f"clean since {_BOOT.read_text(encoding='ascii').strip()}"
    except OSError:
        return ""


def _host() -> str:
    if hasattr(os, "uname"):
        return os.uname().nodename
    from socket import gethostname

    return gethostname()
