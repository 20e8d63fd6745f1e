"""Text that wants to be a command, a colour, a formula or somebody else's: through every command that shows it."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from refusing import refused, run
from shell import Shell, init

FORMULAS = ["=cmd|'/C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\u3000=1+1", '=HYPERLINK("http://x","y")']
NAMES = [
    "[red]x[/]",
    "[link=http://x]click[/link]",
    *FORMULAS,
    "a\u202eb\u2066c",
    "zero\u200bwidth",
    "e\u0301\u0301\u0301\u0301\u0301 组合",
    "👩‍👩‍👧‍👦 一家",
    "名" * 200,
    "w" * 200,
    "a: b # c",
    "- a",
    "{x} [y]",
    "&a *b !c",
    "%s {0} {name}",
    "null",
    "NO",
    "0123",
    "2026-03-02",
    "<script>alert(1)</script>",
    "\\x1b[31m",
    "$(id) `id`",
    "“华信”",
    "'\"",
    "|",
]
REFUSED = [
    "a\x1b[31mb",
    "a\x1b]0;title\x07",
    "a\nb",
    "a\rb",
    "a\tb",
    "a\x00b",
    "a\x7fb",
    "a\x9b31mb",
    "a\u2028b",
    "\x07",
]
#: What a terminal would obey: controls, and what turns the direction of writing or hides.
LIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]")
COMMANDS = [
    ["list"],
    ["overdue"],
    ["overdue", "--duties", "--within", "60d"],
    ["inbox"],
    ["next"],
    ["board"],
    ["check"],
    ["team"],
    ["report", "register"],
    ["report", "funnel", "--by", "industry"],
    [],
]


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    made = init(tmp_path_factory.mktemp("hostile") / "ws", "--no-git")
    for name in NAMES:
        ran = run(made, "lead", "add", "--need", name, "--contact", name, "--industry", name, "--", name)
        assert ran.code == 0, (name, ran)
        assert not LIVE.search(ran.out + ran.err)
    made.now = "2026-03-12T09:00"
    return made


@pytest.mark.parametrize("name", REFUSED, ids=repr)
def test_a_name_with_a_control_character_is_refused(shell: Shell, name: str) -> None:
    (found,) = refused(shell, "lead", "add", name, code=2)
    assert found["code"] == "customer.control_in_name"
    (found,) = refused(shell, "edit", ids(shell)["NO"], "--set", f"name={name}", code=2)
    assert found["code"] == "customer.control_in_name"


@pytest.mark.parametrize("columns", [None, "60"])
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words) or "home")
def test_nothing_live_comes_out(
    shell: Shell, words: list[str], lang: str, columns: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if columns:
        monkeypatch.setenv("COLUMNS", columns)
    for more in ([], ["--json"]):
        ran = run(shell, *words, *more, lang=lang)
        assert ran.code in (0, 1), ran
        assert not LIVE.search(ran.out + ran.err)
    if columns and words and words != ["check"]:
        wide = [line for line in run(shell, *words, lang=lang).out.splitlines() if cells(line) > int(columns)]
        assert all("salesctl" in line or "http" in line for line in wide), wide


def test_each_customer_is_shown_clean_and_found_by_its_name(shell: Shell) -> None:
    for name, customer in ids(shell).items():
        for words in (["show", customer], ["next", customer], ["why", customer], ["show", "--", name]):
            ran = run(shell, *words)
            assert ran.code == 0, (words, ran)
            assert not LIVE.search(ran.out + ran.err)
    assert "[red]x[/]" in run(shell, "show", "[red]x[/]").out


def test_a_note_with_escapes_is_kept_and_shown_harmless(shell: Shell) -> None:
    customer = ids(shell)["null"]
    text = "\x1b[2J\x1b]0;owned\x07 [bold]x[/bold] \u202eevil"
    ran = run(shell, "note", customer, text)
    assert (ran.code, LIVE.search(ran.out + ran.err)) == (0, None)
    shown = run(shell, "show", customer)
    assert "<U+001B>[2J" in shown.out
    assert not LIVE.search(shown.out)
    assert run(shell, "check", customer).code == 0


def test_no_cell_of_the_csv_is_a_formula(shell: Shell) -> None:
    out = run(shell, "report", "register", "--csv").out
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"))))
    assert len(rows) == len(NAMES) + 1
    dangerous = [cell for row in rows for cell in row if re.match(r"[\s\u3000]*[=+\-@]", cell)]
    assert dangerous == []
    assert "\x1b" not in out


def test_no_cell_of_the_sheet_is_a_formula(shell: Shell, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    file = tmp_path / "登记 表.xlsx"
    assert run(shell, "report", "register", "--xlsx", str(file)).code == 0
    cells_ = [cell for row in openpyxl.load_workbook(file).active.rows for cell in row]
    assert {cell.data_type for cell in cells_} <= {"s", "n"}
    assert {cell.value for cell in cells_} >= set(FORMULAS[:4])


def ids(shell: Shell) -> dict[str, str]:
    return {item["name"]: item["customer"] for item in run(shell, "list", "--json").json["items"]}


def cells(line: str) -> int:
    from salesctl.render.layout import width

    return width(line)
