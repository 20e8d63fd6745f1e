"""What a folder that is held open promises, apart from the order of its steps."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from salesctl.store import disk
from salesctl.store.disk import Folder, replace_patiently

pytestmark = pytest.mark.skipif(os.name == "nt", reason="permission bits and links of Unix")


@pytest.fixture(params=["handles", "paths"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setattr(disk, "HANDLES", request.param == "handles")
    return Folder.open(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has handles of folders")
def test_a_folder_that_is_moved_away_is_still_the_one_written_to(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with Folder.open(tmp_path / "a") as held:
        (tmp_path / "a").rename(tmp_path / "b")
        (tmp_path / "a").mkdir()
        held.create("x", b"1")
    assert (tmp_path / "b" / "x").read_bytes() == b"1"
    assert list((tmp_path / "a").iterdir()) == []


def test_what_is_made_may_be_read_and_written_and_never_run(folder: Folder, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder.create("plain", b"1")
        folder.create("private", b"2", 0o600)
    finally:
        os.umask(before)
    assert (folder.mode("plain"), folder.mode("private"), folder.mode("none")) == (0o666, 0o600, None)
    assert folder.read("none") is None
    assert sorted(folder.entries()) == [("plain", False), ("private", False)]


def test_a_leftover_of_the_same_name_goes_and_a_link_is_never_followed(folder: Folder, tmp_path: Path) -> None:
    aim = tmp_path / "aim"
    aim.write_bytes(b"kept")
    (tmp_path / "x").symlink_to(aim)
    folder.create("x", b"new")
    assert (aim.read_bytes(), (tmp_path / "x").read_bytes(), (tmp_path / "x").is_symlink()) == (b"kept", b"new", False)
    (tmp_path / "y").symlink_to(aim)
    for call in (lambda: folder.read("y"), lambda: folder.open_file("y", os.O_WRONLY)):
        with pytest.raises(OSError, match="y") as caught:
            call()
        assert caught.value.errno == errno.ELOOP


def test_folders_below_are_made_only_when_asked_and_links_to_them_refused(folder: Folder, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        folder.sub(["a", "b"])
    with folder.sub(["a", "b"], create=True) as below:
        assert below.path == tmp_path / "a" / "b"
        below.create("x", b"1")
    with folder.sub(["a", "b"], create=True) as below:
        assert below.read("x") == b"1"
    (tmp_path / "link").symlink_to(tmp_path / "a")
    (tmp_path / "file").touch()
    for name in ("link", "file"):
        with pytest.raises(NotADirectoryError):
            folder.sub([name])
    assert (tmp_path / "a" / "b" / "x").exists()
    assert dict(folder.entries()) == {"a": True, "link": False, "file": False}


def test_names_change_places_and_go(folder: Folder, tmp_path: Path) -> None:
    folder.create("x", b"1")
    folder.create("y", b"2")
    folder.rename("x", "y")
    folder.remove("x")
    assert (folder.names(), folder.read("y")) == (["y"], b"1")
    folder.remove("y")
    assert list(tmp_path.iterdir()) == []


def test_one_name_takes_the_place_of_another_by_path_too(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"1")
    (tmp_path / "y").write_bytes(b"2")
    replace_patiently(tmp_path / "x", tmp_path / "y")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("y", b"1")]
    with pytest.raises(FileNotFoundError):
        replace_patiently(tmp_path / "x", tmp_path / "y")


def test_a_handle_is_given_back_once(folder: Folder) -> None:
    folder.close()
    folder.close()
    with folder as again:
        assert again is folder
