"""Any table comes in with a map: a page that reads like sentences, and that is told its mistakes at their lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from shell import Shell
from written import files

from salesctl.core.problems import Broken
from salesctl.store.import_map import read_map

Table = Callable[..., str]
MAP = """\
columns:
  Account: name
  Agent: owner
  Product: title
  Since: since
  Ended: closed
  Value: amount
values:
  Product: {GTXPro: GTX Pro}
  Status:
    New: {stage: lead}
    Talking: {stage: needs}
    Won: {status: won, finished: yes}
    Lost: {status: lost, because: price}
one customer per: Account
one deal per: Number
without a name: Number
new people: add
dates: day-month-year
"""
HEAD = ["Number", "Account", "Agent", "Product", "Status", "Since", "Ended", "Value", "Remarks"]
ROWS = [
    ["A1", "Acme Corp", "Moses Frase", "GTXPro", "Won", "31/12/2025", "3/1/2026", "1,054", "x"],
    ["A2", "Acme Corp", "王磊", "GTX Basic", "Talking", "1/2/2026", "", "", ""],
    ["A3", "", "Moses Frase", "GTX Basic", "New", "", "", "", ""],
    ["A4", "Betatech", "moses frase", "GTX Basic", "Lost", "1/2/2026", "2/2/2026", "0", ""],
]


def test_a_table_with_a_map_becomes_customers_with_their_deals(shell: Shell, table: Table, mapped: Table) -> None:
    told = shell.ask("lead", "import", table(ROWS, head=HEAD), "--map", mapped(MAP))
    assert (told["added"], told["deals"], told["people"]) == (3, 4, ["moses.frase"])
    items = {(one["name"], one["title"]): one for one in shell.ask("list")["items"]}
    assert {key: (one["status"], one["stage"], one["owner"]) for key, one in items.items()} == {
        ("Acme Corp", "GTX Pro"): ("won", None, "moses.frase"),
        ("Acme Corp", "GTX Basic"): ("open", "needs", "wang.lei"),
        ("A3", "GTX Basic"): ("open", "lead", "moses.frase"),
        ("Betatech", "GTX Basic"): ("lost", None, "moses.frase"),
    }
    won = next(deal for deal in shell.ask("show", "Acme")["deals"] if deal["status"] == "won")
    assert (won["finished"], won["amount"], won["checklist"], won["duties"]) == (True, "1054", [], [])
    people = {one["id"]: one for one in shell.ask("team")["people"]}
    assert people["moses.frase"] == {"id": "moses.frase", "name": "Moses Frase", "roles": ["account_manager"]}
    assert shell.ask("overdue", "--duties")["items"] == []
    assert shell.run("check").code == 0


def test_a_newer_export_changes_the_deals_it_knows_and_adds_the_rest(shell: Shell, table: Table, mapped: Table) -> None:
    shell.ok("lead", "import", table(ROWS, head=HEAD), "--map", mapped(MAP))
    before = files(shell)
    assert shell.ask("lead", "import", table(ROWS, head=HEAD), "--map", mapped(MAP))["unchanged"] == 4
    assert files(shell) == before
    newer = [
        ROWS[0],
        ["A2", "Acme Corp", "Moses Frase", "GTX Basic", "Won", "1/2/2026", "1/3/2026", "550", ""],
        ["A3", "", "Moses Frase", "GTX Basic", "Talking", "2/2/2026", "", "", ""],
        ["A5", "Acme Corp", "王磊", "MG Special", "Talking", "1/3/2026", "", "", ""],
    ]
    told = shell.ask("lead", "import", table(newer, head=HEAD), "--map", mapped(MAP))
    assert (told["added"], told["changed"], told["deals"], told["unchanged"]) == (0, 2, 1, 1)
    deals = shell.ask("show", "Acme Corp")["deals"]
    assert [(deal["status"], deal["finished"], deal["owner"]) for deal in deals] == [
        ("won", True, "moses.frase"), ("won", True, "moses.frase"), ("open", False, "wang.lei"),
    ]  # fmt: skip
    assert shell.ask("report", "funnel")["totals"]["won_value"] == "1604"
    assert shell.ask("lead", "import", table(newer, head=HEAD), "--map", mapped(MAP))["unchanged"] == 4
    assert shell.run("check").code == 0


def test_a_deal_known_under_another_customer_is_set_aside(shell: Shell, table: Table, mapped: Table) -> None:
    shell.ok("lead", "import", table(ROWS, head=HEAD), "--map", mapped(MAP))
    moved = [["A2", "Betatech", *ROWS[1][2:]]]
    refused = shell.run("lead", "import", table(moved, head=HEAD), "--map", mapped(MAP), "--json")
    assert (refused.code, refused.problems[0]["code"]) == (4, "intake.deal_elsewhere")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["A9", "Zoom", "王磊", "", "Sold", "", "", "", ""], "intake.value_not_in_map"),
        (["A9", "Zoom", "王磊", "", "Won", "31/31/2025", "", "", ""], "intake.not_a_moment"),
        (["A9", "Zoom", "王磊", "", "Won", "1/2/2030", "", "", ""], "intake.in_future"),
        (["A9", "Zoom", "王磊", "", "Won", "2/2/2026", "1/2/2026", "", ""], "intake.closed_before"),
        (["A9", "Zoom", "王磊", "", "New", "", "1/2/2026", "", ""], "intake.closed_but_open"),
        (["A9", "Zoom", "王磊", "", "Won", "", "", "much", ""], "intake.not_money"),
        (["", "Zoom", "王磊", "", "Won", "", "", "", ""], "intake.no_key"),
    ],
)
def test_a_row_that_cannot_be_meant_says_why(
    shell: Shell, table: Table, mapped: Table, row: list[str], code: str
) -> None:
    refused = shell.run("lead", "import", table([row], head=HEAD), "--map", mapped(MAP), "--json")
    assert (refused.code, refused.problems[0]["code"], refused.problems[0]["where"]) == (4, code, "register.csv:2")


def test_without_new_people_an_unknown_owner_is_refused_with_the_way_out(
    shell: Shell, table: Table, mapped: Table
) -> None:
    map_ = mapped(MAP.replace("new people: add\n", ""))
    refused = shell.run("lead", "import", table(ROWS, head=HEAD), "--map", map_, "--json")
    assert {one["code"] for one in refused.problems[:-1]} == {"intake.unknown_owner"}
    assert refused.problems[0]["command"].endswith("team add moses.frase --name 'Moses Frase'")
    assert shell.ask("list")["items"] == []


def test_people_whose_row_is_set_aside_are_not_taken_in(
    shell: Shell, table: Table, mapped: Table, tmp_path: Path
) -> None:
    rows = [ROWS[0], ["A9", "Zoom", "Darcel Schlecht", "", "Sold", "", "", "", ""]]
    out = str(tmp_path / "bad.csv")
    ran = shell.run("lead", "import", table(rows, head=HEAD), "--map", mapped(MAP), "--errors", out, "--json")
    assert (ran.code, ran.json["people"]) == (1, ["moses.frase"])


def test_a_second_table_fills_the_card(shell: Shell, table: Table, mapped: Table) -> None:
    table([["ACME  Corp", "technolgy", "1996"]], head=["Account", "Sector", "Year"], name="accounts.csv")
    join = (
        "join:\n- file: accounts.csv\n  by: Account\n  columns: {Sector: industry, Year: card.year}\n"
        "  values: {Sector: {technolgy: technology}}\n"
    )
    shell.ok("lead", "import", table(ROWS, head=HEAD), "--map", mapped(MAP + join + "defaults: {industry: other}\n"))
    assert shell.ask("show", "Betatech")["customer"]["industry"] == "other"
    card = shell.ask("show", "Acme")["customer"]
    assert (card["industry"], card["year"]) == ("technology", "1996")


def test_a_map_names_its_own_key(shell: Shell, table: Table, mapped: Table) -> None:
    map_ = mapped(
        "columns: {Nr: card.number, 名称: name, 行业: 所属行业}\none customer per: Nr\ndefaults: {channel: 行业展会}\n"
    )
    head = ["Nr", "名称", "行业"]
    shell.ok("lead", "import", table([["K-1", "华信机械", "机械"]], head=head), "--map", map_)
    told = shell.ask("lead", "import", table([["K-1", "华信智能", "机械"]], head=head), "--map", map_)
    assert told["changed"] == 1
    found = shell.ask("show", "华信智能")
    assert found["customer"]["number"] == "K-1"
    assert found["history"][0]["with"]["channel"] == "trade_fair"
    twin = shell.run("lead", "import", table([["K-2", "华信智能", "机械"]], head=head), "--map", map_, "--json")
    assert twin.problems[0]["code"] == "intake.like_name"


def refused_at(text: str) -> list[str]:
    with pytest.raises(Broken) as broken:
        read_map(text.encode(), "map.yaml")
    return [f"{one.where} {one.code}" for one in broken.value.problems]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("columns: {A: name, B: ower}", ["map.yaml:1:23 intake.map_target_near"]),
        ("columns: {A: name}\nvalus: {}", ["map.yaml:2:1 intake.map_key_near"]),
        ("columns: {A: owner}", ["map.yaml:1:1 intake.map_no_name"]),
        ("columns: {A: name, B: owner, C: owner}", ["map.yaml:1:33 intake.map_target_twice"]),
        ("columns: {A: name, B: owner}\none customer per: B", ["map.yaml:2:19 intake.map_key"]),
        ("columns: {A: name}\nnew people: yes", ["map.yaml:2:13 intake.map_choice"]),
        ("columns: {A: name}\ndates: dd/mm", ["map.yaml:2:8 intake.map_choice"]),
        ("columns: [name]", ["map.yaml:1:10 intake.map_shape", "map.yaml:1:1 intake.map_no_name"]),
        ("columns: {A: name}\njoin: [{file: ../x.csv, by: A}]", ["map.yaml:2:15 intake.map_file"]),
        ("columns: {A: name}\njoin: [{by: A}]", ["map.yaml:2:8 intake.map_missing"]),
        ("columns: {A: name}\nvalues: {B: {x: {stagee: lead}}}", ["map.yaml:2:18 intake.map_target_near"]),
        ("columns: {A: name, A: owner}", ["map.yaml:1:20 yaml.duplicate_key"]),
    ],
)  # fmt: skip
def test_every_mistake_in_a_map_is_named_at_its_place(text: str, found: list[str]) -> None:
    assert refused_at(text) == found


def test_a_value_of_the_map_that_the_playbook_does_not_take_is_named_once_at_its_place(
    shell: Shell, table: Table, mapped: Table
) -> None:
    map_ = mapped(MAP.replace("{stage: needs}", "{stage: dreaming}"))
    refused = shell.run("lead", "import", table(ROWS, head=HEAD), "--map", map_, "--json")
    assert refused.code == 4
    assert [(one["code"], one["where"]) for one in refused.problems] == [("intake.unknown_stage", "map.yaml:12:22")]


def test_a_column_that_the_table_does_not_have_is_named(shell: Shell, table: Table, mapped: Table) -> None:
    map_ = mapped(MAP.replace("Agent: owner", "Seller: owner"))
    refused = shell.run("lead", "import", table(ROWS, head=HEAD), "--map", map_, "--json")
    assert refused.problems[0]["code"] == "intake.columns_missing"
    assert "Seller" in refused.problems[0]["message"]
