"""Who holds a workspace, what they leave behind, and how others wait for them."""

from __future__ import annotations

import errno
import os
import socket
import threading
from pathlib import Path

import pytest

from salesctl.core.problems import Broken, Failure, Problem
from salesctl.i18n import problem_text, speaking
from salesctl.store import locking
from salesctl.store.disk import Folder
from salesctl.store.faults import finished, refusal, unconfirmed, unfinished, withheld
from salesctl.store.leftovers import has_journal, held_by, leftovers, tidy
from salesctl.store.locking import Lock
from salesctl.store.recovery import Entry, fingerprint, write_journal
from salesctl.store.writing import Change, save

fcntl = pytest.importorskip("fcntl")

A = "customers/a.yaml"


def said(workspace: Path) -> str:
    return (workspace / ".salesctl" / "lock").read_text(encoding="utf-8")


def refused(workspace: Path, limit: float = 0.0) -> Problem:
    with pytest.raises(Broken) as caught, Lock(workspace, limit=limit):
        pass
    assert caught.value.exit_code == 5
    (problem,) = caught.value.problems
    return problem


def test_an_owner_signs_and_leaves_a_clean_lock_behind(workspace: Path) -> None:
    with Lock(workspace):
        assert said(workspace) == f"{os.getpid()} {socket.gethostname()}\n"
    boot = Path("/proc/sys/kernel/random/boot_id")
    if boot.exists():
        assert said(workspace) == f"clean since {boot.read_text(encoding='ascii').strip()}\n"


def test_a_longer_text_of_the_owner_before_is_not_mixed_with_the_own(workspace: Path) -> None:
    (workspace / ".salesctl").mkdir()
    (workspace / ".salesctl" / "lock").write_text("x" * 500)
    with Lock(workspace):
        assert said(workspace) == f"{os.getpid()} {socket.gethostname()}\n"


def test_who_fails_leaves_no_clean_lock_behind(workspace: Path) -> None:
    with pytest.raises(ZeroDivisionError), Lock(workspace):
        raise ZeroDivisionError
    assert said(workspace) == f"{os.getpid()} {socket.gethostname()}\n"


def test_a_clean_lock_spares_the_sweep_and_any_other_does_not(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    boot = tmp_path_factory.mktemp("proc") / "boot_id"
    boot.write_text("this-start\n")
    monkeypatch.setattr(locking, "_BOOT", boot)
    half = workspace / ".a.yaml.salesctl-tmp"
    with Lock(workspace):
        half.write_bytes(b"half")
    assert said(workspace) == "clean since this-start\n"
    with Lock(workspace):
        assert half.exists()
    boot.unlink()
    with Lock(workspace):
        assert not half.exists()
        half.write_bytes(b"half")
    with Lock(workspace):
        assert not half.exists(), "where no start has a name, nothing is ever taken for clean"


def test_a_lock_that_is_given_back_is_taken(workspace: Path) -> None:
    held, wanted = threading.Event(), threading.Event()

    def hold() -> None:
        with Lock(workspace):
            held.set()
            wanted.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(10)
    problem = refused(workspace, 0.05)
    assert (problem.code, problem.params) == (
        "write.locked", {"holder": f"{os.getpid()}@{socket.gethostname()}", "seconds": "0.05"}
    )  # fmt: skip
    timer = threading.Timer(0.2, wanted.set)
    timer.start()
    with Lock(workspace, limit=30):
        assert wanted.is_set()
    thread.join()


def test_who_waits_sleeps_between_two_looks_and_never_for_long(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    with Lock(workspace):
        monkeypatch.setattr(locking.time, "sleep", slept.append)
        assert refused(workspace, 0.05).params["seconds"] == "0.05"
    assert slept
    assert all(0.001 <= one <= 0.02 for one in slept)


@pytest.mark.parametrize("text", ["", "clean since x\n", "no number\n"])
def test_who_has_not_signed_yet_is_not_named(workspace: Path, text: str) -> None:
    (workspace / ".salesctl").mkdir()
    (workspace / ".salesctl" / "lock").write_text(text)
    with (workspace / ".salesctl" / "lock").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert refused(workspace).params["holder"] == "?"
        assert held_by(workspace) == "?"


@pytest.mark.parametrize("again", [True, False], ids=["made anew", "gone"])
def test_a_lock_on_a_file_that_was_deleted_keeps_nobody_out_and_is_not_taken(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    path = workspace / ".salesctl" / "lock"
    take = locking._try_lock
    calls: list[int] = []

    def meanwhile(handle: int) -> bool:
        calls.append(handle)
        if len(calls) == 1:
            path.unlink()
            if again:
                path.touch()
        return take(handle)

    monkeypatch.setattr(locking, "_try_lock", meanwhile)
    with Lock(workspace) as lock:
        assert len(calls) == 2
        assert os.path.samestat(os.fstat(lock._handle), path.stat())
    with Lock(workspace, limit=0):
        pass


@pytest.mark.parametrize(
    ("call", "where"), [("write", ".salesctl"), ("ftruncate", ".salesctl"), ("mkdir", ".salesctl")]
)
def test_a_disk_that_fails_while_the_lock_is_taken_changes_nothing_and_keeps_no_lock(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, call: str, where: str
) -> None:
    def fail(*args: object, **more: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(Broken) as caught, Lock(workspace):
        pass
    monkeypatch.undo()
    assert [(one.code, str(one.where)) for one in caught.value.problems] == [("write.failed", where)]
    assert caught.value.exit_code == 5
    with Lock(workspace, limit=0):
        pass


def test_whatever_else_goes_wrong_while_the_lock_is_taken_keeps_no_lock(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("salesctl.store.recovery.recover", lambda *_, **__: 1 // 0)
    with pytest.raises(ZeroDivisionError), Lock(workspace):
        pass
    monkeypatch.undo()
    with Lock(workspace, limit=0):
        pass


def test_who_holds_a_workspace_and_what_lies_about_is_told_without_touching_it(workspace: Path) -> None:
    assert held_by(workspace) is None
    with Lock(workspace):
        assert held_by(workspace) == f"{os.getpid()}@{socket.gethostname()}"
    assert held_by(workspace) is None
    names = [
        ".a.yaml.salesctl-tmp", ".salesctl/.journal.salesctl-tmp", "customers/.b.yaml.salesctl-tmp",
        "customers/x/y/.c.yaml.salesctl-tmp",
    ]  # fmt: skip
    for name in (*names, "x.salesctl-tmp", "other/.a.yaml.salesctl-tmp"):
        (workspace / name).parent.mkdir(parents=True, exist_ok=True)
        (workspace / name).write_bytes(b"")
    assert leftovers(workspace) == tuple(sorted(names))
    assert not has_journal(workspace)


def test_tidying_completes_what_was_decided_and_takes_away_the_rest(workspace: Path) -> None:
    save(workspace, [Change(A, None, b"old")])
    with Lock(workspace) as lock:
        write_journal(lock.hidden, [Entry(A, fingerprint(b"old"), b"new")])
    half = workspace / ".x.salesctl-tmp"
    half.write_bytes(b"")
    assert has_journal(workspace)
    assert tidy(workspace) == (A,)
    assert (workspace / A).read_bytes() == b"new"
    assert (has_journal(workspace), half.exists(), leftovers(workspace)) == (False, False, ())
    assert tidy(workspace) == ()


def test_a_journal_that_cannot_be_put_in_place_leaves_nothing_half_made(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **more: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with Lock(workspace) as lock:
        for call in ("rename", "sync"):
            monkeypatch.setattr(Folder, call, fail)
            with pytest.raises(OSError, match="Input/output"):
                write_journal(lock.hidden, [Entry(A, None, b"new")])
            monkeypatch.undo()
            assert sorted(lock.hidden.names()) == [".gitignore", "lock"]


def test_the_sweep_goes_on_where_a_folder_is_missing(tmp_path: Path) -> None:
    half = tmp_path / ".team.yaml.salesctl-tmp"
    half.write_bytes(b"half")
    with Lock(tmp_path):
        assert not half.exists()


def test_what_was_read_and_what_is_there_now_are_named_by_their_beginnings(workspace: Path) -> None:
    (workspace / A).write_bytes(b"theirs")
    for old, code in ((b"read", "write.changed_meanwhile"), (None, "write.exists")):
        with pytest.raises(Broken) as caught:
            save(workspace, [Change(A, old, b"mine")])
        (problem,) = caught.value.problems
        params = {"read": (fingerprint(old) or "-")[:12], "found": (fingerprint(b"theirs") or "")[:12]}
        assert (problem.code, problem.params, str(problem.where)) == (code, params, A)
    with pytest.raises(Broken) as caught:
        save(workspace, [Change("customers/c.yaml", b"read", b"mine")])
    assert caught.value.problems[0].params["found"] == "-"


def test_a_pipe_or_a_folder_in_the_place_of_a_file_is_refused_at_once(workspace: Path) -> None:
    os.mkfifo(workspace / "customers" / "pipe")
    (workspace / "customers" / "folder").mkdir()
    with Folder.open(workspace / "customers") as folder:
        for name in ("pipe", "folder"):
            with pytest.raises(OSError, match="no regular file"):
                folder.read(name)
        assert sorted(folder.names()) == ["folder", "pipe"]
        assert sorted(folder.entries()) == [("folder", True), ("pipe", False)]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("ENOSPC", "disk_full"), ("EDQUOT", "disk_full"), ("EFBIG", "disk_full"), ("EROFS", "read_only"),
        ("EACCES", "denied"), ("EPERM", "denied"), ("ENOLCK", "no_locks"), ("EOPNOTSUPP", "no_locks"),
        ("ELOOP", "link"), ("ENOTDIR", "link"), ("EIO", "failed"), ("EINTR", "failed"),
    ],
)  # fmt: skip
def test_why_the_system_would_not_is_said_in_both_languages(number: str, code: str) -> None:
    value = getattr(errno, number)
    error = OSError(value, os.strerror(value))
    reason = Failure(number, os.strerror(value))
    if number == "EOPNOTSUPP":
        reason = Failure(errno.errorcode[value], reason.words)
    for made, meant, exit_code in (
        (refusal(error, A), f"write.{code}", 5),
        (unconfirmed(error, A), "write.not_confirmed", 6),
        (unfinished(error, A), "write.unfinished", 6),
    ):
        (problem,) = made.problems
        assert (problem.code, problem.params, str(problem.where)) == (meant, {"reason": reason}, A)
        assert made.exit_code == exit_code
        for lang in ("en", "zh"):
            with speaking(lang):
                assert "{" not in "".join(problem_text(problem))


def test_what_could_not_be_given_out_or_told_says_which(workspace: Path) -> None:
    error = OSError(errno.EIO, "Input/output error", "customers/a.yaml")
    (problem,), code = withheld(error, saved=False).problems, withheld(error, saved=False).exit_code
    assert (problem.code, str(problem.where), code) == ("store.unreadable", "customers/a.yaml", 4)
    (problem,), code = withheld(error, saved=True).problems, withheld(error, saved=True).exit_code
    assert (problem.code, problem.where, code) == ("write.untold", None, 6)
    assert withheld(OSError(errno.EIO, "x"), saved=False).problems[0].where is None
    assert finished(()) == ()
    (problem,) = finished(("a", "b"))
    assert problem == Problem("write.finished", {"count": 2, "file": "a"}, severity="info")
