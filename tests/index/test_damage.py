"""Whatever lies where the index would: the answer is the one that reading every file gives."""

from __future__ import annotations

import errno
import gc
import os
import random
import shutil
import sys
from itertools import islice
from pathlib import Path

import pytest
from indexed import FILES, damaged, rows_in, rows_of, without_index, world_of
from shell import Shell

from salesctl.store.index import compiled
from salesctl.store.index.sections import Sections

pytestmark = pytest.mark.usefixtures("believing")


def test_every_byte_of_the_index_damaged_or_cut_off(small: Shell) -> None:
    wanted = without_index(small.root)
    world, path = world_of(small.root), small.root / ".salesctl" / "index"
    assert rows_in(world) == wanted
    whole = path.read_bytes()
    for data in damaged(whole):
        path.write_bytes(data)
        assert rows_in(world) == wanted
    path.write_bytes(whole + b"more")
    assert rows_in(world) == wanted


def test_a_disk_that_complains_at_the_very_end(small: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing what was only read may fail; nobody is told, for there is nothing to lose."""
    rows_of(small.root)
    told: list[object] = []
    close = os.close

    def closed(handle: int) -> None:
        close(handle)
        raise OSError(errno.EIO, "Input/output error")

    opened = Sections.of(small.root)
    assert opened is not None
    monkeypatch.setattr(sys, "unraisablehook", told.append)
    monkeypatch.setattr("salesctl.store.index.sections.os.close", closed)
    del opened
    gc.collect()
    monkeypatch.undo()
    assert told == []


def test_every_byte_of_the_frames_damaged_or_cut_off(small: Shell) -> None:
    customer = next((small.root / "customers").glob("*.yaml")).stem.rpartition("-")[2]
    rows_of(small.root)
    small.ok("note", customer, "a remark")
    small.ok("note", customer, "another")
    frames, base = ((small.root / ".salesctl" / name).read_bytes() for name in ("index.more", "index"))
    wanted = without_index(small.root)
    world = world_of(small.root)
    for data in islice(damaged(frames), 0, None, 3):
        (small.root / ".salesctl" / "index").write_bytes(base)
        (small.root / ".salesctl" / "index.more").write_bytes(data)
        assert rows_in(world) == wanted


def test_every_byte_of_what_is_compiled_damaged_or_cut_off(small: Shell) -> None:
    world = world_of(small.root)
    path = small.root / ".salesctl" / "compiled"
    whole = path.read_bytes()
    assert repr(compiled.load(small.root, world.key)) == repr((world.playbook, world.team, world.calendars))
    head = len(whole) // 20
    for number, data in enumerate(islice(damaged(whole[:head]), 0, None, 5)):
        path.write_bytes(data + whole[head:] if len(data) == head else data)
        assert compiled.load(small.root, world.key) is None, number
    for at in range(head, len(whole), 101):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert compiled.load(small.root, world.key) is None


def test_what_is_compiled_is_what_is_read(shell: Shell) -> None:
    fresh = world_of(shell.root)
    again = world_of(shell.root)
    assert again.playbook is not fresh.playbook
    told = [repr((one.playbook, one.team, one.calendars)) for one in (fresh, again)]
    assert told[0] == told[1]
    assert again.now.tzinfo is fresh.now.tzinfo


@pytest.mark.parametrize("name", FILES)
def test_garbage_and_foreign_files(name: str, shell: Shell, template: Path) -> None:
    wanted = without_index(shell.root)
    rows_of(shell.root)
    path, chance = shell.root / ".salesctl" / name, random.Random(name)
    whole = path.read_bytes() if path.exists() else b"salesctl frames 1\n"
    for data in (
        b"", b"\0" * 5000, b"SQLite format 3\0" * 40, (template / "playbook.yaml").read_bytes(), whole * 2,
        whole[: len(whole) // 2] + chance.randbytes(len(whole) // 2), whole[:18] + chance.randbytes(9000),
        whole[:18] + b"\xff" * 4000,
    ):  # fmt: skip
        path.write_bytes(data)
        assert rows_of(shell.root) == wanted


def test_the_index_of_another_workspace(shell: Shell, tmp_path: Path) -> None:
    other = Shell(tmp_path / "other", now=shell.now)
    shutil.copytree(shell.root, other.root)
    for path in (other.root / "customers").glob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"Machinery", b"Motors"))
    wanted = without_index(shell.root)
    rows_of(other.root)
    assert wanted != rows_of(other.root)
    shutil.copytree(other.root / ".salesctl", shell.root / ".salesctl", dirs_exist_ok=True)
    assert rows_of(shell.root) == wanted


def test_an_index_brought_to_an_empty_workspace_invents_nobody(shell: Shell) -> None:
    rows_of(shell.root)
    kept = (shell.root / ".salesctl" / "index").read_bytes()
    for path in (shell.root / "customers").glob("*.yaml"):
        path.unlink()
    wanted = without_index(shell.root)
    (shell.root / ".salesctl" / "index").write_bytes(kept)
    assert rows_of(shell.root) == wanted
    assert wanted[0] == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="links and pipes need Unix")
@pytest.mark.parametrize("name", [*FILES, *(f"{one}.new" for one in FILES)])
@pytest.mark.parametrize("kind", ["link", "dangling", "hard link", "folder", "pipe", "device"])
def test_what_is_no_file_of_ours_is_neither_followed_nor_written(name: str, kind: str, shell: Shell) -> None:
    wanted = without_index(shell.root)
    victim = shell.root.parent / "victim"
    victim.write_text("mine", encoding="utf-8")
    path = shell.root / ".salesctl" / name
    match kind:
        case "link":
            path.symlink_to(victim)
        case "dangling":
            path.symlink_to(shell.root.parent / "made")
        case "hard link":
            path.hardlink_to(victim)
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case _:
            path.symlink_to("/dev/zero")
    customer = min((shell.root / "customers").glob("*.yaml")).stem.rpartition("-")[2]
    for _ in range(2):
        assert rows_of(shell.root) == wanted
    shell.ok("note", customer, "a remark")
    assert rows_of(shell.root) == without_index(shell.root) if kind != "folder" else rows_of(shell.root)
    assert victim.read_text(encoding="utf-8") == "mine"
    assert not (shell.root.parent / "made").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="links need Unix")
def test_a_hidden_folder_that_is_a_link_is_not_written_through(shell: Shell) -> None:
    elsewhere = shell.root.parent / "elsewhere"
    elsewhere.mkdir()
    wanted = without_index(shell.root)
    shutil.rmtree(shell.root / ".salesctl")
    (elsewhere / "index.more").write_text("theirs", encoding="utf-8")
    (shell.root / ".salesctl").symlink_to(elsewhere)
    assert rows_of(shell.root) == wanted
    assert [path.name for path in elsewhere.iterdir()] == ["index.more"]
    assert (elsewhere / "index.more").read_text(encoding="utf-8") == "theirs"
