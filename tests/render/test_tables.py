"""Columns stay straight with wide characters, in wide windows and in narrow ones."""

from __future__ import annotations

import json as standard
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.i18n import speaking, use
from salesctl.render import console, csv, plain, table
from salesctl.render.clean import is_clean
from salesctl.render.layout import Room, fitted, padded, width, wrapped
from salesctl.reports.table import Column, Said, Table

NOW = datetime(2026, 10, 2, 18, 0, tzinfo=UTC)
DEALS = Table(
    "late",
    "What is late",
    (
        Column("customer", {"zh": "客户", "en": "Customer"}),
        Column("amount", "Amount", "money"),
        Column("due", "Due", "moment"),
        Column("late", "Late", "duration", priority=2),
        Column("note", {"zh": "备注", "en": "Note"}, priority=1),
    ),
    (
        ("华信精密机械", Decimal(1200000), NOW, timedelta(hours=27), "预算已批，先做两条产线，再谈其余的"),
        ("Acme", Decimal("950.50"), None, None, ""),
    ),
    totals={"amount": Decimal("1200950.50")},
    marks=("late", ""),
)


@pytest.fixture(autouse=True)
def _year() -> None:
    use("en", year=2026)
    console.configure()


def drawn(columns: int | None) -> list[str]:
    return [line for line, _ in plain.lines(DEALS, columns)[0]]


def test_a_table_in_a_pipe_is_whole_and_straight() -> None:
    assert drawn(None) == [
        "Customer            Amount  Due               Late  Note",
        "华信精密机械     1,200,000  Fri 2 Oct 18:00  1d 3h  预算已批，先做两条产线，再谈其余的",
        "Acme                950.50  -                    -",
        "------------  ------------  ---------------  -----  ----------------------------------",
        "              1,200,950.50",
    ]


@pytest.mark.parametrize("columns", [60, 72, 80, 100, 200])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_is_wider_than_the_window(columns: int, lang: str) -> None:
    with speaking("zh" if lang == "zh" else "en"):
        assert max(width(line) for line in drawn(columns)) <= columns


def test_a_narrow_window_drops_the_least_needed_column_first() -> None:
    _, hidden = plain.lines(DEALS, 60)
    assert hidden == ["Late"]
    assert "华信精密机械" in "\n".join(drawn(60))


def test_what_was_dropped_is_said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    plain.show(DEALS)
    assert "Late" in capsys.readouterr().err


def test_a_person_sees_a_frame_and_a_pipe_does_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    table.show(DEALS, NOW)
    assert "╭" not in capsys.readouterr().out
    monkeypatch.setattr(console, "is_terminal", lambda _: True)
    monkeypatch.setenv("NO_COLOR", "1")
    table.show(DEALS, NOW)
    out = capsys.readouterr().out
    assert out.startswith("╭─ What is late ─")
    assert "\x1b" not in out
    assert len({width(line) for line in out.splitlines()}) == 1


def test_colour_only_for_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    plain.show(DEALS)
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.setattr(console, "is_terminal", lambda _: True)
    plain.show(DEALS)
    assert "\x1b[31m华信" in capsys.readouterr().out


def test_json_of_a_report(capsys: pytest.CaptureFixture[str]) -> None:
    console.configure(json=True)
    table.show(DEALS, NOW)
    answer = standard.loads(capsys.readouterr().out)
    assert answer["ok"] is True
    assert answer["now"] == "2026-10-02T18:00:00+00:00"
    assert answer["report"] == "late"
    assert answer["columns"][0] == {"key": "customer", "title": "Customer", "unit": None}
    assert answer["rows"][0][:4] == ["华信精密机械", "1200000", "2026-10-02T18:00:00+00:00", 27.0]
    assert answer["totals"] == {"amount": "1200950.50"}


def test_csv_of_a_report() -> None:
    with speaking("zh"):
        lines = csv.table_csv(DEALS).split("\r\n")
    assert lines[0] == "\ufeff客户,Amount,Due,Late,备注"
    assert lines[1].startswith("华信精密机械,1200000,2026-10-02 18:00,27.00,")
    assert lines[2] == "Acme,950.50,,,"


def test_a_sentence_in_a_cell_is_said_to_people_and_coded_for_programs() -> None:
    cell = Said("render.empty", value="none")
    one = Table("x", "X", (Column("what", "What"),), ((cell,),))
    assert plain.lines(one, None)[0][1][0] == "Nothing to show."
    assert table.content(one)["rows"] == [["none"]]


def test_every_kind_of_cell_reads_well() -> None:
    kinds = Table(
        "kinds",
        "Kinds",
        (
            Column("share", "Share", "share"),
            Column("day", "Day", "date"),
            Column("count", "Count", "number", unit="h"),
            Column("yes", "Yes", "yes_no"),
            Column("names", "Names"),
        ),
        ((Decimal("0.25"), date(2027, 1, 4), 12000, True, ("李敏", "王磊")),),
    )
    (head, row) = (line for line, _ in plain.lines(kinds, None)[0])
    assert head.split("  ")[-1] == "Names"
    assert row.split() == ["25%", "Mon", "4", "Jan", "2027", "12,000", "yes", "李敏,", "王磊"]


@given(st.text(alphabet="ab 华信，。é", max_size=60), st.integers(min_value=4, max_value=30))
def test_wrapping_keeps_the_text_and_the_width(text: str, columns: int) -> None:
    lines = wrapped(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.text(alphabet="ab  \n-", max_size=60), st.integers(min_value=1, max_value=30))
def test_wrapping_by_the_word_is_wrapping_by_the_character(text: str, columns: int) -> None:
    """A wide character at the end, in a line of its own, sends the same text the other way."""
    *lines, wide = wrapped(f"{text}\n信", max(columns, 2))
    assert wide == "信"
    assert lines == (wrapped(f"{text}\nb", max(columns, 2))[:-1])


@given(st.lists(st.builds(Room, st.integers(0, 60), st.booleans(), st.integers(0, 3)), min_size=1, max_size=8))
def test_fitting_drops_by_priority_and_never_widens(rooms: list[Room]) -> None:
    kept = fitted(rooms, 60)
    assert all(kept[at] <= rooms[at].natural for at in kept)
    assert {at for at, room in enumerate(rooms) if not room.priority} <= set(kept)
    gone = [room.priority for at, room in enumerate(rooms) if at not in kept]
    stay = [rooms[at].priority for at in kept]
    assert not gone or min(gone) >= max(stay)


def test_padding_counts_columns() -> None:
    assert padded("华信", 6) + "|" == "华信  |"
    assert padded("华信", 6, right=True) == "  华信"
    assert width("e\u0301") == 1


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("columns", ["60", "200"])
@pytest.mark.parametrize("hidden", ["\x1b[2J", "\u202e", "\u200b", "\x07", "\r", "\n", "\u3164", "\u0085"])
def test_whatever_stands_in_a_table_obeys_nobody(
    hidden: str, columns: str, colour: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    console.configure(color=colour)
    bad = f"华信{hidden}x"
    cells = (bad, {"en": bad}, Said(bad), Said("report.as_is", {"words": bad}), (bad, bad), Decimal(1))
    heads = (bad, {"en": bad}, Said(bad), "Plain", "List", "Sum")
    made = tuple(Column(f"c{at}", head, unit=bad if at == 5 else None) for at, head in enumerate(heads))
    totals = {"c0": bad, "c1": {"en": bad}, "c4": (bad,)}
    plain.show(Table("bad", bad, made, (cells, cells), totals, (bad,), ("late", "")))
    told = capsys.readouterr()
    for text in (told.out, told.err):
        assert is_clean(re.sub(r"\x1b\[(0|1|2|31)m", "", text), page=True)
    assert f"<U+{ord(hidden[0]):04X}>" in told.out.replace("\n", "").replace(" ", "")
