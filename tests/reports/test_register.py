from __future__ import annotations

import csv
import io
from typing import Any

import pytest

ZH = ["序号", "客户名称", "所属行业", "联系人", "职务", "联系方式", "需求描述", "跟进阶段", "负责人", "下次跟进时间"]
CONTACT = "{name: 李敏, position: 采购经理, phone: 138-0000-0000, email: l@example.com}"
CARD = f"industry: 机械制造\n  contacts: [{CONTACT}]\n  need: =1+1"


@pytest.fixture
def registered(place: Any, opened: Any) -> Any:
    planned = "03-02 11:00 planned with: {when: 2026-03-06T10:00+08:00, text: 送报价}"
    place.customer("华信", opened("03-02 09:30"), planned, id="aaaaaaa2", card=CARD)
    place.customer("宏远", opened("03-01 09:30", "sun.li"), id="aaaaaaa3")
    return place


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_ten_columns_in_the_order_of_the_process(registered: Any) -> None:
    said = registered.run("report", "register", "--csv", "--lang", "zh")
    assert said.code == 0
    assert said.out.startswith("\ufeff序号")
    head, first, second = rows(said.out)
    assert head == ZH
    assert first == ["1", "宏远", "", "", "", "", "", "客户开发与线索筛选", "孙丽", ""]
    assert second[:6] == ["2", "华信", "机械制造", "李敏", "采购经理", "138-0000-0000 / l@example.com"]
    assert second[6] == "'=1+1", "no cell is a formula"
    assert second[7:] == ["客户开发与线索筛选", "王磊", "2026-03-06 10:00"]


def test_the_same_as_json_with_ids_for_stages_and_moments_in_full(registered: Any) -> None:
    answer = registered.json("report", "register")
    assert answer["report"] == "register"
    assert [one["key"] for one in answer["columns"]][0:2] == ["no", "customer"]
    assert len(answer["columns"]) == 10
    assert answer["rows"][1][7:] == ["lead", "王磊", "2026-03-06T10:00:00+08:00"]
    assert answer["totals"] == {"customers": 2}


def test_a_sheet_holds_texts_and_no_formula(registered: Any, tmp_path: Any) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    file = tmp_path / "out.xlsx"
    said = registered.run("report", "register", "--xlsx", str(file), "--lang", "zh")
    assert said.code == 0
    cells = list(openpyxl.load_workbook(file).active.iter_rows())
    assert [cell.value for cell in cells[0]] == ZH
    assert cells[2][6].value == "=1+1"
    assert cells[2][6].data_type == "s"
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".tmp")] == []


def test_csv_goes_into_a_file_as_well(registered: Any, tmp_path: Any) -> None:
    file = tmp_path / "out.csv"
    registered.run("report", "register", "--out", str(file))
    assert file.read_bytes().startswith(b"\xef\xbb\xbfNo.,Customer,")
    assert b"\r\n" in file.read_bytes()


def test_a_file_that_cannot_be_written_is_5(registered: Any, tmp_path: Any) -> None:
    said = registered.run("report", "register", "--out", str(tmp_path / "nowhere" / "out.csv"))
    assert said.code == 5
    assert "nowhere" in said.err


def test_the_deal_under_way_stands_for_the_customer(place: Any, opened: Any) -> None:
    place.customer(
        "华信", opened(), "03-02 10:00 closed with: {as: lost, because: price}",
        "03-03 09:00 opened deal: 2 | with: {owner: sun.li, kind: repeat}",
    )  # fmt: skip
    assert place.json("report", "register")["rows"][0][8] == "孙丽"


def test_as_it_stood_at_an_earlier_moment(registered: Any) -> None:
    answer = registered.json("report", "register", "--as-of", "2026-03-01T12:00")
    assert [row[1] for row in answer["rows"]] == ["宏远"]


def test_a_broken_file_is_named_and_the_rest_is_there(registered: Any) -> None:
    (registered.root / "customers" / "bad.yaml").write_text("a: [\n", encoding="utf-8")
    said = registered.run("report", "register", "--csv")
    assert said.code == 4
    assert "bad.yaml" in said.err
    assert len(rows(said.out)) == 3


def test_an_empty_register_has_its_heads(place: Any) -> None:
    assert rows(place.run("report", "register", "--csv", "--lang", "zh").out) == [ZH]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_import_takes_the_register_back_in_both_languages(registered: Any, tmp_path: Any, lang: str) -> None:
    file = tmp_path / "register.csv"
    registered.run("report", "register", "--out", str(file), "--lang", lang)
    for customer in (registered.root / "customers").glob("*.yaml"):
        customer.unlink()
    assert registered.run("lead", "import", str(file)).code == 0
    again = registered.json("report", "register")["rows"]
    assert {tuple(row[place] for place in (1, 3, 6, 7, 8, 9)) for row in again} == {
        ("宏远", None, None, "lead", "孙丽", None),
        ("华信", "李敏", "=1+1", "lead", "王磊", "2026-03-06T10:00:00+08:00"),
    }
