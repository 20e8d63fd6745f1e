from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

EVERYBODY = "account_manager, sales_lead, product, technical, legal, finance, sales_assistant, delivery"


def everybody(workspace: Path) -> None:
    (workspace / "team.yaml").write_text(f"people:\n  a: {{roles: [{EVERYBODY}]}}\n", encoding="utf-8")


def broken(workspace: Path) -> str:
    """Three mistakes, far apart."""
    text = (workspace / "playbook.yaml").read_text(encoding="utf-8")
    text = text.replace("won: contract.signing", "won: contract.sining", 1).replace("by: legal", "by: legel", 1)
    return text.replace("due: 2wd after improve", "due: 2wd aftr improve", 1)


def test_a_sound_playbook_is_told_so(workspace: Path, run: Any) -> None:
    everybody(workspace)
    answer = run("playbook", "check")
    assert (answer.code, answer.out) == (0, "")
    assert "5 stages" in answer.err
    assert "Nothing is wrong" in answer.err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_mistakes_are_said_at_once_each_with_its_place(workspace: Path, run: Any, lang: str) -> None:
    (workspace / "mine.yaml").write_text(broken(workspace), encoding="utf-8")
    answer = run("playbook", "check", "mine.yaml", "--lang", lang)
    assert answer.code == 4
    assert len(re.findall(r"mine\.yaml:\d+:\d+: ", answer.out)) == 3
    for near in ("contract.signing", "legal", "aftr"):
        assert near in answer.out


def test_a_role_that_nobody_fills_is_a_warning(workspace: Path, run: Any) -> None:
    answer = run("playbook", "check", "--json")
    assert answer.code == 1
    assert answer.json["ok"] is False
    roles = {re.findall(r"\((\w+)\)", one["message"])[0] for one in answer.json["problems"]}
    assert roles == {"product", "technical", "finance", "sales_assistant", "delivery"}
    assert {one["severity"] for one in answer.json["problems"]} == {"warn"}


def test_a_file_is_checked_also_where_there_is_no_workspace(place: Path, run: Any) -> None:
    (place / "any.yaml").write_text("playbook: x\n", encoding="utf-8")
    assert run("playbook", "check", "any.yaml").code == 4
    assert run("playbook", "check").code == 2
    assert run("playbook", "check", "nosuch.yaml").code == 2


def test_a_broken_playbook_of_the_workspace_can_still_be_checked(workspace: Path, run: Any) -> None:
    (workspace / "playbook.yaml").write_text(broken(workspace), encoding="utf-8")
    assert run("team").code == 4
    answer = run("playbook", "check", "--json")
    assert answer.code == 4
    assert all(one["where"].startswith("playbook.yaml:") and one["remedy"] for one in answer.json["problems"])


def test_the_schema_is_json_and_where_it_is_can_be_asked(place: Path, run: Any) -> None:
    answer = run("playbook", "schema")
    assert answer.code == 0
    assert "$schema" in json.loads(answer.out)
    path = run("playbook", "schema", "--path").out.strip()
    assert Path(path).is_file()
    assert run("playbook", "schema", "--json").json["path"] == path
