"""A script that has read the command line's page and nothing else walks a deal of any playbook to its end.

It names no step, form, field, role or stage: whatever it needs it asks for.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from shell import Shell, init

ROOT = Path(__file__).parents[2]
FOREIGN = ROOT / "tests" / "playbook" / "foreign"
PLAYBOOKS = {
    "default": ROOT / "playbook.yaml",
    "agency": ROOT / "examples" / "agency" / "playbook.yaml",
    # A tender is entered with the facts of its notice, which a stranger does not know: it is walked in its own test.
    **{one.stem: one for one in sorted(FOREIGN.glob("*.yaml")) if one.stem != "tender"},
}


@pytest.fixture(params=PLAYBOOKS)
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> Shell:
    """A workspace of one of the playbooks, with a person for each role and one more who owns the deal."""
    made = init(tmp_path / "work", "--no-git")
    shutil.copy(PLAYBOOKS[request.param], made.root / "playbook.yaml")
    (made.root / "team.yaml").write_text("people:\n  owner: {name: Owner}\n", encoding="utf-8")
    made.user = "owner"
    for role in made.ask("team")["roles"]:
        made.ok("team", "add", f"p.{role}", "--role", role)
    return made


def value_of(field: dict[str, Any], page: Path) -> Any:
    match field["type"]:
        case "text":
            return "any line of text"
        case "number" | "money":
            least, most = (float(field[end]) if field[end] is not None else None for end in ("min", "max"))
            return str(int(min(max(7.0, least if least is not None else 7.0), most if most is not None else 7.0)))
        case "date":
            return "2026-03-02"
        case "time":
            return "2026-03-02T09:00"
        case "choice":
            return field["choices"][0]
        case "choices":
            return [field["choices"][0]]
        case "yes_no":
            return "yes"
        case "list":
            row = {column["id"]: value_of(column, page) for column in field["fields"]}
            return [row] * (field["min_rows"] or 1)
        case "file":
            return str(page)
        case "person":
            return "owner"
    raise AssertionError(field)


def form_of(item: dict[str, Any], folder: Path) -> Path:
    page = folder / "page.txt"
    page.write_text("a page", encoding="utf-8")
    form = folder / "form.yaml"
    form.write_text(
        json.dumps({field["id"]: value_of(field, page) for field in item["form"]["fields"]}), encoding="utf-8"
    )
    return form


def take(shell: Shell, customer: str, item: dict[str, Any], inside: list[str], folder: Path) -> None:
    form, step = form_of(item, folder), item["step"]
    if item["asked"]:
        role = item["asked"][0]
        words = ["approve", customer, step, "--as", role]
        shell.ok(*words, *(["--file", str(form)] if item["form"]["fields"] else []), user=f"p.{role}")
        return
    by = item["by"]
    words = ["done", customer, step, "--file", str(form)]
    words += ["--outcome", item["outcomes"][0]] if item["outcomes"] else []
    if by in inside:
        shell.ok(*words, "--as", by, user=f"p.{by}")
    else:
        shell.ok(*words)


@pytest.mark.row("U1", "U2", "U3")
def test_a_stranger_walks_to_the_end_and_check_finds_nothing(shell: Shell, tmp_path: Path) -> None:
    inside = shell.ask("team")["roles"]
    customer = shell.ask("lead", "add", "Stranger & Sons 陌生公司")["customer"]["id"]
    for _ in range(200):
        deal = shell.ask("show", customer)["deals"][0]
        if deal["finished"]:
            break
        todo = [item for item in deal["checklist"] if item["state"] == "open" and item["required"]]
        if todo:
            assert deal["blocked_by"], "something required is open, so something blocks"
            take(shell, customer, todo[0], inside, tmp_path)
        else:
            assert deal["blocked_by"] == []
            moved = shell.ask("advance", customer)
            assert moved["from"] == deal["stage"]
    deal = shell.ask("show", customer)["deals"][0]
    assert (deal["finished"], deal["status"]) == (True, "won")
    checked = shell.run("check", "--json")
    assert (checked.code, checked.json["ok"]) == (0, True)
    assert {one["severity"] for one in checked.json["findings"]} <= {"info"}


def test_a_gate_over_a_fact_that_nobody_gave_blocks_until_it_is_given(tmp_path: Path) -> None:
    shell = init(tmp_path / "work", "--no-git")
    shutil.copy(FOREIGN / "tender.yaml", shell.root / "playbook.yaml")
    (shell.root / "team.yaml").write_text("people:\n  wang.lei: {name: Owner}\n", encoding="utf-8")
    inside = shell.ask("team")["roles"]
    for role in inside:
        shell.ok("team", "add", "wang.lei", "--role", role)
        shell.ok("team", "add", f"p.{role}", "--role", role)
    customer = shell.ask("lead", "add", "City of Suzhou")["customer"]["id"]
    for item in shell.ask("show", customer)["deals"][0]["checklist"]:
        if item["state"] == "open":
            take(shell, customer, item, inside, tmp_path)
    assert [one["code"] for one in shell.run("advance", customer, "--json").problems] == ["rule.broken"]
    shell.ok("edit", customer, "--set", "guarantee=700000")
    assert shell.ask("advance", customer)["to"] is not None
