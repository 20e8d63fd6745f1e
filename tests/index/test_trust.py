"""When rows may be used: stamps, young files, how far they were laid out, how they are made up."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from indexed import NOW, rows_of, without_index
from shell import Shell

from salesctl.core.problems import Broken
from salesctl.desk import cores, keeping
from salesctl.desk.customers import Customers
from salesctl.store.index import keeping as index
from salesctl.store.index.sections import Sections

_LATER, _LAST = "2026-07-02T09:00+08:00", "2026-08-01T09:00+08:00"


def _read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read from now on."""
    found: list[str] = []
    plain = Customers.bytes_of

    def noted(self: Customers, file: str) -> bytes:
        found.append(file)
        return plain(self, file)

    monkeypatch.setattr(Customers, "bytes_of", noted)
    return found


def _edited(path: Path, at: int) -> None:
    """Another letter in the name, the old size, the old mtime."""
    seen, data = path.stat(), path.read_bytes()
    place = data.index(b'name: "') + 7 if b'name: "' in data else data.index(b"name: ") + 6
    with path.open("r+b") as file:
        file.seek(place)
        file.write(b"ABCDEFGH"[at : at + 1])
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


@pytest.mark.usefixtures("believing")
def test_a_file_that_has_not_changed_is_not_read(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = rows_of(shell.root)
    read = _read(monkeypatch)
    assert rows_of(shell.root) == wanted
    assert read == []


def test_a_file_written_just_now_is_read_until_its_stamp_proves_something(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = rows_of(shell.root)
    files = len(list((shell.root / "customers").glob("*.yaml")))
    read = _read(monkeypatch)
    assert rows_of(shell.root) == wanted
    assert len(read) == files
    monkeypatch.setattr(keeping, "_TRUST", -1_000_000_000)
    assert rows_of(shell.root) == wanted
    assert len(read) == 2 * files
    assert rows_of(shell.root) == wanted
    assert len(read) == 2 * files


@pytest.mark.parametrize("trust", [1 << 62, -1])
def test_an_edit_within_the_tick_in_which_a_file_was_read(
    trust: int, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing in its stamp differs then: seen by reading again, and only so."""
    path = min((shell.root / "customers").glob("*.yaml"))
    monkeypatch.setattr(
        "salesctl.store.index.scan._NUMBERS", lambda seen: (seen.st_size, 1, 1, seen.st_ino, seen.st_mode)
    )
    monkeypatch.setattr(keeping, "_TRUST", trust)
    _edited(path, 0)
    before = rows_of(shell.root)
    _edited(path, 1)
    assert (rows_of(shell.root) == before) is (trust < 0)


@pytest.mark.usefixtures("believing")
def test_an_edit_that_keeps_size_and_mtime_is_told_by_the_ctime(shell: Shell) -> None:
    path = min((shell.root / "customers").glob("*.yaml"))
    for at in range(8):
        rows_of(shell.root)
        _edited(path, at)
        found = rows_of(shell.root)
        assert found == without_index(shell.root)


@pytest.mark.usefixtures("believing")
def test_rows_laid_anew_hold_no_longer_than_the_oldest_of_them(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    first, *_ = sorted((shell.root / "customers").glob("*.yaml"))
    wanted = without_index(shell.root, _LAST)
    rows_of(shell.root, NOW)
    monkeypatch.setattr(index, "_FRAMES", -1)
    os.utime(first)
    rows_of(shell.root, _LATER)
    laid = Sections.of(shell.root)
    assert laid is not None
    assert laid.facts.until == keeping.span("", datetime.fromisoformat(NOW)).until
    assert laid.facts.since == keeping.span("", datetime.fromisoformat(_LATER)).since
    assert rows_of(shell.root, _LAST) == wanted


@pytest.mark.parametrize("now", ["2026-03-03T09:00+08:00", "2026-07-06T09:00+08:00", "2025-01-01", "2029-01-01"])
@pytest.mark.usefixtures("believing")
def test_other_moments(now: str, shell: Shell) -> None:
    rows_of(shell.root)
    assert rows_of(shell.root, now) == without_index(shell.root, now)


@pytest.mark.usefixtures("believing")
def test_rows_made_up_otherwise_by_the_same_version_are_not_used(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = without_index(shell.root)
    with monkeypatch.context() as older:
        older.setattr(keeping, "_LAYOUT", "older")
        older.setattr(keeping, "_row", lambda _: keeping.Row((), (), b'["of an older kind"]'))
        with pytest.raises(ValueError, match=r"Expected|length"):
            rows_of(shell.root)
    read = _read(monkeypatch)
    assert rows_of(shell.root) == wanted
    assert read


@pytest.mark.usefixtures("believing")
def test_a_row_that_does_not_fit_makes_every_file_read_again(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = without_index(shell.root)
    with monkeypatch.context() as older:
        older.setattr(keeping, "_row", lambda _: keeping.Row((), (), b'["of an older kind"]'))
        with pytest.raises(ValueError, match=r"Expected|length"):
            rows_of(shell.root)
    assert (shell.root / ".salesctl" / "index").exists()
    assert rows_of(shell.root) == wanted


@pytest.mark.usefixtures("believing")
def test_another_calendar_makes_other_rows(shell: Shell) -> None:
    before = rows_of(shell.root)
    days = "".join(f"- 2026-06-{day:02}\n" for day in range(1, 20))
    (shell.root / "calendar.yaml").write_text(f"off:\n{days}", encoding="utf-8")
    found = rows_of(shell.root)
    assert found != before
    assert found == without_index(shell.root)


def test_an_empty_calendar_is_not_the_same_as_none(shell: Shell) -> None:
    rows_of(shell.root)
    (shell.root / "calendar.yaml").write_bytes(b"")
    with pytest.raises(Broken):
        rows_of(shell.root)


@pytest.mark.parametrize("many", [1, 300])
@pytest.mark.usefixtures("believing")
def test_a_file_whose_name_is_no_text(many: int, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "_MANY", many)
    first, *_ = sorted((shell.root / "customers").glob("*.yaml"))
    try:
        os.link(first, os.fsencode(first.parent) + b"/\xff\xfe-k7m2q9xd.yaml")
    except OSError:
        pytest.skip("names are text here")
    wanted = without_index(shell.root)
    for _ in range(3):
        assert rows_of(shell.root) == wanted
    os.utime(first)
    assert rows_of(shell.root) == wanted


@pytest.mark.row("U4")
@pytest.mark.usefixtures("believing")
def test_forget_leaves_nothing_of_a_person_in_the_index(shell: Shell) -> None:
    told = shell.ask("lead", "add", "Acme", "--contact", "Zebulon Quux", "--phone", "138-0013-8000", now=NOW)
    rows_of(shell.root, NOW)
    rows_of(shell.root, NOW)
    assert _mentioned(shell.root, b"Zebulon")
    shell.ok("forget", told["customer"]["id"], "--yes", now=_LATER)
    assert not _mentioned(shell.root, b"Zebulon")


def _mentioned(root: Path, word: bytes) -> bool:
    return any(word in path.read_bytes() for path in (root / ".salesctl").iterdir() if path.is_file())


def test_only_its_owner_can_read_what_is_kept(shell: Shell) -> None:
    rows_of(shell.root)
    if os.name != "nt":
        assert {(shell.root / ".salesctl" / name).stat().st_mode & 0o077 for name in ("index", "compiled")} == {0}
