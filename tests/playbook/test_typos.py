"""Every slip of the pen is refused at its place, with what could have been meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesctl.core.problems import Broken, Problem
from salesctl.i18n import problem_text
from salesctl.store.playbook import read_playbook

SMALL = (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")

# What stands there, what is written instead, where the problem is said to be, its code, and what is proposed first.
TYPOS = [
    ("version: 1", "versoin: 1", "versoin", "playbook.unknown_key", "version"),
    ("by: seller\n    form: talk", "bye: seller\n    form: talk", "bye", "playbook.unknown_key", "by"),
    ("    due: 24h", "    dew: 24h", "dew", "playbook.unknown_key", "due"),
    ("goal: Know", "gaol: Know", "gaol", "playbook.unknown_key", "goal"),
    ("probability: 10", "propability: 10", "propability", "playbook.unknown_key", "probability"),
    ("done by: graded", "done_by: graded", "done_by", "playbook.unknown_key", "done by"),
    ("done by: graded", "done by: grade", "grade\n", "playbook.unknown_word", "graded"),
    ("title: Seller, owner", "title: Seller, ownr", "ownr", "playbook.unknown_key", "owner"),
    ("looks at:", "look at:", "look at", "playbook.unknown_key", "looks at"),
    ("outcomes: {A: go on, B: go on}", "outcome: {A: go on}", "outcome: {A", "playbook.unknown_key", "outcomes"),
    ("is: choice", "is: choise", "choise", "playbook.unknown_word", "choice"),
    ("price: money", "price: mony", "mony", "playbook.unknown_word", "money"),
    ("strength: info", "strength: infos", "infos", "playbook.unknown_word", "info"),
    ("with the customer", "with the custommer", "with the custommer", "playbook.unknown_word", "with the customer"),
    ("  hold: {may", "  holds: {may", "holds: {may", "playbook.unknown_key", "hold"),
    ("- duty: call", "- dutty: call", "dutty", "playbook.entry", None),
    ("{zh: 小流程", "{cn: 小流程", "cn:", "playbook.language", "zh"),
    ("won: close.signing", "won: close.singing", "close.singing", "phrase.unknown.step", "close.signing"),
    ("amount: offer.price", "amount: offer.prize", "offer.prize", "phrase.unknown.field", "offer.price"),
    ("with: boss", "with: bos", "bos\n", "phrase.unknown.role", "boss"),
    ("tell: boss, lawyer", "tell: boss, lawyers", "lawyers", "phrase.unknown.role", "lawyer"),
    ("all of boss, lawyer", "all of boss, layer", "layer", "phrase.unknown.role", "lawyer"),
    ("form: signing", "form: sining", "sining", "phrase.unknown.form", "signing"),
    ("no: again from offer", "no: again from ofer", "ofer", "phrase.unknown.step", "close.offer"),
    ("changes: again from offer}", "changes: agian from offer}", "agian", "phrase.action", None),
    ("24h after opened", "24h after opend", "opend", "phrase.unknown.event", "opened"),
    ("24h after opened", "24 after opened", "24 after", "phrase.unit", None),
    ("24h after opened", "24hours after opened", "24hours", "phrase.unit", None),
    ("24h after opened", "0h after opened", "0h", "phrase.zero", None),
    ("2wd after offer", "2wd after", "\n  - together", "phrase.ends", None),
    ("2wd after offer", "2wd of offer", "of offer", "phrase.too_much", None),
    ("review=rejected", "review=reject", "reject ", "phrase.unknown.outcome", "rejected"),
    ("answer=changes", "answer=changed", "changed", "phrase.unknown.outcome", "changes"),
    ("or review=rejected or answer", "or review=rejected and answer", "and answer", "phrase.mixed", None),
    ("kind = repeat", "kind = repeated", "repeated", "phrase.unknown.word", "repeat"),
    ("kind = repeat", "kind > repeat", "> repeat", "phrase.no_order", None),
    ("kind = repeat", "kid = repeat", "kid", "phrase.unknown.value", None),
    ("outcome = later", "outcome = latter", "latter", "phrase.unknown.word", "later"),
    ("talk.interest = high", "talk.interest = hot", "hot}", "phrase.unknown.word", None),
    ("talk.interest = high", "talk.interest", "}\n  B: Cold", "phrase.comparison", None),
    ("price >= 1000", "price >= lots", "lots", "phrase.unknown.value", None),
    ("sum of rows.amount", "sum of row.amount", "row.amount", "phrase.unknown.field", "offer.rows.amount"),
    ("same as: offer.price", "same as: ofer.price", "ofer.price", "phrase.unknown.field", "offer.price"),
    ("signing.founded", "signing.fonded", "signing.fonded", "phrase.unknown.field", "signing.founded"),
    ("because other", "because another", "another", "phrase.unknown.reason", "other"),
    ("Friday 17:00", "Fryday 17:00", "Fryday", "phrase.unknown.weekday", "Friday"),
    ("Friday 17:00", "Friday 17.00", "17.00", "phrase.clock", None),
    ("1wd before new_year", "1wd before newyear", "newyear", "phrase.unknown.holiday", "new_year"),
    ("75%: doer", "75%: doers", "doers", "phrase.unknown.role", "doer"),
    ("1wd later: boss", "1wd late: boss", "late:", "phrase.reminder", None),
    ("most: 30d", "most: 30days", "30days", "phrase.unit", None),
    ("blocks: signing", "blocks: sining", "sining", "phrase.unknown.step", "close.signing"),
    ("leave: signing done", "leave: sining done", "sining", "phrase.unknown.step", "close.signing"),
    ("[terms]", "[term]", "term]", "phrase.unknown.field", "terms"),
    ("looks at: {lawyer", "looks at: {lawyr", "lawyr", "playbook.not_asked", None),
    ("least: 1", "least: one", "one\n", "playbook.number", None),
    ("owner: yes", "owner: true", "true", "playbook.yes_no", None),
    ("Asia/Shanghai", "Asia/Shanghia", "Asia/Shanghia", "calendar.bad_zone", None),
    ("week: Monday-Friday", "week: Monday-Fryday", "Monday-Fryday", "calendar.bad_week", None),
    ('else: "all of boss, lawyer"', "else: all of boss, lawyer", "lawyer}\n    looks", "playbook.comma_splits", None),
    ("    form: offer\n", "    form:\n", "form:\n", "playbook.empty_value", None),
    ("- step: references", "- step: answer", "answer\n      by: seller", "playbook.given_twice", None),
    ("- step: references", "- step: open", "open\n", "playbook.reserved", None),
    ("- step: references", "- step: 2nd", "2nd", "playbook.no_name", None),
    ("      later: nurture", "      much later: nurture", "much later", "playbook.no_word", None),
    ("low: Low}", "very low: Low}", "very low", "playbook.no_word", None),
    ("else: anybody}, most", "else: anybody, C: boss}, most", "else: anybody, C", "playbook.else_last", None),
    ("by: buyer\n", "by: [buyer, [seller]]\n", "[seller]", "playbook.wrong_value", None),
]  # fmt: skip


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(Broken) as caught:
        read_playbook(text.encode(), "playbook.yaml")
    return caught.value.problems


def place(text: str, marker: str) -> str:
    at = text.index(marker)
    return f"playbook.yaml:{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}"


def test_the_small_playbook_is_fine() -> None:
    assert read_playbook(SMALL.encode(), "playbook.yaml").mark == "small@1"


@pytest.mark.parametrize(("right", "wrong", "marker", "code", "near"), TYPOS, ids=[one[1][:30] for one in TYPOS])
def test_a_typo_is_refused_where_it_stands(right: str, wrong: str, marker: str, code: str, near: str | None) -> None:
    assert right in SMALL
    before, _, rest = SMALL.partition(right)
    text = before + wrong + rest
    at = place(wrong + rest, marker)
    line, column = (int(part) for part in at.split(":")[1:])
    first_column = len(before) - before.rfind("\n") - 1 if line == 1 else 0
    expected = f"playbook.yaml:{before.count(chr(10)) + line}:{first_column + column}"
    found = [one for one in problems(text) if one.code == code]
    assert expected in [str(one.where) for one in found], problems(text)
    if near is not None:
        assert found[0].params["near"][0] == near


@pytest.mark.parametrize(("right", "wrong", "marker", "code", "near"), TYPOS, ids=[one[1][:30] for one in TYPOS])
def test_what_is_said_is_complete(right: str, wrong: str, marker: str, code: str, near: str | None) -> None:
    for problem in problems(SMALL.replace(right, wrong, 1)):
        message, remedy = problem_text(problem)
        assert "{" not in message.replace(str(problem.params.get("example", "")), "").replace("{}", "")
        assert remedy


def test_everything_is_said_at_once() -> None:
    text = SMALL
    for right, wrong in (("version", "versoin"), ("opened", "opend"), ("is: choice", "is: choise"), ("30d", "30x")):
        text = text.replace(right, wrong, 1)
    found = problems(text)
    assert {one.code for one in found} >= {
        "playbook.unknown_key", "playbook.missing_key", "phrase.unknown.event", "playbook.unknown_word", "phrase.unit",
    }  # fmt: skip
    lines = [one.where.line for one in found if one.where]
    assert lines == sorted(lines, key=lambda line: line or 0)


def test_two_wrong_names_in_one_phrase_are_two_problems() -> None:
    text = SMALL.replace('"all of boss, lawyer"', '"all of bos, lawer"')
    found = [one.where.column for one in problems(text) if one.code == "phrase.unknown.role" and one.where]
    assert found == [place_column(text, "bos,"), place_column(text, "lawer")]


def place_column(text: str, marker: str) -> int:
    at = text.index(marker)
    return at - text.rfind("\n", 0, at)


def test_a_word_may_be_a_stage_a_form_and_a_step_but_not_a_field_and_a_step() -> None:
    text = SMALL.replace("- stage: close", "- stage: offer").replace("close.signing", "offer.signing")
    assert read_playbook(text.encode(), "x").stages["offer"].entries[0] == "offer.offer"
    clash = text.replace("- step: references", "- step: price")
    assert "playbook.two_meanings" in {one.code for one in problems(clash)}


def test_hours_without_quotes_are_hours() -> None:
    text = SMALL.replace('["09:00-12:00", "13:30-18:00"]', "[09:00-12:00, 13:30-18:00]")
    assert read_playbook(text.encode(), "x").calendar["hours"] == ["09:00-12:00", "13:30-18:00"]


def test_a_file_that_is_no_playbook() -> None:
    assert [one.code for one in problems("- a\n- b\n")] == ["playbook.no_mapping"]
    assert {one.code for one in problems("a: b\n")} == {"playbook.unknown_key", "playbook.missing_key"}
