"""A look at the first lines says what the exact reader says, or nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from salesctl.core.events import Record
from salesctl.core.problems import Broken
from salesctl.store.glance import glance, mentions
from salesctl.store.record_file import new_record
from salesctl.store.record_reading import examine

NAMES = st.text(min_size=1, max_size=30) | st.sampled_from(
    ["华信精密机械", "A: b", "yes", "1.10", "“quoted”", "a #b", "-x", "O'Neil & Co."]
)


@given(NAMES)
def test_what_is_glanced_is_what_is_read(name: str) -> None:
    try:
        text = new_record(Record("k7m2q9xd", {"name": name}, ()))
    except Broken:
        return
    record = examine(text, "a.yaml").record
    assert record is not None
    assert glance(text.encode()) in (None, (record.id, record.card["name"]))


def test_ordinary_names_are_glanced() -> None:
    for name in ("华信精密机械", "Acme Ltd", "上海 ABC（集团）有限公司"):
        text = new_record(Record("k7m2q9xd", {"name": name}, ()))
        assert glance(text.encode()) == ("k7m2q9xd", name)


def test_anything_but_the_plain_way_of_writing_is_left_to_the_exact_reader() -> None:
    for text in (
        "",
        "id: k7m2q9xd\n",
        "# mine\nsalesctl: 1\nid: k7m2q9xd\ncustomer:\n  name: a\n",
        "salesctl: 1\r\nid: k7m2q9xd\r\n",
    ):
        assert glance(text.encode()) is None


def test_a_number_is_found_however_it_is_grouped() -> None:
    assert mentions(b'phone: "138-0000-0007"', "13800000007")
    assert not mentions(b"phone: 138", "13800000007")
