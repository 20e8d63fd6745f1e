"""Reviews: in parallel and one after the other, who is asked again and who is not (``process.md`` 3.1, 4.1)."""

from __future__ import annotations

import pytest
from story import Story

from salesctl.core.commands import Amend, Judge

REVIEW = "proposal.review"


def submitted() -> Story:
    return Story().at("2026-03-02 09:00").opened().until(REVIEW)


@pytest.mark.row("3.1")
def test_four_roles_judge_in_parallel_and_the_last_yes_finishes_the_review() -> None:
    story = submitted()
    assert story.asked(REVIEW) == ("product", "technical", "legal", "finance")
    story.approved(REVIEW, "finance", "product", "legal")
    assert (story.standing(REVIEW), story.asked(REVIEW)) == ("open", ("technical",))
    story.at("2026-03-03 16:00").approved(REVIEW, "technical")
    assert story.standing(REVIEW) == "done"
    assert story.deal.step(REVIEW).done.at.strftime("%d %H:%M") == "03 16:00"  # type: ignore[union-attr]


@pytest.mark.row("3.1")
def test_a_no_sends_the_proposal_back_and_asks_again_only_whom_it_concerns() -> None:
    story = submitted().approved(REVIEW, "product", "technical", "finance").rejected(REVIEW, "legal", "违约条款缺失")
    assert (story.standing("proposal.improve"), story.round("proposal.improve"), story.round(REVIEW)) == ("open", 2, 2)
    first = story.deal.step("proposal.improve").visits[0].values
    story.done("proposal.improve", **{**first, "floor_price": "80"})
    assert story.asked(REVIEW) == ("legal", "finance")


@pytest.mark.row("3.1")
def test_when_nothing_changed_only_who_said_no_is_asked_again() -> None:
    story = submitted().approved(REVIEW, "product", "technical", "finance").rejected(REVIEW, "legal")
    story.done("proposal.improve", **story.deal.step("proposal.improve").visits[0].values)
    assert story.asked(REVIEW) == ("legal",)


@pytest.mark.row("3.1")
def test_each_no_and_each_round_stays_in_the_history() -> None:
    story = (
        submitted()
        .rejected(REVIEW, "legal")
        .done("proposal.improve")
        .rejected(REVIEW, "finance")
        .done("proposal.improve")
    )
    assert story.round(REVIEW) == 3
    assert [verdict.round for verdict in story.deal.step(REVIEW).verdicts] == [1, 2]
    assert len(story.deal.step("proposal.improve").visits) == 3


@pytest.mark.row("3.1")
def test_a_role_that_is_not_asked_a_person_without_the_role_and_a_no_without_reason_are_refused() -> None:
    story = submitted()
    assert story.ask(Judge(step=REVIEW, yes=True, role="delivery"), "p.delivery").codes == ("verdict.role_not_asked",)
    assert story.ask(Judge(step=REVIEW, yes=True, role="legal"), "p.finance").codes == ("people.not_in_role",)
    assert story.ask(Judge(step=REVIEW, yes=False, role="legal"), "p.legal").codes == ("verdict.no_reason",)
    story.approved(REVIEW, "legal")
    assert story.ask(Judge(step=REVIEW, yes=True, role="legal"), "p.legal").codes == ("verdict.role_not_asked",)


@pytest.mark.row("3.1")
def test_an_amended_price_asks_those_who_look_at_it_even_when_the_review_was_finished() -> None:
    story = submitted().approved(REVIEW)
    assert story.standing(REVIEW) == "done"
    new = {
        "price": "120",
        "items": ({"item": "x", "quantity": "1", "amount": "120"},),
        "payment_plan": ({"when": "on_signing", "amount": "120"},),
    }
    story.ask(Amend(step="proposal.improve", values=new, because="…"), "wang.lei")
    assert story.refused is None
    assert story.standing(REVIEW) == "open"
    assert "finance" in story.asked(REVIEW)
    assert story.round(REVIEW) == 1


@pytest.mark.row("3.1")
def test_a_review_called_back_after_the_stage_was_left_blocks_the_next_advance() -> None:
    story = submitted().through("contract")
    new = {
        "price": "120",
        "items": ({"item": "x", "quantity": "1", "amount": "120"},),
        "payment_plan": ({"when": "on_signing", "amount": "120"},),
    }
    story.ask(Amend(step="proposal.improve", values=new, because="…"), "wang.lei")
    asked = story.asked(REVIEW)
    assert asked
    assert any(one.what == REVIEW for one in story.owed())
    story.approved(REVIEW, *asked)
    assert story.standing(REVIEW) == "done"


@pytest.mark.row("4.1")
def test_the_contract_is_reviewed_one_after_the_other() -> None:
    story = Story().at("2026-03-02 09:00").opened().until("contract.review")
    assert story.ask(Judge(step="contract.review", yes=True, role="finance"), "p.finance").codes == (
        "verdict.role_not_asked",
    )
    story.approved("contract.review", "sales_lead").approved("contract.review", "finance")
    assert story.standing("contract.review") == "done"


@pytest.mark.row("4.1")
def test_a_no_goes_back_to_legal_and_a_changed_price_is_refused() -> None:
    story = Story().at("2026-03-02 09:00").opened().until("contract.review").approved("contract.review", "sales_lead")
    story.rejected("contract.review", "finance")
    assert (story.standing("contract.draft"), story.round("contract.draft")) == ("open", 2)
    first = story.deal.step("contract.draft").visits[0].values
    story.try_done("contract.draft", **{**first, "price": "90"})
    assert "form.not_the_same" in story.codes
    story.done("contract.draft", **first)
    assert story.asked("contract.review") == ("finance",)


@pytest.mark.row("3.2")
def test_the_agreed_price_is_never_under_the_floor() -> None:
    story = Story().at("2026-03-02 09:00").opened().until("proposal.negotiation")
    story.try_done("proposal.negotiation", price="50", payment_plan=({"when": "on_signing", "amount": "50"},))
    assert story.codes == ("rule.broken",)


@pytest.mark.row("3.2")
def test_terms_beyond_the_review_go_back_to_the_proposal() -> None:
    story = Story().at("2026-03-02 09:00").opened().until("proposal.negotiation")
    story.done(
        "proposal.negotiation", outcome="beyond", price="50", payment_plan=({"when": "on_signing", "amount": "50"},)
    )
    assert story.open() == ["proposal.improve"]
    assert story.round("proposal.negotiation") == 2


@pytest.mark.row("3.2")
def test_no_agreement_closes_the_deal_as_lost_with_a_reason() -> None:
    story = (
        Story()
        .at("2026-03-02 09:00")
        .opened()
        .until("proposal.negotiation")
        .done("proposal.negotiation", outcome="no_agreement")
    )
    assert (story.deal.status, story.deal.closed_because is not None) == ("lost", True)
    assert story.owed() == ()


@pytest.mark.row("4.2")
def test_a_changed_text_is_drafted_and_reviewed_again() -> None:
    story = Story().at("2026-03-02 09:00").opened().until("contract.confirmation")
    story.done("contract.confirmation", outcome="changed", changes="…")
    assert story.open() == ["contract.draft"]
    story.done("contract.draft", **story.deal.step("contract.draft").visits[0].values)
    assert story.standing("contract.review") == "done"
    assert story.open() == ["contract.confirmation"]


@pytest.mark.row("4.3")
def test_a_returned_plan_goes_back_to_the_order() -> None:
    story = (
        Story()
        .at("2026-03-02 09:00")
        .opened()
        .until("contract.plan")
        .done("contract.plan", outcome="returned", missing="…")
    )
    assert story.open() == ["contract.order"]
    assert story.round("contract.plan") == 2


@pytest.mark.row("3.1")
def test_a_yes_on_a_condition_counts_at_once_and_the_condition_stays_owed_by_its_person() -> None:
    story = submitted()
    rows = ({"what": "补充保密附件", "who": "p.product", "by": "2026-03-10"},)
    story.ask(Judge(step=REVIEW, yes=True, role="legal", values={"conditions": rows}), "p.legal")
    assert "legal" not in story.asked(REVIEW)
    story.approved(REVIEW)
    owed = [(one.what, one.person, one.due.strftime("%m-%d")) for one in story.owed() if one.row and one.due]
    assert owed == [("proposal.conditions", "p.product", "03-10")]
    story.done("proposal.conditions", who="p.product")
    assert [one for one in story.owed() if one.row] == []
