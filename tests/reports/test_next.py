from __future__ import annotations

from typing import Any

import pytest

from salesctl.render.layout import width


@pytest.mark.row("U2")
def test_the_morning_begins_with_the_most_urgent_and_gives_the_command(place: Any, opened: Any) -> None:
    place.customer("早", opened("03-02 09:30"), id="aaaaaaa1")
    place.customer("晚", opened("03-04 14:00"), id="aaaaaaa2")
    place.customer("别人", opened("03-02 09:30", "sun.li"), id="aaaaaaa3")
    items = place.json("next")["items"]
    assert [one["name"] for one in items][:2] == ["早", "早"]
    assert "别人" not in [one["name"] for one in items]
    out = place.run("next").out
    assert out.index("done aaaaaaa1 lead.first_contact --outcome reached") < out.index("grade aaaaaaa2")


@pytest.mark.parametrize(("lines", "columns"), [("24", "80"), ("24", "60"), ("12", "100"), ("40", "120")])
def test_a_morning_with_many_customers_fits_the_window(
    place: Any, opened: Any, lines: str, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINES", lines)
    monkeypatch.setenv("COLUMNS", columns)
    for number in range(30):
        place.customer(f"华东精密机械制造有限公司{number:02}", opened("03-02 09:30"), id=f"aaaaaa{number:02}")
    out = place.run("next", "--lang", "zh").out
    rows = sum(max(1, -(-width(line) // int(columns))) for line in out.splitlines())
    assert rows <= int(lines) - 1, "the prompt needs a line"
    assert "salesctl -C" in out
    commands = [line for line in out.splitlines() if line.startswith("    salesctl") and " plan " not in line]
    assert f"还有 {90 - len(commands)} 项" in out


def test_nothing_to_do_is_said_with_what_is_coming(place: Any) -> None:
    place.customer("华信", "03-02 09:00 imported with: {owner: wang.lei, stage: delivery, status: won, finished: yes}")
    day = place.json("next")
    assert day["items"] == []
    assert "care.news" in [one["step"] for one in day["coming"]]
    out = place.run("next").out
    assert "Nothing to do now." in out
    assert "Product and industry news" in out


def test_an_empty_workspace_points_to_the_first_lead(place: Any) -> None:
    said = place.run("next")
    assert said.code == 0
    assert "lead add NAME" in said.out


def test_an_open_deal_without_a_follow_up_is_a_hint_and_no_more(place: Any, opened: Any) -> None:
    place.customer("华信", opened())
    assert [one["name"] for one in place.json("next")["without_follow_up"]] == ["华信"]
    place.run("plan", "华信", "2026-03-06")
    assert place.json("next")["without_follow_up"] == []


def test_the_end_of_a_hold_is_shown_here_and_not_among_the_late(place: Any) -> None:
    place.customer(
        "华信", "03-02 09:00 imported with: {owner: wang.lei, stage: proposal, since: 2026-03-02T09:00+08:00}",
        "03-02 10:00 held with: {because: budget, until: 2026-03-04T18:00+08:00}",
    )  # fmt: skip
    [hold] = [one for one in place.json("next")["items"] if one["kind"] == "hold"]
    assert hold["command"].endswith("resume aaaaaaa1")
    assert "hold" not in [one["kind"] for one in place.json("overdue")["items"]]
    assert "hold" not in [one["kind"] for one in place.json("next", now="2026-03-03T12:00")["items"]]


@pytest.mark.row("U1")
def test_for_a_customer_each_step_comes_with_its_reason_its_words_and_its_form(place: Any, opened: Any) -> None:
    place.customer("华信", opened(channel="trade_fair"), "03-02 10:00 graded with: {grade: A}", card="need: 产线数字化")
    guide = place.json("next", "华信")
    step = next(one for one in guide["steps"] if one["step"] == "lead.first_contact")
    assert step["goal"]
    assert step["say"]
    assert step["hint"]
    assert [one["id"] for one in step["outcomes"]] == ["reached", "unreachable"]
    fields = {one["id"]: one for one in step["fields"]}
    assert fields["how"]["required"] is True
    assert "call" in [one["id"] for one in fields["how"]["choices"]]
    assert "need" not in fields, "the card knows it"
    assert step["command"].endswith("done aaaaaaa1 lead.first_contact --outcome reached")
    out = place.run("next", "华信", "--lang", "zh").out
    assert all(word in out for word in ("目的：", "话术：", "提示：", "how", "done aaaaaaa1 lead.first_contact"))


def test_the_template_cannot_be_sent_off_unfilled(place: Any, opened: Any) -> None:
    place.customer("华信", opened())
    step = next(one for one in place.json("next", "华信")["steps"] if one["step"] == "lead.screening")
    words = step["template"].split()
    said = place.run(*words[words.index("done") :])
    assert said.code == 3
    assert place.json("show", "华信")["deals"][0]["checklist"][1]["state"] == "open"


def test_when_nothing_blocks_the_command_to_go_on_is_given(place: Any, opened: Any) -> None:
    place.customer(
        "华信", opened(), "03-02 10:00 graded with: {grade: A}",
        "03-02 11:00 done step: lead.screening | with: {outcome: fits}",
        "03-02 12:00 done step: lead.first_contact | with: {outcome: reached}",
    )  # fmt: skip
    guide = place.json("next", "华信")
    assert guide["blocked_by"] == []
    assert guide["advance"].endswith("advance aaaaaaa1")
    assert [one["command"] for one in place.json("next")["ready"]] == [guide["advance"]]


def test_a_closed_first_deal_gives_way_to_the_one_that_is_going(place: Any, opened: Any) -> None:
    place.customer(
        "华信", opened(), "03-02 10:00 closed with: {as: lost, because: price}",
        "03-03 09:00 opened deal: 2 | with: {owner: wang.lei, kind: repeat}",
    )  # fmt: skip
    guide = place.json("next", "华信")
    assert guide["deal"] == 2
    assert all("aaaaaaa1/2" in one["command"] for one in guide["steps"])
