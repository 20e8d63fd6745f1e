"""Two people who could not know of each other, and what of their moves does not go together."""

from __future__ import annotations

from datetime import datetime

import pytest

from salesctl.core.contradictions import contradictions
from salesctl.core.events import Event

AT = datetime.fromisoformat("2026-03-02T09:10+08:00")


def history(*told: str) -> list[Event]:
    """``COUNTER BY VERB KEY=VALUE…``; ``step=`` and ``deal=`` are the event's own."""
    events = []
    for number, words in enumerate(told):
        counter, by, what, *rest = words.split()
        data = dict(word.split("=") for word in rest)
        step, deal = data.pop("step", None), int(data.pop("deal", "1"))
        events.append(Event(AT, by, what, step, deal, dict(data), id=f"{counter}-{number:05d}"))
    return events


def found(*told: str) -> list[tuple[str, str, str, bool]]:
    return [
        (one.code.removeprefix("merge."), one.one.by, one.other.by, one.certain)
        for one in contradictions(history(*told))
    ]


@pytest.mark.parametrize(
    ("told", "code", "certain"),
    [
        (["5 a advanced to=needs", "5 b advanced to=needs"], "both_advanced", True),
        (["5 a noted", "6 a advanced to=needs", "5 b advanced to=needs"], "both_advanced", True),
        (["5 a closed as=lost", "5 b advanced to=needs"], "closed_and_on", True),
        (["5 a closed as=lost", "5 b done step=x", "6 b advanced to=needs"], "closed_and_on", True),
        (["5 a noted", "6 a closed as=lost", "5 b advanced to=needs"], "closed_and_on", False),
        (["5 a closed as=lost", "5 b noted", "6 b done step=x"], "closed_and_on", True),
        (["5 a closed as=lost", "5 b closed as=void"], "closed_twice", True),
        (["5 a assigned who=c", "5 b assigned who=d"], "both_assigned", True),
        (["5 a noted", "6 a assigned who=c", "5 b assigned who=d"], "both_assigned", False),
        (["5 a returned to=lead", "5 b advanced to=deal"], "back_and_on", True),
        (["5 a approved step=s as=legal", "5 b rejected step=s as=legal"], "verdicts", True),
        (["5 a done step=s outcome=yes", "5 b done step=s outcome=no"], "both_done", True),
        (["5 a opened deal=2", "5 b opened deal=2"], "both_opened", True),
    ],
)  # fmt: skip
def test_moves_that_do_not_go_together_are_shown_with_both_authors(told: list[str], code: str, certain: bool) -> None:
    for order in (told, told[::-1]):
        crossings = found(*order)
        assert (code, certain) in {(one[0], one[3]) for one in crossings}
        assert all({one[1], one[2]} == {"a", "b"} for one in crossings)


@pytest.mark.parametrize(
    "told",
    [
        ["5 a closed as=lost", "6 b reopened to=needs", "7 b advanced to=deal"],
        ["5 a advanced to=needs", "6 b advanced to=deal"],
        ["5 a assigned who=c", "6 b assigned who=d"],
        ["5 a closed as=lost", "5 b noted"],
        ["5 a closed as=lost", "5 a advanced to=needs"],
        ["5 a closed as=lost", "5 b advanced to=needs deal=2"],
        ["5 a assigned who=c", "5 b assigned who=c"],
        ["5 a assigned who=c role=legal", "5 b assigned who=d"],
        ["5 a approved step=s as=legal", "5 b approved step=s as=finance"],
        ["5 a approved step=s as=legal", "5 b rejected step=s as=finance"],
        ["5 a done step=s outcome=yes", "5 b done step=s outcome=yes"],
        ["5 a done step=s outcome=yes of=1-a", "5 b done step=s outcome=no of=2-b"],
        ["5 a noted", "5 b closed as=lost", "6 a reopened to=needs"],
    ],
)
def test_what_goes_together_or_was_known_is_no_contradiction(told: list[str]) -> None:
    assert found(*told) == found(*told[::-1]) == []


@pytest.mark.parametrize(
    "told",
    [
        ["5 a assigned who=c", "5 b assigned who=d", "6 a assigned who=d"],
        ["5 a closed as=lost", "5 b advanced to=needs", "6 b reopened to=needs"],
        ["5 a closed as=lost", "5 b advanced to=needs", "6 c closed as=lost"],
        ["5 a advanced to=needs", "5 b advanced to=needs", "6 a advanced to=deal"],
        ["5 a approved step=s as=legal", "5 b rejected step=s as=legal", "6 b approved step=s as=legal"],
        ["5 a closed as=lost", "5 b advanced to=needs", "6 b undone event=5-00001"],
    ],
)
def test_what_somebody_has_decided_since_is_no_longer_asked(told: list[str]) -> None:
    assert not [one for one in found(*told) if one[3]]


@pytest.mark.parametrize("verb", ["done", "approved", "rejected", "advanced", "returned", "held", "nurtured", "woken"])
def test_whatever_carries_a_deal_on_contradicts_its_end_and_the_end_is_named_first(verb: str) -> None:
    for told in (["5 a closed as=lost", f"5 b {verb} to=x"], [f"5 b {verb} to=x", "5 a closed as=lost"]):
        ((code, one, other, _),) = found(*told)
        assert (code, one, other) == ("closed_and_on", "a", "b")


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("returned to=lead", "advanced to=deal", "back_and_on"),
        ("approved step=s as=legal", "rejected step=s as=legal", "verdicts"),
    ],
)
def test_the_roles_of_the_two_do_not_depend_on_who_wrote_first(first: str, second: str, code: str) -> None:
    assert found(f"5 a {first}", f"5 b {second}") == [(code, "a", "b", True)]
    assert found(f"5 b {second}", f"5 a {first}") == [(code, "a", "b", True)]


def test_answers_about_one_occurrence_contradict_each_other() -> None:
    told = ["5 a done step=s outcome=yes of=1-a", "5 b done step=s outcome=no of=1-a"]
    assert found(*told) == [("both_done", "a", "b", True)]
    assert found("5 a done outcome=yes", "5 b done outcome=no") == []


def test_who_had_nothing_of_their_own_at_the_time_may_have_known() -> None:
    assert found("5 a closed as=lost", "5 c noted", "6 b advanced to=needs") == []
    assert found("5 a closed as=lost", "5 c noted", "6 b held", "5 d advanced to=deal") == [
        ("closed_and_on", "a", "d", True)
    ]


@pytest.mark.parametrize(
    ("told", "settled"),
    [
        (["5 a done step=s outcome=yes", "5 b done step=s outcome=no", "6 c amended step=s"], True),
        (["5 a done step=s outcome=yes", "5 b done step=s outcome=no", "6 c done step=s outcome=no"], True),
        (["5 a done step=s outcome=yes", "5 b done step=s outcome=no", "6 c rejected step=s"], True),
        (["5 a done step=s outcome=yes", "5 b done step=s outcome=no", "6 c done step=t outcome=no"], False),
        (["5 a done step=s outcome=yes", "5 b done step=s outcome=no", "6 c noted step=s"], False),
        (["5 a done step=s outcome=yes", "5 b done step=s outcome=no", "6 c done step=s outcome=no deal=2"], False),
        (["5 a done step=s outcome=yes", "5 b done step=s outcome=no", "6 c noted", "7 c done step=s"], True),
        (["5 a assigned who=c", "5 b assigned who=d", "6 c assigned who=e role=legal"], False),
        (["5 a assigned who=c role=legal", "5 b assigned who=d role=legal", "6 c assigned who=e role=legal"], True),
        (["5 a opened deal=2", "5 b opened deal=2", "6 c advanced to=needs deal=2"], False),
        (["5 a closed as=lost", "5 b closed as=void", "6 c returned to=lead"], True),
        (["5 a closed as=lost", "5 b closed as=void", "6 c done step=s"], False),
    ],
)
def test_only_what_is_about_the_same_matter_settles_it(told: list[str], settled: bool) -> None:
    assert (found(*told) == []) is settled
