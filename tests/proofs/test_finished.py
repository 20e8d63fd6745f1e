"""Who completes what somebody else's interrupted command had decided says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell import init

from salesctl.store.recovery import Entry, fingerprint, write_journal
from salesctl.store.writing import Lock


@pytest.mark.parametrize("words", [["note", "Acme", "a remark"], ["lead", "add", "Beta"]])
def test_an_interrupted_save_is_completed_and_that_is_said(tmp_path: Path, words: list[str]) -> None:
    desk = init(tmp_path / "desk", "--no-git")
    desk.ok("lead", "add", "Acme")
    file = desk.ask("lead", "add", "Other")["customer"]["file"]
    path = desk.root / file
    old, new = path.read_bytes(), path.read_bytes() + b"# decided\n"
    with Lock(desk.root) as lock:
        write_journal(lock.hidden, [Entry(file, fingerprint(old), new)])
    told = desk.ask(*words)["hints"]
    assert [one["message"] for one in told if one["code"] == "write.finished"] == [
        f"An earlier save that had been cut off is complete now: 1 of its files were still missing, first {file}."
    ]
    assert path.read_bytes() == new
    assert "write.finished" not in str(desk.ask(*words)["hints"])
