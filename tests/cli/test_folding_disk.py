"""A disk without capitals (Windows, macOS): two customers whose files differ in capitals alone never become one."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from shell import Shell, init

_TOOLS = ("mkfs.vfat", "mount", "umount")


def git(folder: Path, *words: str) -> str:
    ran = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, (words, ran.stderr)
    return ran.stdout


def twins(root: Path) -> tuple[Path, Path]:
    """Two customers in files whose names differ in capitals alone, both committed where the disk can hold them."""
    shell = init(root)
    for name in ("Acme", "Beta"):
        shell.ok("lead", "add", name)
    one, other = sorted((root / "customers").glob("*.yaml"))
    first, second = one.rename(one.with_name("Acme.yaml")), other.rename(other.with_name("acme.yaml"))
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Begin")
    return first, second


def refuses_to_share(shell: Shell) -> None:
    before = git(shell.root, "rev-parse", "HEAD")
    ran = shell.run("sync", "--json")
    assert (ran.code, [one["code"] for one in ran.problems]) == (5, ["sync.folded"])
    assert ran.problems[0]["where"] == "customers/Acme.yaml"
    assert "customers/acme.yaml" in ran.problems[0]["message"]
    assert git(shell.root, "rev-parse", "HEAD") == before
    ran = shell.run("doctor", "--json")
    told = {one["code"]: one for one in ran.json["findings"]}
    assert (ran.code, told["doctor.folded"]["severity"]) == (1, "warn")
    assert told["doctor.folded"]["where"] == "customers/Acme.yaml"
    assert "customers/acme.yaml" in told["doctor.folded"]["message"]
    assert told["doctor.folds_case"]["severity"] == "info"


def test_where_a_disk_finds_both_and_lists_one_nothing_is_shared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = twins(tmp_path / "team")
    shell = Shell(tmp_path / "team")
    assert shell.run("sync").code == 0
    second.unlink()

    def folds(path: str | Path) -> bool:
        folder = Path(path).parent
        names = {one.name.casefold() for one in folder.iterdir()} if folder.is_dir() else set()
        return Path(path).name.casefold() in names

    with monkeypatch.context() as disk:
        disk.setattr(os.path, "lexists", folds)
        refuses_to_share(shell)
    assert first.exists()
    assert not {"doctor.folded", "doctor.folds_case"} & {
        one["code"] for one in shell.run("doctor", "--json").json["findings"]
    }
    assert shell.run("sync").code == 0, "on a disk with capitals it was deleted on purpose"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("mounting a disk image needs root")
    lacking = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if lacking:
        pytest.skip(f"there is no {lacking[0]} here to make a disk without capitals")
    image, at = tmp_path / "image", tmp_path / "disk"
    image.write_bytes(b"")
    os.truncate(image, 64 << 20)
    at.mkdir()
    subprocess.run(["mkfs.vfat", str(image)], check=True, capture_output=True)
    if subprocess.run(["mount", "-o", "loop", str(image), str(at)], capture_output=True, check=False).returncode:
        pytest.skip("this system cannot mount a FAT disk")
    yield at
    subprocess.run(["umount", str(at)], check=True)


def test_on_a_real_disk_without_capitals_too(tmp_path: Path, disk: Path) -> None:
    twins(tmp_path / "team")
    git(disk, "-c", "safe.directory=*", "clone", "-q", str(tmp_path / "team"), str(disk / "team"))
    refuses_to_share(Shell(disk / "team"))
