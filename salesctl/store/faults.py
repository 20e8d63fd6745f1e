"""What a failed system call means for a person who wanted to save."""

from __future__ import annotations

import errno
from collections.abc import Sequence

from salesctl.core.problems import Broken, Place, Problem, failure

NOT_SAVED = 5
NOT_CONFIRMED = 6

_CODES = {
    errno.ENOSPC: "write.disk_full",
    errno.EDQUOT: "write.disk_full",
    errno.EFBIG: "write.disk_full",
    errno.EROFS: "write.read_only",
    errno.EACCES: "write.denied",
    errno.EPERM: "write.denied",
    errno.ENOLCK: "write.no_locks",
    errno.EOPNOTSUPP: "write.no_locks",
    errno.ELOOP: "write.link",
    errno.ENOTDIR: "write.link",
}


def refusal(error: OSError, file: str) -> Broken:
    """Nothing was changed, and why."""
    code = _CODES.get(error.errno or 0, "write.failed")
    return Broken(Problem(code, {"reason": failure(error)}, Place(file)), exit_code=NOT_SAVED)


def unconfirmed(error: OSError, file: str) -> Broken:
    """The new text is in its place, but the disk has not promised to keep it."""
    params = {"reason": failure(error)}
    return Broken(Problem("write.not_confirmed", params, Place(file)), exit_code=NOT_CONFIRMED)


def withheld(error: OSError, *, saved: bool) -> Broken:
    """A file or folder that the disk did not give out while a command was looking for something.

    ``saved``: the change was on the disk before that, and only the answer is missing.
    """
    reason = failure(error)
    if saved:
        return Broken(Problem("write.untold", {"reason": reason}), exit_code=NOT_CONFIRMED)
    place = Place(error.filename) if isinstance(error.filename, str) else None
    return Broken(Problem("store.unreadable", {"reason": reason}, place))


def finished(files: Sequence[str]) -> tuple[Problem, ...]:
    """What is worth saying when the lock's new owner has completed an interrupted save."""
    params = {"count": len(files), "file": next(iter(files), "")}
    return (Problem("write.finished", params, severity="info"),) if files else ()


def unfinished(error: OSError, file: str) -> Broken:
    """Several files are decided and in the journal, but not all in place: the next write completes them."""
    params = {"reason": failure(error)}
    return Broken(Problem("write.unfinished", params, Place(file)), exit_code=NOT_CONFIRMED)
