"""Tables as offices keep them are read as they stand; what would harm or mislead is refused with what to do."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from salesctl.core.problems import Broken
from salesctl.store import tables


def sheet(path: Path, rows: Iterable[Iterable[Any]], **more: Any) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    page = book.active
    page.title = "登记表"
    for row in rows:
        page.append(list(row))
    for ref in more.get("merged", ()):
        page.merge_cells(ref)
    for name, hidden in more.get("sheets", {}).items():
        other = book.create_sheet(name)
        other.append([name])
        other.sheet_state = "hidden" if hidden else "visible"
    book.save(path)
    return path


def code_of(path: Path) -> tuple[str, int]:
    with pytest.raises(Broken) as broken:
        tables.read_table(path)
    return broken.value.problems[0].code, broken.value.exit_code


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ","), ("gb18030", ","), ("gb18030", "\t"), ("utf-16", "\t"), ("utf-8", ";")],
)
def test_csv_in_the_encodings_and_separators_of_offices(tmp_path: Path, encoding: str, delimiter: str) -> None:
    file = tmp_path / "登记表.csv"
    lines = [["客户名称", "联系人"], ["华信精密机械", "李敏"], ["东方，电子", "王芳"]]
    file.write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    rows = tables.read_rows(file)
    assert rows.head == ("客户名称", "联系人")
    assert [line.cells for line in rows.lines] == [("华信精密机械", "李敏"), ("东方，电子", "王芳")]


def test_rows_keep_the_numbers_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('name,need\n\n"A","two\nlines"\n\nB,one\n', encoding="utf-8")
    assert [(line.number, line.cells[0]) for line in tables.read_rows(file).lines] == [(3, "A"), (5, "B")]


def test_the_guard_against_formulas_comes_off_again(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("name,phone\n'=1+1,'+8613800000000\n'quoted',-\n", encoding="utf-8-sig")
    assert [line.cells for line in tables.read_rows(file).lines] == [("=1+1", "+8613800000000"), ("'quoted'", "-")]


def test_records_have_the_filled_cells_by_their_head(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("sep=;\nobjection;answer;\ntoo dear;instalments;\n ;later;\n", encoding="utf-8")
    assert tables.read_records(file) == ({"objection": "too dear", "answer": "instalments"}, {"answer": "later"})


def test_cells_of_excel_become_texts_with_one_meaning(tmp_path: Path) -> None:
    row = [
        13800000000,
        13800000000.0,
        1.5,
        date(2026, 3, 2),
        datetime.fromisoformat("2026-03-02T15:30"),
        True,
        None,
        "  x ",
    ]
    found = tables.read_table(sheet(tmp_path / "a.xlsx", [["客户信息登记表"], [], row], merged=["A1:H1"]))
    cells = ("13800000000", "13800000000", "1.5", "2026-03-02", "2026-03-02T15:30", "yes", "", "  x ")
    assert [line.number for line in found.lines] == [1, 3]
    assert found.lines[1].cells == cells
    assert found.name == "登记表"


def test_the_first_visible_sheet_that_is_filled_is_read_and_the_others_named(tmp_path: Path) -> None:
    found = tables.read_table(sheet(tmp_path / "a.xlsx", [], sheets={"hidden": True, "rows": False, "notes": False}))
    assert (found.name, found.lines[0].cells) == ("rows", ("rows",))
    assert found.others == ("登记表", "notes")


def test_the_content_says_what_a_file_is(tmp_path: Path) -> None:
    file = sheet(tmp_path / "a.xlsx", [["name"], ["A"]]).rename(tmp_path / "a.csv")
    assert tables.read_records(file) == ({"name": "A"},)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "tables.empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "tables.old_excel"),
        (b"<html><table><tr><td>x</td></tr></table>", "tables.markup"),
        (b"name\n\x00\x01\x02", "tables.binary"),
        ("name\nMüller, Größe, Öl\n".encode("cp1252"), "tables.encoding"),
        (b'name,need\nA,"never closed\n', "tables.open_quote"),
        (b"PK\x03\x04 no archive", "tables.bad_excel"),
    ],
)
def test_what_is_no_table_is_refused_by_name(tmp_path: Path, data: bytes, code: str) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(data)
    assert code_of(file) == (code, 4)


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.csv") == ("tables.missing", 2)


def archive(parts: dict[str, bytes]) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return data.getvalue()


def rewritten(path: Path, part: str, content: bytes) -> None:
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    path.write_bytes(archive({**parts, part: content}))


@pytest.mark.parametrize(
    ("part", "content", "code"),
    [
        ("xl/bomb.xml", b"0" * 60_000_000, "tables.bomb"),
        ("xl/dense.xml", b"0" * 40_000_000, "tables.bomb"),
        ("xl/vbaProject.bin", b"macro", "tables.macros"),
        ("xl/sharedStrings.xml", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>', "tables.bad_excel"),
    ],
)
def test_bombs_macros_and_entities_are_refused_before_parsing(
    tmp_path: Path, part: str, content: bytes, code: str
) -> None:
    file = sheet(tmp_path / "a.xlsx", [["name"], ["A"]])
    rewritten(file, part, content)
    assert code_of(file) == (code, 4)


def test_an_archive_that_lies_about_its_size_is_stopped_while_it_is_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    data = bytearray(archive({"xl/a.xml": b"0" * 60_000_000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    file.write_bytes(data)
    assert code_of(file)[0] in ("tables.bomb", "tables.bad_excel")


def test_a_formula_without_a_result_is_no_empty_cell(tmp_path: Path) -> None:
    file = sheet(tmp_path / "a.xlsx", [["name", "next"], ["A", "=TODAY()"]])
    with pytest.raises(Broken) as broken:
        tables.read_table(file)
    assert broken.value.problems[0].code == "tables.unreckoned"
    assert broken.value.problems[0].params["cells"] == ("B2",)


def test_without_the_readers_of_excel_one_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = sheet(tmp_path / "a.xlsx", [["name"]])
    monkeypatch.setitem(__import__("sys").modules, "defusedxml", None)
    assert code_of(file) == ("tables.no_excel_reader", 2)


def test_formatting_down_to_the_last_row_is_no_row(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["name"])
    book.active.cell(row=1_048_576, column=3).number_format = "0.00"
    book.save(tmp_path / "a.xlsx")
    assert [line.number for line in tables.read_table(tmp_path / "a.xlsx").lines] == [1]
