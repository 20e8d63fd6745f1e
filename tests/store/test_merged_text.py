"""What a merge leaves of two texts: everything people wrote, in one order, the same from both sides."""

from __future__ import annotations

import re
from random import Random

import pytest
from clones import event, origin, record, worked_on
from hand_edited import base_text, worked_text
from hypothesis import example, given, settings
from hypothesis import strategies as st

from salesctl.core.merging import merge
from salesctl.core.problems import Broken
from salesctl.store.merged_text import merge_texts, with_events
from salesctl.store.record_file import append_events, edit_card, new_record
from salesctl.store.record_reading import examine, read_record

EXAMPLES = settings(max_examples=150, deadline=None)
SEEDS = st.integers(0, 2**32)


def merged(base: str | None, ours: str, theirs: str) -> str:
    """The text from both directions, which must be the same unless there is a conflict."""
    one = merge_texts(base.encode() if base else None, ours.encode(), theirs.encode(), "f.yaml")
    other = merge_texts(base.encode() if base else None, theirs.encode(), ours.encode(), "f.yaml")
    assert one.text == other.text or one.merged.conflicts
    return one.text


def texts(seed: int) -> tuple[str, str, str]:
    random = Random(seed)
    base = origin(random)
    text = base_text(base, random)
    ours, theirs = (worked_on(base, random, by_hand=seed % 3 == 0) for _ in range(2))
    return text, worked_text(text, base, ours, random, "o"), worked_text(text, base, theirs, random, "t")


def comments(text: str) -> set[str]:
    return set(re.findall(r"^# [bot].*$", text, re.MULTILINE))


@EXAMPLES
@given(SEEDS)
def test_the_text_says_what_was_merged_and_is_the_same_from_both_sides(seed: int) -> None:
    base, ours, theirs = texts(seed)
    text = merged(base, ours, theirs)
    records = [read_record(one, "f.yaml") for one in (base, ours, theirs)]
    expected = merge(*records)
    if expected.conflicts:
        assert "\n<<<<<<< ours\n" in text
        assert [one.code for one in examine(text, "f.yaml").errors] == ["yaml.conflict_marker"] * text.count("<<<<<<<")
    else:
        assert read_record(text, "f.yaml") == expected.record


def test_a_comment_of_the_card_does_not_become_part_of_a_text_that_came_before_it() -> None:
    base = new_record(record(name="Acme")).replace("history:", "  # the end of the card\nhistory:")
    theirs = base.replace("  # the end", "more: |-\n  a\n  b\n  # the end").replace("  # the end", "# the end")
    assert read_record(theirs, "f.yaml").extra == {"more": "a\nb"}
    ours = append_events(base, [event("1-aaaaa")])
    text = merged(base, ours, theirs)
    assert read_record(text, "f.yaml").extra == {"more": "a\nb"}
    assert text.count("# the end of the card") == 1
    assert merged(*texts(5821))


@EXAMPLES
@given(SEEDS)
def test_comments_of_both_sides_stay(seed: int) -> None:
    base, ours, theirs = texts(seed)
    gone = comments(base) - (comments(ours) & comments(theirs))
    assert comments(merged(base, ours, theirs)) >= (comments(ours) | comments(theirs)) - gone


@EXAMPLES
@given(SEEDS)
@example(1688)
@example(1454211117)
@example(4187107736)
def test_merging_again_changes_no_byte(seed: int) -> None:
    base, ours, theirs = texts(seed)
    text = merged(base, ours, theirs)
    if "<<<<<<< ours" not in text:
        assert merged(base, text, theirs) == merged(base, ours, text) == merged(text, text, text) == text


BASE = """\
# known from the fair
salesctl: 1
id: k7m2q9xd
customer:
  name: 'Acme'   # as on the licence
  industry: tools
  # people we know
  contacts:  # masked
  # the one who decides
  - {name: Li, phone: "138"}
  need: |
    two lines
    of text

our_own: {key: kept}
history:
- at: 2026-03-02T09:10+08:00
  by: wang.lei
  what: opened
  id: 1-aaaaa
# told by telephone
"""


HEAD = BASE[: BASE.index("- at")]


def test_two_who_add_leave_every_other_line_as_it_was() -> None:
    ours = append_events(BASE, [event("2-bbbbb", text="from ours")])
    theirs = append_events(edit_card(BASE, {"industry": "steel"}), [event("2-aaaaa", by="li.na"), event("3-ccccc")])
    text = merged(BASE, ours, theirs)
    assert text == BASE.replace("industry: tools", "industry: steel") + "".join(
        append_events(BASE, [one]).removeprefix(BASE)
        for one in (event("2-aaaaa", by="li.na"), event("2-bbbbb", text="from ours"), event("3-ccccc"))
    )


def test_a_comment_above_an_event_travels_with_it() -> None:
    ours = append_events(BASE + "# ours: why\n", [event("2-bbbbb")])
    theirs = append_events(BASE + "# theirs: why\n", [event("2-aaaaa")]) + "# and after\n"
    tail = merged(BASE, ours, theirs).split("# told by telephone\n")[1]
    assert [line for line in tail.split("\n") if line.startswith(("#", "  id"))] == [
        "# theirs: why", "  id: 2-aaaaa", "# and after", "# ours: why", "  id: 2-bbbbb",
    ]  # fmt: skip


def test_contacts_added_on_both_sides_stand_below_the_old_one_with_its_comment() -> None:
    ours = edit_card(BASE, {"contacts": ({"name": "Li", "phone": "138"}, {"name": "Bo"})})
    theirs = edit_card(BASE, {"contacts": ({"name": "Li", "phone": "138"}, {"name": "Ann", "position": "buyer"})})
    theirs = theirs.replace("138", "139")
    assert merged(BASE, ours, theirs) == BASE.replace(
        '  - {name: Li, phone: "138"}\n',
        '  - {name: Li, phone: "139"}\n  - {name: Ann, position: buyer}\n  - {name: Bo}\n',
    )


def test_a_conflict_stands_between_marks_and_only_its_lines_do() -> None:
    ours, theirs = (edit_card(BASE, {"industry": one}) for one in ("steel", "wood"))
    marks = (
        "<<<<<<< ours\n  industry: steel\n||||||| base\n  industry: tools\n=======\n  industry: wood\n>>>>>>> theirs\n"
    )
    assert merged(BASE, ours, theirs) == BASE.replace("  industry: tools\n", marks)


def test_a_person_changed_on_both_sides_is_marked_alone() -> None:
    ours = edit_card(BASE, {"contacts": ({"name": "Li", "phone": "1"}, {"name": "Bo"})})
    theirs = edit_card(BASE, {"contacts": ({"name": "Li", "phone": "2"},)})
    text = merged(BASE, ours, theirs)
    assert text.count("<<<<<<<") == 1
    assert text.split(">>>>>>> theirs\n")[1].startswith("  - {name: Bo}\n")


def test_an_event_edited_on_both_sides_is_marked() -> None:
    ours, theirs = (BASE.replace("what: opened", f"what: {one}") for one in ("noted", "contacted"))
    text = merged(BASE, ours, theirs)
    between = text[text.index("<<<<<<<") : text.index("=======")]
    assert between.count("- at:") == 2
    assert between.count("id: 1-aaaaa") == 2


def test_an_event_written_by_hand_keeps_the_id_that_it_had() -> None:
    by_hand = BASE + "- at: 2026-03-03T09:00+08:00\n  by: wang.lei\n  what: noted\n"
    name = read_record(by_hand, "f").history[-1].id
    text = merged(BASE, by_hand, append_events(BASE, [event("2-00000"), event("3-00000")]))
    assert f"  id: {name}\n" in text
    assert [one.id for one in read_record(text, "f").history] == ["1-aaaaa", "2-00000", name, "3-00000"]


def test_the_two_may_have_made_the_file_each() -> None:
    ours, theirs = new_record(record(event("1-aaaaa"))), new_record(record(event("1-bbbbb"), industry="tools"))
    assert [one.id for one in read_record(merged(None, ours, theirs), "f").history] == ["1-aaaaa", "1-bbbbb"]


def test_a_history_begun_on_both_sides() -> None:
    base = new_record(record())
    assert "history: []" in base
    ours, theirs = (append_events(base, [event(name)]) for name in ("1-bbbbb", "1-aaaaa"))
    assert [one.id for one in read_record(merged(base, ours, theirs), "f").history] == ["1-aaaaa", "1-bbbbb"]


def test_a_card_in_braces_is_written_anew_where_both_changed_it() -> None:
    base = "salesctl: 1\nid: k7m2q9xd\n# who\ncustomer: {name: Acme}\nhistory: []\n"
    ours, theirs = (base.replace("Acme", f"Acme, {one}: x") for one in ("size", "need"))
    assert "# who\ncustomer:\n  name: Acme\n" in merged(base, ours, theirs)
    assert read_record(merged(base, ours, theirs), "f").card == {"name": "Acme", "size": "x", "need": "x"}


@pytest.mark.parametrize(
    "text",
    [
        "a: [\n",
        BASE + "<<<<<<< ours\n",
        BASE.replace("salesctl: 1", "salesctl: 99"),
        HEAD + "  - at" + BASE.removeprefix(f"{HEAD}- at").replace("\n  ", "\n    "),
        "{salesctl: 1, id: k7m2q9xd, customer: {name: Acme}}\n",
        HEAD.replace("history:", "history: [{at: 2026-03-02T09:10+08:00, by: x, what: noted, id: 1-aaaaa}]"),
    ],
    ids=["broken", "marked", "newer", "indented", "braces", "brackets"],
)  # fmt: skip
def test_what_cannot_be_taken_apart_is_refused_not_guessed(text: str) -> None:
    with pytest.raises(Broken):
        merge_texts(BASE.encode(), append_events(BASE, [event("2-bbbbb")]).encode(), text.encode(), "f.yaml")


def with_contacts(lines: str) -> str:
    return f"salesctl: 1\nid: k7m2q9xd\ncustomer:\n  name: Acme\n{lines}history: []\n"


LI, BO = '  - {name: Li, phone: "1"}\n', "  - {name: Bo}\n"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        # One side moved the rows to the right, and both added somebody: where the margins differ, all is written anew.
        (
            f"  contacts:\n{LI}", "  contacts:\n      - {name: Li, phone: '1'}\n      - {name: Bo}\n",
            f"  contacts:\n{LI}  - {{name: Al}}\n",
            f"  contacts:\n{LI}  - {{name: Al}}\n{BO}",
        ),
        # Both have them to the right: so does whoever is new, and who was changed by both.
        (
            "  contacts:\n      - {name: Li}\n", "  contacts:\n      - {name: Li, phone: x}\n      - {name: Bo}\n",
            "  contacts:\n      - {name: Li, email: w}\n",
            "  contacts:\n      - {name: Li, email: w, phone: x}\n      - {name: Bo}\n",
        ),
        # Both began the list.
        ("", f"  contacts:\n{LI}", f"  contacts:\n{BO}", f"  contacts:\n{BO}{LI}"),
        ("  contacts: []  # none\n", f"  contacts:  # ours\n{LI}", f"  contacts:\n{BO}", None),
        # One side keeps it in brackets.
        (
            f"  contacts:\n{LI}", '  contacts: [{name: Li, phone: "1"}, {name: Bo}]\n',
            f"  contacts:\n{LI}  - {{name: Al}}\n",
            f"  contacts:\n{LI}  - {{name: Al}}\n{BO}",
        ),
        # Without names the rows are told apart by all that they say.
        (
            "  contacts:\n  - {phone: x}\n", "  contacts:\n  - {phone: x}  # one\n  - {phone: z}  # ours\n",
            "  contacts:\n  - {phone: x}\n  - {phone: w}  # theirs\n",
            "  contacts:\n  - {phone: x}  # one\n  - {phone: w}  # theirs\n  - {phone: z}  # ours\n",
        ),
        # One side emptied it, the other left it alone.
        (f"  contacts:\n{LI}", "  contacts: []\n", f"  contacts:\n{LI}", "  contacts: []\n"),
        (f"  contacts:\n{LI}", "", f"  contacts:\n{LI}", ""),
    ],
)  # fmt: skip
def test_rows_of_contacts_stand_as_the_sides_have_them(base: str, ours: str, theirs: str, expected: str | None) -> None:
    text = merged(with_contacts(base), with_contacts(ours), with_contacts(theirs))
    if expected is not None:
        assert text == with_contacts(expected)
    else:
        assert read_record(text, "f").card["contacts"] == ({"name": "Bo"}, {"name": "Li", "phone": "1"})
        assert "# ours" in text


def test_people_of_a_list_in_brackets_in_dispute_are_shown_whole() -> None:
    sides = [with_contacts(f"  contacts: [{{name: Li, phone: {one}}}]\n") for one in ("a", "b", "c")]
    assert merged(*sides) == with_contacts(
        "<<<<<<< ours\n  contacts: [{name: Li, phone: b}]\n||||||| base\n  contacts: [{name: Li, phone: a}]\n"
        "=======\n  contacts: [{name: Li, phone: c}]\n>>>>>>> theirs\n"
    )


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "begin", "end"),
    [
        ("a", "b", "c", "own: ", ""),
        ("'{x: a}'", "'{x: b}'", "'{x: c}'", "own: ", ""),
    ],
)
def test_a_key_of_the_teams_own_in_dispute_is_marked_at_the_margin(
    base: str, ours: str, theirs: str, begin: str, end: str
) -> None:
    texts = [with_contacts("").replace("history", f"{begin}{one}{end}\nhistory") for one in (base, ours, theirs)]
    assert merged(*texts) == with_contacts("").replace(
        "history",
        f"<<<<<<< ours\n{begin}{ours}\n||||||| base\n{begin}{base}\n=======\n{begin}{theirs}\n>>>>>>> theirs\nhistory",
    )


def test_a_card_in_braces_in_dispute_is_marked_whole() -> None:
    base = "salesctl: 1\nid: k7m2q9xd\ncustomer: {name: Acme, size: a}\nhistory: []\n"
    text = merged(base, base.replace("size: a", "size: b"), base.replace("size: a", "size: c"))
    assert text.count("customer: {name: Acme") == 3
    assert text.count("<<<<<<< ours\ncustomer: {name: Acme, size: b}\n||||||| base\n") == 1


def test_events_that_stand_at_different_margins_are_not_mixed() -> None:
    indented = BASE[: BASE.index("- at")] + "".join(
        f"  {line}\n" for line in BASE[BASE.index("- at") :].splitlines()[:4]
    )
    with pytest.raises(Broken) as caught:
        merge_texts(BASE.encode(), BASE.encode(), indented.encode(), "f.yaml")
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.where), dict(problem.params)) == ("merge.layout", "f.yaml", {})
    assert merge_texts(indented.encode(), indented.encode(), indented.encode(), "f.yaml").text == indented


def test_a_comment_at_the_end_of_an_empty_history_stays_once() -> None:
    base = with_contacts("") + "# the end\n"
    ours, theirs = (append_events(base, [event(name)]) for name in ("1-bbbbb", "1-aaaaa"))
    text = merged(base, ours, theirs)
    assert text.count("# the end\n") == 1
    assert "history:\n# the end\n- at" in text


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_empty_base_is_none(text: str) -> None:
    assert merge_texts(text.encode(), BASE.encode(), BASE.encode(), "f.yaml").text == BASE


def test_events_of_another_version_are_taken_over_at_their_places() -> None:
    second, third = (append_events(BASE, [event(name)]) for name in ("2-bbbbb", "3-ccccc"))
    text = with_events(third.encode(), {"2-bbbbb": second.encode()}, "f.yaml")
    assert [one.id for one in read_record(text, "f").history] == ["1-aaaaa", "2-bbbbb", "3-ccccc"]
    assert text.startswith(BASE.removesuffix("# told by telephone\n"))
    indented = "".join(
        f"  {line}\n" if at >= BASE[: BASE.index("- at")].count("\n") else f"{line}\n"
        for at, line in enumerate(second.splitlines())
    )
    with pytest.raises(Broken) as caught:
        with_events(third.encode(), {"2-bbbbb": indented.encode()}, "f.yaml")
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.where)) == ("merge.layout", "f.yaml")


def test_a_history_that_only_one_side_has_written_down_stays_as_it_is() -> None:
    base = with_contacts("").removesuffix("history: []\n")
    for line in ("history: []  # none\n", "history:\n", "# none yet\nhistory:  # here\n"):
        assert merged(base, base + line, base) == base + line
    assert merged(base, base, base) == base
    ours = append_events(base, [event("1-bbbbb")])
    assert merged(base, ours, base) == ours
    assert merged(base, ours, base + "history:  # here\n") == ours.replace("history:", "history:  # here")


def test_the_card_of_two_new_files_and_of_one_in_braces() -> None:
    ours = new_record(record(industry="tools")).replace("customer:", "customer:  # ours")
    theirs = new_record(record(size="200"))
    text = merged(None, ours, theirs)
    assert "customer:  # ours\n  name: Acme\n" in text
    assert read_record(text, "f").card == {"name": "Acme", "industry": "tools", "size": "200"}
    braces = 'salesctl: 1\nid: k7m2q9xd\ncustomer: {name: Acme, size: "200"}\nhistory: []\n'
    assert read_record(merged(None, ours, braces), "f").card == read_record(text, "f").card
    wide = ours.replace("\n  ", "\n      ")
    assert "customer:\n  industry: tools\n  name: Acme\n" in merged(None, wide, theirs)
    assert "      size: " in merged(None, wide, theirs.replace("\n  ", "\n      "))
