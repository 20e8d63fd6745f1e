"""The README's commands do what it says: the walks run line by line on the sample customers, in both languages."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest

from salesctl.cli import main

ROOT = Path(__file__).parents[2]
NOW = "2026-03-12T10:00"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
READMES = {"en": "README.md", "zh": "README.zh.md"}


def blocks(lang: str, kind: str) -> list[str]:
    page = (ROOT / READMES[lang]).read_text(encoding="utf-8")
    return [text.strip() for name, text in FENCE.findall(page) if name == kind]


def walk(lang: str) -> list[str]:
    """The lines that a person types after ``cd demo``."""
    return [line for block in blocks(lang, "sh") for line in block.splitlines() if line.startswith("salesctl ")]


def typed(line: str, *more: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([*shlex.split(line)[1:], *more])
    return code, out.getvalue(), err.getvalue()


@pytest.mark.row("U1", "U2", "U3", "U4")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_command_of_the_walks_works_on_the_sample_customers(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"SALESCTL_NOW": NOW, "SALESCTL_USER": "wang.lei", "SALESCTL_LANG": lang}
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    assert typed("salesctl init --demo demo")[0] == 0
    monkeypatch.chdir(tmp_path / "demo")
    lines = walk(lang)
    assert len(lines) >= 18
    refused = 0
    for line in lines:
        code, out, err = typed(line)
        if code == 3:
            refused += 1
            assert line.startswith("salesctl advance"), (line, err)
            assert "salesctl done" in err
        else:
            assert code == 0, (line, err)
            assert (out + err).strip(), line
    assert refused == 1
    assert (tmp_path / "demo" / "register.xlsx").exists()


def test_both_languages_walk_the_same_way() -> None:
    english, chinese = ([line.split()[1] for line in walk(lang)] for lang in READMES)
    assert english == chinese


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_fresh_machine_does_what_the_ci_does(lang: str) -> None:
    main_job, tests = [line for block in blocks(lang, "sh") for line in block.splitlines() if "-m venv" in line]
    fresh = (ROOT / ".ci" / "fresh").read_text(encoding="utf-8")
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for words in ("-m venv", "install '.[xlsx]'", "init --demo", "overdue"):
        assert words in main_job
        assert words in fresh
    assert ".ci/fresh" in run
    for words in ("install -e '.[xlsx,test]'", "-m pytest -n auto"):
        assert words in tests
        assert words in run


def test_windows_is_told_the_same_words() -> None:
    for lang in READMES:
        (line,) = blocks(lang, "powershell")
        for words in ('install ".[xlsx]"', "salesctl init --demo demo", "salesctl -C demo overdue"):
            assert words in line


def test_what_it_is_takes_five_lines() -> None:
    for name in READMES.values():
        assert len((ROOT / name).read_text(encoding="utf-8").split("\n\n")[2].splitlines()) == 5


def test_what_is_promised_has_figures_and_nothing_went_wrong_in_them() -> None:
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8").partition("<!-- figures -->")[2]
    rows = [[cell.strip() for cell in line.split("|")] for line in page.partition("<!-- /figures -->")[0].splitlines()]
    wrong = {row[1]: row[-2] for row in rows if len(row) > 3 and re.fullmatch("G[0-9]+", row[1])}
    for name in READMES.values():
        promised = set(re.findall(r"\bG[0-9]+", (ROOT / name).read_text(encoding="utf-8")))
        assert {goal: wrong.get(goal) for goal in promised} == dict.fromkeys(promised, "0")
        assert promised >= {"G1", "G2", "G3", "G4", "G5", "G7", "G12"}
