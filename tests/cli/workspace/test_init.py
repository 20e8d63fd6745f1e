from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

INSIDE = ["account_manager", "sales_lead", "product", "technical", "legal", "finance", "sales_assistant", "delivery"]
MADE = {".git", ".gitattributes", ".gitignore", ".salesctl", "customers", "playbook.yaml", "team.yaml"}


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_folder_becomes_a_workspace_in_which_one_person_can_start(place: Path, run: Any, lang: str) -> None:
    answer = run("init", "--lang", lang)
    assert (answer.code, answer.err) == (0, "")
    assert names(place) == MADE
    assert "salesctl lead add" in answer.out
    assert (place / "customers" / ".gitkeep").read_bytes() == b""
    person = run("team", "--json").json["people"][0]
    assert person == {"id": "wang.lei", "name": "Wang Lei", "roles": INSIDE}


def test_a_named_folder_is_made_and_the_way_into_it_is_shown(place: Path, run: Any) -> None:
    answer = run("init", "our sales/north")
    assert answer.code == 0
    assert names(place / "our sales" / "north") == MADE
    assert "cd 'our sales/north'" in answer.out


def test_nothing_is_committed_and_the_cache_is_ignored(place: Path, run: Any) -> None:
    assert run("init").code == 0
    assert git(place, "log") == ""
    status = git(place, "status", "--short")
    assert "playbook.yaml" in status
    assert ".salesctl" not in status
    checked = git(place, "check-attr", "eol", "customers/a.yaml", "customers/north/b.yaml", "playbook.yaml")
    assert checked.count("eol: lf") == 3


def test_inside_a_repository_its_files_get_lines_and_lose_none(place: Path, run: Any) -> None:
    git(place, "init", "-q")
    (place / ".gitignore").write_text("*.tmp", encoding="utf-8")
    (place / ".gitattributes").write_text("* -text\n", encoding="utf-8")
    below = place / "sales"
    assert run("init", "--json").json["git"] == "inside"
    assert (place / ".gitignore").read_text(encoding="utf-8") == "*.tmp\n.salesctl/\n"
    assert (place / ".gitattributes").read_text(encoding="utf-8").startswith("* -text\nplaybook.yaml text eol=lf\n")
    assert run("init", str(below), "--json").json["git"] == "inside"
    assert ".git" not in names(below)


def test_without_git_when_asked_and_where_there_is_none(place: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("init", "a", "--no-git", "--json").json["git"] == "left_out"
    monkeypatch.setenv("PATH", os.devnull)
    answer = run("init", "b")
    assert answer.code == 0
    assert "no git on this computer" in answer.out
    assert names(place / "a") == names(place / "b") == MADE - {".git"}


def test_a_folder_with_a_playbook_is_refused_and_stays_as_it_is(place: Path, run: Any) -> None:
    (place / "playbook.yaml").write_text("mine\n", encoding="utf-8")
    answer = run("init", "--json")
    assert answer.code == 2
    assert [one["code"] for one in answer.json["problems"]] == ["init.exists"]
    assert names(place) == {"playbook.yaml"}
    assert (place / "playbook.yaml").read_text(encoding="utf-8") == "mine\n"


def test_a_file_in_the_way_is_wrong_use(place: Path, run: Any) -> None:
    (place / "file").touch()
    assert run("init", "file", "--json").json["problems"][0]["code"] == "init.not_a_folder"
    assert run("init", "file/below").code == 2


def test_a_folder_that_cannot_be_written_is_told_in_one_message(
    place: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*words: Any, **more: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "mkdir", denied)
    answer = run("init", "--json")
    assert answer.code == 5
    assert [one["code"] for one in answer.json["problems"]] == ["write.denied"]
    assert names(place) == set()
    assert run("init", "below").code == 5


def test_a_team_that_is_there_already_stays_and_the_user_joins_it(place: Path, run: Any) -> None:
    told = "people:\n  li.min: {name: 李敏, roles: [legal]}\n"
    (place / "team.yaml").write_text(told, encoding="utf-8")
    assert run("init").code == 0
    assert (place / "team.yaml").read_text(encoding="utf-8").startswith(told + "  wang.lei:\n")


def test_a_moment_that_is_none_is_refused_before_anything_is_made(place: Path, run: Any) -> None:
    assert run("init", "--now", "soonish").code == 2
    assert names(place) == set()


@pytest.mark.parametrize(
    ("environment", "words", "person"),
    [
        ({"GIT_AUTHOR_NAME": "王磊"}, (), ("wang.lei", "王磊")),
        ({"GIT_AUTHOR_NAME": "", "GIT_AUTHOR_EMAIL": "Li.Min@example.com"}, (), ("li.min", None)),
        ({"GIT_AUTHOR_NAME": "", "GIT_AUTHOR_EMAIL": "", "LOGNAME": "zhao"}, (), ("zhao", None)),
        ({}, ("--user", "p1"), ("p1", None)),
        ({}, ("--user", "Zhao Jing"), ("zhao.jing", "Zhao Jing")),
    ],
)
def test_who_the_user_is(
    place: Path,
    run: Any,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    words: tuple[str, ...],
    person: tuple[str, str | None],
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert run("init", *words).code == 0
    (found,) = run("team", "--json").json["people"]
    assert (found["id"], found["name"]) == person


@pytest.mark.row("1.1")
@pytest.mark.row("U1")
def test_after_init_git_knows_who_works_here(place: Path, run: Any) -> None:
    assert run("init").code == 0
    assert "git: [wang.lei@example.com]" in (place / "team.yaml").read_text(encoding="utf-8")
    answer = run("lead", "add", "Harbour Tools", "--json")
    assert answer.code == 0
    assert answer.json["deal"] == 1


def test_the_nearest_workspace_wins_over_the_one_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shell import init

    home, here = init(tmp_path / "home", "--no-git"), init(tmp_path / "here", "--no-git")
    home.ok("lead", "add", "At home")
    here.ok("lead", "add", "Right here")
    monkeypatch.setenv("SALESCTL_HOME", str(home.root))
    monkeypatch.setenv("SALESCTL_USER", "wang.lei")
    monkeypatch.chdir(here.root / "customers")
    assert [item["name"] for item in _listed()] == ["Right here"]
    monkeypatch.chdir(tmp_path)
    assert [item["name"] for item in _listed()] == ["At home"]


def _listed() -> list[dict[str, str]]:
    import contextlib
    import io
    import json

    from salesctl.cli import main

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main(["list", "--json"]) == 0
    found: list[dict[str, str]] = json.loads(out.getvalue())["items"]
    return found


def test_who_began_without_any_identity_is_known_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from salesctl.cli import main

    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("getpass.getuser", lambda: "xiao.chen")
    monkeypatch.chdir(tmp_path)
    assert main(["init", "work", "--no-git"]) == 0
    assert main(["-C", "work", "lead", "add", "Acme", "--json"]) == 0
    assert "xiao.chen" in (tmp_path / "work" / "team.yaml").read_text(encoding="utf-8")
    capsys.readouterr()
