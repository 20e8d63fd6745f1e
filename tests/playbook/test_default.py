"""The playbook that is shipped says what the written process says, row by row."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from salesctl.core.conditions import Compare, Fact, Literally
from salesctl.core.linting import lint
from salesctl.core.playbook import Duty, Field, Playbook, Step, Whenever
from salesctl.store.playbook import read_playbook, read_with_places

SHIPPED = Path(__file__).parents[2] / "playbook.yaml"


@cache
def b2b() -> Playbook:
    return read_playbook(SHIPPED.read_bytes(), str(SHIPPED))


def entries() -> tuple[Step | Duty | Whenever, ...]:
    return (*b2b().steps.values(), *b2b().duties.values(), *b2b().whenevers.values())


def step(name: str) -> Step:
    return b2b().steps[name]


def dues(entry: Step | Duty) -> list[str]:
    """The deadlines as written, ``none`` for a case without one."""
    return [case.then.text if case.then else "none" for case in entry.due]


def actions(name: str) -> dict[str, str]:
    return {one.id: " ".join(filter(None, (one.action.kind, one.action.target))) for one in step(name).outcomes}


def always(form: str) -> set[str]:
    """The fields that are asked whatever the outcome (and those that only one other outcome excuses)."""
    return {one.id for one in b2b().forms[form].fields if is_asked(one)}


def is_asked(field: Field) -> bool:
    return not field.required or (field.required[-1].when is None and field.required[-1].then is True)


def sometimes(form: str) -> set[str]:
    """The fields that only a condition requires."""
    conditional = {one.id for one in b2b().forms[form].fields if any(case.when and case.then for case in one.required)}
    return conditional - always(form)


def field(form: str, name: str) -> Field:
    found = b2b().forms[form].field(name)
    assert found is not None
    return found


def columns(form: str, name: str) -> set[str]:
    return {one.id for one in field(form, name).columns}


def zh(entry: Step | Duty | Whenever) -> str:
    return entry.title["zh"]


# The frame ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", [SHIPPED, SHIPPED.parent / "examples" / "agency" / "playbook.yaml"])
def test_the_linter_has_nothing_to_say(file: Path) -> None:
    reading = read_with_places(file.read_bytes(), str(file))
    assert lint(reading.playbook, None, reading.places) == ()


def test_the_two_playbooks_share_no_id() -> None:
    other = read_playbook((SHIPPED.parent / "examples" / "agency" / "playbook.yaml").read_bytes(), "agency")
    ids = [
        {*book.roles, *book.stages, *book.grades, *book.kinds, *book.forms, *(one.split(".")[-1] for one in book.steps)}
        for book in (b2b(), other)
    ]
    assert ids[0] & ids[1] == set()


def test_the_stages_stand_in_their_order() -> None:
    assert b2b().stage_order == ("lead", "needs", "proposal", "contract", "delivery")


def test_the_roles_are_those_of_the_process_and_the_customer_is_outside() -> None:
    book = b2b()
    assert list(book.roles) == [
        "account_manager",
        "sales_lead",
        "product",
        "technical",
        "legal",
        "finance",
        "sales_assistant",
        "delivery",
        "customer",
    ]
    assert [one.id for one in book.roles.values() if one.outside] == ["customer"]
    assert book.owner_role == "account_manager"


def test_the_twelve_forms_bear_the_names_that_the_field_uses() -> None:
    names = {name: form.title["zh"] for name, form in b2b().forms.items()}
    twelve = {
        "registration": "客户信息登记表",
        "needs_checklist": "需求分析清单",
        "needs_report": "需求分析报告",
        "solution_talk": "方案沟通记录表",
        "proposal": "合作方案",
        "letter_of_intent": "合作意向书",
        "contract": "合同",
        "order_notice": "订单执行通知单",
        "progress_report": "项目进展报告",
        "change_order": "变更确认单",
        "acceptance": "验收确认表",
        "aftersales_visit": "售后跟进记录表",
    }
    assert {name: names[name] for name in twelve} == twelve
    assert list(names)[:12] == list(twelve)


def test_everything_that_is_shown_is_said_in_both_languages() -> None:
    book = b2b()
    for entry in entries():
        for text in (entry.title, entry.goal, entry.say):
            assert set(text or ()) == {"zh", "en"}, entry.id
        assert entry.number, entry.id
    for stage in book.stages.values():
        assert stage.goal is not None
        assert set(stage.title) == set(stage.goal) == {"zh", "en"}


def test_every_field_has_a_title_in_both_languages() -> None:
    fields = [(form.id, one) for form in b2b().forms.values() for top in form.fields for one in (top, *top.columns)]
    assert [f"{form}.{one.id}" for form, one in fields if set(one.title) != {"zh", "en"}] == []


def test_a_new_colleague_is_shown_how_every_step_is_done() -> None:
    ordered = [one for one in b2b().steps.values() if one.whenever is None]
    assert [one.id for one in ordered if one.hint is None or set(one.hint) != {"zh", "en"}] == []


def test_decisions_of_our_own_are_marked() -> None:
    ours = {one.id for one in entries() if not isinstance(one, Whenever) and {"due", "every"} & set(one.ours)}
    assert {
        "lead.grading",
        "needs.survey",
        "needs.solution_talk",
        "proposal.improve",
        "proposal.review",
        "proposal.intent",
        "contract.draft",
        "contract.review",
        "contract.order",
        "contract.plan",
        "delivery.completion",
        "delivery.acceptance",
        "delivery.correction",
        "care.news",
        "care.greetings",
        "pool.news",
        "pool.review",
    } <= ours
    given = {
        "lead.first_contact",
        "needs.report",
        "contract.filing",
        "delivery.first_visit",
        "delivery.progress_report",
    }
    assert not ours & given


def test_who_may_make_the_moves_that_are_no_step() -> None:
    moves = b2b().moves
    assert [case.then for case in moves["override"].may] == [("sales_lead",)]
    assert [case.then for case in moves["void"].may] == [("sales_lead",), None]
    assert [case.then for case in moves["hold"].may] == [("sales_lead",), None]
    assert moves["hold"].most is not None
    assert (moves["hold"].most.n, moves["hold"].most.unit) == (30, "d")
    assert moves["hold"].condition is not None
    assert moves["hold"].reasons
    assert moves["lost"].reasons


def test_escalation_climbs_from_who_owes_it_to_the_sales_lead() -> None:
    ladder = [(one.kind, one.n, one.who) for one in b2b().remind]
    assert ladder == [("percent", 75, ("doer",)), ("percent", 100, ("owner",)), ("later", 0, ("sales_lead",))]


def test_repeat_business_skips_what_is_known_already() -> None:
    not_repeat = Compare(Fact("kind"), "!=", Literally("repeat"))
    assert {one.id for one in b2b().steps.values() if one.condition == not_repeat} == {
        "needs.survey",
        "needs.solution_talk",
        "proposal.intent",
    }
    assert list(b2b().kinds) == ["new", "repeat"]


def test_the_amount_is_the_contracts_else_the_negotiated_else_the_quoted() -> None:
    assert [str(one) for one in b2b().amount] == ["contract.price", "negotiation.price", "proposal.price"]


# 1 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.row("1.1")
def test_a_lead_is_captured_by_being_opened_and_names_its_channel() -> None:
    capture = step("lead.capture")
    assert (capture.by, capture.forms, capture.done_by, zh(capture)) == (
        "account_manager",
        ("registration",),
        "opened",
        "线索获取",
    )
    assert b2b().forms["registration"].on_card
    assert set(field("registration", "channel").choices) >= {"website", "trade_fair", "partner", "social"}
    assert always("registration") == {"name", "industry", "contacts", "need", "channel"}
    assert columns("registration", "contacts") == {"name", "position", "phone", "email", "part"}


@pytest.mark.row("1.2")
def test_screening_asks_three_criteria_and_a_lead_that_fails_is_closed_or_nurtured() -> None:
    assert zh(step("lead.screening")) == "线索筛选"
    assert always("screening") == {"industry_fit", "size_fit", "need_or_budget"}
    assert sometimes("screening") == {"reason"}
    assert actions("lead.screening") == {"fits": "go_on", "unfit": "close lost", "not_yet": "nurture"}
    fits = step("lead.screening").outcome("fits")
    assert fits is not None
    assert [rule.strength for rule in fits.must] == ["block"]


@pytest.mark.row("1.3")
def test_grading_proposes_a_grade_and_sends_c_to_the_pool() -> None:
    grading = step("lead.grading")
    assert (grading.done_by, dues(grading), zh(grading)) == ("graded", ["4wh after opened or woken"], "线索分级")
    assert actions("lead.grading") == {"A": "go_on", "B": "go_on", "C": "nurture"}
    assert list(b2b().grades) == ["A", "B", "C"]
    assert always("grading") == set()
    assert all(one.condition for one in b2b().grades.values())


@pytest.mark.row("1.3")
def test_the_pool_hears_from_us_and_is_reviewed() -> None:
    news, review = b2b().duties["pool.news"], b2b().duties["pool.review"]
    assert news.every is not None
    assert review.every is not None
    assert (news.every.text, review.every.text, review.first) == ("30d", "90d", "review")
    assert {news.strength, review.strength} == {"info"}


@pytest.mark.row("1.4")
def test_the_first_contact_is_due_by_grade_and_no_grade_counts_as_a() -> None:
    contact = step("lead.first_contact")
    assert contact.forms == ("first_contact", "registration")
    kinds = [case.when.right for case in contact.due if isinstance(case.when, Compare)]
    assert kinds == [Literally("C"), Literally("B")]
    assert dues(contact)[0] == "none"
    assert dues(contact)[1].startswith("48h after opened or woken")
    assert dues(contact)[2].startswith("24h after opened or woken")
    assert all(text.endswith("but not before 4h after upgraded") for text in dues(contact)[1:])


@pytest.mark.row("1.4")
def test_nobody_is_unreachable_before_three_days_and_two_ways() -> None:
    unreachable = step("lead.first_contact").outcome("unreachable")
    assert unreachable is not None
    assert unreachable.action.kind == "nurture"
    assert [(rule.strength, rule.text) for rule in unreachable.must] == [("warn", "tries >= 3 and ways >= 2")]


@pytest.mark.row("1.4")
def test_screening_grading_and_first_contact_have_no_order() -> None:
    group = next(one for one in b2b().groups.values() if one.stage == "lead")
    assert group.members == ("lead.screening", "lead.grading", "lead.first_contact")
    assert group.enough is None


# 2 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.row("2.1")
def test_the_survey_brings_five_answers_and_how_it_was_held() -> None:
    assert (step("needs.survey").forms, dues(step("needs.survey"))) == (
        ("needs_checklist",),
        ["5wd after lead.first_contact"],
    )
    assert {"pains", "goals", "budget_state", "decision_steps", "key_dates", "how", "their_people"} == always(
        "needs_checklist"
    )


@pytest.mark.row("2.2")
def test_the_report_is_sent_a_working_day_after_the_meeting_and_after_every_change() -> None:
    report = step("needs.report")
    assert dues(report) == ["1wd after survey or confirmation=changed or solution_talk=other_need"]
    assert (report.forms, report.tell) == (("needs_report",), ("customer",))
    assert {"core_need", "target_date", "success", "sent_to", "sent_how"} == always("needs_report")


@pytest.mark.row("2.2")
def test_the_customer_confirms_the_needs_as_often_as_it_takes() -> None:
    answer = step("needs.confirmation")
    assert (answer.by, dues(answer)) == ("customer", ["3wd after report or contacted"])
    assert actions("needs.confirmation") == {"confirmed": "go_on", "changed": "again needs.report"}
    assert sometimes("needs_answer") == {"changes"}


@pytest.mark.row("2.3")
def test_the_solution_talk_goes_on_or_tries_another_or_returns_to_the_report() -> None:
    talk = step("needs.solution_talk")
    assert (talk.by, talk.helpers, talk.forms) == ("product", ("account_manager",), ("solution_talk",))
    assert list(actions("needs.solution_talk").values()) in (
        ["go_on", "again", "again needs.report"],
        ["go_on", "again needs.solution_talk", "again needs.report"],
    )
    assert {"functions", "period_days", "effect", "reactions", "next"} <= always("solution_talk")


# 3 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.row("3.1")
def test_four_judge_the_proposal_in_parallel_and_two_for_repeat_business() -> None:
    review = step("proposal.review")
    asked = [(case.then.mode, set(case.then.roles)) for case in review.approve or () if case.then]
    assert asked == [("all", {"sales_lead", "finance"}), ("all", {"product", "technical", "legal", "finance"})]
    assert (review.by, review.no.kind, review.no.target) == ("sales_lead", "again", "proposal.improve")
    assert dues(review) == ["2wd after improve"]
    assert dues(step("proposal.improve")) == ["3wd", "5wd"]


@pytest.mark.row("3.1")
def test_each_role_is_bound_to_what_it_looks_at() -> None:
    seen = {role: {one.field for one in fields} for role, fields in step("proposal.review").looks_at.items()}
    assert {"price", "floor_price", "payment_plan"} <= seen["finance"]
    assert "payment_plan" in seen["legal"]
    assert not {"price", "floor_price"} & (seen["product"] | seen["technical"])


@pytest.mark.row("3.1")
def test_the_proposal_adds_up_and_keeps_its_floor_to_itself() -> None:
    assert {rule.text for rule in b2b().forms["proposal"].must} == {
        "price = sum of items.amount",
        "price = sum of payment_plan.amount",
        "floor_price <= price",
    }
    assert {one.id for one in b2b().forms["proposal"].fields if one.internal} == {"floor_price", "margin"}
    assert {"items", "price", "tax", "floor_price", "payment_plan", "services", "standard", "valid_until"} <= always(
        "proposal"
    )


@pytest.mark.row("3.2")
def test_the_agreed_price_is_never_under_the_reviewed_floor() -> None:
    talks = step("proposal.negotiation")
    assert (talks.by, talks.helpers) == ("sales_lead", ("account_manager",))
    assert actions("proposal.negotiation") == {
        "agreed": "go_on",
        "beyond": "again proposal.improve",
        "no_agreement": "close lost",
    }
    agreed = talks.outcome("agreed")
    assert agreed is not None
    assert "negotiation.price >= proposal.floor_price" in [
        rule.text for rule in agreed.must if rule.strength == "block"
    ]


@pytest.mark.row("3.2")
def test_every_objection_is_logged_with_the_answer_offered() -> None:
    assert columns("negotiation", "objections") == {"about", "what", "answer", "settled"}
    assert always("negotiation") == {"price", "tax", "payment_plan", "delivery_days", "after_sales"}


@pytest.mark.row("3.3")
def test_the_letter_of_intent_repeats_what_was_negotiated() -> None:
    intent = step("proposal.intent")
    assert (intent.by, intent.forms, dues(intent)) == (
        "account_manager",
        ("letter_of_intent",),
        ["5wd after negotiation"],
    )
    for name in ("price", "payment_plan", "delivery_days"):
        assert str(field("letter_of_intent", name).same_as) == f"negotiation.{name}"
    assert {"binding", "next_steps", "signed_us", "signed_customer"} <= always("letter_of_intent")


# 4 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.row("4.1")
def test_the_contract_has_its_five_parts_and_the_negotiated_price() -> None:
    assert step("contract.draft").by == "legal"
    assert dues(step("contract.draft")) == ["2wd after proposal.intent or review=rejected or confirmation=changed"]
    assert {"rights", "scope", "acceptance_standard", "breach", "confidentiality"} <= always("contract")
    for name in ("price", "tax", "payment_plan"):
        wanted = field("contract", name)
        assert (str(wanted.same_as), wanted.strength) == (f"negotiation.{name}", "block")
    assert columns("contract", "deviations") == {"clause", "risk"}


@pytest.mark.row("4.1")
def test_sales_judges_the_contract_before_finance() -> None:
    review = step("contract.review")
    asked = [(case.then.mode, case.then.roles) for case in review.approve or () if case.then]
    assert asked == [("sequence", ("sales_lead", "finance"))]
    assert (review.no.kind, review.no.target, dues(review)) == ("again", "contract.draft", ["1wd each"])


@pytest.mark.row("4.2")
def test_the_customer_confirms_both_sign_and_the_contract_is_filed() -> None:
    answer, filing = step("contract.confirmation"), step("contract.filing")
    assert (answer.by, dues(answer)) == ("customer", ["5wd after review but not before 3wd after contacted"])
    assert actions("contract.confirmation") == {"confirmed": "go_on", "changed": "again contract.draft"}
    assert b2b().won == "contract.signing"
    assert set(field("signing", "kind").choices) == {"paper", "electronic"}
    assert (filing.by, dues(filing), filing.tell) == ("sales_assistant", ["1wd after signing"], ("finance", "delivery"))
    assert {"number", "scan", "told"} == always("filing")


@pytest.mark.row("4.3")
def test_the_order_goes_to_delivery_and_comes_back_as_a_plan() -> None:
    order, plan = step("contract.order"), step("contract.plan")
    assert order.forms == ("order_notice",)
    assert "delivery" in order.tell
    assert dues(order) == ["1wd after filing or plan=returned"]
    assert {"need", "delivery_date", "acceptance_standard", "contract_number", "items", "prepayment"} == always(
        "order_notice"
    )
    assert (plan.by, dues(plan), plan.tell) == ("delivery", ["2wd after order"], ("account_manager", "customer"))
    assert actions("contract.plan") == {"planned": "go_on", "returned": "again contract.order"}


# 5 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.row("5.1")
def test_a_report_is_owed_every_friday_from_the_order_to_the_acceptance() -> None:
    report = b2b().duties["delivery.progress_report"]
    assert report.every is not None
    assert report.until is not None
    assert report.every.text == "Friday 18:00 or the working day before"
    assert [one.name for one in report.start.refs] == ["contract.order"]
    assert [one.name for one in report.until.refs] == ["delivery.acceptance"]
    assert "customer" in report.tell


@pytest.mark.row("5.1")
def test_an_unsigned_change_stands_in_the_way_of_acceptance() -> None:
    change = b2b().whenevers["delivery.change_order"]
    assert (change.forms, change.steps) == (("change_order",), ("delivery.change_order.signed",))
    assert change.blocks == ("delivery.acceptance",)
    assert {"price_effect", "days_effect", "responsibility", "what", "reason", "asked_by"} == always("change_order")
    assert {"signed_us", "signed_customer"} == always("change_signature")


@pytest.mark.row("5.1")
def test_delivery_ends_on_the_contracts_date_or_on_that_of_a_signed_change() -> None:
    completion = step("delivery.completion")
    assert dues(completion) == ["change_order.new_date", "contract.delivery_date"]
    reminded = [one for case in completion.remind or () for one in case.then or ()]
    assert any(
        one.kind == "before" and one.amount and (one.amount.n, one.amount.unit) == (10, "wd") for one in reminded
    )


@pytest.mark.row("5.2")
def test_acceptance_goes_round_until_the_customer_accepts() -> None:
    names = list(b2b().steps)
    assert names.index("delivery.correction") < names.index("delivery.acceptance")
    assert actions("delivery.acceptance") == {
        "accepted": "go_on",
        "accepted_with_open_items": "go_on",
        "failed": "again delivery.correction",
    }
    failed = step("delivery.acceptance").outcome("failed")
    assert failed is not None
    assert "sales_lead" in failed.tell
    assert dues(step("delivery.acceptance")) == ["correction.retest", "5wd after completion"]
    assert dues(step("delivery.correction")) == ["2wd after acceptance=failed"]
    assert sometimes("acceptance") == {"open_items", "cause"}
    assert always("correction") == {"plan", "retest"}


@pytest.mark.row("5.2")
def test_every_open_item_is_owed_by_somebody_until_a_date() -> None:
    owed = b2b().duties["delivery.open_items"]
    assert (str(owed.each), dues(owed), owed.lasts) == (
        "acceptance.open_items",
        ["acceptance.open_items.by"],
        "beyond the deal",
    )
    assert columns("acceptance", "open_items") == {"what", "who", "by"}


@pytest.mark.row("5.3")
def test_the_first_visit_is_a_week_after_acceptance() -> None:
    visit = step("delivery.first_visit")
    assert (visit.by, visit.forms, dues(visit)) == ("account_manager", ("aftersales_visit",), ["1w after acceptance"])
    scale = field("aftersales_visit", "satisfaction")
    assert (scale.min, scale.max) == ("1", "5")
    assert b2b().duties["care.dissatisfied"].by == "sales_lead"


@pytest.mark.row("5.3")
def test_news_and_greetings_go_on_with_the_customer() -> None:
    news, greetings = b2b().duties["care.news"], b2b().duties["care.greetings"]
    assert news.every is not None
    assert greetings.every is not None
    assert news.every.text == "60d"
    assert set(greetings.every.holidays) == {"new_year", "spring_festival", "dragon_boat", "mid_autumn", "national_day"}
    assert [str(one) for one in greetings.every.dates] == ["customer.founded"]
    assert greetings.condition is not None
    assert {news.lasts, greetings.lasts} == {"with the customer"}
    assert {news.strength, greetings.strength} == {"info"}


@pytest.mark.row("5.3")
def test_a_complaint_is_answered_in_four_hours_and_solved_in_two_days() -> None:
    complaint = b2b().whenevers["care.complaint"]
    assert complaint.steps == ("care.complaint.answer", "care.complaint.solution")
    assert complaint.tell == ("account_manager",)
    assert [dues(step(name)) for name in complaint.steps] == [["4wh after raised"], ["2wd after raised"]]
