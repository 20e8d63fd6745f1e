from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from salesctl.render.layout import width


@pytest.mark.row("U1")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_outside_a_workspace_it_says_what_it_is_and_how_to_begin(place: Path, run: Any, lang: str) -> None:
    answer = run("--lang", lang)
    assert (answer.code, answer.err) == (0, "")
    assert "salesctl init" in answer.out
    assert "salesctl init --demo" in answer.out
    assert list(place.iterdir()) == []


def test_a_program_is_told_that_there_is_no_workspace(place: Path, run: Any) -> None:
    assert run("--json").json == {"ok": True, "now": "2026-03-02T09:10:00+08:00", "workspace": None}


def test_a_folder_that_was_named_and_is_none_is_wrong_use(place: Path, run: Any) -> None:
    assert run("-C", "nowhere").code == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_workspace_proposes_the_first_lead(workspace: Path, run: Any, lang: str) -> None:
    answer = run("--lang", lang)
    assert answer.code == 0
    assert "wang.lei" in answer.out
    assert "salesctl lead add" in answer.out


@pytest.mark.row("U2")
def test_it_counts_what_is_mine_and_late_and_names_the_next_command(workspace: Path, run: Any) -> None:
    made = run("lead", "add", "Harbour Tools", "--json").json["customer"]["id"]
    run("lead", "add", "Somebody Else's", "--owner", "li.min")
    now = ("--now", "2026-03-04T10:00+08:00")
    told = run(*now, "--json").json
    assert (told["who"], told["customers"], told["open"]) == ("wang.lei", 2, 1)
    assert told["late"] == 2
    assert told["next"]["command"].startswith("salesctl ")
    page = run(*now, "--lang", "en").out
    assert "My deals under way  1\n" in page
    assert f"{told['next']['command']}\n" in page
    assert made in told["next"]["command"]


def test_a_stranger_is_shown_how_to_join(workspace: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Zhao Jing")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "zj@example.com")
    answer = run()
    assert answer.code == 0
    command = "team add zhao.jing --name 'Zhao Jing' --role account_manager --git zj@example.com"
    assert f"salesctl {command}\n" in answer.out
    assert run("team", "add", "zhao.jing", "--name", "Zhao Jing", "--git", "zj@example.com").code == 0
    assert "Zhao Jing (zhao.jing)" in run().out


def test_a_broken_file_is_named_and_the_rest_is_counted(workspace: Path, run: Any) -> None:
    run("lead", "add", "Harbour Tools")
    (workspace / "customers" / "bad-00000000.yaml").write_text("customer: [\n", encoding="utf-8")
    answer = run()
    assert answer.code == 4
    assert "bad-00000000.yaml" in answer.err
    assert "My deals under way  1\n" in answer.out


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_first_screen_fits_the_window(
    place: Path, run: Any, monkeypatch: pytest.MonkeyPatch, lang: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    sentences = run("--lang", lang).out.split("\n\n")[0]
    assert max(width(line) for line in sentences.splitlines()) <= columns
