"""Without a terminal: what is missing all at once, forms as files, rows from tables, each mistake with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell import Shell, init

CONTACT = ("--outcome", "reached")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    made = init(tmp_path / "ws", "--no-git")
    made.ok(
        "lead",
        "add",
        "华信精密",
        "--channel",
        "展会",
        "--contact",
        "李敏",
        "--phone",
        "13800000000",
        "--need",
        "数字化",
    )
    return made


@pytest.fixture
def needs(shell: Shell) -> Shell:
    shell.ok(
        "done",
        "华信",
        "screening",
        "--outcome",
        "fits",
        "--set",
        "industry_fit=yes",
        "--set",
        "size_fit=yes",
        "--set",
        "need_or_budget=yes",
    )
    shell.ok("grade", "华信", "A")
    shell.ok(
        "done",
        "华信",
        "first_contact",
        *CONTACT,
        "--set",
        "how=call",
        "--set",
        "spoke_with=李敏",
        "--set",
        "industry=x",
        "--advance",
    )
    return shell


SURVEY = (
    "--set",
    "how=visit",
    "--set",
    "pains=a",
    "--set",
    "goals=b",
    "--set",
    "budget_state=approved",
    "--set",
    "decision_steps=c",
    "--set",
    "key_dates=what=x; date=2026-04-01",
)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_missing_is_named_at_once_with_a_line_to_paste(shell: Shell, lang: str) -> None:
    shell.lang = lang
    ran = shell.run("done", "华信", "first_contact", *CONTACT)
    assert ran.code == 3
    for word in ("how", "call", "visit", "spoke_with", "industry"):
        assert word in ran.err
    assert "--set how=call --set spoke_with=… --set industry=…" in ran.err
    assert "--form > form.yaml" in ran.err
    assert "--file form.yaml" in ran.err


def test_json_gets_the_problems_alone(shell: Shell) -> None:
    ran = shell.run("done", "华信", "first_contact", *CONTACT, "--json")
    assert ran.code == 3
    assert [one["code"] for one in ran.problems] == ["form.missing", "form.missing", "form.missing_on_card"]
    assert ran.err == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_form_is_printed_filled_in_and_taken_back(needs: Shell, tmp_path: Path, lang: str) -> None:
    needs.lang = lang
    before = next((needs.root / "customers").glob("*.yaml")).read_bytes()
    page = needs.ok("done", "华信", "survey", "--form").out
    assert next((needs.root / "customers").glob("*.yaml")).read_bytes() == before
    assert "their_people:\n- {name: 李敏}" in page
    assert "visit = " in page
    filled = page.replace("\nhow:", "\nhow: visit").replace("\npains:", "\npains: a").replace("\ngoals:", "\ngoals: b")
    filled = filled.replace("\nbudget_state:", "\nbudget_state: 已批").replace(
        "\ndecision_steps:", "\ndecision_steps: c"
    )
    filled = filled.replace("key_dates:\n- what:\n  date:", "key_dates:\n- what: x\n  date: 2026-04-01")
    filled = filled.replace("decision_people:\n- {name: 李敏}", "decision_people:")
    form = tmp_path / "form.yaml"
    form.write_text(filled, encoding="utf-8")
    needs.ok("done", "华信", "survey", "--file", str(form))
    kept = needs.ask("show", "华信")["history"][-1]["with"]["form"]
    assert kept["their_people"] == [{"name": "李敏"}]
    assert kept["key_dates"] == [{"what": "x", "date": "2026-04-01"}]
    assert "competitors" not in kept


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_list_comes_from_a_table(needs: Shell, tmp_path: Path, ending: str) -> None:
    table = tmp_path / f"people.{ending}"
    rows = [["姓名", "职务"], ["王总", "总经理"], ["赵工", ""]]
    if ending == "csv":
        table.write_text("\n".join(",".join(row) for row in rows), encoding="gb18030")
    else:
        from openpyxl import Workbook

        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(table)
    needs.ok("done", "华信", "survey", *SURVEY, "--set", f"their_people=@{table}")
    kept = needs.ask("show", "华信")["history"][-1]["with"]["form"]
    assert kept["their_people"] == [{"name": "王总", "position": "总经理"}, {"name": "赵工"}]


def test_a_mistake_in_a_table_names_file_row_and_column(needs: Shell, tmp_path: Path) -> None:
    table = tmp_path / "dates.csv"
    table.write_text("事项,日期\n立项,2026-04-01\n上线,someday\n验收,never\n", encoding="utf-8")
    ran = needs.run("done", "华信", "survey", *SURVEY, "--set", f"key_dates=@{table}", "--json")
    assert ran.code == 2
    assert [one["where"] for one in ran.problems] == ["dates.csv:3", "dates.csv:4"]
    assert all("Date" in one["message"] for one in ran.problems)


def test_a_mistake_in_a_form_names_its_line(needs: Shell, tmp_path: Path) -> None:
    form = tmp_path / "form.yaml"
    form.write_text(
        "how: visit\nbudget_max: lots\nkey_dates:\n- {what: a, date: 2026-04-01}\n- {what: b, date: soonish}\n",
        encoding="utf-8",
    )
    ran = needs.run("done", "华信", "survey", "--file", str(form), "--json")
    assert ran.code == 2
    assert [one["where"].rpartition("form.yaml:")[2].partition(":")[0] for one in ran.problems] == ["2", "5"]


def test_the_line_wins_over_the_file(needs: Shell, tmp_path: Path) -> None:
    form = tmp_path / "form.json"
    form.write_text('{"痛点": "from the file", "goals": "g"}', encoding="utf-8")
    needs.ok("done", "华信", "survey", *SURVEY, "--file", str(form), "--set", "their_people=李敏")
    kept = needs.ask("show", "华信")["history"][-1]["with"]["form"]
    assert (kept["pains"], kept["goals"]) == ("a", "b")
