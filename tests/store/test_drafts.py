"""What somebody had typed when they stopped: kept for them alone, and given back."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesctl.store import disk
from salesctl.store.drafts import drop_draft, find_draft, keep_draft

TYPED = {"how": "call", "pains": "一：停机\n二：返工", "items": ({"item": "x", "quantity": "3"},)}


def test_a_draft_is_kept_found_and_dropped(workspace: Path) -> None:
    assert find_draft(workspace, "k7m2q9xd/1 needs.survey") == {}
    kept = keep_draft(workspace, "k7m2q9xd/1 needs.survey", TYPED)
    assert kept == ".salesctl/drafts/k7m2q9xd-1-needs.survey.yaml"
    path = workspace / kept
    assert path.stat().st_mode & 0o777 == 0o600
    assert find_draft(workspace, "k7m2q9xd/1 needs.survey") == {
        "how": "call", "pains": "一：停机\n二：返工", "items": [{"item": "x", "quantity": "3"}]
    }  # fmt: skip
    assert keep_draft(workspace, "k7m2q9xd/1 needs.survey", {"how": "mail"}) == kept
    assert find_draft(workspace, "k7m2q9xd/1 needs.survey") == {"how": "mail"}
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    for _ in range(2):
        drop_draft(workspace, "k7m2q9xd/1 needs.survey")
        assert not path.exists()


def test_a_draft_that_nobody_can_read_is_none(workspace: Path) -> None:
    kept = keep_draft(workspace, "a", TYPED)
    assert kept
    for text in ("- a list\n", "a: [\n", ""):
        (workspace / kept).write_text(text)
        assert find_draft(workspace, "a") == {}


def test_a_draft_that_cannot_be_kept_is_said_to_be_none(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **more: object) -> None:
        raise OSError("no")

    monkeypatch.setattr(disk.Folder, "create", fail)
    assert keep_draft(workspace, "a", TYPED) is None
    monkeypatch.undo()
    assert keep_draft(workspace, "a", {"x": "\ud800"}) is None
    drop_draft(workspace / "nowhere", "a")
