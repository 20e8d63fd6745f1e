"""What is kept after a save is a favour to the next list: whatever the disk says to it, the save stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesctl.store.index.keeping import Span, add
from salesctl.store.index.shapes import Kept


def test_a_disk_that_will_not_even_say_whether_there_is_an_index_is_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def refuse(path: Path, **_: object) -> bool:
        asked.append(path)
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", refuse)
    add(tmp_path, Span("key", 0, 1), Kept("customers/a.yaml", (1, 1, 1, 1), b"", young=True, rows={}))
    assert asked
