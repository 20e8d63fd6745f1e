"""The workspace on disk: where it is, which files in it are customers, and what a new one is called."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from functools import cache
from pathlib import Path

from msgspec import Struct

from salesctl.core.problems import Broken, Place, Problem, failure
from salesctl.store.decoding import MAX_BYTES
from salesctl.store.disk import close_reading
from salesctl.store.names import CUSTOMERS, PLAYBOOK

_SLUG_MOST = 40


class Listing(Struct, frozen=True):
    """The customers' files in the order of their names, and entries that were passed over, each with its reason."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]


def here() -> Path:
    """The folder that this program stands in. Raises Broken (exit code 2) where it has been deleted."""
    try:
        return Path.cwd()
    except OSError:
        raise Broken(Problem("store.no_folder"), exit_code=2) from None


def find_workspace(start: Path | None, given: Path | None = None, home: str | None = None) -> Path:
    """The workspace: the one given, else the nearest folder upward with a playbook, else ``home``.

    Raises Broken (exit code 2) when there is none.
    """
    if given is not None:
        return _confirmed(given)
    start = start or here()
    for folder in (start, *start.parents):
        if (folder / PLAYBOOK).is_file():
            return folder
    if home:
        return _confirmed(Path(home))
    raise Broken(Problem("store.no_workspace", {"folder": str(start)}, command="init"), exit_code=2)


def record_files(root: Path) -> Listing:
    """Every customer's file below ``customers/``. Links, devices and copies left by a sync service are passed over."""
    files: list[Path] = []
    problems: list[Problem] = [*cut_off(root)]
    folders = [root / CUSTOMERS]
    if folders[0].is_symlink():
        problems.append(Problem("store.passed_over", {}, _place(folders.pop(), root), severity="warn"))
    while folders:
        folder = folders.pop()
        for entry in _entries(folder, root, problems):
            if entry.name.startswith("."):
                continue
            path = folder / entry.name
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
                continue
            code = passed_over(entry.name, entry.stat(follow_symlinks=False).st_mode)
            if code is None:
                files.append(path)
            elif code:
                problems.append(Problem(code, {}, _place(path, root), severity="warn"))
    return Listing(tuple(sorted(files)), tuple(problems))


def cut_off(root: Path) -> tuple[Problem, ...]:
    """What to say where a save of several files was cut off, so that a reader may see some as before and some as after.

    Nothing while its writer is still at work.
    """
    if not os.path.lexists(root / ".salesctl" / "journal"):
        return ()
    from salesctl.store.leftovers import held_by

    if held_by(root) is not None:
        return ()
    return (Problem("store.cut_off", {}, Place(".salesctl/journal"), "doctor --fix", "warn"),)


def files_of_id(root: Path, start: str) -> list[tuple[str, str]]:
    """The customers' files whose name ends with an id that begins so, and that id, in the order of names.

    Hand-named files are found by reading. Nothing is asked of any other file: a pass over names costs little.
    """
    found: list[tuple[str, str]] = []
    folders = [CUSTOMERS] if not (root / CUSTOMERS).is_symlink() else []
    while folders:
        folder = folders.pop()
        for entry in _entries(root / folder, root, []):
            name = entry.name
            if name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{folder}/{name}")
            elif start in name:
                id_ = name.rpartition(".")[0].rpartition("-")[2]
                if id_.startswith(start) and passed_over(name, entry.stat(follow_symlinks=False).st_mode) is None:
                    found.append((f"{folder}/{name}", id_))
    return sorted(found)


def passed_over(name: str, mode: int) -> str | None:
    """Why an entry that is no folder is not a customer's file: the code of the problem, empty where nothing needs to be
    said; None where it is one.
    """
    if name.startswith("."):
        return ""
    if not name.lower().endswith((".yaml", ".yml")) and not stat.S_ISLNK(mode):
        return ""
    if not stat.S_ISREG(mode):
        return "store.passed_over"
    return "store.conflict_copy" if _copies().search(name) else None


def read_file(path: Path | str, shown: str | None = None) -> bytes:
    """The bytes of a regular file, links not followed. Raises Broken (exit code 4) naming the file ``shown``."""
    place = Place(shown or Path(path).name)
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except FileNotFoundError:
        raise Broken(Problem("store.missing", {}, place)) from None
    except ValueError:
        # A name with a NUL in it, which no file has.
        raise Broken(Problem("store.missing", {}, place)) from None
    except OSError as error:
        code = "store.not_regular" if Path(path).is_symlink() else "store.unreadable"
        raise Broken(Problem(code, {"reason": failure(error)}, place)) from None
    try:
        seen = os.fstat(handle)
        if not stat.S_ISREG(seen.st_mode):
            raise Broken(Problem("store.not_regular", {}, place))
        # Room for the file as it is: room for the largest one takes longer to get than most files to read.
        data = os.read(handle, min(seen.st_size, MAX_BYTES) + 1)
        if len(data) != seen.st_size and len(data) <= MAX_BYTES:
            # It grows or shrinks just now, or the system gives it piece by piece.
            with os.fdopen(handle, "rb", closefd=False) as file:
                data += file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Broken(Problem("store.unreadable", {"reason": failure(error)}, place)) from None
    finally:
        close_reading(handle)
    if len(data) > MAX_BYTES:
        raise Broken(Problem("yaml.too_large", {"megabytes": MAX_BYTES // 1024 // 1024}, place))
    return data


def new_record_path(root: Path, name: str, record_id: str) -> Path:
    """Where a new customer's file goes; ASCII only, so that every system can hold it."""
    return root / CUSTOMERS / f"{slug(name)}-{record_id}.yaml"


def slug(name: str) -> str:
    """An ASCII name: pinyin for Chinese, accents dropped, at most 40 letters, ``customer`` when nothing is left."""
    text = unicodedata.normalize("NFKC", name).lower()
    if any("\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff" for char in text):
        # Loading the tables of pinyin takes a noticeable while, and only a new Chinese customer needs them.
        from pypinyin import lazy_pinyin

        text = " ".join(lazy_pinyin(text))
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = [word for word in re.split(r"[^a-z0-9]+", ascii_only) if word]
    found = ""
    for word in words:
        longer = f"{found}-{word}" if found else word[:_SLUG_MOST]
        if len(longer) > _SLUG_MOST:
            break
        found = longer
    return found or "customer"


def relative(path: Path, root: Path) -> str:
    """A path as people see it: from the workspace, with forward slashes."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return str(path)


@cache
def _copies() -> re.Pattern[str]:
    """Compiled only where a folder is looked at name by name."""
    return re.compile(r" \(\d+\)\.ya?ml$|\.sync-conflict-|conflicted copy|冲突(的)?副本", re.IGNORECASE)


def _confirmed(folder: Path) -> Path:
    if not (folder / PLAYBOOK).is_file():
        raise Broken(Problem("store.not_a_workspace", {"folder": str(folder)}, command="init"), exit_code=2)
    return folder


def _entries(folder: Path, root: Path, problems: list[Problem]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        pass
    except OSError as error:
        problems.append(Problem("store.unreadable", {"reason": failure(error)}, _place(folder, root)))
    return []


def _place(path: Path, root: Path) -> Place:
    return Place(relative(path, root))
