"""A disk that does not give something out is told as such, and truly: it is no bug of the program."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from shell import init

from salesctl.render import console


@pytest.mark.parametrize(("saved", "code", "told"), [(False, 4, "store.unreadable"), (True, 6, "write.untold")])
def test_a_look_at_a_file_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saved: bool, code: int, told: str
) -> None:
    desk = init(tmp_path / "desk", "--no-git")
    exists = Path.exists

    def failing(path: Path, **more: bool) -> bool:
        if path.name != "calendar.yaml":
            return exists(path, **more)
        if saved:
            console.mark_saved()
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))

    monkeypatch.setattr(Path, "exists", failing)
    ran = desk.run("list", "--json")
    assert (ran.code, [one["code"] for one in ran.problems]) == (code, [told])
    assert "the disk failed to read or write" in ran.problems[0]["message"]
