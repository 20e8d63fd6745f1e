"""The register as offices keep it comes in as it is: once, whole, and with every doubtful row named."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from shell import Ran, Shell
from written import files

HEAD = ["序号", "客户名称", "所属行业", "联系人", "职务", "联系方式", "需求描述", "跟进阶段", "负责人", "下次跟进时间"]
REACH = "138-0000-0001 / limin@example.com"
HUAXIN = [
    1,
    "华信精密机械有限公司",
    "机械制造",
    "李敏",
    "采购经理",
    REACH,
    "两条线数字化",
    "需求分析",
    "王磊",
    "2026-03-10",
]
DONGFANG = [2, "东方电子", "电子", "王芳", "", "13800000002", "", "客户开发与线索筛选", "张静", ""]
Table = Callable[..., str]


def codes(ran: Ran) -> list[str]:
    return [one["code"] for one in ran.problems]


@pytest.mark.row("1.1")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_ten_columns_become_customers_contacts_and_deals(shell: Shell, table: Table, encoding: str) -> None:
    told = shell.ask("lead", "import", table([HUAXIN, DONGFANG], encoding=encoding))
    assert (told["added"], told["deals"], told["unchanged"]) == (2, 2, 0)
    found = shell.ask("show", "华信精密")
    assert found["customer"]["contacts"] == [
        {"name": "李敏", "position": "采购经理", "phone": "138-0000-0001", "email": "limin@example.com"}
    ]
    assert (found["customer"]["industry"], found["customer"]["need"]) == ("机械制造", "两条线数字化")
    deal = found["deals"][0]
    assert (deal["stage"], deal["owner"], deal["status"]) == ("needs", "wang.lei", "open")
    assert [event["what"] for event in found["history"]] == ["imported", "planned"]
    assert shell.ask("show", "东方电子")["deals"][0]["owner"] == "zhang.jing"


def test_nobody_claims_to_have_seen_when_an_imported_deal_came_in(shell: Shell, table: Table) -> None:
    shell.ok("lead", "import", table([DONGFANG]))
    found = shell.ask("show", "东方电子")
    event = found["history"][0]
    assert event["what"] == "imported"
    assert "since" not in event["with"]
    assert [one for one in found["deals"][0]["checklist"] if one["late"]] == []
    assert shell.ask("overdue")["items"] == []
    told = shell.run("check", "--json")
    assert told.code == 0
    assert {one["severity"] for one in told.json["findings"]} <= {"info"}


def test_the_planned_follow_up_is_late_once_it_has_passed(shell: Shell, table: Table) -> None:
    shell.ok("lead", "import", table([HUAXIN]))
    late = shell.ask("overdue", now="2026-03-11T09:00")["items"]
    assert [(one["name"], one["owner"]) for one in late] == [("华信精密机械有限公司", "wang.lei")]


def test_an_office_s_own_sheet_comes_in_as_it_is(shell: Shell, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    page = book.active
    page.append(["客户信息登记表（2026年）"])
    page.merge_cells("A1:J1")
    page.append([])
    head = [
        "序号",
        "客户名称 ",
        "行业",
        "联系人",
        "职务",
        "联系电话",
        "需求",
        "当前阶段",
        "客户经理",
        "下次跟进",
        "备注",
    ]
    page.append(head)
    moment = datetime.fromisoformat("2026-03-11T15:00")
    day = date(2026, 3, 10)
    page.append([1, "华信精密机械", "机械", "李敏", None, 13800000001, None, "商务谈判", "王磊", day, "老客户"])
    page.append(
        [2, "东方　电子", "电子", "王芳", None, 13800000002.0, None, "需求分析与深度沟通", "zhang.jing", moment]
    )
    page.append([])
    page.append(
        [3, "三江化工", None, None, None, "电话：１３８０００００００３", None, "lead", "张静", "2026年3月12日"]
    )
    page.append([4, "四海物流", None, None, None, "０１０－８８８８６６６６", None, None, "王磊", "２０２６／３／１３"])
    page.append(head)
    page.append([5, "五洲食品", None, None, None, None, None, None, None, "2026.3.14 10:30"])
    page.append([6])
    book.save(tmp_path / "office.xlsx")
    told = shell.ask("lead", "import", str(tmp_path / "office.xlsx"))
    assert told["added"] == 5
    assert [one["code"] for one in told["hints"]] == ["intake.columns_left_out"]
    plans = {}
    for name in ("华信精密机械", "东方", "三江", "四海", "五洲"):
        found = shell.ask("show", name)
        plan = [event["with"]["when"] for event in found["history"] if event["what"] == "planned"]
        phone = found["customer"]["contacts"][0]["phone"] if found["customer"].get("contacts") else None
        plans[name] = (plan[0], found["deals"][0]["stage"], phone)
    assert plans == {
        "华信精密机械": ("2026-03-10T18:00+08:00", "proposal", "13800000001"),
        "东方": ("2026-03-11T15:00+08:00", "needs", "13800000002"),
        "三江": ("2026-03-12T18:00+08:00", "lead", "13800000003"),
        "四海": ("2026-03-13T18:00+08:00", "lead", "010-88886666"),
        "五洲": ("2026-03-14T10:30+08:00", "lead", None),
    }


def test_the_same_file_again_writes_nothing_and_says_so(shell: Shell, table: Table) -> None:
    file = table([HUAXIN, DONGFANG])
    shell.ok("lead", "import", file)
    before = files(shell)
    again = shell.ok("lead", "import", file, now="2026-03-09T09:00")
    assert "Nothing was written: 2 rows say nothing new." in again.out
    assert files(shell) == before


def test_a_preview_writes_nothing_and_tells_the_same(shell: Shell, table: Table) -> None:
    file = table([HUAXIN, DONGFANG])
    before = files(shell)
    seen = shell.ask("lead", "import", file, "--dry-run")
    assert files(shell) == before
    assert (seen["dry_run"], seen["added"]) == (True, 2)
    assert shell.ask("lead", "import", file)["added"] == seen["added"]


def test_a_row_that_says_something_new_changes_the_customer_it_names(shell: Shell, table: Table) -> None:
    shell.ok("lead", "import", table([HUAXIN, DONGFANG]))
    changed = [7, "华信 精密机械有限公司", "", "李敏", "总监", "", "三条线", "商务谈判", "张静", "2026-03-20 09:00"]
    told = shell.ask("lead", "import", table([changed, DONGFANG]))
    assert (told["added"], told["changed"], told["unchanged"]) == (0, 1, 1)
    found = shell.ask("show", "华信精密")
    assert found["customer"]["name"] == "华信精密机械有限公司"
    assert found["customer"]["industry"] == "机械制造"
    assert found["customer"]["contacts"][0] | {"position": "总监"} == found["customer"]["contacts"][0]
    assert (found["deals"][0]["stage"], found["deals"][0]["owner"]) == ("proposal", "zhang.jing")
    assert shell.run("check").code == 0


def test_a_deal_that_went_on_here_is_not_set_back_by_the_old_table(shell: Shell, table: Table) -> None:
    file = table([DONGFANG])
    shell.ok("lead", "import", file)
    shell.ok("advance", "东方电子", "--override", "--because", "met them at the fair")
    before = files(shell)
    shell.ok("lead", "import", file)
    assert files(shell) == before
    moved = [*DONGFANG]
    moved[7] = "商务谈判"
    refused = shell.run("lead", "import", table([moved]), "--json")
    assert refused.code == 4
    assert codes(refused)[0] == "intake.moved_here"
    assert files(shell) == before


def test_a_deal_opened_here_is_moved_by_the_process_alone(shell: Shell, table: Table) -> None:
    shell.ok("lead", "add", "东方电子")
    refused = shell.run("lead", "import", table([HUAXIN, [1, "东方电子", *[""] * 5, "商务谈判", "", ""]]), "--json")
    assert codes(refused)[0] == "intake.moved_here"
    told = shell.ask("lead", "import", table([[1, "东方电子", "电子", *[""] * 4, "线索", "张静", "2026-03-09"]]))
    assert told["changed"] == 1
    verbs = [event["what"] for event in shell.ask("show", "东方电子")["history"]]
    assert verbs == ["opened", "assigned", "planned"]
    assert shell.run("check").code == 0


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ("华信精密机械股份有限公司", "intake.like_form"),
        ("华信精密机械", "intake.like_form"),
        ("HUAXIN Precision Co., Ltd.", "intake.like_phone"),
    ],
)
@pytest.mark.parametrize("known", [False, True], ids=["in the file", "here already"])
def test_a_likely_duplicate_is_set_aside(shell: Shell, table: Table, other: str, code: str, known: bool) -> None:
    twin = [2, other, "", "", "", "+86 138 0000 0001", "", "", "王磊", ""]
    if known:
        shell.ok("lead", "import", table([HUAXIN]))
    before = files(shell)
    refused = shell.run("lead", "import", table([twin] if known else [HUAXIN, twin]), "--json")
    assert refused.code == 4
    assert codes(refused)[0] == code
    assert refused.problems[0]["where"] == ("register.csv:2" if known else "register.csv:3")
    assert files(shell) == before


def test_names_that_only_look_alike_are_no_duplicates(shell: Shell, table: Table) -> None:
    rows = [[n, name, *[""] * 8] for n, name in enumerate(["Zinc", "Z", "Codelag", "Codel", "华信上海", "华信"], 1)]
    assert shell.ask("lead", "import", table(rows))["added"] == 6


def test_the_same_customer_twice_in_one_file_is_one_or_a_question(shell: Shell, table: Table) -> None:
    told = shell.ask("lead", "import", table([DONGFANG, [9, *DONGFANG[1:]]]))
    assert (told["added"], told["unchanged"]) == (1, 1)
    other = [3, "三江化工", "化工", *[""] * 7]
    refused = shell.run("lead", "import", table([other, [4, "三江 化工", "食品", *[""] * 7]]), "--json")
    assert codes(refused)[0] == "intake.twice"


BAD = [
    [1, "", "电子", "王芳", "", "13800000009", "", "", "", ""],
    [2, "二马印刷", "", "", "", "1.38E+10", "", "", "", ""],
    [3, "三江化工", "", "", "", "", "", "做梦", "", ""],
    [4, "四海物流", "", "", "", "", "", "", "赵云", "后年"],
]


def test_one_bad_row_refuses_the_whole_file_and_every_bad_row_is_named(shell: Shell, table: Table) -> None:
    before = files(shell)
    refused = shell.run("lead", "import", table([HUAXIN, *BAD]), "--json")
    assert refused.code == 4
    assert [(one["code"], one["where"]) for one in refused.problems] == [
        ("intake.no_name", "register.csv:3"),
        ("intake.phone_cut", "register.csv:4"),
        ("intake.unknown_stage", "register.csv:5"),
        ("intake.not_a_moment", "register.csv:6"),
        ("intake.unknown_owner", "register.csv:6"),
        ("intake.nothing_written", None),
    ]
    assert all(one["remedy"] for one in refused.problems)
    assert "下次跟进时间" in refused.problems[3]["message"]
    assert files(shell) == before
    shown = shell.run("lead", "import", table([HUAXIN, *BAD]))
    assert shown.err.count("register.csv:") == 5


def test_with_errors_the_good_rows_come_in_and_the_bad_ones_go_out_with_the_reason(
    shell: Shell, table: Table, tmp_path: Path
) -> None:
    out = tmp_path / "bad.csv"
    ran = shell.run("lead", "import", table([HUAXIN, *BAD]), "--errors", str(out), "--json")
    assert ran.code == 1
    assert (ran.json["ok"], ran.json["added"], ran.json["set_aside"]) == (False, 1, 4)
    rows = list(csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert rows[0] == [*HEAD, "reason"]
    assert [row[:9] for row in rows[2:]] == [[str(cell) for cell in row[:9]] for row in BAD[1:]]
    assert all(row[-1] for row in rows[1:])
    corrected = [row for row in rows if row[1] in ("客户名称", "三江化工")]
    corrected[1][7] = "商务谈判"
    told = shell.ask("lead", "import", table(corrected[1:], head=corrected[0]))
    assert (told["added"], told["hints"]) == (1, [])


def test_the_list_of_bad_rows_can_be_a_sheet(shell: Shell, table: Table, tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    out = tmp_path / "bad.xlsx"
    assert shell.run("lead", "import", table([HUAXIN, *BAD]), "--errors", str(out)).code == 1
    again = shell.run("lead", "import", str(out), "--json")
    assert [one["where"] for one in again.problems[:-2]] == ["bad.xlsx:2", "bad.xlsx:3", "bad.xlsx:4", "bad.xlsx:5"]


def test_the_list_of_bad_rows_never_overwrites_the_table(shell: Shell, table: Table) -> None:
    file = table([HUAXIN, *BAD])
    for out in (file, file.replace(".csv", ".txt")):
        before = Path(file).read_bytes()
        assert shell.run("lead", "import", file, "--errors", out).code == 2
        assert Path(file).read_bytes() == before


def test_a_list_that_cannot_be_written_stops_everything(shell: Shell, table: Table, tmp_path: Path) -> None:
    before = files(shell)
    ran = shell.run("lead", "import", table([HUAXIN, *BAD]), "--errors", str(tmp_path / "none" / "bad.csv"))
    assert ran.code == 5
    assert files(shell) == before


def test_a_preview_with_errors_writes_no_list(shell: Shell, table: Table, tmp_path: Path) -> None:
    out = tmp_path / "bad.csv"
    assert shell.run("lead", "import", table([HUAXIN, *BAD]), "--errors", str(out), "--dry-run").code == 1
    assert not out.exists()


@pytest.mark.parametrize(
    ("head", "code"),
    [(["a", "b", "c"], "intake.no_register"), (["客户名称", "Customer", "行业", "联系人"], "intake.column_twice")],
)
def test_what_is_no_register_is_refused_with_its_heads(shell: Shell, table: Table, head: list[str], code: str) -> None:
    ran = shell.run("lead", "import", table([["x", "y", "z"]], head=head), "--json")
    assert (ran.code, codes(ran)) == (4, [code])


def test_a_broken_customer_file_stops_the_import(shell: Shell, table: Table) -> None:
    (shell.root / "customers").mkdir(exist_ok=True)
    (shell.root / "customers" / "x-00000000.yaml").write_text("a: [", encoding="utf-8")
    before = files(shell)
    assert shell.run("lead", "import", table([HUAXIN])).code == 4
    assert files(shell) == before


def test_english_heads_and_words_are_taken_too(shell: Shell, table: Table) -> None:
    head = ["No.", "Customer", "Industry", "Contact person", "Position", "Telephone/e-mail", "Need", "Stage", "Owner"]
    row = [1, "Acme Ltd", "Chemicals", "Ann Lee", "Buyer", "a@b.cn", "two lines", "Negotiation", "wang.lei"]
    shell.ok("lead", "import", table([row], head=head))
    found = shell.ask("show", "Acme")
    assert found["customer"]["contacts"] == [{"name": "Ann Lee", "position": "Buyer", "email": "a@b.cn"}]
    assert found["deals"][0]["stage"] == "proposal"


def test_what_looks_like_a_secret_or_like_another_name_is_said_at_its_row(shell: Shell, table: Table) -> None:
    shell.ok("lead", "add", "Acme")
    rows = [
        [1, "\u0410cme", "", "", "", "", "VPN password: s3cret99", "", "", ""],
        [2, "Beta", "", "", "", "13800000002", "", "", "", ""],
        [3, "Bet\u0430", "", "身份证11010519491231002X", "", "", "", "", "", ""],
    ]
    for extra in (["--dry-run"], []):
        hints = shell.ask("lead", "import", table(rows), *extra)["hints"]
        assert [(one["code"], one["where"], one["severity"]) for one in hints] == [
            ("intake.look_alike", "register.csv:2", "warn"),
            ("hint.secret_password", "register.csv:2", "warn"),
            ("intake.look_alike", "register.csv:4", "warn"),
            ("hint.secret_paper", "register.csv:4", "warn"),
        ]
        assert "U+0410" in hints[0]["message"]
        assert "register.csv:3" in hints[2]["message"]
        assert "s3cret99" not in str(hints)
    assert shell.ask("lead", "import", table(rows))["hints"] == [], "nothing of it comes in a second time"


def test_a_table_full_of_the_same_says_a_few_and_how_many_more(shell: Shell, table: Table) -> None:
    rows = [[n, f"Firm {n}", "", "", "", "", f"password: s3cret{n}", "", "", ""] for n in range(1, 9)]
    ran = shell.ok("lead", "import", table(rows))
    assert ran.err.count("A text here looks like a password.") == 5
    assert "… and 3 more like these." in ran.err
