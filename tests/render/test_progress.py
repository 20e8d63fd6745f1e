"""A bar only for a person, only when it takes long, and gone afterwards."""

from __future__ import annotations

import itertools

import pytest

from salesctl.render import console, progress


@pytest.fixture(autouse=True)
def _fresh() -> None:
    console.configure()


def test_a_pipe_and_a_program_see_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(progress.watched([1, 2], "Reading")) == [1, 2]
    assert capsys.readouterr().err == ""


def test_a_short_job_shows_none(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "is_terminal", lambda _: True)
    monkeypatch.setattr(progress, "monotonic", lambda: 5.0)
    assert list(progress.watched([1, 2], "Reading")) == [1, 2]
    assert capsys.readouterr().err == ""


def test_a_long_job_shows_one_and_takes_it_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = itertools.count()
    monkeypatch.setattr(console, "is_terminal", lambda _: True)
    monkeypatch.setattr(progress, "monotonic", lambda: float(next(clock)))
    assert list(progress.watched([1, 2, 3, 4], "Reading\x1b[2J")) == [1, 2, 3, 4]
    said = capsys.readouterr().err
    assert "Reading<U+001B>[2J [############............] 2/4" in said
    assert said.endswith("\r\x1b[K")
