"""What a hand edit, a script or a merge did to a history is found again, with the event it concerns."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from story import OWNER, Story

from salesctl.core.commands import Advance, SetGrade
from salesctl.core.events import Event


def contract() -> Story:
    return Story().at("2026-03-02 09:00").opened().at("2026-03-03 10:00").through("contract")


@pytest.mark.row("U2")
def test_an_honest_history_shows_nothing() -> None:
    story = contract().until("contract.filing")
    assert story.found() == []


@pytest.mark.row("2.2")
def test_a_step_that_was_cut_out_leaves_those_after_it_unearned() -> None:
    story = contract()
    story.history = tuple(event for event in story.history if event.step != "needs.report")
    found = story.found()
    assert ("step.not_open", "warn", "needs.confirmation") in [
        (one.problem.code, one.severity, one.event.step) for one in found if one.event
    ]
    assert any(one.problem.code == "advance.undone" for one in found)


@pytest.mark.row("3.1")
def test_a_verdict_that_was_cut_out_leaves_the_advance_unearned() -> None:
    story = contract()
    story.history = tuple(
        event for event in story.history if not (event.what == "approved" and event.data.get("as") == "legal")
    )
    assert {one.event.what for one in story.found() if one.event and one.severity == "warn"} >= {"done", "advanced"}


@pytest.mark.row("3.1")
def test_a_back_dated_approval_is_found() -> None:
    story = contract()
    at = datetime.fromisoformat("2026-03-02T09:30+08:00")
    story.history = tuple(
        replace(one, at=at) if one.what == "approved" and one.data.get("as") == "finance" else one
        for one in story.history
    )
    codes = {(one.problem.code, one.event.what) for one in story.found() if one.event and one.severity == "warn"}
    assert ("event.too_early", "approved") in codes
    assert ("event.backdated", "approved") in codes


def test_a_fact_told_late_by_the_tool_is_not_called_back_dated() -> None:
    story = contract().at("2026-03-05 10:00").done("contract.draft", at="2026-03-04 10:00")
    assert story.found() == []


def test_an_approval_by_somebody_who_does_not_fill_the_role_now_is_information() -> None:
    story = contract()
    story.history = tuple(replace(one, by=OWNER) if one.what == "approved" else one for one in story.history)
    assert {(one.problem.code, one.severity) for one in story.found()} == {("people.not_in_role", "info")}


def test_moves_under_another_version_of_the_playbook_are_information() -> None:
    story = contract()
    first = story.history[0]
    data = {**first.data, "playbook": "b2b@0"}
    story.history = (replace(first, data=data), *(one for one in story.history[1:] if one.step != "needs.report"))
    assert {one.severity for one in story.found()} == {"info"}
    assert "deal.other_playbook" in [one.problem.code for one in story.found()]


def test_a_finished_deal_may_be_ended_later_but_an_ended_one_cannot_be_finished() -> None:
    story = Story().at("2026-03-02 09:00").opened()
    while story.deal.finished is None:
        story.ask(Advance(override=True, because="…"), "p.sales_lead")
    story.at("2026-04-01 09:00").moved("closed", who="p.sales_lead", **{"as": "void", "because": "mistake"})
    assert story.codes == ()
    assert "deal.closed_and_finished" not in {one.problem.code for one in story.found()}
    finish, ending = story.history[-2:]
    story.history = (*story.history[:-2], replace(ending, id=finish.id), replace(finish, id=ending.id))
    assert "deal.closed_and_finished" in {one.problem.code for one in story.found()}


def test_an_event_of_tomorrow_is_found() -> None:
    story = contract()
    story.history = (
        *story.history,
        Event(story.now + timedelta(days=1), OWNER, "noted", data={"text": "…"}, id=f"{len(story.history) + 1}-aaaaa"),
    )
    assert [one.problem.code for one in story.found()] == ["event.in_future"]


def test_taking_back_somebody_elses_event_by_hand_is_found() -> None:
    story = contract()
    target = next(one for one in story.history if one.what == "approved")
    story.history = (
        *story.history,
        Event(story.now, OWNER, "undone", data={"event": target.id}, id=f"{len(story.history) + 1}-aaaaa"),
    )
    assert "undo.not_own" in [one.problem.code for one in story.found()]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.sampled_from(["step", "loop", "contact", "hold", "grade", "back"]), st.integers(1, 60)),
        max_size=25,
    )
)
def test_what_was_allowed_conforms(moves: list[tuple[str, int]]) -> None:
    """Whatever decide lets happen, in any order and at any pace, check finds earned."""
    story = Story().at("2026-03-02 09:00").opened()
    for move, hours in moves:
        story.now += timedelta(hours=hours)
        if not story.deal.going:
            break
        _one(story, move)
    assert [one.problem.code for one in story.found() if one.severity != "info"] == []


def _one(story: Story, move: str) -> None:
    open_now = [name for name in story.open() if not story.asked(name)]
    match move:
        case "step":
            try:
                story.one_step()
            except AssertionError:
                assert story.codes  # a refusal is an answer too
        case "loop" if open_now:
            outcomes = story.playbook.steps[open_now[0]].outcomes
            if outcomes:
                story.try_done(open_now[0], outcome=outcomes[-1].id)
        case "contact":
            story.contacted(reached=story.now.hour % 2 == 0)
        case "hold":
            until = (story.now + timedelta(days=3)).isoformat(timespec="minutes")
            story.moved("resumed") if story.deal.held else story.moved("held", because="us", until=until)
        case "grade":
            story.ask(SetGrade(grade="ABC"[story.now.hour % 3]), OWNER)
        case "back":
            story.moved("returned", to=story.playbook.stage_order[0], because="…")
        case _:
            pass
