"""The order of what two sides have, and which lines stand for it: the same whichever side is called ours."""

from __future__ import annotations

import pytest

from salesctl.store.choosing import Three, comments, in_place, written
from salesctl.store.record_blocks import Part


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("abc", "abc", "abc", "abc"),
        ("abc", "cab", "abc", "cab"),
        ("abc", "cab", "bca", "bca"),
        ("abc", "ac", "abc", "abc"),
        ("abc", "cb", "abc", "acb"),
        ("abc", "axbc", "abyc", "axbyc"),
        ("abc", "xabc", "abcy", "xabcy"),
        ("abc", "axybc", "azbc", "axyzbc"),
        ("", "ab", "ba", "ab"),
        ("abc", "cabx", "abc", "cabx"),
    ],
)
def test_one_order_of_both(base: str, ours: str, theirs: str, merged: str) -> None:
    assert "".join(in_place(base, ours, theirs)) == merged
    assert "".join(in_place(base, theirs, ours)) == merged


def part(body: str, above: str = "", below: str = "") -> Part:
    return Part(tuple(body.split()), tuple(above.split()), tuple(below.split()))


def three(base: Part | None, ours: Part | None, theirs: Part | None, *said: object) -> Three:
    return Three((base, ours, theirs), (said[0], said[1], said[2]) if said else ("", "", ""))


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "kept"),
    [
        ("#a", "#a", "#a #b", ("#a", "#b")),
        ("#a", "", "#a", ()),
        ("#a #b", "#a #c", "#b #d", ("#c", "#d")),
        ("", "#x", "#x", ("#x",)),
        ("", "#long #er", "#x", ("#long", "#er", "#x")),
    ],
)
def test_comments_that_either_side_added_stay_and_what_one_took_out_goes(
    base: str, ours: str, theirs: str, kept: tuple[str, ...]
) -> None:
    for where in ("above", "below"):
        sides = [part("k", **{where: text}) for text in (base, ours, theirs)]
        assert comments(three(*sides), where) == kept
        assert comments(three(sides[0], sides[2], sides[1]), where) == kept


def test_the_lines_of_whoever_says_what_stands() -> None:
    old, new, other = part("old"), part("new"), part("newer-spelling")
    assert written(three(old, new, old, "1", "2", "1"), "2") == ("new",)
    assert written(three(old, old, new, "1", "1", "2"), "2") == ("new",)
    assert written(three(old, old, new, "1", "1", "1"), "1") == ("new",)
    assert written(three(old, new, old, "1", "1", "1"), "1") == ("new",)
    assert written(three(old, new, other, "1", "1", "1"), "1") == ("newer-spelling",)
    assert written(three(old, new, other, "1", "2", "3"), "1") == ("old",)
    assert written(three(None, new, other, "", "2", "3"), "4") == ()
    assert written(three(None, new, other, "", "2", "3"), "4", anew=lambda: ("made",)) == ("made",)
    assert written(three(old, new, old, "1", "2", "1"), None) == ()


def test_a_dispute_shows_all_three_between_its_comments() -> None:
    sides = three(part("b", "#above"), part("o", "#above"), part("t", "#above", "#below"), "1", "2", "3")
    assert written(sides, "1", disputed=True) == (
        "#above", "<<<<<<< ours", "o", "||||||| base", "b", "=======", "t", ">>>>>>> theirs", "#below"
    )  # fmt: skip
    without = three(None, part("o"), None, None, "2", None)
    assert written(without, None, disputed=True) == (
        "<<<<<<< ours", "o", "||||||| base", "=======", ">>>>>>> theirs"
    )  # fmt: skip
