from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

INSIDE = ["account_manager", "sales_lead", "product", "technical", "legal", "finance", "sales_assistant", "delivery"]


def team(folder: Path) -> str:
    return (folder / "team.yaml").read_text(encoding="utf-8")


@pytest.mark.row("U3")
def test_a_script_learns_the_roles_and_who_fills_them(workspace: Path, run: Any) -> None:
    answer = run("team", "--json")
    assert answer.code == 0
    assert answer.json == {
        "ok": True,
        "now": "2026-03-02T09:10:00+08:00",
        "roles": INSIDE,
        "outside": ["customer"],
        "people": [
            {"id": "wang.lei", "name": "王磊", "roles": ["account_manager", "sales_lead"]},
            {"id": "li.min", "name": "李敏", "roles": ["legal"]},
        ],
    }


@pytest.mark.parametrize(("lang", "nobody", "filled"), [("en", "nobody", "Legal"), ("zh", "无人", "法务")])
def test_a_person_sees_each_role_with_its_people_and_those_that_nobody_fills(
    workspace: Path, run: Any, lang: str, nobody: str, filled: str
) -> None:
    answer = run("team", "--lang", lang)
    lines = answer.out.splitlines()
    assert any(line.startswith(filled) and "李敏 (li.min)" in line for line in lines)
    assert sum(nobody in line for line in lines) == 5
    assert "salesctl team add WHO --role product" in answer.err


def test_a_role_of_another_playbook_is_told_and_is_no_error(workspace: Path, run: Any) -> None:
    (workspace / "team.yaml").write_text("people:\n  li.min: {roles: [astronaut]}\n", encoding="utf-8")
    answer = run("team")
    assert answer.code == 0
    assert "astronaut" in answer.err
    assert "without a role: li.min" in answer.err


def test_somebody_new_is_one_line_more(workspace: Path, run: Any) -> None:
    before = team(workspace)
    answer = run(
        "team",
        "add",
        "zhao.jing",
        "--name",
        "赵静",
        "--role",
        "finance",
        "--role",
        "交付团队",
        "--git",
        "zj@example.com",
    )
    assert answer.code == 0
    assert team(workspace) == before + "  zhao.jing: {name: 赵静, roles: [finance, delivery], git: [zj@example.com]}\n"
    assert "Finance, Delivery team" in answer.out


def test_roles_are_added_to_somebody_who_is_there_by_id_or_name(workspace: Path, run: Any) -> None:
    assert run("team", "add", "李敏", "--role", "finance").code == 0
    assert run("team", "add", "LI.MIN", "--role", "legal", "--role", "product").code == 0
    assert "li.min: {name: 李敏, roles: [legal, finance, product]}" in team(workspace)
    before = team(workspace)
    answer = run("team", "add", "li.min", "--role", "legal")
    assert (answer.code, team(workspace)) == (0, before)
    assert "Nothing changed" in answer.out


def test_a_part_of_a_name_is_a_new_colleague(workspace: Path, run: Any) -> None:
    assert run("team", "add", "li").code == 0
    assert [one["id"] for one in run("team", "--json").json["people"]] == ["wang.lei", "li.min", "li"]


def test_a_workspace_without_a_team_file_gets_one(workspace: Path, run: Any) -> None:
    (workspace / "team.yaml").unlink()
    assert run("team", "add", "p1", "--role", "legal", "--json").json["person"]["roles"] == ["legal"]
    assert team(workspace) == "people:\n  p1: {roles: [legal]}\n"


def test_an_unknown_role_is_refused_with_the_nearest(workspace: Path, run: Any) -> None:
    before = team(workspace)
    answer = run("team", "add", "p1", "--role", "legl", "--json")
    assert answer.code == 2
    assert answer.json["ok"] is False
    assert "legal" in answer.json["problems"][0]["message"]
    assert team(workspace) == before


def test_a_name_that_can_be_no_id_is_refused_with_one_that_can(workspace: Path, run: Any) -> None:
    answer = run("team", "add", "Zhao Jing", "--role", "legal")
    assert answer.code == 2
    assert "salesctl team add zhao.jing --name 'Zhao Jing' --role legal" in answer.err


def test_a_broken_team_file_is_named_with_its_line(workspace: Path, run: Any) -> None:
    (workspace / "team.yaml").write_text("people:\n  a: {nmae: x}\n", encoding="utf-8")
    answer = run("team")
    assert answer.code == 4
    assert "team.yaml:2:7" in answer.err
    assert "Did you mean name?" in answer.err
