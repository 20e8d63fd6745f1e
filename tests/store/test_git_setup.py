from __future__ import annotations

import os
from pathlib import Path

import pytest

from salesctl.store.git_setup import make_repository, repository_of, with_lines
from salesctl.store.person_ids import person_id


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (None, b"a\nb\n"),
        (b"", b"a\nb\n"),
        (b"x", b"x\na\nb\n"),
        (b"b\n", b"b\na\n"),
        (b"x\r\n", b"x\r\na\r\nb\r\n"),
        (b"a\nb", b"a\nb"),
        (b"\xff\n", b"\xff\na\nb\n"),
    ],
)
def test_lines_are_added_once_and_nothing_else_changes(old: bytes | None, new: bytes) -> None:
    assert with_lines(old, ("a", "b")) == new


def test_a_repository_is_made_and_found_from_below(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert make_repository(tmp_path / "a", {**os.environ, "GIT_DIR": str(tmp_path / "elsewhere")}) == "made"
    assert repository_of(below) == tmp_path / "a"
    assert not (tmp_path / "elsewhere").exists()


def test_where_there_is_no_git_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert make_repository(tmp_path, os.environ) == "missing"


def test_where_git_will_not_that_is_said(tmp_path: Path) -> None:
    assert make_repository(tmp_path / "nowhere", os.environ) == "failed"


@pytest.mark.parametrize(
    ("called", "made"),
    [
        ("Wang Lei", "wang.lei"),
        ("王磊", "wang.lei"),
        ("Zoë.Müller@example.com", "zoe.muller"),
        ("w_l", "w.l"),
        ("🙂", None),
        ("", None),
    ],
)
def test_an_id_is_made_of_what_somebody_is_called(called: str, made: str | None) -> None:
    assert person_id(called) == made
