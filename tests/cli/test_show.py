"""The page about one customer: what stands on it, in both languages, in any window, whatever the record says."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell import Shell, init
from transcript import Play

from salesctl.render.clean import is_clean
from salesctl.render.layout import width

TRANSCRIPT = Path(__file__).parent / "transcripts" / "second_deal.txt"
TEAM = """people:
  wang.lei: {name: 王磊, roles: [account_manager]}
  zhao.jing: {name: 赵静, roles: [sales_lead]}
  li.chan: {name: 李产, roles: [product]}
  ji.shu: {name: 季舒, roles: [technical]}
  fa.wu: {name: 范武, roles: [legal]}
  cai.wu: {name: 蔡雯, roles: [finance]}
  zhu.li: {name: 朱莉, roles: [sales_assistant]}
  jiao.fu: {name: 焦甫, roles: [delivery]}
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A customer whose first deal went through everything, and whose second has begun."""
    shell = init(tmp_path_factory.mktemp("told") / "ws", "--no-git", lang="zh")
    (shell.root / "team.yaml").write_text(TEAM, encoding="utf-8")
    Play(shell).perform(TRANSCRIPT)
    return shell


def page(
    shell: Shell, *words: str, lang: str = "zh", columns: int | None = None, monkeypatch: pytest.MonkeyPatch
) -> str:
    if columns:
        monkeypatch.setenv("COLUMNS", str(columns))
    shell.lang = lang
    return shell.ok("show", *words, now="2026-07-03T09:10").out


@pytest.mark.row("U1", "U2", "U3")
@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "zh",
            (
                "李敏  采购经理  13800000000",
                "●●○○○  需求分析与深度沟通",
                "负责人 王磊",
                "需求分析报告  王磊",
                "已超期 15小时10分钟",
                "等待：需求分析报告",
                "– 需求调研",
                "不适用",
                "表单",
                "7月1日（周三）09:30 王磊",
            ),
        ),
        (
            "en",
            (
                "李敏  采购经理  13800000000",
                "●●○○○  Needs analysis",
                "Owner 王磊",
                "late by 15h 10m",
                "waits for Needs report",
                "does not apply",
                "Forms",
                "Wed 1 Jul 09:30 王磊",
                "Repeat business",
            ),
        ),
    ],
)
def test_the_deal_under_way_stands_there_in_full(
    told: Shell, lang: str, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = page(told, "华信", lang=lang, columns=120, monkeypatch=monkeypatch)
    assert [one for one in words if one not in shown] == []
    assert "/1  " in shown
    assert "show" in shown


def test_a_named_deal_shows_its_forms_with_labels_and_its_whole_history(
    told: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = page(told, "华信/1", columns=100, monkeypatch=monkeypatch)
    for words in (
        "《合作方案》",
        "底价（内部）",
        "430,000",
        "签约后  480,000",
        "《合同》",
        "第 3 轮",
        "更正过 1 次",
        "内部评审：法务不同意。",
        "原因：质保期没写",
        "赢单 · 已走完",
    ):
        assert words in shown
    assert "on_signing" not in shown
    assert "wang.lei" not in shown


def test_the_history_is_short_unless_everything_is_wanted(told: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    short = page(told, "华信", monkeypatch=monkeypatch)
    whole = page(told, "华信", "--all", monkeypatch=monkeypatch)
    assert "更早的还有" in short
    assert "线索录入" not in short
    assert "线索录入，负责人 王磊。渠道：行业展会。" in whole
    assert "商机 1" in whole


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_window(
    told: Shell, lang: str, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = page(told, "华信", "--all", lang=lang, columns=columns, monkeypatch=monkeypatch)
    wide = [
        line for line in shown.splitlines() if width(line) > columns and "salesctl" not in line and ".yaml" not in line
    ]
    assert wide == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_in_a_record_reaches_the_terminal_as_a_command(tmp_path: Path, lang: str) -> None:
    shell = init(tmp_path / "ws", "--no-git", lang=lang)
    shell.ok("lead", "add", "Evil", "--need", "plain")
    shell.ok("note", "Evil", "first line")
    file = next((shell.root / "customers").glob("*.yaml"))
    text = file.read_text(encoding="utf-8")
    text = text.replace("need: plain", 'need: "\\e[2J\\u202Egone"').replace("first line", '"\\e]0;x\\a two\\nlines"')
    file.write_text(text, encoding="utf-8")
    ran = shell.ok("show", "Evil", "--all")
    assert is_clean(ran.out, page=True)
    assert "<U+001B>[2J<U+202E>gone" in ran.out


def test_two_hundred_deals_stay_readable(tmp_path: Path) -> None:
    shell = init(tmp_path / "ws", "--no-git")
    shell.ok("lead", "add", "Many", "--at", "2026-03-02T08:00")
    file = next((shell.root / "customers").glob("*.yaml"))
    more = "".join(
        f"- at: 2026-03-02T08:{at % 60:02}+08:00\n  by: wang.lei\n  what: opened\n  deal: {at}\n"
        f"  with: {{owner: wang.lei, playbook: b2b@1, title: number {at}}}\n  id: {at}-k4fq7\n"
        for at in range(2, 202)
    )
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    lines = shell.ok("show", "Many").out.splitlines()
    assert sum(" · number " in line or "  number " in line for line in lines) >= 198
    assert sum(line.startswith("Deal ") and line != "Deals" for line in lines) == 3
    assert any("show" in line and "--all" in line for line in lines)
    assert sum(line.startswith("Deal ") for line in shell.ok("show", "Many/7").out.splitlines()) == 1


@pytest.mark.row("U2")
@pytest.mark.parametrize(("lang", "word"), [("en", "Next"), ("zh", "下一步")])
def test_every_change_says_what_is_next_and_how(tmp_path: Path, lang: str, word: str) -> None:
    shell = init(tmp_path / "ws", "--no-git", lang=lang)
    told = shell.ok("lead", "add", "Acme").out
    assert word in told
    assert "grade " in told
    answer = shell.run("note", "Acme", "hello", "--json")
    assert set(answer.json) >= {"ok", "now"}
    assert word not in answer.out + answer.err
