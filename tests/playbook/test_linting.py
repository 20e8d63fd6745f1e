"""What can be written but not meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesctl.core.linting import lint
from salesctl.core.problems import Broken, Problem
from salesctl.i18n import problem_text, speaking
from salesctl.store.playbook import read_with_places
from salesctl.store.playbook.reading import read_unjudged

SMALL = (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")
SHIPPED = Path(__file__).parents[2] / "playbook.yaml"

# What stands there, what is written instead, the code that is found, and what its place begins with.
ERRORS = [
    ("      required: warn", "      after: references", "lint.circle"),
    ("    with: boss\n", "    with: boss\n    after: signing\n", "lint.circle"),
    ("    form: talk\n", "    form: talk\n    after: close.offer\n", "lint.never_reached"),
    ("    tell: boss, lawyer", "    after: question.answered", "lint.waits_outside"),
    ("      wants: go on\n", "      wants: stay\n", "lint.no_way_out"),
    ("      wants: go on\n      later: nurture", "      later: nurture\n      wants: go on", "lint.first_outcome"),
    ("changes: again from offer}", "changes: again from references}", "lint.loop_target"),
    ("    no: again from offer", "    no: again from signing", "lint.loop_target"),
    ("    id: last_things", "    id: last_things\n    enough: 3", "lint.enough"),
    ("probability: 10", "probability: 110", "lint.probability"),
    ("    due: 2wd after offer", "    outcomes: {fine: go on}", "lint.approve_and_outcomes"),
    ("{A: go on, B: go on}", "{A: go on, D: go on}", "lint.graded"),
    ("  boss: Boss", "  boss: {title: Boss, owner: yes}", "lint.two_owners"),
    ("won: close.signing", "won: close.question.answered", "lint.won_outside"),
    ("    every: Friday 17:00 or the working day before\n", "", "lint.no_rhythm"),
    ("    strength: info", "    due: 2wd", "lint.two_rhythms"),
    ("    strength: info", "    each: offer.price", "lint.each_no_list"),
    ("24h after opened", "24h before talk.reason", "lint.no_date"),
    ("amount: offer.price", "amount: offer.terms", "lint.amount_no_money"),
    ("interest: {is: choice, choices: {high: High, low: Low}}", "interest: choice", "phrase.no_answers"),
    ("said: text", "said: choice", "lint.no_choices"),
    ("price: money\n", "price: {is: money, choices: [a, b]}\n", "lint.needless_choices"),
    ("said: text", "said: list", "lint.no_columns"),
    ("said: text", "said: {is: text, of: {a: text}}", "lint.needless_columns"),
    ("item: text\n", "item: {is: list, of: {a: text}}\n", "lint.list_in_list"),
    ("said: text", "said: {is: text, least: 2}", "lint.rows_no_list"),
    ("least: 1", "least: 3\n        most: 2", "lint.least_most"),
    ("amount: {is: money, min: 0}", "amount: {is: money, min: 3, max: 2}", "lint.least_most"),
    ("said: text", "said: {is: text, max: 3}", "lint.limits_no_number"),
    ("same as: offer.price", "same as: offer.terms", "lint.same_as_type"),
    ("because other", "because duplicate", "lint.reason"),
]  # fmt: skip

HINTS = [
    ("due: {A: 1wd, else: 3wd after find.talk or review=rejected or answer=changes}", "due: 3wd after find.talk",
     "lint.clock_outside"),
    ("    goal: Know", "    if: round >= 2\n    goal: Know", "lint.round_never"),
    ("interest: {is: choice,", "interest: {is: choice, from: signing.price,", "lint.from_unknown"),
    ("      price: money\n", "      price: {is: money, same as: signing.price}\n", "lint.same_as_unknown"),
    ("  lawyer: {zh: 律师, en: Lawyer}", "  lawyer: Lawyer\n  cook: Cook", "lint.unused.role"),
    ("  B: Cold", "  B: Cold\n  C: Ice", "lint.unused.grade"),
    ("repeat: Again}", "repeat: Again, third: Third}", "lint.unused.kind"),
    ("    form: question\n", "", "lint.unused.form"),
    ("later: nurture", "later: nurture\n      much_later: nurture", "lint.unused.outcome"),
]  # fmt: skip


def linted(text: str, filled: frozenset[str] | None = None) -> tuple[Problem, ...]:
    try:
        reading = read_unjudged(text.encode(), "playbook.yaml")
    except Broken as broken:
        return broken.problems
    return lint(reading.playbook, filled, reading.places)


def changed(right: str, wrong: str) -> str:
    assert right in SMALL
    return SMALL.replace(right, wrong, 1)


@pytest.mark.parametrize(("right", "wrong", "code"), ERRORS, ids=[one[2] for one in ERRORS])
def test_what_cannot_work_is_refused_with_its_place(right: str, wrong: str, code: str) -> None:
    text = changed(right, wrong)
    if code == "lint.reason":
        text = text.replace("  hold: {may", "  void: {reasons: {duplicate: Twice}}\n  hold: {may")
    with pytest.raises(Broken) as caught:
        read_with_places(text.encode(), "playbook.yaml")
    found = [one for one in caught.value.problems if one.code == code]
    assert found, caught.value.problems
    assert all(one.where and one.where.line for one in found)
    for language in ("zh", "en"):
        with speaking(language):  # type: ignore[arg-type]  # the two languages
            assert all(problem_text(found[0]))


@pytest.mark.parametrize(("right", "wrong", "code"), HINTS, ids=[one[2] for one in HINTS])
def test_what_is_suspicious_is_said_with_its_place(right: str, wrong: str, code: str) -> None:
    found = [one for one in linted(changed(right, wrong)) if one.code == code]
    assert found
    assert all(one.where and one.where.line for one in found)


@pytest.mark.parametrize(
    "due",
    [
        "3wd after find.talk or review=rejected or answer=changes",
        "3wd",
        "{round >= 2: 1wd, else: 3wd after find.talk}",
        "{round = 1: 3wd after find.talk, else: 1wd}",
    ],
)
def test_a_clock_inside_its_loop_is_fine(due: str) -> None:
    text = changed("{A: 1wd, else: 3wd after find.talk or review=rejected or answer=changes}", due)
    assert "lint.clock_outside" not in {one.code for one in linted(text)}


def test_a_clock_must_lie_inside_every_loop() -> None:
    text = changed(" or review=rejected or answer=changes}", " or review=rejected}")
    found = [one for one in linted(text) if one.code == "lint.clock_outside"]
    assert [one.params["again"] for one in found] == ["close.answer=changes"]
    assert [one.severity for one in found] == ["warn"]


def test_a_role_that_nobody_fills_is_a_warning_but_not_the_owner_nor_an_outside_one() -> None:
    assert {one.params["role"] for one in linted(SMALL, frozenset()) if one.code == "lint.role_unfilled"} == {
        "boss",
        "lawyer",
    }
    assert "lint.role_unfilled" not in {one.code for one in linted(SMALL)}


def test_the_shipped_playbook_has_nothing_suspicious() -> None:
    reading = read_with_places(SHIPPED.read_bytes(), "playbook.yaml")
    found = lint(reading.playbook, frozenset(reading.playbook.roles), reading.places)
    assert [one for one in found if one.severity != "info"] == []
