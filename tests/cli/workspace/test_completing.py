from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from salesctl.cli import tabbing

SHELLS = ["bash", "zsh", "fish"]


@pytest.fixture
def tab(run: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Press Tab at the end of a line; the words that the shell offers."""

    def pressed(line: str, shell: str = "bash") -> list[str]:
        words = line.split(" ")
        monkeypatch.setenv("_SALESCTL_COMPLETE", f"complete_{shell}")
        if shell == "bash":
            monkeypatch.setenv("COMP_WORDS", line)
            monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        else:
            monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
            monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
        answer = run()
        monkeypatch.delenv("_SALESCTL_COMPLETE")
        assert answer.err == ""
        if shell == "zsh":
            return re.findall(r'^(?:_arguments \'\*: :\(\()?"([^"]+)"', answer.out, re.MULTILINE)
        return [one.partition("\t")[0] for one in answer.out.splitlines() if one]

    return pressed


def added(run: Any, name: str) -> str:
    found: str = run("lead", "add", name, "--json").json["customer"]["id"]
    return found


@pytest.mark.parametrize("shell", SHELLS)
def test_a_customer_is_completed_by_name_where_the_word_means_nobody_else(
    workspace: Path, run: Any, tab: Any, shell: str
) -> None:
    added(run, "华信精密机械")
    added(run, "Harbour Tools")
    assert tab("salesctl show 华", shell) == ["华信精密机械"]
    assert tab("salesctl show Har", shell) == ["Harbour"]
    assert sorted(tab("salesctl show ", shell)) == ["Harbour", "华信精密机械"]
    assert run("show", "Harbour").code == 0


def test_names_that_are_alike_are_completed_by_their_ids(workspace: Path, run: Any, tab: Any) -> None:
    ids = [added(run, name) for name in ("Harbour Tools", "Harbour Lights")]
    assert sorted(tab("salesctl show Har")) == []
    assert sorted(tab("salesctl show ")) == sorted(ids)
    assert tab(f"salesctl show {ids[0][:4]}") == [ids[0]]


@pytest.mark.parametrize("shell", SHELLS)
def test_steps_roles_stages_and_people_are_completed(workspace: Path, tab: Any, shell: str) -> None:
    assert tab("salesctl amend x needs.", shell) == [
        "needs.survey", "needs.report", "needs.confirmation", "needs.solution_talk"
    ]  # fmt: skip
    assert tab("salesctl team add x --role le", shell) == ["legal"]
    assert tab("salesctl playbook show --stage pro", shell) == ["proposal"]
    assert tab("salesctl team add w", shell) == ["wang.lei"]


def test_the_workspace_may_be_named_in_the_line(workspace: Path, tab: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    assert tab("salesctl team add w") == []
    assert tab(f"salesctl -C {workspace} team add w") == ["wang.lei"]


@pytest.mark.parametrize("shell", SHELLS)
def test_nothing_from_a_record_reaches_the_shell_as_code(workspace: Path, run: Any, tab: Any, shell: str) -> None:
    evil = """$(touch x)`touch y`';touch z;'"))"""
    id_ = added(run, evil)
    assert tab("salesctl show ", shell) == [id_]
    (workspace / "team.yaml").write_text('people:\n  a: {name: "$(touch x)\'`)"}\n', encoding="utf-8")
    assert tab("salesctl team add ", shell) == ["a"]


@pytest.mark.parametrize("shell", SHELLS)
def test_where_anything_is_wrong_nothing_is_offered_and_nothing_is_said(
    place: Path, run: Any, tab: Any, shell: str
) -> None:
    for line in ("salesctl show ", "salesctl amend x needs.", "salesctl team add "):
        assert tab(line, shell) == []
    (place / "playbook.yaml").write_text("playbook: [\n", encoding="utf-8")
    (place / "team.yaml").write_text("[", encoding="utf-8")
    for line in ("salesctl show ", "salesctl amend x needs.", "salesctl team add "):
        assert tab(line, shell) == []


LINES = [
    *(
        "salesctl ",
        "salesctl le",
        "salesctl lead ",
        "salesctl lead im",
        "salesctl team ",
        "salesctl nosuch ",
        "salesctl nosuch",
    ),
    *("salesctl show ", "salesctl show Har", "salesctl show 华", "salesctl show zz", "salesctl  show  Har", "salesctl"),
    *(
        "salesctl done Harbour ",
        "salesctl done Harbour needs",
        "salesctl done Harbour needs.report ",
        "salesctl close x ",
    ),
    *("salesctl assign Harbour ", "salesctl reopen Harbour ", "salesctl why Harbour n", "salesctl note Harbour "),
    *(
        "salesctl lead add ",
        "salesctl show Harbour ",
        "salesctl show Harbour more ",
        "salesctl check a b ",
        "salesctl init ",
    ),
    *("salesctl show -", "salesctl overdue --owner ", "salesctl show --json Har", "salesctl -C . show Har"),
    *("salesctl -C . ", "salesctl -C", "salesctl -C ", "salesctl -C .", "salesctl -C . le", "salesctl show -C . Har"),
    *("salesctl -C . -C / show H", "salesctl -C / show H", "salesctl -C nosuch show H", "salesctl show H -C ."),
    *(
        "salesctl -C -C show H",
        "salesctl -C --json show H",
        "salesctl -C . show ",
        "salesctl lead -C . im",
        "salesctl -C. le",
    ),
    *(
        "salesctl -C . done Harbour needs",
        "salesctl -C a:b show ",
        "salesctl -C = show ",
        "salesctl -C . --json show H",
    ),
    *("salesctl show 'Harbour", 'salesctl show "Har', "salesctl show Har\\ ", "salesctl show =", "salesctl show a=b"),
    *("salesctl team add ", "salesctl team show ", "salesctl lead nosuch ", "salesctl report ", "salesctl deal add H"),
]


@pytest.mark.parametrize("asked", ["complete_bash", "complete_zsh", "get-args", "is-args", "complete_powershell"])
def test_the_short_way_answers_as_typer_does(
    workspace: Path, run: Any, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    """The short way is taken away for one of the two answers."""
    for name in ("华信精密机械", "Harbour Tools", "Meridian"):
        added(run, name)
    for name in (tabbing.COMPLETION, "_TYPER_COMPLETE_FISH_ACTION"):
        monkeypatch.setenv(name, asked if asked.startswith("complete") else "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", asked)
    short = tabbing.answer
    taken = 0
    for line in LINES:
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        monkeypatch.setenv("COMP_WORDS", line.replace(" ", "\n"))
        monkeypatch.setenv("COMP_CWORD", str(line.count(" ")))
        monkeypatch.setattr(tabbing, "answer", short)
        found = run()
        monkeypatch.setattr(tabbing, "answer", lambda _: None)
        wanted = run()
        assert (line, found.code, found.out, found.err) == (line, wanted.code, wanted.out, wanted.err)
        taken += short(os.environ) is not None
    assert (taken > len(LINES) // 3) == (asked != "complete_powershell")
