"""`sync`: my customers' changes committed, the others' taken in, looked at, and mine sent; all of it or as it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeAlias

from msgspec import Struct, field

from salesctl.core.merging import Side
from salesctl.core.problems import Broken, Place, Problem
from salesctl.desk.customers import no_history
from salesctl.desk.disputes import disputes, take
from salesctl.desk.merge_losses import lost_in
from salesctl.i18n import say
from salesctl.store import git_exchange as exchange
from salesctl.store.faults import finished, refusal
from salesctl.store.git import Answer, programs_of
from salesctl.store.git_merges import Merge, needed_repository
from salesctl.store.names import CUSTOMERS, PLAYBOOK, TEAM
from salesctl.store.record_lanes import examine
from salesctl.store.sync_mark import begin_merge, end_merge, mark_synced, was_merging
from salesctl.store.team_file import read_team
from salesctl.store.workspace import read_file, record_files, relative
from salesctl.store.writing import Lock

Outcome: TypeAlias = Literal["done", "alone", "conflict", "not_reached", "not_sent"]
_TRIES = 3


class Synced(Struct):
    """What came of it: files committed, received, and of these the ``new`` ones; commits sent; ``problems`` say what is
    open.
    """

    outcome: Outcome = "done"
    remote: str | None = None
    committed: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    sent: int = 0
    problems: list[Problem] = field(default_factory=list)


def sync(root: Path, now: datetime, *, asks: bool, side: Side | None = None) -> Synced:
    """Commit, take in, look, send. ``side``: whose word counts where both changed the same.

    Raises Broken: 2 outside a repository, 4 where a changed file is broken, 5 where git or the disk would not; whatever
    it is, no file is left half-merged.
    """
    needed_repository(root)
    _refuse_programs(root)
    if (left := exchange.lock_left(root)) is not None:
        raise Broken(Problem("sync.git_locked", {"file": left}, None, "sync"), exit_code=5)
    if not exchange.knows_who(root):
        raise Broken(Problem("sync.nobody"), exit_code=5)
    place = exchange.where(root)
    if place is None:
        raise Broken(Problem("sync.no_branch"), exit_code=5)
    result = Synced(remote=place.remote)
    for _ in range(_TRIES):
        fetched = _fetched(root, place, asks=asks) if place.remote else None
        with Lock(root) as lock:
            result.problems += finished(lock.recovered)
            _undo_the_cut_off(root)
            result.committed = (*result.committed, *_commit(root))
            place = exchange.where(root) or place
            if fetched is None:
                result.outcome = "alone"
                return result
            _refuse_committed(root, place.theirs, result.committed)
            if not fetched.ok:
                return _stopped(result, "not_reached", fetched.reason)
            if place.theirs and not _take_in(root, place.theirs, side, result, lock):
                return result
        if exchange.revision(root) is None:
            break
        ahead = exchange.distance(root, place.theirs)[0] if place.theirs else exchange.count(root)
        if ahead == 0:
            break
        sent = exchange.push(root, place, asks=asks)
        if sent.ok:
            result.sent = ahead
            break
        if not any(word in sent.err for word in ("non-fast-forward", "fetch first", "cannot lock ref")):
            return _stopped(result, "not_sent", sent.reason)
    else:
        return _stopped(result, "not_sent", say("sync.busy"))
    mark_synced(root, now, exchange.heard(root))
    return result


def _fetched(root: Path, place: exchange.Where, *, asks: bool) -> Answer:
    """What the others sent is here. Raises Broken (exit code 5) where it is no continuation of what we had, or where
    this disk would not take it.
    """
    answer = exchange.fetch(root, place, asks=asks)
    if answer.ok:
        return answer
    if exchange.is_of_this_disk(answer):
        raise Broken(Problem("sync.git_failed", {"reason": answer.reason, "words": "fetch"}), exit_code=5)
    if "non-fast-forward" in answer.err or "[rejected]" in answer.err:
        raise Broken(Problem("sync.rewritten", {"remote": place.remote or ""}), exit_code=5)
    if "couldn't find remote ref" in answer.err:
        others = exchange.branches_of(root, place.remote or "", asks=asks)
        if others:
            params = {"branch": place.branch, "others": others, "remote": place.remote or ""}
            raise Broken(Problem("sync.other_branch", params), exit_code=5)
        return Answer(0, b"")
    return answer


def _stopped(result: Synced, outcome: Literal["not_reached", "not_sent"], reason: str) -> Synced:
    result.outcome = outcome
    result.problems.append(Problem(f"sync.{outcome}", {"remote": result.remote or "", "reason": reason}, None, "sync"))
    return result


def _refuse_programs(root: Path) -> None:
    found = programs_of(root)
    if found:
        raise Broken(Problem("sync.programs", {"keys": found}, Place(".git/config"), "doctor"), exit_code=5)


def _undo_the_cut_off(root: Path) -> None:
    """A merge that was interrupted is taken back where it was ours; anybody else's is theirs to finish."""
    if not exchange.is_unfinished(root):
        end_merge(root)
        return
    if not was_merging(root) or not exchange.take_back(root):
        raise Broken(Problem("sync.unfinished", {}, None, "merge"), exit_code=5)
    end_merge(root)


def _commit(root: Path) -> tuple[str, ...]:
    listing = record_files(root)
    _refuse_folded(root, [relative(path, root) for path in listing.files])
    copies = [one.where.file for one in listing.problems if one.where and one.where.file]
    paths = exchange.changed(root, copies)
    if not paths:
        return ()
    _refuse_broken(root, paths)
    customers = sum(path.startswith(f"{CUSTOMERS}/") and path.endswith((".yaml", ".yml")) for path in paths)
    exchange.commit(root, paths, say("sync.message", count=customers))
    return paths


def _refuse_committed(root: Path, theirs: str | None, looked_at: Collection[str]) -> None:
    """What somebody committed by hand, and was not sent yet, must be whole too."""
    _refuse_broken(root, [path for path in exchange.unsent(root, theirs) if path not in looked_at])


def _refuse_broken(root: Path, paths: Iterable[str]) -> None:
    broken = [problem for path in paths for problem in _errors(root, path)]
    if broken:
        raise Broken(*broken, Problem("sync.broken", {"count": len(broken)}, None, "check"))


def _refuse_folded(root: Path, here: Collection[str]) -> None:
    found = exchange.folded(root, here)
    if found:
        raise Broken(*(Problem("sync.folded", {"others": group[1:]}, Place(group[0])) for group in found), exit_code=5)


def _errors(root: Path, path: str) -> tuple[Problem, ...]:
    """Why a file must not be shared as it is."""
    if not (root / path).is_file():
        return ()
    try:
        data = read_file(root / path, path)
        if path == PLAYBOOK:
            from salesctl.store.playbook import read_playbook

            read_playbook(data, path)
        elif path == TEAM:
            read_team(data, path)
        elif path.startswith(f"{CUSTOMERS}/") and not path.endswith(".gitkeep"):
            reading = examine(data, path)
            is_gone = reading.record is not None and not reading.errors and not reading.record.history
            return (no_history(path),) if is_gone else reading.errors
    except Broken as broken:
        return broken.problems
    return ()


def _take_in(root: Path, theirs: str, side: Side | None, result: Synced, lock: Lock) -> bool:
    """Merge what the others sent. False where something is to be decided: then the folder is as it was."""
    before = exchange.revision(root)
    if before is None or exchange.distance(root, theirs)[1] == 0:
        return True
    with _taken_back_on_failure(root) as whole:
        answer = exchange.merge(root, theirs)
        open_paths = exchange.conflicted(root) if not answer.ok and exchange.is_unfinished(root) else ()
        if open_paths and side is not None:
            take(root, open_paths, side, lock)
        elif open_paths:
            result.problems += disputes(root, open_paths, theirs)
            result.outcome = "conflict"
            return False
        elif not answer.ok:
            raise Broken(Problem("sync.not_merged", {"reason": answer.reason}), exit_code=5)
        if exchange.is_unfinished(root):
            _look(root, before, theirs)
            exchange.finish(root, say("sync.merge_message"))
        whole.append(True)
    result.received = tuple(sorted({*result.received, *exchange.files_between(root, before, "HEAD")}))
    result.new = (*result.new, *exchange.files_between(root, before, "HEAD", new=True))
    return True


@contextmanager
def _taken_back_on_failure(root: Path) -> Iterator[list[bool]]:
    """Unless the block says that the folder is whole, it is put back as it was, whatever happened."""
    whole: list[bool] = []
    try:
        begin_merge(root)
    except OSError as error:
        raise refusal(error, ".salesctl/merging") from None
    try:
        yield whole
    finally:
        if not whole and exchange.is_unfinished(root) and not exchange.take_back(root):
            raise Broken(Problem("sync.unfinished", {}, None, "merge"), exit_code=5)
        end_merge(root)


def _look(root: Path, ours: str, theirs: str) -> None:
    """What git takes for merged is only kept when every file reads and no event of either side is lost."""
    tree = exchange.staged_tree(root)
    problems = [one for path in exchange.files_between(root, ours, tree) for one in _errors(root, path)]
    other = exchange.revision(root, theirs) or theirs
    gone = lost_in(root, Merge(tree, (ours, other)))
    problems += [Problem("sync.lost", {"event": one.id}, Place(one.file)) for one in gone]
    if problems:
        raise Broken(*problems, Problem("sync.not_whole"), exit_code=5)
