from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.row("U2")
def test_every_blocker_has_its_reason_and_a_command(place: Any, opened: Any) -> None:
    place.customer("华信", opened())
    blocked = place.json("why", "华信")["blocked_by"]
    assert [one["code"] for one in blocked] == ["advance.undone"] * 3
    assert all(one["message"] and "aaaaaaa1" in one["command"] for one in blocked)


def test_the_ledger_names_what_started_the_clock_and_every_day_it_skipped(place: Any) -> None:
    place.customer(
        "华信", "02-10 09:00 imported with: {owner: wang.lei, stage: needs, since: 2026-02-10T09:00+08:00}",
        "02-13 16:00 done step: needs.survey", "02-14 10:00 done step: needs.report",
        "02-14 11:00 done step: needs.confirmation | with: {outcome: confirmed}",
    )  # fmt: skip
    [report] = place.json("why", "华信", "report")["steps"]
    assert (report["state"], report["due"], report["late"]) == ("done", "2026-02-14T18:00:00+08:00", False)
    assert any("worked in exchange" in line for line in report["why"])
    [talk] = place.json("why", "华信", "初步方案")["steps"]
    assert talk["due"] == "2026-02-28T18:00:00+08:00", "24 to 27 February, and the Saturday that is worked in exchange"
    assert any("Spring Festival" in line for line in talk["why"])
    assert any("First solution talk" in line for line in place.run("why", "华信").out.splitlines())


def test_a_hold_shows_in_the_ledger_as_a_pause(place: Any) -> None:
    place.customer(
        "华信", "03-02 09:00 imported with: {owner: wang.lei, stage: needs, since: 2026-03-02T09:00+08:00}",
        "03-02 10:00 done step: needs.survey",
        "03-02 11:00 held with: {because: customer, until: 2026-03-04T10:00+08:00}",
        "03-04 10:00 resumed",
    )  # fmt: skip
    [report] = place.json("why", "华信", "needs.report")["steps"]
    assert report["due"] == "2026-03-04T18:00:00+08:00"
    assert any(line.startswith("Paused") for line in report["why"])


@pytest.mark.parametrize(
    ("step", "state"),
    [("needs.survey", "waiting"), ("first_visit", "waiting"), ("care.news", "nothing_owed"),
     ("change_order", "nothing_owed"),
     ("correction", "skipped")],
)  # fmt: skip
def test_any_step_or_duty_says_how_it_stands(place: Any, opened: Any, step: str, state: str) -> None:
    place.customer("华信", opened())
    assert {one["state"] for one in place.json("why", "华信", step)["steps"]} == {state}
    assert place.run("why", "华信", step, "--lang", "zh").code == 0


def test_a_recurring_duty_is_reckoned_from_its_day(place: Any) -> None:
    place.customer("华信", "03-02 10:00 imported with: {owner: wang.lei, stage: delivery, status: won}")
    [greeting] = place.json("why", "华信", "care.greetings")["steps"]
    assert greeting["due"] == "2026-06-18T18:00:00+08:00"
    assert any("Fri 19 Jun" in line for line in greeting["why"])
    [news] = place.json("why", "华信", "care.news")["steps"]
    assert news["due"] == "2026-05-01T10:00:00+08:00"


def test_nothing_is_owed_in_a_closed_deal(place: Any, opened: Any) -> None:
    place.customer("华信", opened(), "03-02 10:00 closed with: {as: lost, because: price}")
    answer = place.json("why", "华信")
    assert (answer["blocked_by"], answer["steps"]) == ([], [])
    assert "over" in place.run("why", "华信").out


def test_an_unknown_step_is_refused(place: Any, opened: Any) -> None:
    place.customer("华信", opened())
    assert place.run("why", "华信", "xyzzy").code == 2
