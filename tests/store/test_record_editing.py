"""A file after an event or an edit: what was not meant to change is byte for byte as it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from salesctl.core.events import LETTERS, Event, Record, Value
from salesctl.core.problems import Broken
from salesctl.store import record_file
from salesctl.store.record_file import UnmeantTextError, append_events, edit_card, new_record
from salesctl.store.record_reading import read_record

AT = datetime.fromisoformat("2026-03-02T11:40+08:00")
GRADED = Event(at=AT, by="wang.lei", what="graded", data={"grade": "A", "because": "预算已批"}, id="2-m9kdw")
REJECTED = Event(
    at=AT, by="zhao.jing", what="rejected", step="proposal.review", deal=2,
    data={"as": "legal", "rows": ({"item": "违约条款", "days": "30"}, {"item": "a: b"})},
    recorded=datetime(2026, 3, 3, 1, 2, 3, tzinfo=UTC), id="3-t3wex",
)  # fmt: skip

ADDED = """\
- at: 2026-03-02T11:40+08:00
  by: wang.lei
  what: graded
  with: {grade: A, because: 预算已批}
  id: 2-m9kdw
- at: 2026-03-02T11:40+08:00
  by: zhao.jing
  what: rejected
  step: proposal.review
  deal: 2
  with:
    as: legal
    rows:
    - {item: 违约条款, days: "30"}
    - {item: "a: b"}
  recorded: 2026-03-03T01:02:03+00:00
  id: 3-t3wex
"""


def only_changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """Lines that went and lines that came, between what is equal at both ends."""
    old, new = before.split("\n"), after.split("\n")
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return old, new


def test_events_are_added_at_the_end_and_nothing_else_changes(card: str) -> None:
    text = append_events(card, [GRADED, REJECTED])
    assert text == card + ADDED
    assert read_record(text, "f").history[1:] == (GRADED, REJECTED)


def test_windows_line_ends_stay_one_kind(card: str) -> None:
    text = append_events(card.replace("\n", "\r\n"), [GRADED, REJECTED])
    assert text == (card + ADDED).replace("\n", "\r\n")
    assert edit_card(text, {"industry": "x"}).count("\r\n") == text.count("\n")


@pytest.mark.parametrize(
    "ending", ["history: []   # none yet\n", "history: []", "history:\n", "history: # none yet", ""]
)
def test_the_first_event(card: str, ending: str) -> None:
    text = card[: card.index("history:")] + ending
    after = append_events(text, [GRADED])
    assert read_record(after, "f").history == (GRADED,)
    assert after.startswith(card[: card.index("history:")] + "history:")
    assert "none yet" not in ending or "# none yet" in after


def test_a_last_line_without_end_is_ended(card: str) -> None:
    text = card.removesuffix("# told by telephone\n").removesuffix("\n")
    assert append_events(text, [GRADED]).startswith(text + "\n- at: ")


def test_events_indented_by_hand_are_followed(card: str) -> None:
    head, events = card.split("history:\n")
    text = head + "history:\n" + "".join(f"  {line}\n" for line in events.splitlines())
    after = append_events(text, [GRADED])
    assert after.startswith(text + "  - at: ")
    assert len(read_record(after, "f").history) == 2


@pytest.mark.parametrize(
    ("ending", "code"),
    [
        ("history: [{at: 2026-03-02T09:10Z, by: x, what: noted, id: 1-aaaaa}]\n", "record.in_brackets"),
        ("history: []\ntags: [x]\n", "record.history_not_last"),
        ("history: none\n", "record.history_shape"),
        (
            "history:\n- at: 2026-03-02T09:10Z\n  by: x\n  what: noted\n  id: 1-aaaaa\n  with:\n    text: |\n      a",
            "record.no_last_line_end",
        ),
        ("history:\n- at: 2026-03-02T09:10Z\n  what: noted\n", "record.event_missing"),
    ],
)
def test_a_file_without_room_for_events_is_refused(card: str, ending: str, code: str) -> None:
    text = card[: card.index("history:")] + ending
    with pytest.raises(Broken) as caught:
        append_events(text, [GRADED], "f.yaml")
    assert [problem.code for problem in caught.value.problems] == [code]
    assert caught.value.problems[0].severity == "error"
    assert caught.value.exit_code == 4


def test_an_event_that_no_file_may_hold_is_wrong_use(card: str) -> None:
    for event in (replace(GRADED, id="1-k4fq7"), replace(GRADED, by="a\nb")):
        with pytest.raises(Broken) as caught:
            append_events(card, [event])
        assert caught.value.exit_code == 2


def test_a_text_that_does_not_read_back_is_caught(card: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("salesctl.store.record_file.event_lines", lambda *_: ["- at: [", "x"])
    with pytest.raises(UnmeantTextError):
        append_events(card, [GRADED])


@pytest.mark.parametrize("lane", ["fast", "exact"])
@pytest.mark.parametrize(
    "other",
    [
        replace(GRADED, by="li.na"), replace(GRADED, data={}), replace(GRADED, data={"grade": {"a": ("b", "c")}}),
        replace(GRADED, data={"grade": {"a": ("b", "d")}, "more": "x"}), replace(GRADED, deal=2),
    ],
)  # fmt: skip
def test_a_text_that_reads_back_as_something_else_is_caught(
    card: str, other: Event, lane: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    meant = replace(GRADED, data={"grade": {"a": ["b", "d"]}})  # type: ignore[dict-item]
    text = new_record(Record("k7m2q9xd", {"name": "Acme"}, ())) if lane == "fast" else card
    assert read_record(append_events(text, [meant]), "f").history[-1].data == {"grade": {"a": ("b", "d")}}
    made = record_file.event_lines
    monkeypatch.setattr(record_file, "event_lines", lambda events, *more: made([other], *more))
    with pytest.raises(UnmeantTextError):
        append_events(text, [meant])


def test_a_card_that_reads_back_as_something_else_is_caught(card: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("salesctl.store.card_text.set_key", lambda text, *_: text.replace("机械制造", "机械"))
    with pytest.raises(UnmeantTextError):
        edit_card(card, {"industry": "机械设备"})
    monkeypatch.setattr("salesctl.store.card_text.remove_key", lambda text, *_: text)
    with pytest.raises(UnmeantTextError):
        edit_card(card, {"industry": None})


def test_what_leaves_no_room_for_events_is_named_at_its_place() -> None:
    head = "salesctl: 1\nid: k7m2q9xd\ncustomer: {name: Acme}\n"
    event = "{at: 2026-03-02T09:10+08:00, by: x, what: noted, id: 1-k4fq7}"
    for text, code, params, place in (
        ("{salesctl: 1, id: k7m2q9xd, customer: {name: Acme}}\n", "record.in_brackets", {"key": "customer"}, "f:1:1"),
        (f"{head}history: [{event}]\n", "record.in_brackets", {"key": "history"}, "f:4:10"),
        (f"{head}history: []\nown: x\n", "record.history_not_last", {"key": "own"}, "f:5:1"),
        (f"{head}own: |+\n  x", "record.no_last_line_end", {}, "f:5"),
    ):
        with pytest.raises(Broken) as caught:
            append_events(text, [GRADED], "f")
        (problem,) = caught.value.problems
        assert (problem.code, dict(problem.params), str(problem.where)) == (code, params, place)
        assert (problem.severity, caught.value.exit_code) == ("error", 4)


@pytest.mark.parametrize(
    ("ending", "before"),
    [
        ("", "history:\n"),
        ("history:", "history:\n"),
        ("history: []  # none yet\n", "history:  # none yet\n"),
        ("history:\n  # none yet\n", "history:\n  # none yet\n"),
    ],
)
def test_a_history_is_begun_where_it_stands(ending: str, before: str) -> None:
    for margin in ("", "  "):
        head = "".join(f"{margin}{line}\n" for line in ("salesctl: 1", "id: k7m2q9xd", "customer:", "  name: 'Acme'"))
        text = head + "".join(margin + line for line in ending.splitlines(keepends=True))
        new = append_events(text, [GRADED])
        lines = [f"{margin}{line}\n" for line in record_file.event_lines([GRADED])]
        assert new == head + "".join(margin + line for line in before.splitlines(keepends=True)) + "".join(lines)


@pytest.mark.parametrize(
    ("changes", "gone", "came"),
    [
        ({"name": "新名"}, ["  name: '华信精密机械'   # as on the licence"], ["  name: 新名   # as on the licence"]),
        ({"industry": "no"}, ["  industry: 机械制造"], ['  industry: "no"']),
        ({"size": "200"}, [], ['  size: "200"']),
        ({"tags": ("a", "b")}, [], ["  tags: [a, b]"]),
        ({"colour_of_logo": None}, ["  colour_of_logo: red      # a key of our own"], []),
        ({"need": "一"}, ["  need: |", "    产线数字化", "    先做两条线"], ["  need: 一"]),
        ({"need": "一\n二\n"}, ["    产线数字化", "    先做两条线"], ["    一", "    二"]),
        ({"industry": "一\n二"}, ["  industry: 机械制造"], ["  industry: |-", "    一", "    二"]),
        ({"absent": None}, [], []),
    ],
)
def test_an_edit_touches_the_lines_of_its_key(
    card: str, changes: dict[str, Value | None], gone: list[str], came: list[str]
) -> None:
    assert only_changed(card, edit_card(card, changes)) == (gone, came)


def test_contacts_that_stay_keep_their_lines_and_comments(card: str) -> None:
    contacts = read_record(card, "f").card["contacts"]
    assert isinstance(contacts, tuple)
    after = edit_card(card, {"contacts": (*contacts, {"name": "赵"})})
    assert only_changed(card, after) == ([], ["  - {name: 赵}"])
    after = edit_card(card, {"contacts": ({"name": "赵", "phone": "1"}, contacts[0])})
    assert (
        'contacts:  # masked in reports\n  - {name: 赵, phone: "1"}\n  # the one who decides\n  - {name: 李敏' in after
    )
    assert "王芳" not in after
    assert only_changed(card, edit_card(card, {"contacts": None}))[1] == []


def test_a_card_in_braces_is_edited_in_its_braces() -> None:
    text = "salesctl: 1\nid: k7m2q9xd\ncustomer: {name: 'a', size: 5, note}  # short\nhistory: []\n"
    assert "customer: {name: b, size: 5, note}  # short" in edit_card(text, {"name": "b"})
    assert "customer: {name: 'a', note}  # short" in edit_card(text, {"size": None})
    assert "customer: {name: 'a', size: 5}  # short" in edit_card(text, {"note": None})
    assert "customer: {name: 'a', size: 5, note: x}  # short" in edit_card(text, {"note": "x"})
    assert "customer: {name: 'a', size: 5, note, tags: [b, c]}  # short" in edit_card(text, {"tags": ("b", "c")})


def test_a_blank_value_is_filled() -> None:
    text = "salesctl: 1\nid: k7m2q9xd\ncustomer:\n  name: a\n  contacts:   # nobody yet\nhistory: []\n"
    assert "  contacts: [x]   # nobody yet\n" in edit_card(text.replace("contacts", "tags"), {"tags": ("x",)}).replace(
        "tags", "contacts"
    )
    assert "  contacts:   # nobody yet\n" in edit_card(text, {"name": "b"})


@pytest.mark.parametrize("changes", [{"name": None}, {"name": " "}, {"name": "x" * 201}, {"contacts": "李敏"}])
def test_a_card_that_would_be_broken_is_wrong_use(card: str, changes: dict[str, Value | None]) -> None:
    with pytest.raises(Broken) as caught:
        edit_card(card, changes)
    assert caught.value.exit_code == 2


def test_a_new_record() -> None:
    record = Record(
        "12345678", {"name": "华信", "contacts": ({"name": "李敏", "phone": "1"},), "need": "a\nb"}, (GRADED,)
    )
    assert new_record(record) == (
        'salesctl: 1\nid: "12345678"\ncustomer:\n  name: 华信\n  contacts:\n  - {name: 李敏, phone: "1"}\n'
        "  need: |-\n    a\n    b\nhistory:\n" + ADDED[: ADDED.index("- at", 5)]
    )
    assert new_record(replace(record, history=())).endswith("history: []\n")


@pytest.mark.parametrize("record", [Record("short", {"name": "a"}, ()), Record("12345678", {}, ())])
def test_a_new_record_that_is_none(record: Record) -> None:
    with pytest.raises(Broken) as caught:
        new_record(record)
    assert caught.value.exit_code == 2


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=15)
lines = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=20).filter(
    lambda x: x.strip() != ""
)
keys = st.text(st.sampled_from("abcxyz华信: #-"), min_size=1, max_size=8)
facts: st.SearchStrategy[Value] = st.recursive(
    words,
    lambda inner: st.one_of(st.lists(inner, max_size=3).map(tuple), st.dictionaries(keys, inner, max_size=3)),
    max_leaves=6,
)
moments = st.datetimes(
    datetime(1950, 1, 1), datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-9, minutes=-30))]),
)  # fmt: skip
events = st.builds(
    Event, at=moments, by=lines, what=lines, step=st.none() | lines, deal=st.integers(1, 99),
    data=st.dictionaries(keys, facts, max_size=3), recorded=st.none() | moments,
)  # fmt: skip
cards = st.dictionaries(keys.filter(lambda key: key != "contacts"), facts, max_size=4)


def numbered(history: list[Event], start: int = 1) -> tuple[Event, ...]:
    return tuple(replace(event, id=f"{at}-{LETTERS[at % 32] * 5}") for at, event in enumerate(history, start))


@settings(max_examples=100, deadline=None)
@given(cards, lines, st.lists(events, max_size=3), st.lists(events, max_size=2))
def test_any_record_reads_back_and_grows(
    card: dict[str, Value], name: str, first: list[Event], more: list[Event]
) -> None:
    record = Record("k7m2q9xd", {"name": name, **card}, numbered(first))
    text = new_record(record)
    assert read_record(text, "f") == record
    added = numbered(more, len(first) + 1)
    longer = append_events(text, added)
    assert read_record(longer, "f") == replace(record, history=(*record.history, *added))
    assert longer.startswith(text.removesuffix(" []\n"))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.dictionaries(
        st.sampled_from(["name_2", "industry", "need", "colour_of_logo", "a: b"]), st.none() | facts, max_size=4
    )
)
def test_any_edit_reads_back(card: str, changes: dict[str, Value | None]) -> None:
    before = read_record(card, "f")
    after = edit_card(card, changes)
    expected = {key: value for key, value in {**before.card, **changes}.items() if value is not None}
    assert read_record(after, "f").card == expected
    for comment in ("# 华信", "# as on the licence", "# the one who decides", "# told by telephone"):
        assert comment in after
