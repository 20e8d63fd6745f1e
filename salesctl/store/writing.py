"""Saving so that a reader sees the old file or the new one, and "saved" means that the disk has it.

Three outcomes: it returns (saved); Broken with exit code 5 (nothing has changed); Broken with exit code 6 (the new text
is in its place, or will be at the next write, but the disk has not confirmed it).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePosixPath

from msgspec import Struct

from salesctl.core.problems import Broken, Place, Problem
from salesctl.store.disk import Folder
from salesctl.store.faults import NOT_SAVED, refusal, unconfirmed, unfinished
from salesctl.store.locking import Lock
from salesctl.store.recovery import Entry, drop_journal, fingerprint, temporary, write_journal

__all__ = ["Change", "Lock", "save"]


class Change(Struct, frozen=True):
    """A file from its bytes when they were read (None: it was not there) to its new ones.

    ``path`` is from the workspace, with forward slashes.
    """

    path: str
    old: bytes | None
    new: bytes


def save(root: Path, changes: Sequence[Change], lock: Lock | None = None) -> None:
    """All changes or none. With ``lock`` the caller already holds the workspace; else it is taken for the moment."""
    with lock_or(root, lock) as held, ExitStack() as stack:
        folders = _Folders(held, stack)
        targets = [_Target(folders, change) for change in changes]
        for target in targets:
            target.check()
        try:
            for target in targets:
                target.prepare()
            for target in targets:
                target.check()
            several = len(targets) > 1
            if several:
                _journal(held, changes)
        except BaseException:
            for target in targets:
                target.abandon()
            raise
        _publish(held, targets, several)


@contextmanager
def lock_or(root: Path, lock: Lock | None) -> Iterator[Lock]:
    """The lock in hand, or a new one for as long as the block runs."""
    if lock is not None:
        yield lock
        return
    with Lock(root) as taken:
        yield taken


def _journal(held: Lock, changes: Sequence[Change]) -> None:
    entries = [Entry(change.path, fingerprint(change.old), change.new) for change in changes]
    try:
        write_journal(held.hidden, entries)
    except OSError as error:
        raise refusal(error, ".salesctl/journal") from None


def _publish(held: Lock, targets: Sequence[_Target], several: bool) -> None:
    """From here on "nothing has changed" is only said when the one file's rename is known to have failed."""
    for target in targets:
        try:
            target.folder.rename(target.temporary, target.name)
        except OSError as error:
            if several:
                raise unfinished(error, target.change.path) from None
            if target.is_new():
                raise unconfirmed(error, target.change.path) from None
            target.abandon()
            raise refusal(error, target.change.path) from None
    for target in {target.folder.path: target for target in targets}.values():
        try:
            target.folder.sync()
        except OSError as error:
            raise unconfirmed(error, target.change.path) from None
    if several:
        # A journal that stays would only be redone, to the same effect.
        with suppress(OSError):
            drop_journal(held.hidden)


class _Folders:
    """The folders that are written to, each opened once: a thousand files must not need a thousand handles."""

    def __init__(self, held: Lock, stack: ExitStack) -> None:
        self._held, self._stack = held, stack
        self._open: dict[tuple[str, ...], Folder] = {}

    def at(self, parts: tuple[str, ...]) -> Folder:
        """The folder below the workspace, made where it is not there yet. Raises OSError."""
        if parts not in self._open:
            self._open[parts] = self._stack.enter_context(self._held.folder.sub(parts, create=True))
        return self._open[parts]


class _Target:
    """One file on its way: its folder is opened first, so that nothing can run out of handles later."""

    def __init__(self, folders: _Folders, change: Change) -> None:
        path = PurePosixPath(change.path)
        if path.is_absolute() or ".." in path.parts or not path.name or "\\" in change.path:
            raise Broken(Problem("write.outside", {}, Place(change.path)), exit_code=NOT_SAVED)
        self.change = change
        self.name = path.name
        self.temporary = temporary(path.name)
        try:
            self.folder: Folder = folders.at(path.parts[:-1])
        except OSError as error:
            raise refusal(error, change.path) from None

    def check(self) -> None:
        """The live file must be what the caller read: editors and git take no lock."""
        try:
            now = self.folder.read(self.name)
        except OSError as error:
            raise refusal(error, self.change.path) from None
        if now != self.change.old:
            code = "write.exists" if self.change.old is None else "write.changed_meanwhile"
            params = {"read": (fingerprint(self.change.old) or "-")[:12], "found": (fingerprint(now) or "-")[:12]}
            raise Broken(Problem(code, params, Place(self.change.path)), exit_code=NOT_SAVED)

    def prepare(self) -> None:
        """The new bytes are on the disk, under another name."""
        try:
            self.folder.create(self.temporary, self.change.new, self.folder.mode(self.name))
        except OSError as error:
            raise refusal(error, self.change.path) from None

    def abandon(self) -> None:
        """The half-made file goes; where even that fails, the next owner of the lock sweeps it."""
        with suppress(OSError):
            self.folder.remove(self.temporary)

    def is_new(self) -> bool:
        """Whether the live file holds the new bytes, whatever the system said about the rename."""
        try:
            return self.folder.read(self.name) == self.change.new
        except OSError:
            return True
