"""Whatever stands in a record, a terminal gets nothing to obey (CVE-2024-52005, CVE-2021-42574, CVE-2009-4487)."""

from __future__ import annotations

import csv
import io
import json as standard
import re
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.core.problems import Place, Problem
from salesctl.render import console, problems, table
from salesctl.render import csv as csv_file
from salesctl.render import json as answers
from salesctl.render.clean import clean, is_clean, json_clean
from salesctl.reports.table import Column, Table

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"]
BIDI = [chr(code) for code in (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
INVISIBLE = [
    chr(code)
    for code in (
        *(0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180E, 0x200B, 0x200C, 0x200D, 0x2028, 0x2029),
        *(0x2060, 0x2064, 0x2065, 0x206F, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0x1BCA0, 0x1D173),
        *(0xE0001, 0xE0041, 0xE0100, 0xE01EF, 0xD800, 0xDFFF),
    )
]
SEQUENCES = [
    *("\x1b[2J", "\x1b[31mred", "\x1b]0;title\x07", "\x1b]8;;http://evil\x1b\\link", "\x1b]52;c;ZXZpbA==\x07"),
    *("\x1bP1;1|x\x1b\\", "\x1b_app\x1b\\", "\x1b^pm\x1b\\", "\x1bc", "\x1b(0", "\x9b31m", "\x9d0;t\x9c", "\x90q"),
    *("safe\rEVIL", "x\b\b\bevil", "x\x7f", "a\x0bb", "a\x0cb", "\x1b[6n", "\x1b[?1049h", "\x1b[201~rm -rf ~\n"),
    *("\x1b\x1b[A", "\x1b[", "\x1b", "\x0e\x0f", "\x1b[8mhidden\x1b[0m", "\x1b[38;2;0;0;0m", "\u202egnp.exe"),
    *("[/]", "[bold]x[/bold]", "[link=http://evil]x[/link]", "[red]", "[/red]", ":smile:", "[[x]]", "\\[bold]"),
    *("{name}", "{0}", "{0.__class__}", "{x!r:>99999999}", "%s%n", "${HOME}", "`id`", "$(id)", "'; drop table"),
]
HOSTILE = [f"华信{piece}机械" for piece in [*CONTROLS, *BIDI, *INVISIBLE]] + SEQUENCES
# Format characters with a shape of their own: Arabic, Syriac and Kaithi number signs, hieroglyph joiners.
SHAPED = {*"\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"}
SHAPED |= {chr(code) for code in range(0x13430, 0x13440)}
OWN = re.compile(r"\x1b\[[0-9;]*m")


def obeyed(output: str) -> list[str]:
    """The characters of an output that a terminal or an eye would be misled by; our own colours are none."""
    rest = OWN.sub("", output)
    hidden = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return [c for c in rest if c not in "\n\t" and c not in SHAPED and unicodedata.category(c) in hidden]


def test_the_collection_is_large() -> None:
    assert len(HOSTILE) >= 130
    assert len(HOSTILE) * 5 >= 200


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_no_channel_lets_a_live_escape_through(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(console, "is_terminal", lambda _: True)
    monkeypatch.setenv("COLUMNS", "80")
    console.configure(color=True)
    shown = Table("x", text, (Column("name", text), Column("n", "N", "number")), ((text, 1),), notes=(text,))
    console.result(text)
    console.result(console.Styled(text, "red"))
    console.talk(text)
    problems.show([Problem("usage.other", {"path": text, "message": text}, Place(text, 3), f"show {text}")])
    table.show(shown, NOW)
    console.configure(json=True)
    table.show(shown, NOW)
    console.configure()
    out, err = capsys.readouterr()
    assert obeyed(out) == []
    assert obeyed(err) == []
    own = {"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[1;31m"}
    assert set(OWN.findall(out + err)) <= own


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_json_gives_a_program_the_very_text(text: str) -> None:
    document = answers.dumps({"text": text})
    assert standard.loads(document) == {"text": text}
    assert obeyed(document) == []


@given(st.text())
def test_cleaned_text_is_clean_and_clean_text_is_untouched(text: str) -> None:
    once = clean(text)
    assert is_clean(once)
    assert clean(once) == once
    assert obeyed(clean(text, page=True)) == []


@pytest.mark.parametrize("text", ["华信精密机械", "Ωmega & Söhne", "株式会社", "a-b_c (d) [e]", "ﬁn 🙂", "é"])
def test_ordinary_names_stay(text: str) -> None:
    assert clean(text) == text


def test_what_is_hidden_is_named() -> None:
    assert clean("a\u202eb\x1b[c") == "a<U+202E>b<U+001B>[c"
    assert clean("a\nb\tc") == "a<U+000A>b<U+0009>c"
    assert clean("a\nb\tc", page=True) == "a\nb\tc"


def test_a_name_with_a_newline_is_no_second_problem(capsys: pytest.CaptureFixture[str]) -> None:
    problems.show([Problem("usage.no_such_command", {"name": "x\nError: all is lost"})])
    assert "\nError" not in capsys.readouterr().err


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "'=1", "''", "+86 138"]


@pytest.mark.parametrize("text", [*FORMULAS, "华信", "", "-", "138-0000-0000", "a,b", 'say "x"', "two\nlines"])
def test_no_cell_of_a_csv_is_a_formula_and_every_text_comes_back(text: str) -> None:
    from salesctl.core.cells import unguarded

    written = csv_file.rows_csv(["name"], [[text]])
    assert written.startswith(csv_file.BOM + "name\r\n")
    (_, (cell,)) = csv.reader(io.StringIO(written.removeprefix(csv_file.BOM), newline="")) if text else ([], ("",))
    assert cell == "-" or not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert unguarded(cell) == text


@given(st.text())
def test_guarding_loses_nothing(text: str) -> None:
    from salesctl.core.cells import guarded, unguarded

    assert unguarded(guarded(text)) == text


def test_a_page_may_hold_lines_and_tabs_and_a_line_may_not() -> None:
    assert is_clean("one\ttwo\nthree", page=True)
    assert not is_clean("one\ttwo")
    assert not is_clean("one\ntwo")
    assert not is_clean("one\x1btwo", page=True)


def test_exactly_what_nobody_would_see_is_shown_and_nothing_beside_it() -> None:
    ranges = [
        (0x00, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5),
        (0x180B, 0x180F), (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xD800, 0xDFFF),
        (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A),
        (0xE0000, 0xE0FFF),
    ]  # fmt: skip
    hidden = {code for first, last in ranges for code in range(first, last + 1)}
    plain = "".join(chr(code) for code in range(0x110000) if code not in hidden)
    assert clean(plain) == plain
    assert is_clean(plain + "\t\n", page=True)
    assert [code for code in hidden if is_clean(chr(code))] == []
    assert [code for code in hidden - {0x09, 0x0A} if is_clean(chr(code), page=True)] == []
    assert [clean(chr(code)) for code in (0, 0x9F, 0xD800, 0xE0001)] == [
        "<U+0000>",
        "<U+009F>",
        "<U+D800>",
        "<U+E0001>",
    ]


def test_a_document_has_the_same_signs_escaped_as_json_does() -> None:
    assert json_clean('"a\u202e\U000e0001\ud800\x9fb\n"') == '"a\\u202e\\udb40\\udc01\\ud800\\u009fb\n"'
