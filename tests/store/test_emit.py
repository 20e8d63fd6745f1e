"""What we write, every reader of YAML takes for the same texts."""

from __future__ import annotations

from io import StringIO

import pytest
import yaml as pyyaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from salesctl.core.events import Value
from salesctl.core.problems import Broken
from salesctl.store.emit import block, fits, flow, items, pair, scalar
from salesctl.store.yamltext import parse, value

TRAPS = [
    "", " ", "x ", " x", "yes", "No", "ON", "off", "y", "N", "true", "FALSE", "null", "Null", "~",
    "none", "0", "010", "0o7", "0x1F", "0b11", "1_000", "+1", "-1", "1.5", ".5", "5.", "1e3",
    "12e4", "1.0E+2", ".inf", "-.INF", ".nan", "12:30", "12:30:45", "190:20:30", "2026-03-02",
    "2026-3-2", "2026-03-02T09:10+08:00", "2001-12-14 21:59:43.10 -5", "+86 138 0000 0000",
    "138-0000-0000", "=", "<<", "-", "--", "---", "--- a", "...", "- a", "? a", ": a", "a: b", "a:",
    "a #b", "#a", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a`", "'a'", '"a"', "a'b", 'a"b', "[a]",
    "{a}", "a, b", "a]b", "a\nb", "a\n", "\na", "a\n\nb\n", "a\n b", "a \nb", "a\r\nb", "\t",
    "a\tb", "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\xa0", "\u2028", "\u200b", "\u202e",
    "\ufeff", "\ufffe", "\uffff", "😀", "\U0010ffff", "a\\b", "C:\\x", "http://x.cn/a?b#c",
    "limin@example.com", "产线数字化，先做两条线", "名称：华信", "“引用”", "－ a", "　", "name：x", "<<<<<<< a",
    "=======", ">>>>>>> b\n<<<<<<< c", "a,b：c", "k7m2q9xd", "1234e567", "0x12abcd", "１２３",
]  # fmt: skip

texts = st.one_of(st.sampled_from(TRAPS), st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
values: st.SearchStrategy[Value] = st.recursive(
    texts,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(texts.filter(lambda key: len(key) < 30), inner, max_size=4),
    ),
    max_leaves=12,
)
mappings = st.dictionaries(st.sampled_from([*TRAPS, "a", "b", "c"]), values, min_size=1, max_size=4)


def as_plain(found: object) -> object:
    if isinstance(found, dict):
        return {key: as_plain(item) for key, item in found.items()}
    return [as_plain(item) for item in found] if isinstance(found, (list, tuple)) else found


def by_all_readers(text: str) -> list[object]:
    return [
        as_plain(value(parse(text, "f"))),
        as_plain(value(parse(text, "f", pure=True))),
        as_plain(YAML(typ="safe", pure=True).load(StringIO(text))),
        as_plain(pyyaml.load(text, pyyaml.SafeLoader)),
    ]


@pytest.mark.parametrize("text", TRAPS)
def test_traps_stay_texts(text: str) -> None:
    meant: Value = {text or "empty": text, "row": (text, {"x": text})}
    assert all(read == as_plain(meant) for read in by_all_readers(flow(meant) + "\n"))
    assert isinstance(meant, dict)
    assert all(read == as_plain(meant) for read in by_all_readers("\n".join(block(meant)) + "\n"))


@settings(max_examples=300, deadline=None)
@given(mappings)
def test_flow_reads_back(meant: dict[str, Value]) -> None:
    text = flow(meant)
    assert "\n" not in text
    assert all(read == as_plain(meant) for read in by_all_readers(text))


@settings(max_examples=300, deadline=None)
@given(mappings, st.integers(1, 100))
def test_block_reads_back_at_any_width(meant: dict[str, Value], width: int) -> None:
    text = "\n".join(block(meant, width=width)) + "\n"
    assert all(read == as_plain(meant) for read in by_all_readers(text))


def test_plain_where_nobody_can_misread() -> None:
    assert flow({"name": "华信精密", "by": "wang.lei", "playbook": "b2b@1", "mail": "limin@example.com"}) == (
        "{name: 华信精密, by: wang.lei, playbook: b2b@1, mail: limin@example.com}"
    )
    assert flow(("10万", "138-0000-0000", "")) == '[10万, "138-0000-0000", ""]'


def test_invisible_characters_are_written_visibly() -> None:
    assert flow("a\u202eb\x1b\U000e0001") == '"a\\u202Eb\\x1B\\U000E0001"'


def test_text_of_several_lines_reads_as_written() -> None:
    assert pair("need", "第一行\n\n第二行") == ["need: |-", "  第一行", "", "  第二行"]
    assert pair("need", "第一行 \n第二行") == ['need: "第一行 \\n第二行"']


def test_rows_stand_one_below_the_other() -> None:
    assert pair("with", {"rows": ({"a": "b"}, {"a": "c"})}) == ["with:", "  rows:", "  - {a: b}", "  - {a: c}"]
    assert pair("with", {"long": "x" * 60, "more": "y" * 60}) == ["with:", "  long: " + "x" * 60, "  more: " + "y" * 60]


@pytest.mark.parametrize("meant", ["\ud800", {"k" * 201: "x"}])
def test_what_cannot_be_written_is_wrong_use(meant: Value) -> None:
    with pytest.raises(Broken) as caught:
        flow(meant)
    assert caught.value.exit_code == 2


def test_lists_in_lists_stand_below_each_other_when_a_line_is_too_short() -> None:
    value = (("a" * 20, "b" * 20), (("c" * 20, "d" * 20), "e"), {"k": ("f" * 20, "g" * 20)}, ())
    assert items(value, 2, 30) == [
        "  - - " + "a" * 20, "    - " + "b" * 20,
        "  - - - " + "c" * 20, "      - " + "d" * 20, "    - e",
        "  - k:", "    - " + "f" * 20, "    - " + "g" * 20,
        "  - []",
    ]  # fmt: skip


def test_wide_letters_count_twice() -> None:
    assert fits(("客" * 10,), 22)
    assert not fits(("客" * 10,), 21)
    assert fits(("a" * 20,), 22)
    assert not fits(("a" * 20,), 21)
    assert fits((), 0)
    assert not fits(({"a": "b"},), 99)
    assert not fits({"k": ({"a": "b"},)}, 99)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("\x85", r'"\x85"'), ("\xad", r'"\xAD"'), ("\u200b", r'"\u200B"'), ("\U000e0001", r'"\U000E0001"'),
        ("\xff", "ÿ"), ("\u0100", "Ā"), ("a\tb", r'"a\tb"'), ("n", '"n"'), ("N", '"N"'), ("y", '"y"'),
        ("　x", '"　x"'), ("a\xa0b", '"a\xa0b"'), ("\x07", r'"\x07"'),
    ],
)  # fmt: skip
def test_every_letter_that_nobody_would_see_is_written_out(text: str, written: str) -> None:
    assert scalar(text) == written


def test_a_key_that_is_too_long_is_wrong_use() -> None:
    assert pair("k" * 200, "v") == ["k" * 200 + ": v"]
    with pytest.raises(Broken) as caught:
        pair("k" * 201, "v")
    assert [(one.code, one.params) for one in caught.value.problems] == [
        ("yaml.key_too_long", {"key": "k" * 40, "most": 200})
    ]
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb", ["k: |-", "  a", "  b"]),
        ("a\nb\n", ["k: |", "  a", "  b"]),
        ("a\n", ['k: "a\\n"']),
        (" a\nb", ['k: " a\\nb"']),
        ("a\n b", ["k: |-", "  a", "   b"]),
        ("\na\nb", ['k: "\\na\\nb"']),
        ("a\nb\n\n", ['k: "a\\nb\\n\\n"']),
        ("a\nb\x07", ['k: "a\\nb\\x07"']),
        ("a\n　b\xa0c", ["k: |-", "  a", "  　b\xa0c"]),
    ],
)
def test_a_text_of_several_lines_is_written_as_it_reads_where_nothing_can_get_lost(text: str, lines: list[str]) -> None:
    assert pair("k", text) == lines


def test_rows_that_do_not_fit_stand_key_below_key_behind_their_dash() -> None:
    row = {"Xa": "b" * 60, "c": "d" * 60}
    assert items((row, "Xe", (), {}), 2) == ["  - Xa: " + "b" * 60, "    c: " + "d" * 60, "  - Xe", "  - []", "  - {}"]


def test_the_hundredth_column_is_the_last_that_a_line_takes() -> None:
    assert pair("k", ("x" * 95,)) == [f"k: [{'x' * 95}]"]
    assert pair("k", ("x" * 96,)) == ["k:", "- " + "x" * 96]
    assert items(({"k": "x" * 93},), 0) == [f"- {{k: {'x' * 93}}}"]
    assert items(({"k": "x" * 94},), 0) == ["- k: " + "x" * 94]


def test_a_text_that_is_no_unicode_is_shown_in_letters_that_are() -> None:
    with pytest.raises(Broken) as caught:
        scalar("a\ud800")
    assert [(one.code, one.params) for one in caught.value.problems] == [("yaml.not_unicode", {"text": "'a\\ud800'"})]
