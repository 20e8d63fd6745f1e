"""What the fast lane takes and what it leaves to the exact one; tests/soak compares both on random files."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from salesctl.core.events import Record
from salesctl.core.problems import Broken
from salesctl.store import record_file
from salesctl.store.fast_lane import fast_record
from salesctl.store.record_file import UnmeantTextError, append_events, edit_card, new_record
from salesctl.store.record_lanes import examine, read_record
from salesctl.store.record_reading import examine as exactly

PLAIN = """\
salesctl: 1
id: k7m2q9xd
customer:
  name: 华信精密机械
  industry: machines 机械
  contacts:
  - {name: 李敏, phone: "138-0000-0000"}
  - {name: 王芳}
  need: |
    产线数字化

      先做两条线
  x:
    a: "1.10"
    "2026": [b, {c: d}, []]
our_own: {key: kept}
history:
- at: 2026-03-02T09:10+08:00
  by: wang.lei
  what: opened
  with: {channel: trade_fair, owner: wang.lei, playbook: b2b@1}
  id: 1-k4fq7
- at: 2026-03-02T09:10:30.500000Z
  by: "12"
  what: done
  step: "1.1"
  deal: 12
  with:
    form:
      people:
      - {name: 李敏, "n": "no"}
      - name: "a \\"b\\"\\nc"
        says: |-
          # one
          two
      - plain
      cost: 1200000
    round: "1"
  recorded: 2026-03-03T10:00-03:30
  id: 2-bp5z5
"""


def of_exact(text: str) -> Record:
    found = exactly(text.encode(), "a.yaml")
    assert not found.problems
    assert found.record is not None
    return found.record


def test_a_file_as_it_is_written_is_taken_value_for_value_and_line_for_line() -> None:
    record = fast_record(PLAIN.encode())
    assert record is not None
    assert repr(record) == repr(of_exact(PLAIN))
    assert [event.line for event in record.history] == [18, 23]
    assert record.history[1].data["form"] == {
        "people": ({"name": "李敏", "n": "no"}, {"name": 'a "b"\nc', "says": "# one\ntwo"}, "plain"),
        "cost": "1200000",
    }


def test_what_the_writer_makes_of_it_is_taken_too() -> None:
    record = of_exact(PLAIN)
    for text in (
        new_record(record),
        append_events(new_record(Record("00000000", record.card, ())), record.history),
        edit_card(PLAIN, {"industry": "two\nlines", "need": None, "y": ("a", {"b": "c"})}),
    ):
        found = fast_record(text.encode())
        assert repr(found) == repr(of_exact(text))


@pytest.mark.parametrize("history", [0, 1, 2])
def test_the_same_lines_are_added_by_both_lanes(history: int, monkeypatch: pytest.MonkeyPatch) -> None:
    record = of_exact(PLAIN)
    text = new_record(replace(record, history=record.history[:history]))
    new = [replace(event, id=f"{number}-zzzzz") for number, event in enumerate(record.history, start=3)]
    added = append_events(text, new)
    assert len(of_exact(added).history) == history + 2
    monkeypatch.setattr(record_file, "fast_record", lambda _: None)
    assert append_events(text, new) == added


def test_what_does_not_read_back_as_meant_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_file, "event_lines", lambda _: ["- at: 2026-03-02T09:10+08:00", "  by: x"])
    with pytest.raises((Broken, UnmeantTextError)):
        append_events(PLAIN, of_exact(PLAIN).history[:1])


@pytest.mark.parametrize(
    "value",
    [
        "{}",
        "[]",
        "{a: {}}",
        "[{}, []]",
        "{a: [{b: {}}], c: d}",
        "[[a], [b, [c]]]",
        '"a\\tb\\rc\\\\d\\n"',
        '[a, "b, c"]',
    ],
)
def test_nested_values_on_one_line_are_taken(value: str) -> None:
    for old in ("our_own: {key: kept}", "  industry: machines 机械"):
        text = PLAIN.replace(old, f"{old.partition(':')[0]}: {value}")
        if old.startswith("our") and value[0] != "{":
            text = PLAIN.replace(old, f"our_own: {{key: {value}}}")
        found = fast_record(text.encode())
        assert found is not None, value
        assert repr(found) == repr(of_exact(text))


def test_events_out_of_order_are_put_in_order() -> None:
    head, first, second = PLAIN.partition("- at:")[0], *("- at:" + one for one in PLAIN.split("- at:")[1:])
    text = head + second + first
    found = fast_record(text.encode())
    assert repr(found) == repr(of_exact(text))
    assert found is not None
    assert [event.id for event in found.history] == ["1-k4fq7", "2-bp5z5"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("salesctl: 1", "salesctl: 2"),
        ("salesctl: 1", "salesctl: 01"),
        ("id: k7m2q9xd", "id: k7m2q9x"),
        ("id: k7m2q9xd", 'id: "k7m2q9xd'),
        ("name: 华信精密机械", "name: ''"),
        ("name: 华信精密机械", 'name: " "'),
        ("name: 华信精密机械", 'name: "a\\nb"'),
        ("name: 华信精密机械", "name: " + "x" * 201),
        ("name: 华信精密机械", "name: 华信：精密"),
        ("name: 华信精密机械", "name: x # y"),
        ("name: 华信精密机械", "name: x "),
        ("name: 华信精密机械", "name:  x"),
        ("name: 华信精密机械", "name: x\ty"),
        ("name: 华信精密机械", "name: x\r"),
        ("name: 华信精密机械", "name: x\u2028"),
        ("name: 华信精密机械", "name: 'x'"),
        ("name: 华信精密机械", "name: !!str x"),
        ("name: 华信精密机械", "name: &a x"),
        ("name: 华信精密机械", "name: >-\n    x"),
        ("name: 华信精密机械", 'name: "\\x41"'),
        ("name: 华信精密机械", 'name: "a" b'),
        ("name: 华信精密机械", "name: x\n    y"),
        ("name: 华信精密机械", "name: x\n  name: y"),
        ("industry:", "industry :"),
        ("industry:", "＃ x\n  industry:"),
        ("industry:", "? industry\n  :"),
        ("- {name: 王芳}", "- 王芳"),
        ("- {name: 王芳}", "- {name: [a]}"),
        ("- {name: 王芳}", "- {name: 王芳，phone: x}"),
        ("- {name: 王芳}", "- {name: 王芳,phone: x}"),
        ("- {name: 王芳}", "- {name: 王芳, name: 王芳}"),
        ("- {name: 王芳}", "- {name: 王芳, phone: }"),
        ("- {name: 王芳}", "- {name: 王芳, }"),
        ("- {name: 王芳}", "- {<<: x}"),
        ("- {name: 王芳}", "- {name: 王芳} x"),
        ("- {name: 王芳}", " - {name: 王芳}"),
        ("- {name: 王芳}", "- "),
        ("    产线数字化\n", "\n    产线数字化\n"),
        ("    产线数字化\n", "    产线数字化 \n"),
        ("    产线数字化\n", "     产线数字化\n"),
        ("      先做两条线\n", "      先做两条线\n\n"),
        ("      先做两条线\n", "   先做两条线\n"),
        ("need: |", "need: |+"),
        ("need: |", "need: >"),
        ("  x:\n", "  x:\n  z:\n"),
        ("our_own: {key: kept}", "id: k7m2q9xd"),
        ("our_own: {key: kept}", "our_own: {a: {a: {a: {a: {a: {a: {a: {a: {a: b}}}}}}}}}"),
        ("history:\n", "history:\nour_own: x\n"),
        ("history:\n", "history:\n# mine\n"),
        ("history:\n", "history:\n<<<<<<< ours\n"),
        ("at: 2026-03-02T09:10+08:00", "at: 2026-02-30T09:10+08:00"),
        ("at: 2026-03-02T09:10+08:00", "at: 2026-03-02T09:10"),
        ("at: 2026-03-02T09:10+08:00", "at: 20260302T091000+08:00"),
        ("at: 2026-03-02T09:10+08:00", "at: 0099-03-02T09:10+08:00"),
        ("at: 2026-03-02T09:10+08:00", "at: 9900-03-02T09:10+08:00"),
        ("  by: wang.lei\n", ""),
        ("  by: wang.lei\n", "  by: wang.lei\n  by: wang.lei\n"),
        ("  by: wang.lei\n", "  by: " + "x" * 201 + "\n"),
        ("  by: wang.lei\n", '  by: wang.lei"\n'),
        ("  by: wang.lei\n", "  who: x\n  by: wang.lei\n"),
        ("playbook: b2b@1}", "playbook: b2b@1"),
        ("playbook: b2b@1}", "playbook: b2b@1}}"),
        ("playbook: b2b@1}", "\nplaybook: b2b@1}"),
        ("deal: 12", "deal: 0"),
        ("    round:", "   round:"),
        ("  id: 2-bp5z5\n", "  id: 2-bp5z5"),
        ("  id: 2-bp5z5\n", "  id: 1-k4fq7\n"),
        ("  id: 2-bp5z5\n", "  id: 02-bp5z5\n"),
        ("  id: 2-bp5z5\n", ""),
        ("  id: 2-bp5z5\n", "  id: 2-bp5z5\n---\n"),
        ("  id: 2-bp5z5\n", "  id: 2-bp5z5\n...\n"),
        ("  id: 2-bp5z5\n", "  id: 2-bp5z5\nother: x\n"),
    ],
)
def test_anything_else_is_left_to_the_exact_lane(old: str, new: str) -> None:
    text = PLAIN.replace(old, new, 1)
    assert text != PLAIN
    assert fast_record(text.encode()) is None
    read, exact = examine(text.encode(), "a.yaml"), exactly(text.encode(), "a.yaml")
    assert (read.record, read.problems) == (exact.record, exact.problems)


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"\xef\xbb\xbf" + PLAIN.encode(), PLAIN.encode("utf-16"), b"x" * 2_000_000]
)
def test_so_are_other_encodings_and_other_files(data: bytes) -> None:
    assert fast_record(data) is None


def test_a_large_history_is_taken_up_to_a_size_and_read_beyond_it() -> None:
    head, _, history = PLAIN.partition("- at:")
    event = ("- at:" + history).partition("- at: 2026-03-02T09:10:30")[0]
    for many, fast in ((9_000, True), (12_000, False)):
        text = head + "".join(event.replace("1-k4fq7", f"{one}-k4fq7") for one in range(1, many + 1))
        assert (fast_record(text.encode()) is not None) is fast
        assert len(read_record(text.encode(), "a.yaml").history) == many


def test_many_texts_of_several_lines_cost_no_more_than_their_length() -> None:
    keys = "".join(f"  k{one}: |-\n    a\n\n    b\n" for one in range(20_000))
    found = fast_record(PLAIN.replace("  industry", keys + "  industry", 1).encode())
    assert found is not None
    assert found.card["k19999"] == "a\n\nb"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: 华信精密机械", "name: X华信 X"),
        ("name: 华信精密机械", "name: 华信 精密"),
        ("industry: machines 机械", 'industry: "华信　精密"'),
        ("name: 华信精密机械", 'name: "a：b"'),
        ("name: 华信精密机械", 'name: "a \\"b\\" c"'),
        ("name: 华信精密机械", "name: " + "x" * 200),
        ("- {name: 王芳}", "- {name: X王芳}"),
        ("- {name: 王芳}", '- {name: "王，芳", phone: "a, b: c"}'),
        ("- {name: 王芳}", "- name: 王芳\n    phone: x"),
        ("- {name: 王芳}", '- {"n n": 王芳}'),
        ("our_own: {key: kept}", "our_own: {a: {a: {a: {a: {a: {a: {a: {a: b}}}}}}}}"),
        ("our_own: {key: kept}", "our_own: {k: [[[[[[b]]]]]]}"),
        ("our_own: {key: kept}", "our_own: [[[[[[[b]]]]]]]"),
        ("our_own: {key: kept}", "our_own: " + "[{a: " * 4 + "b" + "}]" * 4),
        ("our_own: {key: kept}", "our_own: " + "{a: [" * 3 + "b" + "]}" * 3),
        ("our_own: {key: kept}", "one: a\ntwo:\n- b\nthree:\n  c: d"),
        ("    产线数字化\n", "    产线 数字化\n    # x\n    - y: [\n"),
        ("at: 2026-03-02T09:10+08:00", "at: 0100-03-02T09:10Z"),
        ("at: 2026-03-02T09:10+08:00", "at: 9899-03-02T09:10:11.5-00:30"),
        ("  by: wang.lei\n", "  by: " + "x" * 200 + "\n"),
        ("  by: wang.lei\n", '  by: "王磊"\n'),
        ("deal: 12", "deal: 9999"),
        ("  what: opened\n", "  what: " + "a" * 40 + "\n"),
        ("id: 2-bp5z5", "id: 999999999999-bp5z5"),
    ],
)
def test_what_the_fast_lane_takes_it_reads_as_the_exact_one(old: str, new: str) -> None:
    text = PLAIN.replace(old, new, 1)
    assert text != PLAIN
    found = fast_record(text.encode())
    assert found is not None
    assert repr(found) == repr(of_exact(text))
    assert [event.line for event in found.history] == [event.line for event in of_exact(text).history]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("our_own: {key: kept}", "our_own: {k: [[[[[[[b]]]]]]]}"),
        ("our_own: {key: kept}", "our_own: [[[[[[[[b]]]]]]]]"),
        ("our_own: {key: kept}", "our_own: " + "[{a: " * 5 + "b" + "}]" * 5),
        ("our_own: {key: kept}", "our_own: " + "{a: [" * 5 + "b" + "]}" * 5),
        (
            "our_own: {key: kept}",
            "our_own:\n" + "".join(f"{'  ' * one}a:\n" for one in range(1, 7)) + "              a: b",
        ),
        ("our_own: {key: kept}", "our_own: x\nour_own: y"),
        ("our_own: {key: kept}", "customer: x"),
        ("our_own: {key: kept}", "history: x"),
        ("our_own: {key: kept}", "salesctl: x"),
        ("  what: opened\n", "  what: " + "a" * 41 + "\n"),
        ("deal: 12", "deal: 10000"),
        ("id: 2-bp5z5", "id: 1000000000000-bp5z5"),
        ("- {name: 王芳}", "- {name: 王芳}\n  - x: [\n"),
        ("- {name: 王芳}", "- {name: 王芳}\n  - |\n    x"),
        ("- {name: 王芳}", "- {name: 王芳}\n   phone: x"),
        ("need: |", "need: |2"),
        ("    产线数字化\n", ""),
    ],
)
def test_more_than_it_knows_is_left_to_the_exact_lane(old: str, new: str) -> None:
    text = PLAIN.replace(old, new, 1)
    assert text != PLAIN
    assert fast_record(text.encode()) is None
    read, exact = examine(text.encode(), "a.yaml"), exactly(text.encode(), "a.yaml")
    assert (read.record, read.problems) == (exact.record, exact.problems)


def test_a_file_without_events_or_with_nothing_but_its_head() -> None:
    head = PLAIN[: PLAIN.index("history:")]
    found = fast_record((head + "history: []\n").encode())
    assert found is not None
    assert found.history == ()
    for text in (
        head,
        head + "history:\n",
        head + "history:",
        head + "history: []",
        head + "history: [] \n",
        PLAIN[:30],
    ):
        assert fast_record(text.encode()) is None, text[-20:]
