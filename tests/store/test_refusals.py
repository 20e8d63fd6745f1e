"""Everything in YAML that is risky or not meant, with either parser, at its line and column."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from salesctl.core.problems import Broken
from salesctl.store.yamltext import Mapping, Scalar, Sequence, parse, plain

Refusals = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: !!python/object/apply:os.system [x]\n", "1:4 yaml.tag"),
        ("a: !own x\n", "1:4 yaml.tag"),
        ("a: !e!x y\n", "1:4 yaml.tag"),
        ("x: 1\na: &b c\n", "2:4 yaml.anchor"),
        ("a:\n- *b\n", "2:3 yaml.alias"),
        ("a: *bold*\n", "1:4 yaml.alias"),
        ("a: *bold* text\nb: c\n", "1:4 yaml.alias"),
        ("a:\n  <<: {b: c}\n", "2:3 yaml.merge_key"),
        ("a: 1\nb: 2\n'a': 3\n", "3:1 yaml.duplicate_key"),
        ("- {a: 1, a: 2}\n", "1:10 yaml.duplicate_key"),
        ("? [a]\n: b\n", "1:3 yaml.key_not_text"),
        ("{a: b}: c\n", "1:1 yaml.key_not_text"),
        ("a: b\n---\nc: d\n", "2:1 yaml.several_documents"),
        ("a: b\n...\n", "2:1 yaml.directive"),
        ("%YAML 1.2\n---\na: b\n", "1:1 yaml.directive"),
        ("# nothing\n", " yaml.empty"),
        ("---\n", " yaml.empty"),
        ("a: b\n\tc: d\n", "2:1 yaml.tab_indent"),
        ("a:\n  b: 1\n  \tc: 2\n", "3:3 yaml.tab_indent"),
        ("a: x\x07\n", "1:5 yaml.control_character"),
        ("a: x\ny: \u2028z\n", "2:4 yaml.control_character"),
        ("a: x\rb: y\n", "1:5 yaml.control_character"),
        ("a: x\rb: y\r", "1:5 yaml.carriage_returns"),
        ("a: '\ud800'\n", "1:5 yaml.control_character"),
        ('a: "\\ud800"\n', "yaml.bad_escape"),
        ('a: "\\q"\n', "yaml.bad_escape"),
        ("a: 1\nb: c: d\n", "2:5 yaml.colon_in_text"),
        ("a: 1\nb\n", "2:1 yaml.no_colon"),
        ("a:\n  b: c\n d: e\n", "3:2 yaml.indent"),
        ("a: 1\nb: 'c\n", "2:4 yaml.open_quote"),
        ("a: {b: c\n", "1:4 yaml.open_bracket"),
        ("a: [b}\n", "1:4 yaml.open_bracket"),
        ('a: "b" c\n', "1:8 yaml.after_quote"),
        ("a: @b\n", "1:4 yaml.bad_start"),
        ("a: %b\n", "1:4 yaml.bad_start"),
        ("a: |x\n  b\n", "1:5 yaml.block_text"),
        ("a: ]\n", "1:4 yaml.syntax"),
        ("a: {b:c}\n", "1:5 yaml.no_space"),
        # Only the fast parser is troubled by a time of day so far before the end of its bracket.
        (f"a: {{at: 2026-03-12T09:00+08:00, b: '{'c' * 1100}'}}\nd: [e\n", "2:4 yaml.open_bracket"),
    ],
)
def test_refused_with_its_place(refusals: Refusals, text: str, expected: str) -> None:
    (found,) = refusals(text)
    assert expected.strip() in found


def test_every_refusal_of_a_text_at_once(refusals: Refusals) -> None:
    found = refusals("a: &x 1\nb: *x\nc: !t 2\na: 3\n")
    assert found == ["1:4 yaml.anchor", "2:4 yaml.alias", "3:4 yaml.tag", "4:1 yaml.duplicate_key"]


def test_a_duplicate_names_the_first_line() -> None:
    with pytest.raises(Broken) as caught:
        parse("a: 1\nb: 2\na: 3\n", "f")
    assert caught.value.problems[0].params == {"key": "a", "first": "1"}


@pytest.mark.parametrize("line", range(1, 7))
def test_a_conflict_anywhere_is_found(refusals: Refusals, line: int) -> None:
    lines = ["a: |", "  some", "  text", "", "b: 1", "c: 2"]
    lines[line - 1 : line - 1] = ["<<<<<<< ours", "x", "||||||| base", "=======", "y", ">>>>>>> theirs"]
    assert refusals("\n".join(lines)) == [f"{line}:1 yaml.conflict_marker"]


def test_half_a_conflict_is_found_and_a_ruled_line_is_none(refusals: Refusals) -> None:
    assert refusals("a: 1\n>>>>>>> theirs\n") == ["2:1 yaml.conflict_marker"]
    assert refusals("a: 1\n<<<<<<< ours\nb: 2\n") == ["2:1 yaml.conflict_marker"]
    assert refusals("a: |\n  head\n  =======\n  <<<<<<< kept, because indented\n") == []


def test_depth(refusals: Refusals) -> None:
    assert refusals("[" * 32 + "]" * 32) == []
    assert refusals("[" * 33 + "]" * 33) == ["1:33 yaml.too_deep"]
    assert refusals("- " * 40 + "a") == ["1:65 yaml.too_deep"]


def test_number_of_values(refusals: Refusals, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("salesctl.store.compose.MAX_NODES", 100)
    assert refusals("[" + "a," * 99 + "]") == []
    assert refusals("[" + "a," * 100 + "]") == ["1:200 yaml.too_many_nodes"]


def test_a_bomb_of_brackets_ends_no_process() -> None:
    code = "from salesctl.store.yamltext import parse\nfrom salesctl.core.problems import Broken\n"
    code += "for text in ('[' * 200000, '- ' * 200000, '{a: ' * 200000, '? ' * 200000):\n"
    code += " try: parse(text, 'f')\n except Broken: print('refused')\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (0, "refused\n" * 4)


def test_every_scalar_is_text_with_its_style_and_place() -> None:
    root = parse("no: 12:30\ndate: 2026-02-30\nempty:\nquoted: ''\nlist: [010, {x: .inf}]\n", "f.yaml")
    assert plain(root) == {
        "no": "12:30", "date": "2026-02-30", "empty": "", "quoted": "", "list": ["010", {"x": ".inf"}]
    }  # fmt: skip
    assert isinstance(root, Mapping)
    empty, quoted, rows = root.get("empty"), root.get("quoted"), root.get("list")
    assert isinstance(empty, Scalar)
    assert isinstance(quoted, Scalar)
    assert isinstance(rows, Sequence)
    assert (empty.blank, quoted.blank, quoted.style) == (True, False, "'")
    assert str(rows.items[1].place) == "f.yaml:5:13"
    assert root.get("absent") is None


def test_both_parsers_give_the_same_tree(card: str) -> None:
    assert parse(card, "f") == parse(card, "f", pure=True)


def test_without_the_fast_parser_the_pure_one_reads(card: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = parse(card, "f")
    monkeypatch.setitem(sys.modules, "_ruamel_yaml", None)
    assert parse(card, "f") == expected


def test_colons_and_question_marks_in_brackets_need_no_quotes() -> None:
    root = parse("{hours: [09:00-12:00, 13:30-18:00], at: 2026-03-02T09:10Z, page: http://x.cn/a, why: really?}", "f")
    assert plain(root) == {
        "hours": ["09:00-12:00", "13:30-18:00"], "at": "2026-03-02T09:10Z", "page": "http://x.cn/a", "why": "really?"
    }  # fmt: skip


def test_a_large_broken_file_is_not_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("salesctl.store.compose.pure_events", lambda _: pytest.fail("read by the slow parser"))
    with pytest.raises(Broken):
        parse("a: [b,\n" + "# long\n" * 40_000, "f")


def test_thousands_of_problems_are_not_all_told(refusals: Refusals) -> None:
    assert len(refusals("- &a b\n" * 5000)) == 50
    assert len(refusals("<<<<<<< a\n" * 5000)) == 20
    assert len(refusals("a: \x07\n" * 5000)) == 20


def test_a_line_that_no_person_typed_gets_no_advice(refusals: Refusals) -> None:
    short, long = "“a”: b" + " # x" * 9 + "\n", "“a”: b" + " # x" * 900 + "\n"
    assert refusals(short) == ["1:1 yaml.fullwidth"]
    assert refusals(long) == []
