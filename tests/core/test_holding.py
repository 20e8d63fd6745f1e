"""A hold moves what is not yet due, heals no breach, and stays in the ledger (``process.md`` Time: holding)."""

from __future__ import annotations

import pytest
from story import Story

from salesctl.core.explaining import explain_clock


def contacted() -> Story:
    """A deal whose survey was held on Tuesday 3 March 2026 at 11:00."""
    return Story().at("2026-03-02 09:00").opened().through("needs").at("2026-03-03 11:00").done("needs.survey")


@pytest.mark.row("2.2")
def test_a_hold_needs_a_reason_from_the_list_an_end_and_a_first_contact() -> None:
    story = Story().at("2026-03-02 09:00").opened()
    assert story.moved("held", because="customer", until="2026-03-05T18:00+08:00").codes == ("move.not_now",)
    story.through("needs")
    assert story.moved("held", until="2026-03-05T18:00+08:00").codes == ("move.no_reason",)
    assert story.moved("held", because="weather", until="2026-03-05T18:00+08:00").codes == ("move.unknown_reason",)
    assert story.moved("held", because="customer").codes == ("hold.no_end",)
    assert story.moved("held", because="customer", until="2026-05-05T18:00+08:00").codes == ("hold.too_long",)
    assert story.moved("held", because="customer", until="2026-03-01T18:00+08:00").codes == ("hold.ends_before",)
    assert story.moved("held", because="customer", until="2026-03-20T18:00+08:00").codes == ()


@pytest.mark.row("2.2")
def test_closes_of_business_in_a_hold_do_not_count() -> None:
    story = contacted().at("2026-03-04 14:00")
    story.moved("held", because="customer", until="2026-03-06T10:00+08:00")
    assert story.due("needs.report") == "2026-03-06 18:00"


@pytest.mark.row("2.2")
def test_a_resume_before_the_stated_end_gives_the_rest_back() -> None:
    story = contacted().at("2026-03-04 14:00").moved("held", because="customer", until="2026-03-20T10:00+08:00")
    assert story.due("needs.report") == "2026-03-20 18:00"
    story.at("2026-03-05 10:00").moved("resumed")
    assert story.due("needs.report") == "2026-03-05 18:00"
    assert story.deal.held is None


def test_a_hold_heals_no_breach() -> None:
    story = contacted().at("2026-03-05 09:00").moved("held", because="customer", until="2026-03-20T10:00+08:00")
    assert story.due("needs.report") == "2026-03-04 18:00"
    assert "needs.report" in story.late()


def test_the_pause_ends_at_its_stated_end_and_the_deal_stays_held_as_a_finding() -> None:
    story = contacted().moved("held", because="customer", until="2026-03-05T10:00+08:00").at("2026-03-09 10:00")
    assert story.due("needs.report") == "2026-03-05 18:00"
    assert story.deal.held is not None
    assert [(one.problem.code, one.severity) for one in story.found()] == [("hold.over", "info")]


def test_a_held_deal_does_not_advance_until_it_is_resumed() -> None:
    story = (
        Story()
        .at("2026-03-02 09:00")
        .opened()
        .through("needs")
        .until("needs.solution_talk")
        .done("needs.solution_talk")
    )
    story.moved("held", because="customer", until="2026-03-20T10:00+08:00")
    from salesctl.core.commands import Advance

    assert story.ask(Advance(), "wang.lei").codes == ("advance.held",)
    assert story.refused is not None
    assert story.refused.problems[0].command == "resume {customer}"
    story.moved("resumed").advanced()
    assert story.deal.stage == "proposal"


def test_a_second_hold_is_the_sales_leads_to_give() -> None:
    story = (
        contacted()
        .moved("held", because="customer", until="2026-03-05T10:00+08:00")
        .at("2026-03-04 10:00")
        .moved("resumed")
    )
    assert story.moved("held", because="customer", until="2026-03-09T10:00+08:00").codes == ("people.may_not",)
    assert story.moved("held", who="p.sales_lead", because="customer", until="2026-03-09T10:00+08:00").codes == ()


@pytest.mark.row("5.1")
def test_reports_that_fall_into_a_hold_are_skipped() -> None:
    story = (
        Story()
        .at("2026-03-02 09:00")
        .opened()
        .until("contract.order")
        .done("contract.order")
        .until("delivery.completion")
    )
    story.moved("held", because="customer", until="2026-03-16T10:00+08:00").at("2026-03-23 09:00")
    assert story.duty("delivery.progress_report") == ["2026-03-20 18:00", "2026-03-27 18:00"]


@pytest.mark.row("5.3")
def test_care_for_the_customer_goes_on_during_a_hold() -> None:
    story = Story().at("2026-03-02 09:00").opened().until("contract.order")
    before = story.duty("care.news")
    story.moved("held", because="customer", until="2026-03-16T10:00+08:00")
    assert before == story.duty("care.news") == ["2026-05-01 09:00"]


def test_the_ledger_names_the_start_the_pause_and_the_days_skipped() -> None:
    story = contacted().at("2026-03-04 14:00").moved("held", because="customer", until="2026-03-06T19:00+08:00")
    clock = story.clock("needs.report")
    lines = [line.code for line in explain_clock(story.clocks, clock, "needs.report")]
    assert lines[0] == "ledger.rule"
    assert lines[1] == "ledger.started_by"
    assert {"ledger.pause.wd", "ledger.close_held", "ledger.weekend.run", "ledger.due"} <= set(lines)
    assert clock.due is not None
    assert clock.due.strftime("%m-%d %H:%M") == "03-09 18:00"
