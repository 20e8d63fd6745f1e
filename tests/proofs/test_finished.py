"""Who completes what somebody else's interrupted command had decided says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell import Shell, init

from salesctl.store.recovery import Entry, fingerprint, write_journal
from salesctl.store.writing import Lock

SAID = "An earlier save that had been cut off is complete now: 1 of its files were still missing, first {}."


def cut_off(desk: Shell) -> tuple[Path, bytes]:
    """A save of several files whose writer died after deciding: a file, and the bytes that are to be in it."""
    file = desk.ask("lead", "add", "Other")["customer"]["file"]
    path = desk.root / file
    old, new = path.read_bytes(), path.read_bytes() + b"# decided\n"
    with Lock(desk.root) as lock:
        write_journal(lock.hidden, [Entry(file, fingerprint(old), new)])
    return path, new


@pytest.fixture
def desk(tmp_path: Path) -> Shell:
    shell = init(tmp_path / "desk")
    shell.ok("lead", "add", "Acme", "--need", "tools for Ann")
    (tmp_path / "new.csv").write_text("Customer,Contact person,Phone\nDelta,Li,13800000000\n")
    return shell


@pytest.mark.parametrize(
    "words",
    [
        ["note", "Acme", "a remark"], ["lead", "add", "Beta"], ["forget", "Acme", "--also", "Ann", "--yes"],
        ["team", "add", "li.na"],
        ["git", "install"], ["merge"], ["lead", "import", "../new.csv"], ["sync"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("as_json", [True, False])
def test_an_interrupted_save_is_completed_and_that_is_said(
    desk: Shell, words: list[str], as_json: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.root)
    path, new = cut_off(desk)
    ran = desk.ok(*words, *(["--json"] if as_json else []))
    told = [one["message"] for one in ran.json.get("hints", ran.json.get("problems"))] if as_json else [ran.err]
    assert any(SAID.format(path.relative_to(desk.root).as_posix()) in one for one in told)
    assert path.read_bytes() == new


def test_it_is_said_once_and_by_a_command_that_refuses_too(desk: Shell) -> None:
    path, new = cut_off(desk)
    ran = desk.run("resume", "Acme")
    assert ran.code == 3
    assert SAID.format(path.relative_to(desk.root).as_posix()) in ran.err
    assert path.read_bytes() == new
    assert "cut off" not in desk.run("resume", "Acme").err


@pytest.mark.parametrize(
    "words",
    [[], ["next"], ["list"], ["board"], ["inbox"], ["overdue"], ["show", "Acme"], ["next", "Acme"], ["why", "Acme"]],
)
def test_whoever_only_looks_is_told_that_it_may_be_half_saved(desk: Shell, words: list[str]) -> None:
    assert "was cut off" not in desk.run(*words).err
    path, _ = cut_off(desk)
    before = path.read_bytes()
    ran = desk.run(*words)
    assert ran.code == 0
    assert ran.err.count("A save of several files was cut off after it was decided") == 1
    assert "salesctl doctor --fix" in ran.err.replace(f"-C {desk.root} ", "")
    assert path.read_bytes() == before
    with Lock(desk.root):
        pass
    assert "was cut off" not in desk.run(*words).err


def test_check_counts_it_and_a_save_under_way_is_none(desk: Shell) -> None:
    path, _ = cut_off(desk)
    assert "store.cut_off" in [one["code"] for one in desk.run("check", "--json").json["findings"]]
    journal = (desk.root / ".salesctl" / "journal").read_bytes()
    with Lock(desk.root) as lock:
        lock.hidden.create("journal", journal)
        assert path.exists()
        assert "was cut off" not in desk.run("next").err
