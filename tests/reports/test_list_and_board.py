from __future__ import annotations

from typing import Any

import pytest

from salesctl.render.layout import width

KEYS = {"customer", "name", "deal", "stage", "grade", "owner", "status", "held", "amount", "sign_by", "next"}


@pytest.fixture
def mixed(place: Any, opened: Any) -> Any:
    place.customer(
        "华信精密", opened(channel="trade_fair", amount="1200000"), "03-02 10:00 graded with: {grade: A}", id="aaaaaaa1"
    )
    place.customer(
        "宏远电子", opened("03-02 10:00", "sun.li", amount="300000"),
        "03-02 11:00 closed with: {as: lost, because: price}", id="aaaaaaa2",
    )  # fmt: skip
    place.customer(
        "Acme",
        "01-05 10:00 imported with: {owner: sun.li, stage: delivery, status: won, amount: 900000}",
        id="aaaaaaa3",
    )
    place.customer(
        "老客户", opened(), "03-02 10:00 closed with: {as: void, because: duplicate}",
        "03-03 09:00 opened deal: 2 | with: {owner: wang.lei, kind: repeat}", id="aaaaaaa4",
    )  # fmt: skip
    return place


@pytest.mark.row("U2")
def test_without_a_filter_every_deal_is_there_whatever_its_status(mixed: Any) -> None:
    items = mixed.json("list")["items"]
    assert [(one["name"], one["deal"], one["status"]) for one in items] == [
        ("华信精密", 1, "open"), ("宏远电子", 1, "lost"), ("Acme", 1, "won"),
        ("老客户", 1, "void"), ("老客户", 2, "open"),
    ]  # fmt: skip
    assert all(set(one) >= KEYS for one in items)
    assert items[0]["amount"] == "1200000"
    assert items[0]["owner"] == "wang.lei"
    assert items[0]["next"]["step"] == "lead.first_contact"
    assert items[0]["next"]["due"] == "2026-03-03T09:30:00+08:00"
    assert items[1]["next"] == {"what": None, "due": None, "step": None}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("--owner", "孙丽"), ["宏远电子", "Acme"]),
        (("--stage", "线索"), ["华信精密", "宏远电子", "老客户", "老客户"]),
        (("--status", "赢单"), ["Acme"]),
        (("--status", "void"), ["老客户"]),
        (("--grade", "a"), ["华信精密"]),
        (("--min-amount", "50万"), ["华信精密", "Acme"]),
        (("--channel", "行业展会"), ["华信精密"]),
        (("--kind", "repeat"), ["老客户"]),
        (("--text", "精密"), ["华信精密"]),
        (("--sort", "-amount"), ["老客户", "老客户", "宏远电子", "Acme", "华信精密"]),
        (("--sort", "stage"), ["华信精密", "宏远电子", "老客户", "老客户", "Acme"]),
    ],
)
def test_filters_and_orders(mixed: Any, words: tuple[str, ...], names: list[str]) -> None:
    assert [one["name"] for one in mixed.json("list", *words)["items"]] == names


def test_an_unknown_status_is_refused(mixed: Any) -> None:
    assert mixed.run("list", "--status", "sleeping").code == 2


def test_a_filter_that_fits_nothing_is_no_error(mixed: Any) -> None:
    said = mixed.run("list", "--min-amount", "999万")
    assert said.code == 0
    assert "No deal fits" in said.out


@pytest.mark.row("U2")
def test_the_board_has_a_lane_for_every_stage_and_marks_what_is_late(mixed: Any) -> None:
    lanes = mixed.json("board")["lanes"]
    assert [(one["stage"], one["count"], one["amount"], one["late"]) for one in lanes] == [
        ("lead", 2, "1200000", 2), ("needs", 0, "0", 0), ("proposal", 0, "0", 0), ("contract", 0, "0", 0),
        ("delivery", 1, "900000", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(("columns", "beside"), [("60", False), ("80", False), ("120", True), ("160", True)])
def test_lanes_stand_side_by_side_where_there_is_room(
    mixed: Any, columns: str, beside: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = mixed.run("board", "--lang", "zh").out.splitlines()
    assert max(width(line) for line in lines) <= int(columns)
    assert any("客户开发" in line and "需求分析" in line for line in lines) is beside
    assert any("! 华信精密" in line for line in lines)


def test_an_empty_workspace_has_an_empty_list_and_board(place: Any) -> None:
    assert place.json("list")["items"] == []
    assert "lead add" in place.run("list").out
    assert "No deal is under way" in place.run("board").out
