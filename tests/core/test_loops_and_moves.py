"""Rounds, waking, closing, reopening, handing over: what moves, what stays, and what the history keeps."""

from __future__ import annotations

import pytest
from story import OWNER, Story

from salesctl.core.commands import Advance, Undo

STAGES = ("lead", "needs", "proposal", "contract", "delivery")


def in_stage(stage: str) -> Story:
    return Story().at("2026-03-02 09:00").opened().through(stage)


@pytest.mark.row("1.1")
def test_the_name_alone_opens_a_deal_whose_capture_is_done() -> None:
    story = Story().at("2026-03-02 09:00").opened()
    assert story.standing("lead.capture") == "done"
    assert story.open() == ["lead.screening", "lead.grading", "lead.first_contact"]


@pytest.mark.row("1.2")
def test_a_lead_that_does_not_fit_is_closed_with_the_reason_and_one_that_is_early_sleeps() -> None:
    unfit = (
        Story().at("2026-03-02 09:00").opened().done("lead.screening", outcome="unfit", industry_fit="no", reason="…")
    )
    assert unfit.deal.status == "lost"
    early = (
        Story()
        .at("2026-03-02 09:00")
        .opened()
        .done("lead.screening", outcome="not_yet", need_or_budget="no", reason="…")
    )
    assert (early.deal.status, early.standing("lead.screening")) == ("nurture", "done")
    early.at("2026-04-02 09:00").moved("resumed")
    assert (early.deal.status, early.standing("lead.screening"), early.round("lead.screening")) == ("open", "open", 2)


@pytest.mark.row("1.4")
def test_unreachable_before_tries_on_three_days_in_two_ways_is_a_warning_and_no_block() -> None:
    story = (
        Story()
        .at("2026-03-02 09:00")
        .opened()
        .contacted(reached=False)
        .done("lead.first_contact", outcome="unreachable")
    )
    assert story.deal.status == "nurture"
    assert "rule.broken" in story.hints
    tried = (
        Story()
        .at("2026-03-02 09:00")
        .opened()
        .contacted(reached=False)
        .at("2026-03-03 09:00")
        .contacted(reached=False, kind="mail")
    )
    tried.at("2026-03-04 09:00").contacted(reached=False).done("lead.first_contact", outcome="unreachable")
    assert tried.hints == ()


@pytest.mark.row("2.3")
def test_another_solution_is_talked_again_and_another_need_goes_back_to_the_report() -> None:
    story = in_stage("needs").until("needs.solution_talk").done("needs.solution_talk", outcome="another_solution")
    assert (story.open(), story.round("needs.solution_talk")) == (["needs.solution_talk"], 2)
    story.done("needs.solution_talk", outcome="other_need")
    assert (story.open(), story.round("needs.report"), story.round("needs.survey")) == (["needs.report"], 2, 1)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.row("U3")
def test_losing_holding_sleeping_and_reopening_work_from_every_open_stage(stage: str) -> None:
    story = in_stage(stage)
    won = story.deal.status == "won"
    story.moved("closed", who="p.sales_lead" if won else OWNER, **{"as": "void" if won else "lost", "because": "other"})
    assert story.codes == ()
    assert story.deal.status == ("void" if won else "lost")
    assert story.owed() == ()
    assert story.try_done(STEP[stage]).codes == ("deal.closed",)
    story.at("2026-04-01 09:00").moved("reopened", to=stage, because="…")
    assert (story.codes, story.deal.stage, story.deal.status) == ((), stage, "won" if won else "open")
    assert story.history[-1].data["because"] == "…"
    assert STEP[stage] in story.open()
    # Delivery is owed on the contract's date, whatever happened since; every other clock starts fresh.
    assert [
        one.what for one in story.owed() if one.late(story.now) and one.what in story.open() and stage != "delivery"
    ] == []


def test_a_deal_that_ended_asleep_is_awake_when_it_is_reopened() -> None:
    story = in_stage("lead").moved("nurtured", because="…")
    for _ in STAGES:
        assert story.ask(Advance(override=True, because="…"), "p.sales_lead").codes == ()
    assert story.deal.finished is not None
    story.at("2026-04-01 09:00").moved("reopened", to="lead", because="…")
    assert (story.codes, story.deal.status) == ((), "open")
    (call,) = [one for one in story.owed() if one.what == "lead.first_contact"]
    assert call.due is not None


STEP = {
    "lead": "lead.screening", "needs": "needs.survey", "proposal": "proposal.improve", "contract": "contract.draft",
    "delivery": "delivery.completion",
}  # fmt: skip


@pytest.mark.parametrize("stage", STAGES[:4])
def test_any_open_stage_can_sleep_and_wake_where_it_was(stage: str) -> None:
    story = in_stage(stage).moved("nurtured", because="…")
    assert (story.codes, story.deal.status) == ((), "nurture")
    assert story.ask(Advance(), OWNER).codes[0] == "advance.asleep"
    assert [one for one in story.owed() if one.kind == "step"] == []
    story.at("2026-06-01 09:00").moved("resumed")
    assert (story.deal.status, story.deal.stage) == ("open", stage)


@pytest.mark.row("5.3")
def test_a_won_deal_is_not_lost_but_voided_by_the_sales_lead_and_its_win_stays() -> None:
    story = in_stage("delivery")
    assert story.moved("closed", **{"as": "lost", "because": "price"}).codes == ("move.not_now",)
    assert story.moved("closed", **{"as": "void", "because": "terminated"}).codes == ("people.may_not",)
    story.moved("closed", who="p.sales_lead", **{"as": "void", "because": "terminated"})
    assert (story.deal.status, len(story.deal.won)) == ("void", 1)


@pytest.mark.row("4.2")
def test_signing_wins_and_the_process_goes_on_until_the_first_visit() -> None:
    story = in_stage("contract").until("contract.signing")
    assert story.deal.status == "open"
    story.done("contract.signing")
    assert (story.deal.status, story.deal.finished) == ("won", None)
    story.until("delivery.first_visit").done("delivery.first_visit").advanced()
    assert story.deal.finished is not None
    assert story.try_done("delivery.first_visit").codes == ("deal.finished",)


@pytest.mark.row("5.3")
def test_a_repeat_deal_skips_what_is_known_and_asks_two_reviewers() -> None:
    story = Story().at("2026-03-02 09:00").opened(kind="repeat").through("needs")
    assert story.standing("needs.survey") == "skipped"
    assert (story.open(), story.due("needs.report")) == (["needs.report"], "2026-03-03 18:00")
    story.until("proposal.review")
    assert story.asked("proposal.review") == ("sales_lead", "finance")
    story.through("contract")
    assert story.due("contract.draft") == "2026-03-04 18:00"


def test_back_opens_a_new_round_and_needs_its_reason() -> None:
    story = in_stage("proposal")
    assert story.moved("returned", to="needs").codes == ("move.no_reason",)
    assert story.moved("returned", to="contract", because="…").codes == ("back.not_earlier",)
    story.at("2026-03-20 10:00").moved("returned", to="needs", because="…")
    assert (story.deal.stage, story.open(), story.round("needs.survey")) == ("needs", ["needs.survey"], 2)
    assert story.due("needs.survey") == "2026-03-27 18:00"


def test_advance_says_every_reason_and_only_the_sales_lead_overrides() -> None:
    story = in_stage("needs")
    story.ask(Advance(), OWNER)
    assert story.codes == ("advance.undone",) * 4
    assert story.refused is not None
    assert story.refused.problems[0].command == "done {customer} needs.survey"
    assert story.ask(Advance(override=True, because="…"), OWNER).codes == ("people.may_not",)
    assert story.ask(Advance(override=True), "p.sales_lead").codes == ("move.no_reason",)
    story.ask(Advance(override=True, because="…"), "p.sales_lead")
    assert (story.codes, story.deal.stage) == ((), "proposal")
    assert all(one.severity == "info" for one in story.found())


def test_a_step_of_another_stage_a_done_one_and_a_waiting_one_say_what_to_do() -> None:
    story = in_stage("needs")
    assert story.try_done("proposal.improve").codes == ("step.other_stage",)
    assert story.try_done("lead.screening").codes == ("step.already_done",)
    story.try_done("needs.report", core_need="…", target_date="2026-05-01", sent_to="…", sent_how="mail")
    assert story.codes == ("step.not_open",)
    assert story.refused is not None
    assert story.refused.problems[0].command == "done {customer} needs.survey"


def test_times_in_the_future_before_the_lead_or_before_the_step_are_refused() -> None:
    story = in_stage("needs").at("2026-03-10 10:00")
    assert story.try_done("needs.survey", at="2026-03-11 10:00").codes == ("event.in_future",)
    assert story.try_done("needs.survey", at="2026-03-01 10:00").codes[0] == "event.before_opened"
    story.done("needs.survey")
    assert story.try_done("needs.report", at="2026-03-09 10:00").codes == ("event.too_early",)


def test_undo_takes_back_ones_own_last_event_by_an_event() -> None:
    story = in_stage("needs").done("needs.survey")
    before = len(story.history)
    story.ask(Undo(), OWNER)
    assert (story.codes, len(story.history), story.open()) == ((), before + 1, ["needs.survey"])
    story.done("needs.survey").approved  # noqa: B018  the step can be done again
    assert story.open() == ["needs.report"]


def test_undo_is_refused_where_others_went_on_from_it() -> None:
    story = in_stage("proposal").until("proposal.review").approved("proposal.review", "legal")
    story.ask(Undo(), OWNER)
    assert story.codes == ("undo.built_on",)


@pytest.mark.row("5.1")
def test_an_unsigned_change_order_blocks_acceptance() -> None:
    story = (
        in_stage("delivery").until("delivery.acceptance").done("delivery.change_order").done("delivery.change_order")
    )
    story.try_done("delivery.acceptance")
    assert story.codes == ("step.held_up", "step.held_up")
    inner = story.playbook.whenevers["delivery.change_order"].steps[0]
    from salesctl.core.commands import Do

    story.ask(Do(step=inner, values=story.plain(inner)), "p.delivery")
    assert (story.codes, story.refused.exit_code if story.refused else None) == (("whenever.which",), 2)
    for number in (1, 2):
        story.ask(Do(step=inner, occurrence=number, values=story.plain(inner)), "p.delivery")
        assert story.codes == ()
    story.done("delivery.acceptance")


def test_handing_over_keeps_the_clocks_and_the_history() -> None:
    story = in_stage("needs").done("needs.survey")
    due = story.due("needs.report")
    story.moved("assigned", who="p.account_manager")
    story.history = (*story.history[:-1], story.history[-1])
    assert story.due("needs.report") == due


def test_a_named_specialist_owes_what_the_role_owes() -> None:
    story = in_stage("contract")
    assert next(one.person for one in story.owed() if one.what == "contract.draft") == "p.legal"
    from salesctl.core.commands import Move

    story.ask(Move(what="assigned", data={"who": OWNER, "role": "legal"}), OWNER)
    assert next(one.person for one in story.owed() if one.what == "contract.draft") == OWNER
