"""A customer's file cut into parts: nothing lost between them, and refused at its place where it can't be cut."""

from __future__ import annotations

import pytest

from salesctl.core.problems import Broken
from salesctl.store.record_blocks import Blocks, Part, blocks_of, with_tail_of

HEAD = "salesctl: 1\nid: k7m2q9xd\ncustomer:\n  name: Acme\n"
EVENT = "- at: 2026-03-02T09:10+08:00\n  by: wang.lei\n  what: noted\n  id: 1-k4fq7\n"
SECOND = EVENT.replace("1-k4fq7", "2-k4fq7")
BY_HAND = EVENT.replace("  id: 1-k4fq7\n", "")


def cut(text: str) -> Blocks:
    return blocks_of(text.encode(), "f")


def test_every_line_is_in_one_part() -> None:
    text = (
        "# first\nsalesctl: 1\n\n# the id\nid: k7m2q9xd\n# who\ncustomer:\n    # called\n    name: Acme\n\n"
        "    # people\n    contacts:  # here\n      # the first\n      - {name: Li}\n      # the second\n"
        "      - name: Bo\n        phone: x\n    need: |\n      a\n\n      b\n\n# ours\nown: [a,\n  b]\n\n# what was\n"
        "history:  # begun\n  # one\n"
        "  - at: 2026-03-02T09:10+08:00\n    by: wang.lei\n    what: noted\n    id: 1-k4fq7\n"
        "# after\n\n"
    )
    found = cut(text)
    assert list(found.top) == ["salesctl", "id", "customer", "own"]
    assert found.top["salesctl"] == Part(("salesctl: 1",), ("# first",))
    assert found.top["id"] == Part(("id: k7m2q9xd",), ("", "# the id"))
    assert found.top["customer"].above == ("# who",)
    assert found.top["customer"].body == tuple(text.split("\n")[6:21])
    assert found.top["own"] == Part(("own: [a,", "  b]"), ("", "# ours"))
    assert found.card == {
        "name": Part(("    name: Acme",), ("    # called",)),
        "contacts": Part(tuple(text.split("\n")[11:17]), ("", "    # people")),
        "need": Part(("    need: |", "      a", "", "      b")),
    }
    assert found.rows == (
        ({"name": "Li"}, Part(("      - {name: Li}",), ("      # the first",))),
        ({"name": "Bo", "phone": "x"}, Part(("      - name: Bo", "        phone: x"), ("      # the second",))),
    )
    assert found.head == Part(("history:  # begun",), ("", "# what was"))
    assert found.events == {"1-k4fq7": Part(tuple(text.split("\n")[29:33]), ("  # one",), ("# after", ""))}
    assert found.margins == (2, 4, 6)


@pytest.mark.parametrize(
    ("text", "margins", "has_card", "has_rows"),
    [
        (HEAD, (0, 2, 2), True, False),
        (HEAD + "  contacts:\n  - {name: Li}\n", (0, 2, 2), True, True),
        (HEAD + "  contacts: [{name: Li}]\n", (0, 2, 2), True, False),
        (HEAD + "  contacts: []\n", (0, 2, 2), True, False),
        (HEAD + "  contacts:\n   -\n     - {name: Li}\n".replace("   -\n     -", "   -"), (0, 2, 3), True, True),
        ("salesctl: 1\nid: k7m2q9xd\ncustomer: {name: Acme, contacts: [{name: Li}]}\n", (0, 2, 2), False, False),
        ("salesctl: 1\nid: k7m2q9xd\ncustomer:\n     {name: Acme}\n", (0, 2, 2), False, False),
    ],
)
def test_what_stands_in_brackets_is_one_part(
    text: str, margins: tuple[int, int, int], has_card: bool, has_rows: bool
) -> None:
    found = cut(text)
    assert (found.margins, found.card is not None, found.rows is not None) == (margins, has_card, has_rows)
    assert "customer" in found.top


def test_a_tail_belongs_to_the_last_thing() -> None:
    assert cut(HEAD + "history: []\n# end\n").head == Part(("history: []",), (), ("# end",))
    assert cut(HEAD + "# end\n").top["customer"].below == ("# end",)
    events = cut(HEAD + "history:\n" + EVENT + SECOND + "# end\n").events
    assert (events["1-k4fq7"].below, events["2-k4fq7"].below) == ((), ("# end",))


def test_a_last_line_without_end_is_a_line() -> None:
    assert cut((HEAD + "history:\n" + EVENT).removesuffix("\n")) == cut(HEAD + "history:\n" + EVENT)


def test_an_event_by_hand_gets_its_id_below() -> None:
    for text in (BY_HAND, "  " + BY_HAND.replace("\n", "\n  ").removesuffix("  ")):
        ((name, part),) = cut(HEAD + "history:\n" + text).events.items()
        assert part.body == (*text.splitlines(), f"{' ' * text.index('-')}  id: {name}")


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("{salesctl: 1, id: k7m2q9xd, customer: {name: Acme}}\n", "f:1:1", "merge.layout"),
        ("  " + HEAD.replace("\n", "\n  ").removesuffix("  "), "f:1:3", "merge.layout"),
        (HEAD + "history: []\nown: x\n", "f:1:1", "merge.layout"),
        (HEAD + "history:\n  []\n", "f:1:1", "merge.layout"),
        (
            HEAD + f"history: [{{{', '.join(line.strip('- ') for line in EVENT.splitlines())}}}]\n",
            "f:5:10",
            "merge.layout",
        ),
        (HEAD + "history:\n- {at: 2026-03-02T09:10+08:00, by: x, what: noted}\n", "f:6:3", "merge.layout"),
        (HEAD + "history:\n" + BY_HAND + "  id:\n", "f:6:3", "merge.layout"),
        ("salesctl: 1\nid: k7m2q9xd\ncustomer: x\n", "f:3:1", "record.no_customer"),
        (HEAD + "own: |+\n  x", "f:6", "record.no_last_line_end"),
    ],
)
def test_what_cannot_be_cut_is_refused_at_its_place(text: str, place: str, code: str) -> None:
    with pytest.raises(Broken) as caught:
        cut(text)
    (problem,) = caught.value.problems
    assert (str(problem.where), problem.code, dict(problem.params)) == (place, code, {})


def test_a_comment_at_the_end_stays_where_it_was_when_somebody_writes_on() -> None:
    begun, empty = HEAD + "history:\n" + EVENT, HEAD + "history: []\n"
    for base, last in ((begun, "1-k4fq7"), (empty, None)):
        origin = cut(base + "# end\n# of it\n")
        written = cut(base.replace(" []", "") + "# end\n# of it\n# new\n" + SECOND)
        found = with_tail_of(written, origin)
        assert found.events["2-k4fq7"].above == ("# new",)
        held = found.events[last] if last else found.head
        assert held is not None
        assert held.below == ("# end", "# of it")
        other = cut(base.replace(" []", "") + "# end\n# of something else\n" + SECOND)
        for side in (other, origin, cut(HEAD)):
            assert with_tail_of(side, origin) == side
        assert with_tail_of(written, cut(base)) == written
    third = SECOND.replace("2-k4fq7", "3-k4fq7")
    longer = with_tail_of(cut(begun + "# end\n" + SECOND + third), cut(begun + "# end\n"))
    assert [one.below for one in longer.events.values()] == [("# end",), (), ()]
    assert [one.above for one in longer.events.values()] == [(), (), ()]
    taken_out = cut(HEAD + "history:\n# end\n" + SECOND)
    assert with_tail_of(taken_out, cut(begun + "# end\n")) == taken_out
