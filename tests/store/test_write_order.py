"""In which order bytes and names reach the disk: what power cuts need, seen without cutting any power."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from salesctl.core.problems import Broken
from salesctl.store import disk
from salesctl.store.locking import Lock
from salesctl.store.recovery import Entry, fingerprint, write_journal
from salesctl.store.writing import Change, save

pytestmark = pytest.mark.skipif(
    not disk.HANDLES or not Path("/proc/self/fd").is_dir(), reason="needs folder handles, and names for them"
)

A, B = "customers/a.yaml", "customers/east/b.yaml"
Steps = Callable[[], list[str]]


@pytest.fixture
def steps(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Steps:
    """What was asked of the disk since it was last looked at; the lock's own file is left out."""
    done: list[str] = []
    fsync, rename, unlink, mkdir = os.fsync, os.rename, os.unlink, os.mkdir

    def name(handle: int | None) -> str:
        return os.path.relpath(Path(f"/proc/self/fd/{handle}").readlink(), workspace)

    def flush(handle: int) -> None:
        done.append(f"flush {name(handle)}")
        fsync(handle)

    def move(old: str, new: str, *, src_dir_fd: int, dst_dir_fd: int) -> None:
        done.append(f"rename {name(src_dir_fd)}/{new}")
        rename(old, new, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)

    def remove(path: str, *, dir_fd: int) -> None:
        unlink(path, dir_fd=dir_fd)
        done.append(f"remove {name(dir_fd)}/{path}")

    def make(path: str, *, dir_fd: int) -> None:
        mkdir(path, dir_fd=dir_fd)
        done.append(f"make {name(dir_fd)}/{path}")

    with Lock(workspace):
        pass
    for call, watched in (("fsync", flush), ("rename", move), ("unlink", remove), ("mkdir", make)):
        monkeypatch.setattr(os, call, watched)

    def found() -> list[str]:
        told = list(done)
        done.clear()
        return told

    return found


def test_a_file_is_whole_on_the_disk_before_it_gets_its_name_and_its_name_after(workspace: Path, steps: Steps) -> None:
    save(workspace, [Change(A, None, b"one")])
    assert steps() == ["flush customers/.a.yaml.salesctl-tmp", "rename customers/a.yaml", "flush customers"]


def test_a_new_folder_is_on_the_disk_before_anything_in_it(workspace: Path, steps: Steps) -> None:
    save(workspace, [Change(B, None, b"one")])
    assert steps() == [
        "make customers/east", "flush customers",
        "flush customers/east/.b.yaml.salesctl-tmp", "rename customers/east/b.yaml", "flush customers/east",
    ]  # fmt: skip


def test_several_files_are_decided_by_a_journal_that_is_on_the_disk_and_goes_after_them(
    workspace: Path, steps: Steps
) -> None:
    save(workspace, [Change(B, None, b"old")])
    steps()
    save(workspace, [Change(A, None, b"a"), Change(B, b"old", b"b")])
    assert steps() == [
        "flush customers/.a.yaml.salesctl-tmp", "flush customers/east/.b.yaml.salesctl-tmp",
        "flush .salesctl/.journal.salesctl-tmp", "rename .salesctl/journal", "flush .salesctl",
        "rename customers/a.yaml", "rename customers/east/b.yaml", "flush customers", "flush customers/east",
        "remove .salesctl/journal", "flush .salesctl",
    ]  # fmt: skip


def test_a_journal_that_is_redone_goes_only_when_its_files_are_on_the_disk(workspace: Path, steps: Steps) -> None:
    (workspace / A).write_bytes(b"old")
    with Lock(workspace) as lock:
        write_journal(lock.hidden, [Entry(A, fingerprint(b"old"), b"new")])
    steps()
    with Lock(workspace) as lock:
        assert lock.recovered == (A,)
    assert steps() == [
        "flush customers/.a.yaml.salesctl-tmp", "rename customers/a.yaml", "flush customers",
        "remove .salesctl/journal", "flush .salesctl",
    ]  # fmt: skip
    with Lock(workspace) as lock:
        assert lock.recovered == ()
    assert steps() == []


def test_a_damaged_journal_is_gone_from_the_disk_too(workspace: Path, steps: Steps) -> None:
    (workspace / ".salesctl" / "journal").write_bytes(b"half")
    with Lock(workspace):
        assert steps() == ["remove .salesctl/journal", "flush .salesctl"]


def test_a_file_that_has_changed_is_not_even_begun(workspace: Path, steps: Steps) -> None:
    (workspace / A).write_bytes(b"theirs")
    with pytest.raises(Broken):
        save(workspace, [Change(A, b"read", b"mine")])
    assert steps() == []


def test_no_handle_stays_open(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    def handles() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    save(workspace, [Change(A, None, b"a"), Change(B, None, b"b")])
    before = handles()
    save(workspace, [Change(A, b"a", b"aa"), Change(B, b"b", b"bb")])
    assert handles() == before
    for change in (Change(A, b"other", b"x"), Change("customers/a.yaml/c", None, b"x"), Change("../x", None, b"x")):
        with pytest.raises(Broken):
            save(workspace, [change])
        assert handles() == before
    with Lock(workspace):
        held = handles()
        with pytest.raises(Broken), Lock(workspace, limit=0.03):
            pass
        assert handles() == held
    with pytest.raises(Broken), Lock(workspace / "not there"):
        pass
    with monkeypatch.context() as patched:
        patched.setattr("fcntl.flock", unsupported)
        with pytest.raises(Broken), Lock(workspace):
            pass
    with Lock(workspace) as lock:
        write_journal(lock.hidden, [Entry(A, fingerprint(b"other"), b"new")])
    with pytest.raises(Broken), Lock(workspace):
        pass
    assert handles() == before


def test_no_handle_is_given_back_twice(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close, wrong = os.close, list[int]()

    def watched(handle: int) -> None:
        try:
            close(handle)
        except OSError:
            wrong.append(handle)
            raise

    monkeypatch.setattr(os, "close", watched)
    save(workspace, [Change(A, None, b"a"), Change(B, None, b"b")])
    save(workspace, [Change(A, b"a", b"aa")])
    assert wrong == []
