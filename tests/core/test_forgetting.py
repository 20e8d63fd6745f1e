"""Persons leave a record and the process stays: what is taken out, what never is, and what may be told of it."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.core.events import Event, Record, Value
from salesctl.core.forgetting import MARK, forget, is_redaction, redacted
from salesctl.core.history_check import fate

AT = datetime.fromisoformat("2026-03-02T09:10+08:00")


def event(name: str, what: str = "noted", **data: Value) -> Event:
    return Event(AT, "wang.lei", what, data=data, id=name)


def record(*events: Event, **card: Value) -> Record:
    return Record("k7m2q9xd", {"name": "华信精密机械", **card}, events)


LI: Value = ({"name": "李敏", "position": "采购经理", "phone": "138-0000-1234", "email": "li@x.cn"},)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("电话13800001234，明天打", "电话***，明天打"),
        ("+86 138 0000 1234", MARK),
        ("座机 0571-88888888-12", "座机 ***"),
        ("(0571)88888888", MARK),
        ("call +44 20 7946 0958 please", "call *** please"),
        ("limin@example.com.cn。", "***。"),
        ("微信号:limin_88", "微信***"),
        ("身份证 11010119900101123X", "身份证 ***"),
        ("１３８００００１２３４", MARK),
        ("李敏说八月签", "***说八月签"),
        ("李总同意", "***同意"),
        ("对方经理同意", "对方经理同意"),
        ("合同 HT-20260315-001，1200000.00 元，2026-03-15", "合同 HT-20260315-001，1200000.00 元，2026-03-15"),
        ("91330100MA2KABCD12", "91330100MA2KABCD12"),
        ("华信精密机械 2.4 万件", "华信精密机械 2.4 万件"),
    ],
)
def test_what_goes_from_a_text_and_what_stays(text: str, left: str) -> None:
    assert redacted(record(event("1-aaaaa", text=text), contacts=LI)).history[0].data["text"] == left


def test_contacts_go_whole_and_the_customers_name_stays() -> None:
    found = forget(record(contacts=LI, need="找李敏", size="120"))
    assert found.record.card == {"name": "华信精密机械", "need": "找***", "size": "120"}
    assert found.removed == {"contacts": 1, "names": 1}
    assert found.card == ("contacts", "need")


def test_rows_of_a_form_that_can_be_reached_lose_name_and_number() -> None:
    row: Value = {"name": "Zhou", "phone": "8-1234", "part": "uses"}
    found = redacted(record(event("1-aaaaa", "done", form={"site_contacts": (row,), "promises": "Zhou agreed"})))
    form = found.history[0].data["form"]
    assert form == {"site_contacts": ({"name": MARK, "phone": MARK, "part": "uses"},), "promises": "*** agreed"}


def test_what_a_rule_reads_is_never_touched() -> None:
    data: dict[str, Value] = {"owner": "li.min", "outcome": "13800001234", "amount": "13800001234", "to": "李敏"}
    shown = event("1-aaaaa", "done", **data, form={"price": "13800001234", "remark": "13800001234"})
    found = redacted(record(shown, contacts=LI), keep={"price"}).history[0].data
    assert {key: found[key] for key in data} == data
    assert found["form"] == {"price": "13800001234", "remark": MARK}


def test_whom_a_contact_was_with_and_who_is_named_by_hand_is_a_person() -> None:
    found = redacted(
        record(
            event("1-aaaaa", "contacted", text="met", **{"with": "张工、Ann"}), event("2-bbbbb", text="Ann, 张工, Bo")
        ),
        also=["Bo"],
    )
    assert found.history[0].data["with"] == "***、***"
    assert found.history[1].data["text"] == "***, ***, ***"


def test_a_tombstone_says_how_much_of_what_was_where_and_nothing_else() -> None:
    told = forget(record(event("1-aaaaa", text="李敏 13800001234"), event("2-bbbbb", text="x"), contacts=LI)).told
    assert told == {
        "removed": {"contacts": "1", "phones": "1", "names": "1"},
        "card": ("contacts",),
        "events": ("1-aaaaa",),
    }


@given(st.lists(st.text(alphabet="李敏张13800@x.cn 微信+-总", max_size=40), max_size=4))
def test_doing_it_twice_is_doing_it_once(texts: list[str]) -> None:
    before = record(*(event(f"{at + 1}-aaaaa", text=text) for at, text in enumerate(texts)), contacts=LI)
    once = redacted(before)
    assert redacted(once) == once
    assert all(is_redaction(old, new) for old, new in zip(before.history, once.history, strict=True))


@pytest.mark.parametrize(
    ("now", "yes"),
    [("*** agreed", True), ("Zhou *** agreed", False), ("***", True), ("Zhou refused", False), ("*** refused", False)],
)
def test_only_words_may_go_in_the_name_of_forgetting(now: str, yes: bool) -> None:
    assert is_redaction(event("1-aaaaa", text="Zhou agreed"), event("1-aaaaa", text=now)) is yes


def test_a_tombstone_covers_what_it_names_and_no_other_edit() -> None:
    old = event("1-aaaaa", text="Zhou agreed")
    told = event("2-bbbbb", "forgotten", events=("1-aaaaa",))
    assert fate(old, record(event("1-aaaaa", text="*** agreed"), told)) == "kept"
    assert fate(old, record(event("1-aaaaa", text="*** agreed"))) == "edited"
    assert fate(old, record(event("1-aaaaa", text="*** refused"), told)) == "edited"
    assert fate(old, record(told)) == "missing"
    assert fate(old, record(old, told)) == "kept"
