"""What starts, stops, moves and never erases a deadline (the rules of the default playbook, in 2026)."""

from __future__ import annotations

import pytest
from story import Story


def lead() -> Story:
    """A lead that came in on Monday 2 March 2026 at 09:00."""
    return Story().at("2026-03-02 09:00").opened()


@pytest.mark.row("1.3", "1.4")
def test_an_ungraded_lead_is_to_be_graded_in_four_working_hours_and_counts_as_an_a() -> None:
    story = lead()
    assert story.due("lead.grading") == "2026-03-02 14:30"
    assert story.due("lead.first_contact") == "2026-03-03 09:00"


@pytest.mark.row("1.4")
@pytest.mark.parametrize(("grade", "due"), [("A", "2026-03-03 09:00"), ("B", "2026-03-04 09:00"), ("C", None)])
def test_the_grade_decides_the_first_answer_in_clock_hours_from_when_the_lead_came_in(
    grade: str, due: str | None
) -> None:
    story = lead().at("2026-03-02 11:00").graded(grade)
    assert story.due("lead.first_contact") == due


@pytest.mark.row("1.4")
def test_clock_hours_run_through_spring_festival() -> None:
    story = Story().at("2026-02-14 17:30").opened()
    assert story.due("lead.first_contact") == "2026-02-15 17:30"


@pytest.mark.row("1.4")
def test_a_lead_typed_later_counts_from_when_it_came_in() -> None:
    story = Story().at("2026-03-03 10:00")
    story.opened(at=story.moment("2026-03-02 08:00"))
    assert story.due("lead.first_contact") == "2026-03-03 08:00"
    assert story.late() == ["lead.grading", "lead.first_contact"]
    assert story.history[0].recorded is not None


@pytest.mark.row("1.4")
def test_an_attempt_stops_no_clock_and_is_shown_apart() -> None:
    story = lead().graded("A").at("2026-03-02 15:00").contacted(reached=False).at("2026-03-03 10:00")
    owed = next(one for one in story.owed() if one.what == "lead.first_contact")
    assert (owed.late(story.now), owed.tries) == (True, 1)


@pytest.mark.row("1.4")
def test_only_doing_the_first_contact_stops_its_clock_at_its_time() -> None:
    story = lead().graded("A").at("2026-03-02 15:00").contacted().at("2026-03-04 10:00")
    assert "lead.first_contact" in story.late()
    story.done("lead.first_contact", at="2026-03-03 08:00")
    assert story.late() == []
    assert story.deal.step("lead.first_contact").done.at.strftime("%d %H:%M") == "03 08:00"  # type: ignore[union-attr]


@pytest.mark.row("1.3")
def test_a_stricter_grade_leaves_four_hours_from_the_change() -> None:
    story = lead().graded("B").at("2026-03-03 15:00").graded("A")
    assert story.due("lead.first_contact") == "2026-03-03 19:00"


@pytest.mark.row("1.3")
def test_a_stricter_grade_early_keeps_the_origin() -> None:
    story = lead().graded("B").at("2026-03-02 10:00").graded("A")
    assert story.due("lead.first_contact") == "2026-03-03 09:00"


@pytest.mark.row("1.3")
def test_a_milder_grade_erases_no_breach() -> None:
    story = lead().graded("A").at("2026-03-03 15:00").graded("B")
    assert story.due("lead.first_contact") == "2026-03-03 09:00"
    assert story.clock("lead.first_contact").breached_as == "A"
    assert "lead.first_contact" in story.late()


@pytest.mark.row("1.3")
def test_a_milder_grade_in_time_gives_the_milder_deadline() -> None:
    story = lead().graded("A").at("2026-03-02 15:00").graded("B")
    assert story.due("lead.first_contact") == "2026-03-04 09:00"


@pytest.mark.row("1.3")
def test_a_late_b_after_no_grade_is_no_breach_of_as() -> None:
    story = lead().at("2026-03-03 15:00").graded("B")
    assert story.due("lead.first_contact") == "2026-03-04 09:00"
    assert story.late() == []


@pytest.mark.row("1.3")
def test_a_c_lead_sleeps_and_waking_it_starts_the_clock_anew() -> None:
    story = lead().graded("C")
    assert (story.deal.status, story.late()) == ("nurture", [])
    story.at("2026-05-04 10:00")
    assert story.late() == ["pool.review", "pool.news"] or set(story.late()) <= {"pool.review", "pool.news"}
    story.graded("A")
    assert story.deal.status == "open"
    assert story.due("lead.first_contact") == "2026-05-05 10:00"


@pytest.mark.row("1.3")
def test_a_sleeping_deal_has_a_review_date() -> None:
    story = lead().graded("C")
    assert story.duty("pool.review") == ["2026-05-31 09:00"]
    story.at("2026-03-03 09:00").moved("nurtured", because="…", review="2026-04-10")
    assert story.duty("pool.review") == ["2026-04-10 18:00"]


@pytest.mark.row("2.2")
def test_the_report_is_due_one_working_day_after_the_meeting_ended() -> None:
    story = lead().through("needs").at("2026-03-06 10:00").done("needs.survey", at="2026-03-05 16:00")
    assert story.due("needs.report") == "2026-03-06 18:00"


@pytest.mark.row("2.2")
def test_a_change_asked_by_the_customer_starts_a_new_round_and_a_new_working_day() -> None:
    story = lead().through("needs").done("needs.survey", "needs.report").at("2026-03-09 11:00")
    story.done("needs.confirmation", outcome="changed", changes="…")
    assert (story.round("needs.report"), story.standing("needs.report")) == (2, "open")
    assert story.due("needs.report") == "2026-03-10 18:00"
    assert len(story.deal.step("needs.report").visits) == 1
    assert story.standing("needs.survey") == "done"


@pytest.mark.row("2.2")
def test_a_silent_customer_is_the_owners_to_follow_up_and_each_contact_moves_it() -> None:
    story = lead().through("needs").done("needs.survey", "needs.report")
    assert story.due("needs.confirmation") == "2026-03-05 18:00"
    story.at("2026-03-05 15:00").contacted()
    assert story.due("needs.confirmation") == "2026-03-10 18:00"
    story.at("2026-03-06 15:00").contacted(reached=False)
    assert story.due("needs.confirmation") == "2026-03-10 18:00"
    owed = next(one for one in story.owed() if one.what == "needs.confirmation")
    assert (owed.role, owed.person, owed.told(story.now)) == ("customer", "wang.lei", ())
    story.contacted().contacted()
    assert next(one for one in story.owed() if one.what == "needs.confirmation").told(story.now) == ("sales_lead",)


@pytest.mark.row("4.2")
def test_the_contracts_answer_is_expected_in_five_days_then_three_after_a_contact() -> None:
    story = lead().until("contract.confirmation")
    assert story.due("contract.confirmation") == "2026-03-09 18:00"
    story.at("2026-03-03 15:00").contacted()
    assert story.due("contract.confirmation") == "2026-03-09 18:00"
    story.at("2026-03-09 15:00").contacted()
    assert story.due("contract.confirmation") == "2026-03-12 18:00"


@pytest.mark.row("3.1")
@pytest.mark.parametrize(("grade", "due"), [("A", "2026-03-05 18:00"), ("B", "2026-03-09 18:00")])
def test_the_proposal_is_due_by_grade(grade: str, due: str) -> None:
    story = lead().graded(grade).through("proposal")
    assert story.due("proposal.improve") == due


@pytest.mark.row("4.1")
def test_each_reviewer_of_the_contract_has_a_working_day_from_their_turn() -> None:
    story = lead().until("contract.review")
    assert (story.asked("contract.review"), story.due("contract.review")) == (("sales_lead",), "2026-03-03 18:00")
    story.at("2026-03-03 11:00").approved("contract.review", "sales_lead")
    assert (story.asked("contract.review"), story.due("contract.review")) == (("finance",), "2026-03-04 18:00")


@pytest.mark.row("4.2")
def test_filing_is_due_one_working_day_after_signing() -> None:
    story = lead().until("contract.signing").at("2026-09-30 10:00").done("contract.signing")
    assert story.due("contract.filing") == "2026-10-08 18:00"


@pytest.mark.row("4.3")
def test_the_plan_is_due_two_working_days_after_the_order() -> None:
    story = lead().until("contract.order").at("2026-09-29 10:00").done("contract.order")
    assert story.due("contract.plan") == "2026-10-08 18:00"


@pytest.mark.row("5.1")
def test_the_weekly_report_is_owed_each_friday_from_the_order_to_acceptance() -> None:
    story = lead().until("contract.order").at("2026-09-21 10:00").done("contract.order").until("delivery.acceptance")
    story.at("2026-10-20 10:00")
    assert story.duty("delivery.progress_report") == [
        "2026-09-24 18:00", "2026-09-30 18:00", "2026-10-09 18:00", "2026-10-16 18:00", "2026-10-23 18:00",
    ]  # fmt: skip
    story.done("delivery.progress_report")
    assert story.duty("delivery.progress_report")[0] == "2026-09-30 18:00"
    story.done("delivery.acceptance")
    assert story.duty("delivery.progress_report") == []


@pytest.mark.row("5.1")
def test_completion_is_due_on_the_contracts_date_and_shown_ten_working_days_before() -> None:
    story = (
        lead().until("contract.draft").done("contract.draft", delivery_date="2026-10-16").until("delivery.completion")
    )
    owed = next(one for one in story.owed() if one.what == "delivery.completion")
    assert (owed.due.strftime("%m-%d %H:%M"), owed.shown_from.strftime("%m-%d")) == ("10-16 18:00", "09-28")  # type: ignore[union-attr]


@pytest.mark.row("5.2")
def test_a_failed_acceptance_needs_a_plan_in_two_days_then_the_next_round() -> None:
    story = lead().until("delivery.acceptance")
    assert story.standing("delivery.correction") == "skipped"
    story.at("2026-03-04 10:00").done("delivery.acceptance", outcome="failed", cause="…")
    assert (story.standing("delivery.correction"), story.due("delivery.correction")) == ("open", "2026-03-06 18:00")
    assert (story.round("delivery.acceptance"), story.standing("delivery.acceptance")) == (2, "waiting")
    story.done("delivery.correction", retest="2026-03-13")
    assert (story.standing("delivery.acceptance"), story.due("delivery.acceptance")) == ("open", "2026-03-13 18:00")
    story.at("2026-03-13 15:00").done("delivery.acceptance")
    assert story.due("delivery.first_visit") == "2026-03-20 15:00"


@pytest.mark.row("5.3")
def test_the_first_visit_is_a_week_after_the_accepted_round() -> None:
    story = lead().until("delivery.acceptance").at("2026-09-28 10:00").done("delivery.acceptance")
    assert story.due("delivery.first_visit") == "2026-10-05 10:00"


@pytest.mark.row("5.2")
def test_open_items_are_owed_by_their_person_until_closed() -> None:
    rows = (
        {"what": "培训", "who": "p.delivery", "by": "2026-04-01"},
        {"what": "手册", "who": "p.product", "by": "2026-04-08"},
    )
    story = (
        lead()
        .until("delivery.acceptance")
        .done("delivery.acceptance", outcome="accepted_with_open_items", open_items=rows)
    )
    owed = [
        (one.person, one.due.strftime("%m-%d")) for one in story.owed() if one.what == "delivery.open_items" and one.due
    ]
    assert owed == [("p.delivery", "04-01"), ("p.product", "04-08")]
    story.done("delivery.open_items", who="p.delivery")
    assert story.duty("delivery.open_items") == ["2026-04-08 18:00"]


@pytest.mark.row("5.3")
def test_greetings_are_due_a_working_day_before_the_named_day_for_won_customers() -> None:
    story = lead().until("contract.signing")
    assert story.duty("care.greetings") == []
    story.done("contract.signing").at("2026-09-01 09:00")
    assert story.duty("care.greetings")[-1] == "2026-09-24 18:00"


@pytest.mark.row("5.3")
def test_greetings_wait_while_a_complaint_is_open_and_a_complaint_has_its_own_clocks() -> None:
    story = lead().through("delivery").at("2026-09-01 10:00").done("care.complaint", who="wang.lei")
    assert story.duty("care.greetings") == []
    owed = {
        one.what: one.due.strftime("%m-%d %H:%M")
        for one in story.owed()
        if one.what and "complaint" in one.what and one.due
    }
    assert owed == {"care.complaint.answer": "09-01 15:30"} or owed["care.complaint.answer"] == "09-01 15:30"


@pytest.mark.row("5.3")
def test_news_counts_from_the_last_time_and_never_piles_up() -> None:
    story = lead().until("contract.signing").done("contract.signing").at("2027-03-02 09:00")
    assert len(story.duty("care.news")) == 1


@pytest.mark.row("5.3")
def test_a_complaint_of_a_finished_customer_is_owed_within_four_working_hours() -> None:
    story = lead().until("delivery.first_visit").done("delivery.first_visit").advanced()
    story.at("2026-09-01 14:00").done("care.complaint", who="wang.lei")
    owed = {one.what: one.due.strftime("%m-%d %H:%M") for one in story.owed() if one.occurrence and one.due}
    assert owed == {"care.complaint.answer": "09-01 18:00"}
    story.done("care.complaint.answer")
    assert [one.what for one in story.owed() if one.occurrence] == ["care.complaint.solution"]
