from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from salesctl.core.problems import Broken, Place, Problem, failure
from salesctl.store.disk import Folder
from salesctl.store.leftovers import held_by
from salesctl.store.locking import Lock
from salesctl.store.recovery import Entry, write_journal
from salesctl.store.workspace import (
    cut_off,
    files_of_id,
    find_workspace,
    here,
    new_record_path,
    read_file,
    record_files,
    slug,
)


def code(call: object, *args: object) -> tuple[str, int]:
    with pytest.raises(Broken) as caught:
        call(*args)  # type: ignore[operator]
    return caught.value.problems[0].code, caught.value.exit_code


def test_the_nearest_folder_upward_with_a_playbook(workspace: Path) -> None:
    below = workspace / "customers" / "east"
    below.mkdir()
    assert find_workspace(below) == workspace


def test_a_given_folder_comes_first_and_the_home_last(
    workspace: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert find_workspace(elsewhere, home=str(workspace)) == workspace
    (elsewhere / "playbook.yaml").touch()
    assert find_workspace(elsewhere, home=str(workspace)) == elsewhere
    assert find_workspace(elsewhere, given=workspace) == workspace


def test_no_workspace_is_wrong_use(tmp_path: Path) -> None:
    assert code(find_workspace, tmp_path) == ("store.no_workspace", 2)
    assert code(find_workspace, tmp_path, tmp_path) == ("store.not_a_workspace", 2)
    assert code(find_workspace, tmp_path, None, str(tmp_path)) == ("store.not_a_workspace", 2)


def test_files_are_listed_and_what_is_none_is_said(workspace: Path) -> None:
    customers = workspace / "customers"
    (customers / "east" / ".git").mkdir(parents=True)
    for name in (
        "b.yaml",
        "a.yml",
        "east/c.yaml",
        ".hidden.yaml",
        "notes.txt",
        "a (1).yaml",
        "a.sync-conflict-2026.yaml",
        "east/.git/x.yaml",
    ):
        (customers / name).touch()
    (customers / "link.yaml").symlink_to(customers / "b.yaml")
    (customers / "west").symlink_to(customers / "east")
    os.mkfifo(customers / "pipe.yaml")
    listing = record_files(workspace)
    assert [path.relative_to(workspace).as_posix() for path in listing.files] == [
        "customers/a.yml", "customers/b.yaml", "customers/east/c.yaml"
    ]  # fmt: skip
    assert sorted((str(problem.where), problem.code) for problem in listing.problems) == [
        ("customers/a (1).yaml", "store.conflict_copy"),
        ("customers/a.sync-conflict-2026.yaml", "store.conflict_copy"),
        ("customers/link.yaml", "store.passed_over"),
        ("customers/pipe.yaml", "store.passed_over"),
        ("customers/west", "store.passed_over"),
    ]


def test_no_customers_yet(tmp_path: Path) -> None:
    assert record_files(tmp_path).files == ()


def test_customers_behind_a_link_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.yaml").touch()
    (tmp_path / "customers").symlink_to(tmp_path / "real")
    listing = record_files(tmp_path)
    assert (listing.files, [problem.code for problem in listing.problems]) == ((), ["store.passed_over"])


def test_reading_a_file(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workspace / "customers" / "a.yaml"
    assert code(read_file, path) == ("store.missing", 4)
    path.write_bytes(b"a: b\n")
    assert read_file(path) == b"a: b\n"
    link = path.with_name("link.yaml")
    link.symlink_to(path)
    assert code(read_file, link) == ("store.not_regular", 4)
    pipe = path.with_name("pipe.yaml")
    os.mkfifo(pipe)
    assert code(read_file, pipe) == ("store.not_regular", 4)
    assert code(read_file, path.parent) == ("store.not_regular", 4)
    monkeypatch.setattr("salesctl.store.workspace.MAX_BYTES", 4)
    assert code(read_file, path) == ("yaml.too_large", 4)


def test_a_file_as_large_as_is_allowed_is_read_and_one_that_grows_meanwhile_too(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workspace / "customers" / "a.yaml"
    path.write_bytes(b"a: b\n")
    monkeypatch.setattr("salesctl.store.workspace.MAX_BYTES", 5)
    assert read_file(path) == b"a: b\n"
    stat_of = os.fstat

    def smaller(handle: int) -> os.stat_result:
        fields = list(stat_of(handle))
        fields[stat.ST_SIZE] = 2
        return os.stat_result(fields)

    monkeypatch.setattr(os, "fstat", smaller)
    assert read_file(path) == b"a: b\n"
    path.write_bytes(b"a: bc\n")
    assert code(read_file, path) == ("yaml.too_large", 4)


@pytest.mark.parametrize("call", ["open", "fstat"])
def test_a_file_that_the_disk_does_not_give_out_is_named(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = workspace / "customers" / "a.yaml"
    path.write_bytes(b"a: b\n")

    def fail(*args: object, **more: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(Broken) as caught:
        read_file(path, "customers/a.yaml")
    monkeypatch.undo()
    assert caught.value.problems == (
        Problem(
            "store.unreadable",
            {"reason": failure(OSError(errno.EIO, os.strerror(errno.EIO)))},
            Place("customers/a.yaml"),
        ),
    )
    assert caught.value.exit_code == 4


def test_a_folder_that_the_disk_does_not_give_out_is_named_and_the_rest_listed(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("customers/a.yaml", "customers/east/b.yaml"):
        (workspace / name).parent.mkdir(exist_ok=True)
        (workspace / name).touch()
    scan = os.scandir

    def failing(path: Path) -> object:
        if str(path).endswith("east"):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return scan(path)

    monkeypatch.setattr(os, "scandir", failing)
    listing = record_files(workspace)
    assert [path.name for path in listing.files] == ["a.yaml"]
    (problem,) = listing.problems
    assert (problem.code, str(problem.where)) == ("store.unreadable", "customers/east")
    assert set(problem.params) == {"reason"}


def test_a_save_that_was_cut_off_is_said_while_nobody_is_at_work(workspace: Path) -> None:
    assert cut_off(workspace) == ()
    with Lock(workspace) as lock:
        write_journal(lock.hidden, [Entry("customers/a.yaml", None, b"x")])
        assert cut_off(workspace) == ()
    (problem,) = cut_off(workspace)
    assert (problem.code, str(problem.where), problem.command, problem.severity) == (
        "store.cut_off", ".salesctl/journal", "doctor --fix", "warn"
    )  # fmt: skip


def test_files_are_found_by_the_beginning_of_their_id(workspace: Path) -> None:
    for name in ("acme-k7m2q9xd.yaml", "k7m2.txt", "east/b-k7abcdef.yaml", "k7-other.yaml", ".x-k7m2q9xd.yaml"):
        (workspace / "customers" / name).parent.mkdir(exist_ok=True)
        (workspace / "customers" / name).touch()
    assert files_of_id(workspace, "k7") == [
        ("customers/acme-k7m2q9xd.yaml", "k7m2q9xd"), ("customers/east/b-k7abcdef.yaml", "k7abcdef")
    ]  # fmt: skip
    assert files_of_id(workspace, "k7m") == [("customers/acme-k7m2q9xd.yaml", "k7m2q9xd")]
    assert files_of_id(workspace, "zz") == []


def test_files_and_folders_behind_links_are_not_found_by_their_id(workspace: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (away / "b-k7abcdef.yaml").touch()
    (workspace / "customers" / "east").symlink_to(away)
    (workspace / "customers" / "c-k7abcdeg.yaml").symlink_to(away / "b-k7abcdef.yaml")
    (workspace / "customers" / "d-k7abcdeh (1).yaml").touch()
    (workspace / "customers" / "e-k7abcdei.yaml").mkdir()
    assert files_of_id(workspace, "k7") == []
    (workspace / "customers").rename(workspace / "others")
    (workspace / "customers").symlink_to(workspace / "others")
    (workspace / "others" / "f-k7abcdej.yaml").touch()
    assert files_of_id(workspace, "k7") == []


def test_a_folder_that_was_deleted_is_no_place_to_work_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert here() == tmp_path

    def gone() -> str:
        raise FileNotFoundError(errno.ENOENT, "gone")

    monkeypatch.setattr(os, "getcwd", gone)
    assert code(here) == ("store.no_folder", 2)


def test_each_refusal_names_what_it_is_about(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (workspace / "playbook.yaml").rename(workspace / "other.yaml")
    for call, name, params in (
        (lambda: find_workspace(empty), "store.no_workspace", {"folder": str(empty)}),
        (lambda: find_workspace(None, empty), "store.not_a_workspace", {"folder": str(empty)}),
        (lambda: find_workspace(empty, None, str(workspace)), "store.not_a_workspace", {"folder": str(workspace)}),
    ):
        with pytest.raises(Broken) as caught:
            call()
        (problem,) = caught.value.problems
        assert (problem.code, dict(problem.params), problem.command) == (name, params, "init")
        assert caught.value.exit_code == 2
    monkeypatch.setattr("salesctl.store.workspace.MAX_BYTES", 2 << 20)
    large = tmp_path / "large.yaml"
    large.write_bytes(b"x" * (2 << 20))
    assert len(read_file(large)) == 2 << 20
    large.write_bytes(b"x" * ((2 << 20) + 1))
    for shown, place in ((None, "large.yaml"), ("a/b.yaml", "a/b.yaml")):
        with pytest.raises(Broken) as caught:
            read_file(large, shown)
        (problem,) = caught.value.problems
        assert (problem.code, dict(problem.params), str(problem.where)) == ("yaml.too_large", {"megabytes": 2}, place)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("华信精密机械", "hua-xin-jing-mi-ji-xie"),
        ("ＡＢＣ 机械(上海)", "abc-ji-xie-shang-hai"),
        ("Café & Söhne GmbH", "cafe-sohne-gmbh"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con"),
        ("\u3400", "qiu"),
        ("\u9fff", "xing"),
        ("\U00020000", "he"),
        ("x" * 30 + " " + "y" * 30 + " z", "x" * 30),
        ("x" * 30 + " " + "y" * 9, "x" * 30 + "-" + "y" * 9),
        ("x" * 30 + " " + "y" * 10, "x" * 30),
        ("x" * 41, "x" * 40),
        ("😀", "customer"),
        ("Ω", "customer"),
        ("x" * 100, "x" * 40),
        ("中国" * 20, "zhong-guo-zhong-guo-zhong-guo-zhong-guo"),
    ],
)
def test_file_names_are_ascii_and_short(name: str, expected: str, tmp_path: Path) -> None:
    assert slug(name) == expected
    assert new_record_path(tmp_path, name, "k7m2q9xd") == tmp_path / "customers" / f"{expected}-k7m2q9xd.yaml"


def test_no_handle_is_kept_whatever_is_read(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    really = os.open

    def watched(*args: object, **more: object) -> int:
        opened.append(really(*args, **more))  # type: ignore[arg-type]
        return opened[-1]

    (workspace / "a.yaml").write_bytes(b"x")
    (workspace / "large.yaml").write_bytes(b"x" * 20)
    monkeypatch.setattr(os, "open", watched)
    monkeypatch.setattr("salesctl.store.workspace.MAX_BYTES", 10)
    assert read_file(workspace / "a.yaml") == b"x"
    for name in ("large.yaml", "customers"):
        assert code(read_file, workspace / name)[1] == 4
    with Folder.open(workspace) as folder, folder.sub(["customers"]) as below:
        below.create("b.yaml", b"1")
        assert below.read("b.yaml") == b"1"
        assert below.read("none") is None
        with pytest.raises(OSError, match="no regular file"):
            folder.read("customers")
    with Lock(workspace):
        assert held_by(workspace) is not None
    assert held_by(workspace) is None
    assert len(opened) > 8
    for handle in opened:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(handle)
