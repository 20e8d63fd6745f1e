from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def counted(place: Any, opened: Any) -> Any:
    """Won, lost in needs, asleep, open in proposal though imported, and won and later voided."""
    walked = ("03-03 10:00 advanced with: {to: needs}", "03-04 10:00 advanced with: {to: proposal}")
    won = (*walked, "03-05 10:00 advanced with: {to: contract}", "03-06 10:00 done step: contract.signing")
    place.customer("赢", opened(amount="500000", channel="partner"), *won, id="aaaaaaa1")
    place.customer(
        "输", opened(amount="100000"), walked[0], "03-20 10:00 closed with: {as: lost, because: price}", id="aaaaaaa2"
    )
    place.customer("睡", opened("04-01 10:00", "sun.li"), "04-02 10:00 nurtured with: {because: later}", id="aaaaaaa3")
    place.customer(
        "导入",
        "04-01 10:00 imported with: {owner: sun.li, stage: proposal, amount: 70, since: 2026-04-01T10:00+08:00}",
        id="aaaaaaa4",
    )  # fmt: skip
    place.customer(
        "作废", opened(amount="30"), *won, "04-10 10:00 closed with: {as: void, because: terminated}", id="aaaaaaa5"
    )
    return place


def table(place: Any, *words: str) -> dict[str, dict[str, Any]]:
    answer = place.json("report", "funnel", *words, now="2026-05-01T12:00")
    keys = [one["key"] for one in answer["columns"]]
    return {row[keys.index("stage")]: dict(zip(keys, row, strict=True)) for row in answer["rows"]}


@pytest.mark.row("U4")
def test_each_deal_counts_once_a_stage_by_how_far_it_got(counted: Any) -> None:
    found = table(counted)
    assert [
        (one, row["entered"], row["advanced"], row["still"], row["lost"], row["void"], row["nurture"])
        for one, row in found.items()
    ] == [
        ("lead", 4, 3, 0, 0, 0, 1),
        ("needs", 3, 2, 0, 1, 0, 0),
        ("proposal", 3, 2, 1, 0, 0, 0),
        ("contract", 2, 0, 1, 0, 1, 0),
        ("delivery", 0, 0, 0, 0, 0, 0),
    ]
    assert found["lead"]["conversion"] == 0.75
    assert found["delivery"]["conversion"] is None
    assert found["proposal"]["still_amount"] == "70"
    for row in found.values():
        assert row["entered"] == row["advanced"] + row["still"] + row["lost"] + row["void"] + row["nurture"]


@pytest.mark.row("U4")
def test_totals_are_counts_of_wins_and_losses_and_what_they_are_worth(counted: Any) -> None:
    totals = counted.json("report", "funnel", now="2026-05-01T12:00")["totals"]
    assert totals == {"won": 2, "lost": 1, "void": 1, "open": 1, "nurture": 1, "won_value": "500030"}


def test_a_win_that_is_voided_later_stays_in_its_month(counted: Any) -> None:
    march = counted.json("report", "funnel", "--since", "2026-03-01", "--until", "2026-03-31", now="2026-05-01")[
        "totals"
    ]
    april = counted.json("report", "funnel", "--since", "2026-04-01", "--until", "2026-04-30", now="2026-05-01")[
        "totals"
    ]
    assert (march["won"], march["lost"], march["void"]) == (2, 1, 0)
    assert (april["won"], april["lost"], april["void"]) == (0, 0, 1)


def test_the_last_day_of_a_period_belongs_to_it(counted: Any) -> None:
    assert table(counted, "--until", "2026-03-02")["lead"]["entered"] == 3
    assert table(counted, "--since", "2026-03-03", "--until", "2026-03-31")["lead"]["entered"] == 0


@pytest.mark.row("U4")
@pytest.mark.parametrize(
    ("by", "groups"),
    [("owner", {"王磊", "孙丽"}), ("channel", {"partner", None}), ("grade", {None}), ("industry", {None})],
)
def test_the_funnel_by_person_channel_grade_and_industry(counted: Any, by: str, groups: set[str | None]) -> None:
    answer = counted.json("report", "funnel", "--by", by, now="2026-05-01T12:00")
    assert answer["columns"][0]["key"] == "group"
    assert {row[0] for row in answer["rows"]} == groups
    whole = sum(row["entered"] for row in table(counted).values())
    assert sum(row[2] for row in answer["rows"]) == whole


def test_as_of_counts_only_what_had_happened(counted: Any) -> None:
    assert table(counted, "--as-of", "2026-03-04T18:00")["proposal"]["still"] == 2


def test_an_unknown_group_is_refused(counted: Any) -> None:
    assert counted.run("report", "funnel", "--by", "weather").code == 2


def test_numbers_say_how_they_are_counted(counted: Any) -> None:
    assert "conversion = went on / entered" in counted.run("report", "funnel").err


def test_an_empty_workspace_has_a_row_for_every_stage(place: Any) -> None:
    answer = place.json("report", "funnel")
    assert len(answer["rows"]) == 5
    assert answer["totals"]["won"] == 0
