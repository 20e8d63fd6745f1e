"""What a merge promises, for any histories and cards: order of merging has no say, nothing is lost, nothing guessed."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from clones import event, origin, record, worked_on
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from salesctl.core.events import Record, Value
from salesctl.core.merging import Merged, merge

EXAMPLES = settings(max_examples=300, deadline=None)
SEEDS = st.integers(0, 2**32)
BASE = record(event("1-aaaaa", "opened"), event("2-aaaaa", text="a"), industry="tools", contacts=({"name": "Li"},))


def copies(seed: int, count: int, **more: bool) -> tuple[Record, ...]:
    """A customer and so many copies of it, each worked on by somebody."""
    random = Random(seed)
    base = origin(random)
    return (base, *(worked_on(base, random, **more) for _ in range(count)))


def mirrored(merged: Merged) -> tuple[Any, ...]:
    swapped = {(one.path, str(one.base), str(one.theirs), str(one.ours)) for one in merged.conflicts}
    return merged.record, merged.returned, merged.unseen, swapped


@EXAMPLES
@given(SEEDS)
def test_which_side_is_ours_changes_nothing(seed: int) -> None:
    base, a, b = copies(seed, 2, forgets=True)
    one, other = merge(base, a, b), merge(base, b, a)
    told = {(each.path, str(each.base), str(each.ours), str(each.theirs)) for each in one.conflicts}
    assert (one.record, one.returned, one.unseen, told) == mirrored(other)


@EXAMPLES
@given(SEEDS)
def test_three_clones_agree_whoever_merges_first(seed: int) -> None:
    base, a, b, c = copies(seed, 3)
    ab, bc = merge(base, a, b), merge(base, b, c)
    assume(not ab.conflicts and not bc.conflicts)
    left, right = merge(base, ab.record, c), merge(base, a, bc.record)
    assume(not left.conflicts and not right.conflicts)
    assert left.record == right.record


@EXAMPLES
@given(SEEDS)
def test_merging_the_same_again_changes_nothing(seed: int) -> None:
    base, a = copies(seed, 1, forgets=True)
    assert merge(a, a, a) == merge(base, a, a) == Merged(a)
    once = merge(base, a, base)
    assert not once.conflicts
    assert merge(base, once.record, a).record == once.record


@EXAMPLES
@given(SEEDS)
def test_no_event_is_lost_and_none_is_made_up(seed: int) -> None:
    base, a, b = copies(seed, 2, forgets=True)
    merged = merge(base, a, b)
    found = {one.id: one for one in merged.record.history}
    disputed = {one.path[1] for one in merged.conflicts if one.path[0] == "history"}
    assert {one.id for one in (*a.history, *b.history)} == {*found, *disputed}
    for name, one in found.items():
        assert one in (*a.history, *b.history) or name in disputed
    assert list(merged.record.history) == sorted(merged.record.history, key=lambda one: one.order)


@EXAMPLES
@given(SEEDS)
def test_every_value_of_the_card_comes_from_somebody_or_is_shown_as_disputed(seed: int) -> None:
    base, a, b = copies(seed, 2)
    merged = merge(base, a, b)
    disputed = {one.path[1] for one in merged.conflicts if one.path[0] == "card"}
    for key in {*a.card, *b.card} - disputed - {"contacts"}:
        before, one, other = base.card.get(key), a.card.get(key), b.card.get(key)
        expected = one if other == before else other
        assert merged.record.card.get(key) == expected


@EXAMPLES
@given(SEEDS)
def test_deciding_for_a_side_leaves_nothing_open(seed: int) -> None:
    base, a, b = copies(seed, 2, forgets=True)
    for_ours, for_theirs = merge(base, a, b, "ours"), merge(base, b, a, "theirs")
    assert for_ours.record == for_theirs.record
    for one in for_ours.conflicts:
        if one.path[0] == "history":
            assert one.ours in for_ours.record.history
        elif len(one.path) == 2:
            assert for_ours.record.card.get(one.path[1], for_ours.record.extra.get(one.path[1])) == one.ours


def test_the_same_field_changed_differently_is_a_conflict_with_the_values() -> None:
    (conflict,) = merge(
        BASE,
        replace(BASE, card={**BASE.card, "industry": "steel"}),
        replace(BASE, card={"name": "Acme", "contacts": BASE.card["contacts"]}),
    ).conflicts
    assert (conflict.path, conflict.base, conflict.ours, conflict.theirs) == (
        ("card", "industry"),
        "tools",
        "steel",
        None,
    )


def test_the_same_event_changed_differently_is_a_conflict() -> None:
    ours, theirs = (replace(BASE, history=(BASE.history[0], event("2-aaaaa", text=text))) for text in "bc")
    merged = merge(BASE, ours, theirs)
    assert [one.path for one in merged.conflicts] == [("history", "2-aaaaa")]
    assert merged.record.history == BASE.history


def test_an_event_taken_out_of_the_file_is_there_again_and_that_is_said() -> None:
    without = replace(BASE, history=BASE.history[:1])
    merged = merge(BASE, without, replace(BASE, history=(*BASE.history, event("3-bbbbb"))))
    assert merged.returned == ("2-aaaaa",)
    assert [one.id for one in merged.record.history] == ["1-aaaaa", "2-aaaaa", "3-bbbbb"]
    assert merge(BASE, without, without).record.history == BASE.history[:1]


def contacts(*found: dict[str, Value]) -> Record:
    return replace(BASE, card={**BASE.card, "contacts": found})


LI, ANN, BO = {"name": "Li"}, {"name": "Ann"}, {"name": "Bo"}


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        ([LI, BO], [LI, ANN], [LI, ANN, BO]),
        ([LI | {"phone": "1"}], [LI | {"email": "l@x"}, ANN], [LI | {"phone": "1", "email": "l@x"}, ANN]),
        ([], [LI, ANN], [ANN]),
        ([LI, LI | {"phone": "2"}], [LI, {"phone": "3"}], [LI, LI | {"phone": "2"}, {"phone": "3"}]),
        ([LI, ANN | {"phone": "1"}], [LI, ANN | {"phone": "1"}], [LI, ANN | {"phone": "1"}]),
        ([LI, ANN | {"phone": "1"}], [LI, ANN, BO], [LI, ANN | {"phone": "1"}, BO]),
    ],
)
def test_contacts_are_merged_person_by_person(ours: Any, theirs: Any, merged: Any) -> None:
    found = merge(BASE, contacts(*ours), contacts(*theirs))
    assert not found.conflicts
    assert list(found.record.card["contacts"]) == merged


@pytest.mark.parametrize(
    ("ours", "theirs", "path"),
    [
        ([LI | {"phone": "1"}], [LI | {"phone": "2"}], ("card", "contacts", "Li")),
        ([], [LI | {"phone": "2"}], ("card", "contacts", "Li")),
        ([{"phone": "9"}], [LI, ANN], ("card", "contacts")),
    ],
)
def test_a_person_changed_on_both_sides_is_a_conflict(ours: Any, theirs: Any, path: Any) -> None:
    found = merge(BASE, contacts(*ours), contacts(*theirs))
    assert [one.path for one in found.conflicts] == [path]


TOMBSTONE = event("3-ccccc", "forgotten", card=("contacts",), events=("2-aaaaa",))


def test_what_was_forgotten_on_one_side_is_not_brought_back_by_the_other() -> None:
    ours = record(BASE.history[0], event("2-aaaaa", text="(redacted)"), TOMBSTONE, industry="tools")
    theirs = replace(
        BASE, card={**BASE.card, "contacts": ({"name": "Li", "phone": "1"},), "need": "two lines"},
        history=(BASE.history[0], event("2-aaaaa", text="Li called again"), event("3-ddddd", text="Li agreed")),
    )  # fmt: skip
    merged = merge(BASE, ours, theirs)
    assert not merged.conflicts
    assert merged.record.card == {"name": "Acme", "industry": "tools", "need": "two lines"}
    assert [one.data.get("text") for one in merged.record.history] == [None, "(redacted)", None, "Li agreed"]
    assert merged.unseen == ("3-ddddd",)
    assert merge(BASE, theirs, ours) == merged


def test_two_files_of_different_customers_are_a_conflict() -> None:
    merged = merge(None, BASE, replace(BASE, id="aaaaaaaa"))
    assert [one.path for one in merged.conflicts] == [("id",)]


def test_a_conflict_of_ids_formats_and_unknown_keys_says_where_it_is() -> None:
    ours, theirs = (
        replace(BASE, id=name, format=version, extra={"our_own": text})
        for name, version, text in (("aaaaaaaa", 2, "x"), ("bbbbbbbb", 3, "y"))
    )
    merged = merge(BASE, ours, theirs)
    assert [(one.path, one.base) for one in merged.conflicts] == [
        (("id",), BASE.id),
        (("salesctl",), "1"),
        (("extra", "our_own"), None),
    ]
    assert (merged.record.id, merged.record.format, merged.record.extra) == (BASE.id, 1, {})
    decided = merge(BASE, ours, theirs, "theirs").record
    assert (decided.id, decided.format, decided.extra) == ("bbbbbbbb", 3, {"our_own": "y"})


def test_a_newer_format_on_one_side_is_taken_over() -> None:
    newer = replace(BASE, format=2)
    for one, other in ((newer, BASE), (BASE, newer)):
        merged = merge(BASE, one, other)
        assert (merged.record, merged.conflicts) == (newer, ())


def test_an_id_changed_on_one_side_is_taken_over() -> None:
    renamed = replace(BASE, id="aaaaaaaa")
    for one, other in ((renamed, BASE), (BASE, renamed)):
        merged = merge(BASE, one, other)
        assert (merged.record.id, merged.conflicts) == ("aaaaaaaa", ())


def test_two_files_made_apart_that_disagree_leave_out_what_is_disputed() -> None:
    ours, theirs = (record(event("1-aaaaa", text=text), industry=text) for text in ("x", "y"))
    merged = merge(None, replace(ours, format=2), replace(theirs, format=3))
    assert [one.path for one in merged.conflicts] == [("salesctl",), ("card", "industry"), ("history", "1-aaaaa")]
    assert (merged.record.id, merged.record.format) == (ours.id, 2)
    assert merged.record.history == ()
    assert "industry" not in merged.record.card


def test_a_person_in_dispute_stays_as_they_were_until_somebody_decides() -> None:
    ours, theirs = contacts(LI | {"phone": "1", "email": "l@x"}), contacts(LI | {"phone": "2", "position": "buyer"})
    assert merge(BASE, ours, theirs).record.card["contacts"] == (LI,)
    for side, phone in (("ours", "1"), ("theirs", "2")):
        decided = merge(BASE, ours, theirs, side)  # type: ignore[arg-type]
        assert decided.record.card["contacts"] == (LI | {"phone": phone, "email": "l@x", "position": "buyer"},)
        assert [one.path for one in decided.conflicts] == [("card", "contacts", "Li")]


def test_namesakes_of_somebody_forgotten_are_forgotten_and_others_stay() -> None:
    base = contacts(LI | {"phone": "1"}, LI | {"phone": "2"}, ANN)
    ours = replace(contacts(ANN), history=(*base.history, TOMBSTONE))
    theirs = contacts(LI | {"phone": "1"}, LI | {"phone": "3"}, ANN, BO)
    for merged in (merge(base, ours, theirs), merge(base, theirs, ours)):
        assert not merged.conflicts
        assert merged.record.card["contacts"] == (ANN, BO)


def test_lists_that_are_emptied_or_taken_out_end_as_both_sides_left_them() -> None:
    none = replace(BASE, card={key: value for key, value in BASE.card.items() if key != "contacts"})
    assert merge(BASE, contacts(), contacts(LI, ANN)).record.card["contacts"] == (ANN,)
    assert merge(contacts(LI, ANN), contacts(LI), contacts(ANN)).record.card["contacts"] == ()
    assert "contacts" not in merge(contacts(LI, ANN), none, contacts(LI)).record.card
    assert "contacts" not in merge(BASE, none, none).record.card
    assert merge(none, contacts(LI), contacts(ANN)).record.card["contacts"] == (ANN, LI)
    odd = replace(BASE, card={**BASE.card, "contacts": "Li"})
    assert [one.path for one in merge(BASE, odd, contacts(LI, ANN)).conflicts] == [("card", "contacts")]


def test_a_tombstone_has_no_say_about_whom_its_own_side_has_again() -> None:
    again = replace(contacts(LI | {"phone": "1"}), history=(*BASE.history, TOMBSTONE))
    for merged in (merge(BASE, again, contacts()), merge(BASE, contacts(), again)):
        assert [one.path for one in merged.conflicts] == [("card", "contacts", "Li")]
        assert merged.record.card["contacts"] == (LI,)
    gone = replace(contacts(), history=(*BASE.history, TOMBSTONE))
    for merged in (merge(BASE, gone, contacts(LI | {"phone": "1"})), merge(BASE, contacts(LI | {"phone": "1"}), gone)):
        assert merged.conflicts == ()
        assert merged.record.card["contacts"] == ()


def test_of_two_tombstones_the_emptier_value_stands() -> None:
    other = event("3-ddddd", "forgotten", card=("need",), events=("2-aaaaa",))
    base = replace(BASE, card={**BASE.card, "need": "long words"})
    for left, right, stands in (("xy", "z", "z"), ("y", "x", "x"), ("xy", "yx", "xy")):
        ours, theirs = (
            replace(
                base, card={**base.card, "need": text},
                history=(base.history[0], event("2-aaaaa", text=text), replace(other, id=name)),
            )
            for text, name in ((left, "3-ddddd"), (right, "3-eeeee"))
        )  # fmt: skip
        for merged in (merge(base, ours, theirs), merge(base, theirs, ours)):
            assert merged.conflicts == ()
            assert merged.record.card["need"] == stands
            assert merged.record.history[1].data["text"] == stands


def test_a_tombstone_takes_names_and_lists_of_names_and_nothing_else() -> None:
    theirs = replace(BASE, card={**BASE.card, "industry": "b", "contacts": ({"name": "Li", "phone": "1"},)})
    for named, disputed in (
        ("industry", ["contacts"]), (("industry", "contacts"), []), (("industry", {"a": "contacts"}), ["contacts"]),
        ({"industry": "contacts"}, ["industry", "contacts"]), (None, ["industry", "contacts"]),
    ):  # fmt: skip
        data = {"card": named} if named is not None else {}
        ours = replace(
            BASE, card={**BASE.card, "industry": "a", "contacts": ()},
            history=(*BASE.history, event("3-ccccc", "forgotten", **data)),
        )  # fmt: skip
        for merged in (merge(BASE, ours, theirs), merge(BASE, theirs, ours)):
            assert [one.path[1] for one in merged.conflicts] == disputed, named


def test_rows_without_names_are_united_where_they_were_only_added_to() -> None:
    a, b, c = ({"phone": one} for one in "abc")
    base = contacts(a, a, b)
    assert merge(base, contacts(a, a, b, c), contacts(a, c, a, b)).record.card["contacts"] == (a, a, b, c)
    twice = merge(base, contacts(a, a, b, {"phone": "e"}), contacts(a, a, b, {"phone": "d"}))
    assert twice.record.card["contacts"] == (a, a, b, {"phone": "d"}, {"phone": "e"})
    for ours, theirs in (((a, b, c), (a, a, b, {"phone": "d"})), ((a, a, b, c), (a, a))):
        merged = merge(base, contacts(*ours), contacts(*theirs))
        assert [one.path for one in merged.conflicts] == [("card", "contacts")]
        assert merged.record.card["contacts"] == (a, a, b)


def test_rows_with_a_name_twice_or_empty_are_told_apart_by_all_they_say() -> None:
    base = contacts(LI, {"name": ""})
    merged = merge(base, contacts(LI, {"name": ""}, ANN), contacts(LI, {"name": ""}, BO))
    assert merged.record.card["contacts"] == (LI, {"name": ""}, ANN, BO)
    assert merge(base, contacts(LI, ANN), contacts(LI, {"name": ""}, BO)).conflicts
    odd: Any = ({"name": "Li"}, "Ann")
    mixed = merge(BASE, contacts(*odd), contacts(LI, BO))
    assert [one.path for one in mixed.conflicts] == [("card", "contacts")]
