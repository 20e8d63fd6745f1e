"""What an interrupted command left behind, and who is writing right now; looking changes nothing."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from salesctl.store.locking import Lock
from salesctl.store.names import CUSTOMERS, HIDDEN
from salesctl.store.recovery import JOURNAL, recover, temporary
from salesctl.store.workspace import relative

_SUFFIX: Final = temporary("").removeprefix(".")


def held_by(root: Path) -> str | None:
    """The process and the computer that hold the workspace at this moment; None where nobody does, or none can tell."""
    if os.name == "nt":
        return None
    import fcntl

    try:
        handle = os.open(root / HIDDEN / "lock", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        process, _, computer = os.read(handle, 200).decode("utf-8", "replace").strip().partition(" ")
        # Between taking the lock and signing it, it still says how the last owner left it.
        return f"{process}@{computer}" if process.isdecimal() else "?"
    except OSError:
        return None
    finally:
        os.close(handle)
    return None


def leftovers(root: Path) -> tuple[str, ...]:
    """Files that were never finished and that nobody reads."""
    found: list[str] = []
    for folder, pattern in ((root, "*"), (root / HIDDEN, "*"), (root / CUSTOMERS, "**/*")):
        with suppress(OSError):
            found += [relative(one, root) for one in folder.glob(f"{pattern}{_SUFFIX}") if one.name.startswith(".")]
    return tuple(sorted(found))


def has_journal(root: Path) -> bool:
    """Whether a save of several files was cut off after it was decided."""
    return (root / HIDDEN / JOURNAL).exists()


def tidy(root: Path) -> tuple[str, ...]:
    """Finish what was decided and remove what was not; the files finished. Raises Broken where a person must decide."""
    with Lock(root) as lock:
        finished = lock.recovered
        return (*finished, *recover(lock, sweep=True))
