"""What a tired person types: unknown names, values of the wrong kind, words in the wrong order, Chinese punctuation."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from refusing import refused, run
from shell import Shell, init

SCREENED = ("--outcome", "fits", "--set", "industry_fit=y", "--set", "size_fit=y", "--set", "need_or_budget=y")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("slips") / "ws"
    shell = init(root, "--no-git")
    shell.ok("lead", "add", "华信精密机械", "--channel", "trade_fair")
    shell.ok("lead", "add", "华信电子")
    shell.ok("done", "华信精密", "lead.screening", *SCREENED)
    return root


@pytest.fixture
def shell(made: Path, tmp_path: Path) -> Shell:
    shutil.copytree(made, tmp_path / "ws")
    return Shell(tmp_path / "ws", now="2026-03-03T09:00")


#: The words, the exit code, the problem's code, and what the message must name.
NAMES = [
    (["show", "不存在"], 2, "customer.unknown", "不存在"),
    (["show", ""], 2, "customer.unknown", ""),
    (["show", "华信"], 2, "customer.ambiguous", "华信电子"),
    (["show", "华信精密/2"], 2, "customer.no_such_deal", "/1"),
    (["show", "华信精密/0"], 2, "customer.no_such_deal", "/1"),
    (["show", f"华信精密/{'9' * 5000}"], 2, "customer.unknown", "list"),
    (["show", "华信精密／2"], 2, "customer.no_such_deal", "/1"),
    (["lead", "add", "-5"], 2, "usage.hyphen", "-- '-5"),
    (["show", "华信精密/二"], 2, "customer.unknown", "list"),
    (["done", "lead.screening", "华信精密"], 2, "customer.is_a_step", "lead.screening"),
    (["done", "线索分级", "华信精密"], 2, "customer.is_a_step", "线索分级"),
    (["done", "华信精密", "lead.screning"], 2, "name.unknown_near", "lead.screening"),
    (["done", "华信精密", "zzz"], 2, "name.unknown", "lead.screening"),
    (["done", "华信精密", "线索"], 2, "name.ambiguous", "lead.grading"),
    (["done", "华信精密", "lead.grading/x"], 2, "name.not_a_number", "lead.grading/x"),
    (["done", "华信精密", f"lead.grading/{'9' * 5000}"], 2, "name.not_a_number", "change_order/2"),
    (["done", "华信精密", "lead.first_contact", "--outcome", "zz"], 2, "name.unknown", "reached"),
    (["done", "华信精密", "lead.first_contact", "--as", "boss"], 2, "name.unknown", "account_manager"),
    (["done", "华信精密", "lead.first_contact", "--set", "zz=1"], 2, "name.unknown", "zz"),
    (["grade", "华信精密", "D"], 2, "name.unknown", "A"),
    (["grade", "华信精密", "甲"], 2, "name.unknown", "A"),
    (["back", "华信精密", "zz", "--because", "x"], 2, "name.unknown", "needs"),
    (["approve", "华信精密", "zz", "--as", "legal"], 2, "name.unknown", "proposal.review"),
    (["assign", "华信精密", "李四"], 2, "name.unknown", "wang.lei"),
    (["assign", "华信精密", "wang.lei", "--role", "zz"], 2, "name.unknown", "legal"),
    (["close", "华信精密", "won", "--because", "x"], 2, "name.unknown", "lost"),
    (["close", "华信精密", "lost", "--because", "zz"], 2, "name.unknown", "price"),
    (["lead", "add", "甲", "--owner", "李四"], 2, "name.unknown", "wang.lei"),
    (["lead", "add", "甲", "--kind", "zz"], 2, "name.unknown", "repeat"),
    (["lead", "add", "甲", "--channel", "zz"], 2, "value.unknown_choice", "trade_fair"),
    (["lead", "add", "甲", "--channel", "e"], 2, "value.unknown_choice", "trade_fair"),
    (["lead", "add", "甲", "--set", "zz=1"], 2, "name.unknown", "zz"),
    (["team", "add", "li.si", "--role", "zz"], 2, "name.unknown", "legal"),
    (["team", "add", "li si"], 2, "team.bad_id", "li si"),
    (["list", "--stage", "zz"], 2, "name.unknown", "needs"),
    (["list", "--status", "zz"], 2, "name.unknown", "nurture"),
    (["list", "--sort", "zz"], 2, "name.unknown", "amount"),
    (["overdue", "--role", "zz"], 2, "name.unknown", "legal"),
    (["inbox", "--role", "zz"], 2, "name.unknown", "legal"),
    (["report", "funnel", "--by", "zz"], 2, "name.unknown", "industry"),
    (["report", "zz"], 2, "usage.no_such_command_in", "register"),
    (["why", "华信精密", "zz"], 2, "name.unknown", "lead.grading"),
]
VALUES = [
    (["lead", "add", "甲", "--amount", "很多"], 2, "value.not_money", "--amount"),
    (["lead", "add", "甲", "--amount", "五十万"], 2, "value.not_money", "120万"),
    (["lead", "add", "甲", "--amount", "1e400"], 2, "value.not_money", "1e400"),
    (["lead", "add", "甲", "--amount", "NaN"], 2, "value.not_money", "NaN"),
    (["lead", "add", "甲", "--amount=-5"], 2, "value.too_small", "-5"),
    (["lead", "add", "甲", "--sign-by", "2026-02-30"], 2, "value.not_a_date", "--sign-by"),
    (["lead", "add", "甲", "--sign-by", "月底"], 2, "value.not_a_date", "月底"),
    (["lead", "add", "甲", "--size", "很大"], 2, "value.not_a_number", "很大"),
    (["lead", "add", "甲", "--at", "0000-00-00"], 2, "usage.not_a_moment", "--at"),
    (["lead", "add", ""], 2, "customer.no_name", ""),
    (["lead", "add", "　 "], 2, "customer.no_name", ""),
    (["lead", "add", "名" * 201], 2, "customer.long_name", "200"),
    (["list", "--min-amount", "很多"], 2, "value.not_money", "--min-amount"),
    (["edit", "华信精密", "--set", "amount=很多"], 2, "value.not_money", "很多"),
    (["edit", "华信精密", "--set", "sign_by=很快"], 2, "value.not_a_date", "很快"),
    (["edit", "华信精密", "--set", "name="], 2, "customer.no_name", ""),
    (["plan", "华信精密", "改天"], 2, "usage.not_a_moment", "改天"),
    (["plan", "华信精密", "拜访", "明天"], 2, "usage.not_a_moment", "拜访"),
    (["hold", "华信精密", "--because", "budget", "--until", "3月50日"], 2, "usage.not_a_moment", "--until"),
    (["log", "华信精密", "来电", "--reached", "maybe"], 2, "value.not_yes_no", "maybe"),
    (["log", "华信精密", "来电", "--next", "改天", "报价"], 2, "usage.not_a_moment", "改天"),
    (["log", "华信精密", "来电", "--next", "明天"], 2, "usage.values_missing", "TIME TEXT"),
    (["log", "华信精密", " "], 2, "usage.blank", "TEXT"),
    (["note", "华信精密", ""], 2, "usage.blank", "TEXT"),
    (["overdue", "--within", "2个月"], 2, "overdue.not_a_span", "2个月"),
    (["report", "funnel", "--since", "zz"], 2, "usage.not_a_moment", "--since"),
    (["done", "华信精密", "lead.first_contact", "--file", "nope.yaml"], 2, "value.no_such_file", "nope.yaml"),
    (["lead", "import", "nope.csv"], 2, "tables.missing", "nope.csv"),
]
PUNCTUATION = [
    (["lead", "add", "甲", "--set", "需求＝数字化"], 2, "usage.setting_sign", "--set '需求=数字化'"),
    (["done", "华信精密", "lead.first_contact", "--set", "价格：100"], 2, "usage.setting_sign", "--set '价格=100'"),
    (["done", "华信精密", "lead.first_contact", "--set", "price:100"], 2, "usage.setting_sign", "--set price=100"),
    (["done", "华信精密", "lead.first_contact", "--set", "100"], 2, "usage.not_a_setting", "--set"),
    (["done", "华信精密", "lead.first_contact", "--set", "=100"], 2, "usage.not_a_setting", "--set"),
    (["done", "华信精密", "lead.first_contact", "价格=100"], 2, "usage.setting_alone", "--set '价格=100'"),
    (["amend", "华信精密", "screening", "--because", "x", "--set", "a：b"], 2, "usage.setting_sign", "--set a=b"),
]
ORDER = [
    (["done", "华信精密", "lead.screening", *SCREENED], 3, "step.already_done", "amend"),
    (["done", "华信精密", "contract.signing"], 3, "step.other_stage", "why"),
    (["done", "华信精密", "proposal.review"], 3, "step.needs_verdicts", "approve"),
    (["approve", "华信精密", "lead.screening", "--as", "legal"], 3, "verdict.not_asked_here", "done"),
    (["approve", "华信精密", "proposal.review", "--as", "legal"], 3, "step.other_stage", "why"),
    (
        ["done", "华信精密", "lead.first_contact", "--as", "legal", "--outcome", "reached"],
        3,
        "people.not_this_role",
        "--as",
    ),
    (
        ["done", "华信精密", "lead.first_contact", "--outcome", "reached", "--at", "2026-03-09"],
        3,
        "event.in_future",
        "plan",
    ),
    (
        ["done", "华信精密", "lead.first_contact", "--outcome", "reached", "--at", "2026-01-05"],
        3,
        "event.before_opened",
        "--at",
    ),
    (["note", "华信精密", "x", "--at", "明天"], 3, "event.in_future", "plan"),
    (["log", "华信精密", "x", "--at", "2026-01-05"], 3, "event.before_opened", "--at"),
    (["lead", "add", "甲", "--at", "明天"], 3, "event.in_future", "plan"),
    (["advance", "华信精密"], 3, "advance.undone", "lead.grading"),
    (["back", "华信精密", "needs", "--because", "x"], 3, "back.not_earlier", "advance"),
    (["resume", "华信精密"], 3, "resume.nothing", "show"),
    (["reopen", "华信精密", "lead", "--because", "x"], 3, "reopen.not_closed", "show"),
    (["close", "华信精密", "lost"], 3, "move.no_reason", "--because"),
    (["amend", "华信精密", "lead.screening", "--set", "industry_fit=n"], 3, "amend.no_reason", "--because"),
]


@pytest.mark.parametrize(
    ("words", "code", "problem", "named"),
    [*NAMES, *VALUES, *PUNCTUATION, *ORDER],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, list) else "",
)
def test_a_slip_is_answered_with_what_was_meant(
    shell: Shell, words: list[str], code: int, problem: str, named: str
) -> None:
    found = refused(shell, *words, code=code, named=named)
    assert problem in {one["code"].removesuffix("_near") for one in found} | {one["code"] for one in found}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--now", "zz", "list"], "usage.not_a_moment"),
        (["--now", "2026-02-30", "list"], "usage.not_a_moment"),
        (["--now", "9999-12-31T23:59-12:00", "list"], "usage.not_a_moment"),
        (["--now", "0001-01-01T00:00+14:00", "list"], "usage.not_a_moment"),
        (["plan", "华信精密", "9999-12-31"], "usage.not_a_moment"),
        (["--user", "nobody", "note", "华信精密", "x"], "people.unknown"),
        (["-C", "/nowhere/at all", "list"], "store.not_a_workspace"),
    ],
    ids=" ".join,
)
def test_a_slip_in_a_global_option(shell: Shell, words: list[str], code: str) -> None:
    (found,) = refused(shell, *words, code=2)
    assert found["code"] == code


TYPED_BY_PEOPLE = [
    (["--amount", "５０万"], "amount", "500000"),
    (["--amount", "￥1,200,000.00"], "amount", "1200000"),
    (["--amount", "120w"], "amount", "1200000"),
    (["--amount", "1.2亿"], "amount", "120000000"),
    (["--sign-by", "3月5日"], "sign_by", "2026-03-05"),
    (["--sign-by", "2026/3/5"], "sign_by", "2026-03-05"),
    (["--sign-by", "2026.3.5"], "sign_by", "2026-03-05"),
    (["--sign-by", "明天"], "sign_by", "2026-03-04"),
]


@pytest.mark.parametrize(("words", "key", "kept"), TYPED_BY_PEOPLE, ids=lambda value: str(value)[:40])
def test_what_people_type_is_understood(shell: Shell, words: list[str], key: str, kept: str) -> None:
    shell.ok("lead", "add", "新客户", *words)
    (item,) = [one for one in shell.ask("list")["items"] if one["name"] == "新客户"]
    assert item[key] == kept


@pytest.mark.parametrize("when", ["明天下午3点", "3月4日 15：00", "2026/3/4 15:00", "2026-03-04T15:00", "明天下午三点"])
def test_a_moment_as_people_write_it(shell: Shell, when: str) -> None:
    shell.ok("plan", "华信精密", when, "拜访")
    (item,) = [one for one in shell.ask("list")["items"] if one["name"] == "华信精密机械"]
    assert "2026-03-04T15:00" in run(shell, "show", "华信精密", "--json").out, item


def test_a_list_on_the_card_is_written_as_the_remedy_says(shell: Shell) -> None:
    rows = ["--set", "联系人=姓名=李敏; 电话=138-0000-0000", "--set", "contacts=姓名=王强"]
    shell.ok("edit", "华信精密", *rows)
    assert [row["name"] for row in shell.ask("show", "华信精密")["customer"]["contacts"]] == ["李敏", "王强"]
    (found,) = refused(shell, "edit", "华信精密", "--set", "contacts=name:李敏; x=1", code=2)
    assert found["code"] in {"value.unknown_column", "value.not_rows"}
