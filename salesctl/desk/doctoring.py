"""What is wrong with a workspace besides what people wrote in it, and mending what is safe to mend."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from salesctl.core.problems import Broken, Place, Problem
from salesctl.desk.customers import no_history, with_way_out
from salesctl.desk.opening import CALENDAR
from salesctl.store import git_exchange as exchange
from salesctl.store.file_names import cloud_of, colliding, folds_case, unsafe
from salesctl.store.git import OWN_DRIVER, git, has_git, programs_of
from salesctl.store.git_driver import driver_line, install_driver, installed
from salesctl.store.git_setup import ATTRIBUTES, IGNORED, repository_of, with_lines
from salesctl.store.leftovers import has_journal, held_by, leftovers, tidy
from salesctl.store.names import CUSTOMERS, HIDDEN, PLAYBOOK, TEAM
from salesctl.store.record_lanes import examine
from salesctl.store.sync_mark import end_merge, was_merging
from salesctl.store.team_file import read_team
from salesctl.store.workspace import read_file, record_files, relative
from salesctl.store.writing import Change, save

_LITTLE = 256 * 1024
"""With less room, in bytes, not even a customer's next remark is sure to be saved."""


class Ailment(Struct, frozen=True):
    """One thing that is wrong. ``mend`` does what ``change`` shows, line by line; None where a person must decide."""

    problem: Problem
    change: tuple[str, ...] = ()
    mend: Callable[[], object] | None = None


def examined(root: Path) -> list[Ailment]:
    """Everything that is wrong, without changing anything; what was left behind by a crash first."""
    found = [*_writing(root), *_around(root), *_names(root), *_files(root)]
    if not has_git():
        return [*found, Ailment(Problem("doctor.git_missing", severity="warn"))]
    if repository_of(root) is None:
        return [*found, Ailment(Problem("doctor.no_repository", {"folder": str(root)}, severity="info"))]
    try:
        return [*found, *_in_git(root)]
    except Broken as broken:
        return [*found, *(Ailment(one) for one in broken.problems)]


def mended(ailment: Ailment) -> Problem | None:
    """Mend it; what kept it from being mended, None where it is."""
    try:
        if ailment.mend is not None:
            ailment.mend()
    except Broken as broken:
        return broken.problems[0]
    return None


def _writing(root: Path) -> Iterator[Ailment]:
    holder = held_by(root)
    if holder is not None:
        yield Ailment(Problem("doctor.held", {"holder": holder}, Place(f"{HIDDEN}/lock"), severity="info"))
        return
    if has_journal(root):
        problem = Problem("doctor.journal", {}, Place(f"{HIDDEN}/journal"), severity="warn")
        yield Ailment(problem, (f"{HIDDEN}/journal → {CUSTOMERS}/",), partial(tidy, root))
    left = leftovers(root)
    if left:
        problem = Problem("doctor.leftovers", {"count": len(left)}, Place(left[0]), severity="warn")
        yield Ailment(problem, tuple(f"- {one}" for one in left), partial(tidy, root))


def _around(root: Path) -> Iterator[Ailment]:
    service = cloud_of(root)
    if service is not None:
        yield Ailment(Problem("doctor.cloud", {"service": service, "folder": str(root)}, severity="warn"))
    if not os.access(root, os.W_OK):
        yield Ailment(Problem("doctor.read_only", {"folder": str(root)}, severity="warn"))
    free = shutil.disk_usage(root).free
    if free < _LITTLE:
        yield Ailment(Problem("doctor.disk_full", {"folder": str(root), "free": free // 1024}, severity="warn"))
    if folds_case(root / PLAYBOOK):
        yield Ailment(Problem("doctor.folds_case", {"folder": str(root)}, severity="info"))


def _names(root: Path) -> Iterator[Ailment]:
    paths = [relative(path, root) for path in record_files(root).files]
    for path in paths:
        why = unsafe(path)
        if why is not None:
            yield Ailment(Problem(f"doctor.name_{why}", {}, Place(path), severity="warn"))
    for group in colliding(paths):
        problem = Problem("doctor.colliding", {"others": group[1:]}, Place(group[0]), severity="warn")
        yield Ailment(problem)


def _files(root: Path) -> Iterator[Ailment]:
    listing = record_files(root)
    yield from (Ailment(one) for one in listing.problems if one.code != "store.cut_off")
    for path in listing.files:
        shown = relative(path, root)
        yield from (Ailment(one) for one in with_way_out(root, _errors_of_record(path, shown)))
    for name in (PLAYBOOK, TEAM, CALENDAR):
        yield from (Ailment(one) for one in _errors_of(root, name))


def _errors_of_record(path: Path, shown: str) -> tuple[Problem, ...]:
    try:
        reading = examine(read_file(path, shown), shown)
    except Broken as broken:
        return broken.problems
    if not reading.errors and reading.record is not None and not reading.record.history:
        return (no_history(shown),)
    return tuple(replace(one, where=one.where or Place(shown), command=None) for one in reading.errors)


def _errors_of(root: Path, name: str) -> tuple[Problem, ...]:
    from salesctl.store.playbook import read_playbook
    from salesctl.store.yamltext import read

    if not (root / name).exists():
        return ()
    try:
        data = read_file(root / name, name)
        if name == PLAYBOOK:
            read_playbook(data, name)
        elif name == TEAM:
            read_team(data, name)
        else:
            read(data, name)
    except Broken as broken:
        return broken.problems
    return ()


def _in_git(root: Path) -> Iterator[Ailment]:
    for name, wanted in ((".gitignore", IGNORED), (".gitattributes", ATTRIBUTES)):
        yield from _lines(root, name, wanted)
    driver = installed(root)
    if driver.state != "ours":
        code = "doctor.driver" if driver.state == "none" else f"doctor.driver_{driver.state}"
        problem = Problem(code, {"program": driver.gone}, Place(".git/config"), severity="warn")
        old = (f"- {OWN_DRIVER} = {driver.line}",) if driver.line else ()
        yield Ailment(problem, (*old, f"+ {OWN_DRIVER} = {driver_line()}"), partial(install_driver, root))
    for group in exchange.folded(root, [relative(path, root) for path in record_files(root).files]):
        yield Ailment(Problem("doctor.folded", {"others": group[1:]}, Place(group[0]), severity="warn"))
    programs = programs_of(root)
    if programs:
        yield Ailment(Problem("sync.programs", {"keys": programs}, Place(".git/config"), severity="warn"))
    if (left := exchange.lock_left(root)) is not None:
        yield Ailment(Problem("sync.git_locked", {"file": left}, None, "sync", "warn"))
    if exchange.is_unfinished(root):
        if was_merging(root):
            yield Ailment(Problem("doctor.cut_off", severity="warn"), ("git merge --abort",), partial(_take_back, root))
        else:
            yield Ailment(Problem("sync.unfinished", {}, None, "merge", "warn"))
    if git(root, ["ls-files", "--", HIDDEN]).text:
        yield Ailment(Problem("doctor.hidden_committed", {}, Place(HIDDEN), severity="warn"))


def _lines(root: Path, name: str, wanted: tuple[str, ...]) -> Iterator[Ailment]:
    path = root / name
    try:
        old = read_file(path, name) if path.exists() or path.is_symlink() else None
    except Broken as broken:
        yield from (Ailment(one) for one in broken.problems)
        return
    new = with_lines(old, wanted)
    if new != old:
        lacking = tuple(
            f"+ {line}" for line in new.decode("utf-8", "replace").splitlines()[len((old or b"").splitlines()) :]
        )
        problem = Problem("doctor.lines", {"count": len(lacking)}, Place(name), severity="warn")
        yield Ailment(problem, lacking, partial(save, root, [Change(name, old, new)]))


def _take_back(root: Path) -> None:
    if not exchange.take_back(root):
        raise Broken(Problem("sync.unfinished", {}, None, "merge"), exit_code=5)
    end_merge(root)
