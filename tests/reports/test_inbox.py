from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def reviewed(place: Any) -> Any:
    """A proposal under review; finance has said no, product has said yes."""
    place.customer(
        "华信", "03-02 09:00 imported with: {owner: wang.lei, stage: proposal, since: 2026-03-02T09:00+08:00}",
        "03-02 10:00 done step: proposal.improve", "03-03 11:00 approved step: proposal.review | with: {as: product}",
    )  # fmt: skip
    return place


@pytest.mark.row("U3")
def test_a_role_sees_what_waits_for_it_with_the_command(reviewed: Any) -> None:
    [item] = reviewed.json("inbox", "--role", "法务")["items"]
    assert (item["step"], item["role"], item["due"]) == ("proposal.review", "legal", "2026-03-04T18:00:00+08:00")
    assert item["command"].endswith("approve aaaaaaa1 proposal.review --as legal")
    assert item["late"] is True
    assert reviewed.json("inbox", "--role", "product")["items"] == []


@pytest.mark.row("U3")
def test_a_person_sees_every_role_that_they_fill(reviewed: Any) -> None:
    items = reviewed.json("inbox", who="li.na")["items"]
    assert [one["role"] for one in items] == ["technical", "legal", "finance"]
    assert reviewed.json("inbox", who="sun.li")["items"] == []


def test_whoever_is_assigned_for_a_role_has_it_alone(reviewed: Any) -> None:
    team = reviewed.root / "team.yaml"
    team.write_text(team.read_text(encoding="utf-8") + "  he.fa: {name: 何法, roles: [legal]}\n", encoding="utf-8")
    assert {one["role"] for one in reviewed.json("inbox", who="he.fa")["items"]} == {"legal"}
    assert reviewed.run("assign", "华信", "he.fa", "--role", "legal").code == 0
    assert "legal" not in {one["role"] for one in reviewed.json("inbox", who="li.na")["items"]}


@pytest.mark.row("U3")
def test_what_is_long_overdue_is_told_to_the_sales_lead_beside_their_own_work(reviewed: Any) -> None:
    mail = reviewed.json("inbox", now="2026-03-06T12:00", who="zhao.jing")
    assert mail["items"] == []
    assert {(one["step"], one["role"]) for one in mail["escalated"]} == {
        ("proposal.review", "technical"), ("proposal.review", "legal"), ("proposal.review", "finance"),
    }  # fmt: skip
    assert "李娜" in reviewed.run("inbox", now="2026-03-06T12:00", who="zhao.jing").out


@pytest.mark.row("U3")
def test_what_was_done_is_told_for_a_week_to_the_roles_that_the_step_names(place: Any) -> None:
    place.customer(
        "华信", "03-02 09:00 imported with: {owner: wang.lei, stage: contract, since: 2026-03-02T09:00+08:00}",
        "03-03 10:00 done step: contract.signing", "03-03 11:00 done step: contract.plan | with: {outcome: returned}",
    )  # fmt: skip
    [told] = place.json("inbox", "--role", "sales_assistant")["told"]
    assert (told["step"], told["by"], told["roles"]) == ("contract.signing", "wang.lei", ["sales_assistant"])
    assert place.json("inbox", "--role", "sales_assistant", now="2026-03-11T12:00")["told"] == []
    [plan] = [one for one in place.json("inbox", "--role", "account_manager")["told"] if one["step"] == "contract.plan"]
    assert (plan["outcome"], plan["what"]) == ("returned", "Implementation plan: Returned")
    assert place.json("inbox")["told"] == [], "nobody is told what they did themselves"


def test_care_is_one_line_with_its_count(place: Any) -> None:
    for number in (1, 2, 3):
        won = "03-02 10:00 imported with: {owner: wang.lei, stage: delivery, status: won}"
        place.customer(f"C{number}", won, id=f"aaaaaaa{number}")
    mail = place.json("inbox", now="2026-05-02T12:00")
    assert mail["care"]["count"] == 3
    assert "care.news" not in [one["step"] for one in mail["items"]]
    assert [line for line in place.run("inbox", now="2026-05-02T12:00").out.splitlines() if "Care" in line] == [
        "Care due today: 3 (Product and industry news 3)"
    ]


def test_an_empty_inbox_says_so(place: Any) -> None:
    assert place.run("inbox").out == "Nothing waits for you.\n"


def test_somebody_unknown_is_asked_who_they_are(place: Any) -> None:
    said = place.run("inbox", who="ghost")
    assert said.code == 2
    assert "ghost" in said.err
