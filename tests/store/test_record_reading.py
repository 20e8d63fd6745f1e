from __future__ import annotations

from datetime import datetime

import pytest

from salesctl.core.events import VERBS, Event, Record, next_counter
from salesctl.core.problems import Broken
from salesctl.store.ids import new_event_id, new_record_id
from salesctl.store.record_reading import examine, read_record
from salesctl.store.stamps import moment, stamp

HEAD = "salesctl: 1\nid: k7m2q9xd\ncustomer:\n  name: 华信\nhistory:\n"
EVENT = "- at: 2026-03-02T09:10+08:00\n  by: wang.lei\n  what: opened\n  id: 1-k4fq7\n"


def found(text: str | bytes) -> list[str]:
    return [f"{problem.where} {problem.code} {problem.severity}" for problem in examine(text, "f.yaml").problems]


def test_a_record_is_texts_and_typed_events(card: str) -> None:
    record = read_record(card, "f.yaml")
    assert (record.id, record.format, record.extra) == ("k7m2q9xd", 1, {"our_own": {"key": "kept"}})
    assert record.card["name"] == "华信精密机械"
    assert record.card["need"] == "产线数字化\n先做两条线\n"
    assert record.card["contacts"] == (
        {"name": "李敏", "position": "采购经理", "phone": "138-0000-0000"},
        {"name": "王芳", "phone": "139-0000-0000"},
    )
    (event,) = record.history
    assert event == Event(
        at=datetime.fromisoformat("2026-03-02T09:10+08:00"),
        by="wang.lei",
        what="opened",
        data={"channel": "trade_fair", "owner": "wang.lei", "playbook": "b2b@1"},
        id="1-k4fq7",
    )
    assert (event.counter, event.letters, event.order, event.line) == (1, "k4fq7", (1, "k4fq7"), 20)


def test_every_part_of_an_event() -> None:
    text = EVENT.replace(
        "  id: 1-k4fq7",
        "  step: a.b\n  deal: 2\n  with: {x: [1, {y: no}]}\n  recorded: 2026-03-03T00:00Z\n  id: 9-k4fq7",
    )
    (event,) = read_record(HEAD + text, "f").history
    assert (event.step, event.deal, event.data, event.recorded) == (
        "a.b",
        2,
        {"x": ("1", {"y": "no"})},
        moment("2026-03-03T08:00+08:00"),
    )
    assert next_counter([event]) == 10
    assert next_counter([]) == 1


def test_history_is_in_the_order_of_ids_whatever_the_clocks_say() -> None:
    later = EVENT.replace("1-k4fq7", "2-aaaaa").replace("2026", "2025")
    beside = EVENT.replace("1-k4fq7", "2-0zzzz")
    assert [event.id for event in read_record(HEAD + later + EVENT + beside, "f").history] == [
        "1-k4fq7",
        "2-0zzzz",
        "2-aaaaa",
    ]


def test_an_unknown_verb_survives() -> None:
    assert "danced" not in VERBS
    assert read_record(HEAD + EVENT.replace("opened", "danced"), "f").history[0].what == "danced"


@pytest.mark.parametrize("text", ["history:\n", "history: []\n", ""])
def test_a_history_may_be_empty(text: str) -> None:
    assert read_record(HEAD.replace("history:\n", text), "f").history == ()


def test_windows_line_ends_and_byte_order_mark_are_read_and_said(card: str) -> None:
    data = b"\xef\xbb\xbf" + card.replace("\n", "\r\n").encode()
    assert read_record(data, "f.yaml") == read_record(card, "f.yaml")
    assert found(data) == ["f.yaml:1:1 yaml.bom info", "f.yaml:1 yaml.crlf info"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("salesctl: 1\n", "", "f.yaml:1:1 record.no_format error"),
        ("salesctl: 1", "salesctl: one", "f.yaml:1:1 record.unknown_format error"),
        ("salesctl: 1", "salesctl: 0", "f.yaml:1:1 record.unknown_format error"),
        ("salesctl: 1", "salesctl: 2", "f.yaml:1:1 record.newer_format error"),
        ("id: k7m2q9xd\n", "", "f.yaml:1:1 record.no_id error"),
        ("k7m2q9xd", "K7M2Q9XD", "f.yaml:2:1 record.bad_id error"),
        ("k7m2q9xd", "k7m2q9xi", "f.yaml:2:1 record.bad_id error"),
        ("customer:\n  name: 华信\n", "", "f.yaml:1:1 record.no_customer error"),
        ("customer:\n  name: 华信\n", "customer: 华信\n", "f.yaml:3:1 record.no_customer error"),
        ("name: 华信", "named: 华信", "f.yaml:4:3 record.no_name error"),
        ("name: 华信", "name: ' '", "f.yaml:4:3 record.no_name error"),
        ("name: 华信", 'name: "华\\n信"', "f.yaml:4:9 record.bad_name error"),
        ("name: 华信", "name: " + "华" * 201, "f.yaml:4:9 record.bad_name error"),
        ("name: 华信", "name: a\n  contacts: 李敏", "f.yaml:5:13 record.contacts error"),
        ("name: 华信", "name: a\n  contacts:\n  - 李敏", "f.yaml:6:5 record.contact error"),
        ("name: 华信", "name: a\n  contacts: [{name: [x]}]", "f.yaml:5:14 record.contact error"),
        ("history:\n", "history: none\nx:\n", "f.yaml:5:10 record.history_shape error"),
    ],
)
def test_a_broken_card_has_its_place(old: str, new: str, expected: str) -> None:
    assert expected in found(HEAD.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  by: wang.lei\n", "", "f.yaml:6:3 record.event_missing error"),
        ("by: wang.lei", "by:", "f.yaml:7:3 record.event_missing error"),
        ("by: wang.lei", "by: [wang]", "f.yaml:7:7 record.event_text error"),
        ("by: wang.lei", 'by: "a\\nb"', "f.yaml:7:7 record.event_text error"),
        ("what: opened", "what: opened\n  because: x", "f.yaml:9:3 record.event_key error"),
        ("what: opened", "what: opened\n  with: x", "f.yaml:9:9 record.event_with error"),
        ("what: opened", "what: opened\n  deal: 0", "f.yaml:9:9 record.bad_deal error"),
        ("what: opened", "what: opened\n  recorded: 2026-03-02", "f.yaml:9:13 record.bad_time error"),
        ("2026-03-02T09:10+08:00", "2026-03-02T09:10", "f.yaml:6:7 record.bad_time error"),
        ("2026-03-02T09:10+08:00", "2026-02-30T09:10+08:00", "f.yaml:6:7 record.bad_time error"),
        ("1-k4fq7", "1-k4fq", "f.yaml:9:7 record.bad_event_id error"),
        ("1-k4fq7", "01-k4fq7", "f.yaml:9:7 record.bad_event_id error"),
        (EVENT, "- x\n", "f.yaml:6:3 record.event_shape error"),
        (EVENT, EVENT + EVENT, "f.yaml:13:7 record.duplicate_event error"),
    ],
)
def test_a_broken_event_has_its_place(old: str, new: str, expected: str) -> None:
    assert found((HEAD + EVENT).replace(old, new)) == [expected]


def test_every_problem_at_once() -> None:
    with pytest.raises(Broken) as caught:
        read_record("salesctl: 1\nid: x\ncustomer: {}\nhistory:\n- at: then\n- {}\n", "f.yaml")
    codes = [problem.code for problem in caught.value.problems]
    assert codes == [
        "record.bad_id", "record.no_name", "record.bad_time", "record.event_missing", "record.event_missing",
        "record.event_missing", "record.event_missing", "record.event_missing",
    ]  # fmt: skip
    assert caught.value.exit_code == 4


def test_a_newer_format_can_still_be_listed() -> None:
    reading = examine(HEAD.replace("salesctl: 1", "salesctl: 7") + EVENT, "f.yaml")
    assert reading.errors
    assert isinstance(reading.record, Record)
    assert (reading.record.format, reading.record.card["name"]) == (7, "华信")


def test_an_event_written_by_hand_gets_an_id_of_its_content() -> None:
    by_hand = EVENT.replace("  id: 1-k4fq7\n", "  with: {note: 电话}\n")
    reading = examine(HEAD + EVENT + by_hand + by_hand, "f.yaml")
    assert reading.errors == ()
    assert reading.record
    first, second = (event.id for event in reading.record.history[1:])
    assert (first.split("-")[0], second.split("-")[0]) == ("2", "3")
    assert [(p.code, str(p.where), p.severity, p.params["id"]) for p in reading.problems] == [
        ("record.event_without_id", "f.yaml:10:3", "info", first),
        ("record.event_without_id", "f.yaml:14:3", "info", second),
    ]
    assert examine(HEAD + EVENT + by_hand, "f.yaml").record.history[1].id == first  # type: ignore[union-attr]


def test_a_history_that_is_not_last_is_said() -> None:
    assert found(HEAD + EVENT + "tags: [x]\n") == ["f.yaml:10:1 record.history_not_last warn"]


@pytest.mark.parametrize(
    "text", ["2026-03-02T09:10+08:00", "2026-03-02T09:10:11+00:00", "2026-03-02T09:10:11.123456-05:30"]
)
def test_moments_read_back(text: str) -> None:
    found = moment(text)
    assert found is not None
    assert stamp(found) == text


@pytest.mark.parametrize(
    "text",
    ["", "2026-03-02", "２０２６-03-02T09:10Z", "2026-03-02T24:10Z", "9999-12-31T23:59Z", "2026-03-02T09:10+99:00"],
)
def test_what_is_no_moment(text: str) -> None:
    assert moment(text) is None


def test_ids_are_drawn_from_the_given_source() -> None:
    assert new_record_id(lambda count: bytes(range(count))) == "01234567"
    assert new_event_id([], lambda count: b"\xff" * count) == "1-zzzzz"
    assert len({new_record_id() for _ in range(2000)}) == 2000


def test_an_id_of_a_content_is_the_same_in_every_version_of_the_program() -> None:
    by_hand = EVENT.replace("  id: 1-k4fq7\n", "  step: a.b\n  deal: 2\n  with: {note: 电话, rows: [a, {b: c}]}\n")
    reading = examine(HEAD + by_hand + by_hand.replace("09:10+08:00", "01:10Z"), "f")
    assert reading.record
    assert [event.id for event in reading.record.history] == ["1-cc2kx", "2-cc2kx"]


def test_a_derived_id_that_somebody_has_already_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    by_hand = EVENT.replace("  id: 1-k4fq7\n", "")
    (event,) = read_record(HEAD + by_hand, "f").history
    taken = EVENT.replace("1-k4fq7", event.id)
    monkeypatch.setattr("salesctl.store.event_reading.next_counter", lambda _: 1)
    first, second = read_record(HEAD + taken + by_hand, "f").history
    assert {first.id, second.id} > {event.id}
    assert (first.counter, second.counter) == (1, 1)
