"""Phrases: what is printed reads back the same, and what can't be read says at which letter."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from salesctl.core import phrases
from salesctl.core.conditions import (
    AllOf,
    AnyOf,
    Compare,
    Fact,
    FieldRef,
    IsDone,
    IsOpen,
    Literally,
    Measure,
    Not,
    OutcomeOf,
)
from salesctl.core.phrases import HAPPENINGS, HOLIDAYS, Kind, phrase
from salesctl.core.phrases.conditions import OPS
from salesctl.core.playbook import (
    GO_ON,
    STAY,
    Action,
    Amount,
    Approval,
    Bound,
    Due,
    EventRef,
    Events,
    Every,
    Reminder,
    Term,
    Unit,
)
from salesctl.core.problems import Broken, Place
from salesctl.store.playbook.registry import Known, Registry, Scope

NAMES: dict[Kind, tuple[str, ...]] = {
    "step": ("needs.survey", "needs.report", "contract.review"),
    "group": ("needs.together_1",),
    "stage": ("needs", "contract"),
    "whenever": ("care.complaint",),
    "role": ("sales_lead", "finance", "legal"),
    "grade": ("A", "B"),
    "kind": ("new", "repeat"),
    "reason": ("price", "other"),
    "calendar": ("factory",),
    "form": ("order",),
}
OUTCOMES = {"needs.report": ("sent", "changed"), "contract.review": ("approved", "rejected")}
FIELDS = {
    "price": Known("money"),
    "date": Known("date"),
    "note": Known("text"),
    "rows": Known("list", columns={"amount": Known("money")}),
}
SCOPE = Scope(
    Registry({kind: dict.fromkeys(names, Place()) for kind, names in NAMES.items()}, {"order": FIELDS}, dict(OUTCOMES)),
    prefixes=("needs",),
)

amounts = st.builds(Amount, st.integers(1, 999), st.sampled_from(get_args(Unit)))
dates = st.sampled_from([FieldRef("order", "date"), FieldRef("order", "rows", "amount")])
refs = st.one_of(
    st.sampled_from(NAMES["step"]).map(lambda name: EventRef("step", name)),
    st.sampled_from([(step, one) for step, some in OUTCOMES.items() for one in some]).map(
        lambda pair: EventRef("step", *pair)
    ),
    st.sampled_from(NAMES["group"]).map(lambda name: EventRef("group", name)),
    st.sampled_from(NAMES["stage"]).map(lambda name: EventRef("stage", name)),
    st.sampled_from(NAMES["whenever"]).map(lambda name: EventRef("whenever", name)),
    st.sampled_from(HAPPENINGS).map(lambda name: EventRef("happening", name)),
    dates.map(lambda ref: EventRef("date", str(ref), date=ref)),
)
several = st.lists(refs, min_size=2, max_size=4).map(tuple)
events = st.one_of(refs.map(lambda one: Events((one,))), st.builds(Events, several, st.booleans()))
terms = st.one_of(
    st.builds(Term, st.just("turn"), amounts, each=st.booleans()),
    st.builds(Term, st.just("after"), amounts, events, each=st.booleans()),
    st.builds(Term, st.just("before"), amounts, date=dates),
    st.builds(Term, st.sampled_from(["before"]), amounts, holiday=st.sampled_from(HOLIDAYS)),
    st.builds(Term, st.just("on"), date=dates),
)
rolls = st.sampled_from([None, "before", "after"])
bounds = st.lists(st.builds(Bound, st.sampled_from(["before", "after"]), terms), max_size=2).map(tuple)
dues = st.builds(Due, terms, bounds, rolls, st.sampled_from([None, "factory"]))
clocks = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
everies = st.one_of(
    st.builds(Every, st.just("weekly"), weekday=st.integers(0, 6), at=st.none() | clocks, roll=rolls),
    st.builds(Every, st.just("interval"), amounts),
    st.builds(
        Every,
        st.just("before"),
        amounts,
        holidays=st.lists(st.sampled_from(HOLIDAYS), min_size=1, max_size=3).map(tuple),
        dates=st.lists(dates, max_size=2).map(tuple),
    ),
    st.just(Every("rule", rule="FREQ=MONTHLY;BYDAY=1MO")),
)
roles = st.lists(st.sampled_from(NAMES["role"]), min_size=2, max_size=3, unique=True).map(tuple)
approvals = st.one_of(
    st.sampled_from(NAMES["role"]).map(lambda role: Approval("all", (role,), 1)),
    roles.map(lambda some: Approval("all", some, len(some))),
    roles.map(lambda some: Approval("any", some, 1)),
    roles.map(lambda some: Approval("n", some, 2)),
    roles.map(lambda some: Approval("sequence", some, len(some))),
)
targets = st.sampled_from([None, "needs.survey", "needs.together_1", "contract"])
actions = st.one_of(
    st.sampled_from([GO_ON, STAY, Action("nurture"), Action("new_deal"), Action("new_deal", "needs")]),
    targets.map(lambda name: Action("again", name)),
    st.builds(Action, st.just("close"), st.sampled_from(["lost", "void"]), st.sampled_from([(), ("price", "other")])),
)
who = st.just(("doer",))
reminders = st.one_of(
    st.builds(Reminder, st.sampled_from(["percent", "contacts"]), who, st.integers(0, 200)),
    st.builds(Reminder, st.sampled_from(["before", "later"]), who, amount=amounts),
)
numbers = st.integers(-10_000, 10_000_000).map(lambda n: Literally(str(n)))
words = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters='"'), max_size=12).map(
    Literally
)
numeric = st.sampled_from([
    FieldRef("order", "price"), FieldRef("order", "rows", "amount"), Fact("amount"), Fact("tries"),
    Measure("round", "needs.survey"), Measure("slip", "needs.report"), Measure("rows", FieldRef("order", "rows")),
    Measure("sum", FieldRef("order", "rows", "amount")), Measure("sum", "order"),
])  # fmt: skip
tests = st.one_of(
    st.builds(Compare, numeric, st.sampled_from(OPS), numbers | numeric),
    st.builds(Compare, st.just(FieldRef("order", "note")), st.sampled_from(OPS), words),
    st.builds(
        Compare, st.just(Fact("grade")), st.sampled_from(["=", "!="]), st.sampled_from(["A", "B"]).map(Literally)
    ),
    st.builds(Compare, st.just(OutcomeOf("needs.report")), st.just("="), st.just(Literally("sent"))),
    st.sampled_from([IsDone("needs.survey"), IsOpen("care.complaint")]),
)
negated = tests | tests.map(Not)
groups = st.lists(negated, min_size=2, max_size=3).map(tuple)
conditions = negated | groups.map(AllOf) | groups.map(AnyOf)


WORDS = ["or", "and", "not", "2wd", "after", "before", "survey", "=", ",", "done", "of", "75%"]


def unsaid(value: Any) -> Any:
    """Without the phrase that a value keeps for explaining itself."""
    return replace(value, text="") if isinstance(value, Due | Every) else value


@given(dues)
def test_a_deadline_reads_back(value: Due) -> None:
    assert unsaid(phrases.due(phrase(value), SCOPE)) == value


@given(everies)
def test_a_rhythm_reads_back(value: Every) -> None:
    assert unsaid(phrases.every(phrase(value), SCOPE)) == value


@given(events)
def test_events_read_back(value: Events) -> None:
    assert phrases.events(phrase(value), SCOPE) == value


@given(approvals)
def test_an_approval_reads_back(value: Approval) -> None:
    assert phrases.approval(phrase(value), SCOPE) == value


@given(actions)
def test_an_action_reads_back(value: Action) -> None:
    assert phrases.action(phrase(value), SCOPE) == value


@given(reminders)
def test_a_reminder_reads_back(value: Reminder) -> None:
    assert phrases.reminder(phrase(value), value.who) == value


@given(amounts)
def test_a_span_reads_back(value: Amount) -> None:
    assert phrases.amount(phrase(value)) == value


@given(conditions)
def test_a_condition_reads_back(value: Any) -> None:
    assert phrases.condition(phrase(value), SCOPE) == value


@given(st.text(max_size=40) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_text_is_read_or_refused_at_a_letter_of_it(text: str) -> None:
    parsers = (phrases.due, phrases.every, phrases.events, phrases.condition, phrases.approval, phrases.action)
    for parse in parsers:
        try:
            assert parse(text, SCOPE) is not ...
        except Broken as broken:
            columns = [one.where.column for one in broken.problems if one.where]
            assert columns
            assert all(column and 1 <= column <= len(text) + 1 for column in columns)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("48h after survey or report=changed but not before 4h after upgraded",
         "48h after needs.survey or needs.report=changed but not before 4h after upgraded"),
        ("3wd before order.date", "3wd before order.date"),
        ("2wd each", "2wd each"),
        ("1w after each care.complaint by factory calendar", "1w after each care.complaint by factory calendar"),
        ("order.date or the working day before", "order.date or the working day before"),
        ("none", "none"),
    ],
)  # fmt: skip
def test_a_deadline_is_printed_with_whole_names(text: str, said: str) -> None:
    assert phrase(phrases.due(text, SCOPE)) == said


def test_not_comes_before_and() -> None:
    found = phrases.condition("not care.complaint open and kind = new", SCOPE)
    assert found == AllOf((Not(IsOpen("care.complaint")), Compare(Fact("kind"), "=", Literally("new"))))


def test_a_grade_alone_is_a_case() -> None:
    assert phrases.case_key("A", SCOPE) == Compare(Fact("grade"), "=", Literally("A"))
    assert phrases.case_key("else", SCOPE) is None


def test_chinese_commas_are_commas() -> None:
    assert phrases.name_list("sales_lead，finance、legal", ("role",), SCOPE) == ("sales_lead", "finance", "legal")


def test_a_comparison_with_a_date_in_another_form_is_no_word() -> None:
    found = phrases.condition("order.price >= order.rows.amount", SCOPE)
    assert found == Compare(FieldRef("order", "price"), ">=", FieldRef("order", "rows", "amount"))
