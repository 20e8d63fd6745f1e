"""What the register writes, import reads back as nothing new: in both languages, as CSV and as Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from shell import Shell, init
from written import files

HOSTILE = '=HYPERLINK("http://x")'


@pytest.fixture
def lived_in(shell: Shell, table: Callable[..., str]) -> Shell:
    """Customers as they are after a while: hostile and odd facts, several contacts and deals, every way of ending."""
    person = ["--contact", "李敏", "--position", "采购经理", "--email", "limin@example.com", "--need", HOSTILE]
    phones = ["--phone", "010-88886666 / 138-0000-0001"]
    shell.ok("lead", "add", "华信精密机械有限公司", "--industry", "机械制造", *phones, *person)
    shell.ok("plan", "华信", "2026-03-10 15:30", "call")
    words = ["--phone", "+86 138 0000 0002", "--need", "-5 degrees\nand more", "--contact", "Ann"]
    shell.ok("lead", "add", 'Acme, "the" Ltd', *words)
    shell.ok("lead", "add", "+Plus")
    shell.ok("lead", "add", "'Quoted' & Söhne", "--email", "a@b.cn", "--owner", "zhang.jing")
    shell.ok("deal", "add", "+Plus", "--title", "second")
    shell.ok("close", "Quoted", "lost", "--because", "price")
    shell.ok("close", "+Plus", "void", "--because", "mistake")
    shell.ok("lead", "import", table([[1, "东方电子", "", "", "", "微信 dongfang", "", "合同", "张静", "2026/1/5"]]))
    return shell


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_register_as_csv_comes_back_unchanged(lived_in: Shell, tmp_path: Path, lang: str) -> None:
    lived_in.lang = lang
    before = files(lived_in)
    lived_in.ok("report", "register", "--out", str(tmp_path / "out.csv"))
    assert "'=HYPERLINK" in (tmp_path / "out.csv").read_text(encoding="utf-8")
    lived_in.lang = "en"
    told = lived_in.ask("lead", "import", str(tmp_path / "out.csv"), now="2026-03-05T09:00")
    assert (told["added"], told["changed"], told["unchanged"]) == (0, 0, 5)
    assert files(lived_in) == before


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_register_as_excel_comes_back_unchanged(lived_in: Shell, tmp_path: Path, lang: str) -> None:
    pytest.importorskip("openpyxl")
    lived_in.lang = lang
    before = files(lived_in)
    lived_in.ok("report", "register", "--xlsx", str(tmp_path / "out.xlsx"))
    told = lived_in.ask("lead", "import", str(tmp_path / "out.xlsx"))
    assert (told["added"], told["changed"], told["unchanged"]) == (0, 0, 5)
    assert files(lived_in) == before


def test_the_register_of_one_workspace_fills_another(lived_in: Shell, tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    lived_in.ok("report", "register", "--out", str(first))
    other = init(tmp_path / "other", "--no-git")
    other.ok("team", "add", "wang.lei", "--name", "王磊")
    other.ok("team", "add", "zhang.jing", "--name", "张静")
    assert other.ask("lead", "import", str(first))["added"] == 5
    other.ok("report", "register", "--out", str(second))
    assert rows_of(first) == rows_of(second)


def rows_of(file: Path) -> list[list[str]]:
    """The rows without their running number, in an order of their own."""
    return sorted(row[1:] for row in csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
