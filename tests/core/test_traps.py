"""The traps of a process language, each with the smallest playbook that shows it."""

from __future__ import annotations

from copy import copy
from datetime import datetime
from textwrap import dedent

from msgspec.structs import replace
from story import OWNER, Story, playbook_of

from salesctl.core.commands import Amend, Do
from salesctl.core.conditions import AllOf, AnyOf, Compare, Fact, Literally, Not, holds
from salesctl.core.events import Event
from salesctl.core.facts import DealFacts
from salesctl.core.replay import replay

HEAD = """
playbook: small
version: 1
title: Small
roles:
  seller: {title: Seller, owner: yes}
  judge: Judge
  jury: Jury
moves: {lost: {reasons: {gone: Gone}}}
"""


def small(body: str) -> Story:
    playbook = playbook_of(HEAD + dedent(body))
    return Story(playbook=playbook).at("2026-03-02 09:00").opened()


LOOP = """
stages:
- stage: work
  title: Work
  steps:
  - {step: write, title: Write, by: seller, form: paper}
  - {step: send, title: Send, by: seller}
  - step: answer
    title: Answer
    by: seller
    outcomes: {yes_please: go on, not_like_that: again from write}
  - {step: third_time, title: Third time, by: seller, if: round >= 3}
  - {step: later, title: Later, by: seller}
forms:
  paper: {title: Paper, fields: {words: text, day: date}}
"""


def test_only_what_was_reached_gets_a_new_round() -> None:
    story = small(LOOP).done("work.write", "work.send").done("work.answer", outcome="not_like_that")
    assert [story.round(f"work.{name}") for name in ("write", "send", "answer", "third_time", "later")] == [
        2,
        2,
        2,
        1,
        1,
    ]
    story.done("work.write", "work.send").done("work.answer")
    assert story.open() == ["work.later"]
    assert story.standing("work.third_time") == "skipped"


def test_a_form_belongs_to_its_round_and_its_dates_go_with_it() -> None:
    body = LOOP.replace(
        "{step: send, title: Send, by: seller}", "{step: send, title: Send, by: seller, due: 1wd before paper.day}"
    )
    story = small(body).done("work.write", day="2026-03-20")
    assert story.due("work.send") == "2026-03-19 18:00"
    story.done("work.send").done("work.answer", outcome="not_like_that")
    assert (story.due("work.send"), story.standing("work.send")) == (None, "waiting")
    story.done("work.write", day="2026-04-01")
    assert story.due("work.send") == "2026-03-31 18:00"


JOIN = """
stages:
- stage: work
  title: Work
  steps:
  - {step: start, title: Start, by: seller}
  - together:
    - {step: a, title: A, by: seller}
    - step: b
      title: B
      by: seller
      outcomes: {fine: go on, wrong: again from b}
    - {step: c, title: C, by: seller}
    enough: 2
  - {step: finish, title: Finish, by: seller}
"""


def test_enough_of_a_set_keeps_its_members_required_until_enough_are_done() -> None:
    story = small(JOIN).done("work.start")
    assert story.open() == ["work.a", "work.b", "work.c"]
    story.done("work.a")
    assert story.standing("work.finish") == "waiting"
    story.done("work.c")
    assert story.open() == ["work.b", "work.finish"]
    story.done("work.finish").advanced()
    assert story.deal.finished is not None


def test_a_parallel_branch_outside_the_loop_keeps_its_result_and_one_inside_must_close_again() -> None:
    story = (
        small(JOIN.replace("    enough: 2\n", ""))
        .done("work.start", "work.a", "work.c")
        .done("work.b", outcome="wrong")
    )
    assert [story.standing(f"work.{name}") for name in ("a", "b", "c", "finish")] == ["done", "open", "done", "waiting"]
    story.done("work.b")
    assert story.open() == ["work.finish"]


SKIP = """
kinds: {plain: Plain, big: Big}
stages:
- stage: work
  title: Work
  steps:
  - {step: start, title: Start, by: seller}
  - {step: extra, title: Extra, by: seller, if: kind = big}
  - {step: then_on, title: Then, by: seller, due: 2wd after extra}
  - {step: last, title: Last, by: seller}
"""


def test_a_clock_after_a_skipped_step_starts_where_that_step_would_have() -> None:
    story = small(SKIP).at("2026-03-03 10:00").done("work.start")
    assert (story.open(), story.due("work.then_on")) == (["work.then_on"], "2026-03-05 18:00")


def test_a_step_that_comes_to_apply_after_its_successors_are_done_is_reported_and_not_reopened() -> None:
    story = small(SKIP).done("work.start", "work.then_on")
    story.moved("estimated", kind="big")
    assert (story.standing("work.extra"), story.open()) == ("skipped", ["work.last"])
    assert [one.problem.code for one in story.found()] == ["step.applies_after_all"]


def test_a_skipped_step_waits_for_what_stands_before_it() -> None:
    assert small(SKIP).open() == ["work.start"]


def test_unknown_is_neither_yes_nor_no() -> None:
    story = small(SKIP)
    facts = DealFacts(story.playbook, story.state, story.deal)
    unknown = Compare(Fact("grade"), "!=", Literally("A"))
    true = Compare(Fact("kind"), "=", Literally("plain"))
    assert holds(unknown, facts) is None
    assert holds(Not(unknown), facts) is None
    assert holds(AnyOf((unknown, true)), facts) is True
    assert holds(AllOf((unknown, true)), facts) is None
    assert holds(AllOf((unknown, Not(true))), facts) is False


SAME = """
stages:
- stage: work
  title: Work
  steps:
  - {step: agree, title: Agree, by: seller, form: terms}
  - {step: write, title: Write, by: seller, form: paper}
  - {step: sign, title: Sign, by: seller}
forms:
  terms: {title: Terms, fields: {price: money}}
  paper: {title: Paper, fields: {price: {is: money, same as: terms.price}, words: text}}
"""


def test_equality_is_asked_when_the_form_is_filled_and_again_when_its_source_changes() -> None:
    story = small(SAME).done("work.agree", price="100")
    assert story.try_done("work.write", price="90").codes == ("form.not_the_same",)
    story.done("work.write").done("work.sign")
    assert story.deal.step("work.write").done.values["price"] == "100"  # type: ignore[union-attr]
    story.ask(Amend(step="work.agree", values={"price": "120"}, because="…"), OWNER)
    from salesctl.core.commands import Advance

    assert story.ask(Advance(), OWNER).codes == ("form.not_the_same",)
    story.ask(Amend(step="work.write", values={"price": "120"}, because="…"), OWNER)
    story.advanced()


REVIEW = """
stages:
- stage: work
  title: Work
  steps:
  - {step: write, title: Write, by: seller, form: paper}
  - {step: check, title: Check, by: seller, approve: "all of judge, jury", no: again from write}
  - {step: read, title: Read, by: judge, not who did: check}
forms:
  paper: {title: Paper, fields: {words: text}}
"""


def test_verdicts_of_two_clones_on_different_rounds_do_not_add_up() -> None:
    base = small(REVIEW).done("work.write", words="one")
    ours = copy(base).rejected("work.check", "judge")
    ours.done("work.write", words="two").approved("work.check", "judge")
    theirs = base.approved("work.check", "jury").history[-1]
    late = replace(theirs, id=f"{len(ours.history) + 1}-zzzzz")
    ours.history = (*ours.history, late)
    assert ours.standing("work.check") == "open"
    assert ours.asked("work.check") == ("jury",)


def test_who_did_one_step_may_not_do_the_other() -> None:
    story = small(REVIEW).done("work.write").approved("work.check")
    judge = story.deal.step("work.check").done.by  # type: ignore[union-attr]
    assert judge == "p.jury"
    story.done("work.read")


EACH = """
stages:
- stage: work
  title: Work
  steps:
  - step: plan
    title: Plan
    by: seller
    form: plan
    outcomes: {good: go on, redo: again from plan}
  - duty: item
    title: Item
    by: judge
    each: plan.items
    due: plan.items.by
    from: plan
  - {step: finish, title: Finish, by: seller}
forms:
  plan: {title: Plan, fields: {items: {is: list, of: {what: text, who: person, by: date}}}}
"""


def test_rows_keep_their_identity_when_the_plan_is_amended() -> None:
    rows = ({"what": "one", "who": OWNER, "by": "2026-03-10"}, {"what": "two", "who": "p.judge", "by": "2026-03-12"})
    story = small(EACH).done("work.plan", items=rows).done("work.item")
    assert [(one.slot, one.person) for one in story.owed() if one.kind == "duty"] == [("two", "p.judge")]
    new = ({"what": "zero", "who": OWNER, "by": "2026-03-09"}, *rows)
    story.ask(Amend(step="work.plan", values={"items": new}, because="…"), OWNER)
    assert [one.slot for one in story.owed() if one.kind == "duty"] == ["zero", "two"]


LAPSE = """
stages:
- stage: work
  title: Work
  steps:
  - {step: wait, title: Wait, by: seller, due: 2d, lapses: 5d}
"""


def test_nothing_moves_by_itself() -> None:
    story = small(LAPSE).at("2026-03-20 09:00")
    assert (story.standing("work.wait"), story.deal.status) == ("open", "open")
    assert [(one.problem.code, one.severity) for one in story.found()] == [("step.lapsed", "info")]


def test_meaning_follows_the_counter_and_not_the_lines_or_the_clock() -> None:
    story = small(LOOP).done("work.write", "work.send").done("work.answer", outcome="not_like_that").done("work.write")
    shuffled = tuple(reversed(story.history))
    assert replay(story.playbook, shuffled).deals[1].steps == story.state.deals[1].steps


def test_an_event_without_meaning_changes_nothing_and_is_named() -> None:
    story = small(LOOP)
    at = datetime.fromisoformat("2026-03-02T09:00+08:00")
    odd = (
        Event(at, OWNER, "danced", id="2-aaaaa"),
        Event(at, OWNER, "done", "work.nothing", id="3-aaaaa"),
        Event(at, OWNER, "advanced", data={"to": "work"}, id="4-aaaaa"),
        Event(at, OWNER, "noted", deal=7, id="5-aaaaa"),
    )
    before = story.open()
    story.history = (*story.history, *odd)
    assert story.open() == before
    assert [(one.problem.code, one.severity) for one in story.found()] == [
        ("event.unknown_verb", "warn"), ("event.unknown_step", "warn"), ("event.stage_reached", "warn"),
        ("event.no_deal", "warn"),
    ]  # fmt: skip


def test_a_late_start_outside_the_loop_does_not_make_the_second_round_late() -> None:
    body = LOOP.replace(
        "{step: send, title: Send, by: seller}", "{step: send, title: Send, by: seller, due: 1wd after opened or write}"
    )
    story = (
        small(body).done("work.write", "work.send").at("2026-03-20 10:00").done("work.answer", outcome="not_like_that")
    )
    story.done("work.write")
    assert story.due("work.send") == "2026-03-23 18:00"


def test_a_duty_of_the_deal_ends_with_its_stage_and_a_whenever_opens_only_in_its_span() -> None:
    story = Story().at("2026-03-02 09:00").opened()
    assert story.try_done("delivery.change_order").codes == ("whenever.not_now",)
    assert story.ask(Do(step="delivery.progress_report"), "p.delivery").codes[0] == "duty.nothing_owed"


AGAIN = """
kinds: {plain: Plain, more: More}
stages:
- stage: work
  title: Work
  steps:
  - step: visit
    title: Visit
    by: seller
    outcomes: {fine: go on, wants_more: new deal in later}
- stage: later
  title: Later
  steps:
  - {step: ask, title: Ask, by: seller}
"""


def test_an_outcome_can_open_the_next_deal_in_a_named_stage() -> None:
    story = small(AGAIN).done("work.visit", outcome="wants_more")
    assert (sorted(story.state.deals), story.state.deals[2].stage, story.deal.stage) == ([1, 2], "later", "work")
