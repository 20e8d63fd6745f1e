"""Saving: one of three things is true, and it is the one that is said."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from salesctl.core.problems import Broken
from salesctl.store import disk, locking
from salesctl.store.recovery import Entry, fingerprint, write_journal
from salesctl.store.writing import Change, Lock, save

A, B = "customers/a.yaml", "customers/east/b.yaml"


@pytest.fixture(params=["handles", "paths"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Relative to folder handles, and by path as on systems without them."""
    monkeypatch.setattr(disk, "HANDLES", request.param == "handles")
    return str(request.param)


@pytest.fixture
def tree(workspace: Path) -> Callable[[], dict[str, bytes]]:
    """Every file outside the hidden folder, by its path."""

    def found() -> dict[str, bytes]:
        files = (path for path in workspace.rglob("*") if path.is_file() and ".salesctl" not in path.parts)
        return {path.relative_to(workspace).as_posix(): path.read_bytes() for path in files}

    return found


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(call: Callable[[], object]) -> tuple[list[str], int]:
    with pytest.raises(Broken) as caught:
        call()
    return [problem.code for problem in caught.value.problems], caught.value.exit_code


def test_a_new_file_and_a_changed_one(workspace: Path) -> None:
    save(workspace, [Change(B, None, b"one")])
    save(workspace, [Change(B, b"one", b"two")])
    assert (workspace / B).read_bytes() == b"two"
    assert (workspace / ".salesctl" / ".gitignore").read_text() == "*\n"
    assert names(workspace / ".salesctl") == [".gitignore", "lock"]
    assert names(workspace / "customers" / "east") == ["b.yaml"]


def test_permissions_are_kept(workspace: Path) -> None:
    path = workspace / A
    path.write_bytes(b"one")
    path.chmod(0o640)
    save(workspace, [Change(A, b"one", b"two")])
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("now", "old", "code"),
    [
        (b"theirs", b"read", "write.changed_meanwhile"),
        (None, b"read", "write.changed_meanwhile"),
        (b"theirs", None, "write.exists"),
    ],
)
def test_what_was_not_read_is_not_overwritten(
    workspace: Path, tree: Callable[[], dict[str, bytes]], now: bytes | None, old: bytes | None, code: str
) -> None:
    if now is not None:
        (workspace / A).write_bytes(now)
    before = tree()
    assert refused(lambda: save(workspace, [Change(B, None, b"x"), Change(A, old, b"mine")])) == ([code], 5)
    assert tree() == before


def test_a_change_between_preparing_and_publishing_is_seen(
    workspace: Path, tree: Callable[[], dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (workspace / A).write_bytes(b"read")
    create = disk.Folder.create

    def meanwhile(self: disk.Folder, name: str, data: bytes, mode: int | None = None) -> None:
        create(self, name, data, mode)
        if name.startswith(".a"):
            (workspace / A).write_bytes(b"by an editor")

    monkeypatch.setattr(disk.Folder, "create", meanwhile)
    assert refused(lambda: save(workspace, [Change(A, b"read", b"mine")])) == (["write.changed_meanwhile"], 5)
    assert tree() == {"playbook.yaml": b"playbook: x\n", A: b"by an editor"}


@pytest.mark.parametrize("path", ["/etc/x.yaml", "../x.yaml", "customers/../../x.yaml", "", ".", "a\\..\\b.yaml"])
def test_no_path_leaves_the_workspace(workspace: Path, path: str) -> None:
    assert refused(lambda: save(workspace, [Change(path, None, b"x")])) == (["write.outside"], 5)


def test_no_link_leads_elsewhere(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (workspace / "customers" / "east").symlink_to(elsewhere)
    assert refused(lambda: save(workspace, [Change(B, None, b"x")])) == (["write.link"], 5)
    assert list(elsewhere.iterdir()) == []


def failing(call: str, number: int, after: int = 0, only: str = "") -> Callable[..., object]:
    real = getattr(os, call)
    left = [after]

    def fail(*args: object, **kwargs: object) -> object:
        if only and only not in str(args[0]):
            return real(*args, **kwargs)
        if left[0]:
            left[0] -= 1
            return real(*args, **kwargs)
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "write.disk_full"),
        (errno.EDQUOT, "write.disk_full"),
        (errno.EROFS, "write.read_only"),
        (errno.EACCES, "write.denied"),
        (errno.EIO, "write.failed"),
        (errno.EMFILE, "write.failed"),
    ],
)
@pytest.mark.parametrize("call", ["write", "fsync", "rename"])
def test_a_fault_before_the_rename_changes_nothing(
    workspace: Path,
    tree: Callable[[], dict[str, bytes]],
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    number: int,
    code: str,
    way: str,
) -> None:
    (workspace / A).write_bytes(b"old")
    before = tree()
    with Lock(workspace) as lock:
        monkeypatch.setattr(os, "replace" if (call, way) == ("rename", "paths") else call, failing(call, number))
        found = refused(lambda: save(workspace, [Change(A, b"old", b"new")], lock))
        monkeypatch.undo()
    assert found == ([code], 5)
    assert tree() == before


@pytest.mark.parametrize("after", range(8))
def test_several_files_are_all_or_none_whichever_write_fails(
    workspace: Path, tree: Callable[[], dict[str, bytes]], monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    (workspace / A).write_bytes(b"old")
    save(workspace, [Change(B, None, b"old")])
    before = tree()
    changes = [Change(A, b"old", b"new"), Change(B, b"old", b"new")]
    with Lock(workspace) as lock:
        monkeypatch.setattr(os, "fsync", failing("fsync", errno.EIO, after))
        try:
            save(workspace, changes, lock)
            outcome = 0
        except Broken as broken:
            outcome = broken.exit_code
        monkeypatch.undo()
    changed = {**before, A: b"new", B: b"new"}
    assert tree() == (before if outcome == 5 else changed)
    assert outcome == 5 or after >= 3
    with Lock(workspace):
        assert tree() == (before if outcome == 5 else changed)


def test_a_fault_after_the_rename_is_saved_but_not_confirmed(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    if way == "paths":
        pytest.skip("without folder handles there is nothing to flush after the rename")
    (workspace / A).write_bytes(b"old")
    with Lock(workspace) as lock:
        monkeypatch.setattr(os, "fsync", failing("fsync", errno.EIO, after=1))
        found = refused(lambda: save(workspace, [Change(A, b"old", b"new")], lock))
        monkeypatch.undo()
    assert found == (["write.not_confirmed"], 6)
    assert (workspace / A).read_bytes() == b"new"


def test_several_files_of_which_one_does_not_get_its_place_are_completed_later(
    workspace: Path, tree: Callable[[], dict[str, bytes]], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    with Lock(workspace) as lock:
        monkeypatch.setattr(os, "replace" if way == "paths" else "rename", failing("rename", errno.EIO, only="b.yaml"))
        found = refused(lambda: save(workspace, [Change(A, None, b"a"), Change(B, None, b"b")], lock))
        monkeypatch.undo()
    assert found == (["write.unfinished"], 6)
    assert B not in tree()
    with Lock(workspace) as lock:
        assert lock.recovered == (B,)
    assert tree() == {"playbook.yaml": b"playbook: x\n", A: b"a", B: b"b"}


def test_a_journal_is_redone_by_the_next_writer(workspace: Path, tree: Callable[[], dict[str, bytes]]) -> None:
    (workspace / A).write_bytes(b"old")
    with Lock(workspace) as lock:
        write_journal(lock.hidden, [Entry(A, fingerprint(b"old"), b"new"), Entry(B, None, b"born")])
    save(workspace, [Change(A, b"new", b"newer")])
    assert tree() == {"playbook.yaml": b"playbook: x\n", A: b"newer", B: b"born"}
    assert not (workspace / ".salesctl" / "journal").exists()


def test_a_journal_of_the_first_format_is_redone(workspace: Path) -> None:
    """What a version of 2026 wrote just before the power went."""
    (workspace / ".salesctl").mkdir()
    body = b'[{"path": "customers/a.yaml", "old": null, "new": "Ym9ybg=="}]'
    (workspace / ".salesctl" / "journal").write_bytes(
        b"salesctl-journal 1 " + hashlib.sha256(body).hexdigest().encode() + b"\n" + body
    )
    with Lock(workspace) as lock:
        assert lock.recovered == (A,)
    assert (workspace / A).read_bytes() == b"born"


def test_a_journal_is_not_redone_through_a_link(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with Lock(workspace) as lock:
        write_journal(lock.hidden, [Entry(B, None, b"born")])
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "b.yaml").write_bytes(b"born")
    (workspace / "customers" / "east").symlink_to(elsewhere)
    assert refused(lambda: save(workspace, [Change(A, None, b"x")])) == (["write.link"], 5)
    assert (workspace / ".salesctl" / "journal").exists()


def test_a_journal_never_overwrites_what_somebody_changed_since(
    workspace: Path, tree: Callable[[], dict[str, bytes]]
) -> None:
    with Lock(workspace) as lock:
        write_journal(lock.hidden, [Entry(A, fingerprint(b"old"), b"new"), Entry(B, None, b"born")])
    (workspace / A).write_bytes(b"by hand")
    before = tree()
    assert refused(lambda: save(workspace, [Change("customers/c.yaml", None, b"x")])) == (["write.journal"], 5)
    assert tree() == before
    (workspace / ".salesctl" / "journal").unlink()
    save(workspace, [Change(A, b"by hand", b"x")])


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-5], lambda data: data[:30] + b"x" + data[31:], lambda data: b""]
)
def test_a_damaged_journal_was_never_decided(
    workspace: Path, tree: Callable[[], dict[str, bytes]], damage: Callable[[bytes], bytes]
) -> None:
    with Lock(workspace) as lock:
        write_journal(lock.hidden, [Entry(A, None, b"new")])
    path = workspace / ".salesctl" / "journal"
    path.write_bytes(damage(path.read_bytes()))
    before = tree()
    with Lock(workspace) as lock:
        assert lock.recovered == ()
    assert tree() == before
    assert not path.exists()


def test_leftovers_of_a_killed_writer_are_swept(workspace: Path) -> None:
    leftover = workspace / "customers" / ".a.yaml.salesctl-tmp"
    leftover.write_bytes(b"half")
    (workspace / ".salesctl").mkdir()
    (workspace / ".salesctl" / "lock").write_text("1 host\n")
    with Lock(workspace):
        assert not leftover.exists()


def test_leftovers_of_a_power_cut_are_swept(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    save(workspace, [Change(A, None, b"one")])
    leftover = workspace / "customers" / ".a.yaml.salesctl-tmp"
    leftover.write_bytes(b"half")
    another_start = tmp_path_factory.mktemp("proc") / "boot_id"
    another_start.write_text("another\n")
    monkeypatch.setattr(locking, "_BOOT", another_start)
    with Lock(workspace):
        assert not leftover.exists()


def test_a_handle_that_does_not_close_loses_nothing(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close = os.close

    def complaining(handle: int) -> None:
        close(handle)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with Lock(workspace) as lock:
        save(workspace, [Change(A, None, b"one")], lock)
        monkeypatch.setattr(os, "close", complaining)
    monkeypatch.undo()
    assert (workspace / A).read_bytes() == b"one"
    with Lock(workspace, limit=0):
        pass


@pytest.fixture
def holder(workspace: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock of the workspace."""
    code = "import sys, time, pathlib\nfrom salesctl.store.writing import Lock\n"
    code += "with Lock(pathlib.Path(sys.argv[1])):\n print('held', flush=True)\n time.sleep(60)\n"
    with subprocess.Popen([sys.executable, "-c", code, str(workspace)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_the_lock_names_its_holder_and_dies_with_it(workspace: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(Broken) as caught, Lock(workspace, limit=0.05):
        pass
    problem = caught.value.problems[0]
    assert (problem.code, caught.value.exit_code) == ("write.locked", 5)
    assert str(problem.params["holder"]).startswith(f"{holder.pid}@")
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with Lock(workspace, limit=5) as lock:
        save(workspace, [Change(A, None, b"x")], lock)
    assert (workspace / A).exists()


def test_a_drive_without_locks_is_refused(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", unsupported)
    assert refused(lambda: save(workspace, [Change(A, None, b"x")])) == (["write.no_locks"], 5)


def test_a_hidden_folder_that_is_a_link_is_refused(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (workspace / ".salesctl").symlink_to(tmp_path_factory.mktemp("elsewhere"))
    assert refused(lambda: save(workspace, [Change(A, None, b"x")])) == (["write.link"], 5)


WRITER = """
import sys, pathlib
from datetime import datetime, timezone
from salesctl.core.events import Event
from salesctl.core.problems import Broken
from salesctl.store.ids import new_event_id
from salesctl.store.record_file import append_events
from salesctl.store.record_reading import read_record
from salesctl.store.writing import Change, Lock, save
root, who, locked = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "locked"
path = root / "customers" / "a.yaml"
def once(number, lock=None):
    data = path.read_bytes()
    history = read_record(data, "a").history
    event = Event(datetime.now(timezone.utc), who, "noted", data={"n": str(number)}, id=new_event_id(history))
    save(root, [Change("customers/a.yaml", data, append_events(data.decode(), [event]).encode())], lock)
for number in range(6):
    if locked:
        with Lock(root) as lock:
            once(number, lock)
        continue
    while True:
        try:
            once(number)
            break
        except Broken as broken:
            assert [problem.code for problem in broken.problems] == ["write.changed_meanwhile"], broken
"""


@pytest.mark.parametrize("kind", ["locked", "retrying"])
def test_eight_writers_lose_nothing(workspace: Path, card: str, kind: str, way: str) -> None:
    if way == "paths":
        pytest.skip("the processes choose their own way")
    from salesctl.store.record_reading import read_record

    (workspace / A).write_text(card)
    started = [subprocess.Popen([sys.executable, "-c", WRITER, str(workspace), f"w{at}", kind]) for at in range(8)]
    assert [process.wait(timeout=120) for process in started] == [0] * 8
    text = (workspace / A).read_text()
    history = read_record(text, "a").history
    assert text.startswith(card)
    assert {(event.by, str(event.data["n"])) for event in history[1:]} == {
        (f"w{at}", str(n)) for at in range(8) for n in range(6)
    }
    assert [event.counter for event in history] == list(range(1, 50))
    assert names(workspace / "customers") == ["a.yaml"]


def test_killed_at_any_moment_the_file_is_old_or_new(workspace: Path, card: str, way: str) -> None:
    if way == "paths":
        pytest.skip("the processes choose their own way")
    from salesctl.store.record_reading import read_record

    (workspace / A).write_text(card)
    for wait in (0.12, 0.16, 0.2, 0.24, 0.28):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(workspace), "w", "locked"]) as process:
            time.sleep(wait)
            process.kill()
        assert read_record((workspace / A).read_text(), "a").history[0].id == "1-k4fq7"
    with Lock(workspace, limit=5):
        assert names(workspace / "customers") == ["a.yaml"]


@pytest.mark.parametrize("afterwards", ["the new file is there", "nobody can read it"])
def test_a_rename_that_failed_and_may_have_happened_is_not_called_unsaved(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, way: str, afterwards: str
) -> None:
    (workspace / A).write_bytes(b"old")
    call = "replace" if way == "paths" else "rename"
    rename, read = getattr(os, call), disk.Folder.read

    def renamed_and_failed(*args: object, **kwargs: object) -> object:
        rename(*args, **kwargs)
        if afterwards == "nobody can read it":
            monkeypatch.setattr(disk.Folder, "read", unreadable)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    def unreadable(folder: disk.Folder, name: str) -> bytes | None:
        raise OSError(errno.EIO, os.strerror(errno.EIO)) if name == "a.yaml" else AssertionError(read, folder)

    with Lock(workspace) as lock:
        monkeypatch.setattr(os, call, renamed_and_failed)
        found = refused(lambda: save(workspace, [Change(A, b"old", b"new")], lock))
        monkeypatch.undo()
    assert found == (["write.not_confirmed"], 6)
    assert (workspace / A).read_bytes() == b"new"


def test_the_sweep_takes_half_made_files_wherever_they_are_and_nothing_else(workspace: Path) -> None:
    save(workspace, [Change(B, None, b"one")])
    swept = [
        workspace / ".playbook.yaml.salesctl-tmp",
        workspace / ".salesctl" / ".journal.salesctl-tmp",
        workspace / "customers" / "east" / ".b.yaml.salesctl-tmp",
    ]
    kept = [workspace / "customers" / "b.salesctl-tmp", workspace / "customers" / ".hidden", workspace / "other"]
    kept[-1].mkdir()
    kept[-1] /= ".a.salesctl-tmp"
    for path in (*swept, *kept):
        path.write_bytes(b"half")
    (workspace / ".salesctl" / "lock").write_text("1 host\n")
    with Lock(workspace):
        assert [path for path in swept if path.exists()] == []
    assert [path for path in kept if not path.exists()] == []
